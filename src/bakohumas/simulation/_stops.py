from itertools import takewhile
from typing import Final

import attrs
from attrs.validators import gt, optional

from bakohumas.errors import expect, of_kind
from bakohumas.simulation._ensembles import Ensemble
from bakohumas.simulation._estimates import Estimate
from bakohumas.simulation._plans import grouped

FIRST_CHECK: Final = 64
"""Runs after which a stop is judged first; then after twice as many, and so on."""


def _number(_stop: object, _field: object, value: float) -> None:
    expect(value, int, float, what="at_most")


@attrs.frozen
class StandardError:
    """Stop once the mean is known well enough.

    It is judged after 64 runs, 128, 256 and so on, and at no others, so that neither
    the number of workers nor the size of a chunk decides where it stops. Where all runs
    are alike, what is rare may only not have happened yet: one run more is reckoned with
    that differs by one node, or by all of the role's people.

    Attributes:
        at_most: The standard error that is good enough: of the nodes reached or, with
            a role, of the share of its people.
        role: The role whose share is judged.

    Raises:
        TypeError: If *at_most* is no number, or *role* no text.
        ValueError: If *at_most* is not above 0.

    Examples:
        >>> from bakohumas.simulation import IndependentCascade, Plan, simulate
        >>> plan = Plan.from_arrays(2, [0], [1], [0.5])
        >>> news = simulate(plan, IndependentCascade(), seeds=[0], runs=10_000, seed=1,
        ...     stop=StandardError(0.04))
        >>> news.provenance.runs, news.standard_error <= 0.04
        (256, True)
    """

    at_most: float = attrs.field(validator=[_number, gt(0)])
    role: str | None = attrs.field(default=None, validator=optional(of_kind(str)))

    def check(self, groups: tuple[str, ...]) -> None:
        """Insist, before anything is run, that its role is one of the *groups* of a plan.

        Raises:
            UnknownNameError: If it is none.
        """
        if self.role is not None:
            grouped(self.role, groups)

    def met(self, ensemble: Ensemble) -> bool:
        """Whether an ensemble is good enough.

        Raises:
            UnknownNameError: If no node of the network plays the role.
        """
        runs = ensemble.provenance.runs
        if self.role is None:
            return self.enough(Estimate.of(ensemble.sizes), runs)
        return self.enough(ensemble.share(self.role), runs)

    def enough(self, estimate: Estimate, runs: int) -> bool:
        """Whether an estimate from so many *runs* is good enough."""
        return (estimate.standard_error or 1 / (runs + 1)) <= self.at_most


def check_options(stop: object, on_update: object) -> None:
    """Insist, before anything is run, that both are what they must be, or ``None``.

    Raises:
        TypeError: If either is anything else.
    """
    if stop is not None:
        expect(stop, StandardError, what="stop")
    if on_update is not None and not callable(on_update):
        msg = f"on_update must be a function, got {on_update!r}"
        raise TypeError(msg)


def checks(runs: int) -> tuple[int, ...]:
    """The numbers of runs, below so many, after which a stop is judged."""
    powers = (FIRST_CHECK << power for power in range(64))
    return tuple(takewhile(lambda count: count < runs, powers))


def finished(stop: StandardError | None, runs: int, ensemble: Ensemble) -> bool:
    """Whether an ensemble has so many runs, or as many as its *stop* lets it have."""
    done = ensemble.provenance.runs
    return done >= runs or (stop is not None and done in checks(runs) and stop.met(ensemble))
