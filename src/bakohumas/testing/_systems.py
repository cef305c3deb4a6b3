from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

import attrs

from bakohumas.law import norms

METHODS: Final = (
    *("admit", "withdraw", "elect", "vacate", "replace", "act"),
    *("holder_on", "vacancies_on", "acting_on", "decide", "count", "allocate"),
)
"""What a system may offer; what it lacks switches off the rules that need it."""


class RefusalError(Exception):
    """What an adapter raises where the system behind it says no."""


class System(Protocol):
    """Somebody else's system, as an adapter shows it to :func:`conformance`.

    One is made for each history by ``adapter(seats=…, on=…)``: the seats of a board whose
    term is five years, all of them elected, and the day of the founding. Every change is
    dated no earlier than the one before it. A change that the system forbids raises
    :class:`RefusalError`; anything else that it raises is a crash. Methods may be left out.
    """

    def admit(self, institution: str, *, on: date) -> object:
        """Let an institution be a member from a day on."""
        ...

    def withdraw(self, institution: str, *, on: date) -> object:
        """End its membership; a seat that it holds falls vacant."""
        ...

    def elect(self, places: Mapping[str, str], *, on: date) -> object:
        """Seat a board, by seat, for five years from a day on."""
        ...

    def vacate(self, seat: str, *, on: date) -> object:
        """Let the holder of a seat go, from a day on."""
        ...

    def replace(self, seat: str, institution: str, *, on: date) -> object:
        """Fill a vacant seat for the rest of the term."""
        ...

    def act(self, seat: str, institution: str, *, on: date, until: date) -> object:
        """Let somebody stand in as *Plt* on a seat that nobody holds, for three months at most.

        The seat stays vacant; the mandate ends with the day before *until*, and earlier
        where the seat is filled or the term ends.
        """
        ...

    def holder_on(self, seat: str, day: date) -> str | None:
        """Who holds a seat on a day."""
        ...

    def vacancies_on(self, day: date) -> Iterable[str]:
        """Which seats nobody holds on a day."""
        ...

    def acting_on(self, seat: str, day: date) -> str | None:
        """Who stands in on a seat on a day."""
        ...

    def decide(
        self,
        *,
        members: Sequence[str],
        partners: Sequence[str],
        signed: Sequence[str],
        mandates: Mapping[str, str],
        votes: Mapping[str, str],
    ) -> str:
        """What becomes of a motion: ``"no quorum"``, ``"carried"`` or ``"lost"``.

        Those who *signed* are present, partners among them; *mandates* say for which absent
        member somebody present claims to speak; *votes* are ``"yes"``, ``"no"`` or
        ``"abstain"``, by whoever cast one.
        """
        ...

    def count(self, ballots: Sequence[Sequence[str]], *, seats: int) -> Iterable[str]:
        """Who is elected by ranked ballots."""
        ...

    def allocate(
        self, tasks: Mapping[str, Mapping[str, int]], capacities: Mapping[str, int]
    ) -> Mapping[str, str] | None:
        """Who does what at the least total cost; ``None`` where not every task finds a place.

        *tasks* say what each costs every agency that is able to do it.
        """
        ...


Adapter = Callable[..., Any]
"""What makes a system: a class, or a function, of ``seats`` and ``on``."""


@attrs.frozen
class Disagreement:
    """Where a system and this library answer differently.

    Attributes:
        rules: The rules that are broken, most often one.
        what: What was asked or done.
        here: What this library says.
        there: What the system says.
        history: What led there, line by line.
    """

    rules: tuple[str, ...]
    what: str
    here: object
    there: object
    history: tuple[str, ...]

    def __str__(self) -> str:
        lines = [f"{self.what}: here {self.here!r}, there {self.there!r}"]
        for rule in self.rules:
            norm = norms()[rule]
            lines.append(f"{rule} ({norm.citation}, grade {norm.grade}): {norm.statement[0]}")
        return "\n".join((*lines, "history:", *(f"  {line}" for line in self.history)))
