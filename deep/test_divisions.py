"""What the tests show of allocation on a few hundred instances, shown on thousands."""

from fractions import Fraction
from itertools import product

import networkx as nx
from hypothesis import HealthCheck, given, settings

from bakohumas.errors import InfeasibleError
from bakohumas.programmes import (
    Agency,
    Allocation,
    Objective,
    Task,
    allocate,
    reasons_against,
    verify,
)
from bakohumas.testing import division_problems

Problem = tuple[tuple[Task, ...], tuple[Agency, ...]]
INSTANCES = 2_000
many = settings(max_examples=INSTANCES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
larger = division_problems(max_tasks=9) | division_problems(max_tasks=9, feasible=True)
smaller = division_problems(max_tasks=5) | division_problems(max_tasks=4, feasible=True)


def divided(problem: Problem, objective: Objective) -> Allocation | InfeasibleError:
    """The division, or the certificate that there is none."""
    try:
        return allocate(*problem, objective=objective)
    except InfeasibleError as shortage:
        return shortage


def network(problem: Problem) -> "nx.DiGraph[str]":
    """The problem as a flow of tasks through agencies."""
    tasks, agencies = problem
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("sink", demand=len(tasks))
    for task in tasks:
        graph.add_node(task.id, demand=-1)
    for agency in agencies:
        graph.add_edge(agency.id, "sink", capacity=agency.capacity, weight=0)
    for task, agency in product(tasks, agencies):
        if not reasons_against(task, agency):
            price = (task.cost or {}).get(agency.id, 0)
            graph.add_edge(task.id, agency.id, capacity=1, weight=price)
    return graph


def every_division(problem: Problem) -> list[tuple[Fraction, int]]:
    """How uneven and how dear every division is, by trying them all."""
    tasks, agencies = problem
    able = [[one.id for one in agencies if not reasons_against(task, one)] for task in tasks]
    found = []
    for chosen in product(*able):
        leads = dict(zip([task.id for task in tasks], chosen, strict=True))
        made = Allocation.of(leads, tasks=tasks, agencies=agencies)
        if all(made.loads[agency.id] <= agency.capacity for agency in agencies):
            found.append((made.unevenness, made.cost))
    return found


def proves(shortage: InfeasibleError, problem: Problem) -> bool:
    """Whether a certificate proves what it says, from the data alone."""
    tasks, agencies = problem
    scarce = [task for task in tasks if task.id in shortage.tasks]
    able = [one for one in agencies if any(not reasons_against(task, one) for task in scarce)]
    places = sum(agency.capacity for agency in able)
    return (
        shortage.agencies == tuple(agency.id for agency in able)
        and shortage.short_by == len(scarce) - places > 0
    )


@many
@given(larger)
def test_costs_are_those_of_networkx(problem: Problem) -> None:
    """A division costs what a minimum-cost flow costs, or a certificate proves there is none."""
    found = divided(problem, "cost")
    if isinstance(found, InfeasibleError):
        assert proves(found, problem)
        return
    assert verify(found, *problem) == ()
    assert found.cost == nx.min_cost_flow_cost(network(problem))


@many
@given(smaller)
def test_fair_loads_are_the_fairest_of_all(problem: Problem) -> None:
    """No division is less uneven, nor cheaper among those that are as even."""
    every = every_division(problem)
    found = divided(problem, "fair")
    if isinstance(found, InfeasibleError):
        assert proves(found, problem)
        assert every == []
        return
    assert verify(found, *problem) == ()
    assert (found.unevenness, found.cost) == min(every)
