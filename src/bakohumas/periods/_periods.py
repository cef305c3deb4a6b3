import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal, Self, TypeAlias

import attrs
from dateutil.relativedelta import relativedelta

LeapDay = Literal["feb28", "mar01"]
"""Where 29 February falls in a common year: on the 28th, or on 1 March."""
_WORDS = {date: "a date", int: "a whole number"}
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def need(value: object, kind: type, what: str) -> None:
    """As ``errors.expect``, from which this room on the same floor stands apart."""
    if not isinstance(value, kind) or isinstance(value, bool | datetime):
        msg = f"{what} must be {_WORDS[kind]}, got the {type(value).__name__} {value!r}"
        raise TypeError(msg)


_Field: TypeAlias = "attrs.Attribute[date | None]"


def _day(_period: object, field: _Field, day: date | None) -> None:
    if day is not None:
        need(day, date, f"the {field.name} of a period")


def _ordered(period: "Period", field: _Field, end: date | None) -> None:
    if end is None:
        return
    _day(period, field, end)
    if period.start and end <= period.start:
        msg = f"a period must end after it starts, got {period.start} to {end}"
        raise ValueError(msg)


def _no_earlier(period: "Period", field: _Field, by: date | None) -> None:
    if by is None:
        return
    _day(period, field, by)
    nominal = period.start if field.name == "start_by" else period.end
    if nominal is None or by < nominal:
        msg = f"{field.name} {by} must not come before the day it is the latest reading of"
        raise ValueError(msg)


def _is_a_day(_approx: object, field: "attrs.Attribute[date]", day: date) -> None:
    need(day, date, f"the {field.name} day")


def _comes_later(approx: "Approx", field: "attrs.Attribute[date]", day: date) -> None:
    _is_a_day(approx, field, day)
    if day < approx.earliest:
        msg = f"the latest day {day} comes before the earliest, {approx.earliest}"
        raise ValueError(msg)


@attrs.frozen
class Approx:
    """A day that is known only to lie within a month, a year or another stretch.

    Attributes:
        earliest: The first day that it may be.
        latest: The last day that it may be.

    Raises:
        TypeError: If either is no date.
        ValueError: If *latest* comes before *earliest*.

    Examples:
        >>> Approx.parse("2015-02").latest
        datetime.date(2015, 2, 28)
        >>> str(Approx.parse("2015")), str(Approx.parse("2015-11-02"))
        ('2015', '2015-11-02')
    """

    earliest: date = attrs.field(validator=_is_a_day)
    latest: date = attrs.field(validator=_comes_later)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a year, a month or a day: ``2015``, ``2015-11`` or ``2015-11-02``.

        Raises:
            ValueError: If *text* is none of these, or the calendar lacks it.
        """
        found = _PARTIAL.fullmatch(text)
        if not found:
            msg = f"{text!r} is no year, month or day such as 2015, 2015-11 or 2015-11-02"
            raise ValueError(msg)
        year, month, day = (int(part) if part else 0 for part in found.groups())
        first = date(year, month or 1, day or 1)
        if day:
            return cls(first, first)
        step = relativedelta(months=1) if month else relativedelta(years=1)
        return cls(first, first + step - timedelta(days=1))

    def __str__(self) -> str:
        whole = str(self.earliest)
        if self.exact:
            return whole
        for text in (whole[:4], whole[:7]):
            if Approx.parse(text) == self:
                return text
        return f"{self.earliest}/{self.latest}"

    @property
    def exact(self) -> bool:
        """Whether there is only one day that it may be."""
        return self.earliest == self.latest


@attrs.frozen
class Period:
    """A stretch of whole days, half open.

    Attributes:
        start: First day. ``None``: since before anything known.
        end: First day that no longer belongs. ``None``: until further notice.
        start_by: The latest day that *start* may be, where it is approximate.
        end_by: The latest day that *end* may be, where it is approximate.

    Raises:
        TypeError: If one is no date; a moment (``datetime``) is none.
        ValueError: If *end* does not come after *start*, or a latest reading comes
            before the day that it is a reading of.

    Examples:
        >>> board = Period(date(2015, 11, 2), date(2020, 11, 2))
        >>> date(2020, 11, 1) in board, date(2020, 11, 2) in board
        (True, False)
        >>> board.last_day, board.label
        (datetime.date(2020, 11, 1), '2015–2020')
    """

    start: date | None = attrs.field(validator=_day)
    end: date | None = attrs.field(default=None, validator=_ordered)
    start_by: date | None = attrs.field(default=None, kw_only=True, validator=_no_earlier)
    end_by: date | None = attrs.field(default=None, kw_only=True, validator=_no_earlier)

    def __contains__(self, day: date) -> bool:
        need(day, date, "the day looked for")
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def __str__(self) -> str:
        start = self.start or "the beginning"
        return f"{start} to {self.last_day or 'further notice'}"

    @property
    def last_day(self) -> date | None:
        """The last day that belongs, or ``None`` where the end is open."""
        return self.end and self.end - timedelta(days=1)

    @property
    def label(self) -> str:
        """Years of start and end as boards are labelled, such as ``2023–2028``."""
        years = (str(day.year) if day else "" for day in (self.start, self.end))
        return "–".join(years)

    def overlaps(self, other: Self) -> bool:
        """Whether the two share at least one day."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

    def holds(self, day: date) -> bool | None:
        """Whether *day* surely belongs, surely does not, or (``None``) nobody can tell.

        Examples:
            >>> board = Period(date(2015, 1, 1), date(2020, 1, 1),
            ...                start_by=date(2015, 12, 31), end_by=date(2020, 12, 31))
            >>> board.holds(date(2015, 6, 1)), board.holds(date(2016, 1, 1))
            (None, True)
            >>> board.holds(date(2020, 6, 1)), board.holds(date(2021, 1, 1))
            (None, False)
        """
        if day in self:
            return None if self.start_by and day < self.start_by else True
        return None if self.end and self.end_by and self.end <= day < self.end_by else False

    def until(self, end: date, *, by: date | None = None) -> Self:
        """The same period, cut to end on *end* where it would last longer.

        Args:
            end: First day that no longer belongs.
            by: The latest day that *end* may be, where it is approximate.

        Raises:
            TypeError: If *end* is no date.
            ValueError: If nothing would be left of it.

        Examples:
            >>> str(Period(date(2015, 11, 2)).until(date(2020, 11, 2)))
            '2015-11-02 to 2020-11-01'
        """
        need(end, date, "the end of a period")
        if self.end and self.end <= end:
            return self
        return attrs.evolve(self, end=end, end_by=by)


def years_after(anchor: date, years: int, *, leap_day: LeapDay = "feb28") -> date:
    """The anniversary of *anchor*, a number of *years* later.

    Args:
        anchor: The day counted from.
        years: How many years, negative ones for the past.
        leap_day: Where the anniversary of a 29 February falls in a common
            year: ``"feb28"`` (rule TRM-04, the library's default) or ``"mar01"``.

    Returns:
        The same day of the month, where the calendar has it.

    Raises:
        TypeError: If *anchor* is no date, or *years* no whole number.
        ValueError: If *leap_day* is neither, or the year lies outside 1 to 9999.

    Examples:
        >>> years_after(date(2016, 2, 29), 5)
        datetime.date(2021, 2, 28)
        >>> years_after(date(2016, 2, 29), 5, leap_day="mar01")
        datetime.date(2021, 3, 1)
    """
    need(anchor, date, "anchor")
    need(years, int, "years")
    if leap_day not in ("feb28", "mar01"):
        msg = f"leap_day must be 'feb28' or 'mar01', got {leap_day!r}"
        raise ValueError(msg)
    day = anchor + relativedelta(years=years)
    rolls = leap_day == "mar01" and day.day != anchor.day
    return day + timedelta(days=1) if rolls else day


def months_after(anchor: date, months: int) -> date:
    """The same day of the month, a number of *months* later, or the month's last day.

    Args:
        anchor: The day counted from.
        months: How many months, negative ones for the past.

    Raises:
        TypeError: If *anchor* is no date, or *months* no whole number.
        ValueError: If the year lies outside 1 to 9999.

    Examples:
        >>> months_after(date(2016, 11, 30), 3)
        datetime.date(2017, 2, 28)
    """
    need(anchor, date, "anchor")
    need(months, int, "months")
    return anchor + relativedelta(months=months)


def nth_term(anchor: date, n: int, *, years: int = 5, leap_day: LeapDay = "feb28") -> Period:
    """The *n*-th term of office counted from an *anchor*, the first being 0.

    Every term is counted from the anchor and none from the one before, so
    that a body founded on 29 February does not drift to the 28th for ever, and
    the terms tile the calendar: no day without a term and no day with two.

    Args:
        anchor: First day of the first term.
        n: Which term, negative for those before the first.
        years: How long a term lasts.
        leap_day: As in :func:`years_after`.

    Returns:
        The term as a period.

    Raises:
        TypeError: If *anchor* is no date, or *n* or *years* no whole number.
        ValueError: If *years* is less than one, or a year lies outside 1 to 9999.

    Examples:
        >>> nth_term(date(2016, 2, 29), 0).last_day
        datetime.date(2021, 2, 27)
        >>> nth_term(date(2016, 2, 29), 4).start
        datetime.date(2036, 2, 29)
    """
    need(n, int, "n")
    need(years, int, "years")
    if years < 1:
        msg = f"a term lasts at least one year, got {years}"
        raise ValueError(msg)
    return Period(
        years_after(anchor, n * years, leap_day=leap_day),
        years_after(anchor, (n + 1) * years, leap_day=leap_day),
    )


def _by_start(periods: Iterable[Period]) -> list[Period]:
    found = list(periods)
    for period in found:
        if not isinstance(period, Period):
            msg = f"periods are wanted, got the {type(period).__name__} {period!r}"
            raise TypeError(msg)
    return sorted(found, key=lambda p: (p.start or date.min, p.end or date.max))


def gaps(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The stretches between the *periods* that none of them covers.

    Args:
        periods: In any order; they may overlap.

    Returns:
        The gaps in order; what lies before the first period or after the last is none.

    Examples:
        >>> boards = [Period(date(2015, 1, 1), date(2020, 1, 1)), Period(date(2023, 10, 23))]
        >>> [str(gap) for gap in gaps(boards)]
        ['2020-01-01 to 2023-10-22']
    """
    found = []
    covered = date.min
    for period in _by_start(periods):
        start = period.start or date.min
        if covered != date.min and covered < start:
            found.append(Period(covered, start))
        covered = max(covered, period.end or date.max)
    return tuple(found)


def overlaps(periods: Iterable[Period]) -> tuple[tuple[Period, Period], ...]:
    """Neighbouring *periods*, by start, that share at least one day.

    Args:
        periods: In any order.

    Returns:
        The pairs of neighbours that overlap, in order.

    Examples:
        >>> overlaps([Period(date(2015, 1, 1), date(2020, 1, 1)), Period(date(2020, 1, 1))])
        ()
        >>> len(overlaps([Period(date(2015, 1, 1)), Period(date(2020, 1, 1))]))
        1
    """
    return tuple(
        (left, right) for left, right in pairwise(_by_start(periods)) if left.overlaps(right)
    )
