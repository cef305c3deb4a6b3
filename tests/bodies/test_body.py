from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import cast

import pytest

from bakohumas.bodies import Body, Cause, Event, Selection, replay
from bakohumas.errors import NotEligibleError, RefusedError, SeatError, TermError
from bakohumas.institutions import Category, Institution, Official, Outsider, directory
from bakohumas.law import Citation, Grade, Provision, Value, charter, regulation
from bakohumas.periods import Period, nth_term

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
KOMINFO, KEMENKEU, PUPR = (OFFICES[each] for each in ("kominfo", "kemenkeu", "kemen-pupr"))
PARTY = Institution("partai-contoh", "Partai Contoh", Outsider.POLITICAL_PARTY, invented=True)
PAPER = Institution("koran-contoh", "Koran Contoh", Outsider.PRIVATE_MEDIA, invented=True)
SECRETARY = Official("person-1", "Kepala Biro Humas", KEMENKEU)


@pytest.fixture
def founded() -> Body:
    """A national body with three members and no board."""
    body = Body.found(
        "nasional", charter=charter("national"), on=DAY, basis=regulation("PM Kominfo 35/2014")
    )
    return body.admit(KOMINFO, KEMENKEU, PUPR, on=DAY, basis="SK 1/2015 (invented)")


@pytest.fixture
def practice() -> Body:
    """The same under the charter of practice, where the chairs go with posts."""
    body = Body.found("praktik", charter=charter("national_practice"), on=DAY, basis="invented")
    return body.admit(KOMINFO, KEMENKEU, on=DAY, basis="invented")


def test_a_founding_gives_id_name_and_day(founded: Body) -> None:
    """A body knows its id, its name, its first day and the regulation it rests on."""
    assert (founded.id, str(founded), founded.founded) == ("nasional", "nasional", DAY)
    assert founded.events[0].basis == "PM Kominfo 35/2014"


def test_a_board_serves_five_years_to_the_day(founded: Body) -> None:
    """Seated on 2 November 2015, it serves through 1 November 2020 and no longer."""
    body = founded.elect({"Ketua Umum": KOMINFO}, on=DAY, basis="rapat anggota")
    last = body.on(date(2020, 11, 1)).board

    assert last is not None
    assert last.holder("Ketua Umum") is not None
    assert last.holder("Sekretaris") is None
    assert body.terms[0].explain() == "In office from 2 November 2015 through 1 November 2020."
    assert body.terms[0].explain("id").endswith("sampai dengan 1 November 2020.")
    assert body.on(date(2020, 11, 2)).board is None
    assert body.on(date(2020, 11, 2)).lapsed_since == date(2020, 11, 2)


@pytest.mark.parametrize(
    ("leap_day", "last"), [("feb28", date(2021, 2, 27)), ("mar01", date(2021, 2, 28))]
)
def test_a_board_of_29_february(leap_day: str, last: date) -> None:
    """Seated on a leap day, the end is 28 February by default, 1 March where laid down."""
    rule = Provision("term.leap_day", leap_day, Period(None), Citation("SK 9/2016"), Grade.D)
    body = Body.found(
        "kabisat", charter=charter("national").override(rule), on=DAY, basis="invented"
    )
    body = body.admit(KOMINFO, on=DAY, basis="invented")
    body = body.elect({"Ketua Umum": "kominfo"}, on=date(2016, 2, 29), basis="rapat anggota")

    assert body.terms[0].period.last_day == last


@pytest.mark.parametrize(
    ("applicant", "why"),
    [
        (PARTY, "political_party is none of the 11 kinds of institution"),
        (PAPER, "private_media is none of the 11 kinds of institution"),
        (SECRETARY, "not persons (MEM-03)"),
        (OFFICES["pemkot-jakarta-pusat"], "without a government of its own"),
    ],
)
def test_who_is_refused_with_the_citation(
    founded: Body, applicant: Institution | Official, why: str
) -> None:
    """A party, a newspaper, a person and a city of Jakarta are refused, citing Pasal 1."""
    with pytest.raises(NotEligibleError) as refusal:
        founded.admit(applicant, on=DAY, basis="application")

    assert why in refusal.value.why
    assert refusal.value.basis == "PM Kominfo 35/2014 Pasal 1 (grade A)"
    assert refusal.value.advice


def test_only_pr_units_are_admitted(founded: Body) -> None:
    """A unit whose job is something else is refused, citing the membership provision."""
    archive = OFFICES["anri"].unit("Bagian Arsip", pr=False)
    with pytest.raises(NotEligibleError, match="job is not public relations") as refusal:
        founded.admit(archive, on=DAY, basis="application")

    assert refusal.value.basis == "PM Kominfo 35/2014 (grade B)"


def test_nobody_is_admitted_before_existing(founded: Body) -> None:
    """An institution of another time is refused, with the days on which it exists."""
    later = directory(on=date(2022, 1, 1))["kemendikbudristek"]
    with pytest.raises(NotEligibleError, match="exists 2021-04-28 to 2024-10-20, not on"):
        founded.admit(later, on=DAY, basis="application")


def test_one_institution_is_one_member(founded: Body) -> None:
    """A second unit of a member shares its vote, and the same unit is refused: MEM-05."""
    both = founded.admit(KOMINFO.unit("Pusat Humas"), on=DAY, basis="application")
    member = both.on(DAY).register.membership("kominfo")

    assert member is not None
    assert member.units == ("kominfo", "kominfo:pusat-humas")
    assert len(both.on(DAY).register) == len(founded.on(DAY).register)
    with pytest.raises(NotEligibleError, match="MEM-05"):
        both.admit(KOMINFO.unit("Pusat Humas"), on=DAY, basis="application")


def test_a_silent_charter_admits_nobody() -> None:
    """Where the charter of the day does not say who may be a member, nobody is guessed in."""
    body = Body.found("lama", charter=charter("national"), on=date(1970, 7, 1), basis="Bakor")
    with pytest.raises(NotEligibleError, match="does not say who may be a member"):
        body.admit(KOMINFO, on=date(1990, 1, 1), basis="application")


def test_before_its_regulation_a_charter_gives_no_seats() -> None:
    """Where the charter of the day does not say how seats are filled, the board has none."""
    body = Body.found("lama", charter=charter("national"), on=date(1970, 7, 1), basis="Bakor")

    assert body.on(date(2000, 1, 1)).vacancies == ()
    assert body.on(DAY).vacancies[0].seat == "Ketua Umum"


def test_an_amended_charter_governs_from_its_day(founded: Body) -> None:
    """Under a new charter other terms apply, from its first day and not before."""
    three = Provision("term.years", 3, Period(None), Citation("SK 3/2016"), Grade.C)
    later = date(2016, 1, 1)
    body = founded.amend(
        charter("national").override(three, name="three"), on=later, basis="SK 3/2016"
    )
    body = body.elect({"Sekretaris": "kominfo"}, on=later, basis="rapat anggota")

    assert body.charter(on=DAY).name == "national"
    assert body.charter(on=later).name == "three"
    assert body.terms[0].period.end == date(2019, 1, 1)
    with pytest.raises(RefusedError, match="let the new charter begin on a later day"):
        body.amend(charter("national"), on=later, basis="SK 4/2016")


def test_a_body_does_not_act_before_its_founding(founded: Body) -> None:
    """A day before the founding is refused."""
    with pytest.raises(RefusedError, match="the body was founded on 2015-11-02"):
        founded.on(DAY - timedelta(days=1))


def test_a_withdrawal_empties_the_seat(founded: Body) -> None:
    """Who leaves the body leaves its board, with cause and day."""
    body = founded.elect({"Ketua Umum": KOMINFO}, on=DAY, basis="rapat anggota")
    left = date(2017, 5, 1)
    body = body.withdraw(KOMINFO, on=left, basis="letter")
    (chair,) = (each for each in body.on(left).vacancies if each.seat == "Ketua Umum")

    assert (chair.since, chair.cause) == (left, Cause.LOSS_OF_MEMBERSHIP)
    assert "kominfo" not in body.on(left).register
    assert "kominfo" in body.on(left - timedelta(days=1)).register


def test_a_member_may_come_back(founded: Body) -> None:
    """After a withdrawal the same institution can be admitted again."""
    body = founded.withdraw("kominfo", on=date(2016, 1, 1), basis="letter")
    body = body.admit(KOMINFO, on=date(2017, 1, 1), basis="SK 5/2017")

    assert [("kominfo" in body.on(date(year, 1, 1)).register) for year in (2016, 2017)] == [
        False,
        True,
    ]


def test_leaving_on_the_day_the_board_is_seated(founded: Body) -> None:
    """A seat held for no day at all leaves no trace but that it is vacant, and why."""
    day = date(2016, 1, 1)
    body = founded.elect({"Ketua Umum": KOMINFO}, on=day, basis="rapat anggota")
    body = body.withdraw(KOMINFO, on=day, basis="letter")
    (chair,) = (each for each in body.on(day).vacancies if each.seat == "Ketua Umum")

    assert (chair.since, chair.cause) == (day, Cause.LOSS_OF_MEMBERSHIP)
    assert body.appointments == ()


@pytest.mark.parametrize("who", ["bps", "kominfo"])
def test_only_a_member_of_yesterday_withdraws(founded: Body, who: str) -> None:
    """Neither a stranger nor who joined this very day can withdraw."""
    with pytest.raises(NotEligibleError, match="was not a member the day before"):
        founded.withdraw(who, on=DAY, basis="letter")


def test_a_withdrawal_does_not_reach_behind_what_followed(founded: Body) -> None:
    """Before a later seat or a later membership of its own, nobody withdraws in hindsight."""
    late, early = date(2017, 1, 1), date(2016, 1, 1)
    seated = founded.elect({"Sekretaris": "kominfo"}, on=late, basis="rapat anggota")
    returned = founded.withdraw("kominfo", on=early, basis="letter")
    returned = returned.admit(KOMINFO, on=late, basis="SK 5/2017")
    for body, day in ((seated, early), (returned, date(2015, 12, 1))):
        with pytest.raises(NotEligibleError, match="from 2017-01-01 on"):
            body.withdraw("kominfo", on=day, basis="letter", recorded=late)


def test_a_holder_known_to_leave_serves_until_then(founded: Body) -> None:
    """Elected in hindsight, a holder whose withdrawal is on record serves up to that day."""
    left = date(2016, 6, 1)
    body = founded.withdraw("kominfo", on=left, basis="letter")
    body = body.elect(
        {"Ketua Umum": "kominfo", "Sekretaris": "kemenkeu"}, on=DAY, basis="rapat", recorded=left
    )
    chair, secretary = body.appointments

    assert (chair.period.end, chair.ended) == (left, Cause.LOSS_OF_MEMBERSHIP)
    assert (secretary.period.end, secretary.ended) == (date(2020, 11, 2), None)


def test_a_seat_is_not_filled_behind_its_later_holder(practice: Body) -> None:
    """In hindsight nobody is seated for days on which another holds the seat."""
    post = "Direktur Jenderal Informasi dan Komunikasi Publik"
    later = date(2017, 1, 1)
    body = practice.seat("Ketua Umum", post=post, on=later, basis="SK 6/2017")
    with pytest.raises(SeatError, match="holds it 2017-01-01 to further notice"):
        body.seat("Ketua Umum", post=post, on=DAY, basis="SK 5/2015", recorded=later)


def test_two_boards_never_overlap(founded: Body) -> None:
    """A second board within the term is refused, with the day on which one may begin."""
    body = founded.elect({"Ketua Umum": "kominfo"}, on=DAY, basis="rapat anggota")
    with pytest.raises(TermError, match="let the new board begin on 2020-11-02"):
        body.elect({"Ketua Umum": "kemenkeu"}, on=date(2018, 1, 1), basis="rapat anggota")


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ({"Bendahara": "kominfo"}, "no such seat, but Ketua Umum, Ketua Pelaksana, Sekretaris"),
        ({"Ketua Umum": "bps"}, "the board comes from the members"),
        ({"Ketua Umum": "kominfo", "Sekretaris": "kominfo"}, "already holds Ketua Umum"),
    ],
)
def test_who_cannot_be_elected(founded: Body, places: dict[str, str], why: str) -> None:
    """An unknown seat, a stranger and a second seat for one institution are refused."""
    with pytest.raises(SeatError) as refusal:
        founded.elect(places, on=DAY, basis="rapat anggota")

    assert why in refusal.value.why


def test_a_charter_may_allow_more_seats(founded: Body) -> None:
    """Where a cited provision allows two seats, one institution may hold two."""
    two = Provision("board.seats_per_institution", 2, Period(None), Citation("SK 3/2016"), Grade.C)
    body = founded.amend(charter("national").override(two), on=date(2016, 1, 1), basis="SK 3/2016")
    body = body.elect(
        {"Ketua Umum": "kominfo", "Sekretaris": "kominfo"}, on=date(2016, 1, 1), basis="rapat"
    )

    assert body.on(date(2016, 1, 1)).vacancies[0].seat == "Ketua Pelaksana"


def test_electing_an_ex_officio_seat_is_an_error(practice: Body) -> None:
    """Under the charter of practice the chair goes with a post and is not elected."""
    with pytest.raises(SeatError, match="the seat is ex officio, not elected") as refusal:
        practice.elect({"Ketua Umum": "kominfo"}, on=DAY, basis="rapat anggota")

    assert refusal.value.basis == "InfoPublik-2018 (grade C)"
    assert refusal.value.advice.startswith("seat the holder of the post")


def test_the_holder_of_the_post_takes_the_seat(practice: Body) -> None:
    """An ex officio chair sits without an election, in person and for no institution."""
    post = "Direktur Jenderal Informasi dan Komunikasi Publik"
    official = Official("person-2", post, KOMINFO)
    body = practice.seat("Ketua Umum", post=post, on=DAY, basis="SK 6/2015")
    other = practice.seat("Ketua Umum", post=post, holder=official, on=DAY, basis="SK 6/2015")
    board = body.on(DAY).board

    assert board is not None
    assert board.term is None
    assert board.appointments[0].holder == post
    assert board.appointments[0].selection is Selection.EX_OFFICIO
    assert board.appointments[0].period == Period(DAY)
    assert other.on(DAY).board.appointments[0].person == "person-2"  # type: ignore[union-attr]
    with pytest.raises(SeatError, match="holds it 2015-11-02 to further notice"):
        body.seat("Ketua Umum", post=post, on=DAY, basis="SK 7/2015")
    with pytest.raises(SeatError, match="the seat goes with the post Direktur Jenderal"):
        practice.seat("Ketua Umum", post="Sekretaris Daerah", on=DAY, basis="SK 6/2015")


def test_a_seat_that_goes_with_a_post_outlasts_the_term(practice: Body) -> None:
    """Whatever the order of the entries, the holder of a post keeps the seat after the term."""
    post, day = "Direktur Kemitraan Komunikasi", date(2017, 1, 1)
    one = practice.elect({"Sekretaris": "kominfo"}, on=DAY, basis="rapat anggota")
    one = one.seat("Ketua Pelaksana", post=post, on=day, basis="SK 6/2017")
    two = practice.seat("Ketua Pelaksana", post=post, on=day, basis="SK 6/2017")
    two = two.elect({"Sekretaris": "kominfo"}, on=DAY, basis="rapat anggota", recorded=day)
    later = one.on(date(2020, 11, 2))

    assert later == two.on(date(2020, 11, 2))
    assert later.board is not None
    assert later.board.term is None
    assert [each.seat for each in later.board.appointments] == ["Ketua Pelaksana"]
    assert later.lapsed_since == date(2020, 11, 2)


def test_appointments_that_end_soon(founded: Body) -> None:
    """Within how many days an appointment ends is counted from the day looked at."""
    body = founded.elect({"Sekretaris": "kominfo"}, on=DAY, basis="rapat anggota")
    board = body.on(date(2020, 8, 1)).board

    assert board is not None
    assert [each.seat for each in board.ending_within(days=10**9)] == ["Sekretaris"]
    assert [each.seat for each in board.ending_within(days=93)] == ["Sekretaris"]
    assert board.ending_within(days=92) == ()


def test_boards_of_29_february_do_not_drift(founded: Body) -> None:
    """Boards that follow each other are counted from the first one's day: no drift to the 28th."""
    day, starts = date(2016, 2, 29), []
    body = founded
    for _ in range(5):
        body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="rapat", recorded=day)
        starts.append(day)
        day = body.terms[-1].period.end or day

    assert starts == [nth_term(date(2016, 2, 29), n).start for n in range(5)]
    assert day == date(2041, 2, 28)


def test_after_a_gap_a_board_is_counted_anew(founded: Body) -> None:
    """A board that does not follow at once has its own anchor."""
    body = founded.elect({"Ketua Umum": "kominfo"}, on=date(2016, 2, 29), basis="rapat")
    body = body.elect({"Ketua Umum": "kominfo"}, on=date(2021, 3, 1), basis="rapat")

    assert [term.anchor for term in body.terms] == [date(2016, 2, 29), date(2021, 3, 1)]
    assert body.terms[1].period.end == date(2026, 3, 1)


def test_a_replacement_serves_the_remainder(founded: Body) -> None:
    """Whoever takes a vacant seat serves until the same term's end."""
    left = date(2017, 3, 1)
    body = founded.elect({"Ketua Umum": "kominfo"}, on=DAY, basis="rapat anggota")
    with pytest.raises(SeatError, match="kominfo holds it 2015-11-02 to 2020-11-01"):
        body.replace("Ketua Umum", "kemenkeu", on=left, basis="rapat pleno")
    body = body.vacate("Ketua Umum", cause=Cause.RESIGNATION, on=left, basis="letter")
    with pytest.raises(TermError, match="fill a vacant seat for the remainder of the term"):
        body.elect({"Ketua Umum": "kemenkeu"}, on=left, basis="rapat")
    body = body.replace("Ketua Umum", KEMENKEU, on=left, basis="rapat pleno", record="abc")

    assert body.appointments[-1].period == Period(left, date(2020, 11, 2))
    assert body.on(left).board.holder("Ketua Umum").holder == "kemenkeu"  # type: ignore[union-attr]


def test_without_a_term_there_is_no_remainder(founded: Body) -> None:
    """A seat is not filled for the rest of a term that does not run."""
    with pytest.raises(TermError, match="no term runs on that day") as refusal:
        founded.replace("Ketua Umum", "kominfo", on=DAY, basis="rapat")

    assert refusal.value.advice == "elect a board"


def test_a_board_discharged_early_makes_room(founded: Body, practice: Body) -> None:
    """A discharge ends the term and its elected seats; a new board may follow at once."""
    early, post = date(2018, 6, 1), "Direktur Kemitraan Komunikasi"
    body = founded.elect({"Ketua Umum": "kominfo"}, on=DAY, basis="rapat anggota")
    body = body.declare_demisioner(on=early, basis="rapat anggota luar biasa")
    body = body.elect({"Ketua Umum": "kemenkeu"}, on=early, basis="rapat anggota")
    mixed = practice.elect({"Sekretaris": "kominfo"}, on=DAY, basis="rapat")
    mixed = mixed.seat("Ketua Pelaksana", post=post, on=DAY, basis="SK")
    mixed = mixed.declare_demisioner(on=early, basis="rapat")

    assert [term.period.end for term in body.terms] == [early, date(2023, 6, 1)]
    assert body.appointments[0].ended is Cause.DISCHARGE
    assert [each.seat for each in mixed.on(early).board.appointments] == ["Ketua Pelaksana"]  # type: ignore[union-attr]
    assert mixed.on(early).lapsed_since == early
    with pytest.raises(TermError, match="no board was in office the day before"):
        founded.elect({"Ketua Umum": "kominfo"}, on=DAY, basis="r").declare_demisioner(
            on=DAY, basis="r"
        )


def test_seating_an_elected_seat_is_an_error(founded: Body) -> None:
    """Under the regulation as reported every seat is elected."""
    with pytest.raises(SeatError, match="the seat is elected, not ex officio") as refusal:
        founded.seat("Ketua Umum", post="Direktur Jenderal", on=DAY, basis="SK")

    assert refusal.value.basis == "PM Kominfo 35/2014 (grade B)"


def test_a_vacated_seat_is_reported_with_its_cause(founded: Body) -> None:
    """A resignation leaves a vacancy that tells since when and why."""
    left = date(2017, 3, 1)
    body = founded.elect({"Ketua Umum": SECRETARY}, on=DAY, basis="rapat anggota")
    body = body.vacate("Ketua Umum", cause=Cause.RESIGNATION, on=left, basis="letter")

    assert body.on(left).vacancies[0].since == left
    assert body.on(left).vacancies[0].cause is Cause.RESIGNATION
    assert body.on(DAY).board.rows()[0] == {  # type: ignore[union-attr]
        "seat": "Ketua Umum",
        "holder": "kemenkeu",
        "person": "person-1",
        "capacity": "definitive",
        "selection": "elected",
        "start": "2015-11-02",
        "last_day": "2017-02-28",
        "basis": "rapat anggota",
    }
    with pytest.raises(SeatError, match="nobody held it the day before"):
        body.vacate("Ketua Umum", cause=Cause.DEATH, on=left, basis="letter")


def test_nobody_vacates_a_seat_on_the_day_it_was_filled(founded: Body) -> None:
    """Vacating on the first day in office is refused."""
    body = founded.elect({"Sekretaris": KEMENKEU.unit()}, on=DAY, basis="rapat anggota")
    with pytest.raises(SeatError, match="look up who holds which seat"):
        body.vacate("Sekretaris", cause=Cause.DEATH, on=DAY, basis="letter")


def test_an_inauguration_needs_a_board(founded: Body) -> None:
    """A ceremony without a board is refused, and seats nobody."""
    with pytest.raises(TermError, match="an inauguration seats nobody"):
        founded.inaugurate(on=DAY, basis="SK")
    body = founded.elect({"Ketua Umum": "kominfo"}, on=DAY, basis="rapat anggota")

    assert body.inaugurate(on=date(2015, 11, 9), basis="SK").inaugurations == (date(2015, 11, 9),)


def test_the_register_is_written_forward(founded: Body) -> None:
    """No event is recorded before the last one; one may take effect earlier than that."""
    later = founded.admit(OFFICES["bps"], on=date(2016, 1, 1), basis="SK")
    with pytest.raises(RefusedError, match="the register was last written on 2016-01-01"):
        later.admit(OFFICES["big"], on=DAY, basis="SK")
    late = later.admit(OFFICES["big"], on=DAY, basis="SK", recorded=date(2016, 2, 1))

    assert "big" in late.on(DAY).register
    assert "big" not in late.on(DAY, known=date(2016, 1, 15)).register


def test_a_history_begins_with_its_founding(founded: Body) -> None:
    """A history without a founding, or with two, is refused."""
    with pytest.raises(RefusedError, match="does not begin with a founding"):
        replay(founded.events[1:])
    with pytest.raises(RefusedError, match="it exists already"):
        replay([*founded.events, founded.events[0]])


def test_only_events_of_a_body_enter_its_history(founded: Body) -> None:
    """A bare event, or one of another kind, is a slip of the caller."""
    stray = Event(on=DAY, recorded=DAY, basis="?")
    with pytest.raises(TypeError, match="Event is not an event of a body"):
        replay([*founded.events, stray])


def test_rows_are_plain(founded: Body) -> None:
    """History and register come out as plain rows."""
    assert founded.rows()[1]["event"] == "admitted"
    assert founded.rows()[1]["what"]["institution"] == "kominfo"
    register = founded.on(DAY).register
    assert [row["institution"] for row in register.rows()] == ["kemen-pupr", "kemenkeu", "kominfo"]
    assert register.counts() == {"ministry": 3}
    assert "bps" not in register
    assert len(list(register)) == 3


def test_every_eligible_institution_of_the_day(founded: Body) -> None:
    """All of a day's directory but Jakarta's six can be admitted at once."""
    rest = [each for each in OFFICES if each.autonomous and each.id not in founded.on(DAY).register]
    body = founded.admit(*rest, on=DAY, basis="SK")
    counts = body.on(DAY).register.counts()

    assert counts[Category.MINISTRY] == 34
    assert counts[Category.REGENCY_GOVERNMENT] == 508
    assert set(counts) == set(Category)


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        (lambda b: b.admit("kominfo", on=DAY, basis="SK"), TypeError, "whoever is admitted must"),
        (lambda b: b.admit([PUPR], on=DAY, basis="SK"), TypeError, "got the list"),
        (lambda b: b.withdraw(None, on=DAY, basis="SK"), TypeError, "the institution must be"),
        (lambda b: b.elect({"Ketua Umum": None}, on=DAY, basis="SK"), TypeError, "holder of K"),
        (lambda b: b.elect([("a", "b")], on=DAY, basis="SK"), TypeError, "seats and their holders"),
        (lambda b: b.elect({}, on=DAY, basis="SK"), SeatError, "name at least one seat"),
        (lambda b: b.elect({"Ketua Umum": "Kominfos"}, on=DAY, basis="SK"), SeatError,
         "did you mean kominfo?"),
        (lambda b: b.withdraw("Kominfos", on=DAY, basis="SK"), NotEligibleError,
         "did you mean kominfo?"),
        (lambda b: b.inaugurate(on="2015-11-02", basis="SK"), TypeError,
         "on must be a date, got the str '2015-11-02'"),
        (lambda b: b.inaugurate(on=datetime(2015, 11, 2), basis="SK"), TypeError,  # noqa: DTZ001 - a moment
         "on must be a date, got the datetime"),
        (lambda b: b.on(datetime(2015, 11, 2)), TypeError, "the day must be a date"),  # noqa: DTZ001 - a moment
        (lambda b: b.inaugurate(on=DAY, basis=" "), ValueError, "basis must not be blank"),
        (lambda b: b.inaugurate(on=DAY, basis=None), TypeError, "basis must be a str"),
        (lambda b: b.amend("national", on=DAY, basis="SK"), TypeError, "charter must be a Charter"),
        (lambda b: replay((*b.events, cast("Event", 3))), TypeError, "must be an Event"),
    ],
)  # fmt: skip
def test_a_slip_is_told_in_plain_words(
    founded: Body, slip: Callable[[Body], object], kind: type[Exception], words: str
) -> None:
    """Wrong kinds of things are refused at the door, with what was expected there."""
    with pytest.raises(kind) as told:
        slip(founded)

    assert words in str(told.value)
    assert "Attribute(" not in str(told.value)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("term.years", "lima", "a whole number from 1 to 100"),
        ("term.years", True, "a whole number from 1 to 100"),
        ("term.years", 0, "a whole number from 1 to 100"),
        ("term.leap_day", "foo", "'feb28' or 'mar01'"),
        ("board.selection", "foo", "one of elected, ex_officio, appointed"),
        ("board.seats_per_institution", 0, "a whole number from 1 to 1000"),
    ],
)
def test_a_charter_that_means_nothing_is_refused(key: str, value: Value, words: str) -> None:
    """A provision whose value no body can go by is refused, with its citation."""
    odd = Provision(key, value, Period(None), Citation("SK 3/2016"), Grade.D)
    body = Body.found("aneh", charter=charter("national").override(odd), on=DAY, basis="invented")
    body = body.admit(KOMINFO, on=DAY, basis="invented")
    with pytest.raises(RefusedError) as refusal:
        body.elect({"Ketua Umum": "kominfo"}, on=DAY, basis="rapat")

    assert words in refusal.value.why
    assert refusal.value.basis == "SK 3/2016 (grade D)"
    assert key in refusal.value.advice


def test_a_seat_named_twice_is_refused() -> None:
    """A charter that lists one seat twice is told so."""
    twice = Provision("board.seats", ("A", "A"), Period(None), Citation("SK 3/2016"), Grade.D)
    body = Body.found("aneh", charter=charter("national").override(twice), on=DAY, basis="invented")
    with pytest.raises(RefusedError, match="a list that names every seat once"):
        body.on(DAY)
