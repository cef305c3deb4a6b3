from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.bodies import Body, Role
from bakohumas.elections import Profile, Result, TieBreak
from bakohumas.errors import MeetingError
from bakohumas.institutions import directory
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.meetings import (
    Adjourned,
    Arrived,
    Base,
    Closed,
    Convened,
    Counted,
    Deliberated,
    Fate,
    Floor,
    Kind,
    Lapsed,
    Left,
    Matter,
    Meeting,
    ProxyGiven,
    Recalled,
    Record,
    Tally,
    Voted,
    Welcomed,
    minutes,
    verify,
)
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
MEMBERS = ("bps", "big", "kominfo", "kemenkeu", "kemen-pupr")
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
OFFICES = directory(on=DAY)


def body(*, proxies: bool = True) -> Body:
    """A body with five members, and proxies where they are wanted."""
    law = Provision("meeting.proxies", proxies, Period(None), Citation("SK 1/2015"), Grade.C)
    rules = charter("national").override(law)
    found = Body.found("nasional", charter=rules, on=DAY, basis="invented")
    return found.admit(*(OFFICES[each] for each in MEMBERS), on=DAY, basis="invented")


BODY = body()
SUBJECTS = ("Forum", "Host", "Statute")
SEATS = (CHAIR, EXECUTIVE, SECRETARY)
Draw = Callable[[Sequence[Any]], Any]
"""Draws one of several."""


def deliberation(meeting: Meeting, one: Draw) -> Meeting:
    """An attempt to agree, on a seat or something else, with or without an objection."""
    objections = one([{}, {}, {one(MEMBERS): "no"}])
    matter = one(list(Matter))
    return meeting.deliberate(
        one([*SUBJECTS, *SEATS]), one(MEMBERS), objections=objections, matter=matter
    )


def motion(meeting: Meeting, one: Draw) -> Meeting:
    """A vote on a motion."""
    tally = Tally(*(one(range(4)) for _ in range(4)))
    return meeting.vote(one(SUBJECTS), "in Bogor", tally, matter=one(list(Matter)))


def election(meeting: Meeting, one: Draw) -> Meeting:
    """An election between two, with ties in plenty."""
    paper = list(dict.fromkeys([one(MEMBERS), one(MEMBERS)]))
    ballots = [[one(paper)] for _ in range(one(range(1, 6)))]
    return meeting.elect(one(SEATS), ballots, candidates=paper)


MOVES: Sequence[Callable[[Meeting, Draw], Meeting]] = (
    lambda it, one: it.attend(one(MEMBERS), one(MEMBERS), one(MEMBERS)),
    lambda it, one: it.leave(one(MEMBERS)),
    lambda it, one: it.welcome("uncen", role=one([Role.PARTNER, Role.GUEST])),
    lambda it, one: it.proxy(one(MEMBERS), one(MEMBERS), basis="surat"),
    lambda it, _: it.convene(),
    lambda it, _: it.adjourn(),
    lambda it, _: it.recall(),
    deliberation,
    motion,
    election,
    lambda it, one: it.settle(one(SEATS), TieBreak(lot="7"), witnesses=["a", "b", "c"]),
    lambda it, one: it.lapse(one(SUBJECTS), matter=one(list(Matter))),
    lambda it, one: it.follow_up(one(SUBJECTS), who=one(MEMBERS), what="act"),
    lambda it, one: it.object(one(MEMBERS), why="wrong"),
    lambda it, one: it.preside(one(MEMBERS)),
)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Whatever a meeting of the five members can come to; what is refused is left out."""
    kind = draw(st.sampled_from([Kind.MEMBERS, Kind.EXTRAORDINARY, Kind.FGD]))
    meeting = Meeting.call(BODY, kind=kind, on=DAY, place="Jakarta", basis="letter (invented)")
    if draw(st.booleans()):
        meeting = meeting.attend(*MEMBERS[:4])
    for move in draw(st.lists(st.sampled_from(MOVES), max_size=14)):
        with suppress(MeetingError):
            meeting = move(meeting, lambda several: draw(st.sampled_from(several)))
    return meeting


@given(meetings())
def test_every_record_of_a_meeting_verifies(meeting: Meeting) -> None:
    """Whoever comes and however they vote, the record of it stands up, and so do its minutes."""
    record = meeting.close()
    paper = minutes(record)

    assert verify(record, digest=record.digest, body=BODY, minutes=paper) == ()
    assert record.explain().count("\n") == record.explain("id").count("\n")
    assert len(record.rows()) == len(record.decisions)
    assert paper.count("\n") == minutes(record, "en").count("\n")


@given(meetings())
def test_no_decision_without_a_quorum(meeting: Meeting) -> None:
    """The quorum is asked for before every decision, and nothing is decided twice."""
    subjects = [each.subject for each in meeting.decisions]

    assert all(each.quorum.met for each in meeting.decisions)
    assert len(set(subjects)) == len(subjects)


@given(meetings())
def test_attendance_never_exceeds_the_roll(meeting: Meeting) -> None:
    """Whoever is present signed, or is represented by somebody who did; all are on the roll."""
    roll = set(meeting.roll)

    assert set(meeting.attendance) <= roll
    assert set(meeting.present) <= roll
    assert meeting.floor.here <= meeting.floor.signed
    assert meeting.quorum.present <= meeting.quorum.base == len(roll)
    assert meeting.floor == Floor.after_all(meeting.steps)


OTHER: dict[type, Callable[[Any], Any]] = {
    bool: lambda it: not it,
    int: lambda it: it + 1,
    str: lambda it: f"{it}x",
    date: lambda it: it + timedelta(1),
    Kind: lambda it: Kind.FGD if it is Kind.MEMBERS else Kind.MEMBERS,
    Matter: lambda it: Matter.GRAVE if it is Matter.ORDINARY else Matter.ORDINARY,
}


def _changed(value: Any, *, whole: bool = True) -> Iterator[Any]:  # noqa: ANN401 - whatever a record holds
    """Other values of the same kind, each changed in one place; a pair within a list stays one."""
    if type(value) in OTHER:
        yield OTHER[type(value)](value)
    elif isinstance(value, tuple):
        for n, each in enumerate(value):
            others = _changed(each, whole=False)
            yield from ((*value[:n], other, *value[n + 1 :]) for other in others)
            if whole:
                yield (*value[:n], *value[n + 1 :])
    elif attrs.has(type(value)) and not isinstance(value, Result):
        for field in attrs.fields(type(value)):
            for other in _changed(getattr(value, field.name)):
                with suppress(ValueError, TypeError):
                    yield attrs.evolve(value, **{field.alias: other})


@given(meetings(), st.data())
def test_no_change_goes_unnoticed(meeting: Meeting, data: st.DataObject) -> None:
    """Whatever single thing is changed in a record, its digest changes, and verify says so."""
    record = meeting.close()
    changes = list(_changed(record))
    forged = data.draw(st.sampled_from(changes))

    assert forged.digest != record.digest
    assert verify(forged, digest=record.digest) != ()


@given(meetings(), st.data())
def test_no_part_is_changed_alone(meeting: Meeting, data: st.DataObject) -> None:
    """What follows from the steps is found without any digest."""
    record = meeting.close()
    name = data.draw(
        st.sampled_from([each.name for each in attrs.fields(Record) if each.name != "steps"])
    )
    others = list(_changed(getattr(record, name)))
    if others:
        forged = attrs.evolve(record, **{name: data.draw(st.sampled_from(others))})

        assert verify(forged) != ()


def quorate() -> Meeting:
    """A meeting with three of the five."""
    return Meeting.call(BODY, on=DAY, place="Jakarta", basis="letter").attend(*MEMBERS[:3])


def deliberated() -> Deliberated:
    """A consensus among the three."""
    step = quorate().deliberate("Forum", "Bogor").steps[-1]
    assert isinstance(step, Deliberated)
    return step


def voted(**changes: Any) -> Voted:  # noqa: ANN401 - any field's value
    """A vote of the three, changed."""
    meeting = quorate().deadlock("Forum", reason="time")
    step = meeting.vote("Forum", "Bogor", {"bps": "for", "big": "for"}).steps[-1]
    assert isinstance(step, Voted)
    return attrs.evolve(step, vote=attrs.evolve(step.vote, **changes))


def counted(profile: Profile) -> Counted:
    """A count of other ballots than were cast."""
    meeting = quorate().deadlock(CHAIR, reason="time")
    step = meeting.elect(CHAIR, [["bps"]], candidates=["bps", "big"]).steps[-1]
    assert isinstance(step, Counted)
    return attrs.evolve(step, result=attrs.evolve(step.result, profile=profile))


def law(value: str) -> Provision:
    """Another rule."""
    return Provision("meeting.quorum", value, Period(None), Citation("SK 9/2015"), Grade.X)


QUORUM = quorate().quorum
LOW = attrs.evolve(QUORUM, law=law(">= 1/1"))
FEW = attrs.evolve(QUORUM, present=2)


@pytest.mark.parametrize(
    ("step", "found"),
    [
        (quorate().called, "step 3, Called: the meeting was called before"),
        (Arrived(("anri",)), "step 3, Arrived: anri is not on the roll"),
        (Arrived(("bps",)), "step 3, Arrived: bps had signed before"),
        (Left(("kemenkeu",)), "step 3, Left: kemenkeu was not there"),
        (Welcomed(("bps",), Role.GUEST), "step 3, Welcomed: bps is on the roll"),
        (ProxyGiven("anri", "bps", "s"), "step 3, ProxyGiven: anri is not on the roll"),
        (ProxyGiven("bps", "big", "s"), "step 3, ProxyGiven: bps was there itself"),
        (ProxyGiven("kemenkeu", "anri", "s"), "step 3, ProxyGiven: anri was not there"),
        (Recalled(1, DAY, fresh=False), "step 3, Recalled: the meeting was not adjourned"),
        (Recalled(2, DAY, fresh=False), "step 3, Recalled: it was call 1, not 2"),
        (
            Recalled(1, date(2015, 11, 1), fresh=False),
            "step 3, Recalled: 2015-11-01 lies before 2015-11-02",
        ),
        (Convened(2, QUORUM), "step 3, Convened: it was call 1, not 2"),
        (Convened(1, FEW), "step 3, Convened: the quorum counts 2 of 5, the lists 3 of 5"),
        (Adjourned(True, QUORUM), "step 3, Adjourned: the quorum was met"),
        (Adjourned(False, LOW), "step 3, Adjourned: the quorum was not met"),
        (
            Lapsed("Forum", Matter.ORDINARY, Fate.FAILS, "x", QUORUM),
            "step 3, Lapsed: the quorum was met",
        ),
        (
            attrs.evolve(deliberated(), quorum=LOW),
            "step 3, Deliberated: decided without a quorum",
        ),
        (
            attrs.evolve(
                deliberated(),
                attempt=attrs.evolve(deliberated().attempt, objections=(("anri", "no"),)),
            ),
            "step 3, Deliberated: anri objected and may not vote on it, or was not present",
        ),
        (
            attrs.evolve(
                deliberated(),
                attempt=attrs.evolve(deliberated().attempt, opinions=(("anri", "no"),)),
            ),
            "step 3, Deliberated: anri spoke and was not welcomed",
        ),
        (voted(tally=Tally(4)), "step 3, Voted: more votes than institutions present"),
        (voted(tally=Tally(3)), "step 3, Voted: the votes by name come to another tally"),
        (voted(secret=True), "step 3, Voted: a secret vote says who voted how"),
        (voted(names=(("anri", "for"),)), "step 3, Voted: anri voted and may not, or was not"),
        (voted(of=4), "step 3, Voted: the majority is of 3, not of 4"),
        (voted(base=Base.MEMBERS), "step 3, Voted: the majority is of 5, not of 3"),
        (
            counted(Profile.of([["bps"]] * 4, candidates=["bps", "big"])),
            "step 3, Counted: more ballots than institutions present",
        ),
        (
            counted(Profile.of([["anri"]], candidates=["anri", "big"])),
            "step 3, Counted: anri stood and is not on the roll",
        ),
        (
            counted(Profile.of([["big"]], candidates=["bps", "big"])),
            "step 3, Counted: stage 1, tallies: kept",
        ),
        (Closed(), "steps: the last one, and no other, closes the meeting"),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_a_step_that_could_not_be_is_found(step: Any, found: str) -> None:  # noqa: ANN401 - whatever it may be
    """Each step is taken again, and what stands against it is named."""
    record = quorate().close()
    *before, closed = record.steps
    forged = attrs.evolve(record, steps=(*before, step, closed))

    assert any(line.startswith(found) for line in verify(forged))


def test_a_rule_that_nobody_can_read_is_named() -> None:
    """From a garbled provision nothing is derived; the record is at fault, and says where."""
    record = quorate().deadlock("Forum", reason="time").vote("Forum", "Bogor", Tally(3)).close()
    *before, step, closed = record.steps
    garbled = law("most of them")
    assert isinstance(step, Voted)
    forged = attrs.evolve(step, vote=attrs.evolve(step.vote, law=garbled))
    (found,) = verify(attrs.evolve(record, steps=(*before, forged, closed)))

    assert found.startswith("meeting.quorum: threshold: 'most of them' is not of the form")


def test_steps_in_the_wrong_order_are_found() -> None:
    """Nothing happens while a meeting is adjourned, and time does not run backwards."""
    adjourned = quorate().adjourn(reason="lunch").close()
    early = Arrived(("kemenkeu",), at=datetime(2015, 11, 2, 8, 0))  # noqa: DTZ001 - the clock on the wall
    late = Arrived(("kemen-pupr",), at=datetime(2015, 11, 2, 9, 0))  # noqa: DTZ001 - the clock on the wall
    *before, closed = adjourned.steps
    found = verify(attrs.evolve(adjourned, steps=(*before, late, early, closed)))

    assert "step 4, Arrived: the meeting was adjourned" in found
    assert "step 5, Arrived: 2015-11-02 08:00:00 comes after 2015-11-02 09:00:00" in found


def test_the_charter_tells_whether_a_majority_is_that_of_the_day() -> None:
    """With the body, each majority is held against its charter."""
    record = quorate().deadlock("Forum", reason="time").vote("Forum", "Bogor", Tally(3)).close()
    *before, step, closed = record.steps
    assert isinstance(step, Voted)
    low = attrs.evolve(step, vote=attrs.evolve(step.vote, law=law("> 1/5")))
    forged = attrs.evolve(record, steps=(*before, low, closed))

    assert verify(record, body=BODY) == ()
    assert (
        "step 4, Voted: the majority is of members present by SK 9/2015 (grade X), in the charter "
        "of members present by Tata Tertib DPR (1984) (grade X, by analogy)"
    ) in verify(forged, body=BODY)
