from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import attrs

from bakohumas.bodies import Appointment, Body, Selection, Term
from bakohumas.errors import MissingExtraError, expect
from bakohumas.languages import Lang, pick
from bakohumas.meetings import Record
from bakohumas.periods import Period


@attrs.frozen
class _Day:
    """What stands in a calendar: some whole days, and what there is to say of them."""

    key: tuple[str, ...]
    start: date
    end: date
    summary: str
    description: str = ""
    place: str = ""
    link: str = ""
    alarm: bool = False


def write_ical(
    body: Body,
    records: Iterable[Record] = (),
    *,
    stamp: datetime,
    on: date | None = None,
    alarm_days: int = 90,
    lang: Lang = "en",
) -> bytes:
    """Meetings of a body, and the ends of its terms and mandates, as iCalendar (RFC 5545).

    Every entry is of whole days, so that it needs no time zone; its DTEND is the day after it, as
    the standard has it. A term or mandate stands on its last day, with an alarm some days before.
    The UID of an entry stays, whatever else is recorded later, so that a calendar that
    takes the file again replaces what it has. It needs the extra ``ical``.

    Args:
        body: The body.
        records: What its meetings did, or are called for; those of other bodies are left out.
        stamp: The moment of writing, with its zone (DTSTAMP).
        on: What ended before this day is left out; nothing by default.
        alarm_days: How many days before an end the alarm rings.
        lang: Language of what it says.

    Returns:
        The file, in UTF-8, the same bytes each time.

    Raises:
        TypeError: If an argument is not of its kind.
        ValueError: If *stamp* has no zone, or *alarm_days* is negative.
        MissingExtraError: If icalendar is not installed.

    References:
        B. Desruisseaux (2009), *Internet Calendaring and Scheduling Core Object Specification
        (iCalendar)*, RFC 5545, doi:10.17487/RFC5545.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="SK 1 (invented)")
        >>> body = body.elect({"Sekretaris": "bps"}, on=day, basis="rapat (invented)")
        >>> file = write_ical(body, stamp=datetime(2015, 11, 3, tzinfo=UTC)).decode()
        >>> [line for line in file.splitlines() if line.startswith(("DT", "TRIGGER"))]
        ... # doctest: +NORMALIZE_WHITESPACE
        ['DTSTART;VALUE=DATE:20201101', 'DTEND;VALUE=DATE:20201102',
         'DTSTAMP:20151103T000000Z', 'TRIGGER:-P90D']
    """
    expect(body, Body, what="the body")
    expect(records, Iterable, what="the records")
    expect(stamp, datetime, what="the stamp")
    expect(alarm_days, int, what="the days of an alarm")
    if on is not None:
        expect(on, date, what="the day from which on it counts")
    if stamp.tzinfo is None or alarm_days < 0:
        msg = f"stamp needs a zone, and alarm_days is from 0 on; got {stamp}, {alarm_days}"
        raise ValueError(msg)
    days = [*_meetings(body, records, lang), *_ends(body, lang)]
    shown = [each for each in days if on is None or each.end > on]
    return _calendar(sorted(shown, key=lambda each: (each.start, each.key)), stamp, alarm_days)


def _calendar(days: list[_Day], stamp: datetime, alarm_days: int) -> bytes:
    """The file of some days; the only place that icalendar is asked for."""
    try:
        from icalendar import Alarm, Calendar, Event
    except ModuleNotFoundError as missing:
        raise MissingExtraError("write_ical", missing.name or "", "ical") from missing
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//bakohumas//bakohumas//EN")
    for each in days:
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, "/".join(("urn:bakohumas", *each.key)))))
        event.add("dtstamp", stamp.astimezone(UTC))
        event.add("dtstart", each.start)
        event.add("dtend", each.end)
        event.add("transp", "TRANSPARENT")
        texts = {"summary": each.summary, "description": each.description, "location": each.place}
        for name, text in texts.items():
            if text:
                event.add(name, _printable(text))
        if each.link:
            event.add("url", _printable(each.link))
        if each.alarm:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _printable(each.summary))
            alarm.add("trigger", timedelta(days=-alarm_days))
            event.add_component(alarm)
        calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found


def _printable(text: str) -> str:
    """A text without the control characters for which the standard has no place."""
    kept = (each if each.isprintable() or each == "\n" else " " for each in text)
    return "".join(kept).encode(errors="replace").decode()


def _meetings(body: Body, records: Iterable[Record], lang: Lang) -> Iterator[_Day]:
    seen: dict[tuple[str, ...], Any] = {}
    for record in records:
        expect(record, Record, what="a record")
        if record.body != body.id:
            continue
        call = record.called
        key = "meeting", body.id, record.kind.value, str(record.on), call.number if call else ""
        number = next(seen.setdefault(key, count(1)))
        agenda = "\n".join(f"- {each}" for each in call.agenda) if call else ""
        yield _Day(
            (*key, str(number)),
            record.on,
            record.on + timedelta(days=1),
            f"{body.name}: {record.kind.label(lang)}",
            "\n".join(filter(None, [agenda, record.basis])),
            record.place,
            call.link if call else "",
        )


def _ends(body: Body, lang: Lang) -> Iterator[_Day]:
    """The ends of terms, and of appointments and mandates that end by themselves."""
    for term in body.terms:
        said = pick(
            lang, f"Term {term.label} of the board ends", f"Masa bakti {term.label} berakhir"
        )
        yield from _end(body, ("term", str(term.period.start)), term, said, lang)
    held = [each for each in body.appointments if each.selection is Selection.APPOINTED]
    for each in (*held, *body.acting):
        what = f"{each.seat}, {each.capacity.label(lang)} ({each.holder})"
        said = pick(lang, f"Mandate ends: {what}", f"Mandat berakhir: {what}")
        key = "mandate", each.seat, str(each.period.start)
        yield from _end(body, key, each, said, lang)


def _end(
    body: Body, key: tuple[str, ...], each: Term | Appointment, said: str, lang: Lang
) -> Iterator[_Day]:
    period: Period = each.period
    if period.end is None or each.ended is not None:
        return
    rough = period.end_by is not None and period.end_by > period.end
    doubt = pick(lang, " (or later: the day is rough)", " (atau sesudahnya: tanggalnya kira-kira)")
    yield _Day(
        (*key, body.id),
        period.end - timedelta(days=1),
        period.end,
        f"{body.name}: {said}{doubt if rough else ''}",
        each.basis,
        alarm=True,
    )
