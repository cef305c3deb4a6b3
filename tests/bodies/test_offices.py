from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bakohumas.bodies import Acted, Body, Capacity, Cause, Place, Selection
from bakohumas.errors import RefusedError, SeatError, TermError
from bakohumas.institutions import Official, directory
from bakohumas.law import Charter, Citation, Grade, Provision, Value, charter
from bakohumas.periods import Approx, Period

DAY, LATER, LATEST = date(2015, 11, 2), date(2016, 5, 1), date(2017, 5, 1)
OFFICES = directory(on=DAY)
KOMINFO, KEMENKEU, BPS = (OFFICES[each] for each in ("kominfo", "kemenkeu", "bps"))
HEAD, DEPUTY = "Ketua Umum", "Ketua Pelaksana"
DG = "Direktur Jenderal Informasi dan Komunikasi Publik"


def laid_down(base: str = "national", **provisions: Value) -> Charter:
    """A charter with invented provisions over a shipped one."""
    return charter(base).override(
        *(
            Provision(key.replace("__", "."), value, Period(None), Citation("SK 3/2015"), Grade.C)
            for key, value in provisions.items()
        )
    )


def founded(rules: Charter) -> Body:
    """A body with three members."""
    body = Body.found("contoh", charter=rules, on=DAY, basis="invented")
    return body.admit(KOMINFO, KEMENKEU, BPS, on=DAY, basis="SK 1/2015 (invented)")


@pytest.fixture
def elected() -> Body:
    """A national body whose chair is elected."""
    return founded(charter("national")).elect({HEAD: KOMINFO}, on=DAY, basis="rapat anggota")


@pytest.fixture
def practice() -> Body:
    """A national body whose chair goes with the post of a director general."""
    body = founded(charter("national_practice"))
    return body.seat(HEAD, post=DG, on=DAY, basis="SK 6/2015")


@pytest.fixture
def appointing() -> Body:
    """A body whose secretary is appointed."""
    return founded(laid_down(seat__sekretaris__selection="appointed"))


def test_an_appointment_lasts_as_it_says(appointing: Body) -> None:
    """Appointed until a day, the holder is out of office on it, and nobody sent them away."""
    body = appointing.appoint("Sekretaris", BPS, until=LATEST, on=DAY, basis="SK 4/2015")
    (secretary,) = body.appointments
    vacancy = next(each for each in body.on(LATEST).vacancies if each.seat == "Sekretaris")

    assert (secretary.period, secretary.ended) == (Period(DAY, LATEST), None)
    assert secretary.selection is Selection.APPOINTED
    assert (vacancy.since, vacancy.cause) == (LATEST, None)
    with pytest.raises(SeatError, match="bps holds it 2015-11-02 to 2017-04-30") as refusal:
        body.appoint("Sekretaris", KOMINFO, on=LATER, basis="SK 5/2016")
    assert refusal.value.advice == "record first that the seat was vacated, and why"
    with pytest.raises(SeatError, match="the seat is elected, not appointed") as other:
        body.appoint(HEAD, KOMINFO, on=LATER, basis="SK 5/2016")
    assert other.value.advice.startswith("elect a member")


def test_what_befell_an_earlier_holder_does_not_come_back(appointing: Body) -> None:
    """After a second, shorter appointment the seat is vacant for its own reason."""
    body = appointing.appoint("Sekretaris", BPS, on=DAY, basis="SK 4/2015")
    body = body.vacate("Sekretaris", cause="resignation", on=LATER, basis="letter")
    body = body.appoint("Sekretaris", KOMINFO, until=LATEST, on=LATER, basis="SK 5/2016")
    first, second = body.appointments
    vacancy = next(each for each in body.on(LATEST).vacancies if each.seat == "Sekretaris")

    assert (first.ended, second.ended) == (Cause.RESIGNATION, None)
    assert (vacancy.since, vacancy.cause) == (LATEST, None)


def test_a_post_handed_over_brings_the_seat_at_once(practice: Body) -> None:
    """Three directors general in two years are three holders of one seat, without an election."""
    body = practice.hand_over(DG, "orang-1", on=DAY, basis="Keppres (invented)")
    body = body.hand_over(DG, "orang-3", cause="death", on=LATEST, basis="Keppres (invented)")
    body = body.hand_over(
        DG, Official("orang-2", DG, KOMINFO), capacity="plt", cause="resignation",
        on=LATER, basis="Sprint (invented)", recorded=LATEST,
    )  # fmt: skip
    one, two, three = body.appointments
    chair = body.on(LATER).board.holder(HEAD)  # type: ignore[union-attr]

    assert [each.person for each in (one, two, three)] == ["orang-1", "orang-2", "orang-3"]
    assert [each.period for each in (one, two, three)] == [
        Period(DAY, LATER), Period(LATER, LATEST), Period(LATEST),
    ]  # fmt: skip
    assert [each.ended for each in (one, two, three)] == [Cause.RESIGNATION, Cause.DEATH, None]
    assert chair == two
    assert (two.institution, two.capacity, two.strategic) == ("kominfo", Capacity.PLT, False)
    assert two.basis == "Sprint (invented)"


def test_a_post_without_a_holder_leaves_the_seat_vacant(practice: Body) -> None:
    """Where nobody holds the post, the seat is vacant from that day, with the cause."""
    body = practice.hand_over(DG, "", cause=Cause.DEATH, on=LATER, basis="news")
    before = body.on(LATER - timedelta(days=1)).board.holder(HEAD)  # type: ignore[union-attr]
    vacancy = body.on(LATER).vacancies[0]
    filled = body.hand_over(DG, "orang-2", on=LATEST, basis="Keppres")

    assert body.on(LATER).in_post("Kepala Biro") is None
    assert filled.on(LATEST).in_post(DG) == filled.handovers[-1]
    assert before is not None
    assert (before.person, before.period, before.ended) == ("", Period(DAY, LATER), Cause.DEATH)
    assert (vacancy.seat, vacancy.since, vacancy.cause) == (HEAD, LATER, Cause.DEATH)
    assert [each.person for each in filled.appointments] == ["", "orang-2"]


def test_posts_that_go_with_no_seat_concern_none(practice: Body) -> None:
    """Other posts may be handed over too: a seat with a holder by election has none."""
    body = practice.elect({"Sekretaris": BPS}, on=DAY, basis="rapat")
    body = body.hand_over("Kepala Biro", "orang-9", on=DAY, basis="SK")
    early = body.hand_over(DG, "orang-1", on=DAY - timedelta(days=0), basis="Keppres")

    assert {each.person for each in body.appointments} == {""}
    assert {each.person for each in early.appointments} == {"", "orang-1"}


def test_an_approximate_hand_over_leaves_the_answer_open(practice: Body) -> None:
    """Where the month alone is known, nobody can tell who held the seat within it."""
    body = practice.hand_over(DG, "orang-1", on=DAY, basis="Keppres")
    body = body.hand_over(DG, "orang-2", on=Approx.parse("2016-05"), basis="news")
    days = [date(2016, 4, 30), date(2016, 5, 10), date(2016, 5, 31)]

    assert [body.on(each).in_office("orang-1", HEAD) for each in days] == [True, None, False]
    assert [body.on(each).in_office("orang-2") for each in days] == [False, None, True]
    assert body.on(days[0]).in_office("orang-3") is False
    assert body.on(days[2]).in_office(DG) is True


def test_a_board_of_an_approximate_day(elected: Body) -> None:
    """Elected in a year whose day is unknown, a board may or may not have been in office."""
    body = founded(charter("national"))
    body = body.elect({HEAD: KOMINFO}, on=Approx(DAY, date(2015, 12, 31)), basis="rapat")
    period = body.terms[0].period

    assert period == Period(
        DAY, date(2020, 11, 2), start_by=date(2015, 12, 31), end_by=date(2020, 12, 31)
    )
    assert [body.on(date(2015, 12, day)).in_office("kominfo") for day in (1, 31)] == [None, True]
    assert [body.on(date(2020, 12, day)).in_office("kominfo", HEAD) for day in (1, 31)] == [
        None,
        False,
    ]
    assert elected.on(DAY).in_office("kominfo", HEAD) is True


# standing in


def test_a_plh_stands_in_for_a_holder(elected: Body) -> None:
    """A Plh does the work while the holder is prevented, and ends when the holder leaves."""
    body = elected.act(
        HEAD, BPS, capacity="plh", mandate="Menteri (invented)", on=LATER, basis="Sprint"
    )
    board = body.on(LATER).board
    left = body.vacate(HEAD, cause="resignation", on=LATEST, basis="letter")

    assert board is not None
    assert board.holder(HEAD).holder == "kominfo"  # type: ignore[union-attr]
    stands_in = board.in_charge(HEAD)
    assert stands_in is not None
    assert (stands_in.holder, stands_in.mandate, stands_in.strategic) == (
        "bps", "Menteri (invented)", False,
    )  # fmt: skip
    assert stands_in.period == Period(LATER, date(2020, 11, 2)), "no longer than the term"
    assert board.in_charge(DEPUTY) is None
    assert [row["capacity"] for row in board.rows()] == ["definitive", "plh"]
    assert {each.seat for each in board.ending_within(days=2000)} == {HEAD}
    (over,) = left.acting
    assert (over.period.end, over.ended) == (LATEST, Cause.RESIGNATION)


def test_a_plh_returns_the_work(elected: Body) -> None:
    """When the holder is back, whoever stood in is done with it."""
    body = elected.act(HEAD, BPS, capacity="plh", on=LATER, basis="Sprint")
    body = body.vacate(HEAD, cause=Cause.RETURN, acting=True, on=LATEST, basis="note")

    assert body.on(LATEST).board.in_charge(HEAD).holder == "kominfo"  # type: ignore[union-attr]
    assert body.acting[0].ended is Cause.RETURN
    with pytest.raises(SeatError, match="nobody stood in on it the day before"):
        body.vacate(HEAD, cause=Cause.RETURN, acting=True, on=LATEST, basis="note")


def test_who_may_stand_in_where(elected: Body) -> None:
    """Plh for a holder, Plt on a vacant seat, one at a time, and on seats that there are."""
    busy = elected.act(HEAD, BPS, capacity="plh", on=LATER, basis="Sprint")
    cases = (
        (elected, DEPUTY, "plh", "nobody holds it who could be prevented", "let a Plt act"),
        (elected, HEAD, "plt", "kominfo holds it", "let a Plh act"),
        (busy, HEAD, "plh", "bps stands in on it already", "record first that the mandate"),
        (elected, HEAD, "paw", "is no capacity in which one stands in", "act as Plh"),
        (elected, "Bendahara", "plt", "no such seat", "use one of them"),
    )
    for body, seat, capacity, why, advice in cases:
        with pytest.raises(SeatError, match=why) as refusal:
            body.act(seat, KEMENKEU, capacity=capacity, on=LATER, basis="Sprint")

        assert refusal.value.advice.startswith(advice)
    with pytest.raises(ValueError, match="must end later"):
        elected.act(DEPUTY, BPS, capacity="plt", until=LATER, on=LATER, basis="Sprint")


def test_a_plt_acts_three_months_and_once_more(elected: Body) -> None:
    """A Plt acts for three months, is extended once, and then not again: ACT-04."""
    first, second, third = LATER, date(2016, 8, 1), date(2016, 11, 1)
    body = elected.act(DEPUTY, BPS, capacity=Capacity.PLT, on=first, basis="Sprint 1")
    with pytest.raises(SeatError, match="at most 3 months, here until 2016-08-01") as long:
        elected.act(DEPUTY, BPS, capacity="plt", until=third, on=first, basis="Sprint 1")
    body = body.act(DEPUTY, BPS, capacity="plt", on=second, basis="Sprint 2")
    with pytest.raises(SeatError, match=r"extended 1 time\(s\) already") as often:
        body.act(DEPUTY, BPS, capacity="plt", on=third, basis="Sprint 3")
    other = body.act(DEPUTY, KEMENKEU, capacity="plt", on=third, basis="Sprint 3")

    assert [each.period.end for each in body.acting] == [second, third]
    assert [each.extended for each in other.acting] == [0, 1, 0]
    assert long.value.basis == often.value.basis == "SE BKN 2/SE/VII/2019 (grade B, by analogy)"
    assert "override 'acting.months'" in long.value.advice
    assert often.value.advice == "fill the seat, or let somebody else act: 1 extension(s) at most"


def test_a_charter_may_say_otherwise_of_mandates() -> None:
    """Limits of a Plt are the charter's own: six months, or none where it is silent."""
    six = founded(laid_down(acting__months=6)).act(
        HEAD, BPS, capacity="plt", on=DAY, basis="Sprint"
    )
    silent = Body.found("lama", charter=charter("national_2005"), on=DAY, basis="invented")

    assert six.acting[0].period == Period(DAY, LATER + timedelta(days=1))
    with pytest.raises(RefusedError):
        founded(laid_down(acting__months="enam")).act(
            HEAD, BPS, capacity="plt", on=DAY, basis="Sprint"
        )
    assert silent.on(DAY).seats == ()


def test_a_plt_ends_when_the_seat_is_filled(elected: Body) -> None:
    """Whoever fills the seat sends home whoever stood in, also in hindsight."""
    filled = LATER + timedelta(days=20)
    body = elected.act(DEPUTY, BPS, capacity="plt", on=LATER, basis="Sprint")
    body = body.replace(DEPUTY, KEMENKEU, on=filled, basis="rapat pleno")
    back = elected.replace(DEPUTY, KEMENKEU, on=filled, basis="rapat pleno")
    back = back.act(DEPUTY, BPS, capacity="plt", on=LATER, basis="Sprint", recorded=filled)

    for one in (body, back):
        assert [(each.period, each.ended) for each in one.acting] == [
            (Period(LATER, filled), Cause.FILLED)
        ]
    early = elected.act(DEPUTY, BPS, capacity="plt", on=LATER, basis="Sprint")
    early = early.replace(DEPUTY, KEMENKEU, on=DAY, basis="rapat pleno", recorded=LATER)
    assert early.acting == ()


def test_a_post_filled_sends_the_stand_in_home(practice: Body) -> None:
    """A seat that goes with a post: Plt while the post is vacant, until it is handed over."""
    vacant = practice.hand_over(DG, "", cause="dismissal", on=LATER, basis="Keppres")
    body = vacant.act(HEAD, KOMINFO, capacity="plt", on=LATER, basis="Sprint")
    day = LATER + timedelta(days=40)
    filled = body.hand_over(DG, "orang-2", on=day, basis="Keppres")
    known = vacant.hand_over(DG, "orang-2", on=day, basis="Keppres")
    known = known.act(HEAD, KOMINFO, capacity="plt", on=LATER, basis="Sprint", recorded=day)

    assert body.on(LATER).vacancies[0].acting == body.acting[0]
    for one in (filled, known):
        assert [(each.period.end, each.ended) for each in one.acting] == [(day, Cause.FILLED)]
    assert [each.ended for each in body.hand_over(DG, "", on=day, basis="Keppres").acting] == [None]


@pytest.mark.parametrize("cause", [None, Cause.DEATH])
def test_a_plh_ends_when_the_post_is_left(practice: Body, cause: Cause | None) -> None:
    """Whoever stands in for the holder of a post is done when that holder is."""
    body = practice.hand_over(DG, "orang-1", on=DAY, basis="Keppres")
    acting = body.act(HEAD, BPS, capacity="plh", on=LATER, basis="Sprint")
    left = acting.hand_over(DG, "", cause=cause, on=LATEST, basis="Keppres")
    known = body.hand_over(DG, "orang-2", on=LATEST, basis="Keppres")
    known = known.act(HEAD, BPS, capacity="plh", on=LATER, basis="Sprint", recorded=LATEST)

    assert left.acting[0].ended is (cause or Cause.LOSS_OF_POST)
    assert known.acting[0].ended is Cause.LOSS_OF_POST
    assert [one.acting[0].period for one in (left, known)] == [Period(LATER, LATEST)] * 2


def test_a_discharge_sends_home_those_of_the_board_alone(practice: Body) -> None:
    """A Plt on an elected seat goes with the board; a Plh of a post's holder stays."""
    body = practice.elect({"Sekretaris": BPS}, on=DAY, basis="rapat")
    body = body.act(HEAD, KOMINFO, capacity="plh", on=LATER, basis="Sprint")
    body = body.vacate("Sekretaris", cause="death", on=LATER, basis="news")
    body = body.act("Sekretaris", KEMENKEU, capacity="plt", on=LATER, basis="Sprint")
    done = LATER + timedelta(days=10)
    body = body.declare_demisioner(on=done, basis="rapat anggota")

    assert [(each.seat, each.ended) for each in body.acting] == [
        (HEAD, None), ("Sekretaris", Cause.DISCHARGE),
    ]  # fmt: skip


def test_one_stand_in_follows_another_on_the_day(elected: Body) -> None:
    """The mandate that ended on the day of the next one still tells why it ended."""
    day = LATER + timedelta(days=5)
    body = elected.act(DEPUTY, BPS, capacity="plt", on=LATER, basis="Sprint 1")
    body = body.vacate(DEPUTY, cause="dismissal", acting=True, on=day, basis="Sprint 2")
    body = body.act(DEPUTY, KEMENKEU, capacity="plt", until=day + timedelta(days=2), on=day,
                    basis="Sprint 2")  # fmt: skip
    first, second = body.acting

    assert (first.ended, second.ended, second.extended) == (Cause.DISMISSAL, None, 0)


def test_what_a_register_found_is_taken_as_found() -> None:
    """Found in a register opened in mid-life, a stand-in may have acted for longer."""
    place = Place("Ketua", "kominfo", "orang-1")
    long = Acted(on=DAY, recorded=LATEST, basis="list", place=place, capacity=Capacity.PLT,
                 until=date(2018, 1, 1))  # fmt: skip
    body = Body.open("tua", long, charter=charter("kalsel"), on=LATEST, basis="list")

    assert body.acting[0].period == Period(DAY, date(2018, 1, 1))
    assert place.holder == "kominfo"


# filling and leaving seats


def test_a_seat_of_a_unit_is_no_persons(elected: Body) -> None:
    """A seat may be a unit's: the appointment names the unit and no person (BRD-12)."""
    body = elected.replace("Sekretaris", KEMENKEU.unit("Biro Humas"), on=DAY, basis="rapat")
    secretary = body.appointments[-1]

    assert (secretary.unit, secretary.person, secretary.institution) == (
        "kemenkeu:biro-humas", "", "kemenkeu",
    )  # fmt: skip
    assert secretary.capacity is Capacity.PAW
    assert body.on(DAY).in_office("kemenkeu:biro-humas") is True


def test_one_institution_has_no_second_seat_later_on(elected: Body) -> None:
    """In hindsight too the charter's number of seats is kept on every day."""
    body = elected.vacate(HEAD, cause="resignation", on=LATER, basis="letter")
    body = body.replace(DEPUTY, KOMINFO, on=LATEST, basis="rapat pleno")
    with pytest.raises(SeatError, match=r"it already holds Ketua Pelaksana \(BRD-10\)"):
        body.replace("Sekretaris", KOMINFO, on=LATER, basis="rapat", recorded=LATEST)
    with pytest.raises(SeatError, match="it already holds Ketua Umum") as refusal:
        elected.replace("Sekretaris", KOMINFO, on=LATER, basis="rapat")

    assert refusal.value.basis.endswith("(grade X)")
    assert refusal.value.advice.startswith("elect another member, or override")


def test_a_charter_without_a_limit_sets_none() -> None:
    """Where no provision limits the seats of an institution, it may hold them all."""
    rules = Charter("bebas", ("free", "bebas"), tuple(
        law for law in charter("national").provisions if law.key != "board.seats_per_institution"
    ))  # fmt: skip
    body = founded(rules).elect({HEAD: BPS, DEPUTY: BPS}, on=DAY, basis="rapat")
    body = body.succeed(BPS, KOMINFO, on=LATER, basis="Perpres")

    assert {each.holder for each in body.on(LATER).board.appointments} == {"kominfo"}  # type: ignore[union-attr]


def test_leaving_early_and_earlier(elected: Body) -> None:
    """A resignation learnt after the discharge that followed it is when the seat fell vacant."""
    body = elected.declare_demisioner(on=LATEST, basis="rapat anggota")
    body = body.vacate(HEAD, cause="resignation", on=LATER, basis="letter", recorded=LATEST)
    vacancy = body.on(LATEST).vacancies[0]

    assert (vacancy.since, vacancy.cause) == (LATER, Cause.RESIGNATION)
    with pytest.raises(SeatError, match="nobody held it the day before") as refusal:
        body.vacate(DEPUTY, cause="death", on=LATEST, basis="news")
    assert refusal.value.advice == "look up who holds which seat on that day"


def test_a_replacement_follows_on_the_day(elected: Body) -> None:
    """Left and filled on one day, a seat is never vacant, and tells why it changed hands."""
    body = elected.vacate(HEAD, cause="resignation", on=LATER, basis="letter")
    body = body.replace(HEAD, BPS, on=LATER, basis="rapat pleno")

    assert [(each.holder, each.ended) for each in body.appointments] == [
        ("kominfo", Cause.RESIGNATION), ("bps", None),
    ]  # fmt: skip


def test_every_refusal_of_an_office_says_what_to_do(elected: Body) -> None:
    """Seats refuse with what was tried, why, on which basis, and what to do next."""
    tries: tuple[Callable[[], Body], ...] = (
        lambda: elected.seat(HEAD, post=DG, on=LATER, basis="SK"),
        lambda: elected.elect({}, on=LATER, basis="rapat"),
        lambda: elected.elect({DEPUTY: BPS}, on=LATER, basis="rapat"),
        lambda: elected.replace("Bendahara", BPS, on=LATER, basis="rapat"),
        lambda: elected.vacate(DEPUTY, cause="death", on=LATER, basis="news"),
        lambda: elected.inaugurate(on=date(2021, 1, 1), basis="SK"),
        lambda: elected.declare_demisioner(on=DAY, basis="rapat"),
        lambda: elected.lapse(on=LATER, basis="note"),
    )
    for one in tries:
        with pytest.raises((SeatError, TermError)) as refusal:
            one()
        no = refusal.value

        assert all((no.what, no.why, no.basis, no.advice))
        assert str(no) == f"{no.what}: {no.why} [{no.basis}]; {no.advice}"


def test_holders_of_the_post_before_the_seat_went_with_it_are_not_on_it() -> None:
    """Whoever held the post before its seat was filled never was on the board."""
    day, later = date(2016, 12, 2), date(2017, 6, 1)
    rules = charter("papua")
    post = str(rules.value("seat.ketua_harian.post", on=day))
    body = Body.found("contoh", charter=rules, on=day, basis="SK 1 (invented)")
    body = body.hand_over(post, "p-1", on=day, basis="SK 2 (invented)")
    body = body.hand_over(post, "p-2", on=date(2017, 1, 1), basis="SK 3 (invented)")
    body = body.seat("Ketua Harian", post=post, on=later, basis="SK 4 (invented)")

    assert [each.person for each in body.appointments] == ["p-2"]
    assert body.appointments[0].period.start == later
