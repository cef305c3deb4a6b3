"""The oracle lets a right little system pass, and finds what is wrong with wrong ones."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from bakohumas.elections import Majority
from bakohumas.testing import conformance
from little_systems import (
    FAULTS,
    HUNT,
    DoubleHolder,
    FirstPastThePost,
    ForgetsATask,
    ForgottenVacancy,
    FourYears,
    InclusiveEnd,
    MissedLeapDay,
    Overloads,
    QuorumOffByOne,
    RestartedTerm,
    Right,
)

QUICK = (
    *(InclusiveEnd, FourYears, ForgottenVacancy, MissedLeapDay, DoubleHolder, RestartedTerm),
    *(FirstPastThePost, Overloads, ForgetsATask, QuorumOffByOne),
)


def test_a_right_system_passes() -> None:
    """What a careful stranger wrote agrees with this library in everything it is asked."""
    machine = conformance(Right)
    run_state_machine_as_test(machine, settings=settings(HUNT, max_examples=60))

    assert machine.off == {}
    assert "TRM-10" in machine.judged


@pytest.mark.parametrize("wrong", QUICK, ids=lambda each: each.__name__)
def test_a_fault_is_found_and_the_rule_named(wrong: type[Right]) -> None:
    """A planted fault is found; the failure names what it breaks, nothing else, and its history."""
    machine = conformance(wrong)
    with pytest.raises(AssertionError) as found:
        run_state_machine_as_test(machine, settings=HUNT)

    words = str(found.value)
    named = set(re.findall(r"^([A-Z]{3}-\d\d) ", words, re.MULTILINE))
    assert named
    assert named <= FAULTS[wrong] & {*machine.judged}
    assert "grade" in words
    assert "\nhistory:\n" in words


class OnlySeats:
    """A system that keeps seats, and knows nothing of members or of meetings."""

    def __init__(self, *, seats: Sequence[str], on: date) -> None:
        """Begin with a register that knows everybody."""
        self.right = Right(seats=seats, on=on)
        self.right.fit = lambda *_: None  # type: ignore[method-assign]
        self.elect, self.holder_on = self.right.elect, self.right.holder_on

    def vacate(self, seat: str, *, on: date) -> None:
        """Let a holder go."""
        self.right.vacate(seat, on=on)


def test_what_an_adapter_lacks_is_switched_off_and_listed() -> None:
    """A system is held to what it offers; a function may make it."""

    def adapter(*, seats: Sequence[str], on: date) -> OnlySeats:
        return OnlySeats(seats=seats, on=on)

    machine = conformance(adapter)

    assert machine.judged == (
        *("BRD-02", "BRD-10", "TRM-01", "TRM-03", "TRM-04", "TRM-05", "BRD-11"),
    )
    assert machine.off["TRM-10"] == ("replace",)
    assert machine.off["QRM-01"] == ("decide",)
    with pytest.raises(AssertionError, match="BRD-10"):
        run_state_machine_as_test(machine, settings=HUNT)


def test_a_count_is_held_to_the_method_it_claims() -> None:
    """What is an error under one method is right under another."""
    plurality = conformance(FirstPastThePost, method=Majority(None))

    class CountsOnly:
        """Only the count of the wrong system."""

        def __init__(self, *, seats: Sequence[str], on: date) -> None:
            """Begin."""

        def count(self, ballots: Sequence[Sequence[str]], *, seats: int) -> object:
            """The most first preferences."""
            return FirstPastThePost(seats=(), on=date(2016, 1, 1)).count(ballots, seats=seats)

    machine = conformance(CountsOnly, method=plurality.method)
    run_state_machine_as_test(machine, settings=settings(HUNT, max_examples=30))

    assert machine.judged == ("ELC-03",)  # of the most votes, and not of IRV


def test_a_test_suite_takes_it_in_by_one_line() -> None:
    """The test case that a machine gives runs, and takes the time that it takes."""
    case = conformance(Overloads).TestCase

    assert case.settings.deadline is None
    with pytest.raises(AssertionError, match="TSK-02"):
        case("runTest").debug()


def test_an_adapter_offers_something() -> None:
    """Nothing to judge is a slip, and so is what makes no system."""
    with pytest.raises(TypeError, match="offers none of elect, decide, count, allocate"):
        conformance(dict)
    with pytest.raises(TypeError, match="must make a system"):
        conformance("system")  # type: ignore[arg-type]
