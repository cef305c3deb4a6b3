"""What the rules on boards, terms and acting officers share."""

from datetime import date
from typing import get_args

from bakohumas.audit._case import Case
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import days
from bakohumas.bodies import Appointment, Elected, Selection, Term
from bakohumas.languages import day
from bakohumas.law import Provision
from bakohumas.periods import LeapDay, Period, years_after

NO_BOARD = Verdict.not_applicable("no board is in office", "tidak ada pengurus yang bertugas")
NO_TERM = Verdict.not_applicable("no term was recorded", "belum ada masa tugas yang tercatat")
NO_SEATS = "the charter names no seats of that day", "piagam tidak memuat kursi pada hari itu"


def both(when: date | Period) -> tuple[str, str]:
    """A day, or from which day to which, in English and in Indonesian."""
    return days(when, "en", day), days(when, "id", day)


def seat_key(title: str, what: str) -> str:
    """The key under which a charter says something of one seat."""
    return f"seat.{'_'.join(title.lower().split())}.{what}"


def filled_by(case: Case, title: str, *, on: date | None = None) -> Provision | None:
    """The provision that says how a seat is filled, where the charter says so."""
    own = case.laid_down(seat_key(title, "selection"), on=on)
    return own or case.laid_down("board.selection", on=on)


def with_posts(case: Case) -> list[str]:
    """The seats that go with a post on the day."""
    laws = {seat.name: filled_by(case, seat.name) for seat in case.now.seats}
    return [name for name, law in laws.items() if law and law.value == Selection.EX_OFFICIO]


def chair_of(case: Case, *, on: date | None = None) -> str | None:
    """The title of the chair, where the charter says which seat it is."""
    law = case.laid_down("board.chair", on=on)
    return str(law.value) if law else None


def who_is(held: Appointment) -> str:
    """Whom an appointment is about: the person, where one is recorded."""
    return held.person or held.unit or held.holder


def leap_day_of(case: Case, on: date) -> LeapDay:
    """Where a term counted from 29 February ends in a common year."""
    law = case.laid_down("term.leap_day", on=on)
    return next((leap for leap in get_args(LeapDay) if law and law.value == leap), "feb28")


def nominal_end(case: Case, term: Term) -> date | None:
    """The first day out of office, had the term not been cut short; ``None`` where it is open."""
    if term.ended is None:
        return term.period.end
    start = term.period.start or case.on
    if term.years:
        leap = leap_day_of(case, start)
        return years_after(term.anchor, term.after + term.years, leap_day=leap)
    begun = [each for each in case.body.facts if isinstance(each, Elected) and each.on == start]
    return begun[-1].until if begun else None


def other_count(case: Case, term: Term) -> Provision | None:
    """The provision by which a term is not counted in years, if one is laid down."""
    law = case.laid_down("term.kind", on=term.period.start)
    return law if law and law.value != "years" else None
