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


@pytest.mark.parametrize(
    "wrong", ["PM Kominfo 34/2014", "34/2014", "Permen Kominfo 34/2014", "Permen 34/2014"]
)
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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("35/2014", "PM Kominfo 35/2014"),
        ("Permen 35/2014", "PM Kominfo 35/2014"),
        ("Permen Kominfo 35/2014", "PM Kominfo 35/2014"),
        ("Permenkominfo No. 35 Tahun 2014", "PM Kominfo 35/2014"),
        (
            "Peraturan Menteri Komunikasi dan Informatika  Nomor 35 Tahun 2014",
            "PM Kominfo 35/2014",
        ),
        ("undang-undang nomor 23 tahun 2014", "UU 23/2014"),
        ("Kepmen Kominfo 371/2007", "Kepmen Kominfo 371/KEP/M.KOMINFO/8/2007"),
        ("PermenPAN 12/2007", "PermenPAN PER/12/M.PAN/08/2007"),
        ("041", "Pergub 041"),
    ],
)
def test_a_title_that_can_only_mean_one_text_is_understood_and_said(
    written: str, meant: str
) -> None:
    """Written out, or cut short to what tells it from the others, with a warning."""
    with pytest.warns(BakohumasWarning) as told:
        text = regulation(written)

    assert text is regulation(meant)
    assert str(told[0].message) == f"{written} is read as {meant}"
    assert told[0].filename == __file__


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("1/2015", ("PKPU 1/2015", "UU 1/2015")),
        ("UU 35/2014", ("PM Kominfo 35/2014", "UU 30/2014", "UU 23/2014", "UU 17/2014")),
        ("Pergub 41", ("Pergub 041",)),
        ("PMKominfo 35/2014", ("PM Kominfo 35/2014", "Kepmen Kominfo 157/2015")),
        ("UU 99/2099", ()),
        ("Permen", ()),
        ("", ()),
    ],
)
def test_any_other_title_is_refused_with_those_like_it(written: str, near: tuple[str]) -> None:
    """Where several fit, those; else those of that number, and those that look like it."""
    with pytest.raises(UnknownNameError, match=f"no regulation is known as '{written}'") as caught:
        regulation(written)

    assert caught.value.suggestions == near
    assert caught.value.scope == f"of the {len(TEXTS)} that regulations() lists"


def test_a_title_is_a_text() -> None:
    """Anything else is a slip, told in plain words."""
    with pytest.raises(TypeError, match="the title of a regulation must be a str, got the int 35"):
        regulation(35)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_a_text_is_known_by_its_number_and_year(text: Regulation) -> None:
    """The number alone leads to the text, or to it among several."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BakohumasWarning)
        try:
            among = {regulation(text.cite.rpartition(" ")[2]).cite}
        except UnknownNameError as several:
            among = set(several.suggestions)

    assert text.cite in among


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
