from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from difflib import get_close_matches
from functools import partial, reduce
from typing import Any

import attrs
from attrs.validators import optional

from bakohumas.errors import UnknownNameError, expect, of_kind
from bakohumas.languages import Lang, listed, pick
from bakohumas.networks import InformationNetwork
from bakohumas.simulation._arms import plans_of, together
from bakohumas.simulation._ensembles import Ensemble, labelled
from bakohumas.simulation._estimates import UNCALIBRATED, Estimate
from bakohumas.simulation._interventions import Arm, changes
from bakohumas.simulation._models import Model
from bakohumas.simulation._numbers import MOST, bounded
from bakohumas.simulation._observed import Observed, marked
from bakohumas.simulation._plans import Plan, several
from bakohumas.simulation._simulate import simulate
from bakohumas.simulation._stops import StandardError, check_options

_FAR = 1e300
"""No assumption is as large, so that halfway between two there is a number."""
_SAME = ("runs", "seed", "format of the worlds", "people by group")
"""What arms of a comparison share, as :func:`_world` tells it."""


def _comparable(_comparison: object, _field: object, ensembles: Mapping[str, Ensemble]) -> None:
    expect(ensembles, Mapping, what="ensembles")
    for name, ensemble in ensembles.items():
        expect(ensemble, Ensemble, what=f"arm {name!r}")
    if not ensembles:
        raise ValueError("a comparison needs at least one arm")
    (first, one), *others = ensembles.items()
    for name, other in others:
        for what, mine, its in zip(_SAME, _world(one), _world(other), strict=True):
            if mine != its:
                msg = f"arms {first!r} and {name!r} do not compare: {what} {mine} against {its}"
                raise ValueError(msg)


def _world(ensemble: Ensemble) -> tuple[object, ...]:
    made = ensemble.provenance
    groups = dict(zip(ensemble.groups, ensemble.population, strict=True))
    return made.runs, made.seed, made.format, groups


@attrs.frozen
class Comparison:
    """The same news in the same worlds, under different interventions.

    Attributes:
        ensembles: How far it went, by the name of the arm.
        observed: A reach that was measured, against which the first arm is held.

    Raises:
        TypeError: If *ensembles* is no mapping of ensembles, or *observed* none.
        ValueError: If there is none, or they were not made in the same worlds or
            tell other groups apart.

    Examples:
        >>> from bakohumas.networks import Tie
        >>> from bakohumas.simulation import AddTies, IndependentCascade
        >>> chain = InformationNetwork.from_pairs([("a", "b"), ("b", "c")], probability=0.5)
        >>> study = compare(chain, IndependentCascade(),
        ...     {"today": [], "short": [AddTies([Tie("a", "c", "direct")])]},
        ...     seeds=["a"], runs=100, seed=7)
        >>> [(row["arm"], row["share"]) for row in study.rows()]
        [('today', 0.58), ('short', 0.83)]
    """

    ensembles: Mapping[str, Ensemble] = attrs.field(validator=_comparable)
    observed: Observed | None = attrs.field(default=None, validator=optional(of_kind(Observed)))

    def arm(self, name: str) -> Ensemble:
        """The ensemble of one arm.

        Raises:
            UnknownNameError: If no arm is called so.
        """
        try:
            return self.ensembles[name]
        except KeyError:
            near = tuple(get_close_matches(str(name), self.ensembles))
            raise UnknownNameError("arm", str(name), near, listed(list(self.ensembles))) from None

    def difference(self, a: str, b: str, *, role: str | None = None) -> Estimate:
        """How much further the news goes in arm *a* than in arm *b*.

        The difference is taken run by run before anything is averaged, which
        is what makes it more certain than either arm.

        Args:
            a: The arm that is judged.
            b: The arm that it is held against.
            role: The role whose share of people is compared; without one it is
                the number of nodes reached.

        Returns:
            The mean difference and its uncertainty.

        Raises:
            UnknownNameError: If there is no such arm or role.

        References:
            P. Glasserman, D. Yao (1992), *Some guidelines and guarantees for
            common random numbers*, Management Science 38, 884–908,
            doi:10.1287/mnsc.38.6.884.
        """
        one, other = self.arm(a), self.arm(b)
        if role is None:
            return Estimate.of([x - y for x, y in zip(one.sizes, other.sizes, strict=True)])
        group = one.group(role)
        pairs = zip(one.people[group], other.people[group], strict=True)
        return Estimate.of([x - y for x, y in pairs], whole=one.population[group])

    def rows(self) -> list[dict[str, Any]]:
        """One plain row an arm and role: the arm, then as in :meth:`Ensemble.rows`."""
        return [
            {"arm": name, **row}
            for name, ensemble in self.ensembles.items()
            for row in ensemble.rows()
        ]

    def differences(self) -> list[dict[str, Any]]:
        """One plain row an arm and role, held against the first arm, with its interval."""
        first, *others = self.ensembles
        return [
            {
                "arm": name,
                "against": first,
                "role": role,
                "difference": gap.mean,
                "standard_error": gap.standard_error,
                "low": gap.low,
                "high": gap.high,
            }
            for name in others
            for role in self.ensembles[first].groups
            for gap in [self.difference(name, first, role=role)]
        ]

    def explain(self, lang: Lang = "en") -> str:
        """Every arm against the first, role by role, and what the figures were held against."""
        first, *others = self.ensembles
        lines = [
            self._line(name, first, role, lang)
            for name in others
            for role in self.ensembles[first].groups
        ]
        held = (
            pick(lang, *UNCALIBRATED)
            if self.observed is None
            else self.observed.explain(self.ensembles[first], lang)
        )
        return "\n".join([*lines, held])

    def _line(self, a: str, b: str, role: str, lang: Lang) -> str:
        gap = self.difference(a, b, role=role)
        points = (f"{100 * x:+.1f}" for x in (gap.mean, gap.low, gap.high))
        mean, *ends = (pick(lang, text, text.replace(".", ",")) for text in points)
        who, band = labelled(role, lang), gap.band(ends, lang)
        return pick(
            lang,
            f"{a} against {b}, {who}: {mean} points{band}",
            f"{a} terhadap {b}, {who}: {mean} poin{band}",
        )


def compare(  # noqa: PLR0913 - what simulate takes, and the arms
    network: InformationNetwork | Plan,
    model: Model,
    arms: Mapping[str, Arm],
    *,
    seeds: Iterable[str | int],
    runs: int,
    seed: int,
    backend: str = "auto",
    executor: Executor | None = None,
    on_update: Callable[[int, int], object] | None = None,
    chunk: int | None = None,
    record: Iterable[str] = ("counts",),
    stop: StandardError | None = None,
    resume: Comparison | None = None,
    observed: Observed | None = None,
) -> Comparison:
    """Send one message through the same worlds under different interventions.

    Nodes and channels bear the same numbers in every arm, so that a tie which
    two arms share with the same probability is live in the same runs of both. A node
    that one arm adds is in the others too, without ties, so that all reach the same
    people. New channels and nodes are numbered in the order in which an arm adds them, so
    that its figures do not depend on the arms beside it, and that arms which begin by adding
    the same share its fate. To have them share it in any order, name the channels in
    :func:`compile_plan`, and give the network the nodes from the start.

    The arms go further in turn: 64 runs each, then 256, and so on. Whoever interrupts it,
    by Ctrl-C or an *on_update* that says ``False``, keeps the runs that every arm has, and
    can resume them to the same bytes.

    Args:
        network: Who tells whom before any intervention: a network or a plan.
        model: How the news moves.
        arms: By name, the interventions of each arm, in their order, or the only one;
            the first arm, often without any, is what the others are held against.
        seeds: As in :func:`simulate`, and so are the options that follow.
        runs: Worlds for each arm; at most, where there is a *stop*.
        seed: Which worlds.
        backend: What to run them on.
        executor: Where to run them.
        on_update: Called with the runs done and the runs in all, over all arms; if it
            returns ``False``, there are no more, once every arm has some.
        chunk: Runs done in one go.
        record: What to keep of each arm besides nodes and people.
        stop: How well the difference of every arm from the first must be known, world by
            world, to stop before all runs are done; a single arm is judged itself.
        resume: What an interrupted comparison of the same kept.
        observed: A reach that was measured, against which the first arm is held.

    Returns:
        The arms, ready to be held against each other.

    Raises:
        TypeError: If *network* is neither network nor plan, *arms* no mapping of
            interventions, or anything else is what :func:`simulate` refuses.
        ValueError: If there is no arm, an intervention does not fit the network, or
            *resume* is of another comparison.
        UnknownNameError: If a channel or a node is not there.
        KeyboardInterrupt: If it is interrupted before every arm has runs.

    Examples:
        >>> from bakohumas.networks import Tie
        >>> from bakohumas.simulation import AddTies, IndependentCascade
        >>> forum = InformationNetwork.from_pairs([("a", "b"), ("b", "c")], probability=0.5)
        >>> study = compare(forum, IndependentCascade(),
        ...     {"today": [], "group": [AddTies([Tie("a", "c", "group")])]},
        ...     seeds=["a"], runs=200, seed=7)
        >>> study.ensembles["group"].probability("c")
        1.0
        >>> study.difference("group", "today").low > 0
        True
    """
    expect(network, InformationNetwork, Plan, what="network")
    expect(arms, Mapping, what="arms")
    if not arms:
        raise ValueError("arms: name at least one, such as {'today': []}")
    runs = bounded(runs, 1, MOST, what="runs")
    if observed is not None:
        expect(observed, Observed, what="observed")
    check_options(stop, on_update)
    asked = {name: changes(each, name) for name, each in arms.items()}
    starts, recorded = several(seeds, "seeds"), several(record, "record")
    each = {
        name: partial(
            simulate,
            plan,
            model,
            seeds=reduce(lambda known, change: change.seeds(known), asked[name], starts),
            seed=seed,
            backend=backend,
            executor=executor,
            chunk=chunk,
            record=recorded,
        )
        for name, plan in plans_of(network, asked).items()
    }
    if stop is not None:
        for arm in each.values():
            stop.check(arm.args[0].groups)
    enough = None if stop is None else partial(_enough, stop)
    ensembles = together(each, runs, on_update, _kept(each, resume), enough)
    return Comparison(_held(ensembles, observed), observed)


def _held(ensembles: dict[str, Ensemble], observed: Observed | None) -> dict[str, Ensemble]:
    """The arms, each with how the first compares; another says which that is."""
    (name, first), *others = ensembles.items()
    if observed is None:
        return {arm: marked(found, *UNCALIBRATED) for arm, found in ensembles.items()}
    said = observed.explain(first), observed.explain(first, "id")
    whose = [f"{name}: {each}" for each in said]
    return {name: marked(first, *said)} | {arm: marked(found, *whose) for arm, found in others}


def _kept(
    each: Mapping[str, Callable[..., Ensemble]], resume: Comparison | None
) -> dict[str, Ensemble]:
    if resume is None:
        return {}
    expect(resume, Comparison, what="resume")
    if list(resume.ensembles) != list(each):
        its, mine = listed(list(resume.ensembles)), listed(list(each))
        msg = f"resume is of another comparison: its arms are {its}, not {mine}"
        raise ValueError(msg)
    kept = resume.ensembles.items()  # each is checked, and not run
    return {name: each[name](runs=arm.provenance.runs, resume=arm) for name, arm in kept}


def _enough(stop: StandardError, done: dict[str, Ensemble]) -> bool:
    first, *others = done
    both = Comparison(done)
    gaps = (both.difference(name, first, role=stop.role) for name in others)
    runs = done[first].provenance.runs
    return all(stop.enough(gap, runs) for gap in gaps) if others else stop.met(done[first])


def turning_point(
    conclusion: Callable[[float], float], low: float, high: float, *, steps: int = 12
) -> float | None:
    """The value of an assumption at which a conclusion stops, or starts, to hold.

    The conclusion holds where it is positive. If it does so at only one end of
    the range, the range is halved again and again around the turn; where it
    turns more than once, one of the turns is found.

    Args:
        conclusion: The difference that one concludes from, such as
            ``difference(...).mean``, for a value of the assumption.
        low: The least value still thought possible.
        high: The greatest value still thought possible.
        steps: Halvings; the answer is within ``(high - low) / 2**(steps + 1)``.

    Returns:
        The value, or ``None`` if the conclusion does not turn between the two.

    Raises:
        TypeError: If *low*, *high* or *steps* is no number.
        ValueError: If not ``low < high``, either is 1e300 and more away from 0, or *steps*
            is negative.

    Examples:
        >>> round(turning_point(lambda attendance: attendance - 0.3, 0, 1), 3)
        0.3
        >>> turning_point(lambda attendance: attendance + 0.3, 0, 1) is None
        True
    """
    expect(low, int, float, what="low")
    expect(high, int, float, what="high")
    expect(steps, int, what="steps")
    if not (-_FAR < low < high < _FAR and steps >= 0):
        msg = (
            "low must lie below high, neither near infinity, and steps not below 0, "
            f"got {low}, {high} and {steps}"
        )
        raise ValueError(msg)
    holds = conclusion(low) > 0
    if holds == (conclusion(high) > 0):
        return None
    for _ in range(steps):
        middle = (low + high) / 2
        if (conclusion(middle) > 0) == holds:
            low = middle
        else:
            high = middle
    return (low + high) / 2
