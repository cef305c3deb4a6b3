from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

import attrs

from bakohumas.bodies._columns import OPEN, TIP, Span
from bakohumas.bodies._events import (
    Discharged,
    Dissolved,
    Elected,
    Inaugurated,
    LaidDown,
    Lapsed,
)
from bakohumas.bodies._facts import Term
from bakohumas.bodies._kinds import Cause
from bakohumas.bodies._ledger import Ledger
from bakohumas.errors import MODEL, TermError
from bakohumas.law import Provision
from bakohumas.periods import Period, years_after

_ALONE = "term"


class Over(NamedTuple):
    """Nothing from here on, and why; without a cause, nothing was ever said."""

    cause: Cause | None
    by: date | None


class Begun(NamedTuple):
    """A term that began, and why the one before it had ended on that very day."""

    term: Term
    before: Over | None


def term(ledger: Ledger, on: date, version: int = TIP) -> Term | None:
    """The term that runs on a day."""
    here, after = ledger.around("term", _ALONE, on, version)
    if here is None or not isinstance(here.value, Begun):
        return None
    return _decreed(ledger, _as_it_ran(here, after), version)


def terms(ledger: Ledger, version: int = TIP) -> tuple[Term, ...]:
    """Every term, in the order of the days."""
    spans = ledger.spans("term", _ALONE, version)
    return tuple(
        _decreed(ledger, _as_it_ran(span, after), version)
        for span, after in zip_longest(spans, spans[1:])
        if isinstance(span.value, Begun)
    )


def _as_it_ran(span: Span, after: Span | None) -> Term:
    nominal: Term = span.value.term
    if span.end == (nominal.period.end or OPEN):
        return nominal
    over = after.value.before if after and isinstance(after.value, Begun) else after and after.value
    period = nominal.period.until(span.end, by=over.by if over else None)
    return attrs.evolve(nominal, period=period, ended=over.cause if over else None)


def _decreed(ledger: Ledger, ran: Term, version: int) -> Term:
    """A term with the decree that laid its board down after the election."""
    if ran.decree:
        return ran
    for span in ledger.spans("note", "decree", version):
        if span.start in ran.period:
            said: LaidDown = span.value
            label = ran.labelled or said.label
            return attrs.evolve(ran, decree=said.decree, labelled=label, label=label or ran.label)
    return ran


def lay_down(ledger: Ledger, event: LaidDown, bound: bool) -> None:  # noqa: FBT001 - the table calls by place
    """Note the decree on an elected board, or let a term begin with it."""
    if term(ledger, event.on) is None:
        begin(ledger, event, bound)
    ledger.paint("note", "decree", event.on, event.on, event)


def begin(ledger: Ledger, event: Elected | LaidDown, bound: bool) -> Term:  # noqa: FBT001 - the table calls by place
    """Begin a term, if no other one runs within it."""
    begun = _new(ledger, event, bound)
    for mark in ledger.taken("term", _ALONE, event.on, begun.period.end):
        if isinstance(mark.value, Begun):
            other = term(ledger, max(mark.start, event.on)) or mark.value.term
            raise TermError(
                f"seat a board from {event.on}",
                f"the board of {other.label} serves {other.period}",
                MODEL,
                f"let the new board begin on {other.period.end}, fill a vacant seat for the "
                "remainder of the term, or record that the board was discharged",
            )
    there = ledger.at("term", _ALONE, event.on)
    said = there.value if there and there.start == event.on else None
    over = said if isinstance(said, Over) else None
    ledger.paint("term", _ALONE, event.on, begun.period.end, Begun(begun, over))
    return begun


def _new(ledger: Ledger, event: Elected | LaidDown, bound: bool) -> Term:  # noqa: FBT001 - the table calls by place
    statute = ledger.statute(event.on)
    law: Provision | None = None
    anchor, after, years, end, end_by = event.on, 0, 0, event.until, None
    if event.until is not None and event.until <= event.on:
        msg = f"a term that begins on {event.on} must end later, got {event.until}"
        raise ValueError(msg)
    if bound or event.until is None:
        law, years = statute.term
        if years > 0:
            leap = statute.leap_day
            # a board that follows on the day the last one ends is counted from the same anchor
            here, _ = ledger.around("term", _ALONE, event.on - timedelta(days=1))
            last = here.value if here and here.end == event.on else None
            if isinstance(last, Begun) and last.term.follows(event.on, leap):
                anchor, after = last.term.anchor, last.term.after + last.term.years
            end = years_after(anchor, after + years, leap_day=leap)
            end_by = years_after(event.by, years, leap_day=leap) if event.by else None
        else:
            end = date(event.on.year + 1, 1, 1) if years == 0 else None
            years = 0
    if bound and event.until not in {None, end}:
        raise TermError(
            f"seat a board from {event.on} until {event.until}",
            f"by the charter its term ends on {end or 'no day of its own'}",
            law.basis if law else MODEL,
            "leave the end to the charter, override 'term.years' with a cited provision, or "
            "hand the board over as found in a register (Body.open)",
        )
    period = Period(event.on, end, start_by=event.by, end_by=end_by)
    return Term(
        period,
        event.label or period.label,
        law.basis if law else event.basis,
        event.record if isinstance(event, Elected) else "",
        anchor,
        after,
        years,
        event.label,
        event.decree,
    )


def over_until(ledger: Ledger, book: str, name: str, on: date) -> date:
    """The day up to which there is nobody, if whoever is there on a day goes.

    That others after them are known to have gone too is then no news.
    """
    here, after = ledger.around(book, name, on)
    end = here.end if here else on
    while after and after.start == end and isinstance(after.value, Over):
        end = after.end
        _, after = ledger.around(book, name, after.start)
    return end


def ending(ledger: Ledger, on: date, what: str) -> Span:
    """The running term that is to end on a day.

    Raises:
        TermError: If no board was in office the day before.
    """
    here, _ = ledger.around("term", _ALONE, on - timedelta(days=1))
    if here is None or not isinstance(here.value, Begun):
        raise TermError(
            what, "no board was in office the day before", MODEL, "look up the terms of the body"
        )
    return here


def discharge(ledger: Ledger, event: Discharged) -> date:
    """End the running term, early or on its day; it would have gone on to the day returned."""
    span = ending(ledger, event.on, f"discharge the board on {event.on}")
    if event.on < span.end:
        end = over_until(ledger, "term", _ALONE, event.on)
        ledger.paint("term", _ALONE, event.on, end, Over(Cause.DISCHARGE, event.by))
    ledger.paint("note", "demisioner", event.on, event.on, event)
    return span.end


def lapse(ledger: Ledger, event: Lapsed) -> None:
    """Note that nobody is in office; an open-ended term ends with it."""
    running = term(ledger, event.on)
    if running and running.period.end:
        raise TermError(
            f"let the body lapse on {event.on}",
            f"the board of {running.label} serves {running.period}",
            MODEL,
            "declare the board demisioner first, or let its term run out",
        )
    if running:
        ledger.paint("term", _ALONE, event.on, None, Over(Cause.LAPSE, event.by))
    ledger.paint("note", "lapse", event.on, event.on, event)


def inaugurate(ledger: Ledger, event: Inaugurated) -> None:
    """Note the ceremony, if there is a board to install."""
    if term(ledger, event.on) is None:
        raise TermError(
            f"inaugurate a board on {event.on}",
            "no board is in office on that day",
            MODEL,
            "elect one first; an inauguration seats nobody",
        )
    ledger.paint("note", "inauguration", event.on, event.on, event)


def dissolve(ledger: Ledger, event: Dissolved) -> None:
    """End the term that runs."""
    running = term(ledger, event.on)
    if running:
        end = running.period.end
        ledger.paint("term", _ALONE, event.on, end, Over(Cause.DISSOLUTION, event.by))


def lapsed_since(ledger: Ledger, on: date, version: int = TIP) -> date | None:
    """First day without a board after the last one, or the day on which a lapse was recorded."""
    last = ledger.last("term", _ALONE, on, version)
    if last is not None:
        if isinstance(last.value, Begun):
            return last.end if last.end <= on else None
        return last.start
    noted = ledger.last("note", "lapse", on, version)
    return noted.start if noted else None
