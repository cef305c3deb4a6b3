import re
import warnings
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import BakohumasWarning, UnknownNameError
from bakohumas.institutions import Category, Institution, Official, PranataHumas

KPU = Institution("kpu", "Komisi Pemilihan Umum", Category.NON_STRUCTURAL, "KPU")
RENAMED = date(2025, 5, 19)
EVE = RENAMED - timedelta(days=1)
LEVELS = {
    PranataHumas.TERAMPIL: ("Pelaksana", "Terampil"),
    PranataHumas.MAHIR: ("Pelaksana Lanjutan", "Mahir"),
    PranataHumas.PENYELIA: ("Penyelia", "Penyelia"),
    PranataHumas.AHLI_PERTAMA: ("Pertama", "Ahli Pertama"),
    PranataHumas.AHLI_MUDA: ("Muda", "Ahli Muda"),
    PranataHumas.AHLI_MADYA: ("Madya", "Ahli Madya"),
}
RENAMINGS = [(level, old, new) for level, (old, new) in LEVELS.items() if old != new]
FRAMES = st.sampled_from(
    ["{}", "Pranata Humas {}", "pranata humas {} ", "PRANATA HUBUNGAN MASYARAKAT {}"]
)


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


def test_there_are_three_skilled_and_three_expert_levels() -> None:
    """The levels stand from the lowest up, and each knows its career."""
    assert list(PranataHumas) == list(LEVELS)
    assert [level.expert for level in PranataHumas] == [False] * 3 + [True] * 3


@given(st.sampled_from(PranataHumas), st.dates())
def test_a_level_is_called_what_the_rules_of_the_day_call_it(level: PranataHumas, on: date) -> None:
    """The names of 2014 up to the eve of 19 May 2025, those of 2025 from then on."""
    old, new = LEVELS[level]

    assert level.called(on=on) == f"Pranata Humas {old if on < RENAMED else new}"
    assert level.called(on=EVE) == f"Pranata Humas {old}"
    assert level.called(on=RENAMED) == f"Pranata Humas {new}"


def test_a_name_is_asked_for_a_day() -> None:
    """A moment is no day."""
    moment = datetime(2018, 6, 30)  # noqa: DTZ001 - a moment on no clock

    with pytest.raises(TypeError, match=r"^on must be a date, got the datetime"):
        PranataHumas.MAHIR.called(on=moment)


@given(st.sampled_from(PranataHumas), FRAMES)
def test_a_name_of_today_is_read_in_silence(level: PranataHumas, frame: str) -> None:
    """With or without the post before it, in any case; its value reads as well."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        assert PranataHumas.read(frame.format(LEVELS[level][1])) is level
        assert PranataHumas.read(frame.format(level)) is level


@given(st.sampled_from(RENAMINGS), FRAMES)
def test_a_name_of_2014_is_understood_and_said(
    renaming: tuple[PranataHumas, str, str], frame: str
) -> None:
    """The older name leads to the level, with a warning that shows today's."""
    level, old, new = renaming
    with pytest.warns(BakohumasWarning) as told:
        found = PranataHumas.read(frame.format(old))

    assert found is level
    assert str(told[0].message) == (
        f"{frame.format(old)} is a name of 2014: since 2025 the level is called {new.casefold()}"
    )
    assert told[0].filename == __file__


@given(st.sampled_from(PranataHumas))
def test_what_a_level_was_called_leads_back_to_it(level: PranataHumas) -> None:
    """Whatever the day, the name of the level is a name of that level alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BakohumasWarning)

        assert {PranataHumas.read(level.called(on=day)) for day in (EVE, RENAMED)} == {level}


@pytest.mark.parametrize("text", ["", "Pranata Humas", "Ahli Utama", "muda ahli", "Pelaksana 5"])
def test_another_name_lists_what_is_known(text: str) -> None:
    """Nothing is guessed; the refusal shows every name that would have been read."""
    with pytest.raises(UnknownNameError, match="no level of a Pranata Humas is known") as caught:
        PranataHumas.read(text)

    assert all(name.casefold() in str(caught.value) for pair in LEVELS.values() for name in pair)


@pytest.mark.parametrize(
    "level", [PranataHumas.AHLI_MUDA, "ahli_muda", "Pranata Humas Ahli Muda"], ids=repr
)
def test_an_official_may_hold_a_functional_post(level: PranataHumas) -> None:
    """The level is given as it is, as its value or as its name, and is shown after the post."""
    one = Official("p1", "Kepala Biro Humas", KPU, functional=level)

    assert one.functional is PranataHumas.AHLI_MUDA
    assert str(one) == "Kepala Biro Humas (Pranata Humas Ahli Muda), KPU"


def test_a_post_that_says_the_level_says_it_once() -> None:
    """Where the functional post is the post, it is not told twice; nor where there is none."""
    name = "Pranata Humas Ahli Muda"

    assert str(Official("p1", name, KPU, PranataHumas.AHLI_MUDA)) == f"{name}, KPU"
    assert Official("p1", name, KPU).functional is None
    assert str(Official("p1", name, KPU)) == f"{name}, KPU"


def test_an_official_of_an_older_table_is_understood() -> None:
    """A host's table may hold the names of 2014; the warning points at whoever read it."""
    with pytest.warns(BakohumasWarning, match="Lanjutan is a name of 2014") as told:
        one = Official("p1", "Staf", KPU, functional=odd("Pelaksana Lanjutan"))

    assert one.functional is PranataHumas.MAHIR
    assert told[0].filename == __file__


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (
            lambda: PranataHumas.read(odd(7)),
            "the level of a Pranata Humas must be a str, got the int 7",
        ),
        (
            lambda: Official("p1", "Staf", KPU, functional=odd(7)),
            "functional must be a str, got the int 7",
        ),
    ],
)
def test_a_level_is_a_text(slip: Any, words: str) -> None:  # noqa: ANN401 - a call that slips
    """What was handed over, and what is wanted instead."""
    with pytest.raises(TypeError, match=f"^{re.escape(words)}$"):
        slip()
