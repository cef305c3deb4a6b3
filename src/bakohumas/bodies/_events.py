from datetime import date
from typing import Any

import attrs
from attrs.validators import deep_iterable, optional

from bakohumas.bodies._decrees import Decree
from bakohumas.bodies._kinds import Capacity, Cause, Role
from bakohumas.errors import matching, not_blank, of_kind
from bakohumas.law import Charter, Citation, Regulation

_TEXT = of_kind(str)
_DAY = of_kind(date)
_TEXTS = deep_iterable(not_blank, of_kind(tuple))


def _in_words(basis: Citation | Regulation | Decree | str) -> str:
    return str(basis) if isinstance(basis, Citation | Regulation | Decree) else basis


def _no_earlier(event: "Event", _field: object, by: date | None) -> None:
    if by is not None and by < event.on:
        msg = f"the latest day {by} that it may be comes before {event.on}"
        raise ValueError(msg)


@attrs.frozen(kw_only=True)
class Event:
    """One change in the life of a body.

    Attributes:
        on: The day it takes effect; the earliest that it may be, where it is approximate.
        by: The latest day that it may be, where it is approximate.
        recorded: The day the register learnt of it.
        basis: The decree, record or citation it rests on, in words.
        decree: The decree, where it rests on one that is known as an instrument.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="rapat (invented)")
        >>> [type(event).__name__ for event in body.events]
        ['Founded', 'Admitted', 'Elected']
        >>> body.events[-1].basis
        'rapat (invented)'
    """

    on: date = attrs.field(validator=_DAY)
    by: date | None = attrs.field(default=None, validator=[optional(_DAY), _no_earlier])
    recorded: date = attrs.field(validator=_DAY)
    basis: str = attrs.field(converter=_in_words, validator=not_blank)
    decree: Decree | None = attrs.field(default=None, validator=optional(of_kind(Decree)))

    @property
    def made(self) -> date | None:
        """The day of its decree, where that is known."""
        return self.decree.made if self.decree else None


@attrs.frozen(kw_only=True)
class Founded(Event):
    """The body came into being.

    Attributes:
        body: Its id.
        name: What it is called.
        charter: The charter that governs it from then on.
        founder: The office that founded it, such as ``"Gubernur Kalimantan Selatan"``.
        area: Code of its province or regency; empty for the national body.
    """

    body: str = attrs.field(validator=not_blank)
    name: str = attrs.field(validator=not_blank)
    charter: Charter = attrs.field(validator=of_kind(Charter))
    founder: str = attrs.field(default="", validator=_TEXT)
    area: str = attrs.field(
        default="", validator=matching(r"|\d{2}(\.\d{2})?", "the code of an area, as 63 or 63.05")
    )


def _by_then(event: "Opened", _field: object, founded: date | None) -> None:
    if founded is not None and founded > event.on:
        msg = f"a register opened on {event.on} knows of no founding on {founded}"
        raise ValueError(msg)


def _held(event: "Opened", _field: object, found: tuple[Event, ...]) -> None:
    for each in found:
        if each.recorded > event.recorded:
            msg = (
                f"a register opened on {event.recorded} holds no {type(each).__name__.lower()} "
                f"record of {each.recorded}"
            )
            raise ValueError(msg)


@attrs.frozen(kw_only=True)
class Opened(Founded):
    """A register was opened in mid-life: what came before it is not known.

    Attributes:
        founded: The day the body began, where that is known.
        found: What the register held when it was opened, as events. They are taken
            as they were found: a charter that forbids them is for an audit to say.
    """

    founded: date | None = attrs.field(default=None, validator=[optional(_DAY), _by_then])
    found: tuple[Event, ...] = attrs.field(
        default=(), validator=[deep_iterable(of_kind(Event)), _held]
    )


@attrs.frozen(kw_only=True)
class Amended(Event):
    """Another charter governs the body from this day on.

    Attributes:
        charter: The new charter.
    """

    charter: Charter = attrs.field(validator=of_kind(Charter))


@attrs.frozen(kw_only=True)
class Admitted(Event):
    """An institution came to take part through one of its units.

    Attributes:
        institution: Id of the institution.
        unit: Id of the unit.
        name: What the unit is called.
        category: Kind of institution.
        area: Code of its province or regency; empty for a national one.
        role: Whether it is a member, a partner or a guest.
        pr: Whether public relations is the unit's job.
    """

    institution: str = attrs.field(validator=not_blank)
    unit: str = attrs.field(validator=not_blank)
    name: str = attrs.field(validator=not_blank)
    category: str = attrs.field(validator=not_blank)
    area: str = attrs.field(default="", validator=_TEXT)
    role: Role = attrs.field(default=Role.MEMBER, validator=of_kind(Role))
    pr: bool = attrs.field(default=True, validator=of_kind(bool))


@attrs.frozen(kw_only=True)
class Withdrawn(Event):
    """A membership or a partnership ended, or one unit of several left.

    Attributes:
        institution: Id of the institution.
        cause: Why.
        unit: Id of the unit that left, where others stay; empty for the whole.
    """

    institution: str = attrs.field(validator=not_blank)
    cause: Cause = attrs.field(validator=of_kind(Cause))
    unit: str = attrs.field(default="", validator=_TEXT)


@attrs.frozen(kw_only=True)
class Succeeded(Event):
    """An institution was merged, renamed or dissolved; its successor, if any, took its place.

    Attributes:
        institution: Id of the institution that is no more.
        cause: Merger, renaming or dissolution.
        successor: The unit through which the successor takes part; ``None`` without one.
    """

    institution: str = attrs.field(validator=not_blank)
    cause: Cause = attrs.field(validator=of_kind(Cause))
    successor: Admitted | None = attrs.field(default=None, validator=optional(of_kind(Admitted)))


@attrs.frozen(kw_only=True)
class Represented(Event):
    """An institution named its representatives and its contact person.

    Attributes:
        institution: Id of the institution.
        representatives: Opaque ids of the persons.
        contact: Opaque id of the contact person, if one is named.
    """

    institution: str = attrs.field(validator=not_blank)
    representatives: tuple[str, ...] = attrs.field(default=(), validator=_TEXTS)
    contact: str = attrs.field(default="", validator=_TEXT)


@attrs.frozen
class Place:
    """Who is put on which seat.

    Attributes:
        seat: Title of the seat.
        institution: Id of the member institution; may be empty for a post.
        person: Opaque id of a person, if one is recorded.
        post: The post, if the person holds one.
        unit: Id of the unit that holds it, where it is a unit's and no person's.

    Examples:
        >>> place = Place("Ketua", "", person="p-1", post="Kepala Dinas Kominfo")
        >>> place.institution, place.post
        ('', 'Kepala Dinas Kominfo')
    """

    seat: str = attrs.field(validator=not_blank)
    institution: str = attrs.field(validator=_TEXT)
    person: str = attrs.field(default="", validator=_TEXT)
    post: str = attrs.field(default="", validator=_TEXT)
    unit: str = attrs.field(default="", validator=_TEXT)

    @property
    def holder(self) -> str:
        """Whoever holds the seat, as a register would print it."""
        return self.institution or self.post or self.person


@attrs.frozen(kw_only=True)
class Elected(Event):
    """The members elected a board, and its term began.

    Attributes:
        places: Who sits where.
        label: Years of the term as the decree labels them, if it does.
        record: Digest of the record of the meeting that elected it, if any.
        until: The end of the term as a register found says it; by the charter without.
    """

    places: tuple[Place, ...] = attrs.field(validator=deep_iterable(of_kind(Place)))
    label: str = attrs.field(default="", validator=_TEXT)
    record: str = attrs.field(default="", validator=_TEXT)
    until: date | None = attrs.field(default=None, validator=optional(_DAY))


@attrs.frozen(kw_only=True)
class LaidDown(Event):
    """The board was laid down by decree; where no board was elected before, its term began.

    Attributes:
        label: Years of the term as the decree labels them, if it does.
        until: The end of the term as a register found says it; by the charter without.
    """

    label: str = attrs.field(default="", validator=_TEXT)
    until: date | None = attrs.field(default=None, validator=optional(_DAY))


@attrs.frozen(kw_only=True)
class Seated(Event):
    """The holder of a post took the seat that goes with it.

    Attributes:
        place: Who sits where.
    """

    place: Place = attrs.field(validator=of_kind(Place))


@attrs.frozen(kw_only=True)
class Appointed(Event):
    """Somebody was appointed to a seat that is filled by appointment.

    Attributes:
        place: Who sits where.
        until: First day out of office, where the appointment says so.
    """

    place: Place = attrs.field(validator=of_kind(Place))
    until: date | None = attrs.field(default=None, validator=optional(_DAY))


@attrs.frozen(kw_only=True)
class Replaced(Event):
    """Somebody took a vacant elected seat for the remainder of the term.

    Attributes:
        place: Who sits where.
        record: Digest of the record of the meeting that decided it, if any.
    """

    place: Place = attrs.field(validator=of_kind(Place))
    record: str = attrs.field(default="", validator=_TEXT)


@attrs.frozen(kw_only=True)
class Acted(Event):
    """Somebody began to stand in on a seat.

    Attributes:
        place: Who stands in on which seat.
        capacity: *Plh* for a holder who is prevented, *Plt* where there is none.
        until: First day on which the mandate is over; by the charter without.
        mandate: The superior who gave it.
    """

    place: Place = attrs.field(validator=of_kind(Place))
    capacity: Capacity = attrs.field(validator=of_kind(Capacity))
    until: date | None = attrs.field(default=None, validator=optional(_DAY))
    mandate: str = attrs.field(default="", validator=_TEXT)


@attrs.frozen(kw_only=True)
class HandedOver(Event):
    """A post got another holder, and with it every seat that goes with the post.

    Attributes:
        post: The post.
        person: Opaque id of the new holder; empty where nobody holds it from then on.
        institution: Id of the institution of the post, if recorded.
        capacity: Definitive, or acting (*Plt*, *Plh*).
        cause: Why the last holder left, if recorded.
    """

    post: str = attrs.field(validator=not_blank)
    person: str = attrs.field(default="", validator=_TEXT)
    institution: str = attrs.field(default="", validator=_TEXT)
    capacity: Capacity = attrs.field(default=Capacity.DEFINITIVE, validator=of_kind(Capacity))
    cause: Cause | None = attrs.field(default=None, validator=optional(of_kind(Cause)))


@attrs.frozen(kw_only=True)
class SecretariatKept(Event):
    """The body got a secretariat beside its board: a unit without a vote.

    Attributes:
        unit: Id of the unit; empty where it keeps none from then on.
        name: What the unit is called.
        institution: Id of the institution of the unit.
    """

    unit: str = attrs.field(default="", validator=_TEXT)
    name: str = attrs.field(default="", validator=_TEXT)
    institution: str = attrs.field(default="", validator=_TEXT)


@attrs.frozen(kw_only=True)
class Discharged(Event):
    """The board was declared demisioner: its term ended, early or on its day."""


@attrs.frozen(kw_only=True)
class Lapsed(Event):
    """The body lapsed: nobody is in office, and no board follows."""


@attrs.frozen(kw_only=True)
class Inaugurated(Event):
    """The board was installed: a ceremony that changes no right."""


@attrs.frozen(kw_only=True)
class Vacated(Event):
    """A holder left a seat before the end of the term.

    Attributes:
        seat: Title of the seat.
        cause: Why.
        acting: Whether it was whoever stood in on it that left.
    """

    seat: str = attrs.field(validator=not_blank)
    cause: Cause = attrs.field(validator=of_kind(Cause))
    acting: bool = attrs.field(default=False, validator=of_kind(bool))


@attrs.frozen(kw_only=True)
class Dissolved(Event):
    """The body came to its end."""


def _a_fact(_event: object, _field: object, instead: Any) -> None:  # noqa: ANN401 - to be told
    if isinstance(instead, Corrected):
        msg = "a correction puts a fact in the place of another, and no correction"
        raise TypeError(msg)


@attrs.frozen(kw_only=True)
class Corrected(Event):
    """A record was wrong: from the day of this one on, something else is known to be true.

    Attributes:
        of: Place of the wrong record in the history, counted from 0.
        instead: What is true; ``None`` where it never happened.
    """

    of: int = attrs.field(validator=of_kind(int))
    instead: Event | None = attrs.field(default=None, validator=[optional(of_kind(Event)), _a_fact])
