from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import inf, nan
from typing import Any

import numpy as np
import pytest

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork
from bakohumas.simulation import (
    AddTies,
    Comparison,
    Ensemble,
    Estimate,
    IndependentCascade,
    Plan,
    Raise,
    Silence,
    compare,
    compile_plan,
    simulate,
    turning_point,
)

MODEL = IndependentCascade()
NETWORK = InformationNetwork.from_pairs([("a", "b")], channel="forum")
PLAN = compile_plan(NETWORK)
NUMBERS = Plan.from_arrays(2, [0], [1], [0.5])
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


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (
            lambda: run(NETWORK),
            "plan must be a Plan, got InformationNetwork: compile_plan makes one of a network",
        ),
        (
            lambda: run(model=IndependentCascade),
            "model must be IndependentCascade(), got the class IndependentCascade",
        ),
        (lambda: run(model="ic"), "model must be IndependentCascade(), got 'ic'"),
        (lambda: run(seed="1"), "seed must be an int, got the str '1'"),
        (lambda: run(seed=1.5), "seed must be an int, got the float 1.5"),
        (lambda: run(runs="4"), "runs must be an int, got the str '4'"),
        (lambda: run(runs=np.int64(4)), "runs must be an int, got the int64 np.int64(4)"),
        (lambda: run(chunk=1.5), "chunk must be an int, got the float 1.5"),
        (lambda: run(seeds="a"), "seeds must be a collection such as a list, got 'a'"),
        (lambda: run(seeds=None), "seeds must be a collection such as a list, got None"),
        (lambda: run(seeds=[None]), "a node goes by its code or its number, got None"),
        (lambda: run(executor=4), "executor must be one of concurrent.futures, or like one, got 4"),
        (lambda: NUMBERS.number(odd(1.5)), "a node goes by its code or its number, got 1.5"),
        (lambda: run().probability(odd(None)), "a node goes by its code or its number, got None"),
        (lambda: Plan.from_arrays(odd("2"), [], [], []), "n must be an int, got the str '2'"),
        (
            lambda: Plan.from_arrays(2, [0, odd("0")], [1], [1]),
            "source must hold whole numbers, got '0'",
        ),
        (
            lambda: Plan.from_arrays(2, [0], odd(None), [1]),
            "target must be an Iterable, got the NoneType None",
        ),
        (
            lambda: Plan.from_arrays(2, [0], [1], odd(0.5)),
            "probability must be an Iterable, got the float 0.5",
        ),
        (
            lambda: Plan.from_arrays(2, [0], [1], [odd("x")]),
            "a probability must be a number in [0, 1], got 'x'",
        ),
        (
            lambda: Plan.from_arrays(2, [0], [1], [True]),
            "a probability must be a number in [0, 1], got True",
        ),
        (
            lambda: compile_plan(odd(PLAN)),
            "network must be an InformationNetwork, got the Plan Plan(2 nodes, 1 edges)",
        ),
        (
            lambda: compile_plan(NETWORK, channels="forum"),
            "channels must be a collection such as a list, got 'forum'",
        ),
        (lambda: PLAN.with_probability(odd(0), 0.5), "channel must be a str, got the int 0"),
        (lambda: Raise("x", odd("y")), "a probability must be a number in [0, 1], got 'y'"),
        (lambda: Raise(odd(0), 0.5), "channel must be a str, got the int 0"),
        (lambda: Raise("x", 0.5, odd("member")), "role must be a Role, got the str 'member'"),
        (lambda: Silence(odd(None)), "channel must be a str, got the NoneType None"),
        (lambda: AddTies(odd(["a"])), "ties must be a Tie, got the str 'a'"),
        (lambda: AddTies(odd(3)), "ties must be a tuple, got the int 3"),
        (lambda: Comparison(odd([1])), "ensembles must be a Mapping, got the list [1]"),
        (lambda: Comparison({"a": odd(1)}), "arm 'a' must be an Ensemble, got the int 1"),
        (
            lambda: compared(PLAN),
            "network must be an InformationNetwork, got the Plan Plan(2 nodes, 1 edges)",
        ),
        (lambda: compared(arms=["x"]), "arms must be a Mapping, got the list ['x']"),
        (lambda: compared(arms={"x": None}), "arm 'x' must be an Iterable, got the NoneType None"),
        (
            lambda: compared(arms={"x": ["y"]}),
            "an intervention of arm 'x' must be a Raise or a Silence or an AddTies, got the str 'y'",
        ),
        (lambda: compared(seeds="a"), "seeds must be a collection such as a list, got 'a'"),
        (lambda: compared(runs="4"), "runs must be an int, got the str '4'"),
        (lambda: turning_point(abs, odd("0"), 1), "low must be an int or a float, got the str '0'"),
        (
            lambda: turning_point(abs, 0, odd(None)),
            "high must be an int or a float, got the NoneType None",
        ),
        (
            lambda: turning_point(abs, 0, 1, steps=odd(1.5)),
            "steps must be an int, got the float 1.5",
        ),
    ],
)
def test_kinds_are_told_in_plain_words(slip: Callable[[], object], words: str) -> None:
    """What was handed over, and what is wanted instead."""
    with pytest.raises(TypeError) as told:
        slip()

    assert str(told.value) == words


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (lambda: run(seed=-1), "seed must lie in 0 to 2**64 - 1, got -1"),
        (lambda: run(seed=2**64), "seed must lie in 0 to 2**64 - 1, got 18446744073709551616"),
        (
            lambda: run(executor=CLOSED),
            "executor takes no more work (cannot schedule new futures after shutdown): keep it open until the runs are done",
        ),
        (lambda: Plan.from_arrays(-1, [], [], []), "n must not be negative, got -1"),
        (
            lambda: Plan.from_arrays(2, [0], [0], [1]),
            "edge 0 -> 0 leads back to its own node: an edge joins two",
        ),
        (lambda: Plan.from_arrays(2, [0], [1], [nan]), "a probability must lie in [0, 1], got nan"),
        (lambda: Plan.from_arrays(2, [0], [1], [inf]), "a probability must lie in [0, 1], got inf"),
        (lambda: Raise("x", nan), "a probability must lie in [0, 1], got nan"),
        (lambda: PLAN.with_probability("forum", inf), "a probability must lie in [0, 1], got inf"),
        (lambda: Estimate.of([]), "an estimate needs at least one run"),
        (lambda: Comparison({}), "a comparison needs at least one arm"),
        (
            lambda: Comparison({"a": run(), "b": run(runs=5)}),
            "arms 'a' and 'b' do not compare: runs 4 against 5",
        ),
        (
            lambda: Comparison({"a": run(), "b": run(seed=2)}),
            "arms 'a' and 'b' do not compare: seed 1 against 2",
        ),
        (
            lambda: Comparison({"a": run(), "b": run(compile_plan(LARGER))}),
            "arms 'a' and 'b' do not compare: people by group {'member': 2} against {'member': 3}",
        ),
        (
            lambda: turning_point(abs, 0, inf),
            "low must lie below high, neither infinite, and steps not below 0, got 0, inf and 12",
        ),
    ],
)
def test_values_are_told_in_plain_words(slip: Callable[[], object], words: str) -> None:
    """Which value it is, what it must be, and what was given."""
    with pytest.raises(ValueError) as told:
        slip()

    assert str(told.value) == words


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (
            lambda: run(Plan.from_arrays(0, [], [], [])),
            "no node is known as 'a' (there are no nodes)",
        ),
        (
            lambda: run(compile_plan(InformationNetwork([]))),
            "no node is known as 'a' (there are no nodes)",
        ),
        (
            lambda: PLAN.with_probability("forun", 0.5),
            "no channel is known as 'forun' (known: forum); did you mean forum?",
        ),
        (
            lambda: NUMBERS.with_probability("forum", 0.5),
            "no channel is known as 'forum' (known: none)",
        ),
    ],
)
def test_names_that_nobody_has(slip: Callable[[], object], words: str) -> None:
    """A name is refused with what there is."""
    with pytest.raises(UnknownNameError) as told:
        slip()

    assert str(told.value) == words


def test_a_closed_executor_is_the_cause() -> None:
    """What the executor itself said is kept beside our words."""
    with pytest.raises(ValueError, match="keep it open") as told:
        run(executor=CLOSED)

    assert isinstance(told.value.__cause__, RuntimeError)


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
