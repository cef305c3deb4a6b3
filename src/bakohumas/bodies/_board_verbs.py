from collections.abc import Mapping
from datetime import date
from typing import Self

import attrs

from bakohumas.bodies._applicants import Holder, place_of, spelt
from bakohumas.bodies._decrees import Basis, Day
from bakohumas.bodies._events import (
    Acted,
    Appointed,
    Discharged,
    Elected,
    HandedOver,
    Inaugurated,
    LaidDown,
    Lapsed,
    Place,
    Replaced,
    Seated,
    Vacated,
)
from bakohumas.bodies._kinds import Capacity, Cause
from bakohumas.bodies._member_verbs import MemberVerbs
from bakohumas.bodies._posts import handed_post, post_of
from bakohumas.bodies._readings import words
from bakohumas.errors import expect
from bakohumas.institutions import Official
from bakohumas.law import Answer


class BoardVerbs(MemberVerbs):
    """What may happen to the board, its seats and their holders."""

    def _title(self, seat: str, on: date) -> str:
        """The title of a seat as the charter, or the register, spells it."""
        expect(seat, str, what="seat")
        if self._ledger.tells("seat", seat):
            return seat
        match self._ledger.regime(on, self._count).charter.ask("board.seats", on=on):
            case Answer(provision=law):
                own = words(law)
            case _:
                own = ()
        return spelt(seat, (*own, *self._ledger.names("seat", self._count)))

    def _place(self, seat: str, holder: Holder, on: date) -> Place:
        """Who is put on which seat, as the register spells both."""
        place = place_of(seat, holder)
        held = self._spelt(place.institution) if place.institution else ""
        return attrs.evolve(place, seat=self._title(seat, on), institution=held)

    def elect(
        self,
        places: Mapping[str, Holder],
        *,
        on: Day,
        basis: Basis,
        label: str = "",
        record: str = "",
        recorded: date | None = None,
    ) -> Self:
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
        as_of = self._stamp(on, basis, recorded)
        return self._with(
            Elected(
                **as_of,
                places=tuple(
                    self._place(seat, holder, as_of["on"]) for seat, holder in places.items()
                ),
                label=label,
                record=record,
            )
        )

    def lay_down(
        self, *, label: str = "", on: Day, basis: Basis, recorded: date | None = None
    ) -> Self:
        """Lay the board down by decree (C4, BRD-08).

        The decree confirms a board that was elected. Where none was, because its seats go
        with posts or are filled by appointment, the term begins with it, and the seats are
        filled by :meth:`seat` and :meth:`appoint`.

        Args:
            label: Years as the decree labels them; those of the term by default.
            on: The day from which it applies.
            basis: The decree.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            TermError: If another board is in office within the term that would begin.
        """
        return self._with(LaidDown(**self._stamp(on, basis, recorded), label=label))

    def seat(
        self,
        seat: str,
        *,
        post: str = "",
        holder: Holder = "",
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Seat the holder of a post on the seat that goes with it.

        Args:
            seat: Title of the seat.
            post: The post, as the charter names it on that day; the usual short forms
                (*Diskominfo*, *Sekda*) will do, and the territory may be left out.
            holder: Whoever holds the post, if the register shall know.
            on: First day on the seat; it lasts as long as the seat goes with the post,
                and whoever the post is handed over to takes it at once (ACT-08).
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            SeatError: If the seat is not ex officio, goes with another post, or
                has a holder.
        """
        as_of = self._stamp(on, basis, recorded)
        place = self._place(seat, holder, as_of["on"])
        place = attrs.evolve(place, post=post_of(self._ledger, place.seat, post, as_of["on"]))
        return self._with(Seated(**as_of, place=place))

    def appoint(
        self,
        seat: str,
        holder: Holder,
        *,
        until: date | None = None,
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Appoint somebody to a seat that is filled by appointment.

        Args:
            seat: Title of the seat.
            holder: Who is appointed.
            until: First day out of office; until further notice by default.
            on: First day in office.
            basis: The decree it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            SeatError: If the seat is not filled by appointment, or has a holder.
        """
        as_of = self._stamp(on, basis, recorded)
        place = self._place(seat, holder, as_of["on"])
        return self._with(Appointed(**as_of, place=place, until=until))

    def act(
        self,
        seat: str,
        holder: Holder,
        *,
        capacity: Capacity | str,
        until: date | None = None,
        mandate: str = "",
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Let somebody stand in on a seat (rules ACT-01 to ACT-04).

        Args:
            seat: Title of the seat.
            holder: Who stands in.
            capacity: ``"plh"`` for a holder who is prevented, ``"plt"`` where there is none.
            until: First day on which the mandate is over; for a *Plt* the longest that
                the charter allows by default. The same person acting again is an
                extension, unless the seat was held, or as long as a mandate lasts had
                passed, in between (this library's reading, grade X).
            mandate: The superior who gave the mandate (ACT-02).
            on: First day.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            SeatError: If the seat has a holder and a *Plt* is asked for, or none and a
                *Plh* is; if somebody stands in already; or if the mandate is longer,
                or more often extended, than the charter allows.
        """
        as_of = self._stamp(on, basis, recorded)
        return self._with(
            Acted(
                **as_of,
                place=self._place(seat, holder, as_of["on"]),
                capacity=Capacity.of(capacity, what="capacity"),
                until=until,
                mandate=mandate,
            )
        )

    def replace(
        self,
        seat: str,
        holder: Holder,
        *,
        on: Day,
        basis: Basis,
        record: str = "",
        recorded: date | None = None,
    ) -> Self:
        """Fill a vacant elected seat for what remains of the term (*PAW*, rule TRM-10).

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
        as_of = self._stamp(on, basis, recorded)
        place = self._place(seat, holder, as_of["on"])
        return self._with(Replaced(**as_of, place=place, record=record))

    def hand_over(
        self,
        post: str,
        holder: str | Official,
        *,
        capacity: Capacity | str = Capacity.DEFINITIVE,
        cause: Cause | str | None = None,
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Record that a post has another holder, who takes every seat that goes with it at once.

        Args:
            post: The post, such as ``"Kepala Dinas Kominfo"``.
            holder: Opaque id of the person, or the official; empty where nobody holds the
                post, and seats that go with it are vacant.
            capacity: Definitive, or acting (``"plt"``, ``"plh"``).
            cause: Why the last holder left.
            on: First day of the new holder.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.
        """
        expect(holder, str, Official, what="the holder of the post")
        person, home = (
            (holder.id, holder.institution.id) if isinstance(holder, Official) else (holder, "")
        )
        as_of = self._stamp(on, basis, recorded)
        return self._with(
            HandedOver(
                **as_of,
                post=handed_post(self._ledger, post, as_of["on"]),
                person=person,
                institution=home,
                capacity=Capacity.of(capacity, what="capacity"),
                cause=Cause.of(cause, what="cause") if cause else None,
            )
        )

    def vacate(
        self,
        seat: str,
        *,
        cause: Cause | str,
        acting: bool = False,
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Record that a holder left a seat, from this day on.

        Args:
            seat: Title of the seat.
            cause: Why the holder left.
            acting: Whether it is whoever stands in on it that leaves.
            on: First day without a holder.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            SeatError: If nobody held it, or stood in on it, the day before.
        """
        why, as_of = Cause.of(cause, what="cause"), self._stamp(on, basis, recorded)
        title = self._title(seat, as_of["on"])
        return self._with(Vacated(**as_of, seat=title, cause=why, acting=acting))

    def inaugurate(self, *, on: Day, basis: Basis, recorded: date | None = None) -> Self:
        """Record the ceremony that installs the board; it changes no right.

        Raises:
            TermError: If no board is in office on that day.
        """
        return self._with(Inaugurated(**self._stamp(on, basis, recorded)))

    def declare_demisioner(self, *, on: Day, basis: Basis, recorded: date | None = None) -> Self:
        """End the running term, early or on its day: its board is demisioner.

        Whoever holds a seat with a post keeps it; a new board may be elected.

        Args:
            on: First day out of office.
            basis: The decree or record it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            TermError: If no board was in office the day before.
        """
        return self._with(Discharged(**self._stamp(on, basis, recorded)))

    def lapse(self, *, on: Day, basis: Basis, recorded: date | None = None) -> Self:
        """Record that the body has lapsed: nobody was elected to follow (TRM-06).

        A term that was open ends with it, and so do appointments to the board; seats
        that go with a post stay.

        Args:
            on: First day of the lapse.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            TermError: If a board is in office whose term has an end.
        """
        return self._with(Lapsed(**self._stamp(on, basis, recorded)))
