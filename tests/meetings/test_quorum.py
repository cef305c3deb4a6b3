from datetime import date
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.law import Citation, Grade, Provision
from bakohumas.meetings import Quorum
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
RULES = ("> 1/2", ">= 1/2 + 1", ">= 2/3", ">= 3/4", ">= 1/3", ">= 1/5")
TABLE = {
    5: (3, 4, 4, 4, 2, 1),
    7: (4, 5, 5, 6, 3, 2),
    9: (5, 6, 6, 7, 3, 2),
    11: (6, 7, 8, 9, 4, 3),
    27: (14, 15, 18, 21, 9, 6),
    38: (20, 20, 26, 29, 13, 8),
    65: (33, 34, 44, 49, 22, 13),
}
"""How many of n are needed under each rule; by arithmetic."""


def quorum(of: int, here: int, rule: str) -> Quorum:
    """So many of so many under a rule."""
    law = Provision("meeting.quorum", rule, Period(None), Citation("SK 1/2015"), Grade.X)
    return Quorum(of, here, law)


@pytest.mark.parametrize("of", TABLE)
@pytest.mark.parametrize(("column", "rule"), list(enumerate(RULES)), ids=str)
def test_how_many_are_needed(of: int, column: int, rule: str) -> None:
    """Each rule of law and custom, for bodies of five to sixty-five."""
    needed = TABLE[of][column]

    assert quorum(of, 0, rule).required == needed
    assert quorum(of, needed, rule).met
    assert not quorum(of, needed - 1, rule).met


def test_the_conference_of_27() -> None:
    """PWI KBB: two thirds of 27 are 18, and 17 came."""
    assert not quorum(27, 17, ">= 2/3").met
    assert quorum(27, 18, ">= 2/3").met


@given(st.integers(1, 2000))
def test_a_half_and_one_is_the_stricter_by_one_for_odd_numbers(of: int) -> None:
    """QRM-02: the custom asks for one more than the law where the roll is odd, and no more."""
    law, custom = quorum(of, 0, "> 1/2").required, quorum(of, 0, ">= 1/2 + 1").required

    assert law == of // 2 + 1
    assert custom == ceil(of / 2 + 1)
    assert custom - law == of % 2


@given(st.integers(0, 500), st.integers(0, 500), st.sampled_from(RULES))
def test_more_people_never_undo_a_quorum(of: int, here: int, rule: str) -> None:
    """Nobody at all never is a quorum, and one more never takes it away."""
    assert not quorum(of, 0, rule).met
    assert quorum(of, here, rule).met <= quorum(of, here + 1, rule).met
