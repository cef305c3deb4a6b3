from datetime import date

import pytest

from audited import HOLDS, NOT_APPLICABLE, OFFICES, judged, statuses
from bakohumas.audit import Act, Deed, FieldPlan, Status
from bakohumas.bodies import Body, Decree, Elected, Place, Seated
from bakohumas.institutions import Official
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Meeting
from bakohumas.periods import Period

DAY, DECREED, INSTALLED = date(2015, 11, 2), date(2016, 12, 2), date(2016, 12, 14)
THREE = ("kominfo", "kemenkeu", "bps")
CHAIR, EXECUTIVE, DAILY, SECRETARY = "Ketua Umum", "Ketua Pelaksana", "Ketua Harian", "Sekretaris"
HEAD = "Direktur Jenderal Informasi dan Komunikasi Publik"
BASIS = "buku register (invented)"


def laid_down(key: str, value: int | str | tuple[str, ...], name: str = "national") -> Charter:
    """A shipped charter with an invented provision over it."""
    law = Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)
    return charter(name).override(law)


def founded(rules: Charter | None = None) -> Body:
    """A body with three members and no board."""
    body = Body.found("contoh", charter=rules or charter("national"), on=DAY, basis="invented")
    return body.admit(*(OFFICES[each] for each in THREE), on=DAY, basis="invented")


def opened(name: str, *places: Place) -> Body:
    """A register in which these hold the seats that go with their posts."""
    found = [Seated(on=DAY, recorded=DAY, basis=BASIS, place=each) for each in places]
    return Body.open("contoh", *found, charter=charter(name), on=DAY, basis=BASIS)


def by_post(name: str, *titles: str, on: date = DAY) -> Body:
    """A body on whose seats the posts are that its charter names."""
    body = Body.found("contoh", charter=charter(name), on=on, basis="invented")
    for seat in body.on(on).seats:
        if seat.name in titles:
            body = body.seat(seat.name, post=seat.post, on=on, basis="SK")
    return body


def test_brd_03_a_seat_may_go_with_a_post() -> None:
    """The seats that do are named, with the handovers so far."""
    body = by_post("national_practice", CHAIR)
    body = body.hand_over(HEAD, "person-1", on=date(2016, 2, 1), basis="SK")
    (finding,) = judged("BRD-03", body, on=date(2016, 3, 1))
    silent = Charter("silent", ("silent", "diam"), ())

    assert finding.because == (
        "Ketua Umum and Ketua Pelaksana ex officio; 1 handover on record, without an election",
        (
            "Ketua Umum dan Ketua Pelaksana ex officio; 1 serah terima jabatan tercatat, tanpa "
            "pemilihan"
        ),
    )
    assert statuses(judged("BRD-03", founded())) == NOT_APPLICABLE
    (unknown,) = judged("BRD-03", Body.found("diam", charter=silent, on=DAY, basis="SK"))
    assert unknown.missing == ("seat.selection",)


def test_brd_04_whoever_is_on_a_seat_came_in_its_way() -> None:
    """A way that the charter does not have, and a seat that it does not know, are told apart."""
    board = Elected(
        on=DAY,
        recorded=DAY,
        basis=BASIS,
        places=(Place(CHAIR, "kominfo"), Place("Bendahara", "bps")),
    )
    practice = charter("national_practice")
    body = Body.open("contoh", board, charter=practice, on=DAY, basis=BASIS)
    treasurer, chair = judged("BRD-04", body)

    assert (treasurer.who, treasurer.missing) == ("Bendahara", ("seat.selection",))
    assert (chair.who, chair.status) == (CHAIR, Status.VIOLATED)
    assert chair.because[0] == (
        "kominfo is on it as elected, and by InfoPublik-2018 (grade C) it is ex officio"
    )
    assert statuses(judged("BRD-04", founded())) == HOLDS
    silent = Charter("silent", ("silent", "diam"), ())
    (unknown,) = judged("BRD-04", Body.found("diam", charter=silent, on=DAY, basis="SK"))
    assert unknown.missing == ("seat.selection",)


@pytest.mark.parametrize(
    ("post", "right"),
    [
        (HEAD, True),
        ("Direktur Jenderal Komunikasi Publik dan Media", True),
        ("Plt. Dirjen IKP", True),
        ("Direktur Jenderal Anggaran", False),
        ("Kepala Biro Humas", False),
    ],
)
def test_brd_05_the_director_general_is_known_by_the_words_of_the_title(
    post: str, *, right: bool
) -> None:
    """Titles changed with the years; what the post is about did not."""
    (finding,) = judged("BRD-05", opened("national", Place(CHAIR, "kominfo", post=post)))

    assert finding.status is (Status.HOLDS if right else Status.VIOLATED)


@pytest.mark.parametrize("year", [2015, 2023, 2025])
def test_brd_05_the_practice_of_every_year_keeps_it(year: int) -> None:
    """Whatever the two posts were called, the charter of practice names the right ones."""
    on = date(year, 6, 1)
    (finding,) = judged("BRD-05", by_post("national_practice", CHAIR, EXECUTIVE, on=on), on=on)

    assert finding.status is Status.HOLDS


def test_brd_05_a_holder_without_a_post_tells_nothing() -> None:
    """An elected institution has no post on record; a vacant seat is no matter here."""
    body = founded().elect({CHAIR: "bps"}, on=DAY, basis="rapat")
    (finding,) = judged("BRD-05", body)
    other = founded().elect({SECRETARY: "bps"}, on=DAY, basis="rapat")
    nobody = opened("national", Place(CHAIR, ""))

    assert (finding.who, finding.missing) == (CHAIR, ("seat.post",))
    assert finding.because[1] == (
        "jabatan yang melekat pada kursi (dipegang bps, tanpa jabatan yang tercatat)"
    )
    assert statuses(judged("BRD-05", founded())) == NOT_APPLICABLE
    assert judged("BRD-05", other)[0].because[0] == "nobody holds Ketua Umum and Ketua Pelaksana"
    assert "somebody holds it" in judged("BRD-05", nobody)[0].because[0]


def test_brd_06_both_forms_of_a_provincial_board_are_right() -> None:
    """The provincial secretary with two others, or the communication office alone."""
    papua = by_post("papua", CHAIR, DAILY, SECRETARY)
    kalsel = by_post("kalsel", "Ketua", on=date(2016, 10, 11))
    assistant = opened("provincial", Place(CHAIR, "", post="Asisten Sekretaris Daerah"))
    (finding,) = judged("BRD-06", assistant)

    assert statuses(judged("BRD-06", papua)) == HOLDS
    assert statuses(judged("BRD-06", kalsel, on=date(2016, 10, 11))) == HOLDS
    assert (finding.status, finding.who) == (Status.VIOLATED, CHAIR)
    assert statuses(judged("BRD-06", founded())) == NOT_APPLICABLE
    provincial = Body.found("contoh", charter=charter("provincial"), on=DAY, basis="SK")
    assert statuses(judged("BRD-06", provincial)) == NOT_APPLICABLE


@pytest.mark.parametrize("name", ["kpu_ri", "kpu_province", "kpu_regency"])
def test_brd_07_the_seats_of_a_commission(name: str) -> None:
    """What the charters of the three tiers name keeps the rule; another post breaks it."""
    posted = [seat.name for seat in by_post(name).on(DAY).seats if seat.post]
    wrong = opened(
        name,
        Place("Wakil Koordinator", "", post="Kepala Subbagian Hubungan Masyarakat"),
        Place("Koordinator Pelaksana Kegiatan", "", post="Kasubbag Humas"),
    )

    assert statuses(judged("BRD-07", by_post(name, *posted))) == HOLDS
    assert [(each.status, each.who) for each in judged("BRD-07", wrong)] == [
        (Status.VIOLATED, "Wakil Koordinator")
    ]


def elected(*, decree: Decree | str, rules: Charter | None = None) -> tuple[Body, object]:
    """A board with the record of its election."""
    body = founded(rules)
    meeting = Meeting.call(body, on=DAY, place="Jakarta", basis="letter").attend(*THREE)
    record = meeting.deliberate(CHAIR, "bps").close()
    return body.elect({CHAIR: "bps"}, on=DAY, basis=decree, record=record.digest), record


def test_brd_08_election_decree_inauguration() -> None:
    """What is not on record is named; what is out of order is found."""
    decree = Decree("SK 1/2015", made=date(2015, 11, 5))
    body, record = elected(decree=decree)
    done = body.inaugurate(on=date(2015, 11, 9), basis="pelantikan")
    (kept,) = judged("BRD-08", done, record, on=date(2015, 12, 1))
    (early,) = judged("BRD-08", done, record, on=date(2015, 11, 4))
    early_decree, record = elected(decree=Decree("SK 1/2015", made=date(2015, 10, 1)))
    (wrong,) = judged("BRD-08", early_decree, record, on=date(2015, 12, 1))
    bare, _ = elected(decree="rapat anggota")
    (nothing,) = judged("BRD-08", bare)

    assert kept.because == (
        (
            "elected on 2 November 2015, laid down by decree of 5 November 2015 and "
            "inaugurated on 9 November 2015"
        ),
        (
            "dipilih pada 2 November 2015, ditetapkan dengan keputusan tanggal 5 November 2015 dan "
            "dilantik pada 9 November 2015"
        ),
    )
    assert early.missing == ("board.decree", "board.inauguration")
    assert (wrong.status, wrong.who) == (Status.VIOLATED, "2015–2020")
    assert nothing.missing == ("election.record", "board.decree", "board.inauguration")
    assert statuses(judged("BRD-08", founded())) == NOT_APPLICABLE


def test_brd_08_the_charter_may_leave_a_step_out() -> None:
    """A body that is not inaugurated by its own rules lacks no inauguration."""
    rules = laid_down("board.installation", ("election", "decree"))
    body, record = elected(decree=Decree("SK 1/2015", made=DAY), rules=rules)

    assert statuses(judged("BRD-08", body, record)) == HOLDS


def test_brd_09_papua_was_inaugurated_twelve_days_after_its_decree() -> None:
    """Decree of 2 December 2016, inauguration on 14 December 2016."""
    decree = Decree("SK Gubernur Papua", made=DECREED, issuer="Gubernur Papua")
    board = Elected(
        on=DECREED,
        recorded=DECREED,
        basis=BASIS,
        decree=decree,
        places=(Place(CHAIR, "", post="Sekretaris Daerah Provinsi"),),
        label="2015–2020",
    )
    body = Body.open("papua", board, charter=charter("papua"), on=DECREED, basis=BASIS)
    body = body.inaugurate(on=INSTALLED, basis="PapuaBangkit-0903")
    (kept,) = judged("BRD-09", body, on=date(2017, 9, 1))
    (label,) = judged("TRM-08", body, on=date(2017, 9, 1))

    assert kept.status is Status.HOLDS
    assert kept.because[0] == (
        "laid down by decree of 2 December 2016, inaugurated on 14 December 2016: 12 days later"
    )
    assert (label.status, label.who) == (Status.VIOLATED, "2015–2020")
    assert label.because[1] == (
        "sebutan periodenya sejak 2015; SK Gubernur Papua tanggal 2 Desember 2016"
    )


def test_brd_09_only_what_is_dated_can_be_ordered() -> None:
    """Without a decree the question is open; without a ceremony, or by other rules, none."""
    bare, _ = elected(decree="rapat anggota")
    made = Decree("SK 1/2015", made=date(2015, 11, 20))
    first = laid_down("board.installation", ("election", "inauguration", "decree"))
    other, _ = elected(decree=made, rules=first)
    (lacking,) = judged("BRD-09", bare.inaugurate(on=DAY, basis="pelantikan"))
    (before,) = judged(
        "BRD-09",
        elected(decree=made)[0].inaugurate(on=DAY, basis="pelantikan"),
        on=date(2015, 12, 1),
    )

    assert lacking.missing == ("board.decree",)
    assert before.because[1].endswith("dilantik pada 2 November 2015: 18 hari sebelumnya")
    assert statuses(judged("BRD-09", bare)) == NOT_APPLICABLE
    assert statuses(judged("BRD-09", founded())) == NOT_APPLICABLE
    assert (
        statuses(judged("BRD-09", other.inaugurate(on=DAY, basis="pelantikan"))) == NOT_APPLICABLE
    )


def test_brd_10_a_post_title_is_not_one_post() -> None:
    """Two institutions may each send the head of its bureau; one post may not sit twice."""
    bureaus = [
        Place(CHAIR, "bps", post="Karo Humas"),
        Place(SECRETARY, "kominfo", post="Karo Humas"),
    ]
    twice = [Place(CHAIR, "", post="Karo Humas"), Place(SECRETARY, "", post="Karo Humas")]

    assert statuses(judged("BRD-10", opened("national", *bureaus))) == HOLDS
    assert judged("BRD-10", opened("national", *twice))[0].who == "Karo Humas"


def test_brd_12_a_seat_may_be_a_units() -> None:
    """A unit that holds a seat is named; a person, or nobody, is no matter here."""
    unit = OFFICES["bps"].unit()
    person = Official("person-1", "Kepala Biro", OFFICES["kominfo"])
    body = founded().elect({CHAIR: unit, SECRETARY: person}, on=DAY, basis="rapat")
    (finding,) = judged("BRD-12", body)

    assert finding.because[0] == f"held by a unit: Ketua Umum ({unit.id})"
    assert statuses(judged("BRD-12", founded())) == NOT_APPLICABLE
    alone = founded().elect({CHAIR: person}, on=DAY, basis="rapat")
    assert statuses(judged("BRD-12", alone)) == NOT_APPLICABLE


def vote(seat: str, subject: str = "", deed: Deed = Deed.VOTE) -> Act:
    """What was done from a seat."""
    return Act(body="contoh", on=DAY, seat=seat, deed=deed, subject=subject)


def test_brd_13_patrons_do_not_vote() -> None:
    """By the words of the title, unless the charter says something of that very seat."""
    steered = by_post("kpu_regency", "Pengarah", "Ketua")
    (told,) = judged("BRD-13", steered, vote("Ketua"), vote("Pengarah", "anggaran"))
    allowed = founded(laid_down("seat.pembina.votes", 1))
    (lacking,) = judged("BRD-13", steered, vote("Ketua", deed=Deed.ROUTINE))

    assert (told.status, told.who, told.when) == (Status.VIOLATED, "Pengarah", DAY)
    assert told.because[1] == "memberikan suara dalam rapat pengurus tentang anggaran"
    assert judged("BRD-13", founded(), vote("Penasehat"))[0].because[0] == "voted in the board"
    assert statuses(judged("BRD-13", steered, vote("Ketua"))) == HOLDS
    assert lacking.missing == ("seat.vote",)
    assert statuses(judged("BRD-13", allowed, vote("Pembina"))) == NOT_APPLICABLE
    assert statuses(judged("BRD-13", founded())) == NOT_APPLICABLE


def test_brd_14_fields_plan_for_the_next_year() -> None:
    """Late is whoever has no programme when another field has; nobody else can be judged."""
    fields = ("Bidang Publikasi", "Bidang Data")
    body = founded(laid_down("board.seats", (CHAIR, *fields)))
    plans = [FieldPlan(body="contoh", on=DAY, field=each, year=2016) for each in fields]
    last = FieldPlan(body="contoh", on=DAY, field=fields[0], year=2015)
    (late,) = judged("BRD-14", body, plans[0])
    (lacking,) = judged("BRD-14", body, last)

    assert (late.status, late.who) == (Status.VIOLATED, "Bidang Data")
    assert statuses(judged("BRD-14", body, *plans)) == HOLDS
    assert lacking.missing == ("programme.field",)
    assert statuses(judged("BRD-14", founded())) == NOT_APPLICABLE
