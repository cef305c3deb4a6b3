"""One message under several ways of telling it: what is concluded, and what that rests on."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

import attrs

from bakohumas.languages import Lang, decimal, number, pick
from bakohumas.law import Assumption
from bakohumas.networks import InformationNetwork
from bakohumas.scenarios._measures import Measure
from bakohumas.simulation import (
    Comparison,
    Ensemble,
    Estimate,
    IndependentCascade,
    LinearThreshold,
    Plan,
    compile_plan,
    simulate,
    turning_point,
)

Values = Mapping[str, float]
"""What each assumption is taken to be, by its name."""
Update = Callable[[str, int, int], object]
"""Called with a stage and how much of it is done, of how much."""

FEWEST = 8
"""Fewest runs of a study."""
_FEWER = 4


@attrs.frozen
class Arm:
    """One way of telling the message.

    Attributes:
        plan: Whom it may reach.
        model: How it moves.
        seeds: Who knows it at first.
    """

    plan: Plan
    model: IndependentCascade | LinearThreshold
    seeds: tuple[str, ...]

    def run(
        self,
        runs: int,
        seed: int,
        backend: str,
        update: Any = None,  # noqa: ANN401 - handed on
        record: Sequence[str] = ("counts",),
    ) -> Ensemble:
        """That many worlds of it, and never fewer.

        Raises:
            KeyboardInterrupt: If it was interrupted; a study of fewer worlds than it says
                is none.
        """
        news = simulate(
            self.plan,
            self.model,
            seeds=self.seeds,
            runs=runs,
            seed=seed,
            backend=backend,
            record=record,
            on_update=update,
        )
        if news.provenance.runs < runs:
            raise KeyboardInterrupt
        return news


def enough(runs: int) -> None:
    """Refuse, before any work is done, a study of too few *runs*.

    Raises:
        ValueError: If there are fewer than 8.
    """
    if runs < FEWEST:
        msg = f"a study takes at least {FEWEST} runs, got {runs}"
        raise ValueError(msg)


def plans_of(networks: Mapping[str, InformationNetwork]) -> dict[str, Plan]:
    """Plans that number their channels alike, so that they share their worlds."""
    channels = {channel for each in networks.values() for channel in each.channels}
    return {arm: compile_plan(each, channels=channels) for arm, each in networks.items()}


@attrs.frozen
class Sensitivity:
    """What one assumption does to the conclusion; :func:`national` makes one.

    Attributes:
        assumption: The assumption that is varied, the others as they are.
        low: The lead at its least value.
        high: The lead at its greatest value.
        turns: The value at which the lead is lost, if any.
    """

    assumption: Assumption
    low: float
    high: float
    turns: float | None


@attrs.frozen
class Study:
    """Several ways of telling one message in the same worlds, and what is concluded.

    :func:`national` makes one.

    Attributes:
        comparison: How far each went.
        measure: The figure that is concluded from.
        better: The arm that is claimed to lead.
        than: The arm that it is held against.
        few: How many of the runs the sensitivity was taken on.
        first: The lead on these.
        sensitivity: What each assumption does to that lead.
    """

    comparison: Comparison
    measure: Measure
    better: str
    than: str
    few: int
    first: float
    sensitivity: tuple[Sensitivity, ...]

    @property
    def lead(self) -> Estimate:
        """How far the better arm leads."""
        return self.gap(self.better, self.than)

    @property
    def runs(self) -> int:
        """Worlds of each arm."""
        return self.arm(self.better).provenance.runs

    def arm(self, name: str) -> Ensemble:
        """The ensemble of one arm."""
        return self.comparison.arm(name)

    def gap(self, better: str, than: str) -> Estimate:
        """How far one arm leads another in the measure."""
        return self.measure.gap(self.arm(better), self.arm(than))

    def rows(self) -> list[dict[str, Any]]:
        """One plain row an arm: the measure with its interval."""
        return [
            {"arm": name, "unit": self.measure.unit.value, **rounded(self.measure.of(news))}
            for name, news in self.comparison.ensembles.items()
        ]

    def assumed(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row an assumption: its range, grade and source, and what it does."""
        return [
            {
                "assumption": pick(lang, *each.assumption.meaning),
                "value": each.assumption.value,
                "low": each.assumption.low,
                "high": each.assumption.high,
                "grade": each.assumption.grade.value,
                "source": each.assumption.source
                or pick(lang, "default of this library", "bawaan pustaka ini"),
                "lead_at_low": round(each.low, 6),
                "lead_at_high": round(each.high, 6),
                "turns_at": each.turns,
            }
            for each in self.sensitivity
        ]

    def facts(self) -> dict[str, Any]:
        """The sensitivity as plain data."""
        return {
            "runs": self.few,
            "lead": round(self.first, 6),
            "assumptions": [_fact(each) for each in self.sensitivity],
        }

    def explain(self, lang: Lang = "en") -> str:
        """The lead under one assumption at a time, and where it would turn."""
        unit = self.measure.unit
        few, first = number(self.few, lang), unit.apart(self.first, lang)
        head = pick(
            lang,
            f"One assumption at a time, on the first {few} runs, where the lead is {first}:",
            f"Satu asumsi setiap kali, pada {few} simulasi pertama, dengan keunggulan {first}:",
        )
        lines = [head]
        for each in self.sensitivity:
            known = each.assumption
            turn = (
                pick(lang, "holds at both ends", "bertahan di kedua ujung")
                if each.turns is None and min(each.low, each.high) > 0
                else pick(lang, "does not hold", "tidak berlaku")
                if each.turns is None
                else pick(lang, "turns at ", "berbalik pada ") + decimal(round(each.turns, 3), lang)
            )
            lines.append(
                f"  - {pick(lang, *known.meaning)} [{known.grade}]: {decimal(known.value, lang)} "
                f"({decimal(known.low, lang)}–{decimal(known.high, lang)}) → "
                f"{unit.bare(each.low, lang)} … {unit.bare(each.high, lang)}; {turn}"
            )
        return "\n".join(lines)


@attrs.frozen
class Course:
    """How the share of those of whom something holds goes, hour by hour, in each arm.

    :func:`satgas_mudik` makes one.

    Attributes:
        meaning: Of whom it is the share, in English and Indonesian.
        arms: By arm, one row an hour from 0 on: ``hour``, ``mean``, and ``low`` and ``high``
            between which 95 % of the runs lie; shares in [0, 1].
    """

    meaning: tuple[str, str]
    arms: Mapping[str, tuple[Mapping[str, float], ...]]

    def at(self, arm: str, hour: int) -> float:
        """The share in one arm at an hour."""
        return self.arms[arm][hour]["mean"]

    def rows(self) -> list[dict[str, Any]]:
        """One plain row an hour, with the share in each arm."""
        every = zip(*self.arms.values(), strict=True)
        return [
            {"hour": hour}
            | {arm: round(row["mean"], 6) for arm, row in zip(self.arms, rows, strict=True)}
            for hour, rows in enumerate(every)
        ]


def studied(
    arms: Callable[[Values], Mapping[str, Arm]],
    *,
    measure: Measure,
    better: str,
    than: str,
    assumptions: Sequence[Assumption],
    runs: int,
    seed: int,
    backend: str = "auto",
    on_update: Update | None = None,
) -> Study:
    """Every arm in the same worlds, and the lead again with one assumption at a time.

    Args:
        arms: The ways of telling the message, under given values of the assumptions.
        measure: What is concluded from.
        better: The arm that is claimed to lead.
        than: The arm that it is held against.
        assumptions: What the arms rest on; each is taken at both ends of its range, on a
            quarter of the runs.
        runs: Worlds for each arm.
        seed: Which worlds.
        backend: What to run them on.
        on_update: Told of the stages ``message`` and ``sensitivity``.
    """
    usual = {each.name: each.value for each in assumptions}
    ways = arms(usual)
    ensembles: dict[str, Ensemble] = {}
    for name, way in ways.items():
        before, total = len(ensembles) * runs, len(ways) * runs
        update = on_update and partial(_further, on_update, before, total)
        ensembles[name] = way.run(runs, seed, backend, update)
    few = max(1, runs // _FEWER)

    @cache
    def briefly(way: Arm) -> Ensemble:  # one arm is often left as it was
        return way.run(few, seed, backend)

    def gap(both: Mapping[str, Arm]) -> float:
        return measure.gap(briefly(both[better]), briefly(both[than])).mean

    def lead(name: str, value: float) -> float:
        return gap(arms(usual | {name: value}))

    rows = []
    for n, each in enumerate(assumptions, start=1):
        low, high = lead(each.name, each.low), lead(each.name, each.high)
        turns = (
            turning_point(partial(lead, each.name), each.low, each.high)
            if min(low, high) <= 0 < max(low, high)
            else None
        )
        rows.append(Sensitivity(each, low, high, turns))
        if on_update:
            on_update("sensitivity", n, len(assumptions))
    return Study(Comparison(ensembles), measure, better, than, few, gap(ways), tuple(rows))


def rounded(figure: Estimate) -> dict[str, float]:
    """An estimate as plain data."""
    return {
        "mean": round(figure.mean, 6),
        "low": round(figure.low, 6),
        "high": round(figure.high, 6),
    }


def _further(on_update: Update, before: int, total: int, done: int, _runs: int) -> None:
    on_update("message", before + done, total)


def _fact(each: Sensitivity) -> dict[str, Any]:
    known = each.assumption
    return {
        "name": known.name,
        "value": known.value,
        "low": known.low,
        "high": known.high,
        "grade": known.grade.value,
        "meaning": known.meaning[0],
        "source": known.source,
        "lead_at_low": round(each.low, 6),
        "lead_at_high": round(each.high, 6),
        "turns_at": each.turns,
    }
