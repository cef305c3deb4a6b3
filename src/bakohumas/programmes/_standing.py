from collections.abc import Iterator, Mapping, Sequence

import attrs

from bakohumas.periods import Period
from bakohumas.programmes._reasons import Obstacle, Reason, reasons_against
from bakohumas.programmes._work import LOAN, Agency, Slot, Task, window_of

Seat = tuple[Task, Slot | None, str]
Against = Mapping[str, tuple[Reason, ...]]
"""The agencies that cannot lead a task, and why."""
_TOLD = 3
_COST = (Reason(Obstacle.COST),)


def against_each(
    tasks: Sequence[Task], agencies: Sequence[Agency]
) -> Iterator[dict[str, tuple[Reason, ...]]]:
    """For each task what :func:`reasons_against` says of every agency; alike tasks share it."""
    choosy = {one.id for one in agencies if one.excludes or one.conflicts or one.limits}
    shared: dict[object, dict[str, tuple[Reason, ...]]] = {}
    dear: dict[object, dict[str, tuple[Reason, ...]]] = {}
    for task in tasks:
        asked = task.needs, task.regions, task.languages
        if asked not in shared:
            alike = Task("\N{SECTION SIGN}", needs=asked[0], regions=asked[1], languages=asked[2])
            found = {one.id: reasons_against(alike, one) for one in agencies}
            shared[asked] = found
            dear[asked] = {one: reasons + _COST for one, reasons in found.items()}
        if task.cost is None:
            against = dict(shared[asked])
        else:
            against = dict(dear[asked])
            against |= {one: shared[asked][one] for one in task.cost if one in against}
        if choosy:
            against |= {one.id: reasons_against(task, one) for one in agencies if one.id in choosy}
        yield against


@attrs.frozen
class Standing:
    """What agencies do in a division, and what is left of them.

    Attributes:
        agencies: The agencies, by id.
        seats: The duties of each.
        teams: Who sits in each task.
    """

    agencies: Mapping[str, Agency]
    seats: Mapping[str, Sequence[tuple[Task, Slot | None]]]
    teams: Mapping[str, Sequence[tuple[Slot | None, str]]]

    @classmethod
    def of(cls, agencies: Sequence[Agency], seats: Sequence[Seat]) -> "Standing":
        """What agencies do by these duties."""
        mine: dict[str, list[tuple[Task, Slot | None]]] = {one.id: [] for one in agencies}
        teams: dict[str, list[tuple[Slot | None, str]]] = {}
        for task, slot, code in seats:
            if code in mine:
                mine[code].append((task, slot))
                teams.setdefault(task.id, []).append((slot, code))
        return cls({one.id: one for one in agencies}, mine, teams)

    def against(self, task: Task, code: str) -> tuple[Reason, ...]:
        """What stops an agency from leading one task more that it is able to lead."""
        agency = self.agencies[code]
        others = [(each, slot) for each, slot in self.seats[code] if each.id != task.id]
        found = []
        for taken, room in self._rooms(task, agency, others):
            if sum(taken.values()) > room:
                found = [Reason(Obstacle.FULL, _some(taken))]
        for slot, member in self.teams.get(task.id, ()):
            rivals = member in agency.apart or code in self.agencies[member].apart
            if slot is not None and member != code and rivals:
                found.append(Reason(Obstacle.APART, member))
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


def unable(reasons: Sequence[Reason]) -> bool:
    """Whether they are more than other work and rivals."""
    return any(each.obstacle not in {Obstacle.FULL, Obstacle.APART} for each in reasons)
