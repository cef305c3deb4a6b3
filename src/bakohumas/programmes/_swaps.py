from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from bakohumas.languages import Lang, listed, number, pick
from bakohumas.programmes._instances import Instance, Team
from bakohumas.programmes._objectives import Objective, Weights
from bakohumas.programmes._reasons import Reason
from bakohumas.programmes._solving import Means, solve


@attrs.frozen
class Swap:
    """What it would cost if an agency led a task instead of whoever does.

    Attributes:
        task: Id of the task.
        agency: Code of the agency.
        holder: Code of the agency that leads the task now.
        cost: By how much the total cost would rise. ``None``: it cannot be.
        load: The load of the agency then, in days.
        capacity: Its capacity.
        moves: The other tasks that would go to somebody else, and who would lead them.
        reasons: Why the agency cannot lead the task at all.
        exact: Whether no other division with this swap is closer to what was sought.
            ``False``: it is the best that a search found.
        unevenness: By how much the sum over the agencies of load squared by capacity would
            rise (see :attr:`Allocation.unevenness`). ``None``: it cannot be, or the
            division did not seek evenness.

    Examples:
        >>> from bakohumas.programmes import Agency, Task, allocate
        >>> offers = [Agency("rri", 2), Agency("tvri", 2)]
        >>> allocate([Task("clip", cost={"rri": 1, "tvri": 3})], offers).swap("clip", "tvri").cost
        2
    """

    task: str
    agency: str
    holder: str
    cost: int | None
    load: int
    capacity: int
    moves: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    reasons: tuple[Reason, ...] = ()
    exact: bool = True
    unevenness: Fraction | None = None

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Lang = "en") -> str:
        """The swap in words."""
        if self.agency == self.holder:
            return f"{self.task}: {self.agency} {pick(lang, 'leads it', 'penanggung jawabnya')}"
        head = (
            f"{self.task}: {self.agency} {pick(lang, 'instead of', 'menggantikan')} {self.holder}"
        )
        if self.reasons:
            why = listed([reason.explain(lang) for reason in self.reasons], lang)
            return f"{head} {pick(lang, 'cannot be', 'tidak dapat')}: {self.agency} {why}"
        if self.cost is None:
            return f"{head}: {self._never(lang)}"
        by = number(abs(self.cost), lang)
        if not self.cost:
            price = pick(lang, "would cost the same", "akan sama biayanya")
        elif self.cost > 0:
            price = pick(lang, f"would cost {by} more", f"akan {by} lebih mahal")
        else:
            price = pick(lang, f"would cost {by} less", f"akan {by} lebih murah")
        load = pick(
            lang,
            f"and load {self.agency} with {self.load} of at most {self.capacity}",
            f"dan beban {self.agency} menjadi {self.load} dari paling banyak {self.capacity}",
        )
        text = f"{head} {price}, {self._evenness(lang)}{load}"
        if self.moves:
            to = pick(lang, "to", "ke")
            moved = listed([f"{task} {to} {agency}" for task, agency in self.moves.items()], lang)
            text += pick(lang, f"; it would move {moved}", f"; yang berpindah: {moved}")
        return text if self.exact else text + pick(lang, " (found by search)", " (hasil pencarian)")

    def _evenness(self, lang: Lang) -> str:
        """What the swap would do to the evenness of the loads, where that was sought."""
        if self.unevenness is None:
            return ""
        if not self.unevenness:
            return pick(lang, "spread the loads as evenly, ", "beban sama meratanya, ")
        less, by = self.unevenness > 0, abs(self.unevenness)
        return pick(
            lang,
            f"spread the loads {'less' if less else 'more'} evenly, by {by}, ",
            f"beban {'kurang' if less else 'lebih'} merata sebesar {by}, ",
        )

    def _never(self, lang: Lang) -> str:
        if self.exact:
            return pick(lang, "no division allows it", "tidak ada pembagian yang memungkinkannya")
        return pick(lang, "no division was found", "pembagiannya tidak ditemukan")


@attrs.frozen
class _Residual:
    """What may change in a division: where tasks could go, and loads rise and fall.

    Attributes:
        options: What each task costs at each agency able to do it.
        rooms: How many tasks each agency can take.
        weighing: The objective.
        held: The tasks of each agency that may move.
        loads: How many tasks each agency has.
    """

    options: Sequence[Mapping[int, int]]
    rooms: Sequence[int]
    weighing: Weights
    held: list[list[int]]
    loads: list[int]

    def steps(self, node: int) -> Iterator[tuple[int, int, int]]:
        """Where a surplus task at an agency can go, what moves (-1: nothing), and at what price.

        Beyond the last agency lies the outside: a load that rises ends there, and one
        that falls begins there.
        """
        outside = len(self.rooms)
        if node == outside:
            for agency, load in enumerate(self.loads):
                if load:
                    yield agency, -1, -self.weighing.of[agency] * (2 * load - 1)
            return
        if self.loads[node] < self.rooms[node]:
            yield outside, -1, self.weighing.of[node] * (2 * self.loads[node] + 1)
        for mover in self.held[node]:
            leaves = self.options[mover][node]
            for agency, cost in self.options[mover].items():
                yield agency, mover, self.weighing.price * (cost - leaves)

    def moved(self, start: int, goal: int) -> dict[int, int] | None:
        """Which tasks move where on the shortest path, if there is one."""
        distance = {start: 0}
        via: dict[int, tuple[int, int]] = {}  # the node before, and the task that moves
        queue, waiting = deque([start]), {start}
        while queue:
            node = queue.popleft()
            waiting.discard(node)
            for after, mover, rise in self.steps(node):
                reach = distance[node] + rise
                if after not in distance or reach < distance[after]:
                    distance[after], via[after] = reach, (node, mover)
                    if after != goal and after not in waiting:
                        queue.append(after)
                        waiting.add(after)
        if goal not in distance:
            return None
        found = {}
        node = goal
        while node != start:
            before, mover = via[node]
            if mover >= 0:
                found[mover] = node
            node = before
        return found


def detour(
    options: Sequence[Mapping[int, int]],
    rooms: Sequence[int],
    weighing: Weights,
    holder: Mapping[int, int],
    task: int,
    target: int,
) -> dict[int, int] | None:
    """The best division that gives a task to another agency, from the best of all.

    It is one shortest alternating path away: from the agency, which now has one task too
    many, to the former holder, which has one too few.

    Args:
        options: What each task costs at each agency able to do it.
        rooms: How many tasks each agency can take.
        weighing: The objective.
        holder: The agency of every task in the best division.
        task: The task.
        target: The agency that is to have it, able to do it and not its holder.

    Returns:
        The agency of every task, or ``None`` where no division is like that.

    References:
        R. K. Ahuja, T. L. Magnanti, J. B. Orlin (1993), *Network Flows*, chapter 9.
    """
    held: list[list[int]] = [[] for _ in rooms]
    loads = [0] * len(rooms)
    for other, agency in holder.items():
        loads[agency] += 1
        if other != task:
            held[agency].append(other)
    moved = _Residual(options, rooms, weighing, held, loads).moved(target, holder[task])
    return None if moved is None else {**holder, **moved, task: target}


@attrs.frozen
class Forced:
    """A division in which one task goes where it was sent.

    Attributes:
        assignments: The agency that leads each task. ``None``: there is no division.
        teams: The agencies in the slots of each task.
        exact: Whether it is the best of its kind.
    """

    assignments: Mapping[str, str] | None
    teams: Mapping[str, Team]
    exact: bool


def forced(
    instance: Instance,
    objective: Objective,
    task: str,
    agency: str,
    best: Mapping[str, str] | None,
) -> Forced:
    """Everything divided anew around one task that an agency able to lead it is to lead.

    Args:
        instance: What is to be divided.
        objective: What is sought.
        task: Id of the task.
        agency: Code of the agency.
        best: The agency of each task in the best division, where it is known.
    """
    index = {each.id: number for number, each in enumerate(instance.agencies)}
    keys = [post.key for post in instance.posts]
    lead, target, days = keys.index((task, "")), index[agency], instance.even
    if best is None or not days:
        options = [*instance.options]
        options[lead] = {target: options[lead][target]}
        solution = solve(attrs.evolve(instance, options=options), objective, Means())
        whole = len(solution.holders) == len(keys)
        leads, teams = instance.named(solution.holders)
        return Forced(leads if whole else None, teams, exact=solution.gap == 0)
    weighing = instance.weights(objective)
    squares = Weights(weighing.price, [weight * days * days for weight in weighing.of])
    holder = {number: index[best[name]] for number, (name, _) in enumerate(keys)}
    rooms = [capacity // days for capacity in instance.capacities]
    found = detour(instance.options, rooms, squares, holder, lead, target)
    if found is None:
        return Forced(None, {}, exact=True)
    return Forced(instance.named(found)[0], {}, exact=True)
