from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

import attrs
from hypothesis import strategies as st

from bakohumas.errors import ProgrammeError
from bakohumas.law import Charter, charter
from bakohumas.programmes import (
    Achievement,
    Agency,
    Allocation,
    Programme,
    PublicDuty,
    Stage,
    Task,
    Terms,
)

_CODES: Final = ("kemenkeu", "kominfo", "rri")
_LAX: Final = Charter("lax", ("A charter that binds nothing", "Piagam yang tidak mengikat"), ())


@st.composite
def division_problems(
    draw: st.DrawFn, *, max_tasks: int = 5, max_agencies: int = 4, feasible: bool = False
) -> tuple[tuple[Task, ...], tuple[Agency, ...]]:
    """Tasks, and agencies that may or may not be able to do them all.

    There are at most *max_tasks* and *max_agencies*; skills, regions, exclusions,
    costs and scarce capacity each bind now and then. Where it must be *feasible*,
    the last agency is able to do everything, dearly.
    """
    names = [f"t{number}" for number in range(draw(st.integers(0, max_tasks)))]
    codes = [f"a{number}" for number in range(draw(st.integers(0, max_agencies)))]
    demands = {
        "needs": st.sets(st.sampled_from(["press", "video"]), max_size=1),
        "regions": st.sets(st.sampled_from(["91", "94"]), max_size=1),
        "cost": st.none()
        | st.fixed_dictionaries({}, optional=dict.fromkeys(codes, st.integers(0, 9))),
    }
    offers = {
        "capacity": st.integers(0, max_tasks),
        "skills": st.sampled_from([("press", "video"), ("press",), ("video",), ()]),
        "regions": st.sampled_from([(), ("91", "94"), ("94",)]),
        "excludes": st.fixed_dictionaries(
            {}, optional=dict.fromkeys(names[:1], st.just("conflict"))
        ),
    }
    tasks = tuple(draw(st.builds(Task, st.just(name), **demands)) for name in names)
    agencies = tuple(draw(st.builds(Agency, st.just(code), **offers)) for code in codes)
    if not feasible:
        return tasks, agencies
    rescuer = Agency("z", max_tasks, ["press", "video"])
    dear = tuple(attrs.evolve(task, cost=_also(task.cost)) for task in tasks)
    return dear, (*agencies, rescuer)


def _also(cost: Mapping[str, int] | None) -> dict[str, int] | None:
    return None if cost is None else {**cost, "z": 9}


@st.composite
def programmes(draw: st.DrawFn, *, max_steps: int = 12) -> Programme:
    """Programmes part of the way, under a charter that binds or one that does not.

    At most *max_steps* are tried; those that are refused leave no event.
    """
    programme = Programme.begin(
        "apbn",
        title=("Results of the budget", "Capaian APBN"),
        charter=draw(st.sampled_from([charter("national"), _LAX])),
        initiator="kominfo",
        funder=draw(st.sampled_from(["", "kominfo"])),
        serves=draw(st.sets(st.sampled_from(PublicDuty))),
        on=date(2018, 7, 2),
        basis="invented",
    )
    for _ in range(draw(st.integers(0, max_steps))):
        on = programme.events[-1].on + timedelta(draw(st.integers(0, 2)))
        with suppress(ProgrammeError):
            programme = draw(_steps(programme, on))
    return programme


@st.composite
def _steps(draw: st.DrawFn, programme: Programme, on: date) -> Programme:
    """The programme after one more step; the next stage is the likeliest."""
    stage = programme.stage_on(on)
    joint = [each for each in Stage if each not in {Stage.PLANNING, Stage.COMMUNICATION}]
    following = [each for each in joint if not stage or each.position > stage.position]
    code = draw(st.sampled_from(_CODES))
    verb = draw(st.sampled_from([*["hold"] * 4, "divide", "answer", "answer", "brief", "tell"]))
    if verb == "divide" or (verb == "hold" and following[:1] == [Stage.DIVISION]):
        tasks = [Task("clip"), Task("story")]
        choice = {task.id: draw(st.sampled_from(_CODES)) for task in tasks}
        ready = [Agency(agency, 2) for agency in _CODES]
        division = Allocation.of(choice, tasks=tasks, agencies=ready)
        return programme.divide(division, on=on, basis="invented")
    if verb == "hold":
        leap = [held for held in following if held is not Stage.DIVISION]
        held = draw(st.sampled_from([*following[:1] * 9, *leap, Stage.FGD]))
        makers = _CODES if held is Stage.FGD else ()
        return programme.hold(held, by=[code], decision_makers=makers, on=on, basis="invented")
    if verb == "answer":
        return draw(_answers(programme, code, on))
    version = draw(st.integers(1, 2))
    if verb == "brief":
        return programme.brief(_CODES, version=version, on=on)
    return draw(_told(programme, code, version, on))


@st.composite
def _answers(draw: st.DrawFn, programme: Programme, code: str, on: date) -> Programme:
    """The programme after an agency has answered; to agree is the likeliest."""
    some = draw(st.sets(st.sampled_from(["clip", "story"])))
    answer = draw(st.sampled_from([*["accept"] * 5, "refuse", "counter", "withdraw", "again"]))
    if answer == "accept":
        return programme.accept(code, on=on)
    if answer == "refuse":
        return programme.refuse(code, reason="no studio", tasks=some, on=on)
    if answer == "counter":
        return programme.counter(code, terms=Terms(some, days=3), on=on)
    if answer == "withdraw":
        return programme.withdraw(code, reason="flood", on=on)
    return programme.renegotiate(on=on, basis="invented")


@st.composite
def _told(draw: st.DrawFn, programme: Programme, code: str, version: int, on: date) -> Programme:
    """The programme after something was confirmed, agreed, written, published or evaluated."""
    done = Achievement(code, ("spots sent", "spot tersiar"), version)
    what = draw(st.sampled_from([*["confirm"] * 4, "frame", "strategy", "publish", "evaluate"]))
    if what == "confirm":
        return programme.acknowledge(code, version=version, on=on)
    if what == "frame":
        return programme.agree_frame("untuk-rakyat", officers=[code], on=on, basis="invented")
    if what == "strategy":
        return programme.write_strategy(code, public_need="where the money goes", on=on)
    if what == "publish":
        stated = draw(st.sampled_from([None, version]))
        return programme.publish([code], version=stated, to=["public"], on=on)
    return programme.evaluate(outputs=[done], on=on, basis="invented")
