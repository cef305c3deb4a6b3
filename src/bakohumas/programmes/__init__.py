"""Work shared out: programmes in stages, tasks, allocation, acceptance.

A :class:`Programme` goes through its stages by verbs that leave events; the
tasks it divides are allotted by :func:`allocate`, exactly and with reasons, or
by hand, and :func:`verify` checks either. Agencies are plain codes here.
"""

from bakohumas.programmes._agreements import Agreement
from bakohumas.programmes._allocations import Allocation, Objective, allocate
from bakohumas.programmes._events import (
    Begun,
    BriefingAcknowledged,
    Event,
    MembersBriefed,
    StageHeld,
    TasksAccepted,
    TasksRefused,
    WorkDivided,
)
from bakohumas.programmes._programmes import Programme
from bakohumas.programmes._reasons import Obstacle, Reason, reasons_against
from bakohumas.programmes._reallocation import reallocate
from bakohumas.programmes._stages import Stage
from bakohumas.programmes._verifier import verify
from bakohumas.programmes._work import Agency, Task

__all__ = [
    "Agency",
    "Agreement",
    "Allocation",
    "Begun",
    "BriefingAcknowledged",
    "Event",
    "MembersBriefed",
    "Objective",
    "Obstacle",
    "Programme",
    "Reason",
    "Stage",
    "StageHeld",
    "Task",
    "TasksAccepted",
    "TasksRefused",
    "WorkDivided",
    "allocate",
    "reallocate",
    "reasons_against",
    "verify",
]
