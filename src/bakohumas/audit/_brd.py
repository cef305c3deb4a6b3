from collections import Counter
from collections.abc import Iterator

from bakohumas.audit._rule import Case, Verdict, rule
from bakohumas.bodies import Appointment, Selection
from bakohumas.languages import listed
from bakohumas.meetings import Kind, Record, verify

NO_BOARD = Verdict.not_applicable("no board is in office", "tidak ada pengurus yang bertugas")


def _elected(case: Case) -> list[Appointment]:
    held = case.now.board.appointments if case.now.board else ()
    return [each for each in held if each.selection is Selection.ELECTED]


@rule(
    "BRD-01",
    advice=(
        "Vacate the seat and elect a member.",
        "Kosongkan kursi itu dan pilih anggota.",
    ),
)
def from_the_members(case: Case) -> Iterator[Verdict]:
    """Every elected holder is a member on the day."""
    if case.now.board is None:
        yield NO_BOARD
        return
    elected = _elected(case)
    if not elected:
        yield Verdict.not_applicable(
            "nobody holds an elected seat", "tidak ada pemegang kursi terpilih"
        )
        return
    strangers = [each for each in elected if each.institution not in case.now.register]
    for each in strangers:
        yield Verdict.violated(
            each.institution, f"holds {each.seat} and is no member", f"{each.seat} bukan anggota"
        )
    if not strangers:
        yield Verdict.holds(
            f"{len(elected)} elected holders, all members",
            f"{len(elected)} pemegang kursi terpilih, semuanya anggota",
        )


@rule(
    "BRD-02",
    advice=(
        "Put the record of the members' meeting that elected the board before the audit.",
        "Ajukan berita acara rapat anggota yang memilih pengurus.",
    ),
)
def by_the_members(case: Case) -> Iterator[Verdict]:
    """A members' meeting of this body elected whoever sits on the elected seats."""
    term = case.now.board.term if case.now.board else None
    if term is None:
        yield NO_BOARD
        return
    records = {each.digest: each for each in case.of(Record)}
    record = records.get(term.record)
    if record is None:
        yield Verdict.undetermined(
            f"the record of the election of the board {term.label}",
            f"berita acara pemilihan pengurus {term.label}",
        )
        return
    chosen = {each.subject: each.chosen for each in record.decisions}
    others = [each for each in _elected(case) if chosen.get(each.seat) != each.institution]
    if record.body != case.body.id or record.kind not in {Kind.MEMBERS, Kind.EXTRAORDINARY}:
        yield Verdict.violated(
            term.label,
            f"a {record.kind.label()} of {record.body} elected it",
            f"dipilih oleh {record.kind.label('id')} {record.body}",
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
            f"elected by {len(record.attendance)} of {len(record.roll)} members on {record.on}",
            f"dipilih {len(record.attendance)} dari {len(record.roll)} anggota pada {record.on}",
        )


@rule(
    "BRD-10",
    advice=(
        "Let the institution keep one seat, or cite a provision that allows more.",
        "Lembaga itu memegang satu kursi saja, atau sebutkan ketentuan yang membolehkan lebih.",
    ),
)
def one_seat_each(case: Case) -> Iterator[Verdict]:
    """Nobody holds two seats; an institution may where the charter says so."""
    if case.now.board is None:
        yield NO_BOARD
        return
    limit = case.now.charter.find("board.seats_per_institution", on=case.on)
    most = int(str(limit.value)) if limit else 1
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
        "Call a members' meeting and fill the vacant seat.",
        "Adakan rapat anggota dan isi kursi yang lowong.",
    ),
)
def a_chair_and_a_secretary(case: Case) -> Iterator[Verdict]:
    """Chair and secretary are held."""
    named = [case.now.charter.find(f"board.{each}", on=case.on) for each in ("chair", "secretary")]
    titles = [str(each.value) for each in named if each]
    board = case.now.board
    vacant = [title for title in titles if board is None or board.holder(title) is None]
    if vacant:
        yield Verdict.violated(
            case.body.id, f"vacant: {listed(vacant)}", f"lowong: {listed(vacant, 'id')}"
        )
    elif len(titles) < len(named):
        yield Verdict.undetermined(
            "which seats are chair and secretary", "kursi mana yang ketua dan sekretaris"
        )
    else:
        yield Verdict.holds(f"{listed(titles)} are held", f"{listed(titles, 'id')} terisi")


CHAPTER = (from_the_members, by_the_members, one_seat_each, a_chair_and_a_secretary)
