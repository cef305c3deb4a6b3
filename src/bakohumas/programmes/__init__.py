"""Work shared out: programmes in stages, tasks, allocation, acceptance.

A :class:`Programme` goes through its stages by verbs that leave events; the tasks it divides
are allotted by :func:`allocate` or by hand, and :func:`verify` checks either, by plain codes.
"""

from bakohumas.programmes._agreements import Agreement, Round
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._answers import (
    AgencyWithdrew,
    AgreementFailed,
    TasksAccepted,
    TasksCountered,
    TasksRefused,
    Terms,
)
from bakohumas.programmes._briefings import (
    Achievement,
    BriefingAcknowledged,
    FrameAgreed,
    MembersBriefed,
    Published,
    ResultsEvaluated,
    StrategyWritten,
)
from bakohumas.programmes._coverage import Coverage, FollowUp, Form, OutletKind
from bakohumas.programmes._dividing import allocate, reallocate
from bakohumas.programmes._duties import Duty, Loan, Output, PublicDuty, Role
from bakohumas.programmes._events import Begun, Event, StageHeld, WorkDivided
from bakohumas.programmes._filling import Fill
from bakohumas.programmes._forums import ThematicForum
from bakohumas.programmes._negotiating import Reallocate
from bakohumas.programmes._nobody import nobody_can
from bakohumas.programmes._objectives import Mix, Objective
from bakohumas.programmes._programmes import Programme
from bakohumas.programmes._reasons import Obstacle, Reason, reasons_against
from bakohumas.programmes._relaxing import relaxations
from bakohumas.programmes._reliefs import Relaxation, Relief
from bakohumas.programmes._remarks import Remark
from bakohumas.programmes._rotation import HostRotation, HostTurn, host_rotation
from bakohumas.programmes._schedule import Assignment, Due, Routine, Schedule, schedule
from bakohumas.programmes._solving import Solver
from bakohumas.programmes._stages import STAGES, Decider, Procedure, Stage
from bakohumas.programmes._swaps import Swap
from bakohumas.programmes._task_forces import Evaluation, Part, TaskForce
from bakohumas.programmes._verifier import verify
from bakohumas.programmes._views import duties, raci, workload
from bakohumas.programmes._work import Agency, Slot, Task

__all__ = [
    "STAGES",
    "Achievement",
    "Agency",
    "AgencyWithdrew",
    "Agreement",
    "AgreementFailed",
    "Allocation",
    "Assignment",
    "Begun",
    "BriefingAcknowledged",
    "Coverage",
    "Decider",
    "Due",
    "Duty",
    "Evaluation",
    "Event",
    "Fill",
    "FollowUp",
    "Form",
    "FrameAgreed",
    "HostRotation",
    "HostTurn",
    "Loan",
    "MembersBriefed",
    "Mix",
    "Objective",
    "Obstacle",
    "OutletKind",
    "Output",
    "Part",
    "Procedure",
    "Programme",
    "PublicDuty",
    "Published",
    "Reallocate",
    "Reason",
    "Relaxation",
    "Relief",
    "Remark",
    "ResultsEvaluated",
    "Role",
    "Round",
    "Routine",
    "Schedule",
    "Slot",
    "Solver",
    "Stage",
    "StageHeld",
    "StrategyWritten",
    "Swap",
    "Task",
    "TaskForce",
    "TasksAccepted",
    "TasksCountered",
    "TasksRefused",
    "Terms",
    "ThematicForum",
    "WorkDivided",
    "allocate",
    "duties",
    "host_rotation",
    "nobody_can",
    "raci",
    "reallocate",
    "reasons_against",
    "relaxations",
    "schedule",
    "verify",
    "workload",
]
