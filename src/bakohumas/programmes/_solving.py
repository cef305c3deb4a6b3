from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from importlib import import_module
from time import monotonic
from types import MappingProxyType, ModuleType
from typing import Final, Literal

import attrs
from attrs.validators import ge, optional

from bakohumas.errors import MissingExtraError, of_kind
from bakohumas.programmes._exhaustion import least_change
from bakohumas.programmes._flows import place
from bakohumas.programmes._instances import Change, Instance
from bakohumas.programmes._objectives import Objective, Weights
from bakohumas.programmes._searches import search

Solver = Literal["own", "highs"]
"""What divides: this library alone, or SciPy with HiGHS (extra ``solve``)."""
ROUNDS: Final = 20
_CALLS: Final = 60
"""How many parts of an instance a solver is asked about."""


def _known(_means: object, _field: object, solver: str) -> None:
    if solver not in ("own", "highs"):
        msg = f"solver must be 'own' or 'highs', got {solver!r}"
        raise ValueError(msg)


@attrs.frozen
class Means:
    """How a division is sought.

    Attributes:
        solver: By what.
        seed: The dice of the search.
        rounds: How often the search looks at every place, at most.
        seconds: How long it may take at most, if there is a limit.
    """

    solver: Solver = attrs.field(default="own", validator=_known)
    seed: int = attrs.field(default=0, validator=of_kind(int))
    rounds: int = attrs.field(default=ROUNDS, validator=[of_kind(int), ge(0)])
    seconds: float | None = attrs.field(
        default=None, validator=optional([of_kind(int, float), ge(0)])
    )


@attrs.frozen
class Solution:
    """A placing, whole or in part.

    Attributes:
        holders: The agency of every place that was filled.
        gap: By what share of its gauge another could be closer to what is sought, at
            most. ``None`` where nobody knows.
        infeasible: Whether it was proved that there is no whole one.
        fewest: Whether it was proved that none moves fewer settled tasks.
    """

    holders: Mapping[int, int]
    gap: Fraction | None = None
    infeasible: bool = False
    fewest: bool = False


def solve(
    instance: Instance,
    objective: Objective,
    means: Means,
    *,
    keep: Mapping[int, AbstractSet[int]] = MappingProxyType({}),
    start: Mapping[int, int] = MappingProxyType({}),
) -> Solution:
    """The best placing that is to be found.

    Args:
        instance: What is to be divided.
        objective: What is sought.
        means: How.
        keep: For places that were settled, the agencies that held them: of as few tasks
            as possible any goes to another, then as few places as possible, and only
            then the objective counts.
        start: Where a search begins, if it is known.
    """
    weighing = instance.weights(objective)
    factor = weighing.price
    prices: Sequence[Mapping[int, int]] = instance.options
    if factor != 1:
        prices = [{one: factor * cost for one, cost in costs.items()} for costs in prices]
    kept = _kept(instance, weighing, prices, keep)
    days, placed = instance.level, None
    if days:
        rooms = [capacity // days for capacity in instance.capacities]
        squares = [weight * days * days for weight in weighing.of]
        other = _scipy() if means.solver == "highs" else None
        found = other.match(kept, rooms, squares) if other and any(squares) else None
        placed = place(kept, rooms, weights=squares) if found is None else found
        if len(placed) < len(kept) or instance.within(placed):
            return Solution(placed, Fraction(0), infeasible=len(placed) < len(kept), fewest=True)
    if means.solver == "highs":
        proved = _scipy().solve(instance, prices, weighing.of, keep, seconds=means.seconds)
        if proved.holders or proved.infeasible:
            gauge = instance.gauge(prices, weighing.of, proved.holders)
            room = None if proved.bound is None else max(gauge - proved.bound, 0)
            gap = None if room is None else Fraction(room, max(abs(gauge), 1))
            return Solution(proved.holders, gap, proved.infeasible, proved.fewest)
    moving = _more_than_all(instance, weighing) * (len(prices) + 1)
    change = Change(keep, moving) if keep else None
    least = None if placed is None else instance.gauge(kept, weighing.of, placed)
    holders = search(
        instance,
        kept,
        weighing.of,
        start=start or (_start(instance, keep) if keep else placed or {}),
        change=change,
        seed=means.seed,
        rounds=means.rounds,
        seconds=means.seconds,
        enough=least,
    )
    best, tried = least_change(instance, kept, weighing.of, change, holders)
    bounds = [instance.uprooted(keep), *([instance.moved(placed, keep)] if placed else [])]
    fewest = tried or instance.moved(best, keep) in bounds
    if least is None or len(best) < len(kept):
        return Solution(best, fewest=fewest)
    gauge = instance.gauge(kept, weighing.of, best)
    return Solution(best, Fraction(gauge - least, max(abs(gauge), 1)), fewest=fewest)


def _kept(
    instance: Instance,
    weighing: Weights,
    prices: Sequence[Mapping[int, int]],
    keep: Mapping[int, AbstractSet[int]],
) -> Sequence[Mapping[int, int]]:
    """The prices, with what each place costs beside that goes to another agency."""
    moving = _more_than_all(instance, weighing) if keep else 0
    return [
        {one: price + (moving if one not in keep[post] else 0) for one, price in costs.items()}
        if post in keep
        else costs
        for post, costs in enumerate(prices)
    ]


def _start(instance: Instance, keep: Mapping[int, AbstractSet[int]]) -> dict[int, int]:
    """Whoever held a place holds it again; of one slot each agency once."""
    waiting: dict[tuple[str, str], list[int]] = {}
    start = {}
    for post, agencies in keep.items():
        left = waiting.setdefault(instance.posts[post].key, sorted(agencies, reverse=True))
        if left:
            start[post] = left.pop()
    return start


def _more_than_all(instance: Instance, weighing: Weights) -> int:
    """More than any two placings can differ by, as the objective sees them."""
    spread = sum(max(costs.values()) - min(costs.values()) for costs in instance.options if costs)
    days = sum(post.terms.days for post in instance.posts)
    return weighing.price * spread + max(weighing.of, default=0) * days * days + 1


def prover(instance: Instance, means: Means) -> Callable[[Sequence[int]], dict[int, int] | None]:
    """HiGHS, as what tries parts of an instance: so many at most, and in the time there is."""
    until = None if means.seconds is None else monotonic() + means.seconds
    calls = iter(range(_CALLS))

    def tries(posts: Sequence[int]) -> dict[int, int] | None:
        left = None if until is None else max(until - monotonic(), 0)
        part = attrs.evolve(
            instance,
            posts=tuple(instance.posts[post] for post in posts),
            options=[instance.options[post] for post in posts],
        )
        if next(calls, None) is not None:
            nothing = [0] * len(instance.agencies)
            proved = _scipy().solve(part, part.options, nothing, {}, seconds=left)
            if proved.holders or proved.infeasible:
                found = {posts[at]: agency for at, agency in proved.holders.items()}
                return None if proved.infeasible else found
        raise OverflowError("the solver cannot say")

    return tries


def _scipy() -> ModuleType:
    try:
        return import_module("bakohumas.programmes._scipy")
    except ModuleNotFoundError as missing:
        raise MissingExtraError("solver='highs'", missing.name or "", "solve") from missing
