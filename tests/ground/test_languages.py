import calendar
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.languages import Labelled, Lang, day, decimal, listed, number, percent, pick
from bakohumas.testing import days

LANGUAGES: tuple[Lang, Lang] = ("en", "id")


class Colour(Labelled):
    """Two colours, for the tests below."""

    RED = "red", "Red", "Merah"
    WHITE = "white", "White", "Putih"


def test_a_member_is_its_value_and_knows_its_labels() -> None:
    """What is stored and compared is the value; the labels are for people."""
    assert {"red": 1}[Colour.RED] == 1
    assert Colour("white") is Colour.WHITE
    assert f"{Colour.RED}" == "red"
    assert [Colour.RED.label(lang) for lang in LANGUAGES] == ["Red", "Merah"]


def test_choices_fill_a_form_field() -> None:
    """A form gets value and label of every member, in the order they were written."""
    assert Colour.choices() == (("red", "Red"), ("white", "White"))
    assert Colour.choices(lang="id") == (("red", "Merah"), ("white", "Putih"))


def test_a_member_of_a_value() -> None:
    """A value is read as its member; another one is refused with all there are."""
    assert Colour.of("red", what="colour") is Colour.of(Colour.RED, what="colour") is Colour.RED
    with pytest.raises(ValueError, match=r"^colour must be one of red, white, got 'blue'$"):
        Colour.of("blue", what="colour")


def test_a_member_comes_back_from_a_pickle_as_itself() -> None:
    """Members stay singletons across processes."""
    assert pickle.loads(pickle.dumps(Colour.RED)) is Colour.RED


SAYINGS: dict[str, Callable[[Lang], object]] = {
    "pick": lambda lang: pick(lang, "chair", "ketua"),
    "day": lambda lang: day(date(2018, 8, 2), lang),
    "listed": lambda lang: listed(["a", "b"], lang),
    "number": lambda lang: number(1000, lang),
    "decimal": lambda lang: decimal(0.5, lang),
    "percent": lambda lang: percent(0.5, lang),
    "label": Colour.RED.label,
}


@pytest.mark.parametrize("say", SAYINGS.values(), ids=SAYINGS)
def test_a_language_that_nobody_speaks_is_a_slip(say: Callable[[Any], object]) -> None:
    """Every function refuses a third language, and names the two it knows."""
    with pytest.raises(ValueError, match=r"lang must be 'en' or 'id', got 'fr'"):
        say("fr")


@given(days())
def test_a_day_reads_as_day_month_year(when: date) -> None:
    """Both languages write the day first, and differ in the month alone."""
    english, indonesian = (day(when, lang).split() for lang in LANGUAGES)

    assert english == [str(when.day), calendar.month_name[when.month], str(when.year)]
    assert indonesian[::2] == english[::2]


def test_indonesian_months() -> None:
    """The twelve months are those of an Indonesian calendar."""
    months = [day(date(2020, month, 1), "id").split()[1] for month in range(1, 13)]

    assert months == [
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ]


@pytest.mark.parametrize(
    ("items", "english", "indonesian"),
    [
        ([], "none", "tidak ada"),
        (["BPS"], "BPS", "BPS"),
        (["BPS", "BMKG"], "BPS and BMKG", "BPS dan BMKG"),
        (["BPS", "BMKG", "LIPI"], "BPS, BMKG and LIPI", "BPS, BMKG dan LIPI"),
    ],
)
def test_a_list_reads_as_a_sentence(items: list[str], english: str, indonesian: str) -> None:
    """Commas, and one *and* before the last; nothing is said to be nothing."""
    assert listed(items) == english
    assert listed(items, "id") == indonesian


@pytest.mark.parametrize(
    ("most", "english", "indonesian"),
    [
        (1, "a and 2 more", "a dan 2 lainnya"),
        (2, "a, b and 1 more", "a, b dan 1 lainnya"),
        (3, "a, b and c", "a, b dan c"),
    ],
)
def test_a_long_list_says_how_many_more(most: int, english: str, indonesian: str) -> None:
    """What is cut off is counted."""
    assert listed(["a", "b", "c"], most=most) == english
    assert listed(["a", "b", "c"], "id", most=most) == indonesian


@given(st.integers(), st.sampled_from(LANGUAGES))
def test_a_number_keeps_its_digits(value: int, lang: Lang) -> None:
    """Only the marks between thousands are added, and each language has its own."""
    written = number(value, lang)
    mark = {"en": ",", "id": "."}[lang]

    assert int(written.replace(mark, "")) == value
    assert all(len(group) == 3 for group in written.split(mark)[1:])


@given(st.floats(0, 1), st.sampled_from(LANGUAGES))
def test_a_percentage_is_near_its_share(share: float, lang: Lang) -> None:
    """One decimal is kept, with the decimal mark of the language."""
    written = percent(share, lang)

    assert written.endswith(" %")
    assert float(written[:-2].replace(",", ".")) == pytest.approx(100 * share, abs=0.0501)
    assert ("," in written) == (lang == "id")


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [(0.71, "0.71", "0,71"), (3.0, "3", "3"), (0.1234567, "0.123457", "0,123457")],
)
def test_a_decimal_is_written_short(value: float, english: str, indonesian: str) -> None:
    """No digit is written that tells nothing."""
    assert decimal(value) == english
    assert decimal(value, "id") == indonesian
