from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeVar

import attrs

from bakohumas.languages import Labelled, Lang, pick
from bakohumas.programmes._instances import Post
from bakohumas.programmes._reasons import Obstacle, Reason, need_label
from bakohumas.programmes._work import Agency, Slot, Task

_FIELDS: Final[Mapping[Obstacle | None, str]] = {
    Obstacle.REGION: "regions",
    Obstacle.LANGUAGE: "languages",
}
"""Where it stands what an agency offers and a task asks; skills, roles and loans are skills."""
_Terms = TypeVar("_Terms", Task, Slot)


class Relief(Labelled):
    """What could be given way to where a division of work is infeasible, least first.

    Examples:
        >>> [relief.value for relief in Relief]
        ['capacity', 'offer', 'bar', 'need']
    """

    CAPACITY = "capacity", "more capacity", "kapasitas ditambah"
    OFFER = "offer", "one offer more", "tawaran ditambah"
    BAR = "bar", "one bar less", "halangan dikurangi"
    NEED = "need", "one need less", "syarat dikurangi"


@attrs.frozen
class Relaxation:
    """A change to an infeasible problem that helps, verified by dealing out all places again.

    :func:`relaxations` makes one.

    Attributes:
        relief: What is changed.
        agency: Code of the agency that would do more; empty for a need less.
        task: Id of the task that would need less, or that the agency is barred from; empty
            for the others.
        obstacle: What would no longer stand in the way; ``None`` for more capacity.
        detail: The need, region, language or period, or why the agency is excluded.
        days: The days of capacity, or of a limit by period, that are added; 0 for the others.
        left: How many places are still missing then: 0 where there are enough for all. Whether
            limits by period, loans and agencies kept apart fit in as well, dividing tells.
        slot: Name of the slot that is meant; empty for the task itself.
    """

    relief: Relief
    agency: str = ""
    task: str = ""
    obstacle: Obstacle | None = None
    detail: str = ""
    days: int = 0
    left: int = 0
    slot: str = ""

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Lang = "en", *, names: Mapping[str, str] = MappingProxyType({})) -> str:
        """The change in words.

        Args:
            lang: The language.
            names: What regions, languages, skills and agencies are called; codes where it
                is silent.
        """
        what = need_label(self.detail, lang, names)
        agency = names.get(self.agency, self.agency)
        task = f"{self.task}/{self.slot}" if self.slot else self.task
        match self.obstacle:
            case None:
                english = f"give {agency} a capacity of {self.days} more"
                indonesian = f"tambah kapasitas {agency} sebanyak {self.days}"
            case Obstacle.EXCLUDED:
                english = f"lift the exclusion of {agency} from {task}"
                indonesian = f"cabut pengecualian {agency} dari {task}"
            case Obstacle.COST:
                english = f"have {agency} name a cost for {task}"
                indonesian = f"minta {agency} menyebutkan biaya untuk {task}"
            case Obstacle.WINDOW:
                english = f"raise the limit of {agency} in the period {self.detail} by {self.days}"
                indonesian = (
                    f"naikkan batas {agency} dalam periode {self.detail} sebanyak {self.days}"
                )
            case _ if self.relief is Relief.OFFER:
                english = f"let {agency} take on {what} ({self.obstacle.value})"
                indonesian = f"lengkapi {agency} dengan {what}"
            case _:
                english = f"drop {what} from the needs of {task}"
                indonesian = f"hapus {what} dari syarat {task}"
        text = pick(lang, english, indonesian)
        short = pick(lang, f" ({self.left} still missing)", f" (masih kurang {self.left})")
        return text + short if self.left else text

    def applied(
        self, work: Sequence[Task], ready: Sequence[Agency]
    ) -> tuple[tuple[Task, ...], tuple[Agency, ...]]:
        """The tasks and agencies after the change."""
        tasks = tuple(self._eased(task) if task.id == self.task else task for task in work)
        agencies = tuple(self._widened(one) if one.id == self.agency else one for one in ready)
        return tasks, agencies

    def _eased(self, task: Task) -> Task:
        slots = [self._less(slot) if slot.name == self.slot else slot for slot in task.slots]
        return attrs.evolve(task if self.slot else self._less(task), slots=slots)

    def _less(self, terms: _Terms) -> _Terms:
        """A task or slot that asks for less, or names a cost more."""
        if self.obstacle is Obstacle.COST:
            return attrs.evolve(terms, cost={**(terms.cost or {}), self.agency: 0})
        if self.obstacle is Obstacle.EXCLUDED:
            return terms
        field = _FIELDS.get(self.obstacle, "needs")
        less: dict[str, Any] = {
            field: [each for each in getattr(terms, field) if each != self.detail]
        }
        return attrs.evolve(terms, **less)

    def _widened(self, agency: Agency) -> Agency:
        """An agency that can do more, or is barred from less."""
        match self.obstacle:
            case None:
                return attrs.evolve(agency, capacity=agency.capacity + self.days)
            case Obstacle.EXCLUDED:
                rest = {task: why for task, why in agency.excludes.items() if task != self.task}
                return attrs.evolve(agency, excludes=rest)
            case Obstacle.WINDOW:
                limits = [
                    (period, days + self.days * (str(period) == self.detail))
                    for period, days in agency.limits
                ]
                return attrs.evolve(agency, limits=limits)
            case Obstacle.COST:
                return agency
        field = _FIELDS.get(self.obstacle, "skills")
        more: dict[str, Any] = {field: [*getattr(agency, field), self.detail]}
        return attrs.evolve(agency, **more)


def reliefs(post: Post, agency: Agency, reason: Reason) -> Iterator[Relaxation]:
    """What could be given way to where this reason alone keeps an agency from a place.

    A conflict of interest is not among it: that is no matter of agreement.
    """
    task, slot, obstacle, detail = post.task.id, post.slot, reason.obstacle, reason.detail
    name = slot.name if slot else ""
    if obstacle is Obstacle.WINDOW:
        yield Relaxation(Relief.BAR, agency.id, "", obstacle, detail)
    elif obstacle is Obstacle.EXCLUDED:
        yield Relaxation(Relief.BAR, agency.id, task, obstacle, detail)
    elif obstacle is Obstacle.COST:
        yield Relaxation(Relief.BAR, agency.id, task, obstacle, slot=name)
    elif obstacle is not Obstacle.CONFLICT:
        yield Relaxation(Relief.OFFER, agency.id, "", obstacle, detail)
        own = slot and getattr(slot, _FIELDS.get(obstacle, "needs")) is not None
        yield Relaxation(Relief.NEED, "", task, obstacle, detail, slot=name if own else "")
