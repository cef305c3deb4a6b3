import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import attrs

from bakohumas.simulation._jobs import Job


def zeros(n: int, code: str = "q") -> "array[int]":
    """So many integers, all 0."""
    return array(code, [0]) * n


MOST_OF_CURVES: Final = 2**27
"""Integers of the curves of all runs together, which take a gibibyte."""


def check_curve(runs: int, width: int, cells: int) -> None:
    """Insist that curves take no more memory than a usual machine has to spare.

    Raises:
        ValueError: If they do.
    """
    if runs * width * cells > MOST_OF_CURVES:
        msg = (
            f"a curve of {width} hours, {cells} groups and {runs} runs is too large: it has over "
            f"{MOST_OF_CURVES} numbers; record no area or tier, set a deadline, or run it in parts"
        )
        raise ValueError(msg)


@attrs.frozen
class Tally:
    """What a stretch of runs came to, in integers only.

    Attributes:
        nodes: Nodes reached, by run and within it by cell.
        people: People that these nodes stand for, likewise.
        counts: By node, the number of runs that reached it; empty if not asked for.
        hours: By node, the hours of its first hearing summed over these runs, or empty.
        curve: Nodes first reached, by run, hour and cell, or empty.
        width: How many hours the curve has.
        more: By name, whatever else a model counts, so many integers a run.
    """

    nodes: "array[int]"
    people: "array[int]"
    counts: "array[int]"
    hours: "array[int]"
    curve: "array[int]"
    width: int = 0
    more: Mapping[str, "array[int]"] = attrs.field(factory=dict)

    @classmethod
    def room(cls, job: Job, runs: int, width: int) -> "Tally":
        """A tally of nothing, for so many runs and hours."""
        n, cells = len(job.plan), len(job.cells)
        check_curve(runs, width, cells)
        return cls(
            zeros(runs * cells),
            zeros(runs * cells),
            zeros(n * ("counts" in job.record)),
            zeros(n * ("arrival" in job.record)),
            zeros(runs * width * cells),
            width,
            {name: zeros(runs * each) for name, each in job.more.items()},
        )

    def widened(self, width: int, cells: int) -> "Tally":
        """The same with a curve of more hours, or fewer where nothing happens in them."""
        if width == self.width:
            return self
        row, more = self.width * cells, zeros(max(0, width - self.width) * cells)
        curve = array("q")
        for at in range(0, len(self.curve), row):
            curve += self.curve[at : at + min(width, self.width) * cells] + more
        return attrs.evolve(self, curve=curve, width=width)

    @classmethod
    def merged(cls, tallies: "Sequence[Tally]", cells: int) -> "Tally":
        """The tally of consecutive stretches, of which there is at least one."""
        if len(tallies) == 1:
            return tallies[0]
        width = max(tally.width for tally in tallies)
        check_curve(sum(len(tally.nodes) for tally in tallies) // cells, width, cells)
        tallies = [tally.widened(width, cells) for tally in tallies]
        return cls(
            _joined([tally.nodes for tally in tallies]),
            _joined([tally.people for tally in tallies]),
            _added([tally.counts for tally in tallies]),
            _added([tally.hours for tally in tallies]),
            _joined([tally.curve for tally in tallies]),
            width,
            {name: _joined([tally.more[name] for tally in tallies]) for name in tallies[0].more},
        )


def _joined(columns: "list[array[int]]") -> "array[int]":
    whole = array("q")
    for column in columns:
        whole += column
    return whole


def _added(columns: "list[array[int]]") -> "array[int]":
    numpy = sys.modules.get("bakohumas.simulation._numpy")
    if numpy is not None:
        quick: array[int] = numpy.added(columns)
        return quick
    return array("q", map(sum, zip(*columns, strict=True)))


class Engine(Protocol):
    """What a back end is: a function that does a stretch of runs."""

    def __call__(self, job: Job, *, first: int, last: int) -> Tally:
        """Runs *first* to *last* - 1 of the worlds of a seed."""
        ...
