from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import assume, given

from audited import BY_ID, HOLDS, NOT_APPLICABLE, OFFICES, VIOLATED, judged, statuses
from bakohumas.audit import Case, Status, check
from bakohumas.bodies import Amended, Body, Dissolved
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Meeting, Record
from bakohumas.periods import Period
from bakohumas.testing import bodies

DAY = date(2015, 11, 2)
THREE = ("kominfo", "kemenkeu", "bps")
NATIONAL = charter("national")
CHAIR = "Ketua Umum"


def laid_down(key: str, value: int | str | tuple[str, ...]) -> Provision:
    """An invented provision, in force for ever."""
    return Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)


def without(*keys: str) -> Charter:
    """The national charter, silent on some keys."""
    kept = tuple(each for each in NATIONAL.provisions if each.key not in keys)
    return Charter("silent", ("silent", "diam"), kept)


def founded(rules: Charter = NATIONAL) -> Body:
    """A body with three members and no board."""
    body = Body.found("nasional", charter=rules, on=DAY, basis="invented")
    return body.admit(*(OFFICES[each] for each in THREE), on=DAY, basis="invented")


def met() -> Record:
    """The record of a meeting that agreed on a chair."""
    meeting = Meeting.call(founded(), on=DAY, place="Jakarta", basis="letter").attend(*THREE)
    return meeting.deliberate(CHAIR, "bps").close()


def full() -> Body:
    """A body with a board that the meeting elected."""
    return founded().elect({CHAIR: "bps"}, on=DAY, basis="rapat", record=met().digest)


def test_trm_01_a_term_is_as_long_as_laid_down() -> None:
    """A charter that is found later to have governed the first day shows the term too long."""
    three = NATIONAL.override(laid_down("term.years", 3), name="three")
    first = date(2016, 1, 1)
    body = founded().elect({CHAIR: "bps"}, on=first, basis="rapat")
    amended = body.amend(three, on=date(2015, 12, 1), basis="SK", recorded=date(2016, 2, 1))
    (finding,) = judged("TRM-01", amended, on=first)
    silent = body.amend(
        without("term.years"), on=date(2015, 12, 1), basis="SK", recorded=date(2016, 2, 1)
    )

    assert statuses(judged("TRM-01", body, on=first)) == HOLDS
    assert statuses(judged("TRM-01", founded())) == NOT_APPLICABLE
    assert statuses(judged("TRM-01", body)) == NOT_APPLICABLE
    assert (finding.status, finding.who) == (Status.VIOLATED, "2016–2021")
    assert finding.because == (
        "laid down: 3 years",
        "ditetapkan: 3 tahun",
    )
    assert "from 1 January 2016 to 31 December 2020" in finding.explain()
    assert statuses(judged("TRM-01", silent, on=first)) == HOLDS


@pytest.mark.parametrize("leap_day", ["feb28", "mar01"])
def test_trm_01_both_readings_of_a_leap_day_are_five_years(leap_day: str) -> None:
    """A term from 29 February lasts five years under either reading."""
    rules = NATIONAL.override(laid_down("term.leap_day", leap_day))
    leap = date(2016, 2, 29)
    body = founded(rules).elect({CHAIR: "bps"}, on=leap, basis="rapat")

    assert statuses(judged("TRM-01", body, on=leap)) == HOLDS


def test_trm_01_a_board_may_be_discharged() -> None:
    """A term that was cut short by a discharge was as long as laid down."""
    body = full().declare_demisioner(on=date(2017, 1, 1), basis="rapat anggota luar biasa")
    (finding,) = judged("TRM-01", body, on=date(2017, 1, 1))

    assert finding.status is Status.HOLDS
    assert finding.because == (
        "laid down: 5 years; discharged early",
        "ditetapkan: 5 tahun; berakhir lebih awal",
    )


def test_trm_01_boards_that_follow_a_leap_day_do_not_drift() -> None:
    """Four boards without a gap from 29 February are each five years long."""
    first = date(2016, 2, 29)
    days = (first, date(2021, 2, 28), date(2026, 2, 28), date(2031, 2, 28))
    body = founded()
    for day in days:
        body = body.elect({CHAIR: "bps"}, on=day, basis="rapat")

    assert body.terms[-1].period.end == date(2036, 2, 29)
    assert statuses(judged("TRM-01", body, on=days[-1])) == HOLDS * 4


def test_trm_05_two_boards_on_one_day() -> None:
    """A body never has them; terms that overlap are found all the same."""
    body = full()
    periods = Period(DAY, date(2020, 11, 2)), Period(date(2020, 1, 1), date(2025, 1, 1))
    two = SimpleNamespace(terms=[SimpleNamespace(period=each) for each in periods])
    case = SimpleNamespace(body=two, read=lambda _key, value: value)
    (finding,) = BY_ID["TRM-05"].judge(cast("Case", case))

    assert judged("TRM-05", body)[0].because == (
        "1 term, no day with two",
        "1 masa tugas, tanpa tumpang tindih",
    )
    assert statuses(judged("TRM-05", founded())) == NOT_APPLICABLE
    assert finding.who == "2015–2020, 2020–2025"
    assert finding.because[1] == (
        "masa tugas dari 2 November 2015 sampai dengan 1 November 2020 dan "
        "dari 1 Januari 2020 sampai dengan 31 Desember 2024 bertumpang tindih"
    )


def test_trm_06_a_lapse_is_reported() -> None:
    """Days without a board between two, or since the last, are named; before the first not."""
    body = full().elect({CHAIR: "bps"}, on=date(2023, 10, 23), basis="rapat")
    (first,) = judged("TRM-06", body, on=date(2020, 11, 2))
    (running,) = judged("TRM-06", body, on=date(2021, 1, 1))
    between, since = judged("TRM-06", body, on=date(2030, 1, 1))
    next_day = full().elect({CHAIR: "bps"}, on=date(2020, 11, 3), basis="rapat")
    (day,) = judged("TRM-06", next_day, on=date(2021, 1, 1))

    assert statuses(judged("TRM-06", founded())) == NOT_APPLICABLE
    assert statuses(judged("TRM-06", body)) == HOLDS
    assert first.because == running.because
    assert first.because == (
        "no board, and no record of the lapse",
        "tanpa pengurus dan tanpa catatan kekosongan",
    )
    assert "violated: since 2 November 2020: no board" in first.explain()
    assert (between.when, since.when) == (
        Period(date(2020, 11, 2), date(2023, 10, 23)),
        Period(date(2028, 10, 23)),
    )
    assert day.when == Period(date(2020, 11, 2), date(2020, 11, 3))


def test_trm_06_a_gap_that_was_recorded_is_no_breach() -> None:
    """A lapse, or that the board was declared demisioner, tells everybody what is so."""
    end, later = date(2020, 11, 2), date(2021, 1, 4)
    lapsed = full().lapse(on=later, basis="berita acara")
    retired = full().declare_demisioner(on=end, basis="berita acara")

    for body, told in ((lapsed, "4 January 2021"), (retired, "2 November 2020")):
        (finding,) = judged("TRM-06", body, on=date(2021, 2, 1))
        assert (finding.status, finding.because[0]) == (
            Status.HOLDS,
            f"no board, recorded on {told}",
        )
    assert statuses(judged("TRM-06", lapsed, on=date(2020, 12, 1))) == VIOLATED


def test_trm_09_the_next_election_is_due() -> None:
    """From half a year before the end the next election must be on record; then it is too late."""
    end = date(2020, 11, 2)
    body = full()
    early = body.elect({CHAIR: "bps"}, on=end, basis="rapat", recorded=date(2020, 6, 1))
    days = {
        date(2020, 5, 1): HOLDS,
        date(2020, 5, 2): VIOLATED,
        date(2020, 11, 1): VIOLATED,
        end: NOT_APPLICABLE,
        date(2021, 1, 1): NOT_APPLICABLE,
    }

    assert statuses(judged("TRM-09", founded())) == NOT_APPLICABLE
    assert {day: statuses(judged("TRM-09", body, on=day)) for day in days} == days
    assert judged("TRM-09", body, on=date(2020, 11, 1))[0].because[0] == (
        "the term ends on 2 November 2020, the next election has been due since 2 May 2020"
    )
    assert judged("TRM-09", body, on=end)[0].because == (
        "the term ended on 2 November 2020: TRM-06 judges what follows",
        "masa tugas berakhir pada 2 November 2020: TRM-06 menilai kelanjutannya",
    )
    assert statuses(judged("TRM-06", body, on=end)) == VIOLATED
    assert statuses(judged("TRM-09", early, on=date(2020, 5, 31))) == VIOLATED
    assert statuses(judged("TRM-09", early, on=date(2020, 6, 1))) == HOLDS


def test_elc_13_an_election_is_evidenced() -> None:
    """A digest that nobody can look up is no evidence yet, and none at all is a finding."""
    record = met()
    bare = founded().elect({CHAIR: "bps"}, on=DAY, basis="SK")
    (named,) = judged("ELC-13", full())

    assert statuses(judged("ELC-13", full(), record)) == HOLDS
    assert named.status is Status.UNDETERMINED
    assert record.digest[:12] in named.because[0]
    assert judged("ELC-13", bare)[0].because[0] == "appointed, election not evidenced"
    assert statuses(judged("ELC-13", founded())) == NOT_APPLICABLE


def test_a_rule_judges_the_day_and_not_what_follows() -> None:
    """A board of later years is no matter on the day."""
    body = founded().elect({CHAIR: "bps"}, on=date(2018, 1, 1), basis="rapat")
    rules = ("TRM-01", "TRM-06", "TRM-09", "ELC-13")

    assert [statuses(judged(rule, body)) for rule in rules] == [NOT_APPLICABLE] * 4


def test_every_day_of_the_calendar_can_be_audited() -> None:
    """On the last day that a date can name no rule overflows."""
    report = check(full(), on=date.max)

    assert "TRM-06" in {each.norm.id for each in report.violations}


@given(bodies(max_steps=12))
def test_what_the_library_forbids_is_never_found(body: Body) -> None:
    """Whatever the life of a body, these rules are never broken, on no day of it."""
    ids = {"MEM-01", "TRM-01", "TRM-05"}
    if any(isinstance(event, Amended | Dissolved) for event in body.facts):
        ids.remove("TRM-01")  # another charter sets another length, and an end cuts it short
    invariants = [BY_ID[each] for each in sorted(ids)]
    for event in body.facts:
        if not body.opened <= event.on < (body.dissolved or date.max):
            continue
        report = check(body, on=event.on, rules=invariants)

        assert report.violations == ()


@given(bodies(max_steps=12))
def test_every_rule_says_something_of_every_body(body: Body) -> None:
    """No rule is silent or fails, whatever the body; both languages are always there."""
    day = body.events[-1].on
    assume(body.opened <= day < (body.dissolved or date.max))
    report = check(body, on=day)

    assert {each.norm.id for each in report} == set(BY_ID)
    assert all(each.explain() and each.explain("id") for each in report)
    assert all(all(each.because) for each in report)
