from array import array
from collections.abc import Iterable
from typing import Final

import attrs

from bakohumas.languages import listed
from bakohumas.simulation._models import Model
from bakohumas.simulation._plans import EVERYBODY, Plan, several

RECORDS: Final = ("counts", "curve", "arrival", "tier", "area")
"""What may be recorded besides the nodes and people that each run reaches, by role."""


@attrs.frozen(eq=False)
class Job:
    """What every run of a simulation shares; it travels to wherever the runs are done.

    Attributes:
        plan: Who tells whom.
        model: How the news moves.
        seeds: Numbers of the nodes that know it at first, in order.
        seed: Which worlds.
        record: What is recorded.
        cells: Role, tier and area of whoever is counted together; a tier or an area
            that is not recorded is empty.
        cell: The number of each node's cell; empty where every node counts as one.
    """

    plan: Plan
    model: Model
    seeds: tuple[int, ...]
    seed: int
    record: frozenset[str]
    cells: tuple[tuple[str, str, str], ...]
    cell: "array[int]" = attrs.field(repr=False)

    @classmethod
    def of(
        cls, plan: Plan, model: Model, seeds: tuple[int, ...], seed: int, record: Iterable[str]
    ) -> "Job":
        """The job, with its cells worked out."""
        asked = frozenset(several(record, "record"))
        if unknown := sorted(map(str, asked - set(RECORDS))):
            msg = f"record takes {listed(RECORDS)}, got {listed(unknown)}"
            raise ValueError(msg)
        roles = [plan.groups[group] for group in plan.group] if plan.groups != (EVERYBODY,) else []
        if not roles:
            return cls(plan, model, seeds, seed, asked, ((EVERYBODY, "", ""),), array("i"))
        none = ("",) * len(plan)
        tier = (plan.tier or none) if "tier" in asked else none
        area = (plan.area or none) if "area" in asked else none
        labels = list(zip(roles, tier, area, strict=True))
        cells = sorted(set(labels), key=lambda cell: (plan.groups.index(cell[0]), *cell[1:]))
        number = {cell: i for i, cell in enumerate(cells)}
        cell = array("i", [number[label] for label in labels])
        return cls(plan, model, seeds, seed, asked, tuple(cells), cell)

    @property
    def recorded(self) -> tuple[str, ...]:
        """What is recorded, in the usual order."""
        return tuple(name for name in RECORDS if name in self.record)

    @property
    def timed(self) -> bool:
        """Whether anybody asks when the news arrives."""
        return bool(self.record & {"curve", "arrival"})

    @property
    def kernel(self) -> str:
        """The kernel that does it."""
        return self.model.kernel(delays=self.timed and bool(self.plan.delay))

    @property
    def more(self) -> dict[str, int]:
        """What else the model counts, and how many integers of it a run."""
        return self.model.counted
