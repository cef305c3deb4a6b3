from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bakohumas.errors import FormatError
from bakohumas.law import Citation, charter, charters, norms, regulations
from bakohumas.testing import citations

WORDS = st.sampled_from(
    ["UU", "23/2014", "Pasal", "183", "IV", "ayat", "(2)", "(0)", "(٣)", "huruf", "c", " ", "\n"]
)


@given(citations())
def test_parse_undoes_str(citation: Citation) -> None:
    """Writing a citation down and reading it back loses nothing."""
    assert Citation.parse(str(citation)) == citation


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
    ],
)
def test_another_form_is_refused_with_an_example(text: str) -> None:
    """The refusal quotes what was written and shows the form that is read."""
    with pytest.raises(FormatError) as caught:
        Citation.parse(text)

    assert str(caught.value) == (
        f"citation: {text!r} is not of the form 'UU 23/2014 Pasal 183 ayat (2) huruf c'"
    )


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
    ],
)
def test_no_wrong_citation_can_exist(fields: tuple[str, ...]) -> None:
    """A citation made by hand obeys the form as one that was read does."""
    with pytest.raises(ValueError, match=r"must match|must be >= 1"):
        Citation(*fields)  # type: ignore[arg-type]


def test_every_citation_of_the_shipped_texts_is_of_the_form() -> None:
    """Charters, norms and regulations cite in one way."""
    cited = {row.citation for name in charters() for row in charter(name).provisions}
    cited |= {each.citation for each in norms().values()}
    cited |= {text.citation("1") for text in regulations().values()}

    assert {Citation.parse(str(each)) for each in cited} == cited
