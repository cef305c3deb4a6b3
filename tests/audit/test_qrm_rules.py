from typing import Any

import attrs
import pytest

from audited import DAY, HOLDS, NOT_APPLICABLE, UNDETERMINED, VIOLATED
from audited_meetings import (
    CHAIR,
    NATIONAL,
    SECRETARY,
    THREE,
    bare,
    forum,
    judged,
    met,
    ruled,
    statuses,
    without,
)
from bakohumas.audit import RULES, Rule, Status
from bakohumas.bodies import Role
from bakohumas.institutions import Institution
from bakohumas.law import Charter
from bakohumas.meetings import Kind, Matter, Meeting, Record

AGREED = met().deliberate("Forum", "di Bogor").close()
FIVE = tuple(f"contoh-{each}" for each in "abcde")


def decided(record: Record, **changes: Any) -> Record:  # noqa: ANN401 - any field
    """A record of which the one decision says something else."""
    (decision,) = record.decisions
    return attrs.evolve(record, decisions=(attrs.evolve(decision, **changes),))


def alone(rules: Charter = NATIONAL, times: int = 0) -> Meeting:
    """A meeting with one of three there, adjourned so often for want of a quorum."""
    meeting = Meeting.call(forum(rules), on=DAY, place="Jakarta", basis="undangan")
    meeting = meeting.attend(THREE[0]).convene()
    for _ in range(times):
        meeting = meeting.adjourn().recall().convene()
    return meeting


@pytest.mark.parametrize("each", [each for each in RULES if each.norm.chapter == "QRM"], ids=str)
def test_without_records_a_rule_on_quorum_says_nothing_good(each: Rule) -> None:
    """It names what is missing; what a charter may ask for is no matter where it does not."""
    found = judged(each.id)

    assert {one.status for one in found} == {
        Status.NOT_APPLICABLE if each.permits else Status.UNDETERMINED
    }
    assert all(one.missing for one in found if one.status is Status.UNDETERMINED)


def test_qrm_01_who_left_does_not_count_and_who_is_represented_may() -> None:
    """The quorum of a decision is that of its moment, with the proxies that the charter allows."""
    rules = ruled("meeting.proxies", value=True)
    meeting = Meeting.call(forum(rules), on=DAY, place="Jakarta", basis="undangan")
    proxied = meeting.attend(THREE[0]).proxy(THREE[1], THREE[0], basis="surat kuasa")
    record = proxied.deliberate("Forum", "di Bogor").close()
    left = met().deliberate("Forum", "di Bogor").leave(*THREE[1:]).close()
    (counted,) = judged("QRM-01", record, body=forum(rules))

    assert counted.because[0].startswith("2 of 3 member institutions present, 2 required")
    assert statuses("QRM-01", left) == HOLDS
    assert [fact.key for fact in counted.facts] == [
        "meeting.quorum",
        "body.members",
        "meeting.attendance",
    ]


def test_qrm_01_each_call_and_matter_has_its_quorum() -> None:
    """A second call, the last one and a grave matter go by provisions of their own."""
    second = ruled("meeting.second_call", ">= 1/3")
    lower = alone(second, 1).deliberate("Forum", "di Bogor").close()
    present = ruled("meeting.last_call", "present")
    last = alone(present, 2).deliberate("Forum", "di Bogor").close()
    grave = ruled("meeting.quorum_grave", "> 2/3")
    two = Meeting.call(forum(), on=DAY, place="Jakarta", basis="undangan").attend(*THREE[:2])
    matter = two.deliberate("Forum", "di Bogor", matter=Matter.GRAVE).close()

    assert statuses("QRM-01", lower, body=forum(second)) == HOLDS
    assert statuses("QRM-01", lower) == VIOLATED
    assert statuses("QRM-01", last, body=forum(present)) == HOLDS
    assert statuses("QRM-01", last) == VIOLATED
    assert statuses("QRM-01", matter) == HOLDS
    assert statuses("QRM-01", matter, body=forum(grave)) == VIOLATED


def test_qrm_01_a_record_without_steps_has_its_lists() -> None:
    """The statement is taken where it tells of fewer, and the roll is that of the members."""
    stated = decided(AGREED, quorum=attrs.evolve(AGREED.decisions[0].quorum, present=1))
    unread = ruled("meeting.quorum", None)

    assert statuses("QRM-01", bare(AGREED)) == HOLDS
    assert statuses("QRM-01", bare(stated)) == VIOLATED
    assert statuses("QRM-01", attrs.evolve(bare(AGREED), roll=THREE[:2])) == UNDETERMINED
    assert judged("QRM-01", AGREED, body=forum(unread))[0].missing == ("meeting.quorum",)
    assert statuses("QRM-01", met().close()) == NOT_APPLICABLE
    silent = without("meeting.quorum", "decision.threshold")
    assert statuses("QRM-01", AGREED, body=forum(silent)) == HOLDS


@pytest.mark.parametrize(
    ("members", "half", "more"), [(5, 4, 1), (7, 5, 1), (27, 15, 1), (38, 20, 0)]
)
def test_qrm_02_half_plus_one_is_stricter_for_odd_numbers(
    members: int, half: int, more: int
) -> None:
    """The figures of the quorum table (C21)."""
    names = tuple(f"contoh-{n:02}" for n in range(members))
    (found,) = judged("QRM-02", body=forum(ruled("meeting.quorum", ">= 1/2 + 1"), names))

    assert f": {half} of {members} members, {more} more than by one half alone" in found.because[0]


def test_qrm_03_two_thirds_of_27_are_18() -> None:
    """An association needed 18 of 27, and 17 came (PWI-KBB)."""
    names = tuple(f"contoh-{n:02}" for n in range(27))
    (found,) = judged("QRM-03", body=forum(ruled("meeting.quorum", ">= 2/3"), names))

    assert found.because[0].endswith("18 of 27 members")


def test_qrm_04_both_kinds_of_matter() -> None:
    """A quorum for strategic matters and one for grave ones stand side by side."""
    both = ruled("meeting.quorum_strategic", ">= 2/3", ruled("meeting.quorum_grave", ">= 3/4"))
    (found,) = judged("QRM-04", AGREED, body=forum(both, FIVE))

    assert "(organisation, personnel, budget): 4 of 5 members" in found.because[0]
    assert "a grave matter: 4 of 5 members" in found.because[0]


def test_qrm_05_a_meeting_without_a_quorum() -> None:
    """It is adjourned; one that simply ended is found, one that filled up in time is not."""
    full = alone().attend(*THREE[1:]).convene().deliberate("Forum", "di Bogor").close()

    assert statuses("QRM-05", alone().close()) == VIOLATED
    assert statuses("QRM-05", alone(times=1).close()) == HOLDS
    assert statuses("QRM-05", full) == HOLDS
    assert statuses("QRM-05", AGREED) == NOT_APPLICABLE


def test_qrm_06_hours_at_least_and_at_most() -> None:
    """Both bounds are told."""
    rules = ruled("meeting.gap_most", 72, ruled("meeting.gap_least", 24))
    (found,) = judged("QRM-06", body=forum(rules))

    assert "at least 24 hours by" in found.because[0]
    assert "paling lama 72 jam menurut" in found.because[1]


def test_qrm_07_what_became_of_a_matter() -> None:
    """A grave one fails and another goes to the leadership; a matter that nobody named is open."""
    waiting = alone(times=2)
    lapsed = waiting.lapse("Forum").lapse("Bubar", matter=Matter.GRAVE).close()
    softer = ruled("meeting.last_call_grave", "leadership")
    unread = ruled("meeting.last_call", None)
    silent = forum(without("meeting.last_call", "meeting.last_call_grave"))
    (open_,) = judged("QRM-07", waiting.close())

    assert statuses("QRM-07", lapsed) == HOLDS * 2
    assert statuses("QRM-07", lapsed, body=silent) == HOLDS * 2
    assert sorted(statuses("QRM-07", lapsed, body=forum(softer))) == ["holds", "violated"]
    assert sorted(statuses("QRM-07", lapsed, body=forum(unread))) == ["holds", "undetermined"]
    assert open_.missing == ("decision.class",)
    assert statuses("QRM-07", AGREED) == NOT_APPLICABLE
    assert statuses("QRM-07", bare(AGREED)) == NOT_APPLICABLE


def test_qrm_08_a_second_call_that_asks_for_more_is_no_use_of_it() -> None:
    """Only a lower quorum is permitted here; the meetings that came to it are noted."""
    higher = forum(ruled("meeting.second_call", ">= 3/4"))
    lower = forum(ruled("meeting.second_call", ">= 1/3"))
    alone_ = without("meeting.quorum")
    open_ = forum(ruled("meeting.second_call", ">= 1/3", alone_))

    assert statuses("QRM-08", body=higher) == NOT_APPLICABLE
    assert statuses("QRM-08", alone(times=1).close(), body=lower) == HOLDS
    assert statuses("QRM-08", body=open_) == HOLDS


def test_qrm_10_a_mandate_is_no_proxy() -> None:
    """Whoever is represented may count where proxies are allowed, and a bystander harms nothing."""
    rules = ruled("meeting.proxies", value=True)
    meeting = Meeting.call(forum(rules), on=DAY, place="Jakarta", basis="undangan")
    proxied = meeting.attend(*THREE[:2]).proxy(THREE[2], THREE[0], basis="surat kuasa")
    record = proxied.deliberate("Forum", "di Bogor").close()
    modest = decided(record, quorum=attrs.evolve(record.decisions[0].quorum, present=2))
    (found,) = judged("QRM-10", record)

    assert found.because[0] == "the quorum counts contoh-c, only represented there"
    assert statuses("QRM-10", modest) == HOLDS
    assert statuses("QRM-10", record, body=forum(rules)) == HOLDS
    assert statuses("QRM-10", AGREED) == NOT_APPLICABLE


def test_qrm_11_an_institution_counts_once() -> None:
    """A list that names one twice is found, and so is a base beyond the roll."""
    twice = attrs.evolve(AGREED, attendance=(*THREE, THREE[0]))
    beyond = decided(AGREED, quorum=attrs.evolve(AGREED.decisions[0].quorum, base=9))

    assert statuses("QRM-11", twice) == VIOLATED
    assert statuses("QRM-11", beyond) == VIOLATED
    assert statuses("QRM-11", bare(AGREED)) == HOLDS
    assert statuses("QRM-11", met().close()) == NOT_APPLICABLE


def test_qrm_12_partners_and_mute_seats() -> None:
    """Partners stand on the roll only where the charter gives them a vote."""
    partner = Institution("mitra", "Mitra Contoh", "ministry", invented=True)
    rules = ruled("partner.votes", value=True)
    body = forum(rules).admit(partner, role=Role.PARTNER, on=DAY, basis="SK 2 (invented)")
    record = met(body).deliberate("Forum", "di Bogor").close()
    (found,) = judged(
        "QRM-12", record, body=forum().admit(partner, role=Role.PARTNER, on=DAY, basis="SK 2")
    )

    assert "mitra" in record.roll
    assert statuses("QRM-12", record, body=body) == NOT_APPLICABLE
    assert (found.status, found.who) == (Status.VIOLATED, "mitra")


def test_qrm_12_the_roll_of_a_board_meeting() -> None:
    """Whoever holds a seat without a vote is not on it; without a board nobody holds one."""
    seats = ruled("board.seats", ("Pembina", CHAIR, SECRETARY))
    mute = ruled("seat.pembina.votes", value=False, base=seats)
    holders = {"Pembina": THREE[2], CHAIR: THREE[0], SECRETARY: THREE[1]}
    body, voting = (
        forum(rules).elect(holders, on=DAY, basis="rapat (invented)") for rules in (mute, seats)
    )
    right = met(body, kind=Kind.BOARD).deliberate("Forum", "di Bogor").close()
    wrong = met(voting, kind=Kind.BOARD).deliberate("Forum", "di Bogor").close()
    (found,) = judged("QRM-12", wrong, body=body)

    assert statuses("QRM-12", right, body=body) == HOLDS
    assert (found.status, found.who) == (Status.VIOLATED, THREE[2])
    assert statuses("QRM-12", wrong, body=voting) == HOLDS
    assert statuses("QRM-12", wrong) == HOLDS
