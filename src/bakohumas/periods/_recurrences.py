import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from dateutil.rrule import rrulestr

from bakohumas.periods._periods import Period, need

Roll = Literal["following", "preceding"]
"""To which working day a day that is none gives way: the next one, or the one before."""
_PART: Final = re.compile(
    r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)|(INTERVAL|COUNT)=[1-9][0-9]{0,3}|UNTIL=[0-9]{8}"
    r"|WKST=[A-Z]{2}|BY(MONTH|MONTHDAY|YEARDAY|WEEKNO|DAY|SETPOS)=[A-Z0-9,+-]+"
)
_WEEKEND: Final = 5, 6
_DAY: Final = timedelta(days=1)


def _slip(rule: str, why: str) -> ValueError:
    return ValueError(
        f"{rule!r} is no rule such as 'FREQ=MONTHLY;BYDAY=1MO' (RFC 5545, by whole days): {why}"
    )


def recurrences(rule: str, period: Period) -> tuple[date, ...]:
    """The days of a *period* on which something recurs, counted from its first day.

    Args:
        rule: A rule as iCalendar writes it (RFC 5545, 3.3.10), in whole days: of ``FREQ``
            (``DAILY``, ``WEEKLY``, ``MONTHLY`` or ``YEARLY``), ``INTERVAL``, ``COUNT``,
            ``UNTIL``, ``BYMONTH``, ``BYMONTHDAY``, ``BYYEARDAY``, ``BYWEEKNO``, ``BYDAY``,
            ``BYSETPOS`` and ``WKST``.
        period: With a first day and an end.

    Returns:
        The days in order, each once.

    Raises:
        TypeError: If *rule* is no text, or *period* no period.
        ValueError: If the rule is none, or the period open at an end.

    Examples:
        >>> first_quarter = Period(date(2018, 1, 1), date(2018, 4, 1))
        >>> [str(day) for day in recurrences("FREQ=MONTHLY;BYDAY=-1FR", first_quarter)]
        ['2018-01-26', '2018-02-23', '2018-03-30']
    """
    first, end = _bounds(period)
    if not isinstance(rule, str):
        msg = f"a rule is a text, got the {type(rule).__name__} {rule!r}"
        raise TypeError(msg)
    parts = rule.split(";")
    wrong = [part for part in parts if not _PART.fullmatch(part)]
    if wrong:
        raise _slip(rule, f"{wrong[0]!r} is no part of one")
    names = [part.partition("=")[0] for part in parts]
    if "FREQ" not in names or len(set(names)) < len(names):
        raise _slip(rule, "it has one FREQ, and nothing twice")
    try:
        found = rrulestr(rule, dtstart=datetime.combine(first, time.min))
        moments = found.between(
            datetime.combine(first, time.min), datetime.combine(end - _DAY, time.max), inc=True
        )
    except (ValueError, IndexError) as slip:  # what dateutil says of a weekday that is none
        raise _slip(rule, str(slip)) from slip
    return tuple(moment.date() for moment in moments)


def working_day(day: date, *, holidays: Iterable[date] = (), roll: Roll = "following") -> date:
    """The day itself where people work on it, or else the nearest on which they do.

    Saturdays and Sundays are free, and whatever stands in the calendar handed in; the library
    ships none, because joint leave (*cuti bersama*) is decided anew for each year.

    Args:
        day: The day.
        holidays: The days that are free beside the weekends.
        roll: Whether the next working day is wanted, or the one before.

    Raises:
        TypeError: If a day is no date.
        ValueError: If *roll* is neither.

    Examples:
        >>> eid = [date(2018, 6, day) for day in range(11, 21)]
        >>> str(working_day(date(2018, 6, 16), holidays=eid))
        '2018-06-21'
        >>> str(working_day(date(2018, 6, 16), holidays=eid, roll="preceding"))
        '2018-06-08'
    """
    if roll not in ("following", "preceding"):
        msg = f"roll must be 'following' or 'preceding', got {roll!r}"
        raise ValueError(msg)
    free = _free(holidays)
    found = _plain(day)
    while not _works(found, free):
        found += _DAY if roll == "following" else -_DAY
    return found


def working_days(period: Period, *, holidays: Iterable[date] = ()) -> tuple[date, ...]:
    """The days of a *period* on which people work, in order.

    Args:
        period: With a first day and an end.
        holidays: The days that are free beside the weekends.

    Raises:
        TypeError: If *period* is no period, or a holiday no date.
        ValueError: If the period is open at an end.

    Examples:
        >>> week = Period(date(2018, 5, 28), date(2018, 6, 4))
        >>> [day.day for day in working_days(week, holidays=[date(2018, 5, 29), date(2018, 6, 1)])]
        [28, 30, 31]
    """
    first, end = _bounds(period)
    free = _free(holidays)
    every = (first + timedelta(days=number) for number in range((end - first).days))
    return tuple(day for day in every if _works(day, free))


def _bounds(period: Period) -> tuple[date, date]:
    if not isinstance(period, Period):
        msg = f"a period is wanted, got the {type(period).__name__} {period!r}"
        raise TypeError(msg)
    if period.start is None or period.end is None:
        msg = f"a period with a first day and an end is wanted, got {period}"
        raise ValueError(msg)
    return period.start, period.end


def _free(holidays: Iterable[date]) -> frozenset[date]:
    return frozenset(_plain(day) for day in holidays)


def _plain(day: date) -> date:
    need(day, date, "a day")
    return day


def _works(day: date, free: frozenset[date]) -> bool:
    return day.weekday() not in _WEEKEND and day not in free
