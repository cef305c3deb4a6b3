from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from bakohumas.audit import RULES, Finding, Status, check
from bakohumas.bodies import Body
from bakohumas.institutions import directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Deliberation, Meeting, Outcome, Record
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Allocation, Programme, Stage, Task, WorkDivided

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
THREE = ("bps", "kemenkeu", "kominfo")
NATIONAL = charter("national")
CHAIR = "Ketua Umum"
BY_ID = {each.id: each for each in RULES}
HOLDS, VIOLATED = [Status.HOLDS], [Status.VIOLATED]
UNDETERMINED, NOT_APPLICABLE = [Status.UNDETERMINED], [Status.NOT_APPLICABLE]


def governed_by(rules: Charter) -> Body:
    """A body with three members, under a charter."""
    body = Body.found("nasional", charter=rules, on=DAY, basis="invented")
    return body.admit(*(OFFICES[each] for each in THREE), on=DAY, basis="invented")


BODY = governed_by(NATIONAL)
AT_ONCE = NATIONAL.override(
    Provision("decision.consensus_first", value=False, period=Period(None),
              citation=Citation("SK 3/2015"), grade=Grade.C),
)  # fmt: skip


def judged(rule: str, *records: object, body: Body = BODY, on: date = DAY) -> tuple[Finding, ...]:
    """What one rule finds."""
    return check(body, records, on=on, rules=[BY_ID[rule]]).findings


def statuses(findings: tuple[Finding, ...]) -> list[Status]:
    """The status of each finding."""
    return [each.status for each in findings]


def held(body: Body = BODY) -> Meeting:
    """A meeting with everybody there."""
    return Meeting.call(body, on=DAY, place="Jakarta", basis="letter").attend(*THREE)


def voted(body: Body = BODY) -> Record:
    """A meeting that voted on the chair after a deadlock."""
    return (
        held(body)
        .deliberate(CHAIR, "bps", objections={"kominfo": "stands itself"})
        .elect(CHAIR, [["bps"], ["bps"]], candidates=["bps", "kominfo"])
        .close()
    )


def with_decision(record: Record, **changes: Any) -> Record:  # noqa: ANN401 - any field's value
    """A record with its one decision tampered with."""
    (decision,) = record.decisions
    return attrs.evolve(record, decisions=(attrs.evolve(decision, **changes),))


@pytest.mark.parametrize("rule", ["QRM-01", "DEC-01"])
def test_without_a_record_nothing_is_known(rule: str) -> None:
    """Neither no record, nor another body's, nor one of another time, says anything.

    A meeting that decided nothing is no matter.
    """
    early = attrs.evolve(voted(), on=DAY - timedelta(days=1))
    others = (attrs.evolve(voted(), body="lain"), early)

    assert statuses(judged(rule)) == UNDETERMINED
    assert statuses(judged(rule, *others)) == UNDETERMINED
    assert statuses(judged(rule, *others, held().close())) == NOT_APPLICABLE
    later = attrs.evolve(voted(), on=DAY + timedelta(days=1))
    assert statuses(judged(rule, later)) == UNDETERMINED
    assert statuses(judged(rule, later, on=later.on)) == HOLDS


def test_qrm_01_the_quorum_of_the_charter_was_there() -> None:
    """Counted again from the lists, with day, subject and rule in both languages."""
    (finding,) = judged("QRM-01", voted())

    assert finding.status is Status.HOLDS
    assert (finding.who, finding.when) == (CHAIR, DAY)
    assert finding.because[0].startswith(
        "3 of 3 member institutions present, 2 required (> 1/2 of the roll;"
    )
    assert finding.because[1].endswith("): kuorum")


def test_qrm_01_the_lists_count_and_not_the_statement() -> None:
    """A quorum statement that the attendance list belies is found, and so is a softer rule."""
    alone = attrs.evolve(voted(), attendance=("bps",))
    stated = alone.decisions[0].quorum
    soft = attrs.evolve(stated, law=attrs.evolve(stated.law, value=">= 0/1"))
    (finding,) = judged("QRM-01", with_decision(alone, quorum=soft))

    assert (finding.status, finding.who) == (Status.VIOLATED, CHAIR)
    assert finding.because[0].startswith("1 of 3 member institutions present, 2 required")
    assert finding.because[0].endswith(": not quorate")
    guests = attrs.evolve(voted(), attendance=("bps", "kemenkes", "kemenag"))
    assert statuses(judged("QRM-01", guests)) == VIOLATED


def test_qrm_01_another_roll_leaves_it_open_and_silence_has_a_default() -> None:
    """A roll that is not the register does not show a quorum; more than half is the default."""
    short = attrs.evolve(voted(), roll=("bps",))
    silent = Charter(
        "silent",
        ("silent", "diam"),
        tuple(each for each in NATIONAL.provisions if each.key != "meeting.quorum"),
    )

    assert statuses(judged("QRM-01", short)) == UNDETERMINED
    assert statuses(judged("QRM-01", voted(), body=governed_by(silent))) == HOLDS


def test_dec_01_consensus_was_tried_first() -> None:
    """A vote after a deadlock, a consensus and an acclamation after deliberation are in order."""
    agreed = held().deliberate("Host", "bps").close()
    stuck = held().deliberate(CHAIR, "kemenkeu", objections={"kominfo": "no"})
    acclaimed = stuck.elect(CHAIR, [], candidates=["bps"]).close()
    findings = judged("DEC-01", voted(), agreed, acclaimed)

    assert statuses(findings) == HOLDS * 3
    assert ("Host", "mufakat, setelah 1 kali musyawarah") in [
        (each.who, each.because[1]) for each in findings
    ]


def test_dec_01_a_vote_without_a_failed_deliberation() -> None:
    """A vote that was never deliberated on, or that followed a consensus, is found."""
    at_once = held(governed_by(AT_ONCE)).elect(CHAIR, [["bps"]], candidates=["bps", "kominfo"])
    agreed = with_decision(voted(), attempts=(Deliberation(CHAIR, "kominfo"),))

    for record in (at_once.close(), agreed):
        (finding,) = judged("DEC-01", record)

        assert (finding.status, finding.who) == (Status.VIOLATED, CHAIR)
    assert statuses(judged("DEC-01", at_once.close(), body=governed_by(AT_ONCE))) == NOT_APPLICABLE


@pytest.mark.parametrize("outcome", [Outcome.CONSENSUS, Outcome.ACCLAMATION])
def test_dec_01_a_decision_that_shows_no_deliberation(outcome: Outcome) -> None:
    """What was decided without a vote, and without a trace of deliberation, stays open."""
    record = with_decision(voted(), outcome=outcome, attempts=())

    assert statuses(judged("DEC-01", record)) == UNDETERMINED


FIRST = date(2018, 7, 2)
LAX = Charter("lax", ("binds nothing", "tidak mengikat"), ())
WORK = (Task("story"), Task("tables"))
READY = (Agency("kemdikbud", 1), Agency("kemenkeu", 1))
DIVISION = Allocation.of({"story": "kemdikbud", "tables": "kemenkeu"}, tasks=WORK, agencies=READY)


def day(number: int) -> date:
    """The day so many days after the beginning of the programme."""
    return FIRST + timedelta(number)


def begun(*, funder: str = "") -> Programme:
    """A programme under a charter that binds nothing."""
    return Programme.begin(
        "apbn",
        title=("Results", "Capaian"),
        charter=LAX,
        initiator="kominfo",
        funder=funder,
        on=FIRST,
        basis="invented",
    )


def discussed(makers: tuple[str, ...] = ("kemenkeu",)) -> Programme:
    """The programme decided after an FGD."""
    return (
        begun()
        .hold(Stage.FGD, decision_makers=makers, on=day(1), basis="minutes")
        .hold(Stage.DECISION, by=makers, on=day(2), basis="minutes")
    )


def divided() -> Programme:
    """The programme with its tasks divided, and nobody's answer yet."""
    return discussed().divide(DIVISION, on=day(3), basis="minutes")


def agreed() -> Programme:
    """The programme agreed by both agencies, and the base information given."""
    both = divided().accept("kemdikbud", on=day(4)).accept("kemenkeu", on=day(4))
    return both.brief(["kemdikbud", "kemenkeu"], version=1, on=day(5))


def published(programme: Programme) -> Programme:
    """The programme gone public on the ninth day."""
    return programme.hold(Stage.DISSEMINATION, on=day(9), basis="minutes")


def of(rule: str, programme: Programme, *, on: int = 9) -> list[Status]:
    """What a rule says of a programme, so many days after its beginning."""
    return statuses(judged(rule, programme, on=day(on)))


@pytest.mark.parametrize("rule", ["TSK-01", "TSK-02", "TSK-03", "TSK-04"])
def test_without_a_programme_nothing_is_known(rule: str) -> None:
    """No programme, or one that had not begun, says nothing."""
    assert statuses(judged(rule)) == UNDETERMINED
    assert statuses(judged(rule, agreed(), on=FIRST - timedelta(days=1))) == UNDETERMINED
    assert of(rule, begun()) == NOT_APPLICABLE


def test_tsk_01_decision_makers_sat_in_an_fgd() -> None:
    """An FGD skipped is found, one without decision makers on record shows nothing."""
    skipped = begun().hold(Stage.DECISION, on=day(2), basis="minutes")
    own = begun(funder="kominfo").hold(Stage.DECISION, on=day(2), basis="minutes")
    (finding,) = judged("TSK-01", discussed(("a", "b", "c", "d")), on=day(2))

    assert finding.status is Status.HOLDS
    assert finding.because == (
        "an FGD with a, b, c and 1 more",
        "FGD bersama a, b, c dan 1 lainnya",
    )
    assert of("TSK-01", discussed(), on=1) == NOT_APPLICABLE
    assert of("TSK-01", discussed(makers=())) == UNDETERMINED
    assert of("TSK-01", skipped) == VIOLATED
    assert of("TSK-01", skipped, on=1) == NOT_APPLICABLE
    assert of("TSK-01", own) == NOT_APPLICABLE


def test_tsk_01_whoever_decides_sat_there() -> None:
    """A decision by others than the decision makers of the FGD is found, with its day."""
    held = begun().hold(Stage.FGD, decision_makers=["kemenkeu"], on=day(1), basis="minutes")
    (finding,) = judged("TSK-01", held.hold(Stage.DECISION, on=day(2), basis=""), on=day(2))

    assert (finding.status, finding.who, finding.when) == (Status.VIOLATED, "apbn", day(2))
    assert finding.because[0] == "decided by kominfo, none of the decision makers"


def test_tsk_02_every_task_has_an_agency() -> None:
    """A division left out is found, and so is a task that nobody holds."""
    (finding,) = judged("TSK-02", divided(), on=day(3))
    half = Allocation.of({"story": "kemdikbud"}, tasks=WORK, agencies=READY)
    forced = Programme(
        "apbn", LAX, (*discussed().events, WorkDivided(half, on=day(3), basis="minutes"))
    )
    (task,) = judged("TSK-02", forced, on=day(3))

    assert finding.because[0] == "2 tasks with 2 agencies"
    assert of("TSK-02", discussed()) == NOT_APPLICABLE
    assert of("TSK-02", divided(), on=2) == NOT_APPLICABLE
    assert of("TSK-02", published(discussed())) == VIOLATED
    late = published(discussed()).divide(DIVISION, on=day(9), basis="minutes")
    assert of("TSK-02", late) == VIOLATED
    assert (task.status, task.because[0]) == (Status.VIOLATED, "nobody holds tables")


def test_tsk_03_the_division_is_agreed() -> None:
    """Answers may be out until the next stage; a refusal, or moving on without them, is found."""
    refused = divided().refuse("kemenkeu", reason="no studio", on=day(4))
    moved_on = divided().hold(Stage.CONTENT, on=day(6), basis="minutes")
    (waiting,) = judged("TSK-03", divided(), on=day(3))
    (finding,) = judged("TSK-03", refused, on=day(4))

    assert of("TSK-03", agreed()) == HOLDS
    assert of("TSK-03", discussed()) == NOT_APPLICABLE
    assert waiting.status is Status.UNDETERMINED
    assert waiting.because == (
        "who accepted the tasks (the answer of kemdikbud and kemenkeu)",
        "kesediaan pemegang tugas (jawaban dari kemdikbud dan kemenkeu)",
    )
    assert (finding.status, finding.because[0]) == (
        Status.VIOLATED,
        "not agreed by kemdikbud and kemenkeu",
    )
    assert of("TSK-03", moved_on) == VIOLATED
    assert of("TSK-03", moved_on, on=5) == UNDETERMINED
    assert of("TSK-03", published(divided())) == VIOLATED


def test_tsk_04_inside_before_outside() -> None:
    """Whoever holds a task has confirmed the base information when the programme goes public."""
    told = agreed().acknowledge("kemdikbud", version=1, on=day(6))
    all_told = told.acknowledge("kemenkeu", version=1, on=day(9))
    unshared = begun().brief(["kemenkeu"], version=1, on=day(5))
    (finding,) = judged("TSK-04", published(told), on=day(9))

    assert of("TSK-04", published(all_told)) == HOLDS
    assert of("TSK-04", published(all_told), on=8) == NOT_APPLICABLE
    assert (finding.because[0], finding.when) == (
        "published before kemenkeu confirmed version 1 of the base information",
        day(9),
    )
    assert of("TSK-04", published(divided())) == VIOLATED * 2
    assert of("TSK-04", published(discussed())) == VIOLATED
    assert of("TSK-04", published(unshared)) == UNDETERMINED
