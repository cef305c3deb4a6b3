import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bakohumas.audit._case import Case
from bakohumas.audit._data import words
from bakohumas.audit._evidence import Document
from bakohumas.audit._examples import DAY, LATER, forum
from bakohumas.audit._instruments import Paper, papers
from bakohumas.audit._registers import found
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body
from bakohumas.languages import Lang, day, listed, number
from bakohumas.law import canonical, charter, variants

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = {numeral: month for month, numeral in enumerate(_NUMERALS, start=1)}
_PARTS = (
    (r"\d+", "serial number", "nomor urut"),
    (r"[A-Z]{2}(?:\.\d+)+-[A-Za-z]+", "classification and type", "klasifikasi dan jenis"),
    (r"\d+", "unit code", "kode unit"),
    (r"KPU(?:-(?:Prov|Kab|Kota))?|KIP|Prov|Kab|Kota", "KPU level", "tingkat KPU"),
    ("|".join(_NUMERALS), "month in roman figures", "bulan dalam angka Romawi"),
    (r"\d{4}", "year", "tahun"),
)
_DATED = re.compile(
    r"(?:/(?P<month>[IVX]+)|(?<=[A-Za-z])/(?P<figure>\d{1,2}))?(?:/| Tahun )(?P<year>\d{4})$"
)
_SLASHES = 2  # that a whole number of a document has at the least
_WEEKDAYS = (
    ("Senin", "Monday"),
    ("Selasa", "Tuesday"),
    ("Rabu", "Wednesday"),
    ("Kamis", "Thursday"),
    ("Jumat", "Friday"),
    ("Sabtu", "Saturday"),
    ("Minggu", "Sunday"),
)
_KNOWN = {name.casefold(): place for place, names in enumerate(_WEEKDAYS) for name in names} | {
    "jum'at": 4,
    "jumat": 4,
    "ahad": 6,
}
_GAZETTED = re.compile(
    r"(?i)(?:peraturan|undang-undang|uu|pp|pm|perpres|permen\w*|perda|pergub|perbup|perwal\w*|pkpu)\b"
)
_LETTER = re.compile(r"(?i)(?:surat(?! keputusan)|undangan|nota|berita acara|notula|laporan)\b")
_NONE = "no document of this body was put before the audit, and no decree is on record"
_TIADA = "tidak ada dokumen badan ini yang diajukan, dan tidak ada keputusan yang tercatat"

_NO_PAPER = "no document of this body was put before the audit"
_TANPA = "tidak ada dokumen badan ini yang diajukan"


def _paper(**said: Any) -> Document:  # noqa: ANN401 - any field
    """An invented document of the body, of the day."""
    return Document(**{"body": "contoh", "on": DAY, **said})


def _kpu(printed: str) -> Setting:
    """A document of a commission, with its number as printed."""
    body = found(rules="kpu_ri")
    return worked(body, _paper(number=printed, on=date(2015, 8, 2)), on=LATER)


def _seen(**said: Any) -> Setting:  # noqa: ANN401 - any field
    """A document of a forum, with what is printed on it."""
    return worked(forum(), _paper(**said), on=LATER)


def _called(name: str) -> Setting:
    """A body by its registered name."""
    body = Body.found("contoh", name=name, charter=charter("national"), on=DAY, basis="SK 1")
    return worked(body, on=DAY)


@rule(
    "DOC-01",
    advice=(
        "Correct the number after the filing rules of the KPU, or record it as it is printed.",
        "Perbaiki nomor sesuai tata naskah dinas KPU, atau catat sebagaimana tertulis.",
    ),
    holds=lambda: _kpu("542/HM.03.5-Kpt/06/KPU/VIII/2015"),
    violated=lambda: _kpu("542/HM.03.5-Kpt/06/KPU/XIII/2015"),
)
def numbered_like_the_commission(case: Case) -> Iterator[Verdict]:
    """The number of every KPU document has its six parts.

    The short title of a decree, with number and year, is not the number that is printed.
    """
    seen, good = papers(case), 0
    if not seen:
        yield Verdict.lacks("document.number", en=_NONE, indonesian=_TIADA)
    for each in seen:
        if (
            each.document
            and each.document.issuer
            and not re.search(r"\b(?:KPU|KIP|Komisi)\b", each.document.issuer)
        ):
            yield Verdict.not_applicable(
                f"made by {each.document.issuer}",
                f"ditetapkan oleh {each.document.issuer}",
                who=each.label,
            )
            continue
        printed = _printed(case, each)
        if not printed or (each.document is None and printed.count("/") < _SLASHES):
            yield Verdict.lacks("document.number", who=each.label)
        elif faults := _faults(printed):
            names = listed([a for a, _ in faults]), listed([b for _, b in faults], "id")
            yield Verdict.violated(each.label, *names)
        else:
            good += 1
    if good:
        yield Verdict.holds(
            f"{counted(good, 'number')} with all six parts",
            f"{number(good, 'id')} nomor tersusun lengkap dari enam unsur",
        )


def _printed(case: Case, paper: Paper) -> str:
    """The number of a paper, noted as read."""
    who = "" if paper.label == paper.number else paper.label
    return case.read("document.number", paper.number, who)


def _faults(printed: str) -> list[tuple[str, str]]:
    """What is wrong with a number of the commission, part by part."""
    parts = printed.split("/")
    if len(parts) != len(_PARTS):
        n = len(parts)
        return [(f"it has {n} parts and not six", f"terdiri atas {n} unsur, bukan enam")]
    return [
        (f"{part} is no {en}", f"{part} bukan {indonesian}")
        for part, (pattern, en, indonesian) in zip(parts, _PARTS, strict=True)
        if not re.fullmatch(pattern, part)
    ]


@rule(
    "DOC-02",
    advice=(
        "Look at the original; where nothing else tells, the number goes before the date.",
        "Periksa naskah aslinya; jika tidak ada petunjuk lain, nomor didahulukan daripada tanggal.",
    ),
    holds=lambda: _seen(number="7/HM/XI/2015"),
    violated=lambda: _seen(number="7/HM/X/2015"),
)
def number_and_date_agree(case: Case) -> Iterator[Verdict]:
    """Month and year at the end of a number are those of the date; a year alone is, too."""
    seen, good = papers(case), 0
    if not seen:
        yield Verdict.lacks("document.number", "document.date", en=_NONE, indonesian=_TIADA)
    for each in seen:
        printed = _printed(case, each)
        found = _DATED.search(printed)
        if not printed:
            yield Verdict.lacks("document.number", who=each.label)
        elif found is None:
            yield Verdict.not_applicable(
                "its number shows neither month nor year",
                "nomornya tidak memuat bulan atau tahun",
                who=each.label,
            )
        elif each.made is None:
            yield Verdict.lacks("document.date", who=each.label)
        else:
            case.read("document.date", each.made, each.label)
            year, month = int(found["year"]), _month(found)
            if (year, month or each.made.month) == (each.made.year, each.made.month):
                good += 1
                continue
            yield Verdict.violated(
                each.label,
                f"the number says {_said(year, month, 'en')}, the date {day(each.made)}",
                f"nomor menunjukkan {_said(year, month, 'id')}, tanggalnya {day(each.made, 'id')}",
                when=each.made,
            )
    if good:
        yield Verdict.holds(
            f"{counted(good, 'number')} in agreement with the date",
            f"{number(good, 'id')} nomor sesuai dengan tanggalnya",
        )


def _month(found: re.Match[str]) -> int | None:
    """The month that a number shows, in roman figures or others; ``None`` where it shows none."""
    month = _ROMAN.get(found["month"] or "") or int(found["figure"] or 0)
    return month if month in _ROMAN.values() else None


def _said(year: int, month: int | None, lang: Lang) -> str:
    """What a number says of its day, in words."""
    return day(date(year, month, 1), lang).partition(" ")[2] if month else str(year)


@rule(
    "DOC-03",
    advice=(
        "Look for another report of the same day and correct the weekday or the date.",
        "Cari berita lain tentang hari yang sama, lalu perbaiki hari atau tanggalnya.",
    ),
    holds=lambda: _seen(weekday="Senin"),
    violated=lambda: _seen(weekday="Rabu"),
)
def weekday_and_date_agree(case: Case) -> Iterator[Verdict]:
    """A weekday that is printed beside a date is that of the date, in either language."""
    documents, good = case.of(Document), 0
    shown = [each for each in documents if each.weekday.strip()]
    if not documents:
        yield Verdict.lacks("document.date", "document.weekday", en=_NO_PAPER, indonesian=_TANPA)
    elif not shown:
        yield Verdict.not_applicable(
            "no document shows a weekday", "tidak ada dokumen yang memuat nama hari"
        )
    for each in shown:
        printed = case.read("document.weekday", each.weekday.strip(), each.label)
        place = _KNOWN.get(printed.casefold().replace("’", "'"))
        case.read("document.date", each.on, each.label)
        if place is None:
            yield Verdict.lacks(
                "document.weekday",
                who=each.label,
                en=f"{printed} is the name of no day",
                indonesian=f"{printed} bukan nama hari",
            )
        elif place == each.on.weekday():
            good += 1
        else:
            indonesian, english = _WEEKDAYS[each.on.weekday()]
            yield Verdict.violated(
                each.label,
                f"{day(each.on)} was a {english}, and not {_WEEKDAYS[place][1]}",
                f"{day(each.on, 'id')} jatuh pada hari {indonesian}, bukan {_WEEKDAYS[place][0]}",
                when=each.on,
            )
    if good:
        yield Verdict.holds(
            f"{counted(good, 'weekday')} in agreement with the date",
            f"{number(good, 'id')} nama hari sesuai dengan tanggalnya",
        )


@rule(
    "DOC-04",
    advice=(
        "Complete the entry of the instrument from its text.",
        "Lengkapi catatan instrumen itu berdasarkan naskahnya.",
    ),
    holds=lambda: _seen(
        number="7/2015", kind="Keputusan", title="Pengurus", status="berlaku", replaces=()
    ),
    violated=lambda: _seen(number="7/2015", kind="Keputusan"),
)
def stored_with_everything(case: Case) -> Iterator[Verdict]:
    """What the entry of every legal instrument lacks; letters and minutes are none.

    A gazette number is asked of regulations alone. A decree that is known by its reference
    alone shows kind, number and date; title, status and relations nobody can tell.
    """
    seen, good = papers(case), 0
    if not seen:
        yield Verdict.lacks("document.kind", "document.number", en=_NONE, indonesian=_TIADA)
    for each in seen:
        kind = case.read("document.kind", _kind(each), each.label)
        if _LETTER.match(kind):
            yield Verdict.not_applicable(
                "it is no legal instrument", "bukan instrumen hukum", who=each.label
            )
        elif each.document is not None and not kind:
            yield Verdict.lacks("document.kind", who=each.label)
        elif gone := [key for key, value in _entry(each).items() if not value]:
            for key in gone:
                case.read(key, None, each.label)
            yield _incomplete(each, gone)
        elif each.document is None:
            yield Verdict.lacks(
                *("document.title", "document.status", "document.replaces"),
                who=each.label,
                en="the decree is known by its reference alone",
                indonesian="keputusan hanya diketahui dari rujukannya",
            )
        else:
            good += 1
    if good:
        yield Verdict.holds(
            f"{counted(good, 'instrument')} with a complete entry",
            f"{number(good, 'id')} instrumen tercatat lengkap",
        )


def _kind(paper: Paper) -> str:
    if paper.document:
        return paper.document.kind.strip()
    return (paper.decree.kind if paper.decree else None) or ""


def _entry(paper: Paper) -> dict[str, object]:
    """What an entry should hold, and what it holds."""
    common: dict[str, object] = {"document.number": paper.number, "document.date": paper.made}
    if paper.document is None:
        year = paper.decree.year if paper.decree else None
        return {"document.kind": _kind(paper), **common, "document.year": year}
    one = paper.document
    return {
        **common,
        "document.title": one.title.strip(),
        **({"document.gazette": one.gazette} if _GAZETTED.match(one.kind.strip()) else {}),
        "document.status": one.status.strip(),
        "document.replaces": one.replaces is not None,
    }


def _incomplete(paper: Paper, gone: list[str]) -> Verdict:
    """That the entry of an instrument lacks something, by name."""
    return Verdict.violated(
        paper.label,
        f"the entry lacks {listed([words(key)[0] for key in gone])}",
        f"catatannya belum memuat {listed([words(key)[1] for key in gone], 'id')}",
    )


@rule(
    "DOC-05",
    advice=(
        "Register the body under the term Bakohumas, and keep the variant as another name.",
        "Daftarkan badan dengan istilah Bakohumas, dan simpan ragam namanya sebagai nama lain.",
    ),
    holds=lambda: _called("Bakohumas Contoh"),
    violated=lambda: _called("Bakorhumas Contoh"),
)
def one_term(case: Case) -> Iterator[Verdict]:
    """The body goes by the term, and what papers call it maps to the term.

    A name that is the id of the body is none; one that neither uses the term nor a known
    variant leaves open what it maps to.
    """
    own = case.body.name if case.body.name != case.body.id else ""
    printed = [name for each in case.of(Document) for name in each.names]
    names = [each for each in dict.fromkeys([own, *printed]) if each]
    if not names:
        yield Verdict.lacks("body.names")
        return
    mapped = 0
    for name in names:
        case.read("body.names", name)
        term = canonical(name)
        if term is None:
            yield Verdict.lacks(
                "body.names",
                who=name,
                en="it uses neither the term nor a known variant",
                indonesian="tidak memakai istilah baku atau ragam yang dikenal",
            )
        elif name == own and not _plain(name, term):
            yield Verdict.violated(
                name,
                f"the register has a variant of {term} as the name of the body",
                f"daftar memakai ragam nama dari {term} sebagai nama badan",
            )
        else:
            mapped += 1
    if mapped:
        yield Verdict.holds(
            f"{counted(mapped, 'name')} that {'map' if mapped > 1 else 'maps'} to one term",
            f"{number(mapped, 'id')} nama terpetakan ke satu istilah",
        )


def _plain(name: str, term: str) -> bool:
    """Whether a name uses the term itself, or its long form."""
    text = " ".join(name.casefold().split())
    long = any(each.full and each.name.casefold() in text for each in variants().values())
    return long or text == term.casefold()


CHAPTER = (
    numbered_like_the_commission,
    number_and_date_agree,
    weekday_and_date_agree,
    stored_with_everything,
    one_term,
)
