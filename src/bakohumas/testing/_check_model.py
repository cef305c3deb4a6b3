from collections.abc import Callable, Collection
from typing import Final, Protocol

import attrs
from hypothesis import strategies as st

from bakohumas.networks import InformationNetwork, Node, Tie
from bakohumas.testing._properties import Property, hold


class Model(Protocol):
    """How news moves: a function of a network, those who know it first, and a seed."""

    def __call__(
        self, network: InformationNetwork, *, seeds: Collection[str], seed: int
    ) -> Collection[str]:
        """Say whom it reaches in one run, those who knew it first among them."""
        ...


_RUNS: Final = 24
_CHANCES: Final = (0.125, 0.5, 0.875)
"""In so many runs a tie that is tossed for tells as seldom as often once in a billion times."""


@attrs.frozen
class Spread:
    """One run that a model is asked for.

    Attributes:
        model: How the news moves.
        network: Who tells whom.
        seeds: Who knows it first.
        seed: Which run.
    """

    model: Callable[..., Collection[str]] = attrs.field(repr=False)
    network: InformationNetwork
    seeds: tuple[str, ...]
    seed: int

    def run(
        self, network: InformationNetwork | None = None, seeds: Collection[str] | None = None
    ) -> set[str]:
        """Whom the model reaches."""
        first = self.seeds if seeds is None else seeds
        return {*self.model(network or self.network, seeds=tuple(first), seed=self.seed)}

    def sure(self, probability: float) -> InformationNetwork:
        """The network, if every tie told with that probability."""
        ties = [attrs.evolve(each, probability=probability) for each in self.network.ties]
        return InformationNetwork(self.network.nodes, ties)


def _named(who: Collection[str]) -> str:
    return ", ".join(sorted(who)) or "nobody"


def _deterministic(case: Spread) -> str:
    one, two = case.run(), case.run()
    return "" if one == two else f"it reaches {_named(one)}, and then {_named(two)}"


def _bounded(case: Spread) -> str:
    reached, nodes = case.run(), {each.id for each in case.network.nodes}
    if not set(case.seeds) <= reached <= nodes:
        return f"it reaches {_named(reached)}"
    return ""


def _silent(case: Spread) -> str:
    reached = case.run(case.sure(0.0))
    return "" if reached == {*case.seeds} else f"no tie tells, and it reaches {_named(reached)}"


def _sure(case: Spread) -> str:
    reached = case.run(case.sure(1.0))
    known = {*case.seeds}
    while more := {each.target for each in case.network.ties if each.source in known} - known:
        known |= more
    if reached == known:
        return ""
    return f"every tie tells; it reaches {_named(reached)}, and not {_named(known)}"


def _weighed(case: Spread) -> str:
    two = InformationNetwork([Node("n0"), Node("n1")], [Tie("n0", "n1")])
    told = []
    for probability in _CHANCES:
        tie = Spread(case.model, two, ("n0",), case.seed).sure(probability)
        runs = (Spread(case.model, tie, ("n0",), case.seed + n).run() for n in range(_RUNS))
        told.append(sum("n1" in each for each in runs))
    seldom, half, often = told
    if seldom < often and 0 < half < _RUNS:
        return ""
    chances = ", ".join(map(str, _CHANCES))
    return f"ties of probability {chances} tell in {seldom}, {half}, {often} of {_RUNS} runs"


def _monotone(case: Spread) -> str:
    fewer, more = case.run(seeds=case.seeds[:1]), case.run()
    return "" if fewer <= more else f"with more seeds it no longer reaches {_named(fewer - more)}"


_PROPERTIES: Final = (
    Property(
        "deterministic",
        "the same seed gives the same run",
        "draw from the seed alone, and iterate over nothing unordered",
        _deterministic,
    ),
    Property(
        "bounded",
        "those who knew it first are reached, and nobody outside of the network",
        "begin with the seeds, and return codes of nodes",
        _bounded,
    ),
    Property(
        "silent",
        "with ties of probability 0 nobody else is reached",
        "compare a toss in [0, 1) with < and not with <=",
        _silent,
    ),
    Property(
        "sure",
        "with ties of probability 1 everybody is reached to whom ties lead",
        "follow every tie of whoever is reached, until nobody new is",
        _sure,
    ),
    Property(
        "weighed",
        "in some runs a tie tells and in others not, the likelier the more often",
        "toss anew for each seed, and hold the toss to the probability of the tie",
        _weighed,
    ),
    Property(
        "monotone",
        "in one run, more seeds reach nobody less",
        "toss once for each tie, by its name and not by when it is tried",
        _monotone,
        claimed=True,
    ),
)


@st.composite
def _spreads(draw: st.DrawFn, model: Model) -> Spread:
    """Few nodes, and ties that never tell, always, or now and then: these shrink fast."""
    codes = [f"n{number}" for number in range(draw(st.integers(1, 4)))]
    pairs = [(one, other) for one in codes for other in codes if one != other]
    some = st.lists(st.sampled_from(pairs), unique=True) if pairs else st.just([])
    chances = st.sampled_from([0.0, 0.5, 1.0])
    ties = [Tie(*pair, probability=draw(chances)) for pair in draw(some)]
    seeds = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True))
    network = InformationNetwork([Node(code) for code in codes], ties)
    return Spread(model, network, tuple(seeds), draw(st.integers(0, 2**31)))


def check_model(
    model: Model, *, claims: Collection[str] = (), max_examples: int = 100
) -> tuple[str, ...]:
    """Hold a model of diffusion of a host's own to what any must do.

    Args:
        model: The model: it is given a network, ``seeds=`` and ``seed=``.
        claims: What it claims besides: ``"monotone"``.
        max_examples: How many networks each property is tried on.

    Returns:
        The names of the properties that were tried.

    Raises:
        AssertionError: If one fails: which, what is wrong, the smallest network, what to do.
        ValueError: If a claim is none, or nothing would be tried.

    Examples:
        >>> def told(network, *, seeds, seed):
        ...     return set(seeds)
        >>> check_model(told, max_examples=20)
        Traceback (most recent call last):
        AssertionError: told is not sure: every tie tells; it reaches n0, and not n0, n1
        ...
    """
    cases = _spreads(model)
    name = getattr(model, "__name__", type(model).__name__)
    return hold(name, cases, _PROPERTIES, claims=claims, max_examples=max_examples)
