"""The oracle against every kind of fault that people make in a register."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis.stateful import run_state_machine_as_test

from bakohumas.testing import conformance
from little_systems import FAULTS, HUNT, Right


@pytest.mark.parametrize("wrong", FAULTS, ids=lambda each: each.__name__)
def test_every_fault_is_found_and_the_rule_named(wrong: type[Right]) -> None:
    """Each planted fault is found; the failure names a rule that it breaks, and its history."""
    with pytest.raises(AssertionError) as found:
        run_state_machine_as_test(conformance(wrong), settings=HUNT)

    words = str(found.value)
    named = set(re.findall(r"^([A-Z]{3}-\d\d) ", words, re.MULTILINE))
    assert named
    assert named <= FAULTS[wrong]
    assert "\nhistory:\n" in words


@pytest.mark.parametrize("wrong", FAULTS, ids=lambda each: each.__name__)
def test_a_fault_is_found_and_told_shortly_within_few_histories(wrong: type[Right]) -> None:
    """As a suite runs it, shortest history and all: in 2,000 histories of 12 steps at most.

    All but one took less than ten seconds on a shared core; a test that looks at a clock
    would fail on a busy machine, and so the histories are counted. Where the search begins
    follows the source of the machine, so that the number moves whenever that is changed:
    the longest has taken 1,539.
    """
    made = 0

    def adapter(*, seats: Sequence[str], on: date) -> Right:
        nonlocal made
        made += 1
        return wrong(seats=seats, on=on)

    case = conformance(adapter).TestCase
    with pytest.raises(AssertionError, match="grade"):
        case("runTest").debug()

    assert case.settings.stateful_step_count == 12
    assert made <= 2000
