from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.periods import Period, recurrences, working_day
from bakohumas.programmes import Routine, schedule
from bakohumas.testing import routines

HALF_YEAR = Period(date(2018, 1, 1), date(2018, 11, 1))
holidays = st.sets(st.dates(date(2018, 1, 1), date(2018, 6, 30)), max_size=60)


@given(routines(), holidays)
def test_a_routine_is_due_on_each_of_its_days_or_where_they_give_way_to(
    routine: Routine, free: set[date]
) -> None:
    """Every day of the rule leads to one on which it is due, once, and on no other it is."""
    dues = schedule([routine], within=HALF_YEAR, holidays=free).dues
    roll = routine.roll
    wanted = {
        working_day(day, holidays=free, roll=roll) if roll else day
        for day in recurrences(routine.rule, routine.period)
    }

    assert [due.on for due in dues] == sorted(day for day in wanted if day in HALF_YEAR)
    for due in dues:
        nominal = working_day(due.nominal, holidays=free, roll=roll) if roll else due.nominal
        assert (nominal, due.routine) == (due.on, routine)
        assert due.on == due.nominal or due.on not in recurrences(routine.rule, routine.period)


@given(routines(), holidays, st.integers(0, 200))
def test_a_schedule_is_the_sum_of_its_parts(routine: Routine, free: set[date], split: int) -> None:
    """What is due in two stretches that touch is what is due in both together."""
    middle = date(2018, 2, 1) + timedelta(split)
    first, second = Period(HALF_YEAR.start, middle), Period(middle, HALF_YEAR.end)
    parts = [schedule([routine], within=part, holidays=free).dues for part in (first, second)]

    assert (*parts[0], *parts[1]) == schedule([routine], within=HALF_YEAR, holidays=free).dues


def test_a_schedule_tells_itself() -> None:
    """In order of day and id, with what gave way, in both languages and as rows."""
    year = Period(date(2018, 1, 1), date(2019, 1, 1))
    report = Routine("report", ("Report", "Laporan"), ["bps"], "FREQ=MONTHLY;BYMONTHDAY=1", year)
    watch = Routine("watch", ("", ""), ["kominfo", "rri"], "FREQ=WEEKLY;BYDAY=SU,MO", year, None)
    early = attrs.evolve(report, id="early", roll="preceding")
    july = Period(date(2018, 6, 29), date(2018, 7, 3))
    found = schedule([watch, report, early], within=july)

    assert found.explain("id") == (
        "29 Juni 2018: Laporan (bps), pengganti 1 Juli 2018\n"
        "1 Juli 2018: watch (kominfo dan rri)\n"
        "2 Juli 2018: Laporan (bps), pengganti 1 Juli 2018\n"
        "2 Juli 2018: watch (kominfo dan rri)"
    )
    assert found.rows("id")[0] == {
        "on": "2018-06-29",
        "routine": "early",
        "task": "",
        "title": "Laporan",
        "who": ["bps"],
        "duty": "",
        "from": "",
        "nominal": "2018-07-01",
        "days": None,
        "working_days": None,
    }


YEAR = Period(date(2018, 1, 1), date(2019, 1, 1))
ROUTINE = Routine("report", ("Report", "Laporan"), ["bps"], "FREQ=DAILY", YEAR)


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        (lambda: attrs.evolve(ROUTINE, rule="FREQ=HOURLY"), ValueError, "is no rule such as"),
        (lambda: attrs.evolve(ROUTINE, period=Period(None)), ValueError, "a first day and an end"),
        (lambda: attrs.evolve(ROUTINE, roll="up"), ValueError, "'roll' must be in"),  # type: ignore[arg-type]
        (lambda: attrs.evolve(ROUTINE, rule=7), TypeError, "rule must be a str"),  # type: ignore[arg-type]
        (lambda: schedule([ROUTINE, ROUTINE], within=YEAR), ValueError, "stands twice: report"),
        (lambda: schedule(["x"], within=YEAR), TypeError, "each routine must be a Routine"),  # type: ignore[list-item]
        (lambda: schedule([], within=2018), TypeError, "the period asked for must be a Period"),  # type: ignore[arg-type]
    ],
)
def test_slips_in_a_routine_are_told(
    slip: Callable[[], object], kind: type[Exception], words: str
) -> None:
    """A rule that is none, or that never ends, is an error of the caller."""
    with pytest.raises(kind, match=words):
        slip()
