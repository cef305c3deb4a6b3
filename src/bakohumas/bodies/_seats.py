from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

import attrs

from bakohumas.bodies import _roll as roll
from bakohumas.bodies._columns import OPEN, TIP, Span
from bakohumas.bodies._events import (
    Acted,
    Appointed,
    Elected,
    Event,
    HandedOver,
    Place,
    Replaced,
    Seated,
)
from bakohumas.bodies._facts import Appointment, Term, Vacancy
from bakohumas.bodies._kinds import Capacity, Cause, Selection
from bakohumas.bodies._ledger import Ledger
from bakohumas.bodies._terms import Over
from bakohumas.errors import MODEL, SeatError
from bakohumas.periods import Period

_FILLED_BY = {
    Selection.ELECTED: "elect a member, or replace the holder for the remainder of the term",
    Selection.EX_OFFICIO: "seat the holder of the post",
    Selection.APPOINTED: "appoint",
}


class Held(NamedTuple):
    """Somebody on a seat, as the event that put them there says it."""

    event: Event
    place: Place
    selection: Selection
    capacity: Capacity
    end_by: date | None = None
    extended: int = 0
    before: Over | None = None


def holding(
    ledger: Ledger, seat: str, on: date, version: int = TIP, *, book: str = "seat"
) -> tuple[Span, Held] | None:
    """Who is on a seat on a day, and for how long as far as that version knows."""
    here, _ = ledger.around(book, seat, on, version)
    return (here, here.value) if here and isinstance(here.value, Held) else None


def holdings(ledger: Ledger, on: date) -> Iterator[tuple[str, Span, Held]]:
    """Every seat that is held on a day."""
    for seat in ledger.names("seat"):
        if found := holding(ledger, seat, on):
            yield seat, *found


def seated_from(ledger: Ledger, institution: str, on: date) -> Iterator[date]:
    """The later days from which the register has an institution on a seat."""
    for seat in ledger.names("seat"):
        for mark in ledger.later("seat", seat, on):
            if isinstance(mark.value, Held) and mark.value.place.institution == institution:
                yield mark.start


def put(
    ledger: Ledger,
    place: Place,
    event: Elected | Seated | Appointed | Replaced,
    period: Period,
    selection: Selection,
    bound: bool,  # noqa: FBT001
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
        left = _from_members(ledger, place, event, what)
        if left and (end is None or left < end):
            # the register knows already that the holder will leave the body
            end, over = left, Over(Cause.LOSS_OF_MEMBERSHIP, None)
    capacity = Capacity.PAW if isinstance(event, Replaced) else Capacity.DEFINITIVE
    held = Held(
        event, place, selection, capacity, period.end_by, 0, gone(ledger, place.seat, event)
    )
    ledger.paint("seat", place.seat, event.on, end, held)
    if over and end:
        ledger.paint("seat", place.seat, end, period.end, over)
    _send_home(ledger, place.seat, event.on, Cause.FILLED)


def gone(ledger: Ledger, seat: str, event: Event, *, book: str = "seat") -> Over | None:
    """Why the last holder left, where that was on the very day of the next one."""
    mark = ledger.at(book, seat, event.on)
    return mark.value if mark and mark.start == event.on and isinstance(mark.value, Over) else None


def _send_home(ledger: Ledger, seat: str, on: date, cause: Cause) -> None:
    """Whoever stood in on a seat is done with it."""
    if found := holding(ledger, seat, on, book="acting"):
        ledger.paint("acting", seat, on, found[0].end, Over(cause, None))


def _fits(ledger: Ledger, place: Place, on: date, selection: Selection, what: str) -> None:
    seat = ledger.statute(on).seat(place.seat, what)
    if seat.selection is not selection:
        raise SeatError(
            what,
            f"the seat is {seat.selection.label()}, not {selection.label()} (ELC-12)",
            seat.basis,
            f"{_FILLED_BY[seat.selection]}, or choose another charter",
        )
    if seat.post and place.post != seat.post and selection is Selection.EX_OFFICIO:
        raise SeatError(
            what,
            f"the seat goes with the post {seat.post}",
            seat.basis,
            "seat whoever holds that post",
        )


def _from_members(ledger: Ledger, place: Place, event: Event, what: str) -> date | None:
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
        held = [
            seat
            for seat, _, each in holdings(ledger, event.on)
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


def leave(ledger: Ledger, seat: str, event: Event, cause: Cause, *, acting: bool = False) -> None:
    """Let a holder, or whoever stands in, leave a seat."""
    book = "acting" if acting else "seat"
    found = holding(ledger, seat, event.on, book=book)
    if found is None or found[0].start == event.on:
        who = "nobody stood in on it" if acting else "nobody held it"
        raise SeatError(
            f"vacate the seat {seat} on {event.on}",
            f"{who} the day before",
            MODEL,
            "look up who holds which seat on that day",
        )
    ledger.paint(book, seat, event.on, found[0].end, Over(cause, event.by))
    if not acting:
        _send_home(ledger, seat, event.on, cause)


def clear(
    ledger: Ledger, event: Event, until: date | None, cause: Cause, *kinds: Selection
) -> None:
    """Empty the seats of these kinds, from the day of the event up to another."""
    for seat in ledger.names("seat"):
        for mark in ledger.taken("seat", seat, event.on, until):
            if isinstance(mark.value, Held) and mark.value.selection in kinds:
                start = max(mark.start, event.on)
                found = holding(ledger, seat, start)
                ledger.paint(
                    "seat", seat, start, found[0].end if found else until, Over(cause, event.by)
                )
        _send_home(ledger, seat, event.on, cause)


def let_go(ledger: Ledger, institution: str, event: Event, cause: Cause, heir: str = "") -> None:
    """Pass the seats of an institution that leaves to its heir, or let them fall vacant."""
    for seat, span, held in list(holdings(ledger, event.on)):
        if held.place.institution != institution:
            continue
        if heir and _may_inherit(ledger, heir, event.on):
            place = attrs.evolve(held.place, institution=heir, unit="")
            ledger.paint("seat", seat, event.on, span.end, held._replace(event=event, place=place))
        else:
            ledger.paint("seat", seat, event.on, span.end, Over(cause, event.by))
            _send_home(ledger, seat, event.on, cause)


def _may_inherit(ledger: Ledger, heir: str, on: date) -> bool:
    limit = ledger.statute(on).limit
    held = sum(each.place.institution == heir for _, _, each in holdings(ledger, on))
    return limit is None or held < limit[1]


def appointments(
    ledger: Ledger, seat: str, version: int = TIP, *, book: str = "seat"
) -> Iterator[Appointment]:
    """Whoever was ever on a seat, or stood in on it, in the order of the days.

    A seat passes on with its post; the post of whoever stands in is their own, and does not
    take the acting with it.
    """
    spans = ledger.spans(book, seat, version)
    for span, after in zip_longest(spans, spans[1:]):
        if isinstance(span.value, Held):
            if book == "acting":
                yield appointment(span, after)
            else:
                yield from in_posts(ledger, span, after, version)


def appointment(span: Span, after: Span | None) -> Appointment:
    """Somebody on a seat for a stretch of days, and why it ended early."""
    held: Held = span.value
    event, place = held.event, held.place
    said = after.value if after and after.start == span.end else None
    over: Over | None = said.before if isinstance(said, Held) else said
    end = None if span.end == OPEN else span.end
    end_by = over.by if over else held.end_by
    period = Period(span.start, end, start_by=event.by, end_by=end_by if end else None)
    return Appointment(
        place.seat,
        place.institution,
        place.post,
        place.person,
        held.selection,
        period,
        event.basis,
        over.cause if over else None,
        held.capacity,
        place.unit,
        event.decree,
        event.mandate if isinstance(event, Acted) else "",
        held.extended,
    )


def in_posts(ledger: Ledger, span: Span, after: Span | None, version: int) -> Iterator[Appointment]:
    """A stretch on a seat, divided by who held the post that it goes with."""
    whole = appointment(span, after)
    if not whole.post:
        yield whole
        return
    day = span.start
    for posted in ledger.spans("post", whole.post, version):
        start, end = max(posted.start, span.start), min(posted.end, span.end)
        if start >= end:
            continue
        if day < start:
            yield _for_days(whole, day, start)
        given = posted.value
        if given.person:
            yield in_post(_for_days(whole, start, end), given)
        day = end
    if day < span.end:
        yield _for_days(whole, day, span.end)


def _for_days(whole: Appointment, start: date, end: date) -> Appointment:
    if (start, end) == (whole.period.start, whole.period.end or OPEN):
        return whole
    return attrs.evolve(
        whole,
        period=Period(start, None if end == OPEN else end),
        ended=whole.ended if end == (whole.period.end or OPEN) else None,
    )


def in_post(held: Appointment, given: HandedOver) -> Appointment:
    """An appointment by post, with whoever the post was handed over to."""
    return attrs.evolve(
        held,
        person=given.person,
        institution=given.institution or held.institution,
        capacity=given.capacity,
        basis=given.basis,
        decree=given.decree,
    )


def on_seat(ledger: Ledger, seat: str, on: date, version: int) -> Appointment | Vacancy:
    """Who is on a seat on a day, or since when it is vacant and why."""
    stands_in = standing_in(ledger, seat, on, version)
    here, after = ledger.around("seat", seat, on, version)
    if here and isinstance(here.value, Held):
        held = appointment(here, after)
        posted, _ = ledger.around("post", held.post, on, version)
        if posted is None:
            return held
        given: HandedOver = posted.value
        if given.person:
            start = max(posted.start, here.start)
            return in_post(_for_days(held, start, min(posted.end, here.end)), given)
        return Vacancy(seat, max(posted.start, here.start), given.cause, stands_in)
    last = ledger.last("seat", seat, on, version)
    if last is None:
        return Vacancy(seat, None, None, stands_in)
    if isinstance(last.value, Over):
        return Vacancy(seat, last.start, last.value.cause, stands_in)
    return Vacancy(seat, last.end, None, stands_in)


def standing_in(ledger: Ledger, seat: str, on: date, version: int) -> Appointment | None:
    """Whoever stands in on a seat on a day."""
    here, after = ledger.around("acting", seat, on, version)
    return appointment(here, after) if here and isinstance(here.value, Held) else None


def remainder(term: Term, on: date) -> Period:
    """What is left of a term."""
    return Period(on, term.period.end, end_by=term.period.end_by)
