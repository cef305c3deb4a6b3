from collections.abc import Mapping, Sequence
from math import lcm
from typing import Literal

import attrs
from attrs.validators import ge

from bakohumas.errors import of_kind


def _something(mix: "Mix", _field: object, fairness: int) -> None:
    if not mix.cost and not fairness:
        msg = "a mix of no cost and no fairness seeks nothing: give one of them a weight"
        raise ValueError(msg)


@attrs.frozen
class Mix:
    """An objective that trades cost against fairness.

    It seeks the least of *cost* times the total cost, plus *fairness* times the sum
    over the agencies of load squared by capacity. An agency with a capacity of 4 adds
    1/4 to that sum by its first task, 3/4 by its second, 5/4 by its third.

    Attributes:
        cost: Weight of the total cost.
        fairness: Weight of the unevenness, in units of cost.

    Raises:
        TypeError: If a weight is no whole number.
        ValueError: If a weight is negative, or both are nought.

    Examples:
        >>> Mix(cost=1, fairness=5)
        Mix(cost=1, fairness=5)
    """

    cost: int = attrs.field(validator=[of_kind(int), ge(0)], kw_only=True)
    fairness: int = attrs.field(validator=[of_kind(int), ge(0), _something], kw_only=True)


Objective = Literal["cost", "fair"] | Mix
"""What a division seeks: the least total cost, the evenest loads, or a mix of both."""


def checked(objective: Objective) -> Objective:
    """The objective, if it is one.

    Raises:
        ValueError: If it is none.
    """
    if objective not in ("cost", "fair") and not isinstance(objective, Mix):
        msg = f"objective must be 'cost' or 'fair', got {objective!r}"
        raise ValueError(msg)
    return objective


@attrs.frozen
class Weights:
    """An objective on whole numbers.

    What is sought is the least of ``price * cost + sum(of[agency] * load ** 2)``.

    Attributes:
        price: What one unit of cost weighs.
        of: What the square of the load of each agency weighs.
    """

    price: int
    of: Sequence[int]


def weights(
    objective: Objective, capacities: Sequence[int], options: Sequence[Mapping[int, int]]
) -> Weights:
    """An objective as weights, for agencies of these capacities and tasks of these costs."""
    if objective == "cost":
        return Weights(1, [0] * len(capacities))
    whole = lcm(*(capacity for capacity in capacities if capacity))
    shares = [whole // capacity if capacity else 0 for capacity in capacities]
    if isinstance(objective, Mix):
        return Weights(objective.cost * whole, [objective.fairness * share for share in shares])
    spreads = sorted(max(costs.values()) - min(costs.values()) for costs in options if costs)
    dear = sum(spreads[-len(capacities) - 1 :]) + 1  # more than any round of exchanges can save
    return Weights(1, [dear * share for share in shares])
