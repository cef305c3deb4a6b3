import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from bakohumas.audit import _mtg_order, _mtg_papers
from bakohumas.audit._board import both
from bakohumas.audit._case import Case
from bakohumas.audit._examples import CHAIR, DAY, LATER, SECRETARY, THREE, forum, seated
from bakohumas.audit._found import ruled, vacant
from bakohumas.audit._proceedings import ASSEMBLIES, at_most, held, seats_of, title
from bakohumas.audit._rule import rule
from bakohumas.audit._sittings import (
    PROPOSAL,
    TOPIC,
    altered,
    called,
    elected,
    of_kind,
    seen,
    sitting,
)
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import listed, number
from bakohumas.meetings import Called, Kind, Record
from bakohumas.periods import years_after

_NOTICE, _SHOWN = 14, 3
_VACANCY = re.compile(r"\b(?:lowong|kosong|kekosongan|vacan\w+)", re.IGNORECASE)
_DAY_BEFORE = timedelta(days=1)
_FORTNIGHT = timedelta(days=14)


def _invited(before: timedelta) -> Setting:
    """An ordinary meeting, and how long before it the invitation went out."""
    record = sitting(invited=DAY - _FORTNIGHT).deliberate(TOPIC, PROPOSAL).close()
    return seen(altered(record, Called, invited=DAY - before))


def _for_a_vacancy(*, filled: bool) -> Setting:
    """An extraordinary meeting that was called because the chair was vacant, or was not."""
    rules = ruled("board.seats", (CHAIR, SECRETARY))
    whole = forum(rules=rules).elect(
        dict(zip((CHAIR, SECRETARY), THREE, strict=False)), on=DAY, basis="rapat (invented)"
    )
    body = whole if filled else vacant()
    reason = "kekosongan jabatan Ketua Umum"
    meeting = called(body, kind=Kind.EXTRAORDINARY, on=LATER, reason=reason).attend(*THREE)
    return seen(meeting.deliberate(TOPIC, PROPOSAL).close(), body=body)


def _overruled() -> Setting:
    """A board that decides otherwise on what the members had decided."""
    first = sitting().deliberate(TOPIC, PROPOSAL).close()
    board = called(seated(), kind=Kind.BOARD, on=LATER).attend(*THREE[:2])
    return worked(seated(), first, board.deliberate(TOPIC, "di Bandung").close(), on=LATER)


@rule(
    "MTG-01",
    advice=(
        "Let a members' meeting elect, or cite the provision by which another meeting does.",
        (
            "Adakan pemilihan dalam rapat anggota, atau sebutkan ketentuan yang memberi kewenangan "
            "memilih kepada rapat lain."
        ),
    ),
    holds=lambda: seen(elected()),
    violated=lambda: seen(of_kind(elected(), Kind.COORDINATION)),
)
def elected_by_the_members(case: Case) -> Iterator[Verdict]:
    """Every meeting that decided on seats was a members' meeting.

    A seat that falls vacant in mid-term may be filled by the meetings of ``meeting.replaces``.
    """
    met = kept = 0
    filled = set(case.replacements.values())
    for record in held(case):
        seats = [each.subject for each in record.decisions]
        seats = [each for each in seats if each in seats_of(case, record.on)]
        if not seats:
            continue
        met, who = met + 1, title(record)
        kind = case.read("meeting.kind", record.kind.value, who)
        case.read("meeting.agenda", seats, who)
        may = _kinds(case, record, "meeting.elects", [each.value for each in ASSEMBLIES])
        if record.digest in filled:
            may += _kinds(case, record, "meeting.replaces", [Kind.BOARD.value])
        if kind in may:
            kept += 1
        else:
            yield Verdict.violated(
                who,
                f"a {record.kind.label()} elected {listed(seats)}",
                f"{listed(seats, 'id')} dipilih dalam {record.kind.label('id')}",
                when=record.on,
            )
    if not met and case.terms:
        yield Verdict.lacks(
            "meeting.kind",
            en="no record of a meeting that elected the board was put before the audit",
            indonesian="berita acara rapat yang memilih pengurus tidak diajukan",
        )
    elif not met:
        yield Verdict.not_applicable("no board was elected", "belum ada pengurus yang dipilih")
    elif kept == met:
        yield Verdict.holds(
            f"{counted(met, 'meeting')} elected, each one of the members",
            f"{number(met, 'id')} rapat pemilihan, semuanya rapat anggota",
        )


def _kinds(case: Case, record: Record, key: str, usual: list[str]) -> list[str]:
    """The kinds of meetings that the charter of the day lists, or the usual ones."""
    law = case.laid_down(key, on=record.on)
    if law is None:
        return usual
    return list(law.value) if isinstance(law.value, tuple) else [str(law.value)]


@rule(
    "MTG-02",
    advice=(
        "Put the matter before the members' meeting again; the board carries its decisions out.",
        (
            "Ajukan kembali hal itu kepada rapat anggota; pengurus melaksanakan keputusan rapat "
            "anggota."
        ),
    ),
    holds=lambda: seen(sitting().deliberate(TOPIC, PROPOSAL).close()),
    violated=_overruled,
)
def the_highest_organ(case: Case) -> Iterator[Verdict]:
    """No other meeting decided otherwise on what a members' meeting had decided.

    Seats are left out: the board's plenary may fill one in mid-term (ACT-06).
    """
    law = case.laid_down("body.organs")
    said = law.value if law and isinstance(law.value, tuple) else (law.value,) if law else ()
    case.read("body.organs", said or (Kind.MEMBERS.value,))
    if law and said[:1] != (Kind.MEMBERS.value,):
        yield Verdict.not_applicable(
            f"laid down otherwise: {law.says()} by {law.cite()}",
            f"ditentukan lain: {law.says('id')} menurut {law.cite('id')}",
        )
        return
    settled: dict[str, str] = {}
    overruled = 0
    for record in held(case):
        for each in record.decisions:
            who, before = title(record), settled.get(each.subject)
            case.read("meeting.decisions", f"{each.subject}: {each.chosen}", who)
            if record.kind in ASSEMBLIES:
                settled[each.subject] = each.chosen
            elif before not in {None, each.chosen} and (
                each.subject not in seats_of(case, record.on)
            ):
                overruled += 1
                yield Verdict.violated(
                    who,
                    f"a {record.kind.label()} decided {each.chosen} on {each.subject}, the "
                    f"members {before}",
                    f"{record.kind.label('id')} memutuskan {each.chosen} tentang {each.subject}, "
                    f"sedangkan rapat anggota memutuskan {before}",
                    when=record.on,
                )
    if not settled:
        yield Verdict.lacks(
            "meeting.decisions",
            en="of a members' meeting",
            indonesian="dari rapat anggota",
        )
    elif not overruled:
        n = len(settled)
        yield Verdict.holds(
            f"{counted(n, 'decision')} of the members, none overruled by another meeting",
            f"{number(n, 'id')} keputusan rapat anggota, tidak ada yang dikesampingkan rapat lain",
        )


@rule(
    "MTG-03",
    advice=(
        "Call the next ordinary meeting in time, and record the day on which members were invited.",
        (
            "Undang anggota tepat waktu untuk rapat anggota berikutnya, dan catat tanggal "
            "undangannya."
        ),
    ),
    holds=lambda: _invited(_FORTNIGHT),
    violated=lambda: _invited(timedelta(days=6)),
)
def invited_in_time(case: Case) -> Iterator[Verdict]:
    """Members were invited to every ordinary meeting in time, and no year went without one.

    That no record of a year is there does not show that nobody met.
    """
    ordinary, kept = held(case, Kind.MEMBERS), 0
    if not ordinary:
        yield Verdict.lacks(
            *("meeting.date", "meeting.invitation"),
            en="no record of an ordinary members' meeting was put before the audit",
            indonesian="berita acara rapat anggota biasa tidak diajukan",
        )
        return
    for record in ordinary:
        who, when = title(record), record.on
        case.read("meeting.kind", record.kind.value, who)
        invited = record.called.invited if record.called else None
        case.read("meeting.invitation", invited, who)
        least = at_most(case, "meeting.notice_days", _NOTICE, on=when)
        if invited is None:
            yield Verdict.lacks("meeting.invitation", who=who, when=when)
        elif (when - invited).days < least:
            day, hari = both(invited)
            n = (when - invited).days
            yield Verdict.violated(
                who,
                f"invited on {day}, {counted(n, 'day')} before it and not {number(least)}",
                f"diundang pada {hari}, {number(n, 'id')} hari sebelumnya, kurang dari "
                f"{number(least, 'id')} hari",
                when=when,
            )
        else:
            kept += 1
    days = case.read("meeting.date", [each.on for each in ordinary])
    gaps = [(a, b) for a, b in pairwise([*days, case.on]) if years_after(a, 1) < b]
    if gaps:
        told = [(both(a), both(b)) for a, b in gaps]
        en = listed([f"{a[0]} and {b[0]}" for a, b in told], most=_SHOWN)
        idn = listed([f"{a[1]} dan {b[1]}" for a, b in told], "id", most=_SHOWN)
        yield Verdict.lacks(
            "meeting.date",
            en=f"of an ordinary members' meeting between {en}",
            indonesian=f"rapat anggota biasa antara {idn}",
        )
    elif kept == len(ordinary):
        yield Verdict.holds(
            f"{counted(kept, 'ordinary meeting')}, invited in time and at least once a year",
            f"{number(kept, 'id')} rapat anggota biasa, diundang tepat waktu dan paling sedikit "
            "sekali setahun",
        )


@rule(
    "MTG-04",
    advice=(
        "Correct the reason, or leave the matter to the next ordinary members' meeting.",
        "Perbaiki alasannya, atau serahkan hal itu kepada rapat anggota biasa berikutnya.",
    ),
    holds=lambda: _for_a_vacancy(filled=False),
    violated=lambda: _for_a_vacancy(filled=True),
)
def for_an_urgent_matter(case: Case) -> Iterator[Verdict]:
    """Every extraordinary meeting has its reason, and a vacancy that is the reason was there.

    Whether another matter was urgent is for the members to say.
    """
    met, kept = held(case, Kind.EXTRAORDINARY), 0
    if not met:
        yield Verdict.not_applicable(
            "no extraordinary members' meeting is among the records",
            "tidak ada rapat anggota luar biasa di antara berita acara",
        )
    for record in met:
        who, when = title(record), record.on
        case.read("meeting.kind", record.kind.value, who)
        reason = case.read("meeting.reason", record.called.reason if record.called else "", who)
        days = {when, max(case.body.opened, when - _DAY_BEFORE)}
        vacant = {each.seat for day in days for each in case.body.on(day).vacancies}
        case.read("seat.vacancy", vacant, who)
        if not reason:
            yield Verdict.lacks("meeting.reason", who=who, when=when)
        elif _VACANCY.search(reason) and not vacant:
            yield Verdict.violated(
                who,
                f"called for a vacancy ({reason}), and no seat of the board was vacant",
                f"diundang karena kekosongan ({reason}), padahal tidak ada kursi pengurus yang "
                "lowong",
                when=when,
            )
        else:
            kept += 1
    if met and kept == len(met):
        yield Verdict.holds(
            f"{counted(kept, 'extraordinary meeting')}, each with its reason",
            f"{number(kept, 'id')} rapat anggota luar biasa, masing-masing dengan alasannya",
        )


CHAPTER = (
    elected_by_the_members,
    the_highest_organ,
    invited_in_time,
    for_an_urgent_matter,
    *_mtg_order.CHAPTER,
    *_mtg_papers.CHAPTER,
)
