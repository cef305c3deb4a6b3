from datetime import date

import audited
from audited import DAY, OFFICES
from bakohumas.audit import Finding
from bakohumas.bodies import Acted, Body, Capacity, Cause, Decree, Elected, Event, Place
from bakohumas.institutions import Official
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.periods import Period

VACANT, SOON = date(2016, 3, 1), date(2016, 4, 1)
THREE = ("kominfo", "kemenkeu", "bps")
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
HEAD, BUREAU = "Direktur Jenderal Informasi dan Komunikasi Publik", "Kepala Biro Humas"
BASIS = "buku register (invented)"


def laid_down(key: str, value: int | str | tuple[str, ...], name: str = "national") -> Charter:
    """A shipped charter with an invented provision over it."""
    law = Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)
    return charter(name).override(law)


def seated(rules: Charter | None = None) -> Body:
    """A body with a chair and a secretary."""
    body = Body.found("contoh", charter=rules or charter("national"), on=DAY, basis="invented")
    body = body.admit(*(OFFICES[each] for each in THREE), on=DAY, basis="invented")
    return body.elect({CHAIR: "kominfo", SECRETARY: "bps"}, on=DAY, basis="rapat")


def vacant(cause: Cause = Cause.RESIGNATION, rules: Charter | None = None) -> Body:
    """The body without its chair."""
    return seated(rules).vacate(CHAIR, cause=cause, on=VACANT, basis="surat")


def acting(who: str | Official = "bps", mandate: str = "Menteri") -> Body:
    """The body with a Plt on its vacant chair."""
    return vacant().act(CHAIR, who, capacity="plt", mandate=mandate, on=VACANT, basis="surat")


def opened(*found: Event, name: str = "national") -> Body:
    """A register with what was found in it."""
    told = max((each.recorded for each in found), default=DAY)
    return Body.open(
        "contoh", *found, charter=charter(name), on=DAY, basis=BASIS, recorded=max(told, DAY)
    )


def board(*places: Place) -> Elected:
    """A board as found."""
    return Elected(on=DAY, recorded=DAY, basis=BASIS, places=places)


def stood_in(
    who: str,
    *,
    capacity: Capacity = Capacity.PLT,
    on: date = VACANT,
    until: date | None = SOON,
    person: str = "",
    seat: str = CHAIR,
) -> Acted:
    """Somebody who stood in, as found."""
    return Acted(
        on=on,
        recorded=on,
        basis=BASIS,
        place=Place(seat, who, person),
        capacity=capacity,
        until=until,
    )


def posted(cause: Cause | None, capacity: Capacity, person: str = "person-2") -> Body:
    """A board whose chair goes with a post that passed to somebody who acts."""
    body = Body.found("contoh", charter=charter("national_practice"), on=DAY, basis="invented")
    body = body.hand_over(HEAD, "person-1", on=DAY, basis="SK")
    body = body.seat(CHAIR, post=HEAD, on=DAY, basis="SK")
    return body.hand_over(
        HEAD, person, capacity=capacity, cause=cause, on=VACANT, basis=Decree("SK 9/2016")
    )


def judged(rule: str, body: Body, *records: object, on: date = VACANT) -> tuple[Finding, ...]:
    """What one rule finds, on the day on which the seat fell vacant by default."""
    return audited.judged(rule, body, *records, on=on)
