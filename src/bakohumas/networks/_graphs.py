"""The only file of the library that imports NetworkX; it is itself imported when asked for."""

from collections.abc import Iterable, Iterator
from typing import Any, Final
from warnings import catch_warnings

import attrs
import networkx as nx

from bakohumas.errors import FormatError
from bakohumas.networks._nodes import Node, Role, Tie, joined, split

_LARGEST: Final = 10**18


def read(graph: "nx.Graph[Any]") -> tuple[list[Node], list[Tie]]:
    """The nodes and ties of a graph, an undirected edge being a tie each way."""
    if not isinstance(graph, nx.Graph):
        msg = f"graph must be one of networkx, got {graph!r}: from_pairs takes pairs of codes"
        raise TypeError(msg)
    directed = graph.to_directed(as_view=True)
    nodes = [_node(name, data) for name, data in directed.nodes(data=True)]
    return nodes, [_tie(*edge) for edge in _edges(directed)]


def _node(name: object, data: dict[str, Any]) -> Node:
    try:
        return Node(
            str(name),
            Role.of(data.get("role", Role.MEMBER), what="role"),
            data.get("tier", ""),
            data.get("category", ""),
            data.get("area", ""),
            data.get("size", 1),
        )
    except (TypeError, ValueError) as slip:
        raise type(slip)(f"node {name}: {slip}") from slip


def _tie(source: object, target: object, key: object, data: dict[str, Any]) -> Tie:
    kinds = data.get("kinds", ())
    try:
        return Tie(
            str(source),
            str(target),
            data.get("channel", key),
            data.get("probability", 1.0),
            data.get("delay", 0),
            data.get("keep", 1.0),
            data.get("credibility", 1.0),
            split(kinds) if isinstance(kinds, str) else kinds,
        )
    except (TypeError, ValueError) as slip:
        raise type(slip)(f"edge {source} -> {target}: {slip}") from slip


def _edges(graph: "nx.Graph[Any]") -> Iterator[tuple[object, object, object, dict[str, Any]]]:
    if isinstance(graph, nx.MultiGraph):
        yield from graph.edges(keys=True, data=True)
    else:
        yield from ((source, target, "", data) for source, target, data in graph.edges(data=True))


def write(nodes: Iterable[Node], ties: Iterable[Tie]) -> "nx.DiGraph[str]":
    """A graph of plain values; a multigraph only where channels run in parallel."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        data = attrs.asdict(node, recurse=False) | {"role": node.role.value}
        graph.add_node(data.pop("id"), **data)
    for tie in ties:
        data = attrs.asdict(tie, recurse=False) | {"kinds": joined(tie.kinds)}
        graph.add_edge(data.pop("source"), data.pop("target"), tie.channel, **data)
    pairs = {(source, target) for source, target in graph.edges()}
    return graph if len(pairs) < graph.number_of_edges() else nx.DiGraph(graph)


def circles(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """For every node the number of the strongly connected component it is in."""
    components = nx.strongly_connected_components(nx.DiGraph(list(pairs)))
    return {name: number for number, members in enumerate(components) for name in members}


def cuts(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The articulation points, whichever way the ties go."""
    return set(nx.articulation_points(nx.Graph(list(pairs))))


def dominators(pairs: Iterable[tuple[str, str]], root: str) -> dict[str, set[str]]:
    """For every node that *root* reaches, the others that are on every path from it."""
    graph = nx.DiGraph(list(pairs))
    graph.add_node(root)
    nearest = nx.immediate_dominators(graph, root)
    found: dict[str, set[str]] = {}
    for node in nearest:
        chain, here = set[str](), nearest[node]
        while here not in {None, root}:
            chain.add(here)
            here = nearest[here]
        found[node] = chain
    return found


def parse(text: str) -> tuple[list[Node], list[Tie]]:
    """The nodes and ties of a GraphML file that declares no document type.

    Where it names channels, an edge that names none has none; where it does not, parallel
    edges are told apart by their ids.

    Raises:
        FormatError: If it is no such file.
    """
    try:
        with catch_warnings(action="ignore"):  # a key without a type holds texts, as it should
            graph = nx.parse_graphml(text)
        _spell_out(graph)
        return read(graph)
    except (
        nx.NetworkXException,
        AttributeError,
        LookupError,
        SyntaxError,
        TypeError,
        ValueError,
    ) as slip:
        raise FormatError("GraphML file", (str(slip),)) from slip


def _spell_out(graph: "nx.Graph[Any]") -> None:
    """Say of an edge that it has no channel, where others have one; bound what is a number."""
    edges = [data for *_, data in graph.edges(data=True)]
    for data in (*edges, *(each for _, each in graph.nodes(data=True))):
        if any(isinstance(each, int) and abs(each) >= _LARGEST for each in data.values()):
            raise ValueError("a whole number has more than 18 digits")
    if any("channel" in data for data in edges):
        for data in edges:
            data.setdefault("channel", "")
