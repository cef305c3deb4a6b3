"""What the kernels are handed: rows to read, room to work in, and where to count.

Everything is an array of the standard library; a back end shows it to its
kernel in its own way, and the kernel writes into the same memory.
"""

from array import array
from collections.abc import Callable
from typing import Any

from bakohumas.simulation._jobs import Job
from bakohumas.simulation._tallies import Tally, zeros
from bakohumas.simulation._worlds import seed_key

HOURS = 64
"""Hours that a curve has room for at first; where the news takes longer, it grows."""
AHEAD = 16
"""Room behind a queue, for a kernel that looks ahead."""

Kernel = Callable[..., int]
Shown = Callable[[Any], Any]


def grown(job: Job, runs: int, work: Callable[[Tally], int]) -> Tally:
    """The tally of some *work*, which says the last hour that it came to, done with room enough."""
    width = HOURS if "curve" in job.record else 0
    while True:
        tally = Tally.room(job, runs, width)
        last = work(tally)
        if not width:
            return tally
        if last < width:
            return tally.widened(last + 1, len(job.cells))
        width = last + 1


def cascade(
    job: Job, first: int, last: int, kernel: Kernel, *, shown: Shown, packed: Any = ()
) -> Tally:
    """Runs *first* to *last* - 1 of a cascade without delays.

    Args:
        job: What to run.
        first: The first run.
        last: The run after the last.
        kernel: :func:`bakohumas.simulation._kernels.cascade`, compiled or not.
        shown: How its back end sees an array.
        packed: Target and probability of each edge in a word, if they differ.
    """
    plan, n = job.plan, len(job.plan)

    def work(tally: Tally) -> int:
        return kernel(
            shown(plan.start),
            shown(plan.target),
            packed,
            shown(plan.apart),
            shown(plan.threshold[0] if plan.threshold else 0),
            shown(array("i", job.seeds)),
            shown(seed_key(job.seed)),
            first,
            last,
            len(job.cells),
            shown(job.cell),
            shown(plan.weight),
            tally.width,
            shown(array("i", [-1]) * n),
            shown(zeros(n + AHEAD, "i")),
            shown(zeros(plan.longest + 1, "i")),
            shown(tally.nodes),
            shown(tally.people),
            shown(tally.counts),
            shown(tally.hours),
            shown(tally.curve),
        )

    return grown(job, last - first, work)
