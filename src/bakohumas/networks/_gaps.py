from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import fsum, isfinite, log
from numbers import Rational
from typing import Any

import attrs

from bakohumas.errors import expect
from bakohumas.languages import Lang, decimal, listed, number, percent, pick

Amount = int | float | Fraction
"""A quantity that one node has: hours, mostly."""


def _weighed(
    amounts: Mapping[str, Amount], people: Mapping[str, int] | None
) -> list[tuple[Fraction, int]]:
    """Amounts, exact and sorted, each with the people who have it."""
    expect(amounts, Mapping, what="amounts")
    found = []
    for code, amount in amounts.items():
        if not isinstance(amount, Rational):
            expect(amount, int, float, Fraction, what=f"the amount of {code}")
        endless = isinstance(amount, float) and not isfinite(amount)
        if isinstance(amount, bool) or endless or amount < 0:
            msg = f"the amount of {code} must be a number from 0 on, got {amount!r}"
            raise ValueError(msg)
        found.append((Fraction(amount), 1 if people is None else _weight(people, code)))
    return sorted(each for each in found if each[1])


def _weight(people: Mapping[str, int], code: str) -> int:
    expect(people, Mapping, what="people")
    if code not in people:
        msg = f"people does not say how many {code} stands for"
        raise ValueError(msg)
    expect(people[code], int, what=f"the people of {code}")
    if people[code] < 0:
        msg = f"{code} cannot stand for {people[code]} people"
        raise ValueError(msg)
    return people[code]


def gini(
    amounts: Mapping[str, Amount], *, people: Mapping[str, int] | None = None
) -> Fraction | None:
    """How unequally an amount is spread: 0 where all have the same, towards 1 where few have all.

    Half the mean absolute difference between two people drawn at random, over the
    mean. Exact: a float counts as the binary fraction that it is.

    Args:
        amounts: Node → what it has, such as the hours until it hears; 0 or more.
        people: Node → people for whom it stands; one each by default.

    Returns:
        The coefficient, in [0, 1); 0 where nobody has anything, and ``None`` where
        there is nobody.

    Raises:
        TypeError: If an amount is no number, or *people* no whole numbers.
        ValueError: If an amount is negative or not finite, or people are missing.

    References:
        P. M. Dixon et al. (1987), *Bootstrapping the Gini coefficient of inequality*,
        Ecology 68, 1548–1551, doi:10.2307/1939238.

    Examples:
        >>> gini({"jakarta": 1, "tapin": 3}), gini({"a": 5, "b": 5})
        (Fraction(1, 4), Fraction(0, 1))
    """
    spread = _weighed(amounts, people)
    count = sum(weight for _, weight in spread)
    total = sum((amount * weight for amount, weight in spread), Fraction(0))
    if not count:
        return None
    apart, below, held = Fraction(0), 0, Fraction(0)
    for amount, weight in spread:
        apart += weight * (amount * below - held)
        below += weight
        held += weight * amount
    return apart / (count * total) if total else Fraction(0)


def theil(
    amounts: Mapping[str, Amount], *, people: Mapping[str, int] | None = None
) -> float | None:
    """How unequally an amount is spread, by Theil's T: 0 where all have the same.

    The mean of *x* ln *x*, with *x* the amount over the mean amount, and 0 ln 0 = 0.
    It can be split exactly into a part within groups and a part between them.

    Args:
        amounts: Node → what it has; 0 or more.
        people: Node → people for whom it stands; one each by default.

    Returns:
        The index, in [0, ln n]; 0 where nobody has anything, and ``None`` where there
        is nobody.

    Raises:
        TypeError: If an amount is no number, or *people* no whole numbers.
        ValueError: If an amount is negative or not finite, or people are missing.

    References:
        A. F. Shorrocks (1980), *The class of additively decomposable inequality
        measures*, Econometrica 48, 613–625, doi:10.2307/1913126.

    Examples:
        >>> theil({"a": 5, "b": 5}), round(theil({"a": 0, "b": 8}), 6)
        (0.0, 0.693147)
    """
    spread = _weighed(amounts, people)
    count = sum(weight for _, weight in spread)
    total = sum((amount * weight for amount, weight in spread), Fraction(0))
    if not count:
        return None
    ratios = [(float(amount * count / total), n) for amount, n in spread if total]
    return max(0.0, fsum(n * each * log(each) for each, n in ratios if each) / count)


@attrs.frozen
class Gap:
    """How unequally, and how late, nodes hear; :func:`information_gap` makes one.

    Attributes:
        people: People who hear.
        unheard: People who do not.
        first: The hour at which the first of them hears; ``None`` where nobody does.
        last: The hour at which the last of them hears.
        mean: The mean hour.
        gini: Inequality of the hours, exactly.
        theil: The same by Theil's T.
    """

    people: int
    unheard: int
    first: Fraction | None
    last: Fraction | None
    mean: Fraction | None
    gini: Fraction | None
    theil: float | None

    def rows(self) -> list[dict[str, Any]]:
        """One plain row; fractions become floats."""
        row = attrs.asdict(self)
        return [{k: float(v) if isinstance(v, Fraction) else v for k, v in row.items()}]

    def explain(self, lang: Lang = "en") -> str:
        """Who waits, how long, and how unequal that is."""
        heard, unheard = number(self.people, lang), number(self.unheard, lang)
        if self.mean is None or self.gini is None or self.first is None or self.last is None:
            return pick(
                lang,
                f"Nobody hears; {unheard} do not.",
                f"Tidak seorang pun menerima; {unheard} tidak menerima.",
            )
        first, last, mean, unequal = (
            decimal(float(each), lang) for each in (self.first, self.last, self.mean, self.gini)
        )
        return pick(
            lang,
            f"{heard} hear between hour {first} and hour {last}, on average at {mean}; "
            f"{unheard} do not. Gini of the hours: {unequal}.",
            f"{heard} menerima antara jam ke-{first} dan jam ke-{last}, rata-rata jam ke-{mean}; "
            f"{unheard} tidak menerima. Gini jam: {unequal}.",
        )


def information_gap(
    hours: Mapping[str, Amount | None], *, people: Mapping[str, int] | None = None
) -> Gap:
    """How unequal the hours are at which nodes hear.

    Args:
        hours: Node → the hour at which it hears; ``None`` where it never does. Those of
            :func:`earliest`, of a simulated run or of a survey.
        people: Node → people for whom it stands; one each by default.

    Returns:
        First, last and mean hour, their Gini and Theil, and how many never hear. The
        inequality is that among those who do.

    Raises:
        TypeError: If an hour is no number, or *people* no whole numbers.
        ValueError: If an hour is negative or not finite, or people are missing.

    References:
        P. J. Tichenor, G. A. Donohue, C. N. Olien (1970), *Mass media flow and
        differential growth in knowledge*, Public Opinion Quarterly 34, 159–170,
        doi:10.1086/267786 (the gap); :func:`gini`, :func:`theil` (its measures).

    Examples:
        >>> print(information_gap({"jakarta": 1, "tapin": 3, "asmat": None}).explain())
        2 hear between hour 1 and hour 3, on average at 2; 1 do not. Gini of the hours: 0.25.
    """
    expect(hours, Mapping, what="hours")
    heard = {code: hour for code, hour in hours.items() if hour is not None}
    never = [code for code, hour in hours.items() if hour is None]
    unheard = sum(1 if people is None else _weight(people, code) for code in never)
    spread = _weighed(heard, people)
    count = sum(weight for _, weight in spread)
    total = sum((hour * weight for hour, weight in spread), Fraction(0))
    return Gap(
        count,
        unheard,
        spread[0][0] if spread else None,
        spread[-1][0] if spread else None,
        total / count if count else None,
        gini(heard, people=people),
        theil(heard, people=people),
    )


@attrs.frozen
class Uniformity:
    """How uniform what is told is; :func:`uniformity` makes one.

    Attributes:
        versions: Version → who tells it, by how many they are and by version.
    """

    versions: dict[str, tuple[str, ...]]

    @property
    def main(self) -> str | None:
        """The version that most tell; of several, the first by name. ``None`` without any."""
        return next(iter(self.versions), None)

    @property
    def share(self) -> Fraction | None:
        """The share of those who tell the main version."""
        sizes = [len(each) for each in self.versions.values()]
        return Fraction(sizes[0], sum(sizes)) if sizes else None

    @property
    def agreement(self) -> Fraction | None:
        """The chance that two different nodes tell the same; ``None`` where there are not two."""
        sizes = [len(each) for each in self.versions.values()]
        pairs = sum(sizes) * (sum(sizes) - 1)
        return Fraction(sum(n * (n - 1) for n in sizes), pairs) if pairs else None

    @property
    def others(self) -> tuple[str, ...]:
        """Who tells another version than the main one, sorted."""
        return tuple(sorted(code for who in list(self.versions.values())[1:] for code in who))

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a version: who tells it, and how many they are."""
        return [
            {"version": version, "nodes": len(who), "who": list(who)}
            for version, who in self.versions.items()
        ]

    def explain(self, lang: Lang = "en") -> str:
        """How many tell the same, and who does not."""
        if self.share is None:
            return pick(lang, "Nobody tells anything.", "Tidak ada yang menyampaikan.")
        share = percent(float(self.share), lang)
        n, others = number(len(self.versions), lang), listed(self.others, lang, most=5)
        return pick(
            lang,
            f"{share} tell version {self.main}; versions: {n}; telling another: {others}.",
            f"{share} menyampaikan versi {self.main}; versi: {n}; yang berbeda: {others}.",
        )


def uniformity(messages: Mapping[str, str]) -> Uniformity:
    """How uniform the key message is that nodes tell.

    Args:
        messages: Node → the version of the key message that it tells.

    Returns:
        Who tells which version, the share of the main one, and the chance that two
        different nodes tell the same.

    Raises:
        TypeError: If *messages* is no mapping of texts.

    References:
        E. H. Simpson (1949), *Measurement of diversity*, Nature 163, 688,
        doi:10.1038/163688a0 (the agreement of two).

    Examples:
        >>> said = uniformity({"bps": "v2", "kominfo": "v2", "tapin": "v1"})
        >>> said.share, said.agreement, said.others
        (Fraction(2, 3), Fraction(1, 3), ('tapin',))
    """
    expect(messages, Mapping, what="messages")
    for code, version in messages.items():
        expect(code, str, what="the code of a node")
        expect(version, str, what=f"the version that {code} tells")
    counts = Counter(messages.values())
    order = sorted(counts, key=lambda version: (-counts[version], version))
    return Uniformity(
        {
            version: tuple(sorted(code for code, told in messages.items() if told == version))
            for version in order
        }
    )
