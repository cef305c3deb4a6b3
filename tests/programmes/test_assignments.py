from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    Allocation,
    Duty,
    Routine,
    Schedule,
    Slot,
    Task,
    duties,
    schedule,
)

HALF_YEAR = Period(date(2018, 1, 1), date(2018, 7, 1))
FEBRUARY = Period(date(2018, 2, 1), date(2018, 3, 1))
days = st.dates(date(2017, 12, 20), date(2018, 7, 10))
holidays = st.sets(st.dates(date(2018, 1, 1), date(2018, 6, 30)), max_size=60)
windows = st.none() | st.builds(
    lambda start, length: Period(start, start + timedelta(length)), days, st.integers(1, 40)
)
READY = [Agency("bps", 9), Agency("rri", 9), Agency("tvri", 9)]


def divided(*tasks: Task) -> Allocation:
    """``rri`` leads every task, ``tvri`` has the slots."""
    return Allocation.of(
        {task.id: "rri" for task in tasks},
        tasks=tasks,
        agencies=READY,
        teams={task.id: {slot.name: ["tvri"] for slot in task.slots} for task in tasks},
    )


def on_days(found: Schedule) -> list[tuple[str, date | None]]:
    """Which task is due when."""
    return [(each.task.id, each.on) for each in found.assignments]


@given(windows, windows, holidays, st.integers(1, 9))
def test_every_duty_in_a_period_stands_on_its_last_working_day(
    one: Period | None, other: Period | None, free: set[date], load: int
) -> None:
    """Each duty stands once if its window meets the period, and on no day beyond the window."""
    work = [Task("a", window=one, days=load), Task("b", window=other, slots=[Slot("informed")])]
    found = schedule(division=divided(*work), within=FEBRUARY, holidays=free)
    wanted = [
        (task.id, duty)
        for task in work
        for duty in (Duty.LEAD, *(slot.duty for slot in task.slots))
        if task.window is None or task.window.overlaps(FEBRUARY)
    ]

    assert sorted((each.task.id, each.duty) for each in found.assignments) == sorted(wanted)
    for each in found.assignments:
        window = each.task.window
        if window is None:
            assert (each.on, each.nominal, each.working, each.short) == (None, None, None, False)
            continue
        assert window.start is not None
        assert window.end is not None
        every = [window.start + timedelta(n) for n in range((window.end - window.start).days)]
        working = [day for day in every if day.weekday() < 5 and day not in free]
        assert each.on == (working or every)[-1]
        assert each.nominal == every[-1]
        assert (each.working, each.start) == (len(working), window.start)
        assert each.short == (len(working) < each.days)
    assert [row["on"] or "9" for row in found.rows()] == sorted(
        row["on"] or "9" for row in found.rows()
    )


@given(windows, windows, st.sampled_from(["consulted", "support"]), holidays)
def test_a_duty_is_due_when_the_other_views_say(
    task: Period | None, slot: Period | None, duty: str, free: set[date]
) -> None:
    """From and until the days that ``duties`` tells of it, and as if the task had its window."""
    load = 3 if duty == "support" else 0
    place = Slot(duty, days=load, window=slot)
    whole, division = Period(None), divided(Task("film", window=task, slots=[place]))
    found = schedule(division=division, within=whole, holidays=free).of("tvri").assignments
    alone = divided(Task("film", window=slot or task, slots=[attrs.evolve(place, window=None)]))

    assert [(each.row()["from"], each.row()["nominal"]) for each in found] == [
        (row["from"], row["to"]) for row in duties(division) if row["agency"] == "tvri"
    ]
    for within in (whole, FEBRUARY):
        one, other = (
            schedule(division=each, within=within, holidays=free).of("tvri").rows()
            for each in (division, alone)
        )
        assert one == other


def test_a_slot_that_is_too_short_says_so() -> None:
    """Nine days of work in two are too few, however long the task is; it recurs in its own days."""
    days = Period(date(2018, 2, 1), date(2018, 2, 3))
    film = Task("film", window=HALF_YEAR, slots=[Slot("support", days=9, window=days)])
    found = schedule(division=divided(film), within=FEBRUARY).of("tvri")
    each = schedule(division=divided(film), within=FEBRUARY, recurs={"film": "FREQ=DAILY"})

    assert found.explain() == (
        "2 February 2018: film (tvri helps to do it; days of work: 9 of 2, too few)"
    )
    assert [due.on for due in each.of("tvri").assignments] == [date(2018, 2, 1), date(2018, 2, 2)]
    assert schedule(division=divided(film), within=Period(date(2018, 3, 1))).of("tvri").rows() == []


@given(
    st.sampled_from(["FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=DAILY;COUNT=9"]),
    holidays,
)
def test_a_task_that_recurs_is_due_as_a_routine_is(rule: str, free: set[date]) -> None:
    """On the same days of its window, once for each agency with a duty in it."""
    task = Task("watch", window=HALF_YEAR, slots=[Slot("support")])
    routine = Routine("watch", ("", ""), ["rri"], rule, HALF_YEAR)
    found = schedule(division=divided(task), recurs={"watch": rule}, within=FEBRUARY, holidays=free)
    same = schedule([routine], within=FEBRUARY, holidays=free)

    assert [(each.on, each.nominal) for each in found.of("rri").assignments] == [
        (due.on, due.nominal) for due in same.dues
    ]
    assert on_days(found.of("rri")) == on_days(found.of("tvri"))
    assert found.of("bps") == Schedule(())


def test_a_schedule_tells_tasks_beside_routines() -> None:
    """By day, with the duty and whether its days suffice, in both languages and as rows."""
    report = Routine(
        "report", ("Report", "Laporan"), ["bps"], "FREQ=MONTHLY;BYMONTHDAY=1", FEBRUARY
    )
    film = Task(
        "film",
        ("Film", "Film pendek"),
        days=8,
        window=Period(date(2018, 2, 10), date(2018, 2, 18)),
        slots=[Slot("informed"), Slot("support", days=2)],
    )
    later = [Task("open", window=Period(date(2018, 2, 1))), Task("any")]
    found = schedule(
        [report], division=divided(film, *later), within=FEBRUARY, holidays=[date(2018, 2, 16)]
    )

    assert found.explain() == (
        "1 February 2018: Report (bps)\n"
        "15 February 2018: Film (rri answers for it; days of work: 8 of 4, too few), "
        "instead of 17 February 2018\n"
        "15 February 2018: Film (tvri helps to do it; days of work: 2 of 4), "
        "instead of 17 February 2018\n"
        "15 February 2018: Film (tvri is told of it), instead of 17 February 2018\n"
        "no deadline: any (rri answers for it; days of work: 1)\n"
        "no deadline: open (rri answers for it; days of work: 1)"
    )
    assert found.of("tvri").explain("id") == (
        "15 Februari 2018: Film pendek (tvri, pendukung; hari kerja: 2 dari 4), "
        "pengganti 17 Februari 2018\n"
        "15 Februari 2018: Film pendek (tvri, diberi tahu), pengganti 17 Februari 2018"
    )
    assert found.of("rri").explain("id").splitlines()[0] == (
        "15 Februari 2018: Film pendek (rri, penanggung jawab; hari kerja: 8 dari 4, "
        "tidak cukup), pengganti 17 Februari 2018"
    )
    assert found.rows("id")[1] == {
        "on": "2018-02-15",
        "routine": "",
        "task": "film",
        "title": "Film pendek",
        "who": ["rri"],
        "duty": "lead",
        "from": "2018-02-10",
        "nominal": "2018-02-17",
        "days": 8,
        "working_days": 4,
    }
    assert (found.rows()[-1]["on"], found.rows()[-1]["from"]) == ("", "2018-02-01")
    assert found.rows()[0].keys() == found.rows()[1].keys()


ONE = divided(Task("a"), Task("b", window=Period(None, date(2018, 2, 7))))


def test_a_deadline_may_be_all_that_is_known() -> None:
    """A window that is open at its beginning has a last day, and nobody knows how many."""
    last = schedule(division=ONE, within=FEBRUARY).assignments[0]

    assert (last.on, last.start, last.working) == (date(2018, 2, 6), None, None)
    assert last.row()["from"] == ""


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        (
            lambda: schedule(division=ONE, recurs={"c": "FREQ=DAILY"}, within=FEBRUARY),
            ValueError,
            "must be a task of the division, and is not: c",
        ),
        (
            lambda: schedule(recurs={"a": "FREQ=DAILY"}, within=FEBRUARY),
            ValueError,
            "must be a task of the division, and is not: a",
        ),
        (
            lambda: schedule(division=ONE, recurs={"a": "FREQ=DAILY"}, within=FEBRUARY),
            ValueError,
            "a recurs: give it a window with a first day and an end",
        ),
        (
            lambda: schedule(division=ONE, recurs={"b": "FREQ=DAILY"}, within=FEBRUARY),
            ValueError,
            "b recurs: give it a window with a first day and an end",
        ),
        (
            lambda: schedule(division={"a": "rri"}, within=FEBRUARY),  # type: ignore[arg-type]
            TypeError,
            "the division must be an Allocation or a NoneType",
        ),
        (
            lambda: schedule(within=FEBRUARY).of(3),  # type: ignore[arg-type]
            TypeError,
            "the agency must be a str",
        ),
    ],
)
def test_slips_in_a_schedule_of_tasks_are_told(
    slip: Callable[[], object], kind: type[Exception], words: str
) -> None:
    """What recurs is a task with a beginning and an end."""
    with pytest.raises(kind, match=words):
        slip()
