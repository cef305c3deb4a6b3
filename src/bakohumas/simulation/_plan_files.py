from os import PathLike
from pathlib import Path
from types import ModuleType

from bakohumas.errors import MissingExtraError, expect
from bakohumas.simulation._plans import Plan


def write_plan(plan: Plan, path: "str | PathLike[str]") -> None:
    """Write a plan to a file, as an archive of NumPy (``.npz``); it needs NumPy.

    The columns go by the names of :meth:`Plan.from_arrays`, and can be read by any
    program that reads such archives. The same plan makes the same bytes.

    Args:
        plan: The plan.
        path: Where to write it.

    Raises:
        TypeError: If *plan* is no plan.
        OSError: If it cannot be written there.
        MissingExtraError: If NumPy is missing.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> plan = Plan.from_arrays(2, [0], [1], [0.5])
        >>> with TemporaryDirectory() as folder:
        ...     write_plan(plan, f"{folder}/plan.npz")
        ...     read_plan(f"{folder}/plan.npz").digest == plan.digest
        True
    """
    expect(plan, Plan, what="plan")
    Path(path).write_bytes(_npz("write_plan").written(plan))


def read_plan(path: "str | PathLike[str]") -> Plan:
    """Read a plan from an archive of NumPy (``.npz``), its own or anybody's; it needs NumPy.

    It must have ``n`` and the columns ``source``, ``target`` and ``probability``, and may
    have the others of :meth:`Plan.from_arrays`, besides ``codes``, ``channels`` and
    ``groups``, and ``group``, ``weight``, ``tier`` and ``area`` of each node. Nothing in
    it is ever run, and a file of more than 4 GiB is refused.

    Args:
        path: The file.

    Returns:
        The plan.

    Raises:
        FormatError: If it is no such archive.
        OSError: If it cannot be read.
        MissingExtraError: If NumPy is missing.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> plan = Plan.from_arrays(3, [0, 1], [1, 2], [1, 0.5])
        >>> with TemporaryDirectory() as folder:
        ...     write_plan(plan, f"{folder}/chain.npz")
        ...     read_plan(f"{folder}/chain.npz").digest == plan.digest
        True
    """
    found: Plan = _npz("read_plan").read(path)
    return found


def _npz(feature: str) -> ModuleType:
    try:
        from bakohumas.simulation import _npz
    except ImportError as missing:
        raise MissingExtraError(feature, "numpy", "sim") from missing
    return _npz
