from datetime import date

import pytest

from audited import judged, told
from bakohumas.audit import RULES, Status
from bakohumas.bodies import Body, Decree, Federation, HandedOver, Node, Place, Seated
from bakohumas.law import Charter, Citation, Grade, Provision, Scope, charter, charters
from bakohumas.law import Value as Laid
from bakohumas.periods import Period

DAY, LATER = date(2015, 11, 2), date(2026, 1, 5)
CHAPTER = tuple(each for each in RULES if each.norm.chapter == "BOD")


def decided(base: str, key: str, value: Laid, *, citation: str = "SK 3/2015") -> Charter:
    """A shipped charter in which a host decided one thing."""
    law = Provision(key, value, Period(None), Citation(citation), Grade.C)
    return charter(base).override(law)


def formed(rules: Charter | str = "provincial", **said: object) -> Body:
    """A body that was founded on a decree of a governor."""
    given = {"id": "contoh", "on": DAY, "basis": "SK Gubernur 1/2015 of 2015-11-02", **said}
    laid = charter(rules) if isinstance(rules, str) else rules
    return Body.found(charter=laid, **given)  # type: ignore[arg-type]


def found(*events: object, rules: str = "national", **said: object) -> Body:
    """A register opened in mid-life."""
    given = {"charter": charter(rules), "on": DAY, "basis": "daftar", **said}
    return Body.open("contoh", *events, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", CHAPTER, ids=lambda rule: rule.id)
def test_every_rule_of_the_chapter_proves_itself(rule: object) -> None:
    """All ten are judged, and their worked cases give what they say."""
    assert [each.id for each in CHAPTER] == [f"BOD-{n:02}" for n in range(1, 11)]
    rule.prove()  # type: ignore[attr-defined]


def test_bod_01_a_silent_charter_leaves_the_form_open() -> None:
    """A charter that does not say the form misses it; the shipped ones for a body say it."""
    silent = Charter("silent", ("silent", "diam"), ())
    (finding,) = judged("BOD-01", formed(silent))

    assert finding.missing == ("body.kind",)
    for name in ("national", "provincial", "regency", "kpu_regency"):
        assert told(judged("BOD-01", formed(name))) == [("holds", "")]


def test_bod_01_a_post_of_the_bodys_own_is_found() -> None:
    """A post that a record places in the body itself is one of its own, seated or handed over."""
    post = HandedOver(on=DAY, recorded=DAY, basis="SK", post="Kepala Bakohumas", person="p-1",
                      institution="contoh")  # fmt: skip
    seat = Seated(on=DAY, recorded=DAY, basis="SK",
                  place=Place("Ketua", "contoh", "p-2", "Ketua Tetap"))  # fmt: skip
    findings = judged("BOD-01", found(post, seat))

    assert told(findings) == [
        ("holds", ""),
        ("violated", "Kepala Bakohumas"),
        ("violated", "Ketua Tetap"),
    ]
    assert findings[1].facts[0].key == "post.title"


@pytest.mark.parametrize(
    ("founder", "expected"),
    [
        ("Gubernur Contoh", "holds"),
        ("Pj. Gubernur Contoh", "holds"),
        ("Bupati Contoh", "holds"),
        ("Menteri Komunikasi dan Informatika", "not_applicable"),
        ("Kepala Dinas", "not_applicable"),
    ],
)
def test_bod_03_a_regional_office_may(founder: str, expected: str) -> None:
    """Only a governor, mayor or regent uses the permission; it is never broken."""
    assert told(judged("BOD-03", formed(founder=founder))) == [(expected, "")]


def test_bod_03_without_a_founder_nobody_is_seen_to_use_it() -> None:
    """A register that does not tell who formed the body shows no use; nor for the centre."""
    anywhere = judged("BOD-03", formed(Charter("own", ("own", "sendiri"), ()), founder="Gubernur"))

    assert told(judged("BOD-03", found(rules="provincial"))) == [("not_applicable", "")]
    assert told(judged("BOD-03", formed("national"))) == [("not_applicable", "")]
    assert anywhere[0].because[0].startswith("Gubernur formed a body of a region")


def test_bod_04_a_decree_is_read_as_an_instrument() -> None:
    """Kind, number, day and issuer come from the decree; what it does not show is missing."""
    whole = Decree("SK Gubernur 1/2015", made=DAY, issuer="Gubernur Contoh")
    bare, dateless = Decree("Keputusan lisan", made=DAY), Decree("SK Gubernur 1/2015")
    (kept,) = judged("BOD-04", formed(basis=whole))

    assert kept.status is Status.HOLDS
    assert {each.key for each in kept.facts} == {
        "decree.kind",
        "decree.number",
        "decree.date",
        "decree.issuer",
    }
    assert judged("BOD-04", formed(basis=bare))[0].missing == ("decree.number",)
    assert judged("BOD-04", formed(basis=dateless))[0].missing == ("decree.date",)


def test_bod_04_what_a_register_rests_on_is_not_the_founding() -> None:
    """A register opened on a list leaves open what the body was founded on."""
    (finding,) = judged("BOD-04", found())

    assert (finding.status, finding.missing) == (
        Status.UNDETERMINED,
        ("decree.number", "decree.date"),
    )
    assert "what the body was founded on is not on record" in finding.because[0]


@pytest.mark.parametrize(
    ("founder", "decree", "expected"),
    [
        ("Gubernur Contoh", "Bupati Lain", ("violated", "Bupati Lain")),
        ("Gubernur Contoh", "Kepala Dinas", ("violated", "Kepala Dinas")),
        ("Gubernur Kalsel", "Gubernur Kalimantan Selatan", ("holds", "")),
        ("Gubernur", "Gubernur Kalimantan Selatan", ("holds", "")),
        ("Gubernur Contoh", "Gubernur", ("holds", "")),
        ("", "", ("holds", "")),
    ],
)
def test_bod_04_the_decree_is_that_of_the_founder(
    founder: str, decree: str, expected: tuple[str, str]
) -> None:
    """Who signed must be able to be the founding office."""
    basis = Decree("SK Gubernur 1/2015", made=DAY, issuer=decree)

    assert told(judged("BOD-04", formed(basis=basis, founder=founder))) == [expected]


@pytest.mark.parametrize(
    ("basis", "missing"),
    [
        ("rapat nomor 5 tanggal 3 Mei 2015", ("decree.kind", "decree.issuer")),
        ("07/HM.03.2-Kpt/3321/Kab/IV/2015 of 2015-04-12", ()),
        ("542/HM.03.5-Kpt/06/KPU/VIII/2015 of 2015-08-02", ()),
    ],
)
def test_bod_04_kind_and_issuer_are_read_off_the_number(
    basis: str, missing: tuple[str, ...]
) -> None:
    """A numbered meeting is no decree; a KPU number tells kind and tier."""
    rules = "kpu_ri" if "KPU" in basis else "kpu_regency"
    (finding,) = judged("BOD-04", formed(rules, basis=basis, area="33.21"))

    assert finding.missing == missing
    assert finding.status is (Status.UNDETERMINED if missing else Status.HOLDS)


def test_bod_04_a_text_of_the_centre_is_no_decree_of_a_region() -> None:
    """A province whose body rests on the ministerial regulation alone has no decree of its own."""
    (finding,) = judged("BOD-04", formed(basis="PM Kominfo 35/2014 of 2014-09-26"))

    assert finding.status is Status.VIOLATED
    assert "a text of the centre and no decree of its own" in finding.because[0]


@pytest.mark.parametrize(
    ("rules", "founder", "expected"),
    [
        ("national", "Menteri Komunikasi dan Informatika", "holds"),
        ("national", "Presiden", "holds"),
        ("national", "Gubernur DKI Jakarta", "violated"),
        ("provincial", "Menteri Komunikasi dan Informatika", "violated"),
        ("regency", "Wali Kota Batu", "holds"),
        ("regency", "Walikota Batu", "holds"),
        ("regency", "Gubernur Jawa Timur", "violated"),
        ("kpu_ri", "Ketua KPU RI", "holds"),
        ("kpu_ri", "KPU", "holds"),
        ("kpu_province", "KPU Provinsi Bali", "holds"),
        ("kpu_province", "KIP Aceh", "holds"),
        ("kpu_regency", "Ketua KPU Kabupaten Demak", "holds"),
        ("kpu_regency", "KPU Provinsi Jawa Tengah", "violated"),
        ("kpu_regency", "KPU Demak", "undetermined"),
        ("provincial", "Kepala Dinas Kominfo", "undetermined"),
        ("taskforce", "Menteri", "not_applicable"),
    ],
)
def test_bod_05_levels_are_told_by_titles(rules: str, founder: str, expected: str) -> None:
    """Minister, governor, regent and mayor, and the three tiers of the KPU."""
    (finding,) = judged("BOD-05", formed(rules, founder=founder))

    assert finding.status.value == expected
    assert finding.missing == (("body.founder",) if expected == "undetermined" else ())
    assert finding.who == (founder if expected == "violated" else "")


def test_bod_05_the_issuer_stands_for_an_unnamed_founder() -> None:
    """The decree in words tells the office; a text of the centre founds no region."""
    national = formed("national", basis="PM Kominfo 35/2014 of 2014-09-26")
    under = formed(basis="PM Kominfo 35/2014 of 2014-09-26")

    assert told(judged("BOD-05", formed())) == [("holds", "")]
    assert told(judged("BOD-05", national)) == [("holds", "")]
    assert judged("BOD-05", under)[0].missing == ("body.founder",)
    assert judged("BOD-05", found())[0].missing == ("body.founder",)


@pytest.mark.parametrize(
    ("scope", "area", "expected"),
    [
        (Scope.REGIONAL, "63", "holds"),
        (Scope.REGIONAL, "63.05", "violated"),
        (Scope.KPU, "63", "violated"),
        (Scope.KPU, "63.05", "violated"),
        (Scope.EVERY, "", "undetermined"),
    ],
)
def test_bod_05_an_area_tells_the_level_where_the_charter_does_not(
    scope: Scope, area: str, expected: str
) -> None:
    """A charter for several levels leaves it to the code of the area."""
    rules = Charter("own", ("own", "sendiri"), (), scope=scope)
    (finding,) = judged("BOD-05", formed(rules, area=area, founder="Gubernur Contoh"))

    assert finding.status.value == expected
    assert finding.missing == (("body.level",) if expected == "undetermined" else ())


def test_bod_06_looks_at_other_bodies() -> None:
    """Of another area, of another level, or dissolved, a body is no rival."""
    own, same = formed(area="63"), formed(id="lain", area="63")
    elsewhere = formed(id="b", area="64")
    commission = formed("kpu_province", id="kpu-63", area="63")
    gone = formed(id="d", area="63", on=date(2015, 1, 1)).dissolve(on=DAY, basis="SK")
    kept = judged("BOD-06", own, elsewhere, commission, gone)

    assert told(kept) == [("holds", "")]
    assert kept[0].because[0].startswith("3 other bodies looked at, 0 active")
    assert told(judged("BOD-06", own, elsewhere, same)) == [("violated", "lain")]
    assert judged("BOD-06", own)[0].missing == ("body.period",)


def test_bod_06_needs_territory_and_level() -> None:
    """Without an area the territory is unknown; a charter of every kind tells no level."""
    anywhere = formed(Charter("own", ("own", "sendiri"), ()))

    assert judged("BOD-06", formed())[0].missing == ("body.territory",)
    assert judged("BOD-06", anywhere)[0].missing == ("body.level",)
    assert told(judged("BOD-06", formed("taskforce"))) == [("not_applicable", "")]


def test_bod_06_a_charter_may_allow_more() -> None:
    """Two where two are allowed; without a limit the default does not apply."""
    same = formed(id="lain", area="63")
    two, none = (decided("provincial", "body.per_territory", each) for each in (2, "none"))

    assert told(judged("BOD-06", formed(two, area="63"), same)) == [("holds", "")]
    assert told(judged("BOD-06", formed(none, area="63"), same)) == [("not_applicable", "")]


@pytest.mark.parametrize("rule", ["BOD-07", "BOD-08", "BOD-09"])
@pytest.mark.parametrize("name", charters())
def test_no_shipped_charter_breaks_the_aims(rule: str, name: str) -> None:
    """What a shipped charter says of its aims names them all, or is only reported."""
    statuses = {each.status for each in judged(rule, formed(name, on=date(2022, 6, 1)),
                                               on=date(2022, 6, 1))}  # fmt: skip

    assert Status.VIOLATED not in statuses
    if name in {"national", "provincial", "kalsel", "regency"}:
        assert statuses == {Status.HOLDS}


@pytest.mark.parametrize(
    ("rule", "key", "value", "missing"),
    [
        ("BOD-07", "body.purposes", ("Meningkatkan kelancaran arus informasi",
                                     "mengatasi kesenjangan informasi", "mengoordinasikan",
                                     "mengintegrasikan, menyinergikan, menyinkronkan"), ""),
        ("BOD-07", "body.purposes", ("information flow", "gaps", "coordinate", "integrate",
                                     "synergy"), "synchronisation"),
        ("BOD-08", "body.tasks", ("koordinasi", "integrasi", "sinkronisasi"), "synergy"),
        ("BOD-09", "body.functions", ("merencanakan dan melaksanakan kegiatan kehumasan",
                                      "mengumpulkan, mengolah dan menyebarluaskan informasi"), ""),
        ("BOD-09", "body.functions", "plan, collect, process and disseminate", "carrying out"),
    ],
)  # fmt: skip
def test_aims_are_found_by_their_words(rule: str, key: str, value: Laid, missing: str) -> None:
    """A host's own words in either language are understood; what they leave out is named."""
    (finding,) = judged(rule, formed(decided("provincial", key, value)))

    assert finding.status is (Status.VIOLATED if missing else Status.HOLDS)
    assert missing in finding.because[0]
    assert finding.facts[0].key == key


def test_aims_that_are_silent_or_only_reported_stay_open() -> None:
    """A silent charter, one without words, and a report that names less are undetermined."""
    day = date(2022, 6, 1)
    silent = judged("BOD-07", formed(Charter("silent", ("silent", "diam"), ())))
    number = judged("BOD-08", formed(decided("provincial", "body.tasks", 3)))
    demak = judged("BOD-08", formed("kpu_regency", on=day), on=day)

    assert silent[0].missing == ("body.purposes",)
    assert number[0].missing == ("body.tasks",)
    assert demak[0].missing == ("body.tasks",)
    assert (
        "the report does not name integration, synergy and synchronisation" in (demak[0].because[0])
    )


def sumsel(*places: Node, since: date = DAY) -> Federation:
    """A federation below the body of South Sumatra."""
    root = Node("bakohumas-16", "sumsel", Scope.PROVINCIAL, "16")
    return Federation.of([root, *places], id="sumsel", on=since, basis="invented")


CITIES = tuple(
    Node(f"kota-{code}", "regency", Scope.REGENCY, f"16.{code}", parent="bakohumas-16")
    for code in (71, 72)
)


def test_bod_10_each_place_without_a_body_is_named() -> None:
    """A body stands for its place by id or by area, unless it was dissolved."""
    own = formed("sumsel", area="16")
    one, other = formed("regency", id="kota-71"), formed("regency", id="x", area="16.72")
    gone = other.dissolve(on=date(2025, 12, 1), basis="SK")

    assert told(judged("BOD-10", own, sumsel(*CITIES), one, other, on=LATER)) == [("holds", "")]
    assert told(judged("BOD-10", own, sumsel(*CITIES), one, gone, on=LATER)) == [
        ("violated", "kota-72")
    ]


def test_bod_10_without_places_or_bodies_nothing_is_told() -> None:
    """A federation, a place in it and bodies below are needed."""
    own, later = formed("sumsel", area="16"), sumsel(*CITIES, since=date(2026, 1, 6))
    elsewhere = formed("sumsel")
    both = ("body.parent", "body.children")

    assert judged("BOD-10", own, on=LATER)[0].missing == both
    assert judged("BOD-10", own, later, on=LATER)[0].missing == both
    assert judged("BOD-10", elsewhere, sumsel(*CITIES), on=LATER)[0].missing == both
    assert judged("BOD-10", own, sumsel(*CITIES), on=LATER)[0].missing == ("body.children",)


def test_bod_10_the_shipped_places_of_south_sumatra() -> None:
    """With one body formed of seventeen, sixteen are late after the end of 2025."""
    own = formed("sumsel", id="bakohumas-16", area="16")
    findings = judged("BOD-10", own, Federation.bakohumas(),
                      formed("regency", id="palembang", area="16.71"), on=LATER)  # fmt: skip

    assert len(findings) == 16
    assert {each.status for each in findings} == {Status.VIOLATED}


def test_bod_10_only_once_the_day_has_passed() -> None:
    """Without a day, on the day, and with a day that is none."""
    own = formed("sumsel", area="16")
    odd = formed(decided("sumsel", "regional.formation_due", "soon"), area="16")

    assert told(judged("BOD-10", formed(area="63"))) == [("not_applicable", "")]
    assert told(judged("BOD-10", own, on=date(2025, 12, 31))) == [("not_applicable", "")]
    assert judged("BOD-10", odd, on=LATER)[0].missing == ("body.deadline",)
