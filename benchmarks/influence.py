"""How fast the nodes are found from which news goes farthest, beside PyNetIM.

Run it with ``python3 benchmarks/influence.py``; ``--nodes 2000`` for a quick look, ``--json``
for a machine. Times are of the processor, in one thread, without imports, compilation and the
building of graphs; the reach of what is found is taken in the same 512 worlds.
"""

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path
from time import process_time
from typing import Any

import numpy as np

from bakohumas.simulation import IndependentCascade, Plan, influence_maximise, simulate

SEED, EPSILON = 20240501, 0.5
scale_free = run_path(str(Path(__file__).with_name("simulation.py")))["scale_free"]
Found = tuple[float, float, list[int]]
Search = Callable[[int], Sequence[Any]]


def ours(plan: Plan) -> Search:
    """IMM of this library; its first call compiles."""
    asked: dict[str, Any] = {"seed": SEED, "epsilon": EPSILON, "runs": 1, "backend": "numba"}
    influence_maximise(plan, 1, **asked)
    return lambda k: influence_maximise(plan, k, **asked).nodes


def theirs(source: Any, target: Any, chances: Any) -> Search:  # noqa: ANN401 - arrays of NumPy
    """IMM of PyNetIM."""
    program: Any = import_module("pynetim")
    edges = list(zip(source.tolist(), target.tolist(), strict=True))
    graph = program.IMGraph(edges, weights=chances.tolist(), directed=True, renumber=False)
    return lambda k: program.IMMAlgorithm(graph, model="IC", epsilon=EPSILON, random_seed=1).run(
        k=k
    )


def measured(nodes: int, k: int, rounds: int) -> dict[str, dict[str, float]]:
    """Seconds and reach of each, by graph and program, taken in turn."""
    n, source, target, _ = scale_free(nodes, 10 * nodes, 4, np.random.default_rng(SEED))
    into = np.bincount(target, minlength=n)
    cases = {
        "weighted cascade": 1 / np.maximum(into, 1)[target],
        "p = 0.02": np.full(len(target), 0.02),
    }
    found: dict[str, dict[str, float]] = {}
    for case, chances in cases.items():
        plan = Plan.from_arrays(n, source.astype(np.int64), target.astype(np.int64), chances)
        ways = {"bakohumas": ours(plan)}
        if find_spec("pynetim"):
            ways["PyNetIM"] = theirs(source, target, chances)
        took: dict[str, list[float]] = {name: [] for name in ways}
        row = found[case] = {}
        for _ in range(rounds):
            for name, search in ways.items():
                began = process_time()
                chosen = [int(v) for v in search(k)]
                took[name].append(process_time() - began)
                row[f"{name}, reach"] = reach(plan, chosen)
        row |= {f"{name}, seconds": statistics.median(each) for name, each in took.items()}
        if "PyNetIM" in took:
            pairs = zip(took["PyNetIM"], took["bakohumas"], strict=True)
            ratios = sorted(other / own for other, own in pairs)
            row |= {
                "PyNetIM, times as long": statistics.median(ratios),
                "at least": ratios[0],
                "at most": ratios[-1],
            }
        degree = influence_maximise(plan, k, "degree", seed=SEED, runs=1)
        row["degree, reach"] = reach(plan, [int(v) for v in degree.nodes])
    return found


def reach(plan: Plan, nodes: Sequence[int]) -> float:
    """The mean reach in worlds by which nothing was chosen."""
    return simulate(plan, IndependentCascade(), seeds=nodes, runs=512, seed=SEED + 1).mean


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--k", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = measured(options.nodes, options.k, options.rounds)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for case, row in found.items():
        for what, value in row.items():
            print(f"{case}: {what:<22} {value:12,.3f}")
    if not find_spec("pynetim"):
        print("not installed: pynetim")


if __name__ == "__main__":
    main()
