from collections import Counter
from statistics import mean

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.networks import (
    InformationNetwork,
    Node,
    Tie,
    administrative_organisation,
    lead_organisation,
    rewired,
    shared_governance,
    small_world,
    tiers,
)
from bakohumas.testing import information_networks

CODES = st.lists(st.sampled_from("abcdefghij"), unique=True)
SEEDS = st.integers(0, 2**64)


def both_ways(*pairs: tuple[str, str]) -> set[tuple[str, str]]:
    """Each pair and its reverse."""
    return {*pairs, *(pair[::-1] for pair in pairs)}


def told(network: InformationNetwork) -> set[tuple[str, str]]:
    """Who tells whom."""
    return {(tie.source, tie.target) for tie in network.ties}


@given(CODES)
def test_the_three_modes_of_governance(codes: list[str]) -> None:
    """All with all; all with one of them; all with somebody beside them."""
    shared = shared_governance(codes, channel="forum", probability=0.5)
    beside = administrative_organisation(codes, administrator="x")

    assert told(shared) == {(one, other) for one in codes for other in codes if one != other}
    assert {(tie.channel, tie.probability) for tie in shared.ties} <= {("forum", 0.5)}
    assert told(beside) == both_ways(*(("x", code) for code in codes))
    assert [node.id for node in beside.nodes] == sorted([*codes, "x"])
    for lead in codes[:1]:
        others = [(lead, code) for code in codes if code != lead]
        assert told(lead_organisation(codes, lead=lead)) == both_ways(*others)


def test_tiers_join_neighbouring_ones() -> None:
    """Each with whoever stands right above it, both ways; nobody else."""
    network = tiers({"kpu": "", "kpu-51": "kpu", "kpu-51.01": "kpu-51"}, channel="circular")

    assert told(network) == both_ways(("kpu", "kpu-51"), ("kpu-51", "kpu-51.01"))
    assert network.channels == ("circular",)


@given(CODES, st.integers(0, 4), st.floats(0, 1), SEEDS)
def test_a_small_world_keeps_its_ties(
    codes: list[str], half: int, rewiring: float, seed: int
) -> None:
    """As many ties as the ring had, both ways; the same for the same seed."""
    neighbours = 2 * half if 2 * half < len(codes) else 0
    network = small_world(codes, neighbours=neighbours, rewiring=rewiring, seed=seed)
    ring = small_world(codes, neighbours=neighbours, rewiring=0, seed=0)

    assert len(network.ties) == len(codes) * neighbours == len(ring.ties)
    assert told(network) == both_ways(*told(network))
    assert network == small_world(codes, neighbours=neighbours, rewiring=rewiring, seed=seed)


def test_the_ring_is_that_of_networkx_and_shortcuts_make_it_small() -> None:
    """Without rewiring neighbours clique; with a little, paths are short and cliques remain."""
    codes = [f"{n:03}" for n in range(200)]

    def figures(rewiring: float) -> tuple[float, float]:
        graph = small_world(codes, neighbours=8, rewiring=rewiring, seed=3).to_networkx()
        plain = graph.to_undirected()
        return nx.average_clustering(plain), nx.average_shortest_path_length(plain)

    ring = nx.relabel_nodes(nx.watts_strogatz_graph(200, 8, 0), dict(enumerate(codes)))
    network = small_world(codes, neighbours=8, rewiring=0, seed=3)
    (cliques, far), (some, near), (few, _) = figures(0), figures(0.1), figures(1)

    assert told(network) == both_ways(*ring.edges)
    assert near < far / 3
    assert some > cliques / 2
    assert few < cliques / 4


def test_dice_are_the_same_everywhere() -> None:
    """What a seed gives does not change from one Python, or one release, to the next."""
    world = small_world(list("abcdef"), neighbours=2, rewiring=0.5, seed=42)
    null = rewired(world, seed=42)

    assert [f"{tie.source}{tie.target}" for tie in world.ties] == SMALL_WORLD.split()
    assert [f"{tie.source}{tie.target}" for tie in null.ties] == REWIRED.split()


SMALL_WORLD = "ab ba bd ce cf db de ec ed ef fc fe"
REWIRED = "ae bc bf ca cb dc de eb ed ef fd fe"


@given(information_networks(), SEEDS)
def test_a_null_model_keeps_every_degree(network: InformationNetwork, seed: int) -> None:
    """Each node tells, and hears, as many of each role, by each channel and in all.

    However many channels join two nodes; and ties keep their say.
    """
    role = {node.id: node.role for node in network.nodes}

    def degrees(one: InformationNetwork) -> Counter[tuple[str, ...]]:
        out = [("tells", tie.source, tie.channel, role[tie.target]) for tie in one.ties]
        out += [("hears", tie.target, tie.channel, role[tie.source]) for tie in one.ties]
        pairs = {(tie.source, tie.target) for tie in one.ties}
        every = [(("tells", a, role[b]), ("hears", b, role[a])) for a, b in pairs]
        return Counter(out) + Counter(each for two in every for each in two)

    def said(one: InformationNetwork) -> Counter[tuple[object, ...]]:
        return Counter(
            (tie.source, tie.channel, tie.probability, tie.delay, tie.keep, tie.kinds)
            for tie in one.ties
        )

    null = rewired(network, seed=seed)
    assert null.nodes == network.nodes
    assert degrees(null) == degrees(network)
    assert said(null) == said(network)
    assert null == rewired(network, seed=seed)
    assert rewired(network, seed=seed, swaps=0) == network


def test_a_null_model_keeps_how_many_each_knows() -> None:
    """Where contacts share two channels, both lead to one other: nobody has more of them."""
    ends = sorted({(f"n{i}", f"n{(i * i + k) % 17}") for i in range(17) for k in (1, 3)})
    pairs = [(a, b) for a, b in ends if a != b]
    network = InformationNetwork(
        [Node(code) for code in sorted({code for pair in pairs for code in pair})],
        [Tie(a, b, by) for a, b in pairs for by in ("group", "letter")],
    )
    null = rewired(network, seed=3)

    assert null != network
    assert len({(tie.source, tie.target) for tie in null.ties}) == len(pairs)
    for node in network.nodes:
        assert len(null.hearers(node.id)) == len(network.hearers(node.id))
    assert {tie.channel for tie in null.ties if tie.source == "n1"} == {"group", "letter"}


def test_a_null_model_forgets_who_told_whom() -> None:
    """Of two communities little is left: ties lead across as by chance."""
    codes = [f"{side}{n}" for side in "ab" for n in range(20)]
    ends = [(one, other) for one in codes for other in codes if one != other and one[0] == other[0]]
    network = InformationNetwork.from_pairs(ends[::4])
    across = [
        mean(tie.source[0] != tie.target[0] for tie in rewired(network, seed=seed).ties)
        for seed in range(5)
    ]

    assert mean(across) == pytest.approx(0.5, abs=0.06)
