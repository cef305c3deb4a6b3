from collections.abc import Iterator
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import FormatError
from bakohumas.law import Threshold
from bakohumas.testing import thresholds

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
"""How many of *n* are enough under each of the rules, worked out by hand."""


def enough(rule: Threshold, n: int) -> Iterator[int]:
    """Every whole number that satisfies the rule, tried one by one."""
    for many in count():
        short = many - rule.share * n - rule.plus_one
        if short > 0 or (short == 0 and not rule.strict):
            yield many


@pytest.mark.parametrize("n", TABLE)
def test_quorums_of_real_sizes(n: int) -> None:
    """The table of quorums: half, half plus one, two thirds, three quarters, and less."""
    assert tuple(Threshold.parse(rule).of(n) for rule in RULES) == TABLE[n]


@given(thresholds(), st.integers(0, 200))
def test_the_smallest_number_that_is_enough(rule: Threshold, n: int) -> None:
    """The formula agrees with trying every number from nought."""
    assert rule.of(n) == next(enough(rule, n))


@given(thresholds(), st.integers(0, 200))
def test_a_bigger_base_never_needs_fewer(rule: Threshold, n: int) -> None:
    """One more member asks for as many, or for one more."""
    assert rule.of(n + 1) - rule.of(n) in {0, 1}


@given(st.integers(1, 500))
def test_half_plus_one_is_stricter_for_odd_numbers_alone(n: int) -> None:
    """The custom and the law part by one exactly where the half is no whole number."""
    law, custom = (Threshold.parse(rule).of(n) for rule in ("> 1/2", ">= 1/2 + 1"))

    assert custom - law == n % 2


@given(thresholds())
def test_parse_undoes_str(rule: Threshold) -> None:
    """Writing a threshold down and reading it back loses nothing."""
    assert Threshold.parse(str(rule)) == rule


def test_a_share_is_read_in_lowest_terms() -> None:
    """Two quarters are a half."""
    assert str(Threshold.parse("> 2/4")) == "> 1/2"


@pytest.mark.parametrize(
    "text",
    [
        *("", "half", "1/2", "< 1/2", ">1/2", "> 1/0", "> -1/2", ">= 1/2 + 2", "> 1/2\n"),
        *("> 3/2", "> 1/1", ">= 1/1 + 1", "> ١/٢"),
    ],
)
def test_another_form_is_refused_with_examples(text: str) -> None:
    """What cannot be read, or asks for more than all, is refused with the forms that can."""
    with pytest.raises(FormatError) as caught:
        Threshold.parse(text)

    assert str(caught.value) == (
        f"threshold: {text!r} is not of the form '> 1/2', '>= 2/3' or '>= 1/2 + 1'"
    )


@pytest.mark.parametrize(
    "fields",
    [
        (Fraction(3, 2),),
        (Fraction(-1, 2),),
        (Fraction(1), True),
        (Fraction(1), False, True),
    ],
)
def test_nobody_can_ask_for_more_than_all(fields: tuple[Fraction, bool, bool]) -> None:
    """A threshold made by hand that no meeting could ever reach is a slip."""
    with pytest.raises(ValueError, match="a threshold asks for a part of all, got "):
        Threshold(*fields)


def test_all_is_a_threshold() -> None:
    """Every one of the members may be asked for."""
    assert Threshold.parse(">= 1/1").of(27) == 27
