"""The only file of the library that imports NetworkX; it is itself imported when asked for."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import networkx as nx

from bakohumas.networks._nodes import Node, Role, Tie


def read(graph: "nx.Graph[Any]") -> tuple[list[Node], list[Tie]]:
    """The nodes and ties of a graph, an undirected edge being a tie each way."""
    directed = graph.to_directed(as_view=True)
    nodes = [
        Node(
            str(name),
            Role(data.get("role", Role.MEMBER)),
            data.get("tier", ""),
            data.get("category", ""),
            data.get("area", ""),
            data.get("size", 1),
        )
        for name, data in directed.nodes(data=True)
    ]
    ties = [
        Tie(
            str(source),
            str(target),
            data.get("channel", key),
            data.get("probability", 1.0),
        )
        for source, target, key, data in _edges(directed)
    ]
    return nodes, ties


def _edges(graph: "nx.Graph[Any]") -> Iterator[tuple[object, object, object, dict[str, Any]]]:
    if isinstance(graph, nx.MultiGraph):
        yield from graph.edges(keys=True, data=True)
    else:
        yield from ((source, target, "", data) for source, target, data in graph.edges(data=True))


def write(nodes: Iterable[Node], ties: Iterable[Tie]) -> "nx.DiGraph[str]":
    """A graph of plain values; a multigraph only where channels run in parallel."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        data = attrs.asdict(node) | {"role": node.role.value}
        graph.add_node(data.pop("id"), **data)
    for tie in ties:
        graph.add_edge(
            tie.source, tie.target, tie.channel, channel=tie.channel, probability=tie.probability
        )
    pairs = {(source, target) for source, target in graph.edges()}
    return graph if len(pairs) < graph.number_of_edges() else nx.DiGraph(graph)


def circles(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """For every node the number of the strongly connected component it is in."""
    components = nx.strongly_connected_components(nx.DiGraph(list(pairs)))
    return {name: number for number, members in enumerate(components) for name in members}
