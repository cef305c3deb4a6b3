from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import closing
from functools import partial
from itertools import pairwise
from typing import TypeVar

from bakohumas.errors import expect
from bakohumas.simulation._backends import engine
from bakohumas.simulation._chunks import Chunks
from bakohumas.simulation._ensembles import Ensemble
from bakohumas.simulation._estimates import Provenance
from bakohumas.simulation._jobs import Job
from bakohumas.simulation._models import Model
from bakohumas.simulation._numbers import MOST, bounded
from bakohumas.simulation._parcels import LARGE, Parcel, stretch
from bakohumas.simulation._plans import Plan, several
from bakohumas.simulation._stops import StandardError, check_options, checks, finished
from bakohumas.simulation._tallies import Engine, Tally, check_curve
from bakohumas.simulation._worlds import MASK

_KEPT = 2**20
"""Counts by node that are kept before they are added up."""

Bounds = tuple[int, int]
Part = TypeVar("Part")


def simulate(  # noqa: PLR0913 - all but the first two are options
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
    stop: StandardError | None = None,
    resume: Ensemble | None = None,
) -> Ensemble:
    """Send one message through many worlds.

    What happens in which run depends on *seed*, the run, and the ends and channels
    of the ties, and on nothing else: neither *backend* nor *executor* nor *chunk*
    changes a single integer of the result.

    Whoever interrupts it, by Ctrl-C or an *on_update* that says ``False``, keeps what
    is done: an ensemble of fewer runs, with which it can be resumed.

    Args:
        plan: Who tells whom.
        model: How the news moves.
        seeds: Codes of the nodes that know the news at first (numbers, for a
            plan from arrays).
        runs: How many worlds, 1 to 2**31 - 1; at most, where there is a *stop*.
        seed: Which worlds: a whole number from 0 to 2**64 - 1.
        backend: ``"python"``, ``"numpy"``, ``"numba"``, or ``"auto"`` for the
            fastest one installed that repays its start. NumPy has an own way for
            cascades without hours and options; the rest it leaves to plain Python.
        executor: Where to run the chunks: threads, processes, or anything that
            keeps the contract of :class:`concurrent.futures.Executor`. A large plan is
            sent to each process of this machine once, by a file that is gone at the end.
        on_update: Called with the runs done and the runs in all as chunks are done;
            if it returns ``False``, there are no more.
        chunk: Runs done in one go. By default a sixteenth of all, or more if they are
            short, but no more than take about a second: as often *on_update* is called, and
            so much is lost by Ctrl-C.
        record: What to keep besides the nodes and people that each run reaches, by
            role: ``"counts"`` (runs that reach each node), ``"arrival"`` (the hour
            of its first hearing), ``"curve"`` (nodes by hour, at most 2**27 numbers in
            all), ``"tier"`` and ``"area"`` (all of this by these, too).
        stop: How well the mean must be known to stop before all runs are done.
        resume: What an interrupted simulation of the same kept; its runs are not
            done again. If it has as many as asked for, it is the result.

    Returns:
        How far the news went in each world.

    Raises:
        ValueError: If there is no seed node, a number is out of its range, there is no such
            record or back end, curves are too large, *resume* is of another simulation,
            or *executor* takes no more work.
        TypeError: If *plan* is no plan, *model* no model, *seeds* a single text, or a
            number not whole: one of NumPy is, a float never.
        UnknownNameError: If a seed node is not in the plan.
        MissingExtraError: If the back end asked for needs a package that is missing.

    Examples:
        >>> from bakohumas.simulation import IndependentCascade
        >>> chain = Plan.from_arrays(3, [0, 1], [1, 2], [1.0, 0.5])
        >>> news = simulate(chain, IndependentCascade(), seeds=[0], runs=1000, seed=42)
        >>> news.probability(1), 0.45 < news.probability(2) < 0.55
        (1.0, True)
        >>> more = simulate(chain, IndependentCascade(), seeds=[0], runs=2000, seed=42, resume=news)
        >>> more == simulate(chain, IndependentCascade(), seeds=[0], runs=2000, seed=42)
        True
    """
    check_options(stop, on_update)
    job = _checked(plan, model, seeds, seed, record)
    runs = bounded(runs, 1, MOST, what="runs")
    chunk = None if chunk is None else bounded(chunk, 1, MOST, what="chunk")
    done = [] if resume is None else [_resumed(job, resume)]
    begun = 0 if resume is None else resume.provenance.runs
    if stop is not None:
        stop.check(plan.groups)
    if resume is not None and finished(stop, runs, resume):
        return resume
    run = engine(backend, work=runs * len(plan.target), plain=job.kernel == "cascade")
    chunks = Chunks.of(job, run, runs, shared=executor is not None)
    start, step = begun, chunk or chunks.first
    run(job, first=0, last=0)  # whatever is made once is made before any worker starts
    judged = [] if stop is None else [count for count in checks(runs) if count > begun]
    grown = [] if chunk else chunks.judged(begun, runs)
    waves = sorted({begun, *judged, *grown, runs})
    try:
        for begin, end in pairwise(waves):
            step = chunks.next(done, start, begin) if begin in grown else step
            firsts = [*range(begin, end, step), end]
            for last, part in _done(executor, run, job, list(pairwise(firsts))):
                check_curve(runs if stop is None else last, part.width, len(job.cells))
                done.append(part)
                begun = last
                if len(done) * len(part.counts) > _KEPT:
                    done[:] = [Tally.merged(done, len(job.cells))]
                if on_update is not None and on_update(last, runs) is False:
                    return _ensemble(job, done, begun)
            if end in judged and finished(stop, runs, _ensemble(job, done, end)):
                break
    except KeyboardInterrupt:
        if not begun:
            raise
    return _ensemble(job, done, begun)


def _checked(
    plan: Plan,
    model: Model,
    seeds: Iterable[str | int],
    seed: int,
    record: Iterable[str],
) -> Job:
    if not isinstance(plan, Plan):
        msg = f"plan must be a Plan, got {type(plan).__name__}: compile_plan makes one of a network"
        raise TypeError(msg)
    if not isinstance(model, Model):
        given = f"the class {model.__name__}" if isinstance(model, type) else repr(model)
        msg = f"model must be IndependentCascade() or LinearThreshold(), got {given}"
        raise TypeError(msg)
    numbers = tuple(sorted({plan.number(node) for node in several(seeds, "seeds")}))
    if not numbers:
        raise ValueError("seeds: the news needs at least one node to start from")
    return Job.of(plan, model, numbers, bounded(seed, 0, MASK, what="seed"), record)


def _made(job: Job, runs: int) -> Provenance:
    codes = job.plan.codes
    names = tuple(codes[i] if codes else str(i) for i in job.seeds)
    return Provenance(repr(job.model), job.plan.digest, names, job.seed, runs, job.recorded)


def _ensemble(job: Job, done: list[Tally], runs: int) -> Ensemble:
    done[:] = [Tally.merged(done, len(job.cells))]
    return Ensemble.of(job, done[0], _made(job, runs))


def _resumed(job: Job, resume: Ensemble) -> Tally:
    expect(resume, Ensemble, what="resume")
    made = _made(job, resume.provenance.runs)
    for name in ("model", "plan", "seeds", "seed", "record", "format"):
        mine, its = getattr(made, name), getattr(resume.provenance, name)
        if mine != its:
            msg = f"resume is of another simulation: its {name} is {its!r}, not {mine!r}"
            raise ValueError(msg)
    return resume.tally


def _done(
    executor: Executor | None, run: Engine, job: Job, bounds: list[Bounds]
) -> Iterator[tuple[int, Tally]]:
    """The chunks in their order, each with the run at which it ends."""
    if executor is None:
        for first, last in bounds:
            yield last, run(job, first=first, last=last)
        return
    at = 0
    if len(job.plan.target) >= LARGE:
        with closing(Parcel(job)) as parcel:
            for part in _parts(executor, partial(stretch, run, parcel), bounds):
                if part is None:  # the worker is on another machine
                    break
                yield bounds[at][1], part
                at += 1
    for part in _parts(executor, partial(run, job), bounds[at:]):
        yield bounds[at][1], part
        at += 1


def _parts(executor: Executor, task: Callable[..., Part], bounds: list[Bounds]) -> Iterator[Part]:
    waiting = _submitted(executor, task, bounds)
    try:
        for future in waiting:
            yield future.result()
    finally:
        for future in waiting:
            future.cancel()


def _submitted(
    executor: Executor, task: Callable[..., Part], bounds: list[Bounds]
) -> "list[Future[Part]]":
    if not callable(getattr(executor, "submit", None)):
        msg = f"executor must be one of concurrent.futures, or like one, got {executor!r}"
        raise TypeError(msg)
    try:
        return [executor.submit(task, first=first, last=last) for first, last in bounds]
    except RuntimeError as closed:
        msg = f"executor takes no more work ({closed}): keep it open until the runs are done"
        raise ValueError(msg) from closed
