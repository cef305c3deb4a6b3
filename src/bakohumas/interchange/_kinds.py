from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from inspect import isclass
from types import MappingProxyType
from typing import Final

import attrs

from bakohumas.interchange._ensembles import know_ensembles
from bakohumas.interchange._every import converter
from bakohumas.interchange._shapes import snake

_ROOMS: Final = (
    *("periods", "law", "institutions", "bodies", "elections", "programmes", "content"),
    *("networks", "meetings", "audit", "simulation", "interchange"),
)
_ABOVE: Final = ("scenarios", "storage", "testing", "reports", "cli")
UNWRITTEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "audit.Case": "what a rule is handed while it judges, with the rule's own notes",
        "audit.Rule": "functions: a predicate and its worked cases",
        "elections.Guard": "a protocol: the conditions that keep it have documents",
        "elections.Method": "a protocol: the methods that keep it have documents",
        "interchange.Wire": "a mark on an annotation",
        "meetings.Heading": "a block of a paper in the making: the record of the meeting is data",
        "meetings.Lines": "a block of a paper in the making: the record of the meeting is data",
        "meetings.Table": "a block of a paper in the making: the record of the meeting is data",
        "programmes.Reallocate": "a protocol: a function",
        "simulation.Plan": "rows of millions of edges: write_plan() has a file for it",
        **dict.fromkeys(_ABOVE, "of a room above this one, made of values that have documents"),
    }
)
"""Public classes that have no document, and why; of a room, all of its classes."""


@cache
def kinds() -> Mapping[str, type]:
    """Every public value that is data, by the tag that a document gives it: a closed table.

    A tag is the room and the name, such as ``"bodies.term"``; nothing is imported by it.
    """
    know_ensembles(converter)
    found = {}
    for room in _ROOMS:
        door = import_module(f"bakohumas.{room}")
        for name in door.__all__:
            kind = getattr(door, name)
            if f"{room}.{name}" not in UNWRITTEN and isclass(kind) and _is_data(kind):
                found[f"{room}.{snake(name)}"] = kind
    return MappingProxyType(found)


def _is_data(kind: type) -> bool:
    is_value = attrs.has(kind) or issubclass(kind, Enum)
    return is_value and not getattr(kind, "__abstractmethods__", ())


@cache
def _tags() -> Mapping[type, str]:
    return {kind: tag for tag, kind in kinds().items()}


def tag_of(kind: type) -> str:
    """The tag of a class; nothing for one that is none of ours, for which nothing is loaded."""
    return _tags().get(kind, "") if name_of(kind) else ""


def name_of(kind: type) -> str:
    """Room and name of a class of the library; nothing for another one."""
    house, _, rest = kind.__module__.partition(".")
    return f"{rest.partition('.')[0]}.{kind.__name__}" if house == "bakohumas" else ""


def why_unwritten(kind: type) -> str:
    """Why a class has no document, as far as that is known."""
    name = name_of(kind)
    return UNWRITTEN.get(name) or UNWRITTEN.get(name.partition(".")[0], "")
