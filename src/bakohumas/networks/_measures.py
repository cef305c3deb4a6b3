from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from bakohumas.errors import expect, of_kind
from bakohumas.languages import Labelled, Lang, pick
from bakohumas.networks._nodes import Role
from bakohumas.networks._wiring import InformationNetwork


class Halt(Labelled):
    """Why what a node hears never reaches the public.

    Examples:
        >>> Halt.NO_TIE.label()
        'it tells nobody'
    """

    NO_TIE = "no_tie", "it tells nobody", "tidak meneruskannya kepada siapa pun"
    ENDS_EARLIER = (
        "ends_earlier",
        "every path from it ends before the public",
        "setiap jalur darinya berhenti sebelum publik",
    )


@attrs.frozen
class DeadEnd:
    """A node at which the flow stops.

    Attributes:
        id: Code of the node.
        role: What it is in the flow.
        why: Why what it hears goes no further.

    Examples:
        >>> DeadEnd("kemenkeu", Role.MEMBER, Halt.NO_TIE).explain()
        'The flow stops at kemenkeu (member unit): it tells nobody.'
    """

    id: str
    role: Role = attrs.field(validator=of_kind(Role))
    why: Halt = attrs.field(validator=of_kind(Halt))

    def row(self) -> dict[str, Any]:
        """One plain row."""
        return {"id": self.id, "role": self.role.value, "why": self.why.value}

    def explain(self, lang: Lang = "en") -> str:
        """Where the flow stops, and why."""
        who = f"{self.id} ({self.role.label(lang)})"
        return pick(
            lang,
            f"The flow stops at {who}: {self.why.english}.",
            f"Arus berhenti di {who}: {self.why.indonesian}.",
        )


def _live(network: InformationNetwork) -> list[tuple[str, str]]:
    expect(network, InformationNetwork, what="network")
    return [(tie.source, tie.target) for tie in network.ties if tie.probability > 0]


def _steps(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    steps: dict[str, list[str]] = {}
    for source, target in pairs:
        steps.setdefault(source, []).append(target)
    return steps


def _reach(starts: Iterable[str], steps: Mapping[str, Iterable[str]]) -> set[str]:
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        new = set(steps.get(waiting.pop(), ())) - reached
        reached |= new
        waiting += new
    return reached


def dead_ends(network: InformationNetwork) -> tuple[DeadEnd, ...]:
    """The nodes at which the flow stops, by code.

    A dead end can hear (somebody tells it) but no path leads from it to any
    node of the public: it lies outside the public's in-component. A tie of
    probability 0 carries nothing and belongs to no path.

    Args:
        network: Who tells whom.

    Returns:
        The dead ends, each with why it is one.

    References:
        A. Broder et al. (2000), *Graph structure in the Web*, Computer Networks
        33, 309–320, doi:10.1016/S1389-1286(00)00083-9 (components reached
        forwards and backwards).

    Examples:
        >>> forum = InformationNetwork.from_pairs([("kominfo", "kemenkeu"), ("kemenkeu", "djp")])
        >>> [(end.id, end.why.value) for end in dead_ends(forum)]
        [('djp', 'no_tie'), ('kemenkeu', 'ends_earlier')]
    """
    pairs = _live(network)
    tells, hears = _steps(pairs), _steps((target, source) for source, target in pairs)
    through = _reach((node.id for node in network.nodes_of(Role.PUBLIC)), hears)
    return tuple(
        DeadEnd(node.id, node.role, Halt.ENDS_EARLIER if node.id in tells else Halt.NO_TIE)
        for node in network.nodes
        if node.id in hears and node.id not in through
    )


def islands(network: InformationNetwork) -> tuple[tuple[str, ...], ...]:
    """The parts of the network between which nothing can pass, largest first.

    They are its weakly connected components, over the ties whose probability
    is not 0, each as a sorted tuple of codes.

    Args:
        network: Who tells whom.

    Returns:
        The parts; a single one where everything hangs together.

    References:
        J. Hopcroft, R. Tarjan (1973), *Algorithm 447: efficient algorithms for
        graph manipulation*, Communications of the ACM 16, 372–378,
        doi:10.1145/362248.362272.

    Examples:
        >>> islands(InformationNetwork.from_pairs([("a", "b"), ("c", "b"), ("x", "y")]))
        (('a', 'b', 'c'), ('x', 'y'))
    """
    pairs = _live(network)
    steps = _steps([*pairs, *((target, source) for source, target in pairs)])
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for node in network.nodes:
        if node.id not in seen:
            part = _reach([node.id], steps)
            seen |= part
            found.append(tuple(sorted(part)))
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


def two_way(network: InformationNetwork) -> Fraction | None:
    """The share of institutions' ties to the public that have a way back.

    Counted are the pairs of a node that is not the public and a node of the
    public to which it speaks, by however many channels. A pair is two-way when
    some path, direct or not, leads from the public back to that very speaker:
    when the two share a strongly connected component. A tie of probability 0
    carries nothing.

    Args:
        network: Who tells whom.

    Returns:
        The exact share, or ``None`` where nobody speaks to the public.

    References:
        D. Garlaschelli, M. Loffredo (2004), *Patterns of link reciprocity in
        directed networks*, Physical Review Letters 93, 268701,
        doi:10.1103/PhysRevLett.93.268701 (for direct answers); R. Tarjan (1972),
        *Depth-first search and linear graph algorithms*, SIAM Journal on
        Computing 1, 146–160, doi:10.1137/0201010.

    Examples:
        >>> from bakohumas.networks import Node, Tie
        >>> nodes = [Node("admin", Role.ADMIN), Node("site", Role.SITE), Node("all", Role.PUBLIC)]
        >>> ties = [Tie("admin", "all"), Tie("site", "all"), Tie("all", "admin", "comments")]
        >>> two_way(InformationNetwork(nodes, ties))
        Fraction(1, 2)
    """
    from bakohumas.networks import _graphs

    pairs = set(_live(network))
    public = {node.id for node in network.nodes_of(Role.PUBLIC)}
    spoken = [pair for pair in pairs if pair[0] not in public and pair[1] in public]
    if not spoken:
        return None
    circle = _graphs.circles(pairs)
    return Fraction(sum(circle[source] == circle[target] for source, target in spoken), len(spoken))
