from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from bakohumas.bodies import Body
from bakohumas.elections import (
    IRV,
    STV,
    Bar,
    Candidate,
    Constraint,
    Contest,
    Office,
    TieBreak,
    commit,
)
from bakohumas.errors import MeetingError, SeatError, TermError, UndecidedError
from bakohumas.institutions import directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Counted, Filled, Kind, Meeting, contest, fill, minutes, team, verify
from bakohumas.periods import Period

DAY, SECOND, THIRD = date(2015, 11, 2), date(2020, 11, 2), date(2025, 11, 2)
OFFICES = directory(on=DAY)
SIX = ("bps", "big", "kominfo", "kemenkeu", "kemen-pupr", "anri")
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
AGENCY = Constraint("kind", "non_ministerial", 1)
NATIONAL = charter("national")


def rule(key: str, value: bool | int | str | tuple[str, ...]) -> Provision:  # noqa: FBT001 - as a provision has it
    """An invented provision, in force for ever."""
    return Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)


def founded(*rules: Provision) -> Body:
    """A body of six, without a board."""
    law = NATIONAL.override(*rules) if rules else NATIONAL
    body = Body.found("contoh", charter=law, on=DAY, basis="invented")
    return body.admit(*(OFFICES[each] for each in SIX), on=DAY, basis="invented")


def met(body: Body, subject: str = CHAIR, *, kind: Kind = Kind.MEMBERS) -> Meeting:
    """A meeting of all, in which consensus on something is out of reach."""
    call = Meeting.call(body, kind=kind, on=DAY, place="Jakarta", basis="letter (invented)")
    return call.attend(*SIX).deadlock(subject, reason="no time")


def willing(*names: str) -> list[Candidate]:
    """Candidates who have stated that they are willing."""
    return [Candidate(each, True) for each in names]


def pair(body: Body, constraints: Sequence[Constraint] = (), **more: Any) -> Contest:  # noqa: ANN401 - whatever contest() takes
    """The contest for two seats at once, each with a title of its own."""
    office = Office("Pengurus", 2, STV(), (EXECUTIVE, SECRETARY))
    people = willing("kominfo", "kemenkeu", "kemen-pupr", "bps")
    return contest(body, office, people, on=DAY, constraints=constraints, **more)


TWO = [["kominfo", "kemenkeu"]] * 3 + [["kemenkeu", "kemen-pupr"]] * 2 + [["bps"]]


def test_register_and_charter_say_who_may_stand() -> None:
    """Members, with their kinds, their terms and the seats that they hold."""
    body = founded(rule("term.limit", 1)).elect(
        {CHAIR: "bps", SECRETARY: "kominfo"}, on=DAY, basis="invented"
    )
    more = {"bps": {"region": "west"}}
    people: list[str | Candidate] = [*willing("bps", "kominfo", "uncen"), "big"]
    made = contest(body, CHAIR, people, on=SECOND, categories=more)
    barred = {each.who: (each.bar, each.basis) for each in made.eligible().barred}

    assert made.office == Office(
        CHAIR,
        limit=1,
        laws={
            "stranger": NATIONAL.provision("board.selection", on=SECOND),
            "limit": rule("term.limit", 1),
            "incompatible": NATIONAL.provision("board.seats_per_institution", on=SECOND),
        },
    )
    assert made.candidates[0].categories == (("kind", "non_ministerial"), ("region", "west"))
    assert made.candidates[2].categories == ()
    assert barred == {
        "bps": (Bar.LIMIT, "SK 3/2015 (grade C)"),
        "kominfo": (Bar.LIMIT, "SK 3/2015 (grade C)"),
        "uncen": (Bar.STRANGER, "PM Kominfo 35/2014 (grade B)"),
        "big": (Bar.SILENT, "IKAMI (grade C, by analogy)"),
    }
    assert contest(founded(), CHAIR, on=DAY).paper == tuple(sorted(SIX))


def test_a_charter_may_close_re_election_or_leave_it_open() -> None:
    """Without any rule the office itself says how many terms and seats there may be."""
    seated = {CHAIR: "bps"}
    closed = founded(rule("term.reelection", value=False)).elect(seated, on=DAY, basis="invented")
    kept = tuple(
        each
        for each in NATIONAL.provisions
        if not each.key.startswith("term.re") and each.key != "board.seats_per_institution"
    )
    silent = Body.found("contoh", charter=Charter("diam", ("a", "b"), kept), on=DAY, basis="x")
    silent = silent.admit(OFFICES["bps"], on=DAY, basis="x").elect(seated, on=DAY, basis="x")

    assert contest(closed, CHAIR, on=SECOND).office.limit == 1
    assert contest(silent, CHAIR, on=SECOND).office.limit is None
    assert contest(silent, Office(CHAIR, limit=3, together=2), on=SECOND).office.limit == 3
    assert contest(silent, SECRETARY, on=SECOND).candidates[0].terms == 1
    own = Constraint("kind", "ministry", 1, words=("ministries", "kementerian"))
    assert contest(silent, CHAIR, on=SECOND, constraints=[own]).constraints == (own,)


def test_whoever_sits_counts_and_may_not_hold_two_seats() -> None:
    """In mid-term those who hold other seats sit; at the end of a term nobody does."""
    body = founded().elect({CHAIR: "bps", SECRETARY: "kominfo"}, on=DAY, basis="invented")
    mid = date(2017, 1, 9)
    vacant = body.vacate(SECRETARY, cause="resignation", on=mid, basis="invented")
    now = contest(vacant, SECRETARY, willing("bps", "big"), on=mid)
    later = contest(body, CHAIR, willing("bps"), on=date(2020, 10, 1), starts=SECOND)

    assert [(each.id, each.of("kind")) for each in now.sitting] == [("bps", "non_ministerial")]
    assert now.eligible().barred[0].bar is Bar.INCOMPATIBLE
    assert later.sitting == ()
    assert later.candidates[0].terms == 1
    assert later.eligible().standing == ("bps",)


def test_a_remainder_counts_as_a_term_from_a_stated_share_on() -> None:
    """One who followed for a year of five has served a term, or none, as the rules say."""
    body = founded().elect({CHAIR: "bps", SECRETARY: "kominfo"}, on=DAY, basis="invented")
    late = date(2019, 11, 2)
    body = body.vacate(SECRETARY, cause="death", on=late, basis="invented")
    body = body.replace(SECRETARY, "big", on=late, basis="invented")
    half = Fraction(1, 2)

    assert contest(body, CHAIR, ["big"], on=SECOND).candidates[0].terms == 1
    assert contest(body, CHAIR, ["big"], on=SECOND, share=half).candidates[0].terms == 0
    assert contest(body, CHAIR, ["bps"], on=SECOND, share=half).candidates[0].terms == 1


def test_an_ex_officio_seat_is_not_contested_and_is_counted() -> None:
    """ELC-12; whoever holds it, known by a post, meets no category but those that are stated."""
    post = "Kepala Biro"
    body = founded(
        rule("seat.sekretaris.selection", "ex_officio"), rule("seat.sekretaris.post", post)
    ).seat(SECRETARY, post=post, on=DAY, basis="invented")
    made = contest(body, CHAIR, on=DAY, categories={post: {"kind": "non_ministerial"}})

    assert [(each.id, each.of("kind")) for each in made.sitting] == [(post, "non_ministerial")]
    elected = body.elect({CHAIR: "bps"}, on=DAY, basis="invented")
    terms = {e.id: e.terms for e in contest(elected, EXECUTIVE, on=SECOND).candidates}
    assert terms == {each: int(each == "bps") for each in SIX}
    with pytest.raises(SeatError, match=r"the seat is ex officio; .*\(ELC-12\)"):
        contest(body, SECRETARY, on=DAY)
    with pytest.raises(SeatError, match="the board has no such seat"):
        contest(body, "Bendahara", on=DAY)


def test_a_meeting_elects_by_a_contest() -> None:
    """Under the rules, with everything in the record that can be checked."""
    body = founded()
    meeting = met(body, "Pengurus").elect(pair(body, [AGENCY]), TWO, tellers=["x", "y", "z"])
    record = meeting.close()
    (step,) = (each for each in record.steps if isinstance(each, Filled))

    assert meeting.contested("Pengurus").places == {EXECUTIVE: ("kominfo",), SECRETARY: ("bps",)}
    assert [each.chosen for each in record.decisions] == ["kominfo, bps"]
    assert [each.who for each in step.contested.displaced] == ["kemenkeu"]
    assert step.explain("id").splitlines()[-2:] == [
        "kemenkeu memberi tempat karena paling sedikit 1 dari lembaga pemerintah nonkementerian.",
        "Ketua Pelaksana: kominfo; Sekretaris: bps.",
    ]
    assert "memberi tempat" in minutes(record)
    assert verify(record, body=body, digest=record.digest, minutes=minutes(record)) == ()
    with pytest.raises(MeetingError, match="look up the contest for Humas: this meeting held none"):
        meeting.contested("Humas")


def test_what_was_forged_in_a_contest_is_found() -> None:
    """Its count, its rules, and who gave way."""
    body = founded()
    record = met(body, "Pengurus").elect(pair(body, [AGENCY]), TWO).close()
    (place,) = (n for n, each in enumerate(record.steps) if isinstance(each, Filled))
    step = record.steps[place]
    assert isinstance(step, Filled)
    done = step.contested

    def forged(**changes: object) -> tuple[str, ...]:
        new = attrs.evolve(step, **changes)  # type: ignore[arg-type]  # each by its name
        steps = (*record.steps[:place], new, *record.steps[place + 1 :])
        return verify(attrs.evolve(record, steps=steps))

    assert any(
        "the contest, displaced: it comes to another one" in each
        for each in forged(contested=attrs.evolve(done, displaced=()))
    )
    assert any(
        "the count is not the one of the contest" in each for each in forged(result=done.free)
    )
    few = attrs.evolve(done.contest, constraints=[attrs.evolve(AGENCY, minimum=2)])
    assert any(
        "the contest: open the vote on Pengurus" in each
        for each in forged(contested=attrs.evolve(done, contest=few))
    )


def test_a_contest_brings_its_own_rules() -> None:
    """Who stands, how and how ties are settled is not said twice."""
    body = founded()
    meeting, made = met(body, "Pengurus"), pair(body)

    for more in ({"candidates": ["bps"]}, {"method": IRV()}, {"ties": TieBreak()}, {"seats": 2}):
        given: dict[str, Any] = dict(more)
        with pytest.raises(ValueError, match="a contest says who stands"):
            meeting.elect(made, TWO, **given)
    with pytest.raises(TypeError, match="the candidates must be a list or a tuple"):
        meeting.deadlock(CHAIR, reason="no time").elect(CHAIR, [["bps"]])


def test_what_a_meeting_asks_before_an_election_it_asks_before_a_contest() -> None:
    """Consensus first, members only, one ballot each, and no seat twice."""
    body = founded()
    made = pair(body)
    fresh = Meeting.call(body, on=DAY, place="Jakarta", basis="letter (invented)").attend(*SIX)
    guest = Contest(Office(CHAIR), willing("bps", "uncen"))

    with pytest.raises(MeetingError, match="consensus was not tried first"):
        fresh.elect(made, TWO)
    with pytest.raises(MeetingError, match="let uncen stand for Ketua Umum"):
        met(body).elect(guest, [["bps"]])
    with pytest.raises(MeetingError, match="7 ballots were cast by 6 institutions"):
        met(body, "Pengurus").elect(made, [*TWO, ["bps"]])
    done = met(body, SECRETARY).elect(
        contest(body, SECRETARY, willing("bps"), on=DAY), [["bps"]] * 3
    )
    with pytest.raises(MeetingError, match="vote on the Pengurus: this meeting has decided on it"):
        done.deadlock("Pengurus", reason="no time").elect(made, TWO)


def test_winners_leave_the_later_contests_of_a_meeting() -> None:
    """And count for their constraints, whatever way they were elected."""
    body = founded()
    meeting = met(body, SECRETARY).deliberate(CHAIR, "bps")
    people = willing("kominfo", "kemenkeu", "bps")
    made = contest(body, SECRETARY, people, on=DAY, constraints=[AGENCY])
    meeting = meeting.elect(made, [["bps", "kominfo"]] * 3 + [["kemenkeu"]] * 2)
    late = contest(body, EXECUTIVE, willing("kominfo", "big"), on=DAY)
    last = meeting.deadlock(EXECUTIVE, reason="x").elect(late, [["kominfo", "big"]])

    first, second = meeting.contested(SECRETARY), last.contested(EXECUTIVE)
    assert first.elected == ("kominfo",)
    assert [each.id for each in first.contest.sitting] == ["bps"]
    assert first.contest.eligible().barred[0].detail == CHAIR
    assert second.elected == ("big",)
    assert [each.id for each in second.contest.sitting] == ["bps", "kominfo"]
    assert last.form_team("kominfo", ["kemenkeu"]).steps[-1].explain().startswith("Formateurs")
    assert verify(last.close(), body=body) == ()


def test_a_member_elected_together_with_others_stands_for_nothing_else() -> None:
    """BRD-10 holds for an election by title after a contest for several seats."""
    body = founded()
    meeting = met(body, "Pengurus").elect(pair(body), TWO).deadlock(CHAIR, reason="no time")

    with pytest.raises(MeetingError, match="this meeting elected it Pengurus"):
        meeting.elect(CHAIR, [["kominfo"]], candidates=["kominfo"])
    assert meeting.elect(CHAIR, [["big"]], candidates=["big"]).decisions[-1].chosen == "big"


def test_a_contest_that_a_tie_stopped_goes_on() -> None:
    """By the same rules, with the lot that was committed to, before witnesses."""
    body = founded()
    made = contest(body, CHAIR, willing("bps", "big", "anri"), on=DAY)
    made = attrs.evolve(made, ties=TieBreak(order=["anri", "bps"]), constraints=[AGENCY])
    stopped = met(body).elect(made, [["bps"], ["big"]])
    seed = "8 kartu, Ketua Umum 2015"
    ties = TieBreak(order=["anri", "bps"], lot=seed, commitment=commit(seed))
    done = stopped.settle(CHAIR, ties, witnesses=["x", "y", "z"])

    assert stopped.decisions == ()
    assert done.decisions[0].chosen in {"bps", "big"}
    assert [isinstance(each, Filled) for each in done.steps if isinstance(each, Counted)] == [
        True,
        True,
    ]
    assert done.contested(CHAIR).contest.ties == ties
    record = done.close()
    assert verify(record, body=body) == ()
    unseen = [
        attrs.evolve(each, witnesses=("x", "y", "x"))
        if isinstance(each, Filled) and each.witnesses
        else each
        for each in record.steps
    ]
    (said, *more) = verify(attrs.evolve(record, steps=tuple(unseen)), body=body)
    assert not more
    assert said.endswith(
        "the lot has 2 witnesses, not 3 (ELC-06) [Tata Tertib DPR (1984) (grade X, by analogy)]; "
        "draw it again before enough witnesses"
    )
    with pytest.raises(MeetingError, match="it drops, or does not add to"):
        stopped.settle(CHAIR, TieBreak(lot=seed), witnesses=["x", "y", "z"])


def test_formateurs_follow_from_a_contest() -> None:
    """The charter's other seats are theirs, held to the register; a kind is called by its words."""
    body = founded()
    done = contest(body, CHAIR, willing("bps", "big", "kominfo"), on=DAY).count(
        [["kominfo"]] * 3 + [["bps"]] * 2 + [["big"]]
    )
    group = team(body, done, on=DAY, constraints=[AGENCY])
    one = team(body, done, [Office(SECRETARY, willing=False)], on=DAY)

    assert (group.leader, group.beside) == ("kominfo", ("bps", "big"))
    assert [each.title for each in group.offices] == [EXECUTIVE, SECRETARY]
    (wrong,) = group.wrong({EXECUTIVE: "kemenkeu", SECRETARY: "kemen-pupr"})
    assert wrong.startswith("the board does not have at least 1 of non-ministry government agency")
    assert group.compose({EXECUTIVE: "bps", SECRETARY: "big"})[SECRETARY] == ("big",)
    assert one.wrong({SECRETARY: "uncen"}) == ("Sekretaris: uncen is none of whom they may choose",)
    assert team(body, done, [], on=DAY).candidates == ()


def seated() -> tuple[Body, Any]:
    """A body whose two seats were filled by one contest, and what it came to."""
    body = founded()
    done = pair(body, [AGENCY]).count(TWO)
    places = {title: who for title, (who,) in done.places.items()}
    return body.elect({CHAIR: "big", **places}, on=DAY, basis="invented"), done


def test_a_vacancy_is_filled_by_a_countback_for_the_remainder() -> None:
    """Whoever follows serves until the same term's end; who lost membership does not follow."""
    body, done = seated()
    gone = date(2018, 3, 5)
    body = body.vacate(EXECUTIVE, cause="resignation", on=gone, basis="letter (invented)")
    left = body.withdraw("kemenkeu", on=gone, basis="letter (invented)")
    follows = fill(body, EXECUTIVE, "countback", then=done, on=gone)
    other = fill(left, EXECUTIVE, "countback", then=done, on=gone)
    plain = fill(body, EXECUTIVE, "next_highest", then=done.result, on=gone)
    now = body.replace(EXECUTIVE, follows.who, on=gone, basis="rapat pleno (invented)")
    held = now.on(gone).board

    assert (follows.who, other.who, plain.who) == ("kemenkeu", "kemen-pupr", "kemenkeu")
    assert follows.opening.left == "kominfo"
    assert held is not None
    assert {each.period.end for each in held.appointments} == {follows.until} == {SECOND}


def test_whoever_followed_keeps_the_seat_and_whoever_left_stays_away() -> None:
    """A second vacancy over the same ballots, whoever of the two leaves."""
    body, done = seated()
    gone, again = date(2018, 3, 5), date(2019, 3, 5)
    body = body.vacate(EXECUTIVE, cause="resignation", on=gone, basis="letter (invented)")
    first = fill(body, EXECUTIVE, "countback", then=done, on=gone)
    body = body.replace(EXECUTIVE, first.who, on=gone, basis="rapat pleno (invented)")
    successor = body.vacate(EXECUTIVE, cause="death", on=again, basis="letter (invented)")
    found = [
        fill(successor, EXECUTIVE, policy, then=then, on=again)
        for then in (done, done.result)
        for policy in ("countback", "next_highest")
    ]
    loose = attrs.evolve(done.contest, constraints=[]).count(TWO)
    other = body.vacate(SECRETARY, cause="death", on=again, basis="letter (invented)")
    kept = fill(other, SECRETARY, "countback", then=loose, on=again)

    assert [each.opening.left for each in found] == ["kemenkeu"] * 4
    assert {each.who for each in found} == {"kemen-pupr"}
    assert found[0].passed == ("kominfo",)
    assert kept.who == "kemen-pupr"


def test_a_vacancy_is_filled_by_a_by_election_or_an_appointment() -> None:
    """Nobody who holds another seat follows, unless the charter lets one hold two."""
    body, _ = seated()
    gone = date(2018, 3, 5)
    body = body.vacate(EXECUTIVE, cause="death", on=gone, basis="letter (invented)")
    people = willing("kemenkeu", "anri")
    made = contest(body, EXECUTIVE, people, on=gone)
    won = fill(body, EXECUTIVE, "by_election", contest=made, ballots=[["anri"]], on=gone)
    loose = body.amend(
        NATIONAL.override(rule("board.seats_per_institution", 2)), on=gone, basis="SK 4/2018"
    )

    assert won.who == "anri"
    assert fill(body, EXECUTIVE, "appointment", who="anri", on=gone).who == "anri"
    assert fill(loose, EXECUTIVE, "appointment", who="big", on=gone).who == "big"
    with pytest.raises(SeatError, match="big may not take it"):
        fill(body, EXECUTIVE, "appointment", who="big", on=gone)
    with pytest.raises(SeatError, match="uncen may not take it"):
        fill(body, EXECUTIVE, "appointment", who="uncen", on=gone)


def test_only_a_vacancy_within_a_term_is_filled() -> None:
    """A seat that somebody holds, or nobody ever held, and a day without a term."""
    body, done = seated()

    with pytest.raises(SeatError, match="fill the seat Sekretaris: nobody has left it"):
        fill(body, SECRETARY, "countback", then=done, on=DAY)
    with pytest.raises(SeatError, match="nobody has held it yet"):
        fill(founded(), SECRETARY, "countback", then=done, on=DAY)
    with pytest.raises(TermError, match="no term runs on 2020-11-02"):
        fill(body, SECRETARY, "countback", then=done, on=SECOND)
    even = contest(body, CHAIR, willing("big", "anri"), on=SECOND).count([["big"], ["anri"]])
    with pytest.raises(UndecidedError):
        team(body, even, on=SECOND)


def test_whoever_is_elected_stands_as_elected_in_the_minutes() -> None:
    """Also in a stage that ends in passing on its surplus; and the word is not said twice."""
    body = founded()
    stopped = met(body, "Pengurus").elect(pair(body), [["kominfo"]] * 2)
    table = minutes(stopped.close(), "en").partition("Outcome")[2]

    assert [line.split(maxsplit=3)[3] for line in table.splitlines()[2:3]] == ["elected, passed on"]
    won = met(body, "Pengurus").elect(pair(body, [AGENCY]), TWO)
    table = minutes(won.close(), "en").partition("Outcome")[2]
    assert [line.split()[3:] for line in table.splitlines()[2:4]] == [["elected"], ["excluded"]]
