from collections.abc import Iterator
from datetime import date

import attrs

from bakohumas.bodies._events import (
    Discharged,
    Elected,
    Event,
    Inaugurated,
    Place,
    Replaced,
    Seated,
    Vacated,
)
from bakohumas.bodies._facts import Appointment, Cause, Seat, Selection, Term
from bakohumas.bodies._readings import leap_day, whole, words
from bakohumas.bodies._roll import Roll
from bakohumas.errors import MODEL, SeatError, TermError
from bakohumas.law import Charter
from bakohumas.periods import Period, years_after

_LONGEST = 100
_FILLED_BY = {
    Selection.ELECTED: "elect a member, or replace the holder for the remainder of the term",
    Selection.EX_OFFICIO: "seat the holder of the post",
    Selection.APPOINTED: "appoint",
}


@attrs.define(eq=False)
class Bench:
    """Who sits on the board, and for how long; one part of a ledger."""

    terms: tuple[Term, ...] = ()
    appointments: dict[str, tuple[Appointment, ...]] = attrs.Factory(dict)
    inaugurations: tuple[date, ...] = ()

    def copy(self) -> "Bench":
        """A bench that can be written on without touching this one."""
        return Bench(self.terms, dict(self.appointments), self.inaugurations)

    def term(self, on: date) -> Term | None:
        """The term that runs on a day."""
        return next((term for term in self.terms if on in term.period), None)

    def everybody(self) -> Iterator[Appointment]:
        """Whoever was ever on a seat."""
        for appointments in self.appointments.values():
            yield from appointments

    def holders(self, on: date) -> Iterator[Appointment]:
        """Whoever is on a seat on a day."""
        return (each for each in self.everybody() if on in each.period)

    def elect(self, event: Elected, charter: Charter, roll: Roll) -> None:
        """Begin a term, and put whoever was elected on the seats."""
        if not event.places:
            raise SeatError(
                f"seat a board from {event.on}",
                "nobody was elected",
                MODEL,
                "name at least one seat and its holder",
            )
        term = self._new_term(event, charter)
        for other in self.terms:
            if other.period.overlaps(term.period):
                raise TermError(
                    f"seat a board from {event.on}",
                    f"the board of {other.label} serves {other.period}",
                    MODEL,
                    f"let the new board begin on {other.period.end}, fill a vacant seat for the "
                    "remainder of the term, or record that the board was discharged",
                )
        self.terms += (term,)
        for place in event.places:
            self._put(place, event, term.period, Selection.ELECTED, charter, roll)

    def _new_term(self, event: Elected, charter: Charter) -> Term:
        rule = charter.provision("term.years", on=event.on)
        years, leap = whole(rule, most=_LONGEST), leap_day(charter, event.on)
        # a board that follows on the day the last one ends is counted from the same anchor
        anchor, after = event.on, 0
        for last in self.terms:
            if last.period.end == event.on and last.follows(event.on, leap):
                anchor, after = last.anchor, last.after + last.years
        period = Period(event.on, years_after(anchor, after + years, leap_day=leap))
        label = event.label or period.label
        return Term(period, label, rule.basis, event.record, anchor, after, years)

    def seat(self, event: Seated, charter: Charter, roll: Roll) -> None:
        """Put the holder of a post on its seat; it holds it as long as the post."""
        self._put(event.place, event, Period(event.on), Selection.EX_OFFICIO, charter, roll)

    def replace(self, event: Replaced, charter: Charter, roll: Roll) -> None:
        """Fill a vacant elected seat for what is left of the term (rule TRM-10)."""
        term = self.term(event.on)
        if term is None:
            raise TermError(
                f"fill the seat {event.place.seat} on {event.on}",
                "no term runs on that day, so that nothing of it remains",
                MODEL,
                "elect a board",
            )
        remainder = Period(event.on, term.period.end)
        self._put(event.place, event, remainder, Selection.ELECTED, charter, roll)

    def discharge(self, event: Discharged) -> None:
        """End the running term early; whoever was elected goes, posts keep their seats."""
        term = self.term(event.on)
        if term is None or term.period.start == event.on:
            raise TermError(
                f"discharge the board on {event.on}",
                "no board was in office the day before",
                MODEL,
                "look up the terms of the body",
            )
        ended = attrs.evolve(term, period=term.period.until(event.on))
        self.terms = tuple(ended if each == term else each for each in self.terms)
        for held in tuple(self.everybody()):
            elected = held.selection is Selection.ELECTED
            if elected and held.period.overlaps(Period(event.on, term.period.end)):
                self.close(held, event.on, Cause.DISCHARGE)

    def inaugurate(self, event: Inaugurated) -> None:
        """Note the ceremony, if there is a board to install."""
        if self.term(event.on) is None:
            raise TermError(
                f"inaugurate a board on {event.on}",
                "no board is in office on that day",
                MODEL,
                "elect one first; an inauguration seats nobody",
            )
        self.inaugurations += (event.on,)

    def vacate(self, event: Vacated) -> None:
        """Let a holder leave the seat."""
        for held in self.holders(event.on):
            if held.seat == event.seat and held.period.start != event.on:
                self.close(held, event.on, event.cause)
                return
        raise SeatError(
            f"vacate the seat {event.seat} on {event.on}",
            "nobody held it the day before",
            MODEL,
            "look up who holds which seat on that day",
        )

    def close(self, held: Appointment, on: date, cause: Cause) -> None:
        """End an appointment; one that would have lasted no day at all leaves no trace."""
        kept = [each for each in self.appointments[held.seat] if each != held]
        if held.period.start and held.period.start < on:
            kept.append(attrs.evolve(held, period=held.period.until(on), ended=cause))
        self.appointments[held.seat] = tuple(kept)

    def _put(
        self,
        place: Place,
        event: Event,
        period: Period,
        selection: Selection,
        charter: Charter,
        roll: Roll,
    ) -> None:
        what = f"put {place.institution or place.post or 'nobody'} on the seat {place.seat}"
        self._fits(place, event, selection, charter, what)
        for held in self.appointments.get(place.seat, ()):
            if held.period.overlaps(period):
                raise SeatError(
                    what,
                    f"{held.holder} holds it {held.period}",
                    MODEL,
                    "record first that the seat was vacated, and why",
                )
        ended = None
        if selection is Selection.ELECTED:
            left = self._from_members(place, event, charter, roll, what)
            if left and period.until(left) != period:
                # the register knows already that the holder will leave the body
                period, ended = period.until(left), Cause.LOSS_OF_MEMBERSHIP
        appointment = Appointment(
            place.seat,
            place.institution,
            place.post,
            place.person,
            selection,
            period,
            event.basis,
            ended,
        )
        before = self.appointments.get(place.seat, ())
        self.appointments[place.seat] = (*before, appointment)

    def _fits(
        self, place: Place, event: Event, selection: Selection, charter: Charter, what: str
    ) -> None:
        seats = charter.provision("board.seats", on=event.on)
        if place.seat not in words(seats):
            raise SeatError(
                what,
                f"the board has no such seat, but {', '.join(words(seats))}",
                seats.basis,
                "use one of them, or override 'board.seats' with a cited provision",
            )
        seat = Seat.under(charter, place.seat, on=event.on)
        if seat.selection != selection:
            raise SeatError(
                what,
                f"the seat is {seat.selection.label()}, not {selection.label()} (ELC-12)",
                seat.basis,
                f"{_FILLED_BY[seat.selection]}, or choose another charter",
            )
        if seat.post and place.post != seat.post:
            raise SeatError(
                what,
                f"the seat goes with the post {seat.post}",
                seat.basis,
                "seat whoever holds that post",
            )

    def _from_members(
        self, place: Place, event: Event, charter: Charter, roll: Roll, what: str
    ) -> date | None:
        membership = roll.member(place.institution, event.on)
        if membership is None:
            raise SeatError(
                what,
                f"it is not a member on {event.on}, and the board comes from the members "
                f"(BRD-01){roll.near(place.institution)}",
                charter.provision("board.selection", on=event.on).basis,
                "admit it first, or elect a member",
            )
        limit = charter.find("board.seats_per_institution", on=event.on)
        held = [
            each.seat for each in self.holders(event.on) if each.institution == place.institution
        ]
        if limit and len(held) >= whole(limit, most=1000):
            raise SeatError(
                what,
                f"it already holds {', '.join(held)} (BRD-10)",
                limit.basis,
                "elect another member, or override 'board.seats_per_institution'",
            )
        return membership.period.end
