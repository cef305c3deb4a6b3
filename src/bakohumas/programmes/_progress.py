from collections.abc import Iterable, Sequence

from bakohumas.law import Charter
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._briefings import BriefingAcknowledged, MembersBriefed
from bakohumas.programmes._events import Begun, Event, WorkDivided
from bakohumas.programmes._stages import Stage, order_of


def reached(events: Iterable[Event]) -> Stage | None:
    """The furthest stage that these events hold."""
    held = (event.enters for event in events if event.enters)
    return max(held, key=_position, default=None)


def _position(stage: Stage) -> int:
    return stage.position


def between(last: Stage | None, following: Stage, order: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages of an order that going from one to the other would leave out."""
    start = last.position if last else -1
    return tuple(each for each in order if start < each.position < following.position)


def passed_over(events: Iterable[Event], rules: Charter) -> tuple[Stage, ...]:
    """The stages left out on the way, in order, even if made up for later.

    An agency's own programme needs no FGD, and leaves none out (rule TSK-13).
    """
    found: tuple[Stage, ...] = ()
    last: Stage | None = None
    excused: Stage | None = None
    for event in events:
        if isinstance(event, Begun) and event.own:
            excused = Stage.FGD
        if event.enters:
            missed = between(last, event.enters, order_of(rules, event.on))
            found += tuple(each for each in missed if each is not excused)
            last = max(last or event.enters, event.enters, key=_position)
    return found


def division(events: Sequence[Event]) -> Allocation | None:
    """The division of tasks proposed last."""
    for event in reversed(events):
        if isinstance(event, WorkDivided):
            return event.allocation
    return None


def tasks_by_agency(events: Sequence[Event]) -> dict[str, tuple[str, ...]]:
    """The tasks in which each agency has a duty of any kind, in the division proposed last."""
    held, found = division(events), dict[str, dict[str, None]]()
    for task, _, agency in held.seats if held else ():
        found.setdefault(agency, {})[task.id] = None
    return {agency: tuple(tasks) for agency, tasks in sorted(found.items())}


def version(events: Iterable[Event]) -> int:
    """Number of the newest base information that members were given; 0 for none."""
    given = (event.version for event in events if isinstance(event, MembersBriefed))
    return max(given, default=0)


def briefed(events: Iterable[Event], number: int) -> set[str]:
    """Members who were given this version."""
    return {
        member
        for event in events
        if isinstance(event, MembersBriefed) and event.version == number
        for member in event.members
    }


def informed(events: Iterable[Event], number: int) -> set[str]:
    """Members who acknowledged this version."""
    return {
        event.member
        for event in events
        if isinstance(event, BriefingAcknowledged) and event.version == number
    }
