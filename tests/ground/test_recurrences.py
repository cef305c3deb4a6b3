from calendar import FRIDAY, monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.periods import Period, Roll, recurrences, working_day, working_days
from bakohumas.testing import days

YEAR = Period(date(2018, 1, 1), date(2019, 1, 1))
EVERY_DAY = [date(2018, 1, 1) + timedelta(number) for number in range(365)]
ROLLS: tuple[Roll, Roll] = ("following", "preceding")

holidays = st.sets(st.dates(date(2018, 1, 1), date(2018, 2, 28)), max_size=40)


@given(st.integers(1, 9), st.integers(1, 90))
def test_every_so_many_days(step: int, length: int) -> None:
    """A daily rule is the days of the period, so many apart, the first among them."""
    period = Period(EVERY_DAY[0], EVERY_DAY[0] + timedelta(length))

    found = recurrences(f"FREQ=DAILY;INTERVAL={step}", period)

    assert list(found) == [day for day in EVERY_DAY[:length:step] if day in period]


@pytest.mark.parametrize(
    ("rule", "falls"),
    [
        ("FREQ=MONTHLY;BYDAY=1MO", lambda day: day.weekday() == 0 and day.day <= 7),
        (
            "FREQ=MONTHLY;BYDAY=-1FR",
            lambda day: (
                day.weekday() == FRIDAY and day.day + 7 > monthrange(day.year, day.month)[1]
            ),
        ),
        ("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=2", lambda day: (day.month, day.day) == (7, 2)),
        ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20180301", lambda day: day.weekday() in {1, 3}),
        ("FREQ=MONTHLY;BYMONTHDAY=31", lambda day: day.day == 31),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=WE;WKST=MO", lambda day: day.isocalendar()[1:] == (1, 3)),
    ],
)
def test_a_rule_falls_where_the_calendar_says(rule: str, falls: Callable[[date], bool]) -> None:
    """The days of a year on which it falls are those that a look at each day finds."""
    last = date(2018, 3, 1) if "UNTIL" in rule else date.max

    assert list(recurrences(rule, YEAR)) == [d for d in EVERY_DAY if falls(d) and d <= last]


def test_what_is_counted_is_counted_from_the_first_day() -> None:
    """``COUNT`` ends it early, and the end of the period earlier still."""
    assert len(recurrences("FREQ=WEEKLY;COUNT=3", YEAR)) == 3
    assert len(recurrences("FREQ=WEEKLY;COUNT=3", YEAR.until(date(2018, 1, 9)))) == 2


@given(holidays, st.sampled_from(EVERY_DAY[:59]), st.sampled_from(ROLLS))
def test_a_working_day_is_the_nearest_one(free: set[date], day: date, roll: Roll) -> None:
    """Nobody works on a Saturday, a Sunday or a holiday, and nothing nearer was free of them."""
    found = working_day(day, holidays=free, roll=roll)
    step = timedelta(1 if roll == "following" else -1)
    between = [day + number * step for number in range(abs(found - day).days)]

    assert found.weekday() < 5
    assert found not in free
    assert found == day + len(between) * step
    assert all(each.weekday() > 4 or each in free for each in between)


@given(holidays, days(min_value=date(2018, 1, 2), max_value=date(2018, 3, 1)))
def test_working_days_are_those_that_stay_where_they_are(free: set[date], end: date) -> None:
    """A day is among the working days of a period exactly when it does not give way."""
    period = Period(date(2018, 1, 1), end)
    inside = [day for day in EVERY_DAY if day in period]

    assert working_days(period, holidays=free) == tuple(
        day for day in inside if working_day(day, holidays=free) == day
    )


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (lambda: recurrences("FREQ=HOURLY", YEAR), "'FREQ=HOURLY' is no part of one"),
        (lambda: recurrences("", YEAR), "'' is no part of one"),
        (lambda: recurrences("FREQ=DAILY;INTERVAL=0", YEAR), "'INTERVAL=0' is no part of one"),
        (lambda: recurrences("FREQ=DAILY\nEXDATE:20180101", YEAR), "is no part of one"),
        (lambda: recurrences("INTERVAL=2", YEAR), "it has one FREQ, and nothing twice"),
        (lambda: recurrences("FREQ=DAILY;FREQ=DAILY", YEAR), "'FREQ=DAILY;FREQ=DAILY' is no rule"),
        (lambda: recurrences("FREQ=DAILY;BYDAY=XX", YEAR), "invalid 'BYDAY': XX"),
        (lambda: recurrences("FREQ=MONTHLY;BYDAY=+99MO", YEAR), "by whole days"),
        (lambda: recurrences("FREQ=DAILY", Period(None)), "a first day and an end is wanted"),
        (
            lambda: working_days(Period(date(2018, 1, 1))),
            "wanted, got 2018-01-01 to further notice",
        ),
        (lambda: working_day(date(2018, 1, 1), roll="up"), "roll must be 'following' or"),  # type: ignore[arg-type]
    ],
)
def test_slips_in_a_rule_are_told(slip: Callable[[], object], words: str) -> None:
    """Hours, nonsense and periods without an end are errors of the caller."""
    with pytest.raises(ValueError, match=words.replace("+", r"\+")):
        slip()


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (lambda: recurrences(7, YEAR), "a rule is a text, got the int 7"),  # type: ignore[arg-type]
        (lambda: recurrences("FREQ=DAILY", "2018"), "a period is wanted, got the str"),  # type: ignore[arg-type]
        (lambda: working_day("2018"), "a day must be a date, got the str"),  # type: ignore[arg-type]
        (
            lambda: working_day(EVERY_DAY[0], holidays=[datetime(2018, 1, 1)]),  # noqa: DTZ001 - a moment on no clock
            "a day must be a date, got the datetime",
        ),
    ],
)
def test_kinds_in_a_calendar_are_told(slip: Callable[[], object], words: str) -> None:
    """A moment is no day, and a text is none."""
    with pytest.raises(TypeError, match=words):
        slip()
