from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
from cattrs import BaseValidationError, Converter

from bakohumas.bodies import Body, Event, Founded, Opened, Register, Snapshot, replay
from bakohumas.errors import BakohumasError, FormatError
from bakohumas.interchange._converter import plainly, require
from bakohumas.interchange._documents import malformed, misfits
from bakohumas.interchange._events import EVENTS
from bakohumas.interchange._problems import told
from bakohumas.law import Charter, charter

FIELDS = ("charter", "events")
_REFUSALS = BakohumasError, ArithmeticError, TypeError, ValueError


@attrs.frozen
class Seen:
    """A snapshot as a document tells it: the history that is known, and the day."""

    body: Body
    on: date


def know_bodies(converter: Converter) -> None:
    """Let a converter write a body as its charter and events, and check it again as it reads one.

    A snapshot is the body that it shows, and the day; a register is the snapshot and the role.
    """

    def read(value: Any, _: object) -> Body:  # noqa: ANN401 - whatever JSON holds
        require(dict, value)
        misfits(value, FIELDS, what="body")
        return remade(value, converter)

    def seen(snapshot: Snapshot) -> Any:  # noqa: ANN401 - a dict
        _, (events, day) = snapshot.__reduce__()
        return converter.unstructure(Seen(replay(events), day))

    def look(value: Any, _: object) -> Snapshot:  # noqa: ANN401 - whatever JSON holds
        found = converter.structure(value, Seen)
        return found.body.on(found.on)

    converter.register_unstructure_hook(Body, lambda body: told_of(body, converter))
    converter.register_structure_hook(Body, read)
    converter.register_unstructure_hook(Snapshot, seen)
    converter.register_structure_hook(Snapshot, look)
    converter.register_unstructure_hook(Register, plainly(Register, converter))


def remade(document: Mapping[str, Any], converter: Converter) -> Body:
    """The body of a charter and events, as :func:`told_of` tells them.

    Raises:
        FormatError: If they are malformed, or could not have happened.
    """
    problems: list[str] = []
    rules = _charter(document["charter"], problems, converter)
    events = _events(document["events"], rules, problems, converter)
    if problems:
        raise malformed("body", problems)
    try:
        return replay(events)
    except _REFUSALS as refusal:
        raise FormatError("body", (f"$.events{_refused(events)}: {refusal}",)) from refusal


def told_of(body: Body, converter: Converter) -> dict[str, Any]:
    """The charter and the events of a body, as plain data."""
    events = converter.unstructure(body.events, tuple[Event, ...])
    rules = events[0].pop("charter")  # the one that governs it from the start stands first
    return {"charter": rules, "events": events}


def _charter(value: object, problems: list[str], converter: Converter) -> Charter:
    """The charter of the founding; another one, if it has problems, to go on with."""
    try:
        return converter.structure(value, Charter)
    except (BaseValidationError, BakohumasError, TypeError, ValueError) as problem:
        problems += told(problem, "$.charter")
        return charter("national")


def _events(
    value: object, rules: Charter, problems: list[str], converter: Converter
) -> tuple[Event, ...]:
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
