from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from audited import DAY, HOLDS, NOT_APPLICABLE, UNDETERMINED, VIOLATED
from audited_meetings import CHAIR, SECRETARY, THREE, altered, forum, judged, met, ruled, statuses
from bakohumas.audit import RULES, Nomination, Rule, Status
from bakohumas.bodies import Body
from bakohumas.elections import (
    IRV,
    Approval,
    Borda,
    Draw,
    EmptyBox,
    Majority,
    Profile,
    Result,
    TieBreak,
    count,
)
from bakohumas.meetings import (
    Arrived,
    Business,
    Counted,
    Kind,
    Meeting,
    Record,
    TeamFormed,
)

FIVE = tuple(f"contoh-{each}" for each in "abcde")
AGREED = met().deliberate("Forum", "di Bogor").close()
CHOSEN = met().deliberate(CHAIR, THREE[0]).close()
SEEN_BY = ("saksi-1", "saksi-2", "saksi-3")


def stuck(body: Body | None = None) -> Meeting:
    """A meeting that could not agree on a chair."""
    return met(body).deliberate(CHAIR, THREE[0], objections={THREE[1]: "mencalonkan diri"})


def polled(*names: str, body: Body | None = None, stood: int = 2, **how: Any) -> Meeting:  # noqa: ANN401 - elect()
    """A meeting that counted ballots for the chair, of one name each."""
    papers = [[each] if each else [] for each in names]
    return stuck(body).elect(CHAIR, papers, candidates=THREE[:stood], **how)


def counted(result: Result) -> Record:
    """A record of a count made elsewhere, without the steps."""
    record = polled(*THREE[:1]).close()
    (decision,) = record.decisions
    changed = attrs.evolve(decision, result=result)
    return attrs.evolve(record, decisions=(changed,), steps=())


@pytest.mark.parametrize("each", [each for each in RULES if each.norm.chapter == "ELC"], ids=str)
def test_without_records_a_rule_on_elections_says_nothing_good(each: Rule) -> None:
    """It names what is missing, or is no matter; one that elected nobody is none either."""
    found = judged(each.id)

    assert {one.status for one in found} <= {Status.UNDETERMINED, Status.NOT_APPLICABLE}
    assert all(one.missing for one in found if one.status is Status.UNDETERMINED)
    assert statuses(each.id, AGREED) == NOT_APPLICABLE


def test_elc_01_the_roll_holds_members_alone() -> None:
    """A stranger on the roll is found; an empty box is no candidate."""
    wider = attrs.evolve(CHOSEN, roll=(*THREE, "partai"))
    box = [[THREE[2]], [THREE[2]], ["Kotak Kosong"]]
    result = count(box, EmptyBox(), candidates=[THREE[2], "Kotak Kosong"])
    (found,) = judged("ELC-01", wider)

    assert found.because[0] == "on the roll and no members: partai"
    assert statuses("ELC-01", polled(*THREE[:1]).close()) == HOLDS
    assert statuses("ELC-01", counted(result)) == HOLDS


def test_elc_02_a_charter_may_ask_for_a_vote_on_a_sole_candidate() -> None:
    """Against an empty box, where it says so."""
    box = [[THREE[2]], [THREE[2]], ["Kotak Kosong"]]
    record = counted(count(box, EmptyBox(), candidates=[THREE[2], "Kotak Kosong"]))
    rules = ruled("election.sole_candidate", "empty_box")

    assert statuses("ELC-02", record) == VIOLATED
    assert statuses("ELC-02", record, body=forum(rules)) == NOT_APPLICABLE


def test_elc_03_the_chair_of_an_association() -> None:
    """140 of 294 votes, 47.6 %, won in 2024 (Iprahumas-2024)."""
    votes = {(name,): n for name, n in zip(FIVE, (140, 90, 39, 25), strict=False)}
    (found,) = judged("ELC-03", counted(count(Profile.weighted(votes), Majority(None))))

    assert found.status is Status.HOLDS
    assert found.because[0].startswith("contoh-a had the most of 294 votes: contoh-a 140,")


def test_elc_03_other_methods() -> None:
    """An absolute majority and a method that is laid down are no matter; points are found."""
    papers = [[FIVE[0], FIVE[1], FIVE[2]]] * 3 + [[FIVE[1], FIVE[2], FIVE[0]]] * 2
    body = forum(members=FIVE)
    points = stuck(body).elect(CHAIR, papers, candidates=FIVE[:3], method=Borda()).close()
    laid_down = forum(ruled("election.method", "borda"), FIVE)
    preferences = [["contoh-a"]] * 4 + [["contoh-b"]] * 3 + [["contoh-c", "contoh-b"]] * 2
    overtaken = counted(count(preferences, IRV()))
    chosen = counted(count([[FIVE[0], FIVE[1]], [FIVE[0]]], Approval(2)))
    level = counted(count([[(FIVE[0], FIVE[1])], [FIVE[0], FIVE[1]]], Borda()))
    undecided = polled(*THREE[:2]).close()

    assert statuses("ELC-03", points, body=body) == VIOLATED
    assert statuses("ELC-03", points, body=laid_down) == NOT_APPLICABLE
    assert statuses("ELC-03", overtaken) == NOT_APPLICABLE
    assert statuses("ELC-03", chosen) == HOLDS
    assert statuses("ELC-03", level) == HOLDS
    assert statuses("ELC-03", undecided) == NOT_APPLICABLE


def test_elc_05_a_tie_takes_a_second_vote() -> None:
    """Two ties are settled by deliberation or a lot; a third vote is one too many."""
    once = polled(*THREE[:2])
    papers = [[each] for each in THREE[:2]]
    twice = once.elect(CHAIR, papers, candidates=THREE[:2])
    thrice = twice.elect(CHAIR, [papers[0]], candidates=THREE[:2])
    by_lot = ruled("election.tie", "lot")
    lot = TieBreak(lot="0451")
    settled = once.settle(CHAIR, lot, witnesses=SEEN_BY).close()
    (open_,) = judged("ELC-05", once.close())

    assert open_.missing == ("election.rounds",)
    assert statuses("ELC-05", settled) == VIOLATED
    assert statuses("ELC-05", settled, body=forum(by_lot)) == NOT_APPLICABLE
    assert statuses("ELC-05", twice.settle(CHAIR, lot, witnesses=SEEN_BY).close()) == HOLDS
    assert statuses("ELC-05", twice.deliberate(CHAIR, THREE[2]).close()) == HOLDS
    assert statuses("ELC-05", twice.close()) == UNDETERMINED
    assert statuses("ELC-05", thrice.close()) == VIOLATED
    acclaimed = stuck().elect(CHAIR, [], candidates=THREE[2:]).close()
    assert statuses("ELC-05", acclaimed) == NOT_APPLICABLE


def test_elc_06_too_few_witnesses_are_no_use_of_the_permission() -> None:
    """A draw by hand names its own."""
    agreed = polled(*THREE[:2], ties=TieBreak(lot="0451")).close()
    drawn = polled(*THREE[:2], ties=TieBreak(drawn=[Draw(THREE[:2], witnesses=SEEN_BY)])).close()

    assert statuses("ELC-06", agreed) == NOT_APPLICABLE
    assert statuses("ELC-06", drawn) == HOLDS


def test_elc_07_a_count_that_does_not_follow_from_its_ballots() -> None:
    """It stays open whether spoilt ballots were taken in."""
    (step,) = (each for each in polled(*THREE[:1]).steps if isinstance(each, Counted))
    result = step.result
    forged = attrs.evolve(result.stages[0], who=THREE[1:2])
    (found,) = judged("ELC-07", counted(attrs.evolve(result, stages=(forged,))))
    (blank,) = judged("ELC-07", polled(THREE[0], THREE[0], "").close())
    acclaimed = stuck().elect(CHAIR, [], candidates=THREE[2:]).close()

    assert found.status is Status.UNDETERMINED
    assert found.because[0].startswith("the count does not follow from the ballots: stage 1, who")
    assert blank.because[0] == "2 valid, 1 left out"
    assert statuses("ELC-07", acclaimed) == NOT_APPLICABLE


def test_elc_08_a_surplus_that_changes_nothing() -> None:
    """Three ballots of two voters, all for one; after several rounds nobody can tell."""
    clear = polled(*[THREE[0]] * 3).close()
    few = attrs.evolve(altered(clear, Arrived, who=THREE[:2]), attendance=THREE[:2])
    ranked = [["contoh-a"], ["contoh-b"], ["contoh-b"], ["contoh-c", "contoh-b"], ["contoh-a"]]
    rounds = counted(count(ranked, IRV()))
    void = attrs.evolve(few, decisions=())
    acclaimed = stuck().elect(CHAIR, [], candidates=THREE[2:]).close()
    (found,) = judged("ELC-08", few)

    assert found.because[0] == "3 ballots of 2 voters, too few to change the result"
    assert statuses("ELC-08", void) == HOLDS
    assert statuses("ELC-08", rounds) == VIOLATED
    assert statuses("ELC-08", acclaimed) == NOT_APPLICABLE


def nominated(candidate: str, **said: Any) -> Nomination:  # noqa: ANN401 - what is said of it
    """A nomination for the chair."""
    return Nomination(body="contoh", on=DAY, seat=CHAIR, candidate=candidate, **said)


def test_elc_09_willingness_and_support() -> None:
    """Supporters count who are on the roll; what nobody recorded of a candidate stays open."""
    backed = nominated(THREE[0], willing=True, supporters=("partai", THREE[1]))
    ten = forum(ruled("election.supporters", 10))
    (few,) = judged("ELC-09", CHOSEN, backed, body=ten)
    (open_,) = judged("ELC-09", CHOSEN, nominated(THREE[0]))

    assert statuses("ELC-09", CHOSEN, backed) == HOLDS
    assert few.because[0] == "stood for Ketua Umum with 1 supporter, 10 needed"
    assert open_.missing == ("election.nominations",)
    assert statuses("ELC-09", CHOSEN) == UNDETERMINED


def test_elc_10_who_leads_the_formateurs() -> None:
    """The one who was elected; where the meeting elected all there is no team to form."""
    whole = met()
    for seat, who in zip(forum().on(DAY).seats, THREE, strict=True):
        whole = whole.deliberate(seat.name, who)
    team = met().deliberate(CHAIR, THREE[0]).form_team(THREE[0], THREE[1:]).close()
    usurped = altered(team, TeamFormed, leader=THREE[1])
    other = met().deliberate(SECRETARY, THREE[2]).deliberate(CHAIR, THREE[0])
    late = other.form_team(THREE[0], THREE[1:2]).close()

    assert statuses("ELC-10", whole.close()) == NOT_APPLICABLE
    assert judged("ELC-10", CHOSEN)[0].missing == ("election.formateurs",)
    assert statuses("ELC-10", team) == HOLDS
    assert statuses("ELC-10", late) == HOLDS
    assert statuses("ELC-10", usurped) == VIOLATED


def test_elc_11_tellers() -> None:
    """None recorded stays open; another number may be laid down."""
    pair = polled(THREE[0], tellers=SEEN_BY[:2]).close()
    acclaimed = stuck().elect(CHAIR, [], candidates=THREE[2:]).close()

    assert judged("ELC-11", polled(THREE[0]).close())[0].missing == ("election.tellers",)
    assert statuses("ELC-11", pair) == VIOLATED
    assert statuses("ELC-11", pair, body=forum(ruled("election.tellers", 2))) == HOLDS
    assert statuses("ELC-11", acclaimed) == NOT_APPLICABLE


def test_elc_13_the_record_is_of_this_body_and_elects() -> None:
    """Another body's record, and one that decided on no seat of the board, are none."""
    foreign = attrs.evolve(CHOSEN, body="lain")

    for record, words in ((foreign, "is of another body, lain"), (AGREED, "elects nobody")):
        body = forum().elect({CHAIR: THREE[0]}, on=DAY, basis="SK", record=record.digest)
        (found,) = judged("ELC-13", record, body=body)

        assert found.status is Status.VIOLATED
        assert words in found.because[0]


def test_elc_14_the_outgoing_board() -> None:
    """It reports before another is elected; a seat filled in mid-term asks for none."""
    later = date(2020, 11, 2)
    body = forum().elect({CHAIR: THREE[0]}, on=DAY, basis="rapat (invented)")
    meeting = met(body, on=later)
    silent = meeting.deliberate(CHAIR, THREE[1]).close()
    rejected = meeting.proceed(Business.REPORT, accepted=False)
    reported = meeting.proceed(Business.REPORT).proceed(Business.DISCHARGE)
    kept = reported.deliberate(CHAIR, THREE[1]).close()
    undischarged = attrs.evolve(
        kept, steps=tuple(s for s in kept.steps if getattr(s, "item", "") != Business.DISCHARGE)
    )

    assert judged("ELC-14", silent, body=body)[0].missing == ("board.report",)
    assert statuses("ELC-14", rejected.close(), body=body) == NOT_APPLICABLE
    assert statuses("ELC-14", kept, body=body) == HOLDS
    assert statuses("ELC-14", undischarged, body=body) == VIOLATED
    assert statuses("ELC-14", CHOSEN) == NOT_APPLICABLE
    mid = DAY + timedelta(days=100)
    vacant = body.vacate(CHAIR, cause="death", on=mid, basis="surat (invented)")
    extra = met(vacant, kind=Kind.EXTRAORDINARY, on=mid).deliberate(CHAIR, THREE[2]).close()
    filled = vacant.replace(CHAIR, THREE[2], on=mid, basis="rapat", record=extra.digest)
    assert statuses("ELC-14", extra, body=filled) == NOT_APPLICABLE
