from collections.abc import Iterable
from fractions import Fraction
from heapq import heappop, heappush
from typing import Any

import attrs

from bakohumas.errors import expect
from bakohumas.languages import Lang, listed, number, percent, pick
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Role


@attrs.frozen
class RoleReach:
    """How much of one role can be reached.

    Attributes:
        role: The role.
        nodes: Nodes that play it.
        reached: Those of them that can be reached.
        people: People for whom the nodes stand.
        people_reached: People for whom the reached ones stand.

    Examples:
        >>> RoleReach(Role.PUBLIC, 4, 1, 1000, 600).share
        Fraction(3, 5)
    """

    role: Role
    nodes: int
    reached: int
    people: int
    people_reached: int

    @property
    def share(self) -> Fraction | None:
        """The share of people reached, exactly; ``None`` where the nodes stand for nobody."""
        return Fraction(self.people_reached, self.people) if self.people else None


@attrs.frozen
class Reach:
    """Whom news can reach from where it starts; :func:`reach` makes one.

    Attributes:
        seeds: Who knows it first, sorted.
        within: The hours that are counted; ``None`` for as long as it takes.
        hours: Node → the hour at which it can hear at the earliest, sorted by node.
        roles: How much of each role, in the order of :class:`Role`.
    """

    seeds: tuple[str, ...]
    within: int | None
    hours: dict[str, int] = attrs.field(repr=lambda held: f"<{len(held)}>")
    roles: tuple[RoleReach, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a role: nodes and people, and how many of them are reached."""
        return [attrs.asdict(each) | {"role": each.role.value} for each in self.roles]

    def explain(self, lang: Lang = "en") -> str:
        """Who can hear it, role by role."""
        parts = [
            f"{each.role.label(lang)} {number(each.reached, lang)}/{number(each.nodes, lang)}"
            + (f" ({percent(float(each.share), lang)})" if each.share is not None else "")
            for each in self.roles
        ]
        start, roles = listed(self.seeds, lang, most=3), listed(parts, lang)
        limit = ("", "")
        if self.within is not None:
            hours = number(self.within, lang)
            limit = f" within {hours} hours", f" dalam {hours} jam"
        return pick(
            lang,
            f"From {start}, news can reach{limit[0]}: {roles}.",
            f"Dari {start}, kabar dapat mencapai{limit[1]}: {roles}.",
        )


def earliest(network: InformationNetwork, seeds: Iterable[str]) -> dict[str, int]:
    """The hour at which each node can hear at the earliest.

    The sum of the delays along the quickest path from any of the seeds, which know
    it at hour 0. A tie of probability 0 belongs to no path.

    Args:
        network: Who tells whom.
        seeds: Codes of those who know it first.

    Returns:
        Node → hours, sorted by node, without those that no path leads to.

    Raises:
        TypeError: If *seeds* is one text, or holds anything but codes.
        UnknownNameError: If the network has no such node.

    References:
        E. W. Dijkstra (1959), *A note on two problems in connexion with graphs*,
        Numerische Mathematik 1, 269–271, doi:10.1007/BF01386390.

    Examples:
        >>> from bakohumas.networks import Node, Tie
        >>> ties = [Tie("a", "b", delay=24), Tie("a", "c", delay=2), Tie("c", "b", delay=3)]
        >>> earliest(InformationNetwork(map(Node, "abcd"), ties), ["a"])
        {'a': 0, 'b': 5, 'c': 2}
    """
    expect(network, InformationNetwork, what="network")
    waiting = [(0, code) for code in _known(network, seeds)]
    steps: dict[str, list[tuple[int, str]]] = {}
    for tie in network.ties:
        if tie.probability > 0:
            steps.setdefault(tie.source, []).append((tie.delay, tie.target))
    hours: dict[str, int] = {}
    while waiting:
        hour, code = heappop(waiting)
        if code not in hours:
            hours[code] = hour
            for delay, target in steps.get(code, ()):
                if target not in hours:
                    heappush(waiting, (hour + delay, target))
    return dict(sorted(hours.items()))


def _known(network: InformationNetwork, seeds: Iterable[str]) -> list[str]:
    if isinstance(seeds, str) or not isinstance(seeds, Iterable):
        msg = f"seeds must be a collection of codes such as a list, got {seeds!r}"
        raise TypeError(msg)
    return sorted({network.node(code).id for code in seeds})


def reach(network: InformationNetwork, seeds: Iterable[str], *, within: int | None = None) -> Reach:
    """Whom news can reach at all, by role.

    It is what chance allows at best: every tie whose probability is not 0 tells.

    Args:
        network: Who tells whom.
        seeds: Codes of those who know it first.
        within: Count whoever can hear within so many hours; anybody by default.

    Returns:
        The nodes reached, by role, with the people for whom they stand.

    Raises:
        TypeError: If *seeds* is one text, or *within* no whole number.
        UnknownNameError: If the network has no such node.
        ValueError: If *within* is negative.

    References:
        S. P. Borgatti (2006), *Identifying sets of key players in a social network*,
        Computational & Mathematical Organization Theory 12, 21–34,
        doi:10.1007/s10588-006-7084-x (reach).

    Examples:
        >>> from bakohumas.networks import Node, Tie
        >>> nodes = [Node("kominfo"), Node("bps"), Node("all", Role.PUBLIC, size=1000)]
        >>> net = InformationNetwork(nodes, [Tie("kominfo", "all")])
        >>> print(reach(net, ["kominfo"]).explain())
        From kominfo, news can reach: member unit 1/2 (50.0 %) and public 1/1 (100.0 %).
    """
    if within is not None:
        expect(within, int, what="within")
        if within < 0:
            msg = f"within must not be negative, got {within}"
            raise ValueError(msg)
    expect(network, InformationNetwork, what="network")
    known = _known(network, seeds)
    arrivals = earliest(network, known).items()
    hours = {code: hour for code, hour in arrivals if within is None or hour <= within}
    roles = []
    for role in Role:
        nodes = network.nodes_of(role)
        heard = [node for node in nodes if node.id in hours]
        people, told = (sum(node.size for node in each) for each in (nodes, heard))
        if nodes:
            roles.append(RoleReach(role, len(nodes), len(heard), people, told))
    return Reach(tuple(known), within, hours, tuple(roles))
