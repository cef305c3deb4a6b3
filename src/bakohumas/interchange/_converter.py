from collections.abc import Callable
from datetime import date
from functools import cache
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from cattrs.preconf.json import make_converter

from bakohumas.bodies import Event
from bakohumas.interchange._events import EVENTS, TAGS
from bakohumas.languages import Labelled
from bakohumas.law import Charter, Citation, charter, charters

Hook = Callable[[Any, Any], Any]
_NAMES = {str: "text", int: "a whole number", bool: "yes or no", list: "a list", dict: "an object"}


def require(kind: type, value: object) -> None:
    """Insist on a kind of JSON value; a yes is no number here."""
    if type(value) is not kind:
        got = _NAMES.get(type(value), "a fraction" if isinstance(value, float) else "nothing")
        msg = f"expected {_NAMES[kind]}, got {got}"
        raise TypeError(msg)


def _flag(value: Any, _: object) -> bool:  # noqa: ANN401 - whatever JSON holds
    require(bool, value)
    return bool(value)


def _whole(value: Any, _: object) -> int:  # noqa: ANN401 - whatever JSON holds
    require(int, value)
    return int(value)


def _text(value: Any, _: object) -> str:  # noqa: ANN401 - whatever JSON holds
    require(str, value)
    try:
        value.encode()
    except UnicodeEncodeError:
        msg = "half of a surrogate pair is no text"
        raise ValueError(msg) from None
    return str(value)


def _day(value: Any, _: object) -> date:  # noqa: ANN401 - whatever JSON holds
    require(str, value)
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if str(found) != value:
        msg = f"expected a day of the calendar as 'YYYY-MM-DD', got {repr(value)}"
        raise ValueError(msg)
    return found  # type: ignore[return-value]  # what is None says 'None', and no day does


def _word(value: Any, kind: Any) -> Labelled:  # noqa: ANN401 - whatever JSON holds
    require(str, value)
    if value not in set(kind):
        msg = f"expected one of {', '.join(kind)}, got {repr(value)}"
        raise ValueError(msg)
    word: Labelled = kind(value)
    return word


def _fields(kind: type, converter: Converter) -> Hook:
    """A hook for a class, which takes an object and nothing else for it."""
    structure: Hook = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_use_alias=True
    )

    def checked(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        require(dict, value)
        return structure(value, kind)

    return checked


def plainly(kind: type, converter: Converter) -> Callable[[Any], dict[str, Any]]:
    """How a class is written field by field, each by the name that its constructor has for it."""
    return make_dict_unstructure_fn(
        kind, converter, _cattrs_omit_if_default=True, _cattrs_use_alias=True
    )


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - whatever a field may hold
    return get_origin(kind) is tuple


def make() -> Converter:
    """A converter that knows the values of the library, and no others."""
    converter = make_converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(Labelled, _word)
    converter.register_structure_hook(bool, _flag)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(date, _day)
    converter.register_unstructure_hook(Citation, str)

    items = converter.get_structure_hook(tuple)

    def listed(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        require(list, value)
        wanted = get_args(kind)
        if Ellipsis not in wanted and len(value) != len(wanted):
            msg = f"expected a list of {len(wanted)}, got {len(value)}"
            raise ValueError(msg)
        return items(value, kind)

    converter.register_structure_hook_func(_is_tuple, listed)
    converter.register_structure_hook_factory(attrs.has, _fields)
    converter.register_structure_hook(Citation, lambda it, _: Citation.parse(_text(it, str)))
    _know_charters(converter)
    _know_events(converter)
    return converter


def _know_charters(converter: Converter) -> None:
    inline = make_dict_unstructure_fn(Charter, converter)
    spelt_out = _fields(Charter, converter)

    def shorten(rules: Charter) -> Any:  # noqa: ANN401 - a name or a dict
        shipped = rules.name in charters() and rules == charter(rules.name)
        return rules.name if shipped else inline(rules)

    def read(value: Any, kind: Any) -> Charter:  # noqa: ANN401 - whatever JSON holds
        if isinstance(value, Charter):  # the founding's own, which has been read already
            return value
        rules: Charter = charter(value) if isinstance(value, str) else spelt_out(value, kind)
        return rules

    converter.register_unstructure_hook(Charter, shorten)
    converter.register_structure_hook(Charter, read)


def _is_event(kind: Any) -> bool:  # noqa: ANN401 - whatever a field may hold
    return isinstance(kind, type) and issubclass(kind, Event)


def _know_events(converter: Converter) -> None:
    """Let a converter write an event under its tag, and read no other name for it."""

    @cache
    def writes(tag: str) -> Callable[[Event], dict[str, Any]]:
        return make_dict_unstructure_fn(EVENTS[tag], converter, _cattrs_omit_if_default=True)

    @cache
    def reads(tag: str) -> Hook:
        return _fields(EVENTS[tag], converter)

    def tagged(event: Event) -> dict[str, Any]:
        tag = TAGS[type(event)]
        return {"event": tag, **writes(tag)(event)}

    def read(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        require(dict, value)
        tag = value.get("event")
        tags = [each for each, one in EVENTS.items() if issubclass(one, kind)]
        if tag not in tags:
            msg = f"expected an event of {', '.join(tags)}, got {repr(tag)}"
            raise ValueError(msg)
        said = {name: each for name, each in value.items() if name != "event"}
        return reads(tag)(said, EVENTS[tag])

    converter.register_unstructure_hook_func(_is_event, tagged)
    converter.register_structure_hook_func(_is_event, read)
