from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audited import HOLDS, NOT_APPLICABLE, UNDETERMINED, VIOLATED, judged, statuses, told
from bakohumas.audit import Publication, Status, check
from bakohumas.bodies import Body
from bakohumas.content import (
    CRITERIA,
    Agenda,
    Audience,
    Channel,
    Comment,
    Content,
    Fact,
    Gap,
    Issue,
    IssueState,
    KeyMessage,
    Messages,
    Newsroom,
    Outlet,
    Registers,
    Wording,
)
from bakohumas.institutions import directory
from bakohumas.law import Charter, Scope, charter
from bakohumas.periods import Period
from bakohumas.programmes import (
    Achievement,
    Agency,
    Allocation,
    Programme,
    PublicDuty,
    Remark,
    Role,
    Slot,
    Stage,
    Task,
    TaskForce,
)
from bakohumas.testing import agendas, newsrooms, programmes, registers, task_forces

DAY = date(2018, 7, 2)
AUDITED = date(2026, 1, 1)
LAX = Charter("lax", ("binds nothing", "tidak mengikat"), ())
WORDS = ("Weigh monthly", "Timbang tiap bulan")


def governed_by(name: str) -> Body:
    """A body with two members, under a shipped charter."""
    body = Body.found("nasional", charter=charter(name), on=date(2015, 11, 2), basis="invented")
    offices = directory(on=body.opened)
    two = (offices[each] for each in ("kemenkeu", "kominfo"))
    return body.admit(*two, on=body.opened, basis="invented")


BODY = governed_by("national")
FORCE = governed_by("taskforce")


def begun(**fields: object) -> Programme:
    """A programme under a charter that binds nothing."""
    known = {"initiator": "kominfo", "title": ("Results", "Capaian"), "on": DAY, "basis": ""}
    return Programme.begin("apbn", charter=LAX, **(known | fields))  # type: ignore[arg-type]


def held(*stages: Stage) -> Programme:
    """A programme that held these stages, of which nothing more is on record."""
    programme = begun()
    for stage in stages:
        programme = programme.hold(stage, on=DAY, basis="")
    return programme


def divided(*needs: str, slots: tuple[Slot, ...] = ()) -> Programme:
    """A programme with one task."""
    task, ready = Task("clip", needs=needs, slots=slots), Agency("rri", 1, skills=needs)
    division = Allocation.of({"clip": "rri"}, tasks=[task], agencies=[ready])
    return begun().divide(division, on=DAY, basis="")


def of(rule: str, *records: object, body: Body = BODY, on: date = AUDITED) -> list[Status]:
    """The status of what a rule finds."""
    return statuses(judged(rule, body, *records, on=on))


NEEDS_NOTHING = ["TSK-05", "TSK-06", "TSK-11", "TSK-13", "TSK-16", "TSK-17", "TSK-18"]


@pytest.mark.parametrize("rule", NEEDS_NOTHING)
def test_without_a_programme_nothing_is_known(rule: str) -> None:
    """And a programme that has only begun is no matter, or tells nothing."""
    assert of(rule) == UNDETERMINED
    assert of(rule, begun()) == (UNDETERMINED if rule in {"TSK-17", "TSK-18"} else NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("rule", "stage", "key"),
    [
        ("TSK-05", Stage.COMMON_FRAME, "programme.frame"),
        ("TSK-06", Stage.STRATEGY, "programme.strategies"),
        ("TSK-11", Stage.EVALUATION, "programme.outputs"),
    ],
)
def test_a_stage_of_which_nothing_more_is_known_is_neither_kept_nor_broken(
    rule: str, stage: Stage, key: str
) -> None:
    """The datum that is missing is named; left out altogether, the stage is found."""
    before = [each for each in Stage if each.position < stage.position]
    whole = [each for each in before if each not in {Stage.DIVISION, Stage.PLANNING}]
    (finding,) = judged(rule, BODY, held(*whole, stage), on=AUDITED)

    assert (finding.status, finding.missing) == (Status.UNDETERMINED, (key,))
    after = held(Stage.EVALUATION) if stage is not Stage.EVALUATION else held(Stage.DECISION)
    assert of(rule, after) == (NOT_APPLICABLE if stage is Stage.EVALUATION else VIOLATED)


@pytest.mark.parametrize("rule", ["TSK-01", "TSK-11"])
def test_a_programme_under_another_charter_is_not_held_to_national_rules(rule: str) -> None:
    """Nor found to keep them, though it skipped what they ask for."""
    other = attrs.evolve(begun(), charter=attrs.evolve(LAX, scope=Scope.REGENCY))
    decided = other.hold(Stage.DECISION, on=DAY, basis="").evaluate(on=DAY, basis="")

    assert of(rule, decided) == NOT_APPLICABLE


def test_tsk_05_both_sides_name_a_frame() -> None:
    """A frame without functional officers is found, on its day."""
    alone = begun().agree_frame("rakyat", professionals=["perhumas"], on=DAY, basis="")
    both = alone.agree_frame("rakyat", professionals=["a"], officers=["b"], on=DAY, basis="")
    (finding,) = judged("TSK-05", BODY, alone, on=AUDITED)

    assert (finding.who, finding.when) == ("apbn", DAY)
    assert finding.because[0] == "frame rakyat: no functional PR officers"
    assert of("TSK-05", both) == VIOLATED
    kept = begun().agree_frame("rakyat", professionals=["a"], officers=["b"], on=DAY, basis="")
    (good,) = judged("TSK-05", BODY, kept, on=AUDITED)
    assert good.because == (
        "the frame of the programme: rakyat",
        "kerangka pandang program: rakyat",
    )


def test_tsk_06_who_holds_a_task_has_a_strategy() -> None:
    """Whoever has none is named, and so is the programme in which it has none."""
    other = divided().write_strategy("bps", own_need="trust", public_need="facts", on=DAY)
    later = other.hold(Stage.CONTENT, on=DAY, basis="")
    (finding,) = judged("TSK-06", BODY, later, on=AUDITED)

    assert of("TSK-06", other) == HOLDS
    assert (finding.who, finding.because) == (
        "rri",
        ("in apbn: no strategy", "dalam apbn: tanpa strategi"),
    )


def test_tsk_11_outputs_and_outcomes_are_told_apart() -> None:
    """Neither may be missing from an evaluation that says something."""
    made = Achievement("rri", ("spots", "spot"), 3)
    came = Achievement("rri", ("trust", "kepercayaan"))
    results = {"on": DAY, "basis": ""}

    assert of("TSK-11", begun().evaluate(outputs=[made], outcomes=[came], **results)) == HOLDS  # type: ignore[arg-type]
    assert of("TSK-11", begun().evaluate(outputs=[made], **results)) == VIOLATED  # type: ignore[arg-type]
    assert of("TSK-11", begun().evaluate(outcomes=[came], **results)) == VIOLATED  # type: ignore[arg-type]


def test_tsk_13_an_own_programme_is_permitted() -> None:
    """Whoever begins it pays for it; anything else is no matter."""
    own = begun(funder="kominfo", helped_by=["nasional"])
    (finding,) = judged("TSK-13", BODY, own, on=AUDITED)

    assert finding.status is Status.HOLDS
    assert finding.because[1] == "dimulai dan dibiayai kominfo, dibantu nasional"
    assert of("TSK-13", begun(funder="kemenkeu")) == NOT_APPLICABLE


def test_tsk_16_no_phase_is_skipped() -> None:
    """Research left out is found; what comes after the day of the audit does not count."""
    whole = held(Stage.RESEARCH).hold(Stage.FGD, on=date(2018, 7, 9), basis="")

    assert told(judged("TSK-16", BODY, whole, on=AUDITED)) == [("holds", "apbn")]
    assert of("TSK-16", held(Stage.FGD)) == VIOLATED
    late = begun().hold(Stage.FGD, on=date(2018, 7, 9), basis="")
    assert of("TSK-16", late, on=DAY) == NOT_APPLICABLE


def test_tsk_17_roles_are_the_seven() -> None:
    """Of tasks and of their slots; other needs are no roles."""
    slot = Slot("support", needs=["role:buzzer"], least=0)
    (finding,) = judged("TSK-17", BODY, divided(Role.ADVISOR, slots=(slot,)), on=AUDITED)

    assert finding.because[0] == "role:buzzer: none of the seven roles"
    assert of("TSK-17", divided(Role.ADVISOR, "video")) == HOLDS
    assert of("TSK-17", divided("video")) == UNDETERMINED


def serving(*duties: PublicDuty | str, name: str = "apbn") -> Programme:
    """A programme that has begun, for these duties towards the public."""
    return Programme.begin(
        name,
        title=WORDS,
        charter=charter("national"),
        initiator="kominfo",
        serves=duties,
        on=DAY,
        basis="invented",
    )


@given(st.lists(st.sets(st.sampled_from(PublicDuty)), min_size=1, max_size=4))
def test_tsk_18_is_kept_by_all_programmes_together(each: list[set[PublicDuty]]) -> None:
    """Law: five duties between them keep it; with fewer, one that is silent leaves it open."""
    put = [serving(*duties, name=f"p{number}") for number, duties in enumerate(each)]
    served = set[PublicDuty]().union(*each)
    (finding,) = judged("TSK-18", BODY, *put, on=AUDITED)

    if served == set(PublicDuty):
        assert finding.status is Status.HOLDS
    elif all(each):
        assert finding.status is Status.VIOLATED
        missing = [duty.label("id") for duty in PublicDuty if duty not in served]
        assert all(label in finding.because[1] for label in missing)
    else:
        assert finding.status is Status.UNDETERMINED


def room(*entries: object, facts: tuple[Fact, ...] = (), versions: int = 1) -> Newsroom:
    """A newsroom with one message in so many versions, an account, a site and two papers."""
    messages = Messages([KeyMessage("gizi", WORDS, on=DAY, facts=facts)])
    for number in range(1, versions):
        messages = messages.supersede("gizi", WORDS, on=DAY + timedelta(number), facts=facts)
    return Newsroom(messages).enter(
        Audience("warga", style="santai"),
        Channel("ig", "bps", "social_media", audience="warga"),
        Channel("intranet", "bps", "social_media", internal=True),
        Channel("web", "bps", "website"),
        Outlet("koran", 1, "newspaper"),
        Outlet("lokal", 2, "newspaper"),
        *entries,  # type: ignore[arg-type]
    )


def post(channel: str, name: str = "", **fields: object) -> Content:
    """A caption with the message, on a channel."""
    known = {"on": DAY, "carries": {"gizi": 1}}
    return Content(name or f"c-{channel}", "caption", "bps", channel, **(known | fields))  # type: ignore[arg-type]


def test_tsk_07_what_is_made_is_of_five_kinds() -> None:
    """Of newsrooms and publications; coverage does not count, a stage left out does."""
    advert = Publication(body="nasional", on=DAY, id="iklan-7", kind="public_service_advert")
    press = attrs.evolve(advert, id="rilis-7", kind="press_release")
    unsaid = attrs.evolve(advert, id="x", kind="")
    seen = attrs.evolve(post("koran"), kind="coverage")
    skipped = held(Stage.DISSEMINATION)

    assert of("TSK-07") == of("TSK-07", room(seen), unsaid, begun()) == UNDETERMINED
    assert of("TSK-07", room(post("ig")), on=DAY - timedelta(1)) == UNDETERMINED
    assert told(judged("TSK-07", BODY, room(post("ig")), press, advert, on=AUDITED)) == [
        ("holds", ""),
        ("violated", "iklan-7"),
    ]
    assert told(judged("TSK-07", BODY, skipped, on=AUDITED)) == [("violated", "apbn")]
    assert of("TSK-07", skipped, press) == [*HOLDS, *VIOLATED]


@pytest.mark.parametrize(
    ("ways", "status", "words"),
    [
        (("ig", "koran"), HOLDS, "on members' accounts and in first-tier media"),
        (("ig", "lokal"), VIOLATED, "in no first-tier media"),
        (("web", "koran"), VIOLATED, "on no account of a member"),
        (("intranet",), VIOLATED, "on no account of a member and in no first-tier media"),
        ((), UNDETERMINED, "the channels of the content"),
    ],
)
def test_tsk_08_through_accounts_and_first_tier(
    ways: tuple[str, ...], status: list[Status], words: str
) -> None:
    """Each message needs a member's open account and a first-tier outlet."""
    (finding,) = judged("TSK-08", BODY, room(*map(post, ways)), on=AUDITED)

    assert ([finding.status], finding.who, finding.because[0]) == (status, "gizi", words)


def test_tsk_08_a_dissemination_left_out() -> None:
    """Is found in the programme; without a message nothing is known."""
    assert told(judged("TSK-08", BODY, held(Stage.EVALUATION), on=AUDITED)) == [
        ("violated", "apbn")
    ]
    assert of("TSK-08", Newsroom()) == of("TSK-08", room(), on=DAY - timedelta(1)) == UNDETERMINED


def test_tsk_09_in_the_style_of_the_followers() -> None:
    """As far as both styles are known."""
    fit, odd = (Wording(style, {}, style=style, text=style) for style in ("santai", "formal"))
    whole = room(
        *(fit, odd),
        post("ig", "a", wording="santai"),
        post("ig", "b", wording="formal"),
        post("ig", "c"),
        post("web", "d", wording="formal"),
    )

    assert told(judged("TSK-09", BODY, whole, on=AUDITED)) == [("holds", ""), ("violated", "b")]
    assert of("TSK-09", room(fit, post("ig"), post("web", "d", wording="santai"))) == UNDETERMINED
    assert of("TSK-09", room(odd, post("ig", "b", wording="formal"))) == VIOLATED


def test_tsk_10_facts_are_verified_by_the_day() -> None:
    """A message without facts shows nothing; a fact that nobody has checked yet is found."""
    fact = Fact(("3 in 100", "3 dari 100"), "survey", "dinkes", DAY + timedelta(3))
    (finding,) = judged("TSK-10", BODY, room(facts=(fact,)), on=DAY)

    assert (finding.status, finding.who) == (Status.VIOLATED, "gizi")
    assert finding.because == ("nobody has verified: 3 in 100", "belum diverifikasi: 3 dari 100")
    assert of("TSK-10", room(facts=(fact,))) == HOLDS
    assert of("TSK-10", room()) == of("TSK-10") == UNDETERMINED


def test_tsk_12_registers_say_what_is_missing() -> None:
    """Empty ones, all four; no registers at all show nothing."""
    found = judged("TSK-12", BODY, Registers(), on=AUDITED)

    assert of("TSK-12") == UNDETERMINED
    assert [each.who for each in found] == ["issues", "practices", "programmes", "requests"]


def issue(name: str = "mudik", *, planned: date | None = None, out: date | None = None) -> Issue:
    """An issue, with steps for all states planned on a day, that came out on a day."""
    scores = {each.id: 1 for each in CRITERIA}
    one = Issue.found(name, WORDS, scores=scores, on=DAY)
    for state in IssueState if planned else ():
        one = one.plan(state, "posko", by="polri", on=planned or DAY)
    return one.move("uproar", on=out) if out else one


def test_tsk_14_what_was_planned_before() -> None:
    """On the very day is too late; what never came out and was closed is no matter."""
    day = DAY + timedelta(9)
    late, closed = issue(planned=day, out=day), issue().move("closed", on=day)
    (finding,) = judged("TSK-14", BODY, Agenda([late]), on=AUDITED)

    assert of("TSK-14") == of("TSK-14", Agenda([late]), on=DAY - timedelta(1)) == UNDETERMINED
    assert (finding.status, finding.who, finding.when) == (Status.VIOLATED, "mudik", day)
    assert of("TSK-14", Agenda([issue(planned=DAY, out=day)])) == HOLDS
    assert of("TSK-14", Agenda([issue(planned=DAY)])) == HOLDS
    assert of("TSK-14", Agenda([closed])) == NOT_APPLICABLE
    done = issue(planned=DAY, out=day).move("closed", on=day)
    assert of("TSK-14", Agenda([done])) == HOLDS
    assert of("TSK-14", Agenda([late]), on=DAY) == VIOLATED
    agenda = Agenda([issue(out=day)])
    both = of("TSK-14", agenda, Registers(agenda=agenda))
    assert both == VIOLATED * 2, "once, though the agenda stands in the registers too"


def test_tsk_15_a_task_force_is_whole() -> None:
    """Judged where the charter governs a task force; the mandate is no part of the rule."""
    whole = TaskForce(
        "mudik",
        members=["kominfo", "polri"],
        period=Period(DAY, DAY + timedelta(9)),
        flow=[("kominfo", "public")],
    ).evaluate(on=DAY + timedelta(9))

    assert of("TSK-15", whole) == NOT_APPLICABLE
    assert of("TSK-15", body=FORCE) == UNDETERMINED
    assert of("TSK-15", whole, body=FORCE) == HOLDS
    (early,) = judged("TSK-15", FORCE, whole.evaluate(on=DAY), on=AUDITED)
    assert early.because[0] == "it was evaluated before its end"
    parts = judged("TSK-15", FORCE, TaskForce("x"), on=AUDITED)
    assert statuses(parts) == VIOLATED * 3


def test_newsrooms_speak_of_the_flow_too() -> None:
    """One version told by all (FLW-04), comments answered (FLW-07), service first (FLW-08)."""
    nine = datetime.fromisoformat("2018-07-02T09:00")
    asked = Comment("k", "c-ig", nine, answered=nine + timedelta(2), by="bps")
    stale = room(
        post("ig"), post("web", on=DAY + timedelta(2), purpose="leaders"), asked, versions=2
    )

    assert told(judged("FLW-04", BODY, room(post("ig")), on=AUDITED)) == [("holds", "gizi")]
    assert told(judged("FLW-04", BODY, stale, on=AUDITED)) == [("violated", "bps")]
    (silent,) = judged("FLW-04", BODY, room(), on=AUDITED)
    assert (silent.status, silent.who) == (Status.UNDETERMINED, "gizi")
    assert silent.because == (
        "the key message (nobody has told it)",
        "pesan kunci (belum ada yang menyampaikannya)",
    )
    unasked = Publication(body="nasional", on=DAY, id="x", issue="gizi", by="bps")
    assert of("FLW-04", stale, unasked) == [*NOT_APPLICABLE, *VIOLATED]
    assert of("FLW-07", stale, on=DAY) == UNDETERMINED
    assert of("FLW-07", stale, on=DAY + timedelta(1)) == VIOLATED
    assert of("FLW-07", stale, on=DAY + timedelta(2)) == HOLDS
    assert of("FLW-07", stale, on=DAY - timedelta(1)) == UNDETERMINED
    assert of("FLW-08", room(post("web", purpose="leaders"))) == UNDETERMINED
    assert of("FLW-08", room(post("ig", purpose="leaders"))) == VIOLATED
    assert of("FLW-08", room(post("ig", purpose="education"))) == HOLDS


def answered(body: Body, record: object, rule: str, who: set[str], on: date) -> set[Status]:
    """The status of what a rule finds of somebody."""
    return {each.status for each in judged(rule, body, record, on=on) if each.who in who}


@given(programmes())
def test_what_a_programme_remarks_on_is_never_found_kept(programme: Programme) -> None:
    """Law: on every day, no rule under which a programme remarks on itself holds for it."""
    for day in sorted({each.on for each in programme.events}):
        for remark in programme.remarks(day):
            told_of = {"apbn", remark.who}
            assert Status.HOLDS not in answered(BODY, programme, remark.rule, told_of, day)


@given(task_forces())
def test_what_a_task_force_lacks_is_found(force: TaskForce) -> None:
    """Law: a task force is found whole exactly if it remarks on nothing under TSK-15."""
    remarks: list[Remark] = [each for each in force.remarks(AUDITED) if each.rule]
    found = judged("TSK-15", FORCE, force, on=AUDITED)

    assert statuses(found) == (VIOLATED * len(remarks) or HOLDS)


@given(newsrooms())
def test_what_a_newsroom_lacks_is_found(told_there: Newsroom) -> None:
    """Law: every gap under a rule on tasks and forums is found broken, or its datum missing."""
    _found(told_there, told_there.gaps(on=AUDITED))


@given(registers())
def test_what_registers_lack_is_found(kept: Registers) -> None:
    """Law: every gap of the registers is found, and nothing else is broken under TSK-12."""
    gaps = kept.gaps(on=AUDITED)
    _found(kept, gaps)
    broken = [each for each in judged("TSK-12", BODY, kept, on=AUDITED) if each.missing == ()]

    assert statuses(tuple(broken)) == (
        VIOLATED * sum(each.rule == "TSK-12" for each in gaps) or HOLDS
    )


def _found(record: object, gaps: tuple[Gap, ...]) -> None:
    for gap in gaps:
        if gap.rule[:3] != "FLW":
            found = answered(BODY, record, gap.rule, {gap.who}, AUDITED)
            assert found
            assert found <= {Status.VIOLATED, Status.UNDETERMINED}


@given(agendas())
def test_an_issue_is_kept_if_everything_was_planned(agenda: Agenda) -> None:
    """Law: TSK-14 is broken exactly by issues that came out unplanned or have unplanned states."""
    outbreaks = agenda.outbreaks(Period(None))
    late = {each.issue for each in outbreaks if each.on <= AUDITED and not each.proactive}
    unplanned = {each.id for each in agenda.ranked(on=AUDITED) if each.unplanned(on=AUDITED)}
    found = judged("TSK-14", BODY, agenda, on=AUDITED)

    assert {each.who for each in found if each.status is Status.VIOLATED} == late | unplanned


@given(newsrooms())
def test_a_whole_audit_takes_what_is_told(told_there: Newsroom) -> None:
    """Law: a newsroom, put before every rule, is no error, on any day."""
    for day in (DAY, AUDITED):
        report = check(BODY, [told_there], on=day)
        assert report.explain() != report.explain("id")
