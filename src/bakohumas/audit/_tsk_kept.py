from collections.abc import Iterator
from datetime import date

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, forum
from bakohumas.audit._remarked import broken, lacking, remarked
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.content import (
    CRITERIA,
    Agenda,
    BestPractice,
    HelpRequest,
    Issue,
    IssueState,
    Registers,
)
from bakohumas.languages import day, number
from bakohumas.law import charter
from bakohumas.periods import Period
from bakohumas.programmes import TaskForce

_BEFORE, _ENDED = date(2015, 10, 1), date(2015, 11, 1)
_WORDS = "An example", "Contoh"


def _issue() -> Issue:
    """An issue of which nothing is planned."""
    scores = {each.id: each.most for each in CRITERIA}
    return Issue.found("mudik", _WORDS, scores=scores, on=_BEFORE)


def _prepared() -> Issue:
    """The issue with a step planned for every state."""
    one = _issue()
    for state in IssueState:
        one = one.plan(state, "jumpa pers", by=THREE[0], on=_BEFORE)
    return one


def _of_issue(one: Issue) -> Setting:
    return worked(forum(), Agenda([one.move("uproar", on=DAY)]), on=DAY, who=one.id)


def _registers() -> Registers:
    """Registers in which nothing is missing."""
    practice = BestPractice("balas", THREE[0], _WORDS, _WORDS, on=_BEFORE, evidence=("survey",))
    request = HelpRequest("video", THREE[1], _WORDS, asked=_BEFORE)
    return Registers(["apbn"], Agenda([_prepared()])).enter(
        practice.adopt(THREE[1], on=DAY),
        request.take(by=THREE[0], on=_BEFORE).finish(on=DAY),
    )


def _of_registers(registers: Registers, who: str = "") -> Setting:
    return worked(forum(), registers, on=DAY, who=who)


def _of_force(**left_out: object) -> Setting:
    """A task force that has ended, without what is left out."""
    force = TaskForce(
        "mudik",
        members=THREE,
        lead=THREE[0],
        period=Period(_BEFORE, _ENDED),
        flow=[(THREE[0], "public")],
    ).evaluate(by=THREE[:1], on=DAY)
    rules = charter("taskforce")
    one = attrs.evolve(force, **left_out)  # type: ignore[arg-type]  # by name
    return worked(forum(rules=rules), one, on=DAY, who=force.id)


@rule(
    "TSK-12",
    advice=(
        "Enter it in the register, and see to what is still open.",
        "Catat dalam daftar, dan tindak lanjuti yang masih terbuka.",
    ),
    holds=lambda: _of_registers(_registers()),
    violated=lambda: _of_registers(attrs.evolve(_registers(), practices=()), "practices"),
)
def registers_are_kept(case: Case) -> Iterator[Verdict]:
    """Programmes, issues, practices and help have registers, and nothing in them is missing.

    That a practice has evidence and takers, and a request an end, is this library's reading.
    """
    kept = case.of(Registers)
    if not kept:
        yield Verdict.lacks("body.registers")
    for each in kept:
        sizes = {
            "programmes": len(each.programmes),
            "issues": len(each.agenda.issues),
            "practices": len(each.practices),
            "requests": len(each.requests),
        }
        case.read("body.registers", sizes)
        missing = tuple(lacking(each.gaps(on=case.on), "TSK-12"))
        yield from missing
        if not missing:
            n = sum(sizes.values())
            yield Verdict.holds(
                f"four registers with {counted(n, 'entry', 'entries')}",
                f"empat daftar dengan {number(n, 'id')} entri",
            )


@rule(
    "TSK-14",
    advice=(
        "Plan a step for every state that the issue may come into, before it does.",
        "Rencanakan langkah untuk setiap keadaan isu, sebelum isu itu muncul.",
    ),
    holds=lambda: _of_issue(_prepared()),
    violated=lambda: _of_issue(_issue()),
)
def planned_before_the_uproar(case: Case) -> Iterator[Verdict]:
    """Steps are planned for every state of an open issue, and were before every outbreak."""
    agendas = dict.fromkeys([*case.of(Agenda), *(each.agenda for each in case.of(Registers))])
    known = [(agenda, one) for agenda in agendas for one in agenda.issues if one.state(on=case.on)]
    if not known:
        yield Verdict.lacks(
            "issue.planned",
            "issue.occurred",
            en="no strategic issue was put before the audit",
            indonesian="tidak ada isu strategis yang diajukan",
        )
    for agenda, issue in known:
        outbreaks = [
            each
            for each in agenda.outbreaks(Period(None))
            if each.issue == issue.id and each.on <= case.on
        ]
        case.read("issue.occurred", [f"{each.state} {each.on}" for each in outbreaks], issue.id)
        planned = [f"{each.state} {each.on}" for each in issue.plans if each.on <= case.on]
        case.read("issue.planned", planned, issue.id)
        late = [each for each in outbreaks if not each.proactive]
        for each in late:
            yield Verdict.violated(
                issue.id,
                f"{each.state.label()} on {day(each.on)}, for which nothing was planned before "
                f"the issue grew loud on {day(each.since)}",
                f"{each.state.label('id')} pada {day(each.on, 'id')}, tanpa rencana sebelum isu "
                f"mencuat pada {day(each.since, 'id')}",
                when=each.on,
            )
        gaps = [each for each in Registers(agenda=agenda).gaps(on=case.on) if each.who == issue.id]
        unplanned = tuple(lacking(gaps, "TSK-14"))
        yield from unplanned
        if late or unplanned:
            continue
        if outbreaks or issue.state(on=case.on) is not IssueState.CLOSED:
            n = len(planned)
            yield Verdict.holds(
                f"{counted(n, 'step')} planned, and each outbreak was planned for",
                f"{number(n, 'id')} langkah terencana, dan setiap kegaduhan telah diantisipasi",
                who=issue.id,
            )
        else:
            yield Verdict.not_applicable(
                f"{issue.id} was closed, and never came out",
                f"{issue.id} selesai tanpa pernah mencuat",
            )


@rule(
    "TSK-15",
    advice=(
        "Record what is missing, and evaluate the task force once it has ended.",
        "Catat yang belum ada, dan evaluasi satuan tugas setelah masanya berakhir.",
    ),
    holds=_of_force,
    violated=lambda: _of_force(evaluation=None),
)
def task_forces_are_whole(case: Case) -> Iterator[Verdict]:
    """A task force has members, a period, a flow to the public and an evaluation at its end."""
    forces = case.of(TaskForce)
    keys = "taskforce.members", "taskforce.period", "taskforce.flow", "taskforce.evaluation"
    if not forces:
        yield Verdict.lacks(
            *keys,
            en="no task force was put before the audit",
            indonesian="tidak ada satuan tugas yang diajukan",
        )
    for each in forces:
        done = each.evaluation if each.evaluation and each.evaluation.on <= case.on else None
        parts = each.members, each.period, [" → ".join(pair) for pair in each.flow]
        for key, value in zip(keys, (*parts, done and done.on), strict=True):
            case.read(key, value, each.id)
        if told := remarked(case, each, "TSK-15"):
            yield from broken(told, each.id)
        else:
            n = len(each.members)
            yield Verdict.holds(
                f"{counted(n, 'member')}, and no part is missing",
                f"{number(n, 'id')} anggota, dan tidak ada bagian yang kurang",
                who=each.id,
            )


RULES = (registers_are_kept, planned_before_the_uproar, task_forces_are_whole)
