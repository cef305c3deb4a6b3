import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias, overload

import attrs
from cattrs import BaseValidationError

from bakohumas.bodies import Body, Event, Federation, FederationEvent
from bakohumas.errors import FormatError, UnknownNameError, expect
from bakohumas.interchange._documents import malformed
from bakohumas.interchange._every import converter
from bakohumas.interchange._histories import remade
from bakohumas.interchange._problems import told
from bakohumas.law import Charter
from bakohumas.meetings import Record
from bakohumas.programmes import Event as ProgrammeEvent
from bakohumas.programmes import Programme

Streamed: TypeAlias = Body | Programme | Federation | Record
"""What a log keeps event by event."""
Plain: TypeAlias = Mapping[str, Any]


@attrs.frozen
class Stream:
    """A kind of value that a log keeps event by event.

    Attributes:
        type: The class of the value.
        write: Those of its events that are asked for, as plain objects.
        read: The value that such events make, checked again.
    """

    type: type[Any]
    write: Callable[[Any, slice], list[dict[str, Any]]]
    read: Callable[[Sequence[Plain]], Any]


def to_events(value: Streamed, *, since: int = 0, until: int | None = None) -> list[dict[str, Any]]:
    """The events of a value as plain objects, one each, for a log that keeps them apart.

    A body, a programme and a federation are their history; the first event of it holds the
    charter. The record of a meeting is one object, for it is not made of what was recorded last.

    Args:
        value: The body, programme, federation, or record of a meeting.
        since: How many events to leave out at the beginning.
        until: How many events to begin with at most; by default, all.

    Raises:
        TypeError: If it is none of these.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> to_events(body)[0]["charter"], from_events(to_events(body)) == body
        ('national', True)
    """
    return STREAMS[stream_of(value)[0]].write(value, slice(since, until))


@overload
def from_events(events: Sequence[Plain], *, kind: Literal["body"] = "body") -> Body: ...
@overload
def from_events(events: Sequence[Plain], *, kind: Literal["programme"]) -> Programme: ...
@overload
def from_events(events: Sequence[Plain], *, kind: Literal["federation"]) -> Federation: ...
@overload
def from_events(events: Sequence[Plain], *, kind: Literal["meeting"]) -> Record: ...
@overload
def from_events(events: Sequence[Plain], *, kind: str) -> Streamed: ...
def from_events(events: Sequence[Plain], *, kind: str = "body") -> Streamed:
    """The value whose history these plain events are; each is checked again.

    Args:
        events: What :func:`to_events` gives.
        kind: ``"body"``, ``"programme"``, ``"federation"``, or ``"meeting"``, of which the last
            object counts.

    Raises:
        FormatError: If there is none, one is malformed, or it could not have happened,
            with its place.
        UnknownNameError: If there is no such kind.

    Examples:
        >>> kpu = Federation.kpu()
        >>> from_events(to_events(kpu), kind="federation") == kpu
        True
    """
    if kind not in STREAMS:
        raise UnknownNameError("kind of stream", kind, scope=", ".join(STREAMS))
    value: Streamed = STREAMS[kind].read(events)
    return value


def stream_of(value: Streamed) -> tuple[str, str]:
    """The kind and the id of a value, as a log calls its stream; a record has no id of its own.

    Raises:
        TypeError: If it is nothing that is kept event by event.

    Examples:
        >>> stream_of(Federation.kpu())
        ('federation', 'kpu')
    """
    expect(value, *(each.type for each in STREAMS.values()), what="the value")
    kind = next(kind for kind, each in STREAMS.items() if isinstance(value, each.type))
    return kind, "" if isinstance(value, Record) else value.id


def _of_body(body: Body, part: slice) -> list[dict[str, Any]]:
    return _plain(body.events[part], tuple[Event, ...])


def _body(events: Sequence[Plain]) -> Body:
    if not events or "charter" not in events[0]:
        raise FormatError("events", ("$.events[0]: a history begins with a founding",))
    first = dict(events[0])
    return remade(
        {"charter": first.pop("charter"), "events": [first, *map(dict, events[1:])]}, converter
    )


def _of_programme(programme: Programme, part: slice) -> list[dict[str, Any]]:
    events = _plain(programme.events[part], tuple[ProgrammeEvent, ...])
    if events and not part.start:
        (rules,) = _plain([programme.charter], list[Charter])
        events[0] = {"programme": programme.id, "charter": rules, **events[0]}
    return events


def _programme(events: Sequence[Plain]) -> Programme:
    if not events or not {"programme", "charter"} <= set(events[0]):
        raise FormatError("events", ("$.events[0]: a history begins with a programme",))
    first = dict(events[0])
    head = {"id": first.pop("programme"), "charter": first.pop("charter")}
    whole = {**head, "events": [first, *map(dict, events[1:])]}
    found: Programme = _structured(whole, Programme, "$")
    return found


def _of_federation(federation: Federation, part: slice) -> list[dict[str, Any]]:
    return _plain(federation.events[part], tuple[FederationEvent, ...])


def _federation(events: Sequence[Plain]) -> Federation:
    found: Federation = _structured({"events": [*map(dict, events)]}, Federation, "$")
    return found


def _of_record(record: Record, _part: slice) -> list[dict[str, Any]]:
    return _plain([record], list[Record])


def _record(events: Sequence[Plain]) -> Record:
    if not events:
        raise FormatError("events", ("$.events[0]: there is no record",))
    found: Record = _structured(dict(events[-1]), Record, f"$.events[{len(events) - 1}]")
    return found


def _plain(values: object, kind: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a type
    """Values as JSON holds them, with no tuple and no word of an enumeration left in them."""
    found: list[dict[str, Any]] = json.loads(json.dumps(converter.unstructure(values, kind)))
    return found


def _structured(value: dict[str, Any], kind: type, place: str) -> Any:  # noqa: ANN401 - of the kind
    try:
        return converter.structure(value, kind)
    except (BaseValidationError, TypeError, ValueError) as slip:
        raise malformed("events", told(slip, place)) from slip


STREAMS: Final[Mapping[str, Stream]] = MappingProxyType(
    {
        "body": Stream(Body, _of_body, _body),
        "programme": Stream(Programme, _of_programme, _programme),
        "federation": Stream(Federation, _of_federation, _federation),
        "meeting": Stream(Record, _of_record, _record),
    }
)
"""The closed table of what is kept event by event, by the kind of its stream."""
