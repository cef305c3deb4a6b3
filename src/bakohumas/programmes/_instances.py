from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from typing import NamedTuple

import attrs

from bakohumas.periods import Period
from bakohumas.programmes._objectives import Objective, Weights, weights
from bakohumas.programmes._offers import Offers, members
from bakohumas.programmes._work import LOAN, Agency, Slot, Task, asked, window_of

Limit = tuple[int, Mapping[int, int]]
"""How much there is of something, and how much of it each place uses that needs it."""
Team = Mapping[str, tuple[str, ...]]
"""The agencies in the slots of one task, by the name of the slot."""


class Post(NamedTuple):
    """One place to fill: to lead a task, or one of the places of a slot."""

    task: Task
    slot: Slot | None

    @property
    def terms(self) -> Task | Slot:
        """What holds its needs, days and cost."""
        return self.slot or self.task

    @property
    def works(self) -> bool:
        """Whether it is work, and not only to be asked or told."""
        return self.slot is None or self.slot.duty.works

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that whoever fills it must serve."""
        return asked(self.task, self.slot)[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that whoever fills it must speak."""
        return asked(self.task, self.slot)[1]

    @property
    def window(self) -> Period | None:
        """When it is to be filled."""
        return window_of(self.task, self.slot)

    @property
    def key(self) -> tuple[str, str]:
        """The task and the slot; places of one slot share it."""
        return self.task.id, self.slot.name if self.slot else ""


def posts_of(tasks: Sequence[Task], *, most: int = 0) -> tuple[Post, ...]:
    """Every place that must be filled, the lead of each task first; to *most*, that can be."""
    return tuple(
        post
        for task in tasks
        for post in (
            Post(task, None),
            *(
                Post(task, slot)
                for slot in task.slots
                for _ in range(max(slot.least, min(slot.most, most)))
            ),
        )
    )


@attrs.frozen
class Change:
    """What it costs to move a task that was settled.

    Attributes:
        keep: For each place of a settled task, the agencies that held it, of those that
            are left; places of one slot share them.
        price: What each task costs of which any place goes to another.
    """

    keep: Mapping[int, AbstractSet[int]]
    price: int

    def strange(self, post: int, agency: int) -> bool:
        """Whether a place was settled and an agency did not hold it."""
        return post in self.keep and agency not in self.keep[post]


@attrs.frozen
class Instance:
    """A division of work as numbers: places, agencies, and what each pair costs.

    Attributes:
        posts: The places to fill.
        agencies: The agencies.
        options: For each place the agencies able to fill it, by index, and their cost.
    """

    posts: tuple[Post, ...]
    agencies: tuple[Agency, ...]
    options: list[dict[int, int]]

    @classmethod
    def of(
        cls, tasks: Sequence[Task], agencies: tuple[Agency, ...], *, most: bool = False
    ) -> "Instance":
        """The instance of tasks and agencies; with the *most* that their slots can hold."""
        posts = posts_of(tasks, most=len(agencies) if most else 0)
        return cls(posts, agencies, _options(posts, agencies))

    @property
    def level(self) -> int:
        """The days of every task, where all are of one length and seat nobody but their lead.

        Else 0. The exact method divides these, but for what is limited by period or lent.
        """
        days = {post.task.days for post in self.posts}
        if not days:
            return 1
        bare = not any(post.task.slots for post in self.posts)
        return days.pop() if bare and len(days) == 1 else 0

    @property
    def even(self) -> int:
        """The same where nothing is limited by period or lent twice at once; else 0."""
        return self.level if not any(self.limits) else 0

    def within(self, holders: Mapping[int, int]) -> bool:
        """Whether a placing keeps to all limits by period, and lends nothing twice at once."""
        return all(
            sum(used for post, used in uses.items() if holders.get(post) == agency) <= limit
            for agency, limits in enumerate(self.limits)
            for limit, uses in limits
        )

    def moved(self, holders: Mapping[int, int], keep: Mapping[int, AbstractSet[int]]) -> int:
        """How many tasks have a place that goes to another than those who held it."""
        strange = {post for post, held in keep.items() if holders.get(post) not in held}
        return len({self.posts[post].task.id for post in strange})

    def uprooted(self, keep: Mapping[int, AbstractSet[int]]) -> int:
        """How many tasks have a slot in which too few can stay of those who held it."""
        staying: dict[tuple[str, str], set[int]] = {}
        places = Counter(self.posts[post].key for post in keep)
        for post, held in keep.items():
            left = staying.setdefault(self.posts[post].key, set())
            left.update(held & self.options[post].keys())
        return len({key[0] for key, left in staying.items() if len(left) < places[key]})

    @property
    def capacities(self) -> list[int]:
        """The capacity of each agency."""
        return [agency.capacity for agency in self.agencies]

    @property
    def apart(self) -> frozenset[tuple[int, int]]:
        """Pairs of agencies that may not sit in one task, either way round."""
        index = {agency.id: number for number, agency in enumerate(self.agencies)}
        pairs = [
            (number, index[other])
            for number, agency in enumerate(self.agencies)
            for other in agency.apart
            if other in index
        ]
        return frozenset(pairs) | {(other, one) for one, other in pairs}

    @property
    def teams(self) -> list[list[int]]:
        """The places of each task."""
        found: dict[str, list[int]] = {}
        for number, post in enumerate(self.posts):
            found.setdefault(post.task.id, []).append(number)
        return list(found.values())

    @cached_property
    def limits(self) -> list[list[Limit]]:
        """For each agency what it has of days in its periods, and of each thing that it lends.

        With each stand the places that use it, and how much of it.
        """
        return [
            [
                *(
                    (days, used)
                    for period, days in agency.limits
                    if (used := _within(self.posts, period))
                ),
                *(
                    (count, dict.fromkeys(using, 1))
                    for need in agency.skills
                    for together in self._away.get(need, ())
                    if len(using := [post for post in together if number in self.options[post]])
                    > (count := agency.stock.get(need, 1))
                ),
            ]
            for number, agency in enumerate(self.agencies)
        ]

    @property
    def crowds(self) -> set[frozenset[int]]:
        """Places that count together: within a period, or because all need a loan at once."""
        periods = {period for agency in self.agencies for period, _ in agency.limits}
        return {
            *(frozenset(_within(self.posts, period)) for period in periods),
            *(together for away in self._away.values() for together in away),
        }

    @cached_property
    def bounds(self) -> list[dict[int, list[Limit]]]:
        """For each agency and place, the limits that count it."""
        found: list[dict[int, list[Limit]]] = [{} for _ in self.agencies]
        for bounds, limits in zip(found, self.limits, strict=True):
            for limit in limits:
                for post in limit[1]:
                    bounds.setdefault(post, []).append(limit)
        return found

    @cached_property
    def _away(self) -> dict[str, list[frozenset[int]]]:
        """For each loan the places that need it at once, on each day on which one begins."""
        lent: dict[str, list[tuple[int, Period]]] = {}
        for number, post in enumerate(self.posts):
            if post.window:
                for need in post.terms.needs:
                    if need.startswith(LOAN):
                        lent.setdefault(need, []).append((number, post.window))
        return {
            need: [
                frozenset(number for number, window in away if day in window)
                for day in sorted({window.start or date.min for _, window in away})
            ]
            for need, away in lent.items()
        }

    def named(
        self, holders: Mapping[int, int]
    ) -> tuple[dict[str, str], dict[str, dict[str, tuple[str, ...]]]]:
        """Who leads each task, and who is in its slots, of places that are filled."""
        leads: dict[str, str] = {}
        teams: dict[str, dict[str, tuple[str, ...]]] = {}
        for number, agency in sorted(holders.items()):
            task, slot = self.posts[number].key
            code = self.agencies[agency].id
            if slot:
                team = teams.setdefault(task, {})
                team[slot] = (*team.get(slot, ()), code)
            else:
                leads[task] = code
        return leads, teams

    def weights(self, objective: Objective) -> Weights:
        """The objective on this instance."""
        return weights(objective, self.capacities, self.options)

    def gauge(
        self,
        prices: Sequence[Mapping[int, int]],
        squares: Sequence[int],
        holders: Mapping[int, int],
    ) -> int:
        """What a placing costs, with what the square of each agency's load costs beside."""
        loads = [0] * len(self.agencies)
        for post, agency in holders.items():
            loads[agency] += self.posts[post].terms.days
        dear = sum(weight * load * load for weight, load in zip(squares, loads, strict=True))
        return dear + sum(prices[post][agency] for post, agency in holders.items())


def _within(posts: Sequence[Post], period: Period) -> dict[int, int]:
    """The days of each place that count in a period."""
    return {
        number: post.terms.days
        for number, post in enumerate(posts)
        if post.window is not None and period.overlaps(post.window)
    }


def _options(posts: Sequence[Post], agencies: Sequence[Agency]) -> list[dict[int, int]]:
    """What each place costs whoever can fill it; places that are open to the same share it."""
    offers = Offers.of(agencies)
    choosy = {each.id for each in agencies if each.limits}
    choosy_about: dict[str, set[str]] = {}
    for each in agencies:
        for task in (*each.excludes, *each.conflicts):
            choosy_about.setdefault(task, set()).add(each.id)
    able: dict[tuple[tuple[str, ...], ...], tuple[dict[str, int], dict[int, int]]] = {}
    options = []
    for post in posts:
        terms = post.terms
        demand = terms.needs, post.regions, post.languages
        if demand not in able:
            found = list(members(offers.able(*demand)))
            able[demand] = {agencies[one].id: one for one in found}, dict.fromkeys(found, 0)
        fit, free = able[demand]
        doubtful = choosy | choosy_about.get(post.task.id, set())
        barred = {one for one in doubtful if one in fit and _barred(post, agencies[fit[one]])}
        if terms.cost is not None:
            costs = terms.cost.items()
            free = {fit[one]: cost for one, cost in costs if one in fit and one not in barred}
        elif barred:
            free = {number: 0 for one, number in fit.items() if one not in barred}
        options.append(free)
    return options


def _barred(post: Post, agency: Agency) -> bool:
    task = post.task
    return (
        task.id in agency.excludes
        or (post.works and task.id in agency.conflicts)
        or any(
            post.window is not None and days < post.terms.days and period.overlaps(post.window)
            for period, days in agency.limits
        )
    )
