from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from functools import partial

import attrs

from bakohumas.errors import expect
from bakohumas.simulation._backends import engine
from bakohumas.simulation._ensembles import Ensemble, Provenance
from bakohumas.simulation._plans import Plan, several
from bakohumas.simulation._tallies import Tally
from bakohumas.simulation._worlds import MASK

_CHUNKS = 16
"""Into how many chunks the runs are divided unless the caller says otherwise."""


@attrs.frozen
class IndependentCascade:
    """The independent cascade: whoever hears the news tells it once over each tie.

    A telling over a tie succeeds with the tie's probability, whatever happened
    on others; time plays no part. In one world every tie is live or not from
    the start, and the news reaches whoever a path of live ties leads to.

    References:
        D. Kempe, J. Kleinberg, É. Tardos (2003), *Maximizing the spread of
        influence through a social network*, KDD '03, doi:10.1145/956750.956769.

    Examples:
        >>> sure = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1])
        >>> simulate(sure, IndependentCascade(), seeds=[0], runs=2, seed=1).sizes
        (3, 3)
    """


def simulate(
    plan: Plan,
    model: IndependentCascade,
    *,
    seeds: Iterable[str | int],
    runs: int,
    seed: int,
    backend: str = "auto",
    executor: Executor | None = None,
    on_update: Callable[[int, int], object] | None = None,
    chunk: int | None = None,
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
    if not isinstance(model, IndependentCascade):
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
    step = -(-runs // _CHUNKS) if chunk is None else chunk
    expect(step, int, what="chunk")
    if runs < 1 or step < 1:
        msg = f"runs and chunk must be at least 1, got {runs} and {step}"
        raise ValueError(msg)
    run = engine(backend, work=runs * len(plan.target))
    job = partial(run, plan, numbers, seed=seed)
    bounds = [(first, min(first + step, runs)) for first in range(0, runs, step)]
    if executor is None:
        parts = (job(first=first, last=last) for first, last in bounds)
    else:
        waiting = _submitted(executor, job, bounds)
        parts = (future.result() for future in waiting)
    done: list[Tally] = []
    for part, (_, last) in zip(parts, bounds, strict=True):
        done.append(part)
        if on_update is not None:
            on_update(last, runs)
    names = tuple(plan.codes[i] if plan.codes else str(i) for i in numbers)
    provenance = Provenance(repr(model), plan.digest, names, seed, runs)
    return Ensemble.of(plan, Tally.merged(done), provenance)


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
