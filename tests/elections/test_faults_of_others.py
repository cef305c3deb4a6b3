"""Each kind of fault that was found in other programs, on a small invented profile."""

from fractions import Fraction

import pytest

from bakohumas.elections import (
    IRV,
    STV,
    Action,
    Approval,
    Borda,
    Majority,
    Method,
    Profile,
    Purpose,
    RankedPairs,
    Schulze,
    Step,
    TieBreak,
    count,
    verify,
)

RULES = ["scottish", "wigm", "exact", "meek"]


@pytest.mark.parametrize("rule", RULES)
def test_a_count_ends_when_the_quota_is_out_of_reach(rule: str) -> None:
    """Everybody names one candidate, ballots exhaust, and the seats are filled all the same."""
    votes = {("a",): 5, ("b",): 4, ("c",): 3, ("d",): 2, ("e",): 1}
    result = count(Profile.weighted(votes), STV(rule), seats=4)

    assert set(result.elected) == set("abcd")
    assert result.complete


@pytest.mark.parametrize("rule", RULES)
def test_a_count_ends_when_a_surplus_finds_nobody(rule: str) -> None:
    """All ballots of the elected name nobody else: the surplus exhausts."""
    votes = {("a",): 20, ("b",): 2, ("c",): 1}
    result = count(Profile.weighted(votes), STV(rule), seats=2)

    assert result.elected == ("a", "b")
    assert result.stages[-1].nontransferable > 0


@pytest.mark.parametrize("method", [IRV(), STV(), STV("exact"), STV("meek")])
def test_a_tie_for_exclusion_is_a_value(method: IRV | STV) -> None:
    """It neither raises nor draws: the count stops and says who is tied for what."""
    result = count([["a"], ["a"], ["a"], ["b", "c"], ["c", "b"], ["d"], ["d"], ["d"]], method)

    assert result.tie is not None
    assert (result.tie.tied, result.tie.over) == (("b", "c"), Purpose.EXCLUSION)
    assert result.stages[-1].action is Action.TIE


def test_all_winners_of_a_comparison_are_reported() -> None:
    """Two whom nobody beats are two, not the later of them."""
    level = Profile.of([["a", "c", "b"], ["c", "a", "b"]])

    assert Schulze().winners(level) == RankedPairs().winners(level) == ("a", "c")


def test_a_lot_among_winners_elects_a_winner() -> None:
    """Somebody who is no potential winner is not drawn, however early in the alphabet."""
    level = Profile.of([["b", "a", "d"], ["d", "b", "a"]], candidates=["a", "b", "d"])
    for order in (["a", "b", "d"], ["a", "d", "b"], ["b", "d", "a"]):
        drawn = count(level, Schulze(), ties=TieBreak(order=order))

        assert drawn.winner in Schulze().winners(level)
        assert "a" not in drawn.elected


@pytest.mark.parametrize("method", [Schulze, RankedPairs])
def test_the_definition_of_strength_is_the_one_that_was_asked_for(
    method: type[Schulze | RankedPairs],
) -> None:
    """By winning votes a wins, by margins b; neither is given out for the other."""
    votes = {("b", ("a", "c")): 3, ("a", "b", "c"): 2, ("b", "c", "a"): 1, ("c", "a", "b"): 3}
    profile = Profile.weighted(votes)

    assert method().winners(profile) == ("a",)
    assert method("margins").winners(profile) == ("b",)


def test_a_tie_that_every_step_leaves_stays_a_tie() -> None:
    """Where earlier rounds and the order both fail, the tie is told with both."""
    votes = [["a", "c"], ["a", "c"], ["b", "c"], ["b", "c"], ["c"], ["c"], ["c"]]
    result = count(votes, STV(), ties=TieBreak(order=("a",)))

    assert result.tie is not None
    assert result.tie.steps == ((Step.ORDER, ("a", "b")),)


@pytest.mark.parametrize("method", [STV(), IRV(), Approval(), Borda(), Schulze(), Majority(None)])
def test_nothing_is_drawn_that_was_not_asked_for(method: STV) -> None:
    """The same ballots give the same tie every time, and the recorded tie is the applied one."""
    votes = [["a", "b"], ["b", "a"]]
    results = [count(votes, method) for _ in range(5)]
    drawn = count(votes, method, ties=TieBreak(lot="2015"))

    assert len({result.digest for result in results}) == 1
    assert not results[0].complete
    assert drawn.ties[0].how is Step.LOT
    assert drawn.ties[0].chosen in drawn.stages[0].who
    assert verify(drawn, digest=drawn.digest) == ()


def test_equal_defeats_do_not_explode() -> None:
    """Twenty candidates in one great circle of equal defeats are locked in one pass."""
    names = [f"c{number:02}" for number in range(20)]
    circle = Profile.of([names[turn:] + names[:turn] for turn in range(20)])

    assert RankedPairs().winners(circle) == tuple(names)


def test_the_first_on_the_paper_is_somebody() -> None:
    """A tie decided by earlier stages for the candidate with place 0 is not drawn again."""
    votes = {("a",): 8, ("b",): 7, ("c", "b"): 1, ("d",): 9}
    result = count(Profile.weighted(votes), STV(), seats=1, ties=TieBreak(lot="never reached"))

    assert [stage.who for stage in result.stages[:2]] == [("c",), ("b",)]
    assert [(tie.tied, tie.how) for tie in result.ties] == [(("a", "b"), Step.BACKWARDS)]


def test_a_ballot_passes_on_at_what_it_is_worth() -> None:
    """A ballot that moved with a half moves on with its share of that half, not of one."""
    votes = {("a", "b", "c"): 12, ("b", "d"): 3, ("d",): 1, ("c",): 1}
    result = count(Profile.weighted(votes), STV("exact"), seats=3)
    third = dict(result.stages[2].tallies)

    # Of quota 5, seven of twelve pass on: b has 3 + 12 * 7/12 = 10, and passes on one half of each
    # ballot's value: 3 * 1/2 to d, and 12 * 7/24, not 12 * 1/2, to c.
    assert result.quota == 5
    assert third == {"a": 5, "b": 5, "c": 1 + Fraction(7, 2), "d": 1 + Fraction(3, 2)}


def test_nearly_equal_is_not_equal() -> None:
    """One hundred-thousandth of a vote tells candidates apart by a rule of five decimals.

    Three ballots pass on to b for 0.33333 each: 1.99999 are fewer than the 2 of c. In fractions
    they are three thirds, and the two are level.
    """
    votes = {("a", "b"): 3, ("a", "f"): 3, ("b",): 1, ("c",): 2, ("d",): 3, ("f",): 3}
    rule = TieBreak(backwards=False)
    five, exact = (
        count(Profile.weighted(votes), STV(each), seats=3, ties=rule).stages[1]
        for each in ("scottish", "exact")
    )

    assert (dict(five.tallies)["b"], dict(five.tallies)["c"]) == (199_999, 200_000)
    assert (five.who, five.tie) == (("b",), None)
    assert exact.tie is not None
    assert exact.tie.tied == ("b", "c")


def test_nothing_is_said_but_in_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    """No draw is announced on a terminal that nobody keeps."""
    votes = [["a"], ["b"]]
    several: list[Method] = [IRV(), *map(STV, RULES), Approval(), Borda(), Schulze(), RankedPairs()]
    for method in several:
        count(votes, method)
        count(votes, method, ties=TieBreak(lot="2015"))

    assert capsys.readouterr() == ("", "")


def test_three_who_tie_are_narrowed_stage_by_stage() -> None:
    """Of three, the latest stage that differs spares one, and the stage before it another."""
    earlier = [{"x": 1, "y": 2, "z": 1}, {"x": 1, "y": 1, "z": 2}]
    left = TieBreak().settle(("x", "y", "z"), Purpose.EXCLUSION, earlier=earlier)

    assert left.chosen == "x"


@pytest.mark.parametrize("method", [IRV(), *map(STV, RULES), Schulze(), RankedPairs(), Borda()])
def test_short_ballots_are_ballots(method: IRV | STV | Schulze) -> None:
    """Nobody needs to rank everybody, by whatever method."""
    result = count([["a"], ["a", "b"], ["b"], ["a", "c", "b"]], method)

    assert result.winner == "a"
