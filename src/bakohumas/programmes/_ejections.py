from collections.abc import Sequence
from math import inf
from random import Random
from time import monotonic
from typing import Final

from bakohumas.programmes._placings import State

_MEMORY: Final = 500
"""After how many steps it is forgotten which places were hard to fill."""


def repair(state: State, *, steps: int, seed: int, until: float = inf) -> list[int]:
    """Fill the places that are left by putting others out, the easiest to fill first.

    Whoever makes way is remembered by how often it found no room: of those that could give
    way the ones go that had the least trouble so far. Now and then that is forgotten, for
    it leads astray, too.

    Args:
        state: Who holds which place; in the end as many are filled as ever were at once.
        steps: How many places are put somewhere at most.
        seed: The dice that choose between equals.
        until: When to end, by the monotonic clock.

    Returns:
        All places, those first that found no room most often.

    References:
        Y. Nagata, O. Bräysy (2009), *A powerful route minimization heuristic for the vehicle
        routing problem with time windows*, Operations Research Letters 37,
        doi:10.1016/j.orl.2009.04.006.
    """
    dice = Random(seed)  # noqa: S311 - an order, no secret
    trouble, often = [0] * len(state.prices), [0] * len(state.prices)
    left = [post for post in range(len(state.prices)) if post not in state.holder]
    best, fewest = dict(state.holder), len(left)
    for step in range(steps):
        if not left or monotonic() > until:
            break
        if step % _MEMORY == 0:
            trouble = [0] * len(state.prices)
        post = left.pop()
        free = [agency for agency in state.prices[post] if state.suits(post, agency)]
        if free:
            state.put(post, dice.choice(free))
        else:
            trouble[post] += 1
            often[post] += 1
            ways = [
                (sum(1 + trouble[other] for other in gone), dice.random(), agency, gone)
                for agency in state.prices[post]
                if (gone := _making_way(state, post, agency, trouble, dice)) is not None
            ]
            if not ways:  # not even alone
                often[post] += steps
                break
            _, _, agency, gone = min(ways)
            for other in gone:
                state.drop(other)
            state.put(post, agency)
            left += gone
        if len(left) < fewest:
            best, fewest = dict(state.holder), len(left)
    state.reset(best)
    return sorted(range(len(often)), key=lambda post: -often[post])


def _making_way(
    state: State, post: int, agency: int, trouble: Sequence[int], dice: Random
) -> list[int] | None:
    """The places that would make way for one at an agency; ``None`` where that is of no use."""
    before = [
        (other, who)
        for other in state.together[post]
        if (who := state.holder.get(other, -1)) == agency or (who, agency) in state.apart
    ]
    for other, _ in before:
        state.drop(other)
    gone: list[int] = []
    for other in sorted(state.held[agency], key=lambda one: (trouble[one], dice.random())):
        if state.suits(post, agency):
            break
        state.drop(other)
        gone.append(other)
    fits = state.suits(post, agency)
    needed = []
    for other in reversed(gone):
        state.put(other, agency)
        if not state.suits(post, agency):
            state.drop(other)
            needed.append(other)
    for other, who in (*before, *((other, agency) for other in needed)):
        state.put(other, who)
    return [*(other for other, _ in before), *needed] if fits else None
