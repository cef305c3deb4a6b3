from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from bakohumas.bodies import Body, Snapshot
from bakohumas.errors import MeetingError, expect
from bakohumas.law import Charter, Threshold
from bakohumas.meetings._kinds import Kind, Mode
from bakohumas.meetings._roll import enrolled
from bakohumas.meetings._steps import Called


class Details(TypedDict, total=False):
    """What else an invitation may say; all of it may be left out."""

    mode: Mode
    number: str
    agenda: Iterable[str]
    convener: str
    host: str
    opener: str
    speakers: Iterable[str]
    requested: Iterable[str]
    reason: str
    invited: date | None
    zone: str


def called(
    body: Body,
    *,
    kind: Kind,
    on: date,
    record_date: date | None,
    place: str,
    link: str,
    presiding: str,
    basis: object,
    details: Details,
) -> Called:
    """The call to a meeting, if the charter allows it, with the roll frozen in it."""
    expect(body, Body, what="the body that meets")
    expect(on, date, what="the day of the meeting")
    froze = on if record_date is None else record_date
    expect(froze, date, what="the record date")
    if froze > on:
        msg = f"the roll is frozen by the day of the meeting, got {froze} for {on}"
        raise ValueError(msg)
    now, kind = body.on(on), Kind.of(kind, what="the kind of a meeting")
    there = Mode.IN_PERSON if not link else Mode.HYBRID if place else Mode.ONLINE
    mode = Mode.of(details.get("mode", there), what="the mode of a meeting")
    invited, convener = details.get("invited"), details.get("convener", "")
    asked = names(details.get("requested", ()), what="the members that asked for the meeting")
    _online(now.charter, mode, on)
    _in_time(now.charter, kind, on, invited)
    roll = enrolled(body, kind, on=on, record_date=froze)
    if kind is Kind.EXTRAORDINARY and (asked or convener):
        _may_ask(now, len(roll), {each for each in asked if each in roll}, convener)
    return Called(
        *(body.id, kind, on, roll, mode, place, link, presiding, str(basis)),
        number=details.get("number", ""),
        agenda=_items(details.get("agenda", ())),
        convener=convener,
        host=details.get("host", ""),
        opener=details.get("opener", ""),
        speakers=names(details.get("speakers", ()), what="the speakers"),
        requested=asked,
        reason=details.get("reason", ""),
        invited=invited,
        charter=str(now.charter),
        zone=details.get("zone", "WIB"),
    )


def names(given: Iterable[str], *, what: str) -> tuple[str, ...]:
    """A list of names, if it is one and not a name; who stands there twice counts once."""
    expect(given, list, tuple, what=what)
    return tuple(dict.fromkeys(given))


def _items(agenda: Iterable[str]) -> tuple[str, ...]:
    expect(agenda, list, tuple, what="the agenda")
    return tuple(agenda)


def _online(charter: Charter, mode: Mode, on: date) -> None:
    law = charter.find("meeting.online", on=on)
    if mode is not Mode.IN_PERSON and law and not law.value:
        raise MeetingError(
            f"call a meeting {mode.label()}",
            "the charter admits meetings in person only (MTG-09)",
            law.basis,
            "name a place, and leave the link out",
        )


def _in_time(charter: Charter, kind: Kind, on: date, invited: date | None) -> None:
    law = charter.find("meeting.notice_days", on=on)
    if invited is None or law is None or kind is not Kind.MEMBERS:
        return
    notice, least = (on - invited).days, int(str(law.value))
    if notice < least:
        raise MeetingError(
            f"call a {kind.label()} for {on}",
            f"the invitation of {invited} leaves {notice} days, not {least} (MTG-03)",
            law.basis,
            "call it for a later day, or call an extraordinary one and say why",
        )


def _may_ask(now: Snapshot, of: int, asked: set[str], convener: str) -> None:
    law = now.charter.find("meeting.extraordinary", on=now.day)
    chair = now.charter.find("board.chair", on=now.day)
    leads = now.board.in_charge(str(chair.value)) if now.board and chair else None
    if law is None or (leads and convener and convener in {leads.institution, leads.holder}):
        return
    needed = max(1, Threshold.parse(str(law.value)).of(of))
    if len(asked) < needed:
        raise MeetingError(
            "call an extraordinary members' meeting",
            f"{len(asked)} of {of} members asked for it, not {needed}, and the chair did not (S17)",
            law.basis,
            f"let {needed - len(asked)} more members ask for it, or the chair call it",
        )
