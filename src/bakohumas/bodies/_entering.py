from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from bakohumas.bodies import _acting as acting
from bakohumas.bodies import _roll as roll
from bakohumas.bodies import _seats as seats
from bakohumas.bodies import _terms as terms
from bakohumas.bodies._events import (
    Acted,
    Admitted,
    Amended,
    Appointed,
    Discharged,
    Dissolved,
    Elected,
    Event,
    Founded,
    HandedOver,
    Inaugurated,
    LaidDown,
    Lapsed,
    Opened,
    Replaced,
    Represented,
    Seated,
    SecretariatKept,
    Succeeded,
    Vacated,
    Withdrawn,
)
from bakohumas.bodies._holders import Held
from bakohumas.bodies._kinds import Cause, Selection
from bakohumas.bodies._ledger import Ledger
from bakohumas.bodies._statutes import Regime
from bakohumas.errors import MODEL, RefusedError, SeatError, TermError, expect
from bakohumas.periods import Period


def enter(ledger: Ledger, event: Event, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    """Check an event against the past, and against the charter where it is *bound*; take it in.

    Raises:
        RefusedError: If the charter or the model forbids it.
        TypeError: If it is no event of a body.
    """
    handler = _HANDLERS.get(type(event))
    if handler is None:
        msg = f"{type(event).__name__} is not an event of a body"
        raise TypeError(msg)
    if bound and not isinstance(event, Founded):
        ledger.exists(event.on)
    handler(ledger, event, bound)
    over = ledger.last("note", "dissolution", date.max)
    if over and event is not over.value:
        _close(ledger, over.value)  # what is learnt in hindsight ends with the body too


def replayed(events: Iterable[Event]) -> Ledger:
    """The ledger of a history; every event is checked again.

    Raises:
        RefusedError: If it does not begin with a founding, or an event in it could
            not have happened.
    """
    history = tuple(events)
    for event in history:
        expect(event, Event, what="what happened")
    if not history or not isinstance(history[0], Founded):
        raise RefusedError(
            "replay a history", "it does not begin with a founding", MODEL, "found the body first"
        )
    ledger, _ = Ledger().extended(0, history, enter)
    return ledger


def _found(ledger: Ledger, event: Founded, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    if ledger.last("life", "", date.max) is not None:
        raise RefusedError(
            f"found {event.body}", "it exists already", MODEL, "found it once, and first"
        )
    ledger.paint("life", "", event.on, None, event)
    ledger.paint("charter", "", event.on, None, Regime(event.charter))


def _open(ledger: Ledger, event: Opened, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    _found(ledger, event, bound)
    for each in event.found:
        if isinstance(each, Founded):
            msg = "a register is opened with what it holds, and with no founding"
            raise TypeError(msg)
    earliest = min((each.on for each in event.found), default=event.on)
    if earliest < event.on:
        ledger.paint("charter", "", earliest, event.on, Regime(event.charter))
    for each in event.found:
        enter(ledger, each, False)


def _amend(ledger: Ledger, event: Amended, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    latest = ledger.last("charter", "", date.max)
    if latest and event.on <= latest.start:
        raise RefusedError(
            f"amend the charter from {event.on}",
            f"the charter of {latest.start} governs that day",
            MODEL,
            "let the new charter begin on a later day",
        )
    ledger.paint("charter", "", event.on, None, Regime(event.charter))


def _withdraw(ledger: Ledger, event: Withdrawn, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    later = seats.seated_from(ledger, event.institution, event.on, unit=event.unit)
    roll.withdraw(ledger, event, later)
    seats.let_go(ledger, event.institution, event, Cause.LOSS_OF_MEMBERSHIP, unit=event.unit)


def _succeed(ledger: Ledger, event: Succeeded, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    later = seats.seated_from(ledger, event.institution, event.on)
    roll.succeed(ledger, event, later, bound)
    heir = event.successor.institution if event.successor else ""
    seats.let_go(ledger, event.institution, event, event.cause, heir=heir)


def _elect(ledger: Ledger, event: Elected, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    if not event.places:
        raise SeatError(
            f"seat a board from {event.on}",
            "nobody was elected",
            MODEL,
            "name at least one seat and its holder",
        )
    term = terms.begin(ledger, event, bound)
    for place in event.places:
        seats.put(ledger, place, event, term.period, Selection.ELECTED, bound)


def _replace(ledger: Ledger, event: Replaced, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    term = terms.term(ledger, event.on)
    if term is None:
        raise TermError(
            f"fill the seat {event.place.seat} on {event.on}",
            "no term runs on that day, so that nothing of it remains",
            MODEL,
            "elect a board",
        )
    left = seats.remainder(term, event.on)
    seats.put(ledger, event.place, event, left, Selection.ELECTED, bound)


def _seat(ledger: Ledger, event: Seated, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    seats.put(ledger, event.place, event, Period(event.on), Selection.EX_OFFICIO, bound)


def _appoint(ledger: Ledger, event: Appointed, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    period = Period(event.on, event.until)
    seats.put(ledger, event.place, event, period, Selection.APPOINTED, bound)


def _discharge(ledger: Ledger, event: Discharged, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    until = terms.discharge(ledger, event)
    if event.on < until:
        seats.clear(ledger, event, until, Cause.DISCHARGE, Selection.ELECTED)


def _lapse(ledger: Ledger, event: Lapsed, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    terms.lapse(ledger, event)
    morrow = event.on + timedelta(days=1)  # whoever comes later is no part of it
    seats.clear(ledger, event, morrow, Cause.LAPSE, Selection.ELECTED, Selection.APPOINTED)


def _dissolve(ledger: Ledger, event: Dissolved, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    if over := ledger.last("note", "dissolution", date.max):
        raise RefusedError(
            f"dissolve the body on {event.on}",
            f"it is dissolved from {over.start} on already",
            MODEL,
            "correct that record, if the day in it is wrong",
        )
    later = [
        mark.start
        for book in ("member", "term", "seat", "acting")
        for name in ledger.names(book)
        for mark in ledger.later(book, name, event.on)
        if isinstance(mark.value, roll.Enrolled | terms.Begun | Held)
    ]
    if later:
        raise RefusedError(
            f"dissolve the body on {event.on}",
            f"the register has somebody come to it, or to a seat, on {min(later)}",
            MODEL,
            "let the dissolution take effect after that day",
        )
    ledger.paint("note", "dissolution", event.on, event.on, event)
    _close(ledger, event)


def _close(ledger: Ledger, event: Dissolved) -> None:
    """Let nothing of a body go on after its end."""
    terms.dissolve(ledger, event)
    seats.clear(ledger, event, None, Cause.DISSOLUTION, *Selection)
    for name in ledger.names("member"):
        if roll.enrolled(ledger, name, event.on):
            ledger.paint("member", name, event.on, None, roll.Left(Cause.DISSOLUTION, event.by))


def _hand_over(ledger: Ledger, event: HandedOver, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    turn = ledger.turn("post", event.post, event.on)
    ledger.paint("post", event.post, event.on, turn, event)
    seats.pass_on(ledger, event, turn)


def _vacate(ledger: Ledger, event: Vacated, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    seats.leave(ledger, event.seat, event, event.cause, acting=event.acting)


def _keep(ledger: Ledger, event: SecretariatKept, _bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    ledger.paint("secretariat", "", event.on, ledger.turn("secretariat", "", event.on), event)


_HANDLERS: dict[type[Event], Callable[[Ledger, Any, bool], None]] = {
    Founded: _found,
    Opened: _open,
    Amended: _amend,
    Admitted: roll.admit,
    Withdrawn: _withdraw,
    Succeeded: _succeed,
    Represented: lambda ledger, event, _: roll.represent(ledger, event),
    Elected: _elect,
    LaidDown: terms.lay_down,
    Seated: _seat,
    Appointed: _appoint,
    Replaced: _replace,
    Acted: acting.act,
    HandedOver: _hand_over,
    SecretariatKept: _keep,
    Discharged: _discharge,
    Lapsed: _lapse,
    Inaugurated: lambda ledger, event, _: terms.inaugurate(ledger, event),
    Vacated: _vacate,
    Dissolved: _dissolve,
}
