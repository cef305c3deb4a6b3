from collections.abc import Iterator
from datetime import date

from bakohumas.audit._rule import Case, Verdict, rule
from bakohumas.audit._words import counted
from bakohumas.languages import listed, number
from bakohumas.programmes import Programme, Stage, StageHeld

NO_PROGRAMME = Verdict.undetermined("the events of a programme", "rangkaian kejadian suatu program")


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
)
def decided_among_decision_makers(case: Case) -> Iterator[Verdict]:
    """A joint programme past its decision was discussed by decision makers."""
    programmes = case.of(Programme)
    if not programmes:
        yield NO_PROGRAMME
    for each in programmes:
        reached = each.stage_on(case.on)
        if each.own or reached is None or reached.position < Stage.DECISION.position:
            yield Verdict.not_applicable(
                f"{each.id} is an agency's own, or not decided yet",
                f"{each.id} milik satu instansi, atau belum diputuskan",
            )
        elif Stage.FGD in each.skipped:
            yield Verdict.violated(each.id, "decided without an FGD", "diputuskan tanpa FGD")
        elif makers := _decision_makers(each, case.on):
            yield Verdict.holds(
                f"{each.id}: an FGD with {listed(makers, most=3)}",
                f"{each.id}: FGD bersama {listed(makers, 'id', most=3)}",
            )
        else:
            yield Verdict.undetermined(
                f"{each.id}: which decision makers attended the FGD",
                f"{each.id}: pengambil keputusan yang hadir dalam FGD",
            )


@rule(
    "TSK-02",
    advice=(
        "Allocate every task to an agency, and record the division.",
        "Bagi setiap tugas kepada satu instansi, dan catat pembagiannya.",
    ),
)
def clearly_divided(case: Case) -> Iterator[Verdict]:
    """A programme past its decision has a division of tasks."""
    programmes = case.of(Programme)
    if not programmes:
        yield NO_PROGRAMME
    for each in programmes:
        division = each.division_on(case.on)
        reached = each.stage_on(case.on)
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
                f"{each.id}: {counted(n, 'task')} with {counted(by, 'agency', 'agencies')}",
                f"{each.id}: {number(n, 'id')} tugas pada {number(by, 'id')} instansi",
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
)
def agreed_together(case: Case) -> Iterator[Verdict]:
    """Every agency that holds a task has accepted it; until the next stage it may answer."""
    programmes = case.of(Programme)
    if not programmes:
        yield NO_PROGRAMME
    for each in programmes:
        if each.division_on(case.on) is None:
            yield Verdict.not_applicable(f"{each.id}: no division", f"{each.id}: belum dibagi")
            continue
        agreement = each.agreement_on(case.on)
        answering = not agreement.refused and each.stage_on(case.on) is Stage.DIVISION
        if agreement.complete:
            n = len(agreement.accepted)
            yield Verdict.holds(
                f"{each.id}: agreed by {counted(n, 'agency', 'agencies')}",
                f"{each.id}: disepakati {number(n, 'id')} instansi",
            )
        elif answering:
            yield Verdict.undetermined(
                f"{each.id}: the answer of {listed(agreement.pending, most=3)}",
                f"{each.id}: jawaban dari {listed(agreement.pending, 'id', most=3)}",
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
)
def told_inside_first(case: Case) -> Iterator[Verdict]:
    """When a programme goes public, every task holder knows the base information."""
    programmes = case.of(Programme)
    if not programmes:
        yield NO_PROGRAMME
    for each in programmes:
        published = [event.on for event in each.events if event.enters is Stage.DISSEMINATION]
        if not published or published[0] > case.on:
            yield Verdict.not_applicable(
                f"{each.id} is not public yet", f"{each.id} belum dipublikasikan"
            )
        elif Stage.INTERNAL_COMMUNICATION in each.skipped:
            yield Verdict.violated(
                each.id,
                "published without internal communication",
                "terbit tanpa komunikasi internal",
            )
        elif each.division_on(published[0]) is None:
            yield Verdict.undetermined(
                f"{each.id}: who holds its tasks", f"{each.id}: siapa pemegang tugasnya"
            )
        elif late := each.unacknowledged(published[0]):
            yield Verdict.violated(
                each.id,
                f"published before {listed(late, most=3)} confirmed the base information",
                f"terbit sebelum {listed(late, 'id', most=3)} mengonfirmasi informasi dasar",
            )
        else:
            yield Verdict.holds(
                f"{each.id}: every task holder had confirmed",
                f"{each.id}: semua pemegang tugas telah mengonfirmasi",
            )


CHAPTER = (decided_among_decision_makers, clearly_divided, agreed_together, told_inside_first)
