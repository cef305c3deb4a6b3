from collections.abc import Callable
from typing import Any

import pytest

from bakohumas.elections import IRV, Acclamation, Profile, TieBreak, count, verify

VOTES = Profile.of([["a"]])


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (
            lambda: count(VOTES, IRV(), ties=odd(None)),
            "ties must be a TieBreak, got the NoneType None",
        ),
        (
            lambda: count(VOTES, odd("irv")),
            "method must be a way to count, such as IRV(), got 'irv'",
        ),
        (
            lambda: count(VOTES, odd(IRV)),
            "method must be a way to count, such as IRV(), got the class IRV",
        ),
        (lambda: count(VOTES, IRV(), seats=odd("1")), "seats must be an int, got the str '1'"),
        (
            lambda: count(VOTES, Acclamation(), seats=True),
            "seats must be an int, got the bool True",
        ),
        (lambda: IRV(odd("1/2")), "threshold must be a Threshold, got the str '1/2'"),
        (lambda: count(odd(None), IRV()), "ballots must be an Iterable, got the NoneType None"),
        (lambda: count([odd(5)], IRV()), "names come in a list or tuple, in their order, got 5"),
        (
            lambda: count([["a", odd(None)]], IRV()),
            "the name of a candidate must be a str, got the NoneType None",
        ),
        (lambda: Profile.weighted(odd(3)), "ballots must be an Iterable, got the int 3"),
        (
            lambda: Profile.weighted([(["a"], True)]),
            "a ballot is there a whole number of times, got True of ('a',)",
        ),
        (lambda: Profile(("a",), blank=odd("1")), "blank must be an int, got the str '1'"),
        (lambda: VOTES.merge(odd(None)), "other must be a Profile, got the NoneType None"),
        (lambda: TieBreak(backwards=odd(None)), "backwards must be a bool, got the NoneType None"),
        (lambda: TieBreak(order=odd([1])), "order must be a str, got the int 1"),
        (lambda: TieBreak(lot=odd(7)), "lot must be a str, got the int 7"),
        (lambda: verify(odd(None)), "result must be a Result, got the NoneType None"),
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
        (lambda: TieBreak(lot=" "), "lot must not be blank"),
        (lambda: TieBreak(order=("a", "a")), "an order names each candidate once, got ('a', 'a')"),
        (
            lambda: count(VOTES, IRV(), seats=2),
            "instant run-off voting fills one seat, got seats=2",
        ),
    ],
)
def test_values_are_told_in_plain_words(slip: Callable[[], object], words: str) -> None:
    """Which value it is, and what it must be."""
    with pytest.raises(ValueError) as told:
        slip()

    assert str(told.value) == words
