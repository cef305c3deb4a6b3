import re
from collections.abc import Iterator, Sequence

import attrs

from bakohumas.audit._board import NO_BOARD, NO_SEATS, chair_of, filled_by, with_posts
from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, DECREE, SECRETARY, THREE, forum, seated
from bakohumas.audit._found import BUREAU, elected, opened, sat
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body, Place, Selection
from bakohumas.languages import listed, number
from bakohumas.law import charter

_EXECUTIVE, _DAILY = "Ketua Pelaksana", "Ketua Harian"
_PR = r"(?:hubungan masyarakat|humas|hupmas)"
_SUBDIVISION = r"(?:kepala sub ?-?bagian|kasub(?:b)?ag)\b"
_COMMISSION = r"\b(?:kpu|kip|komisi pemilihan umum|komisi independen pemilihan)\b"
_INFORMATION = r"(?:komunikasi|kominfo)"


@attrs.frozen
class _Post:
    """A post, as the words of its title tell, whatever it was called in which year."""

    pattern: str
    called: tuple[str, str]

    def fits(self, title: str) -> bool:
        """Whether somebody in a post of that title holds it, definitively or acting."""
        plain = " ".join(title.casefold().split())
        return bool(re.match(rf"(?:(?:plt|plh|pjs?)\b\.? ?)?(?:{self.pattern})", plain))


_HEAD = (
    rf"kepala dinas\b.*{_INFORMATION}|kepala diskominfo\b"
    rf"|kadiskominfo\b|kadis ?kominfo\b|kadis\b.*{_INFORMATION}"
)
_DIRECTOR_GENERAL = _Post(
    r"(?:direktur jenderal|dirjen)\b.*\b(?:komunikasi publik|ikp|kpm)\b",
    (
        "the director general for public communication",
        "direktur jenderal yang membidangi komunikasi publik",
    ),
)
_DIRECTOR = _Post(
    r"direktur (?!jenderal).*\bkemitraan\b",
    (
        "the director for public relations partnership",
        "direktur yang membidangi kemitraan kehumasan",
    ),
)
_COMMUNICATION = _Post(
    _HEAD,
    ("the head of the communication office", "Kepala Dinas Komunikasi dan Informatika"),
)
_PROVINCIAL_CHAIR = _Post(
    rf"(?:sekretaris daerah|sekda)\b|{_HEAD}",
    (
        "the provincial secretary or the head of the communication office",
        "Sekretaris Daerah atau Kepala Dinas Komunikasi dan Informatika",
    ),
)
_BUREAU = _Post(
    rf"(?:kepala biro|karo)\b.*{_PR}",
    ("the head of the public relations bureau", "Kepala Biro Hubungan Masyarakat"),
)
_COMMISSIONERS = _Post(
    rf"(?:ketua|anggota|komisioner)\b.*{_COMMISSION}",
    ("the commissioners", "ketua dan anggota KPU"),
)
_KPU_SECRETARY = _Post(
    rf"sekretaris(?: jenderal)?\b.*{_COMMISSION}", ("the KPU secretary", "sekretaris KPU")
)
_DIVISION = _Post(r"(?:kepala bagian|kabag)\b", ("a division head", "kepala bagian"))
_SUBDIVISION_PR = _Post(
    rf"{_SUBDIVISION}.*{_PR}",
    (
        "the head of the public relations sub-division",
        "kepala subbagian yang membidangi hubungan masyarakat",
    ),
)
_SUBDIVISION_OTHER = _Post(
    rf"{_SUBDIVISION}(?!.*{_PR})", ("another sub-division head", "kepala subbagian lainnya")
)


def _posted(name: str, *titles: str) -> Body:
    """A body under a shipped charter, on which these seats have got their holders by post."""
    rules = charter(name)
    body = (
        forum(rules=rules)
        if name == "national_practice"
        else Body.found("contoh", charter=rules, on=DAY, basis=DECREE)
    )
    for seat in body.on(DAY).seats:
        if seat.name in titles:
            body = body.seat(seat.name, post=seat.post, on=DAY, basis=DECREE)
    return body


def _on(seat: str, post: str, name: str) -> Setting:
    """A register in which somebody of another post is on a seat."""
    there = sat(Place(seat, THREE[0], post=post))
    return worked(opened(there, rules=charter(name)), on=DAY, who=seat)


def _judged(case: Case, wanted: Sequence[tuple[str, _Post]]) -> Iterator[Verdict]:
    """Whether whoever holds these seats holds the posts that go with them."""
    board = case.now.board
    if board is None:
        yield NO_BOARD
        return
    there = [(each, post) for seat, post in wanted if (each := board.holder(seat))]
    right = []
    for held, post in there:
        title = case.read("seat.post", held.post, held.seat)
        case.read("post.holders", held.person, title or held.holder)
        if not title:
            who = held.holder
            yield Verdict.lacks(
                "seat.post",
                who=held.seat,
                en=f"{who or 'somebody'} holds it, and no post is on record",
                indonesian=f"dipegang {who or 'seseorang'}, tanpa jabatan yang tercatat",
            )
        elif post.fits(title):
            right.append(f"{held.seat}: {title}")
        else:
            yield Verdict.violated(
                held.seat,
                f"held by {title}, not by {post.called[0]}",
                f"dijabat oleh {title}, bukan oleh {post.called[1]}",
                when=held.period,
            )
    if not there:
        seats = [seat for seat, _ in wanted]
        yield Verdict.not_applicable(
            f"nobody holds {listed(seats)}", f"{listed(seats, 'id')} tidak terisi"
        )
    elif len(right) == len(there):
        yield Verdict.holds("; ".join(right), "; ".join(right))


@rule(
    "BRD-03",
    advice=(
        "Nothing needs to be done; record every handover of the post.",
        "Tidak ada yang perlu dilakukan; catat setiap serah terima jabatan itu.",
    ),
    permitted=lambda: worked(_posted("national_practice", CHAIR), on=DAY),
)
def goes_with_a_post(case: Case) -> Iterator[Verdict]:
    """Which seats go with a post, and how often those posts changed hands."""
    seats = case.now.seats
    bound = case.read("seat.selection", with_posts(case))
    if not seats:
        yield Verdict.lacks("seat.selection", en=NO_SEATS[0], indonesian=NO_SEATS[1])
    elif not bound:
        yield Verdict.not_applicable(
            "no seat of the charter goes with a post",
            "tidak ada kursi dalam piagam yang melekat pada jabatan",
        )
    else:
        posts = {each.post for each in seats if each.name in bound}
        n = sum(each.post in posts and each.on <= case.on for each in case.body.handovers)
        case.read("post.holders", n)
        yield Verdict.holds(
            f"{listed(bound)} ex officio; {counted(n, 'handover')} on record, without an election",
            f"{listed(bound, 'id')} ex officio; {number(n, 'id')} serah terima jabatan tercatat, "
            "tanpa pemilihan",
        )


@rule(
    "BRD-04",
    advice=(
        "Record how the seat is filled, and fill it in that way.",
        "Catat cara pengisian kursi itu, dan isi sesuai dengan cara tersebut.",
    ),
    holds=lambda: worked(seated(), on=DAY),
    violated=lambda: worked(
        opened(elected(Place(CHAIR, THREE[0])), rules=charter("national_practice")),
        on=DAY,
        who=CHAIR,
    ),
)
def how_it_is_filled(case: Case) -> Iterator[Verdict]:
    """The charter says how each seat is filled, and whoever is on it came in that way."""
    titles, own = case.now.titles, {seat.name for seat in case.now.seats}
    if not titles:
        yield Verdict.lacks("seat.selection", en=NO_SEATS[0], indonesian=NO_SEATS[1])
        return
    told: list[tuple[str, Selection]] = []
    for title in titles:
        law = filled_by(case, title) if title in own else None
        way = case.read("seat.selection", str(law.value) if law else "", title)
        held = case.now.board.holder(title) if case.now.board else None
        case.read("seat.holder", held and held.holder, title)
        if law is None:
            yield Verdict.lacks(
                "seat.selection",
                who=title,
                en="the charter does not say it of this seat",
                indonesian="piagam tidak menyebutkannya untuk kursi ini",
            )
        elif held and held.selection != way:
            right = Selection(way)
            yield Verdict.violated(
                title,
                f"{held.holder} is on it as {held.selection.label()}, and by {law.cite()} it is "
                f"{right.label()}",
                f"{held.holder} mendudukinya karena {held.selection.label('id')}, sedangkan "
                f"menurut {law.cite('id')} kursi itu {right.label('id')}",
                when=held.period,
            )
        else:
            told.append((title, Selection(way)))
    if len(told) == len(titles):
        yield Verdict.holds(
            "; ".join(f"{title}: {way.label()}" for title, way in told),
            "; ".join(f"{title}: {way.label('id')}" for title, way in told),
        )


@rule(
    "BRD-05",
    advice=(
        "Seat the holder of the post, or record that the body departs from the practice.",
        "Dudukkan pemangku jabatan itu, atau catat bahwa Bakohumas menyimpang dari praktik.",
    ),
    holds=lambda: worked(_posted("national_practice", CHAIR, _EXECUTIVE), on=DAY),
    violated=lambda: _on(CHAIR, BUREAU, "national"),
)
def national_chairs(case: Case) -> Iterator[Verdict]:
    """The chair is the director general, the executive chair the director for partnership."""
    chair = chair_of(case) or CHAIR
    return _judged(case, [(chair, _DIRECTOR_GENERAL), (_EXECUTIVE, _DIRECTOR)])


@rule(
    "BRD-06",
    advice=(
        "Seat the holder of the post, or let the charter say who chairs the body.",
        "Dudukkan pemangku jabatan itu, atau tetapkan dalam piagam siapa ketuanya.",
    ),
    holds=lambda: worked(_posted("provincial", CHAIR, _DAILY, SECRETARY), on=DAY),
    violated=lambda: _on(CHAIR, BUREAU, "provincial"),
)
def provincial_chairs(case: Case) -> Iterator[Verdict]:
    """The provincial secretary chairs with two others, or the communication office alone."""
    chair = chair_of(case) or CHAIR
    held = case.now.board.holder(chair) if case.now.board else None
    wanted = [(chair, _PROVINCIAL_CHAIR), (_DAILY, _COMMUNICATION), (SECRETARY, _BUREAU)]
    return _judged(case, wanted[:1] if held and _COMMUNICATION.fits(held.post) else wanted)


@rule(
    "BRD-07",
    advice=(
        "Fix the seats anew by decree of the KPU unit, each with the post that it goes with.",
        "Tetapkan kembali kursi itu dengan keputusan satuan kerja KPU sesuai jabatannya.",
    ),
    holds=lambda: worked(
        _posted(
            "kpu_province",
            *("Pengarah", "Ketua", _EXECUTIVE, "Koordinator Pelaksana Kegiatan"),
            "Wakil Koordinator",
        ),
        on=DAY,
    ),
    violated=lambda: _on("Ketua", "Kepala Bagian Umum", "kpu_regency"),
)
def seats_of_a_commission(case: Case) -> Iterator[Verdict]:
    """Every seat of a unit of the election commission is held by the post that it goes with."""
    patterns = {
        r"pengarah\b": _COMMISSIONERS,
        r"ketua$": _KPU_SECRETARY,
        r"ketua pelaksana$": _DIVISION,
        r"koordinator\b": _SUBDIVISION_PR,
        r"wakil koordinator\b": _SUBDIVISION_OTHER,
    }
    wanted = [
        (title, post)
        for title in case.now.titles
        for pattern, post in patterns.items()
        if re.match(pattern, title.casefold())
    ]
    return _judged(case, wanted)
