from collections.abc import Iterable, Sequence
from typing import Any

import attrs
from attrs.validators import deep_iterable

from bakohumas.errors import of_kind
from bakohumas.languages import Lang, listed, pick
from bakohumas.networks import InformationNetwork, Node, Tie
from bakohumas.simulation import _edits
from bakohumas.simulation._changes import Change, coded, row
from bakohumas.simulation._edits import STEP
from bakohumas.simulation._plans import Plan


def _tuple(values: Any) -> Any:  # noqa: ANN401 - what is no collection, the validator refuses
    single = isinstance(values, str) or not isinstance(values, Iterable)
    return values if single else tuple(values)


_ties = deep_iterable(of_kind(Tie), of_kind(tuple))


def _joined(network: InformationNetwork, ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """The ties that are there and more; where only the new ones have hours, each has some."""
    every = *network.ties, *ties
    timed = any(tie.delay for tie in network.ties) or not any(tie.delay for tie in ties)
    return every if timed else tuple(attrs.evolve(tie, delay=tie.delay or STEP) for tie in every)


@attrs.frozen(str=False)
class AddTies(Change):
    """Let nodes tell each other that did not.

    Where no tie takes any hours, each takes one step, that is an hour; so the ties that
    are there do still beside a new one of some hours, and a new one without does, too.

    Attributes:
        ties: The ties to add.

    Raises:
        TypeError: If there is anything but ties.

    Examples:
        >>> forum = InformationNetwork.from_pairs([("a", "b")])
        >>> AddTies([Tie("b", "a", "reply")]).apply(forum).hearers("b")
        ('a',)
    """

    ties: tuple[Tie, ...] = attrs.field(converter=_tuple, validator=_ties)

    def _network(self, network: InformationNetwork) -> InformationNetwork:
        return attrs.evolve(network, ties=_joined(network, self.ties))

    def _plan(self, plan: Plan) -> Plan:
        return _edits.with_ties(plan, self.ties)

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a tie, of all that it says."""
        return [{"intervention": "AddTies", **row(tie)} for tie in self.ties]

    def explain(self, lang: Lang = "en") -> str:
        """What it does, in words."""
        return pick(lang, "more ties: ", "hubungan baru: ") + _named(self.ties, lang)


@attrs.frozen(str=False)
class AddNodes(Change):
    """Let more nodes take part, with ties to and from them.

    They are appended to a plan, whatever their codes, and numbered in their order. Their
    ties take hours as in :class:`AddTies`.

    Attributes:
        nodes: The nodes to add; in a plan of numbers, the next ones.
        ties: The ties to add with them.

    Raises:
        TypeError: If there is anything but nodes, or anything but ties.

    Examples:
        >>> from bakohumas.networks import Role
        >>> forum = InformationNetwork.from_pairs([("a", "b")])
        >>> app = AddNodes([Node("~app", Role.SITE)], [Tie("b", "~app", "feed")])
        >>> app.apply(forum).hearers("b")
        ('~app',)
        >>> print(app)
        more nodes: ~app; more ties: b -> ~app (feed)
    """

    nodes: tuple[Node, ...] = attrs.field(
        converter=_tuple, validator=deep_iterable(of_kind(Node), of_kind(tuple))
    )
    ties: tuple[Tie, ...] = attrs.field(default=(), converter=_tuple, validator=_ties)

    def _network(self, network: InformationNetwork) -> InformationNetwork:
        nodes = *network.nodes, *self.nodes
        return attrs.evolve(network, nodes=nodes, ties=_joined(network, self.ties))

    def _plan(self, plan: Plan) -> Plan:
        return _edits.with_ties(_edits.with_nodes(plan, self.nodes), self.ties)

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a node, and then one a tie, of all that it says."""
        every: tuple[Node | Tie, ...] = (*self.nodes, *self.ties)
        return [{"intervention": "AddNodes", **row(each)} for each in every]

    def explain(self, lang: Lang = "en") -> str:
        """What it does, in words."""
        nodes = pick(lang, "more nodes: ", "simpul baru: ") + _named(self.nodes, lang)
        return "; ".join([nodes, *([AddTies(self.ties).explain(lang)] if self.ties else [])])


@attrs.frozen(str=False)
class MoveSeed(Change):
    """Let the news start at another node.

    Attributes:
        away: The node that no longer knows it at first; its code or, in a plan of numbers,
            its number, which becomes its digits.
        to: The node that does instead.

    Raises:
        TypeError: If an attribute is neither.

    Examples:
        >>> MoveSeed("kominfo", "kemenkes").seeds(["kominfo", "bps"])
        ('kemenkes', 'bps')
    """

    away: str = attrs.field(converter=coded, validator=of_kind(str))
    to: str = attrs.field(converter=coded, validator=of_kind(str))

    def seeds(self, seeds: Iterable[str | int]) -> tuple[str | int, ...]:
        """The nodes that know the news at first, after it.

        Raises:
            ValueError: If the node that it moves away from is none of them.
        """
        known = tuple(seeds)
        codes = [coded(node) for node in known]
        if self.away not in codes:
            msg = f"the news does not start at {self.away}, but at {listed(list(map(str, codes)))}"
            raise ValueError(msg)
        digits = self.to.isdecimal()
        return tuple(
            (self.to if isinstance(node, str) or not digits else int(self.to))
            if each == self.away
            else node
            for node, each in zip(known, codes, strict=True)
        )

    def explain(self, lang: Lang = "en") -> str:
        """What it does, in words."""
        return pick(
            lang,
            f"the news starts at {self.to}, not {self.away}",
            f"kabar bermula di {self.to}, bukan {self.away}",
        )


def _named(things: Sequence[object], lang: Lang) -> str:
    return listed(list(map(str, things)), lang)
