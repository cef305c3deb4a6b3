from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given

from bakohumas.errors import MODEL, ProgrammeError
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    Allocation,
    Begun,
    MembersBriefed,
    Programme,
    Stage,
    StageHeld,
    Task,
    TasksAccepted,
    WorkDivided,
    allocate,
)
from bakohumas.testing import programmes

NATIONAL = charter("national")
SILENT = Charter("silent", ("Nothing laid down", "Tanpa ketentuan"), ())
READY = (Agency("kemdikbud", 1, ["schools"]), Agency("kemenkeu", 1))
WORK = (Task("story", needs=["schools"]), Task("tables"))
DIVISION = allocate(WORK, READY)
FIRST = date(2018, 7, 2)
JOINT = tuple(stage for stage in Stage if stage not in {Stage.PLANNING, Stage.COMMUNICATION})


def day(number: int) -> date:
    """The day so many days after the beginning."""
    return FIRST + timedelta(number)


def begun(rules: Charter = NATIONAL, *, funder: str = "") -> Programme:
    """A programme on its first day."""
    return Programme.begin(
        "apbn",
        title=("Results of the budget", "Capaian APBN"),
        charter=rules,
        initiator="kominfo",
        funder=funder,
        on=FIRST,
        basis=Citation("seed 0"),
    )


def decided(programme: Programme) -> Programme:
    """The programme after FGD and decision."""
    makers = ["kemenkeu", "kemdikbud"]
    return programme.hold(Stage.FGD, decision_makers=makers, on=day(1), basis="minutes").hold(
        "decision", by=["kominfo", "kemenkeu"], on=day(2), basis="minutes"
    )


def divided() -> Programme:
    """The programme with its tasks divided, and nobody's answer yet."""
    return decided(begun()).divide(DIVISION, on=day(3), basis="minutes")


def informed() -> Programme:
    """The programme agreed by all, with its holders of tasks briefed."""
    return (
        divided()
        .accept("kemdikbud", on=day(4))
        .accept("kemenkeu", on=day(5), basis="letter")
        .brief(["kemenkeu", "kemdikbud"], version=1, on=day(6))
    )


def test_the_stages_follow_the_order_of_the_documents() -> None:
    """From research to evaluation, with labels in both languages."""
    assert [str(stage) for stage in Stage] == [
        "research",
        "fgd",
        "decision",
        "division",
        "internal_communication",
        "common_frame",
        "strategy",
        "planning",
        "content",
        "dissemination",
        "communication",
        "evaluation",
    ]
    assert [stage.position for stage in Stage] == list(range(12))
    assert all(stage.label("en") and stage.label("id") for stage in Stage)


@given(programmes())
def test_a_programme_is_what_its_events_say(programme: Programme) -> None:
    """Replaying the events through the rules gives the same programme and the same answers."""
    replayed = Programme.replay(programme.id, programme.events, charter=programme.charter)

    assert replayed == programme
    assert replayed.explain("id") == programme.explain("id")
    assert (replayed.skipped, replayed.pairs()) == (programme.skipped, programme.pairs())


@given(programmes())
def test_the_past_does_not_change(programme: Programme) -> None:
    """What a programme says of a day is what it said on the evening of that day."""
    for event in programme.events:
        on = event.on
        then = attrs.evolve(programme, events=tuple(e for e in programme.events if e.on <= on))
        assert programme.stage_on(on) == then.stage_on(date.max)
        assert programme.division_on(on) == then.division_on(date.max)
        assert programme.agreement_on(on) == then.agreement_on(date.max)
        assert programme.agreement_on(on).complete == then.agreed
        assert programme.unacknowledged(on) == then.unacknowledged(date.max)


@given(programmes())
def test_stages_only_move_forward_and_are_held_or_skipped(programme: Programme) -> None:
    """Up to the stage reached each was held or skipped; no skipped one was bound then."""
    days = sorted({event.on for event in programme.events})
    stages = [stage for on in days if (stage := programme.stage_on(on))]
    held = {event.enters for event in programme.events if event.enters}
    last = stages[-1].position if stages else -1
    reached = [stage for stage in JOINT if stage.position <= last]
    rule = programme.charter.find("programme.stages", on=FIRST)
    binding = set(rule.value) if rule and isinstance(rule.value, tuple) else set()

    assert [stage.position for stage in stages] == sorted(stage.position for stage in stages)
    excused = {Stage.FGD} if programme.own else set()
    assert set(reached) | excused == held | set(programme.skipped) | excused
    assert not (binding | excused) & set(programme.skipped)


@given(programmes())
def test_pairs_are_told_once_and_never_to_oneself(programme: Programme) -> None:
    """Each (speaker, hearer) stands once, in order, between two different codes."""
    pairs = programme.pairs()

    assert list(pairs) == sorted(set(pairs))
    assert all(speaker != hearer for speaker, hearer in pairs)


def test_a_programme_goes_its_way_to_the_end() -> None:
    """Under the national charter the ten stages can be held, and every answer is kept."""
    researched = begun().hold("research", on=FIRST, basis="seed 2")
    history = (*researched.events, *informed().events[1:])
    programme = Programme.replay("apbn", history, charter=NATIONAL).acknowledge(
        "kemenkeu", version=1, on=day(7)
    )
    for stage in ("common_frame", "strategy", "content", "dissemination", "evaluation"):
        programme = programme.hold(stage, by=["kemenkeu", "kemdikbud"], on=day(8), basis="seed 0")

    assert programme.skipped == ()
    assert programme.agreed
    assert programme.stage_on(day(-1)) is None
    assert programme.stage_on(day(5)) is Stage.DIVISION
    assert programme.stage_on(day(9)) is Stage.EVALUATION
    assert programme.division_on(day(2)) is None
    assert programme.division_on(day(3)) == DIVISION
    assert not programme.agreement_on(day(4)).complete
    assert (str(programme), programme.label("id")) == ("apbn", "Capaian APBN")


def test_who_talks_to_whom() -> None:
    """Initiator and decision makers speak in the FGD; a frame is shared by all who sit there."""
    programme = divided().accept("kemenkeu", on=day(4)).accept("kemdikbud", on=day(4))
    programme = programme.brief(["bps"], version=1, on=day(5))
    programme = programme.acknowledge("bps", version=1, on=day(5))
    framed = programme.hold("common_frame", by=["iprahumas", "bps"], on=day(6), basis="seed 0")

    assert begun().pairs() == ()
    assert set(programme.pairs()) == {
        (one, other)
        for agency in ("kemdikbud", "kemenkeu", "bps")
        for one, other in (("kominfo", agency), (agency, "kominfo"))
    }
    assert set(framed.pairs()) - set(programme.pairs()) == {
        ("bps", "iprahumas"),
        ("iprahumas", "bps"),
        ("iprahumas", "kominfo"),
        ("kominfo", "iprahumas"),
    }


def test_a_stage_that_binds_cannot_be_skipped() -> None:
    """The refusal names what would be skipped, the provision and its grade, and what to do."""
    with pytest.raises(ProgrammeError) as refusal:
        begun().hold("content", on=day(1), basis="none")

    assert str(refusal.value) == (
        "apbn on 2018-07-03, making of content, held by kominfo: it would skip "
        "FGD of decision makers, decision, division of tasks and internal communication "
        "[seed 0 (grade C)]; hold the FGD of decision makers first, or override "
        "programme.stages in the charter"
    )


def test_a_stage_that_does_not_bind_is_kept_as_skipped() -> None:
    """Research is no provision of the charter; without provisions nothing binds."""
    programme = begun(SILENT).hold("dissemination", on=day(1), basis="none")

    assert decided(begun()).skipped == (Stage.RESEARCH,)
    assert programme.skipped == JOINT[:8]
    assert programme.brief(["bps"], version=1, on=day(2)).skipped == JOINT[:8]
    assert programme.brief(["bps"], version=1, on=day(2)).stage_on(day(2)) is Stage.DISSEMINATION


def test_an_own_programme_needs_no_fgd() -> None:
    """Whoever begins and pays for a programme decides alone; nothing else is excused."""
    programme = begun(funder="kominfo").hold("decision", on=day(1), basis="own budget")

    assert (programme.own, programme.funder) == (True, "kominfo")
    assert not begun(funder="kemenkeu").own
    assert programme.skipped == (Stage.RESEARCH,)
    with pytest.raises(ProgrammeError, match="it would skip FGD of decision makers "):
        begun(funder="kemenkeu").hold("decision", on=day(1), basis="own budget")
    with pytest.raises(ProgrammeError, match="it would skip division of tasks"):
        programme.brief(["kemenkeu"], version=1, on=day(1))


def test_nothing_is_told_before_all_have_agreed() -> None:
    """Dissemination waits for every holder of a task where the charter's provision binds."""
    waiting = (
        divided()
        .accept("kemdikbud", on=day(4))
        .brief(["kemdikbud"], version=1, on=day(5))
        .refuse("kemenkeu", reason="no staff", on=day(6), basis="letter")
    )
    no_rule = Provision("programme.agreement", False, Period(None), Citation("SK 1/2018"), Grade.C)
    with pytest.raises(ProgrammeError) as refusal:
        waiting.hold("dissemination", on=day(7), basis="none")

    assert str(refusal.value) == (
        "apbn on 2018-07-09, dissemination, held by kominfo: no agreement to the division of "
        "tasks yet from kemenkeu [seed 0 (grade C)]; let them accept their tasks, or divide the "
        "tasks anew"
    )
    lax = attrs.evolve(waiting, charter=NATIONAL.override(no_rule))
    assert lax.hold("dissemination", on=day(7), basis="none").skipped[1:] == (
        Stage.COMMON_FRAME,
        Stage.STRATEGY,
        Stage.CONTENT,
    )
    accepted = waiting.accept("kemenkeu", on=day(8))
    assert accepted.agreed
    assert accepted.hold("dissemination", on=day(8), basis="none").stage_on(day(8))


def test_a_new_division_asks_only_those_it_concerns() -> None:
    """Whoever's tasks stay the same has agreed already; the others answer again."""
    ready = (*READY, Agency("bps", 2))
    answered = divided().accept("kemdikbud", on=day(4)).refuse("kemenkeu", reason="no", on=day(4))
    again = Allocation.of({"story": "kemdikbud", "tables": "bps"}, tasks=WORK, agencies=ready)
    moved = answered.divide(again, on=day(5), basis="minutes")

    assert answered.agreement_on(day(4)).refused == {"kemenkeu": "no"}
    assert answered.agreement_on(day(4)).missing == ("kemenkeu",)
    assert moved.agreement_on(day(5)).accepted == ("kemdikbud",)
    assert moved.agreement_on(day(5)).pending == ("bps",)
    assert moved.accept("bps", on=day(5)).agreed
    assert not begun().agreed


def test_who_has_not_acknowledged_this_version() -> None:
    """Holders of tasks stand there until they confirm the newest version; nothing is refused."""
    programme = informed().acknowledge("kemdikbud", version=1, on=day(7))
    renewed = programme.brief(["kemdikbud"], version=2, on=day(8))
    own_work = Allocation.of(
        {"story": "kominfo"}, tasks=[Task("story")], agencies=[Agency("kominfo", 1)]
    )
    alone = decided(begun()).divide(own_work, on=day(3), basis="minutes")

    assert begun().unacknowledged(FIRST) == ()
    assert divided().unacknowledged(day(3)) == ("kemdikbud", "kemenkeu")
    assert programme.unacknowledged(day(7)) == ("kemenkeu",)
    assert renewed.unacknowledged(day(8)) == ("kemdikbud", "kemenkeu")
    assert alone.unacknowledged(day(3)) == ("kominfo",)
    assert alone.brief(["bps"], version=1, on=day(4)).unacknowledged(day(4)) == ()
    assert programme.hold("dissemination", on=day(8), basis="none").stage_on(day(8))


@pytest.mark.parametrize(
    ("verb", "why", "advice"),
    [
        (
            lambda: divided().accept("kemenkeu", on=FIRST),
            "the last event is of 2018-07-05",
            "date it on 2018-07-05 or later",
        ),
        (
            lambda: divided().hold("fgd", on=day(4), basis="none"),
            "the programme has reached the division of tasks",
            "hold the division of tasks or a later stage",
        ),
        (
            lambda: divided().accept("bps", on=day(4)),
            "bps has no duty in any task",
            "duties are held by kemdikbud and kemenkeu",
        ),
        (
            lambda: begun().refuse("bps", reason="no staff", on=day(4)),
            "bps has no duty in any task",
            "divide the tasks first",
        ),
        (
            lambda: informed().acknowledge("kemenkeu", version=2, on=day(7)),
            "kemenkeu was not given version 2",
            "brief it first",
        ),
        (
            lambda: (
                informed().brief(["bps"], version=3, on=day(7)).brief(["bps"], version=2, on=day(7))
            ),
            "version 3 was given out already",
            "give out version 3 or a later one",
        ),
        (
            lambda: decided(begun()).divide(
                Allocation.of({"story": "kemenkeu"}, tasks=WORK, agencies=READY),
                on=day(3),
                basis="none",
            ),
            "tables has no agency; story goes to kemenkeu, which lacks the skill for it",
            "correct the division, or make one with allocate()",
        ),
    ],
)
def test_what_cannot_follow_is_refused(
    verb: Callable[[], Programme], why: str, advice: str
) -> None:
    """The model's own refusals say so, and say what to do."""
    with pytest.raises(ProgrammeError) as refusal:
        verb()

    assert (refusal.value.why, refusal.value.basis, refusal.value.advice) == (why, MODEL, advice)


def test_a_stage_may_take_more_than_one_session() -> None:
    """The stage that is running may be held again, on a later day."""
    programme = begun().hold("fgd", on=day(1), basis="a").hold("fgd", on=day(2), basis="b")

    assert programme.skipped == (Stage.RESEARCH,)
    assert [event.basis for event in programme.events] == ["seed 0", "a", "b"]


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        (
            lambda: begun().hold("party", on=day(1), basis="none"),
            "stage must be one of research, fgd, .*, evaluation, got 'party'",
        ),
        (lambda: begun().hold("division", on=day(1), basis="none"), r"held by divide\(\)"),
        (lambda: StageHeld(Stage.FGD, (), on=FIRST), "by"),
        (
            lambda: StageHeld(Stage.CONTENT, ["a"], ["b"], on=FIRST),
            "decision makers are recorded of the FGD, not of content",
        ),
        (lambda: WorkDivided(allocate([], READY), on=FIRST), "at least one task"),
        (lambda: divided().refuse("kemenkeu", reason=" ", on=day(4)), "reason"),
        (lambda: MembersBriefed(["a"], 0, on=FIRST), "version"),
        (lambda: MembersBriefed([], 1, on=FIRST), "members"),
        (lambda: TasksAccepted("", on=FIRST), "agency"),
        (
            lambda: Programme("p", SILENT, (TasksAccepted("a", on=FIRST),)),
            "the first event of a programme, and no other, is its beginning",
        ),
        (lambda: Programme.replay("p", (), charter=SILENT), "no other, is its"),
        (
            lambda: Programme.replay("p", begun().events * 2, charter=SILENT),
            "is its beginning",
        ),
    ],
)
def test_slips_are_errors_of_the_caller(slip: Callable[[], object], message: str) -> None:
    """A stage that is none, an empty list, a blank reason: plain value errors."""
    with pytest.raises(ValueError, match=message):
        slip()


def test_a_programme_tells_itself() -> None:
    """The story names day, stage, codes and basis, in both languages."""
    programme = (
        informed()
        .acknowledge("kemenkeu", version=1, on=day(7))
        .refuse("kemdikbud", reason="no studio", on=day(8))
    )

    assert programme.explain() == (
        "Results of the budget\n"
        "- 2 July 2018: begun by kominfo [seed 0]\n"
        "- 3 July 2018: FGD of decision makers, held by kominfo; "
        "present: kemdikbud and kemenkeu [minutes]\n"
        "- 4 July 2018: decision, held by kemenkeu and kominfo [minutes]\n"
        "- 5 July 2018: division of tasks proposed — kemdikbud: story; kemenkeu: tables [minutes]\n"
        "- 6 July 2018: kemdikbud agrees\n"
        "- 7 July 2018: kemenkeu agrees [letter]\n"
        "- 8 July 2018: base information sent to kemdikbud and kemenkeu (version 1)\n"
        "- 9 July 2018: kemenkeu acknowledges version 1\n"
        "- 10 July 2018: kemdikbud refuses: no studio\n"
        "skipped: research\n"
        "agreed: kemenkeu; refused: kemdikbud (no studio)"
    )
    assert begun(funder="kemenkeu").explain("id") == (
        "Capaian APBN\n- 2 Juli 2018: dimulai oleh kominfo, dibiayai kemenkeu [seed 0]"
    )
    assert (
        divided()
        .explain("id")
        .endswith("dilewati: riset\nsetuju: tidak ada; menunggu: kemdikbud dan kemenkeu")
    )


def test_a_programme_lists_its_events() -> None:
    """One plain row an event, with codes and words."""
    untitled = Programme(
        "p", SILENT, (Begun(("", ""), "kominfo", on=FIRST), TasksAccepted("a", on=day(1)))
    )

    assert divided().rows("id")[3] == {
        "on": "2018-07-05",
        "event": "work_divided",
        "stage": "division",
        "who": ["kemdikbud", "kemenkeu"],
        "text": "pembagian tugas diusulkan — kemdikbud: story; kemenkeu: tables",
        "basis": "minutes",
    }
    assert informed().rows()[6]["who"] == ["kemdikbud", "kemenkeu"]
    assert divided().rows()[1]["who"] == ["kemdikbud", "kemenkeu", "kominfo"]
    assert informed().acknowledge("kemenkeu", version=1, on=day(7)).rows()[7]["who"] == ["kemenkeu"]
    refused = divided().refuse("kemenkeu", reason="no staff", on=day(4))
    assert refused.rows()[4]["who"] == ["kemenkeu"]
    assert untitled.label() == "p"
    assert [(row["stage"], row["who"]) for row in untitled.rows()] == [
        ("", ["kominfo"]),
        ("", ["a"]),
    ]
