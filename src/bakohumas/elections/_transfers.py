from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from bakohumas.elections._figures import Figure
from bakohumas.elections._profiles import Profile

Pile = Iterable[tuple[bytes, int]]


class Papers:
    """Ballots by candidate and by what each is worth now.

    A pile holds whole ballots of one value, so that their numbers are added up first
    and multiplied once: an exact value costs no more than one of five decimals.
    """

    def __init__(self, profile: Profile, *, decimals: int | None) -> None:
        self.names = profile.candidates
        self.whole: Figure = Fraction(1) if decimals is None else 10**decimals
        self.decimals = decimals or 0
        self.votes: list[Figure] = [0] * len(self.names)
        self.exhausted: Figure = 0
        self.lost: Figure = 0
        self.code = {name: code for code, name in enumerate(self.names)}
        self._gone = b""
        self._times = profile.piles
        self._first: list[list[bytes]] = [[] for _ in self.names]  # as cast, not yet passed on
        self._piles: list[dict[Figure, dict[bytes, int]]] = [defaultdict(dict) for _ in self.names]
        number = [0] * len(self.names)
        for ballot, times in self._times.items():
            code = ballot[0]
            self._first[code].append(ballot)
            number[code] += times
        for code, times in enumerate(number):
            self.votes[code] = times * self.whole

    def tallies(self, who: Iterable[str]) -> dict[str, Figure]:
        """What stands with each of these."""
        return {name: self.votes[self.code[name]] for name in who}

    def close(self, who: Iterable[str]) -> None:
        """From now on nothing passes to these."""
        self._gone = bytes({*self._gone, *(self.code[name] for name in who)})

    def exclude(self, name: str) -> None:
        """Pass on all that stands with a candidate, each ballot at its value."""
        self.close([name])
        code = self.code[name]
        self.votes[code] = 0
        for value, pile in self._leaving(code):
            self._move(pile, value)

    def pass_on(self, name: str, surplus: Figure) -> None:
        """Pass on the surplus of a candidate: every ballot goes on, for its share of it.

        What the share of a ballot loses in its last decimal counts as lost.
        """
        code = self.code[name]
        all_ = self.votes[code]
        moved: Figure = 0
        for value, pile in self._leaving(code):
            if isinstance(value, Fraction):
                share: Figure = value * surplus / all_
            else:
                share = value * surplus // all_
            moved += self._move(pile, share) * share
        self.lost += surplus - moved
        self.votes[code] = all_ - surplus

    def _leaving(self, code: int) -> Iterator[tuple[Figure, Pile]]:
        times, first, piles = self._times, self._first[code], self._piles[code]
        self._first[code], self._piles[code] = [], defaultdict(dict)
        if first:
            yield self.whole, ((ballot, times[ballot]) for ballot in first)
        while piles:
            value = max(piles)
            yield value, piles.pop(value).items()

    def _move(self, pile: Pile, value: Figure) -> int:
        gone = self._gone
        onto: list[dict[bytes, int] | None] = [None] * len(self.names)
        number = [0] * len(self.names)
        exhausted = 0
        for ballot, times in pile:
            rest = ballot.translate(None, gone)
            if rest:
                code = rest[0]
                number[code] += times
                heap = onto[code]
                if heap is None:
                    heap = onto[code] = self._piles[code][value]
                heap[rest] = heap.get(rest, 0) + times
            else:
                exhausted += times
        for code, times in enumerate(number):
            if times:
                self.votes[code] += times * value
        self.exhausted += exhausted * value
        return exhausted + sum(number)
