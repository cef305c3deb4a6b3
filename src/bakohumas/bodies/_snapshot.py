from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from bakohumas.bodies._facts import Appointment, Membership, Seat, Term, Vacancy
from bakohumas.law import Charter


@attrs.frozen
class Register:
    """The members on one day, one a institution, sorted by id.

    Examples:
        >>> len(Register(()))
        0
    """

    memberships: tuple[Membership, ...] = attrs.field(repr=lambda held: f"<{len(held)}>")

    def __iter__(self) -> Iterator[Membership]:
        return iter(self.memberships)

    def __len__(self) -> int:
        return len(self.memberships)

    def __contains__(self, institution: object) -> bool:
        return any(each.institution == institution for each in self.memberships)

    @property
    def institutions(self) -> tuple[str, ...]:
        """Ids of the member institutions, each of which has one vote."""
        return tuple(each.institution for each in self.memberships)

    def counts(self) -> dict[str, int]:
        """How many members there are of each category."""
        return dict(sorted(Counter(each.category for each in self.memberships).items()))

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a member."""
        return [
            {
                "institution": each.institution,
                "unit": each.unit,
                "name": each.name,
                "category": each.category,
                "area": each.area,
                "since": str(each.period.start),
                "basis": each.basis,
            }
            for each in self.memberships
        ]


@attrs.frozen
class Board:
    """The board on one day.

    Attributes:
        on: The day.
        term: The term that runs.
        appointments: Whoever is on a seat.
    """

    on: date
    term: Term | None
    appointments: tuple[Appointment, ...]

    def holder(self, seat: str) -> Appointment | None:
        """Whoever holds a seat, or ``None`` where it is vacant."""
        return next((each for each in self.appointments if each.seat == seat), None)

    def ending_within(self, *, days: int) -> tuple[Appointment, ...]:
        """Appointments that end within a number of days from now on."""
        return tuple(
            each
            for each in self.appointments
            if each.period.end and (each.period.end - self.on).days <= days
        )

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a seat that is held."""
        return [
            {
                "seat": each.seat,
                "holder": each.holder,
                "selection": each.selection.value,
                "start": str(each.period.start),
                "last_day": str(each.period.last_day or ""),
                "basis": each.basis,
            }
            for each in self.appointments
        ]


@attrs.frozen
class Snapshot:
    """A body as it stood on one day.

    Attributes:
        day: The day.
        charter: The charter that governs it.
        register: The members.
        board: The board, or ``None`` where nobody is in office.
        vacancies: Seats that nobody holds.
        lapsed_since: First day without a board after the last one, if so.
    """

    day: date
    charter: Charter
    register: Register
    board: Board | None
    vacancies: tuple[Vacancy, ...]
    lapsed_since: date | None

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The seats that the charter gives the board on the day."""
        return Seat.all(self.charter, on=self.day)
