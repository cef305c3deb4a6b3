import sys
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given
from icalendar import Calendar

from bakohumas import testing
from bakohumas.bodies import Appointment, Body, Selection, Term
from bakohumas.errors import MissingExtraError
from bakohumas.institutions import directory
from bakohumas.interchange import write_ical
from bakohumas.law import charter
from bakohumas.meetings import Called
from bakohumas.periods import Approx
from kept_records import by_vote

STAMP = datetime(2026, 1, 5, 9, tzinfo=timezone(timedelta(hours=7)))


def entries(file: bytes) -> list[Any]:
    """The entries of a calendar, as another program reads them."""
    calendar: Any = Calendar.from_ical(file)
    return list(calendar.walk("VEVENT"))


@given(testing.bodies())
def test_every_known_end_has_its_last_day_and_an_alarm(body: Body) -> None:
    """A term or mandate that runs out is there once, on its last day, 90 days ahead."""
    file = write_ical(body, stamp=STAMP)
    found = entries(file)
    running: list[Term | Appointment] = [
        *body.terms,
        *body.acting,
        *(each for each in body.appointments if each.selection is Selection.APPOINTED),
    ]
    ends = sorted(each.period.end for each in running if each.period.end and not each.ended)

    assert [each["dtend"].dt for each in found] == ends
    assert [each["dtstart"].dt for each in found] == [each - timedelta(days=1) for each in ends]
    assert len({str(each["uid"]) for each in found}) == len(found)
    for each in found:
        (alarm,) = each.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(days=-90)
        assert each["dtstamp"].dt == STAMP.astimezone(UTC)
    assert write_ical(body, stamp=STAMP) == file


@given(testing.bodies())
def test_what_is_over_can_be_left_out(body: Body) -> None:
    """From a day on: exactly the entries that end after it."""
    day = body.opened + timedelta(days=1900)
    ends = [each["dtend"].dt for each in entries(write_ical(body, stamp=STAMP))]

    shown = entries(write_ical(body, stamp=STAMP, on=day))
    assert [each["dtend"].dt for each in shown] == [each for each in ends if each > day]


def test_the_lines_keep_to_the_standard() -> None:
    """CRLF, 75 octets a line at most, and one calendar of version 2.0 with a product."""
    record, body = by_vote()
    assert record.called
    call = attrs.evolve(record.called, agenda=("x" * 100 + "; é, \\ \x07", "b"), link="https://a/b")
    record = attrs.evolve(record, steps=(call,), place="Gedung A;\nlantai 2, timur")
    file = write_ical(body, [record], stamp=STAMP, lang="id")
    lines = file.split(b"\r\n")
    (entry,) = [each for each in entries(file) if not each.walk("VALARM")]

    assert max(map(len, lines)) <= 75
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"VERSION:2.0" in lines
    assert b"PRODID:-//bakohumas//bakohumas//EN" in lines
    assert entry["dtstart"].dt == record.on
    assert entry["dtend"].dt == record.on + timedelta(days=1)
    assert str(entry["location"]) == "Gedung A;\nlantai 2, timur"
    assert str(entry["description"]) == "- " + "x" * 100 + "; é, \\  \n- b\n" + record.basis
    assert str(entry["url"]) == "https://a/b"
    assert str(entry["summary"]) == f"{body.name}: {record.kind.label('id')}"


def test_an_entry_keeps_its_uid() -> None:
    """What is recorded of a meeting later does not make it another one; a second one is another."""
    record, body = by_vote()
    later = attrs.evolve(record, attendance=(), decisions=(), place="elsewhere")
    bare = attrs.evolve(record, steps=tuple(
        each for each in record.steps if not isinstance(each, Called)))  # fmt: skip
    uids = [
        sorted(str(each["uid"]) for each in entries(write_ical(body, records, stamp=STAMP)))
        for records in ([record], [later], [record, later])
    ]

    assert uids[0] == uids[1]
    assert len(set(uids[2])) == len(uids[0]) + 1
    assert set(uids[0]) < set(uids[2])
    assert entries(write_ical(body, [bare], stamp=STAMP))
    others = [attrs.evolve(record, body="lain")]
    assert write_ical(body, others, stamp=STAMP) == write_ical(body, stamp=STAMP)


def test_a_rough_end_says_so() -> None:
    """The earliest day is taken, and the entry says that it may be later."""
    day, office = date(2015, 11, 2), directory(on=date(2015, 11, 2)).find("BPS")
    body = Body.found("contoh", charter=charter("national"), on=day, basis="invented")
    body = body.admit(office, on=day, basis="invented")
    exact = body.elect({"Sekretaris": "bps"}, on=date(2016, 2, 1), basis="invented")
    rough = body.elect({"Sekretaris": "bps"}, on=Approx.parse("2016-02"), basis="invented")

    said = [str(entries(write_ical(each, stamp=STAMP))[0]["summary"]) for each in (exact, rough)]
    assert said == [
        "contoh: Term 2016–2021 of the board ends",
        "contoh: Term 2016–2021 of the board ends (or later: the day is rough)",
    ]


def test_a_slip_is_told() -> None:
    """A stamp without a zone, a negative alarm and what is no record are refused."""
    _, body = by_vote()
    for options in ({"stamp": datetime(2026, 1, 5)}, {"stamp": STAMP, "alarm_days": -1}):  # noqa: DTZ001 - the slip
        with pytest.raises(ValueError, match="stamp needs a zone"):
            write_ical(body, **options)
    with pytest.raises(TypeError, match="a record must be a Record"):
        write_ical(body, ["x"], stamp=STAMP)  # type: ignore[list-item]
    with pytest.raises(TypeError, match="the stamp must be a datetime"):
        write_ical(body, stamp=date(2026, 1, 5))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the day from which on"):
        write_ical(body, stamp=STAMP, on="x")  # type: ignore[arg-type]


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without icalendar the refusal says what to install."""
    monkeypatch.setitem(sys.modules, "icalendar", None)

    with pytest.raises(MissingExtraError) as caught:
        write_ical(by_vote()[1], stamp=STAMP)
    assert str(caught.value) == (
        "write_ical needs icalendar: python3 -m pip install 'bakohumas[ical]'"
    )
