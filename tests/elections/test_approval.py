from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import (
    Approval,
    How,
    Kept,
    Profile,
    Purpose,
    Step,
    TieBreak,
    Unit,
    count,
)
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici", "Dodi")
MOST, LEAST = st.none() | st.integers(2, 4), st.integers(1, 2)


@given(profiles(min_valid=1, level=True), MOST, LEAST)
def test_choices_are_counted_as_on_a_blackboard(
    profile: Profile, most: int | None, least: int
) -> None:
    """One stroke a name on every ballot with a fit number of them; the others are stated."""
    strokes, unfit = Counter(dict.fromkeys(PAPER, 0)), 0
    for places, number in profile.ballots():
        names = [n for place in places for n in (place if isinstance(place, tuple) else [place])]
        if least <= len(names) <= (most or 4):
            strokes.update(dict.fromkeys(names, number))
        else:
            unfit += number
    result = count(profile, Approval(most, least=least), seats=4)

    assert dict(result.stages[0].tallies) == strokes
    assert (result.stages[0].exhausted, result.stages[0].unit) == (unfit, Unit.CHOICES)


def test_one_class_covers_four_names() -> None:
    """Plurality, limited vote, block vote and approval differ in one number."""
    votes = [["Ani", "Budi"]] * 4 + [["Cici"]] * 3 + [["Dodi", "Cici"]] * 3
    chosen = {
        most: count(votes, Approval(most), seats=2, ties=TieBreak(order=PAPER)).elected
        for most in (1, 2, None)
    }

    assert chosen == {1: ("Cici", "Ani"), 2: ("Cici", "Ani"), None: ("Cici", "Ani")}
    assert [Approval(k).label() for k in (1, None)] == ["choice of up to 1", "approval voting"]
    assert Approval(2).label("id") == "pilihan paling banyak 2"
    assert [str(each) for each in (Approval(), Approval(3, least=2))] == [
        "approval any",
        "approval 3 least 2",
    ]


def test_a_tie_for_the_last_seat_is_a_tie_and_no_more() -> None:
    """Whoever is clearly ahead is elected; of those tied one at a time is, or the count stops."""
    votes = [["Ani", "Budi", "Cici"], ["Ani", "Dodi"], ["Ani"]]
    stopped = count(votes, Approval(), seats=3)
    drawn = count(votes, Approval(), seats=3, ties=TieBreak(order=("Dodi", "Budi", "Cici")))

    assert stopped.tie is not None
    assert (stopped.elected, stopped.tie.tied) == (("Ani",), ("Budi", "Cici", "Dodi"))
    assert stopped.tie.over is Purpose.ELECTION
    assert drawn.elected == ("Ani", "Dodi", "Budi")
    assert [tie.how for tie in drawn.ties] == [Step.ORDER] * 2


def test_the_margin_is_told_for_one_seat() -> None:
    """How many ballots would have had to be other ones."""
    assert count([["Ani"]] * 5 + [["Budi"]] * 2, Approval(1)).margin == 2
    assert count([["Ani"]] * 5 + [["Budi"]] * 2, Approval(1), seats=2).margin is None
    assert count([["Ani"]], Approval(1)).margin is None


def test_conditions_pass_over_those_ahead() -> None:
    """Sitting members keep their seats, and the best newcomer takes what is left."""
    votes = [["Ani", "Budi"]] * 4 + [["Cici"]] * 3 + [["Dodi"]]
    result = count(votes, Approval(), seats=2, guard=Kept(["Dodi"]), ties=TieBreak(order=PAPER))

    assert result.elected == ("Ani", "Dodi")
    assert [stage.how for stage in result.stages] == [How.MOST, How.BARRED, How.MOST]


@pytest.mark.parametrize(("most", "least"), [(0, 1), (1, 2), (2, 0)])
def test_limits_that_no_ballot_can_meet_are_slips(most: int, least: int) -> None:
    """At least one choice, and no fewer at most than at least."""
    with pytest.raises(ValueError, match=r"must be >= 1|at least 2 and at most 1"):
        Approval(most, least=least)
