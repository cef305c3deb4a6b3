"""Titles of texts as people write them, held against those by which they are known."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

_WRITTEN_OUT = (
    (r"(?:nomor|no\.?)\s*(?=\S*\d)", ""),
    (r"(?<=\d)\s+tahun\s+(?=\d)", "/"),
    (r"undang-undang", "uu"),
    (r"peraturan presiden", "perpres"),
    (r"keputusan presiden", "keppres"),
    (r"instruksi presiden", "inpres"),
    (r"peraturan gubernur", "pergub"),
    (r"peraturan kpu", "pkpu"),
    (r"peraturan menteri|\bpm\b", "permen"),
    (r"keputusan menteri|\bkm\b", "kepmen"),
    (r"komunikasi dan informatika", "kominfo"),
    (r"\b(permen|kepmen)(?=\w)", r"\1 "),
)


def _plain(title: str) -> str:
    """A title in small letters and in the short forms of its words."""
    plain = " ".join(title.casefold().split())
    for written, short in _WRITTEN_OUT:
        plain = re.sub(written, short, plain)
    return plain


def _parts(title: str) -> tuple[frozenset[str], str, str]:
    """The words of the kind, the number without what trails it, and the year."""
    words = _plain(title).split()
    *kind, numbered = words or [""]
    number, _, year = numbered.rpartition("/")
    if not re.fullmatch(r"\d{4}", year):
        number, year = numbered, ""
    first = next((part for part in number.split("/") if re.search(r"\d", part)), "")
    return frozenset(kind), first, year


def fitting(title: str, known: Iterable[str]) -> list[str]:
    """The known titles that have this number and year, and every word of this kind."""
    kind, number, year = _parts(title)
    parts = {each: _parts(each) for each in sorted(known)}
    same = [each for each, own in parts.items() if number and own[1:] == (number, year)]
    return [each for each in same if kind <= parts[each][0]]


def resembling(title: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known titles that look like one, best first; of the same number and year first."""
    plain = {_plain(each): each for each in known}
    _, number, year = _parts(title)
    same = fitting(f"{number}/{year}", plain.values()) if year else []
    near = [plain[each] for each in get_close_matches(_plain(title), plain, cutoff=0.75)]
    return tuple(dict.fromkeys([*same, *near]))
