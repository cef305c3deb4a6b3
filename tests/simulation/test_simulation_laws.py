"""What holds for every model, run by run."""

import math
from array import array
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from random import Random

import attrs
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakohumas.simulation import (
    Correction,
    Feedback,
    Fidelity,
    IndependentCascade,
    LinearThreshold,
    Plan,
    Version,
    _hosts,  # noqa: PLC2701 - its first guesses are under test
    _numba,  # noqa: PLC2701 - under test
    _numpy,  # noqa: PLC2701 - under test
    _python,  # noqa: PLC2701 - under test
    simulate,
)
from bakohumas.simulation._jobs import RECORDS, Job  # noqa: PLC2701 - under test
from bakohumas.simulation._models import Model
from worlds_by_hand import some_plan

MODELS: tuple[Model, ...] = (
    IndependentCascade(),
    IndependentCascade(delay=0),
    IndependentCascade(deadline=7),
    IndependentCascade(acceptance=0.7),
    IndependentCascade(recovery=0.4),
    IndependentCascade(recovery=0, deadline=20),
    IndependentCascade(fidelity=Fidelity(points=5, keep=0.9), acceptance=0.9),
    IndependentCascade(fidelity=Fidelity(points=64, keep=0.9, merge=True)),
    IndependentCascade(feedback=Feedback(channels=[1], rate=0.5, within=6)),
    IndependentCascade(followed_by=Correction(seeds=[7], after=3, persuasion=0.5)),
    IndependentCascade(followed_by=Version(after=4), deadline=20),
    LinearThreshold(),
    LinearThreshold(force="share", threshold=0.2),
    LinearThreshold(tellers=2),
    LinearThreshold(channels=2),
    LinearThreshold(delay=2, deadline=5),
    LinearThreshold(force="share", threshold=0.2, acceptance=0.7, tellers=2),
    LinearThreshold(threshold=0.3, fidelity=Fidelity(points=5, keep=0.9), acceptance=0.9),
    LinearThreshold(fidelity=Fidelity(points=64, keep=0.9, merge=True), channels=2),
    LinearThreshold(feedback=Feedback(channels=[1], rate=0.5, within=6)),
    LinearThreshold(followed_by=Correction(seeds=[7], after=3, persuasion=0.5)),
    LinearThreshold(followed_by=Version(after=4), deadline=20, tellers=2),
)
PLAN = some_plan(3, n=60, edges=240)
PLAIN = attrs.evolve(PLAN, delay=PLAN.delay[:0], keep=PLAN.keep[:0], credibility=PLAN.keep[:0])
SEEDS = [0, 1]
CASCADE = IndependentCascade()
RAISED = st.integers(0, 2**32).map(Random)


def of(plan: Plan, model: Model) -> Job:
    """A job that records everything."""
    return Job.of(plan, model, (0, 1), 5, RECORDS)


@pytest.mark.parametrize("model", MODELS, ids=str)
@pytest.mark.parametrize("plan", [PLAN, PLAIN], ids=["hours", "steps"])
def test_numba_gives_the_same_integers(plan: Plan, model: Model) -> None:
    """Compiled and plain, every kernel comes to the same tally."""
    plain = _python.run(of(plan, model), first=3, last=40)

    assert _numba.run(of(plan, model), first=3, last=40) == plain


@pytest.mark.parametrize("backend", ["python", "numba"])
@pytest.mark.parametrize("model", MODELS, ids=str)
def test_chunks_and_workers_change_nothing(backend: str, model: Model) -> None:
    """Chunks of 1, 7 and 64 runs, in one thread or three, are merged to the same ensemble."""
    asked = {"seeds": SEEDS, "runs": 70, "seed": 9, "record": RECORDS, "backend": backend}
    whole = simulate(PLAN, model, chunk=70, **asked)  # type: ignore[arg-type] # of all kinds
    with ThreadPoolExecutor(3) as pool:
        for chunk in (1, 7, 64):
            executor = pool if chunk == 7 else None
            found = simulate(PLAN, model, chunk=chunk, executor=executor, **asked)  # type: ignore[arg-type] # of all kinds
            assert found == whole


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_what_is_recorded_changes_nothing_else(model: Model) -> None:
    """With nothing recorded, the same nodes, people and outcomes are counted."""
    bare = Job.of(PLAN, model, (0, 1), 5, ())
    every = _python.run(of(PLAN, model), first=0, last=30)
    found = _numpy.run(bare, first=0, last=30)

    assert (found.nodes, found.people, found.more) == (every.nodes, every.people, every.more)
    assert _numba.run(bare, first=0, last=30) == found
    assert not found.counts


def test_what_is_added_up_early_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where counts take much room they are added up as they come, to the same integers."""
    expected = simulate(PLAN, CASCADE, seeds=SEEDS, runs=20, seed=2, record=RECORDS)
    monkeypatch.setattr("bakohumas.simulation._simulate._KEPT", len(PLAN) * 2)

    found = simulate(PLAN, CASCADE, seeds=SEEDS, runs=20, seed=2, record=RECORDS, chunk=3)
    assert found == expected


def test_many_comments_find_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is room for more ways up than down."""
    n = 40
    plan = Plan.from_arrays(n, range(1, n), [0] * (n - 1), [1] * (n - 1))
    model = IndependentCascade(feedback=Feedback(channels=[0], desks=[0]))
    monkeypatch.setattr(_hosts, "AHEAD", 2 - n)
    found = simulate(plan, model, seeds=[7], runs=2, seed=1)

    assert found.outcome("answered") == (1, 1)


def of_edges(model: Model) -> int:
    """Room that is kept from the start, as every edge tells."""
    return len(PLAN.target) if isinstance(model, LinearThreshold) else 0


@pytest.mark.parametrize("model", [*MODELS[:11], *MODELS[15:]], ids=str)
def test_little_room_is_made_more(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the room of a calendar nor the length of a curve changes an integer."""
    expected = _python.run(of(PLAN, model), first=0, last=30)
    monkeypatch.setattr(_hosts, "HOURS", 1)
    monkeypatch.setattr(_hosts, "AHEAD", 8 - len(PLAN) - of_edges(model))

    assert _python.run(of(PLAN, model), first=0, last=30) == expected


@given(st.integers(0, 2**32), st.integers(0, 2**64 - 1))
@settings(max_examples=40)
def test_time_and_content_change_no_reach(seed: int, worlds: int) -> None:
    """With hours, key points or feedback, exactly the nodes of the plain cascade hear it."""
    plan = some_plan(seed)
    channel = plan.channel[0]
    same: tuple[Model, ...] = (
        IndependentCascade(delay=2),
        IndependentCascade(deadline=10**6),
        IndependentCascade(recovery=1.0),
        IndependentCascade(fidelity=Fidelity(points=3, keep=0.5)),
        IndependentCascade(fidelity=Fidelity(points=3, keep=0.5, merge=True)),
        IndependentCascade(feedback=Feedback(channels=[channel])),
        IndependentCascade(followed_by=Correction(seeds=[1], after=10**4)),
    )
    asked = {"seeds": [0], "runs": 6, "seed": worlds}
    plain = simulate(plan, CASCADE, **asked)  # type: ignore[arg-type] # of all kinds
    for model in same:
        found = simulate(plan, model, **asked)  # type: ignore[arg-type] # of all kinds
        assert (found.sizes, found.counts) == (plain.sizes, plain.counts)


@given(st.integers(0, 2**32), st.integers(0, 2**64 - 1), st.sampled_from(MODELS[11:15]))
@settings(max_examples=40)
def test_hours_move_nobody(seed: int, worlds: int, model: LinearThreshold) -> None:
    """With hours, key points or answers, exactly the nodes of the plain thresholds act.

    A plan whose tellings all take an hour has the steps of the plain kernel, too, to the
    last record.
    """
    plan = some_plan(seed)
    content = (
        {"delay": 3},
        {"deadline": 10**6},
        {"acceptance": 1.0},
        {"fidelity": Fidelity(points=3, keep=0.5)},
        {"fidelity": Fidelity(points=3, keep=0.5, merge=True)},
        {"feedback": Feedback(channels=[plan.channel[0]])},
        {"followed_by": Correction(seeds=[1], after=10**4)},
    )
    bare = attrs.evolve(plan, credibility=plan.credibility[:0])
    asked = {"seeds": [0], "runs": 6, "seed": worlds}
    known = simulate(plan, model, **asked)  # type: ignore[arg-type] # of all kinds
    for each in content:
        found = simulate(bare, attrs.evolve(model, **each), **asked)  # type: ignore[arg-type] # so here
        assert (found.sizes, found.counts) == (known.sizes, known.counts)
    steps = attrs.evolve(plan, delay=plan.delay[:0])
    hours = attrs.evolve(plan, delay=array("i", [1]) * len(plan.target))
    for deadline in (None, 2):
        late = attrs.evolve(model, deadline=deadline)
        one, other = (Job.of(each, late, (0, 1), worlds, RECORDS) for each in (steps, hours))
        assert (one.kernel, other.kernel) == ("threshold", "calendar")
        by_step, by_hour = (_python.run(job, first=0, last=6) for job in (one, other))
        assert attrs.evolve(by_hour, more={}) == by_step


@given(RAISED, st.sampled_from([*MODELS[:6], MODELS[11], *MODELS[13:16], *MODELS[17:19]]))
@settings(max_examples=60)
def test_more_never_reaches_fewer(dice: Random, model: Model) -> None:
    """Raising probabilities, or adding ties, shrinks no run of any model without a rival."""
    ends = sorted({(*dice.sample(range(10), 2), dice.randrange(2)) for _ in range(30)})
    low = [dice.random() for _ in ends]
    high = [min(1, p + dice.choice([0, 0, dice.random()])) for p in low]
    some = [i for i in range(len(ends)) if dice.random() < 0.7]

    def sizes(chances: list[float], which: list[int]) -> tuple[int, ...]:
        source, target, channel = zip(*(ends[i] for i in which), strict=True)
        chosen = [chances[i] for i in which]
        plan = Plan.from_arrays(10, source, target, chosen, channel=channel)
        return simulate(plan, model, seeds=[0, 1], runs=20, seed=2).sizes

    every = list(range(len(ends)))
    fewer, usual, more = sizes(low, some), sizes(low, every), sizes(high, every)

    assert all(x <= y <= z for x, y, z in zip(fewer, usual, more, strict=True))


@given(st.integers(0, 2**32), st.integers(0, 9), st.floats(0, 1), st.integers(0, 1))
@settings(max_examples=40)
def test_a_correction_never_helps_the_hoax(
    seed: int, after: int, persuasion: float, bars: int
) -> None:
    """Run by run, fewer hear a hoax that is corrected, and the earlier the fewer keep it."""
    plan = some_plan(seed)
    model: Model = LinearThreshold() if bars else CASCADE
    alone = simulate(plan, model, seeds=[0], runs=8, seed=4)
    follows = Correction(seeds=[1], after=after, persuasion=persuasion)
    found = simulate(plan, attrs.evolve(model, followed_by=follows), seeds=[0], runs=8, seed=4)

    for size, less, left in zip(alone.sizes, found.sizes, found.outcome("holding"), strict=True):
        assert left <= less <= size


def test_never_and_always_are_exact() -> None:
    """With ties that never tell nobody hears it; with ties that always do, whoever can."""
    never = Plan.from_arrays(3, [0, 1], [1, 2], [0, 0], [2, 3])
    always = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1], [2, 3])
    for model in (MODELS[0], MODELS[1], MODELS[4], MODELS[5]):
        asked = {"seeds": [0], "runs": 5, "seed": 1}
        assert simulate(never, model, **asked).sizes == (1,) * 5  # type: ignore[arg-type] # of all kinds
        assert simulate(always, model, **asked).sizes == (3,) * 5  # type: ignore[arg-type] # of all kinds
    assert simulate(always, LinearThreshold(), seeds=[0], runs=5, seed=1).sizes == (3,) * 5
    assert simulate(never, LinearThreshold(), seeds=[0], runs=5, seed=1).sizes == (1,) * 5


def test_a_tree_has_its_closed_form() -> None:
    """In a binary tree of depth 5 the mean reach is the sum of (2p)**depth (z < 4)."""
    n, p = 63, 0.6
    tree = Plan.from_arrays(n, [(v - 1) // 2 for v in range(1, n)], range(1, n), [p] * (n - 1))
    news = simulate(tree, CASCADE, seeds=[0], runs=20_000, seed=8, record=["curve"])
    steps = [row["mean"] for row in news.curve()]

    assert abs(news.mean - sum((2 * p) ** depth for depth in range(6))) < 4 * news.standard_error
    assert len(steps) == 6
    assert steps[0] == 1


def test_an_epidemic_on_one_tie_has_its_closed_form() -> None:
    """A tie is passed before recovery with probability p / (1 - (1 - p)(1 - r)) (z < 4)."""
    p, r = 0.2, 0.3
    plan = Plan.from_arrays(2, [0], [1], [p])
    news = simulate(plan, IndependentCascade(recovery=r), seeds=[0], runs=20_000, seed=8)
    expected = 1 + p / (1 - (1 - p) * (1 - r))

    assert abs(news.mean - expected) < 4 * news.standard_error


@given(st.integers(1, 40), st.integers(1, 40), st.sampled_from([None, 0, 2]))
def test_exact_shares_reach_a_stated_threshold(k: int, more: int, delay: int | None) -> None:
    """Of k + more equal forces, k reach a threshold of k in k + more, and k - 1 do not.

    So it is whether each tie has its part as a probability or an equal share of all.
    """
    whole = k + more
    ends = range(whole), [whole] * whole
    plan = Plan.from_arrays(whole + 1, *ends, [1 / whole] * whole)
    for force in ("probability", "share"):
        model = LinearThreshold(force=force, threshold=k / whole, delay=delay, deadline=2)
        for tellers in (k - 1, k):
            if tellers:
                found = simulate(plan, model, seeds=range(tellers), runs=1, seed=1)
                assert found.sizes == (tellers + (tellers == k),)
    full = simulate(plan, LinearThreshold(threshold=1), seeds=range(whole), runs=1, seed=1)
    assert full.sizes == (whole + 1,)


@pytest.mark.parametrize("delay", [None, 2])
@pytest.mark.parametrize("backend", ["python", "numba"])
def test_tellers_may_use_more_channels_than_are_counted(backend: str, delay: int | None) -> None:
    """Whoever counts tellers only is told over any number of channels."""
    ties = 70
    plan = Plan.from_arrays(
        3,
        [0] * ties + [1],
        [2] * (ties + 1),
        [0.0] * (ties - 1) + [0.5] * 2,
        channel=[*range(ties), 0],
    )
    model = LinearThreshold(threshold=1, tellers=2, delay=delay, deadline=3)
    asked = {"runs": 1, "seed": 1, "backend": backend}
    assert simulate(plan, model, seeds=[0], **asked).sizes == (1,)  # type: ignore[arg-type] # of all kinds
    assert simulate(plan, model, seeds=[0, 1], **asked).sizes == (3,)  # type: ignore[arg-type] # of all kinds


def test_a_threshold_meets_its_live_edges() -> None:
    """With thresholds tossed evenly, a node acts with the forces of its tellers (z < 4)."""
    plan = Plan.from_arrays(4, [0, 1, 2], [3, 3, 3], [0.2, 0.3, 0.4])
    news = simulate(plan, LinearThreshold(), seeds=[0, 1], runs=20_000, seed=8)

    assert abs(news.mean - 2.5) < 4 * news.standard_error


def looped(graph: "nx.DiGraph[int]", dice: Random) -> int:
    """An independent cascade as a user writes it with NetworkX."""
    reached, queue = {0}, [0]
    for u in queue:
        for v, tie in graph.adj[u].items():
            if v not in reached and dice.random() < tie["p"]:
                reached.add(v)
                queue.append(v)
    return len(reached)


def test_a_loop_over_networkx_agrees() -> None:
    """Over a hundred graphs the means are those of a plain loop; z looks standard normal."""
    z, runs = [], 200
    for seed in range(100):
        dice = Random(seed)
        graph = nx.gnp_random_graph(30, 0.12, seed=seed, directed=True)
        for _, _, tie in graph.edges(data=True):
            tie["p"] = dice.random() * 0.7
        loop = np.array([looped(graph, dice) for _ in range(runs)])
        source, target, chances = zip(*graph.edges(data="p"), strict=True)
        plan = Plan.from_arrays(30, source, target, chances)
        news = simulate(plan, CASCADE, seeds=[0], runs=runs, seed=seed, backend="numpy")
        error = math.hypot(news.standard_error, float(loop.std(ddof=1)) / runs**0.5)
        z.append((news.mean - float(loop.mean())) / error if error else 0.0)

    assert max(map(abs, z)) < 4
    assert abs(sum(z)) / 10 < 4


def test_tosses_are_spread_evenly() -> None:
    """Thresholds fall evenly into 64 boxes (chi-squared within 4 of its standard deviations)."""
    boxes, n, runs = 64, 200, 40
    below = [0]
    for part in range(1, boxes + 1):
        plan = Plan.from_arrays(n, [0] * (n - 1), range(1, n), [part / boxes] * (n - 1))
        news = simulate(plan, LinearThreshold(), seeds=[0], runs=runs, seed=3)
        below.append(sum(news.sizes) - runs)
    expected = (n - 1) * runs / boxes
    squared = sum((y - x - expected) ** 2 / expected for x, y in pairwise(below))

    assert below[-1] == (n - 1) * runs
    assert abs(squared - (boxes - 1)) < 4 * (2 * (boxes - 1)) ** 0.5
