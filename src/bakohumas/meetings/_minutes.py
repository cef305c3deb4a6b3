from collections.abc import Iterator, Mapping
from datetime import date, datetime

from bakohumas.elections import Action, Stage
from bakohumas.errors import expect
from bakohumas.languages import Lang, day, listed, number, pick
from bakohumas.meetings._acts import Counted, Voted
from bakohumas.meetings._decisions import Decision
from bakohumas.meetings._kinds import Choice
from bakohumas.meetings._paper import Block, Heading, Lines, Markdown, Plain, Table
from bakohumas.meetings._record import Record
from bakohumas.meetings._steps import (
    Adjourned,
    Arrived,
    Called,
    Convened,
    Left,
    MandateGiven,
    ProxyGiven,
    Recalled,
    Step,
    Welcomed,
)

_BLANK = "…………"
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
}


def minutes(
    record: Record,
    lang: Lang = "id",
    *,
    markdown: bool = False,
    names: Mapping[str, str] | None = None,
) -> str:
    """The minutes (*berita acara*) of a record, with every field of rule MTG-10.

    What the record does not hold is left as a blank to fill in by hand. The same record
    makes the same minutes on every machine.

    Args:
        record: What the meeting did.
        lang: The language.
        markdown: Whether as Markdown, and not as plain text.
        names: What to print in the lists for an id; the id by default.

    Returns:
        The text.

    Raises:
        TypeError: If *record* is none.
        ValueError: If it does not hold how the meeting was called.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> from bakohumas.meetings import Meeting
        >>> on = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=on, basis="invented")
        >>> body = body.admit(directory(on=on)["bps"], on=on, basis="invented")
        >>> meeting = Meeting.call(body, on=on, place="Jakarta", basis="letter (invented)")
        >>> record = meeting.attend("bps").deliberate("Forum", "in Bogor").close()
        >>> print(minutes(record, "en")[:35])
        MINUTES: MEMBERS' MEETING, NASIONAL
        >>> "Hari dan tanggal: Senin, 2 November 2015" in minutes(record)
        True
    """
    paper = Markdown() if markdown else Plain()
    return paper.set(minutes_blocks(record, lang, names=names))


def minutes_blocks(
    record: Record, lang: Lang = "id", *, names: Mapping[str, str] | None = None
) -> tuple[Block, ...]:
    """The minutes as headings, lines and tables, for whoever sets them in a form of their own.

    Args:
        record: What the meeting did.
        lang: The language.
        names: What to print in the lists for an id; the id by default.

    Returns:
        The blocks in order; the first is the title.

    Raises:
        TypeError: If *record* is none.
        ValueError: If it does not hold how the meeting was called.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> from bakohumas.meetings import Meeting
        >>> on = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=on, basis="invented")
        >>> body = body.admit(directory(on=on)["bps"], on=on, basis="invented")
        >>> record = Meeting.call(body, on=on, place="Jakarta", basis="letter (invented)").close()
        >>> minutes_blocks(record, "en")[0]
        Heading(text="Minutes: members' meeting, nasional")
    """
    expect(record, Record, what="the record of the meeting")
    call = record.called
    if call is None:
        msg = "minutes are made of the steps of a meeting, and this record has none"
        raise ValueError(msg)
    return tuple(_blocks(record, call, lang, names or {}))


def _blocks(record: Record, call: Called, lang: Lang, names: Mapping[str, str]) -> Iterator[Block]:
    kind = record.kind.label(lang)
    yield Heading(f"{pick(lang, 'Minutes', 'Berita acara')}: {kind}, {record.body}")
    yield Lines(tuple(f"{name}: {said or _BLANK}" for name, said in _facts(record, call, lang)))
    yield Heading(pick(lang, "Agenda", "Agenda"))
    yield Lines(call.agenda or (_BLANK,), numbered=True)
    yield Heading(pick(lang, "Attendance", "Kehadiran"))
    yield _attendance(record, lang, names)
    yield from _beside(record, lang, names)
    yield Heading(pick(lang, "Quorum", "Kuorum"))
    yield Lines(tuple(_quorums(record, lang)) or (_BLANK,))
    yield Heading(pick(lang, "Proceedings", "Jalannya rapat"))
    told = (f"{_clock(step, call)}{step.explain(lang)}" for step in record.steps)
    yield Lines(tuple(told), numbered=True)
    yield from _votes(record, lang)
    yield Heading(pick(lang, "Decisions", "Keputusan"))
    decisions = tuple(_decision(each, lang) for each in record.decisions)
    none = pick(lang, "Nothing was decided.", "Tidak ada keputusan.")
    yield Lines(decisions or (none,), numbered=bool(decisions))
    yield from _aftermath(record, lang)
    yield Heading(pick(lang, "Signatures", "Tanda tangan"))
    yield _signatures(record, lang)
    yield Lines((f"SHA-256: {record.digest}",))


def _facts(record: Record, call: Called, lang: Lang) -> Iterator[tuple[str, str]]:
    moments = [each.at for each in record.steps if each.at]
    days = dict.fromkeys([record.on, *(e.on for e in record.steps if isinstance(e, Recalled))])
    yield pick(lang, "Number", "Nomor"), call.number
    when = listed([_weekday(each, lang) for each in days], lang)
    yield pick(lang, "Day and date", "Hari dan tanggal"), when
    yield pick(lang, "Time", "Waktu"), _span(moments, call.zone, lang)
    yield pick(lang, "Place", "Tempat"), " / ".join(filter(None, (call.place, call.link)))
    yield pick(lang, "Mode", "Cara"), call.mode.label(lang)
    yield pick(lang, "Presiding", "Pimpinan rapat"), record.presiding
    yield pick(lang, "Called on the basis of", "Dasar"), record.basis
    yield pick(lang, "Charter", "Piagam"), call.charter
    optional = (
        (pick(lang, "Convener", "Pengundang"), call.convener),
        (pick(lang, "Requested by", "Atas permintaan"), _names(call.requested, lang)),
        (pick(lang, "Reason", "Alasan"), call.reason),
        (
            pick(lang, "Invited on", "Tanggal undangan"),
            day(call.invited, lang) if call.invited else "",
        ),
        (pick(lang, "Host", "Tuan rumah"), call.host),
        (pick(lang, "Opened by", "Pembuka"), call.opener),
        (pick(lang, "Speakers", "Narasumber"), _names(call.speakers, lang)),
        (
            pick(lang, "Record date of the roll", "Tanggal pencatatan anggota"),
            day(call.roll.on, lang),
        ),
    )
    yield from ((name, said) for name, said in optional if said)


def _names(who: tuple[str, ...], lang: Lang) -> str:
    return listed(who, lang) if who else ""


def _weekday(on: date, lang: Lang) -> str:
    names = pick(lang, _WEEKDAYS["en"], _WEEKDAYS["id"]).split()
    return f"{names[on.weekday()]}, {day(on, lang)}"


def _span(moments: list[datetime], zone: str, lang: Lang) -> str:
    if not moments:
        return ""
    first, last = (f"{each:%H.%M}" for each in (moments[0], moments[-1]))
    return pick(lang, f"{first} to {last} {zone}", f"pukul {first} sampai {last} {zone}")


def _clock(step: Step, call: Called) -> str:
    if step.at is None:
        return ""
    date_too = f"{step.at:%Y-%m-%d} " if step.at.date() != call.on else ""
    return f"[{date_too}{step.at:%H.%M}] "


def _attendance(record: Record, lang: Lang, names: Mapping[str, str]) -> Table:
    came: dict[str, list[str]] = {}
    sent: dict[str, list[str]] = {}
    here, gone = pick(lang, "present", "hadir"), pick(lang, "left", "pulang")
    for step in record.steps:
        match step:
            case Arrived(who=who):
                for each in who:
                    came.setdefault(each, []).append(_at(here, step))
            case Left(who=who):
                for each in who:
                    came.setdefault(each, []).append(_at(gone, step))
            case MandateGiven(institution=giver, representative=person, basis=letter):
                mandate = pick(lang, "mandate", "mandat")
                sent.setdefault(giver, []).append(f"{mandate}: {person} ({letter})")
            case ProxyGiven(institution=giver, holder=holder, basis=letter):
                proxy = pick(lang, "proxy", "kuasa")
                sent.setdefault(giver, []).append(f"{proxy}: {holder} ({letter})")
            case _:
                pass
    absent = pick(lang, "absent", "tidak hadir")
    rows = [
        (
            number(n, lang),
            names.get(each, each),
            ", ".join(came.get(each, [absent])),
            "; ".join(sent.get(each, [])),
            _BLANK if each in came else "",
        )
        for n, each in enumerate(record.roll, 1)
    ]
    english = ("No.", "Member", "Attendance", "Mandate or proxy", "Signature")
    indonesian = ("No.", "Anggota", "Kehadiran", "Mandat atau kuasa", "Tanda tangan")
    return Table(english if lang == "en" else indonesian, tuple(rows))


def _at(what: str, step: Step) -> str:
    return f"{what} {step.at:%H.%M}" if step.at else what


def _beside(record: Record, lang: Lang, names: Mapping[str, str]) -> Iterator[Block]:
    others = [
        f"{names.get(each, each)} ({step.role.label(lang)})"
        for step in record.steps
        if isinstance(step, Welcomed)
        for each in step.who
    ]
    if others:
        yield Heading(pick(lang, "Taking part without a vote", "Hadir tanpa hak suara"))
        yield Lines(tuple(others))
    if record.excluded:
        yield Heading(pick(lang, "Not on the roll", "Tidak termasuk daftar anggota"))
        yield Lines(tuple(each.explain(lang) for each in record.excluded))


def _quorums(record: Record, lang: Lang) -> Iterator[str]:
    for step in record.steps:
        if isinstance(step, Convened) or (isinstance(step, Adjourned) and step.wanting):
            yield step.explain(lang)
    for each in record.decisions:
        yield f"{each.subject}: {each.quorum.explain(lang)}"


def _votes(record: Record, lang: Lang) -> Iterator[Block]:
    for step in record.steps:
        if isinstance(step, Counted) and step.result.rows():
            yield Heading(pick(lang, f"Count: {step.subject}", f"Penghitungan: {step.subject}"))
            titles = (
                ("Round", "Candidate", "Votes", "Outcome")
                if lang == "en"
                else ("Putaran", "Calon", "Suara", "Hasil")
            )
            rows = (
                (str(stage.number), name, stage.told(votes, lang), _befell(stage, name, lang))
                for stage in step.result.stages
                for name, votes in stage.tallies
            )
            yield Table(titles, tuple(rows))
        elif isinstance(step, Voted) and step.vote.names:
            yield Heading(pick(lang, f"Votes: {step.vote.subject}", f"Suara: {step.vote.subject}"))
            yield Lines(
                tuple(f"{who}: {Choice(said).label(lang)}" for who, said in step.vote.names)
            )


def _befell(stage: Stage, name: str, lang: Lang) -> str:
    befell = [Action.ELECTED] if name in stage.elected else []
    befell += [stage.action] if name in stage.who and stage.action not in befell else []
    return ", ".join(each.label(lang) for each in befell)


def _decision(decision: Decision, lang: Lang) -> str:
    way = decision.outcome.label(lang)
    return f"{decision.subject}: {decision.chosen} ({way})."


def _aftermath(record: Record, lang: Lang) -> Iterator[Block]:
    todo = record.follow_ups()
    if todo:
        yield Heading(pick(lang, "Follow-up", "Tindak lanjut"))
        titles = (
            ("Decision", "Who", "What", "By")
            if lang == "en"
            else ("Keputusan", "Pelaksana", "Kegiatan", "Tenggat")
        )
        rows = ((e.subject, e.who, e.what, day(e.by, lang) if e.by else "") for e in todo)
        yield Table(titles, tuple(rows))
    if record.lapsed:
        yield Heading(pick(lang, "Not decided for want of a quorum", "Tidak mencapai kuorum"))
        yield Lines(tuple(each.explain(lang) for each in record.lapsed))
    if record.objections:
        yield Heading(pick(lang, "Objections to the minutes", "Keberatan atas berita acara"))
        yield Lines(tuple(each.explain(lang) for each in record.objections))


def _signatures(record: Record, lang: Lang) -> Table:
    titles = (
        ("Office", "Name", "Signature") if lang == "en" else ("Jabatan", "Nama", "Tanda tangan")
    )
    chair, clerk = (
        pick(lang, "Presiding", "Pimpinan rapat"),
        pick(lang, "Secretary of the meeting", "Sekretaris rapat (notulis)"),
    )
    witness = pick(lang, "Witness", "Saksi")
    rows = [(chair, record.presiding or _BLANK, _BLANK), (clerk, _BLANK, _BLANK)]
    seen = dict.fromkeys(
        each for step in record.steps if isinstance(step, Counted) for each in step.witnesses
    )
    rows += [(witness, each, _BLANK) for each in seen]
    return Table(titles, tuple(rows))
