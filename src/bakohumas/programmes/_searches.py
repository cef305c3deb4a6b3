from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import inf
from random import Random
from time import monotonic

from bakohumas.programmes._ejections import repair
from bakohumas.programmes._instances import Change, Instance
from bakohumas.programmes._placings import State

_STEPS = 20
"""How often others make way, for each place there is, before a search goes without one."""
_MOST_STEPS = 500
"""How often they do so at most."""


def _construct(state: State, first: Sequence[int]) -> list[int]:
    """Fill the free places by regret, those that come *first* before; whoever is left over."""
    left = [post for post in first if not _fill(state, post)]
    heap = [state.regret(post) for post in range(len(state.days)) if post not in state.holder]
    heap = [entry for entry in heap if entry[2] not in left]
    heapify(heap)
    longest = max(state.days, default=0)
    able: dict[int, list[int]] = {}
    for post, prices in enumerate(state.prices):
        for agency in prices:
            able.setdefault(agency, []).append(post)
    waiting = {post for _, _, post in heap}
    while heap:
        entry = heappop(heap)
        post = entry[2]
        if post not in waiting:
            continue
        now = state.regret(post)
        if now != entry and heap and now > heap[0]:
            heappush(heap, now)
            continue
        waiting.discard(post)
        if not _fill(state, post):
            left.append(post)
            continue
        agency = state.holder[post]
        if state.loads[agency] + longest > state.capacities[agency]:
            for other in able[agency]:
                if other in waiting:
                    heappush(heap, state.regret(other))
    return [post for post in left if not _eject(state, post)]


def _fill(state: State, post: int) -> bool:
    found = state.choices(post)
    if found:
        state.put(post, found[0][1])
    return bool(found)


def _eject(state: State, post: int) -> bool:
    """Make room for a place by moving one other; ``False`` where that is of no use."""
    for agency in sorted(state.prices[post], key=lambda each: state.prices[post][each]):
        for other in list(state.held[agency]):
            state.drop(other)
            if state.suits(post, agency):
                state.put(post, agency)
                found = [each for each in state.choices(other) if each[1] != agency]
                if found:
                    state.put(other, found[0][1])
                    return True
                state.drop(post)
            state.put(other, agency)
    return False


def _improve(state: State, post: int, order: Sequence[int], least: Sequence[int]) -> bool:
    """Move a place to another agency, alone or with one that makes way, where that is better."""
    home = state.holder[post]
    state.drop(post)
    spared = state.price(post, home)
    for agency in order:
        if agency == home:
            continue
        if state.suits(post, agency) and state.price(post, agency) < spared:
            state.put(post, agency)
            return True
        for other in list(state.held[agency]):
            if _exchange(state, post, agency, other, spared, least[other]):
                return True
    state.put(post, home)
    return False


def _exchange(  # two places, two agencies and what it may cost
    state: State, post: int, agency: int, other: int, spared: int, least: int
) -> bool:
    prices, weight, load = state.prices, state.weights[agency], state.loads[agency]
    mine, yours = state.days[post], state.days[other]
    rest = load - yours
    most = spared + (state.change.price if state.change else 0)
    most += prices[other][agency] + weight * yours * (2 * rest + yours)
    most -= prices[post][agency] + weight * mine * (2 * rest + mine)
    if most <= least:
        return False
    state.drop(other)
    if state.suits(post, agency):
        spared += state.price(other, agency) - state.price(post, agency)
        state.put(post, agency)
        found = state.better(other, spared, agency)
        if found is not None:
            state.put(other, found)
            return True
        state.drop(post)
    state.put(other, agency)
    return False


def search(
    instance: Instance,
    prices: Sequence[Mapping[int, int]],
    weights: Sequence[int],
    *,
    start: Mapping[int, int],
    change: Change | None,
    seed: int,
    rounds: int,
    seconds: float | None,
    enough: int | None,
) -> dict[int, int]:
    """Fill places by regret, then improve by moves and exchanges until nothing is gained.

    Args:
        instance: What is to be divided.
        prices: For each place, what it costs at each agency able to fill it.
        weights: What the square of the load of each agency costs beside.
        start: Who holds which place before the search begins.
        change: What it costs to take a task from those who held it, if any was settled.
        seed: The order in which places are looked at.
        rounds: How often all places are looked at, at most.
        seconds: How long to improve at most. ``None``: as long as the rounds take; only
            then is the answer the same on every machine.
        enough: What nothing can be better than, as :meth:`Instance.gauge` sees it, if that is
            known.

    Returns:
        The agency of every place that was filled.

    References:
        S. Martello, P. Toth (1990), *Knapsack Problems*, chapter 7: the generalised
        assignment problem, by regret and shifts.
    """
    until = inf if seconds is None else monotonic() + seconds
    state = State(instance, prices, weights, change)
    _begin(state, start, seed)
    if len(state.holder) < len(prices):
        return state.holder
    orders = [
        [agency for _, agency in sorted((cost, agency) for agency, cost in each.items())]
        for each in prices
    ]
    least = [min(each.values(), default=0) for each in prices]
    free = [post for post in sorted(state.holder) if len(prices[post]) > 1]
    dice = Random(seed)  # noqa: S311 - an order, no secret
    gained = True
    for _ in range(rounds):
        dice.shuffle(free)
        if not gained:
            break
        gained = False
        if instance.gauge(prices, weights, state.holder) == enough:
            break
        for post in free:
            if monotonic() > until:
                return state.holder
            gained |= _improve(state, post, orders[post], least)
    return state.holder


def _begin(state: State, start: Mapping[int, int], seed: int) -> None:
    """Fill as many places as can be, around those that were held before; else anew, for room."""
    for post, agency in start.items():
        if agency in state.prices[post] and state.suits(post, agency):
            state.put(post, agency)
    first = _construct(state, ())
    if first:
        found = dict(state.holder)
        state.reset({})
        state.sparing = True
        left = _construct(state, first)
        state.sparing = False
        if len(left) >= len(first):
            state.reset(found)
        repair(state, steps=min(_STEPS * len(state.prices), _MOST_STEPS), seed=seed)
