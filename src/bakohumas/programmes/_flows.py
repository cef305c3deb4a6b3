from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from math import inf

import attrs


@attrs.frozen
class _Route:
    """A cheapest way to make room for one more task.

    Attributes:
        length: What it costs, in reduced prices.
        end: The agency whose load grows by one.
        via: The task that would move to each agency reached.
        nearer: Distance of every agency settled on the way.
    """

    length: int
    end: int
    via: dict[int, int]
    nearer: dict[int, int]


@attrs.define
class _Flow:
    """Tasks placed so far, at least cost, and the prices that prove it.

    Attributes:
        arcs: The agencies able to do each task, and what it costs there.
        rooms: How many tasks each agency can take.
        weights: What the square of its number of tasks costs.
        holder: The agency of each task.
        held: The tasks of each agency, and what each costs there.
        price: What a place at each agency is worth. Whatever a task costs elsewhere,
            less the price there, is never less than where it is.
        rises: What one more task costs each agency beside; -1 where it is full.
    """

    arcs: Sequence[Sequence[tuple[int, int]]]
    rooms: Sequence[int]
    weights: Sequence[int]
    holder: dict[int, int]
    held: list[dict[int, int]]
    price: list[int]
    rises: list[int]

    def insert(self, task: int) -> bool:
        """Place one more task, moving others where that is cheaper; whether there is room."""
        route = self._route(task)
        if route is not None:
            for agency, distance in route.nearer.items():
                self.price[agency] += min(distance - route.length, 0)
            self._shift(route)
        return route is not None

    def _route(self, task: int) -> _Route | None:
        arcs, held, price, rises = self.arcs, self.held, self.price, self.rises
        reached: list[float] = [inf] * len(price)  # each distance, plus the agency's price
        via: dict[int, int] = {}
        settled: dict[int, int] = {}
        frontier: list[tuple[int, int]] = []
        best: float = inf
        end = -1
        base, movers = 0, {task: 0}
        while True:
            for mover, here in movers.items():
                left = base - here
                for agency, cost in arcs[mover]:
                    reach = left + cost
                    if reach < reached[agency]:
                        reached[agency] = reach
                        distance = reach - price[agency]
                        if distance < best:
                            via[agency] = mover
                            heappush(frontier, (distance, agency))
                            rise = rises[agency]
                            if rise >= 0 and (reach + rise, agency) < (best, end):
                                best, end = reach + rise, agency
            while frontier and frontier[0][1] in settled:
                heappop(frontier)
            if not frontier or frontier[0][0] >= best:
                return _Route(int(best), end, via, settled) if end >= 0 else None
            distance, agency = heappop(frontier)
            settled[agency] = distance
            base, movers = distance + price[agency], held[agency]

    def _shift(self, route: _Route) -> None:
        agency: int | None = route.end
        while agency is not None:
            mover = route.via[agency]
            former = self.holder.get(mover)
            self.holder[mover] = agency
            self.held[agency][mover] = dict(self.arcs[mover])[agency]
            if former is not None:
                del self.held[former][mover]
            agency = former
        load = len(self.held[route.end])
        room = load < self.rooms[route.end]
        self.rises[route.end] = self.weights[route.end] * (2 * load + 1) if room else -1


def place(
    options: Sequence[Mapping[int, int]],
    capacities: Sequence[int],
    *,
    weights: Sequence[int],
) -> dict[int, int]:
    """Place all tasks at least cost, by successive shortest paths.

    Where there is no room for all, as many as possible are placed, at whatever cost.

    Args:
        options: For each task, what it costs at each agency able to do it.
        capacities: How many tasks each agency can take.
        weights: What the square of each agency's number of tasks costs beside.

    Returns:
        The agency of every task that found a place.

    References:
        J. Edmonds, R. M. Karp (1972), *Theoretical improvements in algorithmic
        efficiency for network flow problems*, JACM 19, doi:10.1145/321694.321699.
    """
    rises = [weight if room else -1 for weight, room in zip(weights, capacities, strict=True)]
    alike = {id(costs): list(costs.items()) for costs in options}
    arcs = [alike[id(costs)] for costs in options]
    nobody: list[dict[int, int]] = [{} for _ in capacities]
    price = [-rise for rise in rises]  # so that a first task is never far from its place
    flow = _Flow(arcs, capacities, weights, {}, nobody, price, rises)
    if all(flow.insert(task) for task in range(len(options))):
        return flow.holder
    return augment(options, capacities, flow.holder)


def stranded(options: Sequence[Mapping[int, int]], holder: Mapping[int, int]) -> set[int]:
    """The tasks that compete for too few places, given a largest placing.

    Whoever could be moved to make room for a task without a place is among
    them. The set does not depend on which largest placing was found.

    References:
        A. L. Dulmage, N. S. Mendelsohn (1958), *Coverings of bipartite graphs*,
        Canadian Journal of Mathematics 10, doi:10.4153/CJM-1958-052-0.
    """
    held: dict[int, list[int]] = {}
    for task, agency in holder.items():
        held.setdefault(agency, []).append(task)
    waiting = [task for task in range(len(options)) if task not in holder]
    found = set(waiting)
    while waiting:
        for agency in options[waiting.pop()]:
            others = held.pop(agency, [])
            waiting += others
            found.update(others)
    return found


def augment(
    options: Sequence[Mapping[int, int]], rooms: Sequence[int], start: Mapping[int, int]
) -> dict[int, int]:
    """As many tasks as possible with an agency, whatever it costs, beginning with some.

    References:
        C. Berge (1957), *Two theorems in graph theory*, PNAS 43, doi:10.1073/pnas.43.9.842.
    """
    holder = dict(start)
    held: list[dict[int, None]] = [{} for _ in rooms]
    for task, agency in holder.items():
        held[agency][task] = None
    dead: set[int] = set()  # no room can be made here any more
    for task in range(len(options)):
        if task not in holder:
            via, end = _opening(options, rooms, held, dead, task)
            if end is None:
                dead.update(via)
            while end is not None:
                mover = via[end]
                former = holder.get(mover)
                holder[mover] = end
                held[end][mover] = None
                if former is not None:
                    del held[former][mover]
                end = former
    return holder


def _opening(
    options: Sequence[Mapping[int, int]],
    rooms: Sequence[int],
    held: Sequence[Mapping[int, None]],
    dead: set[int],
    task: int,
) -> tuple[dict[int, int], int | None]:
    """An agency with room that a task can reach, and which task moves to each on the way."""
    via: dict[int, int] = {}
    waiting = [task]
    while waiting:
        mover = waiting.pop()
        for agency in options[mover]:
            if agency not in via and agency not in dead:
                via[agency] = mover
                if len(held[agency]) < rooms[agency]:
                    return via, agency
                waiting += held[agency]
    return via, None
