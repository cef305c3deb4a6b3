from datetime import date

import attrs
from attrs.validators import deep_iterable

from bakohumas.bodies._facts import Cause
from bakohumas.errors import not_blank, of_kind
from bakohumas.law import Charter, Citation, Regulation


def _in_words(basis: Citation | Regulation | str) -> str:
    return str(basis) if isinstance(basis, Citation | Regulation) else basis


@attrs.frozen(kw_only=True)
class Event:
    """One change in the life of a body.

    Attributes:
        on: The day it takes effect.
        recorded: The day the register learnt of it.
        basis: The decree, record or citation it rests on.
    """

    on: date = attrs.field(validator=of_kind(date))
    recorded: date = attrs.field(validator=of_kind(date))
    basis: str = attrs.field(converter=_in_words, validator=not_blank)


@attrs.frozen(kw_only=True)
class Founded(Event):
    """The body came into being.

    Attributes:
        body: Its id.
        name: What it is called.
        charter: The charter that governs it from then on.
    """

    body: str = attrs.field(validator=not_blank)
    name: str = attrs.field(validator=not_blank)
    charter: Charter = attrs.field(validator=of_kind(Charter))


@attrs.frozen(kw_only=True)
class Amended(Event):
    """Another charter governs the body from this day on.

    Attributes:
        charter: The new charter.
    """

    charter: Charter = attrs.field(validator=of_kind(Charter))


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

    institution: str = attrs.field(validator=not_blank)
    unit: str = attrs.field(validator=not_blank)
    name: str = attrs.field(validator=not_blank)
    category: str = attrs.field(validator=not_blank)
    area: str = attrs.field(default="", validator=of_kind(str))


@attrs.frozen(kw_only=True)
class Withdrawn(Event):
    """A membership ended.

    Attributes:
        institution: Id of the institution.
        cause: Why.
    """

    institution: str = attrs.field(validator=not_blank)
    cause: Cause = attrs.field(validator=of_kind(Cause))


@attrs.frozen
class Place:
    """Who is put on which seat.

    Attributes:
        seat: Title of the seat.
        institution: Id of the member institution; may be empty for a post.
        person: Opaque id of a person, if one is recorded.
        post: The post, if the person holds one.
    """

    seat: str = attrs.field(validator=not_blank)
    institution: str = attrs.field(validator=of_kind(str))
    person: str = attrs.field(default="", validator=of_kind(str))
    post: str = attrs.field(default="", validator=of_kind(str))


@attrs.frozen(kw_only=True)
class Elected(Event):
    """The members elected a board, and its term began.

    Attributes:
        places: Who sits where.
        label: Years of the term as the decree labels them, if it does.
        record: Digest of the record of the meeting that elected it, if any.
    """

    places: tuple[Place, ...] = attrs.field(validator=deep_iterable(of_kind(Place)))
    label: str = attrs.field(default="", validator=of_kind(str))
    record: str = attrs.field(default="", validator=of_kind(str))


@attrs.frozen(kw_only=True)
class Seated(Event):
    """The holder of a post took the seat that goes with it.

    Attributes:
        place: Who sits where.
    """

    place: Place = attrs.field(validator=of_kind(Place))


@attrs.frozen(kw_only=True)
class Replaced(Event):
    """Somebody took a vacant elected seat for the remainder of the term.

    Attributes:
        place: Who sits where.
        record: Digest of the record of the meeting that decided it, if any.
    """

    place: Place = attrs.field(validator=of_kind(Place))
    record: str = attrs.field(default="", validator=of_kind(str))


@attrs.frozen(kw_only=True)
class Discharged(Event):
    """The board's term ended early, and its members are demisioner."""


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

    seat: str = attrs.field(validator=not_blank)
    cause: Cause = attrs.field(validator=of_kind(Cause))
