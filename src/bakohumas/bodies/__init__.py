"""The coordinating body through time: members, seats, boards and terms.

A :class:`Body` is immutable. Every change is one verb, checked against the
charter of its day, that returns a new body with one more event in its history.
"""

from bakohumas.bodies._body import Body, replay
from bakohumas.bodies._chronicle import Chronicle
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
from bakohumas.bodies._federation import Federation
from bakohumas.bodies._forest import Forest, Node
from bakohumas.bodies._snapshot import Board, Register, Snapshot
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
    "Admitted",
    "Amended",
    "Appointment",
    "Board",
    "Body",
    "Cause",
    "Chronicle",
    "Discharged",
    "Elected",
    "Event",
    "Federation",
    "FederationEvent",
    "Forest",
    "ForestFormed",
    "Founded",
    "Inaugurated",
    "Membership",
    "Node",
    "NodeJoined",
    "NodeLeft",
    "NodeMoved",
    "Place",
    "PolicyIssued",
    "PolicyPassed",
    "Register",
    "Replaced",
    "ReportMade",
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
