"""Who cannot take a task in a division, and why: not able, full, or kept apart."""

from collections import Counter
from datetime import date
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import InfeasibleError
from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    Allocation,
    Obstacle,
    Reason,
    Slot,
    Task,
    allocate,
    reasons_against,
    verify,
)
from bakohumas.testing import division_problems, team_problems

Problem = tuple[tuple[Task, ...], tuple[Agency, ...]]
BUSY = {Obstacle.FULL, Obstacle.APART}


def test_a_full_agency_is_told_from_one_that_is_not_able() -> None:
    """Capacity, days of a period and things lent are said to be used up, and by what."""
    may = Period(date(2018, 5, 1), date(2018, 6, 1))
    work = [
        *(Task(f"t{number}", days=2) for number in range(4)), Task("may", window=may),
        Task("film", window=may, needs=["loan:studio"]),
        Task("song", window=may, needs=["loan:studio"]),
        Task("team", slots=[Slot("support")]), Task("radio", needs=["radio"]),
    ]  # fmt: skip
    ready = [
        Agency("busy", 8), Agency("month", 99, limits=[(may, 1)]), Agency("none", 0),
        Agency("rival", 9, apart=["crew"]), Agency("crew", 9),
        Agency("studio", 9, ["loan:studio", "radio"]),
    ]  # fmt: skip
    leads = dict.fromkeys(["t0", "t1", "t2", "t3"], "busy") | {
        "may": "month", "film": "studio", "song": "studio", "team": "studio", "radio": "studio",
    }  # fmt: skip
    made = Allocation.of(leads, tasks=work, agencies=ready, teams={"team": {"support": ["crew"]}})
    told = {
        task: {code: reasons[0].explain() for code, reasons in against.items()}
        for task, against in made.reasons.items()
    }

    assert told["team"] == {
        "busy": "has too little capacity left: t0, t1, t2 +1",
        "none": "has too little capacity left",
        "rival": "is to be kept apart from: crew",
    }
    assert told["film"]["month"] == "cannot lend: studio"
    assert told["may"] == {
        "busy": "has too little capacity left: t0, t1, t2 +1",
        "none": "has too little capacity left",
    }
    lent = attrs.evolve(made, assignments=leads | {"song": "crew"}).reasons["song"]
    assert lent["studio"] == (Reason(Obstacle.FULL, "film"),)
    spent = attrs.evolve(made, assignments=leads | {"may": "crew", "film": "month"})
    assert spent.reasons["may"]["month"] == (Reason(Obstacle.FULL, "film"),)
    line = next(each for each in made.explain("id").splitlines() if each.startswith("- radio"))
    assert line == (
        "- radio: studio; tidak mampu: busy, crew, month, none dan rival "
        "(tidak memiliki keahlian: radio)"
    )
    assert "mampu, tetapi tidak leluasa: none (sisa kapasitasnya kurang)" in made.explain("id")


def test_what_takes_most_is_told_first() -> None:
    """Of the work that fills an agency the longest is named first, and of equals by id."""
    days = {"a": 1, "b": 4, "c": 2, "d": 4}
    work = [Task("new", days=3), *(Task(task, days=n) for task, n in days.items())]
    made = Allocation.of(
        dict.fromkeys(days, "busy") | {"new": "free"},
        tasks=work,
        agencies=[Agency("busy", 11), Agency("free", 3)],
    )

    assert made.reasons["new"]["busy"] == (Reason(Obstacle.FULL, "b, d, c +1"),)


@given(division_problems() | team_problems())
def test_the_reasons_of_a_division_are_those_of_each_pair(problem: Problem) -> None:
    """Told together or one by one, and nobody is full who could take the task as well."""
    try:
        made = allocate(*problem)
    except InfeasibleError:
        return
    for task, agency in product(*problem):
        told = made.reasons[task.id].get(agency.id, ())
        able = [each for each in told if each.obstacle not in BUSY]
        team = made.teams.get(task.id, {})
        seated = [agency.id in members for members in team.values()]
        instead = Allocation.of(
            {**made.assignments, task.id: agency.id},
            tasks=problem[0], agencies=problem[1], teams=made.teams,
        )  # fmt: skip

        assert tuple(able) == reasons_against(task, agency)
        if not any(seated):
            assert bool(told) == bool(verify(instead, *problem))


def test_the_reasons_of_what_is_not_known_are_left_out() -> None:
    """A division by hand may speak of tasks and agencies that there are not."""
    work, ready = (Task("clip", needs=["video"]),), (Agency("lpp", 1),)
    made = Allocation({"clip": "bbc", "poem": "rri"}, 0, {}, work, ready, teams={"poem": {}})

    assert [*made.reasons["clip"]] == ["lpp"]
    assert made.seats == ((work[0], None, "bbc"),)


def test_only_what_a_task_needs_can_be_used_up() -> None:
    """A limit of another month, and a skill that is no loan, leave an agency free."""
    may, june = Period(date(2018, 5, 1), date(2018, 6, 1)), Period(date(2018, 6, 1))
    work = [Task("clip", window=may, needs=["video"]), Task("song", window=may, needs=["video"])]
    ready = [Agency("a", 9, ["video"], limits=[(june, 0)]), Agency("b", 9, ["video"])]
    made = Allocation.of({"clip": "a", "song": "b"}, tasks=work, agencies=ready)

    assert made.reasons == {"clip": {}, "song": {}}


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Tasks and agencies with few codes, so that they often meet, and a window or loan."""
    may, june = Period(date(2018, 5, 1), date(2018, 6, 1)), Period(date(2018, 6, 1))
    skills = st.sets(st.sampled_from(["video", "radio", "loan:studio"]), max_size=2)
    regions = st.sets(st.sampled_from(["63", "6301", "63.01.05", "94", "home"]), max_size=2)
    languages = st.sets(st.sampled_from(["id", "jv"]), max_size=1)
    codes, ids = ["a", "b", "c", "d", "e"], ["t", "u", "v"]
    about = st.dictionaries(st.sampled_from([*ids, "w"]), st.sampled_from(["x", "y"]), max_size=2)
    limits = st.lists(st.tuples(st.sampled_from([may, june]), st.integers(0, 3)), max_size=3)
    agencies = [
        Agency(
            code, draw(st.integers(0, 4)), draw(skills), draw(regions), draw(about),
            languages=draw(languages), conflicts=draw(about), limits=draw(limits),
            apart=draw(st.sets(st.sampled_from([*codes, "z"]), max_size=2)),
            nested=draw(st.booleans()),
        )
        for code in draw(st.sets(st.sampled_from(codes)))
    ]  # fmt: skip
    costs = st.none() | st.dictionaries(st.sampled_from([*codes, "z"]), st.integers(0, 3))
    tasks = [
        Task(
            code, needs=draw(skills), regions=draw(regions), cost=draw(costs),
            languages=draw(languages), days=draw(st.integers(1, 3)),
            window=draw(st.sampled_from([None, may, june])), slots=[Slot("support")],
        )
        for code in ids
    ]  # fmt: skip
    return tuple(tasks), tuple(agencies)


@given(st.data())
def test_reasons_and_their_counts_are_those_of_each_pair(data: st.DataObject) -> None:
    """Of any division by hand: all are told, counted, and of the nearest the first few."""
    tasks, agencies = data.draw(problems())
    codes = [one.id for one in agencies]
    some = st.dictionaries(st.sampled_from([*(task.id for task in tasks)]), st.sampled_from(codes))
    leads = data.draw(some) if codes else {}
    teams = {task: {"support": [code]} for task, code in (data.draw(some) if codes else {}).items()}
    made = Allocation.of(leads, tasks=tasks, agencies=agencies, teams=teams)
    most = data.draw(st.integers(0, 6))
    nearest, obstacles = made.nearest(most), made.obstacles

    assert [*made.reasons] == [*obstacles] == [*nearest] == ["t", "u", "v"]
    for task in tasks:
        told = made.reasons[task.id]
        for agency in agencies:
            able = [each for each in told.get(agency.id, ()) if each.obstacle not in BUSY]
            assert tuple(able) == reasons_against(task, agency)
        assert [*told] == sorted(told)
        assert obstacles[task.id] == Counter(
            obstacle for why in told.values() for obstacle in {each.obstacle for each in why}
        )
        ranked = sorted(told.items(), key=lambda one: (len(one[1]), one[0]))
        assert [*nearest[task.id].items()] == ranked[:most]


def test_the_nearest_are_counted_in_whole_numbers() -> None:
    """Less than nobody, or half an agency, is refused; what is shown of the reasons is all."""
    made = Allocation.of({}, tasks=[Task("clip")], agencies=[Agency("lpp", 0)])

    with pytest.raises(ValueError, match="0 or more, got -1"):
        made.nearest(-1)
    with pytest.raises(TypeError, match="most"):
        made.nearest(1.5)  # type: ignore[arg-type] # refused
    assert repr(made.obstacles) == "{'clip': {<Obstacle.FULL: 'full'>: 1}}"
    assert len(made.reasons) == 1
    with pytest.raises(KeyError):
        made.reasons["song"]


def test_many_alike_are_told_in_a_line() -> None:
    """The first eight of each kind are written out, in both languages; the rest is counted."""
    ready = [
        *(Agency(f"a{number:02}", 1, ["video"]) for number in range(11)),
        *(Agency(f"b{number:02}", 0, ["video"]) for number in range(9)),
        *(Agency(f"c{number:02}", 1) for number in range(1_010)),
    ]
    made = Allocation.of({"clip": "a00"}, tasks=[Task("clip", needs=["video"])], agencies=ready)
    english, indonesian = made.explain(), made.explain("id")

    assert "also able: a01, a02, a03, a04, a05, a06, a07, a08 and 2 more; " in english
    assert "c07 and 1,002 more (lacks a skill: video); " in english
    assert english.endswith("b07 (has too little capacity left) and 1 more")
    assert "c07 dan 1.002 lainnya (tidak memiliki keahlian: video)" in indonesian


def test_work_of_another_month_takes_nothing_of_this_one() -> None:
    """An agency with room for one day in May leads a task of May beside one of June."""
    may, june = Period(date(2018, 5, 1), date(2018, 6, 1)), Period(date(2018, 6, 1))
    work = [Task("may", window=may), Task("june", window=june)]
    ready = [Agency("a", 9, limits=[(may, 1)]), Agency("b", 9)]
    made = Allocation.of({"may": "b", "june": "a"}, tasks=work, agencies=ready)

    assert made.reasons == {"may": {}, "june": {}}
