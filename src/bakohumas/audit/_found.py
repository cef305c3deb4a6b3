"""Invented registers that were opened in mid-life, with whatever was found in them.

The verbs of a body refuse most of what breaks a rule; a register from real life holds it
all the same, and so do these.
"""

from datetime import date

from bakohumas.audit._examples import CHAIR, DAY, LATER, SECRETARY, THREE, office, seated
from bakohumas.bodies import (
    Acted,
    Admitted,
    Body,
    Capacity,
    Cause,
    Decree,
    Elected,
    Event,
    HandedOver,
    Place,
    Seated,
)
from bakohumas.institutions import Official
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.periods import Period

REGISTER = "buku register (invented)"
BUREAU = "Kepala Biro Humas"


def opened(*found: Event, rules: Charter | None = None) -> Body:
    """A register that holds three members, and what else was found."""
    return Body.open(
        "contoh",
        *map(_member, THREE),
        *found,
        charter=rules or charter("national"),
        on=DAY,
        basis=REGISTER,
        recorded=max((each.recorded for each in found), default=DAY),
    )


def _member(id: str) -> Admitted:  # noqa: A002 - it is the institution's id that one writes
    home = office(id)
    return Admitted(
        on=DAY,
        recorded=DAY,
        basis=REGISTER,
        institution=id,
        unit=f"{id}/humas",
        name=f"Biro Humas {home.name}",
        category=home.category,
    )


def elected(
    *places: Place,
    on: date = DAY,
    label: str = "",
    until: date | None = None,
    decree: Decree | None = None,
) -> Elected:
    """A board as a register holds it; with a chair and a secretary by default."""
    board = places or tuple(map(Place, (CHAIR, SECRETARY), THREE))
    return Elected(
        on=on,
        recorded=max(on, DAY),
        basis=REGISTER,
        decree=decree,
        places=board,
        label=label,
        until=until,
    )


def sat(place: Place, *, on: date = DAY) -> Seated:
    """Somebody on a seat that goes with a post."""
    return Seated(on=on, recorded=max(on, DAY), basis=REGISTER, place=place)


def stood_in(
    place: Place, capacity: Capacity, *, on: date = LATER, until: date | None = None
) -> Acted:
    """Somebody who stood in on a seat."""
    return Acted(on=on, recorded=on, basis=REGISTER, place=place, capacity=capacity, until=until)


def handed(post: str, person: str, *, on: date = DAY, capacity: str = "definitive") -> HandedOver:
    """A post that got another holder."""
    return HandedOver(
        on=on,
        recorded=on,
        basis=REGISTER,
        post=post,
        person=person,
        capacity=Capacity(capacity),
    )


def ruled(key: str, value: str | int | tuple[str, ...], name: str = "national") -> Charter:
    """A shipped charter, with one invented provision over it."""
    law = Provision(key, value, Period(None), Citation("SK 2/2015 (invented)"), Grade.C)
    return charter(name).override(law)


def vacant(cause: Cause = Cause.DEATH) -> Body:
    """A board whose chair fell vacant."""
    return seated().vacate(CHAIR, cause=cause, on=LATER, basis="surat (invented)")


def deputy() -> Official:
    """Whoever acts for the chair: somebody with a post and a board seat of the institution."""
    return Official("person-7", BUREAU, office(THREE[1]))


def acting(mandate: str = "Menteri (invented)") -> Body:
    """A vacant chair on which the secretary's institution acts as Plt for three months."""
    return vacant().act(
        CHAIR,
        deputy(),
        capacity=Capacity.PLT,
        mandate=mandate,
        on=LATER,
        basis="surat perintah (invented)",
    )
