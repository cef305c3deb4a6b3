import json
from importlib.resources import files
from typing import Any

from bakohumas.errors import UnknownNameError, expect
from bakohumas.interchange._drawn import DRAWN, of_values
from bakohumas.interchange._values import DOCUMENTS, serves

_NAMES = ("allocation", "body", "content", "network", "problem", "programme")


def schema(name: str | type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of document.

    Six are shipped as files; the others are drawn from the classes when they are asked for.

    It says all that can be said of a document without knowing the law: what it holds
    may still be a history that could not have happened, which :func:`loads` refuses, or
    ties to nodes that are not there, which :func:`loads_network` does.

    Args:
        name: ``"body"``, ``"content"``, ``"network"``, ``"programme"``, ``"problem"``: a
            division of work that is asked for, ``"allocation"``: what ``bakohumas
            allocate --json`` answers to it, ``"records"``, or ``"journal"``: one line of a
            journal. Or a class that :func:`loads` takes, such as
            :class:`~bakohumas.bodies.Federation`.

    Raises:
        TypeError: If it is a class that has no document; says why.
        UnknownNameError: If there is none of that name.

    Examples:
        >>> schema("body")["required"]
        ['format', 'version', 'charter', 'events']
        >>> from bakohumas.bodies import Federation
        >>> schema(Federation)["properties"]["kind"]
        {'enum': ['bodies.federation']}
    """
    expect(name, str, type, what="the name of a schema")
    if isinstance(name, type):
        known = serves(name)
        if name not in DOCUMENTS:
            return of_values(known)
        name = DOCUMENTS[name].name
    if name in DRAWN:
        return DRAWN[name]()
    if name not in _NAMES:
        raise UnknownNameError("schema", name, scope=", ".join(sorted({*_NAMES, *DRAWN})))
    text = (files("bakohumas.interchange") / "data" / f"{name}.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
