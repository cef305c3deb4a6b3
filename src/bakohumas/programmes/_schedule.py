from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs
from attrs.validators import in_

from bakohumas.errors import code, codes, expect, of_kind, wording_if_any
from bakohumas.languages import Lang, day, listed, number, pick
from bakohumas.periods import Period, Roll, recurrences, working_day, working_days
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._duties import Duty
from bakohumas.programmes._events import MOST
from bakohumas.programmes._work import Task, window_of


def _recurs(routine: "Routine", _field: object, period: Period) -> None:
    recurrences(routine.rule, period)


@attrs.frozen
class Routine:
    """Something that is to be done again and again (*kegiatan rutin*).

    Attributes:
        id: Short name.
        title: What it is, in English and Indonesian.
        who: Codes of those who do it.
        rule: When it recurs, as :func:`~bakohumas.periods.recurrences` reads it.
        period: The days for which it stands, with a first day and an end.
        roll: To which working day it gives way. Empty: it is done on free days too.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* is empty or has blanks around it, *rule* is no rule, *period*
            open at an end, or *roll* none.

    Examples:
        >>> monitoring = Routine("monitoring", ("Media monitoring", "Pemantauan media"),
        ...     ["kominfo"], "FREQ=WEEKLY;BYDAY=MO", Period(date(2018, 7, 1), date(2018, 8, 1)))
        >>> monitoring.label("id")
        'Pemantauan media'
    """

    id: str = attrs.field(validator=code)
    title: tuple[str, str] = attrs.field(validator=wording_if_any)
    who: tuple[str, ...] = attrs.field(converter=codes)
    rule: str = attrs.field(validator=of_kind(str))
    period: Period = attrs.field(validator=[of_kind(Period), _recurs])
    roll: Roll | None = attrs.field(
        default="following", validator=in_(["following", "preceding", None])
    )

    def label(self, lang: Lang = "en") -> str:
        """What is to be done, in words; the id where it has no title."""
        return pick(lang, *self.title) or self.id


@attrs.frozen
class Due:
    """One day on which a routine is due; :func:`schedule` makes one.

    Attributes:
        on: The day.
        routine: What is due.
        nominal: The day of the rule, from which it may have given way.
    """

    on: date
    routine: Routine
    nominal: date

    def row(self, lang: Lang = "en") -> dict[str, Any]:
        """It as one plain row."""
        return {
            "on": self.on.isoformat(),
            "routine": self.routine.id,
            "task": "",
            "title": self.routine.label(lang),
            "who": list(self.routine.who),
            "duty": "",
            "from": "",
            "nominal": self.nominal.isoformat(),
            "days": None,
            "working_days": None,
        }

    def explain(self, lang: Lang = "en") -> str:
        """What is due when, and from which day it gave way."""
        who = listed(self.routine.who, lang, most=MOST)
        text = f"{day(self.on, lang)}: {self.routine.label(lang)} ({who})"
        return text + _instead(self.on, self.nominal, lang)


@attrs.frozen
class Assignment:
    """One duty that a division gives to one agency, with the days that it has for it.

    :func:`schedule` makes one.

    Attributes:
        on: The last working day for it, or a day on which it recurs. ``None``: no deadline.
        task: What is to be done.
        agency: Code of the agency.
        duty: What it has to do with the task.
        slot: Name of its slot. Empty: it leads the task.
        days: Load that it takes on, in days of work.
        nominal: The last day of the window, or the day of the rule.
        start: The first day of the window, its slot's or else the task's. ``None``: open, or
            no window.
        working: How many working days the window has. ``None``: open at an end.
    """

    on: date | None
    task: Task
    agency: str
    duty: Duty
    slot: str
    days: int
    nominal: date | None
    start: date | None
    working: int | None

    @property
    def short(self) -> bool:
        """Whether the window has fewer working days than the duty asks for."""
        return self.working is not None and self.working < self.days

    def row(self, lang: Lang = "en") -> dict[str, Any]:
        """It as one plain row."""
        return {
            "on": self.on.isoformat() if self.on else "",
            "routine": "",
            "task": self.task.id,
            "title": self.task.label(lang),
            "who": [self.agency],
            "duty": self.duty.value,
            "from": self.start.isoformat() if self.start else "",
            "nominal": self.nominal.isoformat() if self.nominal else "",
            "days": self.days,
            "working_days": self.working,
        }

    def explain(self, lang: Lang = "en") -> str:
        """What is due when, who has which duty in it, and whether the days suffice."""
        when = day(self.on, lang) if self.on else pick(lang, "no deadline", "tanpa tenggat")
        duty = self.duty.label(lang)
        who = pick(lang, f"{self.agency} {duty}", f"{self.agency}, {duty}")
        text = f"{when}: {self.task.label(lang)} ({who}{self._effort(lang)})"
        return text + _instead(self.on, self.nominal, lang)

    def _effort(self, lang: Lang) -> str:
        if not self.days:
            return ""
        text = f"; {pick(lang, 'days of work', 'hari kerja')}: {number(self.days, lang)}"
        if self.working is not None:
            text += f" {pick(lang, 'of', 'dari')} {number(self.working, lang)}"
        return text + pick(lang, ", too few", ", tidak cukup") if self.short else text


def _instead(on: date | None, nominal: date | None, lang: Lang) -> str:
    if on == nominal or nominal is None:
        return ""
    return f", {pick(lang, 'instead of', 'pengganti')} {day(nominal, lang)}"


@attrs.frozen
class Schedule:
    """What is due when; :func:`schedule` makes one.

    Attributes:
        dues: The routines, in order of day and id.
        assignments: The duties of a division, in order of day, task, duty and agency; those
            without a deadline last.
    """

    dues: tuple[Due, ...]
    assignments: tuple[Assignment, ...] = ()

    @property
    def entries(self) -> tuple[Due | Assignment, ...]:
        """Both together, in order of day; on one day the routines first."""
        both: tuple[Due | Assignment, ...] = (*self.dues, *self.assignments)
        return tuple(sorted(both, key=lambda each: each.on or date.max))

    def of(self, agency: str) -> "Schedule":
        """What one agency has to do.

        Args:
            agency: Its code.
        """
        expect(agency, str, what="the agency")
        return Schedule(
            tuple(each for each in self.dues if agency in each.routine.who),
            tuple(each for each in self.assignments if each.agency == agency),
        )

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a day and routine, or a duty: what is due when, and who does it.

        Day, id of the routine or of the task (the other is empty), title, who, duty, first day
        of the window, day before it gave way, days of work, working days of the window.
        """
        return [each.row(lang) for each in self.entries]

    def explain(self, lang: Lang = "en") -> str:
        """One line a day and routine, or a duty."""
        return "\n".join(each.explain(lang) for each in self.entries)


def schedule(
    routines: Iterable[Routine] = (),
    *,
    within: Period,
    holidays: Iterable[date] = (),
    division: Allocation | None = None,
    recurs: Mapping[str, str] | None = None,
) -> Schedule:
    """When each routine is due within a period, and each task of a division beside.

    A routine whose day is free gives way to a working day, and is then due on that day once,
    however many of its days gave way to it. A duty in a task is due on the last working day of
    its window: that of its slot, or else of the task. It stands here if its window overlaps the
    period, or if it has none. In a task that recurs it is due on each of its days, as a routine
    is.

    Args:
        routines: What recurs.
        within: The days that are asked for.
        holidays: The days that are free beside the weekends, as somebody laid them down.
        division: Who has which duty in which task.
        recurs: By id of a task, when it recurs within the window of each duty, as
            :func:`~bakohumas.periods.recurrences` reads it.

    Returns:
        The days in order.

    Raises:
        TypeError: If an argument holds something else.
        ValueError: If two routines share an id, or what recurs is no task of the division, has
            a window that is open at an end, or follows no rule.

    Examples:
        >>> from bakohumas.programmes import Agency, allocate
        >>> july = Period(date(2018, 7, 1), date(2018, 8, 1))
        >>> report = Routine("report", ("Report", "Laporan"), ["bps"], "FREQ=MONTHLY;BYMONTHDAY=1",
        ...     Period(date(2018, 1, 1), date(2019, 1, 1)))
        >>> print(schedule([report], within=july).explain())
        2 July 2018: Report (bps), instead of 1 July 2018
        >>> clip = Task("clip", days=3, window=Period(date(2018, 7, 9), date(2018, 7, 16)))
        >>> held = allocate([clip], [Agency("rri", 5)])
        >>> print(schedule([report], within=july, division=held).of("rri").explain())
        13 July 2018: clip (rri answers for it; days of work: 3 of 5), instead of 15 July 2018
    """
    expect(within, Period, what="the period asked for")
    expect(routines, Iterable, what="the routines")
    expect(division, Allocation, type(None), what="the division")
    free, found, ids = tuple(holidays), list[Due](), set[str]()
    for routine in routines:
        expect(routine, Routine, what="each routine")
        if routine.id in ids:
            msg = f"ids must be unique, but this one stands twice: {routine.id}"
            raise ValueError(msg)
        ids.add(routine.id)
        found += [due for due in _dues(routine, free) if due.on in within]
    assigned = list(_assignments(division, dict(recurs or {}), within, free))
    order = list(Duty)
    assigned.sort(
        key=lambda it: (it.on or date.max, it.task.id, order.index(it.duty), it.agency, it.slot)
    )
    dues = tuple(sorted(found, key=lambda due: (due.on, due.routine.id)))
    return Schedule(dues, tuple(assigned))


def _dues(routine: Routine, free: tuple[date, ...]) -> Iterator[Due]:
    """The days of a routine, each once; a day of the rule stands for itself if it can."""
    days = dict[date, date]()
    for nominal in recurrences(routine.rule, routine.period):
        on = working_day(nominal, holidays=free, roll=routine.roll) if routine.roll else nominal
        days[on] = nominal if on == nominal else days.get(on, nominal)
    return (Due(on, routine, nominal) for on, nominal in days.items())


def _assignments(
    division: Allocation | None, recurs: Mapping[str, str], within: Period, free: tuple[date, ...]
) -> Iterator[Assignment]:
    """Every duty of a division whose day, or whose window, lies within a period."""
    tasks = {task.id: task for task in division.tasks} if division else {}
    if unknown := sorted(set(recurs) - set(tasks)):
        msg = f"what recurs must be a task of the division, and is not: {', '.join(unknown)}"
        raise ValueError(msg)
    seats = division.seats if division else ()
    places = dict.fromkeys((task, window_of(task, slot)) for task, slot, _ in seats)
    days = {
        (task.id, window): tuple(_days(task, window, recurs.get(task.id, ""), within, free))
        for task, window in places
    }
    counts = {
        window: len(working_days(window, holidays=free))
        for window in dict.fromkeys(window for _, window in places)
        if window and window.start and window.end
    }
    for task, slot, agency in seats:
        window = window_of(task, slot)
        duty, name = (slot.duty, slot.name) if slot else (Duty.LEAD, "")
        load, start = (slot or task).days, window.start if window else None
        working = counts.get(window) if window else None
        for on, nominal in days[task.id, window]:
            yield Assignment(on, task, agency, duty, name, load, nominal, start, working)


def _days(
    task: Task, window: Period | None, rule: str, within: Period, free: tuple[date, ...]
) -> Iterator[tuple[date | None, date | None]]:
    """The days on which a duty is due, each with the one from which it gave way."""
    if rule:
        if window is None or window.start is None or window.end is None:
            msg = f"{task.id} recurs: give it a window with a first day and an end"
            raise ValueError(msg)
        routine = Routine(task.id, task.title, (), rule, window)
        yield from ((due.on, due.nominal) for due in _dues(routine, free) if due.on in within)
    elif window is None or window.overlaps(within):
        last = window.last_day if window else None
        yield _last_working(last, window, free), last


def _last_working(last: date | None, window: Period | None, free: tuple[date, ...]) -> date | None:
    """The last working day up to a deadline; the deadline itself where its window has none."""
    if last is None or window is None:
        return None
    found = working_day(last, holidays=free, roll="preceding")
    return found if found in window else last
