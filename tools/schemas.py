"""Draw the JSON Schemas of the documents that ``bakohumas.interchange`` writes.

Everything in them is read from the classes themselves, so that it cannot rot: fields
from attrs, words from docstrings, tags from the closed tables. A test fails when a
schema that is shipped is not what this draws.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

from bakohumas.bodies import Event, Founded
from bakohumas.interchange import EVENTS
from bakohumas.law import Charter, Citation, Value, charters
from bakohumas.networks import Node, Tie

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "src" / "bakohumas" / "interchange" / "data"
TAGS: Final = {kind: tag for tag, kind in EVENTS.items()}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final = {"type": "string"}
DAY: Final = {
    "type": "string",
    "format": "date",
    "pattern": (  # whoever does not look at the format still finds what no month has
        "^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
        "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$"
    ),
}
VALUE: Final = {
    "description": "What a text lays down; null where it could not be read.",
    "anyOf": [
        {"type": ["string", "integer", "boolean", "null"]},
        {"type": "array", "items": TEXT},
    ],
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
            if isinstance(form, str):
                return f"^(?:{form})$"
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
        if kind in (str, Citation):
            return dict(TEXT)
        if kind in (bool, int, float):
            return {"type": {bool: "boolean", int: "integer", float: "number"}[kind]}
        if kind is date:
            return self.named("day", lambda: DAY)
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
    def one_of(kinds: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        """Whichever of these a tag says; what is wrong with it is then told of that one."""
        return {
            "description": words(Event),
            "type": "object",
            "required": ["event"],
            "properties": {"event": {"enum": list(kinds)}},
            "allOf": [
                {
                    "if": {"properties": {"event": {"const": tag}}, "required": ["event"]},
                    "then": drawn,
                }
                for tag, drawn in kinds.items()
            ],
        }

    def tagged(self, tag: str, *, first: bool = False) -> dict[str, Any]:
        """One kind of event; the *first* of a body has its charter beside it, not in it."""
        drawn = self.fields(EVENTS[tag])
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
        "format": {"const": "bakohumas/body"},
        "version": {"const": 1},
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


def network() -> dict[str, Any]:
    """The document of a network."""
    drawing = Drawing()
    properties = {
        "format": {"const": "bakohumas/network"},
        "version": {"const": 1},
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
    return {
        "$schema": DIALECT,
        "$id": f"urn:bakohumas:{name}:1",
        "title": title,
        "description": f"Version 1 of the format bakohumas/{name}, closed: no other field is read.",
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
        "$defs": dict(sorted(drawing.definitions.items())),
    }


def draw() -> dict[str, str]:
    """The text of every schema, by the name of its file."""
    drawn = {"body.schema.json": body(), "network.schema.json": network()}
    return {name: json.dumps(each, indent=2) + "\n" for name, each in drawn.items()}


if __name__ == "__main__":
    for name, text in draw().items():
        (FOLDER / name).write_text(text, "utf-8")
