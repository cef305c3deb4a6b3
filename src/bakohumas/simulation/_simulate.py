from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import partial

import attrs

from bakohumas.simulation._backends import engine
from bakohumas.simulation._ensembles import Ensemble, Provenance
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._tallies import Tally

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
    """


def simulate(  # noqa: PLR0913 - three say what, the others how
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
        seed: Which worlds; taken modulo 2**64.
        backend: ``"python"``, ``"numpy"``, ``"numba"``, or ``"auto"`` for the
            fastest one installed that repays its start.
        executor: Where to run the chunks: threads, processes, or anything that
            keeps the contract of :class:`concurrent.futures.Executor`.
        on_update: Called with the runs done and the runs in all as chunks are done.
        chunk: Runs done in one go; a sixteenth of all by default.

    Raises:
        ValueError: If there is no seed node, fewer than one run, or no such back end.
        TypeError: If *model* is no model.
        UnknownNameError: If a seed node is not in the plan.
        MissingExtraError: If the back end asked for needs a package that is missing.

    Examples:
        >>> chain = Plan.from_arrays(3, [0, 1], [1, 2], [1.0, 0.5])
        >>> news = simulate(chain, IndependentCascade(), seeds=[0], runs=1000, seed=42)
        >>> news.probability(1), 0.45 < news.probability(2) < 0.55
        (1.0, True)
    """
    if not isinstance(model, IndependentCascade):
        msg = f"model must be IndependentCascade(), got {model!r}"
        raise TypeError(msg)
    numbers = tuple(sorted({plan.number(node) for node in seeds}))
    if not numbers:
        raise ValueError("seeds: the news needs at least one node to start from")
    step = -(-runs // _CHUNKS) if chunk is None else chunk
    if runs < 1 or step < 1:
        msg = f"runs and chunk must be at least 1, got {runs} and {step}"
        raise ValueError(msg)
    run = engine(backend, work=runs * len(plan.target))
    job = partial(run, plan, numbers, seed=seed)
    bounds = [(first, min(first + step, runs)) for first in range(0, runs, step)]
    if executor is None:
        parts = (job(first=first, last=last) for first, last in bounds)
    else:
        waiting = [executor.submit(job, first=first, last=last) for first, last in bounds]
        parts = (future.result() for future in waiting)
    done: list[Tally] = []
    for part, (_, last) in zip(parts, bounds, strict=True):
        done.append(part)
        if on_update is not None:
            on_update(last, runs)
    names = tuple(plan.codes[i] if plan.codes else str(i) for i in numbers)
    provenance = Provenance(repr(model), plan.digest, names, seed, runs)
    return Ensemble.of(plan, Tally.merged(done), provenance)
