from bisect import bisect_left, bisect_right
from fractions import Fraction
from math import isfinite

import attrs
from attrs.validators import optional

from bakohumas.errors import expect, not_blank, of_kind
from bakohumas.languages import Lang, decimal, percent, pick
from bakohumas.networks import Role
from bakohumas.simulation._ensembles import Ensemble


def _reach(observed: "Observed", _field: object, value: float) -> None:
    expect(value, int, float, what="reach")
    if not (isfinite(value) and value >= 0 and (observed.role is None or value <= 1)):
        msg = f"a reach is a number of nodes or, of a role, a share in [0, 1], got {value}"
        raise ValueError(msg)


@attrs.frozen
class Observed:
    """A reach that was measured, for simulated ones to be held against.

    Attributes:
        role: The role of whose people a share was reached; ``None`` for a number of nodes.
        reach: That share, in [0, 1], or that number.
        source: Where and how it was measured.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *reach* is out of its range, or *source* says nothing.

    Examples:
        >>> from bakohumas.simulation import IndependentCascade, Plan, simulate
        >>> plan = Plan.from_arrays(2, [0], [1], [0.5])
        >>> news = simulate(plan, IndependentCascade(), seeds=[0], runs=100, seed=1)
        >>> print(Observed(None, 2, "an invented count").explain(news))
        Held against one observed reach of 2 nodes (an invented count): the runs come to 1.53 on \
average, 47.0 % of them fall short of it, and it lies within the middle 95 % of them. One reach \
calibrates no probability: each is an assumption still.
    """

    role: Role | None = attrs.field(validator=optional(of_kind(Role)))
    reach: float = attrs.field(validator=_reach)
    source: str = attrs.field(validator=not_blank)

    def explain(self, ensemble: Ensemble, lang: Lang = "en") -> str:
        """How the runs of an ensemble compare with it, in words.

        Args:
            ensemble: The ensemble.
            lang: The language.

        Raises:
            UnknownNameError: If no node of the network plays the role.
        """
        if self.role is None:
            runs, whole = sorted(ensemble.sizes), 1
        else:
            group = ensemble.group(self.role)
            runs, whole = sorted(ensemble.people[group]), ensemble.population[group] or 1
        reach = Fraction(self.reach) * whole
        below = bisect_left(runs, reach)
        within = min(len(runs) - below, bisect_right(runs, reach)) * 40 >= len(runs)
        mean = float(Fraction(sum(runs), len(runs) * whole))
        short = percent(below / len(runs), lang)
        if self.role is None:
            seen = f"{decimal(self.reach, lang)} {pick(lang, 'nodes', 'simpul')}"
            came = decimal(mean, lang)
        else:
            seen = f"{percent(self.reach, lang)} ({self.role.label(lang)})"
            came = percent(mean, lang)
        place = pick(lang, "within", "di dalam") if within else pick(lang, "outside", "di luar")
        return pick(
            lang,
            f"Held against one observed reach of {seen} ({self.source}): the runs come to {came} "
            f"on average, {short} of them fall short of it, and it lies {place} the middle 95 % "
            "of them. One reach calibrates no probability: each is an assumption still.",
            f"Dibandingkan dengan satu jangkauan teramati, {seen} ({self.source}): rata-rata "
            f"simulasi {came}, {short} di antaranya di bawahnya, dan jangkauan itu {place} 95 % "
            "simulasi di tengah. Satu jangkauan tidak mengkalibrasi peluang: setiap peluang tetap "
            "asumsi.",
        )

    def held(self, ensemble: Ensemble) -> Ensemble:
        """The ensemble, whose provenance says how it compares.

        Raises:
            UnknownNameError: If no node of the network plays the role.
        """
        return marked(ensemble, self.explain(ensemble), self.explain(ensemble, "id"))


def marked(ensemble: Ensemble, english: str, indonesian: str) -> Ensemble:
    """The ensemble with other words on what it was held against."""
    made = attrs.evolve(ensemble.provenance, calibration=english, calibration_id=indonesian)
    return attrs.evolve(ensemble, provenance=made)
