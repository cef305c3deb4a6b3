from collections.abc import Iterable, Iterator, Mapping

from bakohumas.errors import expect
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._duties import Duty
from bakohumas.programmes._work import Agency, Slot, Task, by_id

Seat = tuple[Task, Slot | None, Agency]


def verify(
    allocation: Allocation, tasks: Iterable[Task], agencies: Iterable[Agency]
) -> tuple[str, ...]:
    """What is wrong with a division, judged from the tasks and agencies alone.

    Whether every task has one able agency to lead it and every slot as many as it needs,
    none twice and none beside one that it is kept apart from; whether no agency has more
    work than it can take, in all and in each of its periods; and whether the allocation's
    own figures are true. It knows nothing of how the division was found, and does not ask
    whether a better one exists.

    Args:
        allocation: The division.
        tasks: The tasks that were to be divided.
        agencies: The agencies that stood ready.

    Returns:
        One line a fault; none at all where there is none.

    Raises:
        TypeError: If an argument holds something else.
        ValueError: If two tasks, or two agencies, share an id.

    Examples:
        >>> work, ready = [Task("clip"), Task("story")], [Agency("rri", 1)]
        >>> verify(Allocation.of({"clip": "rri"}, tasks=work, agencies=ready), work, ready)
        ('story has no agency',)
    """
    expect(allocation, Allocation, what="allocation")
    work, ready = by_id(tasks, Task), by_id(agencies, Agency)
    wrong = [f"{task} has no agency" for task in work if task not in allocation.assignments]
    seats: list[Seat] = []
    for name, code in allocation.assignments.items():
        if name not in work:
            wrong.append(f"{name} is not among the tasks")
        elif code not in ready:
            wrong.append(f"{name} goes to {code}, which is not among the agencies")
        else:
            seats.append((work[name], None, ready[code]))
    wrong += _teams(allocation, work, ready, seats)
    for task, slot, agency in seats:
        wrong += _unfit(task, slot, agency)
    wrong += _beside(seats)
    wrong += _overburdened(seats, ready)
    wrong += _misstated(allocation, seats, ready)
    if allocation.tasks != tuple(work.values()) or allocation.agencies != tuple(ready.values()):
        wrong.append("it was made for other tasks or agencies")
    return tuple(wrong)


def _teams(
    allocation: Allocation,
    work: Mapping[str, Task],
    ready: Mapping[str, Agency],
    seats: list[Seat],
) -> Iterator[str]:
    """What is wrong with the slots; whoever sits in one is put with the others."""
    for name in sorted(allocation.teams.keys() - work.keys()):
        yield f"{name} has a team and is not among the tasks"
    for name, task in work.items():
        team = allocation.teams.get(name, {})
        slots = {slot.name: slot for slot in task.slots}
        for unknown in sorted(team.keys() - slots.keys()):
            yield f"{name} has no slot {unknown}"
        for place, slot in slots.items():
            members = team.get(place, ())
            if not slot.least <= len(members) <= slot.most:
                yield (
                    f"{name} has {len(members)} agencies in {place}, where it needs "
                    f"{slot.least} to {slot.most}"
                )
            for code in members:
                if code in ready:
                    seats.append((task, slot, ready[code]))
                else:
                    yield f"{name} has {code} in {place}, which is not among the agencies"


def _unfit(task: Task, slot: Slot | None, agency: Agency) -> Iterator[str]:
    if slot is None:
        works, needs, cost = True, task.needs, task.cost
        pair = f"{task.id} goes to {agency.id}, which"
    else:
        works = slot.duty in {Duty.LEAD, Duty.SUPPORT}
        needs, cost = slot.needs, slot.cost
        pair = f"{task.id} has {agency.id} in {slot.name}, which"
    if set(needs) - set(agency.skills):
        yield f"{pair} lacks the skill for it"
    if works and agency.regions and set(task.regions) - set(agency.regions):
        yield f"{pair} does not serve its region"
    if works and agency.languages and set(task.languages) - set(agency.languages):
        yield f"{pair} does not work in its language"
    if works and agency.conflicts.keys() & {task.id}:
        yield f"{pair} has a conflict of interest over it"
    if agency.excludes.keys() & {task.id}:
        yield f"{pair} is excluded from it"
    if cost and not cost.keys() & {agency.id}:
        yield f"{pair} has given no cost for it"


def _beside(seats: list[Seat]) -> Iterator[str]:
    """Agencies that sit twice in one task, or beside one that they are kept apart from."""
    teams: dict[str, list[Agency]] = {}
    for task, _, agency in seats:
        teams.setdefault(task.id, []).append(agency)
    for name, team in teams.items():
        for place, one in enumerate(team):
            for other in team[:place]:
                if one.id == other.id:
                    yield f"{name} has {one.id} twice"
                elif one.id in other.apart or other.id in one.apart:
                    yield f"{name} has {other.id} and {one.id}, which are to be kept apart"


def _overburdened(seats: list[Seat], ready: Mapping[str, Agency]) -> Iterator[str]:
    work: dict[str, list[tuple[Task, int]]] = {}
    for task, slot, agency in seats:
        work.setdefault(agency.id, []).append((task, (slot or task).days))
    for code, agency in ready.items():
        mine = work.get(code, [])
        load = sum(days for _, days in mine)
        if load > agency.capacity:
            what = "days" if any(days != 1 for _, days in mine) else "tasks"
            yield f"{code} takes {load} {what} and can take {agency.capacity}"
        for period, limit in agency.limits:
            taken = sum(days for task, days in mine if task.window and period.overlaps(task.window))
            if taken > limit:
                yield f"{code} takes {taken} days in {period} and can take {limit}"


def _misstated(
    allocation: Allocation, seats: list[Seat], ready: Mapping[str, Agency]
) -> Iterator[str]:
    loads = dict.fromkeys(ready, 0)
    cost = 0
    for task, slot, agency in seats:
        cost += (slot or task).cost.get(agency.id, 0)
        loads[agency.id] += (slot or task).days
    if allocation.loads != loads:
        yield "the loads it states are not those of its assignments"
    if allocation.cost != cost:
        yield f"it states a cost of {allocation.cost}, its assignments cost {cost}"
