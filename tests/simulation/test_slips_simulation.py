import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import inf, nan
from typing import Any

import numpy as np
import pytest

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Tie
from bakohumas.simulation import (
    BACKENDS,
    AddTies,
    Comparison,
    Correction,
    Delay,
    Ensemble,
    Estimate,
    Feedback,
    Fidelity,
    IndependentCascade,
    LinearThreshold,
    Plan,
    Raise,
    Silence,
    Version,
    compare,
    compile_plan,
    influence_maximise,
    simulate,
    sweep,
    turning_point,
)

MODEL = IndependentCascade()
MODELS = "IndependentCascade() or LinearThreshold()"
MOST = 2**31 - 1
NETWORK = InformationNetwork.from_pairs([("a", "b")], channel="forum")
PLAN = compile_plan(NETWORK)
NUMBERS = Plan.from_arrays(2, [0], [1], [0.5])
LATE = Tie("a", "b", "late", delay=8785)
LARGER = InformationNetwork.from_pairs([("a", "b"), ("b", "c")])
CLOSED = ThreadPoolExecutor(1)
CLOSED.shutdown()


def run(plan: object = PLAN, **options: object) -> Ensemble:
    """One simulation with one slip or another."""
    asked: dict[str, Any] = {"seeds": ["a"], "runs": 4, "seed": 1} | options
    return simulate(odd(plan), odd(asked.pop("model", MODEL)), **asked)


def compared(network: object = NETWORK, arms: object = None, **options: object) -> Comparison:
    """One comparison with one slip or another."""
    asked: dict[str, Any] = {"seeds": ["a"], "runs": 4, "seed": 1} | options
    return compare(odd(network), MODEL, odd({"x": []} if arms is None else arms), **asked)


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


KINDS: dict[str, Callable[[], object]] = {
    "plan must be a Plan, got InformationNetwork: compile_plan makes one of a network": lambda: run(
        NETWORK
    ),
    f"model must be {MODELS}, got the class IndependentCascade": lambda: run(
        model=IndependentCascade
    ),
    f"model must be {MODELS}, got 'ic'": lambda: run(model="ic"),
    "seed must be an int, got the str '1'": lambda: run(seed="1"),
    "seed must be an int, got the float 1.5": lambda: run(seed=1.5),
    "runs must be an int, got the str '4'": lambda: run(runs="4"),
    "runs must be an int, got the float64 np.float64(4.0)": lambda: run(runs=np.float64(4)),
    "runs must be an int, got the bool True": lambda: run(runs=True),
    "deadline must be an int, got the float 2.0": lambda: IndependentCascade(deadline=odd(2.0)),
    "hours must be an int, got the float 2.0": lambda: Delay("x", odd(2.0)),
    "delay must hold whole numbers, got 2.0": lambda: Plan.from_arrays(
        2, [0], [1], [1], delay=[odd(2.0)]
    ),
    "delay must hold whole numbers, got np.float64(2.0)": lambda: Plan.from_arrays(
        2, np.array([0]), np.array([1]), np.array([1.0]), delay=odd(np.array([2.0]))
    ),
    "source must hold whole numbers, got array([0, 1])": lambda: Plan.from_arrays(
        2, odd(np.array([[0, 1]])), [1], [1]
    ),
    "delay must be an int, got the float 2.0": lambda: Tie("a", "b", delay=odd(2.0)),
    "chunk must be an int, got the float 1.5": lambda: run(chunk=1.5),
    "seeds must be a collection such as a list, got 'a'": lambda: run(seeds="a"),
    "seeds must be a collection such as a list, got None": lambda: run(seeds=None),
    "a node goes by its code or its number, got None": lambda: run(seeds=[None]),
    "executor must be one of concurrent.futures, or like one, got 4": lambda: run(executor=4),
    "a node goes by its code or its number, got 1.5": lambda: NUMBERS.number(odd(1.5)),
    "n must be an int, got the str '2'": lambda: Plan.from_arrays(odd("2"), [], [], []),
    "source must hold whole numbers, got '0'": lambda: Plan.from_arrays(2, [0, odd("0")], [1], [1]),
    "target must be an Iterable, got the NoneType None": lambda: Plan.from_arrays(
        2, [0], odd(None), [1]
    ),
    "probability must be an Iterable, got the float 0.5": lambda: Plan.from_arrays(
        2, [0], [1], odd(0.5)
    ),
    "a probability must be a number in [0, 1], got 'x'": lambda: Plan.from_arrays(
        2, [0], [1], [odd("x")]
    ),
    "a probability must be a number in [0, 1], got True": lambda: Plan.from_arrays(
        2, [0], [1], [True]
    ),
    "network must be an InformationNetwork, got the Plan Plan(2 nodes, 1 edges)": lambda: (
        compile_plan(odd(PLAN))
    ),
    "channels must be a collection such as a list, got 'forum'": lambda: compile_plan(
        NETWORK, channels="forum"
    ),
    "channel must be a str, got the int 0": lambda: PLAN.with_probability(odd(0), 0.5),
    "a probability must be a number in [0, 1], got 'y'": lambda: Raise("x", odd("y")),
    "role must be a Role, got the str 'member'": lambda: Raise("x", 0.5, odd("member")),
    "channel must be a str, got the float 1.5": lambda: Silence(odd(1.5)),
    "ties must be a Tie, got the str 'a'": lambda: AddTies(odd(["a"])),
    "ties must be a tuple, got the int 3": lambda: AddTies(odd(3)),
    "a node goes by its code or its number, got True": lambda: run(seeds=[True]),
    "stop must be a StandardError, got the float 0.1": lambda: run(stop=0.1),
    "stop must be a StandardError, got the float 0.2": lambda: compared(stop=0.2),
    "stop must be a StandardError, got the float 0.3": lambda: sweep(
        PLAN, MODEL, {}, seeds=["a"], runs=4, seed=1, stop=odd(0.3)
    ),
    "on_update must be a function, got 3": lambda: run(on_update=3),
    "on_update must be a function, got 4": lambda: compared(on_update=4),
    "on_update must be a function, got 5": lambda: influence_maximise(
        NUMBERS, 1, seed=1, on_update=odd(5)
    ),
    "ensembles must be a Mapping, got the list [1]": lambda: Comparison(odd([1])),
    "arm 'a' must be an Ensemble, got the int 1": lambda: Comparison({"a": odd(1)}),
    "arms must be a Mapping, got the list ['x']": lambda: compared(arms=["x"]),
    "arm 'x' must be an Iterable, got the NoneType None": lambda: compared(arms={"x": None}),
    "an intervention of arm 'x' must be a Raise or a Delay or a Silence or an AddTies or an "
    "AddNodes or a MoveSeed, got the str 'y'": lambda: compared(arms={"x": ["y"]}),
    "low must be an int or a float, got the str '0'": lambda: turning_point(abs, odd("0"), 1),
    "high must be an int or a float, got the NoneType None": lambda: turning_point(
        abs, 0, odd(None)
    ),
    "steps must be an int, got the float 1.5": lambda: turning_point(abs, 0, 1, steps=odd(1.5)),
}


VALUES: dict[str, Callable[[], object]] = {
    "seed must lie in 0 to 2**64 - 1, got -1": lambda: run(seed=-1),
    "seed must lie in 0 to 2**64 - 1, got 18446744073709551616": lambda: run(seed=2**64),
    "executor takes no more work (cannot schedule new futures after shutdown): keep "
    "it open until the runs are done": lambda: run(executor=CLOSED),
    f"n must lie in 0 to {MOST}, got {2**40}": lambda: Plan.from_arrays(2**40, [0], [1], [1.0]),
    f"runs must lie in 1 to {MOST}, got {2**70}": lambda: run(runs=2**70),
    f"chunk must lie in 1 to {MOST}, got {2**70}": lambda: run(chunk=2**70),
    f"deadline must lie in 0 to {MOST}, got {2**70}": lambda: IndependentCascade(deadline=2**70),
    f"deadline must lie in 0 to {MOST}, got -1": lambda: LinearThreshold(deadline=-1),
    f"tellers must lie in 1 to {MOST}, got {2**70}": lambda: LinearThreshold(tellers=2**70),
    f"within must lie in 0 to {MOST}, got {2**70}": lambda: Feedback(channels=[0], within=2**70),
    f"after must lie in 0 to {MOST}, got {2**70}": lambda: Version(after=2**70),
    f"after must lie in 0 to {MOST}, got {2**31}": lambda: Correction(seeds=[0], after=2**31),
    "points must lie in 1 to 64, got 65": lambda: Fidelity(points=65),
    "seed must lie in 0 to 2**64 - 1, got -2": lambda: influence_maximise(NUMBERS, 1, seed=-2),
    f"k must lie in 1 to 2, got {2**70}": lambda: influence_maximise(NUMBERS, 2**70, seed=1),
    f"memory must lie in 1 to {2**63 - 1}, got 0": lambda: influence_maximise(
        NUMBERS, 1, seed=1, memory=0
    ),
    "channels of a threshold are counted among 64: this plan has more": lambda: simulate(
        Plan.from_arrays(2, [0, 0], [1, 1], [1.0, 1.0], channel=[0, 64]),
        LinearThreshold(channels=2),
        seeds=[0],
        runs=1,
        seed=1,
    ),
    f"n must lie in 0 to {MOST}, got -1": lambda: Plan.from_arrays(-1, [], [], []),
    "edge 0 -> 0 leads back to its own node: an edge joins two": lambda: Plan.from_arrays(
        2, [0], [0], [1]
    ),
    "a probability must lie in [0, 1], got nan": lambda: Plan.from_arrays(2, [0], [1], [nan]),
    "a probability must lie in [0, 1], got inf": lambda: Plan.from_arrays(2, [0], [1], [inf]),
    "force must be 'probability' or 'share', got 'x'": lambda: LinearThreshold(force=odd("x")),
    "tie a -> b (late) takes 8785 hours: in a plan it takes 0 to 8784, a year": lambda: (
        compile_plan(NETWORK.with_ties([LATE]))
    ),
    "tie 0 -> 1 takes 1000000000000 hours: in a plan it takes 0 to 8784, a year": lambda: AddTies(
        [Tie("0", "1", delay=10**12)]
    ).apply(NUMBERS),
    "an estimate needs at least one run": lambda: Estimate.of([]),
    "a comparison needs at least one arm": lambda: Comparison({}),
    "arms 'a' and 'b' do not compare: runs 4 against 5": lambda: Comparison(
        {"a": run(), "b": run(runs=5)}
    ),
    "arms 'a' and 'b' do not compare: seed 1 against 2": lambda: Comparison(
        {"a": run(), "b": run(seed=2)}
    ),
    "arms 'a' and 'b' do not compare: "
    "people by group {'member': 2} against {'member': 3}": lambda: Comparison(
        {"a": run(), "b": run(compile_plan(LARGER))}
    ),
    "low must lie below high, neither near infinity, and steps not below 0, "
    "got 0, inf and 12": lambda: turning_point(abs, 0, inf),
}


NAMES: dict[str, Callable[[], object]] = {
    "no node is known as 'a' (there are no nodes)": lambda: run(Plan.from_arrays(0, [], [], [])),
    "no channel is known as 'forun' (known: forum); did you mean forum?": lambda: (
        PLAN.with_probability("forun", 0.5)
    ),
    "no arm is known as '3' (x)": lambda: compared().arm(odd(3)),
    "no channel is known as '5' (known: 0)": lambda: simulate(
        NUMBERS, IndependentCascade(feedback=Feedback(channels=[5])), seeds=[0], runs=1, seed=1
    ),
    "no channel is known as 'forum' (known: 0)": lambda: NUMBERS.with_probability("forum", 0.5),
}


@pytest.mark.parametrize("words", KINDS)
def test_kinds_are_told_in_plain_words(words: str) -> None:
    """What was handed over, and what is wanted instead."""
    with pytest.raises(TypeError, match=f"^{re.escape(words)}$"):
        KINDS[words]()


@pytest.mark.parametrize("words", VALUES)
def test_values_are_told_in_plain_words(words: str) -> None:
    """Which value it is, what it must be, and what was given."""
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        VALUES[words]()


@pytest.mark.parametrize("words", NAMES)
def test_names_that_nobody_has(words: str) -> None:
    """A name is refused with what there is."""
    with pytest.raises(UnknownNameError, match=f"^{re.escape(words)}$"):
        NAMES[words]()


@pytest.mark.parametrize("chance", [nan, inf, -inf, 1.5, -0.1])
def test_no_door_lets_in_what_is_no_chance(chance: float) -> None:
    """Wherever a probability is taken, it is taken for one in the same words."""
    words = re.escape(f"a probability must lie in [0, 1], got {chance}")
    with pytest.raises(ValueError, match=words):
        Raise("forum", chance)
    with pytest.raises(ValueError, match=words):
        PLAN.with_probability("forum", chance)
    with pytest.raises(ValueError, match=words):
        Plan.from_arrays(2, [0], [1], [chance])


def test_a_network_of_nobody_has_no_nodes() -> None:
    """So it is for a plan that was compiled."""
    with pytest.raises(UnknownNameError, match="there are no nodes"):
        run(compile_plan(InformationNetwork([])))


def test_a_comparison_refuses_what_a_simulation_does() -> None:
    """A single text is no collection of starts, and no network."""
    with pytest.raises(TypeError, match="seeds must be a collection"):
        compared(seeds="a")
    with pytest.raises(TypeError, match="network must be an InformationNetwork or a Plan"):
        compared("a")
    with pytest.raises(TypeError, match="runs must be an int"):
        compared(runs="4")
    with pytest.raises(TypeError, match="channel must be a str"):
        Raise(odd(0.5), 0.5)
    with pytest.raises(TypeError, match="a node goes by its code or its number"):
        run().probability(odd(None))


def test_a_closed_executor_is_the_cause() -> None:
    """What the executor itself said is kept beside our words."""
    with pytest.raises(ValueError, match="keep it open") as told:
        run(executor=CLOSED)

    assert isinstance(told.value.__cause__, RuntimeError)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    "model",
    [
        IndependentCascade(deadline=MOST, acceptance=0.5),
        IndependentCascade(feedback=Feedback(channels=[0], within=MOST)),
        IndependentCascade(followed_by=Version(after=MOST)),
        IndependentCascade(followed_by=Correction(seeds=[0], after=MOST), deadline=5),
        LinearThreshold(tellers=MOST, deadline=MOST),
    ],
    ids=repr,
)
def test_the_largest_numbers_are_run(
    backend: str, model: IndependentCascade | LinearThreshold
) -> None:
    """On every back end, and in no time."""
    found = simulate(NUMBERS, model, seeds=[0], runs=8, seed=2**64 - 1, backend=backend)

    assert found == simulate(NUMBERS, model, seeds=[0], runs=8, seed=2**64 - 1, backend="python")
    assert set(found.sizes) <= {1, 2}


def test_whole_numbers_of_numpy_are_whole_numbers() -> None:
    """And leave no trace: the provenance and every integer are the same."""
    eight, one = odd(np.int64(8)), odd(np.uint64(1))
    plan = Plan.from_arrays(odd(np.int32(2)), [0], [1], [0.5], delay=[one])
    models = [
        IndependentCascade(deadline=number, delay=number, fidelity=Fidelity(points=number))
        for number in (8, eight)
    ]
    found, same = (
        simulate(plan, model, seeds=[one], runs=runs, seed=seed, chunk=runs)
        for model, runs, seed in zip(models, (8, eight), (1, one), strict=True)
    )

    assert found == same
    assert repr(same.provenance) == repr(found.provenance)
    assert Delay("x", one) == Delay("x", 1)
    grid = {"delay_factor": [eight], "deadline": [eight]}
    row = sweep(plan, MODEL, grid, seeds=[0], runs=eight, seed=one).rows()[0]
    assert repr([row["delay_factor"], row["deadline"], row["runs"]]) == "[8, 8, 8]"


def test_factors_may_be_of_any_size() -> None:
    """A probability goes up to 1, and a delay up to a year."""
    for factor in (1e308, 10**400):
        grid = {"probability_factor": [factor], "delay_factor": [factor]}
        ((_, found),) = sweep(NUMBERS, MODEL, grid, seeds=[0], runs=9, seed=1).cells
        assert found.sizes == (2,) * 9


def test_the_widest_seeds_are_worlds() -> None:
    """The first and the last seed are seeds, and stand in the provenance as they were given."""
    assert [run(seed=seed).provenance.seed for seed in (0, 2**64 - 1)] == [0, 2**64 - 1]


def test_arrays_of_numpy_make_a_plan() -> None:
    """Columns and nodes may be NumPy's."""
    plan = Plan.from_arrays(2, np.array([0]), np.array([1]), np.array([0.5], np.float32))

    assert plan.digest == NUMBERS.digest
    assert simulate(plan, MODEL, seeds=odd(np.array([0])), runs=2, seed=1).provenance.seeds == (
        "0",
    )
