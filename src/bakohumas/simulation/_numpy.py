"""The only file that imports NumPy: a back end of its own, and what the kernels are handed."""

from array import array
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from bakohumas.simulation._plans import Plan
from bakohumas.simulation._tallies import Tally
from bakohumas.simulation._worlds import G1, G2, G3, M1, M2, run_key

_ROOM = 2**25
"""Bytes in which a batch of runs remembers whom it has reached."""
_PIECE = 2**16
"""Edges looked at in one go, so that what is worked out about them stays in the cache."""

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]


def run(plan: Plan, seeds: tuple[int, ...], *, seed: int, first: int, last: int) -> Tally:
    """Runs *first* to *last* - 1, many at once."""
    step = max(1, _ROOM // len(plan))
    columns = _Columns.of(plan)
    batches = [
        _batch(columns, seeds, _keys(seed, start, min(start + step, last)))
        for start in range(first, last, step)
    ]
    return Tally.merged(batches)


def run_kernel(
    kernel: Callable[..., None],
    plan: Plan,
    seeds: tuple[int, ...],
    *,
    seed: int,
    first: int,
    last: int,
) -> Tally:
    """Runs *first* to *last* - 1 by a kernel, compiled or not."""
    columns = _Columns.of(plan)
    n, shape = len(plan), (last - first, len(plan.groups))
    nodes, people = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    counts = np.zeros(n, np.int64)
    kernel(
        *attrs.astuple(columns, recurse=False),
        _keys(seed, first, last),
        np.array(seeds, np.int32),
        np.full(n, -1, np.int32),
        np.zeros(n, np.int32),
        np.zeros(np.diff(columns.start).max(), np.uint8),
        nodes,
        people,
        counts,
    )
    return Tally(_plain(nodes), _plain(people), _plain(counts))


@attrs.frozen(eq=False)
class _Columns:
    """A plan as NumPy sees it, with what its edges and nodes add to their hashes."""

    start: Ints
    target: NDArray[np.int32]
    salt: Hashes
    threshold: NDArray[np.uint32]
    group: NDArray[np.int32]
    weight: Ints
    node_salt: Hashes

    @classmethod
    def of(cls, plan: Plan) -> "_Columns":
        target, channel = np.asarray(plan.target), np.asarray(plan.channel)
        return cls(
            np.asarray(plan.start),
            target,
            target.astype(np.uint64) * np.uint64(G1) + channel.astype(np.uint64) * np.uint64(G3),
            np.asarray(plan.threshold),
            np.asarray(plan.group),
            np.asarray(plan.weight),
            np.arange(len(plan), dtype=np.uint64) * np.uint64(G2),
        )


def _keys(seed: int, first: int, last: int) -> Hashes:
    return np.array([run_key(seed, r) for r in range(first, last)], np.uint64)


def _plain(values: NDArray[Any]) -> "array[int]":
    return array("q", values.astype(np.int64, copy=False).tobytes())


def _mix(x: Hashes) -> Hashes:
    """Both multiplications of the finaliser, in place; its last shift is not among them."""
    x ^= x >> np.uint64(30)
    x *= np.uint64(M1)
    x ^= x >> np.uint64(27)
    x *= np.uint64(M2)
    return x


def _batch(columns: _Columns, seeds: tuple[int, ...], keys: Hashes) -> Tally:
    n, groups = len(columns.group), int(columns.group.max()) + 1
    heard = np.zeros(len(keys) * n, np.bool_)
    fresh = (np.arange(len(keys))[:, None] * n + np.array(seeds)).ravel()  # run * n + node
    heard[fresh] = True
    reached = [fresh]
    while len(fresh):
        fresh = np.concatenate(
            [_hearers(columns, keys, heard, piece) for piece in _pieces(columns, fresh)]
        )
        reached.append(fresh)
    run, u = np.divmod(np.concatenate(reached), n)
    cell = run * groups + columns.group[u]
    people = np.zeros(len(keys) * groups, np.int64)
    np.add.at(people, cell, columns.weight[u])
    return Tally(
        _plain(np.bincount(cell, minlength=len(people))),
        _plain(people),
        _plain(np.bincount(u, minlength=n)),
    )


def _pieces(columns: _Columns, fresh: Ints) -> Iterator[Ints]:
    u = fresh % len(columns.group)
    edges = np.cumsum(columns.start[u + 1] - columns.start[u])
    return iter(np.split(fresh, np.searchsorted(edges, np.arange(_PIECE, edges[-1], _PIECE))))


def _hearers(columns: _Columns, keys: Hashes, heard: NDArray[np.bool_], told: Ints) -> Ints:
    """Who hears it for the first time from those just *told*; they are marked in *heard*."""
    run, u = np.divmod(told, len(columns.group))
    first = columns.start[u]
    degree = columns.start[u + 1] - first
    base = _mix(keys[run] + columns.node_salt[u])
    base ^= base >> np.uint64(31)
    edge = np.repeat(first - np.cumsum(degree) + degree, degree)
    edge += np.arange(len(edge))
    x = _mix(np.repeat(base, degree) + columns.salt[edge])
    x >>= np.uint64(33)
    live = np.flatnonzero(x < columns.threshold[edge])
    found = np.repeat(told - u, degree)[live] + columns.target[edge[live]]
    found = np.sort(found[~heard[found]])  # np.unique hashes, which takes longer
    once = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=once[1:])
    new: Ints = found[once]
    heard[new] = True
    return new
