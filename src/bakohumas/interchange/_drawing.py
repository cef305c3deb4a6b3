"""JSON Schemas, drawn from the classes themselves: fields, words of docstrings, closed tables."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from bakohumas.bodies import Event
from bakohumas.interchange._events import EVENTS
from bakohumas.interchange._programmes import PROGRAMME_EVENTS
from bakohumas.interchange._shapes import classes
from bakohumas.law import Charter, Citation, Value, charters

TAGS: Final = {kind: tag for tag, kind in EVENTS.items()}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final = {"type": "string"}
SIMPLE: Final[Mapping[Any, dict[str, Any]]] = {
    str: TEXT,
    Citation: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
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
DECIMAL: Final = {"type": "string", "pattern": "^-?[0-9.]+(?:E[+-]?[0-9]+)?$"}
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
    Decimal: ("decimal", lambda: DECIMAL),
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
        held = inspect.getclosurevars(each).nonlocals if inspect.isfunction(each) else {}
        if isinstance(form := held.get("pattern"), str):
            # other languages have no flag in a pattern
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


Draw = Callable[["Drawing"], dict[str, Any]]


class Drawing:
    """One schema: what is drawn on the way stands in its definitions, each once."""

    def __init__(self, more: "Mapping[Any, tuple[str, Draw]] | None" = None) -> None:
        """Begin with no definitions; *more* draws what is not written field by field."""
        self.definitions: dict[str, Any] = {}
        self.more = more or {}
        self._names: dict[Any, str] = {}

    def of(self, kind: Any) -> dict[str, Any]:  # noqa: ANN401, C901, PLR0911 - a case a kind
        """The schema of whatever a field may hold."""
        if kind in self.more:
            name, draw = self.more[kind]
            return self.named(name, partial(draw, self), kind)
        if kind == Value:
            return self.named("value", lambda: VALUE)
        if kind in SIMPLE:
            return dict(SIMPLE[kind])
        if kind in SCALARS:
            return self.named(*SCALARS[kind])
        if get_origin(kind) in (Literal, Mapping, dict):
            return self.shaped(*get_args(kind), each=get_origin(kind) is not Literal)
        if kind is Event:
            return self.named("event", self.event)
        if kind in TAGS:
            return self.named(TAGS[kind], partial(self.tagged, TAGS[kind]))
        if get_origin(kind) is tuple:
            return self.listed(*get_args(kind))
        if get_origin(kind) is frozenset:
            return self.listed(*get_args(kind), ...) | {"uniqueItems": True}
        if get_origin(kind) in (Union, UnionType):
            return self.mixed(kind)
        if issubclass(kind, Enum):
            return self.named(kind.__name__.lower(), partial(self.words_of, kind), kind)
        if kind is Charter:
            return self.named("charter", self.charter)
        return self.named(kind.__name__.lower(), partial(self.fields, kind), kind)

    def mixed(self, kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a union
        """Any of several; where several are classes, each under its tag."""
        tagged = {each: tag for tag, each in classes(kind).items()}
        drawn = [self.of(each) for each in get_args(kind) if each not in tagged]
        drawn += [self.under(tag, each, by="kind") for each, tag in tagged.items()]
        return {"anyOf": drawn}

    def under(self, tag: str, kind: type, *, by: str) -> dict[str, Any]:
        """A class as it stands under a tag."""
        return self.named(tag, partial(self.with_tag, tag, kind, by=by), (by, kind))

    def with_tag(self, tag: str, kind: type, *, by: str) -> dict[str, Any]:
        """The schema of a class, or what stands for it, with a tag among its fields."""
        drawn = self.more[kind][1](self) if kind in self.more else self.fields(kind)
        drawn["properties"] = {by: {"const": tag}, **drawn["properties"]}
        drawn["required"] = [by, *drawn["required"]]
        return drawn

    def shaped(self, *parts: Any, each: bool) -> dict[str, Any]:  # noqa: ANN401 - types, words
        """The schema of a mapping of *each* key to a value, or of a few words."""
        if each:
            return {"type": "object", "additionalProperties": self.of(parts[1])}
        return {"enum": list(parts)}

    def named(
        self,
        name: str,
        draw: Callable[[], dict[str, Any]],
        key: Any = None,  # noqa: ANN401 - a class, or whatever tells it from others
    ) -> dict[str, Any]:
        """A reference to a definition, which is drawn when it is first asked for."""
        key = key or name
        if key not in self._names:
            number = sum(each.partition("-")[0] == name for each in self.definitions)
            own = f"{name}-{number + 1}" if number else name  # of another class of that name
            self._names[key] = own
            self.definitions[own] = {}  # it may speak of itself
            self.definitions[own] = draw()
        return {"$ref": f"#/$defs/{self._names[key]}"}

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
        for field in (each for each in attrs.fields(kind) if each.init):
            drawn = self.of(hints[field.name])
            drawn |= bounds(field)
            if drawn == TEXT and (form := pattern(field)):
                drawn["pattern"] = form
            if field.name in said:
                drawn = {"description": said[field.name], **drawn}
            properties[field.alias] = drawn
            if field.default is attrs.NOTHING:
                required.append(field.alias)
        return {
            "title": kind.__name__,
            "description": words(kind),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }


def obj(properties: Mapping[str, Any], required: Iterable[str], what: str = "") -> dict[str, Any]:
    """The schema of an object with these fields and no others."""
    return {
        **({"description": what} if what else {}),
        "type": "object",
        "properties": dict(properties),
        "required": [*required],
        "additionalProperties": False,
    }


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
