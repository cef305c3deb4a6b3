from datetime import timedelta
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
from bakohumas.law import Charter
from bakohumas.meetings import Kind, Matter, Meeting, Record, Tally


def stuck(meeting: Meeting | None = None) -> Meeting:
    """A meeting that could not agree on the forum."""
    there = meeting or met()
    return there.deliberate("Forum", "di Bogor", objections={THREE[1]: "mahal"})


def voted(*tallies: Tally, rules: Charter = NATIONAL, **details: Any) -> Record:  # noqa: ANN401 - a vote
    """A motion that was put to the vote, as often as there are tallies."""
    meeting = stuck(met(forum(rules)))
    for tally in tallies:
        meeting = meeting.vote("Forum", "di Bogor", tally, **details)
    return meeting.close()


AGREED = met().deliberate("Forum", "di Bogor").close()
CARRIED, REJECTED = voted(Tally(2, 1)), voted(Tally(1, 2))
AT_ONCE = ruled("decision.consensus_first", value=False)


@pytest.mark.parametrize("each", [each for each in RULES if each.norm.chapter == "DEC"], ids=str)
def test_without_records_a_rule_on_decisions_says_nothing_good(each: Rule) -> None:
    """It names what is missing; the national charter has a majority for grave matters."""
    found = judged(each.id)

    if each.id == "DEC-04":
        assert [one.status for one in found] == HOLDS
    else:
        assert {one.status for one in found} <= {Status.UNDETERMINED, Status.NOT_APPLICABLE}
    assert all(one.missing for one in found if one.status is Status.UNDETERMINED)


def test_dec_01_consensus_may_be_declared_out_of_reach() -> None:
    """Lack of time counts as a failure, if it was put down."""
    late = met().deadlock("Forum", reason="waktu habis").vote("Forum", "di Bogor", Tally(3))
    (found,) = judged("DEC-01", late.close())

    assert found.because == (
        "by majority vote, after consensus was declared out of reach (waktu habis)",
        "suara terbanyak, setelah mufakat dinyatakan tidak tercapai (waktu habis)",
    )


def test_dec_02_every_vote_has_a_failure_before_it() -> None:
    """Votes that were not carried count too; a charter may let members vote at once."""
    at_once = met(forum(AT_ONCE)).vote("Forum", "di Bogor", Tally(3)).close()
    elected = met(forum(AT_ONCE)).elect(CHAIR, [[THREE[0]]], candidates=THREE[:2]).close()
    acclaimed = met(forum(AT_ONCE)).elect(CHAIR, [], candidates=THREE[:1]).close()
    (decision,) = CARRIED.decisions
    unproved = attrs.evolve(CARRIED, decisions=(attrs.evolve(decision, attempts=()),))

    assert statuses("DEC-02", REJECTED) == HOLDS
    assert statuses("DEC-02", at_once) == VIOLATED
    assert statuses("DEC-02", elected) == VIOLATED
    assert statuses("DEC-02", at_once, body=forum(AT_ONCE)) == NOT_APPLICABLE
    assert statuses("DEC-02", acclaimed) == NOT_APPLICABLE
    assert statuses("DEC-02", AGREED) == NOT_APPLICABLE
    assert statuses("DEC-02", bare(CARRIED)) == HOLDS
    assert statuses("DEC-02", bare(unproved)) == VIOLATED
    assert statuses("DEC-02", bare(AGREED)) == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("base", "favour", "expected"),
    [
        ("valid", 1, Status.HOLDS),
        ("cast", 1, Status.VIOLATED),
        ("present", 1, Status.VIOLATED),
        ("members", 1, Status.VIOLATED),
        ("members", 2, Status.HOLDS),
    ],
)
def test_dec_03_a_majority_is_a_share_of_a_stated_base(
    base: str, favour: int, expected: Status
) -> None:
    """One of one valid vote is a majority, one of three members is none."""
    soft = ruled("decision.threshold", ">= 1/3")
    record = voted(Tally(favour, invalid=1), rules=soft)
    (found,) = judged("DEC-03", record, body=forum(ruled("decision.base", base)))

    assert found.status is expected


def test_dec_03_grave_matters_and_silence() -> None:
    """A grave motion goes by its own share; silence leaves the norm, an unread text nothing."""
    soft = ruled("decision.grave", "> 1/2")
    grave = voted(Tally(2, 1), rules=soft, matter=Matter.GRAVE)
    strict = forum(ruled("decision.grave", ">= 3/4"))
    silent = forum(without("decision.threshold", "decision.base"))
    unread = forum(ruled("decision.threshold", None))
    (fewer,) = judged("DEC-03", grave, body=strict)

    assert statuses("DEC-03", grave, body=forum(soft)) == HOLDS
    assert fewer.because[0].startswith("2 for, of 3 members present; 3 needed (>= 3/4; SK 2/2015")
    assert statuses("DEC-03", CARRIED, body=silent) == HOLDS
    assert statuses("DEC-03", bare(CARRIED)) == HOLDS
    assert statuses("DEC-03", CARRIED, body=unread) == UNDETERMINED
    assert statuses("DEC-03", REJECTED) == NOT_APPLICABLE


def test_dec_04_a_charter_without_a_majority_of_its_own() -> None:
    """Then nobody makes use of the permission."""
    assert statuses("DEC-04", CARRIED, body=forum(without("decision.grave"))) == NOT_APPLICABLE


def test_dec_05_whoever_was_chosen_is_seated() -> None:
    """So is whoever follows in mid-term; what rests on no record is no matter."""
    record = met().deliberate(CHAIR, THREE[0]).close()
    others = {CHAIR: THREE[0], SECRETARY: THREE[1]}
    body = forum().elect(others, on=DAY, basis="SK (invented)", record=record.digest)
    later = DAY + timedelta(days=100)
    vacant = body.vacate(CHAIR, cause="death", on=later, basis="surat (invented)")
    plenary = met(vacant, kind=Kind.BOARD, on=later).deliberate(CHAIR, THREE[2]).close()
    filled = vacant.replace(CHAIR, THREE[2], on=later, basis="pleno", record=plenary.digest)
    (found,) = judged("DEC-05", record, body=body)

    assert found.because[0] == "1 seat filled as the meeting decided"
    assert [fact.value for fact in found.facts] == [THREE[0], THREE[0]]
    assert statuses("DEC-05", plenary, body=filled) == HOLDS
    assert statuses("DEC-05", record, body=filled, on=DAY) == HOLDS
    assert statuses("DEC-05", AGREED) == NOT_APPLICABLE
    assert statuses("DEC-05", body=body) == UNDETERMINED


def test_dec_06_how_the_votes_were_given() -> None:
    """Open and secret votes are told apart; where nobody voted nothing was made use of."""
    named = stuck().vote("Forum", "di Bogor", dict.fromkeys(THREE, "for"), secret=False).close()
    (found,) = judged("DEC-06", named, CARRIED)

    assert found.because[0] == "2 votes, 1 open and 1 secret; 0 abstentions"
    assert statuses("DEC-06", AGREED) == NOT_APPLICABLE


def test_dec_07_a_second_vote() -> None:
    """It is in order, or a consensus after the first; without either it stays open."""
    agreed = stuck().vote("Forum", "di Bogor", Tally(1, 2)).deliberate("Forum", "di Depok").close()
    (open_,) = judged("DEC-07", REJECTED)

    assert statuses("DEC-07", voted(Tally(1, 2), Tally(2, 1))) == HOLDS
    assert statuses("DEC-07", agreed) == HOLDS
    assert open_.missing == ("decision.rounds",)
    assert statuses("DEC-07", CARRIED) == NOT_APPLICABLE


def test_dec_08_ballots_hold_no_names() -> None:
    """An open vote on persons is found with who voted; a charter may allow it."""
    open_ = ruled("decision.secret_persons", value=False)
    named = stuck(met(forum(open_))).vote(
        "Forum", "di Bogor", dict.fromkeys(THREE, "for"), persons=True
    )
    ballots = met().deliberate(CHAIR, THREE[0], objections={THREE[1]: "no"})
    counted = ballots.elect(CHAIR, [[THREE[0]]], candidates=THREE[:2]).close()
    acclaimed = met(forum(AT_ONCE)).elect(CHAIR, [], candidates=THREE[:1]).close()
    (found,) = judged("DEC-08", named.close())

    assert found.because[0] == "an open vote on persons (by contoh-a, contoh-b and contoh-c)"
    assert statuses("DEC-08", named.close(), body=forum(open_)) == NOT_APPLICABLE
    assert statuses("DEC-08", counted) == HOLDS
    assert statuses("DEC-08", acclaimed) == NOT_APPLICABLE
    assert statuses("DEC-08", CARRIED) == NOT_APPLICABLE
