from collections.abc import Iterable, Mapping
from itertools import permutations
from random import Random

from bakohumas.errors import expect
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Node, Tie


def _codes(members: Iterable[str], *others: str) -> list[str]:
    if isinstance(members, str) or not isinstance(members, Iterable):
        msg = f"members must be a collection of codes such as a list, got {members!r}"
        raise TypeError(msg)
    codes = [*members, *others]
    for code in codes:
        expect(code, str, what="the code of a node")
    if len(set(codes)) < len(codes):
        msg = f"each node is named once, got {', '.join(codes)}"
        raise ValueError(msg)
    return codes


def _both_ways(
    codes: Iterable[str], pairs: Iterable[tuple[str, str]], channel: str, probability: float
) -> InformationNetwork:
    ends = {pair for one, other in pairs for pair in ((one, other), (other, one))}
    ties = [Tie(*pair, channel, probability) for pair in ends]
    return InformationNetwork(map(Node, codes), ties)


def shared_governance(
    members: Iterable[str], *, channel: str = "", probability: float = 1.0
) -> InformationNetwork:
    """The shape in which members govern themselves: everybody tells everybody.

    Args:
        members: Codes of the members.
        channel: The channel of every tie.
        probability: The probability of every tie.

    Raises:
        TypeError: If *members* is no collection of codes.
        ValueError: If a member is named twice, or *probability* is none.

    References:
        K. G. Provan, P. Kenis (2008), *Modes of network governance: structure,
        management, and effectiveness*, Journal of Public Administration Research and
        Theory 18, 229–252, doi:10.1093/jopart/mum015.

    Examples:
        >>> len(shared_governance(["bps", "kominfo", "pupr"]).ties)
        6
    """
    codes = _codes(members)
    return _both_ways(codes, permutations(codes, 2), channel, probability)


def lead_organisation(
    members: Iterable[str], *, lead: str, channel: str = "", probability: float = 1.0
) -> InformationNetwork:
    """The shape in which one of the members leads: all tell it, and it tells all.

    Args:
        members: Codes of the members, the one that leads among them.
        lead: Code of the member that leads.
        channel: The channel of every tie.
        probability: The probability of every tie.

    Raises:
        TypeError: If *members* is no collection of codes.
        ValueError: If a member is named twice, the lead is none, or *probability* none.

    References:
        K. G. Provan, P. Kenis (2008), doi:10.1093/jopart/mum015.

    Examples:
        >>> lead_organisation(["bps", "kominfo", "pupr"], lead="kominfo").hearers("bps")
        ('kominfo',)
    """
    codes = _codes(members)
    if lead not in codes:
        msg = f"whoever leads is a member, and {lead!r} is none: use administrative_organisation"
        raise ValueError(msg)
    pairs = [(lead, code) for code in codes if code != lead]
    return _both_ways(codes, pairs, channel, probability)


def administrative_organisation(
    members: Iterable[str], *, administrator: str, channel: str = "", probability: float = 1.0
) -> InformationNetwork:
    """The shape in which somebody is set up beside the members to run their network.

    Args:
        members: Codes of the members.
        administrator: Code of the network administrative organisation, which is no member.
        channel: The channel of every tie.
        probability: The probability of every tie.

    Raises:
        TypeError: If *members* is no collection of codes.
        ValueError: If a member is named twice, the administrator is one of them, or
            *probability* none.

    References:
        K. G. Provan, P. Kenis (2008), doi:10.1093/jopart/mum015.

    Examples:
        >>> net = administrative_organisation(["bps", "pupr"], administrator="sekretariat")
        >>> net.speakers("bps"), len(net)
        (('sekretariat',), 3)
    """
    codes = _codes(members)
    every = _codes(codes, administrator)
    pairs = [(administrator, code) for code in codes]
    return _both_ways(every, pairs, channel, probability)


def tiers(
    parents: Mapping[str, str], *, channel: str = "", probability: float = 1.0
) -> InformationNetwork:
    """The shape of tiers: each tells whoever stands right above and below it.

    Args:
        parents: Node → whoever stands above it; empty for one at the top.
        channel: The channel of every tie.
        probability: The probability of every tie.

    Raises:
        TypeError: If *parents* is no mapping of codes.
        ValueError: If somebody stands above who is not there, nodes stand above each
            other in a circle, or *probability* is none.

    References:
        H. A. Simon (1962), *The architecture of complexity*, Proceedings of the
        American Philosophical Society 106, 467–482 (hierarchy); :func:`of` makes the
        real tiers of a federation.

    Examples:
        >>> tiers({"kpu": "", "kpu-51": "kpu", "kpu-51.01": "kpu-51"}).hearers("kpu-51")
        ('kpu', 'kpu-51.01')
    """
    expect(parents, Mapping, what="parents")
    codes = _codes(parents)
    for code in codes:
        seen = [code]
        while above := parents[seen[-1]]:
            if above not in parents:
                msg = f"{above!r}, above {seen[-1]}, is not among the nodes"
                raise ValueError(msg)
            if above in seen:
                msg = f"{', '.join(seen)} stand above each other in a circle"
                raise ValueError(msg)
            seen.append(above)
    pairs = [(above, code) for code, above in parents.items() if above]
    return _both_ways(codes, pairs, channel, probability)


def small_world(
    members: Iterable[str],
    *,
    neighbours: int,
    rewiring: float,
    seed: int,
    channel: str = "",
    probability: float = 1.0,
) -> InformationNetwork:
    """The shape in which nearly all tell their neighbours, and a few tell somebody far away.

    Members stand in a ring in the order given, each joined with its nearest ones; then
    each of these ties is, with probability *rewiring*, led to somebody else. Ties go
    both ways. Deterministic: the same arguments give the same network everywhere.

    Args:
        members: Codes of the members, in the order of the ring.
        neighbours: To how many each is joined: an even number, fewer than the members.
        rewiring: Probability, in [0, 1], that a tie is led elsewhere.
        seed: Number that the dice come from.
        channel: The channel of every tie.
        probability: The probability of every tie.

    Raises:
        TypeError: If *members* is no collection of codes, or a number is none.
        ValueError: If a member is named twice, *neighbours* does not fit, or a
            probability is none.

    References:
        D. J. Watts, S. H. Strogatz (1998), *Collective dynamics of 'small-world'
        networks*, Nature 393, 440–442, doi:10.1038/30918.

    Examples:
        >>> ring = small_world("abcdef", neighbours=2, rewiring=0, seed=1)
        Traceback (most recent call last):
          ...
        TypeError: members must be a collection of codes such as a list, got 'abcdef'
        >>> small_world(list("abcdef"), neighbours=2, rewiring=0, seed=1).hearers("a")
        ('b', 'f')
    """
    codes = _codes(members)
    expect(neighbours, int, what="neighbours")
    expect(seed, int, what="seed")
    expect(rewiring, int, float, what="rewiring")
    n = len(codes)
    if neighbours < 0 or neighbours % 2 or neighbours >= max(n, 1):
        msg = f"neighbours must be even and fewer than the {n} members, got {neighbours}"
        raise ValueError(msg)
    if not 0 <= rewiring <= 1:
        msg = f"rewiring must lie in [0, 1], got {rewiring}"
        raise ValueError(msg)
    dice = Random(seed)  # noqa: S311 - dice of a model, not of a cipher
    joined: list[dict[int, None]] = [{} for _ in codes]
    steps = range(1, neighbours // 2 + 1)
    for u in range(n):
        for step in steps:
            v = (u + step) % n
            joined[u][v] = joined[v][u] = None
    for step in steps:
        for u in range(n):
            v = (u + step) % n
            strangers = [w for w in range(n) if w != u and w not in joined[u]]
            if dice.random() < rewiring and strangers:
                w = strangers[int(dice.random() * len(strangers))]
                del joined[u][v], joined[v][u]
                joined[u][w] = joined[w][u] = None
    pairs = [(codes[u], codes[v]) for u in range(n) for v in joined[u]]
    return _both_ways(codes, pairs, channel, probability)
