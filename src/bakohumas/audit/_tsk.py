from collections.abc import Iterator
from datetime import date

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, divided, forum, programme
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import listed, number
from bakohumas.programmes import Programme, Stage, StageHeld


def _no_programme(*keys: str) -> Verdict:
    return Verdict.lacks(
        *keys,
        en="no programme was put before the audit",
        indonesian="tidak ada program yang diajukan",
    )


def _of(one: Programme) -> Setting:
    return worked(forum(), one, on=DAY, who=one.id)


def _later(one: Programme, stage: Stage) -> Programme:
    return one.hold(stage, on=DAY, basis="invented")


def _agreed() -> Programme:
    both = divided().accept(THREE[0], on=DAY).accept(THREE[1], on=DAY)
    return both.brief(THREE[:2], version=1, on=DAY)


def _decision_makers(programme: Programme, day: date) -> list[str]:
    sessions = [each for each in programme.events if each.enters is Stage.FGD and each.on <= day]
    return sorted(
        {who for each in sessions if isinstance(each, StageHeld) for who in each.decision_makers}
    )


@rule(
    "TSK-01",
    advice=(
        "Hold a focus group discussion with the decision makers of the agencies concerned.",
        "Adakan FGD dengan pengambil keputusan dari instansi terkait.",
    ),
    holds=lambda: _of(divided()),
    violated=lambda: _of(_later(programme(), Stage.DECISION)),
)
def decided_among_decision_makers(case: Case) -> Iterator[Verdict]:
    """A joint programme past its decision was discussed by decision makers."""
    programmes = case.of(Programme)
    if not programmes:
        yield _no_programme("programme.discussion")
    for each in programmes:
        reached = each.stage_on(case.on)
        makers = case.read("programme.agencies", _decision_makers(each, case.on), each.id)
        case.read("programme.discussion", Stage.FGD not in each.skipped, each.id)
        if each.own or reached is None or reached.position < Stage.DECISION.position:
            yield Verdict.not_applicable(
                f"{each.id} is an agency's own, or not decided yet",
                f"{each.id} milik satu instansi, atau belum diputuskan",
            )
        elif Stage.FGD in each.skipped:
            yield Verdict.violated(each.id, "decided without an FGD", "diputuskan tanpa FGD")
        elif makers:
            yield Verdict.holds(
                f"an FGD with {listed(makers, most=3)}",
                f"FGD bersama {listed(makers, 'id', most=3)}",
                who=each.id,
            )
        else:
            yield Verdict.lacks(
                "programme.agencies",
                who=each.id,
                en="which decision makers attended the FGD",
                indonesian="pengambil keputusan yang hadir dalam FGD",
            )


@rule(
    "TSK-02",
    advice=(
        "Allocate every task to an agency, and record the division.",
        "Bagi setiap tugas kepada satu instansi, dan catat pembagiannya.",
    ),
    holds=lambda: _of(divided()),
    violated=lambda: _of(_later(_later(programme(), Stage.DECISION), Stage.CONTENT)),
)
def clearly_divided(case: Case) -> Iterator[Verdict]:
    """A programme past its decision has a division of tasks."""
    programmes = case.of(Programme)
    if not programmes:
        yield _no_programme("task.agencies")
    for each in programmes:
        division = each.division_on(case.on)
        reached = each.stage_on(case.on)
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
        elif division:
            n, by = len(division.assignments), len(division.shares)
            yield Verdict.holds(
                f"{counted(n, 'task')} with {counted(by, 'agency', 'agencies')}",
                f"{number(n, 'id')} tugas pada {number(by, 'id')} instansi",
                who=each.id,
            )
        elif reached and reached.position > Stage.DIVISION.position:
            yield Verdict.violated(each.id, "no division of tasks", "tugas tidak dibagi")
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
    holds=lambda: _of(_agreed()),
    violated=lambda: _of(divided().refuse(THREE[1], reason="no studio", on=DAY)),
)
def agreed_together(case: Case) -> Iterator[Verdict]:
    """Every agency that holds a task has accepted it; until the next stage it may answer."""
    programmes = case.of(Programme)
    if not programmes:
        yield _no_programme("task.agencies", "task.acceptance")
    for each in programmes:
        division = each.division_on(case.on)
        if division is None:
            yield Verdict.not_applicable(f"{each.id}: no division", f"{each.id}: belum dibagi")
            continue
        agreement = each.agreement_on(case.on)
        case.read("task.agencies", list(division.shares), each.id)
        case.read("task.acceptance", agreement.accepted, each.id)
        answering = not agreement.refused and each.stage_on(case.on) is Stage.DIVISION
        if agreement.complete:
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
    holds=lambda: _of(
        _later(_agreed().acknowledge(THREE[1], version=1, on=DAY), Stage.DISSEMINATION)
    ),
    violated=lambda: _of(_later(_agreed(), Stage.DISSEMINATION)),
)
def told_inside_first(case: Case) -> Iterator[Verdict]:
    """When a programme goes public, every task holder knows the base information."""
    programmes = case.of(Programme)
    if not programmes:
        yield _no_programme("programme.acknowledgements")
    for each in programmes:
        published = [event.on for event in each.events if event.enters is Stage.DISSEMINATION]
        if not published or published[0] > case.on:
            yield Verdict.not_applicable(
                f"{each.id} is not public yet", f"{each.id} belum dipublikasikan"
            )
            continue
        when = case.read("content.published", published[0], each.id)
        division = each.division_on(when)
        late, held = each.unacknowledged(when), division.shares if division else ()
        told = [agency for agency in held if agency not in late]
        case.read("programme.acknowledgements", told, each.id)
        if Stage.INTERNAL_COMMUNICATION in each.skipped:
            yield Verdict.violated(
                each.id,
                "published without internal communication",
                "terbit tanpa komunikasi internal",
                when=when,
            )
        elif division is None:
            yield Verdict.lacks("task.agencies", who=each.id, when=when)
        elif late:
            yield Verdict.violated(
                each.id,
                f"published before {listed(late, most=3)} confirmed the base information",
                f"terbit sebelum {listed(late, 'id', most=3)} mengonfirmasi informasi dasar",
                when=when,
            )
        else:
            yield Verdict.holds(
                "every task holder had confirmed",
                "semua pemegang tugas telah mengonfirmasi",
                who=each.id,
                when=when,
            )


CHAPTER = (decided_among_decision_makers, clearly_divided, agreed_together, told_inside_first)
