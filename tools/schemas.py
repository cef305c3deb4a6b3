"""Draw the JSON Schemas of the documents that ``bakohumas.interchange`` writes.

Everything in them is read from the classes themselves, so that it cannot rot: fields
from attrs, words from docstrings, tags from the closed tables. A test fails when a
schema that is shipped is not what this draws.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from bakohumas.bodies import Event, Founded
from bakohumas.content import Agenda, Newsroom, Registers
from bakohumas.interchange import EVENTS, PROGRAMME_EVENTS
from bakohumas.interchange._problem_file import MOST  # noqa: PLC2701 - the bound it draws
from bakohumas.law import Charter, Citation, Value, charters
from bakohumas.networks import Node, Tie
from bakohumas.programmes import Agency, Duty, Obstacle, Slot, Task
from bakohumas.programmes import Event as ProgrammeEvent

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "src" / "bakohumas" / "interchange" / "data"
TAGS: Final = {kind: tag for tag, kind in EVENTS.items()}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final = {"type": "string"}
SIMPLE: Final[Mapping[Any, dict[str, Any]]] = {
    str: TEXT,
    Citation: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
}
DAY: Final = {
    "type": "string",
    "format": "date",
    "pattern": (  # whoever does not look at the format still finds what no month has
        "^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
        "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$"
    ),
}
MOMENT: Final = {
    "type": "string",
    "pattern": DAY["pattern"].removesuffix("$")
    + "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{6})?$",
}
FRACTION: Final = {"type": "string", "pattern": "^-?[0-9]+/[1-9][0-9]*$"}
VALUE: Final = {
    "description": "What a text lays down; null where it could not be read.",
    "anyOf": [
        {"type": ["string", "integer", "boolean", "null"]},
        {"type": "array", "items": TEXT},
    ],
}
SCALARS: Final[Mapping[type, tuple[str, Callable[[], dict[str, Any]]]]] = {
    date: ("day", lambda: DAY),
    datetime: ("moment", lambda: MOMENT),
    Fraction: ("fraction", lambda: FRACTION),
}
ATTRIBUTE: Final = re.compile(r"^    (\w+): (.*(?:\n        .*)*)", re.MULTILINE)
ROLES: Final = re.compile(r":\w+:`~?(?:\w+\.)*(\w+)(?:\(\))?`|``([^`]*)``")


def words(kind: type) -> str:
    """The first line of a docstring, as plain words."""
    return plain((inspect.getdoc(kind) or "").partition("\n")[0])


def plain(text: str) -> str:
    """Words without the marks of a docstring."""
    said = ROLES.sub(lambda found: found[1] or found[2], text)
    return " ".join(re.sub(r"\bNone\b", "null", said).split())


def attributes(kind: type) -> dict[str, str]:
    """What the docstring of a class, and of those it rests on, says of each attribute."""
    said: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        section = inspect.cleandoc(each.__doc__ or "").partition("Attributes:\n")[2]
        said |= {name: plain(text) for name, text in ATTRIBUTE.findall(section.split("\n\n")[0])}
    return said


def validators(field: "attrs.Attribute[Any]") -> Iterator[Any]:
    """The validators of a field, one by one."""
    several = getattr(field.validator, "_validators", None)
    yield from several or filter(None, [field.validator])


def pattern(field: "attrs.Attribute[Any]") -> str:
    """What a text must match, where a validator of the field says so."""
    for each in validators(field):
        if getattr(each, "__name__", "") in {"not_blank", "_code", "_elsewhere"}:
            return r"\S"
        if isinstance(found := getattr(each, "pattern", None), re.Pattern):
            return f"^(?:{found.pattern})$"
        if inspect.isfunction(each):
            form = inspect.getclosurevars(each).nonlocals.get("pattern")
            if isinstance(form, str):  # other languages have no flag in a pattern
                portable = form.removeprefix("(?s)").replace(".*", r"[\s\S]*")
                return f"^(?:{portable})$"
    return ""


def bounds(field: "attrs.Attribute[Any]") -> dict[str, int]:
    """Between what a number must lie, where a validator of the field says so."""
    names = {getattr(each, "__name__", "") for each in validators(field)}
    least = names & {"_hours", "_chance"} or any(
        getattr(each, "compare_op", "") == ">=" for each in validators(field)
    )
    return ({"minimum": 0} if least else {}) | ({"maximum": 1} if "_chance" in names else {})


class Drawing:
    """One schema: what is drawn on the way stands in its definitions, each once."""

    def __init__(self) -> None:
        """Begin with no definitions."""
        self.definitions: dict[str, Any] = {}

    def of(self, kind: Any) -> dict[str, Any]:  # noqa: ANN401, C901, PLR0911 - a case a kind
        """The schema of whatever a field may hold."""
        if kind == Value:
            return self.named("value", lambda: VALUE)
        if kind in SIMPLE:
            return dict(SIMPLE[kind])
        if kind in SCALARS:
            return self.named(*SCALARS[kind])
        if get_origin(kind) in (Literal, Mapping):
            return self.shaped(*get_args(kind), each=get_origin(kind) is Mapping)
        if kind is Event:
            return self.named("event", self.event)
        if kind in TAGS:
            return self.named(TAGS[kind], partial(self.tagged, TAGS[kind]))
        if get_origin(kind) is tuple:
            return self.listed(*get_args(kind))
        if get_origin(kind) in (Union, UnionType):
            return {"anyOf": [self.of(each) for each in get_args(kind)]}
        if kind is NoneType:
            return {"type": "null"}
        if issubclass(kind, Enum):
            return self.named(kind.__name__.lower(), partial(self.words_of, kind))
        if kind is Charter:
            return self.named("charter", self.charter)
        return self.named(kind.__name__.lower(), partial(self.fields, kind))

    def shaped(self, *parts: Any, each: bool) -> dict[str, Any]:  # noqa: ANN401 - types, words
        """The schema of a mapping of *each* key to a value, or of a few words."""
        if each:
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        return {"enum": list(parts)}

    def named(self, name: str, draw: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """A reference to a definition, which is drawn when it is first asked for."""
        if name not in self.definitions:
            self.definitions[name] = {}  # it may speak of itself
            self.definitions[name] = draw()
        return {"$ref": f"#/$defs/{name}"}

    def listed(self, first: Any, *others: Any) -> dict[str, Any]:  # noqa: ANN401 - types
        """The schema of a tuple, as long as may be or of so many."""
        if others == (Ellipsis,):
            return {"type": "array", "items": self.of(first)}
        kinds = [first, *others]
        return {
            "type": "array",
            "prefixItems": [self.of(each) for each in kinds],
            "items": False,
            "minItems": len(kinds),
        }

    @staticmethod
    def words_of(kind: type[Enum]) -> dict[str, Any]:
        """The schema of a closed set of words."""
        return {"description": words(kind), "enum": [each.value for each in kind]}

    def charter(self) -> dict[str, Any]:
        """A charter by its name, or spelt out."""
        return {
            "description": "A charter that the library ships, by its name, or one spelt out.",
            "anyOf": [{"enum": list(charters())}, self.fields(Charter)],
        }

    def event(self) -> dict[str, Any]:
        """Any event, told apart by its tag."""
        return self.one_of({tag: self.named(tag, partial(self.tagged, tag)) for tag in EVENTS})

    @staticmethod
    def one_of(
        kinds: Mapping[str, dict[str, Any]], *, by: str = "event", what: str = words(Event)
    ) -> dict[str, Any]:
        """Whichever of these a tag says; what is wrong with it is then told of that one."""
        return {
            "description": what,
            "type": "object",
            "required": [by],
            "properties": {by: {"enum": list(kinds)}},
            "allOf": [
                {
                    "if": {"properties": {by: {"const": tag}}, "required": [by]},
                    "then": drawn,
                }
                for tag, drawn in kinds.items()
            ],
        }

    def tagged(self, tag: str, *, first: bool = False) -> dict[str, Any]:
        """One kind of event; the *first* of a body has its charter beside it, not in it."""
        drawn = self.fields(EVENTS.get(tag) or PROGRAMME_EVENTS[tag])
        drawn["properties"] = {"event": {"const": tag}, **drawn["properties"]}
        drawn["required"] = ["event", *drawn["required"]]
        if first:
            del drawn["properties"]["charter"]
            drawn["required"].remove("charter")
        return drawn

    def fields(self, kind: type) -> dict[str, Any]:
        """The schema of a class: its fields and no others."""
        said, hints = attributes(kind), get_type_hints(kind)
        properties, required = {}, []
        for field in attrs.fields(kind):
            drawn = self.of(hints[field.name])
            drawn |= bounds(field)
            if drawn == TEXT and (form := pattern(field)):
                drawn["pattern"] = form
            if field.name in said:
                drawn = {"description": said[field.name], **drawn}
            properties[field.name] = drawn
            if field.default is attrs.NOTHING:
                required.append(field.name)
        return {
            "title": kind.__name__,
            "description": words(kind),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }


def body() -> dict[str, Any]:
    """The document of a body."""
    drawing = Drawing()
    firsts = [tag for tag, kind in EVENTS.items() if issubclass(kind, Founded)]
    first = drawing.one_of({tag: drawing.tagged(tag, first=True) for tag in firsts})
    properties = {
        "charter": {"$ref": "#/$defs/charter"},
        "events": {
            "description": "What happened, in the order in which the register learnt of it.",
            "type": "array",
            "minItems": 1,
            "prefixItems": [first],
            "items": drawing.of(Event),
        },
    }
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
    period = {
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


def document(
    name: str, title: str, properties: Mapping[str, Any], drawing: Drawing
) -> dict[str, Any]:
    """A schema from its parts."""
    head = {"format": {"const": f"bakohumas/{name}"}, "version": {"const": 1}}
    return {
        "$schema": DIALECT,
        "$id": f"urn:bakohumas:{name}:1",
        "title": title,
        "description": f"Version 1 of the format bakohumas/{name}, closed: no other field is read.",
        "type": "object",
        "properties": {**head, **properties},
        "required": [*head, *properties],
        "additionalProperties": False,
        "$defs": dict(sorted(drawing.definitions.items())),
    }


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
