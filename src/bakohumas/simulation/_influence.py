from array import array
from collections.abc import Callable, Iterable
from heapq import nsmallest
from importlib import import_module
from itertools import accumulate
from operator import sub
from typing import Any, Final, Literal, get_args

import attrs

from bakohumas.errors import expect
from bakohumas.languages import Lang, decimal, listed, number, pick
from bakohumas.simulation._backends import engine
from bakohumas.simulation._ensembles import Ensemble
from bakohumas.simulation._estimates import UNCALIBRATED, Estimate
from bakohumas.simulation._models import IndependentCascade
from bakohumas.simulation._numbers import bounded
from bakohumas.simulation._plans import Plan
from bakohumas.simulation._searches import BYTES, Search, celf
from bakohumas.simulation._simulate import simulate
from bakohumas.simulation._stops import check_options
from bakohumas.simulation._worlds import MASK

Method = Literal["imm", "celf", "degree"]
"""How seeds are looked for."""
_WORTH = 10_000
"""How often a search looks at each tie, more or less, for a back end to be chosen."""
_NEAREST: Final = 0.001
"""The least epsilon: for a smaller one no memory would do."""
_PLAIN: Final = IndependentCascade()


@attrs.frozen
class Influence:
    """The nodes from which news goes far, and how far, beside those of most ties.

    Attributes:
        method: How they were looked for.
        nodes: The nodes, the first chosen first: codes or, in a plan of numbers, numbers.
        gains: What each added to those before it when it was chosen: mean nodes reached or,
            by degree, ties over which it can tell.
        samples: How many reverse reachable sets, or worlds, they were chosen by.
        ensemble: How far the news goes from them, in worlds by which they were not chosen.
        baseline: As many nodes by degree, in the same worlds; ``None`` where these are they.
        whole: Whether the search came to its end; where somebody interrupted it, nothing is
            promised of the nodes.

    Examples:
        >>> plan = Plan.from_arrays(5, [0, 0, 3, 4], [1, 2, 4, 1], [0.1, 0.1, 1, 1])
        >>> found = influence_maximise(plan, 1, seed=1)
        >>> found.nodes, found.baseline.nodes, found.lead.low > 0
        ((3,), (0,), True)
    """

    method: Method
    nodes: tuple[str | int, ...]
    gains: tuple[float, ...]
    samples: int
    ensemble: Ensemble
    baseline: "Influence | None"
    whole: bool = True

    @property
    def lead(self) -> Estimate:
        """How many nodes more than the baseline they reach, world by world."""
        other = self.ensemble if self.baseline is None else self.baseline.ensemble
        pairs = zip(self.ensemble.sizes, other.sizes, strict=True)
        return Estimate.of([x - y for x, y in pairs])

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a node: its rank, its gain, and who is of that rank by degree."""
        by_degree = self.nodes if self.baseline is None else self.baseline.nodes
        each = zip(self.nodes, self.gains, by_degree, strict=True)
        return [
            {"rank": rank, "node": node, "gain": gain, "by_degree": other}
            for rank, (node, gain, other) in enumerate(each, start=1)
        ]

    def explain(self, lang: Lang = "en") -> str:
        """Who they are, how far they reach, whether that is more than by degree."""
        shown = listed([str(node) for node in self.nodes], lang, most=10)
        mean, runs = decimal(self.ensemble.mean, lang), number(self.ensemble.provenance.runs, lang)
        lines = [
            pick(
                lang,
                f"{self.method.upper()}: from {shown} the news reaches {mean} nodes on average "
                f"({runs} runs).",
                f"{self.method.upper()}: dari {shown} kabar mencapai rata-rata {mean} simpul "
                f"({runs} simulasi).",
            )
        ]
        if not self.whole:
            lines.append(
                pick(
                    lang,
                    "The search was interrupted: nothing is promised of them.",
                    "Pencarian terhenti: tidak ada yang dijamin tentangnya.",
                )
            )
        if self.baseline is not None:
            gap = self.lead
            more, low, high = (decimal(x, lang) for x in (gap.mean, gap.low, gap.high))
            lines.append(
                pick(
                    lang,
                    f"That is {more} more than from the nodes of most ties (95 %: {low} to {high})"
                    + ("." if gap.low > 0 else ", which these runs do not tell from none."),
                    f"Itu {more} lebih banyak daripada dari simpul dengan hubungan terbanyak "
                    f"(95 %: {low} sampai {high})"
                    + ("." if gap.low > 0 else ", yang tidak dapat dibedakan dari nol."),
                )
            )
        return "\n".join([*lines, pick(lang, *UNCALIBRATED)])


def influence_maximise(
    plan: Plan,
    k: int,
    method: Method = "imm",
    *,
    seed: int,
    runs: int = 1024,
    epsilon: float = 0.3,
    backend: str = "auto",
    memory: int = 2**30,
    on_update: Callable[[int, int], object] | None = None,
) -> Influence:
    """The *k* nodes from which news of an independent cascade goes farthest, or nearly.

    No method knows the best for certain. IMM is, with a probability of at least 1 - 1/n,
    no worse than 1 - 1/e - *epsilon* of it; CELF is the greedy choice on *runs* worlds,
    within 1 - 1/e of the best on these; degree, the nodes that tell most others, promises
    nothing, is often as good, and stands beside every result.

    Whoever interrupts it, by Ctrl-C or an *on_update* that says ``False``, has the choice by
    the sets that are drawn or, with CELF, by what is known of each node, from the time on at
    which each was tried alone; it says of itself that it is not whole.

    Args:
        plan: Who tells whom; hours and key points do not matter.
        k: How many nodes.
        method: ``"imm"``, ``"celf"`` or ``"degree"``.
        seed: The choice is made with it; its reach is taken in the worlds of the next seed.
        runs: Worlds in which the reach is taken and, by CELF, the choice is made.
        epsilon: How near to the best IMM comes, from 0.001 to below 1: the smaller, the longer
            it takes.
        backend: As in :func:`simulate`; all give the same nodes.
        memory: Bytes that reverse reachable sets may take, about.
        on_update: Called with the sets drawn and wanted so far, or the nodes tried and in all;
            if it returns ``False``, the search ends, once there is a choice.

    Returns:
        The nodes, how far they reach, and the same by degree.

    Raises:
        TypeError: If *plan* is no plan, or a number is none.
        ValueError: If there are fewer nodes than *k*, no such method, a number is out of its
            range, or the sets need more *memory*.
        MissingExtraError: If the back end asked for needs a package that is missing.
        KeyboardInterrupt: If it is interrupted before there is a choice, or while its reach
            is taken.

    References:
        Y. Tang, Y. Shi, X. Xiao (2015), *Influence maximization in near-linear time*,
        SIGMOD '15, doi:10.1145/2723372.2723734, with the second remedy of W. Chen (2018),
        doi:10.48550/arXiv.1808.09363. J. Leskovec et al. (2007), *Cost-effective outbreak
        detection in networks*, KDD '07, doi:10.1145/1281192.1281239. D. Kempe,
        J. Kleinberg, É. Tardos (2003), doi:10.1145/956750.956769.

    Examples:
        >>> star = Plan.from_arrays(4, [0, 0, 0], [1, 2, 3], [0.5, 0.5, 0.5])
        >>> found = influence_maximise(star, 1, "celf", seed=1, runs=100)
        >>> found.nodes, found.gains == (found.ensemble.mean,), found.lead.mean
        ((0,), False, 0.0)
    """
    check_options(None, on_update)
    k, seed = _checked(plan, k, method, seed, epsilon)
    memory = bounded(memory, 1, MASK >> 1, what="memory")
    name = engine(backend, work=_WORTH * len(plan.target)).__module__.rpartition("_")[2]

    stopped = False

    def told(done: int, total: int) -> bool:
        nonlocal stopped
        stopped |= on_update is not None and on_update(done, total) is False
        return not stopped

    def spread(nodes: list[int], *, worlds: int, record: tuple[str, ...] = ()) -> Ensemble:
        seeds = [_named(plan, v) for v in nodes]
        found = simulate(
            plan, _PLAIN, seeds=seeds, runs=runs, seed=worlds, backend=backend, record=record
        )
        if found.provenance.runs < runs:  # by Ctrl-C
            raise KeyboardInterrupt
        return found

    fewer = _fewer(plan)  # of equals, the lower number first
    fewest = nsmallest(k, zip(fewer, range(len(plan)), strict=True))
    most, gains = [u for _, u in fewest], tuple(-float(less) for less, _ in fewest)
    fresh = seed + 1 & MASK
    baseline = Influence(
        "degree",
        tuple(_named(plan, v) for v in most),
        gains,
        0,
        spread(most, worlds=fresh, record=("counts",)),
        None,
    )
    if method == "degree":
        return baseline
    if method == "celf":

        def total(nodes: list[int]) -> int:
            return sum(spread(nodes, worlds=seed).sizes)

        chosen, added, whole = celf(total, len(plan), k, told)
        samples, each_is = runs, 1
    else:
        way: Any = import_module(_MODULES[name])
        search = Search(plan, way, seed, memory // BYTES, told)
        chosen, added, whole = search.found(k, epsilon)
        samples, each_is = search.drawn, len(plan)
    return Influence(
        method,
        tuple(_named(plan, v) for v in chosen),
        tuple(each * each_is / samples for each in added),
        samples,
        spread(chosen, worlds=fresh, record=("counts",)),
        baseline,
        whole,
    )


def _fewer(plan: Plan) -> Iterable[int]:
    """By node, how many ties it tells over, negative; one of probability 0 never tells."""
    start = plan.start
    if not all(plan.threshold):
        able = array("q", accumulate((limit > 0 for limit in plan.threshold), initial=0))
        start = array("q", [able[at] for at in start])
    return map(sub, start[:-1], start[1:])


_MODULES: Final = {
    "python": "bakohumas.simulation._reverse",
    "numpy": "bakohumas.simulation._reverse_numpy",
    "numba": "bakohumas.simulation._reverse_numba",
}


def _named(plan: Plan, v: int) -> str | int:
    return plan.codes[v] if plan.codes else v


def _checked(plan: Plan, k: int, method: str, seed: int, epsilon: float) -> tuple[int, int]:
    expect(plan, Plan, what="plan")
    expect(epsilon, float, what="epsilon")
    if method not in get_args(Method):
        msg = f"method must be one of {listed(get_args(Method))}, got {method!r}"
        raise ValueError(msg)
    if not _NEAREST <= epsilon < 1:
        msg = f"epsilon must lie in {_NEAREST} to 1, below 1, got {epsilon}"
        raise ValueError(msg)
    return bounded(k, 1, len(plan), what="k"), bounded(seed, 0, MASK, what="seed")
