from datetime import date

import attrs
from attrs.validators import instance_of, min_len

from bakohumas.bodies._facts import Cause
from bakohumas.law import Charter


@attrs.frozen(kw_only=True)
class Event:
    """One change in the life of a body.

    Attributes:
        on: The day it takes effect.
        recorded: The day the register learnt of it.
        basis: The decree, record or citation it rests on.
    """

    on: date = attrs.field(validator=instance_of(date))
    recorded: date = attrs.field(validator=instance_of(date))
    basis: str = attrs.field(converter=str, validator=min_len(1))


@attrs.frozen(kw_only=True)
class Founded(Event):
    """The body came into being.

    Attributes:
        body: Its id.
        name: What it is called.
        charter: The charter that governs it from then on.
    """

    body: str = attrs.field(validator=min_len(1))
    name: str
    charter: Charter


@attrs.frozen(kw_only=True)
class Amended(Event):
    """Another charter governs the body from this day on.

    Attributes:
        charter: The new charter.
    """

    charter: Charter


@attrs.frozen(kw_only=True)
class Admitted(Event):
    """An institution became a member through its PR unit.

    Attributes:
        institution: Id of the institution.
        unit: Id of the unit.
        name: What the unit is called.
        category: Kind of institution.
        area: Code of its province or regency; empty for a national one.
    """

    institution: str
    unit: str
    name: str
    category: str
    area: str = ""


@attrs.frozen(kw_only=True)
class Withdrawn(Event):
    """A membership ended.

    Attributes:
        institution: Id of the institution.
        cause: Why.
    """

    institution: str
    cause: Cause


@attrs.frozen
class Place:
    """Who is put on which seat.

    Attributes:
        seat: Title of the seat.
        institution: Id of the member institution; may be empty for a post.
        person: Opaque id of a person, if one is recorded.
        post: The post, if the person holds one.
    """

    seat: str
    institution: str
    person: str = ""
    post: str = ""


@attrs.frozen(kw_only=True)
class Elected(Event):
    """The members elected a board, and its term began.

    Attributes:
        places: Who sits where.
        label: Years of the term as the decree labels them, if it does.
        record: Digest of the record of the meeting that elected it, if any.
    """

    places: tuple[Place, ...]
    label: str = ""
    record: str = ""


@attrs.frozen(kw_only=True)
class Seated(Event):
    """The holder of a post took the seat that goes with it.

    Attributes:
        place: Who sits where.
    """

    place: Place


@attrs.frozen(kw_only=True)
class Inaugurated(Event):
    """The board was installed: a ceremony that changes no right."""


@attrs.frozen(kw_only=True)
class Vacated(Event):
    """A holder left a seat before the end of the term.

    Attributes:
        seat: Title of the seat.
        cause: Why.
    """

    seat: str
    cause: Cause
