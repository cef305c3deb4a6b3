"""The only file that imports SciPy, from the extra ``solve``."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from math import ceil, inf
from typing import Any

import attrs
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from bakohumas.programmes._instances import Instance

_EXACT = 2**53
"""Whole numbers beyond this one a float can no longer tell apart."""
_INFEASIBLE = 2

Prices = Sequence[Mapping[int, int]]


def match(prices: Prices, rooms: Sequence[int], weights: Sequence[int]) -> dict[int, int] | None:
    """The agency of every task, at least cost, by the matching of SciPy.

    Returns:
        The placing, or ``None`` where there is none, or the numbers are too great for
        floating point.
    """
    able = [0] * len(rooms)
    for costs in prices:
        for agency in costs:
            able[agency] += 1
    owner: list[int] = []
    places: list[range] = []
    for agency, room in enumerate(rooms):
        first = len(owner)
        owner += [agency] * min(room, able[agency])
        places.append(range(first, len(owner)))
    least = min((min(costs.values()) for costs in prices if costs), default=0)
    rises = [[weight * (2 * load + 1) + 1 - least for load in range(len(mine))]
             for weight, mine in zip(weights, places, strict=True)]  # fmt: skip
    starts, columns, data = [0], list[int](), list[int]()
    for costs in prices:
        for agency, price in costs.items():
            columns.extend(places[agency])
            data.extend([price + rise for rise in rises[agency]])
        starts.append(len(columns))
    if max(data, default=0) * max(len(prices), 1) >= _EXACT:
        return None
    table = csr_array((data, columns, starts), shape=(len(prices), max(len(owner), 1)), dtype=float)
    try:
        tasks, found = min_weight_full_bipartite_matching(table)
    except ValueError:
        return None  # no full matching
    return {task: owner[each] for task, each in zip(tasks.tolist(), found.tolist(), strict=True)}


@attrs.frozen
class Proved:
    """What HiGHS found, and what it proved.

    Attributes:
        holders: The agency of every place; empty where it found no division.
        bound: No division is closer to what is sought. ``None``: not known.
        infeasible: Whether it proved that there is none.
        fewest: Whether it proved that none moves fewer settled tasks.
    """

    holders: dict[int, int]
    bound: int | None
    infeasible: bool
    fewest: bool = False


class _Model:
    """The rows of an integer programme, as they are written down."""

    def __init__(self) -> None:
        """Begin with no row."""
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.data: list[int] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def row(self, terms: Mapping[int, int], lower: float, upper: float) -> None:
        """The sum of these columns, each as often as stated, lies between two numbers."""
        self.rows += [len(self.lower)] * len(terms)
        self.columns += terms.keys()
        self.data += terms.values()
        self.lower.append(lower)
        self.upper.append(upper)


def solve(
    instance: Instance,
    prices: Prices,
    weights: Sequence[int],
    keep: Mapping[int, AbstractSet[int]],
    *,
    seconds: float | None,
) -> Proved:
    """The best division that HiGHS finds, as an integer programme, and its bound.

    Where places were settled it is asked thrice: for the fewest tasks that move, for the
    fewest places of those, and for the best of what is left.
    """
    slots: dict[tuple[str, str], list[int]] = {}
    for post, each in enumerate(instance.posts):
        slots.setdefault(each.key, []).append(post)
    pairs = [(posts[0], agency) for posts in slots.values() for agency in prices[posts[0]]]
    if not pairs:
        return Proved({}, None, infeasible=True)
    column = {pair: number for number, pair in enumerate(pairs)}
    costs = [prices[post][agency] for post, agency in pairs]
    model = _Model()
    for first, *others in slots.values():
        count = 1 + len(others)
        model.row({column[first, agency]: 1 for agency in prices[first]}, count, count)
    _bear(model, instance, weights, pairs, costs)
    for rivals in _rivals(instance, column):
        model.row(dict.fromkeys(rivals, 1), -inf, 1)
    whole = [1] * len(pairs) + [0] * (len(costs) - len(pairs))
    least = _moved(model, instance, keep, pairs, len(costs)) if keep else []
    if least:
        costs += [0] * len(least[0])
        whole += [1] * len(least[0])
    last: Any = None
    fewest = never = False
    for stage, sought in enumerate([*least, dict(enumerate(costs))]):
        found = _best(model, [sought.get(each, 0) for each in range(len(costs))], whole,
                      None if seconds is None else seconds / (1 + len(least)))  # fmt: skip
        if found.x is None:
            never = found.status == _INFEASIBLE
            break
        last = found
        fewest = fewest or (not stage and not found.status)
        if sought in least:
            value = sum(times for each, times in sought.items() if found.x[each] > 1 / 2)
            model.row(sought, -inf, value)
    if last is None:
        return Proved({}, None, infeasible=never)
    bound: float = last.mip_dual_bound
    certain = abs(bound) < _EXACT
    least_of_all = ceil(bound - 1e-6 * max(1, abs(bound))) if certain else None
    return Proved(_seated(slots, pairs, last.x.tolist()), least_of_all, False, fewest)


def _seated(
    slots: Mapping[tuple[str, str], Sequence[int]],
    pairs: Sequence[tuple[int, int]],
    values: Sequence[float],
) -> dict[int, int]:
    """Who has which place, from the columns of the pairs."""
    chosen: dict[int, list[int]] = {}
    for (post, agency), value in zip(pairs, values, strict=False):
        if value > 1 / 2:
            chosen.setdefault(post, []).append(agency)
    return {
        post: agency
        for posts in slots.values()
        for post, agency in zip(posts, chosen[posts[0]], strict=True)
    }


def _best(model: _Model, costs: Sequence[int], whole: Sequence[int], seconds: float | None) -> Any:  # noqa: ANN401 - what SciPy gives back
    """What HiGHS says to a model."""
    shape = len(model.lower), len(costs)
    table = csr_array((model.data, (model.rows, model.columns)), shape=shape)
    options: Any = {"mip_rel_gap": 0.0} | ({} if seconds is None else {"time_limit": seconds})
    integrality: Any = whole
    return milp(
        costs,
        constraints=LinearConstraint(table, model.lower, model.upper),
        integrality=integrality,
        bounds=Bounds(0, 1),
        options=options,
    )


def _moved(
    model: _Model,
    instance: Instance,
    keep: Mapping[int, AbstractSet[int]],
    pairs: Sequence[tuple[int, int]],
    after: int,
) -> list[dict[int, int]]:
    """Columns that say which settled tasks move, and then which of their places."""
    strangers: dict[str, list[int]] = {}
    for number, (post, agency) in enumerate(pairs):
        if post in keep and agency not in keep[post]:
            strangers.setdefault(instance.posts[post].task.id, []).append(number)
    for column, columns in enumerate(strangers.values(), after):
        model.row(dict.fromkeys(columns, 1) | {column: -len(columns)}, -inf, 0)
    return [
        dict.fromkeys(range(after, after + len(strangers)), 1),
        {number: 1 for columns in strangers.values() for number in columns},
    ]


def _bear(
    model: _Model,
    instance: Instance,
    weights: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    costs: list[int],
) -> None:
    """What each agency can bear, in all and by period; squares of loads, a column a day."""
    loads: list[dict[int, int]] = [{} for _ in weights]
    for number, (post, holder) in enumerate(pairs):
        loads[holder][number] = instance.posts[post].terms.days
    limits = instance.limits
    for agency, (capacity, load) in enumerate(zip(instance.capacities, loads, strict=True)):
        model.row(load, -inf, capacity)
        for limit, uses in limits[agency]:
            within = {each: uses[pairs[each][0]] for each in load if pairs[each][0] in uses}
            model.row(within, -inf, limit)
        steps = min(capacity, sum(load.values())) if weights[agency] else 0
        if steps:
            model.row(load | dict.fromkeys(range(len(costs), len(costs) + steps), -1), 0, 0)
            costs += [weights[agency] * (2 * step + 1) for step in range(steps)]


def _rivals(instance: Instance, column: Mapping[tuple[int, int], int]) -> Iterator[list[int]]:
    """Columns of which one task allows no two: of one agency, or of two kept apart."""
    apart = instance.apart
    teams: dict[str, dict[int, list[int]]] = {}
    for (post, agency), number in column.items():
        team = teams.setdefault(instance.posts[post].task.id, {})
        team.setdefault(agency, []).append(number)
    for team in teams.values():
        yield from (columns for columns in team.values() if len(columns) > 1)
        for one, two in combinations(team, 2):
            if (one, two) in apart:
                yield [*team[one], *team[two]]
