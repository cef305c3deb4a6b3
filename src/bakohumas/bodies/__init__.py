"""The coordinating body through time: members, seats, boards and terms.

A :class:`Body` is immutable. Every change is one verb, checked against the
charter of its day, that returns a new body with one more event in its history.
"""

from bakohumas.bodies._body import Body, replay
from bakohumas.bodies._decrees import Basis, Day, Decree
from bakohumas.bodies._events import (
    Acted,
    Admitted,
    Amended,
    Appointed,
    Corrected,
    Discharged,
    Dissolved,
    Elected,
    Event,
    Founded,
    HandedOver,
    Inaugurated,
    Lapsed,
    Opened,
    Place,
    Replaced,
    Represented,
    Seated,
    SecretariatKept,
    Succeeded,
    Vacated,
    Withdrawn,
)
from bakohumas.bodies._facts import (
    Appointment,
    Membership,
    Representation,
    Seat,
    Secretariat,
    Term,
    Vacancy,
)
from bakohumas.bodies._kinds import Capacity, Cause, Role, Selection
from bakohumas.bodies._snapshot import Board, Register, Snapshot

__all__ = [
    "Acted",
    "Admitted",
    "Amended",
    "Appointed",
    "Appointment",
    "Basis",
    "Board",
    "Body",
    "Capacity",
    "Cause",
    "Corrected",
    "Day",
    "Decree",
    "Discharged",
    "Dissolved",
    "Elected",
    "Event",
    "Founded",
    "HandedOver",
    "Inaugurated",
    "Lapsed",
    "Membership",
    "Opened",
    "Place",
    "Register",
    "Replaced",
    "Representation",
    "Represented",
    "Role",
    "Seat",
    "Seated",
    "Secretariat",
    "SecretariatKept",
    "Selection",
    "Snapshot",
    "Succeeded",
    "Term",
    "Vacancy",
    "Vacated",
    "Withdrawn",
    "replay",
]
