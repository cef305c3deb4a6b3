import hashlib
import pickle
import sys
from collections.abc import Callable

import attrs
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import (
    Correction,
    Fidelity,
    IndependentCascade,
    LinearThreshold,
    Plan,
    Raise,
    Version,
    _arrays,  # noqa: PLC2701 - its blocks are under test
    compile_plan,
    simulate,
)
from bakohumas.testing import information_networks

COLUMNS = ("start", "target", "threshold", "channel", "group", "weight")


@given(information_networks())
def test_a_plan_holds_its_network(network: InformationNetwork) -> None:
    """Rows, codes, roles and sizes of the plan are those of the network, by sorted name."""
    plan = compile_plan(network)
    edges = [
        (plan.codes[u], plan.codes[plan.target[e]], network.channels[plan.channel[e]])
        for u in range(len(plan))
        for e in range(plan.start[u], plan.start[u + 1])
    ]

    assert edges == [tie.key for tie in network.ties]
    assert list(plan.threshold) == [round(tie.probability * 2**31) for tie in network.ties]
    assert [plan.groups[group] for group in plan.group] == [n.role for n in network.nodes]
    assert list(plan.weight) == [node.size for node in network.nodes]
    assert [plan.number(node.id) for node in network.nodes] == list(range(len(plan)))


@given(information_networks())
def test_a_plan_travels(network: InformationNetwork) -> None:
    """A plan that was pickled is the same plan."""
    plan = compile_plan(network)
    again = pickle.loads(pickle.dumps(plan))

    assert again.digest == plan.digest == compile_plan(network).digest
    assert all(getattr(again, name) == getattr(plan, name) for name in COLUMNS)


@pytest.mark.parametrize("m", [1, 40_000])
def test_channels_that_are_all_0_take_no_room(m: int) -> None:
    """Said or not, by NumPy or not, they make the same plan, whose digest is as its text says."""
    ends, zeros, sure = list(range(m)), [0] * m, [1.0] * m
    nexts = [u + 1 for u in ends]
    plans = [
        Plan.from_arrays(m + 1, ends, nexts, sure),
        Plan.from_arrays(m + 1, ends, nexts, sure, channel=zeros),
        Plan.from_arrays(m + 1, np.array(ends), np.array(nexts), np.array(sure)),
        Plan.from_arrays(
            m + 1, np.array(ends), np.array(nexts), np.array(sure), channel=np.array(zeros)
        ),
    ]
    said = '["bakohumas plan",1,[],["all"],[],[],[],{"start":%d,"target":%d,"threshold":%d,'
    said += '"apart":0,"group":%d,"weight":%d,"delay":0,"keep":0,"credibility":0}]\n'
    text = hashlib.sha256((said % (m + 2, m, m, m + 1, m + 1)).encode())
    columns = [("<i8", [*ends, m, m]), ("<i4", nexts), ("<u4", [2**31] * m)]
    for kind, values in (*columns, ("<i4", [0] * (m + 1)), ("<i8", [1] * (m + 1))):
        text.update(np.array(values, kind).tobytes())

    assert {plan.digest for plan in plans} == {text.hexdigest()}
    assert all((len(plan.apart), list(plan.channel)) == (0, zeros) for plan in plans)


def test_the_order_of_edges_does_not_matter() -> None:
    """Columns in any order make the same plan, and one edge more or less another."""
    one = Plan.from_arrays(3, [0, 1, 0], [1, 2, 1], [0.5, 1, 0], channel=[0, 0, 4])
    other = Plan.from_arrays(3, [0, 0, 1], [1, 1, 2], [0, 0.5, 1], channel=[4, 0, 0])

    assert one.digest == other.digest
    assert one.digest != Plan.from_arrays(3, [0, 1], [1, 2], [0.5, 1]).digest
    assert (list(one.start), list(one.channel)) == ([0, 2, 3, 3], [0, 4, 0])
    assert repr(one) == "Plan(3 nodes, 3 edges)"


def test_a_digest_does_not_know_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that stores its integers the other way round finds the same digest."""
    here = Plan.from_arrays(3, [0, 1], [1, 2], [0.5, 1], channel=[0, 7])
    there = pickle.loads(pickle.dumps(here))
    expected = here.digest
    for name in COLUMNS:
        getattr(there, name).byteswap()
    monkeypatch.setattr(sys, "byteorder", {"little": "big", "big": "little"}[sys.byteorder])

    assert there.digest == expected


NAMES = st.text('a\n"\0', min_size=1, max_size=3).filter(str.strip)


@given(
    st.lists(NAMES, min_size=2, max_size=3, unique=True),
    st.lists(NAMES, min_size=2, max_size=3, unique=True),
    st.lists(NAMES, min_size=1, max_size=2, unique=True),
    st.lists(NAMES, min_size=1, max_size=2, unique=True),
)
def test_a_digest_tells_every_name(
    one: list[str], other: list[str], ways: list[str], others: list[str]
) -> None:
    """Two plans that differ in a code or in the name of a channel never share a digest."""

    def plan(codes: list[str], channels: list[str]) -> Plan:
        a, b, *_ = sorted(codes)
        ties = [Tie(a, b, by) for by in channels]
        return compile_plan(InformationNetwork(map(Node, codes), ties), channels=["idle", *ways])

    same = sorted(one) == sorted(other) and sorted(ways) == sorted(others)
    assert (plan(one, ways).digest == plan(other, others).digest) == same


def test_what_nobody_uses_is_no_part_of_a_digest() -> None:
    """Nothing depends on the name of a channel over which no tie goes."""
    network = InformationNetwork.from_pairs([("a", "b")], channel="forum")
    assert compile_plan(network).digest == compile_plan(network, channels=["press"]).digest
    assert compile_plan(network).digest != compile_plan(network, channels=["faks"]).digest


def test_channels_of_others_are_numbered_too() -> None:
    """Channels keep their numbers among networks that name the same ones."""
    network = InformationNetwork.from_pairs([("a", "b")], channel="press")

    assert list(compile_plan(network).channel) == [0]
    assert list(compile_plan(network, channels=["forum", "press"]).channel) == [1]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (([0], [2], [0.5], None), r"edge 0 -> 2 by channel 0 does not fit 2 nodes"),
        (([-1], [1], [0.5], None), r"edge -1 -> 1"),
        (([0], [1], [0.5], [-1]), r"channel -1 does not fit"),
        (([0, 0], [1, 1], [0.5, 1], None), r"two edges go from 0 to 1 .* different channels"),
        (([0, 1], [1], [0.5], None), r"must be equally long"),
        (([0], [1], [0.5], [0, 1]), r"must be equally long"),
        (([0], [1], [1.5], None), r"must lie in \[0, 1\], got 1.5"),
        (([1], [1], [0.5], None), r"edge 1 -> 1 leads back to its own node: an edge joins two"),
    ],
)
def test_columns_that_make_no_plan(
    columns: tuple[list[int], list[int], list[float], list[int] | None], words: str
) -> None:
    """Ends that are no node, doubled edges and unequal columns are refused."""
    with pytest.raises(ValueError, match=words):
        Plan.from_arrays(2, *columns[:3], channel=columns[3])


@given(information_networks(min_nodes=1), st.floats(0, 1), st.data())
def test_a_channel_with_another_probability(
    network: InformationNetwork, chance: float, data: st.DataObject
) -> None:
    """It is the plan of the network whose ties have it; the other columns stay as they were."""
    assume(network.ties)
    channel = data.draw(st.sampled_from(network.channels))
    plan = compile_plan(network)
    found = plan.with_probability(channel, chance)
    changed = Raise(channel, chance).apply(network)

    assert found.digest == compile_plan(changed).digest
    assert found.codes is plan.codes
    assert plan.digest == compile_plan(network).digest


@given(information_networks(min_nodes=1), st.floats(0, 1), st.floats(0, 1), st.data())
def test_a_higher_probability_never_reaches_fewer(
    network: InformationNetwork, one: float, other: float, data: st.DataObject
) -> None:
    """Run by run, raising a channel keeps whoever heard it."""
    assume(network.ties)
    channel = data.draw(st.sampled_from(network.channels))
    plan, start = compile_plan(network), network.ties[0].source
    low, high = (
        simulate(
            plan.with_probability(channel, chance),
            IndependentCascade(),
            seeds=[start],
            runs=8,
            seed=3,
        )
        for chance in sorted([one, other])
    )

    assert all(x <= y for x, y in zip(low.sizes, high.sizes, strict=True))
    assert all(x <= y for x, y in zip(low.counts, high.counts, strict=True))


def test_too_many_people() -> None:
    """More people than the counters hold are refused, not counted wrong."""
    nodes = [Node("a", Role.PUBLIC, size=2**62), Node("b", Role.PUBLIC, size=2**62)]
    with pytest.raises(ValueError, match="63 bits"):
        compile_plan(InformationNetwork(nodes, [Tie("a", "b")]))


@given(st.integers(0, 2**32), st.booleans(), st.booleans(), st.sampled_from([1, 5, 2**20]))
@settings(max_examples=60)
def test_arrays_make_the_same_plan(seed: int, apart: bool, alike: bool, block: int) -> None:  # noqa: FBT001 - drawn
    """Columns of NumPy, sorted or not, in whatever blocks, make the plan that lists make."""
    dice = np.random.default_rng(seed)
    ends = np.unique(dice.integers(0, 9, (30, 3)), axis=0)
    ends = ends[ends[:, 0] != ends[:, 1]]
    if not apart:
        ends = np.unique(ends[:, :2], axis=0)
    if seed % 2:
        dice.shuffle(ends)
    m = len(ends)
    chances = np.full(m, 0.25) if alike else dice.random(m).astype(np.float32)
    columns = [ends[:, 0], ends[:, 1].astype(np.int32), chances]
    more = {"channel": ends[:, 2].astype(np.uint16)} if apart else {}
    if seed % 3:
        more |= {"delay": dice.integers(0, 9, m), "keep": dice.random(m), "credibility": chances}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_arrays, "_BLOCK", block)
        quick = Plan.from_arrays(9, *columns, **more)
    slow = Plan.from_arrays(
        9, *(c.tolist() for c in columns), **{k: c.tolist() for k, c in more.items()}
    )

    assert quick.digest == slow.digest
    assert len(quick.packed) == (0 if alike and not any(quick.channel) else m)
    assert all(
        int(word) & 0xFFFFFFFF == v and int(word) >> 32 == limit
        for word, v, limit in zip(quick.packed, quick.target, quick.threshold, strict=False)
    )


def test_no_edges_are_a_plan_of_arrays_too() -> None:
    """Empty columns of NumPy make a plan without edges, whose nodes are alone."""
    none = np.empty(0, np.int32)
    plan = Plan.from_arrays(3, none, none, none.astype(float))

    assert plan.digest == Plan.from_arrays(3, [], [], []).digest
    for backend in ("numpy", "numba", "python"):
        news = simulate(plan, IndependentCascade(), seeds=[1], runs=2, seed=1, backend=backend)
        assert news.sizes == (1, 1)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (([0, 1, 0], [1, 0, 2], [0.5, 0.5, 0.5], None), "edge 0 -> 2 by channel 0 does not fit 2"),
        (
            ([0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5], [1, 0, 1]),
            "two edges go from 0 to 1 by channel 1",
        ),
        (([0, 1], [1, 0], [0.5, 1.5], None), r"must lie in \[0, 1\], got 1.5"),
        (([0, 1], [1, 1], [0.5, 0.5], None), "edge 1 -> 1 leads back"),
        (([0], [1], [0.5], [-1]), "channel -1 does not fit"),
        (([0], [1], [0.5, 0.5], None), "must be equally long"),
    ],
)
def test_arrays_that_make_no_plan(columns: tuple[list[float] | None, ...], words: str) -> None:
    """What is wrong with an edge is told in the words that lists have."""
    source, target, chances, channel = columns
    with pytest.raises(ValueError, match=words):
        Plan.from_arrays(
            2,
            np.array(source),
            np.array(target),
            np.array(chances),
            channel=None if channel is None else np.array(channel),
        )


def test_delays_are_hours_of_a_year_at_most() -> None:
    """A telling takes whole hours, none or a year's at most."""
    for hours in (-1, 24 * 366 + 1):
        for kind in (list, np.array):
            with pytest.raises(ValueError, match=f"takes {hours} hours: a delay is 0 to 8784"):
                Plan.from_arrays(2, kind([0]), kind([1]), kind([0.5]), kind([hours]))
    with pytest.raises(ValueError, match="source, target, probability, channel and delay must be"):
        Plan.from_arrays(2, [0], [1], [0.5], [1, 2])
    with pytest.raises(TypeError, match="keep must be an Iterable"):
        Plan.from_arrays(2, [0], [1], [0.5], keep=0.5)  # type: ignore[arg-type] # the slip under test


def test_all_columns_make_the_digest() -> None:
    """Hours, chances, tiers and areas are part of what a plan is."""
    ends = [0, 1], [1, 2], [0.5, 1]
    plans = [
        Plan.from_arrays(3, *ends),
        Plan.from_arrays(3, *ends, [0, 0]),
        Plan.from_arrays(3, *ends, [1, 2]),
        Plan.from_arrays(3, *ends, keep=[0.5, 1]),
        Plan.from_arrays(3, *ends, credibility=[0.5, 1]),
    ]
    tiers = [InformationNetwork([Node("a", tier=tier)]) for tier in ("", "x")]
    plans += [
        compile_plan(network) for network in (*tiers, InformationNetwork([Node("a", area="x")]))
    ]

    assert len({plan.digest for plan in plans}) == len(plans)


def test_channels_go_by_name_or_number() -> None:
    """A channel of a network goes by its name, one of plain arrays by its number."""
    named = compile_plan(InformationNetwork.from_pairs([("a", "b")], channel="forum"))
    plain = Plan.from_arrays(2, [0], [1], [0.5], channel=[4])

    assert (named.channel_number("forum"), plain.channel_number(4)) == (0, 4)
    for plan, unknown in ((named, "forun"), (named, 0), (plain, 3), (plain, "4")):
        with pytest.raises(UnknownNameError, match="channel"):
            plan.channel_number(unknown)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: IndependentCascade(recovery=0), "who tells for ever needs a deadline"),
        (
            lambda: IndependentCascade(recovery=0.5, fidelity=Fidelity(points=1, merge=True)),
            "recovery does not go with a fidelity that merges",
        ),
        (
            lambda: IndependentCascade(followed_by=Version(after=1), acceptance=1),
            "followed_by goes with delay and deadline only",
        ),
        (lambda: Correction(seeds=[]), "it needs at least one node to start from"),
        (lambda: Fidelity(points=65), "points"),
        (lambda: LinearThreshold(force="weight"), "force"),  # type: ignore[arg-type] # the slip
    ],
)
def test_models_that_are_none(make: Callable[[], object], words: str) -> None:
    """Options out of range, or that do not go together, are refused."""
    with pytest.raises(ValueError, match=words):
        make()


@attrs.frozen
class Slow(Tie):
    """A tie that says how long it takes and what becomes of the news."""

    delay: int = 0
    keep: float = 1.0
    credibility: float = 1.0


def test_ties_say_what_they_take() -> None:
    """Hours, key points and credibility of ties are columns of the plan; what is usual is none."""
    nodes = [Node("a"), Node("b"), Node("c")]
    slow = [Slow("a", "b", delay=24, keep=0.5), Slow("b", "c", credibility=0.25)]
    plan = compile_plan(InformationNetwork(nodes, slow))
    usual = compile_plan(InformationNetwork(nodes, [Slow("a", "b"), Slow("b", "c")]))

    assert list(plan.delay) == [24, 0]
    assert list(plan.keep) == [2**30, 2**31]
    assert list(plan.credibility) == [2**31, 2**29]
    assert (
        usual.digest
        == compile_plan(InformationNetwork(nodes, [Tie("a", "b"), Tie("b", "c")])).digest
    )
    assert not any([usual.delay, usual.keep, usual.credibility])
