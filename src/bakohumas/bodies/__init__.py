"""The coordinating body through time: members, seats, boards and terms.

A :class:`Body` is immutable. Every change is one verb, checked against the
charter of its day, that returns a new body with one more event in its history.
"""

from bakohumas.bodies._board import Board
from bakohumas.bodies._body import Body, replay
from bakohumas.bodies._chronicle import Chronicle
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
    LaidDown,
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
from bakohumas.bodies._federation import Federation
from bakohumas.bodies._forest import Forest, Node
from bakohumas.bodies._kinds import Capacity, Cause, Role, Selection
from bakohumas.bodies._snapshot import Register, Snapshot
from bakohumas.bodies._traffic import (
    FederationEvent,
    ForestFormed,
    NodeJoined,
    NodeLeft,
    NodeMoved,
    PolicyIssued,
    PolicyPassed,
    ReportMade,
)

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
    "Chronicle",
    "Corrected",
    "Day",
    "Decree",
    "Discharged",
    "Dissolved",
    "Elected",
    "Event",
    "Federation",
    "FederationEvent",
    "Forest",
    "ForestFormed",
    "Founded",
    "HandedOver",
    "Inaugurated",
    "LaidDown",
    "Lapsed",
    "Membership",
    "Node",
    "NodeJoined",
    "NodeLeft",
    "NodeMoved",
    "Opened",
    "Place",
    "PolicyIssued",
    "PolicyPassed",
    "Register",
    "Replaced",
    "ReportMade",
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
