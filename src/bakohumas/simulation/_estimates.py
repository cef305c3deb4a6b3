from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf, isnan, nan, sqrt
from typing import Final, Self

import attrs

from bakohumas.languages import Lang, pick
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
        least: What the mean cannot lie below, and no interval does.
        most: What it cannot lie above.

    Examples:
        >>> Estimate.of([2, 4, 4, 6], whole=10)
        Estimate(mean=0.4, standard_error=0.08164965809277261)
    """

    mean: float
    standard_error: float
    least: float = attrs.field(default=-inf, repr=False, eq=False)
    most: float = attrs.field(default=inf, repr=False, eq=False)

    @classmethod
    def of(cls, values: Sequence[int], *, whole: int = 1, share: bool = False) -> Self:
        """The estimate from one integer a run, as a share of a *whole*.

        Everything is exact up to the last step, so that the same runs give the
        same bytes on every machine. A share of nothing is 0.

        Args:
            values: What each run came to.
            whole: What they are a share of.
            share: Whether it lies in [0, 1], and its interval with it.

        Raises:
            ValueError: If there is no run.
        """
        if not values:
            raise ValueError("an estimate needs at least one run")
        runs, total, whole = len(values), sum(values), whole or 1
        mean, ends = float(Fraction(total, runs * whole)), (0.0, 1.0) if share else (-inf, inf)
        if runs == 1:
            return cls(mean, nan, *ends)
        spread = runs * sum(value * value for value in values) - total * total
        return cls(mean, sqrt(Fraction(spread, runs * runs * (runs - 1) * whole * whole)), *ends)

    @property
    def low(self) -> float:
        """Lower end of the normal 95 % interval; not below what can be."""
        return max(self.mean - _Z * self.standard_error, self.least)

    @property
    def high(self) -> float:
        """Upper end of the normal 95 % interval; not above what can be."""
        return min(self.mean + _Z * self.standard_error, self.most)

    def band(self, ends: Iterable[str], lang: Lang) -> str:
        """The interval as one adds it in words, its ends being written; nothing for one run."""
        if isnan(self.standard_error):
            return ""
        low, high = ends
        return pick(lang, f" (95 %: {low} to {high})", f" (95 %: {low} sampai {high})")


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
        calibration_id: The same in Indonesian.

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
    calibration_id: str = UNCALIBRATED[1]
