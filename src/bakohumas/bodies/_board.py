from datetime import date
from typing import Any

import attrs

from bakohumas.bodies._facts import Appointment, Term
from bakohumas.bodies._told import final_day, first_day


@attrs.frozen
class Board:
    """The board on one day.

    Attributes:
        on: The day.
        term: The term that runs.
        appointments: Whoever is on a seat, in the order of the seats.
        acting: Whoever stands in on a seat.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="rapat (invented)")
        >>> board = body.on(day).board
        >>> board.holder("Ketua Umum").institution, board.ending_within(days=180)
        ('kominfo', ())
    """

    on: date
    term: Term | None
    appointments: tuple[Appointment, ...]
    acting: tuple[Appointment, ...] = ()

    def holder(self, seat: str) -> Appointment | None:
        """Whoever holds a seat, or ``None`` where it is vacant."""
        return next((each for each in self.appointments if each.seat == seat), None)

    def in_charge(self, seat: str) -> Appointment | None:
        """Whoever does the work of a seat: who stands in on it, or else its holder."""
        stands_in = (each for each in self.acting if each.seat == seat)
        return next(stands_in, None) or self.holder(seat)

    def ending_within(self, *, days: int) -> tuple[Appointment, ...]:
        """Appointments that end within a number of days from now on."""
        return tuple(
            each
            for each in (*self.appointments, *self.acting)
            if each.period.end and (each.period.end - self.on).days <= days
        )

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a seat that is held, and one for everybody who stands in.

        A day known by month or year alone is given as that; so is a last day, by when
        the first day out of office falls.
        """
        return [
            {
                "seat": each.seat,
                "holder": each.holder,
                "person": each.person,
                "capacity": each.capacity.value,
                "selection": each.selection.value,
                "start": first_day(each.period),
                "last_day": final_day(each.period),
                "basis": each.basis,
            }
            for each in (*self.appointments, *self.acting)
        ]
