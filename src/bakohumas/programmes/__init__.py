"""Work shared out: programmes in stages, tasks, allocation, acceptance.

A :class:`Programme` goes through its stages by verbs that leave events; the
tasks it divides are allotted by :func:`allocate`, exactly and with reasons, or
by hand, and :func:`verify` checks either. Agencies are plain codes here.
"""

from bakohumas.programmes._agreements import Agreement
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._dividing import allocate, reallocate
from bakohumas.programmes._duties import Duty, Loan, Output, Role
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
from bakohumas.programmes._nobody import nobody_can
from bakohumas.programmes._objectives import Mix, Objective
from bakohumas.programmes._programmes import Programme
from bakohumas.programmes._reasons import Obstacle, Reason, reasons_against
from bakohumas.programmes._shortages import Relaxation, Relief, relaxations
from bakohumas.programmes._solving import Solver
from bakohumas.programmes._stages import Stage
from bakohumas.programmes._swaps import Swap
from bakohumas.programmes._verifier import verify
from bakohumas.programmes._views import duties, raci, workload
from bakohumas.programmes._work import Agency, Slot, Task

__all__ = [
    "Agency",
    "Agreement",
    "Allocation",
    "Begun",
    "BriefingAcknowledged",
    "Duty",
    "Event",
    "Loan",
    "MembersBriefed",
    "Mix",
    "Objective",
    "Obstacle",
    "Output",
    "Programme",
    "Reason",
    "Relaxation",
    "Relief",
    "Role",
    "Slot",
    "Solver",
    "Stage",
    "StageHeld",
    "Swap",
    "Task",
    "TasksAccepted",
    "TasksRefused",
    "WorkDivided",
    "allocate",
    "duties",
    "nobody_can",
    "raci",
    "reallocate",
    "reasons_against",
    "relaxations",
    "verify",
    "workload",
]
