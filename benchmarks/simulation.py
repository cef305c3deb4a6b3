"""How many times as fast others spread the same news, on three invented graphs.

Run it with ``python3 benchmarks/simulation.py``; ``--graphs a`` for a quick look, ``--json``
for a machine. A program that is not
installed is named and left out. Times are of the processor, in one thread, but for
the last lines.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from random import Random
from time import perf_counter, process_time
from typing import Any

import numpy as np

from bakohumas import __version__
from bakohumas.simulation import (
    RECORDS,
    Ensemble,
    IndependentCascade,
    LinearThreshold,
    Plan,
    simulate,
)

SEED = 20240501
EXCLUDED = (
    "excluded: imports, compilation, building of the graphs and plans; included: everything "
    "that simulate does, from its arguments to the ensemble"
)
TIERS = {"core": 6, "ministry": 94, "province": 38, "regency": 514, "company": 200,
         "university": 148, "outlet": 300, "account": 700}  # fmt: skip
DENSITIES = (
    ("core", "core", 0.9), ("core", "ministry", 0.9), ("ministry", "core", 0.5),
    ("ministry", "ministry", 0.25), ("core", "province", 0.8), ("ministry", "province", 0.35),
    ("province", "ministry", 0.15), ("province", "province", 0.15), ("province", "regency", 0.05),
    ("regency", "province", 0.05), ("regency", "regency", 0.008), ("ministry", "company", 0.12),
    ("company", "ministry", 0.05), ("ministry", "university", 0.12), ("ministry", "outlet", 0.12),
    ("province", "outlet", 0.1), ("regency", "outlet", 0.01), ("outlet", "account", 0.015),
    ("ministry", "account", 0.06), ("regency", "account", 0.008), ("account", "account", 0.006),
    ("account", "outlet", 0.006), ("outlet", "outlet", 0.02),
)  # fmt: skip
Array = Any
Graph = tuple[int, Array, Array, list[int]]


def unlike(n: int, source: Array, target: Array, m: int, dice: np.random.Generator) -> Array:
    """At most *m* different edges, sorted, of those that join two nodes."""
    key = np.unique((source * n + target)[source != target])
    if len(key) > m:
        key = np.sort(dice.choice(key, m, replace=False))
    return key


def tiered(dice: np.random.Generator) -> Graph:
    """Graph a: 2,000 offices, outlets and accounts, joined by tier; 30,000 edges."""
    at, place = {}, 0
    for tier, size in TIERS.items():
        at[tier], place = place, place + size
    source, target = [], []
    for one, other, density in DENSITIES:
        k = dice.binomial(TIERS[one] * TIERS[other], density)
        source.append(at[one] + dice.integers(0, TIERS[one], k))
        target.append(at[other] + dice.integers(0, TIERS[other], k))
    key = unlike(place, np.concatenate(source), np.concatenate(target), 30_000, dice)
    return place, key // place, key % place, [0, 2, 20, 60, 110]


def scale_free(n: int, m: int, seeds: int, dice: np.random.Generator) -> Graph:
    """Graphs b and c: out- and indegrees by a power law of exponent 2.5."""
    weights = (np.arange(n) + max(10, int(n**0.45))) ** (-1 / 1.5)
    order = dice.permutation(n)
    out = np.cumsum(weights[order])
    into = np.cumsum((weights * np.exp(dice.normal(0, 0.5, n)))[order])
    k = int(m * 1.12)
    source = np.minimum(np.searchsorted(out, dice.random(k) * out[-1]), n - 1)
    target = np.minimum(np.searchsorted(into, dice.random(k) * into[-1]), n - 1)
    key = unlike(n, source, target, m, dice)
    return n, key // n, key % n, sorted(dice.choice(n, seeds, replace=False).tolist())


GRAPHS: dict[str, tuple[Callable[[np.random.Generator], Graph], float, int]] = {
    "a": (tiered, 0.05, 2048),
    "b": (lambda dice: scale_free(100_000, 1_000_000, 20, dice), 0.08, 64),
    "c": (lambda dice: scale_free(1_000_000, 10_000_000, 50, dice), 0.06, 16),
}
"""By name: how it is made, its probability, and how many runs are timed."""


def timed(work: Callable[[], object], rounds: int) -> float:
    """Median processor time of some rounds, in seconds."""
    return statistics.median(spread(work, rounds))


def spread(work: Callable[[], object], rounds: int) -> list[float]:
    """Processor times of some rounds, in seconds."""
    took = []
    for _ in range(rounds):
        begun = process_time()
        work()
        took.append(process_time() - begun)
    return took


class Race:
    """One graph with its probabilities, and everybody who spreads news over it."""

    def __init__(self, graph: Graph, chances: Array, runs: int) -> None:
        """A race of so many runs."""
        self.n, self.source, self.target, self.seeds = graph
        self.chances, self.runs = chances, runs
        self.plan = Plan.from_arrays(self.n, self.source, self.target, chances)
        self.start = np.searchsorted(self.source, np.arange(self.n))
        _ = self.plan.digest

    def ours(
        self,
        backend: str = "numba",
        *,
        model: IndependentCascade | LinearThreshold | None = None,
        runs: int | None = None,
        record: Sequence[str] = (),
        executor: Executor | None = None,
    ) -> Ensemble:
        """Our own ensemble."""
        runs = runs or self.runs
        return simulate(
            self.plan,
            model or IndependentCascade(),
            backend=backend,
            seeds=self.seeds,
            runs=runs,
            seed=1,
            record=record,
            executor=executor,
            chunk=-(-runs // 16) if executor else None,
        )

    def cynetdiff(self, kind: str) -> Callable[[int], list[int]]:
        """The same by cynetdiff, a Cython program: so many runs."""
        models = import_module("cynetdiff.models")
        start = array("I", self.start.astype(np.uint32).tobytes())
        target = array("I", self.target.astype(np.uint32).tobytes())
        chances = array("f", self.chances.astype(np.float32).tobytes())
        if kind == "threshold":
            model = models.LinearThresholdModel(start, target, influence=chances, rng=1)
        elif self.chances.min() == self.chances.max():
            model = models.IndependentCascadeModel(
                start, target, activation_prob=float(self.chances[0]), rng=1
            )
        else:
            model = models.IndependentCascadeModel(start, target, activation_probs=chances, rng=1)
        model.set_seeds(self.seeds)

        def runs(count: int) -> list[int]:
            sizes = []
            for _ in range(count):
                model.reset_model()
                model.advance_until_completion()
                sizes.append(model.get_num_activated_nodes())
            return sizes

        return runs

    def pynetim(self) -> Callable[[int], list[int]]:
        """The same by PyNetIM, a C++ program."""
        peer = import_module("pynetim")
        edges = list(zip(self.source.tolist(), self.target.tolist(), strict=True))
        graph = peer.IMGraph(edges, weights=self.chances.tolist(), directed=True, renumber=False)
        model = peer.IndependentCascadeModel(graph, set(self.seeds))
        return lambda count: [model.run_monte_carlo_diffusion(count, random_seed=1)] * 2

    def ndlib(self) -> Callable[[int], list[int]]:
        """The same by ndlib, on a NetworkX graph."""
        graph = self._networkx()
        peer = import_module("ndlib.models.epidemics")
        configs = import_module("ndlib.models.ModelConfig")

        def runs(count: int) -> list[int]:
            sizes = []
            for _ in range(count):
                model = peer.IndependentCascadesModel(graph)
                config = configs.Configuration()
                config.add_model_initial_configuration("Infected", self.seeds)
                for (u, v), chance in zip(graph.edges, self.chances.tolist(), strict=False):
                    config.add_edge_configuration("threshold", (u, v), chance)
                model.set_initial_status(config)
                while (state := model.iteration())["node_count"][1]:
                    pass
                sizes.append(state["node_count"][2])
            return sizes

        return runs

    def loop(self) -> Callable[[int], list[int]]:
        """The loop over a NetworkX graph that users write themselves."""
        graph, dice = self._networkx(), Random(1)
        after, chance = graph.adj, float(self.chances[0])

        def runs(count: int) -> list[int]:
            sizes = []
            for _ in range(count):
                reached, queue = set(self.seeds), list(self.seeds)
                for u in queue:
                    for v in after[u]:
                        if v not in reached and dice.random() < chance:
                            reached.add(v)
                            queue.append(v)
                sizes.append(len(reached))
            return sizes

        return runs

    def _networkx(self) -> Any:  # noqa: ANN401 - a graph of NetworkX, which may not be there
        graph = import_module("networkx").DiGraph()
        graph.add_nodes_from(range(self.n))
        graph.add_edges_from(zip(self.source.tolist(), self.target.tolist(), strict=True))
        return graph


def agree(ours: Ensemble, theirs: list[int], name: str) -> None:
    """Insist that two ways find the same mean, within what chance allows.

    If they are the same, their runs are of one kind: a peer too slow for more than two tells
    little of its own spread, and a message that dies at once is too rare for either alone.
    """
    apart = statistics.pstdev([*ours.sizes, *theirs])
    error = apart * (1 / len(ours.sizes) + 1 / len(theirs)) ** 0.5
    if abs(ours.mean - statistics.mean(theirs)) > 5 * error:
        msg = f"{name} finds {statistics.mean(theirs):.1f}, we {ours.mean:.1f} (error {error:.1f})"
        raise RuntimeError(msg)


def bound(race: Race, ours: Ensemble) -> float:
    """The least time of a run that memory allows, in seconds.

    A node that tells costs two reads at random places (its row, and the first edges of
    it), a live edge one, and every edge of a row its bytes in order.
    """
    degree = np.diff(np.asarray(race.plan.start))
    reach = np.array(race.ours(record=["counts"]).counts) / race.runs
    told, looked = float(reach.sum()), float((reach * degree).sum())
    live = looked * float(race.chances.mean())
    place = np.random.default_rng(1).integers(0, race.n, 2**21)
    row = np.zeros(max(race.n, 2), np.int64)
    each = timed(partial(row.take, place), 5) / len(place)
    line = np.zeros(2**24, np.int32)
    byte = timed(line.max, 5) / line.nbytes
    assert ours.mean > 0  # noqa: S101 - there is something to bound
    return (2 * told + live) * each + 4 * looked * byte


def measured(name: str, rounds: int) -> Iterator[tuple[str, float, str]]:
    """What there is to tell of a graph: what, the figure, and its unit."""
    make, chance, runs = GRAPHS[name]
    graph = make(np.random.default_rng(SEED))
    m = len(graph[1])
    race = Race(graph, np.full(m, chance), runs)
    numba = race.ours()
    every = spread(race.ours, rounds)
    took = statistics.median(every) / runs
    yield f"{name}: numba", took * 1e3, "ms a run"
    yield f"{name}: from the fastest round to the slowest", max(every) / min(every), "times"
    full = timed(lambda: race.ours(record=RECORDS[:3]), rounds) / runs
    yield f"{name}: full records", full / took, "times sizes alone"
    yield f"{name}: of the memory bound", bound(race, numba) / took, "share"
    few = max(2, runs // 8)
    slow = timed(lambda: race.ours("numpy", runs=few), rounds) / few
    others: dict[str, tuple[Callable[[], Callable[[int], list[int]]], int]] = {
        "cynetdiff": (lambda: race.cynetdiff("cascade"), runs),
        "pynetim": (race.pynetim, runs),
        "networkx": (race.loop, few),
        "ndlib": (race.ndlib, 2),
    }
    for peer, (make_peer, count) in others.items():
        if not find_spec(peer):
            yield f"{name}: {peer} is not installed", 0, "left out"
        elif name == "c" and peer != "cynetdiff":
            yield f"{name}: {peer} takes gigabytes", 0, "left out"
        else:
            work = make_peer()
            if peer != "pynetim":  # which tells the mean alone
                agree(numba, work(count), peer)
            theirs = timed(lambda: work(count), 1 if peer == "ndlib" else rounds) / count  # noqa: B023 - at once
            yield f"{name}: numba against {peer}", theirs / took, "times as fast"
            yield f"{name}: numpy against {peer}", theirs / slow, "times as fast"
    if name == "b" and find_spec("cynetdiff"):
        yield from apart(graph, runs, rounds)
    if name != "a":
        with ThreadPoolExecutor(2) as pool:
            walls = {1: float("inf"), 2: float("inf")}
            for turn in range(2 * rounds):
                threads = 1 + turn % 2
                begun = perf_counter()
                race.ours(runs=4 * runs, executor=pool if threads > 1 else None)
                walls[threads] = min(walls[threads], perf_counter() - begun)
        yield f"{name}: two threads", walls[1] / walls[2], "times as fast, by the clock"
    if name == "c":
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield f"{name}: memory, graph and peers included", most, "MB at most"


def apart(graph: Graph, runs: int, rounds: int) -> Iterator[tuple[str, float, str]]:
    """Probabilities of their own for every edge, and thresholds."""
    dice = np.random.default_rng(3)
    race = Race(graph, dice.random(len(graph[1])) * 0.16, runs)
    work = race.cynetdiff("cascade")
    agree(race.ours(), work(runs), "cynetdiff")
    theirs = timed(lambda: work(runs), rounds)
    yield (
        "b: numba against cynetdiff, each edge its own",
        theirs / timed(race.ours, rounds),
        "times as fast",
    )
    indegree = np.bincount(graph[2], minlength=graph[0])
    n, source, target, _ = graph
    seeds = sorted(dice.choice(n, n // 200, replace=False).tolist())
    moved = Race((n, source, target, seeds), 1 / indegree[target], 8)
    push = moved.cynetdiff("threshold")
    agree(moved.ours(model=LinearThreshold()), push(8), "cynetdiff")
    yield (
        "b: thresholds against cynetdiff",
        timed(lambda: push(8), 2) / timed(lambda: moved.ours(model=LinearThreshold()), rounds),
        "times as fast",
    )


def main(arguments: list[str] | None = None) -> None:
    """Run the races and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graphs", default="ab", help="which of a, b and c (default: ab)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    found = [line for name in asked.graphs for line in measured(name, asked.rounds)]
    about = f"bakohumas {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores"
    if asked.json:
        lines = {what: [round(figure, 4), unit] for what, figure, unit in found}
        json.dump({"about": about, "excluded": EXCLUDED, "found": lines}, sys.stdout, indent=1)
        return
    print(about, EXCLUDED, sep="\n")
    for what, figure, unit in found:
        print(f"{what:<52} {figure:10.4g} {unit}")


if __name__ == "__main__":
    main()
