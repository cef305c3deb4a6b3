from array import array
from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from itertools import islice, repeat
from operator import sub
from typing import Any, Final, Self

import attrs

from bakohumas.errors import UnknownNameError, expect, plain
from bakohumas.languages import listed
from bakohumas.networks import InformationNetwork, Role, Tie
from bakohumas.simulation._columns import LONGEST, Columns, columns, one_each
from bakohumas.simulation._digests import digest
from bakohumas.simulation._numbers import MOST, bounded
from bakohumas.simulation._worlds import FORMAT, MASK, threshold

EVERYBODY: Final = "all"
"""The one group of a plan whose nodes have no role."""
_COLUMNS: Final = (
    *("start", "target", "threshold", "apart", "group", "weight"),
    *("delay", "keep", "credibility"),
)


def several(values: object, what: str) -> tuple[Any, ...]:
    """The values of a collection, of which a single text is none."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        msg = f"{what} must be a collection such as a list, got {values!r}"
        raise TypeError(msg)
    return tuple(values)


def _apart(channels: "array[int]") -> "array[int]":
    return channels if any(channels) else array("i")


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
        apart: The number of each edge's channel; empty where each is 0, of which
            ``channel`` tells all.
        codes: Sorted codes of the nodes; empty where they are plain numbers.
        channels: Sorted names of the channels; empty where they are plain numbers.
        groups: Names of the groups that are told apart: the roles.
        group: The number of each node's group.
        weight: People that each node stands for.
        delay: The hours that each edge takes; empty where each takes one step.
        keep: The chance, in 31 bits, of one key point to survive each edge; empty
            where nothing is known of it.
        credibility: The chance, in 31 bits, that what comes over each edge is
            believed; empty where nothing is known of it.
        tier: The level of government of each node; empty where there are none.
        area: The code of the area of each node; empty where there are none.
        known: Numbers of channels, where they have no names, that an intervention named
            or silenced, so that one may still speak of them.
        timed: Whether a tie that is added takes the hours that it says, and no step, though
            the last edge with hours was silenced.

    Examples:
        >>> Plan.from_arrays(3, [0, 1], [1, 2], [1.0, 0.5])
        Plan(3 nodes, 2 edges)
    """

    start: "array[int]"
    target: "array[int]"
    threshold: "array[int]"
    apart: "array[int]" = attrs.field(converter=_apart)
    codes: tuple[str, ...]
    channels: tuple[str, ...]
    groups: tuple[str, ...]
    group: "array[int]"
    weight: "array[int]"
    delay: "array[int]" = attrs.field(factory=lambda: array("i"))
    keep: "array[int]" = attrs.field(factory=lambda: array("I"))
    credibility: "array[int]" = attrs.field(factory=lambda: array("I"))
    tier: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    known: tuple[int, ...] = ()
    timed: bool = False

    @classmethod
    def from_arrays(
        cls,
        n: int,
        source: Iterable[int],
        target: Iterable[int],
        probability: Iterable[float],
        delay: Iterable[int] | None = None,
        channel: Iterable[int] | None = None,
        *,
        keep: Iterable[float] | None = None,
        credibility: Iterable[float] | None = None,
    ) -> Self:
        """A plan over the nodes 0 to *n* - 1, each of which stands for one person.

        Columns that are arrays of NumPy are taken over at the speed of arrays:
        ten million edges in some seconds, a tenth of that where they are sorted
        by source, target and channel already.

        Args:
            n: How many nodes, 0 to 2**31 - 1.
            source: The node that tells, edge by edge.
            target: The node that hears.
            probability: The chance, in [0, 1], that one telling succeeds.
            delay: The whole hours that a telling takes, 0 to a year; one step each
                by default. A float is refused, even a whole one, as it is in a tie.
            channel: The number of the channel; 0 throughout by default.
            keep: The chance, in [0, 1], of one key point to survive the telling.
            credibility: The chance, in [0, 1], that what is told is believed.

        Raises:
            TypeError: If a column holds anything but numbers, of nodes, channels and
                hours whole ones.
            ValueError: If *n* is out of its range, the columns differ in length, an end is
                no node or both ends the same, a probability none, or two edges share
                their ends and channel.
        """
        n = bounded(n, 0, MOST, what="n")
        given = {
            "source": source,
            "target": target,
            "probability": probability,
            "channel": channel,
            "delay": delay,
            "keep": keep,
            "credibility": credibility,
        }
        group, weight = one_each(n)
        return cls._of(columns(n, given), (), (), (EVERYBODY,), group, weight)

    @classmethod
    def _of(
        cls,
        edges: Columns,
        codes: tuple[str, ...],
        channels: tuple[str, ...],
        groups: tuple[str, ...],
        group: "array[int]",
        weight: "array[int]",
        tier: tuple[str, ...] = (),
        area: tuple[str, ...] = (),
    ) -> Self:
        return cls(
            edges.start,
            edges.target,
            edges.threshold,
            edges.channel,
            codes,
            channels,
            groups,
            group,
            weight,
            edges.delay,
            edges.keep,
            edges.credibility,
            tier,
            area,
        )

    def __len__(self) -> int:
        return len(self.group)

    def __repr__(self) -> str:
        return f"Plan({len(self)} nodes, {len(self.target)} edges)"

    @cached_property
    def channel(self) -> "array[int]":
        """The number of each edge's channel."""
        return self.apart or array("i", [0]) * len(self.target)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the plan, the same on every machine.

        Of one line of JSON: the version of the worlds, the codes, the groups, the names of
        the channels in use, tiers and areas, and how long each array is; and then of the
        arrays, those that are empty by default last, their integers little-endian, of 8
        bytes (``start``, ``weight``) or 4.
        """
        used = sorted(set(self.apart) or {0} if self.channels and self.target else ())
        names = [self.channels[number] for number in used]
        said = ["bakohumas plan", FORMAT, self.codes, self.groups, names, self.tier, self.area]
        return digest(said, {name: getattr(self, name) for name in _COLUMNS})

    @cached_property
    def census(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """By group, its nodes and the people that they stand for."""
        if self.groups == (EVERYBODY,):
            return (len(self),), (len(self),)
        members, population = [0] * len(self.groups), [0] * len(self.groups)
        for group, weight in zip(self.group, self.weight, strict=True):
            members[group] += 1
            population[group] += weight
        return tuple(members), tuple(population)

    @cached_property
    def longest(self) -> int:
        """Edges of the node that has most."""
        return max(map(sub, islice(self.start, 1, None), self.start), default=0)

    @cached_property
    def indegree(self) -> "array[int]":
        """By node, the edges over which it can be told: those of probability 0 are none."""
        found = array("q", repeat(0, len(self)))
        for v, limit in zip(self.target, self.threshold, strict=True):
            found[v] += limit > 0
        return found

    @cached_property
    def packed(self) -> Any:  # noqa: ANN401 - an array of NumPy, which may not be there
        """Target and probability of each edge in one word, for the compiled kernels.

        It is worked out once, by whoever first needs it, and never travels. It is
        empty where one probability and one channel do for all.
        """
        from bakohumas.simulation._arrays import packed  # NumPy's door opens late

        return packed(self.target, self.threshold, self.apart)

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
        number, limit = self.channel_number(channel), threshold(probability)
        pairs = zip(self.channel, self.threshold, strict=True)
        limits = array("I", [limit if each == number else old for each, old in pairs])
        return attrs.evolve(self, threshold=limits)

    def channel_number(self, channel: str | int) -> int:
        """The number of a channel by its name or, where there are no names, by itself.

        Raises:
            UnknownNameError: If the plan has no such channel.
        """
        if channel in self.channels:
            return self.channels.index(str(channel))
        numbers = () if self.channels else {*self.channel, *self.known}
        if not isinstance(channel, str) and channel in numbers:
            return channel
        near = tuple(get_close_matches(str(channel), self.channels))
        known = self.channels or list(map(str, sorted(numbers)))
        raise UnknownNameError("channel", str(channel), near, f"known: {listed(known, most=9)}")

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
    number = -1 if isinstance(node, str) else plain(node)
    if type(number) is not int:
        msg = f"a node goes by its code or its number, got {node!r}"
        raise TypeError(msg)
    if not codes:
        if number not in range(n):
            raise UnknownNameError(
                "node", str(node), scope=f"0 to {n - 1}" if n else "there are no nodes"
            )
        return number
    place = bisect_left(codes, str(node))
    if codes[place : place + 1] == (node,):
        return place
    if node in codes:  # appended by an intervention, behind those that are sorted
        return codes.index(str(node))
    raise UnknownNameError("node", str(node), tuple(get_close_matches(str(node), codes)))


def grouped(role: str, groups: tuple[str, ...]) -> int:
    """Where a role stands among the groups.

    Raises:
        UnknownNameError: If no node of the network plays it.
    """
    if role not in groups:
        raise UnknownNameError("role", str(role), scope=f"in the network: {listed(groups)}")
    return groups.index(role)


def compile_plan(network: InformationNetwork, *, channels: Iterable[str] = ()) -> Plan:
    """The plan of a network: its nodes and channels numbered by their sorted names.

    Where no tie takes any hours, each takes one step; what no tie says of key points
    and of credibility is left to the model.

    Args:
        network: Who tells whom.
        channels: Names of channels to be numbered as well, though the network
            may not use them, so that networks which share them share worlds.

    Returns:
        The plan.

    Raises:
        TypeError: If *network* is no network, or *channels* a single text.
        ValueError: If its nodes stand for more people than 63 bits can count, or a tie
            takes more than a year.

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
    ties = network.ties
    check_hours(ties)
    edges = columns(
        len(number),
        {
            "source": [number[tie.source] for tie in ties],
            "target": [number[tie.target] for tie in ties],
            "probability": [tie.probability for tie in ties],
            "channel": [channel[tie.channel] for tie in ties],
            "delay": _unusual([tie.delay for tie in ties], 0),
            "keep": _unusual([tie.keep for tie in ties], 1.0),
            "credibility": _unusual([tie.credibility for tie in ties], 1.0),
        },
    )
    return Plan._of(  # noqa: SLF001 - the other way to make one
        edges,
        tuple(number),
        tuple(names),
        tuple(role.value for role in roles),
        array("i", [roles.index(node.role) for node in network.nodes]),
        array("q", [node.size for node in network.nodes]),
        _labels(node.tier for node in network.nodes),
        _labels(node.area for node in network.nodes),
    )


def check_hours(ties: Iterable[Tie]) -> None:
    """Insist that no tie takes more hours than an edge of a plan may.

    Raises:
        ValueError: If one does.
    """
    for tie in ties:
        if tie.delay > LONGEST:
            msg = f"tie {tie} takes {tie.delay} hours: in a plan it takes 0 to {LONGEST}, a year"
            raise ValueError(msg)


def _unusual(column: list[float], usual: float) -> list[float] | None:
    return None if all(value == usual for value in column) else column


def _labels(labels: Iterable[str]) -> tuple[str, ...]:
    every = tuple(labels)
    return every if any(every) else ()
