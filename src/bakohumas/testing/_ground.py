from datetime import date
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from bakohumas.law import Citation, Threshold
from bakohumas.periods import Period

FIRST: Final = date(1967, 12, 6)
LAST: Final = date(2100, 12, 31)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def days(*, min_value: date = FIRST, max_value: date = LAST) -> st.SearchStrategy[date]:
    """Days, with those on which terms go wrong made likely.

    Args:
        min_value: Earliest day.
        max_value: Latest day.
    """
    edges = [date(year, 2, 29) for year in range(1968, 2100, 4)]
    edges += [
        date(year, month, day)
        for year in (1999, 2015, 2020)
        for month, day in ((1, 1), (2, 28), (3, 1), (12, 31))
    ]
    likely = [day for day in edges if min_value <= day <= max_value]
    anywhere = st.dates(min_value, max_value)
    return st.sampled_from(likely) | anywhere if likely else anywhere


@st.composite
def periods(draw: st.DrawFn, *, bounded: bool = False) -> Period:
    """Periods of a day or longer, open at either end unless *bounded*."""
    first, last = sorted(draw(st.lists(days(), min_size=2, max_size=2, unique=True)))
    if bounded:
        return Period(first, last)
    return Period(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))


def citations() -> st.SearchStrategy[Citation]:
    """Citations of every shape: with and without year, article, clause and item."""
    kinds = st.sampled_from(["UU", "PM Kominfo", "Pergub", "SK Gubernur", "Kepmen Kominfo"])
    numbers = st.integers(1, 999).map(str) | st.sampled_from(["041", "03A", "7A"])
    years = st.integers(1945, 2100).map("/{}".format) | st.just("")
    titles = st.builds("{} {}{}".format, kinds, numbers, years) | st.just("default of this library")
    articles = st.integers(1, 400).map(str) | st.sampled_from(["12A", "IV"])
    return st.builds(
        Citation,
        titles,
        st.none() | articles,
        st.none() | st.integers(1, 30),
        st.none() | st.sampled_from(_LETTERS),
    )


@st.composite
def thresholds(draw: st.DrawFn) -> Threshold:
    """Thresholds from none to all; below all, strict or not, with one more or without."""
    whole = draw(st.integers(1, 12))
    part = draw(st.integers(0, whole))
    more = st.booleans() if part < whole else st.just(value=False)
    return Threshold(Fraction(part, whole), draw(more), draw(more))
