from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.law import Citation, Grade, Modality, Provision, Value
from bakohumas.periods import Period
from bakohumas.testing import days, periods

TERM = Provision("term.years", 3, Period(date(2013, 1, 1)), Citation("SK Gubernur"), Grade.C)


@given(periods(), days())
def test_a_provision_applies_on_the_days_of_its_period(period: Period, day: date) -> None:
    """A provision is in force from its first day until the day it ends."""
    assert attrs.evolve(TERM, period=period).in_force(day) == (day in period)


def test_a_provision_is_cited_with_its_grade() -> None:
    """The phrase for refusals says where it stands and how sure we are, in both languages."""
    borrowed = attrs.evolve(TERM, citation=Citation("UU 23/2014", "183"), analogy=True)

    assert TERM.basis == TERM.cite() == "SK Gubernur (grade C)"
    assert TERM.cite("id") == "SK Gubernur (tingkat C)"
    assert borrowed.cite() == "UU 23/2014 Pasal 183 (grade C, by analogy)"
    assert borrowed.cite("id") == "UU 23/2014 Pasal 183 (tingkat C, secara analogi)"


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        ("default of this library", "nilai bawaan pustaka ini (tingkat C)"),
        ("general knowledge", "pengetahuan umum (tingkat C)"),
        ("Halopos-2025", "Halopos-2025 (tingkat C)"),
    ],
)
def test_where_no_text_stands_behind_it_that_is_said_in_words(cited: str, said: str) -> None:
    """What is no title of a text is not left in English."""
    law = attrs.evolve(TERM, citation=Citation(cited))

    assert law.cite() == f"{cited} (grade C)"
    assert law.cite("id") == said


@pytest.mark.parametrize("value", [True, 5, "elected", ("ministry", "soe")])
def test_a_provision_says_a_plain_value(value: Value) -> None:
    """Yes or no, a number, a word, or a list of words."""
    assert attrs.evolve(TERM, value=value).value == value


@pytest.mark.parametrize(
    ("value", "en", "indonesian"),
    [
        (True, "yes", "ya"),
        (False, "no", "tidak"),
        (5, "5", "5"),
        ("elected", "elected", "elected"),
        (("a", "b"), "a and b", "a dan b"),
        (None, "not known", "tidak diketahui"),
    ],
    ids=repr,
)
def test_a_value_is_said_in_words(value: Value, en: str, indonesian: str) -> None:
    """Yes or no, a list, and what could not be read, in both languages."""
    law = attrs.evolve(TERM, value=value)

    assert (law.says(), law.says("id")) == (en, indonesian)


@pytest.mark.parametrize(
    ("field", "slip"),
    [
        ("value", 0.5),
        ("value", ["ministry"]),
        ("value", (1, 2)),
        ("grade", "C"),
        ("period", "2016"),
        ("citation", None),
        ("citation", ""),
        ("scope", "every"),
        ("body", None),
    ],
    ids=repr,
)
def test_anything_else_is_a_slip(field: str, slip: object) -> None:
    """A provision never holds what could change, or half a number, and cites a text."""
    with pytest.raises(TypeError, match=f"{field} must be"):
        attrs.evolve(TERM, **{field: slip})  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["", "Term", "term.", "term years", ".years"])
def test_a_key_is_words_and_dots(key: str) -> None:
    """Keys are lower-case words joined by dots."""
    with pytest.raises(ValueError, match=r"key must be words and dots, such as .* got"):
        attrs.evolve(TERM, key=key)


@given(st.sampled_from(Grade), st.sampled_from(Grade))
def test_grades_are_ordered_by_strength(one: Grade, other: Grade) -> None:
    """A is the strongest and X the weakest; of two grades one is at least the other."""
    order = list(Grade)

    assert one.at_least(other) == (order.index(one) <= order.index(other))
    assert [grade.value for grade in order] == ["A", "B", "C", "D", "X"]


def test_modalities_are_written_as_rules_write_them() -> None:
    """What a norm does is a word in capitals, with a label in each language."""
    assert Modality("MUST NOT").label("id") == "dilarang"
    assert Modality.DEFAULT.label() == "by default"
