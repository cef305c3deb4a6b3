from array import array
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Tie
from bakohumas.simulation import (
    UNCALIBRATED,
    AddNodes,
    AddTies,
    Correction,
    IndependentCascade,
    LinearThreshold,
    MoveSeed,
    Plan,
    Raise,
    Silence,
    StandardError,
    Sweep,
    backends,
    compare,
    compile_plan,
    simulate,
    sweep,
)
from worlds_by_hand import some_plan

MODEL = IndependentCascade()
PLAN = some_plan(3, least=1)
GRID: dict[str, list[Any]] = {"probability_factor": [0.5, 1, 1.5], "deadline": [3, None]}


def swept(plan: Plan = PLAN, grid: Any = None, **options: Any) -> Sweep:  # noqa: ANN401 - as sweep
    """A sweep of six cells."""
    asked: dict[str, Any] = {"seeds": [0], "runs": 60, "seed": 4} | options
    return sweep(plan, asked.pop("model", MODEL), GRID if grid is None else grid, **asked)


def test_every_cell_is_a_simulation() -> None:
    """Of the plan and the model with the values of the cell, whatever the order of the axes."""
    found = swept(record=["counts"])
    cells = dict(found.cells)
    for factor, deadline in product(GRID["probability_factor"], GRID["deadline"]):
        limits = [min(2**31, round(limit * factor)) for limit in PLAN.threshold]
        plan = attrs.evolve(PLAN, threshold=array("I", limits))
        alone = simulate(plan, IndependentCascade(deadline=deadline), seeds=[0], runs=60, seed=4)
        assert cells[factor, deadline] == alone
    turned = dict(swept(grid=dict(reversed(GRID.items())), record=["counts"]).cells)

    assert found.whole
    assert found.axes == ("probability_factor", "deadline")
    assert list(cells) == list(product(*GRID.values()))
    assert {(b, a): cell for (a, b), cell in turned.items()} == cells


@pytest.mark.parametrize("chunk", [None, 7])
def test_every_cell_stops_when_it_is_known(chunk: int | None) -> None:
    """As its simulation would alone; and a sweep that is resumed comes to the same."""
    stop = StandardError(0.05)
    found = swept(runs=600, stop=stop, chunk=chunk)
    runs = [cell.provenance.runs for _, cell in found.cells]

    assert found.whole
    assert len(runs) == 6
    assert len(set(runs)) > 1
    for values, cell in found.cells:
        factor, deadline = cast("tuple[float, int | None]", values)
        limits = [min(2**31, round(limit * factor)) for limit in PLAN.threshold]
        plan = attrs.evolve(PLAN, threshold=array("I", limits))
        model = IndependentCascade(deadline=deadline)
        assert cell == simulate(
            plan, model, seeds=[0], runs=600, seed=4, stop=stop, record=(), chunk=chunk
        )
    some = swept(runs=600, stop=stop, chunk=10, on_update=lambda done, _all: done < 1200)
    assert not some.whole
    assert swept(runs=600, stop=stop, resume=some) == found
    assert swept(runs=600, stop=stop, resume=found) == found


@given(st.integers(0, 2**64 - 1), st.lists(st.floats(0, 3), min_size=2, max_size=4))
def test_neighbours_are_coupled(seed: int, factors: list[float]) -> None:
    """A larger factor of probability shrinks no run; later news reaches no fewer in the end."""
    grid = {"probability_factor": sorted(factors), "delay_factor": [0, 2.5]}
    cells = dict(swept(grid=grid, seed=seed, runs=4).cells)
    for (one, other), delay in product(pairwise(sorted(factors)), (0, 2.5)):
        less, more = cells[one, delay].sizes, cells[other, delay].sizes
        assert all(x <= y for x, y in zip(less, more, strict=True))
        assert cells[one, 0].sizes == cells[one, 2.5].sizes


def test_hours_are_factors_too() -> None:
    """Of the hours of each edge, or of one step; a year at most."""
    plain = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1])
    slow = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1], delay=[4000, 2])
    grid = {"delay_factor": [0, 1, 3]}
    rows = [
        [cell.first_arrival(2) for _, cell in swept(plan, grid, record=["arrival", "counts"]).cells]
        for plan in (plain, slow)
    ]

    assert rows == [[0, 2, 6], [0, 4002, 8790]]


def test_interventions_are_an_axis() -> None:
    """One or several, or none, told in words; they may move the seed."""
    network = InformationNetwork.from_pairs([("a", "b"), ("b", "c")], channel="f", probability=0.5)
    grid = {
        "way": [
            (),
            Raise("f", 1),
            [Silence(source="b"), AddTies([Tie("a", "c", "g")])],
            MoveSeed("a", "b"),
        ]
    }
    found = swept(compile_plan(network), grid, seeds=["a"], runs=2000)
    rows = found.rows()

    assert [row["way"] for row in rows] == [
        "",
        "ties by f: probability 1",
        "ties from b: silent; more ties: a -> c (g)",
        "the news starts at b, not a",
    ]
    assert [round(row["mean"], 1) for row in rows] == [1.8, 3.0, 2.5, 1.5]
    assert rows[0]["runs"] == 2000
    assert list(rows[0])[:3] == ["way", "runs", "role"]


def test_any_parameter_is_an_axis() -> None:
    """Of either model, whatever its kind."""
    grid: dict[str, list[Any]] = {"force": ["probability", "share"], "threshold": [0.2, None]}
    rows = swept(grid=grid, model=LinearThreshold()).rows()
    later = swept(grid={"followed_by": [Correction(seeds=[1]), Correction(seeds=[2], after=2)]})

    assert [(row["force"], row["threshold"]) for row in rows] == list(product(*grid.values()))
    assert len(later.cells) == 2


@pytest.mark.parametrize("after", [1, 59, 60, 61, 100, 180, 359, 360])
def test_an_interrupted_sweep_is_resumed_to_the_same_bytes(after: int) -> None:
    """Wherever it was stopped, by a word or by Ctrl-C; what is done is not done again."""
    whole = swept(record=["counts", "curve"])

    def stop(done: int, total: int) -> bool:
        assert total == 360
        return done < after

    def interrupt(done: int, _total: int) -> None:
        if done >= after:
            raise KeyboardInterrupt

    for update in (stop, interrupt):
        part = swept(record=["counts", "curve"], chunk=7, on_update=update)
        told: list[int] = []
        again = swept(
            record=["counts", "curve"],
            chunk=9,
            resume=part,
            on_update=lambda done, _, told=told: told.append(done),
        )
        done = sum(cell.provenance.runs for _, cell in part.cells)
        assert again == whole
        assert part.whole == (after > 357)
        assert after <= done < after + 7
        assert all(count > done for count in told)
    assert swept(record=["counts", "curve"], resume=whole) == whole


def test_ways_to_run_it_change_nothing() -> None:
    """Back ends and workers."""
    whole = swept()

    assert all(swept(backend=name) == whole for name in backends())
    with ThreadPoolExecutor(2) as executor:
        assert swept(executor=executor, chunk=5) == whole


def test_an_interruption_before_anything_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves; after the first cell, it keeps that."""
    calls: list[int] = []

    def broken(*given_: Any, **options: Any) -> Any:  # noqa: ANN401 - as simulate
        calls.append(1)
        if len(calls) != 2:
            raise KeyboardInterrupt
        return simulate(*given_, **options)

    monkeypatch.setattr("bakohumas.simulation._sweeps.simulate", broken)
    with pytest.raises(KeyboardInterrupt):
        swept()
    assert len(swept().cells) == 1


VALUES: dict[str, Any] = {
    "axis 'delay_factor' has no value": lambda: swept(grid={"delay_factor": []}),
    "probability_factor must be finite and not negative, got -1": lambda: swept(
        grid={"probability_factor": [-1]}
    ),
    "delay_factor must be finite and not negative, got inf": lambda: swept(
        grid={"delay_factor": [float("inf")]}
    ),
    "resume is of another sweep: over probability_factor and deadline": lambda: swept(
        grid={"probability_factor": [1]}, resume=swept()
    ),
    "resume is of another sweep: over delay_factor, or other values": lambda: swept(
        grid={"delay_factor": [2]}, resume=swept(grid={"delay_factor": [1]})
    ),
    "resume is of another simulation": lambda: swept(seed=5, resume=swept()),
}


@pytest.mark.parametrize("words", VALUES)
def test_what_makes_no_sense_is_refused(words: str) -> None:
    """Empty axes, factors that are none, and what is left of another sweep."""
    with pytest.raises(ValueError, match=words):
        VALUES[words]()


@pytest.mark.parametrize(
    "name",
    ["runs", "role", "nodes", "mean", "share", "standard_error", "low", "high", "calibration"],
)
def test_an_axis_is_called_as_no_column(name: str) -> None:
    """Every column that a row has besides its axes is refused as the name of one."""
    row = swept(grid={"less": [()]}).rows()[0]

    assert name in row
    assert len(row) == 10
    with pytest.raises(ValueError, match=f"axis '{name}' is called as a column of the rows"):
        swept(grid={name: [(), Silence("0")]})


def test_a_sweep_tells_itself() -> None:
    """A line a cell, whether any is missing, and in words and rows that nothing is calibrated."""
    ways: dict[str, Any] = {"less": [(), Silence("0")], "deadline": [3, None]}
    found = swept(grid=ways)
    means = [f"{cell.mean:.3g}" for _, cell in found.cells]
    lines, other = found.explain().splitlines(), found.explain("id").splitlines()

    assert lines[0].startswith(f"less = -, deadline = 3: {means[0][:3]}")
    assert lines[3].startswith("less = ties by 0: silent, deadline = None: ")
    assert (lines[-1], other[-1]) == UNCALIBRATED
    assert other[0].endswith(" simpul")
    assert len(lines) == len(other) == 5
    assert {row["calibration"] for row in found.rows()} == {UNCALIBRATED[0]}
    assert swept(grid={}).explain().startswith("as it is: ")
    some = swept(grid=ways, on_update=lambda *_: False)
    assert some.explain("id").splitlines()[-2] == "Terhenti: belum lengkap."


def test_slips_are_told() -> None:
    """A mistyped axis, and values of the wrong kind."""
    with pytest.raises(UnknownNameError, match="did you mean deadline"):
        swept(grid={"dedline": [3]})
    for odd in (
        {"grid": [1]},
        {"grid": {"delay_factor": 3}},
        {"grid": {"delay_factor": ["x"]}},
        {"grid": {"way": [["x"]]}},
        {"model": "ic"},
        {"resume": 3},
        {"plan": "x"},
        {"runs": "4"},
        {"seeds": "a"},
    ):
        with pytest.raises(TypeError):
            swept(**odd)


@given(
    ties=st.sets(
        st.tuples(st.sampled_from("bcdef"), st.sampled_from("bcdef")).filter(
            lambda pair: pair[0] != pair[1]
        ),
        min_size=1,
    ),
    seed=st.integers(0, 2**32),
    channel=st.sampled_from(["a", "m", "z"]),
)
def test_a_tie_more_shrinks_no_run_whatever_its_channel_and_ends_are_called(
    ties: set[tuple[str, str]], seed: int, channel: str
) -> None:
    """New channels and nodes are appended: plan, sweep and comparison stay in the same worlds."""
    network = InformationNetwork.from_pairs(ties, channel="m", probability=0.4)
    start, end = network.nodes[0].id, network.nodes[-1].id
    plan, model = compile_plan(network), IndependentCascade()
    more = AddNodes([Node("aa")], [Tie(start, "aa", channel, 0.5), Tie("aa", end, channel, 0.5)])
    before = simulate(plan, model, seeds=[start], runs=32, seed=seed)
    after = simulate(more.apply(plan), model, seeds=[start], runs=32, seed=seed)
    swept = sweep(plan, model, {"more": [(), more]}, seeds=[start], runs=32, seed=seed)
    study = compare(
        network, model, {"today": [], "more": [more]}, seeds=[start], runs=32, seed=seed
    )

    assert all(one <= other for one, other in zip(before.sizes, after.sizes, strict=True))
    assert [cell.sizes for _, cell in swept.cells] == [before.sizes, after.sizes]
    assert study.arm("more").sizes == after.sizes
    assert study.arm("today").sizes == before.sizes
    assert more.apply(plan).number("aa") == len(plan)
