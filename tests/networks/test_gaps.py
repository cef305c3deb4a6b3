import json
from fractions import Fraction
from itertools import product
from math import isclose, log

from hypothesis import given
from hypothesis import strategies as st

from bakohumas.networks import gini, information_gap, theil, uniformity

CODES = st.sampled_from("abcdef")
AMOUNTS = st.dictionaries(
    CODES, st.integers(0, 300) | st.fractions(0, 9, max_denominator=9) | st.floats(0, 1000)
)
PEOPLE = st.fixed_dictionaries({code: st.integers(0, 5) for code in "abcdef"})


def each(amounts: dict[str, float], people: dict[str, int]) -> list[Fraction]:
    """The amount of every single person."""
    return [Fraction(x) for code, x in amounts.items() for _ in range(people[code])]


@given(AMOUNTS, PEOPLE)
def test_gini_is_half_the_mean_difference_over_the_mean(
    amounts: dict[str, float], people: dict[str, int]
) -> None:
    """Over all pairs of people, exactly; from 0 to below 1."""
    xs = each(amounts, people)
    apart = sum(abs(x - y) for x, y in product(xs, repeat=2))
    found = gini(amounts, people=people)

    if not xs:
        assert found is None
    else:
        assert found == (apart / (2 * len(xs) * sum(xs)) if sum(xs) else 0)
        assert 0 <= found < 1


@given(AMOUNTS, PEOPLE)
def test_theil_is_the_mean_of_x_ln_x(amounts: dict[str, float], people: dict[str, int]) -> None:
    """Over every single person, with x in terms of the mean; from 0 to ln n."""
    xs = each(amounts, people)
    found = theil(amounts, people=people)

    if not xs:
        assert found is None
    else:
        mean = sum(xs) / len(xs)
        ratios = [x for x in (float(x / mean) for x in xs if mean) if x]
        assert found is not None
        assert isclose(found, sum(x * log(x) for x in ratios) / len(xs), abs_tol=1e-9)
        assert 0 <= found <= log(len(xs)) + 1e-9


@given(AMOUNTS, st.integers(1, 9))
def test_inequality_has_no_unit(amounts: dict[str, float], factor: int) -> None:
    """In days or in hours, and for one or many people each, it is the same."""
    exact = {code: Fraction(amount) for code, amount in amounts.items()}
    scaled = {code: amount * factor for code, amount in exact.items()}

    assert gini(exact) == gini(scaled) == gini(exact, people=dict.fromkeys("abcdef", factor))


def test_nobody_knows_and_all_know_at_once() -> None:
    """Where nobody has anything all have the same; where there is nobody there is no figure."""
    assert gini({"a": 10**400, "b": 3 * 10**400}) == Fraction(1, 4)
    assert theil({"a": 5e-324, "b": 1}) == theil({"a": 0, "b": 1})
    assert gini({"a": 0, "b": 0}) == theil({"a": 0, "b": 0}) == 0
    assert (gini({}), theil({})) == (None, None)
    assert information_gap({}).explain() == "Nobody hears; 0 do not."
    assert information_gap({"a": None}).explain("id") == (
        "Tidak seorang pun menerima; 1 tidak menerima."
    )


def test_the_gap_tells_who_waits() -> None:
    """First, last and mean hour of those who hear, and how many never do."""
    people = {"jakarta": 3000, "tapin": 1000, "asmat": 500, "nobody": 0}
    gap = information_gap({"jakarta": 1, "tapin": 9, "asmat": None, "nobody": 99}, people=people)

    assert (gap.people, gap.unheard) == (4000, 500)
    assert [gap.first, gap.last, gap.mean] == [1, 9, 3]
    assert gap.gini == gini({"jakarta": 1, "tapin": 9}, people=people)
    assert json.loads(json.dumps(gap.rows())) == gap.rows()
    assert [gap.rows()[0][name] for name in ("first", "mean", "gini")] == [1, 3, 0.5]
    assert gap.rows()[0]["theil"] == theil({"jakarta": 1, "tapin": 9}, people=people)
    assert gap.explain() == (
        "4,000 hear between hour 1 and hour 9, on average at 3; 500 do not. Gini of the hours: 0.5."
    )
    assert gap.explain("id") == (
        "4.000 menerima antara jam ke-1 dan jam ke-9, rata-rata jam ke-3; 500 tidak menerima. "
        "Gini jam: 0,5."
    )


@given(st.dictionaries(CODES, st.sampled_from(["v1", "v2", "v3"])))
def test_uniformity_counts_versions_and_pairs(messages: dict[str, str]) -> None:
    """The main version is told by most; agreement is the share of pairs that say the same."""
    said = uniformity(messages)
    pairs = [(a, b) for a in messages for b in messages if a != b]
    same = sum(messages[a] == messages[b] for a, b in pairs)
    counts = [list(messages.values()).count(version) for version in messages.values()]

    assert said.agreement == (Fraction(same, len(pairs)) if pairs else None)
    assert said.share == (Fraction(max(counts), len(messages)) if messages else None)
    assert said.others == tuple(sorted(c for c, v in messages.items() if v != said.main))
    assert {row["version"]: row["who"] for row in said.rows()} == {
        version: sorted(code for code in messages if messages[code] == version)
        for version in messages.values()
    }
    assert [row["nodes"] for row in said.rows()] == [len(row["who"]) for row in said.rows()]


def test_uniformity_explains_itself() -> None:
    """How many tell the same, and who does not, in both languages."""
    said = uniformity({"bps": "v2", "kominfo": "v2", "tapin": "v1"})

    assert said.explain() == "66.7 % tell version v2; versions: 2; telling another: tapin."
    assert said.explain("id") == "66,7 % menyampaikan versi v2; versi: 2; yang berbeda: tapin."
    assert uniformity({}).main is None
    assert uniformity({}).explain() == "Nobody tells anything."
