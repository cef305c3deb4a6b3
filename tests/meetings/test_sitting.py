from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from bakohumas.bodies import Body, Role
from bakohumas.errors import MODEL, MeetingError, QuorumNotMetError
from bakohumas.institutions import Institution, directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import (
    Adjourned,
    Arrived,
    Called,
    Fate,
    Floor,
    Left,
    MandateGiven,
    Matter,
    Meeting,
    Presided,
    Recalled,
    Welcomed,
    verify,
)
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
FIVE = ("bps", "big", "kominfo", "kemenkeu", "kemen-pupr")
NATIONAL = charter("national")
LETTER = "surat kuasa (invented)"


def rule(key: str, value: bool | int | str | tuple[str, ...] | None) -> Provision:  # noqa: FBT001 - as a provision has it
    """An invented provision, in force for ever."""
    return Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)


def under(*rules: Provision, of: int = 5) -> Meeting:
    """A meeting of a body with so many members, under provisions of its own."""
    body = Body.found("contoh", charter=NATIONAL.override(*rules), on=DAY, basis="invented")
    offices = [OFFICES[each] for each in FIVE] + [
        Institution(f"contoh-{n}", f"Kementerian Contoh {n}", "ministry", invented=True)
        for n in range(of - len(FIVE))
    ]
    body = body.admit(*offices[:of], on=DAY, basis="invented")
    return Meeting.call(body, on=DAY, place="Jakarta", basis="letter (invented)")


PROXIES = rule("meeting.proxies", value=True)


def test_attendance_is_followed_through_time() -> None:
    """Who comes is counted, who leaves no longer is, and whoever signed stays on the list."""
    meeting = under().attend("bps", "big", "kominfo", at=time(9, 0)).leave("big", at=time(10, 0))
    again = meeting.attend("big")

    assert meeting.present == ("bps", "kominfo")
    assert meeting.attendance == ("big", "bps", "kominfo")
    assert not meeting.quorum.met
    assert again.quorum.met
    assert again.attend("big") == again
    assert again.leave() == again
    assert again.steps[-2] == Left(("big",), at=datetime(2015, 11, 2, 10, 0))  # noqa: DTZ001 - the clock on the wall
    with pytest.raises(MeetingError) as refusal:
        again.leave("kemenkeu")
    assert refusal.value.what == "let kemenkeu leave"
    assert refusal.value.why == "kemenkeu has not signed the attendance list, or left"


def test_the_quorum_is_asked_for_again_when_people_have_left() -> None:
    """A meeting that was quorate decides nothing once too many have gone."""
    meeting = under().attend("bps", "big", "kominfo").deliberate("Agenda", "forum").leave("big")
    with pytest.raises(QuorumNotMetError, match="decide on Host: 2 members present, 3 required"):
        meeting.deliberate("Host", "bps")

    assert [each.subject for each in meeting.decisions] == ["Agenda"]
    assert verify(meeting.close()) == ()


def test_partners_and_guests_speak_and_do_not_vote() -> None:
    """MEM-09: their words are put down, and stop nothing."""
    meeting = under().attend(*FIVE[:3]).welcome("uncen", role=Role.PARTNER).welcome("person-1")
    said = meeting.deliberate("Agenda", "forum", opinions={"uncen": "in Papua", "person-1": "yes"})
    with pytest.raises(MeetingError) as refusal:
        meeting.deliberate("Agenda", "forum", objections={"uncen": "no"})

    assert said.decisions[0].chosen == "forum"
    assert said.deliberations[0].opinions == (("person-1", "yes"), ("uncen", "in Papua"))
    assert refusal.value.why == "it takes part without a vote (MEM-09)"
    assert refusal.value.basis == "default of this library (grade X)"
    assert refusal.value.advice == "put it down as an opinion"
    assert meeting.quorum.present == 3
    with pytest.raises(MeetingError) as strange:
        meeting.deliberate("Agenda", "forum", opinions={"pwi": "no"})
    assert (strange.value.what, strange.value.why) == ("hear pwi", "it was not welcomed")
    with pytest.raises(MeetingError, match="welcome bps as guest: it is on the roll"):
        meeting.welcome("bps")
    with pytest.raises(ValueError, match="a member signs the attendance list"):
        meeting.welcome("uncen", role=Role.MEMBER)
    mute = under(rule("partner.speaks", value=False)).attend(*FIVE)
    mute = mute.welcome("uncen", role=Role.PARTNER).welcome("person-1")
    assert mute.deliberate("Agenda", "forum", opinions={"person-1": "yes"}).decisions
    with pytest.raises(MeetingError, match="hear uncen: partners do not speak in this body"):
        mute.deliberate("Agenda", "forum", opinions={"uncen": "yes"})
    assert meeting.steps[-2] == Welcomed(("uncen",), Role.PARTNER)


def test_a_charter_silent_on_partners_gives_them_no_vote() -> None:
    """Without a provision the model itself keeps the vote to the roll."""
    kept = tuple(each for each in NATIONAL.provisions if each.key != "partner.votes")
    silent = Charter("diam", ("silent", "diam"), kept)
    body = Body.found("contoh", charter=silent, on=DAY, basis="invented")
    body = body.admit(OFFICES["bps"], on=DAY, basis="invented")
    meeting = Meeting.call(body, on=DAY, place="Jakarta", basis="letter").attend("bps")
    with pytest.raises(MeetingError) as refusal:
        meeting.welcome("uncen").deliberate("Agenda", "forum", objections={"uncen": "no"})

    assert refusal.value.basis == MODEL


def test_an_institution_may_send_another_representative() -> None:
    """C23: a letter of mandate within one institution; nobody holds two (MTG-06)."""
    meeting = under().mandate("bps", "person-7", basis=LETTER)
    with pytest.raises(MeetingError) as refusal:
        meeting.mandate("big", "person-7", basis=LETTER)

    assert meeting.steps[-1] == MandateGiven("bps", "person-7", LETTER)
    assert meeting.quorum.present == 0
    assert refusal.value.why == "it stands for bps already (MTG-06)"
    assert refusal.value.basis == "general knowledge (grade D)"
    assert refusal.value.advice == "let somebody else stand for it"
    with pytest.raises(MeetingError, match="kemenkes is not on the roll"):
        meeting.mandate("kemenkes", "person-8", basis=LETTER)
    with pytest.raises(MeetingError, match=r"does not allow it .* let the institution's own head"):
        under(rule("meeting.proxies_within", value=False)).mandate("bps", "x", basis=LETTER)
    two = under(rule("meeting.proxy_cap", 2)).mandate("bps", "person-7", basis=LETTER)
    assert two.mandate("big", "person-7", basis=LETTER).steps[2:]


def test_proxies_are_forbidden_unless_the_charter_allows_them() -> None:
    """MTG-07, by analogy with cooperatives; a silent charter allows none either."""
    with pytest.raises(MeetingError) as refusal:
        under().attend("bps").proxy("big", "bps", basis=LETTER)

    assert refusal.value.what == "let bps vote for big"
    assert refusal.value.why == "the charter does not allow it (MTG-07)"
    assert refusal.value.basis == "UU 25/1992 (grade X, by analogy)"
    kept = tuple(each for each in NATIONAL.provisions if each.key != "meeting.proxies")
    body = Body.found("contoh", charter=Charter("diam", ("s", "d"), kept), on=DAY, basis="SK")
    body = body.admit(OFFICES["bps"], OFFICES["big"], on=DAY, basis="SK")
    meeting = Meeting.call(body, on=DAY, place="Jakarta", basis="letter").attend("bps")
    with pytest.raises(MeetingError, match=r"\[charter diam\]"):
        meeting.proxy("big", "bps", basis=LETTER)


def test_a_proxy_counts_while_its_holder_is_there_and_its_giver_is_not() -> None:
    """QRM-10: it counts for the quorum and the vote, once, up to the cap."""
    meeting = under(PROXIES).attend("bps", "big").proxy("kominfo", "bps", basis=LETTER)

    assert meeting.present == ("big", "bps", "kominfo")
    assert meeting.attendance == ("big", "bps")
    assert meeting.quorum.met
    assert meeting.leave("bps").present == ("big",)
    assert meeting.attend("kominfo").leave("kominfo").present == ("big", "bps")
    with pytest.raises(MeetingError, match="it stands for kominfo already"):
        meeting.proxy("kemenkeu", "bps", basis=LETTER)
    for giver in ("kominfo", "big"):
        with pytest.raises(MeetingError, match="it is there itself, or gave its vote before"):
            meeting.proxy(giver, "big", basis=LETTER)
    with pytest.raises(MeetingError, match="kemen-pupr has not signed the attendance list"):
        meeting.proxy("kemenkeu", "kemen-pupr", basis=LETTER)
    with pytest.raises(MeetingError, match="anri is not on the roll"):
        meeting.proxy("anri", "big", basis=LETTER)
    voted = meeting.deliberate("Agenda", "forum", objections={"kominfo": "by letter"})
    open_vote = {"bps": "for", "kominfo": "against", "big": "for"}
    record = voted.vote("Agenda", "forum", open_vote).close()
    assert record.decisions[0].quorum.present == 3
    assert verify(record) == ()


def test_somebody_leads_and_is_no_chair_for_it() -> None:
    """C20: a temporary chair, then whoever the meeting lets preside; the record has the last."""
    meeting = under().preside("Sekretariat", temporary=True).attend("bps").preside("bps")

    assert meeting.presiding == meeting.close().presiding == "bps"
    assert meeting.steps[1] == Presided("Sekretariat", temporary=True)
    with pytest.raises(MeetingError) as refusal:
        under().preside("bps")
    assert refusal.value.why == "it is on the roll, and has not signed the attendance list"
    assert refusal.value.advice == "sign it in first"


def test_a_conference_without_quorum_is_put_off_by_a_month() -> None:
    """PWI KBB, article of 23 November 2023: of 27, 18 needed and 17 came; put off a month."""
    quorum = rule("meeting.quorum", ">= 2/3")
    meeting = under(quorum, of=27)
    meeting = meeting.attend(*meeting.roll[:17], at=time(9, 0)).convene(at=time(9, 30))
    with pytest.raises(QuorumNotMetError) as refusal:
        meeting.deliberate("Ketua Umum", "bps")
    suspended = meeting.adjourn(at=time(9, 30)).recall(at=time(11, 30)).convene()
    later = date(2015, 12, 2)
    off = suspended.adjourn(until=later)
    again = off.recall(on=later)

    assert (refusal.value.present, refusal.value.required) == (17, 18)
    assert suspended.floor.call == 2
    assert suspended.present == meeting.present
    assert again.floor.call == 3
    assert again.last_call
    assert again.present == ()
    assert again.roll == meeting.roll
    decided = again.attend(*again.roll[5:23]).deliberate("Ketua Umum", "bps").close()
    assert decided.decisions[0].quorum.required == 18
    assert [each.quorum.met for each in decided.calls] == [False, False]
    assert len(decided.attendance) == 23
    assert verify(decided) == ()


def unquorate(*rules: Provision) -> Meeting:
    """A meeting at its last call, with one of five there."""
    meeting = under(*rules).attend("bps")
    for _ in range(2):
        meeting = meeting.adjourn().recall()
    return meeting


def test_after_two_adjournments_there_is_no_third() -> None:
    """QRM-05: at most two for want of a quorum; a suspension for another reason is no such one."""
    meeting = unquorate()
    with pytest.raises(MeetingError) as refusal:
        meeting.adjourn()

    assert refusal.value.why == "it was adjourned for want of a quorum 2 times (QRM-05)"
    assert refusal.value.basis == "Tata Tertib DPR (1984) (grade X, by analogy)"
    assert refusal.value.advice == "let each matter go as the charter says: lapse()"
    full = under().attend(*FIVE)
    for _ in range(3):
        full = full.adjourn(reason="lunch").recall()
    assert (full.floor.call, full.floor.wanting) == (1, 0)
    assert full.quorum.met
    silent = under(rule("meeting.adjournments", 99)).attend("bps").adjourn().recall()
    assert not silent.last_call


def test_what_the_last_call_leaves_open_goes_as_the_charter_says() -> None:
    """QRM-07: a grave matter fails, another goes to the leadership; nothing is decided."""
    meeting = unquorate().lapse("Forum").lapse("Statute", matter=Matter.GRAVE)
    record = meeting.close()

    assert [(each.subject, each.fate) for each in record.lapsed] == [
        ("Forum", Fate.LEADERSHIP),
        ("Statute", Fate.FAILS),
    ]
    assert record.decisions == ()
    assert record.lapsed[0].basis == "UU 17/2014 (grade X, by analogy)"
    assert verify(record) == ()


def test_a_matter_lapses_at_the_last_call_only() -> None:
    """Not while another call is left, nor with a quorum, nor where the charter is silent."""
    with pytest.raises(MeetingError, match=r"another call is left .* adjourn the meeting, and"):
        under().attend("bps").lapse("Forum")
    with pytest.raises(MeetingError, match=r"there is a quorum .* decide on it"):
        unquorate().attend(*FIVE).lapse("Forum")
    with pytest.raises(MeetingError) as refusal:
        unquorate(rule("meeting.last_call", None)).lapse("Forum")
    assert refusal.value.why == "the charter does not say what follows the last call"
    decided = unquorate().attend(*FIVE).deliberate("Forum", "Bogor")
    with pytest.raises(MeetingError, match="this meeting has decided on it"):
        decided.lapse("Forum")
    kept = tuple(each for each in NATIONAL.provisions if "last_call" not in each.key)
    body = Body.found("contoh", charter=Charter("diam", ("s", "d"), kept), on=DAY, basis="SK")
    body = body.admit(OFFICES["bps"], OFFICES["big"], on=DAY, basis="SK")
    meeting = Meeting.call(body, on=DAY, place="Jakarta", basis="letter")
    for _ in range(2):
        meeting = meeting.adjourn().recall()
    with pytest.raises(MeetingError) as refusal:
        meeting.lapse("Forum")
    assert refusal.value.basis == "charter diam"
    assert "override 'meeting.last_call'" in refusal.value.advice


def test_a_charter_may_let_those_present_decide() -> None:
    """QRM-09: after the last call those present are enough, for what is not grave."""
    meeting = unquorate(rule("meeting.last_call", "present"))

    assert (meeting.quorum.required, meeting.quorum.met) == (1, True)
    assert not meeting.quorum_for(Matter.GRAVE).met
    assert "(>= 0/1 of the roll; SK 3/2015" in meeting.quorum.explain()
    record = meeting.deliberate("Forum", "Bogor").close()
    assert verify(record) == ()


def test_a_second_call_may_have_a_lower_quorum() -> None:
    """QRM-08: from one half to one third, where a cited provision says so."""
    meeting = under(rule("meeting.second_call", "> 1/3")).attend("bps", "big")
    second = meeting.adjourn().recall()

    assert (meeting.quorum.required, second.quorum.required) == (3, 2)
    assert second.deliberate("Forum", "Bogor").decisions


def test_a_grave_matter_may_have_a_quorum_of_its_own() -> None:
    """QRM-04: three quarters for the gravest, at every call."""
    meeting = under(
        rule("meeting.quorum_grave", ">= 3/4"), rule("meeting.second_call", "> 1/5")
    ).attend("bps", "big", "kominfo")
    with pytest.raises(QuorumNotMetError, match="3 members present, 4 required of 5"):
        meeting.deliberate("Statute", "new", matter=Matter.GRAVE)

    assert meeting.quorum_for(Matter.STRATEGIC).required == 3
    assert meeting.adjourn(reason="lunch").recall().quorum_for(Matter.GRAVE).required == 4


def test_an_adjourned_meeting_does_nothing() -> None:
    """It is recalled first; only an adjourned one is."""
    meeting = under().attend("bps").adjourn()
    with pytest.raises(MeetingError) as refusal:
        meeting.attend("big")

    assert (refusal.value.why, refusal.value.advice) == (
        "the meeting is adjourned",
        "recall it first",
    )
    steps: list[Callable[[], Meeting]] = [
        lambda: meeting.deliberate("Forum", "Bogor"),
        meeting.convene,
        meeting.adjourn,
        lambda: meeting.lapse("Forum"),
        lambda: meeting.preside("bps"),
        lambda: meeting.leave("bps"),
    ]
    for step in steps:
        with pytest.raises(MeetingError, match="the meeting is adjourned"):
            step()
    with pytest.raises(MeetingError, match="recall the meeting: it is not adjourned"):
        under().recall()
    ended = meeting.close()
    assert isinstance(ended.steps[-2], Adjourned)
    assert verify(ended) == ()


def test_a_recall_is_not_before_the_sitting() -> None:
    """The day comes from the caller, or from the moment; never before the last sitting."""
    meeting = under().attend("bps").adjourn(reason="x", until=date(2015, 11, 3))
    moment = datetime(2015, 11, 3, 9, 0)  # noqa: DTZ001 - local time
    recalled = meeting.recall(at=moment)

    assert recalled.steps[-1] == Recalled(2, date(2015, 11, 3), fresh=True, at=moment)
    assert meeting.recall(on=date(2015, 11, 3), fresh=False).present == ("bps",)
    with pytest.raises(ValueError, match="sat on 2015-11-02, and cannot go on on 2015-11-01"):
        meeting.recall(on=date(2015, 11, 1))
    with pytest.raises(MeetingError, match="enter a step of 2015-11-02 08:00"):
        recalled.attend("big", at=datetime(2015, 11, 2, 8, 0))  # noqa: DTZ001 - the clock on the wall
    with pytest.raises(TypeError, match="the moment of a step must be a datetime or a time"):
        meeting.recall(at="noon")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="a moment is local time"):
        meeting.recall(at=datetime(2015, 11, 3, 9, 0, tzinfo=UTC))


def test_how_long_an_adjournment_lasts_is_data() -> None:
    """C22: no gap is checked unless the charter says; days alone are judged when certain."""
    least = under(rule("meeting.gap_least", 24)).attend("bps")
    most = under(rule("meeting.gap_most", 1)).attend("bps")
    with pytest.raises(MeetingError) as refusal:
        least.adjourn(at=time(9, 0)).recall(at=time(11, 0))

    assert refusal.value.what == "recall the meeting on 2015-11-02"
    assert refusal.value.why == "an adjournment lasts at least 24 hours (QRM-06)"
    assert refusal.value.basis == "SK 3/2015 (grade C)"
    assert refusal.value.advice == "recall it at another time"
    with pytest.raises(MeetingError, match="lasts at most 1 hours"):
        most.adjourn(at=time(9, 0)).recall(at=time(11, 0))
    with pytest.raises(MeetingError, match="lasts at most 1 hours"):
        most.adjourn().recall(on=date(2015, 11, 5))
    assert most.adjourn().recall(on=date(2015, 11, 3)).floor.call == 2
    assert least.adjourn().recall().floor.call == 2
    suspended = most.attend(*FIVE).adjourn(at=time(9, 0))
    assert suspended.recall(at=time(11, 0)).floor.call == 1


def test_a_floor_begins_with_a_call() -> None:
    """Steps without the call lead nowhere."""
    with pytest.raises(TypeError, match="a meeting begins by being called, got Arrived"):
        Floor.after_all((Arrived(("bps",)),))
    called = under().called
    assert isinstance(called, Called)
    assert Floor.after_all((called,)) == under().floor
