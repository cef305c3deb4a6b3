import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from bakohumas.periods import Period, gaps, nth_term, overlaps, years_after

DAY, MOMENT = date(2018, 6, 30), datetime(2018, 6, 30)  # noqa: DTZ001 - a moment on no clock


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


KINDS: dict[str, Callable[[], object]] = {
    "the start of a period must be a date, got the datetime datetime.datetime(2018, "
    "6, 30, 0, 0)": lambda: Period(MOMENT),
    "the end of a period must be a date, got the datetime datetime.datetime(2018, "
    "6, 30, 0, 0)": lambda: Period(None, MOMENT),
    "the end of a period must be a date, got the str '2018'": lambda: Period(None, odd("2018")),
    "the day looked for must be a date, got the datetime datetime.datetime(2018, 6, "
    "30, 0, 0)": lambda: MOMENT in Period(None),
    "anchor must be a date, got the datetime datetime.datetime(2018, 6, 30, 0, 0)": lambda: (
        years_after(MOMENT, 5)
    ),
    "years must be a whole number, got the float 2.5": lambda: years_after(DAY, odd(2.5)),
    "years must be a whole number, got the bool True": lambda: years_after(DAY, years=True),
    "n must be a whole number, got the str '1'": lambda: nth_term(DAY, odd("1")),
    "years must be a whole number, got the NoneType None": lambda: nth_term(
        DAY, 1, years=odd(None)
    ),
    "periods are wanted, got the date datetime.date(2018, 6, 30)": lambda: gaps([odd(DAY)]),
    "periods are wanted, got the NoneType None": lambda: overlaps([odd(None)]),
}


@pytest.mark.parametrize("words", KINDS)
def test_days_are_days(words: str) -> None:
    """A moment is no day, and a text no number; the text says what is wanted."""
    with pytest.raises(TypeError, match=f"^{re.escape(words)}$"):
        KINDS[words]()
