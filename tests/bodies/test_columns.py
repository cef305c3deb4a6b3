from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bakohumas.bodies._columns import OPEN, TIP, Column, Mark, Span  # noqa: PLC2701 - its oracle

FIRST = date(2020, 1, 1)
DAYS = 24
Said = tuple[int, date, date, int]


def day(number: int) -> date:
    """A day of the small calendar of these tests."""
    return FIRST + timedelta(days=number)


class Oracle:
    """What a column says, kept the slow way: one value a day, for every version."""

    def __init__(self) -> None:
        self.said: list[Said] = []

    def days(self, version: int) -> dict[date, int]:
        """What every day of the calendar and the last of all days hold, as a version sees it."""
        held: dict[date, int] = {}
        for index, (made, start, end, _) in enumerate(self.said):
            if made < version:
                for each in [*map(day, range(DAYS)), date.max]:
                    if start <= each and (each < end or end == OPEN):
                        held[each] = index
        return held

    def spans(self, version: int) -> list[Span]:
        """Days in a row on which the same statement holds, joined."""
        found: list[tuple[date, date, int]] = []
        held = self.days(version)
        for each in sorted(held):
            index = held[each]
            last = found[-1] if found else None
            end = OPEN if each in {day(DAYS - 1), date.max} else each + timedelta(days=1)
            if last and last[2] == index and (last[1] == each or each == date.max):
                found[-1] = last[0], end, index
            else:
                found.append((each, end, index))
        return [Span(start, end, self.said[index][3]) for start, end, index in found]


@st.composite
def histories(draw: st.DrawFn) -> tuple[Column, Oracle]:
    """A column and its oracle, after the same statements; some in the order of days."""
    column, oracle = Column(), Oracle()
    statements = draw(
        st.lists(st.tuples(st.integers(0, DAYS - 2), st.integers(1, DAYS) | st.none()), max_size=12)
    )
    if draw(st.booleans()):
        statements.sort(key=lambda each: each[0])
    version = 0
    for number, (start, length) in enumerate(statements):
        end = OPEN if length is None or start + length >= DAYS - 1 else day(start + length)
        column.paint(version, day(start), end, number)
        oracle.said.append((version, day(start), end, number))
        version += draw(st.sampled_from([0, 1, 1, 3]))
    return column, oracle


def value(found: Mark | Span | None) -> Any:  # noqa: ANN401 - whatever was said
    """What was said there, if anything."""
    return found.value if found else None


VERSIONS = st.integers(0, 14) | st.just(TIP)
WHEN = st.integers(-1, DAYS - 1).map(day) | st.just(date.max)


@given(histories(), VERSIONS)
def test_spans_are_what_the_days_say(told: tuple[Column, Oracle], version: int) -> None:
    """The stretches of days are those of an oracle that holds one value a day."""
    column, oracle = told

    assert column.spans(version) == oracle.spans(version)
    assert column.spans(version) == oracle.spans(version), "asked again"


@given(histories(), VERSIONS, WHEN)
@example((Column(), Oracle()), 3, FIRST)
def test_a_day_is_what_was_last_said_of_it(
    told: tuple[Column, Oracle], version: int, when: date
) -> None:
    """The mark of a day is the last statement about it that the version knows."""
    column, oracle = told
    index = oracle.days(version).get(when)

    assert value(column.at(when, version)) == (None if index is None else oracle.said[index][3])


@given(histories(), VERSIONS, WHEN)
def test_around_a_day_are_its_stretch_and_the_next(
    told: tuple[Column, Oracle], version: int, when: date
) -> None:
    """The stretch around a day and the next one are those that the spans tell, day by day."""
    column, oracle = told
    spans = oracle.spans(version)
    here = [each for each in spans if each.start <= when and (when < each.end or each.end == OPEN)]
    later = [each for each in spans if each.start > when]

    assert column.around(when, version) == (
        here[0] if here else None,
        later[0] if later else None,
    )


@given(histories(), VERSIONS, WHEN)
def test_the_last_stretch_had_begun(told: tuple[Column, Oracle], version: int, when: date) -> None:
    """The last stretch that had begun by a day is told whether it goes on or not."""
    column, oracle = told
    begun = [each for each in oracle.spans(version) if each.start <= when]

    assert column.last(when, version) == (begun[-1] if begun else None)


@given(histories(), WHEN)
def test_after_a_day_come_the_marks_that_begin_later(
    told: tuple[Column, Oracle], when: date
) -> None:
    """Marks that begin later are told as they were said, covered or not."""
    column, oracle = told
    later = [said for _, start, _, said in oracle.said if start > when]

    assert [mark.value for mark in column.after(when)] == later


@given(histories(), st.integers(0, 14), VERSIONS)
def test_what_is_forgotten_was_never_said(
    told: tuple[Column, Oracle], version: int, asked: int
) -> None:
    """Taking back leaves what a version saw, and so does a copy of it; writing goes on."""
    column, oracle = told
    column.spans()
    copy = column.copy(version)
    before = len(column.marks)
    assert len(copy.marks) == column.seen(version)
    assert len(column.marks) == before
    column.forget(version)
    oracle.said = [said for said in oracle.said if said[0] < version]

    for one in (column, copy):
        one.paint(99, day(3), day(5), "more")
        assert one.seen(99) == len(oracle.said)
        assert one.spans(min(asked, 99)) == oracle.spans(min(asked, 99))
    oracle.said.append((99, day(3), day(5), "more"))  # type: ignore[arg-type]
    assert column.spans() == copy.spans() == oracle.spans(TIP)
    assert column.around(day(4)) == copy.around(day(4))


@pytest.mark.parametrize("days", [[2, 5, 5, 9], [5, 2, 9, 5]])
def test_notes_of_a_day_last_no_day(days: list[int]) -> None:
    """What merely happened on a day holds on none, and the last such day is found."""
    column = Column()
    for version, number in enumerate(days):
        column.paint(version, day(number), day(number), version)

    assert column.at(day(5)) is None
    assert column.around(day(5))[0] is None
    assert [span.start for span in column.spans()] == [day(each) for each in sorted(days)]
    last = column.last(day(6))
    assert last is not None
    assert (last.start, last.end) == (day(5), day(5))
    assert column.last(day(1)) is None
    assert column.last(day(4), 1 + days.index(2)) == Span(day(2), day(2), days.index(2))
