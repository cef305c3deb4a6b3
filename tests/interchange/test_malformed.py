import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bakohumas.bodies import Body
from bakohumas.errors import FormatError
from bakohumas.interchange import EVENTS, LARGEST, dumps, loads, loads_records
from bakohumas.law import charter, charters
from lived_body import DAY, LOCAL, OFFICES, lived


def small() -> dict[str, Any]:
    """The document of a body with one member, as plain data."""
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis="SK 1/2015")
    document: dict[str, Any] = json.loads(
        dumps(body.admit(OFFICES["bps"], on=DAY, basis="SK 2/2015"))
    )
    return document


def problems(document: object) -> tuple[str, ...]:
    """What is wrong with a document."""
    with pytest.raises(FormatError) as error:
        loads(document if isinstance(document, str) else json.dumps(document))
    assert str(error.value) == f"{error.value.source}: {'; '.join(error.value.problems)}"
    return error.value.problems


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("format",), "bakohumas/record", "$.format: expected 'bakohumas/body'"),
        (
            ("version",),
            2,
            "$.version: this library reads 1, not 2: it was written by a newer one",
        ),
        (("version",), True, "$.version: this library reads 1, not True"),
        (("version",), 1.0, "$.version: this library reads 1, not 1.0"),
        (("version",), None, "$.version: this library reads 1, not None"),
        (("digest",), "1f2e", "$.digest: no such field"),
        (("events",), None, "$.events: expected a list, got nothing"),
        (("events",), "founded", "$.events: expected a list, got text"),
        (("events",), {}, "$.events: expected a list, got an object"),
        (("events", 0), "founded", "$.events[0]: expected an object, got text"),
        (("events", 0), [], "$.events[0]: expected an object, got a list"),
        (("events", 0, "body"), 7, "$.events[0].body: expected text, got a whole number"),
        (("events", 0, "body"), True, "$.events[0].body: expected text, got yes or no"),
        (("events", 0, "body"), None, "$.events[0].body: expected text, got nothing"),
        (("events", 0, "body"), 1.5, "$.events[0].body: expected text, got a fraction"),
        (("events", 0, "body"), "", "$.events[0].body: body must not be blank"),
        (
            ("events", 0, "body"),
            "\ud800",
            "$.events[0].body: half of a surrogate pair is no text",
        ),
        (("events", 0, "on"), 20151102, "$.events[0].on: expected text, got a whole number"),
        (
            ("events", 0, "on"),
            "2 November 2015",
            "$.events[0].on: expected a day of the calendar as 'YYYY-MM-DD', got '2 November 2015'",
        ),
        (
            ("events", 0, "on"),
            "20151102",
            "$.events[0].on: expected a day of the calendar as 'YYYY-MM-DD', got '20151102'",
        ),
        (
            ("events", 0, "on"),
            "2015-02-29",
            "$.events[0].on: expected a day of the calendar as 'YYYY-MM-DD', got '2015-02-29'",
        ),
        (
            ("charter",),
            "nasional",
            f"$.charter: no charter is known as 'nasional' (shipped: {', '.join(charters())})",
        ),
        (("charter",), 5, "$.charter: expected an object, got a whole number"),
        (("events", 0, "seat"), "Ketua", "$.events[0].seat: no such field"),
        (
            ("events", 0, "event"),
            "os.system",
            (f"$.events[0]: expected an event of {', '.join(EVENTS)}, got 'os.system'"),
        ),
    ],
    ids=str,
)
def test_each_slip_is_told_with_its_place(
    path: tuple[str | int, ...], value: object, problem: str
) -> None:
    """A wrong type, a bad day, an unknown name or an extra field is named with its path."""
    document = small()
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    (found,) = problems(document)
    assert found.startswith(problem)


@pytest.mark.parametrize("field", ["event", "on", "recorded", "basis", "body", "name"])
def test_a_missing_field_is_told(field: str) -> None:
    """Whatever an event must have is asked for by its place."""
    document = small()
    del document["events"][0][field]

    (found,) = problems(document)
    assert found == (
        f"$.events[0]: expected an event of {', '.join(EVENTS)}, got None"
        if field == "event"
        else f"$.events[0].{field}: required field missing"
    )


@pytest.mark.parametrize("field", ["format", "version", "charter", "events"])
def test_a_document_without_its_head_is_no_document(field: str) -> None:
    """Format, version and events are all there."""
    document = small()
    del document[field]

    assert problems(document)[0].startswith(f"$.{field}: ")


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("title",), "ab", "$.charter.title: expected a list, got text"),
        (("title",), ["a"], "$.charter.title: expected a list of 2, got 1"),
        (("provisions",), {}, "$.charter.provisions: expected a list, got an object"),
        (("parent",), 5, "$.charter.parent: expected an object, got a whole number"),
        (
            ("parent", "parent"),
            "nasional",
            "$.charter.parent.parent: no charter is known as 'nasional'",
        ),
        (
            ("provisions", 0, "value"),
            1.5,
            "$.charter.provisions[0].value: expected text, a whole number, yes or no, or a list",
        ),
        (
            ("provisions", 0, "value"),
            ["a", 1],
            "$.charter.provisions[0].value: expected text, a whole number",
        ),
        (
            ("provisions", 0, "value"),
            ["\udfff"],
            "$.charter.provisions[0].value: half of a surrogate pair is no text",
        ),
        (
            ("provisions", 0, "value"),
            "\udfff",
            "$.charter.provisions[0].value: half of a surrogate pair is no text",
        ),
        (
            ("provisions", 0, "key"),
            "Term Years",
            "$.charter.provisions[0].key: key must be words and dots, such as 'term.years', got",
        ),
        (
            ("provisions", 0, "grade"),
            "E",
            "$.charter.provisions[0].grade: expected one of A, B, C, D, X, got 'E'",
        ),
        (
            ("provisions", 0, "grade"),
            [],
            "$.charter.provisions[0].grade: expected text, got a list",
        ),
        (
            ("provisions", 0, "analogy"),
            1,
            "$.charter.provisions[0].analogy: expected yes or no, got a whole number",
        ),
        (
            ("provisions", 0, "sources"),
            "seed 0",
            "$.charter.provisions[0].sources: expected a list, got text",
        ),
        (
            ("provisions", 0, "citation"),
            5,
            "$.charter.provisions[0].citation: expected text, got a whole number",
        ),
        (
            ("provisions", 0, "citation"),
            "",
            "$.charter.provisions[0].citation: citation: '' is not of the form",
        ),
        (
            ("provisions", 0, "period"),
            "2015",
            "$.charter.provisions[0].period: expected an object, got text",
        ),
        (
            ("provisions", 0, "period", "start"),
            "2030-01-01",
            "$.charter.provisions[0].period: a period must end after",
        ),
        (("provisions", 0, "extra"), 1, "$.charter.provisions[0].extra: no such field"),
    ],
    ids=str,
)
def test_a_charter_that_is_spelt_out_is_checked(
    path: tuple[str | int, ...], value: object, problem: str
) -> None:
    """Provisions, parents and titles of a charter are held to their types as well."""
    document = json.loads(dumps(Body.found("contoh", charter=LOCAL, on=DAY, basis="SK")))
    document["charter"]["parent"] = json.loads(
        dumps(
            Body.found("x", charter=charter("national").override(name="induk"), on=DAY, basis="SK")
        )
    )["charter"]
    place: Any = document["charter"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    (found,) = problems(document)
    assert found.startswith(problem)


def test_two_provisions_for_one_day_are_refused() -> None:
    """A text that says a thing twice cannot be read in."""
    document = json.loads(dumps(Body.found("contoh", charter=LOCAL, on=DAY, basis="SK")))
    document["charter"]["provisions"] *= 2

    assert problems(document) == (
        "$.charter: one text lays down 'term.years' twice for the same day",
    )


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Six slips in four places are six problems, each with its place."""
    document = small()
    first, second = document["events"]
    first["on"], first["body"] = "yesterday", 7
    second["category"], second["person"] = None, "person-1"
    document["events"].append({"event": "danced"})
    document["charter"] = "nasional"

    assert [each.partition(": ")[0] for each in problems(document)] == [
        "$.charter",
        "$.events[0].on",
        "$.events[0].body",
        "$.events[1].category",
        "$.events[1].person",
        "$.events[2]",
    ]
    assert problems(small() | {"a": 1, "b": 2}) == ("$.a: no such field", "$.b: no such field")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Expecting value"),
        ("{", "Expecting property name"),
        ('{"format": NaN}', "$.format: NaN is not a finite number"),
        ('{"format": -Infinity}', "$.format: -Infinity is not a finite number"),
        ('{"a": {"b": 1, "b": 2}}', "$.a.b: the same key stands twice in one object"),
        ('[{"a": 1, "a": {"b": 1, "b": 2, "b": 3}}]', "$[0].a: the same key stands twice in o"),
        ('{"a": ' + "9" * 5000 + "}", "a number of 5000 digits is too long"),
        ('{"a": 0.' + "9" * 100 + "}", "$.a: a number of 102 digits is too long"),
        ('{"a": 1e999}', "$.a: 1e999 is not a finite number"),
        ("[" * 33 + "]" * 33, "nested deeper than 32 levels"),
        ('{"a":' * 33 + "1" + "}" * 33, "nested deeper than 32 levels"),
        ("[" * 100_000 + "]" * 100_000, "nested deeper than 32 levels"),
    ],
    ids=[
        "empty",
        "open",
        "nan",
        "infinity",
        "twice",
        "within",
        "digits",
        "long fraction",
        "infinite",
        "lists",
        "objects",
        "abyss",
    ],
)
def test_what_is_no_json_is_refused(text: str, problem: str) -> None:
    """Only strict JSON is read: no constants, no key twice, no abyss."""
    assert problems(text)[0].startswith(problem)


def test_each_key_that_stands_twice_is_told_with_its_place() -> None:
    """From above, one after the other, as far as anybody reads; UTF-8 can write all of it."""
    text = '{"a": [1, {"b": {"c": 1, "c": 2}}, {"\\ud800": 1, "\\ud800": 2}], "d": 1, "d": [{}]}'
    said = "the same key stands twice in one object"

    assert problems(text) == tuple(
        f"{place}: {said}" for place in ("$.d", "$.a[1].b.c", "$.a[2].\\ud800")
    )
    assert len(problems(f"[{', '.join([text] * 70)}]")) == 20


@pytest.mark.parametrize("value", [None, b"{}", {}])
def test_what_is_no_text_is_a_callers_slip(value: Any) -> None:  # noqa: ANN401 - whatever it may be
    """Of either kind of document, bytes included: whoever has them decodes them."""
    for read in (loads, loads_records):
        with pytest.raises(TypeError, match="the document must be a str, got "):
            read(value)


def test_a_history_begins_once() -> None:
    """A second founding is told as what it is, with a charter or without, beside other slips."""
    document = small()
    first = document["events"][0]
    document["events"] += [first, first | {"charter": "national"}, first | {"on": "x"}]

    assert [each.partition(": ")[0] for each in problems(document)] == [
        "$.events[2].event",
        "$.events[3].event",
        "$.events[4].event",
        "$.events[4].on",
    ]
    assert "a history begins with 'founded': it stands first, and once" in problems(document)[0]


@pytest.mark.parametrize("text", ["[]", "null", "1", '"body"', "[" * 31 + "]" * 31])
def test_json_of_another_kind_is_refused(text: str) -> None:
    """A list, a number or a word is no body."""
    assert problems(text) == ("$.format: expected 'bakohumas/body'",)


def test_a_document_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than the bound it is not even parsed; as long as the bound it is read."""
    text = dumps(lived())
    monkeypatch.setattr("bakohumas.interchange._documents.LARGEST", len(text))

    assert LARGEST == 64 * 1024 * 1024
    assert loads(text) == lived()
    assert problems(f"{text} ") == (f"longer than {len(text)} characters",)


def edited(change: Callable[[list[dict[str, Any]]], object]) -> dict[str, Any]:
    """The small document with its events changed in place."""
    document = small()
    change(document["events"])
    return document


@pytest.mark.parametrize(
    ("document", "place", "problem"),
    [
        (edited(list.clear), "", "replay a history: it does not begin with a founding"),
        (
            edited(lambda events: events.pop(0)),
            "[0]",
            "replay a history: it does not begin with a founding",
        ),
        (
            edited(lambda events: events.append(events[1])),
            "[2]",
            "one institution is one member, whatever the number of its units (MEM-05)",
        ),
        (
            edited(lambda events: events[1].update(category="political_party")),
            "[1]",
            "political_party is none of the 11 kinds of institution that may be members",
        ),
        (
            edited(lambda events: events[1].update(on="2015-11-01")),
            "[1]",
            "the body was founded on 2015-11-02",
        ),
        (
            edited(lambda events: events[1].update(recorded="2015-11-01")),
            "[1]",
            "the register was last written on 2015-11-02",
        ),
    ],
    ids=["nothing", "no founding", "two units", "party", "early", "backwards"],
)
def test_a_history_that_could_not_have_happened(
    document: dict[str, Any], place: str, problem: str
) -> None:
    """The refusal is told in its words, with the number of the event that was refused."""
    (found,) = problems(document)

    assert found.startswith(f"$.events{place}: ")
    assert problem in found


@pytest.mark.parametrize("years", [0, 100_000, 10**30, "lima", ("5",)], ids=str)
def test_a_charter_that_makes_no_sense_is_a_malformed_document(years: object) -> None:
    """A term of no years, of too many, or of a word is told as a problem of the document."""
    text = dumps(lived())
    document = json.loads(text)
    document["charter"]["provisions"][0]["value"] = years

    (found,) = problems(document)
    assert found.startswith("$.events[3]: ")


def places(document: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value of a document but the whole."""
    inside = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for step, value in inside:
        yield (*path, step)
        yield from places(value, (*path, step))


TEXT = dumps(lived())
PLACES = tuple(places(json.loads(TEXT)))
VALUES: st.SearchStrategy[object] = st.sampled_from(
    [
        *(None, True, 0, 1, -1, 1.5, 10**400, [], {}, ["x"], [[]], {"x": 1}),
        *("", "x", "\ud800", "9999-12-31", "0001-01-01", "> 1/2"),
        *("national", "national_practice", "founded", "ex_officio"),
    ]
)


def answered(text: str) -> None:
    """Read a text: a body or a FormatError, and nothing else, comes of it."""
    try:
        body = loads(text)
    except FormatError:
        return
    assert loads(dumps(body)) == body


@settings(max_examples=1000, derandomize=True)
@given(st.sampled_from(PLACES), VALUES, st.sampled_from(["put", "drop", "double"]))
def test_no_foreign_exception_leaks_from_values(
    path: tuple[str | int, ...], value: object, how: str
) -> None:
    """Whatever stands in whatever place, the answer is a body or a FormatError."""
    document = json.loads(TEXT)
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    if how == "put":
        place[path[-1]] = value
    elif how == "drop":
        del place[path[-1]]
    elif isinstance(place, dict):
        place["x"] = place[path[-1]]
    else:
        place.append(value)

    answered(json.dumps(document))


@settings(max_examples=1000, derandomize=True)
@given(
    st.integers(0, len(TEXT) - 1),
    st.integers(0, 3),
    st.text(st.sampled_from('"{}[]:,\\ \n0189.-+eEuxNtf\ud800é'), max_size=3),
)
def test_no_foreign_exception_leaks_from_characters(at: int, gone: int, put: str) -> None:
    """Whatever characters are lost, put in or exchanged, the same."""
    answered(TEXT[:at] + put + TEXT[at + gone :])


def test_a_mark_at_the_start_of_a_file_is_no_matter() -> None:
    """A byte order mark, as some editors write it, is passed over."""
    assert loads("\ufeff" + json.dumps(small())).id == "contoh"
