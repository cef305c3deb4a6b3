"""The only file that imports numba: it compiles the kernels once, here."""

from collections.abc import Callable
from typing import Any

import numba

from bakohumas.simulation import _kernels
from bakohumas.simulation._numpy import run_kernel
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._tallies import Tally

_SIGNATURE = (
    "void(int64[::1], int32[::1], uint64[::1], uint32[::1], int32[::1], int64[::1], uint64[::1], "
    "uint64[::1], int32[::1], int32[::1], int32[::1], uint8[::1], "
    "int64[:, ::1], int64[:, ::1], int64[::1])"
)


def jitted(kernel: Callable[..., None]) -> Any:  # noqa: ANN401 - numba has no types
    """A compiled kernel, kept on disk where there is a place to keep it.

    It is compiled while this file is imported, hence once, before any worker
    starts, and runs without the interpreter's lock.
    """
    try:
        return numba.njit(_SIGNATURE, nogil=True, cache=True)(kernel)
    except RuntimeError:  # no writable cache directory
        return numba.njit(_SIGNATURE, nogil=True)(kernel)


cascade = jitted(_kernels.cascade)


def run(plan: Plan, seeds: tuple[int, ...], *, seed: int, first: int, last: int) -> Tally:
    """Runs *first* to *last* - 1 by the compiled kernel."""
    return run_kernel(cascade, plan, seeds, seed=seed, first=first, last=last)
