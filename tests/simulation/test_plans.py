import pickle
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import IndependentCascade, Plan, Raise, compile_plan, simulate
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
