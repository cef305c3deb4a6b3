import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from cattrs import BaseValidationError

from bakohumas.bodies import Body, Event, Founded, Opened, replay
from bakohumas.errors import BakohumasError, FormatError
from bakohumas.interchange._converter import converter
from bakohumas.interchange._documents import headed
from bakohumas.interchange._events import EVENTS
from bakohumas.interchange._problems import told
from bakohumas.law import Charter, charter

Plain = Mapping[str, Any] | Sequence[Any]
VERSION = 1
FIELDS = ("charter", "events")
_REFUSALS = BakohumasError, ArithmeticError, TypeError, ValueError


def dumps(value: Body | Plain) -> str:
    """A value as one JSON document: UTF-8, keys sorted, the same bytes each time.

    Args:
        value: A body, or plain data such as ``rows()`` gives.

    Returns:
        The document, ending in a line feed. That of a body is described by
        :func:`schema`.

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
    plain = value
    if isinstance(value, Body):
        plain = {"format": "bakohumas/body", "version": VERSION, **told_of(value)}
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
        TypeError: If it is no text, such as bytes that nobody has decoded.
        FormatError: If the text is not such a document, with every problem and
            its place, or its history could not have happened, with the event that
            was refused. A document of a version that is not known is refused whole.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> loads(dumps(body)) == body
        True
    """
    return remade(headed(text, what="body", version=VERSION, fields=FIELDS))


def remade(document: Mapping[str, Any]) -> Body:
    """The body of a charter and events, as :func:`told_of` tells them.

    Raises:
        FormatError: As :func:`loads` does.
    """
    problems: list[str] = []
    rules = _charter(document["charter"], problems)
    events = _events(document["events"], rules, problems)
    if problems:
        raise FormatError("body", tuple(problems))
    try:
        return replay(events)
    except _REFUSALS as refusal:
        raise FormatError("body", (f"$.events{_refused(events)}: {refusal}",)) from refusal


def told_of(body: Body) -> dict[str, Any]:
    """The charter and the events of a body, as plain data."""
    events = converter.unstructure(body.events, tuple[Event, ...])
    rules = events[0].pop("charter")  # the one that governs it from the start stands first
    return {"charter": rules, "events": events}


def _charter(value: object, problems: list[str]) -> Charter:
    """The charter of the founding; another one, if it has problems, to go on with."""
    try:
        return converter.structure(value, Charter)
    except (BaseValidationError, BakohumasError, TypeError, ValueError) as problem:
        problems += told(problem, "$.charter")
        return charter("national")


def _events(value: object, rules: Charter, problems: list[str]) -> tuple[Event, ...]:
    if isinstance(value, list):
        if value and isinstance(value[0], dict) and "charter" in value[0]:
            problems.append("$.events[0].charter: it stands beside the events, as $.charter")
        problems += [
            f"$.events[{number}].event: a history begins with {each['event']!r}: it stands first, "
            "and once"
            for number, each in enumerate(value)
            if number and _begins(each)
        ]
        value = [{**each, "charter": rules} if _begins(each) else each for each in value]
    try:
        return converter.structure(value, tuple[Event, ...])
    except (BaseValidationError, TypeError) as problem:
        problems += told(problem, "$.events")
        return ()


def _begins(event: object) -> bool:
    """Whether something claims to be an event with which a history begins."""
    tag = event.get("event") if isinstance(event, dict) else None
    return isinstance(tag, str) and issubclass(EVENTS.get(tag, Event), Founded)


def _refused(events: tuple[Event, ...]) -> str:
    """The place of the first event with which a history could not have happened."""
    if not events:
        return ""
    counts = range(1, len(events) + 1)
    number = bisect_left(counts, True, key=lambda count: _fails(events[:count]))
    first = events[0]
    if number or not isinstance(first, Opened):
        return f"[{number}]"
    held = range(1, len(first.found) + 1)
    place = bisect_left(
        held,
        True,
        key=lambda count: _fails((attrs.evolve(first, found=first.found[:count]),)),
    )
    return f"[0].found[{place}]"


def _fails(events: tuple[Event, ...]) -> bool:
    try:
        replay(events)
    except _REFUSALS:
        return True
    return False
