"""What the kernels are handed: rows to read, room to work in, and where to count.

Everything is an array of the standard library; a back end shows it to its
kernel in its own way, and the kernel writes into the same memory.
"""

from array import array
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from bakohumas.simulation._jobs import Job
from bakohumas.simulation._kernels import AT_ONCE, WIDE
from bakohumas.simulation._models import Correction, IndependentCascade, LinearThreshold
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._tallies import Tally, zeros
from bakohumas.simulation._worlds import seed_key
from bakohumas.simulation._worlds import threshold as threshold_of

HOURS = 64
"""Hours that a curve has room for at first; where the news takes longer, it grows."""
AHEAD = 16
"""Room behind a queue, for a kernel that looks ahead."""

NEVER: Final = 2**40
"""The hour of a deadline that there is not: in a hundred million years."""

Kernel = Callable[..., int]
Kernels = Mapping[str, Kernel]
Work = Callable[[Kernel, int, int, Tally], int]
Shown = Callable[[Any], Any]


def grown(job: Job, runs: int, work: Callable[[Tally], int]) -> Tally:
    """The tally of some *work*, done again until there was room enough.

    The work says the last hour that it came to, or -1 if it found too little room
    and makes more for itself.
    """
    width = HOURS if "curve" in job.record else 0
    while True:
        tally = Tally.room(job, runs, width)
        last = work(tally)
        if last < 0:
            continue
        if not width:
            return tally
        if last < width:
            return tally.widened(last + 1, len(job.cells))
        width = last + 1


def hosted(
    job: Job,
    first: int,
    last: int,
    kernels: Kernels,
    *,
    shown: Shown,
    packed: Callable[[], object],
) -> Tally:
    """Runs *first* to *last* - 1 by the kernel that the job asks for.

    Args:
        job: What to run.
        first: The first run.
        last: The run after the last.
        kernels: The kernels by name, compiled or not.
        shown: How their back end sees an array.
        packed: Target and probability of each edge in a word, if they differ, for
            whoever asks: a cascade without delays.
    """
    host = {"cascade": cascade, "calendar": calendar, "rivals": rivals, "threshold": threshold}
    kernel = kernels[job.kernel]
    work = host[job.kernel](job, shown)
    if job.kernel == "cascade":
        return grown(job, last - first, partial(work, partial(kernel, packed()), first, last))
    return grown(job, last - first, partial(work, kernel, first, last))


def roomy(targets: "array[int]") -> "array[int]":
    """Targets, and behind very few of them some more, for kernels that look at so many."""
    return targets + zeros(max(0, WIDE - len(targets)), "i") if len(targets) < WIDE else targets


def at_once(plan: Plan) -> "tuple[array[int], array[int], array[int]]":
    """Room for what a kernel finds out of some nodes in one go: masks, places and hearers."""
    masks = AT_ONCE + plan.longest // 64 + 1
    return zeros(masks, "Q"), zeros(masks), zeros(64 * masks, "i")


def _common(job: Job, first: int, last: int, tally: Tally, shown: Shown) -> tuple[Any, ...]:
    return (
        shown(array("i", job.seeds)),
        shown(seed_key(job.seed)),
        first,
        last,
        len(job.cells),
        shown(job.cell),
        shown(job.plan.weight),
        tally.width,
    )


def _columns(tally: Tally, shown: Shown) -> tuple[Any, ...]:
    return (
        shown(tally.nodes),
        shown(tally.people),
        shown(tally.counts),
        shown(tally.hours),
        shown(tally.curve),
    )


def cascade(job: Job, shown: Shown) -> Work:
    """How :func:`bakohumas.simulation._kernels.cascade` is called."""
    plan, n = job.plan, len(job.plan)

    def work(kernel: Kernel, first: int, last: int, tally: Tally) -> int:
        return kernel(
            shown(plan.start),
            shown(roomy(plan.target)),
            shown(plan.apart),
            shown(plan.threshold[0] if plan.threshold else 0),
            *_common(job, first, last, tally, shown),
            shown(array("i", [-1]) * n),
            shown(zeros(n + AHEAD, "i")),
            *map(shown, at_once(plan)),
            *_columns(tally, shown),
        )

    return work


def _shares(job: Job) -> "array[int]":
    shared = isinstance(job.model, LinearThreshold) and job.model.force == "share"
    return job.plan.indegree if shared else zeros(0)


def _stated(model: LinearThreshold) -> int:
    """A threshold in half units, and half a unit lower, as it may be rounded up."""
    return -1 if model.threshold is None else max(0, 2 * threshold_of(model.threshold) - 1)


def bars(job: Job, shown: Shown) -> tuple[Any, ...]:
    """Whether the model has thresholds, what moves a node, and room to add it up."""
    model, plan, none = job.model, job.plan, zeros(0, "i")
    if not isinstance(model, LinearThreshold):
        terms = (-1, 1, 1, zeros(0), none)
        sums = (none, zeros(0), none, zeros(0, "Q"), none)
    else:
        n = 2 * len(plan)
        teller = job.teller if model.tellers > 1 else none
        terms = (_stated(model), model.tellers, model.channels, _shares(job), teller)
        never = array("i", [-1])
        sums = (never * n, zeros(n), zeros(n, "i"), zeros(n, "Q"), never * (2 * len(teller)))
    *numbers, shares, teller = terms
    return (
        isinstance(model, LinearThreshold),
        (*numbers, shown(shares), shown(teller)),
        tuple(map(shown, sums)),
    )


def _tellings(job: Job) -> int:
    """Room for what is under way besides where every edge of whoever acts tells."""
    return len(job.plan.target) if isinstance(job.model, LinearThreshold) else 0


def calendar(job: Job, shown: Shown) -> Work:
    """How :func:`bakohumas.simulation._calendars.calendar` is called."""
    plan, n, model = job.plan, len(job.plan), job.model
    delay, each = job.hours
    fidelity, feedback = model.fidelity, model.feedback
    recovery = model.recovery if isinstance(model, IndependentCascade) else None
    room = [n + len(job.desks) + AHEAD + _tellings(job)]

    def work(kernel: Kernel, first: int, last: int, tally: Tally) -> int:
        found = kernel(
            shown(plan.start),
            shown(plan.target),
            shown(plan.threshold),
            shown(plan.apart),
            shown(delay),
            each,
            shown(plan.keep),
            threshold_of(fidelity.keep) if fidelity else 0,
            fidelity.points if fidelity else 0,
            fidelity.merge if fidelity else False,
            shown(plan.credibility if model.acceptance is not None else array("I")),
            threshold_of(1 if model.acceptance is None else model.acceptance),
            -1 if recovery is None else threshold_of(recovery),
            *bars(job, shown),
            NEVER if model.deadline is None else model.deadline,
            *_common(job, first, last, tally, shown),
            job.span,
            shown(zeros(n)),
            *(shown(array("i", [-1]) * n) for _ in range(4)),
            shown(zeros(n, "Q")),
            shown(zeros(n, "i")),
            shown(zeros(job.span, "i")),
            *(shown(zeros(room[0], code)) for code in "iiiQi"),
            *(shown(column) for column in job.up),
            shown(array("i", job.desks)),
            threshold_of(feedback.rate) if feedback else 0,
            feedback.within if feedback else 0,
            *_columns(tally, shown),
            shown(tally.more.get("accepted", zeros(last - first))),
            shown(tally.more.get("points", zeros(0))),
            shown(tally.more.get("comments", zeros(0))),
        )
        room[0] *= 2 if found < 0 else 1
        return found

    return work


def rivals(job: Job, shown: Shown) -> Work:
    """How :func:`bakohumas.simulation._rivals.rivals` is called."""
    plan, n, model = job.plan, len(job.plan), job.model
    delay, each = job.hours
    follows = model.followed_by
    assert follows is not None  # noqa: S101 - or it would have another kernel
    persuasion = follows.persuasion if isinstance(follows, Correction) else 1
    room = [n + len(job.second) + AHEAD + _tellings(job)]

    def work(kernel: Kernel, first: int, last: int, tally: Tally) -> int:
        found = kernel(
            shown(plan.start),
            shown(plan.target),
            shown(plan.threshold),
            shown(plan.apart),
            shown(delay),
            each,
            NEVER if model.deadline is None else model.deadline,
            threshold_of(persuasion),
            follows.after,
            *bars(job, shown),
            shown(array("i", job.second)),
            *_common(job, first, last, tally, shown),
            job.span,
            shown(zeros(n, "i")),
            shown(array("i", [-1]) * n),
            shown(zeros(2 * job.span, "i")),
            *(shown(zeros(room[0], "i")) for _ in range(3)),
            *_columns(tally, shown),
            shown(tally.more["holding"]),
            shown(tally.more["corrected"]),
        )
        room[0] *= 2 if found < 0 else 1
        return found

    return work


def threshold(job: Job, shown: Shown) -> Work:
    """How :func:`bakohumas.simulation._kernels.threshold` is called."""
    plan, n, model = job.plan, len(job.plan), job.model
    assert isinstance(model, LinearThreshold)  # noqa: S101 - no other model has this kernel

    def work(kernel: Kernel, first: int, last: int, tally: Tally) -> int:
        return kernel(
            shown(plan.start),
            shown(plan.target),
            shown(plan.apart),
            shown(plan.threshold),
            shown(_shares(job)),
            _stated(model),
            model.tellers,
            model.channels,
            NEVER if model.deadline is None else model.deadline,
            *_common(job, first, last, tally, shown),
            shown(array("i", [-1]) * n),
            shown(zeros(n)),
            shown(zeros(n, "i")),
            shown(zeros(n, "Q")),
            shown(zeros(n + AHEAD, "i")),
            *_columns(tally, shown),
        )

    return work
