from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from bakohumas.errors import InfeasibleError
from bakohumas.languages import Lang, listed, pick
from bakohumas.programmes._flows import place, stranded
from bakohumas.programmes._reasons import Reason, reasons_against
from bakohumas.programmes._work import Agency, Task, by_id, ordered

Objective = Literal["cost", "fair"]
"""What a division seeks: the least total cost, or the evenest loads."""


def _assignments(values: Mapping[str, str]) -> Mapping[str, str]:
    return ordered(values, str, "assignments")


def _loads(values: Mapping[str, int]) -> Mapping[str, int]:
    return ordered(values, int, "loads")


@attrs.frozen
class Allocation:
    """Who does what: one agency for every task.

    Made by :func:`allocate`, or by hand with :meth:`of`; either way
    :func:`verify` holds it against the tasks and agencies.

    Attributes:
        assignments: The agency of each task, in order of the tasks' ids.
        cost: What the tasks cost together.
        loads: How many tasks each agency takes, the idle ones included.
        tasks: The tasks that were divided, by id.
        agencies: The agencies that stood ready, by id.
        objective: What the division sought. ``None``: made by hand.

    Examples:
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

    @classmethod
    def of(
        cls,
        assignments: Mapping[str, str],
        *,
        tasks: Iterable[Task],
        agencies: Iterable[Agency],
        objective: Objective | None = None,
    ) -> "Allocation":
        """The division in which each task goes to the agency named, able or not.

        Args:
            assignments: The agency of each task.
            tasks: The tasks to divide.
            agencies: The agencies that stand ready.
            objective: What the division sought, if anything.

        Returns:
            The division, whose loads and cost are those of the assignments.

        Raises:
            TypeError: If an argument holds something else.
            ValueError: If ids are not unique, or an assignment names an id that
                is not among them.

        Examples:
            >>> by_hand = Allocation.of({"clip": "tvri"}, tasks=[Task("clip", cost={"tvri": 3})],
            ...     agencies=[Agency("rri", 1), Agency("tvri", 1)])
            >>> by_hand.cost, by_hand.loads
            (3, {'rri': 0, 'tvri': 1})
        """
        work, ready = by_id(tasks, Task), by_id(agencies, Agency)
        assignments = _assignments(assignments)
        unknown = [task for task in assignments if task not in work]
        unknown += [agency for agency in assignments.values() if agency not in ready]
        if unknown:
            msg = f"neither among the tasks nor the agencies: {', '.join(unknown)}"
            raise ValueError(msg)
        return cls(
            assignments,
            sum(work[task].cost.get(agency, 0) for task, agency in assignments.items()),
            dict.fromkeys(ready, 0) | Counter(assignments.values()),
            tuple(work.values()),
            tuple(ready.values()),
            objective,
        )

    @property
    def shares(self) -> Mapping[str, tuple[str, ...]]:
        """The tasks of each agency that holds any."""
        found: dict[str, tuple[str, ...]] = {}
        for task, agency in self.assignments.items():
            found[agency] = (*found.get(agency, ()), task)
        return dict(sorted(found.items()))

    @property
    def reasons(self) -> Mapping[str, Mapping[str, tuple[Reason, ...]]]:
        """For each task, every agency that cannot take it, and why."""
        return {
            task.id: {
                agency.id: reasons
                for agency in self.agencies
                if (reasons := reasons_against(task, agency))
            }
            for task in self.tasks
        }

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a task: id, title, output, agency and its cost."""
        chosen = self.assignments
        return [
            {
                "task": task.id,
                "title": task.label(lang),
                "output": task.output,
                "agency": chosen.get(task.id, ""),
                "cost": task.cost.get(chosen.get(task.id, ""), 0),
            }
            for task in self.tasks
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The division in words: who does what, who could have, who could not and why."""
        sought = {
            "cost": pick(lang, "least total cost", "biaya total terkecil"),
            "fair": pick(lang, "evenest loads, then least cost", "beban paling merata, lalu biaya"),
            None: pick(lang, "made by hand", "disusun manual"),
        }
        count, cost = len(self.assignments), pick(lang, "cost", "biaya")
        tasks = pick(lang, "task" if count == 1 else "tasks", "tugas")
        lines = [f"{count} {tasks}, {cost} {self.cost} ({sought[self.objective]})"]
        lines += [self._line(task, lang) for task in self.tasks]
        return "\n".join(lines)

    def _line(self, task: Task, lang: Lang) -> str:
        chosen = self.assignments.get(task.id, pick(lang, "nobody", "belum ada"))
        able = []
        unable: dict[str, list[str]] = {}
        for agency in self.agencies:
            reasons = reasons_against(task, agency)
            if reasons:
                why = ", ".join(reason.explain(lang) for reason in reasons)
                unable.setdefault(why, []).append(agency.id)
            elif agency.id != chosen:
                able.append(agency.id)
        parts = [f"- {task.label(lang)}: {chosen}"]
        if able:
            parts.append(f"{pick(lang, 'also able', 'juga mampu')}: {listed(able, lang)}")
        parts += [
            f"{pick(lang, 'not able', 'tidak mampu')}: {listed(agencies, lang)} ({why})"
            for why, agencies in unable.items()
        ]
        return "; ".join(parts)


def allocate(
    tasks: Iterable[Task], agencies: Iterable[Agency], *, objective: Objective = "cost"
) -> Allocation:
    """Divide tasks among agencies, each to exactly one that is able, exactly optimal.

    The same tasks and agencies give the same division, in whatever order they
    are listed.

    Args:
        tasks: What is to be done. Every task counts as one unit of load.
        agencies: Who stands ready, each with its capacity.
        objective: ``"cost"``: the least total cost. ``"fair"``: the least sum of
            squared loads, and among those divisions the least total cost; read from
            the heaviest down, no other division has lighter loads (leximin).

    Returns:
        The division.

    Raises:
        InfeasibleError: If no division gives every task a place. Its tasks are
            the ones that compete for too few places, its agencies all those able
            to do any of them.
        TypeError: If there is anything but tasks, or agencies, among them.
        ValueError: If ids are not unique, or *objective* is neither.

    References:
        P. Hall (1935), *On representatives of subsets*, J. London Math. Soc. 10,
        doi:10.1112/jlms/s1-10.37.26. A. Frank, K. Murota (2020), *Fair integral
        network flows*, arXiv:2007.09616.

    Examples:
        >>> work = [Task("clip", needs=["video"], cost={"rri": 1, "tvri": 5}),
        ...     Task("story", cost={"rri": 2, "tvri": 3})]
        >>> ready = [Agency("rri", 2), Agency("tvri", 2, skills=["video"])]
        >>> division = allocate(work, ready)
        >>> division.assignments, division.cost
        ({'clip': 'tvri', 'story': 'rri'}, 7)
        >>> print(division.explain())
        2 tasks, cost 7 (least total cost)
        - clip: tvri; not able: rri (lacks a skill: video)
        - story: rri; also able: tvri
        >>> allocate(work, ready[:1])
        Traceback (most recent call last):
          ...
        bakohumas.errors.InfeasibleError: tasks clip can only be done by no agency at all...
    """
    if objective not in ("cost", "fair"):
        msg = f"objective must be 'cost' or 'fair', got {objective!r}"
        raise ValueError(msg)
    work = tuple(by_id(tasks, Task).values())
    ready = tuple(by_id(agencies, Agency).values())
    options = _options(work, ready)
    spread = sum(max(prices.values()) - min(prices.values()) for prices in options if prices)
    weight = spread + 1 if objective == "fair" else 0
    holder = place(
        options,
        [agency.capacity for agency in ready],
        surcharge=lambda load: weight * (2 * load + 1),
    )
    if len(holder) < len(work):
        raise _shortage([work[task] for task in sorted(stranded(options, holder))], ready)
    return Allocation.of(
        {work[task].id: ready[agency].id for task, agency in holder.items()},
        tasks=work,
        agencies=ready,
        objective=objective,
    )


def _options(tasks: tuple[Task, ...], agencies: tuple[Agency, ...]) -> list[dict[int, int]]:
    """For each task the agencies able to do it, by index, and what it costs them."""
    offers = [(set(agency.skills), set(agency.regions), agency) for agency in agencies]
    able: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, int]] = {}
    options = []
    for task in tasks:
        demand = task.needs, task.regions
        if demand not in able:
            able[demand] = {
                agency.id: index
                for index, (skills, regions, agency) in enumerate(offers)
                if skills.issuperset(task.needs)
                and (not regions or regions.issuperset(task.regions))
            }
        fit = able[demand]
        options.append(
            {
                fit[agency]: task.cost.get(agency, 0)
                for agency in task.cost or fit
                if agency in fit and task.id not in agencies[fit[agency]].excludes
            }
        )
    return options


def _shortage(tasks: list[Task], agencies: tuple[Agency, ...]) -> InfeasibleError:
    """The certificate, drawn from the tasks and agencies and not from the search."""
    able = [
        agency for agency in agencies if not all(reasons_against(task, agency) for task in tasks)
    ]
    return InfeasibleError(
        tuple(task.id for task in tasks),
        tuple(agency.id for agency in able),
        len(tasks) - sum(agency.capacity for agency in able),
    )
