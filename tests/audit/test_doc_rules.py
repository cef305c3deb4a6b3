from datetime import date
from typing import Any

import pytest

from bakohumas.audit import RULES, Document, Finding, check
from bakohumas.bodies import Body, Decree
from bakohumas.law import canonical, charter, norm, sources, variants

DAY, ON = date(2015, 11, 2), date(2026, 1, 5)
BY_ID = {each.id: each for each in RULES}
CHAPTER = tuple(each for each in RULES if each.norm.chapter == "DOC")


def body(rules: str = "national", *, basis: object = "SK", name: str = "") -> Body:
    """A body without members."""
    return Body.found("contoh", charter=charter(rules), on=DAY, basis=basis, name=name)  # type: ignore[arg-type]


def paper(on: date = DAY, **said: object) -> Document:
    """A document of the body."""
    return Document(body="contoh", on=on, **said)  # type: ignore[arg-type]


def judged(rule: str, what: Body, *records: object) -> tuple[Finding, ...]:
    """What one rule finds."""
    return check(what, records, on=ON, rules=[BY_ID[rule]]).findings


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Status and subject of each finding, which must speak both languages."""
    assert all(en and other and en != other for en, other in (each.because for each in findings))
    return [(each.status.value, each.who) for each in findings]


@pytest.mark.parametrize("rule", CHAPTER, ids=lambda rule: rule.id)
def test_every_rule_of_the_chapter_proves_itself(rule: object) -> None:
    """All five are judged, and their worked cases give what they say."""
    assert [each.id for each in CHAPTER] == [f"DOC-{n:02}" for n in range(1, 6)]
    rule.prove()  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", ["DOC-01", "DOC-02", "DOC-03", "DOC-04", "DOC-05"])
def test_without_documents_nothing_is_taken_as_kept(rule: str) -> None:
    """A body of which no paper is known leaves every rule open, by the data missing."""
    (finding,) = judged(rule, body("kpu_ri"))

    assert finding.status.value == "undetermined"
    assert set(finding.missing) <= set(norm(rule).needs)
    assert finding.missing


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("542/HM.03.5-Kpt/06/KPU/VIII/2021", ""),
        ("07/HM.03.2-Kpt/3321/Kab/IV/2021", ""),
        ("244/HM.02-SD/06/KPU/III/2021", ""),
        ("467/HM.03.5-Und/06/KPU/IX/2021", ""),
        ("194/HM/03.5/33/Prov/IV/2021", "it has 7 parts and not six"),
        ("26/2022", "it has 2 parts and not six"),
        ("542/HM.03.5-Kpt/06/KPU/XIII/2021", "XIII is no month in roman figures"),
        ("542/HM.03.5-Kpt/06/KPU/8/2021", "8 is no month in roman figures"),
        ("542/HM.03.5/06/KPU/VIII/21", "HM.03.5 is no classification and type and 21 is no year"),
        ("a/HM.03.5-Kpt/b/RT/VIII/2021", "a is no serial number, b is no unit code and RT is no"),
    ],
)
def test_doc_01_names_the_part_that_is_wrong(number: str, fault: str) -> None:
    """The numbers seen of the commission have six parts; what deviates is named."""
    (finding,) = judged("DOC-01", body("kpu_regency"), paper(number=number))

    assert told((finding,)) == [("violated", number) if fault else ("holds", "")]
    assert fault in finding.because[0]


def test_doc_01_what_has_no_number_or_is_of_others() -> None:
    """A paper without a number misses it; one of another office is not judged by this rule."""
    findings = judged("DOC-01", body("kpu_ri"), paper(title="Undangan"),
                      paper(number="1/2021", issuer="Bupati Demak"),
                      paper(number="542/HM.03.5-Kpt/06/KPU/VIII/2021",
                            issuer="KPU RI"))  # fmt: skip

    assert told(findings) == [
        ("holds", ""),
        ("not_applicable", "1/2021"),
        ("undetermined", "Undangan"),
    ]
    assert findings[2].missing == ("document.number",)


def test_doc_01_a_short_title_is_not_the_printed_number() -> None:
    """A decree cited by number and year leaves the printed number open; a whole one is judged."""
    short = Decree("Keputusan KPU Sulut 26/2022", made=DAY)
    whole = Decree("Keputusan KPU 542/HM.03.5-Kpt/06/KPU/XI/2015", made=DAY)

    assert told(judged("DOC-01", body("kpu_province", basis=short))) == [
        ("undetermined", "Keputusan KPU Sulut 26/2022")
    ]
    assert told(judged("DOC-01", body("kpu_ri", basis=whole))) == [("holds", "")]


@pytest.mark.parametrize(
    ("number", "on", "status"),
    [
        ("244/HM.02-SD/06/KPU/III/2021", date(2021, 3, 22), "holds"),
        ("244/HM.02-SD/06/KPU/III/2021", date(2020, 3, 22), "violated"),
        ("244/HM.02-SD/06/KPU/III/2021", date(2021, 4, 22), "violated"),
        ("371/KEP/M.KOMINFO/8/2007", date(2007, 8, 31), "holds"),
        ("371/KEP/M.KOMINFO/8/2007", date(2007, 9, 1), "violated"),
        ("35 Tahun 2014", date(2014, 9, 26), "holds"),
        ("35/2014", date(2015, 9, 26), "violated"),
        ("7/HM/XIII/2015", date(2015, 1, 1), "holds"),
        ("041", date(2016, 10, 11), "not_applicable"),
        ("", date(2016, 10, 11), "undetermined"),
    ],
)
def test_doc_02_month_and_year_are_those_of_the_date(number: str, on: date, status: str) -> None:
    """C16: a letter of III/2021 that is printed with 2020; a month that is none tells nothing."""
    (finding,) = judged("DOC-02", body(), paper(on, number=number))

    assert finding.status.value == status
    if status == "violated":
        assert finding.when == on
        assert finding.who == number


def test_doc_02_says_both_days_in_words() -> None:
    """What the number says and what the date says stand side by side."""
    letter = paper(date(2020, 3, 22), number="244/HM.02-SD/06/KPU/III/2021")
    yearly = paper(date(2015, 3, 22), number="35/2014")
    first, second = judged("DOC-02", body(), letter, yearly)

    assert first.because == (
        "the number says March 2021, the date 22 March 2020",
        "nomor menunjukkan Maret 2021, tanggalnya 22 Maret 2020",
    )
    assert second.because[0] == "the number says 2014, the date 22 March 2015"


def test_doc_02_decrees_in_the_facts_count_once() -> None:
    """A decree without a day misses it; one whose document is there is judged by the document."""
    dateless, kept = Decree("SK Menteri 1/2015"), Decree("SK Menteri 2/2015", made=DAY)
    shown = paper(number="2/2015")

    assert judged("DOC-02", body(basis=dateless))[0].missing == ("document.date",)
    assert judged("DOC-02", body(basis=kept), shown)[0].because[0].startswith("1 number ")
    assert judged("DOC-02", body(basis=Decree("Keputusan lisan")))[0].missing == (
        "document.number",
    )


@pytest.mark.parametrize(
    ("on", "weekday", "status", "day"),
    [
        (date(2025, 8, 3), "Rabu", "violated", "Sunday"),
        (date(2025, 9, 3), "Rabu", "holds", ""),
        (date(2021, 4, 6), "Kamis", "violated", "Tuesday"),
        (date(2021, 4, 15), "KAMIS", "holds", ""),
        (date(2021, 4, 15), "Thursday", "holds", ""),
        (date(2021, 4, 16), "Jum’at", "holds", ""),
        (date(2021, 4, 18), "Ahad", "holds", ""),
        (date(2021, 4, 18), "Pon", "undetermined", ""),
        (date(2021, 4, 18), " ", "not_applicable", ""),
    ],
)
def test_doc_03_the_weekday_is_that_of_the_date(
    on: date, weekday: str, status: str, day: str
) -> None:
    """C15 and C17 in either language; a name of no day is missing, and none is no matter."""
    (finding,) = judged("DOC-03", body(), paper(on, weekday=weekday))

    assert finding.status.value == status
    assert day in finding.because[0]
    assert finding.missing == (("document.weekday",) if status == "undetermined" else ())


WHOLE: dict[str, Any] = {
    "number": "7/2015",
    "title": "Pengurus",
    "status": "berlaku",
    "replaces": ("SK 1/2014",),
}


def test_doc_04_names_what_an_entry_lacks() -> None:
    """A decree needs no gazette number; a regulation does; a letter is no instrument."""
    decree = paper(kind="Keputusan", **WHOLE)
    rule = paper(kind="Peraturan Gubernur", **{**WHOLE, "number": "8/2015"})
    printed = paper(kind="PM Kominfo", gazette="BN 2014/1404", **{**WHOLE, "number": "9/2015"})
    letter = paper(kind="Surat Dinas", title="Undangan rapat")
    appointed = paper(kind="Surat Keputusan", number="10/2015")
    untold = paper(**{**WHOLE, "number": "11/2015"})
    findings = judged("DOC-04", body(), decree, rule, printed, letter, appointed, untold)

    assert told(findings) == [
        ("holds", ""),
        ("violated", "10/2015"),
        ("undetermined", "11/2015"),
        ("violated", "8/2015"),
        ("not_applicable", "Undangan rapat"),
    ]
    assert findings[0].because[0].startswith("2 instruments")
    assert findings[2].missing == ("document.kind",)
    assert findings[3].because[0] == "the entry lacks the gazette number"


def test_doc_04_a_decree_known_by_reference_shows_only_so_much() -> None:
    """Kind, number, year and day are judged; the rest nobody can tell."""
    (known,) = judged("DOC-04", body(basis=Decree("SK Menteri 1/2015", made=DAY)))
    (bare,) = judged("DOC-04", body(basis=Decree("Keputusan lisan")))

    assert known.missing == ("document.title", "document.status", "document.replaces")
    assert bare.because[0] == (
        "the entry lacks the kind of document, the number of the document, the date of the "
        "document and the year of the document"
    )


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Bakohumas Papua", "holds"),
        ("BAKOHUMAS", "holds"),
        ("Badan Koordinasi  Hubungan Masyarakat (Bakohumas)", "holds"),
        ("Bakohumasda Contoh", "violated"),
        ("Bakor Humas", "violated"),
        ("Forum Humas", "undetermined"),
    ],
)
def test_doc_05_the_body_goes_by_the_term(name: str, status: str) -> None:
    """A variant as the registered name is found; what is none leaves it open."""
    (finding,) = judged("DOC-05", body(name=name))

    assert finding.status.value == status
    assert finding.missing == (("body.names",) if status == "undetermined" else ())


def test_doc_05_what_papers_call_it_maps_to_the_term() -> None:
    """A variant in a document is no breach: it is known what it stands for."""
    shown = paper(names=("Bakorhumas Contoh", "Formasda", "Humas"))
    findings = judged("DOC-05", body(name="Bakohumas Contoh"), shown)

    assert told(findings) == [("holds", ""), ("undetermined", "Humas")]
    assert findings[0].because[0] == "3 names that map to one term"


def test_every_variant_maps_to_the_term() -> None:
    """The eight of the catalogue and the long forms, each with sources that are known."""
    for name, each in variants().items():
        assert canonical(f"{name.upper()} Contoh") == "Bakohumas Contoh"
        assert set(each.sources) <= set(sources())
    named = {each.strip(" .") for each in norm("DOC-05").words().partition(":")[2].split(",")}

    assert named == {"Bakohumas", *(n for n, each in variants().items() if not each.full)}
    assert canonical("Bakohumasku") is None
