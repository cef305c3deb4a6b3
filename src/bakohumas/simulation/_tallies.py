from array import array
from collections.abc import Sequence
from typing import Protocol

import attrs

from bakohumas.simulation._plans import Plan


@attrs.frozen
class Tally:
    """What a stretch of runs came to, in integers only.

    Attributes:
        nodes: Nodes reached, by run and within it by group.
        people: People that these nodes stand for, likewise.
        counts: By node, the number of runs that reached it.
    """

    nodes: "array[int]"
    people: "array[int]"
    counts: "array[int]"

    @classmethod
    def merged(cls, tallies: "Sequence[Tally]") -> "Tally":
        """The tally of consecutive stretches, of which there is at least one."""
        nodes, people = array("q"), array("q")
        for tally in tallies:
            nodes += tally.nodes
            people += tally.people
        columns = zip(*(tally.counts for tally in tallies), strict=True)
        return cls(nodes, people, array("q", map(sum, columns)))


class Engine(Protocol):
    """What a back end is: a function that does a stretch of runs."""

    def __call__(
        self, plan: Plan, seeds: tuple[int, ...], *, seed: int, first: int, last: int
    ) -> Tally:
        """Runs *first* to *last* - 1 of the worlds of a seed."""
        ...
