from math import sqrt

import pytest

from bakohumas.simulation import IndependentCascade, Plan, simulate
from bakohumas.simulation._worlds import (  # noqa: PLC2701 - the definition is under test
    G1,
    G2,
    G3,
    MASK,
    mix64,
    run_key,
    threshold,
)


def coin(run: int, u: int, v: int, *, seed: int = 1, channel: int = 0) -> bool:
    """Whether an edge of probability 0.08 is live, as the worlds define it."""
    base = mix64((run_key(seed, run) + u * G2) & MASK)
    return mix64((base + v * G1 + channel * G3) & MASK) >> 33 < threshold(0.08)


def correlation(left: list[bool], right: list[bool]) -> float:
    """Pearson's, in units of its standard error under independence."""
    n, mean = len(left), 0.08
    both = sum((a - mean) * (b - mean) for a, b in zip(left, right, strict=True))
    return both / (n * mean * (1 - mean)) * sqrt(n)


def test_the_finaliser_is_splitmix64s() -> None:
    """The first numbers of SplitMix64 from seed 1234567 are those of its reference."""
    state = [(1234567 + step * G1) & MASK for step in (1, 2, 3)]

    assert [mix64(x) for x in state] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]


def test_never_and_always_are_exact() -> None:
    """31 bits hold 0 and 1, and keep every other chance within its rounding."""
    assert (threshold(0), threshold(1)) == (0, 2**31)
    assert threshold(0.1) == round(0.1 * 2**31)


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_what_is_no_chance_is_refused(probability: float) -> None:
    """A probability outside [0, 1] makes no world."""
    with pytest.raises(ValueError, match=r"must lie in \[0, 1\]"):
        threshold(probability)


def test_the_worlds_look_random() -> None:
    """Frequency is right, and neighbours in node, run, seed and channel are unrelated (z < 4)."""
    places = [(run, u, v) for run in range(60) for u in range(20) for v in range(20)]
    coins = [coin(*place) for place in places]
    neighbours = {
        "run": [coin(run + 1, u, v) for run, u, v in places],
        "source": [coin(run, u + 1, v) for run, u, v in places],
        "target": [coin(run, u, v + 1) for run, u, v in places],
        "reverse": [coin(run, v, u) for run, u, v in places if u != v],
        "seed": [coin(*place, seed=2) for place in places],
        "channel": [coin(*place, channel=1) for place in places],
    }
    unlike = [live for live, (_, u, v) in zip(coins, places, strict=True) if u != v]
    z = {
        name: correlation(unlike if name == "reverse" else coins, others)
        for name, others in neighbours.items()
    }
    frequency = (sum(coins) / len(coins) - 0.08) / (0.08 * 0.92 / len(coins)) ** 0.5

    assert abs(frequency) < 4
    assert {name: value for name, value in z.items() if abs(value) >= 4} == {}


def test_a_path_has_its_closed_form() -> None:
    """Along a path of chance p the mean reach is 1 + p + p² + p³ (z < 4)."""
    path = Plan.from_arrays(4, [0, 1, 2], [1, 2, 3], [0.7] * 3)
    news = simulate(path, IndependentCascade(), seeds=[0], runs=20_000, seed=5)

    assert abs(news.mean - (1 + 0.7 + 0.7**2 + 0.7**3)) < 4 * news.standard_error


def test_a_star_has_its_closed_form() -> None:
    """From the hub of a star the reach is 1 + binomial: its mean and its variance (z < 4)."""
    n, p, runs = 40, 0.3, 5_000
    star = Plan.from_arrays(n + 1, [0] * n, range(1, n + 1), [p] * n)
    news = simulate(star, IndependentCascade(), seeds=[0], runs=runs, seed=6)
    variance = news.standard_error**2 * runs

    assert abs(news.mean - 1 - n * p) < 4 * news.standard_error
    assert abs(variance / (n * p * (1 - p)) - 1) < 4 * (2 / runs) ** 0.5
