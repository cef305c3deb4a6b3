from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from bakohumas.errors import expect
from bakohumas.languages import Lang, pick
from bakohumas.periods import Period
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._duties import Duty
from bakohumas.programmes._work import Agency, Slot, Task, by_id

Seat = tuple[Task, Slot | None, Agency]


class Fault(NamedTuple):
    """What is wrong with a division, in two languages, and the tasks that it concerns."""

    tasks: tuple[str, ...]
    en: str
    indonesian: str


def verify(
    allocation: Allocation,
    tasks: Iterable[Task],
    agencies: Iterable[Agency],
    *,
    lang: Lang = "en",
) -> tuple[str, ...]:
    """What is wrong with a division, judged from the tasks and agencies alone.

    Whether every task has one able agency to lead it and every slot as many as it needs,
    none twice and none beside one that it is kept apart from; whether no agency has more
    work than it can take, in all and in each of its periods, and lends nothing more often
    at once than it has it; and whether the allocation's own figures are true. It knows
    nothing of how the division was found, and does not ask whether a better one exists.

    Args:
        allocation: The division.
        tasks: The tasks that were to be divided.
        agencies: The agencies that stood ready.
        lang: The language.

    Returns:
        One line a fault; none at all where there is none.

    Raises:
        TypeError: If an argument holds something else.
        ValueError: If two tasks, or two agencies, share an id.

    Examples:
        >>> work, ready = [Task("clip"), Task("story")], [Agency("rri", 1)]
        >>> verify(Allocation.of({"clip": "rri"}, tasks=work, agencies=ready), work, ready)
        ('story has no agency',)
        >>> verify(Allocation.of({}, tasks=work[:1], agencies=ready), work[:1], ready, lang="id")
        ('clip belum ada instansinya',)
    """
    return tuple(
        pick(lang, each.en, each.indonesian) for each in faults(allocation, tasks, agencies)
    )


def faults(
    allocation: Allocation, tasks: Iterable[Task], agencies: Iterable[Agency]
) -> tuple[Fault, ...]:
    """The same, with the tasks that each fault concerns; none, where it is all of them."""
    expect(allocation, Allocation, what="allocation")
    work, ready = by_id(tasks, Task), by_id(agencies, Agency)
    wrong = [
        Fault((task,), f"{task} has no agency", f"{task} belum ada instansinya")
        for task in work
        if task not in allocation.assignments
    ]
    seats: list[Seat] = []
    for name, code in allocation.assignments.items():
        if name not in work:
            wrong.append(
                Fault(
                    (name,), f"{name} is not among the tasks", f"{name} tidak ada di antara tugas"
                )
            )
        elif code not in ready:
            wrong.append(
                Fault(
                    (name,),
                    f"{name} goes to {code}, which is not among the agencies",
                    f"{name} diberikan kepada {code}, yang tidak ada di antara instansi",
                )
            )
        else:
            seats.append((work[name], None, ready[code]))
    wrong += _teams(allocation, work, ready, seats)
    for seat in seats:
        wrong += _unfit(*seat)
    wrong += _beside(seats)
    wrong += _overburdened(seats, ready)
    wrong += _misstated(allocation, seats, ready)
    if allocation.tasks != tuple(work.values()) or allocation.agencies != tuple(ready.values()):
        wrong.append(
            Fault(
                (),
                "it was made for other tasks or agencies",
                "disusun untuk tugas atau instansi lain",
            )
        )
    return tuple(wrong)


def _teams(
    allocation: Allocation,
    work: Mapping[str, Task],
    ready: Mapping[str, Agency],
    seats: list[Seat],
) -> Iterator[Fault]:
    """What is wrong with the slots; whoever sits in one is put with the others."""
    for name in sorted(allocation.teams.keys() - work.keys()):
        yield Fault(
            (name,),
            f"{name} has a team and is not among the tasks",
            f"{name} memiliki tim dan tidak ada di antara tugas",
        )
    for name, task in work.items():
        team = allocation.teams.get(name, {})
        slots = {slot.name: slot for slot in task.slots}
        for unknown in sorted(team.keys() - slots.keys()):
            yield Fault(
                (name,), f"{name} has no slot {unknown}", f"{name} tidak memiliki slot {unknown}"
            )
        for place, slot in slots.items():
            members = team.get(place, ())
            count = len(members)
            if not slot.least <= count <= slot.most:
                yield Fault(
                    (name,),
                    f"{name} has {count} {'agency' if count == 1 else 'agencies'} in {place}, "
                    f"where it needs {slot.least} to {slot.most}",
                    f"{name} memiliki {count} instansi di {place}, padahal perlu "
                    f"{slot.least} sampai {slot.most}",
                )
            for code in members:
                if code in ready:
                    seats.append((task, slot, ready[code]))
                else:
                    yield Fault(
                        (name,),
                        f"{name} has {code} in {place}, which is not among the agencies",
                        f"{name} memiliki {code} di {place}, yang tidak ada di antara instansi",
                    )


def _unfit(task: Task, slot: Slot | None, agency: Agency) -> Iterator[Fault]:
    regions: tuple[str, ...] | None = task.regions
    languages: tuple[str, ...] | None = task.languages
    works, terms = True, slot or task
    english = f"{task.id} goes to {agency.id}, which"
    indonesian = f"{task.id} diberikan kepada {agency.id}, yang"
    if slot is not None:
        works = slot.duty in {Duty.LEAD, Duty.SUPPORT}
        regions = slot.regions if slot.regions is not None else regions if works else ()
        languages = slot.languages if slot.languages is not None else languages if works else ()
        english = f"{task.id} has {agency.id} in {slot.name}, which"
        indonesian = f"{task.id} memiliki {agency.id} di {slot.name}, yang"
    for wrong, en, idn in (
        (
            set(terms.needs) - set(agency.skills),
            "lacks the skill for it",
            "tidak memiliki keahliannya",
        ),
        (
            agency.regions and not all(_within(each, agency) for each in regions or ()),
            "does not serve its region",
            "tidak melayani wilayahnya",
        ),
        (
            agency.languages and set(languages or ()) - set(agency.languages),
            "does not work in its language",
            "tidak bekerja dalam bahasanya",
        ),
        (
            works and agency.conflicts.keys() & {task.id},
            "has a conflict of interest over it",
            "memiliki konflik kepentingan atasnya",
        ),
        (agency.excludes.keys() & {task.id}, "is excluded from it", "dikecualikan darinya"),
        (
            terms.cost is not None and not terms.cost.keys() & {agency.id},
            "has given no cost for it",
            "tidak menyebutkan biayanya",
        ),
    ):
        if wrong:
            yield Fault((task.id,), f"{english} {en}", f"{indonesian} {idn}")


def _within(region: str, agency: Agency) -> bool:
    """Whether an agency names the region, or a territory whose code the region's begins with."""
    code = region.replace(".", "")
    for each in agency.regions:
        outer = each.replace(".", "")
        whole = agency.nested and code.isdecimal() and len(outer) in {2, 4, 6, 10}
        if each == region or (whole and code.startswith(outer)):
            return True
    return False


def _beside(seats: list[Seat]) -> Iterator[Fault]:
    """Agencies that sit twice in one task, or beside one that they are kept apart from."""
    teams: dict[str, list[Agency]] = {}
    for task, _, agency in seats:
        teams.setdefault(task.id, []).append(agency)
    for name, team in teams.items():
        for place, one in enumerate(team):
            for other in team[:place]:
                if one.id == other.id:
                    yield Fault(
                        (name,), f"{name} has {one.id} twice", f"{name} memiliki {one.id} dua kali"
                    )
                elif one.id in other.apart or other.id in one.apart:
                    yield Fault(
                        (name,),
                        f"{name} has {other.id} and {one.id}, which are to be kept apart",
                        f"{name} memiliki {other.id} dan {one.id}, yang harus dipisahkan",
                    )


def _overburdened(seats: list[Seat], ready: Mapping[str, Agency]) -> Iterator[Fault]:
    work: dict[str, list[tuple[Task, Slot | None]]] = {}
    for task, slot, agency in seats:
        work.setdefault(agency.id, []).append((task, slot))
    for code, agency in ready.items():
        mine = work.get(code, [])
        busy = [(task.id, (slot or task).days, _when(task, slot)) for task, slot in mine]
        load = sum(days for _, days, _ in busy)
        if load > agency.capacity:
            what, idn = ("days", "hari")
            if all(days == 1 for _, days, _ in busy):
                what, idn = ("tasks", "tugas")
            yield Fault(
                tuple(dict.fromkeys(task for task, days, _ in busy if days)),
                f"{code} takes {load} {what} and can take {agency.capacity}",
                f"{code} mendapat {load} {idn} dan dapat menerima {agency.capacity}",
            )
        for period, limit in agency.limits:
            inside = [(task, days) for task, days, when in busy if when and period.overlaps(when)]
            taken = sum(days for _, days in inside)
            if taken > limit:
                yield Fault(
                    tuple(dict.fromkeys(task for task, _ in inside)),
                    f"{code} takes {taken} days in {period} and can take {limit}",
                    f"{code} mendapat {taken} hari pada {period} dan dapat menerima {limit}",
                )
        yield from _lent(agency, mine)


def _lent(agency: Agency, mine: list[tuple[Task, Slot | None]]) -> Iterator[Fault]:
    """Whatever an agency lends more often on one day than it has it; the first such day."""
    borrowed: dict[str, list[tuple[str, Period]]] = {}
    for task, slot in mine:
        when = _when(task, slot)
        for need in (slot or task).needs if when else ():
            if when and need.startswith("loan:"):
                borrowed.setdefault(need, []).append((task.id, when))
    for need, uses in sorted(borrowed.items()):
        has = agency.stock.get(need, 1)
        for first in sorted({when.start or date.min for _, when in uses}):
            away = [task for task, when in uses if first in when]
            if len(away) > has:
                names = ", ".join(away)
                yield Fault(
                    tuple(away),
                    f"{agency.id} lends {need} to {names} at once and has {has} of it",
                    f"{agency.id} meminjamkan {need} kepada {names} sekaligus dan hanya memiliki "
                    f"{has}",
                )
                break


def _when(task: Task, slot: Slot | None) -> Period | None:
    return task.window if slot is None or slot.window is None else slot.window


def _misstated(
    allocation: Allocation, seats: list[Seat], ready: Mapping[str, Agency]
) -> Iterator[Fault]:
    loads = dict.fromkeys(ready, 0)
    cost = 0
    for task, slot, agency in seats:
        cost += ((slot or task).cost or {}).get(agency.id, 0)
        loads[agency.id] += (slot or task).days
    if allocation.loads != loads:
        yield Fault(
            (),
            "the loads it states are not those of its assignments",
            "beban yang disebutnya bukan beban pembagiannya",
        )
    if allocation.cost != cost:
        yield Fault(
            (),
            f"it states a cost of {allocation.cost}, its assignments cost {cost}",
            f"biaya yang disebutnya {allocation.cost}, biaya pembagiannya {cost}",
        )
