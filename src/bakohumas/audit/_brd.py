from collections import Counter
from collections.abc import Iterator

import attrs

from bakohumas.audit import _brd_posts as posts
from bakohumas.audit import _brd_work as work
from bakohumas.audit._board import NO_BOARD, both, chair_of, filled_by, who_is
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
from bakohumas.audit._found import elected, opened, ruled
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Appointment, Place, Selection
from bakohumas.languages import listed, number
from bakohumas.law import charter, norm
from bakohumas.meetings import Kind, Record, verify

NOBODY = Verdict.not_applicable("nobody holds an elected seat", "tidak ada pemegang kursi terpilih")
_CHAIRS = {"ketua", "ketua umum", "pimpinan umum"}
_SHOWN = 3


def _elected(case: Case) -> list[Appointment]:
    held = case.now.board.appointments if case.now.board else ()
    return [each for each in held if each.selection is Selection.ELECTED]


def _met(kind: Kind) -> Setting:
    """The board, and the record of a meeting of that kind which elected it."""
    met = meeting().deliberate(CHAIR, THREE[0]).deliberate(SECRETARY, THREE[1]).close()
    record = attrs.evolve(met, kind=kind)
    return worked(seated(record=record.digest), record, on=DAY)


def _twice_seated() -> Setting:
    """One institution on two seats, under a charter that came to allow one only."""
    body = forum(rules=ruled("board.seats_per_institution", 2)).elect(
        {CHAIR: THREE[0], SECRETARY: THREE[0]}, on=DAY, basis="rapat anggota (invented)"
    )
    amended = body.amend(charter("national"), on=LATER, basis=DECREE)
    return worked(amended, on=LATER, who=THREE[0])


@rule(
    "BRD-01",
    advice=(
        "Vacate the seat and elect a member.",
        "Kosongkan kursi itu dan pilih anggota.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: worked(opened(elected(Place(CHAIR, "contoh-z"))), on=DAY, who="contoh-z"),
)
def from_the_members(case: Case) -> Iterator[Verdict]:
    """Every elected holder is a member on the day."""
    if case.now.board is None:
        yield NO_BOARD
        return
    holders = _elected(case)
    if not holders:
        yield NOBODY
        return
    members = case.read("body.members", case.now.register.institutions)
    if not members:
        yield Verdict.lacks("body.members")
        return
    kept = 0
    for each in holders:
        case.read("seat.holder", each.holder, each.seat)
        if not each.institution:
            yield Verdict.lacks(
                "seat.holder",
                who=each.seat,
                en=f"the institution of {each.holder}",
                indonesian=f"lembaga asal {each.holder}",
            )
        elif each.institution in members:
            kept += 1
        else:
            yield Verdict.violated(
                each.institution,
                f"holds {each.seat} and is no member",
                f"memegang kursi {each.seat} dan bukan anggota",
                when=each.period,
            )
    if kept == len(holders):
        yield Verdict.holds(
            f"{counted(kept, 'elected holder')}, from among the members",
            f"{number(kept, 'id')} pemegang kursi terpilih, berasal dari anggota",
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
    for digest, chosen in meetings.items():
        yield from _by_meeting(case, digest, chosen)
    if not board.appointments:
        yield NOBODY


def _unelected(case: Case, held: Appointment) -> Verdict:
    """That a seat is not filled by election, in tension with the rule that it must be."""
    law = filled_by(case, held.seat, on=held.period.start)
    case.read("seat.selection", held.selection.value, held.seat)
    must = norm("BRD-02")
    by = (f" by {law.cite()}", f" menurut {law.cite('id')}") if law else ("", "")
    return Verdict.not_applicable(
        f"{held.seat} is {held.selection.label()}{by[0]}, in tension with BRD-02 by "
        f"{must.cite()}: contradiction C3, decided seat by seat",
        f"{held.seat} {held.selection.label('id')}{by[1]}, berlawanan dengan "
        f"BRD-02 menurut {must.cite('id')}: pertentangan C3, diputuskan kursi demi kursi",
        who=held.holder,
    )


def _by_meeting(case: Case, digest: str, holders: list[Appointment]) -> Iterator[Verdict]:
    """What the record of a meeting says of those whom it is said to have elected."""
    record = next((each for each in case.of(Record) if each.digest == digest), None)
    case.read("election.record", digest[:12] or None)
    titles = [each.seat for each in holders]
    seats = listed(titles, most=_SHOWN), listed(titles, "id", most=_SHOWN)
    if record is None:
        yield Verdict.lacks(
            "election.record", en=f"to {seats[0]}", indonesian=f"untuk kursi {seats[1]}"
        )
        return
    chosen = {each.subject: each.chosen for each in record.decisions}
    others = [each for each in holders if chosen.get(each.seat) != each.institution]
    here, of = len(record.attendance), len(record.roll)
    day, hari = both(record.on)
    if record.body != case.body.id or record.kind not in {Kind.MEMBERS, Kind.EXTRAORDINARY}:
        yield Verdict.violated(
            "",
            f"a {record.kind.label()} of {record.body} elected {seats[0]}",
            f"{seats[1]} dipilih oleh {record.kind.label('id')} {record.body}",
            advice=(
                "Let a members' meeting of this body elect or confirm the board.",
                "Adakan rapat anggota Bakohumas ini untuk memilih atau mengukuhkan pengurus.",
            ),
            when=record.on,
        )
    elif wrong := verify(record):
        yield Verdict.lacks(
            "election.record",
            en=f"one that stands up; in this one, {wrong[0]}",
            indonesian=f"yang konsisten; di sini, {wrong[0]}",
            when=record.on,
        )
    elif others:
        for each in others:
            yield Verdict.violated(
                each.institution,
                f"holds {each.seat}, and the meeting of {day} did not elect it",
                f"memegang kursi {each.seat}, dan rapat {hari} tidak memilihnya",
                advice=(
                    "Seat whoever the meeting elected, or correct the register.",
                    "Dudukkan pihak yang dipilih rapat, atau perbaiki buku register.",
                ),
                when=each.period,
            )
    else:
        yield Verdict.holds(
            f"{seats[0]} elected by {number(here)} of {counted(of, 'member')} on {day}",
            f"{seats[1]} dipilih {number(here, 'id')} dari {number(of, 'id')} anggota pada {hari}",
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
    held = case.now.board.appointments
    limit = case.laid_down("board.seats_per_institution")
    most = limit.value if limit and isinstance(limit.value, int) else 1
    for each in held:
        case.read("seat.holder", each.person or each.unit or each.holder, each.seat)
    institutions = Counter(each.institution for each in held if each.institution)
    people = Counter((each.person or each.post, each.person or each.institution) for each in held)
    greedy = {who: n for who, n in institutions.items() if n > most}
    greedy |= {who: n for (who, _), n in people.items() if who and n > 1}
    for who, n in greedy.items():
        yield Verdict.violated(who, f"holds {n} seats", f"memegang {n} kursi")
    nameless = Counter(each.institution for each in held if who_is(each) == each.institution)
    unknown = [who for who, n in nameless.items() if n > 1 and who not in greedy]
    for who in unknown:
        yield Verdict.lacks(
            "seat.holder",
            who=who,
            en=f"which persons are on its {nameless[who]} seats",
            indonesian=f"orang yang menduduki {nameless[who]} kursinya",
        )
    if not greedy and not unknown:
        yield Verdict.holds(
            f"no institution holds more than {counted(most, 'seat')}, no person more than one",
            f"tidak ada lembaga yang memegang lebih dari {number(most, 'id')} kursi, dan tidak ada "
            "orang yang memegang lebih dari satu",
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
    """One chair and a secretary are held; a second chair may be found in a register."""
    clerk = case.laid_down("board.secretary")
    named = [chair_of(case), str(clerk.value) if clerk else None]
    case.read("board.seats", case.now.titles)
    titles = [title for title in named if title]
    vacant: dict[tuple[str, str] | None, list[str]] = {}
    rough: list[str] = []
    for title in titles:
        holder = case.now.board.holder(title) if case.now.board else None
        known = case.read("seat.holder", holder and holder.holder, title)
        if case.now.held(title) is None:
            rough.append(title)
        elif known is None:
            vacant.setdefault(_to_fill(case, title), []).append(title)
    for advice, seats in vacant.items():
        yield Verdict.violated(
            "", f"vacant: {listed(seats)}", f"lowong: {listed(seats, 'id')}", advice=advice
        )
    own = {seat.name for seat in case.now.seats}
    rivals = _CHAIRS if named[0] else set()
    strange = [each for each in case.now.titles if each not in {*own, *titles}]
    second = [each for each in strange if each.lower() in rivals]
    for title in second:
        yield Verdict.violated(
            title,
            f"a second chair beside {named[0]}",
            f"ketua kedua di samping {named[0]}",
            advice=(
                "Vacate the seat that the charter does not know, or let the charter name it.",
                "Kosongkan kursi yang tidak dikenal piagam, atau tetapkan kursi itu dalam piagam.",
            ),
        )
    if vacant or second:
        return
    if rough:
        yield Verdict.lacks(
            "seat.holder",
            en=f"{listed(rough)}: a day is known only by month or year",
            indonesian=f"{listed(rough, 'id')}: tanggalnya hanya diketahui bulan atau tahunnya",
        )
    elif len(titles) < len(named):
        roles = ("chair", "ketua"), ("secretary", "sekretaris")
        unknown = [role for role, title in zip(roles, named, strict=True) if not title]
        yield Verdict.lacks(
            "board.seats",
            en=f"which of them is {listed([en for en, _ in unknown])}",
            indonesian=f"kursi mana yang {listed([idn for _, idn in unknown], 'id')}",
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


@rule(
    "BRD-12",
    advice=(
        "Nothing needs to be done; the unit may name whoever speaks for it.",
        "Tidak ada yang perlu dilakukan; unit itu dapat menunjuk wakilnya.",
    ),
    permitted=lambda: worked(
        opened(elected(Place(CHAIR, THREE[0], unit=f"{THREE[0]}/humas"))), on=DAY
    ),
)
def held_by_a_unit(case: Case) -> Iterator[Verdict]:
    """Which seats a unit holds, and no person."""
    if case.now.board is None:
        yield NO_BOARD
        return
    units = []
    for each in case.now.board.appointments:
        case.read("seat.holder", who_is(each), each.seat)
        if each.unit and not each.person:
            units.append(f"{each.seat} ({each.unit})")
    if units:
        seats = listed(units, most=_SHOWN), listed(units, "id", most=_SHOWN)
        yield Verdict.holds(f"held by a unit: {seats[0]}", f"dipegang unit kerja: {seats[1]}")
    else:
        yield Verdict.not_applicable(
            "no seat was given to a unit", "tidak ada kursi yang diberikan kepada unit kerja"
        )


CHAPTER = (
    from_the_members,
    by_the_members,
    posts.goes_with_a_post,
    posts.how_it_is_filled,
    posts.national_chairs,
    posts.provincial_chairs,
    posts.seats_of_a_commission,
    work.in_due_order,
    work.inaugurated_after_the_decree,
    one_seat_each,
    a_chair_and_a_secretary,
    held_by_a_unit,
    work.patrons_do_not_vote,
    work.fields_plan_ahead,
)
