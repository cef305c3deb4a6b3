from array import array
from importlib import import_module
from itertools import combinations, pairwise, product
from math import e
from random import Random
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.networks import InformationNetwork
from bakohumas.simulation import (
    UNCALIBRATED,
    IndependentCascade,
    Plan,
    _kernels,  # noqa: PLC2701 - under test
    backends,
    compile_plan,
    influence_maximise,
    simulate,
)
from bakohumas.simulation import _reverse as reverse  # noqa: PLC2701 - under test
from bakohumas.simulation._hosts import at_once  # noqa: PLC2701 - the room it is handed
from bakohumas.simulation._influence import Method
from bakohumas.simulation._worlds import seed_key  # noqa: PLC2701 - as it is handed one
from worlds_by_hand import World, some_plan

MODULES = {"python": "_reverse", "numpy": "_reverse_numpy", "numba": "_reverse_numba"}
WAYS = {name: import_module(f"bakohumas.simulation.{MODULES[name]}") for name in backends()}
HUB = Plan.from_arrays(
    9, [0, 0, 0, 3, 4, 5, 6, 7], [1, 2, 3, 8, 5, 6, 7, 8], [0.1, 0.1, 0.1, 0.1, 1, 1, 1, 1]
)


def members(sets: Any) -> list[frozenset[int]]:  # noqa: ANN401 - of the arrays of any back end
    """The sets, each as what it is."""
    ends = [int(end) for end in sets.ends]
    return [frozenset(map(int, sets.nodes[begin:end])) for begin, end in pairwise(ends)]


def uniform(seed: int) -> Plan:
    """A small plan of one channel and one probability."""
    plan = some_plan(seed)
    dice = Random(seed)
    ends = sorted(
        {(u, plan.target[e]) for u in range(12) for e in range(plan.start[u], plan.start[u + 1])}
    )
    source, target = [u for u, _ in ends], [v for _, v in ends]
    return Plan.from_arrays(12, source, target, [dice.random()] * len(ends))


def apart(seed: int) -> Plan:
    """A small plan of one channel and several probabilities."""
    plan = uniform(seed)
    dice = Random(seed)
    limits = array("I", [dice.choice([0, 2**31, dice.randrange(2**31)]) for _ in plan.target])
    return attrs.evolve(plan, threshold=limits)


PLANS = [kind(seed) for seed, kind in product(range(6), (some_plan, uniform, apart))]


@pytest.mark.parametrize("plan", PLANS)
def test_a_set_holds_whoever_the_root_can_hear_it_from(plan: Plan) -> None:
    """By the definition of the tosses, set by set, whatever the back end."""
    back = reverse.backwards(plan)
    for r, found in enumerate(members(reverse.sampled(back, 7, 0, 25, 10**6))):
        world = World(back, 7, r)
        root = reverse.root(world.aspect(9), 12)
        heard = {root}
        while True:
            more = {u for edge, v, u in world.edges if v in heard and world.live(edge, a=9)}
            if more <= heard:
                break
            heard |= more
        assert found == heard


@pytest.mark.parametrize("plan", [*PLANS, Plan.from_arrays(3, [], [], [])])
def test_back_ends_draw_and_cover_alike(plan: Plan) -> None:
    """The same sets in any stretches, the same nodes in the same order with the same gains."""
    back = reverse.backwards(plan)
    drawn = reverse.sampled(back, 3, 0, 300, 10**6)
    cover = reverse.covered(drawn, len(plan), 3)
    most = reverse.at_most(drawn, len(plan), 3)
    for way in WAYS.values():
        assert way.backwards(plan).digest == back.digest
        parts = [
            way.sampled(back, 3, first, last, 10**6) for first, last in [(0, 1), (1, 90), (90, 300)]
        ]
        sets = way.joined(parts)
        assert members(sets) == members(drawn)
        assert way.covered(sets, len(plan), 3) == cover
        assert way.at_most(sets, len(plan), 3) == most >= sum(cover[1])


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize(("near", "masks"), [(0, 1), (0, 3), (2**16, 64)])
def test_the_kernel_is_what_it_is_compiled_from(
    monkeypatch: pytest.MonkeyPatch, plan: Plan, near: int, masks: int
) -> None:
    """As a plain function it draws the same sets, however many nodes tell in one go.

    It stops where there is no more room.
    """
    back = reverse.backwards(plan)
    limits = list(back.threshold)
    alike = len(set(limits)) == 1 and not back.apart
    packed = [] if alike else [t << 32 | v for t, v in zip(limits, back.target, strict=True)]
    monkeypatch.setattr(_kernels, "NEAR", near)
    monkeypatch.setattr(_kernels, "AT_ONCE", masks)
    ends, nodes = [0] * 41, [0] * (12 * 40 + reverse.AHEAD)
    given_ = packed, back.start, back.target, list(back.apart), limits[0], seed_key(5)
    ring, again = ([0] * 8, [0] * 8), ([0] * 8, [0] * 8)
    count = reverse.grow(*given_, 0, 40, [-1] * 12, *at_once(back), *ring, ends, nodes)
    few = nodes[: 24 + reverse.AHEAD]
    small = reverse.grow(*given_, 0, 40, [-1] * 12, *at_once(back), *again, [0] * 41, few)

    assert count == 40
    found = members(reverse.Sets(ends, nodes[: ends[-1]]))
    assert found == members(reverse.sampled(back, 5, 0, 40, 10**6))
    assert 0 < small < 40


@given(st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=1, max_size=40), st.integers(1, 8))
def test_the_cover_is_greedy(sets: list[set[int]], k: int) -> None:
    """Each node is in most of the sets that none before it is in; of equals, the lowest."""
    nodes = array("i", [v for each in sets for v in sorted(each)])
    ends = array("q", [0])
    for each in sets:
        ends.append(ends[-1] + len(each))
    chosen, gains = reverse.covered(reverse.Sets(ends, nodes), 8, k)
    left = list(sets)
    for place, (v, gain) in enumerate(zip(chosen, gains, strict=True)):
        counts = {u: sum(u in each for each in left) for u in range(8) if u not in chosen[:place]}
        assert gain == max(counts.values())
        assert v == min(u for u, count in counts.items() if count == gain)
        left = [each for each in left if v not in each]
    for way in WAYS.values():
        if way is not reverse:
            own = reverse.Sets(np.asarray(ends), np.asarray(nodes))
            assert way.covered(own, 8, k) == (chosen, gains)


def reach(plan: Plan, nodes: tuple[int, ...]) -> float:
    """The mean reach from some nodes, exactly: over all outcomes of all edges."""
    edges = [
        (u, plan.target[i], plan.threshold[i] / 2**31)
        for u in range(len(plan))
        for i in range(plan.start[u], plan.start[u + 1])
    ]
    mean = 0.0
    for outcome in product([False, True], repeat=len(edges)):
        weight, heard = 1.0, set(nodes)
        for (_, _, p), live in zip(edges, outcome, strict=True):
            weight *= p if live else 1 - p
        for _ in edges:
            heard |= {
                v for (u, v, _), live in zip(edges, outcome, strict=True) if live and u in heard
            }
        mean += weight * len(heard)
    return mean


@pytest.mark.parametrize("seed", range(6))
def test_what_is_found_is_nearly_the_best(seed: int) -> None:
    """Held against every choice there is, and the greedy one, all worked out exactly."""
    dice = Random(seed)
    ends = sorted({tuple(dice.sample(range(7), 2)) for _ in range(8)})
    chances = [dice.choice([0.2, 0.5, 0.9]) for _ in ends]
    plan = Plan.from_arrays(7, [u for u, _ in ends], [v for _, v in ends], chances)
    exact = {nodes: reach(plan, nodes) for nodes in combinations(range(7), 2)}
    first = max(range(7), key=lambda v: reach(plan, (v,)))
    greedy = max(mean for nodes, mean in exact.items() if first in nodes)
    methods: tuple[Method, ...] = ("imm", "celf")
    for method in methods:
        found = influence_maximise(plan, 2, method, seed=seed, runs=2000, epsilon=0.2)
        one, other = sorted(map(int, found.nodes))
        mine = exact[one, other]
        assert mine >= (1 - 1 / e - 0.2) * max(exact.values())
        assert mine >= greedy - 0.1
        assert abs(found.ensemble.mean - mine) < 4 * found.ensemble.standard_error
        assert abs(sum(found.gains) - mine) < 0.25


@pytest.mark.parametrize("method", ["imm", "celf", "degree"])
def test_back_ends_find_the_same(method: Method) -> None:
    """Nodes, gains, samples and reach: every integer."""
    found = {
        name: influence_maximise(some_plan(4), 3, method, seed=9, runs=50, backend=name)
        for name in (*backends(), "auto")
    }

    assert len({(each.nodes, each.gains, each.samples) for each in found.values()}) == 1
    assert all(each == found["auto"] for each in found.values())


def test_celf_is_greedy_on_its_worlds() -> None:
    """Each node adds most to those before it, in the worlds of the seed; of equals, the lowest."""
    plan = some_plan(5)
    model = IndependentCascade()

    def total(nodes: list[int]) -> int:
        return sum(simulate(plan, model, seeds=nodes, runs=40, seed=2).sizes)

    chosen: list[int] = []
    gains = []
    for _ in range(4):
        before = total(chosen) if chosen else 0
        added = {v: total([*chosen, v]) - before for v in range(12) if v not in chosen}
        best = max(added.values())
        chosen.append(min(v for v, gain in added.items() if gain == best))
        gains.append(best / 40)
    found = influence_maximise(plan, 4, "celf", seed=2, runs=40)

    assert (list(found.nodes), list(found.gains)) == (chosen, gains)


def test_the_baseline_stands_beside_it() -> None:
    """As many nodes of most ties, in the same worlds, which are not those of the choice."""
    found = influence_maximise(HUB, 1, seed=2**64 - 1)
    base = found.baseline

    assert base is not None
    assert (found.nodes, base.nodes, base.gains, base.samples) == ((4,), (0,), (3.0,), 0)
    assert found.ensemble.provenance.seed == base.ensemble.provenance.seed == 0
    assert found.lead.mean == found.ensemble.mean - base.ensemble.mean > 3
    assert base == influence_maximise(HUB, 1, "degree", seed=2**64 - 1)
    assert base.lead.mean == 0
    assert found.rows() == [{"rank": 1, "node": 4, "gain": found.gains[0], "by_degree": 0}]
    assert base.rows()[0]["by_degree"] == 0
    assert influence_maximise(HUB, 9, "celf", seed=1, runs=5).ensemble.mean == 9


def test_ties_that_never_tell_give_no_rank() -> None:
    """Of most ties is who has most over which it can tell."""
    plan = Plan.from_arrays(5, [0, 0, 0, 1, 1], [1, 2, 3, 3, 4], [0.0, 0.0, 1.0, 0.5, 0.5])
    found = influence_maximise(plan, 2, "degree", seed=1, runs=1)

    assert (found.nodes, found.gains) == ((1, 0), (2.0, 1.0))


def test_it_tells_itself() -> None:
    """Who, how far, how much more than by degree, and that nothing is calibrated."""
    network = InformationNetwork.from_pairs([("a", "b"), ("a", "c")], probability=0.5)
    found = influence_maximise(compile_plan(network), 1, seed=1, runs=100)
    english, indonesian = found.explain().splitlines(), found.explain("id").splitlines()

    assert english[0].startswith("IMM: from a the news reaches ")
    assert indonesian[0].startswith("IMM: dari a kabar mencapai rata-rata ")
    assert english[1].endswith("which these runs do not tell from none.")
    assert indonesian[1].endswith("yang tidak dapat dibedakan dari nol.")
    assert (english[-1], indonesian[-1]) == UNCALIBRATED
    far = influence_maximise(HUB, 1, seed=1)
    assert far.explain().splitlines()[1].endswith(").")
    assert far.explain("id").splitlines()[1].endswith(").")
    assert len(influence_maximise(HUB, 1, "degree", seed=1).explain().splitlines()) == 2


def test_progress_is_told() -> None:
    """Sets drawn and wanted, or nodes tried and in all."""
    told: list[tuple[int, int]] = []
    influence_maximise(HUB, 1, seed=1, on_update=lambda done, all_: told.append((done, all_)))
    drawn = list(told)
    told.clear()
    influence_maximise(
        HUB, 1, "celf", seed=1, runs=5, on_update=lambda done, all_: told.append((done, all_))
    )

    assert drawn
    assert all(done == wanted for done, wanted in drawn)
    assert told == [(n, 9) for n in range(1, 10)]


@pytest.mark.parametrize("backend", backends())
def test_a_search_that_is_interrupted_has_a_choice(backend: str) -> None:
    """By the sets that are drawn, the same in every way to interrupt it; and says that it is."""

    def interrupt(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    asked: dict[str, Any] = {"seed": 1, "backend": backend, "runs": 90}
    whole = influence_maximise(HUB, 2, **asked)
    found = influence_maximise(HUB, 2, on_update=lambda *_: False, **asked)

    assert whole.whole
    assert not found.whole
    assert 0 < found.samples < whole.samples
    assert found == influence_maximise(HUB, 2, on_update=interrupt, **asked)
    assert found.ensemble.provenance.runs == 90
    assert found.baseline == whole.baseline
    assert "nothing is promised" in found.explain()
    assert "tidak ada yang dijamin" in found.explain("id")


@pytest.mark.parametrize("after", [1, 9, 10])
def test_an_interrupted_greedy_choice(after: int) -> None:
    """Goes by what each node was last known to add, once each was tried alone."""
    told: list[int] = []

    def update(done: int, _all: int) -> bool:
        told.append(done)
        return len(told) < after

    def interrupt(done: int, all_: int) -> None:
        if not update(done, all_):
            raise KeyboardInterrupt

    asked: dict[str, Any] = {"seed": 1, "runs": 30}
    whole = influence_maximise(HUB, 3, "celf", **asked)
    found = influence_maximise(HUB, 3, "celf", on_update=update, **asked)
    calls = list(told)
    told.clear()

    assert not found.whole
    assert found.nodes[0] == whole.nodes[0]
    assert found.gains[0] == whole.gains[0]
    assert len(set(found.nodes)) == 3
    assert all(gain >= 0 for gain in found.gains)
    assert calls == [min(n, 9) for n in range(1, max(after, 9) + 1)]
    if after < 9:
        with pytest.raises(KeyboardInterrupt):
            influence_maximise(HUB, 3, "celf", on_update=interrupt, **asked)
    else:
        assert influence_maximise(HUB, 3, "celf", on_update=interrupt, **asked) == found


@pytest.mark.parametrize("method", ["imm", "celf"])
def test_a_search_interrupted_at_once_has_none(
    monkeypatch: pytest.MonkeyPatch, method: Method
) -> None:
    """Neither before the first set, nor while a reach is taken."""

    def few(*plan: object, **options: Any) -> Any:  # noqa: ANN401 - as simulate
        return simulate(*plan, **(options | {"runs": 5}))  # type: ignore[arg-type]

    def broken(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reverse, "sampled", broken)
    if method == "imm":
        with pytest.raises(KeyboardInterrupt):
            influence_maximise(HUB, 3, method, seed=1, backend="python")
    monkeypatch.setattr("bakohumas.simulation._influence.simulate", few)
    with pytest.raises(KeyboardInterrupt):
        influence_maximise(HUB, 3, method, seed=1, backend="python")


@pytest.mark.parametrize("backend", backends())
def test_memory_is_limited(backend: str) -> None:
    """With what to do about it; a plan in which news comes from everywhere needs much."""
    ring = Plan.from_arrays(50, range(50), [(u + 1) % 50 for u in range(50)], [1.0] * 50)
    with pytest.raises(ValueError, match=r"more than the memory allowed.*or take method='degree'"):
        influence_maximise(ring, 1, seed=1, backend=backend, memory=2000)


@pytest.mark.parametrize("backend", backends())
def test_sets_that_hold_much_are_told_while_they_are_drawn(backend: str) -> None:
    """Where news comes from almost anywhere, a few sets are more than the room for all."""
    n = 60
    pairs = [(u, v) for u in range(n) for v in range(n) if u != v]
    sources, targets = [u for u, _ in pairs], [v for _, v in pairs]
    full = Plan.from_arrays(n, sources, targets, [1.0] * len(pairs))
    with pytest.raises(ValueError, match=r"and after \d+ they take \d+ bytes"):
        influence_maximise(full, 1, seed=1, backend=backend, memory=40_000)


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("k must lie in 1 to 9", {"k": 0}),
        ("k must lie in 1 to 9", {"k": 10}),
        ("method must be one of imm, celf and degree", {"method": "greedy"}),
        ("epsilon must lie in 0.001 to 1, below 1, got 0.0", {"epsilon": 0.0}),
        ("epsilon must lie in 0.001 to 1, below 1, got 1.0", {"epsilon": 1.0}),
        ("epsilon must lie in 0.001 to 1, below 1, got 1e-300", {"epsilon": 1e-300}),
        (r"IMM wants \d+ reverse reachable sets, more than the memory", {"memory": 900}),
        ("runs must lie in 1 to", {"runs": 0}),
        ("backend must be", {"backend": "fortran"}),
    ],
)
def test_what_makes_no_sense_is_refused(words: str, options: dict[str, Any]) -> None:
    """Numbers out of their range, and unknown methods and back ends."""
    with pytest.raises(ValueError, match=words):
        influence_maximise(HUB, **({"k": 1, "seed": 1} | options))
    with pytest.raises(TypeError, match="plan must be a Plan"):
        influence_maximise("x", 1, seed=1)  # type: ignore[arg-type]


def test_a_single_node_is_the_best() -> None:
    """And of two without ties, the first."""
    assert influence_maximise(Plan.from_arrays(1, [], [], []), 1, seed=1).nodes == (0,)
    assert len(influence_maximise(Plan.from_arrays(2, [], [], []), 1, seed=1).nodes) == 1
