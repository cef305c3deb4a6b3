import json
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from bakohumas.content import (
    CRITERIA,
    Agenda,
    Audience,
    BestPractice,
    Channel,
    Comment,
    Content,
    Correction,
    Criterion,
    Fact,
    HelpRequest,
    Issue,
    KeyMessage,
    Messages,
    Newsroom,
    Outlet,
    Registers,
    Wording,
)
from bakohumas.errors import FormatError
from bakohumas.interchange import dumps_content, loads_content, schema
from bakohumas.law import Grade
from bakohumas.testing import agendas, newsrooms, registers

DAY = date(2025, 8, 6)
WORDS = ("Weigh monthly", "Timbang tiap bulan")
GOLDEN = Path(__file__).parent / "every_content.json"
"""Documents of version 1 as they stand for ever: what reads them today reads them tomorrow."""
SCHEMA = Draft202012Validator(schema("content"), format_checker=FormatChecker(["date"]))
FACT = Fact(WORDS, "survey (invented)", "bps", DAY)
moment = datetime.fromisoformat


def every() -> tuple[Newsroom, Agenda, Registers]:
    """A value of each kind, with every field at something that is not its default."""
    told = Messages([KeyMessage("gizi", WORDS, on=DAY, facts=(FACT,), basis="FGD")])
    told = told.supersede("gizi", WORDS, on=date(2025, 9, 1), reverses=True)
    told = told.correct(Correction("hoaks", WORDS, FACT, message="gizi", on=DAY))
    fields: Any = {"on": DAY, "purpose": "education", "wording": "w"}
    room = Newsroom(told).enter(
        Audience("warga", "63", 12_000, "santai"),
        Channel("ig", "dinkes", "social_media", "@dinkes", "warga", two_way=True, internal=True),
        Outlet("koran", 1, "newspaper", "warga"),
        Wording("w", {"gizi": 1}, "warga", "santai", "bjn", text="Yuk!"),
        Wording("x", {}, digest="0" * 64),
        Content("a", "caption", "dinkes", "ig", carries={"gizi": 1}, corrects=["hoaks"], **fields),
        Content("b", "caption", "dinkes", "ig", carries={"gizi": 1}, repeats=["hoaks"], **fields),
        Comment(
            "k",
            "a",
            moment("2025-08-06T09:00:00.000250"),
            "report",
            answered=moment("2025-08-06T10"),
            by="dinkes",
        ),
    )
    weighed = Criterion("seen", ("seen", "terlihat"), Fraction(1, 3), 9, Grade.C, "seed 4")
    whole = Criterion("told", ("told", "dikatakan"), Fraction(2))
    scores = {"seen": 7, "told": 5}
    issue = Issue.found("mudik", WORDS, scores=scores, on=DAY, owner="polri", basis="rapat")
    issue = issue.plan("crisis", "posko", by="polri", on=DAY).move("uproar", on=DAY)
    agenda = Agenda([issue], (weighed, whole))
    practice = BestPractice("balas", "dinkes", WORDS, WORDS, on=DAY, evidence=("survey",))
    request = HelpRequest("h", "dinkes", WORDS, asked=DAY).take(by="rri", on=DAY).finish(on=DAY)
    return room, agenda, Registers(["apbn"], agenda, (practice.adopt("rri", on=DAY),), (request,))


def document(value: Newsroom | Agenda | Registers) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The document of a value, as plain data."""
    return json.loads(dumps_content(value))


@given(st.one_of(newsrooms(), agendas(), registers()))
def test_what_was_written_is_read_again(value: Newsroom | Agenda | Registers) -> None:
    """Law: there and back is the same value and the same bytes, and keeps to the schema."""
    text = dumps_content(value)
    again = loads_content(text)

    assert again == value
    assert dumps_content(again) == text
    assert list(SCHEMA.iter_errors(json.loads(text))) == []


def test_the_documents_of_version_1_are_read_for_ever() -> None:
    """Each kind, with every field: what is written today is what was written then."""
    golden = json.loads(GOLDEN.read_text("utf-8"))

    assert [document(each) for each in every()] == golden
    assert tuple(loads_content(json.dumps(each)) for each in golden) == every()
    assert [list(SCHEMA.iter_errors(each)) for each in golden] == [[], [], []]


def test_the_criteria_are_always_said() -> None:
    """An agenda weighed by the default says by what, so that another default changes nothing."""
    agenda, kept = document(Agenda()), document(Registers())

    assert [each["id"] for each in agenda["content"]["criteria"]] == [each.id for each in CRITERIA]
    assert kept["content"]["agenda"]["criteria"] == agenda["content"]["criteria"]


def test_a_whole_fraction_stays_a_fraction() -> None:
    """And a whole number a whole number."""
    _, agenda, _ = every()
    again = loads_content(dumps_content(agenda))

    assert isinstance(again, Agenda)
    assert [type(each.weight) for each in again.criteria] == [Fraction, Fraction]
    assert document(agenda)["content"]["criteria"][1]["weight"] == "2/1"


def put(*path: str | int, value: object) -> Callable[[Any], None]:
    """A change of a document: another value in one place of its content."""

    def change(whole: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        place = whole["content"]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


NEWSROOM, AGENDA, REGISTERS = range(3)
WRONG = [
    (NEWSROOM, put("kind", value="bodies.Body"), "$.content: expected content of agenda, newsroom"),
    (NEWSROOM, put("kind", value=None), "$.content: expected content of agenda, newsroom"),
    (NEWSROOM, put("digest", value="1f"), "$.content.digest: no such field"),
    (NEWSROOM, put("contents", value={}), "$.content.contents: expected a list, got an object"),
    (
        NEWSROOM,
        put("contents", 0, "carries", value=["gizi"]),
        "$.content.contents[0].carries: expected an object, got a list",
    ),
    (
        NEWSROOM,
        put("contents", 0, "carries", value={"gizi": "1"}),
        "$.content.contents[0].carries[gizi]: expected a whole number, got text",
    ),
    (
        NEWSROOM,
        put("contents", 0, "kind", value="poem"),
        "$.content.contents[0].kind: expected one",
    ),
    (
        NEWSROOM,
        put("comments", 0, "at", value="2025-08-06"),
        "$.content.comments[0].at: expected a moment",
    ),
    (
        AGENDA,
        put("criteria", 0, "weight", value=0.5),
        "$.content.criteria[0].weight: expected a whole number or a fraction",
    ),
    (
        AGENDA,
        put("issues", 0, "transitions", 0, "state", value="loud"),
        "$.content.issues[0].transitions[0].state: expected one of latent",
    ),
    (
        REGISTERS,
        put("requests", 0, "asked", value="6/8/2025"),
        "$.content.requests[0].asked: expected a",
    ),
]


@pytest.mark.parametrize(("which", "change", "problem"), WRONG, ids=map("wrong-{}".format, count()))
def test_what_is_malformed_is_told_with_its_place(
    which: int, change: Callable[[Any], None], problem: str
) -> None:
    """By the reader in words, and by any validator of the schema."""
    broken = document(every()[which])
    change(broken)

    with pytest.raises(FormatError) as caught:
        loads_content(json.dumps(broken))
    assert caught.value.source == "content"
    assert any(each.startswith(problem) for each in caught.value.problems), caught.value.problems
    assert list(SCHEMA.iter_errors(broken)) != []


@pytest.mark.parametrize(
    ("which", "change", "problem"),
    [
        (NEWSROOM, put("contents", 0, "channel", value="tv"), "$.content: no channel is known as"),
        (
            NEWSROOM,
            put("messages", "versions", 1, "version", value=3),
            "$.content.messages.versions: versions of gizi must be",
        ),
        (
            AGENDA,
            put("issues", 0, "scores", value={}),
            "$.content.issues: issues must be scored by",
        ),
        (
            REGISTERS,
            put("requests", 0, "done", value="2025-08-01"),
            "$.content.requests[0].done: done and taken of h must",
        ),
    ],
    ids=map("untrue-{}".format, count()),
)
def test_what_cannot_be_is_told_too(
    which: int, change: Callable[[Any], None], problem: str
) -> None:
    """The laws of the values are checked again, though the schema knows none of them."""
    broken = document(every()[which])
    change(broken)

    assert list(SCHEMA.iter_errors(broken)) == []
    with pytest.raises(FormatError) as caught:
        loads_content(json.dumps(broken))
    assert caught.value.problems[0].startswith(problem), caught.value.problems


def test_only_what_is_told_is_written() -> None:
    """Neither another value nor another version."""
    with pytest.raises(
        TypeError, match="what is told must be an Agenda or a Newsroom or a Registers"
    ):
        dumps_content(FACT)  # type: ignore[arg-type]
    newer = document(Agenda()) | {"version": 2}
    with pytest.raises(FormatError, match="it was written by a newer one"):
        loads_content(json.dumps(newer))
