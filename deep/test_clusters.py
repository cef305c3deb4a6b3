"""The same integers on a cluster, and the means of a peer: with ``distributed`` and cynetdiff."""

from array import array
from random import Random
from typing import Any

import pytest

from bakohumas.simulation import IndependentCascade, LinearThreshold, Plan, simulate


def some(seed: int, n: int = 60, m: int = 400) -> tuple[list[int], list[int], list[float]]:
    """A random graph, by source and target."""
    dice = Random(seed)
    ends = sorted({(dice.randrange(n), dice.randrange(n)) for _ in range(m)})
    ends = [(u, v) for u, v in ends if u != v]
    return [u for u, _ in ends], [v for _, v in ends], [dice.random() * 0.4 for _ in ends]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("model", [IndependentCascade(deadline=4), LinearThreshold()], ids=str)
def test_a_cluster_gives_the_same_integers(model: IndependentCascade | LinearThreshold) -> None:
    """Dask's executor, with two workers that are processes, changes nothing."""
    distributed = pytest.importorskip("distributed")
    plan = Plan.from_arrays(60, *some(1))
    asked: dict[str, Any] = {"seeds": [0, 1], "runs": 90, "seed": 5, "record": ["counts", "curve"]}
    expected = simulate(plan, model, **asked)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = simulate(plan, model, executor=client.get_executor(), chunk=13, **asked)

    assert found == expected


def test_cynetdiff_agrees() -> None:
    """Over a hundred graphs the means are those of cynetdiff (z < 4)."""
    models = pytest.importorskip("cynetdiff.models")
    z, runs, n = [], 400, 60
    for seed in range(100):
        source, target, chances = some(seed)
        start = array("I", [sum(u < node for u in source) for node in range(n)])
        peer = models.IndependentCascadeModel(
            start, array("I", target), activation_probs=array("f", chances), rng=seed
        )
        peer.set_seeds([0, 1])
        sizes = []
        for _ in range(runs):
            peer.reset_model()
            peer.advance_until_completion()
            sizes.append(peer.get_num_activated_nodes())
        mean = sum(sizes) / runs
        spread = sum((size - mean) ** 2 for size in sizes) / (runs - 1) / runs
        plan = Plan.from_arrays(n, source, target, chances)
        news = simulate(plan, IndependentCascade(), seeds=[0, 1], runs=runs, seed=seed)
        error = (news.standard_error**2 + spread) ** 0.5
        z.append((news.mean - mean) / error)

    assert max(map(abs, z)) < 4
    assert abs(sum(z)) / 10 < 4
