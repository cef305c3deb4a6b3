from typing import Any

from bakohumas.errors import expect
from bakohumas.languages import Lang, pick
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._duties import Duty
from bakohumas.programmes._verifier import faults
from bakohumas.programmes._work import window_of


def raci(allocation: Allocation, lang: Lang = "en") -> list[dict[str, Any]]:
    """Who is responsible, accountable, consulted and informed: one plain row a task.

    Every row is checked: a task has exactly one agency that is accountable for it, which
    also is responsible and has no conflict of interest over it; and whatever else
    :func:`verify` finds wrong with the task, or with the work of those who do it.

    Args:
        allocation: The division.
        lang: The language of titles and faults.

    Returns:
        Id and title of the task, the one accountable (empty where there is none), lists of those
        responsible, consulted and informed, and the faults, none where the row passes.

    Raises:
        TypeError: If *allocation* is none.

    Examples:
        >>> from bakohumas.programmes import Agency, Slot, Task, allocate
        >>> work = [Task("clip", slots=[Slot("support")])]
        >>> row = raci(allocate(work, [Agency("rri", 2), Agency("tvri", 2)]))[0]
        >>> row["accountable"], row["responsible"], row["faults"]
        ('rri', ['rri', 'tvri'], [])
    """
    expect(allocation, Allocation, what="allocation")
    wrong = faults(allocation, allocation.tasks, allocation.agencies)
    rows = []
    for task in allocation.tasks:
        lead = allocation.assignments.get(task.id, "")
        team: dict[Duty, list[str]] = {duty: [] for duty in Duty}
        for slot in task.slots:
            team[slot.duty] += allocation.teams.get(task.id, {}).get(slot.name, ())
        rows.append(
            {
                "task": task.id,
                "title": task.label(lang),
                "accountable": lead,
                "responsible": [lead, *team[Duty.SUPPORT]] if lead else team[Duty.SUPPORT],
                "consulted": team[Duty.CONSULTED],
                "informed": team[Duty.INFORMED],
                "faults": [
                    pick(lang, fault.en, fault.indonesian)
                    for fault in wrong
                    if task.id in fault.tasks
                ],
            }
        )
    return rows


def duties(allocation: Allocation, lang: Lang = "en") -> list[dict[str, Any]]:
    """Who does what: one plain row for every duty of every agency, by agency.

    Args:
        allocation: The division.
        lang: The language of titles and duties.

    Returns:
        Agency, task, title, output, duty (its value) and what it is called, RACI letter,
        slot, days, first and last day of the window (empty where open).

    Raises:
        TypeError: If *allocation* is none.

    Examples:
        >>> from bakohumas.programmes import Agency, Task, allocate
        >>> row = duties(allocate([Task("clip")], [Agency("rri", 2)]), "id")[0]
        >>> row["agency"], row["task"], row["duty"], row["called"]
        ('rri', 'clip', 'lead', 'penanggung jawab')
    """
    expect(allocation, Allocation, what="allocation")
    rows = []
    for task, slot, agency in allocation.seats:
        duty = slot.duty if slot else Duty.LEAD
        window = window_of(task, slot)
        rows.append(
            {
                "agency": agency,
                "task": task.id,
                "title": task.label(lang),
                "output": task.output,
                "duty": duty.value,
                "called": duty.label(lang),
                "raci": duty.letter,
                "slot": slot.name if slot else "",
                "days": (slot or task).days,
                "from": str(window.start or "") if window else "",
                "to": str(window.last_day or "") if window else "",
            }
        )
    return sorted(rows, key=lambda row: (str(row["agency"]), list(Duty).index(Duty(row["duty"]))))


def workload(allocation: Allocation) -> list[dict[str, Any]]:
    """How full every agency is: one plain row an agency.

    Args:
        allocation: The division.

    Returns:
        Agency, how many tasks it leads, how many it supports, load and capacity in days,
        and what is left (negative where it is overburdened). The load is counted from the
        duties; whoever has one and does not stand ready has no row (:func:`verify` names it).

    Raises:
        TypeError: If *allocation* is none.

    Examples:
        >>> from bakohumas.programmes import Agency, Task, allocate
        >>> workload(allocate([Task("clip")], [Agency("rri", 2)]))
        [{'agency': 'rri', 'leads': 1, 'supports': 0, 'load': 1, 'capacity': 2, 'left': 1}]
    """
    expect(allocation, Allocation, what="allocation")
    held: dict[str, list[tuple[Duty, int]]] = {agency.id: [] for agency in allocation.agencies}
    for task, slot, agency in allocation.seats:
        if agency in held:
            held[agency].append((slot.duty if slot else Duty.LEAD, (slot or task).days))
    rows = []
    for one in allocation.agencies:
        given = [duty for duty, _ in held[one.id]]
        load = sum(days for _, days in held[one.id])
        rows.append(
            {
                "agency": one.id,
                "leads": given.count(Duty.LEAD),
                "supports": given.count(Duty.SUPPORT),
                "load": load,
                "capacity": one.capacity,
                "left": one.capacity - load,
            }
        )
    return rows
