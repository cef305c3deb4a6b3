from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush

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

    With every price, ``options[task][agency] + task_price[task] -
    agency_price[agency]`` is never negative, and nought for a task and the
    agency that holds it.
    """

    options: Sequence[Mapping[int, int]]
    capacities: Sequence[int]
    weights: Sequence[int]
    holder: dict[int, int]
    held: list[dict[int, None]]
    task_price: list[int]
    agency_price: list[int]

    def insert(self, task: int) -> None:
        """Place one more task, moving others where that is cheaper."""
        self.task_price[task] = max(
            (self.agency_price[agency] - cost for agency, cost in self.options[task].items()),
            default=0,
        )
        route = self._route(task)
        if route is not None:
            self._reprice(task, route)
            self._shift(route)

    def _route(self, task: int) -> _Route | None:
        options, task_price, agency_price = self.options, self.task_price, self.agency_price
        distance: dict[int, int] = {}
        via: dict[int, int] = {}
        settled: dict[int, int] = {}
        frontier: list[tuple[int, int]] = []
        best: tuple[int, int] | None = None
        movers: Iterable[int] = (task,)
        travelled = 0
        while True:
            for mover in movers:
                base = travelled + task_price[mover]
                for agency, cost in options[mover].items():
                    reach = base + cost - agency_price[agency]
                    if agency not in distance or reach < distance[agency]:
                        distance[agency] = reach
                        via[agency] = mover
                        heappush(frontier, (reach, agency))
            if not frontier or (best is not None and frontier[0][0] >= best[0]):
                return None if best is None else _Route(*best, via, settled)
            travelled, agency = heappop(frontier)
            if agency in settled:
                movers = ()
                continue
            movers = self.held[agency]
            settled[agency] = travelled
            if len(movers) < self.capacities[agency]:
                rise = self.weights[agency] * (2 * len(movers) + 1)
                length = travelled + rise + agency_price[agency]
                best = min(best or (length, agency), (length, agency))

    def _reprice(self, task: int, route: _Route) -> None:
        for agency, distance in route.nearer.items():
            change = distance - route.length
            if change < 0:
                self.agency_price[agency] += change
                for other in self.held[agency]:
                    self.task_price[other] += change
        self.task_price[task] -= route.length

    def _shift(self, route: _Route) -> None:
        agency: int | None = route.end
        while agency is not None:
            mover = route.via[agency]
            former = self.holder.get(mover)
            self.holder[mover] = agency
            self.held[agency][mover] = None
            if former is not None:
                del self.held[former][mover]
            agency = former


def place(
    options: Sequence[Mapping[int, int]],
    capacities: Sequence[int],
    *,
    weights: Sequence[int],
) -> dict[int, int]:
    """Place as many tasks as possible, at least cost, by successive shortest paths.

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
    flow = _Flow(
        options,
        capacities,
        weights,
        {},
        [{} for _ in capacities],
        [0] * len(options),
        [0] * len(capacities),
    )
    for task in range(len(options)):
        flow.insert(task)
    return flow.holder


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
            via: dict[int, int] = {}
            waiting = [task]
            end = None
            while waiting and end is None:
                mover = waiting.pop()
                for agency in options[mover]:
                    if agency in via or agency in dead:
                        continue
                    via[agency] = mover
                    if len(held[agency]) < rooms[agency]:
                        end = agency
                        break
                    waiting += held[agency]
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
