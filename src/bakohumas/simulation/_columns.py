"""Columns of edges, as callers hand them over, in the order and form in which they are run."""

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import accumulate, pairwise, repeat
from typing import Any

import attrs

from bakohumas.errors import expect, plain
from bakohumas.simulation._numbers import MOST
from bakohumas.simulation._worlds import threshold

LIMIT = MOST + 1
"""Nodes, channels and hours are below it."""


@attrs.frozen(eq=False)
class Columns:
    """The edges of a plan, by source, target and channel.

    Attributes:
        start: Where the edges of each node start, and where the last ones end.
        target: The node that each edge leads to.
        threshold: The probability of each edge, in 31 bits.
        channel: The number of each edge's channel; empty where none is said.
        delay: The hours that each edge takes; empty where each takes one step.
        keep: The chance of a key point to survive each edge, in 31 bits, or empty.
        credibility: The chance that a telling is believed, in 31 bits, or empty.
    """

    start: "array[int]"
    target: "array[int]"
    threshold: "array[int]"
    channel: "array[int]"
    delay: "array[int]"
    keep: "array[int]"
    credibility: "array[int]"


CHANCES = ("probability", "keep", "credibility")
WHOLE = ("source", "target", "channel", "delay")
_ABSENT = ("channel", "delay", "keep", "credibility")


def columns(n: int, given: dict[str, Any]) -> Columns:
    """The columns of a plan of *n* nodes.

    Args:
        n: How many nodes.
        given: Source, target, channel, delay, probability, keep and credibility by
            name; all but source, target and probability may be ``None``.

    Raises:
        TypeError: If a column holds anything but numbers, or whole ones where it must.
        ValueError: If they differ in length, or an edge is none.
    """
    if _of_numpy(given):
        quick: Columns = import_module("bakohumas.simulation._arrays").columns(n, given)
        return quick
    return listed(n, given)


def _of_numpy(given: dict[str, Any]) -> bool:
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return False
    there = {name: column for name, column in given.items() if column is not None}
    return all(
        isinstance(column, numpy.ndarray)
        and column.ndim == 1
        and column.dtype.kind in ("f" if name in CHANCES else "iu")
        for name, column in there.items()
    )


def listed(n: int, given: dict[str, Any]) -> Columns:
    """As :func:`columns`, in plain Python."""
    expect(given["probability"], Iterable, what="probability")
    limits = [threshold(p) for p in given["probability"]]
    plain: dict[str, Sequence[int]] = {"probability": limits}
    for name in ("source", "target", "channel", "delay", "keep", "credibility"):
        column = given[name]
        if name in _ABSENT and column is None:
            plain[name] = [0] * len(limits)
        elif name in CHANCES:
            expect(column, Iterable, what=name)
            plain[name] = [threshold(chance) for chance in column]
        else:
            plain[name] = _whole(name, column)
    if {len(column) for column in plain.values()} != {len(limits)}:
        named = ["source", "target", "probability"]
        named += [name for name in _ABSENT if name == "channel" or given[name] is not None]
        msg = f"{', '.join(named[:-1])} and {named[-1]} must be equally long"
        raise ValueError(msg)
    rest = ("target", "channel", "probability", "delay", "keep", "credibility")
    edges = sorted(zip(plain["source"], *(plain[name] for name in rest), strict=True))
    if problem := _problem(n, edges):
        raise ValueError(problem)
    degree = Counter(edge[0] for edge in edges)
    _, target, channel, limit, delay, keep, credibility = (
        zip(*edges, strict=True) if edges else [()] * 7
    )
    return Columns(
        array("q", accumulate((degree[u] for u in range(n)), initial=0)),
        array("i", target),
        array("I", limit),
        array("i", () if given["channel"] is None else channel),
        array("i", () if given["delay"] is None else delay),
        array("I", () if given["keep"] is None else keep),
        array("I", () if given["credibility"] is None else credibility),
    )


def _problem(n: int, edges: list[tuple[int, ...]]) -> str:
    for u, v, c, _, hours, *_ in edges:
        if not (0 <= u < n and 0 <= v < n and 0 <= c < LIMIT):
            return f"edge {u} -> {v} by channel {c} does not fit {n} nodes and channels from 0 on"
        if u == v:
            return f"edge {u} -> {v} leads back to its own node: an edge joins two"
        if not 0 <= hours <= LONGEST:
            return f"edge {u} -> {v} takes {hours} hours: a delay is 0 to {LONGEST} hours"
    for one, other in pairwise(edges):
        if one[:3] == other[:3]:
            u, v, c = one[:3]
            return f"two edges go from {u} to {v} by channel {c}: give them different channels"
    return ""


LONGEST = 24 * 366
"""Hours that one telling may take: a year."""


def _whole(name: str, column: Iterable[int]) -> list[int]:
    expect(column, Iterable, what=name)
    values = list(map(plain, column))
    for value in values:
        if type(value) is not int:
            msg = f"{name} must hold whole numbers, got {value!r}"
            raise TypeError(msg)
    return values


def one_each(n: int) -> tuple["array[int]", "array[int]"]:
    """One group for *n* nodes, each of which stands for one person."""
    return array("i", repeat(0, n)), array("q", repeat(1, n))
