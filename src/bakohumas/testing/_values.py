from collections import ChainMap
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from bakohumas.testing._fields import by_fields

T = TypeVar("T")
Makers = Mapping[Any, Callable[[], st.SearchStrategy[Any]]]
Told = Mapping[Any, Mapping[str, st.SearchStrategy[Any]]]

WITHOUT: Final[Mapping[str, str]] = {
    "audit.Case": "what a rule is handed while it judges: a host makes none",
    "audit.Rule": "a predicate and its worked cases: bakohumas.audit.rule() makes one",
    "reports.View": "of a room beside this one: bakohumas.reports.view() makes them",
    "scenarios.Kalsel": "a whole scenario, of which bakohumas.scenarios.kalsel() makes the one",
    "scenarios.Kpu": "a whole scenario, of which bakohumas.scenarios.kpu() makes the one",
    "scenarios.Measure": "functions of an ensemble: Measure.people() makes one",
    "scenarios.Message": "the study within a scenario: bakohumas.scenarios.national() makes one",
    "scenarios.National": "a whole scenario, of which bakohumas.scenarios.national() makes the one",
    "scenarios.Partner": "a refusal within a scenario: bakohumas.scenarios.kpu() makes them",
    "scenarios.SatgasMudik": (
        "a whole scenario, of which bakohumas.scenarios.satgas_mudik() makes the one"
    ),
    "scenarios.Section": "a part of a scenario: Story.sections() makes them",
    "scenarios.Story": "any whole scenario: the functions of scenarios.SCENARIOS make them",
    "scenarios.Study": "the arms within a scenario: bakohumas.scenarios.national() makes one",
    "scenarios.Wonosobo": "a whole scenario, of which bakohumas.scenarios.wonosobo() makes the one",
    "storage.Break": "of a room beside this one: bakohumas.storage.verify() makes them",
    "testing.History": "of the corpus: bakohumas.testing.histories() makes all there are",
}
"""Public values without a strategy, and why."""
_FILES: Final = {
    "audit": "audited",
    "bodies": "lives",
    "content": "told",
    "elections": "counts",
    "institutions": "texts",
    "interchange": "counts",
    "law": "texts",
    "meetings": "met",
    "networks": "spread",
    "periods": "texts",
    "programmes": "work",
    "scenarios": "spread",
    "simulation": "spread",
    "storage": "sealed",
}


def values(kind: type[T]) -> st.SearchStrategy[T]:
    """Valid values of any public class of the library, as ``st.from_type`` gives them too.

    What follows from something else is taken from it: a term from a body that has lived,
    a finding from an audit. What stands by itself is made field by field. Of an abstract
    class, such as :class:`~bakohumas.bodies.Event`, values of every kind below it are drawn.

    Args:
        kind: The class, such as :class:`~bakohumas.bodies.Term`.

    Returns:
        The strategy, in which edge days are likely, such as 29 February, 31 December, the
        day of the founding, and a hand-over on the day itself.

    Raises:
        TypeError: If it is no value of this library, or one without a strategy; says why.

    Examples:
        >>> from hypothesis import strategies as st
        >>> from bakohumas.bodies import Term
        >>> isinstance(values(Term), st.SearchStrategy)
        True
    """
    name = known_as(kind)
    room = name.partition(".")[0]
    if name in WITHOUT:
        msg = f"{name} has no strategy: it is {WITHOUT[name]}"
        raise TypeError(msg)
    if room not in _FILES or not isinstance(kind, type):
        msg = f"kind must be a class of the values of this library, got {kind!r}"
        raise TypeError(msg)
    return st.deferred(lambda: _strategy(kind))  # type: ignore[arg-type]


def known_as(kind: Any) -> str:  # noqa: ANN401 - a class, it is hoped
    """Room and name of a class."""
    module = getattr(kind, "__module__", "").removeprefix("bakohumas.")
    return f"{module.partition('.')[0]}.{getattr(kind, '__name__', kind)}"


@cache
def _strategy(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any class
    room = kind.__module__.split(".")[1]
    file = import_module(f"bakohumas.testing._{_FILES[room]}")
    made: Callable[[], st.SearchStrategy[Any]] | None = file.MAKERS.get(kind)
    if made:
        return made()
    below = [each for each in kind.__subclasses__() if each.__module__.startswith("bakohumas.")]
    if below and (_abstract(kind) or kind in file.WHOLE):
        return st.one_of(*(values(each) for each in below))
    if not attrs.has(kind):
        msg = f"kind must be a class of the values of this library, got {kind!r}"
        raise TypeError(msg)
    given = (file.FIELDS.get(each, {}) for each in kind.__mro__)
    return by_fields(kind, values, **dict(ChainMap(*given)))


def _abstract(kind: Any) -> bool:  # noqa: ANN401 - any class
    return bool(getattr(kind, "__abstractmethods__", ()))


def parts(kind: type[T], wholes: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """The values of one kind that stand somewhere in larger ones."""
    return wholes.map(lambda whole: within(kind, whole)).filter(bool).flatmap(st.sampled_from)


def within(kind: type[T], whole: object) -> list[T]:
    """All values of a kind in a larger one, the same one once."""
    found: list[T] = []
    if isinstance(whole, kind):
        found.append(whole)
    elif attrs.has(type(whole)):
        for each in attrs.fields(type(whole)):  # type: ignore[arg-type]
            found += within(kind, getattr(whole, each.name, None))
    elif isinstance(whole, Mapping):
        found += [each for pair in whole.items() for side in pair for each in within(kind, side)]
    elif isinstance(whole, tuple | list):
        found += [each for side in whole for each in within(kind, side)]
    return found
