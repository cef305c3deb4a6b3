from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any, TypeVar

import attrs

from bakohumas.errors import expect

_Entry = TypeVar("_Entry")


def local(_value: object, field: "attrs.Attribute[Any]", moment: datetime) -> None:
    """A validator: a moment on the clock of the place, which needs no zone."""
    expect(moment, datetime, what=field.name)
    if moment.tzinfo is not None:
        msg = f"{field.name} must be on the clock of the place, without a zone, got {moment}"
        raise ValueError(msg)


def together(one: date | None, other: str, *, what: str) -> None:
    """Insist that a day and whoever acted on it are both known, or neither.

    Raises:
        ValueError: If only one is.
    """
    if (one is None) == bool(other):
        msg = f"{what}: name both the day and who, or neither"
        raise ValueError(msg)


def numbered(values: Mapping[str, int], *, what: str, least: int) -> dict[str, int]:
    """A whole number for each code, in order of the alphabet."""
    expect(values, Mapping, what=what)
    for key, value in values.items():
        expect(key, str, what=f"each code in {what}")
        expect(value, int, what=f"{what} of {key}")
        if value < least:
            msg = f"{what} of {key} must be at least {least}, got {value}"
            raise ValueError(msg)
    return dict(sorted(values.items()))


def by_id(entries: Iterable[_Entry], kind: type[_Entry], *, what: str) -> tuple[_Entry, ...]:
    """The entries in order of their ids, each of that kind.

    Raises:
        TypeError: If there is anything else among them.
        ValueError: If two of them share an id.
    """
    expect(entries, Iterable, what=what)
    found: list[Any] = list(entries)
    for each in found:
        expect(each, kind, what=f"each of {what}")
    each_once((each.id for each in found), what=what)
    found.sort(key=lambda each: str(each.id))
    return tuple(found)


def each_once(ids: Iterable[str], *, what: str) -> None:
    """Insist that no id stands twice.

    Raises:
        ValueError: If one does, with those that do.
    """
    found = sorted(ids)
    if twice := sorted({one for one, other in pairwise(found) if one == other}):
        msg = f"{what} must have unique ids, but these stand twice: {', '.join(twice)}"
        raise ValueError(msg)
