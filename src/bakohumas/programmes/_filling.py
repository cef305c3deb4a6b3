from collections import deque
from collections.abc import Mapping
from typing import Literal

from bakohumas.programmes._instances import Instance, Team, posts_of
from bakohumas.programmes._objectives import Objective
from bakohumas.programmes._placings import State

Fill = Literal["least", "most"]
"""How full slots get: with as many agencies as they need, or as many as they can hold."""

Free = dict[tuple[str, str], deque[int]]
"""The places of each slot that nobody holds."""


def checked_fill(fill: Fill) -> Fill:
    """How full slots get, if it is one of the two.

    Raises:
        ValueError: If it is not.
    """
    if fill not in ("least", "most"):
        msg = f"fill must be 'least' or 'most', got {fill!r}"
        raise ValueError(msg)
    return fill


def filled(
    instance: Instance,
    holders: Mapping[int, int],
    objective: Objective,
    *,
    fill: Fill,
    former: Mapping[str, Team],
) -> tuple[Instance, Mapping[int, int]]:
    """A whole division with more in its slots than they need, where there is room.

    First whoever sat there formerly; then, if slots are to be as full as can be, one more
    agency to each in turn, the cheapest by the objective that can still take it. Nobody who
    has a place loses it, so that it may be fewer than another division could have.

    Args:
        instance: What was divided.
        holders: The agency of every place that must be filled.
        objective: What is sought.
        fill: How full slots get.
        former: Who sat in the slots before.
    """
    tasks = list(dict.fromkeys(post.task for post in instance.posts))
    places = posts_of(tasks, most=len(instance.agencies))
    if len(places) == len(instance.posts) or not (former or fill == "most"):
        return instance, holders
    wider = Instance.of(tasks, instance.agencies, most=True)
    weighing = wider.weights(objective)
    prices = [{one: weighing.price * cost for one, cost in each.items()} for each in wider.options]
    state = State(wider, prices, weighing.of)
    free: Free = {}
    for number, post in enumerate(wider.posts):
        free.setdefault(post.key, deque()).append(number)
    for number, agency in sorted(holders.items()):
        state.put(free[instance.posts[number].key].popleft(), agency)
    _stay(state, wider, free, former)
    if fill == "most":
        _join(state, free)
    return wider, state.holder


def _stay(state: State, wider: Instance, free: Free, former: Mapping[str, Team]) -> None:
    """Let whoever sat in a slot formerly sit there again."""
    for (task, slot), left in free.items():
        held = former.get(task, {}).get(slot, ())
        for agency in [number for number, one in enumerate(wider.agencies) if one.id in held]:
            if left and agency in state.prices[left[0]] and state.suits(left[0], agency):
                state.put(left.popleft(), agency)


def _join(state: State, free: Free) -> None:
    """Let one more agency into each slot in turn, until none can take more."""
    waiting = [left for left in free.values() if left]
    while waiting:
        still = []
        for left in waiting:
            if found := state.choices(left[0]):
                state.put(left.popleft(), found[0][1])
                still += [left] if left else []
        waiting = still
