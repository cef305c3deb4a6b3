from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bakohumas.errors import FormatError
from bakohumas.storage._chain import Entry

_PERSONS: Final[Mapping[str, frozenset[str]]] = {
    "body": frozenset({"contact", "person", "representatives"}),
    "meeting": frozenset({"representative"}),
}
"""Fields of the events of a kind that point to a person by an opaque id."""


def nameless(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, as long as each person in them is an id, and no name of several words.

    Raises:
        FormatError: If an id holds a blank, as nearly every name does; the place is told, and the
            name is not.
    """
    for entry in entries:
        fields = _PERSONS.get(entry.kind, frozenset())
        if any(f'"{field}":' in entry.text for field in fields):
            places = tuple(_named(entry.event, fields, "$"))
            if places:
                raise FormatError(f"{entry.kind} {entry.id}, entry {entry.revision}", places)
        yield entry


def _named(value: Any, fields: frozenset[str], place: str) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _named(each, fields, f"{place}[{number}]")
    elif isinstance(value, dict):
        for key, each in value.items():
            ids = each if isinstance(each, list) else [each]
            if key in fields and any(isinstance(one, str) and _of_words(one) for one in ids):
                yield (
                    f"{place}.{key}: a person stands here by an opaque id, without blanks: the "
                    "name lives in a table of your own"
                )
            yield from _named(each, fields, f"{place}.{key}")


def _of_words(id_: str) -> bool:
    return any(sign.isspace() for sign in id_)
