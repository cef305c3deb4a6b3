from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs
from attrs.validators import in_

from bakohumas.errors import code, codes, expect, of_kind, wording_if_any
from bakohumas.languages import Lang, day, listed, pick
from bakohumas.periods import Period, Roll, recurrences, working_day
from bakohumas.programmes._events import MOST


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
    """One day on which a routine is due.

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
            "title": self.routine.label(lang),
            "who": list(self.routine.who),
            "nominal": self.nominal.isoformat(),
        }

    def explain(self, lang: Lang = "en") -> str:
        """What is due when, and from which day it gave way."""
        who = listed(self.routine.who, lang, most=MOST)
        text = f"{day(self.on, lang)}: {self.routine.label(lang)} ({who})"
        if self.on == self.nominal:
            return text
        return f"{text}, {pick(lang, 'instead of', 'pengganti')} {day(self.nominal, lang)}"


@attrs.frozen
class Schedule:
    """What is due when.

    Attributes:
        dues: In order of day and id.
    """

    dues: tuple[Due, ...]

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a day and routine: day, routine, title, who, the day of the rule."""
        return [each.row(lang) for each in self.dues]

    def explain(self, lang: Lang = "en") -> str:
        """One line a day and routine."""
        return "\n".join(each.explain(lang) for each in self.dues)


def schedule(
    routines: Iterable[Routine], *, within: Period, holidays: Iterable[date] = ()
) -> Schedule:
    """When each routine is due within a period.

    A routine whose day is free gives way to a working day, and is then due on that day once,
    however many of its days gave way to it.

    Args:
        routines: What recurs.
        within: The days that are asked for.
        holidays: The days that are free beside the weekends, as somebody laid them down.

    Returns:
        The days in order.

    Raises:
        TypeError: If an argument holds something else.
        ValueError: If two routines share an id.

    Examples:
        >>> july = Period(date(2018, 7, 1), date(2018, 8, 1))
        >>> report = Routine("report", ("Report", "Laporan"), ["bps"], "FREQ=MONTHLY;BYMONTHDAY=1",
        ...     Period(date(2018, 1, 1), date(2019, 1, 1)))
        >>> print(schedule([report], within=july).explain())
        2 July 2018: Report (bps), instead of 1 July 2018
    """
    expect(within, Period, what="the period asked for")
    expect(routines, Iterable, what="the routines")
    free, found, ids = tuple(holidays), list[Due](), set[str]()
    for routine in routines:
        expect(routine, Routine, what="each routine")
        if routine.id in ids:
            msg = f"ids must be unique, but this one stands twice: {routine.id}"
            raise ValueError(msg)
        ids.add(routine.id)
        found += [due for due in _dues(routine, free) if due.on in within]
    return Schedule(tuple(sorted(found, key=lambda due: (due.on, due.routine.id))))


def _dues(routine: Routine, free: tuple[date, ...]) -> Iterator[Due]:
    """The days of a routine, each once; a day of the rule stands for itself if it can."""
    days = dict[date, date]()
    for nominal in recurrences(routine.rule, routine.period):
        on = working_day(nominal, holidays=free, roll=routine.roll) if routine.roll else nominal
        days[on] = nominal if on == nominal else days.get(on, nominal)
    return (Due(on, routine, nominal) for on, nominal in days.items())
