"""Where a day is known only by month or year, a rule that turns on it stays open."""

from datetime import date

import pytest

from bakohumas.audit import RULES, Status, check
from bakohumas.bodies import Body
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.periods import Approx

DAY, ASKED = date(2014, 11, 2), date(2020, 1, 31)
OFFICES = directory(on=DAY)
YEAR = Approx.parse("2020")
BY_ID = {each.id: each for each in RULES}
CHAIR, SECRETARY = "Ketua Umum", "Sekretaris"


def founded(*members: str) -> Body:
    """A body with these members."""
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
    return body.admit(*(OFFICES[each] for each in members), on=DAY, basis="daftar")


def status(rule: str, body: Body, on: date) -> list[Status]:
    """What one rule says."""
    return [each.status for each in check(body, on=on, rules=[BY_ID[rule]]).findings]


@pytest.mark.parametrize(
    "body",
    [
        founded("bps", "kominfo").withdraw("bps", on=YEAR, basis="surat"),
        founded("kominfo").admit(OFFICES["bps"], on=YEAR, basis="daftar"),
        founded("bps").admit(OFFICES["bps"].unit("Biro Dua"), on=YEAR, basis="daftar"),
    ],
    ids=["left", "came", "a second unit"],
)
def test_bod_02_with_members_of_a_rough_day(body: Body) -> None:
    """One unit or two, depending on the day in 2020: nobody can tell."""
    assert status("BOD-02", body, ASKED) == [Status.UNDETERMINED]


def test_bod_02_where_no_reading_turns_it() -> None:
    """With two units beyond doubt it holds; with one on every reading it is broken."""
    many = founded("bps", "kominfo").admit(OFFICES["big"], on=YEAR, basis="daftar")
    one = founded("bps").represent("bps", "orang-1", on=YEAR, basis="surat")

    assert status("BOD-02", many, ASKED) == [Status.HOLDS]
    assert status("BOD-02", one, ASKED) == [Status.VIOLATED]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2018, 6, 1), [Status.UNDETERMINED, Status.HOLDS]),
        (date(2020, 1, 1), [Status.HOLDS, Status.HOLDS]),
        (date(2023, 6, 1), [Status.UNDETERMINED, Status.UNDETERMINED]),
        (date(2023, 12, 31), [Status.VIOLATED, Status.VIOLATED]),
    ],
)
def test_brd_11_and_trm_06_of_a_board_of_a_rough_day(on: date, expected: list[Status]) -> None:
    """Elected some day in 2018: in 2023 it may still serve, and in 2024 it does not."""
    body = founded("bps", "kominfo").elect(
        {CHAIR: "kominfo", SECRETARY: "bps"}, on=Approx.parse("2018"), basis="rapat"
    )

    assert [*status("BRD-11", body, on), *status("TRM-06", body, on)] == expected


def test_trm_06_between_two_boards() -> None:
    """A board elected anew within the year in which the last one ended may have left no gap."""
    body = founded("bps", "kominfo").elect(
        {CHAIR: "kominfo"}, on=Approx.parse("2015"), basis="rapat"
    )
    soon = body.elect({CHAIR: "kominfo"}, on=date(2020, 6, 1), basis="rapat")
    late = body.elect({CHAIR: "kominfo"}, on=date(2021, 6, 1), basis="rapat")

    assert status("TRM-06", soon, date(2022, 1, 1)) == [Status.UNDETERMINED]
    assert status("TRM-06", late, date(2022, 1, 1)) == [Status.VIOLATED]


def test_trm_06_where_the_next_board_began_some_day() -> None:
    """A board that began some day of the year in which the last one ended may have come late."""
    body = founded("bps", "kominfo").elect({CHAIR: "kominfo"}, on=date(2015, 1, 1), basis="rapat")
    body = body.elect({CHAIR: "kominfo"}, on=YEAR, basis="rapat")

    assert status("TRM-06", body, date(2022, 1, 1)) == [Status.UNDETERMINED]
