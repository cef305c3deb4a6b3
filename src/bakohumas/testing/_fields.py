from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from bakohumas.periods import Period
from bakohumas.testing._ground import days, periods

T = TypeVar("T")
WORDS: Final = st.sampled_from(["bps", "rri", "kominfo", "Ketua", "Sekretaris", "SK 1/2015"])
_PLAIN: Final[Mapping[Any, st.SearchStrategy[Any]]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(1, 9),
    float: st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1, allow_subnormal=False),
    Fraction: st.fractions(0, 1, max_denominator=12),
    date: days(),
    datetime: st.builds(datetime.combine, days(), st.sampled_from([time(0), time(9, 30)])),
    timedelta: st.integers(0, 400).map(timedelta),
    Period: periods(),
    NoneType: st.none(),
    Any: WORDS,
    object: WORDS,
}


def _some(each: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.frozensets(each, max_size=2)


def _pairs(key: st.SearchStrategy[Any], value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(key, value, max_size=2)


_MADE_OF: Final[Mapping[Any, Callable[..., st.SearchStrategy[Any]]]] = {
    Literal: lambda *words: st.sampled_from(words),
    Union: st.one_of,
    UnionType: st.one_of,
    tuple: lambda each: st.lists(each, max_size=2).map(tuple),
    frozenset: _some,
    Mapping: _pairs,
}


def by_fields(
    kind: type[T], of: Callable[[Any], st.SearchStrategy[Any]], **given: st.SearchStrategy[Any]
) -> st.SearchStrategy[T]:
    """Values made field by field: what their types allow, less what the class refuses.

    Args:
        kind: The class.
        of: The strategy of any class of the library.
        given: Strategies of fields of which the type says too little.
    """
    hints = get_type_hints(kind)
    fields = {
        each.alias: given[each.alias] if each.alias in given else by_type(hints[each.name], of)
        for each in attrs.fields(kind)  # type: ignore[arg-type]
        if each.init
    }

    @st.composite
    def made(draw: st.DrawFn) -> T:
        told = {name: draw(field) for name, field in fields.items()}
        try:
            return kind(**told)
        except (TypeError, ValueError):
            reject()

    return made()


def by_type(hint: Any, of: Callable[[Any], st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any annotation
    """What a type allows."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, args = get_origin(hint), get_args(hint)
    inner = args if origin is Literal else [by_type(each, of) for each in args if each is not ...]
    if origin is tuple and ... not in args:
        return st.tuples(*inner)
    if origin in _MADE_OF:
        return _MADE_OF[origin](*inner)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return WORDS if isinstance(hint, TypeVar) else of(hint)
