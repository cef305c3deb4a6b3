from datetime import date

import attrs
import pytest

from audited import BY_ID, told
from bakohumas.audit import RULES, Finding, Status, check
from bakohumas.bodies import Admitted, Body, Federation, Node, Represented, Role
from bakohumas.institutions import Institution, directory
from bakohumas.law import Charter, Citation, Grade, Provision, Scope, charter
from bakohumas.law import Value as Laid
from bakohumas.meetings import Meeting, Record
from bakohumas.periods import Period

DAY, LATER = date(2015, 11, 2), date(2016, 3, 1)
CHAPTER = tuple(each for each in RULES if each.norm.chapter == "MEM")


def decided(base: str, key: str, value: Laid) -> Charter:
    """A shipped charter in which a host decided one thing."""
    law = Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)
    return charter(base).override(law)


def member(id_: str, category: str = "ministry", **said: object) -> Admitted:
    """Somebody found in a register."""
    given = {"on": DAY, "recorded": LATER, "basis": "daftar", "institution": id_, "unit": id_,
             "name": f"Unit humas {id_}", "category": category, **said}  # fmt: skip
    return Admitted(**given)  # type: ignore[arg-type]


def said_by(id_: str, *persons: str, contact: str = "") -> Represented:
    """Who speaks for a member, as found."""
    return Represented(on=DAY, recorded=LATER, basis="daftar", institution=id_,
                       representatives=persons, contact=contact)  # fmt: skip


def found(*events: object, rules: Charter | str = "national", area: str = "") -> Body:
    """A register opened in mid-life with what was found."""
    laid = charter(rules) if isinstance(rules, str) else rules
    return Body.open("contoh", *events, charter=laid, on=LATER, basis="daftar", area=area)  # type: ignore[arg-type]


def judged(rule: str, body: Body, *records: object, on: date = LATER) -> tuple[Finding, ...]:
    """What one rule finds."""
    return check(body, records, on=on, rules=[BY_ID[rule]]).findings


@pytest.mark.parametrize("rule", CHAPTER, ids=lambda rule: rule.id)
def test_every_rule_of_the_chapter_proves_itself(rule: object) -> None:
    """All twelve are judged, and their worked cases give what they say."""
    assert [each.id for each in CHAPTER] == [f"MEM-{n:02}" for n in range(1, 13)]
    rule.prove()  # type: ignore[attr-defined]


def test_without_members_there_is_nothing_to_judge() -> None:
    """What speaks of members does not apply where there are none."""
    empty = found()
    rules = [f"MEM-{n:02}" for n in range(1, 12)]

    for rule in rules:
        assert told(judged(rule, empty)) == [("not_applicable", "")], rule
    assert judged("MEM-12", found(rules="kpu_regency"))[0].missing == ("body.members",)


@pytest.mark.parametrize("rule", ["MEM-01", "MEM-06"])
@pytest.mark.parametrize("category", ["regional_legislature", "court"])
def test_a_legislature_or_court_stays_open(rule: str, category: str) -> None:
    """The text does not say whether they are admitted; a charter that names them settles it."""
    wide = decided("national", "membership.categories", ("ministry", category))
    body = found(member("satu", category))

    assert told(judged(rule, body)) == [("undetermined", "satu")]
    assert told(judged(rule, found(member("satu", category), rules=wide))) == [("holds", "")]


@pytest.mark.parametrize(
    "category", ["political_party", "private_media", "ngo", "individual", "private_university"]
)
def test_mem_01_outsiders_are_no_members(category: str) -> None:
    """A party, a newspaper, an organisation or a person in the register is found."""
    (finding,) = judged("MEM-01", found(member("luar", category)))

    assert (finding.status, finding.who) == (Status.VIOLATED, "luar")
    assert finding.facts[0].who == "luar"


def test_mem_01_the_charter_counts_some_as_of_another_kind() -> None:
    """Police and vertical agencies of a region count as the charter has it (C8)."""
    forces = member("polda", "police"), member("kanwil", "vertical_agency")

    assert told(judged("MEM-01", found(*forces, rules="provincial"))) == [("holds", "")]
    assert told(judged("MEM-01", found(*forces))) == [("violated", "kanwil"), ("violated", "polda")]
    assert told(judged("MEM-03", found(*forces, rules="provincial"))) == [("holds", "")]


def test_mem_02_the_job_is_pr_unless_the_charter_asks_for_no_pr_unit() -> None:
    """Whoever does something else is found, except where the work unit itself is the member."""
    others = member("a", pr=False), member("b", pr=False), member("c")
    silent = Charter("silent", ("silent", "diam"), ())

    assert told(judged("MEM-02", found(*others))) == [("violated", "a"), ("violated", "b")]
    assert told(judged("MEM-02", found(*others, rules=silent)))[0] == ("violated", "a")
    assert told(judged("MEM-02", found(*others, rules="kpu_ri"))) == [("not_applicable", "")]


def test_mem_03_of_a_kind_nobody_knows_it_cannot_be_told() -> None:
    """Who is of another kind, or of a code of a host, may be a person, unless it is admitted."""
    wide = decided("national", "membership.categories", ("ministry", "club"))
    unknown = member("klub", "club"), member("lain", "other"), member("siswa", "individual")
    findings = judged("MEM-03", found(*unknown))

    assert told(findings) == [
        ("undetermined", "klub"),
        ("undetermined", "lain"),
        ("violated", "siswa"),
    ]
    assert findings[0].missing == ("member.kind",)
    assert told(judged("MEM-03", found(member("klub", "club"), rules=wide))) == [("holds", "")]


def test_mem_04_silence_is_one_finding_and_none_is_another() -> None:
    """Nobody on record, a contact alone, nobody named, and one of two that a charter asks for."""
    body = found(member("a"), member("b"), member("c"), member("d"),
                 said_by("b", contact="p-1"), said_by("c"), said_by("d", "p-2"))  # fmt: skip
    findings = judged("MEM-04", body)
    two = decided("national", "membership.representatives", 2)
    (fewer,) = judged("MEM-04", found(member("d"), said_by("d", "p-2"), rules=two))

    assert told(findings) == [("undetermined", ""), ("violated", "c")]
    assert findings[0].missing == ("member.representatives",)
    assert "of 2 of 4 members: a and b" in findings[0].because[0]
    assert (fewer.status, fewer.who) == (Status.VIOLATED, "d")


def met(body: Body, *roll: str, on: date = LATER) -> Record:
    """A meeting of the body with that roll."""
    called = Meeting.call(body, on=on, place="Jakarta", basis="undangan")
    return attrs.evolve(called.attend(called.roll[0]).close(), roll=roll)


def test_mem_05_an_institution_has_one_vote_on_every_roll() -> None:
    """Two units, one twice, or a unit that nobody registered under its institution."""
    bps = directory(on=LATER)["bps"]
    body = found(member("a")).admit(bps, bps.unit("Biro Umum"), on=LATER, basis="SK")
    twice = judged("MEM-05", body, met(body, "bps", "bps:biro-umum"))
    strange = judged("MEM-05", body, met(body, "a", "a:lain"))

    assert told(twice) == [("violated", "bps")]
    assert twice[0].when == LATER
    assert told(strange) == [("violated", "a")]
    assert told(judged("MEM-05", body, met(body, "a", "bps"))) == [("holds", "")]
    assert judged("MEM-05", body)[0].because[0].endswith("0 rolls looked at")


def test_mem_05_a_charter_may_count_otherwise() -> None:
    """Where every unit has a vote the default does not apply."""
    each = decided("national", "membership.vote", "unit")
    same = decided("national", "membership.vote", "institution")

    assert told(judged("MEM-05", found(member("a"), rules=each))) == [("not_applicable", "")]
    assert told(judged("MEM-05", found(member("a"), rules=same))) == [("holds", "")]


@pytest.mark.parametrize(
    ("category", "since", "status"),
    [
        ("ministry", date(1980, 1, 1), "holds"),
        ("provincial_government", date(1980, 1, 1), "violated"),
        ("soe", date(1980, 1, 1), "violated"),
        ("soe", date(2003, 1, 1), "holds"),
        ("public_university", date(2003, 1, 1), "violated"),
        ("public_university", date(2006, 1, 1), "undetermined"),
        ("public_university", date(2014, 9, 26), "holds"),
    ],
)
def test_mem_06_each_day_has_its_law(category: str, since: date, status: str) -> None:
    """The lists of 1971, 2002 and 2014; that of 2005 nobody could read."""
    (finding,) = judged("MEM-06", found(member("satu", category, on=since)))

    assert finding.status.value == status
    assert finding.missing == (("body.categories",) if status == "undetermined" else ())
    assert finding.when == (None if status == "holds" else since)


def test_mem_06_of_a_region_before_2014_no_text_tells() -> None:
    """The earlier texts speak of the centre alone."""
    body = found(member("a", on=date(2003, 1, 1)), member("b"), rules="provincial")
    (finding,) = judged("MEM-06", body)

    assert told((finding,)) == [("undetermined", "")]
    assert "for a" in finding.because[0]


def test_mem_07_forces_and_vertical_agencies_are_seated() -> None:
    """By kind, by name, or as a central institution with an area; others use no permission."""
    body = found(member("polri", "ministry_level"),
                 member("bps-63", "non_ministerial", area="63"),
                 member("kodam", "armed_forces"), member("kominfo"),
                 rules="provincial")  # fmt: skip
    (finding,) = judged("MEM-07", body)

    assert finding.because[0] == "3 of them seated: bps-63, kodam and polri"
    assert told(judged("MEM-07", found(member("kominfo"), rules="provincial"))) == [
        ("not_applicable", "")
    ]


def test_mem_08_outsiders_are_partners_of_regions_and_of_the_commission() -> None:
    """Partners of the kinds that the charter, or the rule, names; not of the national body."""
    party = member("partai", "political_party", role=Role.PARTNER)
    silent = Charter("own", ("own", "sendiri"), (), scope=Scope.PROVINCIAL)
    agency = member("bps", "non_ministerial", role=Role.PARTNER)

    assert told(judged("MEM-08", found(party, rules="kpu_ri"))) == [("holds", "")]
    assert told(judged("MEM-08", found(party, rules=silent))) == [("holds", "")]
    assert told(judged("MEM-08", found(agency, rules="provincial"))) == [("not_applicable", "")]
    assert told(judged("MEM-08", found(party))) == [("not_applicable", "")]


def test_mem_09_partners_stay_off_the_roll() -> None:
    """Without a meeting nobody can tell; a charter may give them a vote."""
    paper = member("koran", "private_media", role=Role.PARTNER)
    body = found(member("a"), paper)
    voting = found(member("a"), paper, rules=decided("national", "partner.votes", value=True))
    later = Institution("lsm", "LSM", "ngo", invented=True)
    joins = found(member("a")).admit(later, role="partner", on=date(2017, 1, 1), basis="SK")

    assert judged("MEM-09", body)[0].missing == ("participant.vote",)
    assert told(judged("MEM-09", body, met(body, "a"))) == [("holds", "")]
    assert told(judged("MEM-09", body, met(body, "a", "koran"))) == [("violated", "koran")]
    assert told(judged("MEM-09", voting)) == [("not_applicable", "")]
    assert told(judged("MEM-09", joins)) == [("not_applicable", "")]


def test_mem_11_a_contact_person_is_named_beside_the_representatives() -> None:
    """Of whom nothing is on record it is missing; who named representatives alone is found."""
    body = found(member("a"), member("b"), member("c"),
                 said_by("b", "p-1"), said_by("c", contact="p-2"))  # fmt: skip
    findings = judged("MEM-11", body)

    assert told(findings) == [("undetermined", ""), ("violated", "b")]
    assert findings[0].missing == ("member.contact",)


def commission(*members: Admitted, rules: str = "kpu_province", area: str = "51") -> Body:
    """The body of a commission."""
    return found(*members, rules=rules, area=area)


BALI = member("kpu-51", "non_structural", area="51")
JEMBRANA = member("kpu-jembrana", "non_structural", area="51.01", name="KPU Kabupaten Jembrana")


def test_mem_12_every_work_unit_and_nobody_else() -> None:
    """By the shipped tables a province has itself and its regencies; strangers are named."""
    stranger = member("bawaslu", "non_structural", area="51")
    (few,) = judged("MEM-12", commission(BALI, JEMBRANA))
    findings = judged("MEM-12", commission(BALI, stranger))

    assert few.because[0].startswith("8 of 10 work units no members: kpu-51.02")
    assert told(findings) == [("violated", ""), ("violated", "bawaslu")]


def test_mem_12_a_federation_says_which_units_there_are() -> None:
    """The network put before the audit goes before the tables; another kind is not asked."""
    nodes = (Node("kpu", "kpu_ri", Scope.KPU_RI),
             Node("kpu-51", "kpu_province", Scope.KPU_PROVINCE, "51", parent="kpu"),
             Node("satker-x", "kpu_regency", Scope.KPU_REGENCY, "51.01",
                  parent="kpu-51"))  # fmt: skip
    own = Federation.of(nodes, id="kpu", on=DAY, basis="invented")
    unit = member("satker-x", "non_structural", area="51.01", name="Satker X")

    assert told(judged("MEM-12", commission(BALI, unit), own)) == [("holds", "")]
    assert told(judged("MEM-12", commission(BALI, JEMBRANA), own)) == [("holds", "")]
    assert told(judged("MEM-12", commission(BALI, unit), Federation.bakohumas())) == [
        ("violated", ""),
        ("violated", "satker-x"),
    ]


def test_mem_12_a_body_without_a_place_cannot_be_judged() -> None:
    """Without its area, or before the tables begin, nobody knows which units are its own."""
    early = Body.found("kpu", charter=charter("kpu_ri"), on=date(2014, 1, 1), basis="SK").admit(
        Institution("kpu", "Komisi Pemilihan Umum", "non_structural"),
        on=date(2014, 1, 1), basis="SK")  # fmt: skip
    stranger = member("bawaslu", "non_structural")

    assert judged("MEM-12", commission(BALI, area=""))[0].missing == ("body.parent",)
    assert judged("MEM-12", early, on=date(2014, 2, 1))[0].missing == ("body.parent",)
    assert told(judged("MEM-12", commission(stranger, area=""))) == [
        ("undetermined", ""),
        ("violated", "bawaslu"),
    ]
