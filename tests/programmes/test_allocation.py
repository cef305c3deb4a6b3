from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from random import Random

import attrs
import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bakohumas.errors import InfeasibleError
from bakohumas.programmes import (
    Agency,
    Allocation,
    Objective,
    Obstacle,
    Reason,
    Task,
    allocate,
    reasons_against,
    verify,
)
from bakohumas.testing import division_problems

Problem = tuple[tuple[Task, ...], tuple[Agency, ...]]
problems = division_problems() | division_problems(max_tasks=4, max_agencies=3, feasible=True)
objectives = st.sampled_from(["cost", "fair"])


def divided(problem: Problem, objective: Objective = "cost") -> Allocation | InfeasibleError:
    """The division, or the certificate that there is none."""
    try:
        return allocate(*problem, objective=objective)
    except InfeasibleError as shortage:
        return shortage


def unevenness(agencies: Sequence[Agency], loads: Sequence[int]) -> Fraction:
    """What a fair division keeps small: squares of loads, by capacity."""
    return sum(
        (
            Fraction(load * load, max(agency.capacity, 1))
            for agency, load in zip(agencies, loads, strict=True)
        ),
        Fraction(0),
    )


def every_division(problem: Problem) -> list[tuple[list[int], int]]:
    """Loads and cost of every division there is, by trying them all."""
    tasks, agencies = problem
    able = [[one for one in agencies if not reasons_against(task, one)] for task in tasks]
    found = []
    for chosen in product(*able):
        loads = [chosen.count(one) for one in agencies]
        if all(load <= one.capacity for load, one in zip(loads, agencies, strict=True)):
            pairs = zip(tasks, chosen, strict=True)
            found.append((loads, sum((task.cost or {}).get(one.id, 0) for task, one in pairs)))
    return found


def network(problem: Problem) -> "nx.DiGraph[str]":
    """The same problem as a flow of tasks through agencies."""
    tasks, agencies = problem
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("source", demand=-len(tasks))
    graph.add_node("sink", demand=len(tasks))
    for task in tasks:
        graph.add_edge("source", task.id, capacity=1, weight=0)
    for agency in agencies:
        graph.add_edge(agency.id, "sink", capacity=agency.capacity, weight=0)
    for task, agency in product(tasks, agencies):
        if not reasons_against(task, agency):
            price = (task.cost or {}).get(agency.id, 0)
            graph.add_edge(task.id, agency.id, capacity=1, weight=price)
    return graph


@settings(max_examples=200)
@given(division_problems(max_tasks=9) | division_problems(max_tasks=9, feasible=True))
def test_the_cost_is_what_networkx_finds(problem: Problem) -> None:
    """A division costs exactly as much as a minimum-cost flow, and exists when one does."""
    found = divided(problem)
    try:
        cost = nx.min_cost_flow_cost(network(problem))
    except nx.NetworkXUnfeasible:
        assert isinstance(found, InfeasibleError)
    else:
        assert isinstance(found, Allocation)
        assert found.cost == cost


@settings(max_examples=200)
@given(division_problems(max_tasks=4, max_agencies=3, feasible=True))
def test_a_fair_division_is_the_fairest_of_all(problem: Problem) -> None:
    """No division is less uneven, and of those that are as even none is cheaper."""
    found = divided(problem, "fair")
    agencies = problem[1]

    assert isinstance(found, Allocation)
    best = min((unevenness(agencies, loads), cost) for loads, cost in every_division(problem))
    assert (unevenness(agencies, list(found.loads.values())), found.cost) == best
    assert found.unevenness == best[0]
    assert found.gap == 0


@settings(max_examples=200)
@given(division_problems(max_tasks=4, max_agencies=3, feasible=True))
def test_with_equal_capacities_fair_is_leximin(problem: Problem) -> None:
    """Read from the heaviest down, no division has lighter loads."""
    tasks, agencies = problem
    level = tasks, tuple(attrs.evolve(agency, capacity=4) for agency in agencies)
    found = divided(level, "fair")

    assert isinstance(found, Allocation)
    every = [sorted(loads, reverse=True) for loads, _ in every_division(level)]
    assert sorted(found.loads.values(), reverse=True) == min(every)


@settings(max_examples=100)
@given(problems)
def test_the_cheapest_division_is_the_cheapest_of_all(problem: Problem) -> None:
    """A division is refused when there is none, and otherwise no other costs less."""
    found = divided(problem)
    every = every_division(problem)

    assert isinstance(found, Allocation) == bool(every)
    if isinstance(found, Allocation):
        assert found.cost == min(cost for _, cost in every)


@settings(max_examples=200)
@given(division_problems(max_tasks=9), objectives)
def test_every_certificate_holds(problem: Problem, objective: Objective) -> None:
    """Its agencies are all that can do any of its tasks, and lack the places it says."""
    shortage = divided(problem, objective)
    assume(isinstance(shortage, InfeasibleError))
    assert isinstance(shortage, InfeasibleError)

    tasks, agencies = problem
    scarce = [task for task in tasks if task.id in shortage.tasks]
    able = [
        agency for agency in agencies if any(reasons_against(task, agency) == () for task in scarce)
    ]
    flow, _ = nx.maximum_flow(network(problem), "source", "sink")
    assert shortage.agencies == tuple(agency.id for agency in able)
    assert shortage.short_by == len(scarce) - sum(agency.capacity for agency in able)
    assert shortage.short_by == len(tasks) - flow > 0


@given(problems, objectives, st.randoms())
def test_the_order_of_the_input_does_not_matter(
    problem: Problem, objective: Objective, dice: Random
) -> None:
    """Shuffled tasks and agencies give the same division, or the same certificate."""
    tasks, agencies = problem
    shuffled = (
        tuple(dice.sample(tasks, len(tasks))),
        tuple(dice.sample(agencies, len(agencies))),
    )
    first, second = divided(problem, objective), divided(shuffled, objective)

    assert (repr(first), str(first)) == (repr(second), str(second))


@given(division_problems(feasible=True), objectives, st.data())
def test_the_verifier_passes_what_is_sound_and_nothing_else(
    problem: Problem, objective: Objective, data: st.DataObject
) -> None:
    """Every division made here is clean, and no single change to one goes unnoticed."""
    tasks, agencies = problem
    assume(tasks)
    division = allocate(tasks, agencies, objective=objective)
    task = data.draw(st.sampled_from(sorted(division.assignments)))
    others = [
        code for code in ("a0", "a1", "a2", "a3", "x", "z") if code != division.assignments[task]
    ]
    moved = {**division.assignments, task: data.draw(st.sampled_from(others))}
    dropped = {name: code for name, code in division.assignments.items() if name != task}
    code = data.draw(st.sampled_from(sorted(division.loads)))
    change = data.draw(st.sampled_from([-1, 1]))
    tampered = data.draw(
        st.sampled_from(
            [
                attrs.evolve(division, assignments=moved),
                attrs.evolve(division, assignments=dropped),
                attrs.evolve(division, assignments={**division.assignments, "extra": code}),
                attrs.evolve(division, cost=division.cost + change),
                attrs.evolve(
                    division, loads={**division.loads, code: division.loads[code] + change}
                ),
                attrs.evolve(division, tasks=division.tasks[:-1]),
                attrs.evolve(division, agencies=division.agencies[:-1]),
            ]
        )
    )

    assert verify(division, tasks, agencies) == ()
    assert verify(tampered, tasks, agencies) != ()


@given(division_problems())
def test_whoever_has_no_reason_against_is_able(problem: Problem) -> None:
    """An agency with a free place can take a task exactly when nothing stands against it."""
    for task, agency in product(*problem):
        alone = ((task,), (attrs.evolve(agency, capacity=1),))
        by_hand = Allocation.of({task.id: agency.id}, tasks=alone[0], agencies=alone[1])
        reasons = reasons_against(task, agency)

        assert isinstance(divided(alone), Allocation) == (not reasons)
        assert bool(verify(by_hand, *alone)) == bool(reasons)
        assert by_hand.reasons == {task.id: {agency.id: reasons} if reasons else {}}


TASKS = (
    Task(
        "clip",
        ("Video for Papua", "Video untuk Papua"),
        "videographic",
        ["video", "editing"],
        ["94"],
        {"rri": 2, "tvri": 4, "ugm": 1},
    ),
    Task("story", output="narrative"),
)
AGENCIES = (
    Agency("rri", 1, ["radio"], ["34"]),
    Agency("tvri", 2, ["video", "editing"], excludes={"clip": "owns the studio"}),
    Agency("ugm", 1, ["video", "editing"], ["34"]),
    Agency("lpp", 1, ["video", "editing"]),
)


def test_every_refusal_to_match_keeps_its_reasons() -> None:
    """Each missing skill, region, exclusion and cost is told, and whoever is able is left out."""
    by_hand = Allocation.of({"clip": "lpp", "story": "rri"}, tasks=TASKS, agencies=AGENCIES)

    assert by_hand.reasons == {
        "clip": {
            "lpp": (Reason(Obstacle.COST),),
            "rri": (
                Reason(Obstacle.SKILL, "editing"),
                Reason(Obstacle.SKILL, "video"),
                Reason(Obstacle.REGION, "94"),
            ),
            "tvri": (Reason(Obstacle.EXCLUDED, "owns the studio"),),
            "ugm": (Reason(Obstacle.REGION, "94"),),
        },
        "story": {"lpp": (Reason(Obstacle.FULL, "clip"),)},
    }


def test_the_verifier_names_everything_that_is_wrong() -> None:
    """Each kind of fault is told in words of its own."""
    tasks = (*TASKS, Task("caption"), Task("audio"))
    stated = {"clip": "rri", "story": "rri", "audio": "bbc", "poem": "rri"}
    wrong = Allocation(stated, 5, {"rri": 2}, tasks, AGENCIES)

    assert verify(wrong, tasks, AGENCIES) == (
        "caption has no agency",
        "audio goes to bbc, which is not among the agencies",
        "poem is not among the tasks",
        "clip goes to rri, which lacks the skill for it",
        "clip goes to rri, which does not serve its region",
        "rri takes 2 tasks and can take 1",
        "the loads it states are not those of its assignments",
        "it states a cost of 5, its assignments cost 2",
        "it was made for other tasks or agencies",
    )
    for agency, fault in (
        ("tvri", "is excluded from it"),
        ("ugm", "does not serve its region"),
        ("lpp", "has given no cost for it"),
    ):
        unfit = Allocation.of({"clip": agency}, tasks=TASKS[:1], agencies=AGENCIES)
        assert verify(unfit, TASKS[:1], AGENCIES) == (f"clip goes to {agency}, which {fault}",)


def test_a_division_tells_who_why_and_why_not() -> None:
    """The explanation names chosen, able and unable agencies in both languages."""
    ready = (*AGENCIES, Agency("kompas", 1, ["video", "editing"]))
    tasks = (attrs.evolve(TASKS[0], cost=None), TASKS[1])
    division = allocate(tasks, ready, objective="fair")

    assert division.explain() == (
        "2 tasks, cost 0 (evenest loads, then least cost)\n"
        "- Video for Papua: kompas; also able: lpp; "
        "not able: rri (lacks a skill: editing, lacks a skill: video, "
        "does not serve the region: 94); "
        "not able: tvri (is excluded: owns the studio); "
        "not able: ugm (does not serve the region: 94)\n"
        "- story: tvri; also able: lpp, rri and ugm; "
        "able, but not free: kompas (has too little capacity left: clip)"
    )
    half = Allocation.of({"story": "rri"}, tasks=tasks, agencies=ready[:1])
    assert half.explain("id") == (
        "1 tugas, biaya 0 (disusun manual)\n"
        "- Video untuk Papua: belum ada; "
        "tidak mampu: rri (tidak memiliki keahlian: editing, tidak memiliki keahlian: video, "
        "tidak melayani wilayah: 94)\n"
        "- story: rri"
    )
    assert half.rows("id") == [
        {
            "task": "clip",
            "title": "Video untuk Papua",
            "output": "videographic",
            "agency": "",
            "cost": 0,
        },
        {"task": "story", "title": "story", "output": "narrative", "agency": "rri", "cost": 0},
    ]


def test_an_infeasible_problem_says_who_is_short() -> None:
    """The refusal names tasks, agencies and places, and what would help."""
    tasks = [Task(name, needs=["video"]) for name in ("c", "a", "b")]
    with pytest.raises(InfeasibleError) as refusal:
        allocate([*tasks, Task("d")], [Agency("tvri", 1, ["video"]), Agency("rri", 3)])

    assert str(refusal.value) == (
        "tasks a, b, c can only be done by tvri, which lacks 2 places: "
        "raise a capacity, make others able, or drop a task; "
        "any of these would help: give tvri a capacity of 2 more, let rri take on video (skill), "
        "drop video from the needs of a (1 still missing), "
        "drop video from the needs of b (1 still missing) or "
        "drop video from the needs of c (1 still missing)"
    )


@pytest.mark.parametrize(
    ("tasks", "agencies", "objective", "message"),
    [
        ([Task("a"), Task("b"), Task("a")], [], "cost", "these stand twice: a"),
        ([], [Agency("x", 1), Agency("x", 2)], "cost", "these stand twice: x"),
        ([], [], "speed", "objective must be 'cost' or 'fair', got 'speed'"),
    ],
)
def test_slips_in_a_problem_are_told(
    tasks: list[Task], agencies: list[Agency], objective: Objective, message: str
) -> None:
    """Ids that stand twice and unknown objectives are errors of the caller."""
    with pytest.raises(ValueError, match=message):
        allocate(tasks, agencies, objective=objective)


def test_a_division_by_hand_names_only_what_there_is() -> None:
    """An unknown task or agency is an error of the caller."""
    with pytest.raises(ValueError, match="neither among the tasks nor the agencies: poem, bbc"):
        Allocation.of({"poem": "rri", "story": "bbc"}, tasks=TASKS, agencies=AGENCIES)


def test_values_check_their_fields() -> None:
    """A single text for codes, a negative capacity, a blank id and a cost in cents are slips."""
    with pytest.raises(TypeError, match="a collection of codes is wanted, got the single text"):
        Task("a", needs="video")
    with pytest.raises(ValueError, match="capacity"):
        Agency("a", -1)
    with pytest.raises(ValueError, match="id"):
        Agency(" ", 1)
    with pytest.raises(TypeError, match="int"):
        Task("a", cost={"rri": 0.5})  # type: ignore[dict-item]
    assert {str(TASKS[0]), str(AGENCIES[0]), str(Reason(Obstacle.COST))} == {
        "clip",
        "rri",
        "has given no cost",
    }
    assert len({TASKS[0], TASKS[0], AGENCIES[0]}) == 2


def test_tasks_may_cost_less_than_nothing() -> None:
    """A cost below nought is a gain, and counts as one."""
    division = allocate([Task("a", cost={"x": -3, "y": 1})], [Agency("x", 1), Agency("y", 1)])

    assert (division.assignments, division.cost) == ({"a": "x"}, -3)
