from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import attrs

from bakohumas.periods import Period
from bakohumas.programmes._offers import Offers, first, members, together
from bakohumas.programmes._reasons import Obstacle, Reason, lacking
from bakohumas.programmes._work import LOAN, Agency, Slot, Task, window_of

Seat = tuple[Task, Slot | None, str]
Against = Mapping[str, tuple[Reason, ...]]
"""The agencies that cannot lead a task, and why."""
Reasons = tuple[Reason, ...]
_TOLD = 3
_Told = TypeVar("_Told")


class EachTask(Mapping[str, _Told]):
    """What is to be said of each task, and is gathered when it is asked for."""

    def __init__(self, standing: "Standing", told: Callable[["Hindered"], _Told]) -> None:
        """Of each task of a division, what this tells."""
        self._standing, self._told = standing, told

    def __getitem__(self, task: str) -> _Told:
        return self._told(self._standing.hindered(task))

    def __iter__(self) -> Iterator[str]:
        return iter(self._standing.tasks)

    def __len__(self) -> int:
        return len(self._standing.tasks)

    def __repr__(self) -> str:
        return repr(dict(self))


@attrs.frozen
class Hindered:
    """Who cannot lead one task, those together who are stopped by the same reasons.

    Attributes:
        standing: The division.
        unable: The agencies that lack something, by what that is.
        busy: Those that are able, but have no capacity left.
        others: Those that are able, but stopped otherwise, or by more than that.
        lead: Whoever leads it; 0 where nobody does.
    """

    standing: "Standing"
    unable: Mapping[Reasons, int]
    busy: int
    others: Mapping[int, Reasons]
    lead: int

    @property
    def everyone(self) -> int:
        """All of them, put together."""
        found = self.busy | together(self.others)
        for group in self.unable.values():
            found |= group
        return found

    def obstacles(self) -> dict[Obstacle, int]:
        """How many agencies each obstacle stops."""
        counts = dict.fromkeys(Obstacle, 0)
        for reasons, group in self.unable.items():
            for obstacle in {each.obstacle for each in reasons}:
                counts[obstacle] += group.bit_count()
        counts[Obstacle.FULL] += self.busy.bit_count()
        for reasons in self.others.values():
            for obstacle in {each.obstacle for each in reasons}:
                counts[obstacle] += 1
        return {obstacle: count for obstacle, count in counts.items() if count}

    def nearest(self, most: int) -> Against:
        """Those that the fewest reasons stop, and of these the first."""
        sizes = {1, *map(len, self.unable), *map(len, self.others.values())}
        found: list[int] = []
        for size in sorted(sizes):
            alike = self.busy if size == 1 else 0
            alike |= together(one for one, why in self.others.items() if len(why) == size)
            for reasons, group in self.unable.items():
                alike |= group if len(reasons) == size else 0
            found += first(alike, most - len(found))
        return {self.standing.agencies[each].id: self._why(each) for each in found}

    def all(self) -> Against:
        """Every one of them, and why."""
        found = {**self.others, **{one: self.standing.full(one) for one in members(self.busy)}}
        for reasons, group in self.unable.items():
            found |= dict.fromkeys(members(group), reasons)
        return {self.standing.agencies[each].id: found[each] for each in sorted(found)}

    def able(self, most: int) -> tuple[list[str], int]:
        """The first few that could lead it as well, and how many there are in all."""
        found = (1 << len(self.standing.agencies)) - 1
        found &= ~(self.everyone | self.lead)
        return self._named(found, most)

    def groups(self, most: int) -> Iterator[tuple[Reasons, list[str], int]]:
        """What agencies lack, with the first few that lack it, and how many do."""
        for reasons, group in sorted(self.unable.items(), key=lambda one: one[1] & -one[1]):
            yield reasons, *self._named(group, most)

    def occupied(self, most: int) -> tuple[list[tuple[str, Reasons]], int]:
        """The first few that are able but not free, and how many there are in all."""
        found = self.busy | together(self.others)
        few = [(self.standing.agencies[each].id, self._why(each)) for each in first(found, most)]
        return few, found.bit_count()

    def _named(self, group: int, most: int) -> tuple[list[str], int]:
        few = [self.standing.agencies[each].id for each in first(group, most)]
        return few, group.bit_count()

    def _why(self, number: int) -> Reasons:
        if number in self.others:
            return self.others[number]
        groups = (why for why, group in self.unable.items() if group >> number & 1)
        return next(groups, ()) or self.standing.full(number)


@attrs.frozen
class Standing:
    """What agencies do in a division, and what is left of them.

    An agency goes by its place in the list; several are put together as in
    :class:`Offers`, so that thousands are looked at in one step.

    Attributes:
        agencies: The agencies.
        tasks: The tasks, by id.
        leads: The agency that leads each task.
        seats: The duties of each agency.
        teams: Who sits in the slots of each task.
    """

    agencies: Sequence[Agency]
    tasks: Mapping[str, Task]
    leads: Mapping[str, str]
    seats: Sequence[Sequence[tuple[Task, Slot | None]]]
    teams: Mapping[str, Sequence[int]]

    @classmethod
    def of(
        cls,
        tasks: Sequence[Task],
        agencies: Sequence[Agency],
        leads: Mapping[str, str],
        seats: Iterable[Seat],
    ) -> "Standing":
        """What agencies do by these duties."""
        index = {one.id: number for number, one in enumerate(agencies)}
        mine: list[list[tuple[Task, Slot | None]]] = [[] for _ in agencies]
        teams: dict[str, list[int]] = {}
        for task, slot, code in seats:
            if code in index:
                mine[index[code]].append((task, slot))
                if slot is not None:
                    teams.setdefault(task.id, []).append(index[code])
        return cls(agencies, {task.id: task for task in tasks}, leads, mine, teams)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {one.id: number for number, one in enumerate(self.agencies)}

    @cached_property
    def _offers(self) -> Offers:
        return Offers.of(self.agencies)

    @cached_property
    def _loads(self) -> list[int]:
        return [sum(_days(seats).values()) for seats in self.seats]

    @cached_property
    def _full(self) -> dict[int, int]:
        return {}

    @cached_property
    def _reasons(self) -> dict[int, Reasons]:
        return {}

    @cached_property
    def _barred(self) -> dict[str, list[tuple[int, Reason]]]:
        """By task the agencies that have a conflict over it, and then those excluded from it."""
        found: dict[str, list[tuple[int, Reason]]] = {}
        for number, one in enumerate(self.agencies):
            for task, why in one.conflicts.items():
                found.setdefault(task, []).append((number, Reason(Obstacle.CONFLICT, why)))
            for task, why in one.excludes.items():
                found.setdefault(task, []).append((number, Reason(Obstacle.EXCLUDED, why)))
        return found

    @cached_property
    def _limited(self) -> dict[tuple[tuple[Period, int], ...], int]:
        """The agencies that have limits, those together that have the same."""
        found: dict[tuple[tuple[Period, int], ...], list[int]] = {}
        for number, one in enumerate(self.agencies):
            if one.limits:
                found.setdefault(one.limits, []).append(number)
        return {limits: together(group) for limits, group in found.items()}

    @cached_property
    def _held(self) -> int:
        """The agencies with limits that have any duty."""
        return together(
            number for number, one in enumerate(self.agencies) if one.limits and self.seats[number]
        )

    @cached_property
    def _lending(self) -> dict[str, int]:
        """By what is lent, whoever lends it to any task."""
        found: dict[str, set[int]] = {}
        for number, seats in enumerate(self.seats):
            for task, slot in seats:
                for need in (slot or task).needs:
                    found.setdefault(need, set()).add(number)
        return {need: together(group) for need, group in found.items()}

    @cached_property
    def _rivals(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for number, one in enumerate(self.agencies):
            for code in one.apart:
                if code in self._index:
                    found.setdefault(number, set()).add(self._index[code])
                    found.setdefault(self._index[code], set()).add(number)
        return found

    def hindered(self, code: str) -> Hindered:
        """Who cannot lead a task.

        Raises:
            KeyError: If there is no such task.
        """
        task = self.tasks[code]
        groups = self._groups(task)
        number = self._index.get(self.leads.get(task.id, ""))
        lead = 0 if number is None else 1 << number
        able = groups.pop((), 0) & ~lead
        team = self.teams.get(task.id, ())
        special = together([*team, *(each for one in team for each in self._rivals.get(one, ()))])
        if task.window is not None:
            special |= self._held
            for need in task.needs:
                special |= self._lending.get(need, 0) if need.startswith(LOAN) else 0
        others = {}
        for one in members(able & special):
            if why := self._against(task, one):
                others[one] = why
        busy = able & ~special & self._without(task.days)
        return Hindered(self, groups, busy, others, lead)

    def full(self, number: int) -> Reasons:
        """That an agency has too little capacity left, and what takes it."""
        if number not in self._reasons:
            taken = _some(_days(self.seats[number]))
            self._reasons[number] = (Reason(Obstacle.FULL, taken),)
        return self._reasons[number]

    def _without(self, days: int) -> int:
        """Whoever has not so many days left."""
        if days not in self._full:
            self._full[days] = together(
                number
                for number, (one, load) in enumerate(zip(self.agencies, self._loads, strict=True))
                if load + days > one.capacity
            )
        return self._full[days]

    def _groups(self, task: Task) -> dict[Reasons, int]:
        """All agencies, those together that lack the same."""
        offers = self._offers
        groups: dict[Reasons, int] = {(): offers.everyone} if offers.everyone else {}
        for need in task.needs:
            groups = _parted(groups, offers.having(need), lacking(need))
        for region in task.regions:
            groups = _parted(groups, offers.serving(region), Reason(Obstacle.REGION, region))
        for spoken in task.languages:
            groups = _parted(groups, offers.speaking(spoken), Reason(Obstacle.LANGUAGE, spoken))
        for limits, alike in self._limited.items() if task.window else ():
            for period, days in limits:
                if days < task.days and task.window and period.overlaps(task.window):
                    groups = _parted(groups, ~alike, Reason(Obstacle.WINDOW, str(period)))
        for number, reason in self._barred.get(task.id, ()):
            groups = _parted(groups, ~(1 << number), reason)
        if task.cost is not None:
            able = together(self._index[one] for one in task.cost if one in self._index)
            groups = _parted(groups, able, Reason(Obstacle.COST))
        return groups

    def _against(self, task: Task, number: int) -> Reasons:
        """What stops an agency from leading one task more that it is able to lead."""
        agency = self.agencies[number]
        others = [(each, slot) for each, slot in self.seats[number] if each.id != task.id]
        found = []
        for taken, room in self._rooms(task, agency, others):
            if sum(taken.values()) > room:
                found = [Reason(Obstacle.FULL, _some(taken))]
        rivals = self._rivals.get(number, ())
        found += [
            Reason(Obstacle.APART, self.agencies[member].id)
            for member in self.teams.get(task.id, ())
            if member in rivals and member != number
        ]
        return tuple(found)

    @staticmethod
    def _rooms(
        task: Task, agency: Agency, others: Sequence[tuple[Task, Slot | None]]
    ) -> Iterator[tuple[dict[str, int], int]]:
        """What other tasks take of whatever the task needs, and how much may be taken."""
        yield _days(others), agency.capacity - task.days
        when = task.window
        if when is None:
            return
        for period, days in agency.limits:
            if period.overlaps(when):
                yield _days(_during(others, period)), days - task.days
        for need in task.needs:
            if need.startswith(LOAN):
                away = [
                    (each, slot)
                    for each, slot in _during(others, when)
                    if need in (slot or each).needs
                ]
                yield {each.id: 1 for each, _ in away}, agency.stock.get(need, 1) - 1


def _parted(groups: Mapping[Reasons, int], able: int, reason: Reason) -> dict[Reasons, int]:
    """Groups of agencies, from each of which those who are not able part by one more reason."""
    found: dict[Reasons, int] = {}
    for reasons, group in groups.items():
        left = group & able
        if left:
            found[reasons] = found.get(reasons, 0) | left
        if left != group:
            more = (*reasons, reason)
            found[more] = found.get(more, 0) | (group ^ left)
    return found


def _during(
    seats: Sequence[tuple[Task, Slot | None]], period: Period
) -> list[tuple[Task, Slot | None]]:
    found = []
    for task, slot in seats:
        window = window_of(task, slot)
        if window is not None and period.overlaps(window):
            found.append((task, slot))
    return found


def _days(seats: Sequence[tuple[Task, Slot | None]]) -> dict[str, int]:
    days: dict[str, int] = {}
    for task, slot in seats:
        if (slot or task).days:
            days[task.id] = days.get(task.id, 0) + (slot or task).days
    return days


def _some(taken: Mapping[str, int]) -> str:
    """The tasks that take most, in few words that are of no language."""
    names = sorted(taken, key=lambda task: (-taken[task], task))
    more = f" +{len(names) - _TOLD}" if len(names) > _TOLD else ""
    return ", ".join(names[:_TOLD]) + more
