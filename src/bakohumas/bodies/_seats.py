from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

import attrs

from bakohumas.bodies import _roll as roll
from bakohumas.bodies._columns import OPEN, TIP
from bakohumas.bodies._events import (
    Appointed,
    Elected,
    Event,
    HandedOver,
    Place,
    Replaced,
    Seated,
)
from bakohumas.bodies._facts import Appointment, Term
from bakohumas.bodies._holders import Held, holding, holdings, on_seat
from bakohumas.bodies._kinds import Capacity, Cause, Selection
from bakohumas.bodies._ledger import Ledger
from bakohumas.bodies._terms import Over, over_until
from bakohumas.errors import MODEL, SeatError
from bakohumas.periods import Period

_FILLED_BY = {
    Selection.ELECTED: "elect a member, or replace the holder for the remainder of the term",
    Selection.EX_OFFICIO: "seat the holder of the post",
    Selection.APPOINTED: "appoint",
}


def seated_from(ledger: Ledger, institution: str, on: date, *, unit: str = "") -> Iterator[date]:
    """The later days from which the register has an institution, or its unit, on a seat."""
    for seat in ledger.names("seat") if institution in ledger.seated else ():
        for mark in ledger.later("seat", seat, on):
            if isinstance(mark.value, Held) and _theirs(mark.value.place, institution, unit):
                yield mark.start


def _theirs(place: Place, institution: str, unit: str) -> bool:
    return place.institution == institution and unit in {"", place.unit}


def put(
    ledger: Ledger,
    place: Place,
    event: Elected | Seated | Appointed | Replaced,
    period: Period,
    selection: Selection,
    bound: bool,  # noqa: FBT001 - the table calls by place
) -> None:
    """Put somebody on a seat, if it is theirs to take and nobody holds it."""
    what = f"put {place.holder or 'nobody'} on the seat {place.seat}"
    if bound:
        _fits(ledger, place, event.on, selection, what)
    end, over = period.end, None
    for mark in ledger.taken("seat", place.seat, event.on, end):
        if isinstance(mark.value, Held):
            span, held = holding(ledger, place.seat, max(mark.start, event.on)) or (
                mark,
                mark.value,
            )
            lasts = Period(held.event.on, None if span.end == OPEN else span.end)
            raise SeatError(
                what,
                f"{held.place.holder} holds it {lasts}",
                MODEL,
                "record first that the seat was vacated, and why",
            )
    if bound and selection is Selection.ELECTED:
        left = _from_members(ledger, place, event, end, what)
        if left and (end is None or left < end):
            # the register knows already that the holder will leave the body
            end, over = left, Over(Cause.LOSS_OF_MEMBERSHIP, None)
    capacity = Capacity.PAW if isinstance(event, Replaced) else Capacity.DEFINITIVE
    held = Held(
        event, place, selection, capacity, period.end_by, 0, gone(ledger, place.seat, event)
    )
    sit(ledger, place.seat, event.on, period.end, held)
    if over and end:
        ledger.paint("seat", place.seat, end, period.end, over)
    _send_home(ledger, place.seat, event.on, end, Cause.FILLED)


def sit(
    ledger: Ledger, seat: str, start: date, end: date | None, held: Held, *, book: str = "seat"
) -> None:
    """Put somebody there for some days; nothing said of those before comes back after them."""
    rest, _ = ledger.around(book, seat, end) if end else (None, None)
    ledger.seated.add(held.place.institution)
    ledger.paint(book, seat, start, end, held)
    if rest and end and rest.start < end:
        ledger.paint(book, seat, end, rest.end, Over(None, None))


def gone(ledger: Ledger, seat: str, event: Event, *, book: str = "seat") -> Over | None:
    """Why the last holder left, where that was on the very day of the next one."""
    mark = ledger.at(book, seat, event.on)
    return mark.value if mark and mark.start == event.on and isinstance(mark.value, Over) else None


def _send_home(
    ledger: Ledger, seat: str, on: date, until: date | None, cause: Cause | None
) -> None:
    """Whoever stands in on a seat within some days is done with it."""
    for mark in ledger.taken("acting", seat, on, until):
        if isinstance(mark.value, Held):
            start = max(mark.start, on)
            end = over_until(ledger, "acting", seat, start)
            ledger.paint("acting", seat, start, end, Over(cause, None))


def relief(ledger: Ledger, seat: str, on: date, capacity: Capacity) -> tuple[date, Cause] | None:
    """The day on which whoever stands in from a day on is done with it, as far as is known.

    A *Plh* is done when the holder leaves, and a *Plt* when the seat is filled.
    """
    day: date | None = on
    while day:
        found = holding(ledger, seat, day)
        post = found[1].place.post if found else ""
        turns = ledger.turn("seat", seat, day), ledger.turn("post", post, day)
        day = min(filter(None, turns), default=None)
        if day and capacity is Capacity.PLH:
            return day, Cause.LOSS_OF_POST
        if day and isinstance(on_seat(ledger, seat, day, TIP), Appointment):
            return day, Cause.FILLED
    return None


def pass_on(ledger: Ledger, event: HandedOver, until: date | None) -> None:
    """Let whoever stands in be done with it where a post brings its seat to another."""
    for seat in ledger.names("seat"):
        for mark in ledger.taken("seat", seat, event.on, until):
            if not isinstance(mark.value, Held) or mark.value.place.post != event.post:
                continue
            start = max(mark.start, event.on)
            if event.person:
                _send_home(ledger, seat, start, until, Cause.FILLED)
            elif (there := holding(ledger, seat, start, book="acting")) and (
                there[1].capacity is Capacity.PLH
            ):
                _send_home(ledger, seat, start, until, event.cause or Cause.LOSS_OF_POST)


def _fits(ledger: Ledger, place: Place, on: date, selection: Selection, what: str) -> None:
    seat = ledger.statute(on).seat(place.seat, what)
    if seat.selection is not selection:
        raise SeatError(
            what,
            f"the seat is {seat.selection.label()}, not {selection.label()} (ELC-12)",
            seat.basis,
            f"{_FILLED_BY[seat.selection]}, or choose another charter",
        )
    if selection is Selection.APPOINTED and not (place.holder or place.unit):
        raise SeatError(
            what,
            "nobody is named who would be appointed",
            MODEL,
            "name an institution, a unit or an official, or leave the seat vacant",
        )
    if seat.post and place.post != seat.post and selection is Selection.EX_OFFICIO:
        raise SeatError(
            what,
            f"the seat goes with the post {seat.post}",
            seat.basis,
            f"seat whoever holds that post (post={seat.post!r})",
        )


def _from_members(
    ledger: Ledger, place: Place, event: Event, until: date | None, what: str
) -> date | None:
    """The day on which the holder leaves the body, as far as the register knows."""
    statute = ledger.statute(event.on)
    if not roll.is_member(ledger, place.institution, event.on):
        raise SeatError(
            what,
            f"it is not a member on {event.on}, and the board comes from the members "
            f"(BRD-01){roll.near(ledger, place.institution)}",
            statute.selection.basis,
            "admit it first, or elect a member",
        )
    if statute.limit:
        law, most = statute.limit
        later = seated_from(ledger, place.institution, event.on)
        for day in (event.on, *(day for day in later if until is None or day < until)):
            held = [
                seat
                for seat, _, each in holdings(ledger, day)
                if each.place.institution == place.institution
            ]
            if len(held) >= most:
                raise SeatError(
                    what,
                    f"it already holds {', '.join(held)} (BRD-10)",
                    law.basis,
                    "elect another member, or override 'board.seats_per_institution'",
                )
    return roll.leaves(ledger, place.institution, event.on)


def _near(ledger: Ledger, seat: str, on: date) -> str:
    """A hint at the seats that go by nearly the same title."""
    known = {*(each.name for each in ledger.statute(on).all_seats), *ledger.names("seat")}
    close = [] if seat in known else get_close_matches(seat, sorted(known), n=2)
    return f"; did you mean {' or '.join(close)}?" if close else ""


def leave(ledger: Ledger, seat: str, event: Event, cause: Cause, *, acting: bool = False) -> None:
    """Let a holder, or whoever stands in, leave a seat."""
    book = "acting" if acting else "seat"
    found = holding(ledger, seat, event.on, book=book)
    if found is None or found[0].start == event.on:
        who = "nobody stood in on it" if acting else "nobody held it"
        raise SeatError(
            f"vacate the seat {seat} on {event.on}",
            f"{who} the day before{_near(ledger, seat, event.on)}",
            MODEL,
            "look up who holds which seat on that day",
        )
    end = over_until(ledger, book, seat, event.on)
    ledger.paint(book, seat, event.on, end, Over(cause, event.by))
    if not acting:
        _send_home(ledger, seat, event.on, found[0].end, cause)


def clear(
    ledger: Ledger, event: Event, until: date | None, cause: Cause, *kinds: Selection
) -> None:
    """Empty the seats of these kinds, from the day of the event up to another."""
    for seat in ledger.names("seat"):
        for mark in ledger.taken("seat", seat, event.on, until):
            if isinstance(mark.value, Held) and mark.value.selection in kinds:
                start = max(mark.start, event.on)
                end = over_until(ledger, "seat", seat, start)
                ledger.paint("seat", seat, start, end, Over(cause, event.by))
                _send_home(ledger, seat, start, end, cause)
    ordered = {seat.name: seat.selection for seat in ledger.statute(event.on).all_seats}
    for seat in ledger.names("acting"):
        vacant = holding(ledger, seat, event.on) is None
        if vacant and ordered.get(seat, Selection.ELECTED) in kinds:
            _send_home(ledger, seat, event.on, until, cause)


def let_go(
    ledger: Ledger,
    institution: str,
    event: Event,
    cause: Cause,
    *,
    heir: str = "",
    unit: str = "",
) -> None:
    """Pass the seats of an institution that leaves to its heir, or let them fall vacant."""
    if institution not in ledger.seated:
        return
    for seat, span, held in list(holdings(ledger, event.on)):
        if not _theirs(held.place, institution, unit):
            continue
        if heir and _may_inherit(ledger, heir, event.on):
            place = attrs.evolve(held.place, institution=heir, unit="")
            follows = held._replace(event=event, place=place, before=Over(cause, event.by))
            ledger.seated.add(heir)
            ledger.paint("seat", seat, event.on, span.end, follows)
            left = roll.leaves(ledger, heir, event.on)
            if left and left < span.end and held.selection is Selection.ELECTED:
                ledger.paint("seat", seat, left, span.end, Over(Cause.LOSS_OF_MEMBERSHIP, None))
        else:
            end = over_until(ledger, "seat", seat, event.on)
            ledger.paint("seat", seat, event.on, end, Over(cause, event.by))
            _send_home(ledger, seat, event.on, span.end, cause)


def _may_inherit(ledger: Ledger, heir: str, on: date) -> bool:
    limit = ledger.statute(on).limit
    held = sum(each.place.institution == heir for _, _, each in holdings(ledger, on))
    return limit is None or held < limit[1]


def remainder(term: Term, on: date) -> Period:
    """What is left of a term."""
    return Period(on, term.period.end, end_by=term.period.end_by)
