"""A history kept safe: an append-only journal of events, sealed entry to entry.

:class:`Journal` keeps streams of events by kind and id in SQLite, in PostgreSQL, or
inside the host's own transaction; it needs the extra ``sql`` (SQLAlchemy). The seals and
their JSON Lines need no database: what one wrote can be checked anywhere.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bakohumas.errors import MissingExtraError
from bakohumas.storage._chain import Break, Entry, Fault, seal, verify
from bakohumas.storage._lines import from_lines, to_lines

if TYPE_CHECKING:
    from bakohumas.storage._journal import Journal

__all__ = ["Break", "Entry", "Fault", "Journal", "from_lines", "seal", "to_lines", "verify"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the file offers
    if name != "Journal":
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    try:
        return import_module(f"{__name__}._journal").Journal
    except ModuleNotFoundError as missing:
        raise MissingExtraError("storage.Journal", missing.name or "", "sql") from missing
