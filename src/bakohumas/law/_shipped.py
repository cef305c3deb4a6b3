from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from bakohumas.errors import UnknownNameError
from bakohumas.law._charters import Charter
from bakohumas.law._citations import Citation
from bakohumas.law._evidence import Grade
from bakohumas.law._files import names, read
from bakohumas.law._provisions import Provision
from bakohumas.law._scopes import Scope
from bakohumas.periods import Period


def _provision(row: Mapping[str, Any], *, scope: str, body: str) -> Provision:
    value = row.get("value")
    return Provision(
        row["key"],
        tuple(value) if isinstance(value, list) else value,
        Period(row.get("from"), row.get("to")),
        Citation.parse(row["citation"]),
        Grade(row["grade"]),
        row.get("analogy", False),
        tuple(row["sources"]),
        row.get("note", ""),
        Scope(row.get("scope", scope)),
        row.get("body", body),
    )


def charters() -> tuple[str, ...]:
    """Names of the charters that the library ships.

    Examples:
        >>> "kalsel" in charters()
        True
    """
    return names("charters")


@cache
def charter(name: str) -> Charter:
    """A shipped charter.

    Raises:
        UnknownNameError: If none of that name is shipped.

    Examples:
        >>> charter("national_practice").parent.name
        'national'
        >>> charter("kalsel").scope.label()
        'bodies of provinces'
    """
    if name not in charters():
        raise UnknownNameError("charter", name, scope=f"shipped: {', '.join(charters())}")
    text = read(f"charters/{name}.toml")
    parent = text.get("parent")
    body = text.get("body", "")
    row = partial(_provision, scope=text["scope"], body=body)
    return Charter(
        name,
        (text["title"]["en"], text["title"]["id"]),
        tuple(map(row, text.get("provision", ()))),
        charter(parent) if parent else None,
        Scope(text["scope"]),
        body,
    )
