from datetime import date, time

import pytest

from bakohumas.bodies import Body, Capacity, Role
from bakohumas.errors import MODEL, MeetingError
from bakohumas.institutions import Official, directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Exclusion, Ground, Kind, Matter, Meeting, Mode, verify
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
FIVE = ("bps", "big", "kominfo", "kemenkeu", "kemen-pupr")
NATIONAL = charter("national")


def rule(key: str, value: bool | int | str | tuple[str, ...]) -> Provision:  # noqa: FBT001 - as a provision has it
    """An invented provision, in force for ever."""
    return Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)


def of_five(rules: Charter = NATIONAL, *, on: date = DAY) -> Body:
    """A body with five members and no board."""
    body = Body.found("nasional", charter=rules, on=on, basis="invented")
    return body.admit(*(OFFICES[each] for each in FIVE), on=on, basis="SK 1 (invented)")


def call(body: Body | None = None, **how: object) -> Meeting:
    """A meeting called in Jakarta on the day, and however else is said."""
    said = {"on": DAY, "place": "Jakarta", "basis": "letter (invented)", **how}
    return Meeting.call(of_five() if body is None else body, **said)  # type: ignore[arg-type]


def test_the_invitation_is_kept_and_makes_nobody_chair() -> None:
    """Convener, host, opener and speakers are who they are; none of them leads for it."""
    meeting = call(
        kind=Kind.FGD,
        number="1/BA/2015",
        agenda=["one", "two"],
        convener="kominfo",
        host="bps",
        opener="Sekjen",
        speakers=("person-1",),
        reason="programme",
        zone="WITA",
    )
    called = meeting.called

    assert (called.kind, called.number, called.agenda) == (Kind.FGD, "1/BA/2015", ("one", "two"))
    assert (called.convener, called.host, called.opener) == ("kominfo", "bps", "Sekjen")
    assert (called.speakers, called.reason, called.zone) == (("person-1",), "programme", "WITA")
    assert (called.charter, meeting.presiding, meeting.body) == ("national", "", "nasional")
    assert meeting.on == DAY


@pytest.mark.parametrize(
    ("how", "mode"),
    [
        ({}, Mode.IN_PERSON),
        ({"link": "https://example.invalid/1"}, Mode.HYBRID),
        ({"place": "", "link": "https://example.invalid/1"}, Mode.ONLINE),
        ({"mode": "hybrid"}, Mode.HYBRID),
    ],
    ids=str,
)
def test_where_people_meet_says_how(how: dict[str, object], mode: Mode) -> None:
    """A link makes a meeting online, beside a place hybrid; a caller may say it outright."""
    assert call(None, **how).called.mode is mode


def test_a_charter_may_want_people_in_person() -> None:
    """MTG-09: online is valid unless the charter says otherwise."""
    body = of_five(NATIONAL.override(rule("meeting.online", value=False)))
    with pytest.raises(MeetingError) as refusal:
        call(body, link="https://example.invalid/1")

    assert refusal.value.what == "call a meeting in person and online"
    assert refusal.value.why == "the charter admits meetings in person only (MTG-09)"
    assert refusal.value.basis == "SK 3/2015 (grade C)"
    assert refusal.value.advice == "name a place, and leave the link out"
    assert call(body).called.mode is Mode.IN_PERSON


def test_slips_in_a_call_are_told() -> None:
    """A record date after the meeting, a kind that is none, a name for a list of names."""
    with pytest.raises(ValueError, match="frozen by the day of the meeting, got 2015-11-03"):
        call(record_date=date(2015, 11, 3))
    with pytest.raises(ValueError, match="the kind of a meeting must be one of members,"):
        call(kind="congress")
    with pytest.raises(TypeError, match="the agenda must be a list or a tuple"):
        call(agenda="one")
    with pytest.raises(TypeError, match="the day of the meeting must be a date"):
        call(on="2015-11-02")
    with pytest.raises(TypeError, match="the record date must be a date"):
        call(record_date="2015-11-02")


def test_an_ordinary_meeting_is_called_in_time() -> None:
    """MTG-03: fourteen days before, by analogy; an urgent one is extraordinary."""
    with pytest.raises(MeetingError) as refusal:
        call(invited=date(2015, 10, 20))

    assert refusal.value.what == "call a members' meeting for 2015-11-02"
    assert refusal.value.why == "the invitation of 2015-10-20 leaves 13 days, not 14 (MTG-03)"
    assert refusal.value.basis == "Kopani (grade X, by analogy)"
    assert "call an extraordinary one" in refusal.value.advice
    assert call(invited=date(2015, 10, 19)).called.invited == date(2015, 10, 19)
    assert call(kind=Kind.EXTRAORDINARY, invited=DAY).called.invited == DAY
    silent = NATIONAL.override(rule("meeting.notice_days", 0))
    assert call(of_five(silent), invited=DAY).called.invited == DAY


def test_an_extraordinary_meeting_is_asked_for() -> None:
    """S17: by a fifth of the members, or by whoever is in charge of the chair."""
    body = of_five()
    led = body.elect({"Ketua Umum": "bps"}, on=DAY, basis="SK")
    three = NATIONAL.override(rule("meeting.extraordinary", ">= 3/5"))
    with pytest.raises(MeetingError) as refusal:
        call(of_five(three), kind=Kind.EXTRAORDINARY, requested=["bps", "bps", "stranger"])

    assert refusal.value.why == ("1 of 5 members asked for it, not 3, and the chair did not (S17)")
    assert refusal.value.advice == "let 2 more members ask for it, or the chair call it"
    with pytest.raises(MeetingError, match="0 of 5 members asked for it, not 1"):
        call(led, kind=Kind.EXTRAORDINARY, convener="big")
    assert call(led, kind=Kind.EXTRAORDINARY, convener="bps").called.convener == "bps"
    asked = call(body, kind=Kind.EXTRAORDINARY, requested=["big"], reason="vacancy")
    assert asked.called.requested == ("big",)


def test_the_roll_is_frozen_on_the_record_date() -> None:
    """Whoever joined later, left, or is a partner or a guest is off it, with the reason."""
    before, between, on = date(2015, 11, 2), date(2015, 11, 9), date(2015, 11, 16)
    body = (
        of_five()
        .admit(OFFICES["tvri"], on=between, basis="SK 2 (invented)")
        .admit(OFFICES["ptn-uncen"], role=Role.PARTNER, on=between, basis="SK 3 (invented)")
        .withdraw("big", on=between, basis="letter (invented)")
        .admit(OFFICES["anri"], role=Role.GUEST, on=on, basis="SK 4 (invented)")
    )
    meeting = call(body, on=on, record_date=before)

    assert meeting.roll == ("bps", "kemen-pupr", "kemenkeu", "kominfo")
    assert meeting.called.roll.on == before
    assert meeting.called.roll.excluded == (
        Exclusion("anri", Ground.GUEST, "SK 4 (invented)"),
        Exclusion("big", Ground.LEFT, "SK 1 (invented)"),
        Exclusion("ptn-uncen", Ground.PARTNER, "SK 3 (invented)"),
        Exclusion("tvri", Ground.NOT_YET, "SK 2 (invented)"),
    )
    assert len(meeting.called.roll) == 4
    assert meeting.called.roll.exclusion("bps") is None
    with pytest.raises(MeetingError, match="it is not yet a member on the record date"):
        meeting.attend("tvri")
    assert "tvri" in call(body, on=on).roll
    assert verify(meeting.close(), body=body) == ()


def test_a_charter_may_give_partners_a_vote() -> None:
    """Where a cited provision says so, partners stand on the roll."""
    body = of_five(NATIONAL.override(rule("partner.votes", value=True))).admit(
        OFFICES["ptn-uncen"], role=Role.PARTNER, on=DAY, basis="SK"
    )

    assert "ptn-uncen" in call(body).roll
    assert call(body).called.roll.excluded == ()


def seated_kpu() -> Body:
    """A tier of the election commission whose chair has an acting officer."""
    day = date(2022, 1, 3)
    rules = charter("kpu_ri")
    kpu = directory(on=day)["kpu"]
    body = Body.found("kpu", charter=rules, on=day, basis="SK (invented)")
    body = body.admit(kpu, on=day, basis="SK (invented)")
    for seat in body.on(day).seats[:3]:
        body = body.seat(seat.name, post=seat.post, on=day, basis="SK (invented)")
    stands_in = Official("person-9", "Kepala Bagian", kpu)
    mandate = {"capacity": Capacity.PLH, "mandate": "Pengarah", "until": date(2022, 2, 20)}
    return body.act("Ketua", stands_in, on=date(2022, 2, 1), basis="surat", **mandate)  # type: ignore[arg-type]


def test_a_meeting_of_the_board_is_of_whoever_does_the_work_of_a_seat() -> None:
    """Patrons have no vote (BRD-13); who stands in is kept out of strategic matters (ACT-03)."""
    body = seated_kpu()
    roll = call(body, kind=Kind.BOARD, on=date(2022, 2, 3)).called.roll
    (patron,) = roll.excluded

    assert patron.ground is Ground.PATRON
    assert patron.who.startswith("Ketua dan anggota KPU")
    assert roll.acting == ("kpu",)
    assert len(roll) == 2
    meeting = call(body, kind=Kind.BOARD, on=date(2022, 2, 3)).attend(*roll.voters)
    assert (meeting.quorum.present, meeting.quorum_for(Matter.STRATEGIC).present) == (2, 1)
    assert meeting.quorum_for(Matter.GRAVE).base == 1
    with pytest.raises(MeetingError) as refusal:
        meeting.deliberate("Plan", "changed", objections={"kpu": "no"}, matter=Matter.STRATEGIC)
    assert refusal.value.why.startswith("kpu only stands in, and a strategic matter")
    assert refusal.value.basis == "UU 30/2014 Pasal 14 ayat (7) (grade B, by analogy)"
    assert refusal.value.advice.startswith("let the holder decide")
    record = meeting.deliberate("Plan", "changed", matter=Matter.STRATEGIC).close()
    assert record.decisions[0].quorum.base == 1
    assert verify(record, body=body) == ()


def test_a_charter_may_let_who_stands_in_decide() -> None:
    """Where a cited provision opens strategic matters, nobody is kept out."""
    rules = charter("kpu_ri").override(rule("acting.strategic", value=True))
    body = seated_kpu().amend(rules, on=date(2022, 2, 2), basis="SK")

    assert call(body, kind=Kind.BOARD, on=date(2022, 2, 3)).called.roll.acting == ()


def test_without_a_board_there_is_no_meeting_of_it() -> None:
    """A board meeting needs a board in office."""
    with pytest.raises(MeetingError) as refusal:
        call(kind=Kind.BOARD)

    assert refusal.value.why == "no board is in office on 2015-11-02"
    assert refusal.value.advice == "let a members' meeting elect one first"


def test_a_holder_of_two_seats_has_one_vote() -> None:
    """A patron who also holds a seat with a vote is on the roll, once."""
    rules = NATIONAL.override(
        rule("board.seats_per_institution", 3), rule("seat.ketua_umum.votes", value=False)
    )
    places = {"Ketua Umum": "bps", "Ketua Pelaksana": "bps", "Sekretaris": "bps"}
    body = of_five(rules).elect(places, on=DAY, basis="SK")
    roll = call(body, kind=Kind.BOARD).called.roll

    assert roll.voters == ("bps",)
    assert {each.ground for each in roll.excluded} == {Ground.NO_SEAT}


def test_a_moment_is_local() -> None:
    """A time is of the day of the sitting; a step before the last one is refused."""
    meeting = call().attend("bps", at=time(9, 30))
    with pytest.raises(MeetingError) as refusal:
        meeting.attend("big", at=time(9, 0))

    assert str(meeting.floor.now) == "2015-11-02 09:30:00"
    assert refusal.value.what == "enter a step of 2015-11-02 09:00"
    assert refusal.value.why == "the meeting had come to 2015-11-02 09:30:00"
    assert (refusal.value.basis, refusal.value.advice) == (MODEL, "enter the steps in their order")
