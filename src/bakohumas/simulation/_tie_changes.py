from collections.abc import Callable, Sequence

import attrs
from attrs.validators import optional

from bakohumas.errors import of_kind, plain
from bakohumas.languages import Lang, decimal, number, pick
from bakohumas.networks import InformationNetwork, Role, Tie
from bakohumas.simulation import _edits
from bakohumas.simulation._changes import Change, coded
from bakohumas.simulation._columns import LONGEST
from bakohumas.simulation._numbers import within
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._worlds import threshold


def _probability(_change: object, _field: object, value: float) -> None:
    threshold(value)


_text = optional(of_kind(str))
_role = optional(of_kind(Role))


class _Ties(Change):
    """What is done to the ties that fit all that is said of them."""

    __slots__ = ()

    channel: str | None
    role: Role | None
    source: str | None
    target: str | None

    def _fits(self, network: InformationNetwork) -> Callable[[Tie], bool]:
        for code in (self.source, self.target):
            if code is not None:
                network.node(code)
        if self.channel is not None and self.channel not in network.channels:
            network.without(channel=self.channel)  # which says so
        ends = self.channel, self.source, self.target

        def fits(tie: Tie) -> bool:
            own = tie.channel, tie.source, tie.target
            return all(a is None or a == b for a, b in zip(ends, own, strict=True)) and (
                self.role in {None, network.node(tie.source).role}
            )

        self._some(any(map(fits, network.ties)))
        return fits

    def _chosen(self, plan: Plan) -> list[bool]:
        channel = None if self.channel is None else _edits.channel_of(plan, self.channel)
        source = None if self.source is None else _edits.node_of(plan, self.source)
        target = None if self.target is None else _edits.node_of(plan, self.target)
        groups = {
            at for at, group in enumerate(plan.groups) if self.role is None or group == self.role
        }
        tells = [group in groups and source in {None, u} for u, group in enumerate(plan.group)]
        chosen = [
            tells[u] and channel in {None, c} and target in {None, v}
            for u, v, c in zip(_edits.sources(plan), plan.target, plan.channel, strict=True)
        ]
        self._some(any(chosen))
        return chosen

    def _some(self, found: bool) -> None:  # noqa: FBT001 - it is all it is told
        if not found:
            msg = f"no tie is changed: {self}"
            raise ValueError(msg)

    def _timed(self, ties: Sequence[Tie]) -> None:
        if ties and not any(tie.delay for tie in ties):
            msg = (
                f"{self}: what is left takes no hours, and in a network where nothing does each "
                "tie takes one step: apply it to compile_plan(network), in which it takes none"
            )
            raise ValueError(msg)

    def _which(self, lang: Lang) -> str:
        role = None if self.role is None else self.role.label(lang)
        said = [
            pick(
                lang,
                f"by {self.channel or 'no named channel'}",
                f"melalui {self.channel or 'saluran tanpa nama'}",
            )
            if self.channel is not None
            else "",
            pick(lang, f"from {self.source}", f"dari {self.source}") if self.source else "",
            pick(lang, f"to {self.target}", f"ke {self.target}") if self.target else "",
            pick(lang, f"told by {role}", f"yang disampaikan {role}") if role else "",
        ]
        return " ".join([pick(lang, "ties", "hubungan"), *filter(None, said)])


@attrs.frozen(str=False)
class Raise(_Ties):
    """Give ties another probability.

    Attributes:
        channel: The channel; ``None`` for every one.
        probability: What its ties' probability becomes, in [0, 1]; lower than
            it was, too.
        role: Only the ties over which nodes of this role tell; all by default.
        source: Only the ties over which this node tells.
        target: Only the ties over which this node hears.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *probability* lies outside [0, 1].

    Examples:
        >>> forum = InformationNetwork.from_pairs([("a", "b")], channel="forum")
        >>> Raise("forum", 0.4).apply(forum).ties[0].probability
        0.4
        >>> print(Raise("forum", 0.4, source="a"))
        ties by forum from a: probability 0.4
    """

    channel: str | None = attrs.field(converter=coded, validator=_text)
    probability: float = attrs.field(validator=_probability)
    role: Role | None = attrs.field(default=None, validator=_role)
    source: str | None = attrs.field(default=None, converter=coded, validator=_text, kw_only=True)
    target: str | None = attrs.field(default=None, converter=coded, validator=_text, kw_only=True)

    def _network(self, network: InformationNetwork) -> InformationNetwork:
        fits = self._fits(network)
        ties = [
            attrs.evolve(tie, probability=self.probability) if fits(tie) else tie
            for tie in network.ties
        ]
        return attrs.evolve(network, ties=ties)

    def _plan(self, plan: Plan) -> Plan:
        limits, limit = plan.threshold[:], threshold(self.probability)
        for edge, mine in enumerate(self._chosen(plan)):
            limits[edge] = limit if mine else limits[edge]
        return attrs.evolve(plan, threshold=limits)

    def explain(self, lang: Lang = "en") -> str:
        """What it does, in words."""
        word = pick(lang, "probability", "peluang")
        return f"{self._which(lang)}: {word} {decimal(self.probability, lang)}"


@attrs.frozen(str=False)
class Delay(_Ties):
    """Give ties other hours.

    Where no tie of the network takes any hours, each of the others takes one still. A
    network in which none would be left that does cannot say so, and is refused; its plan can.

    Attributes:
        channel: The channel; ``None`` for every one.
        hours: The whole hours that a telling takes, 0 to a year; no float, even a whole one.
        role: Only the ties over which nodes of this role tell; all by default.
        source: Only the ties over which this node tells.
        target: Only the ties over which this node hears.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *hours* is out of its range.

    Examples:
        >>> plan = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1])
        >>> list(Delay("0", 24, source=1).apply(plan).delay)
        [1, 24]
    """

    channel: str | None = attrs.field(converter=coded, validator=_text)
    hours: int = attrs.field(converter=plain, validator=within(0, LONGEST))
    role: Role | None = attrs.field(default=None, validator=_role)
    source: str | None = attrs.field(default=None, converter=coded, validator=_text, kw_only=True)
    target: str | None = attrs.field(default=None, converter=coded, validator=_text, kw_only=True)

    def _network(self, network: InformationNetwork) -> InformationNetwork:
        fits = self._fits(network)
        least = int(not any(tie.delay for tie in network.ties))
        ties = [
            attrs.evolve(tie, delay=self.hours if fits(tie) else max(tie.delay, least))
            for tie in network.ties
        ]
        self._timed(ties)
        return attrs.evolve(network, ties=ties)

    def _plan(self, plan: Plan) -> Plan:
        return _edits.with_hours(plan, self._chosen(plan), self.hours)

    def explain(self, lang: Lang = "en") -> str:
        """What it does, in words."""
        hours = pick(lang, "hour" if self.hours == 1 else "hours", "jam")
        return f"{self._which(lang)}: {number(self.hours, lang)} {hours}"


@attrs.frozen(str=False)
class Silence(_Ties):
    """Take ties away: those of a channel, of a node that falls silent, or a single one.

    Those that are left keep their hours. A network of which only ties without any would be
    left cannot say so, and is refused; its plan can.

    Attributes:
        channel: Only the ties of this channel.
        role: Only the ties over which nodes of this role tell.
        source: Only the ties over which this node tells: it still hears.
        target: Only the ties over which this node hears.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If nothing says which ties.

    Examples:
        >>> forum = InformationNetwork.from_pairs([("a", "b"), ("b", "c")], channel="forum")
        >>> Silence("forum").apply(forum).ties
        ()
        >>> [str(tie) for tie in Silence(source="b").apply(forum).ties]
        ['a -> b (forum)']
    """

    channel: str | None = attrs.field(default=None, converter=coded, validator=_text)
    role: Role | None = attrs.field(default=None, validator=_role, kw_only=True)
    source: str | None = attrs.field(default=None, converter=coded, validator=_text, kw_only=True)
    target: str | None = attrs.field(default=None, converter=coded, validator=_text, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not any(attrs.astuple(self)) and self.channel is None:
            raise ValueError("say which ties fall silent: a channel, role, source or target")

    def _network(self, network: InformationNetwork) -> InformationNetwork:
        fits = self._fits(network)
        ties = [tie for tie in network.ties if not fits(tie)]
        if any(tie.delay for tie in network.ties):
            self._timed(ties)
        return attrs.evolve(network, ties=ties)

    def _plan(self, plan: Plan) -> Plan:
        return _edits.without(plan, self._chosen(plan))

    def explain(self, lang: Lang = "en") -> str:
        """What it does, in words."""
        return f"{self._which(lang)}: {pick(lang, 'silent', 'berhenti')}"
