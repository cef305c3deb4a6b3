from datetime import date, time, timedelta
from typing import Any

import attrs
import pytest

from audited import DAY, HOLDS, NOT_APPLICABLE, UNDETERMINED, VIOLATED
from audited_meetings import (
    CHAIR,
    SECRETARY,
    THREE,
    altered,
    bare,
    forum,
    judged,
    met,
    ruled,
    statuses,
    without,
)
from bakohumas.audit import RULES, Rule, Status
from bakohumas.meetings import Arrived, Business, Kind, Meeting, Tally

AGREED = met().deliberate("Forum", "di Bogor").close()
CHOSEN = met().deliberate(CHAIR, THREE[0]).close()


@pytest.mark.parametrize("each", [each for each in RULES if each.norm.chapter == "MTG"], ids=str)
def test_without_records_a_rule_on_meetings_says_nothing_good(each: Rule) -> None:
    """It names what is missing, or is no matter; MTG-07 judges the charter alone."""
    found = judged(each.id)

    if each.id == "MTG-07":
        assert [one.status for one in found] == HOLDS
    else:
        assert {one.status for one in found} <= {Status.UNDETERMINED, Status.NOT_APPLICABLE}
    assert all(one.missing for one in found if one.status is Status.UNDETERMINED)


def test_mtg_01_who_may_elect() -> None:
    """Members, and in mid-term the board; a term without a record stays open."""
    seats = {CHAIR: THREE[0], SECRETARY: THREE[1]}
    body = forum().elect(seats, on=DAY, basis="rapat (invented)")
    (unknown,) = judged("MTG-01", body=body)
    later = DAY + timedelta(days=100)
    vacant = body.vacate(CHAIR, cause="death", on=later, basis="surat (invented)")
    plenary = met(vacant, kind=Kind.BOARD, on=later).deliberate(CHAIR, THREE[2]).close()
    filled = vacant.replace(CHAIR, THREE[2], on=later, basis="pleno", record=plenary.digest)
    by_forum = attrs.evolve(CHOSEN, kind=Kind.FORUM)
    free = forum(ruled("meeting.elects", "forum"))

    assert unknown.missing == ("meeting.kind",)
    assert statuses("MTG-01", AGREED) == NOT_APPLICABLE
    assert statuses("MTG-01", plenary, body=filled) == HOLDS
    assert statuses("MTG-01", plenary, body=vacant) == VIOLATED
    assert statuses("MTG-01", by_forum) == VIOLATED
    assert statuses("MTG-01", by_forum, body=free) == HOLDS
    assert statuses("MTG-01", by_forum, body=forum(without("meeting.elects"))) == VIOLATED


def test_mtg_02_a_charter_may_put_another_organ_first() -> None:
    """Then the rule is no matter; a seat filled by the board's plenary overrules nobody."""
    other = forum(ruled("body.organs", ("board", "members")))
    same = forum(ruled("body.organs", ("members", "board")))
    word = forum(ruled("body.organs", "members"))
    seat = attrs.evolve(met().deliberate(CHAIR, THREE[1]).close(), kind=Kind.BOARD)
    again = attrs.evolve(AGREED, kind=Kind.BOARD)

    assert statuses("MTG-02", AGREED, body=other) == NOT_APPLICABLE
    assert statuses("MTG-02", AGREED, body=same) == HOLDS
    assert statuses("MTG-02", AGREED, body=word) == HOLDS
    assert statuses("MTG-02", CHOSEN, seat) == HOLDS
    assert statuses("MTG-02", AGREED, again) == HOLDS
    assert statuses("MTG-02", again) == UNDETERMINED


def test_mtg_03_invitations_and_years() -> None:
    """Notice is counted as the charter says; a year without a record is named and left open."""
    fortnight = DAY - timedelta(days=14)
    timely = met(invited=fortnight).close()
    short = forum(ruled("meeting.notice_days", 3))
    quick = met(short, invited=DAY - timedelta(days=3)).close()
    (late,) = judged("MTG-03", quick)
    (gap,) = judged("MTG-03", timely, on=date(2017, 1, 1))

    assert statuses("MTG-03", timely) == HOLDS
    assert statuses("MTG-03", quick, body=short) == HOLDS
    assert (late.status, late.because[0]) == (
        Status.VIOLATED,
        "invited on 30 October 2015, 3 days before it and not 14",
    )
    assert statuses("MTG-03", AGREED) == UNDETERMINED
    assert statuses("MTG-03", bare(AGREED)) == UNDETERMINED
    assert gap.missing == ("meeting.date",)
    assert "between 2 November 2015 and 1 January 2017" in gap.because[0]


def test_mtg_04_a_reason_is_wanted() -> None:
    """Without one it stays open; any other reason is for the members to weigh."""
    called = met(kind=Kind.EXTRAORDINARY).close()
    urgent = met(kind=Kind.EXTRAORDINARY, reason="bencana alam").close()
    (unknown,) = judged("MTG-04", called)

    assert unknown.missing == ("meeting.reason",)
    assert statuses("MTG-04", bare(urgent)) == UNDETERMINED
    assert statuses("MTG-04", urgent) == HOLDS
    assert statuses("MTG-04", urgent, called) == UNDETERMINED


def test_mtg_05_the_whole_order_of_business() -> None:
    """Temporary chair, ballots and formateurs count as items; another order may be laid down."""
    meeting = met().preside("sekretaris", temporary=True).proceed(Business.REPORT)
    meeting = meeting.proceed(Business.DISCHARGE)
    meeting = meeting.deliberate(CHAIR, THREE[0], objections={THREE[1]: "no"})
    voted = meeting.elect(CHAIR, [[THREE[0]]], candidates=THREE[:2])
    record = voted.form_team(THREE[0], THREE[1:2]).proceed(Business.CLOSING).close()
    (kept,) = judged("MTG-05", record)
    swapped = forum(ruled("meeting.order", ("report", "chair", "discharge", "election")))
    (late,) = judged("MTG-05", record, body=swapped)

    assert kept.because[0].startswith("election of a temporary chair, accountability report,")
    assert kept.because[0].endswith("formateurs and closing")
    assert late.because == (
        "came too late: accountability report",
        "terlambat dibahas: laporan pertanggungjawaban (LPJ)",
    )
    assert statuses("MTG-05", CHOSEN) == UNDETERMINED
    assert statuses("MTG-05", AGREED) == NOT_APPLICABLE


def test_mtg_06_mandates() -> None:
    """Forbidden by a charter they are found, and where there are none it is no matter."""
    sent = met().mandate(THREE[0], "person-7", basis="surat").close()
    closed = forum(ruled("meeting.proxies_within", value=False))

    assert statuses("MTG-06", sent) == HOLDS
    assert statuses("MTG-06", sent, body=closed) == VIOLATED
    assert statuses("MTG-06", AGREED) == NOT_APPLICABLE


def test_mtg_07_a_charter_that_allows_proxies_or_is_silent() -> None:
    """Only a ban makes use of the permission."""
    allowed = forum(ruled("meeting.proxies", value=True))

    assert statuses("MTG-07", body=allowed) == NOT_APPLICABLE
    assert statuses("MTG-07", body=forum(without("meeting.proxies"))) == NOT_APPLICABLE


def test_mtg_08_signatures() -> None:
    """Whoever voted or objected had signed; an empty list shows nothing."""
    stuck = met().deliberate("Forum", "di Bogor", objections={THREE[2]: "mahal"})
    named = dict.fromkeys(THREE, "for")
    voted = stuck.vote("Forum", "di Bogor", named, secret=False).close()
    two = altered(voted, Arrived, who=THREE[:2])
    (absent,) = judged("MTG-08", attrs.evolve(two, attendance=THREE[:2]))
    (decision,) = AGREED.decisions
    five = attrs.evolve(decision, quorum=attrs.evolve(decision.quorum, present=5))
    empty = Meeting.call(forum(), on=DAY, place="Jakarta", basis="undangan").close()

    assert statuses("MTG-08", voted) == HOLDS
    assert statuses("MTG-08", bare(voted)) == HOLDS
    assert absent.because[0] == "no signature on the attendance list: contoh-c"
    assert statuses("MTG-08", attrs.evolve(AGREED, decisions=(five,))) == VIOLATED
    assert statuses("MTG-08", empty) == UNDETERMINED
    assert statuses("MTG-08", bare(empty)) == UNDETERMINED


def test_mtg_09_only_the_call_tells_how_a_meeting_was_held() -> None:
    """In person it is no matter, and without the call it stays open."""
    online = met(place="", link="https://contoh.example").close()
    silent = forum(without("meeting.online"))

    assert statuses("MTG-09", AGREED) == NOT_APPLICABLE
    assert statuses("MTG-09", bare(AGREED)) == UNDETERMINED
    assert statuses("MTG-09", online, AGREED, body=silent) == HOLDS
    assert statuses("MTG-09", online, bare(AGREED)) == [Status.HOLDS, Status.UNDETERMINED]


def test_mtg_10_minutes_with_a_number_are_held_to_every_field() -> None:
    """Votes that nobody wrote down are missed as well; without a number nothing is final."""
    details: dict[str, Any] = {
        "number": "3/BA/2015",
        "agenda": ["Forum"],
        "presiding": "sekretaris",
    }
    stuck = met(**details).deliberate("Forum", "di Bogor", objections={THREE[2]: "mahal"})
    record = stuck.vote("Forum", "di Bogor", Tally(3)).close(at=time(12))
    (decision,) = record.decisions
    untold = attrs.evolve(record, decisions=(attrs.evolve(decision, vote=None),))
    (open_,) = judged("MTG-10", AGREED)
    (broken,) = judged("MTG-10", untold)

    assert statuses("MTG-10", record) == HOLDS
    assert broken.because == (
        "the minutes leave blank: votes",
        "berita acara tidak memuat hasil pemungutan suara",
    )
    assert broken.who == "3/BA/2015"
    assert open_.missing == ("meeting.minutes",)
    assert open_.because[0].endswith("(blank so far: number, time, chair and agenda)")


def test_mtg_11_a_meeting_on_the_board_alone_is_no_matter() -> None:
    """A members' meeting that decided on more doubles as the forum."""
    idle = met(kind=Kind.FORUM).close()

    assert statuses("MTG-11", CHOSEN) == NOT_APPLICABLE
    assert statuses("MTG-11", AGREED) == HOLDS
    assert statuses("MTG-11", AGREED, idle) == VIOLATED


def test_mtg_12_papua_was_warned_after_nearly_nine_months() -> None:
    """Inaugurated on 14 December 2016 and no meeting by September 2017 (PapuaBangkit-0903)."""
    day = date(2016, 12, 14)
    body = forum().elect({CHAIR: THREE[0]}, on=DAY, basis="rapat").inaugurate(on=day, basis="acara")
    late = met(body, on=date(2017, 9, 3)).close()
    (warned,) = judged("MTG-12", late, body=body)
    (open_,) = judged("MTG-12", AGREED, body=body, on=date(2017, 9, 3))

    assert warned.because[0] == (
        "inaugurated on 14 December 2016, and the first meeting on record is of "
        "3 September 2017, 263 days later"
    )
    assert open_.missing == ("meeting.date",)
    assert statuses("MTG-12", AGREED, body=body, on=date(2017, 1, 1)) == NOT_APPLICABLE
    assert statuses("MTG-12", AGREED) == NOT_APPLICABLE


def test_mtg_13_a_month_between_meetings() -> None:
    """Two meetings a quarter apart are not monthly."""
    kind, quarter = Kind.COORDINATION, date(2016, 2, 2)
    first, third = met(kind=kind).close(), met(kind=kind, on=quarter).close()

    assert statuses("MTG-13", first, third) == NOT_APPLICABLE
