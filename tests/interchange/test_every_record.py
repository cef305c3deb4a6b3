import json
from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.audit import (
    Act,
    Activity,
    Comment,
    Conduct,
    CoordinationGroup,
    Deed,
    Document,
    Evidence,
    FieldPlan,
    NarrativeStep,
    Nomination,
    Observed,
    PolicyHeld,
    Publication,
    Tag,
)
from bakohumas.audit import Step as Taken
from bakohumas.bodies import Body, Federation, FederationEvent, Node, Role
from bakohumas.elections import (
    IRV,
    STV,
    Acclamation,
    Approval,
    Borda,
    Candidate,
    Constraint,
    Contest,
    Contested,
    Draw,
    EmptyBox,
    Kept,
    Majority,
    Method,
    Office,
    Profile,
    RankedPairs,
    Result,
    Runoff,
    Schulze,
    TieBreak,
    commit,
    count,
    countback,
    next_highest,
)
from bakohumas.elections import Base as Share
from bakohumas.errors import FormatError, SeatError
from bakohumas.institutions import directory
from bakohumas.interchange import dumps_records, loads_records
from bakohumas.law import Citation, Grade, Provision, Scope, Threshold, charter
from bakohumas.meetings import (
    Adjourned,
    Arrived,
    Base,
    Business,
    Called,
    Closed,
    Convened,
    Counted,
    Deadlocked,
    Decision,
    Deliberated,
    Deliberation,
    Exclusion,
    Fate,
    Filled,
    FollowedUp,
    Ground,
    Kind,
    Lapsed,
    Left,
    MandateGiven,
    Matter,
    Meeting,
    Mode,
    Objected,
    Outcome,
    Presided,
    Proceeded,
    ProxyGiven,
    Quorum,
    Recalled,
    Record,
    Roll,
    Step,
    Tally,
    TeamFormed,
    Vote,
    Voted,
    Welcomed,
    verify,
)
from bakohumas.networks import InformationNetwork, Tie
from bakohumas.networks import Node as Place
from bakohumas.networks import Role as Part
from bakohumas.periods import Period
from bakohumas.scenarios import National
from bakohumas.testing import contests, methods, profiles, tie_breaks

DAY = date(2021, 3, 22)
GOLDEN = Path(__file__).parent / "every_record.json"
"""A document of version 1 as it stands for ever: what reads it today reads it tomorrow."""
LAW = Provision("meeting.quorum", "> 1/2", Period(None), Citation("SK 1/2021"), Grade.C)
QUORUM = Quorum(4, 3, LAW)
VOTES = Profile.weighted(
    {
        ("ani", "budi", "cici"): 7,
        ("budi", "cici"): 4,
        ("cici", "budi"): 3,
        ("dodi",): 1,
        (): 2,
        ("x",): 1,
        ("budi", "budi"): 1,
    },
    candidates=("ani", "budi", "cici", "dodi"),
)
LEVEL = Profile.of(
    [["ani", ("budi", "cici")], [("ani", "budi")], ["cici"]], candidates=VOTES.candidates
)
AGREED = TieBreak(
    order=("dodi", "cici", "budi", "ani"),
    lot="8 kartu",
    drawn=(Draw(["ani", "budi"], witnesses=["saksi 1"], stage=1),),
    commitment=commit("8 kartu"),
    narrow=False,
)


def moment(hour: int, minute: int = 0, microsecond: int = 0) -> datetime:
    """A moment of the day of the meeting."""
    return datetime.combine(DAY, time(hour, minute, 0, microsecond))


def counts() -> tuple[Result, ...]:
    """A count by every method, with options that are not the usual ones."""
    meek = count(VOTES, STV("meek", decimals=None), seats=2, ties=AGREED)
    most = Majority(None)
    return (
        count([["ani"]], Acclamation()),
        count(VOTES, Approval(2, least=1), seats=2, ties=AGREED),
        count(LEVEL, Borda(), ties=AGREED),
        count([["ani"], ["Kosong"]], EmptyBox("Kosong", Threshold.parse(">= 1/2"), Share.CAST)),
        count(VOTES, IRV(Threshold.parse(">= 2/3")), ties=AGREED, withdrawn=["dodi"]),
        count(VOTES, Majority(base=Share.MEMBERS, of=30, runoff=Runoff.EXHAUSTIVE)),
        count([["ani"], ["budi"]], most),
        next_highest(count(VOTES, most), ["ani"]),
        count(VOTES, RankedPairs("margins")),
        count(LEVEL, Schulze(), ties=AGREED),
        count(VOTES, STV(), seats=2, ties=AGREED),
        count(VOTES, STV("wigm", quota="hare", decimals=6), seats=2, ties=AGREED),
        count(VOTES, STV("exact", quota="hagenbach-bischoff"), seats=2, ties=AGREED),
        meek,
        countback(meek, ["ani"], ineligible=["dodi"]),
    )


def contested() -> tuple[Contested, ...]:
    """Contests with every rule: somebody gives way, seats are kept, approvals are weighed."""
    people = (
        Candidate("ani", True, 3, {"kind": "ministry", "region": "barat"}),
        Candidate("budi", True, 2, {"kind": "ministry"}, terms=1),
        Candidate("cici", True, 2, {"region": "timur", "kind": "soe"}, holds=("Bendahara",)),
        Candidate("dodi", False, categories={"kind": "soe"}, member=False),
    )
    bureau = Office(
        *("Pengurus", 2, STV("wigm", decimals=3), ("Ketua", "Wakil Ketua")),
        incompatible=("Sekretaris",),
        together=None,
        supporters=1,
        limit=2,
        laws={"support": LAW},
    )
    soe = Constraint("kind", "soe", 1, 2, words=("an enterprise", "BUMN"), basis="SK 1/2021")
    east = Constraint("region", "timur", 1)
    sitting = (Candidate("esa", categories={"kind": "ministry"}),)
    rules = Contest(bureau, people, (soe,), sitting, AGREED)
    members = Office("Anggota", 2, Approval(2), willing=False, together=None)
    weighed = Contest(members, people, (soe, east))
    alone = Contest(Office("Humas", together=None, willing=False), people, ties=AGREED)
    return (
        rules.count(VOTES),
        rules.without(["budi"], kept=["ani"]).count(VOTES),
        weighed.count([["ani", "budi"], ["ani", "budi"], ["ani", "cici"]]),
        alone.count(VOTES),
    )


def steps() -> tuple[Step, ...]:
    """A step of every kind, and a count by every method among them."""
    excluded = (Exclusion("uncen", Ground.PARTNER, "SK 2/2021"),)
    attempt = Deliberation("Tempat", "Bogor", (("bps", "jauh"),), (("uncen", "dekat"),))
    vote = Vote(
        *("Tempat", "Bogor", Tally(2, 1, invalid=1), Base.PRESENT, 3, LAW, Matter.GRAVE),
        secret=False,
        names=(("big", "for"), ("bps", "against")),
        persons=True,
    )
    return (
        Called(
            *("contoh", Kind.EXTRAORDINARY, DAY, Roll(DAY, ("big", "bps"), excluded, ("bps",))),
            mode=Mode.HYBRID,
            link="rapat.example",
            agenda=("Tempat",),
            invited=date(2021, 3, 1),
            at=moment(8, 0, 250),
        ),
        Presided("tertua", temporary=True, at=moment(9)),
        Arrived(("big", "bps"), at=moment(9, 5)),
        Welcomed(("uncen",), Role.PARTNER),
        MandateGiven("bps", "orang-7", "Surat 3/2021"),
        ProxyGiven("anri", "big", "Kuasa 4/2021"),
        Adjourned(wanting=True, quorum=QUORUM, until=date(2021, 3, 23)),
        Recalled(2, date(2021, 3, 23), fresh=True),
        Convened(2, QUORUM),
        Proceeded(Business.REPORT, "kurang", accepted=False),
        Deliberated(attempt, QUORUM),
        Deadlocked("Tempat", "waktu habis"),
        Voted(vote, QUORUM),
        *(
            Counted(f"Kursi {n}", each, QUORUM, ("a", "b"), ("c",))
            for n, each in enumerate(counts())
        ),
        *(
            Filled(each.contest.office.title, each.result, QUORUM, ("a",), contested=each)
            for each in contested()
        ),
        Lapsed("Anggaran", Matter.STRATEGIC, Fate.LEADERSHIP, "SK 1/2021", QUORUM),
        FollowedUp("Tempat", "big", "memesan", by=date(2021, 4, 1)),
        TeamFormed("ani", ("budi", "cici"), date(2021, 4, 22)),
        Left(("bps",)),
        Objected("bps", "jalan"),
        Closed(at=moment(12)),
    )


def met(*results: Result) -> Record:
    """A meeting that counted so often, or did everything that can happen in one."""
    told = (*(Counted("Ketua", each, QUORUM) for each in results),) if results else steps()
    chosen = Decision("Ketua", Outcome.VOTE, "ani", QUORUM, result=(results or counts())[0])
    vote = next((each.vote for each in told if isinstance(each, Voted)), None)
    decided = Decision("Tempat", Outcome.VOTE, "Bogor", QUORUM, vote=vote, matter=Matter.GRAVE)
    return Record(
        *("contoh", Kind.EXTRAORDINARY, DAY, "", "tertua", ("big", "bps"), ("big",)),
        *((chosen, decided), "SK 1/2021", told),
    )


def seen() -> tuple[Evidence, ...]:
    """Evidence of every kind."""
    here: dict[str, Any] = {"body": "contoh", "on": DAY, "source": "arsip"}
    return (
        Act(**here, seat="Ketua", deed=Deed.STRATEGIC, subject="anggaran"),
        Conduct(**here, who="orang-7", code="kode etik", breach="lalai"),
        Document(**here, number="3/2021", weekday="Senin", replaces=(), names=("Bakohumas",)),
        Document(**here, replaces=("SK 1/2016",)),
        FieldPlan(**here, field="Bidang Publikasi", year=2022),
        Nomination(**here, seat="Ketua", candidate="ani", willing=False, supporters=("bps",)),
        Publication(**here, id="iklan-7", kind="press_release", tags=(Tag.OPEN, Tag.SERVICE)),
        Evidence(**here),
    )


def records() -> tuple[Any, ...]:
    """A record of every kind."""
    ring = InformationNetwork.from_pairs([("bps", "big"), ("big", "bps")])
    modelled = Observed(ring, body="contoh", on=DAY, basis=("a guess", "perkiraan"))
    return (met(), modelled, *seen(), other(), joined(), *flows())


def flows() -> tuple[Any, ...]:
    """Evidence of how information flows, and a network that says all that one can."""
    here: dict[str, Any] = {"body": "contoh", "on": DAY, "source": "arsip"}
    nodes = [Place("bps", tier="national"), Place("all", Part.PUBLIC, area="63", size=9)]
    tie = Tie("bps", "all", "press", 0.5, 24, 0.9, 0.8, ("video", "infographic"))
    return (
        Activity(**here, what="kelas humas", stage=""),
        Comment(**here, id="ig-12", answered=date(2021, 3, 23)),
        CoordinationGroup(**here, name="WA Humas", contacts=("bps",), last_message=DAY),
        NarrativeStep(**here, narrative="pangan", step=Taken.SPREAD, by="bps", done=False),
        PolicyHeld(**here, unit="kpu-51", policy="rakor", version="1"),
        Publication(
            **here,
            id="siaran-8",
            by="bps",
            issue="gizi",
            origin="kominfo",
            first_hand=True,
            key_message="v2",
            text="Cegah gizi buruk.",
            about="service",
            hours_ahead=3,
            sent_to=("big", "bps"),
            receipts=("big",),
            reviewed=False,
        ),
        Observed(InformationNetwork(nodes, [tie]), body="contoh", on=DAY),
    )


def other() -> Body:
    """Another body, with a member."""
    body = Body.found("tapin", charter=charter("regency"), on=DAY, basis="SK", area="63.05")
    office = directory(on=DAY).find("Pemkab Tapin")
    return body.admit(office, on=DAY, basis="SK", recorded=date(2021, 4, 1))


def joined() -> Federation:
    """A federation to which everything happened that can."""
    begun: dict[str, Any] = {"on": DAY, "basis": "SK 1/2021"}
    root = Node("kalsel", "kalsel", Scope.PROVINCIAL, "63", period=Period(date(2020, 1, 1)))
    stays = Period(date(2021, 1, 1))
    tapin = Node("tapin", "regency", Scope.REGENCY, "63.05", "Bakohumas Tapin", stays, "kalsel")
    banjar = Node("banjar", "regency", Scope.REGENCY, "63.03", parent="kalsel")
    return (
        Federation.of([root, tapin], id="kalsel", charter=charter("kalsel"), **begun)
        .join(banjar, **begun)
        .issue("rakor", "1", by="kalsel", **begun)
        .pass_on("rakor", "1", by="kalsel", to="tapin", copies="banjar", **begun)
        .report("tapin", subject="rakor", to="kalsel", **begun)
        .move("banjar", to="", on=date(2021, 4, 1), basis="SK 2/2021")
        .leave("banjar", on=date(2021, 5, 1), basis="SK 3/2021", recorded=date(2021, 5, 2))
    )


def kinds(parent: type[Any]) -> set[type[Any]]:
    """All classes below one, of the library's own."""
    below = {each for each in parent.__subclasses__() if each.__module__.startswith("bakohumas")}
    return below.union(*map(kinds, below))


def test_every_kind_of_step_and_of_evidence_is_among_them() -> None:
    """What the library gains later needs a tag, and a place in the golden document."""
    assert {type(each) for each in steps()} == kinds(Step)
    shown = {type(each) for each in (*seen(), *flows())} - {Observed}
    assert shown == kinds(Evidence) | {Evidence}
    assert {type(each) for each in joined().events} == kinds(FederationEvent)


def test_a_record_of_every_kind_comes_back() -> None:
    """With every figure, option and moment: the values and the digests are the same."""
    text = dumps_records(records())
    again: tuple[Any, ...] = loads_records(text)

    assert again == records()
    assert dumps_records(again) == text
    assert [each.digest for each in again if isinstance(each, Record)] == [met().digest]
    assert [
        (each.result.digest, each.result.explain("id"))
        for each in again[0].steps
        if type(each) is Counted
    ] == [(each.digest, each.explain("id")) for each in counts()]


def test_a_contest_comes_back_with_its_rules() -> None:
    """Both results under their conditions, who gave way, and the same words for all of it."""
    (again, *_) = loads_records(dumps_records([met()]))
    assert isinstance(again, Record)
    filled = [each for each in again.steps if isinstance(each, Filled)]

    assert any(each.contested.displaced for each in filled)
    assert [
        (each.contested.contest.digest, each.result.digest, each.contested.explain("id"))
        for each in filled
    ] == [(each.contest.digest, each.result.digest, each.explain("id")) for each in contested()]
    for each in filled:
        assert each.contested.contest.count(each.contested.free.profile) == each.contested


def test_a_document_of_version_1_stays_as_it_is() -> None:
    """What is written today is, byte by byte, what was written when the version was made."""
    text = GOLDEN.read_text("utf-8")

    assert dumps_records(records()) == text
    assert loads_records(text) == records()


def spelt_out(document: dict[str, Any]) -> dict[str, Any]:
    """The golden document with every count wherever it belongs."""
    record = document["records"][0]
    for each in record["decisions"]:
        if "result" in each:
            each["result"] = record["steps"][each["result"]["step"]]["result"]
    for each in record["steps"]:
        if told := each.get("contested"):
            told.setdefault("result", each["result"])
            told.setdefault("free", told["result"]).setdefault("profile", each["result"]["profile"])
    return document


def test_each_count_is_told_once_and_read_wherever_it_is_told() -> None:
    """A decision refers to its step, a contest to the result of its step; or they say it all."""
    document = json.loads(GOLDEN.read_text("utf-8"))
    (chosen, _), filled = document["records"][0]["decisions"], document["records"][0]["steps"][28:]

    assert chosen["result"] == {"step": 13}
    assert all("result" not in each.get("contested", {}) for each in filled)
    assert loads_records(json.dumps(spelt_out(document))) == records()


def test_what_is_not_the_same_is_told_in_full() -> None:
    """A step that holds one count and a contest another, and a decision that rests on neither."""
    one, other = contested()[0], contested()[3]
    fewer = VOTES.without(["dodi"])
    free = attrs.evolve(other.result, profile=fewer)
    steps = (
        Filled("Pengurus", other.result, QUORUM, contested=one),
        Filled("Humas", other.result, QUORUM, contested=attrs.evolve(other, free=free)),
        Counted("Ketua", counts()[0], QUORUM),
        Closed(),
    )
    chosen = Decision("Ketua", Outcome.VOTE, "ani", QUORUM, result=counts()[1])
    talked = Decision("Tempat", Outcome.CONSENSUS, "Bogor", QUORUM)
    record = attrs.evolve(met(), steps=steps, decisions=(chosen, talked))
    text = dumps_records([record])

    assert loads_records(text) == (record,)
    assert dumps_records(loads_records(text)) == text


@given(
    profiles(min_valid=1),
    st.integers(1, 3).flatmap(lambda seats: st.tuples(st.just(seats), methods(seats=seats))),
    tie_breaks(),
)
def test_whatever_was_counted_comes_back(
    profile: Profile, counted: tuple[int, Method], ties: TieBreak
) -> None:
    """Any ballots by any method, whatever settled the ties or did not."""
    seats, method = counted
    record = met(count(profile, method, seats=seats, ties=ties))
    (again,) = loads_records(dumps_records([record]))

    assert again == record
    assert isinstance(again, Record)
    assert again.digest == record.digest


@given(profiles(min_valid=1), st.integers(1, 2).flatmap(lambda seats: contests(seats=seats)))
def test_whatever_was_contested_comes_back(profile: Profile, contest: Contest) -> None:
    """Any ballots under any rules, with the same words for what came of them."""
    ballots = [names for names, number in profile.ballots() for _ in range(number)]
    try:
        done = contest.count(ballots)
    except SeatError:
        assume(False)
    step = Filled("Pengurus", done.result, QUORUM, contested=done)
    decision = Decision("Pengurus", Outcome.VOTE, "ani", QUORUM, result=done.result)
    record = attrs.evolve(met(), steps=(step,), decisions=(decision,))
    text = dumps_records([record])
    (again,) = loads_records(text)

    assert again == record
    assert isinstance(again, Record)
    (filled,) = again.steps
    assert filled.explain("id") == step.explain("id")
    assert (again.digest, dumps_records([again])) == (record.digest, text)


@given(profiles(min_valid=1, level=True), st.sampled_from([Schulze(), RankedPairs(), Borda()]))
def test_ballots_with_equal_preferences_come_back(profile: Profile, method: Method) -> None:
    """A place on a ballot is a name or a list of names."""
    record = met(count(profile, method))

    assert loads_records(dumps_records([record])) == (record,)


def held() -> Record:
    """A meeting as it is held: consensus tried, then a vote with a tie that an order settles."""
    offices, members = directory(on=DAY), ("bps", "big", "kominfo", "kemenkeu")
    body = Body.found("nasional", charter=charter("national"), on=DAY, basis="invented").admit(
        *(offices[each] for each in members), on=DAY, basis="invented"
    )
    order = ("bps", "kominfo", "big")
    return (
        Meeting.call(body, on=DAY, place="Jakarta", presiding="kominfo", basis="letter")
        .attend(*members)
        .deliberate("Ketua Umum", "kominfo", objections={"bps": "stands itself"})
        .elect(
            "Ketua Umum",
            [["bps"], ["bps", "big"], ["kominfo"], ["kominfo", "bps"]],
            candidates=order,
            ties=TieBreak(order=order),
        )
        .close()
    )


def test_a_record_that_holds_together_still_does(cycle: National) -> None:
    """The meeting can be taken step by step again from what was read."""
    for record in (held(), cycle.record):
        (again,) = loads_records(dumps_records([record]))

        assert isinstance(again, Record)
        assert not verify(again)
        assert verify(again) == verify(record)


def slip(path: Sequence[Any], value: object) -> str:
    """What is wrong with the golden document once one value in it is another."""
    document = json.loads(GOLDEN.read_text("utf-8"))
    place = document["records"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(FormatError) as error:
        loads_records(json.dumps(document))
    (problem,) = error.value.problems
    return problem


EXACT = (0, "steps", 25, "result")
CONTEST = (0, "steps", 28, "contested", "contest")
RULED = (0, "steps", 28, "result", "guard")


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ((0, "steps", 0), 5, "steps[0]: expected an object, got a whole number"),
        ((0, "steps", 0, "step"), "danced", "steps[0]: expected a step of adjourned, arrived"),
        ((0, "steps", 0, "step"), ["called"], "steps[0]: expected a step of adjourned, arrived"),
        ((0, "steps", 0, "x"), 1, "steps[0].x: no such field"),
        ((0, "steps", 1, "who"), " ", "steps[1].who: who must not be blank"),
        ((0, "steps", 1, "at"), 9, "steps[1].at: expected text, got a whole number"),
        ((0, "steps", 1, "at"), "09:00", "steps[1].at: expected a moment as 'YYYY-MM-DDTHH:MM:SS'"),
        ((0, "steps", 1, "at"), "2021-03-22", "steps[1].at: expected a moment as"),
        ((0, "steps", 1, "at"), "2021-03-22T09:00:00+07:00", "steps[1]: a moment is local"),
        ((*EXACT, "stages", 0, "needed"), "1/0", "needed: expected a whole number or a fraction"),
        ((*EXACT, "stages", 0, "needed"), "2/4", "needed: expected a whole number or a fraction"),
        ((*EXACT, "stages", 0, "needed"), "half", "needed: expected a whole number or a fraction"),
        ((*EXACT, "stages", 0, "needed"), True, "needed: expected a whole number or a fraction"),
        ((*EXACT, "stages", 0, "needed"), 0.5, "needed: expected a whole number or a fraction"),
        ((*EXACT, "stages", 0, "tallies", 0), ["ani"], "tallies[0]: expected a list of 2, got 1"),
        ((*EXACT, "method", "rule"), "own", "method.rule: expected one of scottish, wigm, exact"),
        ((*EXACT, "tiebreak", "lot"), "9 kartu", "tiebreak: draw the public lot"),
        ((*EXACT, "profile", "piles", 0, "names"), [5], "names[0]: expected text, got a whole"),
        ((*EXACT, "profile", "piles", 0, "names"), [[5]], "names[0]: expected text, got a whole"),
        ((0, "steps", 27, "result", "guard"), {"guard": "mine"}, "guard: expected a condition of"),
        ((2, "deed"), "sang", "[2].deed: expected one of vote, routine, strategic, got 'sang'"),
        ((4, "names"), "Bakohumas", "[4].names: expected a list, got text"),
        ((6, "year"), "2022", "[6].year: expected a whole number, got text"),
        ((7, "willing"), "yes", "[7].willing: expected yes or no, got text"),
        ((7, "supporters"), [" "], "[7].supporters: supporters must not be blank"),
        ((8, "id"), "", "[8].id: id must not be blank"),
        ((0, "steps", 28, "contested"), None, "steps[28].contested: expected an object"),
        ((*CONTEST, "office", "method", "method"), "os.system", "office.method: expected a method"),
        ((*CONTEST, "office", "titles"), ["Ketua"], "contest.office: an office of 2 seats"),
        ((*CONTEST, "office", "laws", 0, 0), "sung", "contest.office: a bar of laws must be"),
        ((*CONTEST, "candidates", 1, "id"), "ani", "contested.contest: a contest names each"),
        ((*CONTEST, "candidates", 0, "categories", 0), ["kind"], "categories[0]: expected a list"),
        ((*CONTEST, "candidates", 0, "categories"), {}, "categories: expected a list, got an"),
        (
            (*CONTEST, "candidates", 0, "categories"),
            [["kind", "soe"], ["region", "x"], ["kind", "ministry"]],
            "contest.candidates[0].categories[2]: 'kind' stands there already",
        ),
        (
            (*CONTEST, "office", "laws"),
            [["support", None], [], None, ["support", None]],
            "contest.office.laws[3]: 'support' stands there already",
        ),
        ((*CONTEST, "candidates", 0), 5, "candidates[0]: expected an object, got a whole number"),
        ((*CONTEST, "constraints", 0, "maximum"), 0, "constraints[0]: there cannot be at least"),
        ((*CONTEST, "kept"), ["zaki"], "contest.kept: kept names zaki, who are no candidates"),
        (
            (0, "steps", 28, "result", "profile"),
            5,
            "$.records[0].steps[28].result.profile: expected an object",
        ),
        ((0, "steps", 13, "result", "seats"), "x", "$.records[0].steps[13].result.seats: expected"),
        ((0, "steps", 28, "contested", "free"), 5, "contested.free: expected an object, got a who"),
        ((0, "steps", 28, "contested", "result"), 5, "contested.result: expected an object, got"),
        (
            (0, "decisions", 0, "result"),
            {"step": 12},
            "$.records[0].decisions[0].result.step: no count stands in that step",
        ),
        ((0, "decisions", 0, "result"), {"step": 99}, "result.step: no count stands in that step"),
        ((0, "decisions", 0, "result"), {"step": -1}, "result.step: no count stands in that step"),
        ((0, "decisions", 0, "result"), {"step": "1"}, "result.step: no count stands in that st"),
        ((0, "decisions", 0, "result"), {"step": 0}, "result.step: no count stands in that step"),
        ((0, "decisions", 0), 5, "decisions[0]: expected an object, got a whole number"),
        ((0, "decisions"), 5, "[0].decisions: expected a list, got a whole number"),
        ((*RULED, "guard"), "eval", "result.guard: expected a condition of conditions, kept"),
        ((*RULED, "_types"), {}, "result.guard._types: no such field"),
        ((*RULED, "votes"), [["ani", 0.5]], "guard.votes[0][1]: expected a whole number or"),
        ((10, "x"), 1, "[10].x: no such field"),
        ((10, "charter"), "nasional", "[10].charter: no charter is known as 'nasional'"),
        ((10, "events", 1, "on"), "x", "[10].events[1].on: expected a day"),
        (
            (10, "events", 1, "on"),
            "2021-03-01",
            "[10].events[1]: act on 2021-03-01: the body was",
        ),
        ((11, "x"), 1, "[11].x: no such field"),
        ((11, "events"), {}, "[11].events: expected a list, got an object"),
        ((11, "events"), [], "[11].events: replay a history: it does not begin"),
        ((11, "events", 1, "event"), "x", "[11].events[1]: expected an event of a federation of f"),
        ((11, "events", 1, "on"), "x", "[11].events[1].on: expected a day"),
        ((11, "events", 5, "body"), "x", "[11].events: "),
    ],
    ids=str,
)
def test_each_slip_is_told_with_its_place(
    path: tuple[str | int, ...], value: object, problem: str
) -> None:
    """Steps, figures, methods and evidence that are malformed are named with their path."""
    found = slip(path, value)

    assert found.startswith("$.records[")
    assert problem in found


def test_what_has_no_tag_is_not_written() -> None:
    """A host's own condition, and a step of its own."""

    @attrs.frozen
    class Mine(Kept):
        pass

    class Sang(Closed):
        pass

    counted = attrs.evolve(counts()[0], guard=Mine(["ani"]))
    with pytest.raises(ValueError, match="a condition Mine cannot be written: only conditions"):
        dumps_records([met(counted)])
    with pytest.raises(ValueError, match="a step Sang cannot be written: only adjourned, arr"):
        dumps_records([attrs.evolve(met(), steps=(Sang(),))])


def test_a_whole_fraction_stays_a_fraction() -> None:
    """An exact count is told from one in units of the last decimal, digest and all."""
    counted = counts()[12]
    whole = attrs.evolve(counted.stages[0], needed=Fraction(6))
    record = met(attrs.evolve(counted, stages=(whole,)))
    text = dumps_records([record])
    (again,) = loads_records(text)

    assert '"needed": "6/1"' in text
    assert isinstance(again, Record)
    (step,) = again.steps
    assert isinstance(step, Counted)
    assert type(step.result.quota) is Fraction
