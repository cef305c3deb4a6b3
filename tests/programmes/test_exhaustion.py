"""Small divisions that no count of places refutes are tried out whole."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings

from bakohumas.errors import InfeasibleError
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Allocation, Slot, Task, allocate, verify
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
APART = (
    [Task("t", slots=[Slot("support", least=2)]), Task("u")],
    [Agency("a", 3, apart=["b"]), Agency("b", 3), Agency("c", 3)],
)


@pytest.mark.parametrize("solver", ["own", "highs"])
@pytest.mark.parametrize(
    ("problem", "tasks"),
    [(WHOLE_DAYS, ("x", "y", "z")), (ONE_DAY, ("x", "y")), (APART, ("t",))],
    ids=["days", "limits", "apart"],
)
def test_what_no_count_refutes_is_tried_out(
    problem: tuple[list[Task], list[Agency]], tasks: tuple[str, ...], solver: str
) -> None:
    """Days that do not add up, limits and agencies kept apart end in a certificate, too."""
    with pytest.raises(
        InfeasibleError, match=r"cannot be done (all at once|in full) by"
    ) as refusal:
        allocate(*problem, solver=solver)  # type: ignore[arg-type]

    found = refusal.value
    assert (found.tasks, found.short_by, found.proof) == (tasks, 1, "trial")
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
    assert not possible(tasks, agencies)
    for spared in made.tasks if made.proof == "trial" else ():
        rest = tuple(each for each in tasks if each.id in made.tasks and each.id != spared)
        assert possible(rest, agencies)


def test_what_is_too_much_to_try_is_left_open() -> None:
    """Past a bound nothing is claimed that was not proved."""
    tasks = [Task("free"), *(Task(f"t{n:02}", days=2) for n in range(25))]
    ready = [Agency(f"a{n:02}", 3) for n in range(24)] + [Agency("z", 1), Agency("y", 1)]
    with pytest.raises(InfeasibleError, match="a search left") as refusal:
        allocate(tasks, ready)
    with pytest.raises(InfeasibleError, match="cannot be done all at once") as proved:
        allocate(tasks, ready, solver="highs")

    assert refusal.value.proof == ""
    assert "pencarian menyisakan" in refusal.value.indonesian[0]
    assert (proved.value.proof, proved.value.short_by) == ("solver", 1)


def test_what_a_search_misses_is_found_by_trying() -> None:
    """With not a day to spare a search without rounds finds no place for one; there is one."""
    tasks = [Task(f"t{n}", days=days) for n, days in enumerate((3, 1, 4, 3, 4))]
    ready = [Agency(f"a{n}", days) for n, days in enumerate((4, 6, 2, 4))]
    made = allocate(tasks, ready, rounds=0)

    assert verify(made, tasks, ready) == ()
    assert made.gap is None


def test_a_trial_ends_when_there_are_too_many_choices() -> None:
    """Few enough places may still allow too many choices: then nothing is claimed either."""
    tasks = [Task("free"), *(Task(f"t{n:02}", days=2) for n in range(22))]
    ready = [Agency(f"a{n:02}", 3) for n in range(21)] + [Agency("z", 1), Agency("y", 1)]
    with pytest.raises(InfeasibleError, match="a search left") as refusal:
        allocate(tasks, ready)

    assert refusal.value.proof == ""
