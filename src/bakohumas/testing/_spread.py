import itertools
from typing import Final

from hypothesis import strategies as st

from bakohumas.errors import NotEligibleError
from bakohumas.institutions import Institution, Outsider
from bakohumas.networks import (
    Balance,
    Broker,
    DeadEnd,
    Gap,
    InformationNetwork,
    Node,
    Reach,
    RoleReach,
    Skip,
    Tie,
    Uniformity,
    information_gap,
    skipped_tiers,
    tier_balance,
    uniformity,
)
from bakohumas.scenarios import Refusal, Sensitivity
from bakohumas.simulation import (
    ArmDifference,
    Comparison,
    Correction,
    Ensemble,
    Estimate,
    Fidelity,
    IndependentCascade,
    Influence,
    LinearThreshold,
    Plan,
    Provenance,
    Raise,
    Silence,
    StandardError,
    Sweep,
    Version,
    compare,
    compile_plan,
    difference,
    influence_maximise,
    simulate,
    sweep,
)
from bakohumas.testing._fields import WORDS
from bakohumas.testing._lives import lives
from bakohumas.testing._networks import information_networks
from bakohumas.testing._texts import assumptions
from bakohumas.testing._values import Makers, Told, parts

_RUNS: Final = st.integers(1, 8)
_SEEDS: Final = st.integers(0, 2**31)
_SOME: Final = information_networks(min_nodes=2, max_nodes=5)
_CHANCES: Final = st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1)
_MODELS: Final[st.SearchStrategy[IndependentCascade | LinearThreshold]] = st.sampled_from(
    [
        IndependentCascade(),
        IndependentCascade(deadline=3, acceptance=0.5),
        LinearThreshold(),
        LinearThreshold(force="share", tellers=2),
        LinearThreshold(deadline=3, acceptance=0.5),
    ]
)

_CHANGE: Final = st.builds(Raise, WORDS, _CHANCES) | st.builds(Silence, WORDS)
_CHANGES: Final = st.lists(_CHANGE, max_size=2)


@st.composite
def ensembles(draw: st.DrawFn) -> Ensemble:
    """A few runs of a model on a small network, from one node on."""
    network = draw(_SOME)
    first = draw(st.sampled_from(network.nodes)).id
    plan = compile_plan(network)
    return simulate(plan, draw(_MODELS), seeds=[first], runs=draw(_RUNS), seed=draw(_SEEDS))


@st.composite
def _comparisons(draw: st.DrawFn) -> Comparison:
    codes = draw(st.permutations(["bps", "rri", "tvri"]))
    pairs = list(itertools.pairwise(codes))
    network = InformationNetwork.from_pairs(pairs, channel="forum", probability=draw(_CHANCES))
    arms = {"as it is": [], "louder": [Raise("forum", draw(_CHANCES))]}
    told = {"seeds": codes[:1], "runs": draw(_RUNS), "seed": draw(_SEEDS)}
    return compare(network, IndependentCascade(), arms, **told)  # type: ignore[arg-type]


@st.composite
def _influences(draw: st.DrawFn) -> Influence:
    plan = compile_plan(draw(_SOME))
    return influence_maximise(plan, 1, "degree", seed=draw(_SEEDS), runs=draw(_RUNS))


@st.composite
def _sweeps(draw: st.DrawFn) -> Sweep:
    network = draw(_SOME)
    seeds = [network.nodes[0].id]
    grid = {"acceptance": draw(st.lists(_CHANCES, min_size=1, max_size=2, unique=True))}
    told = {"seeds": seeds, "runs": draw(_RUNS), "seed": draw(_SEEDS)}
    return sweep(compile_plan(network), IndependentCascade(), grid, **told)  # type: ignore[arg-type]


@st.composite
def _tiered(draw: st.DrawFn) -> tuple[object, ...]:
    """What is said of a network of three tiers."""
    tiers = ["national", "province", "regency"]
    nodes = [Node(f"n{n}", tier=tier) for n, tier in enumerate(tiers * 2)]
    codes = [each.id for each in nodes]
    pairs = [(one, other) for one in codes for other in codes if one != other]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    network = InformationNetwork(nodes, [Tie(*pair) for pair in chosen])
    reached = network.reach([codes[0]])
    seen = (*skipped_tiers(network), *tier_balance(network), reached, *reached.roles)
    return (*seen, *network.brokers(), *network.dead_ends())


@st.composite
def _gaps(draw: st.DrawFn) -> Gap:
    hours = draw(st.dictionaries(WORDS, st.none() | st.integers(0, 99), min_size=1))
    return information_gap(hours)


@st.composite
def _refusals(draw: st.DrawFn) -> Refusal:
    body = draw(lives())
    kind = draw(st.sampled_from([Outsider.POLITICAL_PARTY, Outsider.PRIVATE_MEDIA]))
    asks = Institution("contoh-lain", "Badan Lain", kind, invented=True)
    refused: list[NotEligibleError] = []
    try:
        body.admit(asks, on=body.events[-1].recorded, basis="invented")
    except NotEligibleError as error:
        refused.append(error)
    return Refusal(asks.name, (kind.english, kind.indonesian), refused[0])


MAKERS: Final[Makers] = {
    ArmDifference: lambda: st.builds(difference, _CHANGES, _CHANGES),
    Balance: lambda: parts(Balance, _tiered()),
    Broker: lambda: parts(Broker, _tiered()),
    Comparison: _comparisons,
    DeadEnd: lambda: parts(DeadEnd, _tiered() | _SOME.map(lambda each: each.dead_ends())),
    Ensemble: ensembles,
    Estimate: lambda: st.lists(st.integers(0, 9), min_size=2, max_size=9).map(Estimate.of),
    Gap: _gaps,
    Influence: _influences,
    InformationNetwork: information_networks,
    Plan: lambda: information_networks().map(compile_plan),
    Provenance: lambda: ensembles().map(lambda each: each.provenance),
    Reach: lambda: parts(Reach, _tiered()),
    RoleReach: lambda: parts(RoleReach, _tiered()),
    Refusal: _refusals,
    Sensitivity: lambda: st.builds(Sensitivity, assumptions(), _CHANCES, _CHANCES, st.none()),
    Skip: lambda: parts(Skip, _tiered()),
    Sweep: _sweeps,
    Tie: lambda: parts(Tie, information_networks(min_nodes=2)),
    Uniformity: lambda: st.dictionaries(WORDS, WORDS).map(uniformity),
}
_SEED: Final = st.lists(WORDS, min_size=1, max_size=2, unique=True).map(tuple)
_SPREAD: Final[dict[str, st.SearchStrategy[object]]] = {
    "delay": st.none(),
    "deadline": st.none() | st.integers(1, 99),
    "acceptance": st.none() | _CHANCES,
    "fidelity": st.none() | st.builds(Fidelity, points=st.integers(1, 9), keep=_CHANCES),
    "followed_by": st.none(),
    "feedback": st.none(),
}
FIELDS: Final[Told] = {
    Correction: {"seeds": _SEED},
    IndependentCascade: _SPREAD | {"recovery": st.none()},
    LinearThreshold: _SPREAD,
    Silence: {"channel": st.sampled_from(["forum", "press"])},
    StandardError: {"at_most": st.floats(0.01, 1)},
    Version: {"seeds": _SEED},
}
WHOLE: Final[frozenset[type]] = frozenset()
