import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from functools import partial
from operator import eq
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

import attrs
from cattrs import BaseValidationError, Converter
from cattrs.gen import make_mapping_structure_fn

from bakohumas.interchange._converter import Hook, require
from bakohumas.law import Value

_TEXTS: Final = (str, date, datetime, Fraction, Decimal)


def know_shapes(converter: Converter) -> None:
    """Let a converter know whatever a field may be annotated with, beside classes and words.

    A value that may be of several classes stands under ``kind``, a set in order, and a decimal
    number as text.
    """
    texts = converter.get_structure_hook(str)

    def decimal(value: Any, _: object) -> Decimal:  # noqa: ANN401 - whatever JSON holds
        try:
            found = Decimal(texts(value, str))
        except InvalidOperation:
            found = None
        if found is None or not found.is_finite() or str(found) != value:
            msg = f"expected a decimal number such as '12.50', got {repr(value)}"
            raise ValueError(msg)
        return found

    def laid_down(value: Any, _: object) -> Value:  # noqa: ANN401 - whatever JSON holds
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(texts(each, str) for each in value)
        if value is None or isinstance(value, bool | int):
            return value
        if isinstance(value, str):
            return str(texts(value, str))
        msg = "expected text, a whole number, yes or no, or a list of texts"
        raise TypeError(msg)

    converter.register_structure_hook(float, _number)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, decimal)
    converter.register_unstructure_hook_func(_is_set, sorted)
    converter.register_structure_hook_factory(_is_set, _set)
    converter.register_structure_hook_factory(_is_mapping, _mapping)
    converter.register_unstructure_hook_factory(is_mixed, _write_mixed)
    converter.register_structure_hook_factory(is_mixed, _read_mixed)
    converter.register_structure_hook_func(partial(eq, Value), laid_down)


def snake(name: str) -> str:
    """The name of a class as a tag: small letters, and words apart."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def is_mixed(kind: Any) -> bool:  # noqa: ANN401 - whatever a field may hold
    """Whether a field may hold one of several things, apart from nothing."""
    return get_origin(kind) in (Union, UnionType) and len(members(kind)) > 1


def members(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever a field may hold
    """What such a field may hold, apart from nothing."""
    return tuple(each for each in get_args(kind) if each is not NoneType)


def classes(kind: Any) -> dict[str, type]:  # noqa: ANN401 - whatever a field may hold
    """The classes that such a field may hold, by tag, if there are several."""
    found = {snake(each.__name__): each for each in members(kind) if attrs.has(each)}
    return found if len(found) > 1 else {}


def _number(value: Any, _: object) -> float:  # noqa: ANN401 - whatever JSON holds
    if type(value) not in (int, float):
        msg = f"expected a number, got {repr(value)}"
        raise TypeError(msg)
    return float(value)


def _is_set(kind: Any) -> bool:  # noqa: ANN401 - whatever a field may hold
    return get_origin(kind) is frozenset


def _set(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 - an annotation
    (each,) = get_args(kind)
    rows: Any = tuple[each, ...]  # type: ignore[valid-type]  # of whatever the set is

    def read(value: Any, _: object) -> frozenset[Any]:  # noqa: ANN401 - whatever JSON holds
        found = converter.structure(value, rows)
        if len(set(found)) < len(found):
            msg = "the same stands twice in it"
            raise ValueError(msg)
        return frozenset(found)

    return read


def _is_mapping(kind: Any) -> bool:  # noqa: ANN401 - whatever a field may hold
    return get_origin(kind) in (dict, Mapping)


def _mapping(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 - an annotation
    items: Hook = make_mapping_structure_fn(kind, converter, structure_to=dict)

    def read(value: Any, _: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        require(dict, value)
        return items(value, kind)

    return read


def _write_mixed(kind: Any, converter: Converter) -> Callable[[Any], Any]:  # noqa: ANN401 - a union
    tags = {each: tag for tag, each in classes(kind).items()}
    rows = next((each for each in members(kind) if get_origin(each) is tuple), None)

    def write(value: Any) -> Any:  # noqa: ANN401 - whatever the field holds
        if type(value) in tags:
            return {"kind": tags[type(value)], **converter.unstructure(value)}
        return converter.unstructure(value, rows if isinstance(value, tuple) else None)

    return write


def _read_mixed(kind: Any, converter: Converter) -> Hook:  # noqa: ANN401 - a union
    tagged = classes(kind)
    others = [each for each in members(kind) if each not in tagged.values()]

    def read(value: Any, _: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        if value is None and NoneType in get_args(kind):
            return None
        if tagged and isinstance(value, dict):
            tag = value.get("kind")
            if not isinstance(tag, str) or tag not in tagged:
                msg = f"expected a kind of {', '.join(tagged)}, got {repr(tag)}"
                raise ValueError(msg)
            said = {name: each for name, each in value.items() if name != "kind"}
            return converter.structure(said, tagged[tag])
        fitting = [each for each in others if _fits(each, value)]
        for each in fitting[:-1]:
            with suppress(BaseValidationError, TypeError, ValueError):
                return converter.structure(value, each)
        if not fitting:
            names = ", ".join(getattr(each, "__name__", str(each)) for each in members(kind))
            msg = f"expected one of {names}, got {repr(value)}"
            raise TypeError(msg)
        return converter.structure(value, fitting[-1])

    return read


def _fits(kind: Any, value: object) -> bool:  # noqa: ANN401 - whatever a field may hold
    """Whether JSON of such a type may stand for such a kind."""
    if isinstance(value, str):
        return kind in _TEXTS or (isinstance(kind, type) and issubclass(kind, Enum))
    if isinstance(value, bool | int | float):
        return kind is type(value)
    if isinstance(value, list):
        return get_origin(kind) is tuple
    return isinstance(value, dict) and attrs.has(kind)
