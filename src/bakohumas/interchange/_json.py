import json
from collections.abc import Mapping, Sequence
from typing import Any

from cattrs import BaseValidationError, transform_error
from cattrs.v import format_exception

from bakohumas.bodies import Body, replay
from bakohumas.errors import BakohumasError, FormatError
from bakohumas.interchange._converter import AnyEvent, converter

LARGEST = 64 * 1024 * 1024
"""Most characters of a document that is read."""

Plain = Mapping[str, Any] | Sequence[Any]
_FORMAT = "bakohumas/body"
_VERSION = 1
_DEEPEST = 32
_DIGITS = 100


def dumps(value: Body | Plain) -> str:
    """A value as one JSON document: UTF-8, keys sorted, the same bytes each time.

    Args:
        value: A body, or plain data such as ``rows()`` gives.

    Returns:
        The document, ending in a line feed.

    Raises:
        ValueError: If a text in it, such as half a surrogate pair, is no text that
            UTF-8 can write, or a number in it is none.

    Examples:
        >>> print(dumps({"b": [1, 2], "a": "ketua"}), end="")
        {
          "a": "ketua",
          "b": [
            1,
            2
          ]
        }
    """
    plain = _document(value) if isinstance(value, Body) else value
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True)
    try:
        text.encode()
    except UnicodeEncodeError as slip:
        msg = "a text in it holds half a surrogate pair: mend it where it came from"
        raise ValueError(msg) from slip
    return text + "\n"


def loads(text: str) -> Body:
    """The body that a document of :func:`dumps` describes; its history is checked again.

    Raises:
        FormatError: If the text is not such a document, with every problem and
            its place, or its history could not have happened.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> loads(dumps(body)) == body
        True
    """
    document = _read(text)
    if not isinstance(document, dict) or document.get("format") != _FORMAT:
        raise FormatError("body", (f"$.format: expected {_FORMAT!r}",))
    version = document.get("version")
    if type(version) is not int or version != _VERSION:
        raise FormatError("body", (f"$.version: this library reads {_VERSION}, not {version!r}",))
    if extra := sorted(set(document) - {"format", "version", "events"}):
        raise FormatError("body", tuple(f"$.{each}: no such field" for each in extra))
    try:
        events = converter.structure(document.get("events"), tuple[AnyEvent, ...])
    except BaseValidationError as problems:
        raise FormatError(
            "body", tuple(transform_error(problems, "$.events", _wording))
        ) from problems
    except TypeError as problem:
        raise FormatError("body", (f"$.events: {problem}",)) from problem
    try:
        return replay(events)
    except (BakohumasError, ArithmeticError, ValueError) as refusal:
        raise FormatError("body", (f"$.events: {refusal}",)) from refusal


def _wording(problem: BaseException, kind: type | None) -> str:
    if isinstance(problem, BakohumasError):
        return str(problem)
    if isinstance(problem, TypeError | ValueError):
        return str(problem.args[0])  # what else a validator tells is the class and the value
    return format_exception(problem, kind)


def _document(body: Body) -> dict[str, Any]:
    events = converter.unstructure(body.events, tuple[AnyEvent, ...])
    return {"format": _FORMAT, "version": _VERSION, "events": events}


def _read(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
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
