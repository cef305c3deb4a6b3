from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, TypeVar, cast

import attrs

from bakohumas.errors import expect, plain
from bakohumas.languages import Lang
from bakohumas.networks import InformationNetwork
from bakohumas.simulation._plans import Plan

On = TypeVar("On", bound=InformationNetwork | Plan)
"""What an intervention is applied to."""


class Change(ABC):
    """What every intervention can do."""

    __slots__ = ()

    def apply(self, to: On) -> On:
        """The network, or the plan, after it.

        In a plan every node and channel keeps its number, so that its worlds stay the
        same: new ones are appended. A plan of numbers takes codes and channels in digits.

        Args:
            to: The network or the plan, which stays as it is.

        Raises:
            TypeError: If it is neither.
            UnknownNameError: If it names a node or channel that is not there.
            ValueError: If it does not fit, or changes nothing.
        """
        expect(to, InformationNetwork, Plan, what="what an intervention is applied to")
        changed = self._plan(to) if isinstance(to, Plan) else self._network(to)
        return cast("On", changed)

    def seeds(self, seeds: Iterable[str | int]) -> tuple[str | int, ...]:
        """The nodes that know the news at first, after it.

        Raises:
            ValueError: If it moves the news away from a node that does not know it.
        """
        return tuple(seeds)

    def _plan(self, plan: Plan) -> Plan:
        return plan

    def _network(self, network: InformationNetwork) -> InformationNetwork:
        return network

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a change: what is done, to whom or what, and to which value."""
        return [{"intervention": type(self).__name__, **row(self)}]

    @abstractmethod
    def explain(self, lang: Lang = "en") -> str:
        """What it does, in words."""

    def __str__(self) -> str:
        return self.explain()


def coded(value: Any) -> Any:  # noqa: ANN401 - what is no code, the validator refuses
    """A code, or the digits of a number, NumPy's too."""
    number = plain(value)
    return str(number) if type(number) is int else value


def row(change: object) -> dict[str, Any]:
    """The attributes of an intervention, or of something in it, as plain values."""
    fields: Any = attrs.fields(cast("Any", type(change)))
    values = {field.name: getattr(change, field.name) for field in fields}
    return {name: getattr(value, "value", value) for name, value in values.items()}
