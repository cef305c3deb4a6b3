from datetime import date, timedelta
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.content import Correction, Fact, KeyMessage, Messages, Newsroom
from bakohumas.errors import MODEL, OutOfScopeError, RefusedError, UnknownNameError
from bakohumas.testing import days, newsrooms

START = date(2018, 1, 23)
YEARLY, MONTHLY = ("Weigh yearly", "Timbang tiap tahun"), ("Weigh monthly", "Timbang tiap bulan")
FACT = Fact(("3 in 100", "3 dari 100"), "survey (invented)", "dinkes", date(2018, 1, 20))
GIZI = KeyMessage("gizi", YEARLY, on=START, facts=(FACT,), basis="FGD")
TOLD = Messages([GIZI]).supersede("gizi", MONTHLY, on=date(2018, 3, 1))
HOAX = Correction(
    "timbangan", ("Scales harm", "Timbangan berbahaya"), FACT, message="gizi", on=date(2018, 2, 1)
)


def test_a_version_supersedes_the_one_before_it() -> None:
    """The new one holds from its first day; the old one stays on record."""
    assert TOLD.in_force("gizi", on=date(2018, 2, 28)) == GIZI
    assert TOLD.in_force("gizi", on=date(2018, 3, 1)).statement == MONTHLY
    assert [(each.version, each.supersedes) for each in TOLD.of("gizi")] == [(1, None), (2, 1)]
    assert TOLD.ids == ("gizi",)


@given(newsrooms(), days())
def test_the_version_in_force_is_the_last_that_has_begun(room: Newsroom, on: date) -> None:
    """Oracle: of all versions begun by the day, the highest; before the first, none."""
    for name in room.messages.ids:
        begun = [each for each in room.messages.of(name) if each.on <= on]
        if begun:
            highest = max(begun, key=lambda each: each.version)
            assert room.messages.in_force(name, on=on) == highest
        else:
            with pytest.raises(OutOfScopeError, match=f"first day of the key message {name}"):
                room.messages.in_force(name, on=on)


@given(newsrooms(), st.randoms(use_true_random=False))
def test_the_order_of_the_versions_does_not_matter(room: Newsroom, chance: Random) -> None:
    """Handed over in any order, they make the same messages."""
    versions, corrections = list(room.messages.versions), list(room.messages.corrections)
    chance.shuffle(versions)
    chance.shuffle(corrections)

    assert Messages(versions, corrections) == room.messages


@given(newsrooms())
def test_messages_are_what_adopting_them_one_by_one_makes(room: Newsroom) -> None:
    """A version after the other, then a correction after the other."""
    told = Messages()
    for version in room.messages.versions:
        told = told.adopt(version)
    for correction in room.messages.corrections:
        told = told.correct(correction)

    assert told == room.messages


def test_a_version_that_does_not_come_next_is_refused() -> None:
    """Neither one that is known already nor one that leaves a number out, nor an earlier day."""
    with pytest.raises(RefusedError) as caught:
        TOLD.adopt(GIZI)
    assert caught.value == RefusedError(
        "adopt gizi version 1", "2 versions are known", MODEL, "adopt version 3"
    )
    with pytest.raises(RefusedError, match=r"since 2018-03-01 .*; date it on 2018-03-01 or later"):
        TOLD.supersede("gizi", YEARLY, on=date(2018, 2, 28))
    with pytest.raises(UnknownNameError, match=r"no key message is known as 'giz' \(known: gizi\)"):
        TOLD.supersede("giz", YEARLY, on=START)


def test_versions_must_be_whole() -> None:
    """What a host hands over at once is held to the same."""
    with pytest.raises(ValueError, match=r"versions of gizi must be 1, 2, 3, … .* got \[2\]"):
        Messages([attrs.evolve(GIZI, version=2)])
    with pytest.raises(ValueError, match="on days in order"):
        Messages([GIZI, attrs.evolve(GIZI, version=2, on=START - timedelta(1))])
    with pytest.raises(ValueError, match=r"corrections must have unique ids.* twice: timbangan"):
        Messages([GIZI], [HOAX, HOAX])
    with pytest.raises(UnknownNameError, match="no key message is known as 'gizi'"):
        Messages(corrections=[HOAX])


def test_a_version_that_reverses_opposes_all_before_it() -> None:
    """Until it is in force, nothing is opposed; the version itself never is."""
    told = TOLD.supersede("gizi", YEARLY, reverses=True, on=date(2018, 4, 1))
    told = told.supersede("gizi", MONTHLY, on=date(2018, 5, 1))
    versions = (1, 2, 3, 4)

    assert not any(told.opposed("gizi", each, on=date(2018, 3, 31)) for each in versions)
    for on in (date(2018, 4, 1), date(2018, 5, 1)):
        assert [told.opposed("gizi", each, on=on) for each in versions] == [
            True,
            True,
            False,
            False,
        ]
    with pytest.raises(ValueError, match="reverses cannot hold of the first version of gizi"):
        KeyMessage("gizi", YEARLY, on=START, reverses=True)


def test_a_correction_is_known_from_its_day() -> None:
    """And only of its own message."""
    told = TOLD.correct(HOAX).adopt(KeyMessage("mudik", YEARLY, on=START))

    assert told.hoaxes("gizi", on=date(2018, 1, 31)) == ()
    assert told.hoaxes("gizi", on=date(2018, 2, 1)) == ("timbangan",)
    assert told.hoaxes("mudik", on=date(2018, 2, 1)) == ()


def test_a_fact_is_checked_by_somebody_on_some_day() -> None:
    """Who without when, or when without who, is no check."""
    for half in ({"verifier": "bps"}, {"verified": START}):
        with pytest.raises(ValueError, match="verified and verifier: name both the day and who"):
            Fact(YEARLY, "survey", **half)
    with pytest.raises(ValueError, match="source must not be blank"):
        Fact(YEARLY, " ")
    assert not Fact(YEARLY, "survey").sound(on=date.max)


def test_messages_explain_themselves() -> None:
    """In both languages: versions, facts with their checks, and corrections."""
    told = TOLD.correct(HOAX)

    assert told.explain("id") == (
        "gizi, versi 1, 23 Januari 2018: Timbang tiap tahun\n"
        "gizi, versi 2, 1 Maret 2018: Timbang tiap bulan\n"
        "hoaks timbangan: tidak benar: Timbangan berbahaya; yang benar: 3 dari 100 "
        "(survey (invented); diverifikasi dinkes pada 20 Januari 2018)"
    )
    assert GIZI.explain() == (
        "Weigh yearly\n- 3 in 100 (survey (invented); verified by dinkes on 20 January 2018)"
    )
    assert told.rows("id")[0] == {
        "message": "gizi",
        "version": 1,
        "on": "2018-01-23",
        "reverses": False,
        "statement": "Timbang tiap tahun",
        "facts": ["3 dari 100 (survey (invented); diverifikasi dinkes pada 20 Januari 2018)"],
        "basis": "FGD",
    }
