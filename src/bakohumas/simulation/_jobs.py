from array import array
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import Final

import attrs

from bakohumas.languages import listed
from bakohumas.simulation._models import LinearThreshold, Model
from bakohumas.simulation._plans import EVERYBODY, Plan, several

RECORDS: Final = ("counts", "curve", "arrival", "tier", "area")
"""What may be recorded besides the nodes and people that each run reaches, by role."""


_WORD = 64
"""Bits of a word, of which each stands for a channel."""


@attrs.frozen(eq=False)
class Job:
    """What every run of a simulation shares; it travels to wherever the runs are done.

    Attributes:
        plan: Who tells whom.
        model: How the news moves.
        seeds: Numbers of the nodes that know it at first, in order.
        seed: Which worlds.
        record: What is recorded.
        cells: Role, tier and area of whoever is counted together; a tier or an area
            that is not recorded is empty.
        cell: The number of each node's cell; empty where every node counts as one.
        second: Numbers of the nodes that know what follows the news.
        desks: Numbers of the nodes to which comments go.
        up: The edges over which they travel, by the node that they lead to: where those
            of each node start, the node that each comes from, and its number.
    """

    plan: Plan
    model: Model
    seeds: tuple[int, ...]
    seed: int
    record: frozenset[str]
    cells: tuple[tuple[str, str, str], ...]
    cell: "array[int]" = attrs.field(repr=False)
    second: tuple[int, ...] = ()
    desks: tuple[int, ...] = ()
    up: "tuple[array[int], ...]" = attrs.field(
        factory=lambda: tuple(array(code) for code in "qii"), repr=False
    )

    @classmethod
    def of(
        cls, plan: Plan, model: Model, seeds: tuple[int, ...], seed: int, record: Iterable[str]
    ) -> "Job":
        """The job, with its cells worked out.

        Raises:
            ValueError: If something else is to be recorded, or the model counts channels
                and there are more of them than bits in a word.
        """
        asked = frozenset(several(record, "record"))
        if unknown := sorted(map(str, asked - set(RECORDS))):
            msg = f"record takes {listed(RECORDS)}, got {listed(unknown)}"
            raise ValueError(msg)
        many = isinstance(model, LinearThreshold) and model.channels > 1
        if many and max(plan.apart, default=0) >= _WORD:
            msg = f"channels of a threshold are counted among {_WORD}: this plan has more"
            raise ValueError(msg)
        cells, cell = _cells(plan, asked)
        second, desks, up = _sides(plan, model, seeds)
        return cls(plan, model, seeds, seed, asked, cells, cell, second, desks, up)

    @property
    def recorded(self) -> tuple[str, ...]:
        """What is recorded, in the usual order."""
        return tuple(name for name in RECORDS if name in self.record)

    @property
    def hours(self) -> "tuple[array[int], int]":
        """Hours of each edge, if they differ, and hours of every edge otherwise."""
        each = self.model.delay
        return (self.plan.delay, 1) if each is None else (array("i"), each)

    @cached_property
    def span(self) -> int:
        """Hours that a calendar has room for at a time: one more than the slowest telling."""
        delay, each = self.hours
        return 1 + max(1, each, max(delay, default=0))

    @cached_property
    def teller(self) -> "array[int]":
        """By edge, the first of those with the same ends, for whoever counts tellers."""
        first, start, target = (
            array("i", range(len(self.plan.target))),
            self.plan.start,
            self.plan.target,
        )
        for u in range(len(self.plan)):
            for e in range(start[u] + 1, start[u + 1]):
                if target[e] == target[e - 1]:
                    first[e] = first[e - 1]
        return first

    @property
    def kernel(self) -> str:
        """The kernel that does it: none that tells the time where nobody asks for it."""
        delay, each = self.hours
        asked = self.record & {"curve", "arrival"}
        return self.model.kernel(timed=bool(delay) or each != 1, asked=bool(asked))

    @property
    def more(self) -> dict[str, int]:
        """What else the model counts, and how many integers of it a run."""
        return self.model.counted


def _cells(
    plan: Plan, asked: frozenset[str]
) -> "tuple[tuple[tuple[str, str, str], ...], array[int]]":
    if plan.groups == (EVERYBODY,):
        return ((EVERYBODY, "", ""),), array("i")
    none = ("",) * len(plan)
    roles = [plan.groups[group] for group in plan.group]
    tier = (plan.tier or none) if "tier" in asked else none
    area = (plan.area or none) if "area" in asked else none
    labels = list(zip(roles, tier, area, strict=True))
    cells = sorted(set(labels), key=lambda cell: (plan.groups.index(cell[0]), *cell[1:]))
    number = {cell: i for i, cell in enumerate(cells)}
    return tuple(cells), array("i", [number[label] for label in labels])


def _sides(
    plan: Plan, model: Model, seeds: tuple[int, ...]
) -> "tuple[tuple[int, ...], tuple[int, ...], tuple[array[int], ...]]":
    """What follows the news and what comes back, as numbers."""
    second: tuple[int, ...] = ()
    desks: tuple[int, ...] = ()
    up = tuple(array(code) for code in "qii")
    if model.followed_by is not None:
        second = _numbers(plan, model.followed_by.seeds) or seeds
    if model.feedback is not None:
        desks = _numbers(plan, model.feedback.desks) or seeds
        up = _upwards(plan, {plan.channel_number(name) for name in model.feedback.channels})
    return second, desks, up


def _numbers(plan: Plan, nodes: tuple[str | int, ...]) -> tuple[int, ...]:
    return tuple(sorted({plan.number(node) for node in nodes}))


def _upwards(plan: Plan, channels: set[int]) -> "tuple[array[int], ...]":
    ends: list[list[tuple[int, int]]] = [[] for _ in range(len(plan))]
    for u in range(len(plan)):
        for e in range(plan.start[u], plan.start[u + 1]):
            if plan.channel[e] in channels:
                ends[plan.target[e]].append((u, e))
    every = [end for some in ends for end in some]
    start = array("q", accumulate(map(len, ends), initial=0))
    return start, array("i", [u for u, _ in every]), array("i", [e for _, e in every])
