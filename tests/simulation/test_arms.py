from itertools import pairwise
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import (
    AddNodes,
    AddTies,
    Feedback,
    IndependentCascade,
    Intervention,
    Plan,
    Silence,
    compare,
    compile_plan,
    simulate,
    sweep,
)
from little_network import NETWORK


def test_nodes_that_one_arm_adds_are_in_all() -> None:
    """All arms reach the same people, and the arm without is the simulation alone."""
    app = AddNodes([Node("~app", Role.ADMIN, size=5)], [Tie("unit", "~app", "forum")])
    other = AddNodes([Node("~bot", Role.ADMIN)], [Tie("unit", "~bot", "forum")])
    arms: dict[str, list[Intervention]] = {"today": [], "app": [app], "both": [app, other]}
    study = compare(
        compile_plan(NETWORK), IndependentCascade(), arms, seeds=["body"], runs=64, seed=1
    )
    alone = simulate(compile_plan(NETWORK), IndependentCascade(), seeds=["body"], runs=64, seed=1)

    assert study.arm("today").population == study.arm("both").population == (2, 1, 6, 1000)
    assert study.arm("today").sizes == alone.sizes
    assert study.arm("today").probability("~app") == 0
    assert study.arm("app").probability("~app") == study.arm("both").probability("~bot")
    assert study.difference("both", "today", role="admin").mean > 0


NEW: dict[str, Intervention] = {
    "tie": AddTies([Tie("body", "site", "x", 0.5)]),
    "other": AddTies([Tie("site", "body", "b", 0.5), Tie("unit", "body", "x", 0.5)]),
    "app": AddNodes([Node("z")], [Tie("body", "z", "a", 0.5), Tie("z", "zall", "press", 0.5)]),
    "bot": AddNodes([Node("y"), Node("aa")], [Tie("unit", "y", "x", 0.5), Tie("y", "aa", "", 0.5)]),
    "less": Silence("report"),
}


@given(
    st.lists(st.sampled_from(list(NEW)), unique=True, max_size=3),
    st.dictionaries(
        st.sampled_from("BCD"),
        st.lists(st.sampled_from(list(NEW)), unique=True, max_size=3),
        max_size=3,
    ),
    st.integers(0, 2**64 - 1),
)
def test_an_arm_does_not_depend_on_those_beside_it(
    one: list[str], others: dict[str, list[str]], seed: int
) -> None:
    """It is what it is alone, in a sweep, and applied to the plan, whatever stands beside it."""
    asked: dict[str, Any] = {"seeds": ["body"], "runs": 16, "seed": seed}
    mine = tuple(NEW[name] for name in one)
    arms = {"A": mine} | {arm: [NEW[name] for name in names] for arm, names in others.items()}
    beside = compare(NETWORK, IndependentCascade(), arms, **asked).arm("A")
    alone = compare(NETWORK, IndependentCascade(), {"A": mine}, **asked).arm("A")
    plan = compile_plan(NETWORK)
    cells = sweep(plan, IndependentCascade(), {"way": [(), mine]}, **asked).cells
    for change in mine:
        plan = change.apply(plan)

    assert beside.sizes == alone.sizes == cells[1][1].sizes
    assert alone == simulate(plan, IndependentCascade(), **asked)
    for code in plan.codes:
        assert beside.probability(code) == alone.probability(code)


@given(st.permutations(list(NEW)[1:4]), st.integers(1, 3), st.integers(0, 2**64 - 1))
def test_arms_that_begin_alike_share_what_they_add(
    names: list[str], longest: int, seed: int
) -> None:
    """An arm that goes on after another reaches, run by run, whomever the other reaches."""
    arms = {str(n): [NEW[name] for name in names[:n]] for n in range(longest + 1)}
    study = compare(NETWORK, IndependentCascade(), arms, seeds=["body"], runs=16, seed=seed)
    sizes = [study.arm(name).sizes for name in arms]
    for less, more in pairwise(sizes):
        assert all(a <= b for a, b in zip(less, more, strict=True))


def test_channels_that_are_named_are_shared_in_any_order() -> None:
    """Where the plan knows the channels, and the nodes, a tie has one fate in all arms."""
    nodes = [*NETWORK.nodes, Node("y")]
    plan = compile_plan(attrs.evolve(NETWORK, nodes=nodes), channels=["a", "x"])
    one, other = Tie("body", "site", "x", 0.5), Tie("body", "y", "a", 0.5)
    arms: dict[str, Any] = {"x": AddTies([one]), "ax": (AddTies([other]), AddTies([one]))}
    study = compare(plan, IndependentCascade(), arms, seeds=["body"], runs=64, seed=1)

    assert study.arm("x").probability("site") == study.arm("ax").probability("site")


def test_all_arms_know_the_channels_of_all() -> None:
    """Comments go by a channel that one arm adds, or takes away, by name or by number."""
    talk = InformationNetwork(map(Node, "abc"), [Tie("a", "b", "mail"), Tie("b", "c", "mail")])
    up = [Tie("b", "a", "comments"), Tie("c", "b", "comments")]
    numbers = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1])
    digits = [Tie("1", "0", "1"), Tie("2", "1", "1")]
    cases: list[tuple[Any, list[Tie], str | int]] = [
        (talk, up, "comments"),
        (compile_plan(talk), up, "comments"),
        (numbers, digits, 1),
    ]
    for network, ties, channel in cases:
        model = IndependentCascade(feedback=Feedback(channels=[channel]))
        start = "a" if channel == "comments" else 0
        added, lost = AddTies(ties), Silence(str(channel))
        arms: dict[str, Any] = {"today": [], "talk": added, "quiet": [added, lost]}
        study = compare(network, model, arms, seeds=[start], runs=2, seed=1)
        heard = {arm: sum(found.outcome("heard")) for arm, found in study.ensembles.items()}
        assert heard == {"today": 0, "talk": 4, "quiet": 0}

    plan = Plan.from_arrays(3, [0, 1, 1], [1, 2, 0], [1, 1, 1], channel=[0, 0, 1])
    asked = IndependentCascade(feedback=Feedback(channels=[1]))
    quiet = simulate(Silence("1").apply(plan), asked, seeds=[0], runs=1, seed=1)
    assert quiet.outcome("heard") == (0,)
