import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.elections import (
    IRV,
    STV,
    Acclamation,
    Approval,
    Borda,
    Kept,
    Majority,
    Method,
    NextHighest,
    Profile,
    RankedPairs,
    Schulze,
    TieBreak,
    count,
    countback,
    next_highest,
    verify,
)
from bakohumas.errors import SeatError
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici", "Dodi")
FIVE = (*PAPER, "Evi")
RANKING: list[Method] = [Approval(), Borda(), Schulze(), RankedPairs()]
RULES = ("scottish", "exact", "meek")
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


def test_only_whoever_follows_is_elected_by_the_votes_of_then() -> None:
    """Whoever reached the quota at that stage is not elected again by it."""
    then = count(VOTES, STV(), seats=2)
    now = next_highest(then, ["Ani"])

    assert then.stages[0].elected == ("Ani",)
    assert now.elected == now.stages[0].elected == ("Cici",)


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
    """A method that may unseat somebody is refused, with the ones that do not and the other way."""
    then = count([], Acclamation(), seats=2, candidates=["Ani", "Budi"])
    words = "acclamation counts without conditions, and Budi would keep a seat: elect by STV, "
    words += "Approval, Borda, Schulze or RankedPairs, or fill a vacancy by next_highest"

    with pytest.raises(ValueError, match=f"^{words}$"):
        countback(then, ["Ani"])
    with pytest.raises(ValueError, match=r"counts without conditions, and guard= states some"):
        count(VOTES, IRV(), guard=Kept(["Ani"]))


@pytest.mark.parametrize(
    ("method", "follows"),
    [(Approval(), "Dodi"), (Borda(), "Cici"), (Schulze(), "Cici"), (RankedPairs(), "Cici")],
)
def test_a_board_by_any_method_of_several_seats_is_counted_back(
    method: Method, follows: str
) -> None:
    """Budi and Evi stay; who follows depends on the method."""
    votes = [["Ani", "Budi", "Evi"]] * 7 + [["Cici", "Dodi"]] * 3 + [["Dodi"]]
    then = count(votes, method, seats=3, candidates=FIVE, ties=TieBreak(order=FIVE))
    now = countback(then, ["Ani"])

    assert set(then.elected) == {"Ani", "Budi", "Evi"}
    assert set(now.elected) == {"Budi", "Evi", follows}
    assert verify(now, digest=now.digest) == ()


@pytest.mark.parametrize("method", [Approval(), Borda(), Schulze(), RankedPairs()])
def test_those_who_sit_and_are_level_need_no_lot(method: Method) -> None:
    """Both keep their seats, so that nothing is to be settled between them."""
    votes = [["Ani", "Budi", "Cici"], ["Ani", "Cici", "Budi"], ["Dodi"]]
    then = count(votes, method, seats=3, ties=ORDER)
    now = countback(then, ["Ani"], ties=TieBreak())

    assert set(then.elected) == {"Ani", "Budi", "Cici"}
    assert (set(now.elected), now.ties) == ({"Budi", "Cici", "Dodi"}, ())


def test_only_a_seat_that_was_filled_falls_vacant() -> None:
    """Somebody who was not elected leaves nothing, and nobody leaves nothing."""
    then = count(VOTES, IRV())
    for fill in (countback, next_highest):
        with pytest.raises(ValueError, match="when somebody elected leaves it, got Budi"):
            fill(then, ["Budi"])
        with pytest.raises(ValueError, match="when somebody elected leaves it, got none"):
            fill(then, [])


@given(profiles(min_valid=1), st.sampled_from([*RANKING, *map(STV, RULES)]), st.data())
def test_nobody_who_sits_loses_by_a_countback(
    profile: Profile, method: Method, data: st.DataObject
) -> None:
    """Whoever stays is elected again, whoever left is not."""
    then = count(profile, method, seats=2, ties=ORDER)
    gone = data.draw(st.sampled_from(then.elected))
    assume(then.profile.without([gone]).valid)
    now = countback(then, [gone], ties=ORDER)

    assert set(then.elected) - {gone} <= set(now.elected)
    assert gone not in now.elected
    assert len(now.elected) == 2


@given(profiles(min_valid=1, level=True), st.sampled_from(RANKING), st.data())
def test_where_candidates_are_ranked_the_first_who_does_not_sit_follows(
    profile: Profile, method: Method, data: st.DataObject
) -> None:
    """Choices, points and pairs rank all; the seat goes to the first of them without one."""
    then = count(profile, method, seats=2, ties=ORDER)
    gone = data.draw(st.sampled_from(then.elected))
    stay = set(then.elected) - {gone}
    left = profile.without([gone])
    assume(left.valid)
    ranked = count(left, method, seats=3, ties=TieBreak(order=left.candidates)).elected
    now = countback(then, [gone], ties=ORDER)

    assert set(now.elected) == {*stay, next(name for name in ranked if name not in stay)}
