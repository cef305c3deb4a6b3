from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given

from bakohumas.errors import ProgrammeError, UnknownNameError
from bakohumas.law import Charter, Citation, Grade, Provision, Scope, charter, norm
from bakohumas.periods import Period
from bakohumas.programmes import (
    STAGES,
    Achievement,
    Agency,
    BriefingAcknowledged,
    FrameAgreed,
    MembersBriefed,
    Programme,
    Published,
    Remark,
    ResultsEvaluated,
    Stage,
    StageHeld,
    StrategyWritten,
    Task,
    allocate,
)
from bakohumas.testing import programmes

FIRST = date(2018, 7, 2)
LAX = Charter("lax", ("Binds nothing", "Tidak mengikat"), ())
CYCLE = ("research", "planning", "communication", "evaluation")
DIVISION = allocate(
    [Task("clip"), Task("story", cost={"bps": 1})], [Agency("bps", 1), Agency("rri", 1)]
)
SPOTS = Achievement("rri", ("spots sent", "spot tersiar"), 120, "spots", "RRI report")
TRUST = Achievement("bps", ("more trust", "kepercayaan naik"))


def day(number: int) -> date:
    """The day so many days after the beginning."""
    return FIRST + timedelta(number)


def begun(rules: Charter = LAX, **more: Any) -> Programme:  # noqa: ANN401 - of Programme.begin
    """A programme on its first day."""
    title = ("Budget", "APBN")
    beginning = {"initiator": "kominfo", "on": FIRST, "basis": "invented", **more}
    return Programme.begin("apbn", title=title, charter=rules, **beginning)


def divided(rules: Charter = LAX, **more: Any) -> Programme:  # noqa: ANN401 - of Programme.begin
    """A programme with its tasks divided, agreed, and a first version of the base information."""
    makers = ["bps", "rri"]
    return (
        begun(rules, **more)
        .hold("research", on=day(0), basis="invented")
        .hold("fgd", decision_makers=makers, on=day(1), basis="invented")
        .hold("decision", by=makers, on=day(2), basis="invented")
        .divide(DIVISION, on=day(3), basis="invented")
        .accept("bps", on=day(4))
        .accept("rri", on=day(4))
        .brief(makers, version=1, on=day(5))
    )


def whole() -> Programme:
    """A programme in which nothing is left out and everybody is told."""
    told = divided(charter("national"))
    for agency in ("bps", "rri"):
        told = told.acknowledge(agency, version=1, on=day(6))
    told = told.agree_frame(
        "untuk-rakyat", professionals=["perhumas"], officers=["bps"], on=day(7), basis="invented"
    )
    for agency in ("bps", "rri"):
        told = told.write_strategy(agency, own_need="trust", public_need="facts", on=day(8))
    told = told.hold("content", by=["bps", "rri"], on=day(9), basis="invented")
    told = told.publish(["bps", "rri"], to=["public"], content="rilis-1", on=day(10))
    return told.evaluate(outputs=[SPOTS], outcomes=[TRUST], on=day(20), basis="invented")


def rules_of(programme: Programme, on: date = date.max) -> list[str]:
    """Ids of the rules that a programme leaves something to say about."""
    return [each.rule for each in programme.remarks(on)]


def test_every_stage_says_what_it_needs_and_gives_by_a_rule() -> None:
    """Each stage stands in the table once, by a norm whose source is a document we have."""
    assert list(STAGES) == list(Stage)
    for stage, procedure in STAGES.items():
        assert procedure.stage is stage
        assert procedure.norm.grade is Grade.C
        assert set(procedure.norm.sources) <= {"seed 0", "seed 2"}
        assert len({*procedure.needs, *procedure.gives}) == 4
    assert STAGES[Stage.STRATEGY].explain("id") == (
        "strategi komunikasi anggota: memerlukan frame yang sama, serta kebutuhan organisasi dan "
        "masyarakat; menghasilkan strategi setiap anggota; diputuskan oleh setiap anggota untuk "
        "dirinya sendiri [TSK-06, seed 0 (tingkat C)]"
    )
    assert STAGES[Stage.FGD].explain().startswith("FGD of decision makers: needs decision makers")


def test_a_programme_that_leaves_nothing_out_leaves_nothing_to_say() -> None:
    """From research to evaluation under the national charter, with everybody told in time."""
    programme = whole()

    assert programme.remarks(date.max) == ()
    assert programme.skipped == ()
    assert (programme.frame_on(day(6)), programme.frame_on(day(7))) == ("", "untuk-rakyat")
    assert programme.stage_on(day(20)) is Stage.EVALUATION
    assert programme.explain("id").splitlines()[-7:] == [
        "- 9 Juli 2018: frame untuk-rakyat disepakati oleh bps dan perhumas [invented]",
        "- 10 Juli 2018: bps menyusun strategi: bagi organisasi trust; bagi masyarakat facts",
        "- 10 Juli 2018: rri menyusun strategi: bagi organisasi trust; bagi masyarakat facts",
        "- 11 Juli 2018: pembuatan konten, diselenggarakan oleh bps dan rri [invented]",
        "- 12 Juli 2018: rilis-1 dipublikasikan oleh bps dan rri (informasi dasar versi 1)",
        (
            "- 22 Juli 2018: evaluasi: output rri: spot tersiar (120 spots); "
            "outcome bps: kepercayaan naik [invented]"
        ),
        "setuju: bps dan rri",
    ]


@given(programmes())
def test_a_publication_is_remarked_when_somebody_did_not_know(programme: Programme) -> None:
    """Exactly when a holder of a task, at that moment, had not confirmed the version published."""
    wanted = []
    for number, event in enumerate(programme.events):
        before = attrs.evolve(programme, events=programme.events[:number] or programme.events[:1])
        briefings = [each for each in before.events if isinstance(each, MembersBriefed)]
        newest = max((each.version for each in briefings), default=0)
        if isinstance(event, StageHeld) and event.stage is Stage.DISSEMINATION:
            version = newest
        elif isinstance(event, Published):
            version = event.version
        else:
            continue
        confirmed = {
            each.member
            for each in before.events
            if isinstance(each, BriefingAcknowledged) and each.version == version
        }
        division = before.division_on(date.max)
        holders = set(division.shares) if division else set()
        unknowing = holders - confirmed - ({"kominfo"} if version else set())
        wanted += [event.on] * (bool(unknowing) + (version < newest))
    said = [each for each in programme.remarks(date.max) if each.rule == "TSK-04" and each.when]

    assert [each.when for each in said] == wanted


@given(programmes())
def test_remarks_of_a_day_are_those_of_its_evening(programme: Programme) -> None:
    """What came later changes nothing of what was to be said; all is in both languages."""
    for event in programme.events:
        until = tuple(each for each in programme.events if each.on <= event.on)
        then = attrs.evolve(programme, events=until)
        assert programme.remarks(event.on) == then.remarks(date.max)
    for remark in programme.remarks(date.max):
        assert remark.norm is norm(remark.rule)
        assert remark.explain() != remark.explain("id")
        assert remark.row("id")["because"] == remark.because[1]


def test_what_was_left_out_is_told_by_its_rule() -> None:
    """Skipped stages where nothing binds, and an FGD that an own programme does not need."""
    bare = begun().hold("dissemination", on=day(1), basis="none")
    served = ["campaign", "educate", "educate"]
    own = begun(initiator="dinkes", funder="dinkes", helped_by=["bakohumas-63"], serves=served)
    own = own.hold("decision", on=day(1), basis="own budget")

    assert rules_of(bare) == [
        *["TSK-16", "TSK-01", "TSK-01", "TSK-02", "TSK-04", "TSK-05", "TSK-06", "TSK-07"]
    ]
    assert bare.remarks(day(1))[3].explain("id") == (
        "TSK-02 [wajib; seed 0 (tingkat C)]: pembagian tugas dilewati"
    )
    assert (own.own, own.helped_by, rules_of(own)) == (True, ("bakohumas-63",), ["TSK-16"])
    assert own.serves == ("educate", "campaign")
    assert own.events[0].explain() == (
        "begun by dinkes, paid by dinkes, helped by bakohumas-63; serves education and campaigns"
    )
    assert own.events[0].explain("id").endswith("; untuk edukasi dan kampanye")


def test_a_rule_of_other_bodies_is_not_held_against_one() -> None:
    """TSK-01 speaks of the national body alone; a province is not told of it."""
    provincial = attrs.evolve(LAX, scope=Scope.PROVINCIAL)
    national = attrs.evolve(LAX, scope=Scope.NATIONAL)

    skipping = [
        begun(rules).hold("decision", on=day(1), basis="x") for rules in (provincial, national)
    ]
    assert [rules_of(each) for each in skipping] == [["TSK-16"], ["TSK-16", "TSK-01"]]


def test_decisions_are_for_decision_makers() -> None:
    """An FGD without them, and a decision without any of them, are told."""
    empty = begun().hold("research", on=FIRST, basis="x").hold("fgd", on=day(1), basis="x")
    alone = empty.hold("fgd", decision_makers=["bps"], on=day(2), basis="x").hold(
        "decision", on=day(3), basis="x"
    )

    assert rules_of(empty) == ["TSK-01"]
    assert [str(each) for each in alone.remarks(day(3))] == [
        "TSK-01 [should; seed 0 (grade C)]: 3 July 2018: an FGD without decision makers",
        (
            "TSK-01 [should; seed 0 (grade C)]: 5 July 2018: "
            "decided by kominfo, none of the decision makers"
        ),
    ]


def test_publishing_before_all_know_is_told() -> None:
    """On no base information, before a holder confirmed this version, or on an old version."""
    ready = divided().acknowledge("bps", version=1, on=day(6))
    early = ready.publish(["bps"], on=day(7))
    renewed = ready.acknowledge("rri", version=1, on=day(7)).brief(["bps"], version=2, on=day(8))
    outdated = renewed.publish(["bps"], version=1, on=day(9))
    unagreed = begun().divide(DIVISION, on=day(1), basis="x").publish(["bps"], on=day(2))

    assert [each.because[0] for each in early.remarks(day(7)) if each.when] == [
        "published before rri confirmed version 1 of the base information"
    ]
    assert [each.because[1] for each in outdated.remarks(day(9)) if each.when] == [
        "terbit dengan versi 1 setelah versi 2 dibagikan"
    ]
    assert [each.because for each in unagreed.remarks(day(2)) if each.when] == [
        (
            "published before bps and rri had any base information",
            "terbit sebelum bps dan rri menerima informasi dasar",
        ),
        ("published before bps and rri agreed", "terbit sebelum bps dan rri setuju"),
    ]
    assert ready.publish(["bps"], to=["public"], on=day(7)).pairs()[0] == ("bps", "kominfo")
    assert ("bps", "public") in ready.publish(["bps"], to=["public"], on=day(7)).pairs()


def test_a_frame_and_strategies_have_two_sides_each() -> None:
    """No frame, a table with one side, a strategy that is missing or answers one need."""
    sat = divided().hold("common_frame", by=["bps"], on=day(6), basis="x")
    framed = sat.agree_frame("untuk-rakyat", officers=["bps"], on=day(7), basis="x")
    other = sat.agree_frame("untuk-rakyat", professionals=["perhumas"], on=day(7), basis="x")
    written = framed.write_strategy("bps", own_need="trust", on=day(8))
    past = written.write_strategy("kominfo", public_need="facts", on=day(8)).hold(
        "content", on=day(9), basis="x"
    )

    assert [each.because[0] for each in sat.remarks(day(6))] == [
        "they sat together and named no frame"
    ]
    assert [each.because[0] for each in framed.remarks(day(7))] == [
        "frame untuk-rakyat: no PR professionals"
    ]
    assert [each.because for each in other.remarks(day(7))] == [
        (
            "frame untuk-rakyat: no functional PR officers",
            "frame untuk-rakyat: tanpa fungsional pranata humas",
        )
    ]
    assert [(each.who, each.because[0]) for each in past.remarks(day(9))[1:]] == [
        ("rri", "no strategy"),
        ("bps", "its strategy answers no need of the public"),
        ("kominfo", "its strategy answers no need of its own"),
    ]
    assert rules_of(written) == ["TSK-05", "TSK-06"]
    assert ("perhumas", "kominfo") in other.pairs()
    assert StrategyWritten("bps", on=FIRST).explain() == "bps has a strategy"


def test_outputs_are_told_apart_from_outcomes() -> None:
    """An evaluation without outputs, or without outcomes, is told; nothing stands on both sides."""
    ready = whole()
    before = attrs.evolve(ready, events=ready.events[:-1])
    spoken = before.hold("evaluation", on=day(20), basis="x")
    made = before.evaluate(outputs=[SPOTS], on=day(20), basis="x")

    assert [each.because[0] for each in spoken.remarks(day(20))] == ["no output told"]
    assert [each.because[0] for each in made.remarks(day(20))] == [
        "no outcome told apart from the outputs"
    ]
    assert ready.events[-1].who == ("bps", "rri")
    assert list(ready.events[-1].pairs("kominfo")) == [("bps", "kominfo"), ("rri", "kominfo")]
    with pytest.raises(ValueError, match="an output is what was made, an outcome what came of it"):
        before.evaluate(outputs=[SPOTS], outcomes=[SPOTS], on=day(20), basis="x")


def test_the_commission_goes_through_the_short_cycle() -> None:
    """Research, planning, communication, evaluation: none is skipped, and no others are missed."""
    kpu = begun(charter("kpu_ri")).hold("research", on=FIRST, basis="seed 2")
    with pytest.raises(ProgrammeError) as refusal:
        kpu.publish(["kpu"], on=day(1))
    planned = kpu.divide(DIVISION, on=day(1), basis="x").hold("planning", on=day(2), basis="x")
    public = planned.publish(["kpu"], version=0, on=day(3))
    done = public.evaluate(outputs=[SPOTS], outcomes=[TRUST], on=day(4), basis="x")

    assert str(refusal.value) == (
        "apbn on 2018-07-03, published by kpu (base information of version 0): it would skip "
        "planning [seed 2 (grade C)]; hold the planning first, or override programme.stages in "
        "the charter"
    )
    assert [str(each.enters) for each in done.events if each.enters] == [
        "research",
        "division",
        *CYCLE[1:],
    ]
    assert done.skipped == ()
    assert public.stage_on(day(3)) is Stage.COMMUNICATION
    assert (
        public.hold("communication", on=day(3), basis="x").stage_on(day(3)) is Stage.COMMUNICATION
    )
    assert rules_of(done) == ["TSK-04", "TSK-03"]
    with pytest.raises(ProgrammeError, match="it would skip communication"):
        planned.evaluate(on=day(4), basis="x")
    for name in ("kpu_province", "kpu_regency"):
        assert charter(name).value("programme.order", on=FIRST) == CYCLE


def test_an_order_without_a_public_stage_still_goes_public() -> None:
    """What is published enters the dissemination where a charter names none."""
    order = Provision(
        "programme.order", ("research", "party"), Period(None), Citation("SK 1"), Grade.C
    )
    programme = begun(LAX.override(order)).publish(["kpu"], on=day(1))

    assert programme.skipped == (Stage.RESEARCH,)
    assert programme.stage_on(day(1)) is Stage.DISSEMINATION


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        (lambda: Published([], 1, on=FIRST), ValueError, "by must name somebody"),
        (lambda: Published(["a"], -1, on=FIRST), ValueError, "'version' must be >= 0"),
        (
            lambda: Published(["a"], 1, stage="content", on=FIRST),
            ValueError,
            "a publication stands in the dissemination or the communication, not in content",
        ),
        (lambda: Published(["a"], 1, stage="x", on=FIRST), ValueError, "stage must be one of"),
        (lambda: FrameAgreed(" ", on=FIRST), ValueError, "frame must be a text"),
        (lambda: Achievement("a", ("x", "y"), -1), ValueError, "'amount' must be >= 0"),
        (lambda: Achievement("a", "x"), TypeError, "what must be worded in English and"),  # type: ignore[arg-type]
        (lambda: ResultsEvaluated(["x"], on=FIRST), TypeError, "outputs must be an Achievement"),  # type: ignore[list-item]
        (lambda: Remark("EVT-01", ("x", "")), ValueError, "a remark says why in English and"),
        (lambda: Remark("EVT-99", ("x", "y")).explain(), UnknownNameError, "no norm is known"),
        (lambda: begun(serves=["party"]), ValueError, "a duty that a programme serves must be one"),
        (lambda: begun(serves=7), TypeError, "what a programme serves must be an Iterable"),
        (lambda: begun(helped_by="bps"), TypeError, "a collection of codes is wanted"),
        (lambda: begun().remarks("2018"), TypeError, "the day must be a date"),  # type: ignore[arg-type]
    ],
)
def test_slips_in_what_is_told_are_told(
    slip: Callable[[], object], kind: type[Exception], words: str
) -> None:
    """A publication by nobody, a blank frame and half a remark are errors of the caller."""
    with pytest.raises(kind, match=words):
        slip()


def test_what_needs_no_audience_speaks_to_nobody() -> None:
    """A strategy is written for oneself; a publication without an audience reaches none."""
    rows = whole().rows()
    assert [row["who"] for row in rows if row["stage"] in {"strategy", "dissemination"}] == [
        ["bps"],
        ["rri"],
        ["bps", "rri"],
    ]
    assert list(StrategyWritten("bps", on=FIRST).pairs("kominfo")) == []
    assert list(Published(["bps"], 1, on=FIRST).pairs("kominfo")) == []
    assert TRUST.explain("id") == "bps: kepercayaan naik"
