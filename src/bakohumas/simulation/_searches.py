"""The two searches for nodes from which news goes far: greedily in worlds, and by reverse sets."""

from collections.abc import Callable
from heapq import heapify, heappop, heapreplace
from math import ceil, e, lgamma, log, log2, sqrt
from typing import Final, Protocol

from bakohumas.simulation._numbers import MOST
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._reverse import Sets

BYTES: Final = 16
"""Bytes that one node of a reverse reachable set takes, with what finds it again."""
_LESS: Final = "Allow more memory, a larger epsilon, or take method='degree'"


def celf(
    totals: Callable[[list[int]], int], n: int, k: int, told: Callable[[int, int], bool]
) -> tuple[list[int], list[int], bool]:
    """The greedy choice; what a node adds is asked again only when it may be the most.

    Interrupted, it takes what each node was last known to add for what it adds.
    """
    heap: list[tuple[int, int, int]] = []
    chosen: list[int] = []
    gains: list[int] = []
    whole = True
    try:
        for v in range(n):
            heap.append((-totals([v]), v, 0))
            whole = told(v + 1, n)
    except KeyboardInterrupt:
        if len(heap) < n:
            raise
        whole = False
    heapify(heap)
    while len(chosen) < k:
        gain, v, known = heap[0]
        if known == len(chosen) or not whole:
            heappop(heap)
            chosen.append(v)
            gains.append(-gain)
            continue
        try:
            heapreplace(heap, (sum(gains) - totals([*chosen, v]), v, len(chosen)))
            whole = told(n, n)
        except KeyboardInterrupt:
            whole = False
    return chosen, gains, whole


class Way(Protocol):
    """What a back end knows of reverse reachable sets; each is a module."""

    def backwards(self, plan: Plan) -> Plan:
        """The plan with every edge turned round."""
        ...

    def sampled(self, back: Plan, seed: int, first: int, last: int, room: int) -> Sets:
        """Draw the sets first to last - 1, until they hold *room* nodes together."""
        ...

    def joined(self, parts: list[Sets]) -> Sets:
        """Put several stretches of sets one behind the other."""
        ...

    def at_most(self, sets: Sets, n: int, k: int) -> int:
        """A bound on how many sets any *k* of *n* nodes cover."""
        ...

    def covered(self, sets: Sets, n: int, k: int) -> tuple[list[int], list[int]]:
        """The *k* nodes chosen greedily, and how many sets each newly covers."""
        ...


class Search:
    """The search of IMM, with the sets that it has drawn."""

    def __init__(
        self, plan: Plan, way: Way, seed: int, room: int, told: Callable[[int, int], bool]
    ) -> None:
        self.n = len(plan)
        self.way = way
        self.back = way.backwards(plan)
        self.seed = seed
        self.room = room
        self.told = told
        self.sets: list[Sets] = []

    @property
    def drawn(self) -> int:
        """How many sets are drawn."""
        return sum(map(len, self.sets))

    def found(self, k: int, epsilon: float) -> tuple[list[int], list[int], bool]:
        """Seeds and gains as by :meth:`imm`, or by what is drawn until it is interrupted."""
        try:
            return *self.imm(k, epsilon), True
        except KeyboardInterrupt:
            if not self.sets:
                raise
        return *self.cover(k), False

    def imm(self, k: int, epsilon: float) -> tuple[list[int], list[int]]:
        """Seeds and how many sets each covers more, by algorithms 2 and 3 of Tang et al."""
        n = max(2, self.n)
        ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        sure = _certainty(n, ways, epsilon)
        tolerance = sqrt(2) * epsilon
        first = (2 + 2 / 3 * tolerance) * (ways + sure * log(n) + log(max(1, log2(n))))
        first *= n / tolerance**2
        least = 1.0
        for halvings in range(1, int(log2(n))):
            guess = n / 2**halvings
            wanted = (1 + tolerance) * guess
            self.draw(ceil(first / guess))
            self.sets[:] = [self.way.joined(self.sets)]
            if self.n * self.way.at_most(self.sets[0], self.n, k) < wanted * self.drawn:
                continue  # which the greedy cover would come to as well
            _, gains = self.cover(k)
            found = self.n * sum(gains) / self.drawn
            if found >= wanted:
                least = found / (1 + tolerance)
                break
        self.draw(ceil(_enough(n, ways, epsilon, sure) / least))
        return self.cover(k)

    def draw(self, wanted: int) -> None:
        """Draw sets until there are so many.

        Raises:
            ValueError: If there is no room for them.
        """
        if wanted > min(self.room, MOST):  # each holds a node at least
            msg = (
                f"IMM wants {wanted} reverse reachable sets, more than the memory allowed. {_LESS}"
            )
            raise ValueError(msg)
        while self.drawn < wanted:
            held = sum(len(sets.nodes) for sets in self.sets)
            more = self.way.sampled(
                self.back, self.seed, self.drawn, wanted, max(0, self.room - held)
            )
            self.sets.append(more)
            if not self.told(self.drawn, wanted):
                raise KeyboardInterrupt
            if held + len(more.nodes) > self.room:
                taken = BYTES * (held + len(more.nodes))
                msg = (
                    f"IMM wants {wanted} reverse reachable sets, and after {self.drawn} they take "
                    f"{taken} bytes, more than the memory allowed: the news comes to many nodes "
                    f"from almost anywhere. {_LESS}"
                )
                raise ValueError(msg)

    def cover(self, k: int) -> tuple[list[int], list[int]]:
        """The greedy cover of what is drawn."""
        self.sets[:] = [self.way.joined(self.sets)]
        chosen, gains = self.way.covered(self.sets[0], self.n, k)
        return chosen, gains


def _enough(n: int, ways: float, epsilon: float, sure: float) -> float:
    """Sets that are enough, were the best to reach one node."""
    share = 1 - 1 / e
    a = sqrt(sure * log(n) + log(2))
    b = sqrt(share * (ways + sure * log(n) + log(2)))
    return 2 * n * (share * a + b) ** 2 / epsilon**2


def _certainty(n: int, ways: float, epsilon: float) -> float:
    """The exponent l of a chance 1/n**l to fail, with the second remedy of Chen."""
    more = 0.0
    sure = 1 + log(2) / log(n)
    for _ in range(16):  # it grows towards a limit, from which it is a hundredth away at most
        more = ceil(100 * log(_enough(n, ways, epsilon, sure + more)) / log(n)) / 100
    return sure + more
