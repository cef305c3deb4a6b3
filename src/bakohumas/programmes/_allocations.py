from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from bakohumas.errors import codes, expect, of_kind
from bakohumas.languages import Lang, listed, number, pick
from bakohumas.programmes._instances import Instance, Team
from bakohumas.programmes._objectives import Objective
from bakohumas.programmes._reasons import Obstacle, Reason, reasons_against
from bakohumas.programmes._standing import EachTask, Hindered, Standing
from bakohumas.programmes._swaps import Swap, forced
from bakohumas.programmes._work import Agency, Slot, Task, by_id, ordered, price


def _assignments(values: Mapping[str, str]) -> Mapping[str, str]:
    return ordered(values, str, "assignments")


def _loads(values: Mapping[str, int]) -> Mapping[str, int]:
    return ordered(values, int, "loads")


def _teams(values: Mapping[str, Mapping[str, Iterable[str]]]) -> Mapping[str, Team]:
    expect(values, Mapping, what="teams")
    teams = {}
    for task, team in values.items():
        expect(team, Mapping, what=f"the team of {task}")
        teams[task] = {slot: codes(members) for slot, members in sorted(team.items())}
    return dict(sorted(teams.items()))


_CHANGE = {
    None: ("", ""),
    True: (
        "; no division moves fewer settled tasks",
        "; tidak ada pembagian yang memindahkan lebih sedikit tugas",
    ),
    False: (
        "; it is not proved that no division moves fewer settled tasks",
        "; belum terbukti bahwa tidak ada pembagian yang memindahkan lebih sedikit tugas",
    ),
}
MOST = 8
"""How many agencies of a kind are written out in a line."""


@attrs.frozen
class Allocation:
    """Who does what: one agency that leads every task, and a team where it asks for one.

    Made by :func:`allocate`, or by hand with :meth:`of`; either way
    :func:`verify` holds it against the tasks and agencies.

    Attributes:
        assignments: The agency that leads each task, in order of the tasks' ids.
        cost: What the tasks cost together, slots included.
        loads: The load of each agency in days, the idle ones included. Where every task
            is of one day: how many tasks it takes.
        tasks: The tasks that were divided, by id.
        agencies: The agencies that stood ready, by id.
        objective: What the division sought. ``None``: made by hand.
        teams: For each task with slots, the agencies in each slot by its name.
        gap: By what share another division could be closer to what was sought, at
            most: 0 where none can be. ``None``: nobody knows.
        least_change: Of a division made by :func:`reallocate`, whether it is proved that no
            other moves fewer settled tasks. ``None``: nothing was settled before it.

    Examples:
        >>> from bakohumas.programmes import allocate
        >>> division = allocate([Task("clip"), Task("story")], [Agency("rri", 2)])
        >>> division.shares, division.rows("id")[0]["agency"]
        ({'rri': ('clip', 'story')}, 'rri')
    """

    assignments: Mapping[str, str] = attrs.field(converter=_assignments, hash=False)
    cost: int
    loads: Mapping[str, int] = attrs.field(converter=_loads, hash=False)
    tasks: tuple[Task, ...]
    agencies: tuple[Agency, ...]
    objective: Objective | None = None
    teams: Mapping[str, Team] = attrs.field(
        factory=dict, converter=_teams, hash=False, kw_only=True
    )
    gap: Fraction | None = attrs.field(default=None, kw_only=True)
    least_change: bool | None = attrs.field(
        default=None, validator=of_kind(bool, type(None)), kw_only=True
    )

    @classmethod
    def of(
        cls,
        assignments: Mapping[str, str],
        *,
        tasks: Iterable[Task],
        agencies: Iterable[Agency],
        objective: Objective | None = None,
        teams: Mapping[str, Mapping[str, Iterable[str]]] | None = None,
    ) -> "Allocation":
        """The division in which each task goes to the agency named, able or not.

        Args:
            assignments: The agency that leads each task.
            tasks: The tasks to divide.
            agencies: The agencies that stand ready.
            objective: What the division sought, if anything.
            teams: The agencies in the slots of each task, by the name of the slot.

        Returns:
            The division, whose loads and cost are those of the assignments.

        Raises:
            TypeError: If an argument holds something else.
            ValueError: If ids are not unique, or an assignment names a task, a slot or
                an agency that there is not.

        Examples:
            >>> by_hand = Allocation.of({"clip": "tvri"}, tasks=[Task("clip", cost={"tvri": 3})],
            ...     agencies=[Agency("rri", 1), Agency("tvri", 1)])
            >>> by_hand.cost, by_hand.loads
            (3, {'rri': 0, 'tvri': 1})
        """
        work, ready = by_id(tasks, Task), by_id(agencies, Agency)
        assignments, full = _assignments(assignments), _teams(teams or {})
        unknown = [task for task in (*assignments, *full) if task not in work]
        unknown += [agency for agency in assignments.values() if agency not in ready]
        for task, team in full.items():
            slots = {slot.name for slot in work[task].slots} if task in work else set(team)
            unknown += [f"{task}/{slot}" for slot in team if slot not in slots]
            unknown += [each for members in team.values() for each in members if each not in ready]
        if unknown:
            msg = f"neither among the tasks nor the agencies: {', '.join(unknown)}"
            raise ValueError(msg)
        cost, loads = 0, dict.fromkeys(ready, 0)
        for each, slot, agency in _seats(work, assignments, full):
            cost += price(slot or each, agency)
            loads[agency] += (slot or each).days
        everything = tuple(work.values()), tuple(ready.values())
        return cls(assignments, cost, loads, *everything, objective, teams=full)

    @property
    def unevenness(self) -> Fraction:
        """The sum over the agencies of load squared by capacity, which ``fair`` keeps small."""
        return sum(
            (
                Fraction(self.loads.get(agency.id, 0) ** 2, max(agency.capacity, 1))
                for agency in self.agencies
            ),
            Fraction(0),
        )

    @property
    def seats(self) -> tuple[tuple[Task, Slot | None, str], ...]:
        """Every duty there is: the task, the slot (``None``: to lead it), and the agency."""
        return tuple(_seats({task.id: task for task in self.tasks}, self.assignments, self.teams))

    @property
    def shares(self) -> Mapping[str, tuple[str, ...]]:
        """The tasks that each agency leads or supports, for each that has any."""
        found: dict[str, tuple[str, ...]] = {}
        for task, slot, agency in self.seats:
            if slot is None or slot.duty.works:
                found[agency] = (*found.get(agency, ()), task.id)
        return dict(sorted(found.items()))

    @cached_property
    def _standing(self) -> Standing:
        return Standing.of(self.tasks, self.agencies, self.assignments, self.seats)

    @property
    def reasons(self) -> Mapping[str, Mapping[str, tuple[Reason, ...]]]:
        """For each task, every agency that cannot lead it, and why.

        It is not able (see :func:`reasons_against`); or it is, and has too little capacity
        left beside its other tasks, or would sit beside one that it is kept apart from.
        What stands under a task is gathered when it is asked for.

        Examples:
            >>> made = Allocation.of({"clip": "rri", "story": "tvri"}, tasks=[Task("clip"),
            ...     Task("story")], agencies=[Agency("rri", 1), Agency("tvri", 2)])
            >>> made.reasons["story"]["rri"][0].explain(), made.reasons["clip"]
            ('has too little capacity left: clip', {})
        """
        return EachTask(self._standing, Hindered.all)

    @property
    def obstacles(self) -> Mapping[str, Mapping[Obstacle, int]]:
        """For each task, how many agencies each obstacle keeps from leading it.

        Of thousands of agencies these are known at once, where :attr:`reasons` writes out
        each.

        Examples:
            >>> made = Allocation.of({"clip": "tvri"}, tasks=[Task("clip", needs=["video"])],
            ...     agencies=[Agency("rri", 1), Agency("tvri", 1, ["video"]), Agency("ugm", 1)])
            >>> {obstacle.value: count for obstacle, count in made.obstacles["clip"].items()}
            {'skill': 2}
        """
        return EachTask(self._standing, Hindered.obstacles)

    def nearest(self, most: int = 5) -> Mapping[str, Mapping[str, tuple[Reason, ...]]]:
        """For each task, of the agencies that cannot lead it those with the fewest reasons.

        Args:
            most: How many a task, at most; of as many reasons the first by their codes.

        Raises:
            TypeError: If *most* is no whole number.
            ValueError: If it is negative.

        Examples:
            >>> made = Allocation.of({}, tasks=[Task("clip", needs=["video"], regions=["94"])],
            ...     agencies=[Agency("rri", 1, [], ["31"]), Agency("tvri", 1, ["video"], ["31"])])
            >>> [*made.nearest(1)["clip"]]
            ['tvri']
        """
        expect(most, int, what="most")
        if most < 0:
            msg = f"most must be 0 or more, got {most}"
            raise ValueError(msg)
        return EachTask(self._standing, lambda task: task.nearest(most))

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a task: id, title, output, agency and its cost."""
        chosen = self.assignments
        return [
            {
                "task": task.id,
                "title": task.label(lang),
                "output": task.output,
                "agency": chosen.get(task.id, ""),
                "cost": price(task, chosen.get(task.id, "")),
            }
            for task in self.tasks
        ]

    def moved(self, former: "Allocation") -> tuple[str, ...]:
        """The tasks that *former* had settled and that others hold now, wholly or in part.

        Examples:
            >>> work, ready = [Task("clip"), Task("story")], [Agency("rri", 2), Agency("tvri", 2)]
            >>> one = Allocation.of({"clip": "rri", "story": "rri"}, tasks=work, agencies=ready)
            >>> other = Allocation.of({"clip": "rri", "story": "tvri"}, tasks=work, agencies=ready)
            >>> other.moved(one)
            ('story',)
        """
        expect(former, Allocation, what="the former division")
        here = {task.id for task in self.tasks}
        return tuple(
            task
            for task, agency in former.assignments.items()
            if task in here
            and (agency, former.teams.get(task, {}))
            != (self.assignments.get(task), self.teams.get(task, {}))
        )

    def swap(self, task: str, agency: str) -> Swap:
        """What it would cost if an agency led a task instead of whoever does.

        Everything else is divided anew around it, as well as can be. For tasks of equal
        length that nobody but their lead has a place in, the answer is exact. Where the
        division sought evenness, it says too what becomes of that.

        Args:
            task: Id of the task.
            agency: Code of the agency.

        Raises:
            ValueError: If the division holds no such task or agency.

        Examples:
            >>> from bakohumas.programmes import allocate
            >>> work = [Task("clip", cost={"rri": 1, "tvri": 5}), Task("story", cost={"rri": 2})]
            >>> division = allocate(work, [Agency("rri", 2), Agency("tvri", 1)])
            >>> print(division.swap("clip", "tvri"))
            clip: tvri instead of rri would cost 4 more, and load tvri with 1 of at most 1
            >>> even = allocate([Task("clip"), Task("story")],
            ...     [Agency("rri", 2), Agency("tvri", 2, excludes={"story": "rests"})],
            ...     objective="fair")
            >>> print(even.swap("clip", "rri"))
            clip: rri instead of tvri would cost the same, ...less evenly, by 1, ...
        """
        work = {each.id: each for each in self.tasks if each.id in self.assignments}
        ready = {each.id: each for each in self.agencies}
        if task not in work or agency not in ready:
            msg = f"this division holds no {task if task not in work else agency}"
            raise ValueError(msg)
        holder, one = self.assignments[task], ready[agency]
        reasons = reasons_against(work[task], one)
        sought = None if self.objective in {None, "cost"} else self.unevenness
        if reasons or holder == agency:
            cost, even = (None, None) if reasons else (0, sought and Fraction(0))
            load = self.loads.get(agency, 0)
            return Swap(
                task, agency, holder, cost, load, one.capacity, {}, reasons, unevenness=even
            )
        proved = self.assignments if self.objective and self.gap == 0 else None
        instance = Instance.of(self.tasks, self.agencies)
        found = forced(instance, self.objective or "cost", task, agency, proved)
        if found.assignments is None:
            return Swap(task, agency, holder, None, 0, one.capacity, {}, (), exact=found.exact)
        after = Allocation.of(
            found.assignments, tasks=self.tasks, agencies=self.agencies, teams=found.teams
        )
        moves = {each: after.assignments[each] for each in after.moved(self) if each != task}
        return Swap(
            task,
            agency,
            holder,
            after.cost - self.cost,
            after.loads[agency],
            one.capacity,
            moves,
            exact=found.exact,
            unevenness=None if sought is None else after.unevenness - sought,
        )

    def explain(self, lang: Lang = "en", *, against: str = "") -> str:
        """The division in words: who does what, who could have, who could not and why.

        Args:
            lang: The language.
            against: Code of an agency. Each task is then told with what it would cost
                if that agency led it (see :meth:`swap`).
        """
        if against:
            swaps = [
                self.swap(each.id, against) for each in self.tasks if each.id in self.assignments
            ]
            return "\n".join(f"- {each.explain(lang)}" for each in swaps)
        sought: dict[Objective | None, str] = {
            "cost": pick(lang, "least total cost", "biaya total terkecil"),
            "fair": pick(lang, "evenest loads, then least cost", "beban paling merata, lalu biaya"),
            None: pick(lang, "made by hand", "disusun manual"),
        }
        mixed = pick(lang, "cost and evenness, weighed", "biaya dan pemerataan, ditimbang")
        count, cost = len(self.assignments), pick(lang, "cost", "biaya")
        tasks = pick(lang, "task" if count == 1 else "tasks", "tugas")
        lines = [f"{count} {tasks}, {cost} {self.cost} ({sought.get(self.objective, mixed)})"]
        lines[0] += _CHANGE[self.least_change][lang == "id"]
        lines += [self._line(task, lang) for task in self.tasks]
        return "\n".join(lines)

    def _line(self, task: Task, lang: Lang) -> str:
        chosen = self.assignments.get(task.id, pick(lang, "nobody", "belum ada"))
        parts = [f"- {task.label(lang)}: {chosen}"]
        parts += [
            f"{slot.duty.label(lang)}: {listed(members, lang)}"
            for slot in task.slots
            if (members := self.teams.get(task.id, {}).get(slot.name))
        ]
        hindered = self._standing.hindered(task.id)
        able, count = hindered.able(MOST)
        if able:
            also = pick(lang, "also able", "juga mampu")
            parts.append(f"{also}: {_few(able, count, lang)}")
        head = pick(lang, "not able", "tidak mampu")
        for reasons, lacking, count in hindered.groups(MOST):
            parts.append(f"{head}: {_few(lacking, count, lang)} ({_why(reasons, lang)})")
        busy, count = hindered.occupied(MOST)
        if busy:
            head = pick(lang, "able, but not free", "mampu, tetapi tidak leluasa")
            told = [f"{code} ({_why(reasons, lang)})" for code, reasons in busy]
            parts.append(f"{head}: {_few(told, count, lang)}")
        return "; ".join(parts)


def _few(first: Sequence[str], count: int, lang: Lang) -> str:
    """The first of so many, and how many more there are."""
    more = number(count - len(first), lang)
    rest = [pick(lang, f"{more} more", f"{more} lainnya")] if count > len(first) else []
    return listed([*first, *rest], lang)


def _why(reasons: Sequence[Reason], lang: Lang) -> str:
    return ", ".join(reason.explain(lang) for reason in reasons)


def _seats(
    work: Mapping[str, Task], assignments: Mapping[str, str], teams: Mapping[str, Team]
) -> Iterator[tuple[Task, Slot | None, str]]:
    for task, agency in assignments.items():
        if task in work:
            yield work[task], None, agency
    for task, team in teams.items():
        for slot in work[task].slots if task in work else ():
            yield from ((work[task], slot, agency) for agency in team.get(slot.name, ()))
