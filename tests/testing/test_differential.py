"""For each fault of a register a short history, and the one rule that is named for it."""

import re
from collections import deque
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from bakohumas.elections import IRV, STV, Acclamation, Majority, Method
from bakohumas.testing import RefusalError, conformance
from bakohumas.testing._differential import (  # noqa: PLC2701 - the oracle, without the dice
    Deed,
    Differential,
)
from bakohumas.testing._questions import decide, elected, law_of  # noqa: PLC2701 - and what it asks
from bakohumas.testing._systems import METHODS  # noqa: PLC2701 - and of which methods
from little_systems import (
    ActingHolds,
    ActsADayMore,
    ActsForever,
    ActsFourMonths,
    BackOnTheSeat,
    DaysForYears,
    DoubleHolder,
    ElectsADayLate,
    EmptyAtFirst,
    EverMember,
    ForgottenVacancy,
    FourYears,
    InclusiveEnd,
    LeavesADayLate,
    MissedLeapDay,
    OutAfterTheEnd,
    RestartedTerm,
    Right,
    StaysOn,
    Strangers,
    TwoBoards,
    VoteOfAPartner,
)

A, B, C, D, E, STRANGER = (f"agency-{number}" for number in range(6))
BOARD = {"Ketua": A, "Sekretaris": B, "Bendahara": C}


def deed(verb: str, *told: object, on: str, until: str = "") -> Deed:
    """Something that happens."""
    return Deed(verb, told, date.fromisoformat(on), date.fromisoformat(until) if until else None)


def board(on: str = "2015-11-02", places: Mapping[str, str] = BOARD) -> list[Deed]:
    """Five members, and a board."""
    return [*(deed("admit", each, on=on) for each in (A, B, C, D, E)), deed("elect", places, on=on)]


def gone(on: str = "2016-03-01") -> Deed:
    """The chair leaves."""
    return deed("vacate", "Ketua", on=on)


AGAIN = [deed("withdraw", A, on="2016-03-01"), deed("admit", A, on="2016-04-01")]
ACTING = deed("act", "Ketua", D, on="2016-03-01", until="2016-05-01")
PINNED: list[tuple[type[Right], str, list[Deed]]] = [
    (InclusiveEnd, "TRM-03", board()),
    (InclusiveEnd, "TRM-04", board("2016-02-29")),
    (MissedLeapDay, "TRM-04", board("2016-02-29")),
    (DaysForYears, "TRM-03", board()),
    (FourYears, "TRM-01", board()),
    (DoubleHolder, "BRD-10", board(places={**BOARD, "Bendahara": A})),
    (DoubleHolder, "BRD-10", [*board(), gone(), deed("replace", "Ketua", B, on="2016-03-01")]),
    (TwoBoards, "TRM-05", [*board(), deed("elect", BOARD, on="2017-01-01")]),
    (ElectsADayLate, "TRM-05", [*board(), deed("elect", BOARD, on="2020-11-02")]),
    (Strangers, "BRD-01", board(places={**BOARD, "Ketua": STRANGER})),
    (Strangers, "BRD-01", [*board(), gone(), deed("replace", "Ketua", STRANGER, on="2016-03-01")]),
    (EverMember, "MEM-10", [*board(), AGAIN[0], deed("elect", BOARD, on="2020-11-02")]),
    (RestartedTerm, "TRM-10", [*board(), gone(), deed("replace", "Ketua", D, on="2016-03-01")]),
    (StaysOn, "MEM-10", [*board(), AGAIN[0]]),
    (BackOnTheSeat, "BRD-02", [*board(), *AGAIN]),
    (LeavesADayLate, "BRD-11", [*board(), gone()]),
    (ForgottenVacancy, "TRM-06", board()),
    (OutAfterTheEnd, "TRM-06", board()),
    (EmptyAtFirst, "BRD-11", []),
    (
        ActsForever,
        "ACT-01",
        [*board(), gone(), ACTING, deed("replace", "Ketua", D, on="2016-04-01")],
    ),
    (ActsADayMore, "ACT-04", [*board(), gone(), ACTING]),
    (
        ActsFourMonths,
        "ACT-04",
        [*board(), gone(), deed("act", "Ketua", D, on="2016-03-01", until="2016-07-01")],
    ),
    (ActingHolds, "ACT-01", [*board(), gone(), ACTING]),
]


def told(system: type[Right], deeds: list[Deed], offered: tuple[str, ...] = METHODS) -> None:
    """Tell both what happens, and compare them after each deed."""
    both = Differential(system, frozenset(offered), deeds[0].on if deeds else date(2015, 11, 2))
    both.compare()
    for each in deeds:
        both.tell(each)
        both.compare()


def named(found: pytest.ExceptionInfo[AssertionError]) -> list[str]:
    """The rules that a failure names."""
    return re.findall(r"^([A-Z]{3}-\d\d) ", str(found.value), re.MULTILINE)


IDS = [f"{wrong.__name__}-{number}" for number, (wrong, _, _) in enumerate(PINNED)]


@pytest.mark.parametrize(("wrong", "rule", "deeds"), PINNED, ids=IDS)
def test_one_rule_is_named_for_one_fault(wrong: type[Right], rule: str, deeds: list[Deed]) -> None:
    """The rule that was broken is named, and it alone; the right system passes the same."""
    told(Right, deeds)
    with pytest.raises(AssertionError) as found:
        told(wrong, deeds)

    assert named(found) == [rule]
    assert "\nhistory:\n  founded on " in str(found.value)


@pytest.mark.parametrize("wrong", [InclusiveEnd, StaysOn, LeavesADayLate, RestartedTerm])
def test_vacancies_alone_tell_the_same_rule(wrong: type[Right]) -> None:
    """Who is never asked who sits is held to the same rules by what is vacant."""
    offered = tuple(each for each in METHODS if each != "holder_on")
    _, rule, deeds = next(each for each in PINNED if each[0] is wrong)
    with pytest.raises(AssertionError) as found:
        told(wrong, deeds, offered)

    assert named(found) == [rule]


def refusing(verb: str) -> type[Right]:
    """A register that refuses one thing, always."""

    def refuse(*_: object, **__: object) -> None:
        raise RefusalError("no")

    return type("Refusing", (Right,), {verb: refuse})


@pytest.mark.parametrize(
    ("verb", "rule", "deeds"),
    [
        ("admit", "BRD-01", board()),
        ("elect", "BRD-01", board()),
        ("elect", "BRD-02", [*board()[:-1], deed("elect", BOARD, on="2016-01-01")]),
        ("withdraw", "MEM-10", [*board(), AGAIN[0]]),
        ("vacate", "BRD-11", [*board(), gone()]),
        ("replace", "TRM-10", [*board(), gone(), deed("replace", "Ketua", D, on="2016-03-01")]),
        (
            "replace",
            "BRD-01",
            [
                *(*board(), gone(), deed("admit", STRANGER, on="2016-03-01")),
                deed("replace", "Ketua", STRANGER, on="2016-03-01"),
            ],
        ),
        ("act", "ACT-01", [*board(), gone(), ACTING]),
        (
            "act",
            "ACT-04",
            [*board(), gone(), deed("act", "Ketua", D, on="2016-03-01", until="2016-06-01")],
        ),
    ],
    ids=str,
)
def test_a_refusal_of_what_is_allowed_names_the_rule(
    verb: str, rule: str, deeds: list[Deed]
) -> None:
    """Who refuses what a rule allows is told that rule."""
    told(Right, deeds)
    with pytest.raises(AssertionError) as found:
        told(refusing(verb), deeds)

    assert named(found) == [rule]


def test_a_system_that_forgets_is_told_the_rule_of_what_it_forgot() -> None:
    """What goes wrong later on is put down to the deed that it contradicts, not to the last."""

    class Sleeps(Right):
        """Nobody sits in the June of 2017."""

        def holder_on(self, seat: str, day: date) -> str | None:
            """Who holds a seat."""
            asleep = (day.year, day.month) == (2017, 6)
            return None if asleep else super().holder_on(seat, day)

    with pytest.raises(AssertionError) as found:
        told(Sleeps, [*board(), deed("withdraw", E, on="2017-06-15")])

    assert named(found) == ["TRM-03"]


def drawing(*values: object) -> Callable[[object], object]:
    """Draws that are known beforehand."""
    left = deque(values)
    return lambda _: left.popleft()


def test_several_seats_are_asked_of_a_method_that_fills_them() -> None:
    """A system that fills one seat, whatever it is asked, is found out; by one seat it is not."""
    papers = [(("Ani", "Budi"), 3), (("Budi",), 2), (("Cici",), 1)]
    system = Right(seats=(), on=date(2016, 1, 1))

    found = elected(system, drawing(4, papers, 2), STV())
    assert found is not None
    assert (found.rules, found.here) == (("ELC-03",), {"Ani", "Budi"})
    assert found.history[0] == "seats: 2"
    assert elected(system, drawing(4, papers, 1), STV()) is None
    assert elected(system, drawing(4, papers), IRV()) is None
    assert elected(system, drawing(4, [(("Ani",), 1), (("Budi",), 1)]), IRV()) is None


@pytest.mark.parametrize(
    ("method", "rule"),
    [
        (IRV(), "ELC-04"),
        (Majority(), "ELC-04"),
        (Majority(None), "ELC-03"),
        (Acclamation(), "ELC-02"),
    ],
    ids=str,
)
def test_a_count_is_held_to_the_rule_of_its_method(method: Method, rule: str) -> None:
    """An absolute majority, the most votes, and acclamation are three rules."""
    assert law_of(method) == rule


def test_a_misreading_of_a_motion_is_told_from_others() -> None:
    """Where two misreadings give one answer, further motions tell which of them it is."""
    split = drawing(2, 1, {"member-0", "member-1", "partner-0"}, set(), "yes", "no", "yes")
    found = decide(VoteOfAPartner(seats=(), on=date(2016, 1, 1)), split, IRV())

    assert found is not None
    assert found.rules == ("MEM-09",)


def test_a_term_that_begins_late_is_one() -> None:
    """Who sits only from the day after the election is told when a term begins."""

    class BeginsADayLate(Right):
        """Nobody sits on the day of the election."""

        def holder_on(self, seat: str, day: date) -> str | None:
            """Who holds a seat."""
            begins = any(a == day for a, _ in self.terms)
            return None if begins else super().holder_on(seat, day)

    with pytest.raises(AssertionError) as found:
        told(BeginsADayLate, board())

    assert named(found) == ["TRM-03"]


def test_nobody_is_admitted_twice() -> None:
    """Where everybody is a member, nobody else is looked for."""
    machine = conformance(Right)()
    offered = frozenset(METHODS) - {"admit"}
    machine.both = Differential(Right, offered, machine.today)
    machine.admit(None)  # type: ignore[arg-type] # nothing is drawn

    assert [each.verb for each in machine.both.deeds] == ["found"]
