from collections.abc import Collection, Sequence
from typing import Protocol

import attrs
from attrs.validators import deep_iterable

from bakohumas.elections._ballots import in_order
from bakohumas.errors import MODEL, SeatError, of_kind


class Guard(Protocol):
    """Conditions that whoever is elected must meet together, as a count asks for them.

    A method that counts under conditions asks after every election and every
    exclusion. ``str()`` of a guard names its conditions: the digest of a result rests on it.

    Examples:
        >>> Kept(["Ani"]).judge(["Budi"], ["Ani", "Cici"], seats=1)
        (('Ani',), ('Cici',))
    """

    def judge(
        self, elected: Sequence[str], hopeful: Sequence[str], *, seats: int
    ) -> tuple[Collection[str], Collection[str]]:
        """Whom the conditions need, and whom they rule out.

        Args:
            elected: Who is elected, in the order of election.
            hopeful: Who is still in the count.
            seats: How many seats are left to fill.

        Returns:
            The *guarded*, who must not be excluded, and the *doomed*, who cannot be
            elected any more and are excluded next.
        """
        ...


@attrs.frozen
class Kept:
    """The condition of a countback: these keep their seats, whatever the count says.

    Attributes:
        names: Who sits.

    Examples:
        >>> str(Kept(["Ani", "Budi"]))
        'kept Ani, Budi'
    """

    names: tuple[str, ...] = attrs.field(converter=in_order, validator=deep_iterable(of_kind(str)))

    def __str__(self) -> str:
        return f"kept {', '.join(self.names)}"

    def judge(
        self,
        elected: Sequence[str],  # noqa: ARG002 - whoever was elected lost no seat
        hopeful: Sequence[str],
        *,
        seats: int,
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """All who sit are needed; nobody else is possible once the seats left are theirs."""
        sitting = tuple(name for name in hopeful if name in self.names)
        full = len(sitting) >= seats
        return sitting, tuple(name for name in hopeful if full and name not in self.names)


def at_once(
    guard: Guard | None,
    elected: Sequence[str],
    hopeful: Sequence[str],
    who: Sequence[str],
    *,
    seats: int,
) -> bool:
    """Whether all of these may be elected together: in whatever order, each is still possible."""
    if len(who) > seats or guard is None:
        return len(who) <= seats
    taken, left = list(elected), list(hopeful)
    for name in who:
        if name in guard.judge(taken, left, seats=seats - len(taken) + len(elected))[1]:
            return False
        taken.append(name)
        left.remove(name)
    return True


def spared(
    guard: Guard | None,
    elected: Sequence[str],
    hopeful: Sequence[str],
    who: Sequence[str],
    *,
    seats: int,
) -> bool:
    """Whether all of these, with whom no ballot stands, may go together.

    Enough others are left, and not one of them is ruled out by it: then nobody's fate hangs on
    who of these goes first.
    """
    left = [name for name in hopeful if name not in who]
    return len(left) >= seats and (guard is None or not guard.judge(elected, left, seats=seats)[1])


def judged(
    guard: Guard | None, elected: Sequence[str], hopeful: Sequence[str], *, seats: int
) -> tuple[frozenset[str], tuple[str, ...]]:
    """What a guard says, the doomed in the order of the ballot paper; nothing without one."""
    if guard is None or not seats:
        return frozenset(), ()
    guarded, doomed = guard.judge(elected, hopeful, seats=seats)
    out = tuple(name for name in hopeful if name in doomed)
    if len(hopeful) - len(out) < seats:
        raise SeatError(
            f"fill {seats} more seats under the conditions {guard}",
            f"of {len(hopeful)} candidates left {len(out)} are ruled out",
            MODEL,
            "relax a condition, or call for more candidates",
        )
    return frozenset(guarded), out
