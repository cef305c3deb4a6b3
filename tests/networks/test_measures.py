from fractions import Fraction

import networkx as nx
from hypothesis import given

from bakohumas.networks import (
    DeadEnd,
    Halt,
    InformationNetwork,
    Node,
    Role,
    Tie,
    dead_ends,
    islands,
    two_way,
)
from bakohumas.testing import information_networks


def graph_of(network: InformationNetwork) -> "nx.DiGraph[str]":
    """The ties that ever carry anything, as a graph for slow oracles."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((tie.source, tie.target) for tie in network.ties if tie.probability > 0)
    return graph


@given(information_networks())
def test_dead_ends_are_those_with_no_path_to_the_public(network: InformationNetwork) -> None:
    """Exactly whoever hears and has no path to any public node is a dead end."""
    graph = graph_of(network)
    expected = {
        node.id: Halt.ENDS_EARLIER if graph.out_degree(node.id) else Halt.NO_TIE
        for node in network.nodes
        if graph.in_degree(node.id)
        and not any(nx.has_path(graph, node.id, goal.id) for goal in network.nodes_of(Role.PUBLIC))
    }

    assert {end.id: end.why for end in dead_ends(network)} == expected
    assert [end.id for end in dead_ends(network)] == sorted(expected)


@given(information_networks())
def test_islands_are_the_weak_components(network: InformationNetwork) -> None:
    """Islands hold every node once, and are what NetworkX calls weakly connected."""
    expected = [tuple(sorted(part)) for part in nx.weakly_connected_components(graph_of(network))]
    found = islands(network)

    assert sorted(found) == sorted(expected)
    assert [len(part) for part in found] == sorted(map(len, expected), reverse=True)


@given(information_networks())
def test_two_way_counts_the_ties_with_a_path_back(network: InformationNetwork) -> None:
    """The share is that of institution and public pairs whose public can reach the speaker."""
    graph = graph_of(network)
    role = {node.id: node.role for node in network.nodes}
    spoken = [
        (one, other)
        for one, other in graph.edges
        if role[one] != Role.PUBLIC and role[other] == Role.PUBLIC
    ]
    back = [nx.has_path(graph, other, one) for one, other in spoken]

    assert two_way(network) == (Fraction(sum(back), len(back)) if back else None)


def test_a_tie_that_never_tells_is_no_path() -> None:
    """With probability 0 the only way to the public is none, and the flow stops before it."""
    nodes = [Node("body"), Node("unit"), Node("all", Role.PUBLIC)]
    ties = [Tie("body", "unit"), Tie("unit", "all", probability=0)]
    network = InformationNetwork(nodes, ties)

    assert dead_ends(network) == (DeadEnd("unit", Role.MEMBER, Halt.NO_TIE),)
    assert islands(network) == (("body", "unit"), ("all",))
    assert two_way(network) is None


def test_dead_ends_explain_themselves() -> None:
    """The reader learns where the flow stops, and why, in both languages."""
    end = DeadEnd("kominfo:site", Role.SITE, Halt.ENDS_EARLIER)

    assert end.explain() == (
        "The flow stops at kominfo:site (internal website): "
        "every path from it ends before the public."
    )
    assert end.row() == {"id": "kominfo:site", "role": "site", "why": "ends_earlier"}
    assert end.explain("id") == (
        "Arus berhenti di kominfo:site (situs internal): "
        "setiap jalur darinya berhenti sebelum publik."
    )
