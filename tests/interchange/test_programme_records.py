import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bakohumas.errors import FormatError
from bakohumas.interchange import (
    PROGRAMME_EVENTS,
    dumps_programme,
    dumps_records,
    loads_programme,
    loads_records,
    schema,
)
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.periods import Period
from bakohumas.programmes import (
    Achievement,
    Agency,
    Allocation,
    Coverage,
    Event,
    FollowUp,
    Mix,
    Programme,
    Slot,
    Task,
    TaskForce,
    Terms,
    ThematicForum,
    allocate,
)
from bakohumas.testing import division_problems, programmes, task_forces, thematic_forums

DAY = date(2018, 7, 2)
JULY = Period(date(2018, 7, 1), date(2018, 8, 1))
VALIDATOR = Draft202012Validator(schema("programme"))
LAX = Charter("lax", ("Binds nothing", "Tidak mengikat"), ())


def division(objective: Any = "cost") -> Allocation:  # noqa: ANN401 - any there is
    """A division with every option: slots, windows, limits, conflicts and costs."""
    tasks = [
        Task("clip", ("Clip", "Klip"), "video", ["video"], ["94"], {"rri": 1, "tvri": 2}),
        Task("film", days=2, window=JULY, languages=["id"], slots=[Slot("support", least=1)]),
    ]
    agencies = [
        Agency("rri", 4, ["video"], ["94"], {"film": "no"}, limits=[(JULY, 3)], apart=["bps"]),
        Agency("tvri", 4, ["video"], languages=["id"], conflicts={"clip": "owns it"}),
        Agency("ugm", 4),
    ]
    return allocate(tasks, agencies, objective=objective)


def everything() -> Programme:
    """A programme to which everything happened that can."""
    rounds = Provision("programme.rounds", 1, Period(None), Citation("SK 1/2018"), Grade.C)
    begun: dict[str, Any] = {"on": DAY, "basis": "invented"}
    programme = (
        Programme.begin(
            "apbn",
            title=("Budget", "APBN"),
            charter=LAX.override(rounds),
            initiator="kominfo",
            funder="kemenkeu",
            helped_by=["bakohumas"],
            **begun,
        )
        .hold("fgd", decision_makers=["rri"], **begun)
        .divide(division(), **begun)
        .accept("rri", on=DAY)
        .counter("tvri", terms=Terms(["clip"], 3, date(2018, 7, 31), "busy"), on=DAY)
        .withdraw("ugm", reason="flood", on=DAY)
        .renegotiate(**begun)
        .divide(division("fair"), **begun)
        .refuse("rri", reason="no studio", tasks=["clip"], on=DAY)
        .brief(["rri", "tvri"], version=1, on=DAY)
        .acknowledge("rri", version=1, on=DAY)
        .agree_frame("rakyat", professionals=["perhumas"], officers=["rri"], **begun)
        .write_strategy("rri", own_need="trust", public_need="facts", on=DAY)
        .publish(["rri"], to=["public"], content="rilis-1", on=DAY)
    )
    output = Achievement("rri", ("spots", "spot"), 3, "spots", "report")
    return programme.evaluate(outputs=[output], on=date(2018, 8, 2), basis="invented")


def kinds(parent: type[Any]) -> set[type[Any]]:
    """All classes below one that something can be of."""
    below = set[type[Any]](parent.__subclasses__())
    return {each for each in below.union(*map(kinds, below)) if hasattr(each, "kind")}


def test_every_kind_of_event_is_among_them() -> None:
    """What a programme gains later needs a tag, and a place in this test."""
    assert {type(each) for each in everything().events} == kinds(Event)
    assert set(PROGRAMME_EVENTS.values()) == kinds(Event)


def test_a_programme_with_every_event_comes_back() -> None:
    """With its charter, its divisions and all answers; the same bytes each time."""
    text = dumps_records([everything()])

    assert loads_records(text) == (everything(),)
    assert dumps_records(loads_records(text)) == text


@given(programmes())
def test_any_programme_comes_back(programme: Programme) -> None:
    """Equal, and with the same words for all of it."""
    (again,) = loads_records(dumps_records([programme]))

    assert again == programme
    assert isinstance(again, Programme)
    assert again.explain("id") == programme.explain("id")
    assert again.remarks(date.max) == programme.remarks(date.max)


@given(st.lists(task_forces() | thematic_forums(), max_size=3))
def test_any_task_force_and_forum_comes_back(records: list[TaskForce | ThematicForum]) -> None:
    """Whatever of them is recorded, and whatever is not."""
    assert loads_records(dumps_records(records)) == tuple(records)


@given(
    division_problems(max_tasks=4, feasible=True).filter(lambda problem: bool(problem[0])),
    st.sampled_from(["cost", "fair", Mix(cost=1, fairness=5), None]),
)
def test_any_division_comes_back(problem: Any, objective: Any) -> None:  # noqa: ANN401 - as drawn
    """With what it sought, how close it came, and the teams it gave."""
    found = allocate(*problem, objective=objective or "cost")
    made = (
        found
        if objective
        else Allocation.of(found.assignments, tasks=found.tasks, agencies=found.agencies)
    )
    programme = Programme.begin(
        "p", title=("", ""), charter=LAX, initiator="kominfo", on=DAY, basis=""
    ).divide(made, on=DAY, basis="")
    (again,) = loads_records(dumps_records([programme]))

    assert isinstance(again, Programme)
    assert again.division_on(DAY) == made


def slip(record: object, *path: str | int, value: object) -> tuple[str, ...]:
    """What is wrong with the document of one record once one value in it is another."""
    document = json.loads(dumps_records([record]))  # type: ignore[list-item]
    place = document["records"][0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(FormatError) as error:
        loads_records(json.dumps(document))
    return error.value.problems


def test_what_is_wrong_with_a_programme_is_told_with_its_place() -> None:
    """Every field that is malformed at once; then whatever could not have happened."""
    whole = everything()
    here = "$.records[0]"

    assert slip(whole, "events", 1, "event", value="party")[0].startswith(
        f"{here}.events[1]: expected an event of a programme of agency_withdrew, "
    )
    assert slip(whole, "id", value=7) == (f"{here}.id: expected text, got a whole number",)
    assert slip(whole, "charter", value="x")[0].startswith(f"{here}.charter: no charter is known")
    assert slip(whole, "kind", value="x") == (f"{here}.kind: no such field",)
    assert slip(whole, "events", 3, "on", value="2018-07-01")[0].startswith(
        f"{here}.events: apbn on 2018-07-01, rri agrees: the last event is of 2018-07-02"
    )
    assert slip(whole, "events", value=[]) == (
        f"{here}.events: the first event of a programme, and no other, is its beginning",
    )
    (sought,) = slip(whole, "events", 2, "allocation", "objective", value="speed")
    assert sought.startswith(f"{here}.events[2].allocation.objective: expected 'cost', 'fair' or")
    assert slip(whole, "events", 2, "allocation", "gap", value="1/0") == (
        f"{here}.events[2].allocation.gap: expected a fraction such as '1/20', got '1/0'",
    )
    assert slip(whole, "events", 2, "allocation", "cost", value=99)[0].startswith(
        f"{here}.events: apbn on 2018-07-02, division of tasks proposed"
    )
    several = slip(whole, "events", 3, value={"event": "tasks_accepted", "agency": 3})
    assert several == (
        f"{here}.events[3].on: required field missing",
        f"{here}.events[3].agency: expected text, got a whole number",
    )


def test_what_is_wrong_with_a_forum_or_a_task_force_is_told_with_its_place() -> None:
    """A form that is none, a lead from outside and half a follow-up."""
    work = FollowUp("a video", ["rri"], DAY)
    piece = Coverage("antara", "external", DAY + timedelta(1))
    forum = ThematicForum("f", ("", ""), "rri", DAY, "seminar", coverage=[piece], follow_ups=[work])
    force = TaskForce("mudik", members=["rri"], lead="rri", period=JULY, flow=[("rri", "public")])
    here = "$.records[0]"

    assert slip(forum, "form", value="party")[0].startswith(f"{here}.form: expected one of seminar")
    assert slip(forum, "coverage", 0, "kind", value="x")[0].startswith(f"{here}.coverage[0].kind")
    assert slip(forum, "follow_ups", 0, "who", value=[]) == (
        f"{here}.follow_ups[0].who: who must name somebody",
    )
    assert slip(force, "lead", value="bps") == (
        f"{here}: the lead is one of the members, and bps is not among rri",
    )
    assert slip(force, "flow", 0, value=["rri"]) == (
        f"{here}.flow[0]: expected a list of 2, got 1",
    )
    assert slip(force, "period", "end", value="2018-06-01")[0].startswith(f"{here}.period")


def test_a_charter_that_is_shipped_is_written_by_its_name() -> None:
    """As in the document of a body."""
    programme = Programme.begin(
        "p", title=("", ""), charter=charter("national"), initiator="a", on=DAY, basis="x"
    )

    assert json.loads(dumps_records([programme]))["records"][0]["charter"] == "national"


@given(programmes() | st.builds(everything))
def test_any_programme_has_a_document_of_its_own(programme: Programme) -> None:
    """It comes back from it, and the document keeps to the schema."""
    text = dumps_programme(programme)

    assert loads_programme(text) == programme
    assert dumps_programme(loads_programme(text)) == text
    assert list(VALIDATOR.iter_errors(json.loads(text))) == []


def test_the_gap_of_a_division_is_kept() -> None:
    """The fraction by which another division could be closer stands in the document."""
    more: dict[str, Any] = {"on": DAY, "basis": "invented"}
    begun = Programme.begin("p", title=("", ""), charter=LAX, initiator="a", **more)
    divided = begun.divide(allocate([Task("clip")], [Agency("rri", 2)]), **more)
    text = dumps_programme(divided)

    assert '"gap": "0/1"' in text
    assert loads_programme(text) == divided
    assert list(VALIDATOR.iter_errors(json.loads(text))) == []


def test_a_division_names_what_is_there() -> None:
    """A task or an agency that a division assigns is among its own; otherwise it is refused."""
    document = json.loads(dumps_programme(everything()))
    document["events"][2]["allocation"]["assignments"]["klip-baru"] = "rri"

    with pytest.raises(FormatError, match="neither among the tasks nor the agencies: klip-baru"):
        loads_programme(json.dumps(document))


def test_half_a_surrogate_in_a_key_can_be_told() -> None:
    """What is wrong is told in words that UTF-8 can write."""
    document = json.loads(dumps_programme(everything()))
    document["events"][2]["allocation"]["loads"]["\ud800"] = []

    with pytest.raises(FormatError) as caught:
        loads_programme(json.dumps(document))
    assert "loads[\\ud800]: expected a whole number" in str(caught.value)
    assert str(caught.value).encode()


def test_what_is_no_document_of_a_programme_is_refused() -> None:
    """By the reader with every problem and its place, and by the schema."""
    document = json.loads(dumps_programme(everything()))
    document["events"][3]["agency"] = 7
    document["events"][2]["allocation"]["teams"] = "x"
    found = sorted(error.json_path for error in VALIDATOR.iter_errors(document))
    with pytest.raises(FormatError) as error:
        loads_programme(json.dumps(document))

    assert found == ["$.events[2].allocation.teams", "$.events[3].agency"]
    assert [each.partition(":")[0] for each in error.value.problems] == [
        "$.events[2].allocation.teams",
        "$.events[3].agency",
    ]
    with pytest.raises(FormatError, match="this library reads 1, not 2: it was written by a newer"):
        loads_programme(json.dumps({**document, "version": 2}))
    with pytest.raises(TypeError, match="the programme must be a Programme, got the str"):
        dumps_programme("apbn")  # type: ignore[arg-type]
