import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from bakohumas.institutions import (
    Category,
    Directory,
    Institution,
    Official,
    Outsider,
    Unit,
    directory,
)

DAY, MOMENT = date(2018, 6, 30), datetime(2018, 6, 30)  # noqa: DTZ001 - a moment on no clock
SEED = directory(on=DAY)
SORTS = ", ".join([*Category, *Outsider])


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


KINDS: dict[str, Callable[[], object]] = {
    "on must be a date, got the datetime datetime.datetime(2018, 6, 30, 0, 0)": lambda: directory(
        on=MOMENT
    ),
    "on must be a date, got the str '2018'": lambda: directory(on=odd("2018")),
    "added must be a tuple, got the list [1]": lambda: Directory(DAY, odd([1])),
    "added must be an Institution, got the int 1": lambda: Directory(DAY, (odd(1),)),
    "the name of an institution must be a str, got the NoneType None": lambda: SEED.find(odd(None)),
    "category must be a str, got the int 3": lambda: SEED.find("Kominfo", category=odd(3)),
    "the id of an institution must be a str, got the int 0": lambda: SEED[odd(0)],
    "the code or name of an area must be a str, got the NoneType None": lambda: SEED.area(
        odd(None)
    ),
    "the code or name of an area must be a str, got the int 63": lambda: SEED.in_province(odd(63)),
    "rows must be an Iterable, got the int 3": lambda: SEED.extended(odd(3)),
    "id must be a str, got the int 1": lambda: Institution(odd(1), "X", "soe"),
    "name must be a str, got the NoneType None": lambda: Institution("a", odd(None), "soe"),
    "category must be a str, got the NoneType None": lambda: Institution("a", "X", odd(None)),
    "acronym must be a str, got the NoneType None": lambda: Institution(
        "a", "X", "soe", acronym=odd(None)
    ),
    "period must be a Period, got the date datetime.date(2018, 6, 30)": lambda: Institution(
        "a", "X", "soe", period=odd(DAY)
    ),
    "sources must be a tuple, got the str 'abc'": lambda: Institution(
        "a", "X", "soe", sources=odd("abc")
    ),
    "sources must be a tuple, got the NoneType None": lambda: Institution(
        "a", "X", "soe", sources=odd(None)
    ),
    "sources must be a str, got the int 1": lambda: Institution("a", "X", "soe", sources=[odd(1)]),
    "invented must be a bool, got the str 'no'": lambda: Institution(
        "a", "X", "soe", invented=odd("no")
    ),
    "institution must be an Institution, got the str 'bps'": lambda: Unit(odd("bps"), "Biro Humas"),
    "id must be a str, got the int 7": lambda: Official(odd(7), "Kepala Biro", SEED["bps"]),
}


VALUES: dict[str, Callable[[], object]] = {
    f"'foo' is neither a Category nor an Outsider: {SORTS}": lambda: SEED.find(
        "Kominfo", category=odd("foo")
    ),
    "level must be one of national, province, regency, got 'provinsi'": lambda: SEED.areas(
        odd("provinsi")
    ),
    "id must be made of letters, digits, '.', '_' and '-', got 'a b'": lambda: Institution(
        "a b", "X", "soe"
    ),
    "name must be a text with at least one letter or digit, got ' . '": lambda: Institution(
        "a", " . ", "soe"
    ),
    "name must be a text with at least one letter or digit, got '-'": lambda: Unit(
        SEED["bps"], "-"
    ),
    "post must not be blank": lambda: Official("p-7", " ", SEED["bps"]),
}


@pytest.mark.parametrize("words", KINDS)
def test_kinds_are_told_in_plain_words(words: str) -> None:
    """What was handed over, and what is wanted instead."""
    with pytest.raises(TypeError, match=f"^{re.escape(words)}$"):
        KINDS[words]()


@pytest.mark.parametrize("words", VALUES)
def test_values_are_told_in_plain_words(words: str) -> None:
    """Which field it is, what it must be, and what was given."""
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        VALUES[words]()


def test_values_stand_in_for_members() -> None:
    """A kind and a level may be given by their values."""
    assert SEED.find("BPS", category="non_ministerial").id == "bps"
    assert SEED.area("Gorontalo", level=odd("province")).code == "75"
    assert len(SEED.areas(odd("province"))) == 34
    assert Institution("a", "X", "soe", sources=iter(["s"])).sources == ("s",)
