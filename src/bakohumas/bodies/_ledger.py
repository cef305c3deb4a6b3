from datetime import date

import attrs

from bakohumas.bodies._bench import Bench
from bakohumas.bodies._events import (
    Admitted,
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
from bakohumas.bodies._facts import Cause
from bakohumas.bodies._roll import Roll
from bakohumas.errors import MODEL, RefusedError
from bakohumas.law import Charter


@attrs.define(eq=False)
class Ledger:
    """What the events so far amount to; entering one checks it first.

    Private to the room and changed only before it is shown to anybody: a body
    copies its ledger, enters one event, and keeps the copy.
    """

    charters: tuple[tuple[date, Charter], ...] = ()
    recorded: date | None = None
    roll: Roll = attrs.Factory(Roll)
    bench: Bench = attrs.Factory(Bench)

    def copy(self) -> "Ledger":
        """A ledger that can be written on without touching this one."""
        return Ledger(self.charters, self.recorded, self.roll.copy(), self.bench.copy())

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

    def enter(self, event: Event) -> None:  # noqa: C901 - one case an event
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
                self.roll.admit(event, self.charter(event.on))
            case Withdrawn():
                self._withdraw(event)
            case Elected():
                self.bench.elect(event, self.charter(event.on), self.roll)
            case Seated():
                self.bench.seat(event, self.charter(event.on), self.roll)
            case Replaced():
                self.bench.replace(event, self.charter(event.on), self.roll)
            case Discharged():
                self.bench.discharge(event)
            case Inaugurated():
                self.bench.inaugurate(event)
            case Vacated():
                self.bench.vacate(event)
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

    def _withdraw(self, event: Withdrawn) -> None:
        held = tuple(
            each for each in self.bench.everybody() if each.institution == event.institution
        )
        starts = tuple(each.period.start for each in held if each.period.start)
        self.roll.withdraw(event, seated_from=starts)
        for each in held:
            if event.on in each.period:
                self.bench.close(each, event.on, Cause.LOSS_OF_MEMBERSHIP)
