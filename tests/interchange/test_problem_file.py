import copy
import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bakohumas.errors import FormatError
from bakohumas.interchange import loads_problem, schema
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Slot, Task
from bakohumas.testing import division_problems, team_problems

PROBLEM = Draft202012Validator(schema("problem"))
WHOLE: dict[str, Any] = {
    "format": "bakohumas/problem",
    "version": 1,
    "agencies": [
        {
            "id": "rri",
            "capacity": 3,
            "skills": ["radio", "role:advisor"],
            "regions": ["94"],
            "languages": ["id"],
            "excludes": {"film": "rests"},
            "conflicts": {"clip": "sells it"},
            "apart": ["tvri"],
            "limits": [{"start": "2018-01-01", "end": "2018-07-01", "days": 2}, {"days": 9}],
            "stock": {"loan:studio": 2},
            "nested": False,
        },
        {"id": "tvri", "capacity": 0},
    ],
    "tasks": [
        {
            "id": "clip",
            "title": {"en": "Clip", "id": "Klip"},
            "output": "videographic",
            "needs": ["radio"],
            "regions": ["94", "91"],
            "languages": ["id"],
            "cost": {"rri": -1},
            "days": 2,
            "window": {"start": "2018-01-01", "end": None},
            "slots": [
                {
                    "duty": "support",
                    "name": "crew",
                    "needs": ["radio"],
                    "days": 1,
                    "least": 0,
                    "most": 3,
                    "cost": {"rri": 1},
                    "region": "94",
                    "languages": [],
                    "window": {"start": "2018-02-01"},
                }
            ],
        },
        {"id": "film", "title": "Film", "region": "94"},
    ],
}
HALF = "\udce9 tugas"


def test_everything_that_a_problem_can_say_is_read() -> None:
    """Each field arrives as what it is, and the schema agrees that it may stand there."""
    PROBLEM.check_schema(schema("problem"))
    PROBLEM.validate(WHOLE)
    tasks, agencies = loads_problem(json.dumps(WHOLE))

    assert agencies == (
        Agency(
            "rri", 3, ["radio", "role:advisor"], ["94"], {"film": "rests"},
            languages=["id"], conflicts={"clip": "sells it"}, apart=["tvri"],
            limits=[(Period(date(2018, 1, 1), date(2018, 7, 1)), 2), (Period(None), 9)],
            stock={"loan:studio": 2}, nested=False,
        ),
        Agency("tvri", 0),
    )  # fmt: skip
    assert tasks == (
        Task(
            "clip", ("Clip", "Klip"), "videographic", ["radio"], ["94", "91"], {"rri": -1},
            languages=["id"], days=2, window=Period(date(2018, 1, 1)),
            slots=[
                Slot(
                    "support", "crew", ["radio"], days=1, least=0, most=3, cost={"rri": 1},
                    regions=["94"], languages=[], window=Period(date(2018, 2, 1)),
                ),
            ],
        ),
        Task("film", ("Film", "Film"), regions=["94"]),
    )  # fmt: skip


def plain(period: Period) -> dict[str, str | None]:
    """A period as a problem says it."""
    ends = {"start": period.start, "end": period.end}
    return {name: day.isoformat() if day else None for name, day in ends.items()}


def said(problem: tuple[tuple[Task, ...], tuple[Agency, ...]]) -> dict[str, Any]:
    """A problem as a document."""
    tasks, agencies = problem
    return {
        "agencies": [
            {
                **{name: list(getattr(one, name)) for name in
                   ("skills", "regions", "languages", "apart")},
                **{name: getattr(one, name) for name in ("id", "capacity")},
                **{name: getattr(one, name) for name in ("excludes", "conflicts")},
                "limits": [plain(period) | {"days": days} for period, days in one.limits],
                "stock": one.stock, "nested": one.nested,
            }
            for one in agencies
        ],
        "tasks": [
            {
                **{name: list(getattr(one, name)) for name in ("needs", "regions", "languages")},
                **{name: getattr(one, name) for name in ("id", "days")},
                **({} if one.cost is None else {"cost": one.cost}),
                **({"window": plain(one.window)} if one.window else {}),
                "slots": [
                    {
                        "duty": slot.duty.value, "needs": list(slot.needs), "least": slot.least,
                        **{
                            name: list(value) for name in ("regions", "languages")
                            if (value := getattr(slot, name)) is not None
                        },
                        **({} if slot.cost is None else {"cost": slot.cost}),
                        **({"window": plain(slot.window)} if slot.window else {}),
                    }
                    for slot in one.slots
                ],
            }
            for one in tasks
        ],
    }  # fmt: skip


@given(division_problems() | team_problems())
def test_whatever_can_be_divided_can_be_read(
    problem: tuple[tuple[Task, ...], tuple[Agency, ...]],
) -> None:
    """Tasks and agencies come back as they went, and are valid by the schema."""
    document = said(problem)

    assert loads_problem(json.dumps(document)) == problem
    assert PROBLEM.is_valid(document)


MALFORMED: list[tuple[str, str]] = [
    ("[]", "$: expected an object, got []"),
    ("{}", "$.agencies: required field missing"),
    ('{"tasks": [], "agencies": {}}', "$.agencies: expected a list, got {}"),
    ('{"tasks": [], "agencies": [], "version": true}', "$.version: this library reads 1, not True"),
    ('{"tasks": [], "agencies": [], "x": 1}', "$.x: no such field"),
    ('{"tasks": [3], "agencies": []}', "$.tasks[0]: expected an object, got 3"),
    ('{"tasks": [{"id": "a"}, {"id": "a"}], "agencies": []}', "$.tasks[1].id: 'a' stands twice"),
]
WRONG: list[tuple[str, Any, str]] = [
    ("id", "", "id: expected one line of text without blanks around it, got ''"),
    ("id", 7, "id: expected one line of text without blanks around it, got 7"),
    ("output", 7, "output: expected a text, got 7"),
    ("title", 7, "title: expected an object, got 7"),
    ("title", {"en": 5, "id": ""}, "title.en: expected a text, got 5"),
    ("title", {"en": "a"}, "title.id: required field missing"),
    ("needs", "video", "needs: expected a list, got 'video'"),
    ("needs", [" "], "needs[0]: expected one line of text without blanks around it, got ' '"),
    ("id", "a\nb", "id: expected one line of text without blanks around it, got 'a\\nb'"),
    ("cost", [], "cost: expected an object, got []"),
    ("cost", {"": 1}, "cost: expected one line of text without blanks around it, got ''"),
    ("cost", {"a": True}, "cost.a: expected a whole number, got True"),
    ("cost", {"a": 1.5}, "cost.a: expected a whole number, got 1.5"),
    ("days", 0, "days: expected a whole number from 1 to 1000, got 0"),
    ("days", 1001, "days: expected a whole number from 1 to 1000, got 1001"),
    ("window", {"start": "1 May"}, "window.start: expected a day of the form YYYY-MM-DD"),
    ("window", {"start": "20180501"}, "window.start: expected a day of the form YYYY-MM-DD"),
    ("window", {"start": "2018-W01-1"}, "window.start: expected a day of the form YYYY-MM-DD"),
    ("window", {"start": 20180501}, "window.start: expected a day of the form YYYY-MM-DD"),
    ("window", {"start": "2018-02-29"}, "window.start: expected a day of the form YYYY-MM-DD"),
    ("x" * 99, 1, f"$.tasks[0].{'x' * 60}…: no such field"),
    ("window", {"days": 1}, "window.days: no such field"),
    ("window", {"start": "2018-01-02", "end": "2018-01-02"}, "window.end: expected a day after"),
    ("slots", [{"duty": "lead"}], "slots[0].duty: expected one of support, consulted, informed"),
    ("slots", [{}], "slots[0].duty: required field missing"),
    ("slots", [{"duty": "support", "least": 2, "most": 1}], "slots[0]: most must be at least 2"),
    ("slots", [{"duty": "support"}] * 2, "slots of a task have names of their own"),
    ("regions", ["94"], "region: it stands beside regions; give one of them"),
]


@pytest.mark.parametrize(("text", "problem"), MALFORMED)
def test_a_document_of_another_form_is_refused(text: str, problem: str) -> None:
    """What is wrong with the whole is told with its place."""
    with pytest.raises(FormatError) as refusal:
        loads_problem(text)

    assert problem in refusal.value.problems


@pytest.mark.parametrize(("field", "value", "problem"), WRONG)
def test_what_is_wrong_with_a_task_is_told_with_its_place(
    field: str, value: object, problem: str
) -> None:
    """One thing is wrong, and it is named."""
    task = {"id": "t", "region": "94", field: value}
    with pytest.raises(FormatError) as refusal:
        loads_problem(json.dumps({"agencies": [], "tasks": [task]}))

    (told,) = refusal.value.problems
    assert told.startswith("$.tasks[0]")
    assert problem in told


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Agencies and tasks, and a limit without its days."""
    text = json.dumps(
        {
            "agencies": [{"id": "a"}, {"id": "a", "capacity": -1, "limits": [{}, 3]}],
            "tasks": [{"id": "t", "wants": []}, {}],
        }
    )
    with pytest.raises(FormatError) as refusal:
        loads_problem(text)

    assert refusal.value.problems == (
        "$.agencies[0].capacity: required field missing",
        "$.agencies[1].capacity: expected a whole number from 0, got -1",
        "$.agencies[1].limits[0].days: required field missing",
        "$.agencies[1].limits[1]: expected an object, got 3",
        "$.agencies[1].id: 'a' stands twice",
        "$.tasks[0].wants: no such field",
        "$.tasks[1].id: required field missing",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"tasks": [], "tasks": []}',
        "[" * 40 + "]" * 40,
        '{"a": NaN}',
        '{"a": ' + "9" * 101 + "}",
    ],
)
def test_what_is_no_bounded_json_is_refused(text: str) -> None:
    """Keys that stand twice, depth, and numbers that are none."""
    with pytest.raises(FormatError):
        loads_problem(text)


def test_a_cost_that_names_nobody_is_one_that_nobody_can_bear() -> None:
    """An agency absent from a given cost cannot take the task, whoever is there."""
    tasks, _ = loads_problem('{"agencies": [], "tasks": [{"id": "t", "cost": {}}, {"id": "u"}]}')

    assert [task.cost for task in tasks] == [{}, None]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_finite_number_is_told_with_its_place(number: str) -> None:
    """Strict JSON has none, and the place is named as for all that is wrong."""
    text = '{"agencies": [], "tasks": [{"id": "t"}, {"id": "u", "cost": {"a": 7}}]}'
    with pytest.raises(FormatError) as refusal:
        loads_problem(text.replace("7", number))

    assert refusal.value.problems == (f"$.tasks[1].cost.a: {number} is not a finite number",)


def test_a_whole_number_may_be_written_with_a_point() -> None:
    """JSON Schema counts 5.0 among the integers, and so does the reader; true is none."""
    text = '{"agencies": [{"id": "a", "capacity": 5.0}], "tasks": [{"id": "t", "days": 2e0}]}'
    (task,), (agency,) = loads_problem(text)

    assert (agency.capacity, task.days) == (5, 2)
    assert type(agency.capacity) is int
    assert PROBLEM.is_valid(json.loads(text))
    for value in ("true", "0.5"):
        with pytest.raises(FormatError, match="expected a whole number"):
            loads_problem(text.replace("5.0", value))


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("stock", {"studio": 1}, "stock: expected needs that begin with loan:, got 'studio'"),
        ("stock", {"loan:x": 0}, "stock.loan:x: expected a whole number from 1, got 0"),
        ("nested", 1, "nested: expected true or false, got 1"),
    ],
)
def test_what_is_wrong_with_an_agency_is_told_with_its_place(
    field: str, value: object, problem: str
) -> None:
    """One thing is wrong, and it is named."""
    agency = {"id": "a", "capacity": 1, field: value}
    with pytest.raises(FormatError) as refusal:
        loads_problem(json.dumps({"agencies": [agency], "tasks": []}))

    assert refusal.value.problems == (f"$.agencies[0].{problem}",)


def test_a_window_may_be_nothing() -> None:
    """As it may be left out."""
    document = {"agencies": [], "tasks": [{"id": "t", "window": None}]}
    (task,), _ = loads_problem(json.dumps(document))

    assert task.window is None
    assert PROBLEM.is_valid(document)


BEYOND = re.compile(
    r"stands twice|stand twice|twice stands|expected a day after|most must be at least"
    r"|a day of the form YYYY-MM-DD, got '2018-02-29'"
)
"""What no schema can say: ids and names that stand twice, days out of order or in no month."""
PLACES = [
    (name, place, field)
    for name in ("agencies", "tasks")
    for place, one in enumerate(WHOLE[name])
    for field in (*one, "x")
]
ODD = (
    st.none()
    | st.booleans()
    | st.integers(-2, 1002)
    | st.sampled_from([1.0, 0.5, -2.0])
    | st.sampled_from(["", " ", "a", "a ", "a\n", "a\nb", "é", "2018-01-01", "2018-02-29"])
)
VALUES = st.recursive(
    ODD,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["", "a", "en", "id", "duty", "days", "start", "end", "least", "cost", "loan:a"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(st.sampled_from(PLACES), VALUES)
@example(("tasks", 0, "slots"), [{"duty": "support", "least": 1001}])
@example(("agencies", 0, "limits"), [{"start": None, "end": None, "days": 0}])
@example(("tasks", 0, "region"), "94")
@example(("tasks", 1, "window"), {"start": "2018-02-29", "end": "2018-01-01"})
@example(("tasks", 1, "window"), {"start": "2018-02-30"})
@example(("tasks", 1, "window"), {"start": "2018-01-01\n", "end": ""})
@example(("tasks", 0, "cost"), {"a\n": 1})
@example(("agencies", 0, "excludes"), {"": ""})
@example(("agencies", 0, "stock"), {"loan:a": 0, "a": 1})
def test_the_schema_and_the_reader_agree(place: tuple[str, int, str], value: object) -> None:
    """With anything in any field, what one takes the other takes, but for what no schema says."""
    name, number, field = place
    document = copy.deepcopy(WHOLE)
    document[name][number][field] = value
    told: tuple[str, ...] = ()
    try:
        loads_problem(json.dumps(document))
    except FormatError as slip:
        told = slip.problems

    assert PROBLEM.is_valid(document) == (not [each for each in told if not BEYOND.search(each)])


NAMES = st.sampled_from(["tasks", "agencies", "id", "slots", "limits", "cost", "window"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)


@given(ANYTHING)
def test_no_document_brings_it_down(document: object) -> None:
    """Whatever JSON holds is read, or refused with a place."""
    told: tuple[str, ...] = ()
    try:
        loads_problem(json.dumps(document))
    except FormatError as slip:
        told = slip.problems
    assert all(problem.startswith("$") for problem in told)


@pytest.mark.parametrize(
    ("task", "path"),
    [
        ({"id": HALF}, "id"),
        ({"id": "t", "title": HALF}, "title"),
        ({"id": "t", "title": {"en": "Clip", "id": HALF}}, "title.id"),
        ({"id": "t", "output": HALF}, "output"),
        ({"id": "t", "needs": ["video", HALF]}, "needs[1]"),
        ({"id": "t", "cost": {HALF: 3}}, "cost"),
        ({"id": "t", "slots": [{"duty": "support", "name": HALF}]}, "slots[0].name"),
    ],
)
def test_half_of_a_surrogate_pair_is_told_with_its_place(
    task: dict[str, object], path: str
) -> None:
    """A text that UTF-8 cannot write is refused when it is read, and not by what is printed."""
    with pytest.raises(FormatError) as refusal:
        loads_problem(json.dumps({"agencies": [{"id": "a", "capacity": 1}], "tasks": [task]}))

    (told,) = refusal.value.problems
    assert told == (
        f"$.tasks[0].{path}: expected a text without half of a surrogate pair, "
        r"got '\udce9 tugas'"
    )
    str(refusal.value).encode()
