from collections import Counter
from collections.abc import Iterator
from typing import cast

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import (
    CHAIR,
    DAY,
    DECREE,
    LATER,
    SECRETARY,
    THREE,
    forum,
    meeting,
    seated,
)
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Appointment, Elected, Place, Selection
from bakohumas.languages import listed, number
from bakohumas.law import Citation, Grade, Provision, charter, norm
from bakohumas.meetings import Kind, Record, verify
from bakohumas.periods import Period

NO_BOARD = Verdict.not_applicable("no board is in office", "tidak ada pengurus yang bertugas")
NOBODY = Verdict.not_applicable("nobody holds an elected seat", "tidak ada pemegang kursi terpilih")
_SHOWN = 3


def _elected(case: Case) -> list[Appointment]:
    held = case.now.board.appointments if case.now.board else ()
    return [each for each in held if each.selection is Selection.ELECTED]


def _by_a_stranger() -> Setting:
    """Somebody on the chair who never was a member."""
    *before, elected = seated().events
    places = [Place(CHAIR, "contoh-z")]
    return worked([*before, attrs.evolve(cast("Elected", elected), places=tuple(places))], on=DAY)


def _met(kind: Kind) -> Setting:
    """The board, and the record of a meeting of that kind which elected it."""
    met = meeting().deliberate(CHAIR, THREE[0]).deliberate(SECRETARY, THREE[1]).close()
    record = attrs.evolve(met, kind=kind)
    return worked(seated(record=record.digest), record, on=DAY)


def _twice_seated() -> Setting:
    """One institution on two seats, under a charter that came to allow one only."""
    rules = charter("national")
    two = rules.override(
        Provision(
            "board.seats_per_institution",
            2,
            Period(None),
            Citation("SK 2/2015 (invented)"),
            Grade.C,
        )
    )
    body = forum(rules=two).elect(
        {CHAIR: THREE[0], SECRETARY: THREE[0]}, on=DAY, basis="rapat anggota (invented)"
    )
    return worked(body.amend(rules, on=LATER, basis=DECREE), on=LATER, who=THREE[0])


@rule(
    "BRD-01",
    advice=(
        "Vacate the seat and elect a member.",
        "Kosongkan kursi itu dan pilih anggota.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    refused=_by_a_stranger,
)
def from_the_members(case: Case) -> Iterator[Verdict]:
    """Every elected holder is a member on the day."""
    if case.now.board is None:
        yield NO_BOARD
        return
    elected = _elected(case)
    if not elected:
        yield NOBODY
        return
    strangers = [each for each in elected if each.institution not in case.now.register]
    for each in strangers:
        yield Verdict.violated(
            each.institution,
            f"holds {each.seat} and is no member",
            f"memegang kursi {each.seat} dan bukan anggota",
        )
    if not strangers:
        yield Verdict.holds(
            f"{counted(len(elected), 'elected holder')}, from among the members",
            f"{number(len(elected), 'id')} pemegang kursi terpilih, berasal dari anggota",
        )


@rule(
    "BRD-02",
    advice=(
        "Put the record of the members' meeting that elected the board before the audit.",
        "Ajukan berita acara rapat anggota yang memilih pengurus.",
    ),
    holds=lambda: _met(Kind.MEMBERS),
    violated=lambda: _met(Kind.BOARD),
)
def by_the_members(case: Case) -> Iterator[Verdict]:
    """A members' meeting of this body elected whoever sits on the elected seats.

    Of a seat that goes with a post the texts disagree (C3): it is named, and not judged.
    """
    board = case.now.board
    if board is None:
        yield NO_BOARD
        return
    named = board.term.record if board.term else ""
    meetings: dict[str, list[Appointment]] = {}
    for held in board.appointments:
        if held.selection is not Selection.ELECTED:
            yield _unelected(case, held)
        else:
            place = held.seat, held.period.start or case.on
            meetings.setdefault(case.replacements.get(place, named), []).append(held)
    for digest, elected in meetings.items():
        yield from _by_meeting(case, digest, elected)
    if not board.appointments:
        yield NOBODY


def _unelected(case: Case, held: Appointment) -> Verdict:
    """That a seat is not filled by election, in tension with the rule that it must be."""
    day = held.period.start or case.on
    rules = case.body.charter(on=day)
    own = f"seat.{'_'.join(held.seat.lower().split())}.selection"
    law = rules.find(own, on=day) or rules.provision("board.selection", on=day)
    must = norm("BRD-02")
    return Verdict.not_applicable(
        f"{held.seat} is {held.selection.label()} by {law.cite()}, in tension with BRD-02 by "
        f"{must.cite()}: contradiction C3, decided seat by seat",
        f"{held.seat} {held.selection.label('id')} menurut {law.cite('id')}, berlawanan dengan "
        f"BRD-02 menurut {must.cite('id')}: pertentangan C3, diputuskan kursi demi kursi",
        who=held.holder,
    )


def _by_meeting(case: Case, digest: str, elected: list[Appointment]) -> Iterator[Verdict]:
    """What the record of a meeting says of those whom it is said to have elected."""
    record = next((each for each in case.of(Record) if each.digest == digest), None)
    titles = [each.seat for each in elected]
    seats = listed(titles, most=_SHOWN), listed(titles, "id", most=_SHOWN)
    if record is None:
        yield Verdict.undetermined(
            f"the record of the election to {seats[0]}", f"berita acara pemilihan {seats[1]}"
        )
        return
    chosen = {each.subject: each.chosen for each in record.decisions}
    others = [each for each in elected if chosen.get(each.seat) != each.institution]
    here, of = len(record.attendance), len(record.roll)
    if record.body != case.body.id or record.kind not in {Kind.MEMBERS, Kind.EXTRAORDINARY}:
        yield Verdict.violated(
            "",
            f"a {record.kind.label()} of {record.body} elected {seats[0]}",
            f"{seats[1]} dipilih oleh {record.kind.label('id')} {record.body}",
        )
    elif wrong := verify(record):
        yield Verdict.undetermined(
            f"a record that stands up; in this one, {wrong[0]}",
            f"berita acara yang konsisten; di sini, {wrong[0]}",
        )
    elif others:
        for each in others:
            yield Verdict.violated(
                each.institution,
                f"holds {each.seat}, and the meeting of {record.on} did not elect it",
                f"memegang kursi {each.seat}, dan rapat {record.on} tidak memilihnya",
            )
    else:
        yield Verdict.holds(
            f"{seats[0]} elected by {number(here)} of {counted(of, 'member')} on {record.on}",
            f"{seats[1]} dipilih {number(here, 'id')} dari {number(of, 'id')} anggota pada "
            f"{record.on}",
        )


@rule(
    "BRD-10",
    advice=(
        "Let the institution keep one seat, or cite a provision that allows more.",
        "Lembaga itu memegang satu kursi saja, atau sebutkan ketentuan yang membolehkan lebih.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=_twice_seated,
)
def one_seat_each(case: Case) -> Iterator[Verdict]:
    """Nobody holds two seats; an institution may where the charter says so."""
    if case.now.board is None:
        yield NO_BOARD
        return
    limit = case.now.charter.find("board.seats_per_institution", on=case.on)
    most = limit.value if limit and isinstance(limit.value, int) else 1
    held = Counter(each.holder for each in case.now.board.appointments if each.holder)
    greedy = [who for who, seats in held.items() if seats > most]
    people = Counter(each.person for each in case.now.board.appointments if each.person)
    greedy += [who for who, seats in people.items() if seats > 1]
    held.update(people)
    for who in greedy:
        yield Verdict.violated(who, f"holds {held[who]} seats", f"memegang {held[who]} kursi")
    if not greedy:
        yield Verdict.holds(
            f"no institution holds more than {most}, no person more than one",
            f"tidak ada lembaga yang memegang lebih dari {most}, atau orang lebih dari satu",
        )


@rule(
    "BRD-11",
    advice=(
        "Fill the vacant seat as the charter lays down.",
        "Isi kursi yang lowong sesuai dengan ketentuan piagam.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: worked(forum(), on=DAY),
)
def a_chair_and_a_secretary(case: Case) -> Iterator[Verdict]:
    """Chair and secretary are held."""
    named = [case.now.charter.find(f"board.{each}", on=case.on) for each in ("chair", "secretary")]
    titles = [str(each.value) for each in named if each]
    board = case.now.board
    vacant: dict[tuple[str, str] | None, list[str]] = {}
    for title in titles:
        if board is None or board.holder(title) is None:
            vacant.setdefault(_to_fill(case, title), []).append(title)
    for advice, seats in vacant.items():
        yield Verdict.violated(
            "", f"vacant: {listed(seats)}", f"lowong: {listed(seats, 'id')}", advice=advice
        )
    if vacant:
        return
    if len(titles) < len(named):
        yield Verdict.undetermined(
            "which seats are chair and secretary", "kursi mana yang ketua dan sekretaris"
        )
    else:
        yield Verdict.holds(f"{listed(titles)} are held", f"{listed(titles, 'id')} terisi")


def _to_fill(case: Case, title: str) -> tuple[str, str] | None:
    """What to do about a vacant seat, by the way in which it gets its holder."""
    seat = next((each for each in case.now.seats if each.name == title), None)
    if seat and seat.selection is Selection.EX_OFFICIO:
        post = f": {seat.post}" if seat.post else ""
        return (
            f"Seat the holder of the post that goes with it{post}.",
            f"Dudukkan pemangku jabatan yang melekat pada kursi itu{post}.",
        )
    if seat and seat.selection is Selection.ELECTED:
        if case.now.board and case.now.board.term:
            return (
                "Let a members' meeting elect a replacement for the remainder of the term.",
                "Adakan rapat anggota dan pilih pengganti untuk sisa masa tugas.",
            )
        return (
            "Call a members' meeting and elect a board.",
            "Adakan rapat anggota dan pilih pengurus.",
        )
    return None


CHAPTER = (from_the_members, by_the_members, one_seat_each, a_chair_and_a_secretary)
