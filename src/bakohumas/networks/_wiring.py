import json
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from itertools import islice
from operator import attrgetter, eq
from typing import TYPE_CHECKING, Any, Self, TypeVar

import attrs

from bakohumas.errors import UnknownNameError, expect
from bakohumas.languages import Lang, listed, number, pick
from bakohumas.networks._nodes import Node, Role, Tie, joined

if TYPE_CHECKING:
    import networkx as nx


_Key = TypeVar("_Key", bound=Hashable)
_Thing = TypeVar("_Thing")


_KEY = attrgetter("source", "target", "channel")
"""As :attr:`Tie.key`, and quicker to work out."""


def _all(things: Iterable[_Thing], kind: type, what: str) -> list[_Thing]:
    expect(things, Iterable, what=what)
    found = list(things)
    for thing in found:
        if type(thing) is not kind:
            expect(thing, kind, what=f"each of the {what}")
    return found


def _nodes(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(_all(nodes, Node, "nodes"), key=attrgetter("id")))


def _ties(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    found = _all(ties, Tie, "ties")
    for name in ("channel", "target", "source"):  # without a key of three for every tie
        found.sort(key=attrgetter(name))
    return tuple(found)


def _twice(keys: Iterable[_Key]) -> list[tuple[_Key, int]]:
    return [(key, count) for key, count in Counter(keys).items() if count > 1]


def _pair(pair: Sequence[str]) -> tuple[str, str]:
    if not isinstance(pair, tuple | list) or len(pair) != 2:  # noqa: PLR2004 - a pair
        msg = f"a pair is (speaker, hearer), got {pair!r}"
        raise TypeError(msg)
    speaker, hearer = pair
    for code in pair:
        expect(code, str, what="the code of a node")
    return speaker, hearer


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        groups.setdefault(one, set()).add(other)
    return {one: tuple(sorted(others)) for one, others in groups.items()}


def _told(tie: Tie) -> list[object]:
    """The fields of a tie for the digest, without those that say nothing at the end."""
    said: list[object] = [*tie.key, tie.probability]
    rest: list[object] = [tie.delay, tie.keep, tie.credibility, tie.kinds]
    usual: list[object] = [0, 1.0, 1.0, ()]
    while rest and rest[-1] == usual[len(rest) - 1]:
        rest.pop()
    return said + rest


@attrs.frozen
class InformationNetwork:
    """Who tells whom: all but the measures, which look at this."""

    nodes: tuple[Node, ...] = attrs.field(converter=_nodes)
    ties: tuple[Tie, ...] = attrs.field(default=(), converter=_ties)

    def __attrs_post_init__(self) -> None:
        names = {node.id for node in self.nodes}
        after = islice(self.ties, 1, None)
        again = self.ties if any(map(eq, map(_KEY, after), map(_KEY, self.ties))) else ()
        problems = [
            f"{count} nodes are called {id_}" for id_, count in _twice(n.id for n in self.nodes)
        ]
        problems += [
            f"{count} ties go from {source} to {target} by channel {channel!r}"
            for (source, target, channel), count in _twice(map(_KEY, again))
        ]
        ends = {tie.source for tie in self.ties} | {tie.target for tie in self.ties}
        problems += [
            f"tie {tie} needs a node {end}, which is not there"
            for tie in (self.ties if ends - names else ())
            for end in (tie.source, tie.target)
            if end not in names
        ]
        if problems:
            raise ValueError("; ".join(problems))

    @classmethod
    def from_pairs(
        cls, pairs: Iterable[tuple[str, str]], *, channel: str = "", probability: float = 1.0
    ) -> Self:
        """A network of members from ``(speaker, hearer)`` pairs of codes.

        A pair that is met several times is one tie.

        Args:
            pairs: Who tells whom.
            channel: The channel of every tie.
            probability: The probability of every tie.

        Raises:
            TypeError: If one of the *pairs* is none.
            ValueError: If somebody would tell themselves, or *probability* is none.

        Examples:
            >>> forum = InformationNetwork.from_pairs([("kominfo", "bps")], probability=0.5)
            >>> forum.rows()[0]["probability"]
            0.5
        """
        expect(pairs, Iterable, what="pairs")
        distinct = set(map(_pair, pairs))
        codes = {code for pair in distinct for code in pair}
        return cls(map(Node, codes), [Tie(*pair, channel, probability) for pair in distinct])

    @classmethod
    def from_networkx(cls, graph: "nx.Graph[Any]") -> Self:
        """A network from a plain ``networkx`` graph.

        Nodes are named by their text and may carry ``role``, ``tier``,
        ``category``, ``area`` and ``size``; edges may carry ``channel`` (the key
        stands in for it in a multigraph), ``probability``, ``delay``, ``keep``,
        ``credibility`` and ``kinds`` (texts, or one text with commas).
        What is absent takes its default, any other attribute is left behind,
        and an edge of an undirected graph is a tie each way.

        Raises:
            TypeError: If *graph* is no graph, or an attribute not of its kind.
            ValueError: If a role is unknown, a probability none, or an edge leads back
                to its own node. The text names the node or edge.

        Examples:
            >>> import networkx as nx
            >>> network = InformationNetwork.from_networkx(nx.path_graph(3))
            >>> network.hearers("1")
            ('0', '2')
        """
        from bakohumas.networks import _graphs

        return cls(*_graphs.read(graph))

    def to_networkx(self) -> "nx.DiGraph[str]":
        """A plain ``networkx`` graph, with every attribute of nodes and ties.

        It is a ``MultiDiGraph`` keyed by channel where at least one pair of
        nodes is joined by several channels in the same direction, and a
        ``DiGraph`` otherwise. :meth:`from_networkx` undoes it.

        Examples:
            >>> graph = InformationNetwork.from_pairs([("a", "b")], channel="forum").to_networkx()
            >>> graph.edges["a", "b"]
            {'channel': 'forum', 'probability': 1.0, 'delay': 0, 'keep': 1.0, 'credibility': 1.0, \
'kinds': ''}
        """
        from bakohumas.networks import _graphs

        return _graphs.write(self.nodes, self.ties)

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def _hearers(self) -> dict[str, tuple[str, ...]]:
        return _grouped((tie.source, tie.target) for tie in self.ties)

    @cached_property
    def _speakers(self) -> dict[str, tuple[str, ...]]:
        return _grouped((tie.target, tie.source) for tie in self.ties)

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """Names of the channels in use, sorted."""
        return tuple(sorted({tie.channel for tie in self.ties}))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the network's canonical text.

        The text holds one JSON list a line, in UTF-8: the nodes' fields, then
        the ties', each in the order of its class. What follows a tie's probability
        is left out from where on all of it is as by default.
        """
        lines: list[Sequence[object]] = [attrs.astuple(node) for node in self.nodes]
        lines += map(_told, self.ties)
        text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        return sha256(text.encode()).hexdigest()

    def node(self, id: str) -> Node:  # noqa: A002 - it is the node's id that one writes
        """One node by its code.

        Raises:
            UnknownNameError: If the network has none of that code.
        """
        expect(id, str, what="the code of a node")
        try:
            return self._by_id[id]
        except KeyError:
            near = tuple(get_close_matches(id, self._by_id))
            raise UnknownNameError("node", id, near, f"{len(self)} nodes") from None

    def nodes_of(self, role: Role) -> tuple[Node, ...]:
        """The nodes that play a *role*.

        Raises:
            ValueError: If there is no such role.
        """
        wanted = Role.of(role, what="role")
        return tuple(node for node in self.nodes if node.role is wanted)

    def hearers(self, id: str) -> tuple[str, ...]:  # noqa: A002 - as in node
        """Codes of those whom a node tells, by any channel.

        Raises:
            UnknownNameError: If the network has no such node.
        """
        return self._hearers.get(self.node(id).id, ())

    def speakers(self, id: str) -> tuple[str, ...]:  # noqa: A002 - as in node
        """Codes of those who tell a node, by any channel.

        Raises:
            UnknownNameError: If the network has no such node.
        """
        return self._speakers.get(self.node(id).id, ())

    def with_ties(self, ties: Iterable[Tie]) -> Self:
        """The same nodes with more *ties* between them.

        Raises:
            ValueError: If one is there already, or ends at an unknown node.
        """
        return attrs.evolve(self, ties=(*self.ties, *ties))

    def without(self, *, channel: str) -> Self:
        """The same nodes without the ties of one *channel*.

        Raises:
            UnknownNameError: If no tie goes by that channel.
        """
        expect(channel, str, what="channel")
        if channel not in self.channels:
            near = tuple(get_close_matches(channel, self.channels))
            raise UnknownNameError("channel", channel, near, f"in use: {listed(self.channels)}")
        return attrs.evolve(self, ties=[tie for tie in self.ties if tie.channel != channel])

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a tie, of everything that it says; its kinds are one text."""
        return [
            attrs.asdict(tie, recurse=False) | {"kinds": joined(tie.kinds)} for tie in self.ties
        ]

    def explain(self, lang: Lang = "en") -> str:
        """How large it is, who is in it, and by which channels it speaks."""
        channels = self.channels
        ties, nodes, ways = (number(len(each), lang) for each in (self.ties, self, channels))
        more = ["" if len(each) == 1 else "s" for each in (self.ties, self, channels)]
        sizes = Counter(node.role for node in self.nodes)
        roles = listed(
            [f"{number(sizes[role], lang)} {role.label(lang)}" for role in Role if sizes[role]],
            lang,
        )
        names = listed([each or pick(lang, "unnamed", "tanpa nama") for each in channels], lang)
        return pick(
            lang,
            f"{ties} tie{more[0]} between {nodes} node{more[1]} ({roles}) "
            f"by {ways} channel{more[2]}: {names}.",
            f"{ties} hubungan antara {nodes} simpul ({roles}) melalui {ways} saluran: {names}.",
        )
