from collections.abc import Callable
from datetime import date

import pytest

from bakohumas.bodies import Body
from bakohumas.elections import IRV
from bakohumas.errors import MODEL, MeetingError, QuorumNotMetError, SeatError
from bakohumas.institutions import directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Deliberation, Kind, Meeting, Outcome
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
FIVE = ("bps", "big", "kominfo", "kemenkeu", "kemen-pupr")
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
NATIONAL = charter("national")


def rule(key: str, value: bool | int | str | tuple[str, ...]) -> Provision:  # noqa: FBT001 - as a provision has it
    """An invented provision, in force for ever."""
    return Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)


def of_five(rules: Charter = NATIONAL) -> Body:
    """A body with five members and no board."""
    body = Body.found("nasional", charter=rules, on=DAY, basis="invented")
    return body.admit(*(OFFICES[each] for each in FIVE), on=DAY, basis="invented")


def called(rules: Charter = NATIONAL, *, present: tuple[str, ...] = FIVE) -> Meeting:
    """A meeting of the five, with some of them present."""
    meeting = Meeting.call(of_five(rules), on=DAY, place="Jakarta", basis="letter (invented)")
    return meeting.attend(*present)


def contested(rules: Charter = NATIONAL) -> Meeting:
    """A meeting in which consensus on the chair has failed."""
    return called(rules).deliberate(CHAIR, "kominfo", objections={"bps": "stands itself"})


def test_the_roll_is_the_register_of_the_day() -> None:
    """Who is a member on the day is on the roll; who joins or leaves later changes nothing."""
    body = of_five()
    meeting = Meeting.call(body, on=DAY, place="Jakarta", basis=Citation("SK 1/2015"))
    later = Meeting.call(
        body.withdraw("bps", on=date(2015, 11, 3), basis="letter"),
        kind=Kind("extraordinary"),
        on=date(2015, 11, 3),
        place="daring",
        presiding="kominfo",
        basis="letter",
    )

    assert meeting.roll == tuple(sorted(FIVE))
    assert (meeting.kind, meeting.basis, meeting.presiding) == (Kind.MEMBERS, "SK 1/2015", "")
    assert "bps" not in later.roll
    assert later.kind is Kind.EXTRAORDINARY


def test_attendance_counts_institutions_once() -> None:
    """Signing twice counts once, in one call or in two."""
    meeting = called(present=("bps", "bps")).attend("kominfo", "bps")

    assert meeting.attendance == ("bps", "kominfo")
    assert meeting.quorum.present == 2


def test_a_stranger_does_not_sign() -> None:
    """Who is not on the roll is refused as an elector, and told to come as a guest."""
    with pytest.raises(MeetingError) as refusal:
        called().attend("kemenkes")

    assert refusal.value.what == "sign kemenkes in"
    assert refusal.value.why == "it was not a member on 2015-11-02"
    assert refusal.value.basis == MODEL
    assert refusal.value.advice.startswith("let it take part as a guest")


def test_the_quorum_statement_in_both_languages() -> None:
    """The minutes state who is there, how many are needed, by which rule, and what follows."""
    short, full = called(present=FIVE[:2]).quorum, called(present=FIVE[:3]).quorum

    assert short.explain() == (
        "2 of 5 member institutions present, 3 required (> 1/2 of the roll; "
        "UU 23/2014 Pasal 183 ayat (2) huruf c (grade X, by analogy)): not quorate."
    )
    assert full.explain().endswith(": quorate.")
    assert short.explain("id").startswith("2 dari 5 lembaga anggota hadir, diperlukan 3 (> 1/2 ")
    assert short.explain("id").endswith(": tidak kuorum.")
    assert full.explain("id").endswith(": kuorum.")


def test_a_meeting_without_quorum_decides_nothing() -> None:
    """Neither by consensus nor by vote; the refusal says who is missing, and on which basis."""
    meeting = called(present=FIVE[:2])
    with pytest.raises(QuorumNotMetError) as refusal:
        meeting.deliberate("Agenda", "forum in Bogor")
    with pytest.raises(QuorumNotMetError, match="decide on Ketua Umum"):
        meeting.elect(CHAIR, [], candidates=["bps"])

    assert (refusal.value.present, refusal.value.required) == (2, 3)
    assert refusal.value.what == "decide on Agenda"
    assert refusal.value.why == "2 members present, 3 required of 5"
    assert refusal.value.basis == meeting.quorum.basis
    assert refusal.value.advice == "invite 1 more or adjourn the meeting"


def test_the_quorum_is_asked_for_at_each_decision() -> None:
    """A decision keeps the quorum as it stood then, not as it stands in the end."""
    meeting = called(present=FIVE[:3]).deliberate("Agenda", "forum in Bogor")
    meeting = meeting.attend("kemenkeu").deliberate("Host", "bps")

    assert [each.quorum.present for each in meeting.decisions] == [3, 4]


def test_an_empty_meeting_is_never_quorate() -> None:
    """Even where the share of the roll comes to nobody, one institution must be there."""
    body = Body.found(
        "kosong", charter=NATIONAL.override(rule("meeting.quorum", ">= 1/2")), on=DAY, basis="SK"
    )
    meeting = Meeting.call(body, on=DAY, place="Jakarta", basis="letter")

    with pytest.raises(QuorumNotMetError, match="0 members present, 1 required of 0"):
        meeting.deliberate("Agenda", "forum in Bogor")


def test_a_charter_sets_its_own_quorum() -> None:
    """Where the charter asks for two thirds, three of five are too few."""
    meeting = called(NATIONAL.override(rule("meeting.quorum", ">= 2/3")), present=FIVE[:3])

    with pytest.raises(QuorumNotMetError, match=r"4 required of 5 \[SK 3/2015 \(grade C\)\]"):
        meeting.deliberate("Agenda", "forum in Bogor")


def test_consensus_without_objection_decides() -> None:
    """Mufakat: nobody objects, and the proposal is decided."""
    meeting = called().deliberate(CHAIR, "kominfo")
    (decision,) = meeting.decisions

    assert (decision.outcome, decision.chosen) == (Outcome.CONSENSUS, "kominfo")
    assert decision.attempts == meeting.deliberations == (Deliberation(CHAIR, "kominfo"),)
    assert decision.result is None
    assert decision.explain() == "Ketua Umum: kominfo was agreed by consensus."
    assert decision.explain("id") == "Ketua Umum: kominfo disepakati secara mufakat."


def test_an_objection_is_a_deadlock_until_the_vote() -> None:
    """With an objection nothing is decided; then the members vote, and the attempt is kept."""
    stuck = contested()
    ballots = [["bps"], ["bps", "kominfo"], ["kominfo"], ["bps"], ["kominfo"]]
    meeting = stuck.elect(CHAIR, ballots, candidates=["kominfo", "bps"])
    (decision,) = meeting.decisions

    assert stuck.decisions == ()
    assert (decision.outcome, decision.chosen) == (Outcome.VOTE, "bps")
    assert decision.attempts == stuck.deliberations
    assert decision.explain().splitlines() == [
        "Ketua Umum: no consensus on kominfo; objections of bps (stands itself).",
        "Ketua Umum: by majority vote.",
        (
            "Round 1: of 5 votes in play, 3 were needed; kominfo 2 and bps 3; "
            "bps reached the number needed and was elected."
        ),
        "Elected: bps; of 5 ballots cast, 5 were valid, 0 blank and 0 spoilt.",
    ]
    assert decision.explain("id").startswith(
        "Ketua Umum: kominfo tidak mencapai mufakat; keberatan dari bps (stands itself).\n"
        "Ketua Umum: suara terbanyak.\n"
    )


def test_a_second_attempt_may_succeed() -> None:
    """After a deadlock another proposal may find consensus; both attempts are kept."""
    meeting = contested().deliberate("Agenda", "forum", objections={"bps": "later"})
    (decision,) = meeting.deliberate(CHAIR, "bps").decisions

    assert [each.proposal for each in decision.attempts] == ["kominfo", "bps"]
    assert [each.agreed for each in decision.attempts] == [False, True]


def test_a_vote_needs_a_deliberation_first() -> None:
    """Voting at once is refused, citing the provision with its grade, as an analogy."""
    with pytest.raises(MeetingError) as refusal:
        called().elect(CHAIR, [["bps"]], candidates=["bps", "kominfo"])

    assert refusal.value.what == "vote on the Ketua Umum"
    assert refusal.value.why == "consensus was not tried first (DEC-01, DEC-02)"
    assert refusal.value.basis == "UU 23/2014 Pasal 182 (grade X, by analogy)"
    assert refusal.value.advice == "deliberate on a proposal, and record the objections"


@pytest.mark.parametrize(
    "rules",
    [
        NATIONAL.override(rule("decision.consensus_first", value=False)),
        Charter(
            "diam",
            ("silent on consensus", "tanpa musyawarah"),
            tuple(each for each in NATIONAL.provisions if each.key != "decision.consensus_first"),
        ),
    ],
    ids=["waived", "silent"],
)
def test_a_charter_may_let_a_meeting_vote_at_once(rules: Charter) -> None:
    """Where the charter waives consensus, or is silent, a vote needs no deliberation."""
    meeting = called(rules).elect(CHAIR, [["bps"], ["bps"]], candidates=["bps", "kominfo"])

    assert meeting.decisions[0].chosen == "bps"
    assert meeting.decisions[0].explain().startswith("Ketua Umum: by majority vote.\nRound 1:")


def test_an_objector_is_present() -> None:
    """Who has not signed the attendance list cannot block a consensus."""
    with pytest.raises(MeetingError) as refusal:
        called(present=FIVE[:3]).deliberate(CHAIR, "bps", objections={"kemenkeu": "no"})

    assert refusal.value.what == "hear the objection of kemenkeu"
    assert refusal.value.advice == "sign it in first"


def voted(meeting: Meeting, who: str) -> Meeting:
    """The meeting after it has elected somebody to the chair."""
    return meeting.elect(CHAIR, [[who]], candidates=["big", who])


def agreed(meeting: Meeting, who: str) -> Meeting:
    """The meeting after it has agreed on somebody for the chair."""
    return meeting.deliberate(CHAIR, who)


@pytest.mark.parametrize("choose", [agreed, voted])
def test_an_ex_officio_seat_is_not_elected(choose: Callable[[Meeting, str], Meeting]) -> None:
    """In practice the chair goes with a post: no vote and no consensus fills it."""
    with pytest.raises(SeatError) as refusal:
        choose(called(charter("national_practice")), "bps")

    assert refusal.value.what == "elect the Ketua Umum"
    assert refusal.value.why == "the seat is ex officio; an election for it is an error (ELC-12)"
    assert refusal.value.basis == "InfoPublik-2018 (grade C)"
    assert refusal.value.advice.startswith("seat the holder of the post")


def test_a_seat_that_the_board_has_not_is_not_elected() -> None:
    """A treasurer, or a slip of the pen, is refused with the seats that there are."""
    with pytest.raises(SeatError) as refusal:
        called().elect("Bendahara", [["bps"]], candidates=["bps"])

    assert refusal.value.why == (
        "the board has no such seat, but Ketua Umum, Ketua Pelaksana and Sekretaris"
    )
    assert refusal.value.basis == "default of this library (grade X)"
    assert "override 'board.seats'" in refusal.value.advice


@pytest.mark.parametrize("choose", [agreed, voted])
def test_only_members_stand(choose: Callable[[Meeting, str], Meeting]) -> None:
    """A stranger is neither elected nor chosen by consensus: the board is from the members."""
    with pytest.raises(MeetingError) as refusal:
        choose(contested(), "kemenkes")

    assert refusal.value.what == "let kemenkes stand for Ketua Umum"
    assert refusal.value.why.endswith("the board comes from the members (ELC-01)")
    assert refusal.value.basis == "PM Kominfo 35/2014 (grade B)"
    assert refusal.value.advice == "nominate a member"


def test_winners_leave_the_later_contests() -> None:
    """BRD-10: who was elected to one seat stands for no other in the same meeting."""
    meeting = called().deliberate(CHAIR, "kominfo")
    with pytest.raises(MeetingError) as refusal:
        meeting.deliberate(SECRETARY, "kominfo")

    assert refusal.value.what == "let kominfo stand for Sekretaris"
    assert refusal.value.why == "this meeting elected it Ketua Umum (BRD-10)"
    assert refusal.value.basis == "default of this library (grade X)"
    assert refusal.value.advice == "nominate another member"


def test_a_decision_that_fills_no_seat_bars_nobody() -> None:
    """The host of a forum may still be elected: BRD-10 counts seats, not decisions."""
    meeting = called().deliberate("Host of the next forum", "kominfo").deliberate(CHAIR, "kominfo")

    assert [each.chosen for each in meeting.decisions] == ["kominfo", "kominfo"]


def test_a_charter_may_drop_the_limit() -> None:
    """Where a cited provision allows two seats, or none limits them, a winner may stand again."""
    two = NATIONAL.override(rule("board.seats_per_institution", 2))
    silent = Charter(
        "tanpa-batas",
        ("without a limit", "tanpa batas"),
        tuple(each for each in NATIONAL.provisions if each.key != "board.seats_per_institution"),
    )
    for rules in (two, silent):
        meeting = called(rules).deliberate(CHAIR, "kominfo").deliberate(SECRETARY, "kominfo")

        assert {each.chosen for each in meeting.decisions} == {"kominfo"}
    with pytest.raises(MeetingError, match="elected it Ketua Umum, Sekretaris"):
        called(two).deliberate(CHAIR, "bps").deliberate(SECRETARY, "bps").deliberate(
            EXECUTIVE, "bps"
        )


def test_nobody_votes_twice() -> None:
    """More ballots than institutions present are refused: ELC-08."""
    with pytest.raises(MeetingError) as refusal:
        contested().elect(CHAIR, [["bps"]] * 6, candidates=["bps", "kominfo"])

    assert refusal.value.why == "6 ballots were cast by 5 institutions (ELC-08)"
    assert refusal.value.basis == MODEL
    assert refusal.value.advice == "let every institution present vote once, and vote again"


def test_one_candidate_is_elected_by_acclamation() -> None:
    """Where only one stands nobody need vote, unless a method is asked for."""
    aclaimed = contested().elect(CHAIR, [], candidates=["bps"])
    counted = contested().elect(CHAIR, [["bps"]], candidates=["bps"], method=IRV())

    assert aclaimed.decisions[0].outcome is Outcome.ACCLAMATION
    assert aclaimed.decisions[0].chosen == "bps"
    assert "Ketua Umum: aklamasi.\n" in aclaimed.decisions[0].explain("id")
    assert counted.decisions[0].outcome is Outcome.VOTE


def test_whom_somebody_opposed_is_voted_on() -> None:
    """A sole candidate to whom an objection stands is no matter for acclamation."""
    opposed = called().deliberate(CHAIR, "bps", objections={"kominfo": "no"})
    voted = opposed.elect(CHAIR, [["bps"], ["bps"], []], candidates=["bps"])

    assert voted.decisions[0].outcome is Outcome.VOTE


def test_whoever_signs_in_may_be_handed_over_as_a_directory_holds_it() -> None:
    """An institution or its unit signs in as well as its id does; a slip is told plainly."""
    offices = directory(on=DAY)
    meeting = called(present=()).attend(offices["bps"], offices["big"].unit())

    assert meeting.attendance == ("big", "bps")
    with pytest.raises(TypeError, match="whoever signs in must be a str or an Institution"):
        called().attend(None)  # type: ignore[arg-type]
    with pytest.raises(MeetingError, match=r"did you mean kominfo\?"):
        called().attend("Kominfo")
    with pytest.raises(TypeError, match="the candidates must be a list or a tuple"):
        contested().elect(CHAIR, [], candidates="bps")
    with pytest.raises(TypeError, match="the objections, by who objects, must be a Mapping"):
        called().deliberate(CHAIR, "bps", objections={"kominfo"})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the body that meets must be a Body"):
        Meeting.call("x", on=DAY, place="Jakarta", basis="letter")  # type: ignore[arg-type]


def test_what_is_decided_is_decided() -> None:
    """A subject is not decided twice in one meeting, by whatever way."""
    meeting = called().deliberate(CHAIR, "kominfo")
    with pytest.raises(MeetingError) as refusal:
        meeting.elect(CHAIR, [["bps"]], candidates=["bps"])
    with pytest.raises(MeetingError, match="this meeting has decided on it"):
        meeting.deliberate(CHAIR, "bps")

    assert refusal.value.what == "decide on Ketua Umum"
    assert refusal.value.advice == "call another meeting to decide otherwise"


def test_a_meeting_carries_its_own_charter() -> None:
    """A meeting on a later day goes by the charter of that day."""
    later = date(2016, 1, 1)
    body = of_five().amend(
        NATIONAL.override(rule("meeting.quorum", ">= 3/4"), name="strict"), on=later, basis="SK"
    )
    days = [Meeting.call(body, on=on, place="Jakarta", basis="letter") for on in (DAY, later)]

    assert [str(each.charter) for each in days] == ["national", "strict"]
    assert [each.quorum.required for each in days] == [3, 4]
