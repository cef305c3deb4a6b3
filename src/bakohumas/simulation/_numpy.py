"""A back end of its own, many runs at once; and how NumPy sees the arrays of others."""

from array import array
from collections.abc import Iterator
from functools import partial
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from bakohumas.simulation import _python
from bakohumas.simulation._hosts import grown
from bakohumas.simulation._jobs import Job
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._tallies import Tally
from bakohumas.simulation._worlds import G1, G2, G3, M1, M2, run_key

_ROOM = 2**25
"""Bytes in which a batch of runs remembers whom it has reached."""
_PIECE = 2**16
"""Edges looked at in one go, so that what is worked out about them stays in the cache."""

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]


def seen(values: "array[int] | int") -> Any:  # noqa: ANN401 - an array or a word
    """An array as NumPy sees it, in the same memory; an integer as one of 64 unsigned bits."""
    return np.uint64(values) if isinstance(values, int) else np.asarray(values)


def added(columns: "list[array[int]]") -> "array[int]":
    """The sum of several columns."""
    total = columns[0][:]
    every = np.asarray(total)
    for column in columns[1:]:
        every += np.asarray(column)
    return total


def run(job: Job, *, first: int, last: int) -> Tally:
    """Runs *first* to *last* - 1, many at once; what is more than a cascade goes one by one."""
    if job.kernel != "cascade":
        return _python.run(job, first=first, last=last)
    step = max(1, _ROOM // len(job.plan))
    columns = _Columns.of(job.plan)
    batches = [
        grown(
            job,
            min(start + step, last) - start,
            partial(_batch, job, columns, _keys(job.seed, start, min(start + step, last))),
        )
        for start in range(first, last, step)
    ]
    return Tally.merged(batches or [Tally.room(job, 0, 0)], len(job.cells))


@attrs.frozen(eq=False)
class _Columns:
    """A plan as NumPy sees it."""

    start: Ints
    target: NDArray[np.int32]
    channel: NDArray[np.int32]
    threshold: NDArray[np.uint32]

    @classmethod
    def of(cls, plan: Plan) -> "_Columns":
        every = np.asarray(plan.threshold)
        uniform = len(every) and every.min() == every.max()
        return cls(
            np.asarray(plan.start),
            np.asarray(plan.target),
            np.asarray(plan.apart),
            every[:1] if uniform else every,
        )


def _keys(seed: int, first: int, last: int) -> Hashes:
    return np.array([run_key(seed, r) for r in range(first, last)], np.uint64)


def _mix(x: Hashes) -> Hashes:
    """Both multiplications of the finaliser, in place; its last shift is not among them."""
    x ^= x >> np.uint64(30)
    x *= np.uint64(M1)
    x ^= x >> np.uint64(27)
    x *= np.uint64(M2)
    return x


def _batch(job: Job, columns: _Columns, keys: Hashes, tally: Tally) -> int:
    n = len(job.plan)
    heard = np.zeros(len(keys) * n, np.bool_)
    fresh = (np.arange(len(keys))[:, None] * n + np.array(job.seeds)).ravel()  # run * n + node
    heard[fresh] = True
    reached = []
    while len(fresh):
        reached.append(fresh)
        pieces = _pieces(columns, n, fresh)
        fresh = np.concatenate([_hearers(columns, n, keys, heard, piece) for piece in pieces])
    _count(job, reached, tally)
    return len(reached) - 1


def _count(job: Job, reached: list[Ints], tally: Tally) -> None:
    n, cells = len(job.plan), len(job.cells)
    run, u = np.divmod(np.concatenate(reached), n)
    cell = np.asarray(job.cell)[u] if job.cell else np.zeros(1, np.int32)
    place = run * cells + cell
    nodes, people = np.asarray(tally.nodes), np.asarray(tally.people)
    nodes += np.bincount(place, minlength=len(nodes))
    if job.cell:
        np.add.at(people, place, np.asarray(job.plan.weight)[u])
    else:
        people += nodes
    if tally.counts:
        np.asarray(tally.counts)[:] = np.bincount(u, minlength=n)
    step = np.repeat(np.arange(len(reached)), [len(fresh) for fresh in reached])
    if tally.hours:
        np.add.at(np.asarray(tally.hours), u, step)
    if len(reached) <= tally.width:
        curve = np.asarray(tally.curve)
        curve += np.bincount((run * tally.width + step) * cells + cell, minlength=len(curve))


def _pieces(columns: _Columns, n: int, fresh: Ints) -> Iterator[Ints]:
    u = fresh % n
    edges = np.cumsum(columns.start[u + 1] - columns.start[u])
    return iter(np.split(fresh, np.searchsorted(edges, np.arange(_PIECE, edges[-1], _PIECE))))


def _hearers(columns: _Columns, n: int, keys: Hashes, heard: NDArray[np.bool_], told: Ints) -> Ints:
    """Who hears it for the first time from those just *told*; they are marked in *heard*."""
    run, u = np.divmod(told, n)
    first = columns.start[u]
    degree = columns.start[u + 1] - first
    base = _mix(keys[run] + u.astype(np.uint64) * np.uint64(G2))
    base ^= base >> np.uint64(31)
    edge = np.repeat(first - np.cumsum(degree) + degree, degree)
    edge += np.arange(len(edge))
    target = columns.target[edge]
    x = target.astype(np.uint64)
    x *= np.uint64(G1)
    x += np.repeat(base, degree)
    if len(columns.channel):
        x += columns.channel[edge].astype(np.uint64) * np.uint64(G3)
    x = _mix(x)
    x >>= np.uint64(33)
    limit = columns.threshold if len(columns.threshold) == 1 else columns.threshold[edge]
    live = np.flatnonzero(x < limit)
    found = np.repeat(told - u, degree)[live] + target[live]
    found = np.sort(found[~heard[found]])  # np.unique hashes, which takes longer
    once = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=once[1:])
    new: Ints = found[once]
    heard[new] = True
    return new
