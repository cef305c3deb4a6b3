"""How news travels over a network: the same on every machine.

There are no dice here. Whether a tie passes the news on in a run is a pure
hash of the seed, the run, its two ends and its channel, so that every back end
(plain Python, NumPy, numba), every number of workers and every executor gives
the same integers, and interventions are compared on the same worlds. Nothing
is calibrated unless data say so, and every result says so itself.
"""

from bakohumas.simulation._additions import AddNodes, AddTies, MoveSeed
from bakohumas.simulation._backends import BACKENDS, backends
from bakohumas.simulation._comparisons import Comparison, compare, turning_point
from bakohumas.simulation._ensembles import Ensemble
from bakohumas.simulation._estimates import UNCALIBRATED, Estimate, Provenance
from bakohumas.simulation._influence import Influence, influence_maximise
from bakohumas.simulation._interventions import ArmDifference, Intervention, difference
from bakohumas.simulation._jobs import RECORDS
from bakohumas.simulation._models import (
    Correction,
    Feedback,
    Fidelity,
    IndependentCascade,
    LinearThreshold,
    Version,
)
from bakohumas.simulation._observed import Observed
from bakohumas.simulation._plan_files import read_plan, write_plan
from bakohumas.simulation._plans import Plan, compile_plan
from bakohumas.simulation._simulate import simulate
from bakohumas.simulation._stops import StandardError
from bakohumas.simulation._sweeps import Sweep, sweep
from bakohumas.simulation._tie_changes import Delay, Raise, Silence

__all__ = [
    "BACKENDS",
    "RECORDS",
    "UNCALIBRATED",
    "AddNodes",
    "AddTies",
    "ArmDifference",
    "Comparison",
    "Correction",
    "Delay",
    "Ensemble",
    "Estimate",
    "Feedback",
    "Fidelity",
    "IndependentCascade",
    "Influence",
    "Intervention",
    "LinearThreshold",
    "MoveSeed",
    "Observed",
    "Plan",
    "Provenance",
    "Raise",
    "Silence",
    "StandardError",
    "Sweep",
    "Version",
    "backends",
    "compare",
    "compile_plan",
    "difference",
    "influence_maximise",
    "read_plan",
    "simulate",
    "sweep",
    "turning_point",
    "write_plan",
]
