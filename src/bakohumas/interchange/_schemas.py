import json
from importlib.resources import files
from typing import Any

from bakohumas.errors import UnknownNameError, expect

_NAMES = ("allocation", "body", "content", "network", "problem", "programme")


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of document.

    It says all that can be said of a document without knowing the law: what it holds
    may still be a history that could not have happened, which :func:`loads` refuses, or
    ties to nodes that are not there, which :func:`loads_network` does.

    Args:
        name: ``"body"``, ``"content"``, ``"network"``, ``"programme"``, ``"problem"``: a
            division of work that is asked for, or ``"allocation"``: what ``bakohumas
            allocate --json`` answers to it.

    Raises:
        UnknownNameError: If there is none of that name.

    Examples:
        >>> schema("body")["required"]
        ['format', 'version', 'charter', 'events']
    """
    expect(name, str, what="the name of a schema")
    if name not in _NAMES:
        raise UnknownNameError("schema", name, scope=f"shipped: {', '.join(_NAMES)}")
    text = (files("bakohumas.interchange") / "data" / f"{name}.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
