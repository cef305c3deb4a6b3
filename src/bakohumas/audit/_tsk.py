from collections.abc import Iterator

from bakohumas.audit import _tsk_content, _tsk_kept, _tsk_stages
from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, divided, of_programme, programme
from bakohumas.audit._remarked import bound, broken, no_programme, programmes, remarked, unbound
from bakohumas.audit._rule import Rule, rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.languages import listed, number
from bakohumas.programmes import Programme, Stage, StageHeld

_PUBLIC = Stage.DISSEMINATION, Stage.COMMUNICATION


def _later(one: Programme, stage: Stage) -> Programme:
    return one.hold(stage, on=DAY, basis="invented")


def _agreed() -> Programme:
    both = divided().accept(THREE[0], on=DAY).accept(THREE[1], on=DAY)
    return both.brief(THREE[:2], version=1, on=DAY)


def _decision_makers(one: Programme) -> list[str]:
    sessions = [each for each in one.events if isinstance(each, StageHeld)]
    return sorted({who for each in sessions for who in each.decision_makers})


@rule(
    "TSK-01",
    advice=(
        "Hold a focus group discussion with the decision makers of the agencies concerned.",
        "Adakan FGD dengan pengambil keputusan dari instansi terkait.",
    ),
    holds=lambda: of_programme(divided()),
    violated=lambda: of_programme(_later(programme(), Stage.DECISION)),
)
def decided_among_decision_makers(case: Case) -> Iterator[Verdict]:
    """A joint programme past its decision was discussed by decision makers."""
    found = programmes(case)
    if not found:
        yield no_programme("programme.discussion")
    for each in found:
        reached = each.stage_on(case.on)
        makers = case.read("programme.agencies", _decision_makers(each), each.id)
        discussed = any(event.enters is Stage.FGD for event in each.events)
        case.read("programme.discussion", discussed, each.id)
        if not bound(each, "TSK-01"):
            yield unbound(each)
        elif each.own or reached is None or reached.position < Stage.DECISION.position:
            yield Verdict.not_applicable(
                f"{each.id} is an agency's own, or not decided yet",
                f"{each.id} milik satu instansi, atau belum diputuskan",
            )
        elif discussed and not makers:
            yield Verdict.lacks(
                "programme.agencies",
                who=each.id,
                en="which decision makers attended the FGD",
                indonesian="pengambil keputusan yang hadir dalam FGD",
            )
        elif told := remarked(case, each, "TSK-01"):
            yield from broken(told, each.id)
        else:
            yield Verdict.holds(
                f"an FGD with {listed(makers, most=3)}",
                f"FGD bersama {listed(makers, 'id', most=3)}",
                who=each.id,
            )


@rule(
    "TSK-02",
    advice=(
        "Allocate every task to an agency, and record the division.",
        "Bagi setiap tugas kepada satu instansi, dan catat pembagiannya.",
    ),
    holds=lambda: of_programme(divided()),
    violated=lambda: of_programme(_later(_later(programme(), Stage.DECISION), Stage.CONTENT)),
)
def clearly_divided(case: Case) -> Iterator[Verdict]:
    """A programme past its decision has a division of tasks."""
    found = programmes(case)
    if not found:
        yield no_programme("task.agencies")
    for each in found:
        division = each.division_on(case.on)
        case.read("task.agencies", division.assignments if division else None, each.id)
        open_tasks = (
            [task.id for task in division.tasks if task.id not in division.assignments]
            if division
            else []
        )
        if open_tasks:
            yield Verdict.violated(
                each.id,
                f"nobody holds {listed(open_tasks, most=3)}",
                f"tidak ada pemegang {listed(open_tasks, 'id', most=3)}",
            )
        elif told := remarked(case, each, "TSK-02"):
            yield from broken(told, each.id)
        elif division:
            n, by = len(division.assignments), len(division.shares)
            yield Verdict.holds(
                f"{counted(n, 'task')} with {counted(by, 'agency', 'agencies')}",
                f"{number(n, 'id')} tugas pada {number(by, 'id')} instansi",
                who=each.id,
            )
        else:
            yield Verdict.not_applicable(
                f"{each.id} has not come to the division", f"{each.id} belum sampai pembagian tugas"
            )


@rule(
    "TSK-03",
    advice=(
        "Ask the agencies for their agreement, or allocate their tasks again.",
        "Mintalah kesepakatan instansi itu, atau bagi ulang tugasnya.",
    ),
    holds=lambda: of_programme(_agreed()),
    violated=lambda: of_programme(divided().refuse(THREE[1], reason="no studio", on=DAY)),
)
def agreed_together(case: Case) -> Iterator[Verdict]:
    """Every agency that holds a task has accepted it; until the next stage it may answer."""
    found = programmes(case)
    if not found:
        yield no_programme("task.agencies", "task.acceptance")
    for each in found:
        division = each.division_on(case.on)
        if division is None:
            yield Verdict.not_applicable(f"{each.id}: no division", f"{each.id}: belum dibagi")
            continue
        agreement = each.agreement_on(case.on)
        case.read("task.agencies", list(division.shares), each.id)
        case.read("task.acceptance", agreement.accepted, each.id)
        answering = not agreement.objections and each.stage_on(case.on) is Stage.DIVISION
        if told := remarked(case, each, "TSK-03"):
            yield from broken(told, each.id)
        elif each.ratified_on(case.on):
            n = len(agreement.accepted)
            yield Verdict.holds(
                f"agreed by {counted(n, 'agency', 'agencies')}",
                f"disepakati {number(n, 'id')} instansi",
                who=each.id,
            )
        elif answering:
            yield Verdict.lacks(
                "task.acceptance",
                who=each.id,
                en=f"the answer of {listed(agreement.pending, most=3)}",
                indonesian=f"jawaban dari {listed(agreement.pending, 'id', most=3)}",
            )
        else:
            yield Verdict.violated(
                each.id,
                f"not agreed by {listed(agreement.missing, most=3)}",
                f"belum disepakati {listed(agreement.missing, 'id', most=3)}",
            )


@rule(
    "TSK-04",
    advice=(
        "Brief them, and let them confirm that they know the base information.",
        "Beri mereka pengarahan, dan minta konfirmasi bahwa informasi dasar dipahami.",
    ),
    holds=lambda: of_programme(
        _later(_agreed().acknowledge(THREE[1], version=1, on=DAY), Stage.DISSEMINATION)
    ),
    violated=lambda: of_programme(_later(_agreed(), Stage.DISSEMINATION)),
)
def told_inside_first(case: Case) -> Iterator[Verdict]:
    """When a programme goes public, every task holder knows the base information."""
    found = programmes(case)
    if not found:
        yield no_programme("programme.acknowledgements")
    for each in found:
        published = [event.on for event in each.events if event.enters in _PUBLIC]
        if not published:
            yield Verdict.not_applicable(
                f"{each.id} is not public yet", f"{each.id} belum dipublikasikan"
            )
            continue
        case.read("content.published", published, each.id)
        division, late = each.division_on(case.on), each.unacknowledged(case.on)
        told = [who for who in (division.shares if division else ()) if who not in late]
        case.read("programme.acknowledgements", told, each.id)
        if found_late := remarked(case, each, "TSK-04"):
            yield from broken(found_late, each.id)
        elif division is None:
            yield Verdict.lacks("task.agencies", who=each.id)
        else:
            yield Verdict.holds(
                "every task holder had confirmed the version that was published",
                "semua pemegang tugas telah mengonfirmasi versi yang diterbitkan",
                who=each.id,
            )


CHAPTER: tuple[Rule, ...] = tuple(
    sorted(
        (
            *(decided_among_decision_makers, clearly_divided, agreed_together, told_inside_first),
            *(*_tsk_stages.RULES, *_tsk_content.RULES, *_tsk_kept.RULES),
        ),
        key=str,
    )
)
