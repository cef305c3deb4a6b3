"""Text, tables and pictures as HTML: whatever comes from a value is escaped, always."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from bakohumas.languages import Lang, decimal, pick

Rows = Sequence[Mapping[str, Any]]

_INK = "#10222f"
_OPEN = 12
"""Rows of a table that stands open; a longer one can be opened."""
_NOISE = re.compile(r"<metadata>.*?</metadata>|<style.*?</style>", re.DOTALL)
_IDS = re.compile(r'(\bid="|url\(#|href="#)')
_LABELS = {
    "accountable": "penanggung jawab",
    "advice": "saran",
    "agency": "instansi",
    "arm": "cara",
    "assumption": "asumsi",
    "because": "karena",
    "candidate": "calon",
    "category": "kategori",
    "citation": "kutipan",
    "consulted": "dimintai pendapat",
    "faults": "kesalahan",
    "from": "dari",
    "grade": "tingkat",
    "high": "batas atas",
    "holder": "pemegang",
    "informed": "diberi tahu",
    "lead at high": "keunggulan pada batas atas",
    "lead at low": "keunggulan pada batas bawah",
    "low": "batas bawah",
    "mean": "rata-rata",
    "members": "anggota",
    "modality": "modalitas",
    "nodes": "simpul",
    "responsible": "pelaksana",
    "role": "peran",
    "rule": "aturan",
    "seat": "jabatan",
    "share": "bagian",
    "source": "sumber",
    "stage": "putaran",
    "standard error": "galat baku",
    "statement": "pernyataan",
    "status": "status",
    "task": "tugas",
    "title": "judul",
    "turns at": "berbalik pada",
    "unit": "satuan",
    "value": "nilai",
    "votes": "suara",
    "when": "kapan",
    "who": "siapa",
}


def prose(text: str) -> str:
    """Paragraphs; lines that begin with two blanks and a dash become a list."""
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
    return "\n".join(parts)


def table(rows: Rows, caption: str, lang: Lang, *, whole: bool = False) -> str:
    """A table with its caption; a long one can be opened, unless it is to be seen as a *whole*."""
    if not rows:
        return ""
    columns = [column for column in rows[0] if any(row.get(column) for row in rows)]
    heads = "".join(f'<th scope="col">{escape(_head(each, lang))}</th>' for each in columns)
    lines = "\n".join(
        f"<tr>{''.join(_cell(row.get(column), lang) for column in columns)}</tr>" for row in rows
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
    label = escape(caption, quote=True)
    drawn = drawn.replace("<svg", f'<svg role="img" aria-label="{label}" class="plot"', 1)
    return f"<figure>{drawn}<figcaption>{escape(caption)}</figcaption></figure>"


def blocks(parts: Iterable[str]) -> str:
    """Parts of a page, those that are empty left out."""
    return "\n".join(part for part in parts if part)


def _head(column: str, lang: Lang) -> str:
    words = column.replace("_", " ")
    return pick(lang, words, _LABELS.get(words, words))


def _cell(value: Any, lang: Lang) -> str:  # noqa: ANN401 - whatever a row holds
    if isinstance(value, bool):
        return f"<td>{pick(lang, 'yes', 'ya') if value else pick(lang, 'no', 'tidak')}</td>"
    if isinstance(value, int | float):
        text = str(value) if isinstance(value, int) else decimal(round(value, 6), lang)
        return f'<td class="number">{text}</td>'
    if isinstance(value, list | tuple):
        return f"<td>{escape(', '.join(map(str, value)))}</td>"
    return f"<td>{escape('' if value is None else str(value))}</td>"
