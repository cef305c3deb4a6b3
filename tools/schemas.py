"""Draw the JSON Schemas of the documents that ``bakohumas.interchange`` ships.

Everything in them is read from the classes themselves, so that it cannot rot: fields
from attrs, words from docstrings, tags from the closed tables. A test fails when a
schema that is shipped is not what this draws.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any, Final

from bakohumas.content import Agenda, Newsroom, Registers
from bakohumas.interchange import PROGRAMME_EVENTS
from bakohumas.interchange._drawing import (  # noqa: PLC2701 - what draws all others
    DAY,
    TEXT,
    Drawing,
    attributes,
    document,
    words,
)
from bakohumas.interchange._drawn import history  # noqa: PLC2701 - likewise
from bakohumas.interchange._problem_file import MOST  # noqa: PLC2701 - the bound it draws
from bakohumas.law import Charter
from bakohumas.networks import Node, Tie
from bakohumas.programmes import Agency, Duty, Obstacle, Slot, Task
from bakohumas.programmes import Event as ProgrammeEvent

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "src" / "bakohumas" / "interchange" / "data"


def body() -> dict[str, Any]:
    """The document of a body."""
    drawing = Drawing()
    properties: dict[str, Any] = history(drawing)
    drawing.of(Charter)
    return document("body", "A coordinating body and its whole history", properties, drawing)


def content() -> dict[str, Any]:
    """The document of what is told."""
    drawing = Drawing()
    kinds: dict[str, dict[str, Any]] = {}
    for kind in (Agenda, Newsroom, Registers):
        tag, drawn = kind.__name__.lower(), drawing.fields(kind)
        drawn["properties"] = {"kind": {"const": tag}, **drawn["properties"]}
        drawn["required"] = ["kind", *drawn["required"]]
        kinds[tag] = drawn
    drawn = Drawing.one_of(kinds, by="kind", what="A newsroom, an agenda or registers.")
    title = "What is told: a newsroom, an agenda or registers"
    return document("content", title, {"content": drawn}, drawing)


def programme() -> dict[str, Any]:
    """The document of a programme."""
    drawing = Drawing()
    kinds = {tag: drawing.named(tag, partial(drawing.tagged, tag)) for tag in PROGRAMME_EVENTS}
    properties = {
        "id": {"type": "string", "pattern": r"^\S(.*\S)?$"},
        "charter": drawing.of(Charter),
        "events": {
            "description": "What happened, in order.",
            "type": "array",
            "minItems": 1,
            "prefixItems": [{"$ref": "#/$defs/begun"}],
            "items": drawing.one_of(kinds, what=words(ProgrammeEvent)),
        },
    }
    return document("programme", "A programme and its whole history", properties, drawing)


def problem() -> dict[str, Any]:
    """The document that asks for a division of work; its words come from the classes."""
    code = {"type": "string", "pattern": r"^\S(.*\S)?(?![\s\S])"}
    codes = {"type": "array", "items": code}
    table = {"type": "object", "propertyNames": code}
    costs = table | {"additionalProperties": {"type": "integer"}}
    reasons = table | {"additionalProperties": TEXT}
    day = {"anyOf": [{"$ref": "#/$defs/day"}, {"type": "null"}]}
    few = {"type": "integer", "minimum": 0, "maximum": MOST}
    period: dict[str, Any] = {
        "description": "From the day start to the day before end; null, or left out: open.",
        "type": "object",
        "properties": {"start": day, "end": day},
        "additionalProperties": False,
    }
    limit = period | {
        "description": "How many days of work within a period.",
        "properties": {**period["properties"], "days": {"type": "integer", "minimum": 0}},
        "required": ["days"],
    }
    both = {
        "type": "object",
        "properties": {"en": TEXT, "id": TEXT},
        "required": ["en", "id"],
        "additionalProperties": False,
    }
    fields: dict[type, dict[str, Any]] = {
        Task: {
            "id": code,
            "title": {"anyOf": [TEXT, both]},
            "output": TEXT,
            "needs": codes,
            "region": code,
            "regions": codes,
            "languages": codes,
            "cost": costs,
            "days": few | {"minimum": 1},
            "window": {"anyOf": [{"$ref": "#/$defs/period"}, {"type": "null"}]},
            "slots": {"type": "array", "items": {"$ref": "#/$defs/slot"}},
        },
        Slot: {
            "duty": {"enum": [each.value for each in Duty if each is not Duty.LEAD]},
            "name": code,
            "needs": codes,
            "days": few,
            "least": few,
            "most": few,
            "cost": costs,
            "region": code,
            "regions": codes,
            "languages": codes,
            "window": {"anyOf": [{"$ref": "#/$defs/period"}, {"type": "null"}]},
        },
        Agency: {
            "id": code,
            "capacity": {"type": "integer", "minimum": 0},
            "skills": codes,
            "regions": codes,
            "languages": codes,
            "excludes": reasons,
            "conflicts": reasons,
            "apart": codes,
            "limits": {"type": "array", "items": limit},
            "stock": {
                "type": "object",
                "propertyNames": {"type": "string", "pattern": r"^loan:(.*\S)?(?![\s\S])"},
                "additionalProperties": {"type": "integer", "minimum": 1},
            },
            "nested": {"type": "boolean"},
        },
    }
    drawing = Drawing()
    drawing.definitions = {"day": DAY, "period": period}
    for kind, properties in fields.items():
        said = attributes(kind) | {"region": "One region, in place of regions."}
        drawing.definitions[kind.__name__.lower()] = {
            "title": kind.__name__,
            "description": words(kind),
            "type": "object",
            "properties": {
                name: ({"description": said[name]} if name in said else {}) | drawn
                for name, drawn in properties.items()
            },
            "required": [name for name in ("id", "capacity", "duty") if name in properties],
            "additionalProperties": False,
        }
    for one in ("slot", "task"):
        drawing.definitions[one]["not"] = {"required": ["region", "regions"]}
    listed = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{one}"}}
        for name, one in (("agencies", "agency"), ("tasks", "task"))
    }
    drawn = document("problem", "A division of work that is asked for", listed, drawing)
    return drawn | {"required": list(listed)}  # what it is may be left out


def allocation() -> dict[str, Any]:
    """The document that answers a problem: a division, or why there is none."""
    code, whole = {"type": "string", "pattern": r"\S"}, {"type": "integer"}
    count = whole | {"minimum": 0}
    codes = {"type": "array", "items": code}
    lines = {"type": "array", "items": TEXT}

    def each(value: dict[str, Any], what: str = "") -> dict[str, Any]:
        said = {"description": what} if what else {}
        table = {"type": "object", "propertyNames": code, "additionalProperties": value}
        return said | table

    def refused(what: str, proof: dict[str, Any]) -> dict[str, Any]:
        properties = {
            "tasks": codes,
            "agencies": {"description": "All agencies able to do any of them.", **codes},
            "short_by": {"description": "How many places are missing.", **count},
            "proof": proof,
            "details": {
                "description": "The refusal in words, in two languages.",
                "type": "object",
                "properties": {"en": lines, "id": lines},
                "required": ["en", "id"],
                "additionalProperties": False,
            },
        }
        return {
            "description": what,
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    obstacles = each(count) | {"propertyNames": {"enum": [one.value for one in Obstacle]}}
    reasons = {
        "reasons": each(
            each(lines | {"minItems": 1}),
            "For each task, agencies that cannot lead it and why: the nearest few, or all.",
        ),
        "obstacles": each(obstacles, "For each task, how many agencies each obstacle stops."),
    }
    divided = {
        "objective": {"description": "What was sought.", "enum": ["cost", "fair"]},
        "assignments": each(code, "The agency that leads each task."),
        "teams": each(each(codes), "For each task with slots, the agencies in each."),
        "cost": {"description": "What the tasks cost together.", **whole},
        "loads": each(count, "The load of each agency, in days."),
        "gap": {
            "description": "By what share another could be better at most; null: not known.",
            "anyOf": [{"type": "string", "pattern": "^[0-9]+(/[1-9][0-9]*)?$"}, {"type": "null"}],
        },
    }
    proofs = {"enum": ["places", "team", "limits", "trial", "solver"]}
    refusals = {
        "infeasible": refused("Why no division exists: tasks that lack places.", proofs),
        "unfilled": refused("What a search left over; nothing is proved.", {"const": ""}),
    }
    title = "A division of work, or why there is none"
    drawn = document("allocation", title, divided | refusals | reasons, Drawing())
    del drawn["$defs"]
    whole_answers = [list(divided), *([each] for each in refusals)]
    drawn["required"] = ["format", "version", *reasons]
    drawn["oneOf"] = [
        {"required": names, "properties": dict.fromkeys(others, False)}
        for names in whole_answers
        if (others := [one for one in divided | refusals if one not in names])
    ]
    return drawn


def network() -> dict[str, Any]:
    """The document of a network."""
    drawing = Drawing()
    properties = {
        "nodes": {
            "description": "Everybody in the network.",
            "type": "array",
            "items": drawing.of(Node),
        },
        "ties": {
            "description": "Every way by which one tells another.",
            "type": "array",
            "items": drawing.of(Tie),
        },
    }
    return document("network", "A network of who tells whom", properties, drawing)


def draw() -> dict[str, str]:
    """The text of every schema, by the name of its file."""
    drawn = {
        "allocation.schema.json": allocation(),
        "body.schema.json": body(),
        "content.schema.json": content(),
        "network.schema.json": network(),
        "problem.schema.json": problem(),
        "programme.schema.json": programme(),
    }
    return {name: json.dumps(each, indent=2) + "\n" for name, each in drawn.items()}


if __name__ == "__main__":
    for name, text in draw().items():
        (FOLDER / name).write_text(text, "utf-8")
