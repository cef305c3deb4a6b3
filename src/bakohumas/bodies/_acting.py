from datetime import date

from bakohumas.bodies._columns import TIP
from bakohumas.bodies._events import Acted
from bakohumas.bodies._facts import Appointment, Vacancy
from bakohumas.bodies._holders import Held, appointments, on_seat
from bakohumas.bodies._kinds import Capacity, Selection
from bakohumas.bodies._ledger import Ledger
from bakohumas.bodies._seats import gone, relief, sit
from bakohumas.bodies._terms import Over, term
from bakohumas.errors import MODEL, SeatError
from bakohumas.periods import Period, months_after


def act(ledger: Ledger, event: Acted, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    """Let somebody stand in on a seat: a *Plh* for its holder, a *Plt* where there is none."""
    seat = event.place.seat
    what = f"let {event.place.holder or 'nobody'} stand in on the seat {seat}"
    if not event.capacity.acting:
        raise SeatError(
            what,
            f"{event.capacity.label()} is no capacity in which one stands in",
            MODEL,
            "act as Plh for a holder who is prevented, or as Plt on a vacant seat",
        )
    if bound:
        if not (event.place.holder or event.place.unit):
            raise SeatError(
                what,
                "nobody is named who would",
                MODEL,
                "name an institution, a unit or an official, or leave the seat vacant",
            )
        ledger.statute(event.on).seat(seat, what)
        _absence(ledger, event, what)
    if event.until is not None and event.until <= event.on:
        msg = f"a mandate to act from {event.on} must end later, got {event.until}"
        raise ValueError(msg)
    end, extended = _mandate(ledger, event, what) if bound else (event.until, 0)
    for mark in ledger.taken("acting", seat, event.on, end):
        if isinstance(mark.value, Held):
            raise SeatError(
                what,
                f"{mark.value.place.holder} stands in on it already",
                MODEL,
                "record first that the mandate to act has ended (vacate(..., acting=True))",
            )
    before = gone(ledger, seat, event, book="acting")
    held = Held(event, event.place, Selection.APPOINTED, event.capacity, None, extended, before)
    sit(ledger, seat, event.on, end, held, book="acting")
    done = relief(ledger, seat, event.on, event.capacity)
    if done and (end is None or done[0] < end):
        ledger.paint("acting", seat, done[0], end, Over(done[1], None))


def _absence(ledger: Ledger, event: Acted, what: str) -> None:
    held = on_seat(ledger, event.place.seat, event.on, TIP)
    if event.capacity is Capacity.PLH and isinstance(held, Vacancy):
        raise SeatError(
            what,
            "nobody holds it who could be prevented (ACT-01)",
            MODEL,
            "let a Plt act on a vacant seat",
        )
    if event.capacity is Capacity.PLT and isinstance(held, Appointment):
        raise SeatError(
            what,
            f"{held.holder} holds it (ACT-01)",
            MODEL,
            "let a Plh act while the holder is prevented, or record why the seat fell vacant",
        )


def _continued(ledger: Ledger, event: Acted, months: int) -> Held | None:
    """The mandate that this one goes on with: of the same person, in the same capacity.

    Of a *Plt* it does so after a gap, too, that is shorter than a mandate and in which
    nobody held the seat: no pause of some days makes a limit start afresh (grade X).
    """
    seat, again = event.place.seat, event.place
    for span in reversed(ledger.spans("acting", seat)):
        if span.end > event.on or not isinstance(span.value, Held):
            continue
        acted: Held = span.value
        one = acted.place
        same = (one.institution, one.person, one.unit) == (
            again.institution,
            again.person,
            again.unit,
        )
        if not same or acted.capacity is not event.capacity:
            continue
        if span.end == event.on:
            return acted
        short = event.capacity is Capacity.PLT and event.on < months_after(span.end, months)
        gap = Period(span.end, event.on)
        held = any(each.period.overlaps(gap) for each in appointments(ledger, seat))
        return acted if short and not held else None
    return None


def _mandate(ledger: Ledger, event: Acted, what: str) -> tuple[date | None, int]:
    """The end of a mandate to act, and how often it was extended before."""
    statute = ledger.statute(event.on)
    limit = statute.number("acting.months")
    before = _continued(ledger, event, limit[1] if limit else 0)
    extended = before.extended + 1 if before else 0
    end = event.until
    if event.capacity is Capacity.PLT and limit:
        law, months = limit
        latest = months_after(event.on, months)
        if end is not None and end > latest:
            raise SeatError(
                what,
                f"a Plt acts for at most {months} months, here until {latest} (ACT-04)",
                law.basis,
                "give a shorter mandate, or override 'acting.months' with a cited provision",
            )
        end = end or latest
    more = statute.number("acting.extensions")
    if event.capacity is Capacity.PLT and more and extended > more[1]:
        law, most = more
        raise SeatError(
            what,
            f"the mandate was extended {extended - 1} time(s) already (ACT-04)",
            law.basis,
            f"fill the seat, or let somebody else act: {most} extension(s) at most",
        )
    running = term(ledger, event.on)
    elected = statute.seat(event.place.seat, what).selection is Selection.ELECTED
    if elected and running and running.period.end:
        last = running.period.end
        end = last if end is None or end > last else end
    return end, extended
