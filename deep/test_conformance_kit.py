"""The oracle against every kind of fault that people make in a register."""

import re

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
