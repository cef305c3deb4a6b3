"""Divide work against other programs: the same tasks, the same answer, then the time.

Run ``nox -s bench``, or this file where networkx, SciPy and OR-Tools are installed; one that
is missing is named and left out. Every way starts from the same tasks and agencies of this
library's own classes and ends with an agency for every task, so that building a model and
reading it back are part of what is timed; imports and one small division to warm up are not.
The clock is processor time of this process, all threads together.
"""

import argparse
import gc
import os
import platform
import statistics
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from importlib import import_module
from importlib.metadata import version
from math import lcm
from random import Random
from time import process_time

from bakohumas.programmes import Agency, Allocation, Objective, Task, allocate, reallocate, verify

Problem = tuple[list[Task], list[Agency]]
Divide = Callable[[Problem, Objective], dict[str, str]]
SEED = 2018
FEASIBLE = 0.05  # share of the agencies that are able to do a task, three at least
SPARE = 1.3  # places for every task
COSTS = 100
PATIENCE = 20.0  # seconds after which a program is not asked for another round


def problem(tasks: int, agencies: int) -> Problem:
    """Tasks that one in twenty agencies can do, at costs of 1 to 100; capacities differ."""
    dice = Random(f"{SEED}:{tasks}:{agencies}")
    codes = [f"a{number:04}" for number in range(agencies)]
    able = max(3, round(FEASIBLE * agencies))
    room = dict.fromkeys(codes, 0)
    work = []
    for number in range(tasks):
        chosen = sorted(dice.sample(codes, able))
        room[dice.choice(chosen)] += 1  # so that there is a division
        costs = {code: dice.randint(1, COSTS) for code in chosen}
        work.append(Task(f"t{number:05}", cost=costs))
    mean = tasks / agencies
    room = {code: max(one, dice.randint(1, max(1, round(2 * mean)))) for code, one in room.items()}
    while sum(room.values()) < SPARE * tasks:
        room[dice.choice(codes)] += 1
    return work, [Agency(code, capacity) for code, capacity in room.items()]


def ours(given: Problem, objective: Objective) -> dict[str, str]:
    """This library alone."""
    return dict(allocate(*given, objective=objective).assignments)


def ours_highs(given: Problem, objective: Objective) -> dict[str, str]:
    """This library with the extra ``solve``."""
    return dict(allocate(*given, objective=objective, solver="highs").assignments)


def steps(given: Problem, objective: Objective) -> list[list[int]]:
    """What each further task costs every agency beside: nothing, or more than all costs."""
    tasks, agencies = given
    if objective == "cost":
        return [[0] * agency.capacity for agency in agencies]
    whole = lcm(*(agency.capacity for agency in agencies))
    dear = 1 + sum(max(task.cost.values()) - min(task.cost.values()) for task in tasks)
    return [
        [dear * whole // agency.capacity * (2 * load + 1) for load in range(agency.capacity)]
        for agency in agencies
    ]


def by_networkx(given: Problem, objective: Objective) -> dict[str, str]:
    """A minimum-cost flow by networkx; fairness as parallel arcs of rising cost."""
    nx = import_module("networkx")
    tasks, agencies = given
    graph = nx.DiGraph() if objective == "cost" else nx.MultiDiGraph()
    graph.add_node("sink", demand=len(tasks))
    for task in tasks:
        graph.add_node(task.id, demand=-1)
        for code, cost in task.cost.items():
            graph.add_edge(task.id, code, capacity=1, weight=cost)
    for agency, rises in zip(agencies, steps(given, objective), strict=True):
        if objective == "cost":
            graph.add_edge(agency.id, "sink", capacity=agency.capacity, weight=0)
        else:
            graph.add_edges_from(
                (agency.id, "sink", {"capacity": 1, "weight": rise}) for rise in rises
            )
    flow = nx.min_cost_flow(graph) if objective == "cost" else nx.network_simplex(graph)[1]
    return {
        task.id: next(code for code, sent in flow[task.id].items() if sent and sent != {0: 0})
        for task in tasks
    }


def by_matching(given: Problem, objective: Objective) -> dict[str, str]:
    """SciPy's sparse matching, with a column for each place of an agency."""
    sparse, graphs = import_module("scipy.sparse"), import_module("scipy.sparse.csgraph")
    tasks, agencies = given
    rises = dict(zip((agency.id for agency in agencies), steps(given, objective), strict=True))
    first, owner = {}, []
    for agency in agencies:
        first[agency.id] = len(owner)
        owner += [agency.id] * agency.capacity
    starts, columns, data = [0], [], []
    for task in tasks:
        for code, cost in task.cost.items():
            columns += range(first[code], first[code] + len(rises[code]))
            data += [cost + rise for rise in rises[code]]
        starts.append(len(columns))
    table = sparse.csr_array((data, columns, starts), shape=(len(tasks), len(owner)), dtype=float)
    _, found = graphs.min_weight_full_bipartite_matching(table)
    return {task.id: owner[place] for task, place in zip(tasks, found.tolist(), strict=True)}


def by_highs(given: Problem, objective: Objective) -> dict[str, str]:
    """HiGHS, as an integer programme through SciPy."""
    optimize, sparse = import_module("scipy.optimize"), import_module("scipy.sparse")
    tasks, agencies = given
    row = {agency.id: len(tasks) + number for number, agency in enumerate(agencies)}
    pairs = [(task, code) for task in range(len(tasks)) for code in tasks[task].cost]
    rows = [task for task, _ in pairs] + [row[code] for _, code in pairs]
    columns, data = [*range(len(pairs))] * 2, [1] * (2 * len(pairs))
    costs = [tasks[task].cost[code] for task, code in pairs]
    lower, upper = [1] * len(tasks) + [0] * len(agencies), [1] * len(tasks)
    if objective == "cost":
        upper += [agency.capacity for agency in agencies]
    else:
        upper += [0] * len(agencies)
        for agency, rises in zip(agencies, steps(given, objective), strict=True):
            rows += [row[agency.id]] * len(rises)
            columns += range(len(costs), len(costs) + len(rises))
            data += [-1] * len(rises)
            costs += rises
    table = sparse.csr_array((data, (rows, columns)), shape=(len(lower), len(costs)))
    found = optimize.milp(
        costs,
        constraints=optimize.LinearConstraint(table, lower, upper),
        integrality=[1] * len(costs),
        bounds=optimize.Bounds(0, 1),
        options={"time_limit": 60},
    )
    return {
        tasks[task].id: code
        for (task, code), value in zip(pairs, found.x.tolist(), strict=False)
        if value > 1 / 2
    }


def by_ortools(given: Problem, objective: Objective) -> dict[str, str]:
    """The minimum-cost flow of OR-Tools."""
    program = import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    tasks, agencies = given
    node = {agency.id: len(tasks) + number for number, agency in enumerate(agencies)}
    sink = len(tasks) + len(agencies)
    arcs = [
        (program.add_arc_with_capacity_and_unit_cost(number, node[code], 1, cost), task.id, code)
        for number, task in enumerate(tasks)
        for code, cost in task.cost.items()
    ]
    for agency, rises in zip(agencies, steps(given, objective), strict=True):
        for rise in rises:
            program.add_arc_with_capacity_and_unit_cost(node[agency.id], sink, 1, rise)
    for number in range(len(tasks)):
        program.set_node_supply(number, 1)
    program.set_node_supply(sink, -len(tasks))
    if program.solve() != program.OPTIMAL:
        msg = "no optimum"
        raise RuntimeError(msg)
    return {task: code for arc, task, code in arcs if program.flow(arc)}


RIVALS: dict[str, tuple[str, Divide]] = {
    "networkx min_cost_flow": ("networkx", by_networkx),
    "SciPy sparse matching": ("scipy", by_matching),
    "HiGHS through SciPy": ("scipy", by_highs),
    "OR-Tools min_cost_flow": ("ortools", by_ortools),
}


def installed(package: str) -> bool:
    """Whether a package can be imported here."""
    try:
        import_module(package)
    except ImportError:
        return False
    return True


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time of one division."""
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


def worth(given: Problem, assignments: dict[str, str], objective: Objective) -> tuple[object, ...]:
    """What the objective keeps small, on whole numbers; faults count as no answer."""
    tasks, agencies = given
    made = Allocation.of(assignments, tasks=tasks, agencies=agencies)
    if verify(made, tasks, agencies):
        return ("at fault",)
    uneven = made.unevenness if objective == "fair" else Fraction(0)
    return uneven, made.cost


def race(size: tuple[int, int], objective: Objective, *, rounds: int) -> list[dict[str, object]]:
    """How many times as long each program takes as this library does."""
    given, small = problem(*size), problem(20, 10)
    answer = worth(given, ours(given, objective), objective)
    told: list[dict[str, object]] = []
    own = {"ours": ours} | ({"ours, with solve": ours_highs} if installed("scipy") else {})
    rivals = {name: way for name, (package, way) in RIVALS.items() if installed(package)}
    for name, way in (own | rivals).items():
        way(small, objective)  # to warm up
        try:
            same = worth(given, way(given, objective), objective) == answer
        except Exception as failure:  # noqa: BLE001 - others fail in many ways: it is told
            told.append({"program": name, "failed": type(failure).__name__})
            continue
        times, ratios, spent = [], [], 0.0
        while len(times) < rounds and spent < PATIENCE:
            mine = timed(partial(ours, given, objective))
            theirs = timed(partial(way, given, objective))
            times.append(theirs)
            ratios.append(theirs / mine)
            spent += theirs
        told.append(
            {
                "program": name,
                "seconds": statistics.median(times),
                "ratio": statistics.median(ratios),
                "spread": (min(ratios), max(ratios)),
                "same": same,
            }
        )
    return told


def withdrawal(size: tuple[int, int], *, rounds: int) -> str:
    """The busiest agency withdraws: what moves, and what dividing anew would move."""
    tasks, agencies = problem(*size)
    standing = allocate(tasks, agencies)
    busiest = max(standing.loads, key=lambda code: standing.loads[code])
    left = [agency for agency in agencies if agency.id != busiest]
    again, anew = reallocate(standing, withdrawn=[busiest]), allocate(tasks, left)
    spent = statistics.median(
        timed(partial(reallocate, standing, withdrawn=[busiest])) for _ in range(rounds)
    )
    return (
        f"the busiest of {size[1]} withdraws with {standing.loads[busiest]} tasks: "
        f"{len(again.moved(standing))} move ({len(anew.moved(standing))} if divided anew), "
        f"cost {standing.cost:,} -> {again.cost:,} (anew {anew.cost:,}), {1000 * spent:.0f} ms"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Race at every size, then let an agency withdraw."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", nargs="+", default=["50x20", "500x200", "2000x600"])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args(arguments)
    packages = ["networkx", "scipy", "ortools"]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, seed {SEED}")
    print(", ".join(f"{name} {version(name)}" for name in packages if installed(name)))
    for name in packages:
        if not installed(name):
            print(f"missing: {name}")
    sizes = [tuple(map(int, size.split("x"))) for size in asked.sizes]
    for objective in ("cost", "fair"):
        for tasks, agencies in sizes:
            print(f"\n{objective}, {tasks:,} tasks x {agencies} agencies, {FEASIBLE:.0%} feasible")
            print("program                        time   times ours (lowest - highest)  as good")
            for row in race((tasks, agencies), objective, rounds=asked.rounds):
                if "failed" in row:
                    print(f"{row['program']:<24} failed: {row['failed']}")
                    continue
                low, high = row["spread"]
                print(
                    f"{row['program']:<24}{1000 * row['seconds']:>8.1f} ms{row['ratio']:>9.2f}"
                    f" ({low:.2f} - {high:.2f})   {'yes' if row['same'] else 'NO':>6}",
                    flush=True,
                )
    print()
    for size in sizes:
        print(withdrawal(size, rounds=asked.rounds))


if __name__ == "__main__":
    sys.exit(main())
