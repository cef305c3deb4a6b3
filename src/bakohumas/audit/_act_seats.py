import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import attrs

from bakohumas.audit._board import NO_SEATS, both, chair_of, filled_by, seat_key, who_is, with_posts
from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, LATER, THREE, seated
from bakohumas.audit._found import acting, elected, handed, opened, ruled, sat, vacant
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Appointment, Body, Cause, Place, Replaced, Selection
from bakohumas.languages import listed, number
from bakohumas.law import Charter
from bakohumas.meetings import Kind, Meeting, Record

_OVER = {Cause.DISCHARGE, Cause.LAPSE, Cause.RETURN, Cause.FILLED}
_DEPUTIES = re.compile(r"wakil ketua\b|ketua pelaksana$|ketua harian$")
_REGIONAL = re.compile(r"(?:pjs?|penjabat)\b\.?", re.IGNORECASE)
_HEAD = "Direktur Jenderal Informasi dan Komunikasi Publik"


def _record(kind: Kind, chosen: str, body: Body, *, rules: Charter | None = None) -> Record:
    """The record of a meeting in which somebody was put on the seat of the chair."""
    called = Meeting.call(body, kind=kind, on=LATER, place="Jakarta", basis="undangan (invented)")
    called = attrs.evolve(called, charter=rules) if rules else called
    return called.attend(*called.roll).deliberate(CHAIR, chosen).close()


def _replaced(kind: Kind) -> Setting:
    """A chair that fell vacant, and the record of the meeting that filled it."""
    loose = ruled("meeting.elects", ("coordination",))
    record = _record(kind, THREE[2], vacant(), rules=loose)
    body = vacant().replace(
        CHAIR, THREE[2], on=LATER, basis="berita acara (invented)", record=record.digest
    )
    return worked(body, record, on=LATER, who=THREE[2])


@rule(
    "ACT-06",
    advice=(
        "Put the decision of the board's plenary on record, with the cause of the vacancy.",
        "Ajukan keputusan rapat pleno pengurus beserta sebab kekosongan kursi itu.",
    ),
    holds=lambda: _replaced(Kind.BOARD),
    violated=lambda: _replaced(Kind.COORDINATION),
)
def decided_by_the_plenary(case: Case) -> Iterator[Verdict]:
    """Every replacement in mid-term has a cause, and was decided by the board or the members.

    A members' meeting stands above the plenary: by BRD-02 it is the members who choose.
    """
    replaced = [
        each for each in case.body.facts if isinstance(each, Replaced) and each.on <= case.on
    ]
    if not replaced:
        yield Verdict.not_applicable(
            "nobody was replaced in mid-term", "tidak ada penggantian antarwaktu"
        )
    for each in replaced:
        who, seat = each.place.holder, each.place.seat
        cause = _cause(case, seat, each.on)
        case.read("seat.vacancy", cause and cause.value, seat)
        record = next((one for one in case.of(Record) if one.digest == each.record), None)
        case.read("meeting.kind", record and record.kind.value, seat)
        decision = record.decision(seat) if record else None
        case.read("meeting.decisions", decision and decision.chosen, seat)
        if cause and cause in _OVER:
            yield Verdict.violated(
                who,
                f"took {seat}, which was left because {cause.label()}: no cause of a replacement",
                f"mengisi kursi {seat}, yang ditinggalkan karena {cause.label('id')}: bukan sebab "
                "penggantian antarwaktu",
                when=each.on,
            )
        elif record and (record.kind is Kind.COORDINATION or record.body != case.body.id):
            yield Verdict.violated(
                who,
                f"took {seat} by a {record.kind.label()} of {record.body}",
                f"mengisi kursi {seat} melalui {record.kind.label('id')} {record.body}",
                when=each.on,
            )
        elif record and (decision is None or decision.chosen != each.place.institution):
            yield Verdict.violated(
                who,
                f"took {seat}, and the {record.kind.label()} did not decide so",
                f"mengisi kursi {seat}, sedangkan {record.kind.label('id')} tidak memutuskannya",
                when=each.on,
            )
        elif record is None or cause is None:
            missing = {"seat.vacancy": cause, "meeting.decisions": record}
            yield Verdict.lacks(
                *(key for key, value in missing.items() if value is None), who=who, when=each.on
            )
        else:
            yield Verdict.holds(
                f"{seat}: {cause.label()}; decided in a {record.kind.label()}",
                f"{seat}: {cause.label('id')}; diputuskan dalam {record.kind.label('id')}",
                who=who,
                when=each.on,
            )


def _cause(case: Case, seat: str, on: date) -> Cause | None:
    """Why the last holder of a seat left before a day, where the register says so."""
    left = [
        (each.period.end, each.ended)
        for each in case.body.appointments
        if each.seat == seat and each.period.end and each.period.end <= on
    ]
    return left[-1][1] if left else None


def _deputised() -> Setting:
    """The secretary's institution acts for the chair, as the plenary decided."""
    return worked(acting(), _record(Kind.BOARD, THREE[1], acting()), on=LATER)


@rule(
    "ACT-07",
    advice=(
        "Let the plenary make the deputy chair or the secretary act, and report it.",
        (
            "Tetapkan wakil ketua atau sekretaris sebagai pelaksana tugas dalam rapat pleno, dan "
            "laporkan."
        ),
    ),
    holds=_deputised,
    violated=lambda: worked(vacant(), on=LATER, who=CHAIR),
)
def the_deputy_acts(case: Case) -> Iterator[Verdict]:
    """On a vacant chair the deputy chair or the secretary acts, fixed by the plenary.

    Where no deputy chair is named, the executive or day-to-day chair is one; the
    charter may name who follows (``"board.succession"``).
    """
    chair, board = chair_of(case), case.now.board
    law = filled_by(case, chair) if chair else None
    if chair is None:
        yield Verdict.lacks(
            "board.succession", en="which seat is the chair", indonesian="kursi mana yang ketua"
        )
        return
    holder = board and board.holder(chair)
    case.read("seat.vacancy", holder is None, chair)
    if board is None or board.term is None:
        yield Verdict.not_applicable(
            "no term runs: TRM-06 judges that", "tidak ada masa tugas: dinilai menurut TRM-06"
        )
    elif holder:
        yield Verdict.not_applicable(f"{chair} is held", f"kursi {chair} terisi")
    elif law and law.value == Selection.EX_OFFICIO:
        yield Verdict.not_applicable(
            f"{chair} goes with a post: ACT-08 judges that",
            f"kursi {chair} melekat pada jabatan: dinilai menurut ACT-08",
        )
    else:
        yield from _succession(case, chair)


def _succession(case: Case, chair: str) -> Iterator[Verdict]:
    """Who acts on a vacant chair, and whether it is theirs to act."""
    board = case.now.board
    named = case.laid_down("board.succession")
    clerk = case.laid_down("board.secretary")
    if named and isinstance(named.value, tuple):
        line = [str(each) for each in named.value]
    else:
        line = [each for each in case.now.titles if _DEPUTIES.match(each.casefold())]
        line += [str(clerk.value)] if clerk else []
    case.read("board.succession", line)
    officer = board.in_charge(chair) if board else None
    case.read("acting.holder", officer and who_is(officer), chair)
    next_ones = [held for each in line if (held := board and board.holder(each))]
    if officer is None:
        yield Verdict.violated(
            chair, "vacant, and nobody acts on it", "lowong, dan tidak ada pelaksana tugasnya"
        )
    elif not any(_same(officer, each) for each in next_ones):
        yield Verdict.violated(
            chair,
            f"{who_is(officer)} acts on it and is on none of the seats that follow: {listed(line)}",
            f"{who_is(officer)} menjadi pelaksananya dan tidak menduduki kursi penggantinya: "
            f"{listed(line, 'id')}",
            when=officer.period,
        )
    else:
        plenaries = [
            each
            for each in case.of(Record)
            if each.body == case.body.id
            and each.kind is Kind.BOARD
            and (decision := each.decision(chair))
            and decision.chosen in {officer.institution, officer.person}
        ]
        case.read("meeting.decisions", [each.digest[:12] for each in plenaries], chair)
        facts = (
            f"{who_is(officer)} acts on it, by the plenary",
            f"{who_is(officer)} menjadi pelaksananya, menurut rapat pleno",
        )
        yield (
            Verdict.holds(*facts, who=chair, when=officer.period)
            if plenaries
            else Verdict.lacks("meeting.decisions", who=chair, when=officer.period)
        )


def _same(one: Appointment, other: Appointment) -> bool:
    """Whether two appointments are of one person, or of one institution where none is named."""
    if one.person and other.person:
        return one.person == other.person
    return bool(one.institution) and one.institution == other.institution


@rule(
    "ACT-08",
    advice=(
        "Seat whoever holds the post now, and record the handover.",
        "Dudukkan pemangku jabatan yang sekarang, dan catat serah terimanya.",
    ),
    holds=lambda: worked(
        opened(
            handed(_HEAD, "person-1"),
            sat(Place(CHAIR, THREE[0], post=_HEAD)),
            rules=_one_post(),
        ),
        on=LATER,
    ),
    violated=lambda: worked(
        opened(handed(_HEAD, "person-1"), rules=_one_post()), on=LATER, who=CHAIR
    ),
)
def follows_the_post(case: Case) -> Iterator[Verdict]:
    """Whoever holds the post, definitively or as Plt, is on the seat that goes with it."""
    bound, kept = with_posts(case), []
    unknown: dict[str, list[str]] = defaultdict(list)
    for title in bound:
        law = case.laid_down(seat_key(title, "post"))
        held = case.now.board.holder(title) if case.now.board else None
        post = case.read("seat.post", str(law.value) if law else held and held.post, title)
        given = case.now.in_post(post) if post else None
        who = case.read("post.holders", given.person if given else None, post or title)
        if held and held.post and held.post != post:
            yield Verdict.violated(
                title,
                f"held with {held.post}, and it goes with {post}",
                f"diduduki melalui jabatan {held.post}, padahal melekat pada {post}",
                when=held.period,
            )
        elif not post or (held and not held.post):
            unknown["seat.post"].append(title)
        elif held:
            kept.append(title)
        elif given is None:
            unknown["post.holders"].append(title)
        elif who:
            since, sejak = both(given.on)
            yield Verdict.violated(
                title,
                f"vacant, and {who} has held the post {post} since {since}",
                f"lowong, padahal jabatan {post} dipangku {who} sejak {sejak}",
                when=given.on,
            )
        else:
            kept.append(title)
    for key, titles in unknown.items():
        yield Verdict.lacks(key, en=listed(titles), indonesian=listed(titles, "id"))
    if not bound:
        yield Verdict.not_applicable(
            "no seat goes with a post", "tidak ada kursi yang melekat pada jabatan"
        )
    elif len(kept) == len(bound):
        yield Verdict.holds(
            f"{listed(kept)}: as the posts go", f"{listed(kept, 'id')}: mengikuti jabatannya"
        )


def _one_post() -> Charter:
    """The practice of the national body, with one seat only that goes with a post."""
    return ruled("seat.ketua_pelaksana.selection", "elected", "national_practice")


@rule(
    "ACT-09",
    advice=(
        "Give the seat its own title, and keep Pj. or Pjs. in the title of the post.",
        (
            "Gunakan nama jabatan dalam Bakohumas, dan cantumkan Pj. atau Pjs. pada nama jabatan "
            "pemangkunya saja."
        ),
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: worked(
        opened(elected(Place("Pj. Ketua Umum", THREE[0]))), on=DAY, who="Pj. Ketua Umum"
    ),
)
def no_acting_title(case: Case) -> Iterator[Verdict]:
    """No seat is called after the acting head of a region; a post may be."""
    board = case.now.board
    acted = [each.seat for each in board.acting] if board else []
    titles = case.read("board.seats", list(dict.fromkeys((*case.now.titles, *acted))))
    held = (*board.appointments, *board.acting) if board else ()
    posts = case.read("post.title", [each.post for each in held if each.post])
    wrong = [each for each in titles if _REGIONAL.match(each)]
    for each in wrong:
        yield Verdict.violated(
            each,
            "names an acting head of a region, and no seat of a Bakohumas",
            "merupakan sebutan pejabat sementara kepala daerah, bukan jabatan dalam Bakohumas",
        )
    if not titles:
        yield Verdict.lacks("board.seats", en=NO_SEATS[0], indonesian=NO_SEATS[1])
    elif not wrong:
        n = sum(bool(_REGIONAL.match(each)) for each in posts)
        said = f"; {counted(n, 'post')} with that title", f"; {number(n, 'id')} jabatan demikian"
        also = said if n else ("", "")
        yield Verdict.holds(
            f"{counted(len(titles), 'seat')}, none called so{also[0]}",
            f"{number(len(titles), 'id')} kursi, tidak ada yang disebut demikian{also[1]}",
        )
