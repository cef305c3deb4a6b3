import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.elections import (
    IRV,
    STV,
    Approval,
    Borda,
    Majority,
    NextHighest,
    Profile,
    TieBreak,
    count,
    countback,
    next_highest,
    verify,
)
from bakohumas.errors import SeatError
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici", "Dodi")
ORDER = TieBreak(order=PAPER)
VOTES = [["Ani", "Dodi"]] * 4 + [["Budi"]] * 3 + [["Cici"]] * 2


def test_whoever_came_next_takes_the_seat() -> None:
    """By the votes of then: no later preference is looked at."""
    then = count(VOTES, Majority(None))
    now = next_highest(then, ["Ani"])
    later = next_highest(then, ["Ani"], ineligible=["Budi"])

    assert (now.winner, later.winner) == ("Budi", "Cici")
    assert now.stages[0].tallies == then.stages[0].tallies
    assert verify(now, digest=now.digest) == ()
    assert str(now.method) == "next highest after Ani of 1 by majority most valid none"
    assert now.method.label("id") == "suara terbanyak berikutnya"


def test_next_highest_stops_at_a_tie_and_when_nobody_is_left() -> None:
    """The tie is one for election; a by-election is the advice."""
    then = count([["Ani"], ["Ani"], ["Budi"], ["Cici"]], Approval(), seats=1)
    stopped = next_highest(then, ["Ani"])

    assert stopped.tie is not None
    assert stopped.tie.tied == ("Budi", "Cici")
    assert next_highest(then, ["Ani"], ties=TieBreak(order=PAPER[:3])).winner == "Budi"
    with pytest.raises(SeatError, match=r"nobody stood beside Ani, Budi and Cici .*by-election"):
        next_highest(then, ["Ani"], ineligible=["Budi", "Cici"])
    with pytest.raises(ValueError, match="next highest fills one seat, got seats=2"):
        count([["Ani"]], NextHighest(Approval()), seats=2)


def test_a_countback_asks_the_same_ballots_again() -> None:
    """Voters of whoever left decide who follows, and all others keep their seats."""
    then = count(VOTES, STV("meek"), seats=2, ties=ORDER)
    now = countback(then, ["Ani"])
    barred = countback(then, ["Ani"], ineligible=["Dodi"])

    assert then.elected == ("Ani", "Budi")
    assert (now.elected, barred.elected) == (("Dodi", "Budi"), ("Budi", "Cici"))
    assert now.withdrawn == ("Ani",)
    assert verify(now, digest=now.digest) == ()


def test_a_single_seat_is_counted_back_by_any_method() -> None:
    """Without anybody else who sits no condition is needed."""
    then = count(VOTES, IRV())

    assert then.winner == "Ani"
    assert countback(then, ["Ani"], ties=TieBreak()).winner == "Dodi"


def test_methods_without_conditions_cannot_keep_seats() -> None:
    """A method that may unseat somebody is refused with the ones that do not."""
    then = count(VOTES, Borda(), seats=2, ties=ORDER)

    with pytest.raises(ValueError, match="Borda count counts without conditions: leave guard= out"):
        countback(then, [then.elected[0]])


def test_only_a_seat_that_was_filled_falls_vacant() -> None:
    """Somebody who was not elected leaves nothing, and nobody leaves nothing."""
    then = count(VOTES, IRV())
    for fill in (countback, next_highest):
        with pytest.raises(ValueError, match="when somebody elected leaves it, got Budi"):
            fill(then, ["Budi"])
        with pytest.raises(ValueError, match="when somebody elected leaves it, got none"):
            fill(then, [])


@given(profiles(min_valid=1), st.sampled_from(["scottish", "exact", "meek"]), st.data())
def test_nobody_who_sits_loses_by_a_countback(
    profile: Profile, rule: str, data: st.DataObject
) -> None:
    """Whoever stays is elected again, whoever left is not."""
    then = count(profile, STV(rule), seats=2, ties=ORDER)
    gone = data.draw(st.sampled_from(then.elected))
    assume(then.profile.without([gone]).valid)
    now = countback(then, [gone], ties=ORDER)

    assert set(then.elected) - {gone} <= set(now.elected)
    assert gone not in now.elected
    assert len(now.elected) == 2
