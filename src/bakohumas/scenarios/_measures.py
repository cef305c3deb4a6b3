from collections.abc import Callable, Sequence
from math import inf

import attrs

from bakohumas.languages import Labelled, Lang, percent, pick
from bakohumas.networks import Role
from bakohumas.simulation import Ensemble, Estimate


class Unit(Labelled):
    """What a figure of a scenario is counted in.

    Examples:
        >>> Unit.SHARE.written(0.125), Unit.SHARE.apart(0.125, "id"), Unit.COUNT.written(2.25)
        ('12.5 %', '12,5 poin persen', '2.2')
    """

    SHARE = "share", "share", "bagian"
    COUNT = "count", "number", "jumlah"

    def written(self, value: float, lang: Lang = "en") -> str:
        """A figure as people read it."""
        return percent(value, lang) if self is Unit.SHARE else tenths(value, lang)

    def apart(self, value: float, lang: Lang = "en") -> str:
        """The difference between two such figures as people read it."""
        if self is Unit.SHARE:
            return f"{self.bare(value, lang)} {pick(lang, 'percentage points', 'poin persen')}"
        return self.bare(value, lang)

    def bare(self, value: float, lang: Lang = "en") -> str:
        """That difference without a word."""
        return tenths(100 * value if self is Unit.SHARE else value, lang)


def tenths(value: float, lang: Lang) -> str:
    """A number with one decimal."""
    text = f"{value:.1f}"
    return pick(lang, text, text.replace(".", ","))


@attrs.frozen
class Measure:
    """The figure that a scenario concludes from, run by run.

    Attributes:
        meaning: What it is, in English and Indonesian.
        runs: One integer a run of an ensemble.
        whole: What they are a share of; 1 for a number.
        unit: What it is counted in.

    Examples:
        >>> from bakohumas.networks import InformationNetwork
        >>> from bakohumas.simulation import IndependentCascade, compile_plan, simulate
        >>> plan = compile_plan(InformationNetwork.from_pairs([("a", "b")], probability=0.5))
        >>> news = simulate(plan, IndependentCascade(), seeds=["a"], runs=4, seed=1)
        >>> Measure.people(Role.MEMBER, ("members reached", "anggota terjangkau")).of(news).mean
        0.875
    """

    meaning: tuple[str, str]
    runs: Callable[[Ensemble], Sequence[int]]
    whole: Callable[[Ensemble], int]
    unit: Unit = Unit.SHARE

    @classmethod
    def people(cls, role: Role, meaning: tuple[str, str]) -> "Measure":
        """The share of a role's people that the news reaches."""
        return cls(
            meaning,
            lambda news: news.people[news.group(role)],
            lambda news: news.population[news.group(role)],
        )

    @classmethod
    def outcome(
        cls, name: str, meaning: tuple[str, str], *, whole: Callable[[Ensemble], int] | None = None
    ) -> "Measure":
        """What a model counts besides, by its name; a share of a *whole* where one is given."""
        unit = Unit.COUNT if whole is None else Unit.SHARE
        return cls(meaning, lambda news: news.outcome(name), whole or (lambda _: 1), unit)

    def of(self, news: Ensemble) -> Estimate:
        """The figure of one ensemble, with its interval."""
        most = 1.0 if self.unit is Unit.SHARE else inf
        return attrs.evolve(
            Estimate.of(self.runs(news), whole=self.whole(news)), least=0, most=most
        )

    def gap(self, better: Ensemble, than: Ensemble) -> Estimate:
        """How far two ensembles of the same worlds are apart, run by run."""
        pairs = zip(self.runs(better), self.runs(than), strict=True)
        return Estimate.of([one - other for one, other in pairs], whole=self.whole(better))
