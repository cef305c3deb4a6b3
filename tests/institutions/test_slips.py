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
KINDS = ", ".join([*Category, *Outsider])


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (
            lambda: directory(on=MOMENT),
            "on must be a date, got the datetime datetime.datetime(2018, 6, 30, 0, 0)",
        ),
        (lambda: directory(on=odd("2018")), "on must be a date, got the str '2018'"),
        (lambda: Directory(DAY, odd([1])), "added must be a tuple, got the list [1]"),
        (lambda: Directory(DAY, (odd(1),)), "added must be an Institution, got the int 1"),
        (
            lambda: SEED.find(odd(None)),
            "the name of an institution must be a str, got the NoneType None",
        ),
        (lambda: SEED.find("Kominfo", category=odd(3)), "category must be a str, got the int 3"),
        (lambda: SEED[odd(0)], "the id of an institution must be a str, got the int 0"),
        (
            lambda: SEED.area(odd(None)),
            "the code or name of an area must be a str, got the NoneType None",
        ),
        (
            lambda: SEED.in_province(odd(63)),
            "the code or name of an area must be a str, got the int 63",
        ),
        (lambda: SEED.extended(odd(3)), "rows must be an Iterable, got the int 3"),
        (lambda: Institution(odd(1), "X", "soe"), "id must be a str, got the int 1"),
        (lambda: Institution("a", odd(None), "soe"), "name must be a str, got the NoneType None"),
        (lambda: Institution("a", "X", odd(None)), "category must be a str, got the NoneType None"),
        (
            lambda: Institution("a", "X", "soe", acronym=odd(None)),
            "acronym must be a str, got the NoneType None",
        ),
        (
            lambda: Institution("a", "X", "soe", period=odd(DAY)),
            "period must be a Period, got the date datetime.date(2018, 6, 30)",
        ),
        (
            lambda: Institution("a", "X", "soe", sources=odd("abc")),
            "sources must be a tuple, got the str 'abc'",
        ),
        (
            lambda: Institution("a", "X", "soe", sources=odd(None)),
            "sources must be a tuple, got the NoneType None",
        ),
        (
            lambda: Institution("a", "X", "soe", sources=[odd(1)]),
            "sources must be a str, got the int 1",
        ),
        (
            lambda: Institution("a", "X", "soe", invented=odd("no")),
            "invented must be a bool, got the str 'no'",
        ),
        (
            lambda: Unit(odd("bps"), "Biro Humas"),
            "institution must be an Institution, got the str 'bps'",
        ),
        (lambda: Official(odd(7), "Kepala Biro", SEED["bps"]), "id must be a str, got the int 7"),
    ],
)
def test_kinds_are_told_in_plain_words(slip: Callable[[], object], words: str) -> None:
    """What was handed over, and what is wanted instead."""
    with pytest.raises(TypeError) as told:
        slip()

    assert str(told.value) == words


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (
            lambda: SEED.find("Kominfo", category=odd("foo")),
            f"'foo' is neither a Category nor an Outsider: {KINDS}",
        ),
        (lambda: SEED.in_category("foo"), f"'foo' is neither a Category nor an Outsider: {KINDS}"),
        (
            lambda: SEED.areas(odd("provinsi")),
            "level must be one of national, province, regency, got 'provinsi'",
        ),
        (
            lambda: SEED.area("63", level=odd("provinsi")),
            "level must be one of national, province, regency, got 'provinsi'",
        ),
        (
            lambda: Institution("a b", "X", "soe"),
            "id must be made of letters, digits, '.', '_' and '-', got 'a b'",
        ),
        (
            lambda: Institution("a", " . ", "soe"),
            "name must be a text with at least one letter or digit, got ' . '",
        ),
        (
            lambda: Unit(SEED["bps"], "-"),
            "name must be a text with at least one letter or digit, got '-'",
        ),
        (lambda: Official("p-7", " ", SEED["bps"]), "post must not be blank"),
    ],
)
def test_values_are_told_in_plain_words(slip: Callable[[], object], words: str) -> None:
    """Which field it is, what it must be, and what was given."""
    with pytest.raises(ValueError) as told:
        slip()

    assert str(told.value) == words


def test_values_stand_in_for_members() -> None:
    """A kind and a level may be given by their values."""
    assert SEED.find("BPS", category="non_ministerial").id == "bps"
    assert SEED.area("Gorontalo", level=odd("province")).code == "75"
    assert len(SEED.areas(odd("province"))) == 34
    assert Institution("a", "X", "soe", sources=iter(["s"])).sources == ("s",)
