from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import attrs

from bakohumas.errors import expect
from bakohumas.languages import Lang, listed, pick
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Node, Role

TIERS = ("national", "province", "regency")
"""The tiers of government from the top, as :func:`of` names them."""


@attrs.frozen
class Balance:
    """How much of the flow between two tiers goes both ways.

    Attributes:
        upper: The upper tier; members without a tier belong to none.
        lower: The lower tier, or ``"public"``.
        down: Pairs in which the upper one tells the lower one.
        up: Pairs in which the lower one tells the upper one.
        both: Pairs in which each tells the other.

    Examples:
        >>> Balance("national", "province", 38, 19, 19).share
        Fraction(1, 2)
    """

    upper: str
    lower: str
    down: int
    up: int
    both: int

    @property
    def share(self) -> Fraction | None:
        """The share of joined pairs in which each tells the other; ``None`` without any."""
        pairs = self.down + self.up - self.both
        return Fraction(self.both, pairs) if pairs else None

    def row(self) -> dict[str, Any]:
        """One plain row, with the share as a float."""
        share = None if self.share is None else float(self.share)
        return attrs.asdict(self) | {"share": share}

    def explain(self, lang: Lang = "en") -> str:
        """Ties down, ties up, and pairs with both."""
        return pick(
            lang,
            f"{self.upper} to {self.lower}: {self.down} down, {self.up} up, {self.both} both ways.",
            f"{self.upper} ke {self.lower}: {self.down} turun, {self.up} naik, "
            f"{self.both} dua arah.",
        )


@attrs.frozen
class Skip:
    """A tie over which information skips a tier without a copy to it.

    Attributes:
        source: Code of the node that tells.
        target: Code of the node that hears.
        skipped: The tiers between the two that get no copy.

    Examples:
        >>> Skip("kpu", "kpu-33.21", ("province",)).explain()
        'kpu tells kpu-33.21 without a copy to: province.'
    """

    source: str
    target: str
    skipped: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """One plain row; the tiers are a list."""
        return attrs.asdict(self) | {"skipped": list(self.skipped)}

    def explain(self, lang: Lang = "en") -> str:
        """Who skips whom."""
        tiers = listed(self.skipped, lang)
        return pick(
            lang,
            f"{self.source} tells {self.target} without a copy to: {tiers}.",
            f"{self.source} menyampaikan kepada {self.target} tanpa tembusan kepada: {tiers}.",
        )


def _order(tiers: Sequence[str]) -> dict[str, int]:
    if isinstance(tiers, str) or not isinstance(tiers, Sequence):
        msg = f"tiers must be a sequence of names from the top, got {tiers!r}"
        raise TypeError(msg)
    for tier in tiers:
        expect(tier, str, what="a tier")
    places = {tier: place for place, tier in enumerate(tiers)}
    if len(places) < len(tiers) or "" in places:
        msg = f"each tier needs a name of its own, got {list(tiers)}"
        raise ValueError(msg)
    return places


def _told(network: InformationNetwork) -> set[tuple[str, str]]:
    expect(network, InformationNetwork, what="network")
    return {(tie.source, tie.target) for tie in network.ties if tie.probability > 0}


def tier_balance(
    network: InformationNetwork, *, tiers: Sequence[str] = TIERS
) -> tuple[Balance, ...]:
    """How much of the flow is two-way, tier by tier.

    Counted are pairs of member units of two tiers, and pairs of a unit of a tier, its
    staff, channels and admins among it, and a node of the public: by direct ties, of
    whatever number of channels, whose probability is not 0.

    Args:
        network: Who tells whom.
        tiers: The tiers of its nodes, from the top.

    Returns:
        For every two tiers, and every tier and the public, between which there is a
        tie: the pairs told down, up, and both ways.

    Raises:
        TypeError: If *tiers* is no sequence of texts.
        ValueError: If a tier is named twice.

    References:
        D. Garlaschelli, M. Loffredo (2004), *Patterns of link reciprocity in
        directed networks*, Physical Review Letters 93, 268701,
        doi:10.1103/PhysRevLett.93.268701.

    Examples:
        >>> from bakohumas.networks import Tie
        >>> nodes = [Node("kpu", tier="national"), Node("kpu-51", tier="province")]
        >>> tier_balance(InformationNetwork(nodes, [Tie("kpu", "kpu-51")]))
        (Balance(upper='national', lower='province', down=1, up=0, both=0),)
    """
    told, places = _told(network), _order(tiers)
    levels = [*places, Role.PUBLIC.value]
    level = {
        node.id: Role.PUBLIC.value if node.role is Role.PUBLIC else node.tier
        for node in network.nodes
        if node.role is Role.PUBLIC or node.tier in places
    }
    member = {node.id for node in network.nodes_of(Role.MEMBER)}
    counts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one, other in sorted(told):
        ends = level.get(one, ""), level.get(other, "")
        if (
            "" not in ends
            and ends[0] != ends[1]
            and (Role.PUBLIC.value in ends or {one, other} <= member)
        ):
            counts.setdefault(ends, []).append((one, other))
    found = []
    for upper, lower in combinations(levels, 2):
        down, up = counts.get((upper, lower), []), counts.get((lower, upper), [])
        if down or up:
            both = sum((other, one) in told for one, other in down)
            found.append(Balance(upper, lower, len(down), len(up), both))
    return tuple(found)


def skipped_tiers(network: InformationNetwork, *, tiers: Sequence[str] = TIERS) -> tuple[Skip, ...]:
    """The ties between member units that skip a tier without a copy to it (FLW-10).

    A tier between the two has its copy where whoever tells also tells a member unit
    of that tier which stands over the lower of the two: whose area holds that of the
    lower one, as ``"33"`` holds ``"33.21"``. Where either has no area, any unit of the
    tier will do. A tie of probability 0 is none, and no copy.

    Args:
        network: Who tells whom.
        tiers: The tiers of its nodes, from the top.

    Returns:
        The ties, by source and target, each with the tiers that get no copy.

    Raises:
        TypeError: If *tiers* is no sequence of texts.
        ValueError: If a tier is named twice.

    Examples:
        >>> from bakohumas.networks import Tie
        >>> nodes = [Node("kpu", tier="national"), Node("kpu-33", tier="province", area="33"),
        ...     Node("kpu-33.21", tier="regency", area="33.21")]
        >>> net = InformationNetwork(nodes, [Tie("kpu", "kpu-33.21")])
        >>> [each.skipped for each in skipped_tiers(net)]
        [('province',)]
        >>> skipped_tiers(net.with_ties([Tie("kpu", "kpu-33", "copy")]))
        ()
    """
    told, places = _told(network), _order(tiers)
    members = {n.id: n for n in network.nodes_of(Role.MEMBER) if n.tier in places}
    hears: dict[str, list[Node]] = {}
    for one, other in told:
        if one in members and other in members:
            hears.setdefault(one, []).append(members[other])
    found = []
    for one, others in sorted(hears.items()):
        for end in sorted(others, key=lambda node: node.id):
            upper, lower = sorted((members[one], end), key=lambda node: places[node.tier])
            between = list(places)[places[upper.tier] + 1 : places[lower.tier]]
            copied = {node.tier for node in others if _over(node, lower)}
            if missing := tuple(tier for tier in between if tier not in copied):
                found.append(Skip(one, end.id, missing))
    return tuple(found)


def _over(node: Node, lower: Node) -> bool:
    within = f"{lower.area}.".startswith(f"{node.area}.")
    return within or not node.area or not lower.area
