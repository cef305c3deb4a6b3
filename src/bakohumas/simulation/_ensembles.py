from array import array
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import ceil, nan
from typing import Any, Final, Literal, Self

import attrs

from bakohumas.errors import UnknownNameError
from bakohumas.languages import Lang, listed, number, percent, pick
from bakohumas.networks import Role
from bakohumas.simulation._estimates import Estimate, Provenance
from bakohumas.simulation._jobs import Job
from bakohumas.simulation._numbers import MOST, bounded
from bakohumas.simulation._plans import EVERYBODY, grouped, numbered
from bakohumas.simulation._tallies import Tally

ROW: Final = ("role", "nodes", "mean", "share", "standard_error", "low", "high")
"""The columns of a row of an ensemble."""


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
        cell_people: How many people each of these stands for.
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
    cell_people: tuple[int, ...] = attrs.field(repr=False)
    tally: Tally = attrs.field(repr=False, hash=False)

    @classmethod
    def of(cls, job: Job, tally: Tally, provenance: Provenance) -> Self:
        """The ensemble that a tally of all its runs adds up to."""
        plan = job.plan
        people = [0] * len(job.cells)
        for cell, weight in zip(job.cell, plan.weight, strict=False):  # one cell: all are one
            people[cell] += weight
        cell_people = tuple(people) if job.cell else (len(plan),)
        return cls(provenance, plan.groups, *plan.census, plan.codes, job.cells, cell_people, tally)

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
        return grouped(role, self.groups)

    def share(self, role: str) -> Estimate:
        """The share of a role's people that the news reaches; 0 where it stands for nobody.

        Raises:
            UnknownNameError: If no node of the network plays that role.
        """
        group = self.group(role)
        return Estimate.of(self.people[group], whole=self.population[group], share=True)

    def _labels(self, kind: str) -> list[str]:
        """By cell, its role, tier or area, if that was recorded."""
        if kind != "role" and kind not in self.provenance.record:
            msg = f"{kind} was not recorded: simulate(..., record=[{kind!r}]) does"
            raise ValueError(msg)
        return [cell[("role", "tier", "area").index(kind)] for cell in self.cells]

    def _recorded(self, what: str) -> "array[int]":
        column: array[int] = getattr(self.tally, "hours" if what == "arrival" else what)
        if what not in self.provenance.record:
            msg = f"{what} was not recorded: simulate(..., record=[{what!r}]) does"
            raise ValueError(msg)
        return column

    def quantile(self, q: float | Fraction, *, role: str | None = None) -> int:
        """The least number of nodes that at least a share *q* of the runs does not exceed.

        Args:
            q: The share, in [0, 1]; a float is the decimal number as which it is written.
            role: The role whose nodes are counted; all by default.

        Raises:
            UnknownNameError: If no node of the network plays that role.
            ValueError: If *q* lies outside [0, 1].
        """
        return _quantile(self.sizes if role is None else self.nodes[self.group(role)], q)

    def by(self, label: Literal["role", "tier", "area"]) -> dict[str, Estimate]:
        """The share of people that the news reaches, by role, tier or area.

        Args:
            label: What to tell apart; a tier and an area must have been recorded.

        Raises:
            ValueError: If it was not recorded, or there is no such label.
        """
        if label not in {"role", "tier", "area"}:
            msg = f"by takes role, tier or area, got {label!r}"
            raise ValueError(msg)
        labels, cells = self._labels(label), len(self.cells)
        found: dict[str, Estimate] = {}
        for name in dict.fromkeys(labels):
            own = [at for at, each in enumerate(labels) if each == name]
            runs = zip(*(self.tally.people[at::cells] for at in own), strict=True)
            people = sum(self.cell_people[at] for at in own)
            found[name] = Estimate.of([sum(each) for each in runs], whole=people, share=True)
        return found

    def curve(
        self,
        *,
        role: str | None = None,
        tier: str | None = None,
        area: str | None = None,
        band: float = 0.95,
    ) -> list[dict[str, Any]]:
        """How many nodes have heard it by each hour, or step; with what follows, hold it.

        Args:
            role: The role whose nodes are counted; all by default.
            tier: Their tier, and
            area: their area, which must have been recorded; all by default.
            band: The share of runs between ``low`` and ``high``.

        Returns:
            One row an hour, from 0 on, of ``hour``, ``mean``, ``low`` and ``high``.

        Raises:
            UnknownNameError: If no node of the network plays that role, or is of that tier
                or area.
            ValueError: If it was not recorded, or *band* lies outside [0, 1].
        """
        column, cells, width = self._recorded("curve"), len(self.cells), self.tally.width
        own = set(range(cells))
        for kind, wanted in (("tier", tier), ("area", area), ("role", role)):
            if wanted is not None:
                labels = self._labels(kind)
                if wanted not in labels:
                    known = listed(list(dict.fromkeys(labels)), most=9)
                    raise UnknownNameError(kind, str(wanted), scope=f"in the network: {known}")
                own &= {at for at, label in enumerate(labels) if label == wanted}
        by_run = []
        for start in range(0, len(column), width * cells):
            rows = range(start, start + width * cells, cells)
            by_run.append(tuple(accumulate(sum(column[row + at] for at in own) for row in rows)))
        tail = (1 - _share(band)) / 2
        return [
            {
                "hour": hour,
                "mean": Estimate.of(nodes).mean,
                "low": _quantile(nodes, tail),
                "high": _quantile(nodes, 1 - tail),
            }
            for hour, nodes in enumerate(zip(*by_run, strict=True))
        ]

    def first_arrival(self, node: str | int) -> float:
        """The mean hour, or step, at which a node first hears it, over the runs that reach it.

        Not a number for a node that no run reaches.

        Raises:
            UnknownNameError: If there is no such node.
            ValueError: If ``"arrival"`` and ``"counts"`` were not recorded both.
        """
        hours, place = self._recorded("arrival"), numbered(node, self.codes, len(self.counts))
        return float(Fraction(hours[place], self.counts[place])) if self.counts[place] else nan

    def first_arrivals(self, *, otherwise: int | None = None) -> dict[str, Fraction | None]:
        """By node, the mean hour at which it first hears it: what an information gap is told.

        Args:
            otherwise: The hour that counts for a run which does not reach the node, such as
                the deadline. Without it the mean is over the runs that reach it, and
                ``None`` where none does.

        Returns:
            The mean hours, exactly, by the codes of the nodes, or their numbers in digits.

        Raises:
            TypeError: If *otherwise* is no whole number.
            ValueError: If it is negative, or ``"arrival"`` and ``"counts"`` were not
                recorded both.

        Examples:
            >>> from bakohumas.networks import information_gap
            >>> from bakohumas.simulation import IndependentCascade, Plan, simulate
            >>> plan = Plan.from_arrays(3, [0, 1], [1, 2], [1, 0], delay=[6, 6])
            >>> news = simulate(plan, IndependentCascade(), seeds=[0], runs=10, seed=1,
            ...     record=["counts", "arrival"])
            >>> news.first_arrivals()
            {'0': Fraction(0, 1), '1': Fraction(6, 1), '2': None}
            >>> information_gap(news.first_arrivals(otherwise=48)).mean
            Fraction(18, 1)
        """
        hours, counts, runs = self._recorded("arrival"), self.counts, self.provenance.runs
        names = self.codes or map(str, range(len(counts)))
        each = zip(names, hours, counts, strict=True)
        if otherwise is None:
            return {code: Fraction(total, n) if n else None for code, total, n in each}
        late = bounded(otherwise, 0, MOST, what="otherwise")
        return {code: Fraction(total + late * (runs - n), runs) for code, total, n in each}

    def outcome(self, name: str) -> tuple[int, ...]:
        """What a model counts besides: one integer a run.

        Args:
            name: ``"accepted"`` (nodes that believe it), ``"points"`` (key points that
                they hold, all together), ``"holding"`` and ``"corrected"`` (nodes that hold
                the news, and what follows it, at the end), ``"comments"``, ``"heard"`` and
                ``"answered"`` (comments made, arrived, and arrived in time).

        Raises:
            UnknownNameError: If the model counts nothing of that name.
        """
        more, runs = self.tally.more, self.provenance.runs
        known = [each for each in more if each != "comments"]
        known += ["comments", "heard", "answered"] if "comments" in more else []
        if name not in known:
            raise UnknownNameError("outcome", str(name), scope=f"of this model: {listed(known)}")
        if name in {"comments", "heard", "answered"}:
            place = ("comments", "heard", "answered").index(name)
            return tuple(more["comments"][place::3])
        each = len(more[name]) // runs
        return tuple(sum(more[name][at * each : at * each + each]) for at in range(runs))

    @property
    def kept(self) -> tuple[float, ...]:
        """By key point, the share of those that believe the news who hold it.

        Raises:
            UnknownNameError: If the model has no key points.
        """
        if "points" not in self.tally.more:
            self.outcome("points")
        column, believers = self.tally.more["points"], sum(self.outcome("accepted"))
        points = len(column) // self.provenance.runs
        return tuple(float(Fraction(sum(column[k::points]), believers)) for k in range(points))

    def probability(self, node: str | int) -> float:
        """The share of runs in which the news reaches one node.

        Raises:
            TypeError: If *node* is neither a code nor a number.
            UnknownNameError: If there is no such node.
            ValueError: If ``"counts"`` was not recorded.
        """
        reached = self.counts[numbered(node, self.codes, len(self.counts))]
        return reached / self.provenance.runs

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a role: its nodes, mean nodes reached, share of people with interval."""
        rows = []
        for group, role in enumerate(self.groups):
            share, mean = self.share(role), Estimate.of(self.nodes[group]).mean
            ends = share.mean, share.standard_error, share.low, share.high
            rows.append(dict(zip(ROW, (role, self.members[group], mean, *ends), strict=True)))
        return rows

    def explain(self, lang: Lang = "en") -> str:
        """Where the news starts, how far it goes by role, and that nothing is calibrated.

        Or, instead of the last, how it compares with a reach that was observed.
        """
        runs, seed = number(self.provenance.runs, lang), self.provenance.seed
        seeds, more = listed(self.provenance.seeds, lang), "s" * (self.provenance.runs > 1)
        head = pick(
            lang,
            f"The news starts at {seeds}; means of {runs} run{more} of seed {seed}.",
            f"Kabar bermula di {seeds}; rata-rata {runs} simulasi dengan benih {seed}.",
        )
        held = pick(lang, self.provenance.calibration, self.provenance.calibration_id)
        return "\n".join([head, *(self._line(role, lang) for role in self.groups), held])

    def _line(self, role: str, lang: Lang) -> str:
        share = self.share(role)
        mean, *ends = (percent(x, lang) for x in (share.mean, share.low, share.high))
        people, band = number(self.population[self.group(role)], lang), share.band(ends, lang)
        return pick(
            lang,
            f"{labelled(role, lang)}: {mean} of {people} people{band}",
            f"{labelled(role, lang)}: {mean} dari {people} orang{band}",
        )


def _share(q: float | Fraction) -> Fraction:
    """A share of the runs, exactly: 0.07 of 100 are 7."""
    if not 0 <= q <= 1:
        msg = f"a share of the runs must lie in [0, 1], got {q}"
        raise ValueError(msg)
    return Fraction(str(q))


def _quantile(values: Sequence[int], q: float | Fraction) -> int:
    return sorted(values)[max(0, ceil(_share(q) * len(values)) - 1)]


def labelled(group: str, lang: Lang) -> str:
    """What people call a group: a role by its label."""
    return pick(lang, "all", "semua") if group == EVERYBODY else Role(group).label(lang)
