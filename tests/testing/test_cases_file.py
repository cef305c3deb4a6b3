"""The worked cases as data: drawn by their tool, by a schema, and the same once they are read."""

import json
import runpy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bakohumas.audit import RULES, Status, Worked, check
from bakohumas.bodies import Event
from bakohumas.interchange import loads_network, loads_records, schema
from bakohumas.interchange._every import converter  # noqa: PLC2701 - a refused history is no body
from bakohumas.testing import cases

ROOT = Path(__file__).parents[2]
DATA = ROOT / "docs" / "data"


@cache
def shipped() -> Any:  # noqa: ANN401 - whatever JSON holds
    """The file as any language reads it."""
    return json.loads((DATA / "cases.json").read_text("utf-8"))


def record(plain: dict[str, Any]) -> object:
    """A record, read by what reads a document of its kind."""
    if "format" in plain:
        return loads_network(json.dumps(plain))
    (found,) = loads_records(
        json.dumps({"format": "bakohumas/records", "version": 1, "records": [plain]})
    )
    return found


def read(told: dict[str, Any]) -> Worked:
    """A case as the file tells it."""
    return Worked(
        told["rule"],
        tuple(converter.structure(told["events"], tuple[Event, ...])),
        date.fromisoformat(told["on"]),
        Status(told["expected"]),
        tuple(map(record, told["records"])),
        told.get("who", ""),
        told.get("refused", False),
    )


def test_they_are_what_the_tool_draws() -> None:
    """The file that is shipped is drawn from the cases of the rules."""
    drawn = runpy.run_path(str(ROOT / "tools" / "cases.py"))["drawn"]()

    assert (DATA / "cases.json").read_text("utf-8") == drawn


def test_they_follow_their_schema() -> None:
    """Every case is by the schema beside it, and its history by that of a body."""
    described = json.loads((DATA / "cases.schema.json").read_text("utf-8"))
    body = schema("body")
    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(shipped(), described)

    for each in shipped()["cases"]:
        first, *later = each["events"]
        rules, begun = first["charter"], {k: v for k, v in first.items() if k != "charter"}
        document = {"format": "bakohumas/body", "version": 1, "charter": rules}
        jsonschema.Draft202012Validator(body).validate({**document, "events": [begun, *later]})


def test_they_are_those_of_python() -> None:
    """What is read from the file equals what ``testing.cases`` gives, case by case."""
    assert tuple(map(read, shipped()["cases"])) == cases()


def test_every_rule_is_there_with_what_it_rests_on() -> None:
    """All rules have a case that holds, most one that breaks them; each has its citation."""
    held = {each["rule"] for each in shipped()["cases"] if each["expected"] == "holds"}

    assert held == {each.norm.id for each in RULES} == set(shipped()["rules"])
    assert all(each["citation"] for each in shipped()["rules"].values())


@pytest.mark.parametrize("chapter", ["TRM", "QRM"])
def test_what_is_read_is_judged_alike(chapter: str) -> None:
    """An audit of what the file tells finds the status that the file expects."""
    for told in shipped()["cases"]:
        if told["rule"].startswith(chapter) and not told.get("refused"):
            case = read(told)
            report = check(case.body, case.records, on=case.on)
            broken = told["rule"] in {each.norm.id for each in report.violations}
            assert broken == (told["expected"] == "violated")
