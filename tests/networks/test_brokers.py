import os
import subprocess
import sys
from datetime import date
from fractions import Fraction
from itertools import chain, combinations
from math import isclose
from time import process_time

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.bodies import Body
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.networks import (
    Broker,
    InformationNetwork,
    Node,
    Role,
    Tie,
    brokers,
    centralisation,
    gate,
    lead_organisation,
    of,
    redundancy,
    shared_governance,
)
from bakohumas.testing import information_networks


def graph_of(network: InformationNetwork) -> "nx.DiGraph[str]":
    """The ties that ever carry anything, as a graph for slow oracles."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((tie.source, tie.target) for tie in network.ties if tie.probability > 0)
    return graph


@given(information_networks())
def test_an_articulation_point_is_one_without_which_a_part_falls_apart(
    network: InformationNetwork,
) -> None:
    """Taking it out leaves more islands than there were, itself not counted."""
    whole = graph_of(network)
    before = nx.number_weakly_connected_components(whole)
    for each in brokers(network):
        rest = whole.copy()
        rest.remove_node(each.id)
        alone = nx.is_isolate(whole, each.id)
        assert each.articulation == (nx.number_weakly_connected_components(rest) > before - alone)


@given(information_networks(max_nodes=6))
def test_betweenness_counts_shortest_paths(network: InformationNetwork) -> None:
    """For every ordered pair of others, the share of its shortest paths through the node."""
    graph, n = graph_of(network), len(network)
    counted = dict.fromkeys(graph, Fraction(0))
    for one in graph:
        for other in graph:
            if one != other and nx.has_path(graph, one, other):
                paths = list(nx.all_shortest_paths(graph, one, other))
                for node in chain.from_iterable(path[1:-1] for path in paths):
                    counted[node] += Fraction(1, len(paths))
    for each in brokers(network):
        pairs = (n - 1) * (n - 2)
        assert isclose(each.betweenness, float(counted[each.id] / pairs) if pairs else 0)


def burt(graph: "nx.DiGraph[str]", node: str) -> float | None:
    """The constraint on a node, written down as it is defined."""

    def weight(i: str, j: str) -> int:
        return graph.has_edge(i, j) + graph.has_edge(j, i)

    def share(i: str, j: str) -> float:
        return weight(i, j) / sum(weight(i, other) for other in graph)

    contacts = [other for other in graph if weight(node, other)]
    if not contacts:
        return None
    return sum(
        (share(node, j) + sum(share(node, q) * share(q, j) for q in contacts if q != j)) ** 2
        for j in contacts
    )


@given(information_networks())
def test_constraint_is_as_burt_defines_it(network: InformationNetwork) -> None:
    """From the shares of each contact; whoever has no contacts has none."""
    graph = graph_of(network)
    for each in brokers(network):
        expected = burt(graph, each.id)
        assert (each.constraint is None) == (expected is None)
        assert each.constraint is None or isclose(each.constraint, expected or 0)


@pytest.mark.parametrize("seed", range(5))
def test_a_large_network_is_as_networkx_has_it(seed: int) -> None:
    """Betweenness, constraint and articulation of a graph with twins, dead ends and circles."""
    graph = nx.gnp_random_graph(120, 0.02, seed=seed, directed=True)
    graph.add_edges_from((u, v) for u in range(120, 150) for v in (seed, 3, 7) if v != u)
    graph.add_edges_from((v, 150 + v) for v in range(20))
    network = InformationNetwork.from_pairs((f"n{u}", f"n{v}") for u, v in graph.edges)
    found = {int(each.id[1:]): each for each in brokers(network)}
    graph = graph.subgraph(found)
    between, tight = nx.betweenness_centrality(graph), nx.constraint(graph)

    assert all(isclose(each.betweenness, between[v]) for v, each in found.items())
    assert all(isclose(each.constraint or 0, tight[v]) for v, each in found.items())
    cuts = set(nx.articulation_points(graph.to_undirected()))
    assert {v for v, each in found.items() if each.articulation} == cuts


def test_the_national_network_has_its_brokers_in_seconds() -> None:
    """Some 1,100 members: contacts are looked at where they are shared, and nowhere else."""
    day = date(2015, 11, 2)
    members = [each for each in directory(on=day) if each.autonomous]
    body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
    network = of(body.admit(*members, on=day, basis="invented"), on=day)
    began = process_time()
    found = brokers(network)

    assert process_time() - began < 4
    assert len(found) > 4000
    assert {each.role for each in found[:5]} == {Role.OUTLET}


@given(information_networks())
def test_brokers_stand_in_order(network: InformationNetwork) -> None:
    """Every node once, the busiest first."""
    found = brokers(network)

    assert {each.id for each in found} == {node.id for node in network.nodes}
    assert list(found) == sorted(found, key=lambda each: (-each.betweenness, each.id))
    assert all(each.role is network.node(each.id).role for each in found)


@st.composite
def tellers(draw: st.DrawFn) -> InformationNetwork:
    """Networks of members, admins and one public, of which many reach it."""
    roles = draw(st.lists(st.sampled_from([Role.MEMBER, Role.MEMBER, Role.ADMIN]), max_size=5))
    nodes = [Node("all", Role.PUBLIC), *(Node(f"n{n}", role) for n, role in enumerate(roles))]
    pairs = [(a.id, b.id) for a in nodes for b in nodes if a is not b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return InformationNetwork(nodes, [Tie(*pair) for pair in chosen])


def ways(graph: "nx.DiGraph[str]", start: str, public: set[str]) -> int:
    """The most paths to the public that share no node, by trying all sets of paths."""
    rest = graph.copy()
    rest.remove_edges_from(list(rest.out_edges(public)))
    paths = {
        frozenset(path[1:-1]) for goal in public for path in nx.all_simple_paths(rest, start, goal)
    }
    direct = int(frozenset() in paths)
    indirect = paths - {frozenset()}
    least = [each for each in indirect if not any(other < each for other in indirect)]
    for size in range(len(least), 0, -1):
        for chosen in combinations(least, size):
            if all(one.isdisjoint(other) for one, other in combinations(chosen, 2)):
                return size + direct
    return direct


@given(tellers() | information_networks(max_nodes=6))
def test_redundancy_is_the_most_paths_that_share_no_node(network: InformationNetwork) -> None:
    """Of each member, and 0 exactly where no path leads to the public."""
    graph = graph_of(network)
    public = {node.id for node in network.nodes_of(Role.PUBLIC)}
    members = [node.id for node in network.nodes_of(Role.MEMBER)]

    assert redundancy(network) == {code: ways(graph, code, public) for code in members}


@given(tellers() | information_networks(max_nodes=6))
def test_a_gate_is_one_without_which_no_other_member_reaches_the_public(
    network: InformationNetwork,
) -> None:
    """Among those that reach it at all, of whom there must be two."""
    graph = graph_of(network)
    public = {node.id for node in network.nodes_of(Role.PUBLIC)}
    graph.remove_edges_from(list(graph.out_edges(public)))

    def able(left: "nx.DiGraph[str]") -> set[str]:
        members = {node.id for node in network.nodes_of(Role.MEMBER)} & set(left)
        return {one for one in members if any(nx.has_path(left, one, goal) for goal in public)}

    before, expected = able(graph), []
    for node in sorted(before):
        closed = graph.copy()
        closed.remove_node(node)
        if len(before) > 1 and not able(closed):
            expected.append(node)

    assert len(expected) < 2
    assert gate(network) == (expected[0] if expected else None)


def test_of_two_gates_in_a_row_the_last_is_it() -> None:
    """The first of them is not passed by the second; a way round leaves none."""
    nodes = [*map(Node, ["bps", "diskominfo", "kominfo", "tapin"]), Node("all", Role.PUBLIC)]
    pairs = [("bps", "diskominfo"), ("tapin", "diskominfo"), ("diskominfo", "kominfo")]
    network = InformationNetwork(nodes, [Tie(*pair) for pair in (*pairs, ("kominfo", "all"))])

    assert gate(network) == "kominfo"
    assert gate(network.with_ties([Tie("tapin", "all")])) is None


def test_a_path_is_turned_aside_to_make_room() -> None:
    """The first way found is not always part of the most."""
    nodes = [*map(Node, "abcde"), Node("all", Role.PUBLIC)]
    pairs = [("a", "b"), ("a", "c"), ("b", "d"), ("b", "e"), ("c", "d"), ("d", "all"), ("e", "all")]
    network = InformationNetwork(nodes, [Tie(*pair) for pair in pairs])

    assert redundancy(network)["a"] == 2


@given(information_networks())
def test_centralisation_compares_with_the_star(network: InformationNetwork) -> None:
    """The sum of what each lacks to the first, over that of a star of as many nodes."""
    graph, n = graph_of(network), len(network)
    for by, degree in (("tells", graph.out_degree), ("hears", graph.in_degree)):
        degrees = [degree(node.id) for node in network.nodes]
        found = centralisation(network, by=by)  # type: ignore[arg-type]
        if n < 2:
            assert found is None
        else:
            star = nx.DiGraph([("0", str(other)) for other in range(1, n)])
            most = sum(n - 1 - star.out_degree(node) for node in star)
            assert found == Fraction(sum(max(degrees) - each for each in degrees), most)
            assert 0 <= found <= 1


def test_shapes_differ_as_they_should() -> None:
    """A lead organisation is a broker and a star; shared governance has neither."""
    codes = ["bps", "kominfo", "pupr", "tapin"]
    lead, shared = lead_organisation(codes, lead="kominfo"), shared_governance(codes)
    first = brokers(lead)[0]

    assert (first.id, first.articulation, first.betweenness) == ("kominfo", True, 1.0)
    assert centralisation(lead) == Fraction(2, 3)
    assert centralisation(shared) == 0
    assert not any(each.articulation or each.betweenness for each in brokers(shared))


def test_figures_are_the_same_in_every_process() -> None:
    """To the last bit, whatever the order in which a process keeps its sets."""
    code = (
        "from bakohumas import networks as n\n"
        "codes = [f'{i:02}' for i in range(40)]\n"
        "world = n.small_world(codes, neighbours=6, rewiring=0.3, seed=5)\n"
        "null = n.rewired(world, seed=5)\n"
        "print(null.digest, n.brokers(null), n.centralisation(null))"
    )

    def said(hashing: str) -> str:
        command, here = [sys.executable, "-c", code], {**os.environ, "PYTHONHASHSEED": hashing}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=here).stdout

    assert said("1") == said("2")


def test_brokers_explain_themselves() -> None:
    """What would be lost, in both languages, and a plain row."""
    hub = Broker("kominfo", Role.MEMBER, articulation=True, betweenness=0.5, constraint=0.25)
    edge = Broker("bps", Role.MEMBER, articulation=False, betweenness=0.0, constraint=None)

    assert hub.explain("id") == (
        "kominfo (unit anggota): keantaraan 0,5; jejaring terputus tanpanya."
    )
    assert edge.explain() == "bps (member unit): betweenness 0."
    assert hub.row()["role"] == "member"
