from datetime import date
from typing import Any, Final

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from bakohumas.errors import InfeasibleError
from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    AgreementFailed,
    Allocation,
    Due,
    Event,
    FollowUp,
    HostRotation,
    HostTurn,
    MembersBriefed,
    Programme,
    Published,
    Reallocate,
    Relaxation,
    Round,
    Routine,
    Schedule,
    Slot,
    Stage,
    StageHeld,
    Swap,
    Task,
    TaskForce,
    ThematicForum,
    WorkDivided,
    allocate,
    host_rotation,
    reallocate,
    relaxations,
    schedule,
)
from bakohumas.testing._fields import WORDS
from bakohumas.testing._occasions import routines, task_forces, thematic_forums
from bakohumas.testing._programmes import division_problems, programmes
from bakohumas.testing._teams import team_problems
from bakohumas.testing._values import Makers, Told, parts

_YEAR: Final = Period(date(2018, 1, 1), date(2019, 1, 1))
_WHO: Final = st.lists(WORDS, min_size=1, max_size=2, unique=True).map(tuple)
_TOGETHER: Final = [each for each in Stage if each is not Stage.DIVISION]


@st.composite
def allocations(draw: st.DrawFn) -> Allocation:
    """Divisions of work, at the least cost or as fairly as can be, of one task or more."""
    tasks, agencies = draw(division_problems(feasible=True, max_tasks=3))
    some = tasks or (Task("t0"),)
    try:
        return allocate(some, agencies, objective=draw(st.sampled_from(["cost", "fair"])))
    except InfeasibleError:
        reject()


@st.composite
def _swaps(draw: st.DrawFn) -> Swap:
    held = draw(allocations())
    task = draw(st.sampled_from(sorted(held.assignments)))
    return held.swap(task, draw(st.sampled_from([each.id for each in held.agencies])))


@st.composite
def _relaxations(draw: st.DrawFn) -> tuple[Relaxation, ...]:
    tasks, agencies = draw(division_problems(max_tasks=2, max_agencies=2))
    return relaxations([*tasks, Task("x", needs=["press"])], [Agency("a9", 1), *agencies])


@st.composite
def _rotations(draw: st.DrawFn) -> HostRotation:
    forums = draw(st.lists(thematic_forums(hosts=("bps", "rri")), max_size=3))
    apart = [attrs.evolve(each, id=f"f{number}") for number, each in enumerate(forums)]
    return host_rotation(apart, ["bps", "rri"])


def _schedules() -> st.SearchStrategy[Schedule]:
    unique: Any = {"min_size": 1, "max_size": 2, "unique_by": lambda each: each.id}
    return st.lists(routines(), **unique).map(lambda each: schedule(each, within=_YEAR))


def _rounds(programme: Programme) -> tuple[Round, ...]:
    return programme.rounds_on(programme.events[-1].on)


@st.composite
def _negotiated(draw: st.DrawFn) -> Programme:
    """A programme whose work was divided, and answered now and then."""
    held = draw(allocations())
    programme = Programme.begin(
        "apbn",
        title=("Results of the budget", "Capaian APBN"),
        charter=draw(programmes(max_steps=0)).charter,
        initiator="kominfo",
        on=date(2018, 7, 2),
        basis="invented",
    )
    for each in list(Stage)[: list(Stage).index(Stage.DIVISION)]:
        makers = ["kominfo"] if each is Stage.FGD else []
        told: Any = {"by": ["kominfo"], "decision_makers": makers, "basis": "invented"}
        programme = programme.hold(each, on=date(2018, 7, 3), **told)
    programme = programme.divide(held, on=date(2018, 7, 4), basis="invented")
    for who in sorted(set(held.assignments.values())):
        if draw(st.booleans()):
            programme = programme.accept(who, on=date(2018, 7, 5))
    return programme


MAKERS: Final[Makers] = {
    Agency: lambda: parts(Agency, team_problems() | division_problems()),
    Allocation: allocations,
    Due: lambda: parts(Due, _schedules()),
    HostRotation: _rotations,
    HostTurn: lambda: parts(HostTurn, _rotations()),
    Reallocate: lambda: st.just(reallocate),
    Programme: lambda: programmes() | _negotiated(),
    Relaxation: lambda: parts(Relaxation, _relaxations()),
    Round: lambda: parts(Round, _negotiated().map(_rounds)),
    Routine: routines,
    Schedule: _schedules,
    Slot: lambda: parts(Slot, team_problems()),
    Swap: _swaps,
    Task: lambda: parts(Task, team_problems() | division_problems()),
    TaskForce: task_forces,
    ThematicForum: thematic_forums,
    WorkDivided: lambda: parts(WorkDivided, _negotiated()),
}
FIELDS: Final[Told] = {
    AgreementFailed: {"tasks": _WHO, "agencies": _WHO},
    FollowUp: {"who": _WHO},
    MembersBriefed: {"members": _WHO},
    Published: {
        "by": _WHO,
        "stage": st.sampled_from([Stage.DISSEMINATION, Stage.COMMUNICATION]),
    },
    StageHeld: {"by": _WHO, "stage": st.sampled_from(_TOGETHER)},
}
WHOLE: Final[frozenset[type]] = frozenset({Event})
