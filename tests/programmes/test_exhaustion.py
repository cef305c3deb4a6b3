"""What cannot be divided is counted or tried out, and told without the tasks beside it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings

from bakohumas.errors import InfeasibleError
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Allocation, Slot, Task, allocate, verify
from bakohumas.programmes._exhaustion import exhausted  # noqa: PLC2701 - what tries is bent
from bakohumas.programmes._instances import Instance  # noqa: PLC2701 - what it tries
from bakohumas.programmes._solving import Means, prover  # noqa: PLC2701 - the time is bent
from bakohumas.testing import team_problems

FEBRUARY = Period(date(2018, 2, 1), date(2018, 3, 1))
WHOLE_DAYS = (
    [Task("x", days=2), Task("y", days=2), Task("z", days=2), Task("free")],
    [Agency("a", 3), Agency("b", 3), Agency("c", 1)],
)
ONE_DAY = (
    [Task("x", window=FEBRUARY), Task("y", window=FEBRUARY)],
    [Agency("a", 5, limits=[(FEBRUARY, 1)])],
)
NO_REST = (
    [Task("x", days=3), Task("y", days=3), Task("z", days=2), Task("free", cost={"c": 0})],
    [Agency("a", 4), Agency("b", 4), Agency("c", 1)],
)
APART = (
    [Task("t", slots=[Slot("support", least=2)]), Task("u")],
    [Agency("a", 3, apart=["b"]), Agency("b", 3), Agency("c", 3)],
)


@pytest.mark.parametrize("solver", ["own", "highs"])
@pytest.mark.parametrize(
    ("problem", "tasks", "proof"),
    [
        (WHOLE_DAYS, ("x", "y", "z"), "limits"),
        (ONE_DAY, ("x", "y"), "limits"),
        (NO_REST, ("x", "y", "z"), "trial"),
        (APART, ("t",), "trial"),
    ],
    ids=["days", "limits", "rest", "apart"],
)
def test_what_no_count_of_days_refutes_is_counted_whole_or_tried_out(
    problem: tuple[list[Task], list[Agency]], tasks: tuple[str, ...], proof: str, solver: str
) -> None:
    """Days that do not add up, limits and agencies kept apart end in a certificate, too."""
    with pytest.raises(
        InfeasibleError, match=r"cannot be done (all at once|in full) by"
    ) as refusal:
        allocate(*problem, solver=solver)  # type: ignore[arg-type]

    found = refusal.value
    assert (found.tasks, found.short_by, found.proof) == (tasks, 1, proof)
    assert "tidak dapat dikerjakan se" in found.indonesian[0]


def possible(tasks: tuple[Task, ...], agencies: tuple[Agency, ...]) -> bool:
    """Whether any choice of agencies for the places stands up to the verifier."""
    posts = [(task, slot) for task in tasks for slot in (None, *task.slots)]
    places = [(task, slot) for task, slot in posts for _ in range(slot.least if slot else 1)]
    for chosen in product([each.id for each in agencies], repeat=len(places)):
        leads, teams = dict[str, str](), dict[str, dict[str, tuple[str, ...]]]()
        for (task, slot), who in zip(places, chosen, strict=True):
            if slot is None:
                leads[task.id] = who
            else:
                team = teams.setdefault(task.id, {})
                team[slot.name] = (*team.get(slot.name, ()), who)
        made = Allocation.of(leads, tasks=tasks, agencies=agencies, teams=teams)
        if not verify(made, tasks, agencies):
            return True
    return False


def divided(tasks: tuple[Task, ...], agencies: tuple[Agency, ...]) -> Allocation | InfeasibleError:
    """The division, or why there is none."""
    try:
        return allocate(tasks, agencies)
    except InfeasibleError as refusal:
        return refusal


@given(team_problems())
@settings(max_examples=60, deadline=None)
def test_a_small_division_is_found_or_refuted(
    problem: tuple[tuple[Task, ...], tuple[Agency, ...]],
) -> None:
    """Of few places nothing is left open: a division, or a proof that there is none."""
    tasks, agencies = problem
    places = sum(1 + sum(slot.least for slot in task.slots) for task in tasks)
    if len(agencies) ** places > 3000:
        return
    made = divided(tasks, agencies)
    if isinstance(made, Allocation):
        assert verify(made, tasks, agencies) == ()
        return
    assert made.proof
    assert not possible(tuple(each for each in tasks if each.id in made.tasks), agencies)
    for spared in made.tasks if made.proof == "trial" else ():
        rest = tuple(each for each in tasks if each.id in made.tasks and each.id != spared)
        assert possible(rest, agencies)


@given(team_problems())
@settings(max_examples=60, deadline=None)
def test_tasks_beside_it_are_not_blamed(
    problem: tuple[tuple[Task, ...], tuple[Agency, ...]],
) -> None:
    """What cannot be done is proved and named as if there were no others, which cost nobody."""
    tasks, agencies = problem
    free = tuple(Task(f"u{n:02}", cost={"z": 0}) for n in range(30))
    idle = Agency("z", 30, excludes={task.id: "has its own work" for task in tasks})
    alone, beside = divided(tasks, agencies), divided((*tasks, *free), (*agencies, idle))

    if isinstance(alone, Allocation):
        assert isinstance(beside, Allocation)
        return
    assert isinstance(beside, InfeasibleError)
    assert beside.proof
    assert not {task.id for task in free}.intersection(beside.tasks)
    assert "z" not in beside.agencies


@pytest.mark.parametrize("solver", ["own", "highs"])
@pytest.mark.parametrize("beside", [14, 140])
def test_one_team_that_cannot_be_is_proved_beside_many_tasks(beside: int, solver: str) -> None:
    """However many tasks anybody could do stand beside it."""
    work = [Task("zz", slots=[Slot("support")]), *(Task(f"t{n:03}") for n in range(beside))]
    with pytest.raises(InfeasibleError) as refusal:
        allocate(work, [Agency("a", 90, apart=["b"]), Agency("b", 90)], solver=solver)  # type: ignore[arg-type]

    assert (refusal.value.tasks, refusal.value.proof) == (("zz",), "trial")


@pytest.mark.parametrize(
    ("work", "offer"),
    [
        ({"window": FEBRUARY}, {"limits": [(FEBRUARY, 1)]}),
        ({"window": FEBRUARY, "needs": ["loan:studio"]}, {"skills": ["loan:studio"]}),
        ({"days": 3}, {}),
    ],
    ids=["limit", "loan", "length"],
)
def test_limits_loans_and_lengths_are_places(
    work: dict[str, object], offer: dict[str, object]
) -> None:
    """Thirty tasks where twenty-eight agencies can each take one lack two places."""
    tasks = [Task(f"t{n:02}", **work) for n in range(30)]  # type: ignore[arg-type]
    ready = [Agency(f"a{n:02}", 5, **offer) for n in range(28)]  # type: ignore[arg-type]
    idle = Agency("z", 2, excludes={task.id: "has its own work" for task in tasks})
    with pytest.raises(InfeasibleError) as refusal:
        allocate([*tasks, Task("free", days=2)], [*ready, idle])
    found = refusal.value

    assert set(found.tasks) == {task.id for task in tasks}
    assert set(found.agencies) == {agency.id for agency in ready}
    assert (found.short_by, found.proof) == (2, "limits")


def bins(extra: int) -> tuple[list[Task], list[Agency]]:
    """Twelve tasks of four days and eight of three, which fill eight times ten, and some more."""
    sizes = [4] * 12 + [3] * (8 + extra)
    tasks = [Task(f"t{n:02}", days=days) for n, days in enumerate(sizes)]
    return [*tasks, Task("free", cost={"z": 0})], [
        *(Agency(f"a{n}", 10) for n in range(8)),
        Agency("z", 1),
    ]


def test_what_is_too_much_to_try_is_left_open() -> None:
    """Past a bound nothing is claimed that was not proved; a solver names what has no division."""
    tasks, ready = bins(1)
    with pytest.raises(InfeasibleError, match="a search left") as refusal:
        allocate(tasks, ready)
    with pytest.raises(InfeasibleError, match="cannot be done all at once") as proved:
        allocate(tasks, ready, solver="highs")

    assert refusal.value.proof == ""
    assert "pencarian menyisakan" in refusal.value.indonesian[0]
    assert (proved.value.proof, proved.value.short_by) == ("solver", 1)
    assert set(proved.value.tasks) == {task.id for task in tasks} - {"free"}
    assert verify(allocate(*bins(0)), *bins(0)) == ()


@pytest.mark.parametrize("room", ["_exhaustion._BUDGET", "_exhaustion._DEEPEST"])
def test_what_may_not_be_tried_is_left_open(monkeypatch: pytest.MonkeyPatch, room: str) -> None:
    """Without a trial nothing is claimed, and a solver that may not be asked blames everything."""
    package = "bakohumas.programmes"
    monkeypatch.setattr(f"{package}.{room}", 0)
    assert verify(allocate(*bins(0)), *bins(0)) == ()
    with pytest.raises(InfeasibleError, match="a search left"):
        allocate(*NO_REST, seconds=0)
    with pytest.raises(InfeasibleError) as some:
        allocate(*NO_REST, solver="highs")
    monkeypatch.setattr(f"{package}._solving._CALLS", 0)
    with pytest.raises(InfeasibleError) as every:
        allocate(*NO_REST, solver="highs")

    assert (some.value.proof, some.value.tasks) == ("solver", ("x", "y", "z"))
    assert (every.value.proof, every.value.tasks) == ("solver", ("free", "x", "y", "z"))


def test_a_solver_without_time_cannot_say() -> None:
    """It claims neither that there is a division of a part nor that there is none."""
    tasks, ready = bins(0)
    instance = Instance.of(tasks, tuple(ready))
    with pytest.raises(OverflowError, match="cannot say"):
        prover(instance, Means("highs", seconds=0))(range(len(instance.posts)))


def test_a_task_that_may_not_be_spared_stays_named() -> None:
    """Where it is too much to try whether it could be, a task remains in the certificate."""
    instance = Instance.of(NO_REST[0], tuple(NO_REST[1]))

    def tries(posts: Sequence[int]) -> Mapping[int, int] | None:
        if len(posts) == len(instance.posts):
            return None
        raise OverflowError

    found = exhausted(instance, range(len(instance.posts)), tries, "trial")
    assert isinstance(found, InfeasibleError)
    assert found.tasks == ("free", "x", "y", "z")


def team_planted(seed: int) -> tuple[list[Task], list[Agency]]:
    """Ten teams of three over 34 agencies, none of which has a day that its team does not need."""
    dice = Random(seed)
    codes = [f"a{n:02}" for n in range(34)]
    loads, skills = dict.fromkeys(codes, 0), {code: set[str]() for code in codes}
    tasks = []
    for n in range(10):
        lead, *two = dice.sample(codes, 3)
        need, other = dice.choices("vwxyz", k=2)
        days, help_days = dice.randint(1, 5), dice.randint(1, 2)
        for code, what, load in [(lead, need, days), *((each, other, help_days) for each in two)]:
            skills[code].add(what)
            loads[code] += load
        slot = Slot("support", needs=[other], least=2, days=help_days)
        tasks.append(Task(f"t{n}", needs=[need], days=days, slots=[slot]))
    return tasks, [Agency(code, loads[code], sorted(skills[code])) for code in codes]


def loans_planted(seed: int) -> tuple[list[Task], list[Agency]]:
    """Four studios, each lent to eight tasks whose windows are laid end to end."""
    dice = Random(seed)
    tasks = []
    for studio in range(4):
        day = date(2018, 1, 1)
        for n in range(8):
            end = day + timedelta(dice.randint(3, 6))
            window = Period(day, end)
            tasks.append(Task(f"t{studio}_{n}", needs=["loan:studio"], window=window))
            day = end
    return tasks, [Agency(f"a{n}", 20, ["loan:studio"]) for n in range(4)]


@pytest.mark.parametrize("planted", [team_planted, loans_planted])
def test_a_division_that_was_hidden_is_found(
    planted: Callable[[int], tuple[list[Task], list[Agency]]],
) -> None:
    """With no day and no studio to spare, and the same in whatever order things are listed."""
    for seed in range(25):
        tasks, ready = planted(seed)
        made = allocate(tasks, ready)
        assert verify(made, tasks, ready) == ()
        assert allocate(tasks[::-1], ready[::-1]) == made


def test_what_a_search_misses_is_found_by_trying() -> None:
    """With not a day to spare a search without rounds finds no place for one; there is one."""
    tasks = [Task(f"t{n}", days=days) for n, days in enumerate((3, 1, 4, 3, 4))]
    ready = [Agency(f"a{n}", days) for n, days in enumerate((4, 6, 2, 4))]
    made = allocate(tasks, ready, rounds=0)

    assert verify(made, tasks, ready) == ()
    assert made.gap is None
