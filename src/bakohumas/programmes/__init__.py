"""Work shared out: programmes in stages, tasks, allocation, acceptance.

A :class:`Programme` goes through its stages by verbs that leave events; the
tasks it divides are allotted by :func:`allocate`, exactly and with reasons, or
by hand, and :func:`verify` checks either. Agencies are plain codes here.
"""

from bakohumas.programmes._agreements import Agreement, Round
from bakohumas.programmes._allocations import Allocation, Objective, allocate
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
from bakohumas.programmes._events import Begun, Event, StageHeld, WorkDivided
from bakohumas.programmes._forums import Coverage, FollowUp, Form, OutletKind, ThematicForum
from bakohumas.programmes._negotiating import Reallocate
from bakohumas.programmes._programmes import Programme
from bakohumas.programmes._reallocation import reallocate
from bakohumas.programmes._reasons import Obstacle, Reason, reasons_against
from bakohumas.programmes._remarks import Remark
from bakohumas.programmes._rotation import HostRotation, HostTurn, host_rotation
from bakohumas.programmes._schedule import Due, Duty, Schedule, schedule
from bakohumas.programmes._stages import STAGES, Decider, Procedure, Stage
from bakohumas.programmes._task_forces import Evaluation, Part, TaskForce
from bakohumas.programmes._verifier import verify
from bakohumas.programmes._work import Agency, Task

__all__ = [
    "STAGES",
    "Achievement",
    "Agency",
    "AgencyWithdrew",
    "Agreement",
    "AgreementFailed",
    "Allocation",
    "Begun",
    "BriefingAcknowledged",
    "Coverage",
    "Decider",
    "Due",
    "Duty",
    "Evaluation",
    "Event",
    "FollowUp",
    "Form",
    "FrameAgreed",
    "HostRotation",
    "HostTurn",
    "MembersBriefed",
    "Objective",
    "Obstacle",
    "OutletKind",
    "Part",
    "Procedure",
    "Programme",
    "Published",
    "Reallocate",
    "Reason",
    "Remark",
    "ResultsEvaluated",
    "Round",
    "Schedule",
    "Stage",
    "StageHeld",
    "StrategyWritten",
    "Task",
    "TaskForce",
    "TasksAccepted",
    "TasksCountered",
    "TasksRefused",
    "Terms",
    "ThematicForum",
    "WorkDivided",
    "allocate",
    "host_rotation",
    "reallocate",
    "reasons_against",
    "schedule",
    "verify",
]
