import json
from collections.abc import Collection, Mapping
from typing import Any

from bakohumas.errors import FormatError, expect

LARGEST = 64 * 1024 * 1024
"""Most characters of a document that is read."""
_DEEPEST = 32
_DIGITS = 100


def plain(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What a text of strict JSON holds, if it is bounded in size and depth."""
    expect(text, str, what="the document")
    if len(text) > LARGEST:
        raise FormatError("JSON", (f"longer than {LARGEST} characters",))
    try:
        document = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_int=_whole,
        )
    except RecursionError as deep:
        raise FormatError("JSON", (f"nested deeper than {_DEEPEST} levels",)) from deep
    except ValueError as slip:
        raise FormatError("JSON", (str(slip),)) from slip
    if _depth(document) > _DEEPEST:
        raise FormatError("JSON", (f"nested deeper than {_DEEPEST} levels",))
    return document


def headed(text: str, *, what: str, version: int, fields: Collection[str]) -> dict[str, Any]:
    """The document of a text that says of itself that it is of that kind and version.

    Raises:
        FormatError: If it is no such document; what a newer version means is not guessed.
    """
    document = plain(text)
    kind = f"bakohumas/{what}"
    if not isinstance(document, dict) or document.get("format") != kind:
        raise FormatError(what, (f"$.format: expected {kind!r}",))
    said = document.get("version")
    if type(said) is not int or said != version:
        newer = type(said) is int and said > version
        advice = ": it was written by a newer one, so update bakohumas" if newer else ""
        raise FormatError(what, (f"$.version: this library reads {version}, not {said!r}{advice}",))
    misfits(document, ("format", "version", *fields), what=what)
    return document


def misfits(said: Mapping[str, Any], fields: Collection[str], *, what: str) -> None:
    """Insist that an object has these fields, and no others.

    Raises:
        FormatError: If it has others, or lacks one.
    """
    problems = [f"$.{each}: no such field" for each in sorted(set(said) - set(fields))]
    problems += [f"$.{each}: required field missing" for each in fields if each not in said]
    if problems:
        raise FormatError(what, tuple(problems))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        msg = "the same key stands twice in one object"
        raise ValueError(msg)
    return found


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        msg = f"a number of {len(digits)} digits is too long"
        raise ValueError(msg)
    return int(digits)


def _no_constant(name: str) -> None:
    msg = f"{name} is not a number"
    raise ValueError(msg)


def _depth(document: Any) -> int:  # noqa: ANN401 - whatever JSON holds
    level, deepest = [document], 0
    while level:
        deepest += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return deepest
