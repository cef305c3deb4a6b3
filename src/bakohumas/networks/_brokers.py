from fractions import Fraction
from typing import Any, Literal

import attrs

from bakohumas.errors import expect
from bakohumas.languages import Lang, decimal, pick
from bakohumas.networks._nodes import Role
from bakohumas.networks._standing import betweenness, constraints, contacts
from bakohumas.networks._wiring import InformationNetwork


@attrs.frozen
class Broker:
    """Where a node stands between others.

    Attributes:
        id: Code of the node.
        role: What it is in the flow.
        articulation: Whether the network falls apart without it.
        betweenness: The share, in [0, 1], of shortest paths between two others that
            pass through it.
        constraint: How far its contacts tell each other anyway, from 0 on: a broker's is
            low; ``None`` where it has no contacts.

    Examples:
        >>> star = InformationNetwork.from_pairs([("bps", "kominfo"), ("kominfo", "tapin")])
        >>> found = brokers(star)[0]
        >>> found.id, found.articulation, found.betweenness
        ('kominfo', True, 0.5)
    """

    id: str
    role: Role
    articulation: bool
    betweenness: float
    constraint: float | None

    def row(self) -> dict[str, Any]:
        """One plain row."""
        return attrs.asdict(self) | {"role": self.role.value}

    def explain(self, lang: Lang = "en") -> str:
        """What would be lost without it."""
        share = decimal(round(self.betweenness, 4), lang)
        cut = pick(lang, "the network falls apart without it", "jejaring terputus tanpanya")
        return (
            f"{self.id} ({self.role.label(lang)}): "
            + pick(lang, f"betweenness {share}", f"keantaraan {share}")
            + (f"; {cut}." if self.articulation else ".")
        )


def _live(network: InformationNetwork) -> list[tuple[str, str]]:
    expect(network, InformationNetwork, what="network")
    pairs = ((tie.source, tie.target) for tie in network.ties if tie.probability > 0)
    return list(dict.fromkeys(pairs))


def brokers(network: InformationNetwork) -> tuple[Broker, ...]:
    """Bottlenecks and brokers: what stands between others, most of all first.

    Over the ties whose probability is not 0, of whatever number of channels. An
    articulation point is one without which a part falls apart, whichever way the ties
    go. Betweenness is over directed shortest paths, by ties, as a share of the pairs of
    others. Burt's constraint takes a tie in each direction as one, and both as two.

    The time grows with nodes × ties where everybody comes to hear of everybody: a fifth of a
    second for the 4,461 nodes of the national body, eleven for 5,556 that answer, too.

    Args:
        network: Who tells whom.

    Returns:
        Every node, by falling betweenness and then by code.

    References:
        J. Hopcroft, R. Tarjan (1973), *Algorithm 447*, Communications of the ACM 16,
        372–378, doi:10.1145/362248.362272 (articulation points); L. C. Freeman (1977),
        *A set of measures of centrality based on betweenness*, Sociometry 40, 35–41,
        doi:10.2307/3033543; U. Brandes (2001), *A faster algorithm for betweenness
        centrality*, Journal of Mathematical Sociology 25, 163–177,
        doi:10.1080/0022250X.2001.9990249; R. S. Burt (2004), *Structural holes and good
        ideas*, American Journal of Sociology 110, 349–399, doi:10.1086/421787.

    Examples:
        >>> star = InformationNetwork.from_pairs([("bps", "kominfo"), ("kominfo", "tapin")])
        >>> brokers(star)[0].explain()
        'kominfo (member unit): betweenness 0.5; the network falls apart without it.'
    """
    from bakohumas.networks import _graphs

    pairs = _live(network)
    number = {node.id: i for i, node in enumerate(network.nodes)}
    hearers: list[list[int]] = [[] for _ in number]
    for one, other in pairs:
        hearers[number[one]].append(number[other])
    cuts = _graphs.cuts(pairs)
    tightness = constraints(contacts(pairs))
    each = zip(network.nodes, betweenness(hearers), strict=True)
    found = [
        Broker(node.id, node.role, node.id in cuts, between, tightness.get(node.id))
        for node, between in each
    ]
    return tuple(sorted(found, key=lambda each: (-each.betweenness, each.id)))


def redundancy(network: InformationNetwork) -> dict[str, int]:
    """How many ways to the public each member unit has that share no node between.

    The largest number of paths from the unit to any node of the public, over ties
    whose probability is not 0, of which no two pass through the same node; telling
    the public itself, however many nodes of it, is one of them. 0 is a dead end, and
    with 1 a single failure can cut the unit off.

    Args:
        network: Who tells whom.

    Returns:
        Member → number of ways, sorted by code.

    References:
        K. Menger (1927), *Zur allgemeinen Kurventheorie*, Fundamenta Mathematicae 10,
        96–115, doi:10.4064/fm-10-1-96-115; L. R. Ford, D. R. Fulkerson (1956), *Maximal
        flow through a network*, Canadian Journal of Mathematics 8, 399–404,
        doi:10.4153/CJM-1956-045-5.

    Examples:
        >>> from bakohumas.networks import Node, Tie
        >>> nodes = [Node("bps"), Node("kominfo"), Node("all", Role.PUBLIC)]
        >>> ties = [Tie("bps", "kominfo"), Tie("kominfo", "all"), Tie("bps", "all")]
        >>> redundancy(InformationNetwork(nodes, ties))
        {'bps': 2, 'kominfo': 1}
    """
    pairs = _live(network)
    public = {node.id for node in network.nodes_of(Role.PUBLIC)}
    arcs: _Arcs = {}
    turned: _Arcs = {}
    for one, other in pairs:
        if one not in public:
            goal = _PUBLIC if other in public else (other, False)
            for tail, head in (((one, False), (one, True)), ((one, True), goal)):
                arcs.setdefault(tail, {})[head] = None
                turned.setdefault(head, {})[tail] = None
    return {node.id: _ways(node.id, arcs, turned) for node in network.nodes_of(Role.MEMBER)}


_Half = tuple[str, bool]
"""A node as it hears, and as it tells: what joins the two carries one way at most."""
_Arcs = dict[_Half, dict[_Half, None]]
_PUBLIC: _Half = ("", False)
"""All of the public as one node: no code is blank."""


def _ways(start: str, arcs: _Arcs, turned: _Arcs) -> int:
    """How many ways there are, each found by one augmenting path."""
    flow: set[tuple[_Half, _Half]] = set()
    found = 0
    while path := _augmenting((start, True), arcs, turned, flow):
        found += 1
        for tail, head in path:
            if (head, tail) in flow:
                flow.remove((head, tail))
            else:
                flow.add((tail, head))
    return found


def _augmenting(
    start: _Half,
    arcs: _Arcs,
    turned: _Arcs,
    flow: set[tuple[_Half, _Half]],
) -> list[tuple[_Half, _Half]]:
    """A shortest path to the public over what the flow leaves free, or turns back."""
    came: dict[_Half, _Half] = {start: start}
    waiting = [start]
    for here in waiting:
        if here == _PUBLIC:
            return _steps_to(here, came)
        free = [each for each in arcs.get(here, ()) if (here, each) not in flow]
        back = [each for each in turned.get(here, ()) if (each, here) in flow]
        for each in (*free, *back):
            if each not in came:
                came[each] = here
                waiting.append(each)
    return []


def _steps_to(end: _Half, came: dict[_Half, _Half]) -> list[tuple[_Half, _Half]]:
    path = []
    while came[end] != end:
        path.append((came[end], end))
        end = came[end]
    return path


def gate(network: InformationNetwork) -> str | None:
    """The member unit through which everything passes that the others tell the public.

    It is on every path, over ties whose probability is not 0, from any other member
    unit that has one to any node of the public. There is none where fewer than
    two member units reach the public, and never more than one.

    Args:
        network: Who tells whom.

    Returns:
        Code of the gate, or ``None``.

    References:
        T. Lengauer, R. E. Tarjan (1979), *A fast algorithm for finding dominators in a
        flowgraph*, ACM TOPLAS 1, 121–141, doi:10.1145/357062.357071.

    Examples:
        >>> from bakohumas.networks import Node, Tie
        >>> nodes = [Node("bps"), Node("kominfo"), Node("all", Role.PUBLIC)]
        >>> gate(InformationNetwork(nodes, [Tie("bps", "kominfo"), Tie("kominfo", "all")]))
        'kominfo'
    """
    from bakohumas.networks import _graphs

    told = _live(network)
    public = {node.id for node in network.nodes_of(Role.PUBLIC)}
    pairs = [(one, other) for one, other in told if one not in public]
    upstream = [("" if other in public else other, one) for one, other in pairs]
    on_the_way = _graphs.dominators(upstream, "")
    able = [node.id for node in network.nodes_of(Role.MEMBER) if node.id in on_the_way]
    found = [
        each for each in able if all(each == other or each in on_the_way[other] for other in able)
    ]
    return found[0] if found and len(able) > 1 else None


def centralisation(
    network: InformationNetwork, *, by: Literal["tells", "hears"] = "tells"
) -> Fraction | None:
    """How far the flow hangs on one node: 0 where all are alike, 1 for a star.

    Freeman's centralisation of degree for directed ties: the sum of what each node
    lacks to the largest number of hearers (or speakers), over the largest sum that so
    many nodes could have. Over ties whose probability is not 0.

    Args:
        network: Who tells whom.
        by: Whether nodes are compared by how many each tells, or hears.

    Returns:
        The exact share, or ``None`` where there are fewer than two nodes.

    Raises:
        ValueError: If *by* is neither.

    References:
        L. C. Freeman (1978), *Centrality in social networks: conceptual
        clarification*, Social Networks 1, 215–239,
        doi:10.1016/0378-8733(78)90021-7.

    Examples:
        >>> centralisation(InformationNetwork.from_pairs([("kominfo", "a"), ("kominfo", "b")]))
        Fraction(1, 1)
    """
    if by not in {"tells", "hears"}:
        msg = f"by must be 'tells' or 'hears', got {by!r}"
        raise ValueError(msg)
    pairs = _live(network)
    degrees = {node.id: 0 for node in network.nodes}
    for one, other in pairs:
        degrees[one if by == "tells" else other] += 1
    n, most = len(degrees), max(degrees.values(), default=0)
    return Fraction(sum(most - each for each in degrees.values()), (n - 1) ** 2) if n > 1 else None
