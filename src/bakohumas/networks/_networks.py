from collections.abc import Iterable
from fractions import Fraction

import attrs

from bakohumas.networks import _brokers, _measures, _reach, _wiring


@attrs.frozen
class InformationNetwork(_wiring.InformationNetwork):
    """Who tells whom, and how.

    Nodes stand sorted by code and ties by source, target and channel, so that
    two networks are equal when they say the same, however they were built.

    Attributes:
        nodes: Everybody in the network.
        ties: Every way by which one tells another.

    Raises:
        TypeError: If *nodes* holds anything but nodes, or *ties* anything but ties.
        ValueError: If two nodes share a code, two ties their ends and channel,
            or a tie ends at a node that is not there.

    Examples:
        >>> network = InformationNetwork.from_pairs(
        ...     [("kominfo", "kemenkeu"), ("kominfo", "pupr")], channel="forum")
        >>> network.hearers("kominfo")
        ('kemenkeu', 'pupr')
        >>> network.explain("id")
        '2 hubungan antara 3 simpul (3 unit anggota) melalui 1 saluran: forum.'
    """

    def dead_ends(self) -> tuple[_measures.DeadEnd, ...]:
        """The nodes at which the flow stops, and why: :func:`bakohumas.networks.dead_ends`.

        Examples:
            >>> forum = InformationNetwork.from_pairs([("kominfo", "kemenkeu")])
            >>> [end.id for end in forum.dead_ends()]
            ['kemenkeu']
        """
        return _measures.dead_ends(self)

    def islands(self) -> tuple[tuple[str, ...], ...]:
        """The parts that nothing joins: :func:`bakohumas.networks.islands`."""
        return _measures.islands(self)

    def two_way(self) -> Fraction | None:
        """The share of ties to the public with a way back: :func:`bakohumas.networks.two_way`."""
        return _measures.two_way(self)

    def reach(self, seeds: Iterable[str], *, within: int | None = None) -> _reach.Reach:
        """Whom news can reach, by role: :func:`bakohumas.networks.reach`.

        Raises:
            TypeError: If *seeds* is one text, or *within* no whole number.
            UnknownNameError: If the network has no such node.
            ValueError: If *within* is negative.
        """
        return _reach.reach(self, seeds, within=within)

    def brokers(self) -> tuple[_brokers.Broker, ...]:
        """What stands between others, most of all first: :func:`bakohumas.networks.brokers`."""
        return _brokers.brokers(self)
