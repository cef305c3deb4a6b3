"""The coordinating body through time: members, seats, boards and terms.

A :class:`Body` is immutable. Every change is one verb, checked against the
charter of its day, that returns a new body with one more event in its history.
"""

from bakohumas.bodies._body import Body, replay
from bakohumas.bodies._events import (
    Admitted,
    Amended,
    Discharged,
    Elected,
    Event,
    Founded,
    Inaugurated,
    Place,
    Replaced,
    Seated,
    Vacated,
    Withdrawn,
)
from bakohumas.bodies._facts import Appointment, Cause, Membership, Seat, Selection, Term, Vacancy
from bakohumas.bodies._snapshot import Board, Register, Snapshot

__all__ = [
    "Admitted",
    "Amended",
    "Appointment",
    "Board",
    "Body",
    "Cause",
    "Discharged",
    "Elected",
    "Event",
    "Founded",
    "Inaugurated",
    "Membership",
    "Place",
    "Register",
    "Replaced",
    "Seat",
    "Seated",
    "Selection",
    "Snapshot",
    "Term",
    "Vacancy",
    "Vacated",
    "Withdrawn",
    "replay",
]
