from datetime import date, time
from hashlib import sha256
from typing import Any, cast

import attrs
import pytest

from bakohumas.bodies import Body
from bakohumas.elections import TieBreak
from bakohumas.errors import MeetingError
from bakohumas.institutions import directory
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.meetings import (
    Called,
    Decision,
    Deliberation,
    Kind,
    Matter,
    Meeting,
    Outcome,
    Quorum,
    Record,
    Tally,
    minutes,
    verify,
)
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
MEMBERS = ("bps", "big", "kominfo", "kemenkeu", "kemen-pupr")
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
OFFICES = directory(on=DAY)
BODY = Body.found("nasional", charter=charter("national"), on=DAY, basis="invented").admit(
    *(OFFICES[each] for each in MEMBERS), on=DAY, basis="invented"
)


def full() -> Record:
    """A meeting that decided by vote, by consensus and by acclamation, with one absent."""
    order = ("bps", "kominfo", "big")
    ballots = [["bps"], ["bps", "big"], ["kominfo", "bps"], ["big", "bps"]]
    return (
        Meeting.call(BODY, on=DAY, place="Jakarta", presiding="kominfo", basis="letter")
        .attend(*MEMBERS[:4])
        .deliberate(CHAIR, "kominfo", objections={"bps": "stands itself"})
        .elect(CHAIR, ballots, candidates=order, ties=TieBreak(order=order))
        .deliberate("Host", "kemen-pupr")
        .deliberate(SECRETARY, "kominfo", objections={"kominfo": "no time"})
        .elect(SECRETARY, [], candidates=["big"])
        .close()
    )


VOTE, CONSENSUS, ACCLAMATION = 0, 1, 2


def with_decision(number: int, **changes: Any) -> Record:  # noqa: ANN401 - any field's value
    """The full record with one decision tampered with."""
    record = full()
    decisions = list(record.decisions)
    decisions[number] = attrs.evolve(decisions[number], **changes)
    return attrs.evolve(record, decisions=tuple(decisions))


def quorum(**changes: Any) -> Quorum:  # noqa: ANN401 - any field's value
    """The quorum of the full record, changed."""
    return attrs.evolve(full().decisions[0].quorum, **changes)


def rule(value: str = "> 1/2", citation: str = "SK 1/2015") -> Provision:
    """Another quorum rule."""
    return Provision("meeting.quorum", value, Period(None), Citation(citation), Grade.X)


def result(**changes: Any) -> Any:  # noqa: ANN401 - any field's value
    """The count of the full record, changed."""
    kept = full().decisions[VOTE].result
    assert kept is not None
    return attrs.evolve(kept, **changes)


def test_a_record_keeps_what_the_meeting_did() -> None:
    """Roll, attendance and decisions, and one plain row a decision."""
    record = full()

    assert (record.body, record.kind, record.on) == ("nasional", Kind.MEMBERS, DAY)
    assert (record.place, record.presiding, record.basis) == ("Jakarta", "kominfo", "letter")
    assert record.roll == tuple(sorted(MEMBERS))
    assert record.attendance == tuple(sorted(MEMBERS[:4]))
    assert record.rows() == [
        {
            "subject": CHAIR,
            "outcome": "vote",
            "chosen": "bps",
            "present": 4,
            "required": 3,
            "rounds": 2,
        },
        {
            "subject": "Host",
            "outcome": "consensus",
            "chosen": "kemen-pupr",
            "present": 4,
            "required": 3,
            "rounds": 0,
        },
        {
            "subject": SECRETARY,
            "outcome": "acclamation",
            "chosen": "big",
            "present": 4,
            "required": 3,
            "rounds": 1,
        },
    ]


def test_a_decision_is_found_by_its_subject() -> None:
    """Asked for what was not decided, a record knows of nothing."""
    assert full().decision("Host") == full().decisions[CONSENSUS]
    assert full().decision(EXECUTIVE) is None


def test_a_record_explains_itself_in_both_languages() -> None:
    """One line a step, under a head with kind, body, day and place."""
    english, indonesian = full().explain().splitlines(), full().explain("id").splitlines()

    assert english[0] == "Members' meeting of nasional on 2 November 2015, Jakarta."
    assert indonesian[0] == "Rapat anggota nasional pada 2 November 2015, Jakarta."
    assert english[-4:] == [
        "Sekretaris: no consensus on kominfo; objections of kominfo (no time).",
        "Sekretaris: by acclamation.",
        "Round 1: big was the only candidate and was elected by acclamation.",
        "Elected: big; no ballot was cast.",
    ]
    assert "Host: kemen-pupr disepakati secara mufakat." in indonesian
    assert len(english) == len(indonesian)


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "lain"},
        {"kind": Kind.BOARD},
        {"on": date(2015, 11, 3)},
        {"place": "Bogor"},
        {"presiding": "bps"},
        {"roll": MEMBERS},
        {"attendance": MEMBERS[:3]},
        {"decisions": ()},
        {"basis": "letter 2"},
        {"steps": full().steps[:-1]},
    ],
    ids=str,
)
def test_every_field_is_in_the_digest(changes: dict[str, Any]) -> None:
    """Whatever is changed in a record, its digest changes."""
    assert attrs.evolve(full(), **changes).digest != full().digest
    assert set(changes) <= {field.name for field in attrs.fields(Record)}


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": SECRETARY},
        {"outcome": Outcome.CONSENSUS},
        {"chosen": "big"},
        {"quorum": quorum(base=6)},
        {"quorum": quorum(present=5)},
        {"quorum": quorum(law=rule(">= 1/2"))},
        {"quorum": quorum(law=rule())},
        {"attempts": ()},
        {"attempts": (Deliberation(CHAIR, "big", (("bps", "stands itself"),)),)},
        {"attempts": (Deliberation(CHAIR, "kominfo", (("bps", "no"),)),)},
        {"result": None},
        {"result": result(tiebreak=TieBreak(lot="x"))},
        {"matter": Matter.GRAVE},
    ],
    ids=str,
)
def test_every_field_of_a_decision_is_in_the_digest(changes: dict[str, Any]) -> None:
    """Whatever is changed in a decision, the digest of the record changes."""
    assert with_decision(VOTE, **changes).digest != full().digest
    assert set(changes) <= {field.name for field in attrs.fields(Decision)}


def test_the_digest_keeps_the_fields_apart() -> None:
    """Text that moves from one field to the next makes another record."""
    one = attrs.evolve(full(), place="Jakarta|", presiding="kominfo")
    other = attrs.evolve(full(), place="Jakarta", presiding="|kominfo")

    assert one.digest != other.digest


def test_the_digest_is_the_same_everywhere() -> None:
    """The canonical text does not depend on the process or the machine."""
    empty = Record("b", Kind.BOARD, DAY, "Jakarta", "", (), (), (), "letter")
    text = '["bakohumas meeting 2","b","board","2015-11-02","Jakarta","",[],[],[],"letter",[]]'

    assert empty.digest == sha256(text.encode()).hexdigest()


def test_a_true_record_verifies() -> None:
    """Nothing is wrong with what a meeting made, its published digest, its body and minutes."""
    record = full()

    assert verify(record) == ()
    for lang in ("en", "id"):
        for markdown in (False, True):
            paper = minutes(record, lang, markdown=markdown)

            assert verify(record, digest=record.digest, body=BODY, minutes=paper) == ()
    with pytest.raises(TypeError, match="the record of the meeting must be a Record"):
        verify(record.steps)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("forged", "found"),
    [
        (
            attrs.evolve(full(), attendance=(*full().attendance, "kemenkes")),
            "attendance: kemenkes is not on the roll",
        ),
        (
            attrs.evolve(full(), attendance=(*full().attendance, "bps")),
            "attendance: bps stands there 2 times",
        ),
        (
            attrs.evolve(full(), attendance=("big", "bps", "kemenkeu")),
            "attendance: kept ('big', 'bps', 'kemenkeu'), derived again",
        ),
        (attrs.evolve(full(), roll=full().roll[1:]), "attendance: big is not on the roll"),
        (attrs.evolve(full(), roll=(*full().roll, "kemenkes")), "roll: kept ('big', 'bps', "),
        (
            attrs.evolve(full(), roll=(*full().roll, "kemen-pupr")),
            "roll: kemen-pupr stands there 2 times",
        ),
        (
            attrs.evolve(full(), decisions=full().decisions[:1] * 2),
            "decisions: Ketua Umum stands there 2 times",
        ),
        (attrs.evolve(full(), decisions=full().decisions[:2]), "Sekretaris: it is missing among"),
        (
            attrs.evolve(full(), decisions=(*full().decisions, full().decisions[0])),
            "Ketua Umum: no step decided it",
        ),
        (attrs.evolve(full(), place="Bogor"), "place: kept Bogor, derived again Jakarta"),
        (attrs.evolve(full(), body="lain"), "body: kept lain, derived again nasional"),
        (attrs.evolve(full(), kind=Kind.FGD), "kind: kept fgd, derived again members"),
        (attrs.evolve(full(), presiding="bps"), "presiding: kept bps, derived again kominfo"),
        (attrs.evolve(full(), basis="letter 2"), "basis: kept letter 2, derived again letter"),
        (attrs.evolve(full(), steps=()), "steps: the first one did not call the meeting"),
        (attrs.evolve(full(), steps=full().steps[1:]), "steps: the first one did not call"),
        (attrs.evolve(full(), steps=full().steps[:-1]), "steps: the last one, and no other,"),
        (with_decision(VOTE, quorum=quorum(base=4)), "Ketua Umum, quorum: kept Quorum(base=4"),
        (with_decision(VOTE, subject=EXECUTIVE), "Ketua Pelaksana, subject: kept"),
        (with_decision(VOTE, attempts=()), "Ketua Umum, attempts: kept (), derived again"),
        (
            with_decision(VOTE, outcome=Outcome.ACCLAMATION),
            "Ketua Umum, outcome: kept acclamation, derived again vote",
        ),
        (with_decision(VOTE, chosen="big"), "Ketua Umum, chosen: kept big, derived again bps"),
        (with_decision(VOTE, result=None), "Ketua Umum, result: kept None, derived again"),
        (with_decision(CONSENSUS, chosen="bps"), "Host, chosen: kept bps, derived again kemen"),
        (with_decision(CONSENSUS, matter=Matter.GRAVE), "Host, matter: kept grave, derived"),
        (with_decision(ACCLAMATION, outcome=Outcome.CONSENSUS), "Sekretaris, outcome: kept"),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_a_forgery_is_found(forged: Record, found: str) -> None:
    """Whatever does not follow from the rest of the record is named."""
    assert any(line.startswith(found) for line in verify(forged))


def test_what_rests_on_nothing_else_only_the_digest_tells() -> None:
    """A record forged throughout is a possible record of another meeting."""
    call, *further = full().steps
    moved = attrs.evolve(cast("Called", call), place="Bogor")
    other = attrs.evolve(full(), place="Bogor", steps=(moved, *further))

    assert verify(other) == ()
    assert verify(other, digest=full().digest) == (
        f"digest: published {full().digest}, computed again {other.digest}",
    )


def test_the_body_tells_whether_the_roll_is_that_of_the_day() -> None:
    """With the body, roll, charter and provisions are derived from register and charter."""
    record = full()
    later = BODY.correct(1, on=date(2016, 1, 1), basis="letter (invented)")
    other = Body.found("lain", charter=charter("regional"), on=date(2016, 1, 1), basis="invented")
    strict = Body.found(
        *("nasional",),
        charter=charter("national").override(rule(">= 2/3"), name="strict"),
        on=DAY,
        basis="invented",
    ).admit(*(OFFICES[each] for each in MEMBERS), on=DAY, basis="invented")

    assert verify(record, body=BODY) == ()
    assert verify(record, body=later)[0].startswith("roll, voters: kept ('big', 'bps', ")
    assert [each[:20] for each in verify(record, body=other)] == [
        "body: kept nasional,",
        "roll: act on 2015-11",
    ]
    found = verify(record, body=strict)
    assert found[0] == "charter: kept national, derived again strict"
    assert found[1] == (
        "step 3, Deliberated: the quorum rests on UU 23/2014 Pasal 183 ayat (2) huruf c (grade X, "
        "by analogy), the charter on SK 1/2015 (grade X)"
    )


def test_signed_minutes_are_held_against_the_record() -> None:
    """Each line of the minutes that the record does not bear out is named."""
    paper = minutes(full())
    forged = paper.replace("kemen-pupr (mufakat)", "bps (mufakat)") + "Tambahan\n"
    (name, extra) = verify(full(), minutes=forged)

    assert ": kept '2. Host: bps (mufakat).', derived again '2. Host: kemen-pupr (" in name
    assert extra.endswith(": kept 'Tambahan', derived again ''")


def test_minutes_with_names_bear_the_record_out_with_the_same_names() -> None:
    """Names that stand for ids in the paper are given to whoever checks it."""
    names = {"bps": "Badan Pusat Statistik"}
    paper = minutes(full(), names=names)

    assert verify(full(), minutes=paper, names=names) == ()
    assert verify(full(), minutes=paper) != ()


def test_what_is_spread_rests_on_a_decision() -> None:
    """What goes out in the body's name cites the decision, or is refused."""
    record = full()

    assert record.authority("Host") == (
        f"nasional, members' meeting of 2015-11-02, Host: {record.digest[:12]}"
    )
    with pytest.raises(MeetingError) as refusal:
        record.authority("Press release")
    assert refusal.value.what == "spread Press release in the name of nasional"
    assert refusal.value.why == "its meeting of 2015-11-02 has decided nothing on it (MTG-11)"
    assert refusal.value.basis == "seed 1 (grade C)"
    assert refusal.value.advice == "let a meeting decide on it first"


def test_a_record_says_what_minutes_would_lack() -> None:
    """MTG-10: number, time and agenda are blank where nobody gave them."""
    called = Meeting.call(
        BODY,
        on=DAY,
        place="Jakarta",
        basis="letter",
        number="1/BA/2015",
        agenda=["Forum"],
        presiding="bps",
    )
    whole = called.attend("bps", "big", "kominfo", at=time(9, 0)).convene().close()
    empty = Record("b", Kind.BOARD, DAY, "", "", (), (), (), "letter")

    assert full().missing == ("number", "time", "agenda")
    assert whole.missing == ()
    assert empty.missing == (
        *("number", "time", "place", "chair", "attendance", "quorum", "agenda"),
    )
    assert (empty.called, empty.excluded, empty.follow_ups()) == (None, (), ())
    assert [each.call for each in whole.calls] == [1]


def test_labels_speak_both_languages() -> None:
    """Kinds and outcomes have their words in English and Indonesian."""
    assert Kind.COORDINATION.label("id") == "rapat koordinasi"
    assert [each.label("id") for each in Outcome] == ["mufakat", "aklamasi", "suara terbanyak"]


def test_a_tally_is_of_whole_votes() -> None:
    """Half a vote, or less than none, is a slip."""
    with pytest.raises(TypeError, match="favour must be an int"):
        Tally(1.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="against must be a number of votes, got -1"):
        Tally(1, -1)
