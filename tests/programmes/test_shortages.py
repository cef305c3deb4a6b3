import sys
from collections.abc import Iterator, Mapping
from itertools import product

import attrs
import pytest
from hypothesis import given, settings

from bakohumas.errors import InfeasibleError, MissingExtraError
from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    Loan,
    Obstacle,
    Relief,
    Role,
    Slot,
    Task,
    allocate,
    nobody_can,
    reasons_against,
    relaxations,
)
from bakohumas.testing import division_problems

Problem = tuple[tuple[Task, ...], tuple[Agency, ...]]
ANYTIME = Period(None)


def missing(problem: Problem) -> int:
    """How many tasks find no place, by trying which agencies there are for whom."""
    tasks, agencies = problem
    able = [
        [None, *(one.id for one in agencies if not reasons_against(task, one))] for task in tasks
    ]
    fits = (
        chosen.count(None)
        for chosen in product(*able)
        if all(chosen.count(one.id) <= one.capacity for one in agencies)
    )
    return min(fits)


def matched(problem: Problem) -> int:
    """The same by one alternating path after the other, for more agencies than can be tried."""
    tasks, agencies = problem
    places = [(one.id, number) for one in agencies for number in range(one.capacity)]
    able = {
        task.id: [
            place
            for one in agencies
            if not reasons_against(task, one)
            for place in places
            if place[0] == one.id
        ]
        for task in tasks
    }
    held: dict[tuple[str, int], str] = {}

    def finds(task: str, seen: set[tuple[str, int]]) -> bool:
        for place in able[task]:
            if place not in seen:
                seen.add(place)
                if place not in held or finds(held[place], seen):
                    held[place] = task
                    return True
        return False

    return sum(not finds(task.id, set()) for task in tasks)


def every_change(problem: Problem, short: int) -> Iterator[tuple[Relief, Problem]]:
    """All that can be changed of one agency or one task, and the problem after it."""
    tasks, agencies = problem
    needs = {need for task in tasks for need in task.needs}
    regions = {region for task in tasks for region in task.regions}
    for at, one in enumerate(agencies):
        changed = [
            (Relief.CAPACITY, attrs.evolve(one, capacity=one.capacity + short)),
            *((Relief.OFFER, attrs.evolve(one, skills=[*one.skills, need])) for need in needs),
            *(
                (Relief.OFFER, attrs.evolve(one, regions=[*one.regions, region]))
                for region in regions
                if one.regions
            ),
            *(
                (Relief.BAR, attrs.evolve(one, excludes=set_aside(one.excludes, task)))
                for task in one.excludes
            ),
        ]
        for relief, other in changed:
            yield relief, (tasks, (*agencies[:at], other, *agencies[at + 1 :]))
    for at, task in enumerate(tasks):
        changes = [
            *((Relief.NEED, attrs.evolve(task, needs={*task.needs} - {need})) for need in needs),
            *(
                (Relief.NEED, attrs.evolve(task, regions={*task.regions} - {region}))
                for region in regions
            ),
            *(
                (Relief.BAR, attrs.evolve(task, cost={**task.cost, one.id: 1}))
                for one in agencies
                if task.cost is not None and one.id not in task.cost
            ),
        ]
        for relief, easier in changes:
            yield relief, ((*tasks[:at], easier, *tasks[at + 1 :]), agencies)


def set_aside(why: Mapping[str, str], task: str) -> dict[str, str]:
    """Why an agency is excluded, but from this task."""
    return {other: reason for other, reason in why.items() if other != task}


@settings(max_examples=150)
@given(division_problems(max_tasks=4, max_agencies=3))
def test_every_relaxation_helps_as_much_as_it_says(problem: Problem) -> None:
    """With the change made as many tasks are left over as it says, fewer than before."""
    short = missing(problem)
    found = relaxations(*problem)

    assert matched(problem) == short
    assert bool(found) <= bool(short)
    for change in found:
        assert change.left == missing(change.applied(*problem)) < short
        assert change.explain("id")


@settings(max_examples=100)
@given(division_problems(max_tasks=6, max_agencies=14))
def test_no_single_change_helps_more_than_those_told(problem: Problem) -> None:
    """Of each kind the best that there is stands among them, however many agencies there are."""
    short = matched(problem)
    told = dict.fromkeys(Relief, short)
    for change in relaxations(*problem):
        told[change.relief] = min(told[change.relief], change.left)
    best = dict.fromkeys(Relief, short)
    for relief, changed in every_change(problem, short):
        best[relief] = min(best[relief], matched(changed))

    assert told == best


@pytest.mark.parametrize("many", [8, 33, 600])
def test_the_agency_that_solves_it_is_found_among_many(many: int) -> None:
    """However many stand before it by id and could help a little, or not at all."""
    little = [Agency(f"b{number:03}", 1, ["w"]) for number in range(many)]
    work = [Task(f"t{number}", needs=["v", "w"]) for number in range(5)]
    first = relaxations(work, [*little, Agency("c", 5, ["w"])])[0]
    assert (str(first), first.left) == ("let c take on v (skill)", 0)

    none = [Agency(f"b{number:03}", 0) for number in range(many)]
    found = [str(each) for each in relaxations([Task("t", needs=["v"])], [*none, Agency("c", 5)])]
    assert found == ["let c take on v (skill)", "drop v from the needs of t"]

    full = [Agency(f"b{number:03}", 1, ["v"]) for number in range(many)]
    busy = [Task(f"a{number:03}", needs=["v"]) for number in range(many)]
    found = [
        str(each)
        for each in relaxations(
            [*busy, Task("z", needs=["v", "w"])], [*full, Agency("c", 1, ["w"])]
        )
    ]
    assert found[0] == "let c take on v (skill)"


VIDEO = Task("clip", ("Clip", "Klip"), needs=["video"], regions=["91"])
READY = (
    Agency("antara", 1, ["video"], ["31"]),
    Agency("lpp", 1, ["video"], ["31"], excludes={"clip": "rests"}),
    Agency("rri", 1, ["radio"], ["91"]),
    Agency("tvri", 1, ["video"], ["31"]),
)


def test_who_has_what_and_who_comes_nearest_is_told() -> None:
    """The sentence of the issue, with names where they are given, in both languages."""
    names = {"91": "Papua", "rri": "RRI Jayapura"}

    assert nobody_can(VIDEO, READY, names=names) == (
        "no agency can do video in Papua: 3 have video, 1 serves Papua, none both; nearest: "
        "antara (does not serve the region: Papua), RRI Jayapura (lacks a skill: video) and "
        "tvri (does not serve the region: Papua)"
    )
    assert nobody_can(VIDEO, READY, names=names, lang="id").startswith(
        "tidak ada instansi yang dapat mengerjakan video di Papua: 3 memiliki video, 1 melayani "
        "Papua, tidak ada yang memenuhi semuanya; terdekat: antara (tidak melayani wilayah: Papua)"
    )
    assert nobody_can(VIDEO, [*READY, Agency("x", 0, ["video"])]) == ""
    assert nobody_can(VIDEO, []) == "no agency can do Clip: none stands ready"
    assert nobody_can(VIDEO, [], lang="id").endswith("mengerjakan Klip: belum ada yang siap")
    barred = Agency("x", 1, ["video"], excludes={"clip": "owns it"})
    assert "1 with all that is asked, but stopped otherwise" in nobody_can(VIDEO, [barred])
    assert nobody_can(Task("a"), [attrs.evolve(barred, excludes={"a": "no"})]) == (
        "no agency can do a: 1 with all that is asked, but stopped otherwise; nearest: "
        "x (is excluded: no)"
    )
    film = Task("film", languages=["bjn"], slots=[Slot("support", needs=[Loan.STUDIO])])
    assert "2 work in bjn, 0 have studio" not in nobody_can(film, READY, slot=film.slots[0])
    assert "0 have studio, 4 work in bjn, none both" in nobody_can(film, READY, slot=film.slots[0])
    asked = Task("b", needs=["x"], slots=[Slot("consulted", needs=["y"])], languages=["id"])
    assert "0 have y;" in nobody_can(asked, READY, slot=asked.slots[0])
    three = attrs.evolve(VIDEO, languages=["bjn"])
    assert "none all of it" in nobody_can(three, READY)


def test_a_refusal_tells_what_would_help() -> None:
    """The refusal holds the sentence, and each kind of change that was found to help."""
    with pytest.raises(InfeasibleError) as refusal:
        allocate([VIDEO], READY)

    lonely, helps = refusal.value.details
    assert lonely == nobody_can(VIDEO, READY)
    assert helps == (
        "any of these would help: let antara take on 91 (region), let rri take on video (skill), "
        "let tvri take on 91 (region), drop video from the needs of clip or drop 91 from the "
        "needs of clip"
    )
    assert refusal.value.indonesian[0].startswith("tugas clip tidak dapat dikerjakan")
    assert refusal.value.indonesian[2] == (
        "salah satu dari ini akan membantu: lengkapi antara dengan 91, lengkapi rri dengan video, "
        "lengkapi tvri dengan 91, hapus video dari syarat clip atau hapus 91 dari syarat clip"
    )
    assert str(refusal.value).endswith(helps)


def test_every_kind_of_relaxation_is_told() -> None:
    """Capacity, a language and a role, what is still missing, in both languages."""
    two = [Task("a", languages=["bjn"], needs=[Role.ADVISOR]), Task("b", needs=[Role.ADVISOR])]
    ready = [Agency("x", 0, [Role.ADVISOR], languages=["id"]), Agency("y", 1, languages=["bjn"])]
    told = [str(change) for change in relaxations(two, ready)]

    assert told == [
        "give x a capacity of 1 more (1 still missing)",
        "let y take on advisor (role) (1 still missing)",
        "drop advisor from the needs of a (1 still missing)",
        "drop advisor from the needs of b (1 still missing)",
    ]
    assert relaxations(two, ready)[0].explain("id") == (
        "tambah kapasitas x sebanyak 1 (masih kurang 1)"
    )
    spoken = [Agency("x", 2, [Role.ADVISOR], languages=["id"])]
    assert [str(change) for change in relaxations(two, spoken)] == [
        "let x take on bjn (language)",
        "drop bjn from the needs of a",
    ]


def test_days_are_short_by_the_day() -> None:
    """Where tasks differ in days the certificate counts days, and says so only if it is true."""
    work = [Task("a", days=3), Task("b", days=2), Task("c", days=2)]
    with pytest.raises(InfeasibleError) as refusal:
        allocate(work, [Agency("x", 6)])

    assert (refusal.value.short_by, refusal.value.proof) == (1, "places")
    with pytest.raises(InfeasibleError) as search:
        allocate(work, [Agency("x", 3), Agency("y", 3), Agency("z", 1)])
    assert search.value.proof == "limits"


def test_capacity_that_is_left_over_is_counted() -> None:
    """Three days are there and five are wanted: two more will do, and one will not."""
    work, ready = [Task("t", days=5)], [Agency("x", 3)]
    (change,) = relaxations(work, ready)

    assert (change.days, change.left) == (2, 0)
    assert allocate(work, [Agency("x", 3 + change.days)]).assignments == {"t": "x"}
    with pytest.raises(InfeasibleError):
        allocate(work, [Agency("x", 2 + change.days)])


@pytest.mark.parametrize("least", [2, 10_000_000])
def test_more_agencies_than_there_are_is_told_at_once(least: int) -> None:
    """However many a slot asks for; no capacity would help, and none is offered."""
    work = [Task("t", slots=[Slot("support", least=least, needs=["q"]), Slot("informed")])]
    ready = [Agency("x", 3), Agency("y", 1)]
    with pytest.raises(InfeasibleError) as refusal:
        allocate(work, ready)
    found = refusal.value

    assert (found.tasks, found.agencies) == (("t",), ("x", "y"))
    assert (found.short_by, found.proof) == (least, "team")
    assert found.details == (nobody_can(work[0], ready, slot=work[0].slots[0]),)
    assert relaxations(work, ready) == ()


def test_a_very_large_problem_is_told_in_its_outlines() -> None:
    """Past 20,000 days nothing is cut into places: what is proved still holds, or is not said."""
    ready = [Agency("x", 10_000), Agency("y", 10_000)]
    work = [Task("a", days=15_000), Task("b", days=6_000)]
    with pytest.raises(InfeasibleError) as refusal:
        allocate(work, ready)
    assert (refusal.value.short_by, refusal.value.proof) == (1_000, "places")
    assert refusal.value.agencies == ("x", "y")
    assert relaxations(work, ready) == ()

    with pytest.raises(InfeasibleError) as search:
        allocate([Task("a", days=9_000), Task("b", days=11_000), Task("c", needs=["q"])],
                 [*ready, Agency("z", 5, ["q"])])  # fmt: skip
    assert search.value.proof == "limits"


def test_obstacles_of_every_kind_have_reasons() -> None:
    """Roles, channels, loans, languages, periods and conflicts are told in both languages."""
    task = Task(
        "a",
        needs=[Role.ADVISOR, "channel:instagram", Loan.VENUE, "own:thing"],
        languages=["bjn"],
        days=3,
        window=ANYTIME,
    )
    agency = Agency("x", 9, languages=["id"], conflicts={"a": "sells it"}, limits=[(ANYTIME, 2)])
    found = reasons_against(task, agency)

    assert [each.obstacle for each in found] == [
        Obstacle.CHANNEL,
        Obstacle.LOAN,
        Obstacle.SKILL,
        Obstacle.ROLE,
        Obstacle.LANGUAGE,
        Obstacle.WINDOW,
        Obstacle.CONFLICT,
    ]
    assert [each.explain("id") for each in found[:4]] == [
        "tidak memiliki kanal: instagram",
        "tidak dapat meminjamkan: tempat",
        "tidak memiliki keahlian: own:thing",
        "tidak menjalankan peran: penasihat",
    ]
    assert reasons_against(task, agency, Slot("informed")) == ()


def test_a_solver_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without SciPy the refusal names the extra that brings it."""
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    monkeypatch.delitem(sys.modules, "bakohumas.programmes._scipy", raising=False)
    with pytest.raises(MissingExtraError, match=r"solver='highs' needs scipy.*bakohumas\[solve\]"):
        allocate([], [], solver="highs")


def test_a_matching_falls_back_on_the_own_method() -> None:
    """Numbers too great for floating point are divided exactly all the same."""
    huge = 10**20
    work = [Task("a", cost={"x": 0, "y": huge}), Task("b", cost={"x": huge})]
    ready = [Agency("x", 1), Agency("y", 1)]
    made = allocate(work, ready, objective="fair", solver="highs")

    assert made.cost == 2 * huge
    assert made.gap == 0
    small = [Task("a", cost={"x": 1, "y": 2}), Task("b", cost={"x": 1})]
    assert allocate(small, ready, objective="fair", solver="highs").cost == 3
    assert allocate(small, ready, solver="highs").cost == 3
    crowded = [Task("a", cost={"x": 1}), Task("b", cost={"x": 1}), Task("c", cost={"y": 1, "z": 2})]
    for agencies in (ready, [*ready, Agency("z", 1)]):
        with pytest.raises(InfeasibleError) as refusal:
            allocate(crowded, agencies, objective="fair", solver="highs")
        assert (refusal.value.tasks, refusal.value.agencies) == (("a", "b"), ("x",))
    mixed = [Task("a", days=2, cost={"x": huge}), Task("b", cost={"x": huge})]
    assert allocate(mixed, [Agency("x", 3)], solver="highs").gap is None
    with pytest.raises(InfeasibleError):
        allocate([Task("a", days=2, needs=["z"]), Task("b", needs=["z"])], [], solver="highs")
