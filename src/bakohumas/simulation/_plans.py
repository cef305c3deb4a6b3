import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, pairwise, repeat
from operator import index
from typing import Any, Self

import attrs

from bakohumas.errors import UnknownNameError, expect
from bakohumas.languages import listed
from bakohumas.networks import InformationNetwork, Role
from bakohumas.simulation._worlds import FORMAT, MASK, threshold

EVERYBODY = "all"
"""The one group of a plan whose nodes have no role."""
_LIMIT = 2**31


def _little(values: "array[int]") -> bytes:
    if sys.byteorder == "little":
        return values.tobytes()
    swapped = values[:]
    swapped.byteswap()
    return swapped.tobytes()


def _problem(n: int, edges: list[tuple[int, int, int, int]]) -> str:
    for u, v, c, _ in edges:
        if not (0 <= u < n and 0 <= v < n and 0 <= c < _LIMIT):
            return f"edge {u} -> {v} by channel {c} does not fit {n} nodes and channels from 0 on"
        if u == v:
            return f"edge {u} -> {v} leads back to its own node: an edge joins two"
    for (u, v, c, _), other in pairwise(edges):
        if (u, v, c) == other[:3]:
            return f"two edges go from {u} to {v} by channel {c}: give them different channels"
    return ""


def several(values: object, what: str) -> tuple[Any, ...]:
    """The values of a collection, of which a single text is none."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        msg = f"{what} must be a collection such as a list, got {values!r}"
        raise TypeError(msg)
    return tuple(values)


def _whole(name: str, column: Iterable[int]) -> list[int]:
    expect(column, Iterable, what=name)
    values = list(column)
    try:
        return list(map(index, values))
    except TypeError:
        wrong = next(value for value in values if not hasattr(value, "__index__"))
        msg = f"{name} must hold whole numbers, got {wrong!r}"
        raise TypeError(msg) from None


@attrs.frozen(eq=False, repr=False)
class Plan:
    """A network in the form in which it is run: numbers in rows.

    Make one with :func:`compile_plan` or :meth:`from_arrays`. The edges of node
    *u* stand from ``start[u]`` to ``start[u + 1]``, by target and channel. The
    arrays are shared with the back ends and must not be written to.

    Attributes:
        start: Where the edges of each node start, and where the last ones end.
        target: The node that each edge leads to.
        threshold: The probability of each edge, in 31 bits.
        channel: The number of each edge's channel.
        codes: Sorted codes of the nodes; empty where they are plain numbers.
        channels: Sorted names of the channels; empty where they are plain numbers.
        groups: Names of the groups that are told apart: the roles.
        group: The number of each node's group.
        weight: People that each node stands for.

    Examples:
        >>> Plan.from_arrays(3, [0, 1], [1, 2], [1.0, 0.5])
        Plan(3 nodes, 2 edges)
    """

    start: "array[int]"
    target: "array[int]"
    threshold: "array[int]"
    channel: "array[int]"
    codes: tuple[str, ...]
    channels: tuple[str, ...]
    groups: tuple[str, ...]
    group: "array[int]"
    weight: "array[int]"

    @classmethod
    def from_arrays(
        cls,
        n: int,
        source: Iterable[int],
        target: Iterable[int],
        probability: Iterable[float],
        channel: Iterable[int] | None = None,
    ) -> Self:
        """A plan over the nodes 0 to *n* - 1, each of which stands for one person.

        Args:
            n: How many nodes.
            source: The node that tells, edge by edge.
            target: The node that hears.
            probability: The chance, in [0, 1], that one telling succeeds.
            channel: The number of the channel; 0 throughout by default.

        Raises:
            TypeError: If a column holds anything but numbers, of nodes and channels whole ones.
            ValueError: If *n* is negative, the columns differ in length, an end is no
                node or both ends the same, a probability none, or two edges share
                their ends and channel.
        """
        expect(n, int, what="n")
        if n < 0:
            msg = f"n must not be negative, got {n}"
            raise ValueError(msg)
        expect(probability, Iterable, what="probability")
        limits = [threshold(p) for p in probability]
        ends = {"source": source, "target": target}
        numbers = repeat(0, len(limits)) if channel is None else channel
        columns = [_whole(name, column) for name, column in {**ends, "channel": numbers}.items()]
        if {len(column) for column in columns} != {len(limits)}:
            raise ValueError("source, target, probability and channel must be equally long")
        edges = sorted(zip(*columns, limits, strict=True))
        group, weight = array("i", repeat(0, n)), array("q", repeat(1, n))
        return cls._of(edges, (), (), (EVERYBODY,), group, weight)

    @classmethod
    def _of(
        cls,
        edges: list[tuple[int, int, int, int]],
        codes: tuple[str, ...],
        channels: tuple[str, ...],
        groups: tuple[str, ...],
        group: "array[int]",
        weight: "array[int]",
    ) -> Self:
        n = len(group)
        if problem := _problem(n, edges):
            raise ValueError(problem)
        degree = Counter(edge[0] for edge in edges)
        return cls(
            array("q", accumulate((degree[u] for u in range(n)), initial=0)),
            array("i", [v for _, v, _, _ in edges]),
            array("I", [limit for _, _, _, limit in edges]),
            array("i", [c for _, _, c, _ in edges]),
            codes,
            channels,
            groups,
            group,
            weight,
        )

    def __len__(self) -> int:
        return len(self.group)

    def __repr__(self) -> str:
        return f"Plan({len(self)} nodes, {len(self.target)} edges)"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the plan, the same on every machine.

        Of its canonical text: the version of the worlds, the codes and the
        groups, one a line; and then of its arrays in the order of this class,
        their integers little-endian, of 8 bytes (``start``, ``weight``) or 4.
        """
        text = "\n".join(["bakohumas plan", str(FORMAT), *self.codes, "", *self.groups, ""])
        hashed = sha256(text.encode())
        columns = (self.start, self.target, self.threshold, self.channel, self.group, self.weight)
        for values in columns:
            hashed.update(_little(values))
        return hashed.hexdigest()

    def with_probability(self, channel: str, probability: float) -> Self:
        """The same plan with another probability for every edge of one channel.

        Worlds stay the same: raising a probability keeps every edge that was live.

        Args:
            channel: Name of the channel.
            probability: The chance, in [0, 1], that one telling over it succeeds.

        Raises:
            TypeError: If *channel* is no text, or *probability* no number.
            ValueError: If *probability* lies outside [0, 1].
            UnknownNameError: If the plan knows no channel of that name.

        Examples:
            >>> plan = compile_plan(InformationNetwork.from_pairs([("a", "b")], channel="forum"))
            >>> plan.with_probability("forum", 0.5).threshold[0] * 2 == plan.threshold[0]
            True
        """
        expect(channel, str, what="channel")
        if channel not in self.channels:
            near = tuple(get_close_matches(channel, self.channels))
            raise UnknownNameError("channel", channel, near, f"known: {listed(self.channels)}")
        number, limit = self.channels.index(channel), threshold(probability)
        pairs = zip(self.channel, self.threshold, strict=True)
        limits = array("I", [limit if each == number else old for each, old in pairs])
        return attrs.evolve(self, threshold=limits)

    def number(self, node: str | int) -> int:
        """The number of a node by its code or, where there are no codes, by itself.

        Raises:
            TypeError: If *node* is neither a code nor a number.
            UnknownNameError: If the plan has no such node.
        """
        return numbered(node, self.codes, len(self))


def numbered(node: str | int, codes: tuple[str, ...], n: int) -> int:
    """The number of a node by its code or, where there are no *codes*, by itself.

    Raises:
        TypeError: If *node* is neither a code nor a number.
        UnknownNameError: If none of the *n* nodes is called so.
    """
    if not isinstance(node, str) and not hasattr(node, "__index__"):
        msg = f"a node goes by its code or its number, got {node!r}"
        raise TypeError(msg)
    if not codes:
        number = -1 if isinstance(node, str) else index(node)
        if number not in range(n):
            raise UnknownNameError(
                "node", str(node), scope=f"0 to {n - 1}" if n else "there are no nodes"
            )
        return number
    place = bisect_left(codes, str(node))
    if codes[place : place + 1] != (node,):
        raise UnknownNameError("node", str(node), tuple(get_close_matches(str(node), codes)))
    return place


def compile_plan(network: InformationNetwork, *, channels: Iterable[str] = ()) -> Plan:
    """The plan of a network: its nodes and channels numbered by their sorted names.

    Args:
        network: Who tells whom.
        channels: Names of channels to be numbered as well, though the network
            may not use them, so that networks which share them share worlds.

    Returns:
        The plan.

    Raises:
        TypeError: If *network* is no network, or *channels* a single text.
        ValueError: If its nodes stand for more people than 63 bits can count.

    Examples:
        >>> plan = compile_plan(InformationNetwork.from_pairs([("kominfo", "pupr")]))
        >>> plan.codes, plan.groups
        (('kominfo', 'pupr'), ('member',))
    """
    expect(network, InformationNetwork, what="network")
    if sum(node.size for node in network.nodes) > MASK >> 1:
        raise ValueError("the nodes stand for more people than 63 bits can count")
    number = {node.id: i for i, node in enumerate(network.nodes)}
    names = sorted({*network.channels, *several(channels, "channels")})
    channel = {name: i for i, name in enumerate(names)}
    roles = [role for role in Role if network.nodes_of(role)]
    return Plan._of(  # noqa: SLF001 - the other way to make one
        [
            (
                number[tie.source],
                number[tie.target],
                channel[tie.channel],
                threshold(tie.probability),
            )
            for tie in network.ties
        ],
        tuple(number),
        tuple(names),
        tuple(role.value for role in roles),
        array("i", [roles.index(node.role) for node in network.nodes]),
        array("q", [node.size for node in network.nodes]),
    )
