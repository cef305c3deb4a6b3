from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

import attrs

from bakohumas.audit._board import both
from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, LATER, THREE, forum
from bakohumas.audit._found import elected as board
from bakohumas.audit._found import opened, ruled
from bakohumas.audit._proceedings import floors, held, none_held, seats_of, stepless, title
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import PROPOSAL, TOPIC, called, elected, seen, sitting
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Inaugurated
from bakohumas.languages import listed, number
from bakohumas.meetings import Deliberated, Floor, Kind, Mode, Outcome, Record, Voted
from bakohumas.periods import months_after

_SHOWN, _LONG, _TWO = 3, 6, 2
_INAUGURATED = date(2016, 12, 14)
_FIELDS = {
    "number": ("number", "nomor"),
    "time": ("time", "waktu"),
    "place": ("place", "tempat"),
    "chair": ("chair", "pimpinan rapat"),
    "attendance": ("attendance", "kehadiran"),
    "quorum": ("quorum", "kuorum"),
    "agenda": ("agenda", "agenda"),
    "votes": ("votes", "hasil pemungutan suara"),
}
_JOINT = Kind.MEMBERS, Kind.FORUM, Kind.COORDINATION, Kind.FGD


def _online(*, forbidden: bool) -> Setting:
    """A meeting online, under a charter that admits it or does not."""
    record = called(place="", link="https://contoh.example/rapat").attend(*THREE)
    rules = ruled("meeting.online", value=not forbidden)
    return seen(record.deliberate(TOPIC, PROPOSAL).close(), body=forum(rules=rules))


def _minuted(*agenda: str) -> Setting:
    """A meeting with a number, of which everything but the agenda was written down."""
    meeting = called(number="1/BA/2015", agenda=agenda, presiding="Sekretaris (invented)")
    return seen(meeting.attend(*THREE).deliberate(TOPIC, PROPOSAL).close(at=time(12)))


def _first_met(on: date) -> Setting:
    """A board inaugurated in December, and the first meeting after it (PapuaBangkit-0903)."""
    inaugurated = Inaugurated(on=_INAUGURATED, recorded=_INAUGURATED, basis="pelantikan (invented)")
    body = opened(board(), inaugurated)
    record = called(body, on=on).attend(*THREE).deliberate(TOPIC, PROPOSAL).close()
    return worked(body, record, on=on)


def _monthly() -> Setting:
    """A coordination group that met in two months running."""
    records = [
        called(kind=Kind.COORDINATION, on=on).attend(*THREE).close()
        for on in (DAY, months_after(DAY, 1))
    ]
    return worked(forum(), *records, on=LATER)


@rule(
    "MTG-08",
    advice=(
        "Attach the signed attendance list, and count only those who are on it.",
        "Lampirkan daftar hadir yang ditandatangani, dan hitung hanya yang tercantum di dalamnya.",
    ),
    holds=lambda: seen(elected()),
    violated=lambda: seen(attrs.evolve(elected(sitting(*THREE[:2])), attendance=THREE)),
)
def proved_by_the_list(case: Case) -> Iterator[Verdict]:
    """Whoever is said to have attended, objected or voted had signed, or was represented."""
    met, kept = held(case), 0
    if not met:
        yield none_held("meeting.attendance")
    for record in met:
        who, when = title(record), record.on
        case.read("meeting.attendance", record.attendance, who)
        signed, there = _signatures(record)
        unsigned = sorted(there - signed)
        more = max((each.quorum.present for each in record.decisions), default=0)
        if unsigned:
            yield Verdict.violated(
                who,
                f"no signature on the attendance list: {listed(unsigned, most=_SHOWN)}",
                f"tidak ada tanda tangan dalam daftar hadir: {listed(unsigned, 'id', most=_SHOWN)}",
                when=when,
            )
        elif not signed:
            yield Verdict.lacks("meeting.attendance", who=who, when=when)
        elif more > len(signed):
            yield Verdict.violated(
                who,
                f"counts {number(more)} as present, and {number(len(signed))} signed",
                f"menghitung {number(more, 'id')} yang hadir, sedangkan yang menandatangani "
                f"{number(len(signed), 'id')}",
                when=when,
            )
        else:
            kept += 1
    if met and kept == len(met):
        yield Verdict.holds(
            f"{counted(kept, 'meeting')}, attendance proved by the signed list",
            f"{number(kept, 'id')} rapat, kehadiran dibuktikan dengan daftar hadir",
        )


def _signatures(record: Record) -> tuple[set[str], set[str]]:
    """Who signed or was represented, and who is said to have been there.

    The list itself is all that a record without steps has.
    """
    signed, there = set[str](), set(record.attendance)
    floor: Floor | None = None
    for step, floor in floors(record):
        signed |= floor.signed | {giver for giver, _ in floor.proxies}
        match step:
            case Deliberated(attempt=attempt):
                there |= {objector for objector, _ in attempt.objections}
            case Voted(vote=vote):
                there |= {voter for voter, _ in vote.names}
            case _:
                pass
    return (signed, there) if floor else (there, there)


@rule(
    "MTG-09",
    advice=(
        "Let the charter admit meetings online (meeting.online), or meet again in person.",
        "Bolehkan rapat daring dalam piagam (meeting.online), atau ulangi rapat secara tatap muka.",
    ),
    holds=lambda: _online(forbidden=False),
    violated=lambda: _online(forbidden=True),
)
def online_is_valid(case: Case) -> Iterator[Verdict]:
    """No charter refuses a meeting that was held online."""
    met, online, kept = held(case), 0, 0
    for record in met:
        if record.called is None:
            yield stepless("meeting.mode", record=record)
            continue
        who, mode = title(record), record.called.mode
        case.read("meeting.mode", mode.value, who)
        if mode is Mode.IN_PERSON:
            continue
        online += 1
        law = case.laid_down("meeting.online", on=record.on)
        if law is None or law.value:
            kept += 1
        else:
            yield Verdict.violated(
                who,
                f"met {mode.label()}, which {law.cite()} does not admit",
                f"dilaksanakan secara {mode.label('id')}, yang tidak diakui oleh {law.cite('id')}",
                when=record.on,
            )
    if not met:
        yield none_held("meeting.mode")
    elif not online and all(each.called for each in met):
        yield Verdict.not_applicable(
            "no meeting was held online", "tidak ada rapat yang diselenggarakan secara daring"
        )
    elif online and kept == online:
        yield Verdict.holds(
            f"{counted(kept, 'meeting')} online, accepted as valid",
            f"{number(kept, 'id')} rapat daring, diakui sah",
        )


@rule(
    "MTG-10",
    advice=(
        "Complete the minutes from the invitation and the attendance list, and have them signed.",
        (
            "Lengkapi berita acara berdasarkan undangan dan daftar hadir, lalu mintakan tanda "
            "tangannya."
        ),
    ),
    holds=lambda: _minuted(TOPIC),
    violated=_minuted,
)
def complete_minutes(case: Case) -> Iterator[Verdict]:
    """Minutes that were issued with a number leave nothing blank that minutes must state.

    What a record without a number leaves blank may still be filled in. Signatures are put on
    the paper, and stand in no record.
    """
    met, kept = held(case), 0
    if not met:
        yield none_held("meeting.minutes")
    for record in met:
        who = title(record)
        voted = [each for each in record.decisions if each.outcome is Outcome.VOTE]
        untold = ["votes"] if any(not (each.result or each.vote) for each in voted) else []
        blank = [*record.missing, *untold]
        case.read("meeting.minutes", [name for name in _FIELDS if name not in blank], who)
        names = [_FIELDS[each] for each in blank]
        en, idn = listed([a for a, _ in names]), listed([b for _, b in names], "id")
        if "number" in blank:
            yield Verdict.lacks(
                "meeting.minutes",
                who=who,
                when=record.on,
                en=f"blank so far: {en}",
                indonesian=f"belum terisi: {idn}",
            )
        elif blank:
            yield Verdict.violated(
                who,
                f"the minutes leave blank: {en}",
                f"berita acara tidak memuat {idn}",
                when=record.on,
            )
        else:
            kept += 1
    if met and kept == len(met):
        yield Verdict.holds(
            f"{counted(kept, 'record')}, every field of the minutes filled in but the signatures, "
            "which stand on the paper",
            f"{number(kept, 'id')} berita acara, semua unsurnya terisi kecuali tanda tangan, yang "
            "dibubuhkan pada naskahnya",
        )


@rule(
    "MTG-11",
    advice=(
        "Put on the agenda what is to be spread, and decide on it together.",
        "Agendakan informasi yang akan disebarluaskan, dan putuskan bersama.",
    ),
    holds=lambda: seen(sitting(kind=Kind.FORUM).deliberate(TOPIC, PROPOSAL).close()),
    violated=lambda: seen(sitting(kind=Kind.COORDINATION).close()),
)
def a_coordination_forum(case: Case) -> Iterator[Verdict]:
    """Meetings decided jointly on more than the board; a forum that decided nothing is found."""
    met = held(case, *_JOINT)
    joint = 0
    idle = list[Record]()
    for record in met:
        who, seats = title(record), seats_of(case, record.on)
        case.read("meeting.kind", record.kind.value, who)
        subjects = [each.subject for each in record.decisions if each.subject not in seats]
        case.read("meeting.decisions", subjects, who)
        joint += bool(subjects)
        if not subjects and record.kind is not Kind.MEMBERS:
            idle.append(record)
    for record in idle:
        yield Verdict.violated(
            title(record),
            f"a {record.kind.label()} at which nothing was decided jointly",
            f"{record.kind.label('id')} tanpa keputusan bersama",
            when=record.on,
        )
    if not met:
        yield none_held("meeting.decisions")
    elif not joint and not idle:
        yield Verdict.not_applicable(
            "the members' meetings on record dealt with the board alone",
            "rapat anggota yang tercatat hanya membahas kepengurusan",
        )
    elif not idle:
        yield Verdict.holds(
            f"{counted(joint, 'meeting')} with joint decisions beside those on the board",
            f"{number(joint, 'id')} rapat dengan keputusan bersama di luar soal kepengurusan",
        )


@rule(
    "MTG-12",
    advice=(
        "Call a meeting soon, and put the records of those that were held before the audit.",
        "Segera adakan rapat, dan ajukan berita acara rapat yang sudah diselenggarakan.",
    ),
    holds=lambda: _first_met(date(2017, 3, 1)),
    violated=lambda: _first_met(date(2017, 9, 3)),
)
def soon_after_the_inauguration(case: Case) -> Iterator[Verdict]:
    """After every inauguration the first meeting on record came within six months.

    No source gives a number of months; the warning of the source came after nearly nine.
    """
    inaugurations = [each for each in case.body.inaugurations if each <= case.on]
    days = [each.on for each in held(case)]
    if not inaugurations:
        yield Verdict.not_applicable("no inauguration is on record", "pelantikan tidak tercatat")
    for day in inaugurations:
        case.read("board.inauguration", day)
        later = [each for each in days if each >= day]
        first = case.read("meeting.date", later[0] if later else None, str(day))
        (en, idn), latest = both(day), months_after(day, _LONG)
        if first and first > latest:
            (after, kemudian), n = both(first), (first - day).days
            yield Verdict.violated(
                "",
                f"inaugurated on {en}, and the first meeting on record is of {after}, "
                f"{counted(n, 'day')} later",
                f"dilantik pada {idn}, sedangkan rapat pertama yang tercatat baru pada {kemudian}, "
                f"{number(n, 'id')} hari kemudian",
                when=day,
            )
        elif first:
            (after, kemudian) = both(first)
            yield Verdict.holds(
                f"inaugurated on {en}, first meeting on {after}",
                f"dilantik pada {idn}, rapat pertama pada {kemudian}",
                when=day,
            )
        elif case.on <= latest:
            yield Verdict.not_applicable(
                f"inaugurated on {en}, less than {counted(_LONG, 'month')} ago",
                f"dilantik pada {idn}, belum {number(_LONG, 'id')} bulan yang lalu",
                when=day,
            )
        else:
            n = (case.on - day).days
            yield Verdict.lacks(
                "meeting.date",
                when=day,
                en=f"no meeting is on record in the {counted(n, 'day')} since the inauguration",
                indonesian=f"tidak ada rapat yang tercatat dalam {number(n, 'id')} hari sejak "
                "pelantikan",
            )


@rule(
    "MTG-13",
    advice=(
        "Nothing needs to be done; meet as often as the work asks for.",
        "Tidak ada yang perlu dilakukan; adakan pertemuan sesuai kebutuhan.",
    ),
    permitted=_monthly,
)
def monthly(case: Case) -> Iterator[Verdict]:
    """The coordination group met again within a month, each time."""
    met = held(case, Kind.COORDINATION)
    days = [each.on for each in met]
    case.read("meeting.kind", Kind.COORDINATION.value if met else None)
    case.read("meeting.date", days)
    if len(days) >= _TWO and all(b <= months_after(a, 1) for a, b in pairwise(days)):
        yield Verdict.holds(
            f"{counted(len(days), 'coordination meeting')}, each within a month of the last",
            f"{number(len(days), 'id')} rapat koordinasi, masing-masing dalam waktu satu bulan",
        )
    else:
        yield Verdict.not_applicable(
            "no coordination group is seen to meet monthly",
            "tidak terlihat kelompok koordinasi yang bertemu setiap bulan",
        )


CHAPTER = (
    proved_by_the_list,
    online_is_valid,
    complete_minutes,
    a_coordination_forum,
    soon_after_the_inauguration,
    monthly,
)
