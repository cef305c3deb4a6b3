from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs
import pytest

from bakohumas.bodies import Body
from bakohumas.elections import Acclamation, Action, How, Profile, Stage, TieBreak
from bakohumas.errors import MODEL, MeetingError
from bakohumas.institutions import directory
from bakohumas.languages import Lang, pick
from bakohumas.law import Charter, Citation, Grade, Provision, Threshold, charter
from bakohumas.meetings import (
    Base,
    Business,
    Choice,
    Counted,
    Deadlocked,
    FollowedUp,
    Kind,
    Matter,
    Meeting,
    Objected,
    Outcome,
    Proceeded,
    Tally,
    TeamFormed,
    Voted,
    verify,
)
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
FIVE = ("bps", "big", "kominfo", "kemenkeu", "kemen-pupr")
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
NATIONAL = charter("national")


def rule(key: str, value: bool | int | str | tuple[str, ...]) -> Provision:  # noqa: FBT001 - as a provision has it
    """An invented provision, in force for ever."""
    return Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)


def without(*keys: str) -> Charter:
    """The national charter, silent on some keys."""
    kept = tuple(each for each in NATIONAL.provisions if each.key not in keys)
    return Charter("diam", ("silent", "diam"), kept)


def met(rules: Charter = NATIONAL, *, kind: Kind = Kind.MEMBERS) -> Meeting:
    """A meeting of five, all of them there."""
    body = Body.found("contoh", charter=rules, on=DAY, basis="invented")
    body = body.admit(*(OFFICES[each] for each in FIVE), on=DAY, basis="invented")
    call = Meeting.call(body, kind=kind, on=DAY, place="Jakarta", basis="letter (invented)")
    return call.attend(*FIVE)


def stuck(rules: Charter = NATIONAL, subject: str = "Forum") -> Meeting:
    """A meeting in which consensus on something has failed."""
    proposal = "bps" if subject in {CHAIR, EXECUTIVE, SECRETARY} else "in Bogor"
    return met(rules).deliberate(subject, proposal, objections={"big": "too far"})


def last(meeting: Meeting) -> Voted:
    """The vote that was the last step."""
    step = meeting.steps[-1]
    assert isinstance(step, Voted)
    return step


def test_a_motion_is_carried_by_more_than_half_of_those_present() -> None:
    """DEC-03: of five who signed, three; whoever abstains or spoils a vote is not for it."""
    carried = stuck().vote("Forum", "in Bogor", Tally(3, 1, abstain=1))
    failed = stuck().vote("Forum", "in Bogor", Tally(2, invalid=1))
    (decision,) = carried.decisions
    vote = last(carried).vote

    assert (decision.outcome, decision.chosen, decision.elected) == (
        Outcome.VOTE,
        "in Bogor",
        ("in Bogor",),
    )
    assert decision.vote == vote
    assert (vote.base, vote.of, vote.needed, vote.secret) == (Base.PRESENT, 5, 3, True)
    assert vote.threshold == Threshold(Fraction(1, 2), strict=True)
    assert failed.decisions == ()
    assert not last(failed).vote.carried
    assert last(failed).vote.explain().endswith(": not carried.")
    assert last(failed).vote.explain("id").endswith(": tidak disetujui.")
    assert decision.explain().splitlines() == [
        "Forum: no consensus on in Bogor; objections of big (too far).",
        (
            "Forum: in Bogor was put to a secret vote: 3 for, 1 against, 1 abstaining, 0 invalid; "
            "of 5 members present, 3 were needed (> 1/2; Tata Tertib DPR (1984) (grade X, by "
            "analogy)): carried."
        ),
    ]
    assert decision.explain("id").splitlines()[1] == (
        "Forum: in Bogor diputuskan melalui pemungutan suara rahasia: 3 setuju, 1 menolak, "
        "1 abstain, 0 tidak sah; dari 5 anggota yang hadir, diperlukan 3 (> 1/2; Tata Tertib "
        "DPR (1984) (tingkat X, secara analogi)): disetujui."
    )
    assert verify(carried.close()) == verify(failed.close()) == ()


@pytest.mark.parametrize(
    ("base", "of", "carried"),
    [("valid", 3, True), ("cast", 4, False), ("present", 4, False), ("members", 5, False)],
)
def test_the_base_of_a_majority_is_data(base: str, of: int, *, carried: bool) -> None:
    """Two votes of three valid ones are enough, of four cast or present they are not."""
    meeting = stuck(NATIONAL.override(rule("decision.base", base))).leave("kemenkeu")
    voted = meeting.vote("Forum", "in Bogor", Tally(2, 1, invalid=1))

    assert (last(voted).vote.base, last(voted).vote.of) == (Base(base), of)
    assert bool(voted.decisions) is carried
    assert verify(voted.close()) == ()


def test_no_vote_at_all_carries_nothing() -> None:
    """Where the base is empty one vote is needed still."""
    meeting = stuck(
        NATIONAL.override(rule("decision.base", "valid"), rule("decision.threshold", ">= 1/2"))
    )

    assert meeting.vote("Forum", "in Bogor", Tally(invalid=2)).decisions == ()


def test_a_grave_matter_has_its_own_majority() -> None:
    """DEC-04: two thirds of those present, four of five; a strategic one as the charter says."""
    grave = stuck().vote("Forum", "in Bogor", Tally(3, 2), matter=Matter.GRAVE)
    plain = stuck().vote("Forum", "in Bogor", Tally(3, 2), matter=Matter.STRATEGIC)
    own = stuck(NATIONAL.override(rule("decision.strategic", ">= 4/5")))
    own = own.vote("Forum", "in Bogor", Tally(3, 2), matter=Matter.STRATEGIC)

    assert (last(grave).vote.needed, last(plain).vote.needed, last(own).vote.needed) == (4, 3, 4)
    assert last(grave).vote.law.basis == "UU 23/2014 Pasal 183 (grade X, by analogy)"
    assert plain.decisions[0].matter is Matter.STRATEGIC


def test_an_open_vote_says_who_voted_how() -> None:
    """A secret one cannot, and a vote by hands may be open without names."""
    votes = {"bps": "for", "big": "against", "kominfo": "for", "kemenkeu": "for"}
    named = stuck().vote("Forum", "in Bogor", votes)
    hands = stuck().vote("Forum", "in Bogor", Tally(3, 2), secret=False)

    assert last(named).vote.names[0] == ("big", Choice.AGAINST)
    assert last(named).vote.tally == Tally(3, 1)
    assert last(named).explain().startswith("Forum: in Bogor was put to an open vote: 3 for")
    assert (last(hands).vote.secret, last(hands).vote.names) == (False, ())
    assert verify(named.close()) == verify(hands.close()) == ()
    with pytest.raises(ValueError, match="a secret vote does not say who voted how"):
        stuck().vote("Forum", "in Bogor", votes, secret=True)
    with pytest.raises(ValueError, match="the vote of bps must be one of for, against,"):
        stuck().vote("Forum", "in Bogor", {"bps": "aye"})
    with pytest.raises(MeetingError, match="count the vote of anri: it has not signed"):
        stuck().vote("Forum", "in Bogor", {"anri": "for"})
    with pytest.raises(TypeError, match="the votes must be a Tally or a Mapping"):
        stuck().vote("Forum", "in Bogor", [3, 2])  # type: ignore[arg-type]


def test_a_vote_on_persons_is_secret() -> None:
    """DEC-08, unless the charter says otherwise or is silent."""
    with pytest.raises(MeetingError) as refusal:
        stuck().vote("Forum", "in Bogor", {"bps": "for"}, persons=True)

    assert refusal.value.why == "it concerns persons, and the vote is open (DEC-08)"
    assert refusal.value.basis == "Tata Tertib DPR (1984) (grade D, by analogy)"
    assert refusal.value.advice == "vote in writing and in secret"
    assert last(stuck().vote("Forum", "in Bogor", Tally(3), persons=True)).vote.persons
    silent = stuck(without("decision.secret_persons"))
    assert last(silent.vote("Forum", "in Bogor", {"bps": "for"}, persons=True)).vote.persons


def test_nobody_votes_more_often_than_there_are_members() -> None:
    """More votes than institutions present are refused: ELC-08."""
    with pytest.raises(MeetingError, match="6 ballots were cast by 5 institutions"):
        stuck().vote("Forum", "in Bogor", Tally(5, 1))


def test_a_vote_comes_after_consensus_and_is_repeated_once() -> None:
    """DEC-01, DEC-02 and DEC-07; a deadlock may be declared for lack of time."""
    with pytest.raises(MeetingError, match="vote on Forum: consensus was not tried first"):
        met().vote("Forum", "in Bogor", Tally(3))
    late = met().deadlock("Forum", reason="lack of time")
    twice = late.vote("Forum", "in Bogor", Tally(1)).vote("Forum", "in Bali", Tally(2))
    with pytest.raises(MeetingError) as refusal:
        twice.vote("Forum", "in Bogor", Tally(5))

    assert late.steps[-1] == Deadlocked("Forum", "lack of time")
    assert refusal.value.why == "it was not carried in 2 votes (DEC-07)"
    assert refusal.value.basis == "Tata Tertib DPR (1984) (grade X, by analogy)"
    assert refusal.value.advice == "take it up in another meeting"
    assert late.vote("Forum", "in Bogor", Tally(1)).vote("Forum", "in Bali", Tally(3)).decisions
    silent = stuck(without("decision.repeats"))
    for _ in range(3):
        silent = silent.vote("Forum", "in Bogor", Tally(1))
    assert verify(silent.close()) == verify(twice.close()) == ()


def test_a_seat_is_not_filled_by_a_motion() -> None:
    """For a seat ballots are counted."""
    with pytest.raises(ValueError, match=r"Ketua Umum is a seat: elect\(\) counts the ballots"):
        stuck(subject=CHAIR).vote(CHAIR, "bps", Tally(5))


def test_a_decision_carries_follow_ups() -> None:
    """Who does what by when, for what was decided."""
    meeting = met().deliberate("Forum", "in Bogor").deliberate("Host", "bps")
    meeting = meeting.follow_up("Forum", who="bps", what="book a room", by=date(2015, 12, 1))
    record = meeting.follow_up("Host", who="bps", what="invite").close()

    assert record.follow_ups("Forum") == (
        FollowedUp("Forum", "bps", "book a room", date(2015, 12, 1)),
    )
    assert len(record.follow_ups()) == 2
    with pytest.raises(MeetingError) as refusal:
        meeting.follow_up("Budget", who="bps", what="count")
    assert refusal.value.why == "this meeting has decided nothing on it"
    with pytest.raises(ValueError, match="is not done by 2015-11-01"):
        meeting.follow_up("Forum", who="bps", what="book", by=date(2015, 11, 1))
    with pytest.raises(ValueError, match="what must not be blank"):
        meeting.follow_up("Forum", who="bps", what=" ")


def test_only_a_members_meeting_elects_the_board() -> None:
    """MTG-01: an FGD fills no seat, unless a charter says so or is silent."""
    with pytest.raises(MeetingError) as refusal:
        met(kind=Kind.FGD).deliberate(CHAIR, "bps")

    assert refusal.value.what == "elect the Ketua Umum"
    assert refusal.value.why == "a focus group discussion does not elect the board (MTG-01)"
    assert refusal.value.basis == "PM Kominfo 35/2014 (grade B)"
    assert refusal.value.advice == "call a members' meeting"
    assert met(kind=Kind.EXTRAORDINARY).deliberate(CHAIR, "bps").decisions
    assert met(without("meeting.elects"), kind=Kind.FGD).deliberate(CHAIR, "bps").decisions
    alone = NATIONAL.override(rule("meeting.elects", "fgd"))
    assert met(alone, kind=Kind.FGD).deliberate(CHAIR, "bps").decisions
    with pytest.raises(MeetingError, match="does not elect the board"):
        met(alone, kind=Kind.COORDINATION).deliberate(CHAIR, "bps")


def test_the_board_decides_who_replaces_a_holder() -> None:
    """The plenary may put a member without a seat on a vacant one; a stranger it may not."""
    places = {"Ketua Umum": "bps", "Sekretaris": "kominfo"}
    body = Body.found("contoh", charter=NATIONAL, on=DAY, basis="SK 1/2015")
    body = body.admit(*directory(on=DAY).in_category("non_ministerial"), on=DAY, basis="SK")
    body = body.admit(directory(on=DAY).find("Kominfo"), on=DAY, basis="SK")
    body = body.elect(places, on=DAY, basis="SK")
    board = Meeting.call(body, kind=Kind.BOARD, on=DAY, place="Jakarta", basis="undangan")
    board = board.attend(*board.roll)
    outside = next(each for each in body.on(DAY).register.institutions if each not in board.roll)

    assert board.deliberate("Ketua Pelaksana", outside).decisions[0].chosen == outside
    with pytest.raises(MeetingError, match="it was not a member"):
        board.deliberate("Ketua Pelaksana", "stranger")


def tied() -> Meeting:
    """A meeting in which a tie has stopped a count."""
    ballots = [["bps"], ["kominfo"]]
    return stuck(subject=CHAIR).elect(
        CHAIR, ballots, candidates=["bps", "kominfo"], tellers=["person-1"]
    )


def test_a_tie_stops_the_count_and_elects_nobody() -> None:
    """The count that stopped is in the record; the meeting may vote again."""
    meeting = tied()
    step = meeting.steps[-1]

    assert isinstance(step, Counted)
    assert not step.result.complete
    assert meeting.decisions == ()
    assert verify(meeting.close()) == ()
    again = meeting.elect(CHAIR, [["bps"], ["bps"]], candidates=["bps", "kominfo"])
    assert again.decisions[0].chosen == "bps"


def test_a_lot_before_witnesses_settles_a_tie() -> None:
    """ELC-06: both counts are in the record, and the lot needs three witnesses."""
    witnesses = ["person-1", "person-2", "person-3"]
    ties = TieBreak(lot="0451")
    settled = tied().settle(CHAIR, ties, witnesses=witnesses)
    first, second = (each for each in settled.steps if isinstance(each, Counted))
    with pytest.raises(MeetingError) as refusal:
        tied().settle(CHAIR, ties, witnesses=["person-1", "person-1"])

    assert (first.result.complete, second.result.complete) == (False, True)
    assert (second.tellers, second.witnesses) == (("person-1",), tuple(witnesses))
    assert second.result.profile == first.result.profile
    assert settled.decisions[0].result == second.result
    assert refusal.value.what == "settle the tie for Ketua Umum"
    assert refusal.value.why == "the lot has 1 witnesses, not 3 (ELC-06)"
    assert refusal.value.basis == "Tata Tertib DPR (1984) (grade X, by analogy)"
    assert refusal.value.advice == "draw it again before enough witnesses"
    record = settled.close()
    assert verify(record, digest=record.digest) == ()
    assert "Saksi undian: person-1, person-2 dan person-3." in second.explain("id")
    agreed = tied().settle(CHAIR, TieBreak(order=("kominfo", "bps")))
    assert agreed.decisions[0].chosen == "kominfo"
    assert (
        stuck(without("election.lot_witnesses"), CHAIR)
        .elect(CHAIR, [["bps"], ["big"]], candidates=["bps", "big"])
        .settle(CHAIR, ties)
        .decisions
    )


def test_a_tie_break_only_adds() -> None:
    """What was agreed on before the count holds; and without a tie there is nothing to settle."""
    before = TieBreak(order=("bps",))
    ballots = [["bps"], ["kominfo"]]
    meeting = stuck(subject=CHAIR).elect(CHAIR, ballots, candidates=["bps", "kominfo"], ties=before)
    for ties in (before, TieBreak(lot="7"), TieBreak(backwards=False, order=("bps",), lot="7")):
        with pytest.raises(MeetingError) as refusal:
            meeting.settle(CHAIR, ties)

        assert refusal.value.why == (
            "it drops, or does not add to, what was agreed on before the count"
        )
        assert refusal.value.basis == MODEL
    with pytest.raises(MeetingError, match="no tie has stopped a count for it"):
        stuck(subject=CHAIR).settle(CHAIR, before)
    with pytest.raises(TypeError, match="the tie-break must be a TieBreak"):
        meeting.settle(CHAIR, "lot")  # type: ignore[arg-type]


@attrs.frozen
class Together:
    """A way to elect several at once, as a host may write it: whoever is first on the paper."""

    def __str__(self) -> str:
        return "first on the paper"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "as they stand", "menurut urutan")

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterator[Stage]:  # noqa: ARG002 - as methods have it
        """Elect them."""
        who = profile.candidates[:seats]
        tallies = tuple((name, 1) for name in profile.candidates)
        yield Stage(1, tallies, 0, 1, Action.ELECTED, who, How.NEEDED)


def test_a_method_may_fill_several_seats() -> None:
    """Whatever the method, all whom it elects are named, and barred from other seats."""
    ballots = Profile.of([["bps"], ["big"]], candidates=["bps", "big"])
    meeting = stuck(subject=CHAIR).elect(
        CHAIR, ballots, candidates=["bps", "big"], method=Together(), seats=2
    )
    (decision,) = meeting.decisions

    assert (decision.elected, decision.chosen) == (("bps", "big"), "bps, big")
    with pytest.raises(MeetingError, match="this meeting elected it Ketua Umum"):
        meeting.deliberate(SECRETARY, "big")
    with pytest.raises(ValueError, match=r"the ballots are for .*, not for"):
        stuck(subject=CHAIR).elect(CHAIR, ballots, candidates=["bps"], method=Together())
    assert verify(meeting.close()) == ()


def test_a_profile_may_be_handed_over_as_it_is() -> None:
    """Ballots that were gathered before need not be taken apart."""
    votes = Profile.of([["bps"]], candidates=["bps"])
    meeting = met().deliberate(CHAIR, "big", objections={"big": "no time"})
    record = meeting.elect(CHAIR, votes, candidates=("bps",), method=Acclamation()).close()

    assert record.decisions[0].outcome is Outcome.ACCLAMATION


def test_an_electing_meeting_keeps_the_order_of_business() -> None:
    """MTG-05 and ELC-14: chair, rules, report, discharge, election, formateurs, closing."""
    meeting = met().proceed(Business.CHAIR).preside("Sekretariat", temporary=True)
    meeting = meeting.proceed(Business.RULES).proceed(Business.REPORT, accepted=False, note="late")
    with pytest.raises(MeetingError) as refusal:
        meeting.proceed(Business.DISCHARGE)
    reported = meeting.proceed(Business.REPORT)
    with pytest.raises(MeetingError) as early:
        reported.deliberate(CHAIR, "bps")
    discharged = reported.proceed(Business.DISCHARGE)
    with pytest.raises(MeetingError) as late:
        discharged.proceed(Business.RULES)
    elected = discharged.deliberate(CHAIR, "bps")
    formed = elected.form_team("bps", ["big"], due=date(2015, 12, 2))
    record = formed.proceed(Business.FORMATEURS).proceed(Business.CLOSING).close()

    assert meeting.steps[-1] == Proceeded(Business.REPORT, "late", accepted=False)
    assert refusal.value.what == "take up the discharge of the board"
    assert refusal.value.why == "its accountability report was not accepted (ELC-14)"
    assert refusal.value.basis == "ATAKI (grade X, by analogy)"
    assert refusal.value.advice == "let it report, and the meeting accept"
    assert early.value.why == "the outgoing board has reported, and is not discharged (ELC-14)"
    assert late.value.why == "the discharge of the board came before it (MTG-05)"
    assert late.value.advice == "keep the order of business, or override 'meeting.order'"
    with pytest.raises(MeetingError, match="the election came before it"):
        met().deliberate(CHAIR, "bps").proceed(Business.REPORT)
    assert TeamFormed("bps", ("big",), date(2015, 12, 2)) in record.steps
    assert verify(record) == ()


def test_a_charter_may_have_another_order() -> None:
    """Items that it does not order come when they come; a silent one orders none."""
    short = NATIONAL.override(rule("meeting.order", ("rules", "election")))
    came = met(short).proceed(Business.RULES).proceed(Business.CHAIR)
    assert came.steps[-1] == Proceeded(Business.CHAIR)
    came = met(NATIONAL.override(rule("meeting.order", "any"))).proceed(Business.CHAIR)
    assert came.steps[-1] == Proceeded(Business.CHAIR)
    silent = met(without("meeting.order"))
    assert silent.proceed(Business.CLOSING).proceed(Business.CHAIR).steps[2:]
    with pytest.raises(MeetingError, match=r"\[charter diam\]"):
        silent.proceed(Business.DISCHARGE)


def test_formateurs_are_led_by_whoever_was_elected() -> None:
    """ELC-10: the winner leads; the others are members."""
    meeting = met().deliberate(CHAIR, "bps").deliberate("Host", "big")
    with pytest.raises(MeetingError) as refusal:
        meeting.form_team("big")

    assert refusal.value.why == "this meeting has not elected it (ELC-10)"
    with pytest.raises(MeetingError, match="make anri a formateur: anri is not on the roll"):
        meeting.form_team("bps", ["anri"])
    with pytest.raises(TypeError, match="the formateurs must be a list or a tuple"):
        meeting.form_team("bps", "big")


def test_whoever_attended_may_object_to_the_minutes() -> None:
    """The objection is part of the record; a stranger's is not."""
    meeting = met().leave("big").object("big", why="the place is wrong")

    assert meeting.close().objections == (Objected("big", "the place is wrong"),)
    with pytest.raises(MeetingError) as refusal:
        meeting.object("anri", why="not invited")
    assert refusal.value.advice == "let whoever attended object"
