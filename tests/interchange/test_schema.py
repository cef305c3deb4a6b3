import json
import runpy
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from bakohumas.bodies import Body
from bakohumas.errors import UnknownNameError
from bakohumas.interchange import dumps, schema
from bakohumas.law import charter
from bakohumas.storage import seal, to_lines
from bakohumas.testing import bodies

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "src" / "bakohumas" / "interchange" / "data"
GOLDEN = (Path(__file__).parent / "every_event.json").read_text("utf-8")
BODY = Draft202012Validator(schema("body"), format_checker=FormatChecker(["date"]))


def test_the_schemas_are_what_the_tool_draws() -> None:
    """The files in the package are what ``tools/schemas.py`` draws now, and no others."""
    drawn = runpy.run_path(str(ROOT / "tools" / "schemas.py"))["draw"]()

    assert {file.name: file.read_text("utf-8") for file in DATA.iterdir()} == drawn


def test_a_schema_is_one_of_2020_12() -> None:
    """It is valid itself, says its dialect, and knows itself by an id that leads nowhere."""
    found = schema("body")

    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["$id"] == "urn:bakohumas:body:1"
    with pytest.raises(UnknownNameError, match="no schema is known as 'board'"):
        schema("board")


@given(bodies(max_steps=12))
def test_whatever_is_written_is_valid(body: Body) -> None:
    """The document of any body keeps to the schema."""
    assert list(BODY.iter_errors(json.loads(dumps(body)))) == []


def test_every_event_and_a_charter_spelt_out_are_valid() -> None:
    """So do one with an event of every kind, and one whose charter a host laid down."""
    document = json.loads(GOLDEN)
    assert list(BODY.iter_errors(document)) == []

    own = charter("national_practice").override(name="setempat")
    body = Body.found("x", charter=own, on=date(2015, 11, 2), basis="SK")
    assert list(BODY.iter_errors(json.loads(dumps(body)))) == []


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """A change of a document: another value in one place."""

    def change(document: dict[str, Any]) -> None:
        place: Any = document
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "day", ["2015-13-01", "2015-00-01", "2015-01-00", "2015-04-31", "2015-02-30"]
)
def test_a_day_that_no_month_has_is_not_valid(day: str) -> None:
    """Even for a validator that looks at no formats, as by default it does not."""
    document = json.loads(GOLDEN)
    document["events"][1]["on"] = day

    found = Draft202012Validator(schema("body")).iter_errors(document)
    assert ["$.events[1].on" in error.json_path for error in found] == [True]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (put("version", value=2), "$.version"),
        (put("format", value="bakohumas/records"), "$.format"),
        (put("digest", value="1f2e"), "$"),
        (put("charter", value="nasional"), "$.charter"),
        (put("events", value=[]), "$.events"),
        (put("events", 0, "event", value="admitted"), "$.events[0].event"),
        (put("events", 0, "charter", value="national"), "$.events[0]"),
        (put("events", 1, "event", value="os.system"), "$.events[1].event"),
        (put("events", 1, "on", value="1 Februari 2021"), "$.events[1].on"),
        (put("events", 1, "on", value="2021-02-30"), "$.events[1].on"),
        (put("events", 1, "post", value=" "), "$.events[1].post"),
        (put("events", 1, "post", value=7), "$.events[1].post"),
        (put("events", 1, "capacity", value="plk"), "$.events[1].capacity"),
        (put("events", 1, "seat", value="Ketua"), "$.events[1]"),
        (put("events", 0, "found", 4, "places", 0, "seat", value=""), "$.events[0].found[4].pla"),
        (put("events", 0, "found", 4, "decree", "sha256", value="0F"), "$.events[0].found[4].dec"),
        (put("events", 0, "found", value={}), "$.events[0].found"),
    ],
    ids=map("change-{}".format, count()),
)
def test_what_is_malformed_is_not_valid(change: Callable[[Any], None], place: str) -> None:
    """A validator of any language finds it, where it is."""
    document = json.loads(GOLDEN)
    change(document)

    found = [error.json_path for error in BODY.iter_errors(document)]
    nested = [
        inner.json_path for error in BODY.iter_errors(document) for inner in (error.context or ())
    ]
    assert any(path.startswith(place) for path in [*found, *nested])


def test_records_keep_to_their_schema() -> None:
    """One record of every kind is valid; a tag of no record is not."""
    every = (Path(__file__).parent / "every_record.json").read_text("utf-8")
    validator = Draft202012Validator(schema("records"))
    document = json.loads(every)

    assert list(validator.iter_errors(document)) == []
    document["records"][0]["record"] = "os.system"
    assert list(validator.iter_errors(document))


def test_lines_of_a_journal_keep_to_their_schema() -> None:
    """What a journal writes is valid, line by line; an entry without a seal is not."""
    validator = Draft202012Validator(schema("journal"))
    lines = [json.loads(line) for line in to_lines(seal("note", "a", [{"n": 1}, {"n": 2}]))]

    assert [error for line in lines for error in validator.iter_errors(line)] == []
    assert list(validator.iter_errors(lines[0] | {"digest": ""}))
