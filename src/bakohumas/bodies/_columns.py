from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

OPEN = date.max
"""The end of what lasts until further notice."""
TIP = 1 << 60
"""A version that has seen everything."""


class Mark(NamedTuple):
    """One statement: from *start* up to *end* there is *value*, whatever was said before.

    Marks are kept in the order in which they were made; *version* is the place in the
    history of the event that made it, and *reach* the latest end of all marks so far.
    """

    start: date
    version: int
    end: date
    value: Any
    reach: date


class Span(NamedTuple):
    """A stretch of days with one value, as the marks together leave it."""

    start: date
    end: date
    value: Any


_version, _start = itemgetter(1), itemgetter(0)


class Column:
    """What was said of one thing: by the day it is about, and by when it was said.

    Only ever appended to. A reader names a version and sees the marks before it,
    so that one column serves every past state of a register at once.
    """

    __slots__ = ("marks", "ordered")

    def __init__(self, marks: Iterable[Mark] = (), *, ordered: bool = True) -> None:
        self.marks = list(marks)
        self.ordered = ordered

    def paint(self, version: int, start: date, end: date, value: Any) -> None:  # noqa: ANN401
        """Say what is so from *start* up to *end*; it covers what was said before."""
        marks = self.marks
        reach = end
        if marks:
            last = marks[-1]
            self.ordered = self.ordered and last.start <= start
            reach = max(last.reach, end)
        marks.append(Mark(start, version, end, value, reach))

    def seen(self, version: int) -> int:
        """How many marks a version sees."""
        marks = self.marks
        if not marks or marks[-1].version < version:
            return len(marks)
        return bisect_left(marks, version, key=_version)

    def at(self, day: date, version: int = TIP) -> Mark | None:
        """The mark that tells of a day."""
        seen = self.seen(version)
        if self.ordered:
            seen = bisect_right(self.marks, day, 0, seen, key=_start)
        return self._among(seen, day)

    def _among(self, first: int, day: date) -> Mark | None:
        """The last of the first marks that tells of a day."""
        for index in range(first - 1, -1, -1):
            mark = self.marks[index]
            if mark.start <= day and (day < mark.end or mark.end == OPEN):
                return mark
            if mark.reach <= day:
                return None
        return None

    def around(self, day: date, version: int = TIP) -> tuple[Span | None, Span | None]:
        """The stretch of days that a day lies in, and the next one, as a version sees them."""
        if not self.ordered:
            spans = self.spans(version)
            index = bisect_right(spans, day, key=_start)
            here = spans[index - 1] if index else None
            there = here and (day < here.end or here.end == OPEN)
            return here if there else None, spans[index] if index < len(spans) else None
        marks, seen = self.marks, self.seen(version)
        index = bisect_right(marks, day, 0, seen, key=_start)
        mark = self._among(index, day)
        if index == seen:
            return Span(mark.start, mark.end, mark.value) if mark else None, None
        then = marks[index]
        after = Span(then.start, then.end, then.value)
        if mark is None:
            return None, after
        return Span(mark.start, min(mark.end, then.start), mark.value), after

    def last(self, day: date, version: int = TIP) -> Span | None:
        """The last stretch of days that had begun by a day, whether or not it goes on."""
        if not self.ordered:
            spans = self.spans(version)
            index = bisect_right(spans, day, key=_start)
            return spans[index - 1] if index else None
        index = bisect_right(self.marks, day, 0, self.seen(version), key=_start)
        if not index:
            return None
        mark = self.marks[index - 1]
        return Span(mark.start, mark.end, mark.value)

    def after(self, day: date) -> list[Mark]:
        """The marks that begin later than a day, of all that was said."""
        marks = self.marks
        if self.ordered:
            if not marks or marks[-1].start <= day:
                return []
            return marks[bisect_right(marks, day, key=_start) :]
        return [mark for mark in marks if mark.start > day]

    def spans(self, version: int = TIP) -> list[Span]:
        """The stretches of days that the marks together leave, in the order of the days."""
        spans: list[Span] = []
        for mark in self.marks[: self.seen(version)]:
            start, end = mark.start, mark.end
            later: list[Span] = []
            while spans and spans[-1].end > start:
                last = spans.pop()
                if last.end > end:
                    later.append(Span(max(last.start, end), last.end, last.value))
                if last.start < start:
                    spans.append(Span(last.start, start, last.value))
                    break
            spans.append(Span(start, end, mark.value))
            spans += reversed(later)
        return spans

    def forget(self, version: int) -> None:
        """Take back the marks of that version and later: what was begun is refused."""
        del self.marks[self.seen(version) :]

    def copy(self, version: int) -> "Column":
        """A column of one's own, with what a version sees."""
        return Column(self.marks[: self.seen(version)], ordered=self.ordered)
