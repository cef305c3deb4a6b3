import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import (
    Acclamation,
    Action,
    Base,
    EmptyBox,
    How,
    Majority,
    Profile,
    Purpose,
    Runoff,
    TieBreak,
    count,
)
from bakohumas.errors import SeatError
from bakohumas.law import Threshold
from bakohumas.testing import profiles, tie_breaks

BOX = "Kotak Kosong"
PAPER = ("Ani", "Budi", "Cici", "Dodi")
TWO = Majority(runoff=Runoff.TWO_ROUND)


def test_as_many_candidates_as_seats_are_elected_by_acclamation() -> None:
    """No vote is needed where nobody can lose."""
    result = count([], Acclamation(), seats=3, candidates=["Ani", "Budi"])

    assert result.elected == ("Ani", "Budi")
    assert result.explain().startswith(
        "Round 1: Ani and Budi were no more than there are seats and were elected by acclamation."
    )
    assert "Ani dan Budi tidak melebihi jumlah kursi dan terpilih secara" in result.explain("id")
    with pytest.raises(SeatError, match="3 candidates stand, not 2 at most"):
        count([], Acclamation(), seats=2, candidates=["a", "b", "c"])
    with pytest.raises(ValueError, match="acclamation fills one seat or more, got seats=0"):
        count([], Acclamation(), seats=0, candidates=["a"])


def test_acclamation_counts_ballots_with_equal_preferences_as_votes_for_nobody() -> None:
    """They stand with no single candidate; the figures still add up."""
    stage = count([[("Ani", "Budi")], ["Ani"]], Acclamation(), seats=2).stages[0]

    assert (dict(stage.tallies), stage.exhausted) == ({"Ani": 1, "Budi": 0}, 1)


@pytest.mark.parametrize(
    ("ballots", "method", "elected"),
    [
        ([["Ani"], ["Ani"], [BOX]], EmptyBox(), ("Ani",)),
        ([["Ani"], [BOX]], EmptyBox(), ()),
        ([["Ani"], [BOX], []], EmptyBox(threshold=Threshold.parse(">= 1/2")), ("Ani",)),
        ([["Ani"], ["Ani"], [BOX], []], EmptyBox(base=Base.CAST), ()),
        ([[BOX]], EmptyBox(threshold=Threshold.parse(">= 0/1")), ()),
    ],
)
def test_a_single_candidate_is_held_against_the_empty_box(
    ballots: list[list[str]], method: EmptyBox, elected: tuple[str, ...]
) -> None:
    """More than half by default, of valid ballots or of all that were cast."""
    result = count(ballots, method, candidates=["Ani", BOX])

    assert result.elected == elected
    assert result.complete
    assert result.stages[0].who == ("Ani",)


def test_whoever_loses_to_the_box_is_told() -> None:
    """Nobody is elected, and the winner of it is an error with advice."""
    result = count([["Ani"], [BOX], [BOX]], EmptyBox(), candidates=["Ani", BOX])

    assert result.explain("id").splitlines() == [
        (
            "Putaran 1: dari 3 suara yang masih dihitung, diperlukan 2; Ani 1 dan Kotak Kosong 2; "
            "Ani tidak mencapai jumlah yang diperlukan dan tidak terpilih."
        ),
        ("Terpilih: tidak ada; dari 3 surat suara yang masuk, 3 sah, 0 kosong dan 0 rusak."),
    ]
    assert result.stages[0].action is Action.UNFILLED
    with pytest.raises(SeatError, match=r"name the winner: Ani fell short .*; vote again"):
        _ = result.winner
    assert result.margin is None
    assert result.method.label() == "vote against an empty box"
    assert str(result.method) == "empty box Kotak Kosong > 1/2 valid"


def test_the_box_stands_alone_against_one() -> None:
    """Two candidates, or a paper without the box, are no such vote."""
    with pytest.raises(SeatError, match="2 candidates and 1 boxes stand"):
        count([["a"]], EmptyBox(), candidates=["a", "b", BOX])
    with pytest.raises(SeatError, match=f"1 candidates and 0 .*; put one candidate and {BOX} on"):
        count([["a"]], EmptyBox(), candidates=["a"])
    with pytest.raises(ValueError, match=r"against ballots, valid or cast, got base="):
        EmptyBox(base=Base.MEMBERS)


def test_the_most_votes_elect_where_no_majority_is_asked_for() -> None:
    """Rule ELC-03, as when 140 of 294 votes were enough."""
    votes = {("Ani",): 140, ("Budi",): 100, ("Cici",): 54}
    result = count(Profile.weighted(votes), Majority(None))

    assert (result.winner, result.stages[0].how, result.margin) == ("Ani", How.MOST, 20)
    assert result.explain("id").splitlines()[0] == (
        "Putaran 1: 294 suara; Ani 140, Budi 100 dan Cici 54; "
        "Ani memperoleh jumlah terbanyak suara dan terpilih."
    )
    assert Majority(None).label("id") == "suara terbanyak"
    assert str(Majority(None)) == "majority most valid none"


@pytest.mark.parametrize(
    ("method", "needed"),
    [
        (Majority(), 5),
        (Majority(base=Base.CAST), 6),
        (Majority(base=Base.PRESENT, of=13), 7),
        (Majority(base=Base.MEMBERS, of=20), 11),
        (Majority(Threshold.parse(">= 2/3"), Base.CAST), 7),
        (Majority(Threshold.parse(">= 0/1")), 1),
    ],
)
def test_a_majority_is_one_of_something(method: Majority, needed: int) -> None:
    """Of the valid ballots, of all cast, of those present or of all members."""
    ballots = [["Ani"]] * 9 + [[]]

    assert count(ballots, method).stages[0].needed == needed


def test_nobody_with_a_majority_means_voting_again() -> None:
    """The stage names those at the top, who would go on."""
    result = count([["Ani"]] * 3 + [["Budi"]] * 2 + [["Cici"]] * 2 + [["Dodi"]], Majority())
    level = count([["Ani"], ["Budi"]], Majority())

    assert (result.elected, result.complete) == ((), True)
    assert (result.stages[0].who, result.stages[0].how) == (("Ani", "Budi", "Cici"), How.SHORT)
    assert level.stages[0].who == ("Ani", "Budi")
    assert str(result) == "Elected: none (majority > 1/2 valid none)"


def test_the_first_two_meet_again() -> None:
    """All others go at once, and next preferences decide."""
    votes = [["Ani"]] * 4 + [["Budi"]] * 3 + [["Cici", "Budi"]] * 2 + [["Dodi"]]
    result = count(votes, TWO)

    assert [(stage.action, stage.who, stage.how) for stage in result.stages] == [
        (Action.EXCLUDED, ("Cici", "Dodi"), How.BEHIND),
        (Action.ELECTED, ("Budi",), How.MOST),
    ]
    assert (result.stages[0].needed, result.stages[1].needed) == (6, 0)
    assert result.stages[1].exhausted == 1
    assert "Cici and Dodi came after the first two and were excluded" in result.explain()


def test_a_tie_for_the_second_place_is_a_tie() -> None:
    """Who meets the first is settled by what was agreed, after all clearly behind have gone."""
    votes = [["Ani"]] * 4 + [["Budi"]] * 3 + [["Cici"]] * 3 + [["Dodi"]]
    stopped = count(votes, TWO)
    agreed = count(votes, TWO, ties=TieBreak(order=("Ani", "Cici", "Budi")))

    assert stopped.tie is not None
    assert (stopped.tie.tied, stopped.tie.over) == (("Budi", "Cici"), Purpose.EXCLUSION)
    assert [stage.who for stage in agreed.stages] == [("Dodi",), ("Budi",), ("Ani",)]
    assert agreed.stages[1].tallies == agreed.stages[0].tallies
    assert agreed.stages[2].exhausted == 4


def test_three_at_the_top_tie_twice() -> None:
    """One of three goes, and the two that are left meet."""
    votes = [["Ani"], ["Budi"], ["Cici", "Ani"]]
    result = count(votes, TWO, ties=TieBreak(order=("Ani", "Budi", "Cici")))

    assert [stage.who for stage in result.stages] == [("Cici",), ("Ani",)]


def test_two_alone_meet_at_once() -> None:
    """Where only two stand and neither has the members' majority, the most votes elect."""
    method = Majority(base=Base.MEMBERS, of=20, runoff=Runoff.TWO_ROUND)
    result = count([["Ani"]] * 3 + [["Budi"]] * 2, method)
    even = count([["Ani"], ["Budi"]], method)

    assert (result.winner, len(result.stages)) == ("Ani", 1)
    assert even.tie is not None
    assert even.tie.over is Purpose.ELECTION


def test_an_exhaustive_runoff_drops_one_at_a_time() -> None:
    """Until somebody has enough of the base, or one is left."""
    votes = [["Ani"]] * 5 + [["Budi"]] * 4 + [["Cici", "Budi"]] * 2 + [["Dodi", "Cici"]]
    result = count(votes, Majority(runoff=Runoff.EXHAUSTIVE))
    far = count(votes, Majority(base=Base.MEMBERS, of=30, runoff=Runoff.EXHAUSTIVE))
    tied = count([["Ani"], ["Budi"]], Majority(runoff=Runoff.EXHAUSTIVE))

    assert [stage.who for stage in result.stages] == [("Dodi",), ("Cici",), ("Ani",), ("Budi",)]
    assert result.stages[-1].how is How.LAST
    assert far.stages[-1].how is How.LAST
    assert tied.tie is not None


@given(profiles(min_valid=1), tie_breaks(), st.sampled_from(Runoff))
def test_a_runoff_ends_with_one(profile: Profile, ties: TieBreak, runoff: Runoff) -> None:
    """One is elected, the count stops at a tie, or without a run-off it names who fell short."""
    result = count(profile, Majority(runoff=runoff), ties=ties)

    assert result.tie or runoff is Runoff.NONE or len(result.elected) == 1
    assert runoff is not Runoff.NONE or len(result.stages) == 1


def test_a_base_of_members_needs_their_number() -> None:
    """And a base of ballots counts them itself."""
    with pytest.raises(ValueError, match=r"of= says how many .* got of=None with base=<Base.MEM"):
        Majority(base=Base.MEMBERS)
    with pytest.raises(ValueError, match=r"got of=9 with base=<Base.VALID"):
        Majority(of=9)
    with pytest.raises(TypeError, match="threshold must be a Threshold or a NoneType"):
        Majority("1/2")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="majority voting fills one seat, got seats=2"):
        count([["a"]], Majority(), seats=2)
    assert Majority(base=Base.MEMBERS, of=9).label("id") == "suara terbanyak mutlak"
    assert str(Majority(base=Base.MEMBERS, of=9)) == "majority > 1/2 members 9 none"
