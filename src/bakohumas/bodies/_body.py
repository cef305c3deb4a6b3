from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

import attrs

from bakohumas.bodies._applicants import Basis, Holder, admission, id_of, place_of
from bakohumas.bodies._events import (
    Amended,
    Discharged,
    Elected,
    Event,
    Founded,
    Inaugurated,
    Replaced,
    Seated,
    Vacated,
    Withdrawn,
)
from bakohumas.bodies._facts import Appointment, Cause, Seat, Term, Vacancy
from bakohumas.bodies._ledger import Ledger
from bakohumas.bodies._snapshot import Board, Register, Snapshot
from bakohumas.errors import MODEL, RefusedError, expect
from bakohumas.institutions import Institution, Official, Unit
from bakohumas.law import Charter
from bakohumas.periods import Period


@attrs.frozen
class Body:
    """A coordinating body and its whole history.

    Build one with :meth:`found`, or from stored events with :func:`replay`.

    Attributes:
        events: Everything that happened to it, as the register learnt of it.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> offices = directory(on=day)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(offices.find("Kominfo"), on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="members' meeting")
        >>> body.on(date(2020, 11, 1)).board.holder("Ketua Umum").holder
        'kominfo'
        >>> body.on(date(2020, 11, 2)).board is None
        True
    """

    events: tuple[Event, ...] = attrs.field(repr=lambda held: f"<{len(held)}>")
    _ledger: Ledger = attrs.field(eq=False, repr=False)

    @classmethod
    def found(
        cls,
        id: str,  # noqa: A002 - it is the body's id that one writes
        *,
        charter: Charter,
        on: date,
        basis: Basis,
        name: str = "",
        recorded: date | None = None,
    ) -> "Body":
        """Bring a body into being.

        Args:
            id: Its short name in registers.
            charter: The charter that governs it.
            on: The day it begins.
            basis: The decree or record it rests on.
            name: What it is called; its id by default.
            recorded: The day the register learnt of it; *on* by default.
        """
        event = Founded(
            on=on,
            recorded=recorded or on,
            basis=basis,
            body=id,
            name=name or id,
            charter=charter,
        )
        return replay([event])

    def __str__(self) -> str:
        return self.name

    @property
    def id(self) -> str:
        """Its short name in registers."""
        return self._founding.body

    @property
    def name(self) -> str:
        """What it is called."""
        return self._founding.name

    @property
    def founded(self) -> date:
        """The day it began."""
        return self._founding.on

    @property
    def _founding(self) -> Founded:
        first = self.events[0]
        assert isinstance(first, Founded)  # noqa: S101 - replay() lets nothing else be first
        return first

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every board's term, in the order in which they were recorded."""
        return self._ledger.bench.terms

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """Whoever was ever on a seat, seat by seat in the order of their days."""
        return tuple(
            each
            for seat in self._ledger.bench.appointments.values()
            for each in sorted(seat, key=attrgetter("period.start"))
        )

    @property
    def inaugurations(self) -> tuple[date, ...]:
        """Days on which a board was installed."""
        return self._ledger.bench.inaugurations

    def charter(self, *, on: date) -> Charter:
        """The charter that governs the body on a day.

        Raises:
            RefusedError: If the body did not exist yet.
        """
        return self._ledger.charter(on)

    def amend(
        self, charter: Charter, *, on: date, basis: Basis, recorded: date | None = None
    ) -> "Body":
        """Put the body under another charter from a day on.

        Args:
            charter: The new charter.
            on: Its first day.
            basis: What the change rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: If a charter already begins on that day or later.
        """
        return self._with(Amended(on=on, recorded=recorded or on, basis=basis, charter=charter))

    def admit(
        self,
        *units: Unit | Institution | Official,
        on: date,
        basis: Basis,
        recorded: date | None = None,
    ) -> "Body":
        """Make institutions members through their PR units.

        Args:
            units: PR units, or institutions, whose PR unit is meant.
            on: First day of membership.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            NotEligibleError: If one is of no kind that the charter admits, is not
                a PR unit, is a person, has no government of its own, does not
                exist on that day, or is a member already.
        """
        charter = self.charter(on=on)
        admissions = (
            admission(applicant, charter, on, recorded or on, basis) for applicant in units
        )
        return self._with(*admissions)

    def withdraw(
        self,
        institution: str | Institution,
        *,
        cause: Cause = Cause.WITHDRAWAL,
        on: date,
        basis: Basis,
        recorded: date | None = None,
    ) -> "Body":
        """End a membership; seats that the institution holds fall vacant.

        Args:
            institution: Whose membership it is, by id or as directories hold it.
            cause: Why it ends.
            on: First day on which it is no member.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            NotEligibleError: If it was not a member the day before, or the register
                has it as a member, or on a seat, from a later day on.
        """
        return self._with(
            Withdrawn(
                on=on,
                recorded=recorded or on,
                basis=basis,
                institution=id_of(institution),
                cause=Cause(cause),
            )
        )

    def elect(
        self,
        places: Mapping[str, Holder],
        *,
        on: date,
        basis: Basis,
        label: str = "",
        record: str = "",
        recorded: date | None = None,
    ) -> "Body":
        """Seat an elected board; its term begins that day.

        Args:
            places: Holder of each elected seat.
            on: First day in office.
            basis: The decree or record it rests on.
            label: Years as the decree labels them; those of the term by default.
            record: Digest of the record of the meeting that elected it.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            TermError: If another board is in office within the term.
            SeatError: If a seat is not elected, a holder is no member, or an
                institution would hold more seats than the charter allows.
        """
        expect(places, Mapping, what="the seats and their holders")
        return self._with(
            Elected(
                on=on,
                recorded=recorded or on,
                basis=basis,
                places=tuple(place_of(seat, holder) for seat, holder in places.items()),
                label=label,
                record=record,
            )
        )

    def seat(
        self,
        seat: str,
        *,
        post: str = "",
        holder: Holder = "",
        on: date,
        basis: Basis,
        recorded: date | None = None,
    ) -> "Body":
        """Seat the holder of a post on the seat that goes with it.

        Args:
            seat: Title of the seat.
            post: The post, as the charter names it on that day.
            holder: Whoever holds the post, if the register shall know.
            on: First day on the seat; it lasts as long as the post is held.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            SeatError: If the seat is not ex officio, goes with another post, or
                has a holder.
        """
        place = attrs.evolve(place_of(seat, holder), post=post)
        return self._with(Seated(on=on, recorded=recorded or on, basis=basis, place=place))

    def replace(
        self,
        seat: str,
        holder: Holder,
        *,
        on: date,
        basis: Basis,
        record: str = "",
        recorded: date | None = None,
    ) -> "Body":
        """Fill a vacant elected seat for what remains of the term (rule TRM-10).

        Args:
            seat: Title of the seat.
            holder: The member that takes it.
            on: First day in office.
            basis: The decree or record it rests on.
            record: Digest of the record of the meeting that decided it.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            TermError: If no term runs on that day.
            SeatError: If the seat has a holder, is not elected, or the new holder
                is no member or would hold more seats than the charter allows.
        """
        return self._with(
            Replaced(
                on=on,
                recorded=recorded or on,
                basis=basis,
                place=place_of(seat, holder),
                record=record,
            )
        )

    def discharge(self, *, on: date, basis: Basis, recorded: date | None = None) -> "Body":
        """End the running term early: from this day on its board is demisioner.

        Whoever holds a seat with a post keeps it; a new board may be elected.

        Args:
            on: First day out of office.
            basis: The decree or record it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            TermError: If no board was in office the day before.
        """
        return self._with(Discharged(on=on, recorded=recorded or on, basis=basis))

    def inaugurate(self, *, on: date, basis: Basis, recorded: date | None = None) -> "Body":
        """Record the ceremony that installs the board; it changes no right.

        Raises:
            TermError: If no board is in office on that day.
        """
        return self._with(Inaugurated(on=on, recorded=recorded or on, basis=basis))

    def vacate(
        self, seat: str, *, cause: Cause, on: date, basis: Basis, recorded: date | None = None
    ) -> "Body":
        """Record that a holder left a seat, from this day on.

        Args:
            seat: Title of the seat.
            cause: Why the holder left.
            on: First day without a holder.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            SeatError: If nobody held it the day before.
        """
        return self._with(
            Vacated(on=on, recorded=recorded or on, basis=basis, seat=seat, cause=Cause(cause))
        )

    def on(self, day: date, *, known: date | None = None) -> Snapshot:
        """The body as it stood on a day.

        Args:
            day: The day.
            known: As the register knew it on this day; as it knows now by default.

        Raises:
            RefusedError: If it did not exist, or the register did not know of it.
        """
        if known is not None:
            count = bisect_right(self.events, known, key=attrgetter("recorded"))
            return replay(self.events[:count]).on(day)
        expect(day, date, what="the day")
        ledger = self._ledger
        charter = ledger.charter(day)
        members = (ledger.roll.member(each, day) for each in sorted(ledger.roll.members))
        seats = Seat.all(charter, on=day)
        order = [seat.name for seat in seats]
        held = sorted(ledger.bench.holders(day), key=lambda each: order.index(each.seat))
        taken = {each.seat for each in held}
        term = ledger.bench.term(day)
        ended = [each.period.end for each in ledger.bench.terms if _over(each.period, day)]
        return Snapshot(
            day,
            charter,
            Register(tuple(filter(None, members))),
            Board(day, term, tuple(held)) if term or held else None,
            tuple(self._vacancy(name, day) for name in order if name not in taken),
            None if term else max(filter(None, ended), default=None),
        )

    def _vacancy(self, seat: str, day: date) -> Vacancy:
        past = [
            (each.period.end or day, each.ended)
            for each in self._ledger.bench.appointments.get(seat, ())
            if _over(each.period, day)
        ]
        since, cause = max(past, key=itemgetter(0), default=(None, None))
        return Vacancy(seat, since, cause)

    def _with(self, *events: Event) -> "Body":
        ledger = self._ledger.copy()
        for event in events:
            ledger.enter(event)
        return Body((*self.events, *events), ledger)

    def rows(self) -> list[dict[str, Any]]:
        """One plain row an event: day, kind, what it says, and its basis."""
        common = {"on", "recorded", "basis"}
        return [
            {
                "on": str(event.on),
                "recorded": str(event.recorded),
                "event": type(event).__name__.lower(),
                "what": {
                    name: str(value)
                    for name, value in attrs.asdict(event, recurse=False).items()
                    if name not in common
                },
                "basis": event.basis,
            }
            for event in self.events
        ]


def replay(events: Iterable[Event]) -> Body:
    """Rebuild a body from its history; every event is checked again.

    Raises:
        RefusedError: If the history does not begin with its founding, or an
            event in it could not have happened.

    Examples:
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> replay(body.events) == body
        True
    """
    history = tuple(events)
    if not history or not isinstance(history[0], Founded):
        raise RefusedError(
            "replay a history", "it does not begin with a founding", MODEL, "found the body first"
        )
    ledger = Ledger()
    for event in history:
        expect(event, Event, what="what happened")
        ledger.enter(event)
    return Body(history, ledger)


def _over(period: Period, day: date) -> bool:
    return period.end is not None and period.end <= day
