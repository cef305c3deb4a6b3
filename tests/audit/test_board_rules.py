from datetime import date

import attrs
import pytest

from audited import BY_ID, HOLDS, NOT_APPLICABLE, OFFICES, UNDETERMINED, VIOLATED, judged, statuses
from bakohumas.audit import Status, check
from bakohumas.bodies import Admitted, Body, Cause, Elected, Place
from bakohumas.institutions import Official
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Kind, Meeting, Record
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
THREE = ("kominfo", "kemenkeu", "bps")
NATIONAL, PRACTICE = charter("national"), charter("national_practice")
CHAIR, EXECUTIVE, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Sekretaris"
HEAD = "Direktur Jenderal Informasi dan Komunikasi Publik"


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


def opened(*places: Place, rules: Charter = NATIONAL, members: tuple[str, ...] = THREE) -> Body:
    """A register that was opened with a board, whoever is on it."""
    basis = "buku register"
    there = [
        Admitted(
            on=DAY,
            recorded=DAY,
            basis=basis,
            institution=each,
            unit=each,
            name=each,
            category="ministry",
        )
        for each in members
    ]
    board = Elected(on=DAY, recorded=DAY, basis=basis, places=places)
    return Body.open("nasional", *there, board, charter=rules, on=DAY, basis=basis)


def test_brd_01_elected_holders_are_members() -> None:
    """The library seats no stranger; an opened register that has one is found."""
    stranger, nobody = Place(CHAIR, "kemenag"), Place(SECRETARY, "", person="person-1")
    findings = judged("BRD-01", opened(stranger, nobody))

    assert statuses(judged("BRD-01", full())) == HOLDS
    assert statuses(judged("BRD-01", founded())) == NOT_APPLICABLE
    assert [(each.who, each.status) for each in findings] == [
        ("Sekretaris", Status.UNDETERMINED),
        ("kemenag", Status.VIOLATED),
    ]
    assert findings[0].missing == ("seat.holder",)
    assert findings[1].because[1] == "memegang kursi Ketua Umum dan bukan anggota"


def test_brd_01_a_register_without_members_tells_nothing() -> None:
    """Where no member is on record, nobody can tell whether a holder is one."""
    (finding,) = judged("BRD-01", opened(Place(CHAIR, "bps"), members=()))

    assert (finding.status, finding.missing) == (Status.UNDETERMINED, ("body.members",))


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
        "Ketua Umum, Ketua Pelaksana and Sekretaris elected by 3 of 3 members on 2 November 2015",
        "Ketua Umum, Ketua Pelaksana dan Sekretaris dipilih 3 dari 3 anggota pada 2 November 2015",
    )
    assert statuses(judged("BRD-02", full())) == UNDETERMINED
    assert statuses(judged("BRD-02", founded(), record)) == NOT_APPLICABLE
    unnamed = founded().elect({CHAIR: "bps"}, on=DAY, basis="SK")
    assert statuses(judged("BRD-02", unnamed, record)) == UNDETERMINED


def test_brd_02_another_organ_elected_it() -> None:
    """A board that elects a board, or the members of another body, are found."""
    by_board = attrs.evolve(met(founded()), kind=Kind.BOARD)
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
    assert finding.missing == ("election.record",)
    assert "(one that stands up; in this one, attendance: kept" in finding.because[0]


def test_brd_02_who_sits_is_who_was_elected() -> None:
    """Somebody else on an elected seat than the meeting chose is found."""
    record = met(founded())
    swapped = {CHAIR: "bps", EXECUTIVE: "kemenkeu", SECRETARY: "kominfo"}
    body = founded().elect(swapped, on=DAY, basis="rapat", record=record.digest)
    findings = judged("BRD-02", body, record)

    assert statuses(findings) == VIOLATED * 2
    assert [each.who for each in findings] == ["bps", "kominfo"]
    assert findings[0].because[0] == (
        "holds Ketua Umum, and the meeting of 2 November 2015 did not elect it"
    )


def test_brd_02_seats_that_go_with_posts_are_named_and_not_judged() -> None:
    """Where texts disagree both are cited; only the elected seats are judged."""
    body = founded(PRACTICE)
    meeting = Meeting.call(body, on=DAY, place="Jakarta", basis="letter").attend(*THREE)
    record = meeting.deliberate(SECRETARY, "bps").close()
    chaired = body.seat(CHAIR, post=HEAD, on=DAY, basis="SK")
    mixed = chaired.elect({SECRETARY: "bps"}, on=DAY, basis="rapat", record=record.digest)
    elected, post = judged("BRD-02", mixed, record)
    english, indonesian = post.because

    assert (elected.status, elected.because[0]) == (
        Status.HOLDS,
        "Sekretaris elected by 3 of 3 members on 2 November 2015",
    )
    assert (post.status, post.who) == (Status.NOT_APPLICABLE, HEAD)
    assert english == (
        "Ketua Umum is ex officio by InfoPublik-2018 (grade C), in tension with BRD-02 by "
        "PM Kominfo 35/2014 (grade B): contradiction C3, decided seat by seat"
    )
    assert indonesian == (
        "Ketua Umum karena jabatan (ex officio) menurut InfoPublik-2018 (tingkat C), berlawanan "
        "dengan BRD-02 menurut PM Kominfo 35/2014 (tingkat B): pertentangan C3, diputuskan kursi "
        "demi kursi"
    )
    assert post.explain() in check(mixed, [record], on=DAY).explain()
    assert statuses(judged("BRD-02", mixed)) == UNDETERMINED + NOT_APPLICABLE
    assert statuses(judged("BRD-02", chaired)) == NOT_APPLICABLE


def test_brd_02_a_whole_board_by_posts_is_cited_too() -> None:
    """Where no seat has a rule of its own, that of the board is cited."""
    rules = NATIONAL.override(laid_down("board.selection", "ex_officio"))
    (post,) = judged("BRD-02", founded(rules).seat(CHAIR, post=HEAD, on=DAY, basis="SK"))

    assert post.because[0].startswith("Ketua Umum is ex officio by SK 3/2015 (grade C), in tension")


def test_brd_02_a_replacement_is_judged_by_its_own_meeting() -> None:
    """Whoever fills a vacant seat was elected by the meeting that the replacement names."""
    first, later = met(founded()), date(2016, 1, 1)
    vacant = full().vacate(SECRETARY, cause=Cause.RESIGNATION, on=later, basis="letter")
    fourth = vacant.admit(OFFICES["kemenag"], on=later, basis="SK")
    meeting = Meeting.call(fourth, on=later, place="Jakarta", basis="letter")
    second = meeting.attend(*THREE).deliberate(SECRETARY, "kemenag").close()
    body = fourth.replace(
        SECRETARY, holder="kemenag", on=later, basis="rapat", record=second.digest
    )

    assert statuses(judged("BRD-02", body, first, second, on=later)) == HOLDS * 2
    assert statuses(judged("BRD-02", body, first, on=later)) == HOLDS + UNDETERMINED
    assert statuses(judged("BRD-02", body, second, on=later)) == HOLDS + UNDETERMINED


def test_brd_02_nobody_on_a_seat_was_elected_by_nobody() -> None:
    """A board of which every holder has left leaves nothing to judge."""
    later = date(2016, 1, 1)
    body = founded().elect({CHAIR: "bps"}, on=DAY, basis="rapat")
    body = body.vacate(CHAIR, cause=Cause.DEATH, on=later, basis="letter")

    assert statuses(judged("BRD-02", body, on=later)) == NOT_APPLICABLE


def test_brd_10_one_seat_each() -> None:
    """Two seats of one institution are found under a charter that allows one."""
    later = date(2016, 1, 1)
    two = NATIONAL.override(laid_down("board.seats_per_institution", 2), name="two")
    body = founded(two).elect({CHAIR: "bps", SECRETARY: "bps"}, on=DAY, basis="rapat")
    (finding,) = judged("BRD-10", body.amend(NATIONAL, on=later, basis="SK"), on=later)
    silent = without("board.seats_per_institution")

    assert statuses(judged("BRD-10", full())) == HOLDS
    assert [(each.who, each.missing) for each in judged("BRD-10", body)] == [
        ("bps", ("seat.holder",))
    ]
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


def test_brd_11_the_advice_fits_how_the_seat_is_filled() -> None:
    """A board, a replacement or the holder of a post: what to do depends on the seat."""
    half = founded().elect({CHAIR: "bps"}, on=DAY, basis="rapat")
    posts = founded(PRACTICE)
    appointed = NATIONAL.override(laid_down("seat.sekretaris.selection", "appointed"))
    nameless = NATIONAL.override(laid_down("seat.ketua_umum.selection", "ex_officio"))
    post, elected = judged("BRD-11", posts)

    assert judged("BRD-11", founded())[0].advice == (
        "Call a members' meeting and elect a board.",
        "Adakan rapat anggota dan pilih pengurus.",
    )
    assert judged("BRD-11", half)[0].advice == (
        "Let a members' meeting elect a replacement for the remainder of the term.",
        "Adakan rapat anggota dan pilih pengganti untuk sisa masa tugas.",
    )
    assert elected.because[0] == "vacant: Sekretaris"
    assert (post.because[0], post.advice) == (
        "vacant: Ketua Umum",
        (
            f"Seat the holder of the post that goes with it: {HEAD}.",
            f"Dudukkan pemangku jabatan yang melekat pada kursi itu: {HEAD}.",
        ),
    )
    assert judged("BRD-11", founded(nameless))[0].advice[0] == (
        "Seat the holder of the post that goes with it."
    )
    assert [each.advice[1] for each in judged("BRD-11", founded(appointed))] == [
        "Adakan rapat anggota dan pilih pengurus.",
        "Isi kursi yang lowong sesuai dengan ketentuan piagam.",
    ]


@pytest.mark.parametrize(
    "keys", [("board.chair",), ("board.secretary",), ("board.chair", "board.secretary")]
)
def test_brd_11_a_charter_must_name_both(keys: tuple[str, ...]) -> None:
    """Where the charter does not say which seat is which, nothing is taken as kept."""
    body = founded(without(*keys))

    assert statuses(judged("BRD-11", seated(body, met(body)))) == UNDETERMINED


def test_brd_11_the_chair_is_no_second_chair() -> None:
    """Karangasem, 2009: before the regulation no text says how the one seat is filled."""
    day, post = date(2009, 9, 24), "Asisten Sekretaris Daerah"
    body = Body.found("karangasem", charter=charter("karangasem"), on=day, basis="SK")
    body = body.seat(CHAIR, post=post, on=day, basis="SK")
    (finding,) = judged("BRD-11", body, on=day)

    assert finding.because[0] == "vacant: Sekretaris"


def test_brd_11_a_second_chair_is_found() -> None:
    """A register in which somebody sits as chair beside the chair is found, seat by seat."""
    places = Place(CHAIR, "bps"), Place(SECRETARY, "kominfo"), Place("Ketua", "kemenkeu")
    (finding,) = judged("BRD-11", opened(*places))

    assert (finding.status, finding.who) == (Status.VIOLATED, "Ketua")
    assert finding.because == (
        "a second chair beside Ketua Umum",
        "ketua kedua di samping Ketua Umum",
    )
    assert statuses(judged("BRD-11", opened(*places, rules=without("board.chair")))) == (
        UNDETERMINED
    )


def test_brd_02_an_appointed_seat_is_named_though_no_law_says_so() -> None:
    """A seat that a register fills otherwise under a charter that came to be silent."""
    later = date(2016, 1, 1)
    rules = NATIONAL.override(laid_down("board.selection", "appointed"))
    body = founded(rules).appoint(CHAIR, "bps", on=DAY, basis="SK")
    (finding,) = check(body, on=later, rules=[BY_ID["BRD-02"]], weakest="B").findings

    assert finding.because[0].startswith("Ketua Umum is appointed")
