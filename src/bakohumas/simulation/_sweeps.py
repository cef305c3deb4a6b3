from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from difflib import get_close_matches
from itertools import product
from math import inf
from typing import Any, Final, cast, get_args

import attrs

from bakohumas.errors import UnknownNameError, expect, plain
from bakohumas.languages import Lang, decimal, listed, pick
from bakohumas.simulation._arms import Progress
from bakohumas.simulation._columns import LONGEST
from bakohumas.simulation._ensembles import ROW, Ensemble
from bakohumas.simulation._estimates import UNCALIBRATED
from bakohumas.simulation._interventions import Arm, Intervention, changes
from bakohumas.simulation._kernels import ONE
from bakohumas.simulation._models import Model
from bakohumas.simulation._numbers import MOST, bounded
from bakohumas.simulation._plans import Plan, several
from bakohumas.simulation._simulate import simulate
from bakohumas.simulation._stops import StandardError, check_options, finished

Changes = tuple[Intervention, ...]
Value = float | int | str | None | Intervention | Changes
"""What stands on an axis of a sweep."""
_FACTORS: Final = ("probability_factor", "delay_factor")
"""Axes whose values are factors of what the plan has, edge by edge."""
_TAKEN: Final = ("runs", *ROW, "calibration")
"""What an axis cannot be called, as a column of the rows is."""


@attrs.frozen
class Sweep:
    """One simulation for each cell of a grid, all in the same worlds.

    Attributes:
        axes: Names of the axes.
        cells: By the values of each cell, in the order of the grid, how far the news
            went; the last may have fewer runs than asked for, and later ones be missing,
            where the sweep was interrupted.
        whole: Whether every cell has all its runs, or as many as a stop lets it have.

    Examples:
        >>> from bakohumas.simulation import IndependentCascade
        >>> chain = Plan.from_arrays(3, [0, 1], [1, 2], [0.5, 0.5])
        >>> found = sweep(chain, IndependentCascade(), {"probability_factor": [1, 1.5]}, seeds=[0],
        ...     runs=100, seed=1)
        >>> [(row["probability_factor"], row["mean"]) for row in found.rows()]
        [(1, 1.84), (1.5, 2.36)]
    """

    axes: tuple[str, ...]
    cells: tuple[tuple[tuple[Value, ...], Ensemble], ...] = attrs.field(repr=False)
    whole: bool

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a cell and role: the values of the cell, its runs, then as in an ensemble.

        And at last what the cell was held against. An intervention is told in words.
        """
        return [
            {
                **self._named(values),
                "runs": ensemble.provenance.runs,
                **row,
                "calibration": ensemble.provenance.calibration,
            }
            for values, ensemble in self.cells
            for row in ensemble.rows()
        ]

    def explain(self, lang: Lang = "en") -> str:
        """How far the news goes in each cell, whether all are done, and that none is calibrated."""
        lines = []
        for values, found in self.cells:
            cell = self._told(values) or pick(lang, "as it is", "apa adanya")
            mean = decimal(found.mean, lang)
            said = pick(lang, f"{mean} nodes on average", f"rata-rata {mean} simpul")
            lines.append(f"{cell}: {said}")
        if not self.whole:
            lines.append(pick(lang, "Interrupted: runs are missing.", "Terhenti: belum lengkap."))
        return "\n".join([*lines, pick(lang, *UNCALIBRATED)])

    def _told(self, values: tuple[Value, ...]) -> str:
        named = self._named(values).items()
        return ", ".join(f"{axis} = {value if value != '' else '-'}" for axis, value in named)

    def _named(self, values: tuple[Value, ...]) -> dict[str, Any]:
        return {axis: _told(value) for axis, value in zip(self.axes, values, strict=True)}


def _told(value: Value) -> float | str | None:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value) if isinstance(value, get_args(Intervention)) else cast("float | str", value)


def sweep(  # noqa: PLR0913 - what simulate takes, and the grid
    plan: Plan,
    model: Model,
    grid: Mapping[str, Iterable[Value]],
    *,
    seeds: Iterable[str | int],
    runs: int,
    seed: int,
    backend: str = "auto",
    executor: Executor | None = None,
    on_update: Callable[[int, int], object] | None = None,
    chunk: int | None = None,
    record: Iterable[str] = (),
    stop: StandardError | None = None,
    resume: Sweep | None = None,
) -> Sweep:
    """Simulate every cell of a grid in the same worlds.

    As no toss depends on a value, a larger probability shrinks no run of any cell, and
    neighbours differ by what the value does, not by chance.

    Whoever interrupts it, by Ctrl-C or an *on_update* that says ``False``, keeps what is
    done, down to the chunk; handed in as *resume*, it is taken up there, and comes to the
    same bytes.

    Args:
        plan: Who tells whom.
        model: How the news moves.
        grid: By the name of an axis, its values. ``"probability_factor"`` and
            ``"delay_factor"`` multiply what each edge has; a parameter of the model, such as
            ``"acceptance"``, takes its place; under any other name stand interventions, or
            tuples of them.
        seeds: As in :func:`simulate`, and so are the options that follow.
        runs: Worlds for each cell; at most, where there is a *stop*.
        seed: Which worlds.
        backend: What to run them on.
        executor: Where to run them.
        on_update: Called with the runs done and the runs in all, over all cells; if it
            returns ``False``, there are no more.
        chunk: Runs done in one go.
        record: What to keep of each cell besides nodes and people; as in :func:`simulate`.
        stop: How well the mean of a cell must be known to stop it before all runs are
            done; as in :func:`simulate`, cell by cell.
        resume: What an interrupted sweep of the same kept.

    Returns:
        The cells, the last axis changing first.

    Raises:
        TypeError: If *plan* is no plan, *grid* no mapping, or a value not of its kind.
        ValueError: If an axis has no value, or one out of its range, or the name of a column
            of the rows, or *resume* is of another sweep.
        UnknownNameError: If an axis of numbers is neither a factor nor a parameter.
        KeyboardInterrupt: If it is interrupted before anything is done.

    Examples:
        >>> from bakohumas.simulation import IndependentCascade, Silence
        >>> plan = Plan.from_arrays(3, [0, 0], [1, 2], [0.5, 0.5], channel=[0, 1])
        >>> ways = {"less": [(), Silence(1)], "deadline": [0, None]}
        >>> found = sweep(plan, IndependentCascade(), ways, seeds=[0], runs=1000, seed=7)
        >>> [(row["less"], row["deadline"], round(row["mean"], 1)) for row in found.rows()]
        [('', 0, 1.0), ('', None, 2.0), ('ties by 1: silent', 0, 1.0), \
('ties by 1: silent', None, 1.5)]
    """
    expect(plan, Plan, what="plan")
    check_options(stop, on_update)
    runs = bounded(runs, 1, MOST, what="runs")
    axes = _axes(grid, model)
    cells = list(product(*axes.values()))
    kept = _kept(tuple(axes), cells, resume)
    starts, recorded = several(seeds, "seeds"), several(record, "record")
    progress = Progress(on_update, len(cells) * runs)
    progress.stoppable = True
    done: list[tuple[tuple[Value, ...], Ensemble]] = []
    for place, values in enumerate(cells):
        progress.others = place * runs
        changed, adapted, known = _cell(plan, model, starts, dict(zip(axes, values, strict=True)))
        try:
            found = simulate(
                changed,
                adapted,
                seeds=known,
                runs=runs,
                seed=seed,
                backend=backend,
                executor=executor,
                on_update=progress,
                chunk=chunk,
                record=recorded,
                stop=stop,
                resume=kept[place] if place < len(kept) else None,
            )
        except KeyboardInterrupt:
            if not done:
                raise
            break
        done.append((values, found))
        if progress.stopped or not finished(stop, runs, found):
            break
    whole = len(done) == len(cells) and finished(stop, runs, done[-1][1])
    return Sweep(tuple(axes), tuple(done), whole)


def _axes(grid: Mapping[str, Iterable[Value]], model: Model) -> dict[str, tuple[Value, ...]]:
    expect(grid, Mapping, what="grid")
    expect(model, *get_args(Model), what="model")
    known = _parameters(model)
    axes: dict[str, tuple[Value, ...]] = {}
    for name, given in grid.items():
        values = tuple(map(plain, several(given, f"axis {name!r}")))
        if not values:
            msg = f"axis {name!r} has no value"
            raise ValueError(msg)
        if name in _FACTORS:
            for value in values:
                _check_factor(name, value)
        elif name in _TAKEN:
            msg = f"axis {name!r} is called as a column of the rows: give it another name"
            raise ValueError(msg)
        elif name not in known:
            values = tuple(_several(name, value, known) for value in values)
        axes[name] = values
    return axes


def _parameters(model: Model) -> list[str]:
    return [field.name for field in attrs.fields(type(model))]


def _check_factor(name: str, value: object) -> None:
    expect(value, int, float, what=name)
    if not 0 <= value < inf:  # type: ignore[operator]  # a number, as was checked
        msg = f"{name} must be finite and not negative, got {value}"
        raise ValueError(msg)


def _several(name: str, value: object, known: Sequence[str]) -> Changes:
    if not isinstance(value, (list, tuple, *get_args(Intervention))):
        axes = [*_FACTORS, *known]
        scope = f"with values such as {value!r} an axis is one of {listed(axes)}"
        raise UnknownNameError("axis", name, tuple(get_close_matches(name, axes)), scope)
    return changes(cast("Arm", value), name)


def _kept(
    axes: tuple[str, ...], cells: list[tuple[Value, ...]], resume: Sweep | None
) -> list[Ensemble]:
    if resume is None:
        return []
    expect(resume, Sweep, what="resume")
    values = [each for each, _ in resume.cells]
    if resume.axes != axes or values != cells[: len(values)]:
        msg = f"resume is of another sweep: over {listed(resume.axes)}, or other values of them"
        raise ValueError(msg)
    return [ensemble for _, ensemble in resume.cells]


def _cell(
    plan: Plan, model: Model, seeds: tuple[str | int, ...], values: dict[str, Value]
) -> tuple[Plan, Model, tuple[str | int, ...]]:
    """The plan, the model and the seeds of one cell; factors come last."""
    factors = {name: cast("float", values[name]) for name in _FACTORS if name in values}
    own: Any = {name: value for name, value in values.items() if name in _parameters(model)}
    model = attrs.evolve(model, **own)
    for name, value in values.items():
        for change in () if name in factors or name in own else cast("Changes", value):
            plan, seeds = change.apply(plan), change.seeds(seeds)
    if "probability_factor" in factors:
        factor = factors["probability_factor"]
        limits = [round(min(ONE, limit * factor)) for limit in plan.threshold]
        plan = attrs.evolve(plan, threshold=array("I", limits))
    if "delay_factor" in factors:
        hours = plan.delay or array("i", [1]) * len(plan.target)
        longer = [round(min(LONGEST, each * factors["delay_factor"])) for each in hours]
        plan = attrs.evolve(plan, delay=array("i", longer))
    return plan, model, seeds
