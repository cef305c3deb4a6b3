"""Text, tables and pictures as HTML: whatever comes from a value is escaped, always."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from bakohumas.languages import Lang, decimal, pick

Rows = Sequence[Mapping[str, Any]]

_INK, _PAPER = "#10222f", "#fffffd"
_DIGITS = 4
_WIDTHS = (("long", 40), ("text", 12))
"""Kinds of cells that need some width, and how many letters they exceed."""
_SHOWN = 8
"""Paragraphs and lists of a text that stands open."""
_OPEN = 12
"""Rows of a table that stands open; a longer one can be opened."""
_NOISE = re.compile(r"<metadata>.*?</metadata>|<style.*?</style>", re.DOTALL)
_IDS = re.compile(r'(\bid="|url\(#|href="#)')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KINDS = {True: ' class="number"', False: ""}
_LABELS = {
    "accountable": "penanggung jawab",
    "action": "tindakan",
    "advice": "saran",
    "after": "sesudah",
    "agency": "instansi",
    "arm": "cara",
    "assumption": "asumsi",
    "basis": "dasar",
    "because": "karena",
    "before": "sebelum",
    "best": "terbaik",
    "body": "badan",
    "by": "oleh",
    "candidate": "calon",
    "capacity": "kedudukan",
    "category": "kategori",
    "challenge": "tantangan",
    "citation": "kutipan",
    "claim": "pernyataan",
    "consulted": "dimintai pendapat",
    "days": "hari",
    "elected": "terpilih",
    "exhausted": "habis",
    "faults": "kesalahan",
    "from": "dari",
    "grade": "tingkat",
    "high": "batas atas",
    "holder": "pemegang",
    "hour": "jam",
    "hours": "jam",
    "how": "bagaimana",
    "informed": "diberi tahu",
    "issue": "isu",
    "kind": "jenis",
    "label": "sebutan",
    "last day": "hari terakhir",
    "lead at high": "keunggulan pada batas atas",
    "lead at low": "keunggulan pada batas bawah",
    "lives in": "ada pada",
    "low": "batas bawah",
    "mean": "rata-rata",
    "member": "anggota",
    "members": "anggota",
    "modality": "modalitas",
    "model shows": "yang ditunjukkan model",
    "name": "nama",
    "needed": "diperlukan",
    "nodes": "simpul",
    "on": "tanggal",
    "output": "keluaran",
    "part": "bagian",
    "planned": "direncanakan",
    "proactive": "proaktif",
    "purpose": "tujuan",
    "recorded": "tercatat",
    "responsible": "pelaksana",
    "role": "peran",
    "rule": "aturan",
    "scope": "lingkup",
    "seat": "jabatan",
    "selection": "cara pengisian",
    "share": "bagian",
    "source": "sumber",
    "stage": "putaran",
    "standard error": "galat baku",
    "start": "mulai",
    "state": "keadaan",
    "statement": "pernyataan",
    "status": "status",
    "task": "tugas",
    "territory": "wilayah",
    "title": "judul",
    "turns at": "berbalik pada",
    "unit": "satuan",
    "value": "nilai",
    "votes": "suara",
    "when": "kapan",
    "who": "siapa",
    "worst": "terburuk",
}
_VALUES = {
    "count": "jumlah",
    "national": "nasional",
    "province": "provinsi",
    "regency": "kabupaten/kota",
    "share": "bagian",
    "votes": "suara",
}
"""Words of the library that stand in cells, in Indonesian."""


def prose(text: str, lang: Lang = "en", *, whole: bool = True) -> str:
    """Paragraphs; lines that begin with two blanks and a dash become a list.

    A long text can be opened from where it grows long, unless it is to be seen as a *whole*.
    """
    parts: list[str] = []
    items: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("  - "):
            items.append(f"<li>{escape(line[4:])}</li>")
            continue
        if items:
            parts.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.strip():
            parts.append(f"<p>{escape(line.strip())}</p>")
    if whole or len(parts) <= _SHOWN:
        return "\n".join(parts)
    shown, rest = parts[: _SHOWN - 1], parts[_SHOWN - 1 :]
    more = pick(lang, f"{len(rest)} more paragraphs", f"{len(rest)} paragraf lagi")
    opened = f"<details><summary>{more}</summary>{''.join(rest)}</details>"
    return "\n".join([*shown, opened])


def table(
    rows: Rows,
    caption: str,
    lang: Lang,
    *,
    whole: bool = False,
    names: Mapping[str, str] | None = None,
) -> str:
    """A table with its caption; a long one can be opened, unless it is to be seen as a *whole*.

    Cells and heads that are ids read as *names* has them.
    """
    if not rows:
        return ""
    columns = [column for column in rows[0] if any(row.get(column) for row in rows)]
    known = names or {}
    heads = "".join(
        f'<th scope="col"{_KINDS[_figures(rows, each)]}>'
        f"{escape(known.get(each) or _head(each, lang))}</th>"
        for each in columns
    )
    lines = "\n".join(
        f"<tr>{''.join(_cell(row.get(column), lang, known) for column in columns)}</tr>"
        for row in rows
    )
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    drawn = (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"{told}<thead><tr>{heads}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )
    if whole or len(rows) <= _OPEN:
        return drawn
    count = pick(lang, f"{len(rows)} rows", f"{len(rows)} baris")
    return f"<details><summary>{escape(caption)} ({count})</summary>{drawn}</details>"


def figure(svg: str, key: str, caption: str) -> str:
    """A picture within a page: it takes the page's ink, and its ids are its own."""
    drawn = _NOISE.sub("", svg[svg.index("<svg") :])
    drawn = _IDS.sub(rf"\g<1>{key}-", drawn).replace(_INK, "currentColor")
    drawn = drawn.replace(_PAPER, "var(--paper, #ffffff)")
    label = escape(caption, quote=True)
    drawn = drawn.replace("<svg", f'<svg role="img" aria-label="{label}" class="plot"', 1)
    drawn = f'<div class="wide" tabindex="0" role="region" aria-label="{label}">{drawn}</div>'
    return f"<figure>{drawn}<figcaption>{escape(caption)}</figcaption></figure>"


def blocks(parts: Iterable[str]) -> str:
    """Parts of a page, those that are empty left out."""
    return "\n".join(part for part in parts if part)


def _head(column: str, lang: Lang) -> str:
    words = column.replace("_", " ")
    return pick(lang, words, _LABELS.get(words, words))


def _figures(rows: Rows, column: str) -> bool:
    held = [row[column] for row in rows if row.get(column) is not None]
    return all(isinstance(each, int | float) and not isinstance(each, bool) for each in held)


def _cell(value: Any, lang: Lang, names: Mapping[str, str]) -> str:  # noqa: ANN401 - whatever a row holds
    if isinstance(value, bool):
        return f"<td>{pick(lang, 'yes', 'ya') if value else pick(lang, 'no', 'tidak')}</td>"
    if isinstance(value, int | float):
        text = str(value) if isinstance(value, int) else decimal(round(value, _DIGITS), lang)
        return f'<td class="number">{text}</td>'
    many = value if isinstance(value, list | tuple) else [] if value is None else [value]
    words = names if lang == "en" else _VALUES | dict(names)
    text = ", ".join(words.get(str(each), str(each)) for each in many)
    if _DAY.fullmatch(text):
        return f'<td class="day">{text}</td>'
    kind = next((f' class="{kind}"' for kind, most in _WIDTHS if len(text) > most), "")
    return f"<td{kind}>{escape(text)}</td>"
