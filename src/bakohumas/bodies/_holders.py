from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

import attrs

from bakohumas.bodies._columns import OPEN, TIP, Span
from bakohumas.bodies._events import Acted, Event, HandedOver, Place
from bakohumas.bodies._facts import Appointment, Vacancy
from bakohumas.bodies._kinds import Capacity, Selection
from bakohumas.bodies._ledger import Ledger
from bakohumas.bodies._terms import Over
from bakohumas.periods import Period


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


def appointments(
    ledger: Ledger, seat: str, version: int = TIP, *, book: str = "seat"
) -> Iterator[Appointment]:
    """Whoever was ever on a seat, or stood in on it, in the order of the days.

    A seat passes on with its post; the post of whoever stands in is their own, and does not
    take the acting with it.
    """
    spans = ledger.spans(book, seat, version)
    for span, after in zip_longest(spans, spans[1:]):
        if not isinstance(span.value, Held):
            continue
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
    end_by = over.by if over and over.cause else held.end_by
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
    posts = ledger.spans("post", whole.post, version)
    for posted, then in zip_longest(posts, posts[1:]):
        start, end = max(posted.start, span.start), min(posted.end, span.end)
        if start >= end:
            continue
        given: HandedOver = posted.value
        if day < start:
            yield _for_days(whole, day, start, None, given)
        if given.person:
            yield in_post(_for_days(whole, start, end, given, then and then.value), given)
        day = end
    if day < span.end:
        yield whole


def _for_days(
    whole: Appointment, start: date, end: date, begun: HandedOver | None, over: HandedOver | None
) -> Appointment:
    """Some days of an appointment: those between one hand-over of its post and the next."""
    span = whole.period
    last = end == (span.end or OPEN)
    period = Period(
        start,
        None if end == OPEN else end,
        start_by=span.start_by if start == span.start else begun.by if begun else None,
        end_by=span.end_by if last else over.by if over else None,
    )
    ended = whole.ended if last else over.cause if over else None
    return attrs.evolve(whole, period=period, ended=ended)


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
        posted, then = ledger.around("post", held.post, on, version)
        over = then.value if then and then.start < here.end else None
        end = then.start if then and over else here.end
        if posted is None:
            return _for_days(held, here.start, end, None, over)
        given: HandedOver = posted.value
        if given.person:
            start = max(posted.start, here.start)
            return in_post(_for_days(held, start, end, given, over), given)
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
