"""What is known only by month or year, and how a body tells of it."""

from datetime import date

import pytest

from bakohumas.bodies import Body, Capacity, Role
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.periods import Approx

DAY, JUNE = date(2014, 11, 2), date(2016, 6, 1)
OFFICES = directory(on=DAY)
CHAIR = "Ketua Umum"


@pytest.fixture
def rough() -> Body:
    """A member that left some time in 2016, another that came in May; a board of 2015."""
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
    body = body.admit(OFFICES["bps"], OFFICES["kominfo"], on=DAY, basis="daftar")
    body = body.elect({CHAIR: "kominfo"}, on=Approx.parse("2015"), basis="SK")
    body = body.admit(OFFICES["big"], on=Approx.parse("2016-05"), basis="daftar")
    return body.withdraw("bps", on=Approx.parse("2016"), basis="surat")


def test_membership_has_three_answers(rough: Body) -> None:
    """Within the year in which a member left, nobody can tell whether it still is one."""
    asked = [DAY, JUNE, date(2017, 1, 1)]

    assert [rough.on(day).takes_part("bps") for day in asked] == [True, None, False]
    assert rough.on(date(2016, 5, 2)).takes_part("big") is None
    assert rough.on(DAY).takes_part("kominfo", Role.PARTNER) is False
    assert [each.institution for each in rough.on(JUNE).perhaps] == ["bps"]


def test_a_snapshot_says_whether_it_is_sure(rough: Body) -> None:
    """Members, seats and terms would be the same on every reading, or the snapshot says no."""
    days = [DAY, date(2015, 6, 1), date(2016, 1, 1), date(2017, 1, 1), date(2020, 6, 1)]

    assert [rough.on(day).sure for day in days] == [True, False, False, True, False]
    assert [rough.on(day).held(CHAIR) for day in days] == [False, None, True, True, None]
    assert rough.on(date(2020, 6, 1)).board is None
    assert rough.on(date(2021, 1, 1)).sure


def test_rows_give_a_month_or_a_year_as_such(rough: Body) -> None:
    """A rough day is no exact one in a row, and a further unit is in it."""
    more = rough.admit(OFFICES["big"].unit("Biro Dua"), on=date(2017, 1, 1), basis="SK")
    now = more.on(date(2017, 1, 1))
    (big, _) = now.register.rows()

    assert (big["since"], big["further"]) == ("2016-05", "big:biro-dua")
    assert [(each["start"], each["last_day"]) for each in now.board.rows()] == [  # type: ignore[union-attr]
        ("2015", "2020")
    ]


def test_a_snapshot_in_rows_and_in_words(rough: Body) -> None:
    """Members, partners, seats, vacancies and stand-ins, each with its day, in both languages."""
    body = rough.admit(OFFICES["lipi"], role="partner", on=date(2017, 1, 1), basis="SK 2")
    body = body.act(
        "Sekretaris", "kominfo", capacity=Capacity.PLT, on=date(2017, 1, 1), basis="surat"
    )
    now = body.on(date(2017, 1, 2))

    assert [(row["part"], row["who"], row["since"]) for row in now.rows()] == [
        ("member", "big", "2016-05"),
        ("member", "kominfo", "2014-11-02"),
        ("partner", "lipi", "2017-01-01"),
        ("seat", "kominfo", "2015"),
        ("vacant", "", ""),
        ("vacant", "", ""),
        ("acting", "kominfo", "2017-01-01"),
    ]
    assert "- Ketua Umum: kominfo, sejak 2015 [SK]" in now.explain("id")
    assert "1 partner on 2 January 2017" in now.explain()
    assert "- Sekretaris: kominfo (acting officer (Plt)), since 1 January 2017" in now.explain()
    assert "- big (Unit kerja humas BIG), since May 2016 [daftar]" in now.register.explain()
    assert "on another reading" in body.on(JUNE).explain()


def test_a_snapshot_without_a_board_says_since_when(rough: Body) -> None:
    """After the last term the lines tell from when on there is none."""
    assert "Tanpa pengurus sejak 1 Januari 2020." in rough.on(date(2021, 1, 1)).explain("id")


def test_a_discharge_known_by_month_ends_the_seats_within_it() -> None:
    """Elected holders leave between the first of that month and its last day."""
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis="buku")
    body = body.admit(OFFICES["bps"], on=DAY, basis="daftar")
    body = body.elect({CHAIR: "bps"}, on=DAY, basis="rapat")
    body = body.declare_demisioner(on=Approx.parse("2016-06"), basis="SK")
    (held,) = body.appointments

    assert (held.period.end, held.period.end_by) == (JUNE, date(2016, 6, 30))


def test_a_body_tells_its_life() -> None:
    """How it began or was first known, its terms, lapses and discharges, and its end."""
    body = Body.open(
        "contoh", charter=charter("national"), on=DAY, basis="buku", founded=date(2010, 1, 1)
    )
    body = body.admit(OFFICES["bps"], on=DAY, basis="daftar")
    body = body.elect({CHAIR: "bps"}, on=DAY, basis="rapat")
    body = body.declare_demisioner(on=JUNE, basis="SK").lapse(on=JUNE, basis="SK")
    body = body.dissolve(on=date(2017, 1, 1), basis="SK")

    assert body.explain().splitlines() == [
        "contoh",
        "- known to the register from 2 November 2014 [buku]",
        (
            "- 2014–2019: In office from 2 November 2014 through 31 May 2016. "
            "[PM Kominfo 35/2014 (grade B)]"
        ),
        "- recorded as lapsed on 1 June 2016",
        "- its board was demisioner from 1 June 2016",
        "- dissolved on 1 January 2017",
    ]
    assert "- bubar pada 1 Januari 2017" in body.explain("id")
