from datetime import date
from types import SimpleNamespace
from typing import cast

import attrs
import pytest

from audited import BY_ID, HOLDS, NOT_APPLICABLE, OFFICES, VIOLATED, judged, statuses
from bakohumas.audit import Case, Status
from bakohumas.bodies import Body, Capacity, Cause, Decree, Elected, Place
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.meetings import Kind, Meeting
from bakohumas.periods import Approx, Period

DAY, LEAP = date(2015, 11, 2), date(2016, 2, 29)
CHAIR, SECRETARY = "Ketua Umum", "Sekretaris"
BASIS = "buku register (invented)"


def laid_down(key: str, value: int | str, name: str = "national") -> Charter:
    """A shipped charter with an invented provision over it."""
    law = Provision(key, value, Period(None), Citation("SK 3/2015"), Grade.C)
    return charter(name).override(law)


def founded(rules: Charter | None = None) -> Body:
    """A body with two members and no board."""
    body = Body.found("contoh", charter=rules or charter("national"), on=DAY, basis="invented")
    return body.admit(OFFICES["bps"], OFFICES["kominfo"], on=DAY, basis="invented")


def seated(*days: date, rules: Charter | None = None, label: str = "") -> Body:
    """A body with a board from each of these days on."""
    body = founded(rules)
    for day in days or (DAY,):
        body = body.elect({CHAIR: "bps"}, on=day, basis="rapat", label=label)
    return body


def found(
    *,
    on: date = DAY,
    until: date | None = None,
    label: str = "",
    decree: Decree | None = None,
    by: date | None = None,
    rules: Charter | None = None,
) -> Body:
    """A register that holds a board."""
    board = Elected(
        on=on,
        by=by,
        recorded=on,
        basis=BASIS,
        decree=decree,
        places=(Place(CHAIR, "bps"),),
        label=label,
        until=until,
    )
    return Body.open("contoh", board, charter=rules or charter("national"), on=on, basis=BASIS)


def test_trm_01_a_register_may_say_another_end() -> None:
    """Five years as found are right, three are not, and the facts name the days."""
    (wrong,) = judged("TRM-01", found(until=date(2018, 11, 2)))

    assert statuses(judged("TRM-01", found(until=date(2020, 11, 2)))) == HOLDS
    assert (wrong.status, wrong.who) == (Status.VIOLATED, "2015–2018")
    assert [(each.key, each.value) for each in wrong.facts] == [
        ("term.start", "2015-11-02"),
        ("term.end", "2018-11-02"),
        ("term.length", "5"),
    ]


def test_trm_01_a_start_within_a_month_leaves_a_month_at_the_end() -> None:
    """Where the first day is known by its month only, so is the last."""
    first, last = date(2015, 11, 1), date(2015, 11, 30)

    def board(until: date) -> Body:
        return found(on=first, by=last, until=until)

    assert statuses(judged("TRM-01", board(date(2020, 11, 20)), on=DAY)) == HOLDS
    assert statuses(judged("TRM-01", board(date(2020, 12, 1)), on=DAY)) == VIOLATED


def test_trm_01_old_boards_are_judged_by_their_own_texts() -> None:
    """Three years by the label of 2004–2007; before that the length could not be read."""
    old = charter("national_forerunners")
    day = date(2015, 1, 1)

    def board(on: date, until: date) -> Body:
        return found(on=on, until=until, rules=old).amend(
            charter("national"), on=date(2014, 9, 26), basis="PM"
        )

    (unread,) = judged("TRM-01", board(date(1990, 1, 1), date(1995, 1, 1)), on=day)
    assert statuses(judged("TRM-01", board(date(2004, 1, 1), date(2007, 1, 1)), on=day)) == HOLDS
    assert unread.missing == ("term.length",)


def test_a_term_may_be_counted_otherwise() -> None:
    """What is laid down to be open, or for a fiscal year, is not held against years."""
    for kind in ("open", "fiscal_year"):
        body = seated(LEAP, rules=laid_down("term.kind", kind))
        for rule in ("TRM-01", "TRM-03", "TRM-04"):
            assert statuses(judged(rule, body, on=LEAP)) == NOT_APPLICABLE


def test_a_term_without_an_end_is_no_matter() -> None:
    """A term recorded as open under a charter that came to count in years."""
    rules = laid_down("term.kind", "open")
    later = date(2016, 6, 1)
    body = seated(LEAP, rules=rules).amend(
        charter("national"), on=date(2016, 1, 1), basis="SK", recorded=later
    )

    assert statuses(judged("TRM-01", body, on=later)) == VIOLATED
    assert statuses(judged("TRM-03", body, on=later)) == NOT_APPLICABLE
    assert statuses(judged("TRM-04", body, on=later)) == NOT_APPLICABLE
    assert judged("TRM-09", body, on=later)[0].because[0] == "the term is open"


def test_trm_01_a_term_found_and_cut_short_was_meant_to_last() -> None:
    """The end that the register gave counts, and not the day of the discharge."""
    early = date(2017, 1, 1)
    for until, expected in ((date(2020, 11, 2), HOLDS), (date(2019, 11, 2), VIOLATED)):
        body = found(until=until).declare_demisioner(on=early, basis="rapat")
        assert statuses(judged("TRM-01", body, on=early)) == expected


def test_trm_02_whoever_was_elected_twice() -> None:
    """Once is nothing; twice is permitted, if the charter does not close or limit it."""
    again = date(2020, 11, 2)
    twice = (DAY, again)
    (kept,) = judged("TRM-02", seated(*twice), on=again)
    closed = laid_down("term.reelection", False)
    one = laid_down("term.limit", 1)

    assert kept.because == (
        "elected again: bps (2 terms)",
        "dipilih kembali: bps (2 masa tugas)",
    )
    assert statuses(judged("TRM-02", seated())) == NOT_APPLICABLE
    assert statuses(judged("TRM-02", founded())) == NOT_APPLICABLE
    for rules, word in ((closed, "closes re-election"), (one, "limits the terms to 1")):
        (said,) = judged("TRM-02", seated(*twice, rules=rules), on=again)
        assert said.status is Status.NOT_APPLICABLE
        assert word in said.because[0]


@pytest.mark.parametrize("until", [date(2020, 11, 1), date(2020, 12, 31), date(2021, 1, 1)])
def test_trm_03_a_term_ends_on_an_anniversary(until: date) -> None:
    """An end that counts the last day twice, or runs to the end of the year, is found."""
    (finding,) = judged("TRM-03", found(until=until))

    assert finding.status is Status.VIOLATED
    assert finding.because[0].endswith("is not the eve of an anniversary")


def test_trm_03_the_label_names_the_two_years() -> None:
    """Another label than that of the years is found; an unreadable one leaves it open."""
    (other,) = judged("TRM-03", seated(label="2014–2019"))
    (unreadable,) = judged("TRM-03", seated(label="masa bakti pertama"))
    (vague,) = judged(
        "TRM-03", found(on=date(2015, 11, 1), by=date(2015, 11, 30)), on=date(2015, 11, 1)
    )

    assert statuses(judged("TRM-03", seated(label="2015–2020"))) == HOLDS
    assert statuses(judged("TRM-03", seated())) == HOLDS
    assert other.because[0] == "the label names 2014 and 2019, the term runs from 2015 to 2020"
    assert unreadable.missing == ("term.label",)
    assert vague.missing == ("term.start",)
    assert statuses(judged("TRM-03", founded())) == NOT_APPLICABLE


def test_trm_04_a_leap_day_is_clamped_as_the_charter_says() -> None:
    """28 February by default, 1 March by a charter that says so; of other days nothing."""
    march = laid_down("term.leap_day", "mar01")
    body = found(on=LEAP, until=date(2021, 3, 1))
    (finding,) = judged("TRM-04", body, on=LEAP)

    assert finding.because == (
        "ends on 1 March 2021; counted from 29 February 2016, 28 February 2021",
        "berakhir pada 1 Maret 2021; dihitung sejak 29 Februari 2016, 28 Februari 2021",
    )
    assert statuses(judged("TRM-04", seated(LEAP), on=LEAP)) == HOLDS
    assert statuses(judged("TRM-04", seated(LEAP, rules=march), on=LEAP)) == HOLDS
    other = found(on=LEAP, until=date(2021, 3, 1), rules=march)
    assert statuses(judged("TRM-04", other, on=LEAP)) == HOLDS
    assert statuses(judged("TRM-04", seated())) == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("name", "on", "words"),
    [
        ("karangasem", date(2009, 12, 1), "one fiscal year"),
        ("kaltim", date(2014, 1, 1), "3 years"),
        ("sumsel", date(2020, 1, 1), "2 years"),
        ("papua", date(2017, 1, 1), "five years, as for the national board"),
    ],
)
def test_trm_07_regions_may_count_otherwise(name: str, on: date, words: str) -> None:
    """A fiscal year, two and three years are permitted; five need no permission."""
    first = on.replace(day=1)
    body = Body.found(name, charter=charter(name), on=first, basis="SK")
    (finding,) = judged("TRM-07", body, on=on)

    assert finding.because[0].startswith(words)
    assert finding.status is not Status.VIOLATED


def test_trm_07_a_region_may_leave_it_open_or_say_nothing() -> None:
    """An open term is another length too; where nothing is said it is missing."""
    body = founded(laid_down("term.kind", "open", "provincial"))
    silent = Body.found("diam", charter=Charter("diam", ("silent", "diam"), ()), on=DAY, basis="SK")

    assert judged("TRM-07", body)[0].because[0].startswith("until further notice by SK 3/2015")
    assert judged("TRM-07", silent)[0].missing == ("term.length",)
    assert statuses(judged("TRM-07", founded())) == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("label", "made", "on", "status"),
    [
        ("2015–2020", date(2015, 11, 2), DAY, Status.HOLDS),
        ("2016–2021", date(2015, 12, 28), date(2016, 1, 1), Status.HOLDS),
        ("2016–2021", date(2015, 12, 28), date(2015, 12, 30), Status.VIOLATED),
    ],
)
def test_trm_08_the_label_begins_with_the_decree(
    label: str, made: date, on: date, status: Status
) -> None:
    """A decree after the period began is found; one on its eve is in order."""
    body = found(on=on, label=label, decree=Decree("SK 1", made=made))
    later = body.amend(charter("national"), on=date(2016, 6, 1), basis="SK")
    (finding,) = judged("TRM-08", later, on=date(2016, 6, 1))

    assert (finding.status, finding.who) == (status, label)


def test_trm_08_the_board_of_2004_was_laid_down_in_2005() -> None:
    """Its label is 2004–2007, its decree of November 2005: after the period had begun."""
    decree = Decree("Kepmen Kominfo 103/KEP/M.KOMINFO/11/2005")
    rules = charter("national_forerunners")
    body = found(
        on=date(2005, 11, 1), until=date(2008, 1, 1), label="2004–2007", decree=decree, rules=rules
    )
    (finding,) = judged("TRM-08", body, on=date(2006, 1, 1))

    assert (decree.year, finding.status) == (2005, Status.VIOLATED)


def test_trm_08_the_year_of_a_decree_is_enough() -> None:
    """Its number shows the year; without one, or without a label, nothing can be compared."""
    year = found(label="2015–2020", decree=Decree("Kepmen Kominfo 157/2015"))
    undated = found(label="2015–2020", decree=Decree("SK 7"))
    strange = found(label="masa bakti", decree=Decree("SK 7/2015"))

    assert statuses(judged("TRM-08", year)) == HOLDS
    assert judged("TRM-08", undated)[0].missing == ("board.decree",)
    assert judged("TRM-08", found(label="2015–2020"))[0].missing == ("board.decree",)
    assert judged("TRM-08", strange)[0].missing == ("term.label",)
    assert statuses(judged("TRM-08", seated())) == NOT_APPLICABLE
    assert statuses(judged("TRM-08", founded())) == NOT_APPLICABLE


def test_trm_09_the_charter_may_say_when_it_is_due() -> None:
    """Three months before the end by the charter, in place of six."""
    body = seated(rules=laid_down("term.notice_months", 3))

    assert statuses(judged("TRM-09", body, on=date(2020, 8, 1))) == HOLDS
    assert statuses(judged("TRM-09", body, on=date(2020, 8, 2))) == VIOLATED


@pytest.mark.parametrize(
    ("kind", "subject", "status"),
    [
        (Kind.MEMBERS, CHAIR, Status.HOLDS),
        (Kind.EXTRAORDINARY, SECRETARY, Status.HOLDS),
        (Kind.BOARD, CHAIR, Status.VIOLATED),
        (Kind.MEMBERS, "program kerja", Status.VIOLATED),
    ],
)
def test_trm_09_a_meeting_that_elected_is_known(kind: Kind, subject: str, status: Status) -> None:
    """The record of a members' meeting on a seat shows that the election was held."""
    body, day = seated(), date(2020, 9, 1)
    meeting = Meeting.call(body, kind=kind, on=day, place="Jakarta", basis="undangan")
    record = meeting.attend(*meeting.roll).deliberate(subject, "kominfo").close()
    (finding,) = judged("TRM-09", body, record, on=date(2020, 10, 1))

    assert finding.status is status


def test_trm_10_a_replacement_ends_with_the_term() -> None:
    """What the model lets nobody break is told of every replacement; an open term has no end."""
    day = date(2016, 3, 1)

    def replaced(body: Body) -> Body:
        gone = body.vacate(CHAIR, cause=Cause.DEATH, on=day, basis="surat")
        return gone.replace(CHAIR, "kominfo", on=day, basis="rapat pleno")

    (finding,) = judged("TRM-10", replaced(seated()), on=day)
    open_ended = replaced(seated(rules=laid_down("term.kind", "open")))

    assert finding.because[0] == "1 replacement, each for the remainder of the term"
    assert ("term.end", "2020-11-02") in [(each.key, each.value) for each in finding.facts]
    assert statuses(judged("TRM-10", open_ended, on=day)) == HOLDS
    assert statuses(judged("TRM-10", seated())) == NOT_APPLICABLE


def test_trm_10_a_replacement_beyond_the_term_is_found() -> None:
    """A body never has one; what outlasts its term is found all the same."""
    body = seated()
    (held,) = body.appointments
    beyond = attrs.evolve(
        held, capacity=Capacity.PAW, period=Period(held.period.start, date(2021, 1, 1))
    )
    case = SimpleNamespace(
        on=DAY,
        read=lambda _key, value, _who="": value,
        body=SimpleNamespace(appointments=(beyond,), terms=body.terms),
    )
    (verdict,) = BY_ID["TRM-10"].judge(cast("Case", case))

    assert (verdict.status, verdict.who) == (Status.VIOLATED, "bps")


def test_a_start_known_by_its_month_is_a_day_for_the_verbs_too() -> None:
    """Recorded through a verb, an approximate first day leaves TRM-03 open as well."""
    body = founded().elect(
        {CHAIR: "bps"}, on=Approx(date(2015, 12, 1), date(2015, 12, 31)), basis="rapat"
    )

    assert judged("TRM-03", body, on=date(2016, 1, 1))[0].missing == ("term.start",)
