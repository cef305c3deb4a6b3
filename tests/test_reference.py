import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator

import pytest

import bakohumas
from bakohumas.bodies import Event, FederationEvent
from bakohumas.errors import BakohumasError

ROOMS = [
    name.removeprefix("bakohumas.")
    for _, name, _ in pkgutil.iter_modules(bakohumas.__path__, "bakohumas.")
    if not name.endswith("__main__")
]
MAKER = re.compile(r":(?:func|meth):`\.?([\w.]+)` makes one")
FAMILIES: dict[str, tuple[str, Callable[[str, object], bool]]] = {
    "errors": (
        "raised by the rooms, never made by a caller; RefusedError shows how one reads",
        lambda _room, thing: inspect.isclass(thing) and issubclass(thing, BakohumasError),
    ),
    "events": (
        "made by the verbs of Body and Federation; Event and FederationEvent show them",
        lambda _room, thing: inspect.isclass(thing) and issubclass(thing, (Event, FederationEvent)),
    ),
    "the kit": (
        "strategies and machines: what they draw is random; docs/howto/hold-a-system.md runs them",
        lambda room, _thing: room == "testing",
    ),
}
"""Names that need no example of their own, family by family, and why."""


def docstrings(thing: object) -> Iterator[str]:
    """What is written of a thing, and of its own public members."""
    yield inspect.getdoc(thing) or ""
    for name, member in vars(thing).items() if inspect.isclass(thing) else ():
        if not name.startswith("_"):
            yield inspect.getdoc(getattr(member, "__func__", member)) or ""


def shown(room: str, name: str) -> bool:
    """Whether an example shows it: its own, one of its members', or that of its maker."""
    thing = getattr(importlib.import_module(f"bakohumas.{room}"), name)
    written = list(docstrings(thing))
    for maker in MAKER.findall(written[0]):
        written += docstrings(getattr(importlib.import_module(f"bakohumas.{room}"), maker, None))
    return any(">>> " in text for text in written)


def excused(room: str, name: str) -> list[str]:
    """The families by which a name needs no example."""
    thing = getattr(importlib.import_module(f"bakohumas.{room}"), name)
    return [family for family, (_, belongs) in FAMILIES.items() if belongs(room, thing)]


def explained(room: str) -> list[str]:
    """Classes and functions of a room: constants say what they are in a line."""
    door = importlib.import_module(f"bakohumas.{room}")
    things = {name: getattr(door, name) for name in door.__all__}
    return [
        name
        for name, thing in things.items()
        if inspect.isclass(thing) or inspect.isroutine(inspect.unwrap(thing))
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_is_shown_by_an_example(room: str) -> None:
    """In its docstring, in one of its members, or at its maker."""
    bare = {name for name in explained(room) if not shown(room, name) and not excused(room, name)}

    assert bare == set()


def test_every_excuse_is_used() -> None:
    """No family is left over, and each says why."""
    used = {
        family
        for room in ROOMS
        for name in explained(room)
        if not shown(room, name)
        for family in excused(room, name)
    }

    assert used == set(FAMILIES)
    assert all(reason for reason, _ in FAMILIES.values())
    assert all(shown("bodies", base) for base in ("Event", "FederationEvent"))
    assert shown("errors", "RefusedError")
