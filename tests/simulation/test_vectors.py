"""What judges many edges at once, compiled anew and held against the plain code."""

from importlib import import_module
from random import Random
from typing import Any

import pytest

from bakohumas.simulation import _kernels as kernels  # noqa: PLC2701 - the oracle
from bakohumas.simulation import _vectors as vectors  # noqa: PLC2701 - what is judged

numba: Any = import_module("numba")
np: Any = import_module("numpy")
WIDE = kernels.WIDE


@pytest.mark.parametrize("seed", range(3))
def test_edges_judged_at_once_are_those_judged_one_by_one(seed: int) -> None:
    """Bit by bit, from any place of the arrays; without what an earlier start left on disk."""
    dice = Random(seed)
    target = [dice.randrange(2**31) for _ in range(3 * WIDE)]
    packed = [dice.randrange(2**31) << 32 | node for node in target]
    channel = [dice.randrange(8) for _ in target]
    limit, base, at = dice.randrange(2**31), dice.randrange(2**63), dice.randrange(2 * WIDE)
    targets, words = np.array(target, np.int32), np.array(packed, np.uint64)
    ways: Any = np.array(channel, np.int32)
    here = np.uint64(base), at

    assert numba.njit(vectors.alike)(targets, np.uint64(limit), *here) == kernels.alike(
        target, limit, base, at
    )
    assert numba.njit(vectors.apart)(words, *here) == kernels.apart(packed, base, at)
    assert numba.njit(vectors.by_channel)(words, ways, *here) == kernels.by_channel(
        packed, channel, base, at
    )
