from collections.abc import Callable
from datetime import date
from functools import partial
from operator import eq
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from bakohumas.bodies import (
    Admitted,
    Amended,
    Discharged,
    Elected,
    Founded,
    Inaugurated,
    Replaced,
    Seated,
    Vacated,
    Withdrawn,
)
from bakohumas.languages import Labelled
from bakohumas.law import Charter, Citation, Value, charter, charters

AnyEvent = (
    Admitted
    | Amended
    | Discharged
    | Elected
    | Founded
    | Inaugurated
    | Replaced
    | Seated
    | Vacated
    | Withdrawn
)
"""The closed set of what a history holds; the tag of an event is its lower-case name."""

Hook = Callable[[Any, Any], Any]
_NAMES = {str: "text", int: "a whole number", bool: "yes or no", list: "a list", dict: "an object"}


def _tag(kind: type) -> str:
    return kind.__name__.lower()


def _require(kind: type, value: object) -> None:
    if type(value) is not kind:
        got = _NAMES.get(type(value), "a fraction" if isinstance(value, float) else "nothing")
        msg = f"expected {_NAMES[kind]}, got {got}"
        raise TypeError(msg)


def _flag(value: Any, _: object) -> bool:  # noqa: ANN401 - whatever JSON holds
    _require(bool, value)
    return bool(value)


def _text(value: Any, _: object) -> str:  # noqa: ANN401 - whatever JSON holds
    _require(str, value)
    try:
        value.encode()
    except UnicodeEncodeError:
        msg = "half of a surrogate pair is no text"
        raise ValueError(msg) from None
    return str(value)


def _day(value: Any, _: object) -> date:  # noqa: ANN401 - whatever JSON holds
    _require(str, value)
    found = date.fromisoformat(value)
    if str(found) != value:
        msg = f"expected a day as 'YYYY-MM-DD', got {value!r}"
        raise ValueError(msg)
    return found


def _value(value: Any, _: object) -> Value:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(_text(each, str) for each in value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value, str)
    msg = "expected text, a whole number, yes or no, or a list of texts"
    raise TypeError(msg)


def _fields(kind: type, converter: Converter) -> Hook:
    """A hook for a class, which takes an object and nothing else for it."""
    structure: Hook = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)

    def checked(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        _require(dict, value)
        return structure(value, kind)

    return checked


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - whatever a field may hold
    return get_origin(kind) is tuple


def _make() -> Converter:
    converter = make_converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(Labelled, lambda it, kind: kind(_text(it, str)))
    converter.register_structure_hook(bool, _flag)
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook_func(partial(eq, Value), _value)
    converter.register_unstructure_hook(Citation, str)

    items = converter.get_structure_hook(tuple)

    def listed(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        _require(list, value)
        wanted = get_args(kind)
        if Ellipsis not in wanted and len(value) != len(wanted):
            msg = f"expected a list of {len(wanted)}, got {len(value)}"
            raise ValueError(msg)
        return items(value, kind)

    converter.register_structure_hook_func(_is_tuple, listed)
    converter.register_structure_hook_factory(attrs.has, _fields)
    converter.register_structure_hook(Citation, lambda it, _: Citation.parse(_text(it, str)))

    inline = make_dict_unstructure_fn(Charter, converter)
    spelt_out = _fields(Charter, converter)

    def shorten(rules: Charter) -> Any:  # noqa: ANN401 - a name or a dict
        shipped = rules.name in charters() and rules == charter(rules.name)
        return rules.name if shipped else inline(rules)

    converter.register_unstructure_hook(Charter, shorten)
    converter.register_structure_hook(
        Charter, lambda it, kind: charter(it) if isinstance(it, str) else spelt_out(it, kind)
    )
    configure_tagged_union(AnyEvent, converter, tag_generator=_tag, tag_name="event")
    tagged = converter.get_structure_hook(AnyEvent)

    def event(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        _require(dict, value)
        if value.get("event") not in _TAGS:
            msg = f"expected an event of {', '.join(_TAGS)}, got {value.get('event')!r}"
            raise ValueError(msg)
        return tagged(value, kind)

    converter.register_structure_hook(AnyEvent, event)
    return converter


_TAGS = tuple(_tag(kind) for kind in get_args(AnyEvent))
converter = _make()
