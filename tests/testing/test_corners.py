# ruff: noqa: PLC2701, SLF001 - what chance seldom reaches is reached from inside
"""What the kit does where chance seldom takes it."""

from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import find
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample, Unsatisfiable

from bakohumas.elections import IRV, Profile
from bakohumas.errors import BakohumasError, InfeasibleError, SeatError
from bakohumas.testing import (
    _broken,
    _check_method,
    _entry,
    _fields,
    _met,
    _properties,
    _values,
    _work,
    allocations,
    check_method,
    records,
)


def test_what_the_body_refuses_is_not_planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A way in which a violation cannot be planted is not exact."""

    def refused(*_: object) -> Any:  # noqa: ANN401 - it gives nothing
        raise BakohumasError("no")

    monkeypatch.setattr(_broken, "_pair", refused)
    assert _broken._exact.__wrapped__("TRM-01", _broken._PLAIN) is False


def test_a_method_that_refuses_everything_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a method refuses is no result; where it refuses every case nothing was tried."""

    def refused(*_: object, **__: object) -> Any:  # noqa: ANN401 - it gives nothing
        raise SeatError("Ketua", "nobody stands", "none", "let somebody stand")

    monkeypatch.setattr(_check_method, "count", refused)
    with pytest.raises(AssertionError, match="refuses every case"):
        check_method(IRV(), max_examples=5)


def test_too_many_elected_are_named() -> None:
    """More than there are seats, or twice the same."""
    case: Any = SimpleNamespace(count=lambda: SimpleNamespace(elected=("Ani", "Ani")), seats=1)

    assert "are elected on 1 seats" in _check_method._bounded(case)


def test_a_winner_that_support_unseats_is_named() -> None:
    """One more ballot for the winner, and the winner is out."""
    results = iter([("Ani",), ("Budi",)])
    profile = Profile.of([["Budi", "Ani"]], candidates=["Ani", "Budi", "Cici", "Dedi"])
    case: Any = SimpleNamespace(
        count=lambda *_: SimpleNamespace(elected=next(results)), profile=profile
    )

    assert "Ani is elected, and no more once" in _check_method._monotone(case)


def test_a_module_without_a_spec_is_run_all_the_same() -> None:
    """The finder hands on whatever its loader does."""
    ran: list[ModuleType] = []
    loader = _entry._Loader(SimpleNamespace(exec_module=ran.append))
    module = ModuleType("alien")
    module.__spec__ = None

    loader.exec_module(module)
    assert ran == [module]


def test_sets_are_small() -> None:
    """A set of whole numbers holds two at most."""
    assert len(find(_fields._some(st.integers()), lambda each: len(each) > 1)) == 2


def test_a_meeting_that_cannot_close_is_adjourned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a quorum its record is that of a meeting adjourned."""

    def refused() -> None:
        raise BakohumasError("no")

    adjourned = SimpleNamespace(close=lambda: "a record")
    meeting = SimpleNamespace(close=refused, adjourn=lambda **_: adjourned)
    monkeypatch.setattr(_met, "meetings", lambda: st.just(meeting))
    assert find(records(), lambda _: True) == "a record"  # type: ignore[comparison-overlap]


def test_what_goes_well_once_and_not_again_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A method with dice of its own is not deterministic."""

    def flaky(*_: object, **__: object) -> None:
        raise Flaky("well, and not well")

    monkeypatch.setattr(_properties, "find", flaky)
    with pytest.raises(AssertionError, match="is not deterministic: the same case went well"):
        check_method(IRV(), max_examples=5)


def test_a_class_of_no_value_has_no_strategy() -> None:
    """What is neither listed nor made of fields is refused."""
    alien = type("Alien", (), {"__module__": "bakohumas.law"})

    with pytest.raises(TypeError, match="kind must be a class of the values"):
        _values._strategy.__wrapped__(alien)


def test_what_cannot_be_divided_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """An infeasible problem is rejected, and another one drawn."""

    def infeasible(*_: object, **__: object) -> Any:  # noqa: ANN401 - it gives nothing
        raise InfeasibleError.__new__(InfeasibleError)

    monkeypatch.setattr(_work, "allocate", infeasible)
    with pytest.raises((NoSuchExample, Unsatisfiable)):
        find(allocations(), lambda _: True)
