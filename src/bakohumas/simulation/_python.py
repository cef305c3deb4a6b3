from functools import partial
from itertools import pairwise
from typing import Final

from bakohumas.simulation import _calendars, _kernels, _rivals
from bakohumas.simulation._hosts import Kernel, grown, hosted
from bakohumas.simulation._jobs import Job
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._tallies import Tally
from bakohumas.simulation._worlds import G1, G2, G3, M1, M2, MASK, mix64, run_key

PLAIN: Final[dict[str, Kernel]] = {
    "cascade": _kernels.cascade,
    "threshold": _kernels.threshold,
    "calendar": _calendars.calendar,
    "rivals": _rivals.rivals,
}
"""The kernels as plain functions; numba's compiled ones go by the same names."""


def run(job: Job, *, first: int, last: int) -> Tally:
    """Runs *first* to *last* - 1 in plain Python, one after the other."""
    if job.kernel != "cascade":
        return hosted(job, first, last, PLAIN, shown=lambda values: values, packed=list)
    return grown(job, last - first, partial(_cascade, job, first, last))


def _cascade(job: Job, first: int, last: int, tally: Tally) -> int:
    plan, deepest = job.plan, 0
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for r in range(first, last):
        key = run_key(job.seed, r)
        heard = bytearray(len(plan))
        for u in job.seeds:
            heard[u] = 1
        queue, ends = list(job.seeds), [len(job.seeds)]
        for place, u in enumerate(queue):  # it grows while it is read
            if place == ends[-1]:
                ends.append(len(queue))
            base = mix64((key + u * G2) & MASK)
            if u not in rows:
                rows[u] = _row(plan, u)
            for v, salt, limit in rows[u]:
                if not heard[v]:
                    x = (base + salt) & MASK
                    x = (x ^ (x >> 30)) * M1 & MASK
                    if (x ^ (x >> 27)) * M2 & MASK < limit:
                        heard[v] = 1
                        queue.append(v)
        _counted(job, tally, r - first, queue, ends)
        deepest = max(deepest, len(ends) - 1)
    return deepest


def _row(plan: Plan, u: int) -> list[tuple[int, int, int]]:
    edges = slice(plan.start[u], plan.start[u + 1])
    channels = plan.apart[edges] or bytes(edges.stop - edges.start)
    ends = zip(plan.target[edges], channels, plan.threshold[edges], strict=True)
    return [(v, (v * G1 + c * G3) & MASK, limit << 33) for v, c, limit in ends]


def _counted(job: Job, tally: Tally, row: int, queue: list[int], ends: list[int]) -> None:
    """Count whoever a run reached, who stand by their steps, of which each has its end."""
    cells = len(job.cells)
    if not job.cell:
        tally.nodes[row] = tally.people[row] = len(queue)
    for u in queue if job.cell else ():
        tally.nodes[row * cells + job.cell[u]] += 1
        tally.people[row * cells + job.cell[u]] += job.plan.weight[u]
    for u in queue if tally.counts else ():
        tally.counts[u] += 1
    for step, (begin, end) in enumerate(pairwise([0, *ends])):
        for u in queue[begin:end] if tally.hours else ():
            tally.hours[u] += step
        for u in queue[begin:end] if step < tally.width else ():
            cell = job.cell[u] if job.cell else 0
            tally.curve[(row * tally.width + step) * cells + cell] += 1
