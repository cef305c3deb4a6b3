from datetime import date
from typing import cast

import attrs
import pytest

from bakohumas.audit import RULES, Case, Finding, Status, check
from bakohumas.bodies import Body, Register
from bakohumas.institutions import Official, directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter, regulation
from bakohumas.meetings import Kind, Meeting, Record
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
THREE = ("kominfo", "kemenkeu", "bps")
NATIONAL, PRACTICE = charter("national"), charter("national_practice")
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
HEAD = "Direktur Jenderal Informasi dan Komunikasi Publik"
BY_ID = {each.id: each for each in RULES}


def laid_down(key: str, value: int | str | tuple[str, ...]) -> Provision:
    """An invented provision, in force for ever."""
    return Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)


def without(*keys: str) -> Charter:
    """The national charter, silent on some keys."""
    kept = tuple(each for each in NATIONAL.provisions if each.key not in keys)
    return Charter("silent", ("silent", "diam"), kept)


def founded(rules: Charter = NATIONAL, *, basis: object = "SK 1/2015 of 2015-11-02") -> Body:
    """A body with three members and no board."""
    body = Body.found("nasional", charter=rules, on=DAY, basis=str(basis))
    return body.admit(*(OFFICES[each] for each in THREE), on=DAY, basis="invented")


def met(
    body: Body, *, kind: Kind = Kind.MEMBERS, on: date = DAY, chosen: tuple[str, ...] = THREE
) -> Record:
    """The record of a meeting that agreed on the holders of the seats."""
    meeting = Meeting.call(body, kind=kind, on=on, place="Jakarta", basis="letter").attend(*THREE)
    for seat, who in zip((CHAIR, EXECUTIVE, SECRETARY), chosen, strict=True):
        meeting = meeting.deliberate(seat, who)
    return meeting.close()


def seated(body: Body, record: Record, *, on: date = DAY) -> Body:
    """The body with the board that a meeting chose."""
    places = {each.subject: each.chosen for each in record.decisions}
    return body.elect(places, on=on, basis="rapat anggota", record=record.digest)


def full() -> Body:
    """A body with members and an elected board."""
    return seated(founded(), met(founded()))


def judged(rule: str, body: Body, *records: object, on: date = DAY) -> tuple[Finding, ...]:
    """What one rule finds."""
    return check(body, records, on=on, rules=[BY_ID[rule]]).findings


def of_case(rule: str, case: object) -> list[Status]:
    """What the predicate of a rule says of a case built by hand."""
    return [each.status for each in BY_ID[rule].judge(cast("Case", case))]


def statuses(findings: tuple[Finding, ...]) -> list[Status]:
    """The status of each finding."""
    return [each.status for each in findings]


HOLDS, VIOLATED = [Status.HOLDS], [Status.VIOLATED]
UNDETERMINED, NOT_APPLICABLE = [Status.UNDETERMINED], [Status.NOT_APPLICABLE]


def test_bod_02_a_forum_has_two_units() -> None:
    """One unit alone is no forum between units."""
    alone = Body.found("satu", charter=NATIONAL, on=DAY, basis="SK").admit(
        OFFICES["bps"], on=DAY, basis="SK"
    )
    (finding,) = judged("BOD-02", alone)

    assert statuses(judged("BOD-02", founded())) == HOLDS
    assert (finding.status, finding.who) == (Status.VIOLATED, "satu")
    assert finding.because == ("1 member unit(s)", "1 unit anggota")


@pytest.mark.parametrize(
    "basis",
    [
        "SK Gubernur 188.44/0123/KUM/2017 tanggal 2 Desember 2017",
        "Keputusan Bupati Nomor 35 Tahun 2014, 26 September 2014",
        "Pergub 041 (2013-05-02)",
        "542/HM.03.5-Kpt/06/KPU/VIII/2021 of 2021-08-02",
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

    assert finding.status is Status.UNDETERMINED
    assert finding.because == (f"the day on which {basis} was made", f"tanggal penetapan {basis}")


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
    assert finding.because == ("its category is non_ministerial", "kategorinya non_ministerial")


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


def test_brd_01_elected_holders_are_members() -> None:
    """The library seats no stranger; a snapshot that has one is found."""
    body = full()
    now = attrs.evolve(body.on(DAY), register=Register(()))

    assert statuses(judged("BRD-01", body)) == HOLDS
    assert statuses(judged("BRD-01", founded())) == NOT_APPLICABLE
    assert of_case("BRD-01", Case(body, (), DAY, now)) == VIOLATED * 3


def test_brd_01_posts_are_not_elected() -> None:
    """Where nobody sits by election there is nobody to judge."""
    body = founded(PRACTICE).seat(CHAIR, post=HEAD, on=DAY, basis="SK")

    assert statuses(judged("BRD-01", body)) == NOT_APPLICABLE


def test_brd_02_the_members_elected_the_board() -> None:
    """The record whose digest the term names must be there, and say so."""
    record = met(founded())
    (finding,) = judged("BRD-02", full(), record)

    assert finding.status is Status.HOLDS
    assert finding.because == (
        "elected by 3 of 3 members on 2015-11-02",
        "dipilih 3 dari 3 anggota pada 2015-11-02",
    )
    assert statuses(judged("BRD-02", full())) == UNDETERMINED
    assert statuses(judged("BRD-02", founded(), record)) == NOT_APPLICABLE
    unnamed = founded().elect({CHAIR: "bps"}, on=DAY, basis="SK")
    assert statuses(judged("BRD-02", unnamed, record)) == UNDETERMINED


def test_brd_02_another_organ_elected_it() -> None:
    """A board that elects a board, or the members of another body, are found."""
    by_board = met(founded(), kind=Kind.BOARD)
    stranger = attrs.evolve(met(founded()), body="lain")
    for record, who in ((by_board, "board meeting of nasional"), (stranger, "meeting of lain")):
        (finding,) = judged("BRD-02", seated(founded(), record), record)

        assert finding.status is Status.VIOLATED
        assert who in finding.because[0]
    extraordinary = met(founded(), kind=Kind.EXTRAORDINARY)
    assert statuses(judged("BRD-02", seated(founded(), extraordinary), extraordinary)) == HOLDS


def test_brd_02_a_record_at_odds_with_itself_proves_nothing() -> None:
    """A forged record leaves the question open, and says why."""
    record = met(founded())
    forged = attrs.evolve(record, attendance=record.attendance[:2])
    (finding,) = judged("BRD-02", seated(founded(), forged), forged)

    assert finding.status is Status.UNDETERMINED
    assert finding.because[0].startswith("a record that stands up; in this one, Ketua Umum: the q")


def test_brd_02_who_sits_is_who_was_elected() -> None:
    """Somebody else on an elected seat than the meeting chose is found."""
    record = met(founded())
    swapped = {CHAIR: "bps", EXECUTIVE: "kemenkeu", SECRETARY: "kominfo"}
    body = founded().elect(swapped, on=DAY, basis="rapat", record=record.digest)
    findings = judged("BRD-02", body, record)

    assert statuses(findings) == VIOLATED * 2
    assert [each.who for each in findings] == ["bps", "kominfo"]
    assert findings[0].because[0] == (
        "holds Ketua Umum, and the meeting of 2015-11-02 did not elect it"
    )


def test_brd_10_one_seat_each() -> None:
    """Two seats of one institution are found under a charter that allows one."""
    later = date(2016, 1, 1)
    two = NATIONAL.override(laid_down("board.seats_per_institution", 2), name="two")
    body = founded(two).elect({CHAIR: "bps", SECRETARY: "bps"}, on=DAY, basis="rapat")
    (finding,) = judged("BRD-10", body.amend(NATIONAL, on=later, basis="SK"), on=later)
    silent = without("board.seats_per_institution")

    assert statuses(judged("BRD-10", full())) == HOLDS
    assert statuses(judged("BRD-10", body)) == HOLDS
    assert statuses(judged("BRD-10", founded())) == NOT_APPLICABLE
    assert (finding.who, finding.because[0]) == ("bps", "holds 2 seats")
    body = founded(silent).elect({CHAIR: "bps", SECRETARY: "bps"}, on=DAY, basis="rapat")
    assert statuses(judged("BRD-10", body)) == VIOLATED


def test_brd_10_one_seat_a_person() -> None:
    """A person, or a post, on two seats is found, though the institutions differ."""
    one = [Official("person-1", "Kepala Biro Humas", OFFICES[each]) for each in ("bps", "kominfo")]
    body = founded().elect(dict(zip((CHAIR, SECRETARY), one, strict=True)), on=DAY, basis="rapat")
    (person,) = judged("BRD-10", body)
    same = PRACTICE.override(laid_down("seat.ketua_pelaksana.post", HEAD))
    body = founded(same).seat(CHAIR, post=HEAD, on=DAY, basis="SK")
    (post,) = judged("BRD-10", body.seat(EXECUTIVE, post=HEAD, on=DAY, basis="SK"))

    assert (person.status, person.who) == (Status.VIOLATED, "person-1")
    assert (post.status, post.who) == (Status.VIOLATED, HEAD)


def test_brd_11_chair_and_secretary_are_held() -> None:
    """A vacancy of either is found, and so is a board that has no such seat."""
    half = founded().elect({CHAIR: "bps"}, on=DAY, basis="rapat")
    renamed = NATIONAL.override(laid_down("board.chair", "Ketua"))
    record = met(founded(renamed))

    assert statuses(judged("BRD-11", full())) == HOLDS
    assert judged("BRD-11", half)[0].because == ("vacant: Sekretaris", "lowong: Sekretaris")
    assert judged("BRD-11", founded())[0].because[0] == "vacant: Ketua Umum and Sekretaris"
    assert judged("BRD-11", seated(founded(renamed), record))[0].because[0] == "vacant: Ketua"


@pytest.mark.parametrize(
    "keys", [("board.chair",), ("board.secretary",), ("board.chair", "board.secretary")]
)
def test_brd_11_a_charter_must_name_both(keys: tuple[str, ...]) -> None:
    """Where the charter does not say which seat is which, nothing is taken as kept."""
    body = founded(without(*keys))

    assert statuses(judged("BRD-11", seated(body, met(body)))) == UNDETERMINED
