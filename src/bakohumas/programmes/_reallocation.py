from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from bakohumas.errors import expect
from bakohumas.programmes._allocations import Allocation, Objective, allocate
from bakohumas.programmes._work import Agency, Task, codes


def reallocate(
    standing: Allocation,
    *,
    tasks: Iterable[Task] | None = None,
    agencies: Iterable[Agency] | None = None,
    withdrawn: Iterable[str] = (),
    refusals: Mapping[str, Mapping[str, str]] | None = None,
    locked: Iterable[str] = (),
    objective: Objective | None = None,
) -> Allocation:
    """Divide again after a refusal or a withdrawal, moving as few settled tasks as possible.

    Args:
        standing: The division that stood.
        tasks: What is to be done now. ``None``: what it divided.
        agencies: Who stands ready now. ``None``: who stood ready then.
        withdrawn: Codes of agencies that take part no longer.
        refusals: By agency, the tasks that it refuses and why. Each becomes an
            exclusion of that agency in the new division.
        locked: Ids of tasks that stay where they are.
        objective: What is sought among the divisions that move the fewest tasks.
            ``None``: what the standing one sought, or the least cost.

    Returns:
        The new division.
    """
    del standing, tasks, agencies, withdrawn, refusals, locked, objective
    raise NotImplementedError
