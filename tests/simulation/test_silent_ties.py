from array import array

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.simulation import BACKENDS, Ensemble, LinearThreshold, Plan, simulate
from bakohumas.simulation._edits import without  # noqa: PLC2701 - what takes ties away
from worlds_by_hand import some_plan

MODELS = [
    LinearThreshold(force=force, threshold=bar, tellers=tellers, channels=channels)
    for force in ("probability", "share")
    for bar in (None, 0.0, 0.5)
    for tellers, channels in ((1, 1), (2, 1), (1, 2))
]


def run(plan: Plan, model: LinearThreshold, backend: str = "python") -> Ensemble:
    """The news from two nodes."""
    return simulate(plan, model, seeds=[0, 1], runs=5, seed=4, backend=backend)


@given(st.integers(0, 2**32), st.sampled_from(MODELS))
def test_a_tie_that_never_tells_might_as_well_not_be(seed: int, model: LinearThreshold) -> None:
    """With ties of probability 0 or without them, a threshold meets the same, run by run."""
    plan = some_plan(seed)
    fewer = without(plan, [limit == 0 for limit in plan.threshold])
    found = run(plan, model)

    assert found.tally == run(fewer, model).tally


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("model", MODELS, ids=repr)
def test_a_node_that_nobody_can_tell_never_acts(backend: str, model: LinearThreshold) -> None:
    """Whatever its threshold, and however many ties of probability 0 lead to it."""
    plan = Plan.from_arrays(3, [0, 1, 0, 1], [2, 2, 2, 2], [0.0] * 4, channel=[0, 0, 1, 1])

    assert run(plan, model, backend).sizes == (2,) * 5
    loud = attrs.evolve(plan, threshold=array("I", [2**31] * 4))
    assert run(loud, model, backend).sizes == (3,) * 5
