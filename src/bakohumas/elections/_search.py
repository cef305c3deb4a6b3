from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from bakohumas.elections._figures import Figure
from bakohumas.errors import MODEL, SeatError

Bounds = Sequence[tuple[int, int]]
"""How many are still to be elected under each constraint: at least, and at most."""

_OPEN: Final = 100_000  # ways to combine categories that are looked at side by side


class Best(NamedTuple):
    """A committee with the most votes: how many of each type are on it."""

    votes: Figure
    taken: Mapping[int, int]


def best_committee(
    kinds: Mapping[int, Sequence[Figure]], bounds: Bounds, seats: int
) -> Best | None:
    """The committee with the most votes within all bounds, and ``None`` where there is none.

    Candidates of one type, who count for the same constraints, are alike but for their
    votes, so that the best of a type come first and only the number taken of it matters. Ways
    that come to the same counts are one way from there on, the better one.

    Args:
        kinds: Votes of the candidates of each type, by the constraints that count them as bits.
        bounds: The constraints.
        seats: How many to elect, exactly.

    Raises:
        SeatError: If more ways are open side by side than are looked at.
    """
    if seats < 0 or any(most < 0 for _, most in bounds):
        return None
    many = range(len(bounds))
    total = sum(map(len, kinds.values()))
    supply = [sum(len(kinds[bits]) for bits in kinds if bits >> each & 1) for each in many]
    nobody = (0,) * (len(bounds) + 1)
    ways: dict[tuple[int, ...], tuple[Figure, tuple[int, ...]]] = {}
    if _open(nobody, bounds, seats, (total, *supply)):
        ways[nobody] = 0, ()
    for bits in sorted(kinds):
        worth = list(accumulate(sorted(kinds[bits], reverse=True), initial=0))
        total -= len(kinds[bits])
        for each in many:
            supply[each] -= len(kinds[bits]) if bits >> each & 1 else 0
        onward: dict[tuple[int, ...], tuple[Figure, tuple[int, ...]]] = {}
        for way, (votes, before) in ways.items():
            for taken, more in enumerate(worth[: seats - way[0] + 1]):
                found = _after(way, bits, taken, bounds, seats)
                better = found not in onward or votes + more > onward[found][0]
                if better and _open(found, bounds, seats, (total, *supply)):
                    onward[found] = votes + more, (*before, taken)
        ways = onward
        if len(ways) > _OPEN:
            raise SeatError(
                f"find out whether {seats} seats can be filled",
                f"more than {_OPEN} ways to combine {len(bounds)} constraints are open",
                MODEL,
                "state fewer constraints, or fill the seats in several contests",
            )
    if not ways:
        return None
    votes, numbers = max(ways.values())
    return Best(votes, dict(zip(sorted(kinds), numbers, strict=True)))


def _after(
    way: tuple[int, ...], bits: int, taken: int, bounds: Bounds, seats: int
) -> tuple[int, ...]:
    """The counts once some of a type are taken; past the least only where the most may bind."""
    counts = [way[0] + taken]
    for each, (least, most) in enumerate(bounds):
        there = way[each + 1] + (taken if bits >> each & 1 else 0)
        counts.append(min(there, least) if most >= seats else there)
    return tuple(counts)


def _open(way: tuple[int, ...], bounds: Bounds, seats: int, supply: Sequence[int]) -> bool:
    """Whether those who are left could still complete it."""
    left = seats - way[0]
    if left > supply[0]:
        return False
    return all(
        there <= most and least - there <= min(left, there_is)
        for there, (least, most), there_is in zip(way[1:], bounds, supply[1:], strict=True)
    )
