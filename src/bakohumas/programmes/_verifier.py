from collections.abc import Iterable

from bakohumas.errors import expect
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._work import Agency, Task, by_id


def verify(
    allocation: Allocation, tasks: Iterable[Task], agencies: Iterable[Agency]
) -> tuple[str, ...]:
    """What is wrong with a division, judged from the tasks and agencies alone.

    Whether every task has one able agency, no agency more tasks than it can
    take, and the allocation's own figures are true. It knows nothing of how
    the division was found, and does not ask whether a better one exists.

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
    cost = 0
    loads = dict.fromkeys(ready, 0)
    for name, code in allocation.assignments.items():
        task, agency = work.get(name), ready.get(code)
        if task is None:
            wrong.append(f"{name} is not among the tasks")
        elif agency is None:
            wrong.append(f"{name} goes to {code}, which is not among the agencies")
        else:
            wrong += _unfit(task, agency)
            cost += task.cost.get(code, 0)
            loads[code] += 1
    wrong += [
        f"{code} takes {load} tasks and can take {ready[code].capacity}"
        for code, load in loads.items()
        if load > ready[code].capacity
    ]
    if allocation.loads != loads:
        wrong.append("the loads it states are not those of its assignments")
    if allocation.cost != cost:
        wrong.append(f"it states a cost of {allocation.cost}, its assignments cost {cost}")
    if allocation.tasks != tuple(work.values()) or allocation.agencies != tuple(ready.values()):
        wrong.append("it was made for other tasks or agencies")
    return tuple(wrong)


def _unfit(task: Task, agency: Agency) -> list[str]:
    pair = f"{task.id} goes to {agency.id}, which"
    found = []
    if set(task.needs) - set(agency.skills):
        found.append(f"{pair} lacks the skill for it")
    if agency.regions and set(task.regions) - set(agency.regions):
        found.append(f"{pair} does not serve its region")
    if agency.excludes.keys() & {task.id}:
        found.append(f"{pair} is excluded from it")
    if task.cost and not task.cost.keys() & {agency.id}:
        found.append(f"{pair} has given no cost for it")
    return found
