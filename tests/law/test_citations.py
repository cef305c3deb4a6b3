from contextlib import suppress
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bakohumas.errors import FormatError
from bakohumas.law import Citation, charter, charters, norms, regulations
from bakohumas.testing import citations

WORDS = st.sampled_from(
    [
        *("UU", "23/2014", "Pasal", "pasal", "183", "IV", "ayat", "(2)", "(2a)", "(0)", "(٣)"),
        *("huruf", "c", "angka", "1", "1a", ",", " ", "\n"),
    ]
)
NUMBERS = st.none() | st.integers(1, 30) | st.sampled_from(["2a", "14b"])


@given(citations(), NUMBERS, NUMBERS)
def test_parse_undoes_str(
    citation: Citation, ayat: int | str | None, angka: int | str | None
) -> None:
    """Writing a citation down and reading it back loses nothing."""
    place = attrs.evolve(citation, ayat=ayat, angka=angka)

    assert Citation.parse(str(citation)) == citation
    assert Citation.parse(str(place)) == place


@given(st.text() | st.lists(WORDS).map(" ".join))
@example("UU 23/2014 ayat (1٣)")
@example("UU 23/2014 ayat (" + "9" * 5000 + ")")
def test_str_undoes_parse(text: str) -> None:
    """Whatever can be read is written back as it stood; the rest is refused."""
    with suppress(FormatError):
        assert str(Citation.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " UU 23/2014",
        "UU 23/2014 ",
        "UU 23/2014 Pasal 183a",
        "UU 23/2014 Pasal 183 ayat (0)",
        "UU 23/2014 Pasal 183 ayat 2",
        "UU 23/2014 huruf c ayat (2)",
        "UU 23/2014 Pasal 183 huruf C",
        "UU 23/2014 Pasal 1 angka 0",
        "UU 23/2014 Pasal 1 angka 5 huruf b",
        "UU 23/2014 Pasal 5 ayat (2A)",
        "UU 23/2014 pasal 183",
        "UU 23/2014\tPasal 183",
        "UU 23/2014, Pasal 183",
        "Pasal 183",
        "Pergub 041 Pasal",
        "Pergub 041 Pasal (1)",
        "Pergub 041 ayat",
        "Pergub 041 Huruf",
        "Pergub 041 angka",
        "Pergub 041 Angka (1)",
    ],
)
def test_another_form_is_refused_with_an_example(text: str) -> None:
    """The refusal quotes what was written and shows the form that is read."""
    with pytest.raises(FormatError) as caught:
        Citation.parse(text)

    assert str(caught.value) == (
        f"citation: {text!r} is not of the form 'UU 23/2014 Pasal 183 ayat (2) huruf c angka 1'"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("PM Kominfo 35/2014 Pasal 1 angka 1", ("1", None, None, 1)),
        ("UU 23/2014 Pasal 5 ayat (2a)", ("5", "2a", None, None)),
        ("UU 23/2014 Pasal 5 ayat (2) huruf a angka 3b", ("5", 2, "a", "3b")),
        ("SK Angka Kredit 5/2016 Pasal 2", ("2", None, None, None)),
    ],
)
def test_a_place_is_as_deep_as_regulations_go(text: str, place: tuple[int | str | None]) -> None:
    """A definition has a number, and a clause put in later a letter; a title keeps its words."""
    citation = Citation.parse(text)

    assert attrs.astuple(citation)[1:] == place
    assert Citation(citation.regulation, citation.pasal).covers(citation)


@pytest.mark.parametrize(
    ("title", "kind", "number", "year"),
    [
        ("UU 23/2014", "UU", "23", 2014),
        ("PM Kominfo 35/2014", "PM Kominfo", "35", 2014),
        ("SK Menteri Negara Kominfo 03A/2002", "SK Menteri Negara Kominfo", "03A", 2002),
        ("PM Kominfo 17/PER/M.KOMINFO/10/2010", "PM Kominfo", "17/PER/M.KOMINFO/10", 2010),
        ("Keppres 165/M/2005", "Keppres", "165/M", 2005),
        ("Pergub 041", "Pergub", "041", None),
        ("SK Gubernur", None, None, None),
        ("default of this library", None, None, None),
    ],
)
def test_a_title_shows_kind_number_and_year(
    title: str, kind: str | None, number: str | None, year: int | None
) -> None:
    """What the title does not show is absent, not guessed."""
    citation = Citation(title)

    assert (citation.kind, citation.number, citation.year) == (kind, number, year)


@given(citations())
def test_kind_number_and_year_make_up_the_title(citation: Citation) -> None:
    """A numbered title is its parts and nothing else."""
    if citation.number:
        year = f"/{citation.year}" if citation.year else ""

        assert citation.regulation == f"{citation.kind} {citation.number}{year}"
    else:
        assert (citation.kind, citation.year) == (None, None)


@pytest.mark.parametrize(
    "fields",
    [
        ("",),
        (" UU 23/2014",),
        ("UU 23/2014 Pasal 1",),
        ("UU 23/2014", "one"),
        ("UU 23/2014", "1", 0),
        ("UU 23/2014", "1", 1, "ab"),
        ("UU 23/2014", "1", "2"),
        ("UU 23/2014", "1", "2A"),
        ("UU 23/2014", "1", None, None, 0),
        ("UU 23/2014", "1", None, None, "0a"),
    ],
)
def test_no_wrong_citation_can_exist(fields: tuple[Any, ...]) -> None:
    """A citation made by hand obeys the form as one that was read does, and says so plainly."""
    with pytest.raises(ValueError, match=r"^\w+ must be (an?|the|one) .*, got ") as told:
        Citation(*fields)

    assert "Attribute(" not in str(told.value)


@pytest.mark.parametrize("fields", [(None,), ("UU 1", 1), ("UU 1", "1", 2.0), ("UU 1", "1", True)])
def test_a_citation_takes_texts_and_numbers(fields: tuple[Any, ...]) -> None:
    """What is neither is told in plain words."""
    with pytest.raises(TypeError, match=r"^(regulation|pasal|ayat) must be an? (str|int or a str)"):
        Citation(*fields)


@given(citations())
def test_a_citation_of_a_text_is_the_same_in_both_languages(citation: Citation) -> None:
    """Titles are Indonesian already; only what is no title has an Indonesian wording."""
    said = {citation.label("id") == str(citation), str(citation) == "default of this library"}

    assert citation.label() == str(citation)
    assert said == {True, False}


def test_every_citation_of_the_shipped_texts_is_of_the_form() -> None:
    """Charters, norms and regulations cite in one way."""
    cited = {row.citation for name in charters() for row in charter(name).provisions}
    cited |= {each.citation for each in norms().values()}
    cited |= {text.citation("1") for text in regulations().values()}

    assert {Citation.parse(str(each)) for each in cited} == cited
