from array import array
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import nan, sqrt
from typing import Any, Final, Self

import attrs

from bakohumas.errors import UnknownNameError
from bakohumas.languages import Lang, listed, number, percent, pick
from bakohumas.networks import Role
from bakohumas.simulation._jobs import Job
from bakohumas.simulation._plans import EVERYBODY, numbered
from bakohumas.simulation._tallies import Tally
from bakohumas.simulation._worlds import FORMAT

UNCALIBRATED: Final = (
    "Nothing here is calibrated: every probability is an assumption, not a measurement.",
    "Tidak ada yang dikalibrasi: setiap peluang adalah asumsi, bukan hasil pengukuran.",
)
"""What every simulated figure says of itself, in English and Indonesian."""
_Z: Final = 1.959963984540054


@attrs.frozen
class Estimate:
    """A mean over runs, and how far another set of runs might take it.

    Attributes:
        mean: The mean.
        standard_error: Its standard error; not a number for a single run.

    Examples:
        >>> Estimate.of([2, 4, 4, 6], whole=10)
        Estimate(mean=0.4, standard_error=0.08164965809277261)
    """

    mean: float
    standard_error: float

    @classmethod
    def of(cls, values: Sequence[int], *, whole: int = 1) -> Self:
        """The estimate from one integer a run, as a share of a *whole*.

        Everything is exact up to the last step, so that the same runs give the
        same bytes on every machine. A share of nothing is 0.

        Args:
            values: What each run came to.
            whole: What they are a share of.

        Raises:
            ValueError: If there is no run.
        """
        if not values:
            raise ValueError("an estimate needs at least one run")
        runs, total, whole = len(values), sum(values), whole or 1
        mean = float(Fraction(total, runs * whole))
        if runs == 1:
            return cls(mean, nan)
        spread = runs * sum(value * value for value in values) - total * total
        return cls(mean, sqrt(Fraction(spread, runs * runs * (runs - 1) * whole * whole)))

    @property
    def low(self) -> float:
        """Lower end of the normal 95 % interval."""
        return self.mean - _Z * self.standard_error

    @property
    def high(self) -> float:
        """Upper end of the normal 95 % interval."""
        return self.mean + _Z * self.standard_error


@attrs.frozen
class Provenance:
    """What one needs to make the same ensemble again.

    Attributes:
        model: The model, as it is written.
        plan: Digest of the plan.
        seeds: The nodes that knew the news at first.
        seed: The seed of the worlds.
        runs: How many worlds.
        record: What was recorded.
        format: Version of the worlds.
        calibration: What the figures were held against.

    Examples:
        >>> made = Provenance("IndependentCascade()", "5c1f", ("humas",), seed=42, runs=100)
        >>> made.seed, made.format
        (42, 1)
    """

    model: str
    plan: str
    seeds: tuple[str, ...]
    seed: int
    runs: int
    record: tuple[str, ...] = ()
    format: int = FORMAT
    calibration: str = UNCALIBRATED[0]


@attrs.frozen
class Ensemble:
    """How far the news went in each of many worlds.

    Attributes:
        provenance: What one needs to make it again.
        groups: The groups that are told apart: the roles of a network.
        members: How many nodes each group has.
        population: How many people they stand for.
        codes: Codes of the nodes; empty where they are plain numbers.
        cells: Role, tier and area of whoever is counted together; what was not
            recorded is empty.
        tally: Every integer that was counted, as it is merged and resumed.

    Examples:
        >>> from bakohumas.networks import InformationNetwork
        >>> from bakohumas.simulation import IndependentCascade, compile_plan, simulate
        >>> plan = compile_plan(InformationNetwork.from_pairs([("a", "b")], probability=0.5))
        >>> news = simulate(plan, IndependentCascade(), seeds=["a"], runs=4, seed=1)
        >>> news.sizes, news.probability("b"), news.share("member").mean
        ((2, 1, 2, 2), 0.75, 0.875)
    """

    provenance: Provenance
    groups: tuple[str, ...]
    members: tuple[int, ...]
    population: tuple[int, ...]
    codes: tuple[str, ...] = attrs.field(repr=False)
    cells: tuple[tuple[str, str, str], ...] = attrs.field(repr=False)
    tally: Tally = attrs.field(repr=False, hash=False)

    @classmethod
    def of(cls, job: Job, tally: Tally, provenance: Provenance) -> Self:
        """The ensemble that a tally of all its runs adds up to."""
        plan = job.plan
        return cls(provenance, plan.groups, *plan.census, plan.codes, job.cells, tally)

    def _by_group(self, column: "array[int]") -> tuple[tuple[int, ...], ...]:
        cells = len(self.cells)
        each: dict[str, list[tuple[int, ...]]] = {group: [] for group in self.groups}
        for at, (role, _, _) in enumerate(self.cells):
            each[role].append(tuple(column[at::cells]))
        return tuple(
            parts[0] if len(parts) == 1 else tuple(map(sum, zip(*parts, strict=True)))
            for parts in each.values()
        )

    @cached_property
    def nodes(self) -> tuple[tuple[int, ...], ...]:
        """By group, the nodes reached in each run."""
        return self._by_group(self.tally.nodes)

    @cached_property
    def people(self) -> tuple[tuple[int, ...], ...]:
        """By group, the people reached in each run."""
        return self._by_group(self.tally.people)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """By node, the number of runs that reached it.

        Raises:
            ValueError: If it was not recorded.
        """
        return tuple(self._recorded("counts"))

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Nodes reached in each run, whoever knew it at first among them."""
        if len(self.nodes) == 1:
            return self.nodes[0]
        return tuple(map(sum, zip(*self.nodes, strict=True)))

    @property
    def mean(self) -> float:
        """Mean number of nodes reached."""
        return Estimate.of(self.sizes).mean

    @property
    def standard_error(self) -> float:
        """Standard error of that mean; not a number for a single run."""
        return Estimate.of(self.sizes).standard_error

    def group(self, role: str) -> int:
        """Where a role stands among the groups.

        Raises:
            UnknownNameError: If no node of the network plays it.
        """
        if role not in self.groups:
            raise UnknownNameError(
                "role", str(role), scope=f"in the network: {listed(self.groups)}"
            )
        return self.groups.index(role)

    def share(self, role: str) -> Estimate:
        """The share of a role's people that the news reaches; 0 where it stands for nobody.

        Raises:
            UnknownNameError: If no node of the network plays that role.
        """
        group = self.group(role)
        return Estimate.of(self.people[group], whole=self.population[group])

    def _recorded(self, what: str) -> "array[int]":
        column: array[int] = getattr(self.tally, what)
        if not column and what not in self.provenance.record:
            msg = f"{what} was not recorded: simulate(..., record=[{what!r}]) does"
            raise ValueError(msg)
        return column

    def probability(self, node: str | int) -> float:
        """The share of runs in which the news reaches one node.

        Raises:
            TypeError: If *node* is neither a code nor a number.
            UnknownNameError: If there is no such node.
        """
        reached = self.counts[numbered(node, self.codes, len(self.counts))]
        return reached / self.provenance.runs

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a role: its nodes, mean nodes reached, share of people with interval."""
        rows = []
        for group, role in enumerate(self.groups):
            share = self.share(role)
            rows.append(
                {
                    "role": role,
                    "nodes": self.members[group],
                    "mean": Estimate.of(self.nodes[group]).mean,
                    "share": share.mean,
                    "standard_error": share.standard_error,
                    "low": share.low,
                    "high": share.high,
                }
            )
        return rows

    def explain(self, lang: Lang = "en") -> str:
        """Where the news starts, how far it goes by role, and that nothing is calibrated."""
        runs, seed = number(self.provenance.runs, lang), self.provenance.seed
        seeds = listed(self.provenance.seeds, lang)
        head = pick(
            lang,
            f"The news starts at {seeds}; means of {runs} runs of seed {seed}.",
            f"Kabar bermula di {seeds}; rata-rata {runs} simulasi dengan benih {seed}.",
        )
        lines = [head, *(self._line(role, lang) for role in self.groups), pick(lang, *UNCALIBRATED)]
        return "\n".join(lines)

    def _line(self, role: str, lang: Lang) -> str:
        share = self.share(role)
        mean, low, high = (percent(x, lang) for x in (share.mean, share.low, share.high))
        people = number(self.population[self.group(role)], lang)
        return pick(
            lang,
            f"{labelled(role, lang)}: {mean} of {people} people (95 %: {low} to {high})",
            f"{labelled(role, lang)}: {mean} dari {people} orang (95 %: {low} sampai {high})",
        )


def labelled(group: str, lang: Lang) -> str:
    """What people call a group: a role by its label."""
    return pick(lang, "all", "semua") if group == EVERYBODY else Role(group).label(lang)
