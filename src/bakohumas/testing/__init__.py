"""The kit that others test with: strategies for the values of the library.

Needs the extra ``testing`` (Hypothesis); importing this room alone does not,
and a name that is asked for without it says which extra brings it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bakohumas.errors import MissingExtraError

if TYPE_CHECKING:
    from bakohumas.testing._ground import citations, days, periods, thresholds

_FILES = {
    "citations": "_ground",
    "days": "_ground",
    "periods": "_ground",
    "thresholds": "_ground",
}
__all__ = ["citations", "days", "periods", "thresholds"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the file offers
    if name not in _FILES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    try:
        return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
    except ModuleNotFoundError as missing:
        raise MissingExtraError(f"testing.{name}", missing.name or "", "testing") from missing
