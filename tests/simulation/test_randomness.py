"""A battery of chi-squared tests on the tosses of the worlds, which are the same each time."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import comb, sqrt

import pytest

from bakohumas.simulation import IndependentCascade, Plan, simulate
from bakohumas.simulation._worlds import (  # noqa: PLC2701 - the definition is under test
    G1,
    G2,
    G3,
    G4,
    G5,
    MASK,
    mix64,
    run_key,
)

BITS = 8
"""Tosses that are looked at together: 256 patterns."""


def edge(u: int, v: int, *, run: int = 0, seed: int = 1, channel: int = 0, aspect: int = 0) -> int:
    """The toss of an edge, in 31 bits."""
    key = run_key(seed, run)
    key = mix64((key + aspect * G4) & MASK) if aspect else key
    base = mix64((key + u * G2) & MASK)
    return mix64((base + v * G1 + channel * G3) & MASK) >> 33


def node(u: int, *, run: int = 0, k: int = 0, aspect: int = 4) -> int:
    """The toss of a node, in 31 bits."""
    key = mix64((run_key(1, run) + aspect * G4) & MASK)
    return mix64((key + u * G2 + k * G5) & MASK) >> 33


def z_of(counts: Counter[int], chances: list[float]) -> float:
    """How far chi-squared is from what it is on average, in its standard deviations."""
    total, degrees = counts.total(), len(chances) - 1
    chi = sum((counts[i] - total * p) ** 2 / (total * p) for i, p in enumerate(chances))
    return (chi - degrees) / sqrt(2 * degrees)


def alike(values: Iterable[int], n: int = 2**BITS) -> float:
    """The same for values that should be met equally often."""
    return z_of(Counter(values), [1 / n] * n)


def pattern(tosses: Iterable[int]) -> int:
    """The coins of several tosses, heads or tails, as the bits of a number."""
    return sum((toss >> 30) << bit for bit, toss in enumerate(tosses))


PLACES = [(u, v) for u in range(100) for v in range(200, 500)]


@pytest.mark.parametrize("bits", [0, 12, 23])
def test_every_part_of_a_toss_is_even(bits: int) -> None:
    """Its lowest, its middle and its highest eight bits: as often each value as any other."""
    assert abs(alike(edge(u, v) >> bits & 255 for u, v in PLACES)) < 4
    assert abs(alike(node(u, run=run) >> bits & 255 for u in range(300) for run in range(100))) < 4


NEIGHBOURS: dict[str, Callable[[int, int, int], int]] = {
    "runs": lambda u, v, i: edge(u, v, run=BITS * u + i),
    "targets": lambda u, v, i: edge(u, BITS * v + i),
    "sources": lambda u, v, i: edge(BITS * u + i, v),
    "channels": lambda u, v, i: edge(u, v, channel=i),
    "seeds": lambda u, v, i: edge(u, v, seed=2**63 + i),
    "aspects": lambda u, v, i: edge(u, v, aspect=i),
    "a chain": lambda u, v, i: edge(u + v + i, u + v + i + 1, run=u),
    "both ways": lambda u, v, i: edge(v, u + i // 2) if i % 2 else edge(u + i // 2, v),
    "nodes": lambda u, v, i: node(BITS * v + i, run=u),
    "hours": lambda u, v, i: node(u, run=v, k=i, aspect=3),
}


@pytest.mark.parametrize("what", NEIGHBOURS)
def test_coins_that_stand_together_are_unrelated(what: str) -> None:
    """Of eight neighbours, every pattern of live and not is met as often as any other."""
    toss = NEIGHBOURS[what]

    assert abs(alike(pattern(toss(u, v, i) for i in range(BITS)) for u, v in PLACES)) < 4


@pytest.mark.parametrize("chance", [0.2, 0.5, 0.8])
def test_the_runs_of_a_star_are_binomial(chance: float) -> None:
    """Whole reaches, too, are met as often as they should: from the engine, run by run."""
    star = Plan.from_arrays(6, [0] * 5, range(1, 6), [chance] * 5)
    sizes = simulate(star, IndependentCascade(), seeds=[0], runs=20_000, seed=11).sizes
    binomial = [comb(5, k) * chance**k * (1 - chance) ** (5 - k) for k in range(6)]

    assert abs(z_of(Counter(size - 1 for size in sizes), binomial)) < 4
