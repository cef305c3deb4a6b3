import re
from collections.abc import Callable
from typing import Any

import pytest

from bakohumas.elections import IRV, Acclamation, Profile, TieBreak, count, verify

VOTES = Profile.of([["a"]])


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


KINDS: dict[str, Callable[[], object]] = {
    "ties must be a TieBreak, got the NoneType None": lambda: count(VOTES, IRV(), ties=odd(None)),
    "method must be a way to count, such as IRV(), got 'irv'": lambda: count(VOTES, odd("irv")),
    "method must be a way to count, such as IRV(), got the class IRV": lambda: count(
        VOTES, odd(IRV)
    ),
    "seats must be an int, got the str '1'": lambda: count(VOTES, IRV(), seats=odd("1")),
    "seats must be an int, got the bool True": lambda: count(VOTES, Acclamation(), seats=True),
    "threshold must be a Threshold, got the str '1/2'": lambda: IRV(odd("1/2")),
    "ballots must be an Iterable, got the NoneType None": lambda: count(odd(None), IRV()),
    "ballot 1: names come in a list or tuple, in their order, got 5": lambda: count(
        [odd(5)], IRV()
    ),
    "ballot 2: names come in a list or tuple, in their order, got {'a': 1}": lambda: count(
        [["a"], odd({"a": 1})], IRV()
    ),
    "ballot 3: names come in a list or tuple, in their order, got 'ab'": lambda: Profile.weighted(
        [(["a"], 1), (("b",), 1), (odd("ab"), 2)]
    ),
    "ballot 2: names come in a list or tuple, in their order, got b'ab'": lambda: Profile.weighted(
        [(["a"], 1), (odd(b"ab"), 2)], candidates=["a"]
    ),
    "ballots come one a voter, each a list or tuple of names, and with how many there are of each "
    "by Profile.weighted(), got a dict": lambda: count({("a",): 3}, IRV()),
    "ballots come one a voter, each a list or tuple of names, and with how many there are of each "
    "by Profile.weighted(), got a str": lambda: count(odd("ab"), IRV()),
    "the name of a candidate must be a str, got the NoneType None": lambda: count(
        [["a", odd(None)]], IRV()
    ),
    "ballots must be an Iterable, got the int 3": lambda: Profile.weighted(odd(3)),
    "a ballot is there a whole number of times, got True of ('a',)": lambda: Profile.weighted(
        [(["a"], True)]
    ),
    "blank must be an int, got the str '1'": lambda: Profile(("a",), blank=odd("1")),
    "other must be a Profile, got the NoneType None": lambda: VOTES.merge(odd(None)),
    "backwards must be a bool, got the NoneType None": lambda: TieBreak(backwards=odd(None)),
    "order must be a str, got the int 1": lambda: TieBreak(order=odd([1])),
    "lot must be a str, got the int 7": lambda: TieBreak(lot=odd(7)),
    "result must be a Result, got the NoneType None": lambda: verify(odd(None)),
}


VALUES: dict[str, Callable[[], object]] = {
    "lot must not be blank": lambda: TieBreak(lot=" "),
    "an order names each candidate once, got ('a', 'a')": lambda: TieBreak(order=("a", "a")),
    "a commitment is the SHA-256 of a seed in 64 hexadecimal digits, as commit() gives it, got "
    "'zz'": lambda: TieBreak(lot="8 kartu", commitment="zz"),
    "instant run-off voting fills one seat, got seats=2": lambda: count(VOTES, IRV(), seats=2),
}


@pytest.mark.parametrize("words", KINDS)
def test_kinds_are_told_in_plain_words(words: str) -> None:
    """What was handed over, and what is wanted instead."""
    with pytest.raises(TypeError, match=f"^{re.escape(words)}$"):
        KINDS[words]()


@pytest.mark.parametrize("words", VALUES)
def test_values_are_told_in_plain_words(words: str) -> None:
    """Which value it is, and what it must be."""
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        VALUES[words]()
