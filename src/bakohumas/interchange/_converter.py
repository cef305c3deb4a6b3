from collections.abc import Callable
from datetime import date
from functools import partial
from operator import is_
from typing import Any

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from bakohumas.bodies import (
    Admitted,
    Amended,
    Elected,
    Founded,
    Inaugurated,
    Seated,
    Vacated,
    Withdrawn,
)
from bakohumas.law import Charter, Citation, Value, charter, charters

AnyEvent = Admitted | Amended | Elected | Founded | Inaugurated | Seated | Vacated | Withdrawn
"""The closed set of what a history holds; the tag of an event is its lower-case name."""


def _tag(kind: type) -> str:
    return kind.__name__.lower()


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        if type(value) is not kind:
            msg = f"expected {kind.__name__}, got {type(value).__name__}"
            raise TypeError(msg)
        return value

    return structure


def _day(value: Any, _: object) -> date:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, str):
        msg = f"expected a day as 'YYYY-MM-DD', got {type(value).__name__}"
        raise TypeError(msg)
    return date.fromisoformat(value)


def _value(value: Any, _: object) -> Value:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if isinstance(value, bool | int | str):
        return value
    msg = "expected a word, a number, yes or no, or a list of words"
    raise TypeError(msg)


def _make() -> Converter:
    converter = make_converter(forbid_extra_keys=True, omit_if_default=True)
    for kind in (str, int, bool):
        converter.register_structure_hook_func(partial(is_, kind), _exactly(kind))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Value, _value)
    converter.register_unstructure_hook(Citation, str)
    converter.register_structure_hook(Citation, lambda text, _: Citation.parse(text))

    inline = make_dict_unstructure_fn(Charter, converter)
    spelt_out = make_dict_structure_fn(Charter, converter, _cattrs_forbid_extra_keys=True)

    def shorten(rules: Charter) -> Any:  # noqa: ANN401 - a name or a dict
        shipped = rules.name in charters() and rules == charter(rules.name)
        return rules.name if shipped else inline(rules)

    converter.register_unstructure_hook(Charter, shorten)
    converter.register_structure_hook(
        Charter, lambda it, kind: charter(it) if isinstance(it, str) else spelt_out(it, kind)
    )
    configure_tagged_union(AnyEvent, converter, tag_generator=_tag, tag_name="event")
    return converter


converter = _make()
