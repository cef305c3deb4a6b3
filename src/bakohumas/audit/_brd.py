from collections import Counter
from collections.abc import Iterator

from bakohumas.audit._rule import Case, Verdict, rule
from bakohumas.bodies import Selection
from bakohumas.languages import listed
from bakohumas.meetings import Kind, Record

NO_BOARD = Verdict.not_applicable("no board is in office", "tidak ada pengurus yang bertugas")


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
    elected = [each for each in case.now.board.appointments if each.selection is Selection.ELECTED]
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
    """A members' meeting of this body elected the board that sits."""
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
    elif record.kind not in {Kind.MEMBERS, Kind.EXTRAORDINARY}:
        yield Verdict.violated(
            term.label,
            f"a {record.kind.label()} elected it",
            f"dipilih oleh {record.kind.label('id')}",
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
    """No institution holds more seats than the charter allows."""
    if case.now.board is None:
        yield NO_BOARD
        return
    limit = case.now.charter.find("board.seats_per_institution", on=case.on)
    if limit is None:
        yield Verdict.not_applicable("the charter sets no limit", "piagam tidak membatasi")
        return
    held = Counter(each.institution for each in case.now.board.appointments if each.institution)
    greedy = [who for who, seats in held.items() if seats > int(str(limit.value))]
    for who in greedy:
        yield Verdict.violated(who, f"holds {held[who]} seats", f"memegang {held[who]} kursi")
    if not greedy:
        yield Verdict.holds(
            f"nobody holds more than {limit.value}", f"tidak ada yang lebih dari {limit.value}"
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
    empty = {each.seat for each in case.now.vacancies}
    vacant = [title for title in titles if title in empty]
    if not titles:
        yield Verdict.undetermined(
            "which seats are chair and secretary", "kursi mana yang ketua dan sekretaris"
        )
    elif vacant:
        yield Verdict.violated(
            case.body.id, f"vacant: {listed(vacant)}", f"lowong: {listed(vacant, 'id')}"
        )
    else:
        yield Verdict.holds(f"{listed(titles)} are held", f"{listed(titles, 'id')} terisi")


CHAPTER = (from_the_members, by_the_members, one_seat_each, a_chair_and_a_secretary)
