from collections.abc import Iterator
from copy import copy
from datetime import date

import attrs

from bakohumas.bodies._events import (
    Admitted,
    Amended,
    Elected,
    Event,
    Founded,
    Inaugurated,
    Place,
    Seated,
    Vacated,
    Withdrawn,
)
from bakohumas.bodies._facts import Appointment, Cause, Membership, Seat, Selection, Term
from bakohumas.errors import MODEL, NotEligibleError, RefusedError, SeatError, TermError
from bakohumas.law import Charter
from bakohumas.periods import LeapDay, Period, years_after


@attrs.define(eq=False)
class Ledger:
    """What the events so far amount to; entering one checks it first.

    Private to the room and changed only before it is shown to anybody: a body
    copies its ledger, enters one event, and keeps the copy.
    """

    charters: tuple[tuple[date, Charter], ...] = ()
    recorded: date | None = None
    members: dict[str, tuple[Membership, ...]] = attrs.Factory(dict)
    appointments: dict[str, tuple[Appointment, ...]] = attrs.Factory(dict)
    terms: tuple[Term, ...] = ()
    inaugurations: tuple[date, ...] = ()

    def copy(self) -> "Ledger":
        """A ledger that can be written on without touching this one."""
        twin = copy(self)
        twin.members = dict(self.members)
        twin.appointments = dict(self.appointments)
        return twin

    def charter(self, on: date) -> Charter:
        """The charter that governs the body on a day."""
        for since, charter in reversed(self.charters):
            if since <= on:
                return charter
        raise RefusedError(
            f"act on {on}",
            f"the body was founded on {self.charters[0][0]}",
            MODEL,
            "choose a day on which it exists",
        )

    def member(self, institution: str, on: date) -> Membership | None:
        """The membership of an institution on a day."""
        for membership in self.members.get(institution, ()):
            if on in membership.period:
                return membership
        return None

    def term(self, on: date) -> Term | None:
        """The term that runs on a day."""
        return next((term for term in self.terms if on in term.period), None)

    def holders(self, on: date) -> Iterator[Appointment]:
        """Whoever is on a seat on a day."""
        for appointments in self.appointments.values():
            yield from (each for each in appointments if on in each.period)

    def enter(self, event: Event) -> None:
        """Check an event against the charter and the past, and take it in."""
        if self.recorded and event.recorded < self.recorded:
            raise RefusedError(
                f"record an event on {event.recorded}",
                f"the register was last written on {self.recorded}",
                MODEL,
                "give the day on which the register learns of it (recorded=...)",
            )
        match event:
            case Founded():
                self._found(event)
            case Amended():
                self._amend(event)
            case Admitted():
                self._admit(event)
            case Withdrawn():
                self._withdraw(event)
            case Elected():
                self._elect(event)
            case Seated():
                self._seat(event)
            case Inaugurated():
                self._inaugurate(event)
            case Vacated():
                self._vacate(event)
            case _:
                msg = f"{type(event).__name__} is not an event of a body"
                raise TypeError(msg)
        self.recorded = event.recorded

    def _found(self, event: Founded) -> None:
        if self.charters:
            raise RefusedError(
                f"found {event.body}", "it exists already", MODEL, "found it once, and first"
            )
        self.charters = ((event.on, event.charter),)

    def _amend(self, event: Amended) -> None:
        latest = self.charters[-1][0]
        if event.on <= latest:
            raise RefusedError(
                f"amend the charter from {event.on}",
                f"the charter of {latest} governs that day",
                MODEL,
                "let the new charter begin on a later day",
            )
        self.charters += ((event.on, event.charter),)

    def _admit(self, event: Admitted) -> None:
        what = f"admit {event.name}"
        kinds = self.charter(event.on).find("membership.categories", on=event.on)
        if kinds is None:
            raise NotEligibleError(
                what,
                f"the charter does not say who may be a member on {event.on}",
                f"charter {self.charter(event.on)}",
                "override the charter with a cited provision 'membership.categories'",
            )
        if event.category not in (allowed := _words(kinds.value)):
            raise NotEligibleError(
                what,
                f"{event.category} is none of the {len(allowed)} kinds of institution "
                "that may be members",
                kinds.basis,
                "invite it as a partner, who may speak but not vote (MEM-08, MEM-09)",
            )
        for membership in self.members.get(event.institution, ()):
            if Period(event.on).overlaps(membership.period):
                raise NotEligibleError(
                    what,
                    f"{event.institution} is a member {membership.period}",
                    MODEL,
                    "one institution is one member, whatever the number of its units (MEM-05)",
                )
        joined = Membership(
            event.institution,
            event.unit,
            event.name,
            event.category,
            event.area,
            Period(event.on),
            event.basis,
        )
        self.members[event.institution] = (*self.members.get(event.institution, ()), joined)

    def _withdraw(self, event: Withdrawn) -> None:
        membership = self.member(event.institution, event.on)
        if membership is None or membership.period.start == event.on:
            raise NotEligibleError(
                f"withdraw {event.institution} on {event.on}",
                "it was not a member the day before",
                MODEL,
                "look up its membership in the register",
            )
        held = [
            each
            for seat in self.appointments.values()
            for each in seat
            if each.institution == event.institution
        ]
        *before, last = self.members[event.institution]
        starts = [last.period.start, *(each.period.start for each in held)]
        later = [start for start in starts if start and start > event.on]
        if later:
            raise NotEligibleError(
                f"withdraw {event.institution} on {event.on}",
                f"the register has it as a member, or on a seat, from {min(later)} on",
                MODEL,
                "let the withdrawal take effect after that day",
            )
        ended = attrs.evolve(last, period=last.period.until(event.on))
        self.members[event.institution] = (*before, ended)
        for each in held:
            if event.on in each.period:
                self._close(each, event.on, Cause.LOSS_OF_MEMBERSHIP)

    def _elect(self, event: Elected) -> None:
        charter = self.charter(event.on)
        years = charter.provision("term.years", on=event.on)
        leap: LeapDay = (
            "mar01" if charter.value("term.leap_day", on=event.on) == "mar01" else "feb28"
        )
        period = Period(event.on, years_after(event.on, int(str(years.value)), leap_day=leap))
        for term in self.terms:
            if term.period.overlaps(period):
                raise TermError(
                    f"seat a board from {event.on}",
                    f"the board of {term.label} serves {term.period}",
                    MODEL,
                    f"let the new board begin on {term.period.end}",
                )
        self.terms += (Term(period, event.label or period.label, years.basis, event.record),)
        for place in event.places:
            self._place(place, event, period, Selection.ELECTED)

    def _seat(self, event: Seated) -> None:
        term = self.term(event.on)
        period = Period(event.on, term.period.end if term else None)
        self._place(event.place, event, period, Selection.EX_OFFICIO)

    def _place(self, place: Place, event: Event, period: Period, selection: Selection) -> None:
        charter = self.charter(event.on)
        what = f"put {place.institution or place.post} on the seat {place.seat}"
        seats = charter.provision("board.seats", on=event.on)
        if place.seat not in _words(seats.value):
            raise SeatError(
                what,
                f"the board has no such seat, but {', '.join(_words(seats.value))}",
                seats.basis,
                "use one of them, or override 'board.seats' with a cited provision",
            )
        seat = Seat.under(charter, place.seat, on=event.on)
        if seat.selection != selection:
            verb = {"elected": "elect", "ex_officio": "seat the holder of the post"}
            raise SeatError(
                what,
                f"the seat is {seat.selection.label()}, not {selection.label()} (ELC-12)",
                seat.basis,
                f"{verb.get(seat.selection, 'appoint')} instead, or choose another charter",
            )
        if seat.post and place.post != seat.post:
            raise SeatError(
                what,
                f"the seat goes with the post {seat.post}",
                seat.basis,
                "seat whoever holds that post",
            )
        for held in self.appointments.get(place.seat, ()):
            if held.period.overlaps(period):
                raise SeatError(
                    what,
                    f"{held.holder} holds it {held.period}",
                    MODEL,
                    "record first that the seat was vacated, and why",
                )
        appointment = Appointment(
            place.seat,
            place.institution,
            place.post,
            place.person,
            selection,
            period,
            event.basis,
        )
        if selection is Selection.ELECTED:
            membership = self._from_members(place, event.on, what)
            if (left := membership.period.end) and period.until(left) != period:
                # the register knows already that the holder will leave the body
                appointment = attrs.evolve(
                    appointment, period=period.until(left), ended=Cause.LOSS_OF_MEMBERSHIP
                )
        self.appointments[place.seat] = (
            *self.appointments.get(place.seat, ()),
            appointment,
        )

    def _from_members(self, place: Place, on: date, what: str) -> Membership:
        charter = self.charter(on)
        membership = self.member(place.institution, on)
        if membership is None:
            raise SeatError(
                what,
                f"it is not a member on {on}, and the board comes from the members (BRD-01)",
                charter.provision("board.selection", on=on).basis,
                "admit it first, or elect a member",
            )
        limit = charter.find("board.seats_per_institution", on=on)
        held = [each.seat for each in self.holders(on) if each.institution == place.institution]
        if limit and len(held) >= int(str(limit.value)):
            raise SeatError(
                what,
                f"it already holds {', '.join(held)} (BRD-10)",
                limit.basis,
                "elect another member, or override 'board.seats_per_institution'",
            )
        return membership

    def _inaugurate(self, event: Inaugurated) -> None:
        if self.term(event.on) is None:
            raise TermError(
                f"inaugurate a board on {event.on}",
                "no board is in office on that day",
                MODEL,
                "elect one first; an inauguration seats nobody",
            )
        self.inaugurations += (event.on,)

    def _vacate(self, event: Vacated) -> None:
        for held in self.holders(event.on):
            if held.seat == event.seat and held.period.start != event.on:
                self._close(held, event.on, event.cause)
                return
        raise SeatError(
            f"vacate the seat {event.seat} on {event.on}",
            "nobody held it the day before",
            MODEL,
            "look up who holds which seat on that day",
        )

    def _close(self, held: Appointment, on: date, cause: Cause) -> None:
        ended = (
            attrs.evolve(held, period=held.period.until(on), ended=cause)
            if held.period.start != on
            else None
        )
        rest = tuple(each for each in self.appointments[held.seat] if each != held)
        self.appointments[held.seat] = (*rest, ended) if ended else rest


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)
