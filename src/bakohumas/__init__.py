"""Model Indonesian government public-relations coordination bodies.

Rooms are imported by name (``from bakohumas import networks``); the nouns that
a newcomer meets first stand here as well, and nothing is loaded before it is
asked for.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bakohumas.law import Charter, Citation, Grade, charter
    from bakohumas.periods import Period

_ROOMS = {
    "Charter": "law",
    "Citation": "law",
    "Grade": "law",
    "Period": "periods",
    "charter": "law",
}
__all__ = ["Charter", "Citation", "Grade", "Period", "charter"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the room offers
    if name == "__version__":
        return version("bakohumas")
    if name not in _ROOMS:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
