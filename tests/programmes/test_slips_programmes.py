import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from bakohumas.law import charter, regulation
from bakohumas.programmes import (
    Agency,
    Allocation,
    MembersBriefed,
    Obstacle,
    Programme,
    Reason,
    Task,
    TasksAccepted,
    allocate,
    reasons_against,
    verify,
)

DAY, MOMENT = date(2018, 6, 30), datetime(2018, 6, 30)  # noqa: DTZ001 - a moment on no clock
RULES = charter("national")
TITLED = "title must be worded, if at all, in English and in Indonesian, got"
TITLE = ("Results of the budget", "Capaian APBN")


def begun(
    id_: object = "apbn",
    *,
    title: object = TITLE,
    rules: object = RULES,
    initiator: object = "kominfo",
    on: object = DAY,
    basis: object = "seed 0",
) -> Programme:
    """A programme that has just begun, with one slip or another."""
    return Programme.begin(
        odd(id_),
        title=odd(title),
        charter=odd(rules),
        initiator=odd(initiator),
        on=odd(on),
        basis=odd(basis),
    )


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


KINDS: dict[str, Callable[[], object]] = {
    "each task must be a Task, got the str 'a'": lambda: allocate([odd("a")], [odd("x")]),
    "each agency must be an Agency, got the str 'x'": lambda: allocate([], [odd("x")]),
    "what lists each task must be an Iterable, got the NoneType None": lambda: allocate(
        odd(None), []
    ),
    "assignments must be a Mapping, got the list ['x']": lambda: Allocation.of(
        odd(["x"]), tasks=[], agencies=[]
    ),
    "allocation must be an Allocation, got the NoneType None": lambda: verify(odd(None), [], []),
    "task must be a Task, got the str 'a'": lambda: reasons_against(odd("a"), Agency("x", 1)),
    "agency must be an Agency, got the str 'x'": lambda: reasons_against(Task("a"), odd("x")),
    "obstacle must be an Obstacle, got the str 'skill'": lambda: Reason(odd("skill")),
    "detail must be a str, got the NoneType None": lambda: Reason(Obstacle.SKILL, odd(None)),
    "id must be a str, got the int 3": lambda: Task(odd(3)),
    f"{TITLED} 'abc': hand over a tuple of two texts": lambda: Task("a", odd("abc")),
    f"{TITLED} ('abc', 1): hand over a tuple of two texts": lambda: Task("a", odd(("abc", 1))),
    "cost of x must be an int, got the str '3'": lambda: Task("a", cost={"x": odd("3")}),
    "each code in cost must be a str, got the int 3": lambda: Task("a", cost={odd(3): 3}),
    "cost must be a Mapping, got the list [3]": lambda: Task("a", cost=odd([3])),
    "a code must be a str, got the int 1": lambda: Task("a", needs=odd([1])),
    "a collection of codes is wanted, got the single text 'video'": lambda: Task(
        "a", needs=odd("video")
    ),
    "a collection of codes must be an Iterable, got the NoneType None": lambda: Task(
        "a", regions=odd(None)
    ),
    "capacity must be an int, got the str '3'": lambda: Agency("x", odd("3")),
    "capacity must be an int, got the bool True": lambda: Agency("x", capacity=True),
    "excludes of t must be a str, got the int 3": lambda: Agency("x", 1, excludes={"t": odd(3)}),
    "charter must be a Charter, got the NoneType None": lambda: begun(rules=None),
    "on must be a date, got the datetime datetime.datetime(2018, 6, 30, 0, 0)": lambda: begun(
        on=MOMENT
    ),
    "basis must be a str, got the NoneType None": lambda: begun(basis=None),
    f"{TITLED} ['a', 'b']: hand over a tuple of two texts": lambda: begun(title=["a", "b"]),
    "initiator must be a str, got the int 7": lambda: begun(initiator=7),
    "a collection of codes is wanted, got the single text 'kominfo'": lambda: begun().hold(
        "fgd", by="kominfo", on=DAY, basis="x"
    ),
    "version must be an int, got the str '1'": lambda: begun().brief(
        ["a"], version=odd("1"), on=DAY
    ),
    "the day must be a date, got the str '2018'": lambda: begun().stage_on(odd("2018")),
    "the day must be a date, got the datetime datetime.datetime(2018, 6, 30, 0, 0)": lambda: (
        begun().agreement_on(MOMENT)
    ),
    "events must be an Iterable, got the NoneType None": lambda: Programme.replay(
        "p", odd(None), charter=RULES
    ),
    "events must be an Event, got the str 'y'": lambda: Programme.replay(
        "p", [odd("y")], charter=RULES
    ),
    "an event must be an Event, got the str 'y'": lambda: Programme.replay(
        "p", [*begun().events, odd("y")], charter=RULES
    ),
    "events must be a tuple, got the list []": lambda: Programme("p", RULES, odd([])),
}


VALUES: dict[str, Callable[[], object]] = {
    "id must be a text without blanks around it, got ''": lambda: Task(""),
    "id must be a text without blanks around it, got 'x '": lambda: Agency("x ", 1),
    "'capacity' must be >= 0: -1": lambda: Agency("x", -1),
    "id must be a text without blanks around it, got ' apbn'": lambda: begun(" apbn"),
    "stage must be one of research, fgd, decision, division, "
    "internal_communication, common_frame, strategy, planning, content, dissemination, "
    "communication, evaluation, got 'party'": lambda: begun().hold("party", on=DAY, basis="x"),
    "agency must be a text without blanks around it, got ' '": lambda: TasksAccepted(" ", on=DAY),
    "members must name somebody": lambda: MembersBriefed([], 1, on=DAY),
    "'version' must be >= 1: 0": lambda: MembersBriefed(["a"], 0, on=DAY),
    "objective must be 'cost' or 'fair', got ['cost']": lambda: allocate(
        [], [], objective=odd(["cost"])
    ),
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


def test_a_stage_is_held_by_whoever_is_named() -> None:
    """Those who hold it may come from anything that yields codes; else it is the initiator."""
    held = begun().hold("fgd", by=iter(["b", "a"]), on=DAY, basis="x").events[-1]
    alone = begun().hold("fgd", by=iter(()), on=DAY, basis="x").events[-1]

    assert (held.who, alone.who) == (("a", "b"), ("kominfo",))


def test_a_basis_may_be_a_regulation() -> None:
    """A regulation or a citation is kept in its own words."""
    found = regulation("PM Kominfo 35/2014")

    assert begun(basis=found).events[0].basis == str(found)


def test_one_task_is_one_task() -> None:
    """A single task is told as one, in both languages."""
    division = allocate([Task("clip")], [Agency("rri", 1)])

    assert division.explain().splitlines()[0] == "1 task, cost 0 (least total cost)"
    assert division.explain("id").splitlines()[0] == "1 tugas, biaya 0 (biaya total terkecil)"
