from datetime import date
from hashlib import sha256
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.bodies import Body
from bakohumas.elections import IRV, Profile, TieBreak
from bakohumas.errors import UndecidedError
from bakohumas.institutions import directory
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.meetings import (
    Decision,
    Deliberation,
    Kind,
    Meeting,
    Outcome,
    Quorum,
    Record,
    verify,
)
from bakohumas.periods import Period
from bakohumas.testing import ranked_ballots

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
    text = '["bakohumas meeting 1","b","board","2015-11-02","Jakarta","",[],[],[],"letter"]'

    assert empty.digest == sha256(text.encode()).hexdigest()


def test_a_true_record_verifies() -> None:
    """Nothing is wrong with what a meeting made."""
    assert verify(full()) == ()


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
            "Ketua Umum: the quorum counts 4 of 5, the lists 3 of 5",
        ),
        (
            attrs.evolve(full(), roll=full().roll[1:]),
            "attendance: big is not on the roll",
        ),
        (
            attrs.evolve(full(), roll=(*full().roll, "kemenkes")),
            "Host: the quorum counts 4 of 5, the lists 4 of 6",
        ),
        (
            attrs.evolve(full(), roll=(*full().roll, "kemen-pupr")),
            "roll: kemen-pupr stands there 2 times",
        ),
        (
            attrs.evolve(full(), decisions=full().decisions[:1] * 2),
            "decisions: Ketua Umum stands there 2 times",
        ),
        (
            with_decision(VOTE, quorum=quorum(base=4)),
            "Ketua Umum: the quorum counts 4 of 4, the lists 4 of 5",
        ),
        (
            with_decision(VOTE, quorum=quorum(present=5)),
            "Ketua Umum: the quorum counts 5 of 5, the lists 4 of 5",
        ),
        (
            with_decision(VOTE, quorum=quorum(law=rule(">= 1/1"))),
            "Ketua Umum: decided without a quorum",
        ),
        (
            with_decision(VOTE, subject=EXECUTIVE),
            "Ketua Pelaksana: a deliberation on Ketua Umum is no part of it",
        ),
        (
            with_decision(VOTE, attempts=(Deliberation(CHAIR, "big", (("kemen-pupr", "no"),)),)),
            "Ketua Umum: kemen-pupr objected and was not present",
        ),
        (
            with_decision(VOTE, attempts=(Deliberation(CHAIR, "big"),)),
            "Ketua Umum: decided on bps, agreed on big",
        ),
        (
            with_decision(VOTE, outcome=Outcome.ACCLAMATION),
            "Ketua Umum: decided by majority vote, not by acclamation",
        ),
        (
            with_decision(VOTE, chosen="big"),
            "Ketua Umum: the count elected bps, not big",
        ),
        (
            with_decision(VOTE, result=None),
            "Ketua Umum: decided on bps, agreed on none",
        ),
        (
            with_decision(VOTE, result=result(stages=result().stages[1:])),
            "Ketua Umum: stage 1, number: kept 2, counted again 1",
        ),
        (
            with_decision(VOTE, result=result(seats=2)),
            "Ketua Umum: count: instant run-off voting fills one seat, got seats=2",
        ),
        (
            with_decision(VOTE, result=result(profile=Profile.of([["bps"]] * 5))),
            "Ketua Umum: more ballots than institutions present",
        ),
        (
            with_decision(VOTE, result=result(profile=Profile.of([["kemenkes"]]))),
            "Ketua Umum: kemenkes stood and is not on the roll",
        ),
        (
            with_decision(CONSENSUS, chosen="bps"),
            "Host: decided on bps, agreed on kemen-pupr",
        ),
        (
            with_decision(CONSENSUS, attempts=()),
            "Host: decided on kemen-pupr, agreed on none",
        ),
        (
            with_decision(CONSENSUS, outcome=Outcome.VOTE),
            "Host: decided by consensus, not by majority vote",
        ),
        (
            with_decision(ACCLAMATION, outcome=Outcome.CONSENSUS),
            "Sekretaris: decided by acclamation, not by consensus",
        ),
        (
            with_decision(
                ACCLAMATION,
                result=result(method=IRV(), profile=Profile(("big",)), tiebreak=TieBreak()),
            ),
            "Sekretaris: count: count the votes: no valid ballot was cast",
        ),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_a_forgery_is_found(forged: Record, found: str) -> None:
    """Whatever does not follow from the rest of the record is named."""
    assert any(line.startswith(found) for line in verify(forged))


def test_what_rests_on_nothing_else_only_the_digest_tells() -> None:
    """Another place or basis is a possible record of another meeting."""
    for changes in ({"place": "Bogor"}, {"basis": "letter 2"}, {"on": date(2015, 11, 3)}):
        other = attrs.evolve(full(), **changes)

        assert verify(other) == ()
        assert other.digest != full().digest


@st.composite
def records(draw: st.DrawFn) -> Record:
    """What any meeting of the five members can come to."""
    meeting = Meeting.call(
        BODY,
        kind=draw(st.sampled_from(Kind)),
        on=DAY,
        place=draw(st.sampled_from(["Jakarta", ""])),
        basis="letter (invented)",
    )
    present = draw(st.lists(st.sampled_from(MEMBERS), min_size=3, unique=True))
    meeting = meeting.attend(*present)
    for seat in (CHAIR, EXECUTIVE, SECRETARY):
        won = {each.chosen for each in meeting.decisions}
        free = [each for each in meeting.roll if each not in won]
        candidates = draw(st.lists(st.sampled_from(free), min_size=1, unique=True))
        objectors = draw(st.lists(st.sampled_from(present), unique=True))
        meeting = meeting.deliberate(
            seat, candidates[0], objections=dict.fromkeys(objectors, "stands itself")
        )
        if objectors:
            ballot = ranked_ballots(candidates=candidates).filter(bool)
            ballots = draw(st.lists(ballot, min_size=1, max_size=len(present)))
            ties = TieBreak(lot=draw(st.none() | st.just("lot")))
            try:
                meeting = meeting.elect(seat, ballots, candidates=candidates, ties=ties)
            except UndecidedError:
                continue
    return meeting.close()


@given(records())
def test_every_record_of_a_meeting_verifies(record: Record) -> None:
    """Whoever comes and however they vote, the record of it stands up."""
    assert verify(record) == ()
    assert record.explain().count("\n") == record.explain("id").count("\n")
    assert len(record.rows()) == len(record.decisions)


@given(records(), st.data())
def test_no_swapped_name_goes_unnoticed(record: Record, data: st.DataObject) -> None:
    """Whoever else is written in as chosen, the record no longer stands up."""
    swapped = [
        attrs.evolve(each, chosen=data.draw(st.sampled_from(MEMBERS))) for each in record.decisions
    ]
    forged = attrs.evolve(record, decisions=tuple(swapped))

    assert (verify(forged) == ()) == (forged == record)


def test_labels_speak_both_languages() -> None:
    """Kinds and outcomes have their words in English and Indonesian."""
    assert Kind.COORDINATION.label("id") == "rapat koordinasi"
    assert [each.label("id") for each in Outcome] == ["mufakat", "aklamasi", "suara terbanyak"]
