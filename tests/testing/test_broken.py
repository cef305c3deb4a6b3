"""What is planted alone is found alone, and nothing is found where nothing is planted."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bakohumas.audit import Status, Worked, check
from bakohumas.errors import UnknownNameError
from bakohumas.testing import (
    breakable,
    broken_bodies,
    broken_meetings,
    broken_programmes,
    broken_terms,
)

Strategies = Callable[..., st.SearchStrategy[Worked]]
BY_CHAPTER: dict[str, Strategies] = {
    **dict.fromkeys(("BOD", "MEM", "BRD", "ACT"), broken_bodies),
    "TRM": broken_terms,
    **dict.fromkeys(("MTG", "QRM", "DEC", "ELC"), broken_meetings),
    **dict.fromkeys(("TSK", "EVT", "FLW", "ETH", "DOC"), broken_programmes),
}
FEW = settings(
    max_examples=3,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def found(case: Worked) -> set[str]:
    """Which rules an audit by all rules finds broken."""
    return {each.norm.id for each in check(case.body, case.records, on=case.on).violations}


@pytest.mark.parametrize("rule", breakable())
def test_exactly_one_rule_is_broken(rule: str) -> None:
    """Before the violation is planted nothing is broken; after it, that rule alone."""
    make = BY_CHAPTER[rule[:3]]

    @FEW
    @given(make(rule), make(rule, planted=False))
    def planted(broken: Worked, kept: Worked) -> None:
        assert found(broken) == {rule}
        assert found(kept) == set()
        assert (broken.expected, kept.expected) == (Status.VIOLATED, Status.HOLDS)
        assert broken.rule == kept.rule == rule

    planted()


def test_many_rules_can_be_broken_alone() -> None:
    """Of every chapter some; a chapter tells its own."""
    assert len(breakable()) >= 65
    assert {each[:3] for each in breakable()} == set(BY_CHAPTER)
    assert breakable("TRM") == ("TRM-01", "TRM-04", "TRM-09")


def test_they_differ() -> None:
    """There are cases with more members, and on later days, of which some are edges."""
    seen = set()

    @settings(FEW, max_examples=60)
    @given(broken_bodies("MEM-02"))
    def drawn(case: Worked) -> None:
        seen.add((len(case.history), case.on))

    drawn()

    days = {day for _, day in seen}
    assert len(seen) >= 24
    assert len({length for length, _ in seen}) == 6
    assert {(2, 29), (12, 31)} <= {(day.month, day.day) for day in days}


@pytest.mark.parametrize("rule", ["TRM-01", "BOD-99", "MEM-01"])
def test_what_cannot_be_planted_there_is_refused(rule: str) -> None:
    """A rule of another chapter, none at all, or one that never breaks alone."""
    with pytest.raises(UnknownNameError, match=f"no breakable rule is known as '{rule}'"):
        broken_bodies(rule)
