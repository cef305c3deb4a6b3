from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, cast

import attrs
import pytest

from bakohumas.bodies import Admitted, Body
from bakohumas.elections import Candidate, Constraint, Contest, Office, Profile, TieBreak
from bakohumas.errors import MeetingError, TermError
from bakohumas.institutions import Institution
from bakohumas.law import charter
from bakohumas.meetings import (
    Called,
    Deadlocked,
    Deliberated,
    Filled,
    Kind,
    Left,
    Meeting,
    Record,
    Step,
    Voted,
    contest,
    verify,
)

DAY, SECOND = date(2015, 11, 2), date(2020, 11, 2)
FIVE = tuple(f"lembaga-{letter}" for letter in "abcde")
A, B, C, D, E = FIVE
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
BASIS = "SK 1/2015 (invented)"


def founded(*, on: date = DAY, recorded: date | None = None) -> Body:
    """An invented body of five members."""
    body = Body.found("contoh", charter=charter("national"), on=on, basis=BASIS, recorded=recorded)
    offices = [Institution(each, each, "ministry", invented=True) for each in FIVE]
    return body.admit(*offices, on=on, basis=BASIS, recorded=recorded)


def elected(body: Body, *people: str | Candidate, on: date = DAY, **more: Any) -> Record:  # noqa: ANN401 - what contest() takes
    """A meeting that fills the secretary's seat by a contest."""
    made = contest(body, Office(SECRETARY, willing=False), people or FIVE, on=on, **more)
    return by(body, made, on=on)


def by(body: Body, made: Contest, *, on: date = DAY) -> Record:
    """A meeting that fills the secretary's seat by that contest."""
    called = Meeting.call(body, on=on, place="Jakarta", basis="undangan (invented)")
    stuck = called.attend(*FIVE).deadlock(SECRETARY, reason="waktu habis")
    return stuck.elect(made, [[made.candidates[0].id]] * 3).close()


def with_contest(record: Record, **changes: Any) -> Record:  # noqa: ANN401 - any field of a contest
    """The record with another contest, kept alike in all places."""

    def changed(step: Step) -> Step:
        if not isinstance(step, Filled):
            return step
        made = attrs.evolve(step.contested.contest, **changes)
        return attrs.evolve(step, contested=attrs.evolve(step.contested, contest=made))

    return attrs.evolve(record, steps=tuple(changed(each) for each in record.steps))


def test_the_body_may_have_lived_on() -> None:
    """A contest is held against what the register held on the day, whatever came after."""
    body = founded().elect({CHAIR: B, SECRETARY: C}, on=DAY, basis=BASIS)
    late = date(2017, 1, 9)
    body = body.vacate(SECRETARY, cause="resignation", on=late, basis="surat (invented)")
    record = elected(body, A, on=late)
    after = body.replace(SECRETARY, A, on=late, basis=record.authority(SECRETARY))
    later = after.vacate(CHAIR, cause="resignation", on=date(2018, 1, 9), basis="surat (invented)")

    assert verify(record, body=body) == ()
    assert verify(record, body=after) == ()
    assert verify(record, body=later) == ()
    assert verify(with_contest(record, sitting=[Candidate(D)]), body=later) != ()


def test_who_was_elected_later_on_the_day_could_still_stand() -> None:
    """Of the states of the register in the course of a day one has to bear the contest out."""
    body = founded()
    record = elected(body, A)
    after = body.elect({CHAIR: A}, on=DAY, basis=BASIS)

    assert verify(record, body=after) == ()


def test_a_contest_that_no_meeting_would_hold_is_told() -> None:
    """For a seat that the board has not, whatever the register held."""
    body = founded()
    record = with_contest(elected(body, A), office=Office("Bendahara", willing=False))
    steps = tuple(
        attrs.evolve(each, subject="Bendahara") if isinstance(each, Deadlocked | Filled) else each
        for each in record.steps
    )

    assert any(
        each.startswith("step 4, Filled: taken again it is refused: elect the Bendahara: the board")
        for each in verify(attrs.evolve(record, steps=steps), body=body)
    )


def test_the_elected_may_take_office_later() -> None:
    """Nobody sits any more on the day on which the term of the others has ended."""
    body = founded().elect({CHAIR: B, SECRETARY: C}, on=DAY, basis=BASIS)
    before = date(2020, 10, 1)
    record = elected(body, A, B, on=before, starts=SECOND)

    assert verify(record, body=body) == ()
    (found,) = verify(with_contest(record, sitting=[Candidate(D)]), body=body)
    assert found == "step 4, Filled: taken again it is another: contested, contest, sitting"


def test_a_remainder_is_a_term_or_none() -> None:
    """How much of a term counts as one the record does not say: it is between the two."""
    body = founded().elect({CHAIR: B, SECRETARY: C}, on=DAY, basis=BASIS)
    late = date(2019, 11, 2)
    body = body.vacate(SECRETARY, cause="death", on=late, basis="surat (invented)")
    body = body.replace(SECRETARY, A, on=late, basis="rapat pleno (invented)")
    terms = {
        share: elected(body, A, on=SECOND, share=share) for share in (Fraction(0), Fraction(1, 2))
    }

    assert [verify(each, body=body) for each in terms.values()] == [(), ()]
    people = [Candidate(A, terms=2)]
    assert verify(with_contest(terms[Fraction(0)], candidates=people), body=body) != ()


def test_a_register_opened_in_mid_life_knows_no_earlier_terms() -> None:
    """There a candidate may have served more of them; elsewhere the register has them all."""
    known = [
        Admitted(
            on=DAY,
            recorded=SECOND,
            basis="daftar anggota (invented)",
            institution=each,
            unit=each,
            name=each,
            category="ministry",
        )
        for each in FIVE
    ]
    opened = Body.open(
        "contoh", *known, charter=charter("national"), on=SECOND, basis="daftar anggota (invented)"
    )
    served = Candidate(A, terms=1)
    (early,) = (
        each.contested.contest.candidates
        for each in elected(opened, served, on=SECOND).steps
        if isinstance(each, Filled)
    )
    assert early[0].terms == 1
    assert verify(elected(opened, served, on=SECOND), body=opened) == ()
    with pytest.raises(TermError, match="it is to have served 1 terms, and the register has 0"):
        contest(founded(), SECRETARY, [served], on=DAY)


def test_what_the_register_says_goes_before_what_is_stated_beside_it() -> None:
    """A kind that the register has is not stated otherwise; another category is free."""
    body = founded()
    stated = Candidate(A, categories={"kind": "regional_soe", "region": "barat"})
    record = elected(body, stated, categories={B: {"region": "timur"}})
    (made,) = (e.contested.contest for e in record.steps if isinstance(e, Filled))

    assert made.candidates[0].categories == (("kind", "ministry"), ("region", "barat"))
    assert verify(record, body=body) == ()
    assert verify(with_contest(record, candidates=[stated]), body=body) != ()


def test_a_contest_that_knows_no_body_is_told() -> None:
    """One made without charter and register rests on neither, and verify says so."""
    made = Contest(Office(SECRETARY, willing=False), [Candidate(A), Candidate(B)])

    assert verify(by(founded(), made), body=founded()) == (
        (
            "step 4, Filled: taken again it is another: contested, contest, office, "
            "contested, contest, candidates"
        ),
    )


def test_a_register_that_was_kept_in_hindsight() -> None:
    """Where nothing was recorded on the day, what is known now is asked."""
    body = founded(recorded=date(2016, 1, 4))

    assert verify(elected(body, A), body=body) == ()


def test_winners_sit_in_the_contests_after() -> None:
    """Whoever the meeting elected before is among those who sit, however it was elected."""
    body = founded()
    rule = Constraint("kind", "ministry", 1)
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    meeting = called.attend(*FIVE).deliberate(CHAIR, B).deadlock(SECRETARY, reason="waktu habis")
    made = contest(body, Office(SECRETARY, willing=False), FIVE, on=DAY, constraints=[rule])
    record = meeting.elect(made, [[B, A]] * 3).close()

    assert record.decision(SECRETARY).chosen == A  # type: ignore[union-attr]
    assert verify(record, body=body) == ()
    (found,) = verify(with_contest(record, sitting=()), body=body)
    assert found.endswith("contested, contest, sitting")


def test_ballots_come_in_the_order_of_the_contest() -> None:
    """The candidates of a contest stand in the order of the ballot paper."""
    body = founded()
    made = contest(body, Office(SECRETARY, willing=False), [A, B], on=DAY)
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    stuck = called.attend(*FIVE).deadlock(SECRETARY, reason="waktu habis")
    with pytest.raises(ValueError, match=r"in the order \('lembaga-b', 'lembaga-a'\), the contest"):
        stuck.elect(made, Profile.of([[A]], candidates=[B, A]))

    done = stuck.elect(made, Profile.of([[A]], candidates=[A, B]))
    assert done.decisions[0].chosen == A


def test_the_call_is_taken_again() -> None:
    """By the notice that the charter asks for, and by the chair of that day."""
    body = founded().elect({CHAIR: B}, on=DAY, basis=BASIS)
    late = date(2017, 1, 9)
    said: dict[str, Any] = {"on": late, "place": "Jakarta", "basis": "undangan (invented)"}
    usual = Meeting.call(body, invited=date(2016, 12, 1), **said).close()
    urgent = Meeting.call(body, kind=Kind.EXTRAORDINARY, convener=B, **said).close()
    after = body.vacate(CHAIR, cause="resignation", on=late, basis="surat (invented)")
    moved = attrs.evolve(cast("Called", usual.steps[0]), invited=late)
    (found,) = verify(attrs.evolve(usual, steps=(moved, *usual.steps[1:])), body=body)

    assert found.startswith("step 1, Called: taken again it is refused: call a members' meeting")
    heard = attrs.evolve(moved, invited=None, speakers=("x", "x"))
    assert verify(attrs.evolve(usual, steps=(heard, *usual.steps[1:])), body=body) == (
        "step 1, Called: taken again it is another: speakers",
    )
    assert verify(urgent, body=after) == ()


def test_a_sitting_ends_within_a_day() -> None:
    """Past midnight it may go on; on another day it is recalled."""
    body = founded()
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    meeting = called.attend(*FIVE, at=time(21, 0))
    past = datetime(2015, 11, 3, 0, 30)  # noqa: DTZ001 - the clock on the wall

    assert verify(meeting.close(at=past), body=body) == ()
    with pytest.raises(
        MeetingError, match="come to 2015-11-02 21:00:00, a day or more before"
    ) as no:
        meeting.close(at=datetime(2015, 11, 3, 21, 0))  # noqa: DTZ001 - the clock on the wall
    assert no.value.advice == "adjourn the meeting first, and recall it on that day"


def test_nothing_is_entered_twice_in_a_row() -> None:
    """But for an attempt, a vote or a count of no known time, which may come out alike."""
    body = founded()
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    meeting = called.attend(*FIVE)
    with pytest.raises(MeetingError, match="enter once more: Opened, call 1"):
        meeting.convene().convene()
    stuck = meeting.deliberate("Forum", "di Bogor", objections={A: "jauh"})
    again = stuck.deliberate("Forum", "di Bogor", objections={A: "jauh"})

    assert len(again.steps) == 4
    noon = meeting.deliberate("Forum", "di Bogor", objections={A: "jauh"}, at=time(12))
    with pytest.raises(MeetingError, match="the meeting has just done the same"):
        noon.deliberate("Forum", "di Bogor", objections={A: "jauh"}, at=time(12))


def test_a_step_of_which_nothing_comes_is_told() -> None:
    """Nobody left, and the record says that some did."""
    body = founded()
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    record = called.attend(*FIVE).close()
    *before, closed = record.steps
    forged = attrs.evolve(record, steps=(*before, Left(()), closed))

    assert verify(forged, body=body) == (
        "step 3, Left: taken again it is another: nothing comes of it",
    )


def test_whoever_presides_has_signed() -> None:
    """A member who leads a meeting is there; the secretariat may lead without a vote."""
    body = founded()
    said: dict[str, Any] = {"on": DAY, "place": "Jakarta", "basis": "undangan (invented)"}
    meeting = Meeting.call(body, presiding=E, **said).attend(A, B, C)
    with pytest.raises(MeetingError, match=f"close the meeting under {E}: it is on the roll, and"):
        meeting.close()
    with pytest.raises(MeetingError, match=f"let {E} preside: it is on the roll, and has not"):
        meeting.preside(E)
    record = meeting.preside("sekretariat").close()
    led = [each for each in record.steps if type(each).__name__ != "Presided"]
    forged = attrs.evolve(record, presiding=E, steps=tuple(led))

    assert verify(record, body=body) == ()
    assert Meeting.call(body, presiding=E, **said).close().presiding == E
    assert verify(forged) == (
        f"presiding: {E} is on the roll, and never signed the attendance list",
    )


def test_a_meeting_goes_on_no_earlier_than_it_was_put_off_to() -> None:
    """Whoever relied on that day would miss it."""
    body = founded()
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    adjourned = called.attend(*FIVE).adjourn(reason="malam", until=date(2015, 11, 4))

    assert adjourned.recall(on=date(2015, 11, 5)).floor.day == date(2015, 11, 5)
    with pytest.raises(
        ValueError, match="put off until 2015-11-04, and cannot go on on 2015-11-03"
    ):
        adjourned.recall(on=date(2015, 11, 3))


def test_a_tie_break_keeps_how_earlier_rounds_are_read() -> None:
    """What was agreed on before a count is not dropped when a tie is settled."""
    body = founded()
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    stuck = called.attend(*FIVE).deadlock(SECRETARY, reason="waktu habis")
    tied = stuck.elect(SECRETARY, [[A], [B]], candidates=[A, B])
    with pytest.raises(MeetingError, match="it drops, or does not add to"):
        tied.settle(SECRETARY, TieBreak(lot="7", narrow=False), witnesses=["x", "y", "z"])


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ({"objections": (("lembaga-a",),)}, "Forum: ('lembaga-a',) is no pair"),
        ({"opinions": (("a", "b", "c"),)}, "Forum: ('a', 'b', 'c') is no pair"),
    ],
)
def test_a_pair_that_is_none_is_told(kept: dict[str, Any], found: str) -> None:
    """From an objection by nobody nothing is derived; the record is at fault."""
    body = founded()
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    record = called.attend(*FIVE).deliberate("Forum", "di Bogor").close()
    call, came, step, closed = record.steps
    assert isinstance(step, Deliberated)
    odd = attrs.evolve(step, attempt=attrs.evolve(step.attempt, **kept))

    assert verify(attrs.evolve(record, steps=(call, came, odd, closed)), body=body) == (found,)


def test_a_vote_that_nobody_can_give_is_told() -> None:
    """An open vote says who voted how, in the words of a vote."""
    body = founded()
    called = Meeting.call(body, on=DAY, place="Jakarta", basis="undangan (invented)")
    stuck = called.attend(*FIVE).deadlock("Forum", reason="waktu habis")
    record = stuck.vote("Forum", "di Bogor", dict.fromkeys((A, B, C), "for")).close()
    *before, step, closed = record.steps
    assert isinstance(step, Voted)
    vote = attrs.evolve(step.vote, names=((A, "perhaps"),))
    odd = attrs.evolve(step, vote=vote)
    forged = attrs.evolve(record, steps=(*before, odd, closed))

    assert verify(forged, body=body) == ("Forum: lembaga-a voted 'perhaps'",)


def test_whoever_asked_is_counted_on_the_record_date() -> None:
    """One of five could ask for an extraordinary meeting, though the body has grown since."""
    many = [Institution(f"baru-{n}", f"baru-{n}", "ministry", invented=True) for n in range(9)]
    on = date(2015, 12, 2)
    body = founded().admit(*many, on=date(2015, 11, 20), basis=BASIS)
    how: dict[str, Any] = {
        "kind": Kind.EXTRAORDINARY,
        "requested": [A],
        "reason": "vacancy",
        "basis": BASIS,
    }
    record = Meeting.call(body, on=on, place="Jakarta", record_date=DAY, **how).close()

    with pytest.raises(MeetingError, match="1 of 14 members asked for it"):
        Meeting.call(body, on=on, place="Jakarta", **how)
    assert verify(record, body=body) == ()
