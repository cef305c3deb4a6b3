from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from functools import partial

from bakohumas.errors import expect
from bakohumas.simulation._backends import engine
from bakohumas.simulation._ensembles import Ensemble, Provenance
from bakohumas.simulation._jobs import Job
from bakohumas.simulation._models import Model
from bakohumas.simulation._plans import Plan, several
from bakohumas.simulation._tallies import Tally
from bakohumas.simulation._worlds import MASK

_CHUNKS = 16
"""Into how many chunks the runs are divided unless the caller says otherwise."""
_EDGES = 2**24
"""Edges that a chunk has at least, over its runs, so that its start does not show."""


def simulate(
    plan: Plan,
    model: Model,
    *,
    seeds: Iterable[str | int],
    runs: int,
    seed: int,
    backend: str = "auto",
    executor: Executor | None = None,
    on_update: Callable[[int, int], object] | None = None,
    chunk: int | None = None,
    record: Iterable[str] = ("counts",),
) -> Ensemble:
    """Send one message through many worlds.

    Which ties are live in which run depends on *seed*, the run, and the tie's
    ends and channel, and on nothing else: neither *backend* nor *executor* nor
    *chunk* changes a single integer of the result.

    Args:
        plan: Who tells whom.
        model: How the news moves.
        seeds: Codes of the nodes that know the news at first (numbers, for a
            plan from arrays).
        runs: How many worlds.
        seed: Which worlds: a whole number from 0 to 2**64 - 1.
        backend: ``"python"``, ``"numpy"``, ``"numba"``, or ``"auto"`` for the
            fastest one installed that repays its start.
        executor: Where to run the chunks: threads, processes, or anything that
            keeps the contract of :class:`concurrent.futures.Executor`.
        on_update: Called with the runs done and the runs in all as chunks are done.
        chunk: Runs done in one go; a sixteenth of all by default.

    Returns:
        How far the news went in each world.

    Raises:
        ValueError: If there is no seed node, fewer than one run, no such world or back
            end, or *executor* takes no more work.
        TypeError: If *plan* is no plan, *model* no model, *seeds* a single text, or a
            number not whole.
        UnknownNameError: If a seed node is not in the plan.
        MissingExtraError: If the back end asked for needs a package that is missing.

    Examples:
        >>> chain = Plan.from_arrays(3, [0, 1], [1, 2], [1.0, 0.5])
        >>> news = simulate(chain, IndependentCascade(), seeds=[0], runs=1000, seed=42)
        >>> news.probability(1), 0.45 < news.probability(2) < 0.55
        (1.0, True)
    """
    if not isinstance(plan, Plan):
        msg = f"plan must be a Plan, got {type(plan).__name__}: compile_plan makes one of a network"
        raise TypeError(msg)
    if not isinstance(model, Model):
        given = f"the class {model.__name__}" if isinstance(model, type) else repr(model)
        msg = f"model must be IndependentCascade(), got {given}"
        raise TypeError(msg)
    numbers = tuple(sorted({plan.number(node) for node in several(seeds, "seeds")}))
    if not numbers:
        raise ValueError("seeds: the news needs at least one node to start from")
    expect(seed, int, what="seed")
    if not 0 <= seed <= MASK:
        msg = f"seed must lie in 0 to 2**64 - 1, got {seed}"
        raise ValueError(msg)
    expect(runs, int, what="runs")
    least = _EDGES // max(1, len(plan.target))
    step = max(-(-runs // _CHUNKS), least, 1) if chunk is None else chunk
    expect(step, int, what="chunk")
    if runs < 1 or step < 1:
        msg = f"runs and chunk must be at least 1, got {runs} and {step}"
        raise ValueError(msg)
    job = Job.of(plan, model, numbers, seed, record)
    run = engine(backend, work=runs * len(plan.target))
    run(job, first=0, last=0)  # whatever is made once is made before any worker starts
    bounds = [(first, min(first + step, runs)) for first in range(0, runs, step)]
    task = partial(run, job)
    if executor is None:
        parts = (task(first=first, last=last) for first, last in bounds)
    else:
        waiting = _submitted(executor, task, bounds)
        parts = (future.result() for future in waiting)
    done: list[Tally] = []
    for part, (_, last) in zip(parts, bounds, strict=True):
        done.append(part)
        if on_update is not None:
            on_update(last, runs)
    names = tuple(plan.codes[i] if plan.codes else str(i) for i in numbers)
    provenance = Provenance(repr(model), plan.digest, names, seed, runs, job.recorded)
    return Ensemble.of(job, Tally.merged(done, len(job.cells)), provenance)


def _submitted(
    executor: Executor, job: Callable[..., Tally], bounds: list[tuple[int, int]]
) -> list[Future[Tally]]:
    if not callable(getattr(executor, "submit", None)):
        msg = f"executor must be one of concurrent.futures, or like one, got {executor!r}"
        raise TypeError(msg)
    try:
        return [executor.submit(job, first=first, last=last) for first, last in bounds]
    except RuntimeError as closed:
        msg = f"executor takes no more work ({closed}): keep it open until the runs are done"
        raise ValueError(msg) from closed
