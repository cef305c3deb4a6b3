import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.law import Assumption, Grade

WORDS = ("share of members who come", "bagian anggota yang hadir")


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_a_value_lies_within_what_is_thought_possible(numbers: list[float]) -> None:
    """Three numbers make an assumption in order, and a slip out of order."""
    low, value, high = sorted(numbers)

    assert Assumption("forum.attendance", value, low, high, Grade.X, WORDS).value == value
    if low < value:
        with pytest.raises(ValueError, match=r"^forum.attendance: .* lies outside \["):
            Assumption("forum.attendance", low, value, high, Grade.X, WORDS)


def test_a_value_that_is_no_number_is_refused() -> None:
    """Not a number lies in no range."""
    with pytest.raises(ValueError, match=r"n: nan lies outside \[0, 1\]"):
        Assumption("n", float("nan"), 0, 1, Grade.X, WORDS)


def test_the_grade_is_a_grade() -> None:
    """A letter alone does not pass for a grade."""
    with pytest.raises(TypeError, match="grade must be a Grade, got the str 'X'"):
        Assumption("n", 0.5, 0, 1, "X", WORDS)  # type: ignore[arg-type]
