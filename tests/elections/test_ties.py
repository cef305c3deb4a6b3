from hashlib import sha256

import pytest
from hypothesis import given

from bakohumas.elections import IRV, Action, Profile, Purpose, Result, Step, TieBreak, count
from bakohumas.errors import UndecidedError
from bakohumas.law import Threshold
from bakohumas.testing import profiles, tie_breaks

EVEN = [["a"], ["a"], ["b"], ["b"], ["c"], ["c"], ["c"]]


def test_by_default_a_tie_stops_the_count() -> None:
    """Nothing is drawn: the result is partial and says who is tied for what."""
    result = count(EVEN, IRV())

    assert not result.complete
    assert result.tie is not None
    assert (result.tie.tied, result.tie.over) == (("a", "b"), Purpose.EXCLUSION)
    assert (result.tie.tried, result.tie.how, result.tie.chosen) == ((), None, None)
    assert (result.elected, result.stages[-1].action) == ((), Action.TIE)


def test_the_winner_of_a_stopped_count_is_an_error_with_advice() -> None:
    """Whoever asks for the winner hears who is tied and what to do."""
    with pytest.raises(UndecidedError, match="do not tell a, b apart: vote again, or count") as no:
        _ = count(EVEN, IRV()).winner

    assert (no.value.tied, no.value.elected) == (("a", "b"), ())


@pytest.mark.parametrize(("order", "gone"), [("abc", "b"), ("bac", "a"), ("cba", "a")])
def test_an_order_excludes_the_last_of_those_tied(order: str, gone: str) -> None:
    """The lower in the order agreed beforehand goes."""
    result = count(EVEN, IRV(), ties=TieBreak(order=tuple(order), lot="never reached"))

    assert result.stages[0].who == (gone,)
    assert result.winner == "c"
    assert [(tie.how, tie.chosen) for tie in result.ties] == [(Step.ORDER, gone)]


def test_an_order_elects_the_first_of_those_tied() -> None:
    """For election the order is read from its other end."""
    tie = TieBreak(order=("a", "b", "c")).settle(("b", "c"), Purpose.ELECTION)

    assert (tie.chosen, tie.decisive) == ("b", (Step.ORDER,))


def test_an_order_that_leaves_somebody_out_settles_nothing() -> None:
    """An order that does not rank all who are tied is tried in vain, and the lot follows."""
    tie = TieBreak(order=("a",), lot="seed").settle(("a", "b"), Purpose.EXCLUSION)

    assert tie.steps[0] == (Step.ORDER, ("a", "b"))
    assert (tie.tried, tie.decisive) == ((Step.ORDER, Step.LOT), (Step.LOT,))
    assert TieBreak(order=("a",)).settle(("a", "b"), Purpose.EXCLUSION).chosen is None


@pytest.mark.parametrize("seed", ["2015-11-02", "undian", "4 8 15 16 23 42"])
def test_anybody_can_draw_the_public_lot_again(seed: str) -> None:
    """The lot ranks by SHA-256 of seed, bar and name: first elected, last excluded."""
    tied = ("Ani", "Budi", "Cici")
    ranking = sorted(tied, key=lambda name: sha256(f"{seed}|{name}".encode()).hexdigest())
    chosen = {over: TieBreak(lot=seed).settle(tied, over).chosen for over in Purpose}

    assert chosen == {
        Purpose.ELECTION: ranking[0],
        Purpose.EXCLUSION: ranking[-1],
        Purpose.SURPLUS: ranking[0],
    }


def test_the_lot_falls_the_same_on_every_machine() -> None:
    """What sha256sum prints for the texts decides."""
    tied = ("Ani", "Budi", "Cici", "Dodi")

    assert TieBreak(lot="2015-11-02").settle(tied, Purpose.ELECTION).chosen == "Ani"


def test_backwards_takes_the_latest_round_in_which_they_differ() -> None:
    """An older difference does not count where a later one decides."""
    earlier = [{"a": 1, "b": 2}, {"a": 4, "b": 3}, {"a": 5, "b": 5}]
    tie = TieBreak().settle(("a", "b"), Purpose.EXCLUSION, stage=4, earlier=earlier)

    assert (tie.chosen, tie.how, tie.stage) == ("b", Step.BACKWARDS, 4)


def test_backwards_narrows_three_who_are_tied() -> None:
    """Those still equal in the deciding round are told apart by the rounds before it."""
    earlier = [{"a": 3, "b": 2, "c": 1}, {"a": 4, "b": 4, "c": 5}]
    settle = TieBreak().settle

    assert settle(("a", "b", "c"), Purpose.EXCLUSION, earlier=earlier).chosen == "b"
    assert settle(("a", "b", "c"), Purpose.ELECTION, earlier=earlier).chosen == "c"
    assert settle(("a", "b"), Purpose.EXCLUSION, earlier=earlier[1:]).left == ("a", "b")


def test_a_real_count_looks_back() -> None:
    """Second-round equals are told apart by the first round."""
    paper = Profile.weighted({("a",): 5, ("b",): 3, ("c",): 2, ("d", "c"): 1})
    result = count(paper, IRV())
    blind = count(paper, IRV(), ties=TieBreak(backwards=False))

    assert [stage.who for stage in result.stages] == [("d",), ("c",), ("a",)]
    assert [tie.how for tie in result.ties] == [Step.BACKWARDS]
    assert blind.tie is not None
    assert blind.tie.tried == ()


def test_a_tie_for_election_is_possible_below_one_half() -> None:
    """Where the threshold lets two pass at once, the tie is one for election."""
    third = IRV(Threshold.parse(">= 1/3"))
    stopped = count([["a"], ["b"], ["c"]], third)
    drawn = count([["a"], ["b"], ["c"]], third, ties=TieBreak(order=("c", "b", "a")))

    assert stopped.tie is not None
    assert stopped.tie.over is Purpose.ELECTION
    assert drawn.winner == "c"


@given(profiles(min_valid=1), tie_breaks())
def test_no_tie_is_settled_in_silence(profile: Profile, ties: TieBreak) -> None:
    """A count is complete or stopped by its last tie, and each settled tie says how."""
    result: Result = count(profile, IRV(), ties=ties)

    assert result.complete == (len(result.elected) == 1)
    assert all(tie.chosen and tie.how in tie.tried for tie in result.ties[:-1])
    assert result.tie in {None, *result.ties[-1:]}
    assert result.complete or not ties.lot


def test_rules_for_ties_are_checked() -> None:
    """A repeated name, an empty seed and a stranger in the order are slips."""
    with pytest.raises(ValueError, match="names each candidate once"):
        TieBreak(order=("a", "a"))
    with pytest.raises(TypeError, match="a list or tuple"):
        TieBreak(order="ab")
    with pytest.raises(ValueError, match="lot"):
        TieBreak(lot="")
    with pytest.raises(ValueError, match="ranks x and y, who stand for nothing here"):
        count([["a"]], IRV(), ties=TieBreak(order=("y", "a", "x")))
