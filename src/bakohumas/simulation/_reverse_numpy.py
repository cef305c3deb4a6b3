"""Reverse reachable sets by NumPy, many at once."""

from array import array
from collections.abc import Iterator
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from bakohumas.simulation._plans import Plan
from bakohumas.simulation._reverse import Sets, reverse_key, root
from bakohumas.simulation._worlds import G1, G2, G3, M1, M2

_ROOM = 2**25
"""Bytes in which a batch of sets remembers whom it holds."""
_PIECE = 2**16
"""Edges looked at in one go."""

Array = NDArray[Any]


def backwards(plan: Plan) -> Plan:
    """As :func:`bakohumas.simulation._reverse.backwards`, at the speed of arrays."""
    start, target = np.asarray(plan.start), np.asarray(plan.target)
    order = np.argsort(target, kind="stable")
    source = np.repeat(np.arange(len(plan), dtype=np.int32), np.diff(start))
    ends = np.zeros(len(plan) + 1, np.int64)
    np.cumsum(np.bincount(target, minlength=len(plan)), out=ends[1:])
    return attrs.evolve(
        plan,
        start=array("q", ends.tobytes()),
        target=array("i", source[order].tobytes()),
        threshold=array("I", np.asarray(plan.threshold)[order].tobytes()),
        apart=array("i", np.asarray(plan.apart)[order].tobytes() if plan.apart else b""),
    )


def joined(parts: list[Sets]) -> Sets:
    """Several stretches of sets as one."""
    if len(parts) == 1:
        return parts[0]
    before = np.cumsum([0, *(len(part.nodes) for part in parts)])
    ends = [part.ends[1:] + start for part, start in zip(parts, before, strict=False)]
    nodes = np.concatenate([part.nodes for part in parts])
    return Sets(np.concatenate([np.zeros(1, np.int64), *ends]), nodes)


def sampled(back: Plan, seed: int, first: int, last: int, room: int) -> Sets:
    """As :func:`bakohumas.simulation._reverse.sampled`."""
    n = len(back)
    step = max(1, _ROOM // n)
    heard = np.zeros(step * n, np.bool_)
    parts, total = [], 0
    for begin in range(first, last, step):
        parts.append(_batch(back, seed, begin, min(begin + step, last), heard))
        total += len(parts[-1].nodes)
        if total > room:
            break
    return joined(parts)


def _mix(x: Array) -> Array:
    x ^= x >> np.uint64(30)
    x *= np.uint64(M1)
    x ^= x >> np.uint64(27)
    x *= np.uint64(M2)
    return x


def _batch(back: Plan, seed: int, first: int, last: int, heard: Array) -> Sets:
    n = len(back)
    keys = [reverse_key(seed, r) for r in range(first, last)]
    roots = np.array([root(key, n) for key in keys])
    fresh = np.arange(last - first) * n + roots  # set * n + node
    hashes = np.array(keys, np.uint64)
    heard[fresh] = True
    every = [fresh]
    while len(fresh):
        found = [_heard(back, hashes, heard, piece) for piece in _pieces(back, fresh)]
        fresh = np.concatenate(found)
        every.append(fresh)
    whole = np.sort(np.concatenate(every))
    heard[whole] = False
    run, nodes = np.divmod(whole, n)
    ends = np.zeros(last - first + 1, np.int64)
    np.cumsum(np.bincount(run, minlength=last - first), out=ends[1:])
    return Sets(ends, nodes.astype(np.int32))


def _pieces(back: Plan, fresh: Array) -> Iterator[Array]:
    start, v = np.asarray(back.start), fresh % len(back)
    edges = np.cumsum(start[v + 1] - start[v])
    return iter(np.split(fresh, np.searchsorted(edges, np.arange(_PIECE, edges[-1], _PIECE))))


def _heard(back: Plan, keys: Array, heard: Array, told: Array) -> Array:
    """From whom those just *told* could have it; they are marked in *heard*."""
    run, v = np.divmod(told, len(back))
    start = np.asarray(back.start)
    first = start[v]
    degree = start[v + 1] - first
    base = _mix(keys[run] + v.astype(np.uint64) * np.uint64(G2))
    base ^= base >> np.uint64(31)
    edge = np.repeat(first - np.cumsum(degree) + degree, degree) + np.arange(degree.sum())
    source = np.asarray(back.target)[edge]
    x = source.astype(np.uint64) * np.uint64(G1) + np.repeat(base, degree)
    if back.apart:
        x += np.asarray(back.apart)[edge].astype(np.uint64) * np.uint64(G3)
    live = _mix(x) >> np.uint64(33) < np.asarray(back.threshold)[edge]
    found = (np.repeat(told - v, degree) + source)[live]
    new = np.unique(found[~heard[found]])
    heard[new] = True
    return new


def at_most(sets: Sets, n: int, k: int) -> int:
    """As :func:`bakohumas.simulation._reverse.at_most`."""
    counts = np.bincount(sets.nodes, minlength=n)
    return int(np.partition(counts, n - k)[n - k :].sum())


def covered(sets: Sets, n: int, k: int) -> tuple[list[int], list[int]]:
    """As :func:`bakohumas.simulation._reverse.covered`."""
    counts = np.bincount(sets.nodes, minlength=n)
    order = np.argsort(sets.nodes, kind="stable")
    members = np.repeat(np.arange(len(sets)), np.diff(sets.ends))[order]
    index = np.concatenate([[0], np.cumsum(counts)])
    done = np.zeros(len(sets), np.bool_)
    chosen, gains = [], []
    for _ in range(k):
        best = int(counts.argmax())
        chosen.append(best)
        gains.append(int(counts[best]))
        hit = members[index[best] : index[best + 1]]
        hit = hit[~done[hit]]
        done[hit] = True
        size = sets.ends[hit + 1] - sets.ends[hit]
        place = np.repeat(sets.ends[hit] - np.cumsum(size) + size, size) + np.arange(size.sum())
        counts -= np.bincount(sets.nodes[place], minlength=n)
        counts[best] = -1
    return chosen, gains
