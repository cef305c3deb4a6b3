"""Model Indonesian government public-relations coordination bodies.

Rooms are imported by name (``from bakohumas import networks``); the nouns that
a newcomer meets first stand here as well, and nothing is loaded before it is
asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bakohumas.audit import Report, check
    from bakohumas.bodies import Body, replay
    from bakohumas.elections import IRV, Profile, TieBreak, count
    from bakohumas.institutions import Category, Directory, Institution, Unit, directory
    from bakohumas.law import Charter, Citation, Grade, charter
    from bakohumas.meetings import Meeting
    from bakohumas.networks import InformationNetwork
    from bakohumas.periods import Period
    from bakohumas.programmes import Programme, Task, allocate

_NOUNS = {
    "audit": "Report check",
    "bodies": "Body replay",
    "elections": "IRV Profile TieBreak count",
    "institutions": "Category Directory Institution Unit directory",
    "law": "Charter Citation Grade charter",
    "meetings": "Meeting",
    "networks": "InformationNetwork",
    "periods": "Period",
    "programmes": "Programme Task allocate",
}
_ROOMS = {noun: room for room, nouns in _NOUNS.items() for noun in nouns.split()}
__all__ = [
    "IRV", "Body", "Category", "Charter", "Citation", "Directory", "Grade",
    "InformationNetwork", "Institution", "Meeting", "Period", "Profile", "Programme",
    "Report", "Task", "TieBreak", "Unit", "allocate", "charter", "check", "count",
    "directory", "replay",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the room offers
    if name == "__version__":
        return import_module("importlib.metadata").version(__name__)
    if name not in _ROOMS:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
