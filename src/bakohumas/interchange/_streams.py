from collections.abc import Mapping, Sequence
from typing import Any

from bakohumas.bodies import Body, Event
from bakohumas.errors import FormatError, expect
from bakohumas.interchange._converter import converter
from bakohumas.interchange._json import remade


def to_events(body: Body, *, since: int = 0) -> list[dict[str, Any]]:
    """The events of a body as plain objects, one each, for a log that keeps them apart.

    Args:
        body: The body.
        since: How many events to leave out at the beginning.

    Returns:
        The events; the first of a history holds its charter.

    Raises:
        TypeError: If it is no body.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"),
        ...     on=date(2015, 11, 2), basis="invented")
        >>> to_events(body)[0]["charter"], from_events(to_events(body)) == body
        ('national', True)
    """
    expect(body, Body, what="the body")
    events: list[dict[str, Any]] = converter.unstructure(body.events[since:], tuple[Event, ...])
    return events


def from_events(events: Sequence[Mapping[str, Any]]) -> Body:
    """The body whose history these plain events are; each is checked again.

    Raises:
        FormatError: If there is none, one is malformed, or it could not have happened,
            with its place.
    """
    if not events or "charter" not in events[0]:
        raise FormatError("events", ("$.events[0]: a history begins with a founding",))
    first = dict(events[0])
    return remade({"charter": first.pop("charter"), "events": [first, *map(dict, events[1:])]})
