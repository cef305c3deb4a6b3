from collections.abc import Iterable
from typing import Any

import attrs
from attrs.validators import deep_iterable, optional

from bakohumas.errors import of_kind
from bakohumas.networks import InformationNetwork, Role, Tie
from bakohumas.simulation._worlds import threshold


def _probability(_change: object, _field: object, value: float) -> None:
    threshold(value)


@attrs.frozen
class Raise:
    """Give the ties of one channel another probability.

    Attributes:
        channel: The channel.
        probability: What its ties' probability becomes, in [0, 1]; lower than
            it was, too.
        role: Only the ties over which nodes of this role tell; all by default.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *probability* lies outside [0, 1].

    Examples:
        >>> forum = InformationNetwork.from_pairs([("a", "b")], channel="forum")
        >>> Raise("forum", 0.4).apply(forum).ties[0].probability
        0.4
    """

    channel: str = attrs.field(validator=of_kind(str))
    probability: float = attrs.field(validator=_probability)
    role: Role | None = attrs.field(default=None, validator=optional(of_kind(Role)))

    def apply(self, network: InformationNetwork) -> InformationNetwork:
        """The network after it.

        Raises:
            UnknownNameError: If no tie goes by that channel.
        """
        rest = network.without(channel=self.channel)
        return rest.with_ties(
            attrs.evolve(tie, probability=self.probability)
            if self.role in {None, network.node(tie.source).role}
            else tie
            for tie in network.ties
            if tie.channel == self.channel
        )


@attrs.frozen
class Silence:
    """Take away the ties of one channel.

    Attributes:
        channel: The channel.

    Raises:
        TypeError: If *channel* is no text.

    Examples:
        >>> forum = InformationNetwork.from_pairs([("a", "b")], channel="forum")
        >>> Silence("forum").apply(forum).ties
        ()
    """

    channel: str = attrs.field(validator=of_kind(str))

    def apply(self, network: InformationNetwork) -> InformationNetwork:
        """The network after it.

        Raises:
            UnknownNameError: If no tie goes by that channel.
        """
        return network.without(channel=self.channel)


def _tuple(ties: Any) -> Any:  # noqa: ANN401 - what is no collection, the validator refuses
    return tuple(ties) if isinstance(ties, Iterable) else ties


@attrs.frozen
class AddTies:
    """Let nodes tell each other that did not.

    Attributes:
        ties: The ties to add.

    Raises:
        TypeError: If there is anything but ties.

    Examples:
        >>> forum = InformationNetwork.from_pairs([("a", "b")])
        >>> AddTies([Tie("b", "a", "reply")]).apply(forum).hearers("b")
        ('a',)
    """

    ties: tuple[Tie, ...] = attrs.field(
        converter=_tuple, validator=deep_iterable(of_kind(Tie), of_kind(tuple))
    )

    def apply(self, network: InformationNetwork) -> InformationNetwork:
        """The network after it.

        Raises:
            ValueError: If a tie is there already, or ends at an unknown node.
        """
        return network.with_ties(self.ties)


Intervention = Raise | Silence | AddTies
"""A change to a network, as data that can be stored and compared."""
