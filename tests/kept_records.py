"""Full records of meetings of every sort, each with the body that met."""

import runpy
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from bakohumas import elections, meetings
from bakohumas.bodies import Body, Role
from bakohumas.elections import Candidate, Office, TieBreak
from bakohumas.institutions import Institution
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.meetings import Business, Matter, Meeting, Record, Tally
from bakohumas.periods import Period

STORY = Path(__file__).parent.parent / "examples" / "provincial_meeting.py"
FOUNDED, DAY, LATER = date(2023, 1, 2), date(2023, 10, 23), date(2023, 11, 23)
SEVEN = tuple(f"lembaga-{letter}" for letter in "abcdefg")
A, B, C, D, E, F, G = SEVEN
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
PARTNER = "mitra-a"
THREE = ("saksi-1", "saksi-2", "saksi-3")

Kept = tuple[Record, Body]


def founded(**rules: str | bool | int) -> Body:
    """An invented body of seven members and a partner, under provisions of its own."""
    text = Citation("AD/ART contoh (invented)")
    own = [
        Provision(key.replace("__", "."), said, Period(None), text, Grade.C)
        for key, said in rules.items()
    ]
    law = charter("national").override(*own) if own else charter("national")
    body = Body.found("contoh", charter=law, on=FOUNDED, basis="SK 1/2023 (invented)")
    offices = [Institution(each, each, "ministry", invented=True) for each in SEVEN]
    body = body.admit(*offices, on=FOUNDED, basis="SK 1/2023 (invented)")
    guest = Institution(PARTNER, PARTNER, "public_university", invented=True)
    return body.admit(guest, role=Role.PARTNER, on=FOUNDED, basis="SK 2/2023 (invented)")


def called(body: Body, **more: Any) -> Meeting:  # noqa: ANN401 - what an invitation says
    """A meeting of the body, with everything that an invitation may say."""
    said = {"on": DAY, "place": "Bandung", "basis": "undangan 5/2023 (invented)", "presiding": A}
    return Meeting.call(body, **{**said, **more})


@cache
def story() -> Kept:
    """The story that the examples tell."""
    told = runpy.run_path(str(STORY))
    body = told["founded"]()
    meeting = told["with_bureau"](told["with_chair"](told["called"](body), body), body)
    return meeting.close(at=time(14, 30)), body


@cache
def by_consensus() -> Kept:
    """Everything was agreed on, at the first attempt or the second."""
    body = founded()
    meeting = (
        called(
            body,
            number="3/BA/2023",
            agenda=["Laporan", "Forum"],
            convener=B,
            host=C,
            opener=D,
            speakers=["narasumber-1", "narasumber-2"],
            invited=date(2023, 10, 2),
            record_date=date(2023, 10, 1),
        )
        .attend(*SEVEN[:5], at=time(9, 0))
        .welcome(PARTNER, role=Role.PARTNER, at=time(9, 5))
        .convene(at=time(9, 15))
        .proceed(Business.REPORT, note="diterima", at=time(9, 20))
        .proceed(Business.DISCHARGE, at=time(9, 30))
        .deliberate(
            "Forum",
            "di Bogor",
            objections={B: "terlalu jauh", C: "mahal"},
            opinions={PARTNER: "mendukung"},
            at=time(10, 0),
        )
        .deliberate("Forum", "di Bandung", at=time(10, 30))
        .leave(E, at=time(10, 40))
        .deliberate(CHAIR, D, at=time(11, 0))
        .follow_up("Forum", who=C, what="menyiapkan tempat", by=date(2023, 12, 15))
        .object(B, why="kurang satu nama", at=time(11, 30))
    )
    return meeting.close(at=time(12, 0)), body


@cache
def by_vote() -> Kept:
    """Motions: carried, not carried, open and secret, strategic and ordinary."""
    body = founded()
    meeting = (
        called(body, link="https://rapat.contoh.example", agenda=["Forum", "Anggaran"])
        .attend(*SEVEN[:6])
        .convene()
        .deliberate("Forum", "di Bogor", objections={B: "terlalu jauh"})
        .vote("Forum", "di Bogor", dict.fromkeys((A, C, D), "for") | {B: "against", E: "abstain"})
        .vote("Forum", "di Bandung", dict.fromkeys((A, B, C, D, E), "for") | {F: "invalid"})
        .deadlock("Anggaran", reason="waktu habis")
        .vote("Anggaran", "iuran naik", Tally(5, 1), matter=Matter.STRATEGIC)
        .deadlock("Teguran", reason="waktu habis")
        .vote("Teguran", "kepada pengurus", Tally(2, 3, abstain=1), persons=True)
    )
    return meeting.close(), body


@cache
def adjourned() -> Kept:
    """No quorum twice, a new list on another day, proxies, mandates, and what lapsed."""
    body = founded(meeting__proxies=True, meeting__adjournments=2, meeting__quorum=">= 2/3")
    meeting = (
        called(body)
        .attend(A, B, at=time(9, 0))
        .mandate(B, "wakil-1", basis="surat mandat (invented)")
        .convene(at=time(9, 30))
        .adjourn(at=time(9, 30))
        .recall(at=time(11, 30))
        .convene(at=time(11, 30))
        .adjourn(until=LATER, at=time(11, 45))
        .recall(at=datetime(2023, 11, 23, 9, 0))  # noqa: DTZ001 - the clock on the wall
        .attend(A, C, D, E, at=time(9, 5))
        .preside(C, temporary=True)
        .proxy(F, A, basis="surat kuasa (invented)")
        .preside(A)
        .convene(at=time(9, 15))
        .deliberate("Forum", "di Bogor", at=time(9, 30))
        .adjourn(reason="makan siang", at=time(12, 0))
        .recall(at=time(13, 0))
        .leave(D, E, at=time(13, 30))
        .lapse("Anggaran", matter=Matter.ORDINARY)
        .lapse("AD/ART", matter=Matter.GRAVE)
    )
    return meeting.close(), body


@cache
def elected() -> Kept:
    """Seats by acclamation, by majority after a tie, and by contests under a constraint."""
    body = founded()
    sole = called(body).attend(*SEVEN).convene().deadlock(SECRETARY, reason="waktu habis")
    sole = sole.elect(SECRETARY, [], candidates=[G]).deadlock(CHAIR, reason="waktu habis")
    tied = sole.elect(
        CHAIR,
        [[A]] * 3 + [[B]] * 3 + [[A, A]],
        candidates=[A, B, C],
        method=elections.Majority(None),
        tellers=["petugas-1", "petugas-2"],
    )
    again = tied.settle(CHAIR, TieBreak(lot="0451"), witnesses=THREE)
    stands = [Candidate(each, willing=True) for each in (D, E, F)]
    office = Office(EXECUTIVE, 1, elections.Approval(), supporters=0)
    made = meetings.contest(body, office, stands, on=DAY, ties=TieBreak(order=(F, E, D)))
    votes = [[D, E]] * 3 + [[E, F]] * 2 + [[D], [F]]
    last = again.deliberate(EXECUTIVE, D, objections={E: "mencalonkan diri"}).elect(made, votes)
    leader = last.decisions[1].chosen
    return last.form_team(leader, [C, D], due=date(2023, 11, 2)).close(), body


RECORDS = {each.__name__: each for each in (story, by_consensus, by_vote, adjourned, elected)}
