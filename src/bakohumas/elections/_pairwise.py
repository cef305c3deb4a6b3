from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from bakohumas.elections._profiles import Profile
from bakohumas.errors import expect

_LANES: Final = 127  # more candidates than a lane of one byte can rank
_FEW: Final = 64  # ballots below which lanes do not pay
_NOBODY: Final = 255
Matrix = tuple[tuple[int, ...], ...]


@attrs.frozen
class Duels:
    """Every candidate against every other: how many ballots put one above the other.

    Whoever a ballot leaves out stands below all whom it names, and level with the others
    left out.

    Attributes:
        candidates: Who stands, in the order of the ballot paper.
        above: Row by row, how many ballots put the one above the other.

    Examples:
        >>> ballots = [["Ani", "Budi", "Cici"], ["Budi", "Ani"], ["Budi", ("Ani", "Cici")]]
        >>> duels = pairwise(Profile.of(ballots))
        >>> duels.votes("Budi", over="Cici"), duels.winner, duels.rows()[0]
        (3, 'Budi', {'candidate': 'Ani', 'over': 'Budi', 'votes': 1, 'against': 2})
    """

    candidates: tuple[str, ...]
    above: Matrix = attrs.field(repr=False)

    def votes(self, candidate: str, *, over: str) -> int:
        """How many ballots put *candidate* above another one."""
        return self.above[self.candidates.index(candidate)][self.candidates.index(over)]

    @property
    def winner(self) -> str | None:
        """The Condorcet winner, who beats each of the others; ``None`` if there is none."""
        many = range(len(self.candidates))
        won = (
            self.candidates[one]
            for one in many
            if all(self.above[one][two] > self.above[two][one] for two in many if two != one)
        )
        return next(won, None)

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a pair."""
        return [
            {
                "candidate": one,
                "over": two,
                "votes": self.above[place][other],
                "against": self.above[other][place],
            }
            for place, one in enumerate(self.candidates)
            for other, two in enumerate(self.candidates)
            if one != two
        ]


def pairwise(profile: Profile) -> Duels:
    """Compare every candidate with every other on all valid ballots.

    Args:
        profile: The ballots; equal preferences are level with each other.

    Returns:
        The comparisons.

    Raises:
        TypeError: If *profile* is no profile.

    Examples:
        >>> pairwise(Profile.of([["Ani", "Budi"], ["Ani"], ["Budi", "Ani"]])).winner
        'Ani'
    """
    expect(profile, Profile, what="profile")
    size, piles = len(profile.candidates), profile.piles
    above = [[0] * size for _ in range(size)]
    if len(piles) > _FEW and size <= _LANES:
        _by_lanes(piles, above)
    else:
        for ballot, number in piles.items():
            _rank(above, [(code,) for code in ballot], number)
    for groups, number in profile.tied.items():
        _rank(above, groups, number)
    return Duels(profile.candidates, tuple(map(tuple, above)))


def _rank(above: list[list[int]], groups: Iterable[Sequence[int]], number: int) -> None:
    """Write down what ballots of one kind say, place by place."""
    below = set(range(len(above)))
    for group in groups:
        below.difference_update(group)
        for code in group:
            row = above[code]
            for other in below:
                row[other] += number


def _by_lanes(piles: Mapping[bytes, int], above: list[list[int]]) -> None:
    """Compare in one subtraction on all ballots at once.

    One long number a candidate holds a lane of eight bits for every ballot, with the
    candidate's rank in it, the best the greatest and 0 for whoever is left out. With the top bit
    of each lane set, a lane keeps it through the subtraction exactly if the minuend is no less.
    Ballots that are there several times weigh by the bits of their number, a plane a bit.
    """
    size = len(above)
    tops = int.from_bytes(b"\x80" * len(piles), "little")
    ranks = _lanes(piles, size)
    planes = _planes(piles.values())
    all_ = sum(piles.values())

    def number(lanes: int) -> int:
        if planes is None:
            return lanes.bit_count()
        return sum((lanes & plane).bit_count() << bit for bit, plane in enumerate(planes))

    for one in range(size):
        topped = ranks[one] | tops
        for two in range(one + 1, size):
            no_less = number((topped - ranks[two]) & tops)
            no_more = number(((ranks[two] | tops) - ranks[one]) & tops)
            level = no_less + no_more - all_
            above[one][two], above[two][one] = no_less - level, no_more - level


def _lanes(piles: Mapping[bytes, int], size: int) -> list[int]:
    padding = bytes([_NOBODY]) * size
    block = b"".join([(ballot + padding)[:size] for ballot in piles])
    ranks = [0] * size
    for place in range(size):
        column = block[place::size]
        for code in set(column) - {_NOBODY}:
            table = bytearray(256)
            table[code] = size - place
            ranks[code] |= int.from_bytes(column.translate(table), "little")
    return ranks


def _planes(numbers: Iterable[int]) -> list[int] | None:
    weights = list(numbers)
    if max(weights) == 1:
        return None
    return [
        int.from_bytes(bytes([0x80 if weight >> bit & 1 else 0 for weight in weights]), "little")
        for bit in range(max(weights).bit_length())
    ]
