"""Half-open stretches of days, and terms that do not drift.

A :class:`Period` holds its first day and not its end, ``start <= day < end``,
so that the day on which one board hands over to the next belongs to exactly
one of them. The last day in office is a view of it. Where a source gives only a
month or a year, the day is :class:`Approx`, and whether somebody was in office may
be unknown.

What recurs is a rule of RFC 5545, and a working day is told by a calendar that is handed in.
"""

from bakohumas.periods._periods import (
    Approx,
    LeapDay,
    Period,
    gaps,
    months_after,
    nth_term,
    overlaps,
    years_after,
)
from bakohumas.periods._recurrences import Roll, recurrences, working_day, working_days

__all__ = [
    "Approx",
    "LeapDay",
    "Period",
    "Roll",
    "gaps",
    "months_after",
    "nth_term",
    "overlaps",
    "recurrences",
    "working_day",
    "working_days",
    "years_after",
]
