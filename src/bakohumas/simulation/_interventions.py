from collections.abc import Iterable

import attrs
from attrs.validators import ge, le

from bakohumas.networks import InformationNetwork, Role, Tie


@attrs.frozen
class Raise:
    """Give the ties of one channel another probability.

    Attributes:
        channel: The channel.
        probability: What its ties' probability becomes, in [0, 1]; lower than
            it was, too.
        role: Only the ties over which nodes of this role tell; all by default.
    """

    channel: str
    probability: float = attrs.field(validator=[ge(0), le(1)])
    role: Role | None = None

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
    """

    channel: str

    def apply(self, network: InformationNetwork) -> InformationNetwork:
        """The network after it.

        Raises:
            UnknownNameError: If no tie goes by that channel.
        """
        return network.without(channel=self.channel)


def _tuple(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    return tuple(ties)


@attrs.frozen
class AddTies:
    """Let nodes tell each other that did not.

    Attributes:
        ties: The ties to add.
    """

    ties: tuple[Tie, ...] = attrs.field(converter=_tuple)

    def apply(self, network: InformationNetwork) -> InformationNetwork:
        """The network after it.

        Raises:
            ValueError: If a tie is there already, or ends at an unknown node.
        """
        return network.with_ties(self.ties)


Intervention = Raise | Silence | AddTies
"""A change to a network, as data that can be stored and compared."""
