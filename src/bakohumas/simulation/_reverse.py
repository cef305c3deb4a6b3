"""Reverse reachable sets: from whom the news can come to a node that is picked by lot.

The set of number *r* grows over the edges of a plan read backwards, by tosses of an
aspect of its own (see ``_worlds.py``), in which the node that hears stands first. Its
root is the node ``(mix64(key + G5) >> 32) * n >> 32`` with that aspect's key.

The kernels, which numba compiles, and the same in plain Python.
"""

from array import array
from collections.abc import Callable
from heapq import nlargest
from typing import Final

import attrs

from bakohumas.simulation._kernels import Numbers, mix, prefetch, spread, whole, word
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._tallies import zeros
from bakohumas.simulation._worlds import G1, G2, G3, G4, G5, M1, M2, MASK, mix64, run_key

REVERSE: Final = 9
"""Aspect of the edges, and the root, of a reverse reachable set."""
NEXT: Final = 8
"""Sets whose keys and roots are known ahead, so that what they need is on its way."""
AHEAD: Final = 16
"""Room behind the sets, for a kernel that looks ahead."""


@attrs.frozen(eq=False)
class Sets:
    """Some reverse reachable sets, one after the other.

    Attributes:
        ends: Where each ends, after a first 0: integers of 64 bits.
        nodes: The nodes of all.
    """

    ends: Numbers
    nodes: Numbers

    def __len__(self) -> int:
        return len(self.ends) - 1


def reverse_key(seed: int, r: int) -> int:
    """The key of one set's tosses."""
    return mix64((run_key(seed, r) + REVERSE * G4) & MASK)


def root(key: int, n: int) -> int:
    """The node that a set grows from."""
    return (mix64((key + G5) & MASK) >> 32) * n >> 32


def backwards(plan: Plan, turned: Callable[..., int] | None = None) -> Plan:
    """The plan with every edge turned round, by its new source, target and channel.

    Args:
        plan: The plan.
        turned: The kernel that does it, if it is compiled.
    """
    n, m = len(plan), len(plan.target)
    columns = plan.start, plan.target, plan.threshold, plan.channel
    found = zeros(n + 1), zeros(m, "i"), zeros(m, "I"), zeros(m, "i")
    turned = turned or turn
    turned(*columns, *found)
    start, target, limits, channel = found
    return attrs.evolve(plan, start=start, target=target, threshold=limits, apart=channel)


def sampled(back: Plan, seed: int, first: int, last: int, room: int) -> Sets:
    """The sets *first* to *last* - 1 of a plan turned round, in plain Python.

    There are no more once they hold *room* nodes together.
    """
    ends, nodes = array("q", [0]), array("i")
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for r in range(first, last):
        key = reverse_key(seed, r)
        found = [root(key, len(back))]
        heard = set(found)
        for v in found:  # it grows while it is read
            base = mix64((key + v * G2) & MASK)
            if v not in rows:
                rows[v] = _row(back, v)
            for u, salt, limit in rows[v]:
                if u not in heard:
                    x = (base + salt) & MASK
                    x = (x ^ (x >> 30)) * M1 & MASK
                    if (x ^ (x >> 27)) * M2 & MASK < limit:
                        heard.add(u)
                        found.append(u)
        nodes.extend(found)
        ends.append(len(nodes))
        if len(nodes) > room:
            break
    return Sets(ends, nodes)


def _row(back: Plan, v: int) -> list[tuple[int, int, int]]:
    edges = slice(back.start[v], back.start[v + 1])
    channels = back.apart[edges] or bytes(edges.stop - edges.start)
    ends = zip(back.target[edges], channels, back.threshold[edges], strict=True)
    return [(u, (u * G1 + c * G3) & MASK, limit << 33) for u, c, limit in ends]


def joined(parts: list[Sets]) -> Sets:
    """Several stretches of sets as one."""
    ends, nodes = array("q", [0]), array("i")
    for part in parts:
        before = len(nodes)
        ends.extend(before + end for end in part.ends[1:])
        nodes.extend(part.nodes)
    return Sets(ends, nodes)


def at_most(sets: Sets, n: int, k: int) -> int:
    """How many sets *k* nodes can cover at most, had they none in common."""
    counts = zeros(n)
    for v in sets.nodes:
        counts[v] += 1
    return sum(nlargest(k, counts))


def covered(sets: Sets, n: int, k: int) -> tuple[list[int], list[int]]:
    """The nodes that lie in most sets, each counted where none before it lies; and how many."""
    chosen, gains = zeros(k), zeros(k)
    m = len(sets.nodes)
    cover(sets.ends, sets.nodes, k, zeros(n), zeros(n + 1), zeros(m, "i"),
          bytearray(len(sets)), chosen, gains)  # fmt: skip
    return list(chosen), list(gains)


def turn(
    start: Numbers,
    target: Numbers,
    limits: Numbers,
    channel: Numbers,
    new_start: Numbers,
    source: Numbers,
    new_limits: Numbers,
    new_channel: Numbers,
) -> int:
    """Every edge turned round, those of each node in the order of their other ends.

    Returns:
        How many there are.
    """
    n = len(start) - 1
    for v in target:
        new_start[v + 1] += 1
    for v in range(n):
        new_start[v + 1] += new_start[v]
    for u in range(n):
        for i in range(start[u], start[u + 1]):
            v = target[i]
            at = new_start[v]
            source[at], new_limits[at], new_channel[at] = u, limits[i], channel[i]
            new_start[v] = at + 1
    for v in range(n, 0, -1):  # each now stands where the next one starts
        new_start[v] = new_start[v - 1]
    new_start[0] = 0
    return len(target)


def grow(  # noqa: PLR0913, PLR0917 - as above
    packed: Numbers,
    start: Numbers,
    source: Numbers,
    channel: Numbers,
    limit: int,
    key: int,
    first: int,
    last: int,
    stamp: Numbers,
    masks: Numbers,
    places: Numbers,
    hearers: Numbers,
    keys: Numbers,
    roots: Numbers,
    ends: Numbers,
    nodes: Numbers,
) -> int:
    """The sets *first* to *last* - 1, or as many of them as there is room for.

    Returns:
        How many there are.
    """
    n, tail = len(start) - 1, 0
    uniform = len(packed) == 0
    for r in range(first, first + NEXT):
        near = mix(mix(key + word(r) * G1 & MASK) + word(REVERSE) * G4 & MASK)
        keys[r % NEXT] = near
        roots[r % NEXT] = whole((mix(near + G5 & MASK) >> 32) * word(n) >> 32)
    for r in range(first, last):
        if tail + n + AHEAD > len(nodes):
            return r - first
        far = mix(mix(key + word(r + NEXT) * G1 & MASK) + word(REVERSE) * G4 & MASK)
        run_key, at_first = keys[r % NEXT], whole(roots[r % NEXT])
        keys[r % NEXT] = far  # whose turn it is again in so many sets
        roots[r % NEXT] = whole((mix(far + G5 & MASK) >> 32) * word(n) >> 32)
        prefetch(start, roots[r % NEXT])
        soon = start[roots[(r + NEXT // 2) % NEXT]]
        if uniform:
            prefetch(source, soon)
        else:
            prefetch(packed, soon)
        head = tail
        nodes[tail] = at_first
        stamp[at_first] = r
        tail += 1
        while head < tail:
            head, tail = spread(
                packed, start, source, channel, limit, run_key, r, stamp, nodes, head, tail,
                tail, masks, places, hearers,
            )  # fmt: skip
        ends[r - first + 1] = tail
    return last - first


def cover(  # noqa: C901 - as above
    ends: Numbers,
    nodes: Numbers,
    k: int,
    counts: Numbers,
    index: Numbers,
    members: Numbers,
    done: Numbers,
    chosen: Numbers,
    gains: Numbers,
) -> int:
    """The greedy cover of the sets by *k* nodes; of equals, the lower number first.

    Returns:
        How many sets it covers.
    """
    n, total = len(counts), 0
    for v in nodes:
        counts[v] += 1
    for v in range(n):
        index[v + 1] = index[v] + counts[v]
    for r in range(len(ends) - 1):
        for i in range(ends[r], ends[r + 1]):
            v = nodes[i]
            members[index[v]] = r
            index[v] += 1
    for step in range(k):
        best = 0
        for v in range(1, n):
            if counts[v] > counts[best]:
                best = v
        chosen[step], gains[step] = best, counts[best]
        total += counts[best]
        begin = index[best - 1] if best > 0 else 0  # by now, where the one before it ends
        for i in range(begin, index[best]):
            r = members[i]
            if done[r] == 0:
                done[r] = 1
                for j in range(ends[r], ends[r + 1]):
                    counts[nodes[j]] -= 1
        counts[best] = -1
    return total
