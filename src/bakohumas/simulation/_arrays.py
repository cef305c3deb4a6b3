"""Plans from NumPy's arrays, and what the compiled kernels are handed of them."""

from array import array
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bakohumas.simulation._columns import LIMIT, LONGEST, Columns, listed
from bakohumas.simulation._kernels import WIDE

_BLOCK = 2**20
"""Edges looked at in one go, so that what is worked out about them takes little room."""

Array = NDArray[Any]


def columns(n: int, given: dict[str, Any]) -> Columns:
    """As :func:`bakohumas.simulation._columns.columns`, of one-dimensional arrays.

    What is wrong with an edge, the slow way says: it is handed that edge alone.
    """
    there = {name: column for name, column in given.items() if column is not None}
    m = len(given["probability"])
    if {len(column) for column in there.values()} != {m}:
        return listed(n, given)
    for piece in _pieces(m):
        wrong = np.flatnonzero(_wrong(n, {name: col[piece] for name, col in there.items()}))
        if len(wrong):
            _refuse(n, given, [piece.start + int(wrong[0])])
    ends = [given["source"], given["target"]] + (
        [] if given["channel"] is None else [given["channel"]]
    )
    order: Any = slice(None)
    if not _increasing(ends):
        order = _order(n, ends)
        again = np.flatnonzero(_same(ends, order))
        if len(again):
            _refuse(n, given, [int(order[again[0]]), int(order[again[0] + 1])])
    start = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(given["source"], minlength=n), out=start[1:])
    return Columns(
        _plain("q", start),
        _plain("i", given["target"][order]),
        _limits(given["probability"], order),
        array("i") if given["channel"] is None else _plain("i", given["channel"][order]),
        array("i") if given["delay"] is None else _plain("i", given["delay"][order]),
        array("I") if given["keep"] is None else _limits(given["keep"], order),
        array("I") if given["credibility"] is None else _limits(given["credibility"], order),
    )


def _pieces(m: int) -> Iterator[slice]:
    return (slice(at, min(at + _BLOCK, m)) for at in range(0, m, _BLOCK))


def _refuse(n: int, given: dict[str, Any], edges: list[int]) -> None:
    some = {name: None if col is None else col[edges].tolist() for name, col in given.items()}
    listed(n, some)


def _wrong(n: int, edges: dict[str, Array]) -> Array:
    source, target = edges["source"], edges["target"]
    wrong: Array = (source < 0) | (source >= n) | (target < 0) | (target >= n) | (source == target)
    for name, top in (("channel", LIMIT - 1), ("delay", LONGEST)):
        if name in edges:
            wrong |= (edges[name] < 0) | (edges[name] > top)
    for name in ("probability", "keep", "credibility"):
        if name in edges:
            wrong |= ~((edges[name] >= 0) & (edges[name] <= 1))
    return wrong


def _increasing(ends: list[Array]) -> bool:
    for piece in _pieces(len(ends[0]) - 1):
        before, after = piece, slice(piece.start + 1, piece.stop + 1)
        more = np.zeros(piece.stop - piece.start, np.bool_)
        for column in reversed(ends):
            more &= column[after] == column[before]
            more |= column[after] > column[before]
        if not more.all():
            return False
    return True


def _order(n: int, ends: list[Array]) -> Array:
    source, target, *channel = ends
    if not channel and n < LIMIT:
        key = source.astype(np.int64)
        key *= n
        key += target.astype(np.int32, copy=False)
        return np.argsort(key)
    return np.lexsort(ends[::-1])


def _same(ends: list[Array], order: Array) -> Array:
    same = np.ones(len(order) - 1, np.bool_)
    for column in ends:
        there = column[order]
        same &= there[1:] == there[:-1]
    return same


def _limits(chances: Array, order: Any) -> "array[int]":  # noqa: ANN401 - a slice or an array
    limits = np.empty(len(chances), np.uint32)
    for piece in _pieces(len(chances)):
        some = chances[piece].astype(np.float64)
        some *= 2.0**31
        limits[piece] = np.rint(some)
    return _plain("I", limits if isinstance(order, slice) else limits[order])


def _plain(code: str, values: Array) -> "array[int]":
    plain: array[int] = array(code)
    kind = np.dtype(code)
    for piece in _pieces(len(values)):
        plain.frombytes(np.ascontiguousarray(values[piece], kind).data.cast("B"))
    return plain


def packed(target: "array[int]", limits: "array[int]", channel: "array[int]") -> Array:
    """Target and probability of each edge in one word; empty where one probability does."""
    chances = np.asarray(limits)
    if not len(chances) or (chances.min() == chances.max() and not channel):
        return np.empty(0, np.uint64)
    m = len(chances)
    both = np.zeros((max(m, WIDE), 2), np.uint32)  # no fewer than kernels look at
    low = 0 if np.little_endian else 1
    both[:m, low] = target
    both[:m, 1 - low] = chances
    return both.reshape(-1).view(np.uint64)
