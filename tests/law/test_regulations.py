import warnings

import pytest

from bakohumas.errors import BakohumasWarning, UnknownNameError
from bakohumas.law import KNOWN_UNTIL, Regulation, regulation, regulations

TEXTS = tuple(regulations().values())


def test_the_regulation_of_2014() -> None:
    """The instrument that governs the national body today."""
    text = regulation("PM Kominfo 35/2014")

    assert str(text) == text.cite == "PM Kominfo 35/2014"
    assert text.gazette == "Berita Negara 2014 No. 1404"
    assert str(text.citation("1")) == "PM Kominfo 35/2014 Pasal 1"


@pytest.mark.parametrize("wrong", ["PM Kominfo 34/2014", "34/2014"])
def test_a_known_mistake_is_understood_and_said(wrong: str) -> None:
    """The number that many pages give leads to the right text, with a warning."""
    with pytest.warns(BakohumasWarning) as told:
        text = regulation(wrong)

    assert text is regulation("PM Kominfo 35/2014")
    assert str(told[0].message) == f"{wrong} is a known mis-citation of PM Kominfo 35/2014"
    assert told[0].filename == __file__


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_the_right_title_is_found_in_silence(text: Regulation) -> None:
    """No warning where there was no mistake."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        assert regulation(text.cite) is text


def test_an_unknown_title_lists_what_is_known() -> None:
    """The refusal shows every title that would have been found."""
    with pytest.raises(UnknownNameError, match="no regulation is known as 'UU 99/2099'") as caught:
        regulation("UU 99/2099")

    assert all(text.cite in str(caught.value) for text in TEXTS)


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_an_instrument_is_described_and_sourced(text: Regulation) -> None:
    """Title or status, issuer and sources are there; a day only where its year fits the number."""
    assert text.title or text.status
    assert text.issuer
    assert text.sources
    if text.made:
        assert text.made <= KNOWN_UNTIL
        assert text.citation().year in {None, text.made.year}


def test_no_mistake_is_also_a_title() -> None:
    """An alias leads to one text, and no text goes by another's alias."""
    aliases = [alias for text in TEXTS for alias in text.aliases]

    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & set(regulations())
