from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from typing import Any

from bakohumas.bodies import Body
from bakohumas.languages import Lang, day, listed, pick
from bakohumas.meetings import Block, Heading, Lines, Record, Table, minutes_blocks
from bakohumas.programmes import Allocation, raci
from bakohumas.reports import _html
from bakohumas.reports._pages import document

_BLANK = "…………"


def paper(
    value: Record | Body | Allocation,
    *,
    lang: Lang = "id",
    names: Mapping[str, str] | None = None,
    on: date | None = None,
) -> str:
    """A document that an office would file: one page of HTML that is made to be printed.

    A record becomes its minutes (*berita acara*), a body the draft of a decree on its board
    of a day, a division of work its RACI matrix. What the value does not hold is left as a
    blank to fill in by hand; a draft says that it is one.

    Args:
        value: What the document is about.
        lang: Its language.
        names: What to print for an id; the id by default.
        on: The day whose board a decree lays down; by default, that of the body's last event.

    Returns:
        The page, the same for the same value.

    Raises:
        TypeError: If there is no such document.
        ValueError: If a record does not hold how the meeting was called, or the body has no
            board on that day.

    Examples:
        >>> from bakohumas.programmes import Agency, Task, allocate
        >>> "<h1>RACI" in paper(allocate([Task("clip")], [Agency("rri", 2)]))
        True
    """
    known = names or {}
    if isinstance(value, Record):
        parts = minutes_blocks(value, lang, names=known)
    elif isinstance(value, Body):
        parts = tuple(_decree(value, on or max(each.on for each in value.events), known, lang))
    elif isinstance(value, Allocation):
        parts = tuple(_matrix(value, known, lang))
    else:
        msg = f"a paper is made of a Record, Body or Allocation, got {type(value).__name__}"
        raise TypeError(msg)
    title = next(part.text for part in parts if isinstance(part, Heading))
    told = _html.blocks(_told(part, title, lang) for part in parts)
    return document(title, f'<main id="main" class="office">{told}</main>', lang)


def _told(block: Block, title: str, lang: Lang) -> str:
    match block:
        case Heading(text):
            level = 1 if text == title else 2
            return f"<h{level}>{escape(text)}</h{level}>"
        case Lines(lines, numbered):
            kind = "ol" if numbered else "ul"
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            return f"<{kind}>{items}</{kind}>"
        case _:
            rows = [dict(zip(block.titles, row, strict=True)) for row in block.rows]
            return _html.table(rows, "", lang, whole=True)


def _decree(body: Body, on: date, names: Mapping[str, str], lang: Lang) -> Iterator[Block]:
    """A draft in the order that such decrees have: reasons, bases, and what is laid down."""
    now = body.on(on)
    board = now.board
    if board is None:
        msg = f"{body} has no board on {on}: give the day of one with on="
        raise ValueError(msg)
    charter = body.charter(on=on)
    yield Heading(
        pick(lang, f"Draft decree: the board of {body}", f"Rancangan keputusan: pengurus {body}")
    )
    yield Lines((pick(lang, f"Number: {_BLANK}", f"Nomor: {_BLANK}"),))
    yield Heading(pick(lang, "Considering", "Menimbang"))
    chosen = listed(sorted({str(each.basis) for each in board.appointments}), lang)
    yield Lines(
        (
            pick(
                lang,
                f"that the board of {body} was filled on the basis of {chosen};",
                f"bahwa pengurus {body} telah terisi berdasarkan {chosen};",
            ),
        ),
        numbered=True,
    )
    yield Heading(pick(lang, "In view of", "Mengingat"))
    bases = dict.fromkeys(row["citation"] for row in charter.rows(on=on))
    yield Lines(tuple(bases), numbered=True)
    yield Heading(pick(lang, "Decides", "Menetapkan"))
    term = board.term.period if board.term else None
    yield Lines(
        (
            pick(
                lang,
                f"The board of {body} on {day(on, lang)} is as in the table below.",
                f"Pengurus {body} pada {day(on, lang)} adalah sebagaimana tabel di bawah ini.",
            ),
            _span(term, lang),
        ),
        numbered=True,
    )
    yield Table(
        (
            pick(lang, "Seat", "Jabatan"),
            pick(lang, "Holder", "Pemegang"),
            pick(lang, "Basis", "Dasar"),
        ),
        tuple(
            (
                each.seat,
                names.get(each.institution, each.institution) or each.post,
                str(each.basis),
            )
            for each in board.appointments
        ),
    )
    yield Lines(
        (
            pick(
                lang,
                f"Done in {_BLANK} on {_BLANK}",
                f"Ditetapkan di {_BLANK} pada tanggal {_BLANK}",
            ),
            _BLANK,
        )
    )


def _span(term: Any, lang: Lang) -> str:  # noqa: ANN401 - a period or none
    if term is None or term.last_day is None:
        return pick(lang, f"It serves until {_BLANK}.", f"Masa tugasnya sampai {_BLANK}.")
    first, last = day(term.start, lang), day(term.last_day, lang)
    return pick(
        lang,
        f"It serves from {first} through {last}.",
        f"Masa tugasnya sejak {first} sampai dengan {last}.",
    )


def _matrix(division: Allocation, names: Mapping[str, str], lang: Lang) -> Iterator[Block]:
    yield Heading(pick(lang, "RACI matrix", "RACI: pembagian tugas"))
    titles = {
        "title": pick(lang, "Task", "Tugas"),
        "accountable": pick(lang, "Accountable", "Penanggung jawab"),
        "responsible": pick(lang, "Responsible", "Pelaksana"),
        "consulted": pick(lang, "Consulted", "Dimintai pendapat"),
        "informed": pick(lang, "Informed", "Diberi tahu"),
        "faults": pick(lang, "Faults", "Kesalahan"),
    }
    rows = []
    for row in raci(division, lang):
        cells = [row[key] if isinstance(row[key], list) else [row[key]] for key in titles]
        rows.append(tuple(", ".join(names.get(each, each) for each in cell) for cell in cells))
    yield Table(tuple(titles.values()), tuple(rows))
    yield Lines(
        (
            pick(
                lang,
                f"Agreed in {_BLANK} on {_BLANK}",
                f"Disepakati di {_BLANK} pada tanggal {_BLANK}",
            ),
        )
    )
