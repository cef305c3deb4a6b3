from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import attrs

from bakohumas.bodies import Admitted, Cause, Event, Represented, Role, Withdrawn
from bakohumas.institutions import Category, Outsider
from bakohumas.interchange._cells import text, word, yes
from bakohumas.interchange._columns import Row
from bakohumas.interchange._offices import Offices, unit_of
from bakohumas.interchange._stretches import Stretch
from bakohumas.periods import Approx

_KINDS = *Category, *Outsider


class Told(NamedTuple):
    """An event, and the rows that tell it."""

    event: Event
    rows: tuple[Row, ...]


@attrs.frozen
class Entry:
    """A row of the table of members that could be read."""

    row: Row
    since: Approx
    until: Approx | None
    institution: str
    unit: str
    name: str
    category: str
    area: str
    role: Role
    pr: bool
    cause: Cause
    voices: tuple[str, ...]
    contact: str
    basis: str


def entry(one: Stretch, offices: Offices, basis: str, problems: list[str]) -> Entry | None:
    """What a row of the table of members says."""
    row, name = one.row, text(one.row["institution"])
    mine: list[str] = []
    kind = word(row["category"], _KINDS, "category", mine)
    role = word(row["role"], Role, "role", mine)
    cause = word(row["cause"], Cause, "cause", mine)
    pr = yes(row["pr"], "pr", mine)
    if not text(row["category"]):
        office = offices.find(name, one.until, mine)
    else:
        office = offices.called(name, kind, one.until, mine) if kind else None
    problems += [f"{row.place}: {each}" for each in mine]
    if mine or one.faulty:
        return None
    home = office.id if office else text(row["organization"]) or offices.spelt(name)
    called, unit = text(row["name"]), text(row["unit"])
    return Entry(
        row,
        one.since,
        one.until,
        home,
        (unit if called else unit_of(home, unit)) or home,
        called or _name(unit, home) or str(office.unit() if office else f"Unit kerja humas {name}"),
        str(kind or (office and office.category)),
        text(row["area"]) or (office.regency or office.province if office else ""),
        role or Role.MEMBER,
        pr,
        cause or Cause.WITHDRAWAL,
        tuple(filter(None, (each.strip() for each in text(row["representative"]).split(";")))),
        text(row["contact"]),
        text(row["basis"]) or basis,
    )


def _name(unit: str, home: str) -> str:
    return "" if unit == home else unit


def told(entries: Iterable[Entry], recorded: date, problems: list[str]) -> Iterator[Told]:
    """The events that the rows of the table of members tell, in no order."""
    homes: dict[str, list[Entry]] = {}
    for each in entries:
        homes.setdefault(each.institution, []).append(each)
    for units in homes.values():
        for each in units:
            yield _admitted(each, recorded)
            if each.until:
                yield _withdrawn(each, each.until, units, recorded)
        yield from _represented(units, recorded, problems)
        problems += _of_two_kinds(units)


def _of_two_kinds(units: list[Entry]) -> Iterator[str]:
    """Rows that call an institution something else than one that counts on the same day."""
    there, end = units[0], date.min
    for each in sorted(units, key=_since):
        last = each.until.earliest if each.until else date.max
        there, end = (each, last) if end <= each.since.earliest else (there, max(end, last))
        if each.category != there.category:
            yield (
                f"{each.row.place}: category {each.category} is another than {there.category} in "
                f"row {there.row.number}: {each.institution} is one institution"
            )


def _since(each: Entry) -> tuple[date, int]:
    return each.since.earliest, each.row.number


def _admitted(each: Entry, recorded: date) -> Told:
    event = Admitted(
        on=each.since.earliest,
        by=_by(each.since),
        recorded=recorded,
        basis=each.basis,
        institution=each.institution,
        unit=each.unit,
        name=each.name,
        category=each.category,
        area=each.area,
        role=each.role,
        pr=each.pr,
    )
    return Told(event, (each.row,))


def _withdrawn(each: Entry, until: Approx, units: list[Entry], recorded: date) -> Told:
    end = until.earliest, each.row.number
    stays = any(
        other.since.earliest < until.earliest
        and (other.until is None or (other.until.earliest, other.row.number) > end)
        for other in units
        if other is not each
    )
    event = Withdrawn(
        on=until.earliest,
        by=_by(until),
        recorded=recorded,
        basis=each.basis,
        institution=each.institution,
        cause=each.cause,
        unit=each.unit if stays else "",
    )
    return Told(event, (each.row,))


def _represented(units: list[Entry], recorded: date, problems: list[str]) -> Iterator[Told]:
    """Who speaks for an institution from a day on, whichever of its rows says so."""
    days: dict[Approx, list[Entry]] = {}
    for each in units:
        if each.voices or each.contact:
            days.setdefault(each.since, []).append(each)
    for since, speak in days.items():
        contacts = {each.contact: each for each in reversed(speak) if each.contact}
        if len(contacts) > 1:
            first, *_, last = sorted(contacts.values(), key=lambda each: each.row.number)
            problems.append(
                f"{last.row.place}: contact {last.contact!r} is another than in row "
                f"{first.row.number}: an institution has one"
            )
        event = Represented(
            on=since.earliest,
            by=_by(since),
            recorded=recorded,
            basis=speak[0].basis,
            institution=speak[0].institution,
            representatives=tuple(dict.fromkeys(name for each in speak for name in each.voices)),
            contact=next(iter(contacts), ""),
        )
        yield Told(event, tuple(each.row for each in speak))


def _by(day: Approx) -> date | None:
    return None if day.exact else day.latest
