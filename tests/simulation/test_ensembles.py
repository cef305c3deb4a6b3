import math
import pickle
import statistics
from fractions import Fraction
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie, information_gap
from bakohumas.simulation import (
    UNCALIBRATED,
    Estimate,
    IndependentCascade,
    Plan,
    compare,
    compile_plan,
    simulate,
)

NETWORK = InformationNetwork(
    [
        Node("humas"),
        Node("admin", Role.ADMIN, size=0),
        Node("banten", Role.PUBLIC, size=12_000),
        Node("papua", Role.PUBLIC, size=4_000),
    ],
    [Tie("humas", "banten", "site"), Tie("humas", "papua", "site", 0.5)],
)
NEWS = simulate(compile_plan(NETWORK), IndependentCascade(), seeds=["humas"], runs=400, seed=42)


@given(st.lists(st.integers(-1000, 10**12), min_size=2, max_size=30), st.integers(1, 10**9))
def test_estimates_are_the_textbooks(values: list[int], whole: int) -> None:
    """Mean and standard error are the textbook's, and the interval is 1.96 of them each way."""
    found = Estimate.of(values, whole=whole)
    error = statistics.stdev(values) / len(values) ** 0.5 / whole

    assert found.mean == pytest.approx(statistics.mean(values) / whole)
    assert found.standard_error == pytest.approx(error)
    assert found.low == found.mean - 1.959963984540054 * found.standard_error
    assert found.high == found.mean + 1.959963984540054 * found.standard_error


def test_one_run_proves_nothing() -> None:
    """A single run has a mean, and an error that is not a number."""
    assert Estimate.of([3]).mean == 3
    assert math.isnan(Estimate.of([3]).standard_error)


def test_shares_count_people() -> None:
    """A role's share is of the people that its nodes stand for, whom nobody may stand for."""
    papua = NEWS.probability("papua")

    assert NEWS.probability("banten") == 1
    assert NEWS.share(Role.PUBLIC).mean == pytest.approx((12_000 + 4_000 * papua) / 16_000)
    assert NEWS.share("admin") == Estimate(0.0, 0.0)
    assert NEWS.mean == pytest.approx(2 + papua)
    assert NEWS.standard_error == Estimate.of(NEWS.sizes).standard_error
    assert (NEWS.members, NEWS.population) == ((1, 1, 2), (1, 0, 16_000))


def test_rows_are_tidy() -> None:
    """There is one row a role, in the order of the flow, of plain numbers."""
    rows = NEWS.rows()
    share = NEWS.share("public")

    assert [row["role"] for row in rows] == ["member", "admin", "public"]
    assert rows[2] == {
        "role": "public",
        "nodes": 2,
        "mean": 1 + NEWS.probability("papua"),
        "share": share.mean,
        "standard_error": share.standard_error,
        "low": share.low,
        "high": share.high,
    }


def test_an_ensemble_tells_where_it_comes_from() -> None:
    """Provenance holds all that is needed to make it again, and it travels."""
    assert attrs.asdict(NEWS.provenance) == {
        "model": "IndependentCascade()",
        "plan": compile_plan(NETWORK).digest,
        "seeds": ("humas",),
        "seed": 42,
        "runs": 400,
        "record": ("counts",),
        "format": 1,
        "calibration": UNCALIBRATED[0],
        "calibration_id": UNCALIBRATED[1],
    }
    assert pickle.loads(pickle.dumps(NEWS)) == NEWS


def test_an_ensemble_explains_itself() -> None:
    """In both languages: the start, the reach of each role, and that nothing is calibrated."""
    english, indonesian = NEWS.explain().splitlines(), NEWS.explain("id").splitlines()

    assert english[0] == "The news starts at humas; means of 400 runs of seed 42."
    assert english[1] == "member unit: 100.0 % of 1 people (95 %: 100.0 % to 100.0 %)"
    assert english[3].startswith("public: 8")
    assert english[-1] == UNCALIBRATED[0]
    assert indonesian[1] == "unit anggota: 100,0 % dari 1 orang (95 %: 100,0 % sampai 100,0 %)"
    assert indonesian[-1] == UNCALIBRATED[1]


@given(st.lists(st.integers(0, 50), min_size=1), st.integers(50, 60))
def test_the_interval_of_a_share_is_one_of_shares(values: list[int], whole: int) -> None:
    """It has the same mean and error as any estimate, and no end below 0 or above 1."""
    share, found = Estimate.of(values, whole=whole, share=True), Estimate.of(values, whole=whole)

    assert (share.mean, repr(share)) == (found.mean, repr(found))
    if len(values) > 1:
        assert share.low == max(0, found.low) <= share.mean <= share.high == min(1, found.high)
    else:
        assert math.isnan(share.low)
        assert math.isnan(share.high)


def test_no_share_is_below_0_or_above_1() -> None:
    """Nor any end of an interval, of what is rare and of what is nearly sure."""
    for chance, end in ((0.02, "low"), (0.98, "high")):
        plan = compile_plan(
            InformationNetwork([Node("a"), Node("b", Role.PUBLIC)], [Tie("a", "b", "tv", chance)])
        )
        news = simulate(plan, IndependentCascade(), seeds=["a"], runs=100, seed=4)
        assert 0 < news.share("public").mean < 1
        assert {news.rows()[1][end], getattr(news.by("role")["public"], end)} == {chance > 0.5}


def test_one_run_has_no_interval() -> None:
    """What nobody can know of one run is left out, in an ensemble and in a comparison."""
    one: dict[str, Any] = {"seeds": ["humas"], "runs": 1, "seed": 42}
    news = simulate(compile_plan(NETWORK), IndependentCascade(), **one)
    study = compare(NETWORK, IndependentCascade(), {"a": [], "b": []}, **one)

    assert news.explain().splitlines()[:2] == [
        "The news starts at humas; means of 1 run of seed 42.",
        "member unit: 100.0 % of 1 people",
    ]
    assert study.explain("id").splitlines()[0] == "b terhadap a, unit anggota: +0,0 poin"


@given(st.integers(1, 200), st.integers(0, 100))
def test_a_quantile_is_the_least_that_enough_runs_do_not_exceed(runs: int, hundredths: int) -> None:
    """By its definition in whole numbers, for every share of so many hundredths."""
    leaves = 40
    star = Plan.from_arrays(leaves + 1, [0] * leaves, range(1, leaves + 1), [0.5] * leaves)
    news = simulate(star, IndependentCascade(), seeds=[0], runs=runs, seed=1)
    expected = min(
        size
        for size in news.sizes
        if 100 * sum(each <= size for each in news.sizes) >= hundredths * runs
    )

    assert news.quantile(hundredths / 100) == expected
    assert news.quantile(Fraction(hundredths, 100)) == expected


def test_bands_are_exact() -> None:
    """Of 1,000 runs the middle 95 % begins with the 25th, and ends with the 975th."""
    star = Plan.from_arrays(201, [0] * 200, range(1, 201), [0.5] * 200)
    news = simulate(star, IndependentCascade(), seeds=[0], runs=1000, seed=1, record=["curve"])
    last, sizes = news.curve()[-1], sorted(news.sizes)

    assert (last["low"], last["high"]) == (sizes[24], sizes[974])
    with pytest.raises(ValueError, match="must lie in"):
        news.curve(band=1.5)


@given(st.integers(0, 2**64 - 1), st.integers(0, 100))
def test_hours_of_a_simulation_are_an_information_gap(seed: int, late: int) -> None:
    """A node that no run reaches never hears, or in each run at an hour that is said."""
    network = InformationNetwork(
        map(Node, "abcd"), [Tie("a", "b", "", 1, 6), Tie("b", "c", "", 0.5, 6)]
    )
    news = simulate(
        compile_plan(network), IndependentCascade(), seeds=["a"], runs=8, seed=seed,
        record=["counts", "arrival"],
    )  # fmt: skip
    hours, capped = news.first_arrivals(), news.first_arrivals(otherwise=late)
    gap = information_gap(hours)
    reached = news.counts[2]

    assert [hours[code] for code in ("a", "b", "d")] == [0, 6, None]
    assert capped["d"] == late
    assert hours["c"] == (12 if reached else None)
    assert capped["c"] == Fraction(12 * reached + late * (8 - reached), 8)
    assert gap.unheard == sum(not count for count in news.counts)
    assert information_gap(capped).unheard == 0
    for code, hour in hours.items():
        assert hour == (news.first_arrival(code) if news.probability(code) else None)


def test_what_an_information_gap_needs_is_recorded() -> None:
    """Both records; and the hour that counts otherwise is a whole one."""
    asked: dict[str, Any] = {"seeds": ["humas"], "runs": 3, "seed": 1}
    for record, missing in ((["counts"], "arrival"), (["arrival"], "counts")):
        some = simulate(compile_plan(NETWORK), IndependentCascade(), record=record, **asked)
        with pytest.raises(ValueError, match=f"{missing} was not recorded"):
            some.first_arrivals()
    both = simulate(
        compile_plan(NETWORK), IndependentCascade(), record=["counts", "arrival"], **asked
    )
    with pytest.raises(TypeError, match="otherwise must be an int"):
        both.first_arrivals(otherwise=cast("int", 1.5))
    with pytest.raises(ValueError, match="otherwise must lie in 0"):
        both.first_arrivals(otherwise=-1)


def test_plain_numbers_have_names_too() -> None:
    """A plan from arrays has one group, of all, and its nodes go by their numbers."""
    plan = Plan.from_arrays(2, [0], [1], [1.0])
    news = simulate(plan, IndependentCascade(), seeds=[0], runs=2, seed=1)

    assert news.explain("id").splitlines()[1].startswith("semua: 100,0 % dari 2 orang")
    assert news.provenance.seeds == ("0",)
    assert news.probability(1) == 1


def test_unknown_names_are_refused() -> None:
    """A role that nobody plays and a node that is not there are named."""
    with pytest.raises(UnknownNameError, match=r"'outlet' \(in the network: member, admin and"):
        NEWS.share(Role.OUTLET)
    with pytest.raises(UnknownNameError, match=r"'papu'; did you mean papua\?"):
        NEWS.probability("papu")
