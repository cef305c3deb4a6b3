"""Reverse reachable sets by kernels that numba compiles."""

from array import array
from typing import Any

import numpy as np

from bakohumas.simulation import _reverse
from bakohumas.simulation._hosts import at_once, roomy
from bakohumas.simulation._numba import jitted
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._reverse import AHEAD, NEXT, Sets
from bakohumas.simulation._reverse_numpy import at_most, joined
from bakohumas.simulation._worlds import seed_key

__all__ = ["at_most", "backwards", "covered", "joined", "sampled"]

_LEAST = 2**22
"""Nodes that a stretch of sets has room for, at least."""
_grow, _cover, _turn = jitted(_reverse.grow), jitted(_reverse.cover), jitted(_reverse.turn)


def backwards(plan: Plan) -> Plan:
    """As :func:`bakohumas.simulation._reverse.backwards`."""
    return _reverse.backwards(plan, lambda *columns: _turn(*map(np.asarray, columns)))


def sampled(back: Plan, seed: int, first: int, last: int, room: int) -> Sets:
    """As :func:`bakohumas.simulation._reverse.sampled`."""
    n = len(back)
    stamp = np.full(n, -1, np.int32)
    parts, total = [], 0
    given: tuple[Any, ...] = (
        back.packed,
        np.asarray(back.start),
        np.asarray(roomy(back.target)),
        np.asarray(back.apart),
        np.uint64(back.threshold[0] if back.threshold else 0),
        np.uint64(seed_key(seed)),
    )
    ring = np.zeros(NEXT, np.uint64), np.zeros(NEXT, np.int64)
    while first < last and total <= room:
        nodes = np.zeros(max(_LEAST, 4 * n) + AHEAD, np.int32)
        ends = np.zeros(last - first + 1, np.int64)
        room_at_once = map(np.asarray, at_once(back))
        count = _grow(*given, first, last, stamp, *room_at_once, *ring, ends, nodes)
        first += count
        parts.append(Sets(ends[: count + 1], nodes[: ends[count]].copy()))
        total += len(parts[-1].nodes)
    return joined(parts)


def covered(sets: Sets, n: int, k: int) -> tuple[list[int], list[int]]:
    """As :func:`bakohumas.simulation._reverse.covered`."""
    chosen, gains = array("q", bytes(8 * k)), array("q", bytes(8 * k))
    _cover(
        sets.ends,
        sets.nodes,
        k,
        np.zeros(n, np.int64),
        np.zeros(n + 1, np.int64),
        np.zeros(len(sets.nodes), np.int32),
        np.zeros(len(sets), np.uint8),
        np.asarray(chosen),
        np.asarray(gains),
    )
    return list(chosen), list(gains)
