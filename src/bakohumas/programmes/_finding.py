from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from math import inf
from time import monotonic
from types import MappingProxyType
from typing import Final

import attrs

from bakohumas.errors import InfeasibleError
from bakohumas.programmes._counts import counted
from bakohumas.programmes._ejections import repair
from bakohumas.programmes._exhaustion import exhausted, tried_out
from bakohumas.programmes._instances import Instance
from bakohumas.programmes._objectives import Objective
from bakohumas.programmes._placings import State
from bakohumas.programmes._shortages import certificate
from bakohumas.programmes._solving import Means, Solution, prover, solve

_STEPS: Final = 200
"""How often others make way, for each place there is, before it is asked if there is a way."""
_MOST_STEPS: Final = 8_000
"""How often they do so at most."""


def find(
    instance: Instance,
    objective: Objective,
    means: Means,
    *,
    keep: Mapping[int, AbstractSet[int]] = MappingProxyType({}),
) -> Solution | InfeasibleError:
    """A placing of everything, or why there is none, or what was left over.

    Where a first search leaves something, it is counted whether that must be; if nothing is
    counted a longer search goes on from there; then everything is tried out, the hardest
    tasks first and alone, and last a solver that found no division says which tasks have
    none. What was found on the way is improved as if the search had begun there.

    Args:
        instance: What is to be divided.
        objective: What is sought.
        means: How.
        keep: As in :func:`solve`.
    """
    solution = solve(instance, objective, means, keep=keep)
    if len(solution.holders) == len(instance.posts):
        return solution
    refuted = certificate(instance) or counted(instance)
    if refuted:
        return refuted
    holders, order = _sought(instance, solution, means)
    if len(holders) < len(instance.posts):
        ended = exhausted(instance, order, partial(tried_out, instance), "trial")
        if ended is None and solution.infeasible:
            ended = exhausted(instance, order, prover(instance, means), "solver")
        if ended is None:
            return _unproved(instance, holders, solver=solution.infeasible)
        if isinstance(ended, InfeasibleError):
            return ended
        holders = ended
    own = attrs.evolve(means, solver="own")
    return solve(instance, objective, own, keep=keep, start=holders)


def _sought(
    instance: Instance, solution: Solution, means: Means
) -> tuple[Mapping[int, int], Sequence[int]]:
    """What a longer search fills, and all places, the hardest first."""
    until = inf if means.seconds is None else monotonic() + means.seconds
    state = State(instance, instance.options, [0] * len(instance.agencies))
    for post, agency in solution.holders.items():
        if state.suits(post, agency):
            state.put(post, agency)
    steps = min(_STEPS * len(instance.posts), _MOST_STEPS)
    order = repair(state, steps=steps, seed=means.seed, until=until)
    return state.holder, order


def _unproved(instance: Instance, holders: Mapping[int, int], *, solver: bool) -> InfeasibleError:
    """What was left over, where no certificate says why; to a solver, all of it together."""
    empty = [post for post in range(len(instance.posts)) if solver or post not in holders]
    tasks = dict.fromkeys(instance.posts[post].task.id for post in empty)
    able = {agency for post in empty for agency in instance.options[post]}
    return InfeasibleError(
        tuple(tasks),
        tuple(instance.agencies[agency].id for agency in sorted(able)),
        1 if solver else len(empty),
        "solver" if solver else "",
    )
