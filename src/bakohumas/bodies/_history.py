from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any, Self

import attrs

from bakohumas.bodies import _holders as holders
from bakohumas.bodies import _roll as roll
from bakohumas.bodies import _terms as terms
from bakohumas.bodies._entering import enter
from bakohumas.bodies._events import Corrected, Event, Founded, HandedOver, Opened
from bakohumas.bodies._facts import Appointment, Membership, Term
from bakohumas.bodies._ledger import Ledger
from bakohumas.bodies._snapshot import Snapshot
from bakohumas.errors import ConflictError, expect
from bakohumas.law import Charter


@attrs.frozen(eq=False, repr=False, slots=False)
class History:
    """What a body is made of: the events of its life, and what they amount to on any day."""

    _ledger: Ledger
    _count: int

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, History):
            return NotImplemented
        return self.events == other.events

    def __hash__(self) -> int:
        return hash((self.id, self._count))

    def __repr__(self) -> str:
        return f"Body({self.id!r}, events=<{self._count}>)"

    def __str__(self) -> str:
        return self.name

    def __len__(self) -> int:
        return self._count

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened to it, in the order in which the register learnt of it."""
        return self._ledger.history(self._count)

    @cached_property
    def facts(self) -> tuple[Event, ...]:
        """What is known by now to have happened: corrections made, and what was found unfolded.

        In the order of the records; a fact that an opened register held stands behind its
        opening, and a record that was struck out does not stand here.
        """
        instead = self._ledger.knowing(self._count).instead
        true = [instead.get(number, each) for number, each in enumerate(self.events)]
        return tuple(
            fact
            for each in true
            if each is not None and not isinstance(each, Corrected)
            for fact in (each, *(each.found if isinstance(each, Opened) else ()))
        )

    def as_known(self, day: date) -> Self:
        """The body as its register stood at the end of a day.

        Raises:
            RefusedError: If the register did not know of it by then.

        Examples:
            >>> from bakohumas.bodies import Body
            >>> from bakohumas.law import charter
            >>> body = Body.found("papua", charter=charter("papua"), on=date(2015, 1, 1),
            ...     basis="invented", recorded=date(2016, 12, 2))
            >>> body.as_known(date(2016, 12, 2)) == body
            True
        """
        expect(day, date, what="the day of knowledge")
        version = self._ledger.known(day, self._count)
        ledger = self._ledger.knowing(version)
        if not version:
            ledger.exists(day, version)
        return type(self)(ledger, version)

    @cached_property
    def _founding(self) -> Founded:
        life = self._ledger.last("life", "", date.max, self._count)
        assert life is not None  # noqa: S101 - replay() lets nothing else be first
        founding: Founded = life.value
        return founding

    @property
    def id(self) -> str:
        """Its short name in registers."""
        return self._founding.body

    @property
    def name(self) -> str:
        """What it is called."""
        return self._founding.name

    @property
    def founder(self) -> str:
        """The office that founded it; empty where it is not recorded."""
        return self._founding.founder

    @property
    def area(self) -> str:
        """Code of its province or regency; empty for the national body."""
        return self._founding.area

    @property
    def founding(self) -> Founded:
        """The event with which its history begins, as it is now known to be true."""
        return self._founding

    @property
    def founded(self) -> date | None:
        """The day it began; ``None`` where a register opened in mid-life does not tell."""
        founding = self._founding
        return founding.founded if isinstance(founding, Opened) else founding.on

    @property
    def opened(self) -> date:
        """The day from which the register knows it."""
        return self._founding.on

    @property
    def dissolved(self) -> date | None:
        """The day it came to its end, if it did."""
        over = self._ledger.last("note", "dissolution", date.max, self._count)
        return over.start if over else None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every board's term, in the order of the days."""
        return terms.terms(self._ledger, self._count)

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """Whoever was ever on a seat, seat by seat in the order of their days."""
        return self._all("seat")

    @property
    def acting(self) -> tuple[Appointment, ...]:
        """Whoever ever stood in on a seat, seat by seat in the order of their days."""
        return self._all("acting")

    def _all(self, book: str) -> tuple[Appointment, ...]:
        ledger, version = self._ledger, self._count
        return tuple(
            each
            for name in ledger.names(book, version)
            for each in holders.appointments(ledger, name, version, book=book)
        )

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """Every stretch of days for which an institution took part, sorted by its id."""
        ledger, version = self._ledger, self._count
        return tuple(
            each
            for name in sorted(ledger.names("member", version))
            for each in roll.memberships(ledger, name, version)
        )

    @property
    def handovers(self) -> tuple[HandedOver, ...]:
        """Every change in the holder of a post, post by post in the order of the days."""
        ledger, version = self._ledger, self._count
        return tuple(
            span.value
            for post in ledger.names("post", version)
            for span in ledger.spans("post", post, version)
        )

    @property
    def inaugurations(self) -> tuple[date, ...]:
        """Days on which a board was installed."""
        return self._noted("inauguration")

    @property
    def discharges(self) -> tuple[date, ...]:
        """Days on which a board was declared demisioner."""
        return self._noted("demisioner")

    @property
    def lapses(self) -> tuple[date, ...]:
        """Days on which the body was recorded as lapsed."""
        return self._noted("lapse")

    def _noted(self, what: str) -> tuple[date, ...]:
        return tuple(span.start for span in self._ledger.spans("note", what, self._count))

    def charter(self, *, on: date) -> Charter:
        """The charter that governs the body on a day.

        Raises:
            RefusedError: If the body did not exist yet.
        """
        return self._ledger.regime(on, self._count).charter

    def on(self, day: date, *, known: date | None = None) -> Snapshot:
        """The body as it stood on a day.

        Args:
            day: The day.
            known: As the register knew it at the end of this day; as it knows now by default.

        Raises:
            RefusedError: If it did not exist, or the register did not know of it.
            OutOfScopeError: If its register was opened later.
        """
        if known is not None:
            return self.as_known(known).on(day)
        expect(day, date, what="the day")
        ledger, version = self._ledger.knowing(self._count), self._count
        ledger.exists(day, version)
        statute = ledger.statute(day, version)
        with suppress(ConflictError):  # which is for whoever asks for the seats
            _ = statute.all_seats  # a charter that cannot be read is told at once
        return Snapshot(day, statute.charter, ledger, version)

    def _with(self, *events: Event) -> Self:
        return type(self)(*self._ledger.extended(self._count, events, enter))

    def rows(self) -> list[dict[str, Any]]:
        """One plain row an event: its number, day, kind, what it says, and its basis."""
        common = {"on", "by", "recorded", "basis", "decree"}
        return [
            {
                "record": number,
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
            for number, event in enumerate(self.events)
        ]
