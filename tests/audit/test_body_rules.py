from datetime import date

import pytest

from bakohumas.audit import RULES, Finding, Status, check
from bakohumas.bodies import Admitted, Body, replay
from bakohumas.institutions import Institution, directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter, regulation
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
THREE = ("kominfo", "kemenkeu", "bps")
NATIONAL = charter("national")
BY_ID = {each.id: each for each in RULES}
HOLDS, VIOLATED = [Status.HOLDS], [Status.VIOLATED]
UNDETERMINED, NOT_APPLICABLE = [Status.UNDETERMINED], [Status.NOT_APPLICABLE]


def laid_down(key: str, value: int | str | tuple[str, ...]) -> Provision:
    """An invented provision, in force for ever."""
    return Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)


def without(*keys: str) -> Charter:
    """The national charter, silent on some keys."""
    kept = tuple(each for each in NATIONAL.provisions if each.key not in keys)
    return Charter("silent", ("silent", "diam"), kept)


def founded(
    rules: Charter = NATIONAL, *, basis: object = "SK Menteri 1/2015 of 2015-11-02"
) -> Body:
    """A body with three members and no board."""
    body = Body.found("nasional", charter=rules, on=DAY, basis=str(basis))
    return body.admit(*(OFFICES[each] for each in THREE), on=DAY, basis="invented")


def judged(rule: str, body: Body, *records: object, on: date = DAY) -> tuple[Finding, ...]:
    """What one rule finds."""
    return check(body, records, on=on, rules=[BY_ID[rule]]).findings


def statuses(findings: tuple[Finding, ...]) -> list[Status]:
    """The status of each finding."""
    return [each.status for each in findings]


def test_bod_02_a_forum_has_two_units() -> None:
    """One unit alone is no forum between units."""
    alone = Body.found("satu", charter=NATIONAL, on=DAY, basis="SK").admit(
        OFFICES["bps"], on=DAY, basis="SK"
    )
    (finding,) = judged("BOD-02", alone)
    (kept,) = judged("BOD-02", founded())

    assert (kept.status, kept.because[0]) == (Status.HOLDS, "3 member units")
    assert (finding.status, finding.who) == (Status.VIOLATED, "")
    assert finding.because == ("1 member unit", "1 unit anggota")


def test_bod_02_unknown_is_not_none() -> None:
    """Before any member was recorded nobody knows; once all have left there is none."""
    later = date(2016, 1, 1)
    empty = Body.found("satu", charter=NATIONAL, on=DAY, basis="SK")
    body = empty.admit(OFFICES["bps"], on=later, basis="SK")
    left = body.withdraw("bps", on=date(2016, 2, 1), basis="letter")
    (unknown,) = judged("BOD-02", body)
    (none,) = judged("BOD-02", left, on=date(2016, 2, 1))

    assert statuses(judged("BOD-02", empty)) == UNDETERMINED
    assert unknown.status is Status.UNDETERMINED
    assert unknown.because == (
        "the members of the body (none was recorded by then)",
        "anggota badan (belum ada yang tercatat sampai saat itu)",
    )
    assert (none.status, none.because[0]) == (Status.VIOLATED, "0 member units")


@pytest.mark.parametrize(
    "basis",
    [
        "SK Gubernur 188.44/0123/KUM/2017 tanggal 2 Desember 2017",
        "Keputusan Bupati Nomor 35 Tahun 2014, 26 September 2014",
        "Pergub 041 (2013-05-02)",
        regulation("PM Kominfo 35/2014"),
        "PM Kominfo 35/2014 Pasal 1",
    ],
    ids=str,
)
def test_bod_04_holds_of_a_decree_with_number_and_date(basis: object) -> None:
    """The day stands beside the number, or is that of a regulation the library knows."""
    assert statuses(judged("BOD-04", founded(basis=basis))) == HOLDS


@pytest.mark.parametrize(
    "basis",
    ["Pergub 041", "SK 1/2014 (invented)", "Keputusan Bupati Nomor 35 Tahun 2014", "SK No. 5"],
)
def test_bod_04_is_undetermined_without_the_day(basis: str) -> None:
    """A number without a day does not show whether the decree is dated."""
    (finding,) = judged("BOD-04", founded(basis=basis))
    nobody = basis.startswith(("SK 1", "SK No"))

    assert (finding.status, finding.who) == (Status.UNDETERMINED, basis)
    assert finding.missing == ("decree.date", *(["decree.issuer"] if nobody else []))


@pytest.mark.parametrize(
    "basis",
    [
        "invented",
        "seed 0",
        "deliberation of departmental PR units, 1967-12-06 (Studylib-1971)",
        "rapat 3 Agustus 2025",
        "SK lisan tanggal 3 Mei 2020",
    ],
)
def test_bod_04_a_day_or_a_source_is_no_number(basis: str) -> None:
    """A deliberation, a source or a day alone is no numbered decree."""
    (finding,) = judged("BOD-04", founded(basis=basis))

    assert finding.status is Status.VIOLATED
    assert finding.because[0] == f"founded on {basis}, which shows no number"


def test_bod_04_a_later_charter_may_bring_the_decree() -> None:
    """A body that began by deliberation and was laid down by decree later is kept from then on."""
    later = date(2016, 1, 1)
    body = founded(basis="deliberation").amend(
        NATIONAL, on=later, basis="PM Kominfo 35/2014 of 2014-09-26"
    )

    assert statuses(judged("BOD-04", body)) == VIOLATED
    assert statuses(judged("BOD-04", body, on=later)) == HOLDS


def test_mem_01_members_are_of_the_kinds_of_the_day() -> None:
    """Under a charter that admits fewer kinds, a member of another is found."""
    later = date(2016, 1, 1)
    narrow = NATIONAL.override(laid_down("membership.categories", ("ministry",)), name="narrow")
    body = founded().amend(narrow, on=later, basis="SK 3/2015")
    (finding,) = judged("MEM-01", body, on=later)

    assert statuses(judged("MEM-01", body)) == HOLDS
    assert (finding.status, finding.who) == (Status.VIOLATED, "bps")
    assert finding.because == (
        "its category is non-ministry government agency",
        "kategorinya lembaga pemerintah nonkementerian",
    )
    assert judged("MEM-01", body)[0].because == (
        "3 members, of 2 categories that the charter admits",
        "3 anggota, dari 2 kategori yang diterima piagam",
    )


def test_mem_01_a_hosts_own_kind_goes_by_its_code() -> None:
    """A kind that the library does not know is named as the register has it."""
    first, later = date(2015, 11, 3), date(2016, 1, 1)
    wide = NATIONAL.override(laid_down("membership.categories", ("club",)), name="wide")
    body = founded().amend(wide, on=first, basis="SK 3/2015")
    club = Admitted(on=first, recorded=first, basis="SK", institution="klub", unit="klub",
                    name="Klub", category="club")  # fmt: skip
    body = replay([*body.events, club]).amend(NATIONAL, on=later, basis="SK 4/2015")
    (finding,) = judged("MEM-01", body, on=later)

    assert (finding.who, finding.because[0]) == ("klub", "its category is club")


def gone(*ids: str, on: date, host: int = 0) -> tuple[Finding, ...]:
    """What MEM-10 finds of members by their ids, and of a host's own ones, on a day."""
    own = [Institution(f"opd-{n}", f"Dinas Contoh {n}", "regency_government", invented=True)
           for n in range(host)]  # fmt: skip
    body = Body.found("nasional", charter=NATIONAL, on=DAY, basis="SK")
    body = body.admit(*(OFFICES[each] for each in ids), *own, on=DAY, basis="SK")
    return judged("MEM-10", body, on=on)


def test_mem_10_whoever_is_gone_is_named_with_who_followed() -> None:
    """One finding says how many are gone, names the first, and the successors by the tables."""
    day = date(2025, 1, 1)
    (finding,) = gone("kominfo", "bps", "bpls", "kemenkumham", "batan", on=day)
    (one,) = gone("kominfo", "bps", on=day)
    first = (
        "batan (2021-09-01 → brin), bpls (2017-03-02), "
        "kemenkumham (2024-10-21 → kemenkum, kemenham, kemenimipas)"
    )

    assert (finding.status, finding.who) == (Status.VIOLATED, "")
    assert finding.because == (
        f"4 of 5 members no longer in being: {first} and 1 more",
        f"4 dari 5 anggota sudah tidak ada: {first} dan 1 lainnya",
    )
    assert one.because[0] == "1 of 2 members no longer in being: kominfo (2024-10-21 → komdigi)"
    assert finding.advice[0].endswith("and admit who followed it.")
    assert finding.warns
    assert statuses(gone("kominfo", "bps", on=date(2024, 10, 20))) == HOLDS


def test_mem_10_what_the_tables_lack_cannot_be_judged() -> None:
    """A host's own institutions are counted and not judged; neither is a day before the tables."""
    (finding,) = gone("kominfo", "bps", on=date(2025, 1, 1), host=2)
    (open_,) = gone("bps", on=DAY, host=1)
    early = Body.found("nasional", charter=NATIONAL, on=date(2014, 9, 26), basis="SK")
    (before,) = judged("MEM-10", early, on=date(2014, 10, 26))
    apart = "2 members not in the tables of institutions", "2 anggota di luar daftar lembaga"
    kominfo = "kominfo (2024-10-21 → komdigi)"

    assert finding.because == (
        f"1 of 4 members no longer in being: {kominfo}; not judged: {apart[0]}",
        f"1 dari 4 anggota sudah tidak ada: {kominfo}; tidak dinilai: {apart[1]}",
    )
    assert open_.status is Status.UNDETERMINED
    assert open_.because[0] == (
        "when the institution exists (1 member not in the tables of institutions)"
    )
    assert before.status is Status.UNDETERMINED
    assert before.because == (
        (
            "when the institution exists (who existed before 27 October 2014, when the tables of "
            "institutions begin)"
        ),
        "masa keberadaan lembaga (lembaga yang ada sebelum 27 Oktober 2014, awal daftar lembaga)",
    )
    assert statuses(judged("MEM-10", early, on=date(2014, 10, 27))) == NOT_APPLICABLE


@pytest.mark.parametrize(
    "rules",
    [without("membership.categories"), NATIONAL.override(laid_down("membership.categories", 3))],
)
def test_mem_01_a_silent_charter_leaves_it_open(rules: Charter) -> None:
    """Where the charter of the day lists no kinds, nothing is taken as kept."""
    later = date(2016, 1, 1)
    body = founded().amend(rules, on=later, basis="SK 3/2015")

    assert statuses(judged("MEM-01", body, on=later)) == UNDETERMINED


def test_mem_01_nobody_is_nobodys_kind() -> None:
    """Without members there is nothing to judge."""
    empty = Body.found("kosong", charter=NATIONAL, on=DAY, basis="SK")

    assert statuses(judged("MEM-01", empty)) == NOT_APPLICABLE
