from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
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


_version, _start, _end = itemgetter(1), itemgetter(0), itemgetter(1)
"""Of a mark, of either, and of a span."""


class Column:
    """What was said of one thing: by the day it is about, and by when it was said.

    Only ever appended to. A reader names a version and sees the marks before it,
    so that one column serves every past state of a register at once.
    """

    __slots__ = ("_laid", "marks", "ordered")

    def __init__(self, marks: Iterable[Mark] = (), *, ordered: bool = True) -> None:
        self.marks = list(marks)
        self.ordered = ordered
        self._laid: tuple[int, list[Span]] | None = None

    def paint(self, version: int, start: date, end: date, value: Any) -> None:  # noqa: ANN401 - whatever is said
        """Say what is so from *start* up to *end*; it covers what was said before.

        A mark of no day, from *start* up to the same day, notes that something happened;
        a column holds such notes, or stretches of days, and never both.
        """
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
        last = self.marks[-1] if self.marks else None
        if last and last.version < version and last.start <= day < last.end:
            return last
        seen = self.seen(version)
        if self.ordered:
            seen = bisect_right(self.marks, day, 0, seen, key=_start)
        found = self._among(seen, day)
        return None if found is None else self.marks[found]

    def _among(self, first: int, day: date) -> int | None:
        """The place of the last of the first marks that tells of a day."""
        for index in range(first - 1, -1, -1):
            mark = self.marks[index]
            if mark.start <= day and (day < mark.end or mark.end == OPEN):
                return index
            if mark.reach <= day and mark.reach != OPEN:
                return None
        return None

    def _stretch(self, day: date, seen: int) -> Span | None:
        """The stretch of days that a day lies in, where the marks are in the order of days."""
        marks = self.marks
        index = bisect_right(marks, day, 0, seen, key=_start)
        found = self._among(index, day)
        if found is None:
            return None
        start, _, end, value, _ = marks[found]
        if found + 1 < index:  # what began later and is over covered the days before
            start = max(start, *(over.end for over in marks[found + 1 : index]))
        if index < seen and marks[index].start < end:
            end = marks[index].start
        return Span(start, end, value)

    def around(self, day: date, version: int = TIP) -> tuple[Span | None, Span | None]:
        """The stretch of days that a day lies in, and the next one, as a version sees them."""
        if not self.ordered:
            spans = self.spans(version)
            index = bisect_right(spans, day, key=_start)
            here = spans[index - 1] if index else None
            there = here and (day < here.end or here.end == OPEN)
            return here if there else None, spans[index] if index < len(spans) else None
        marks, seen = self.marks, self.seen(version)
        last = marks[seen - 1] if seen else None
        if last and last.start <= day < last.end and last.end in (OPEN, last.reach):
            return Span(last.start, last.end, last.value), None  # the present, and all is said
        index = bisect_right(marks, day, 0, seen, key=_start)
        if index and day < marks[index - 1].end:
            # the last mark that began tells of the day, as nearly always
            start, _, end, value, _ = marks[index - 1]
            if index < seen and marks[index].start <= end:
                begun, _, over, then, _ = marks[index]
                cut = marks[index + 1].start if index + 1 < seen else over
                if begun < cut:
                    return Span(start, begun, value), Span(begun, min(over, cut), then)
        here = self._stretch(day, seen)
        if here and here.end == OPEN:
            return here, None
        turn = here.end if here else day
        after = self._stretch(turn, seen) if here else None
        if after is None:
            index = bisect_right(self.marks, turn, 0, seen, key=_start)
            after = self._stretch(self.marks[index].start, seen) if index < seen else None
        return here, after

    def last(self, day: date, version: int = TIP) -> Span | None:
        """The last stretch of days that had begun by a day, whether or not it goes on."""
        if not self.ordered:
            spans = self.spans(version)
            index = bisect_right(spans, day, key=_start)
            return spans[index - 1] if index else None
        seen = self.seen(version)
        index = bisect_right(self.marks, day, 0, seen, key=_start)
        if not index:
            return None
        mark = self.marks[index - 1]
        until = day if day < mark.reach or mark.reach == OPEN else mark.reach - timedelta(days=1)
        return self._stretch(until, seen) or Span(mark.start, mark.end, mark.value)

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
        seen = self.seen(version)
        laid, known = self._laid or (0, [])
        if laid == seen:
            return known
        ahead = laid < seen
        spans = list(known) if ahead else []
        for mark in self.marks[laid if ahead else 0 : seen]:
            _lay(spans, mark)
        if ahead:
            self._laid = seen, spans
        return spans

    def forget(self, version: int) -> None:
        """Take back the marks of that version and later: what was begun is refused."""
        del self.marks[self.seen(version) :]
        self._laid = None

    def copy(self, version: int) -> "Column":
        """A column of one's own, with what a version sees."""
        return Column(self.marks[: self.seen(version)], ordered=self.ordered)


def _lay(spans: list[Span], mark: Mark) -> None:
    """Cover the stretches laid so far with one more."""
    start, end = mark.start, mark.end
    first = bisect_right(spans, start, key=_end)
    last = bisect_left(spans, end, first, key=_start)
    covered = spans[first:last]
    left = [each._replace(end=start) for each in covered[:1] if each.start < start]
    right = [each._replace(start=end) for each in covered[-1:] if each.end > end]
    spans[first:last] = [*left, Span(start, end, mark.value), *right]
