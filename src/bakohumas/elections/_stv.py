from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import ClassVar, Final

import attrs
from attrs.validators import optional

from bakohumas.elections._figures import Figure
from bakohumas.elections._guards import Guard, judged, spared
from bakohumas.elections._meek import Meek
from bakohumas.elections._methods import enough_stand, some_seats, somebody_voted, strictly_ranked
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, Tie, TieBreak
from bakohumas.elections._transfers import Papers
from bakohumas.errors import of_kind
from bakohumas.languages import Labelled, Lang, pick


class Rule(Labelled):
    """Which rule of the single transferable vote it is.

    Examples:
        >>> Rule.SCOTTISH.label()
        'Scottish rule'
    """

    SCOTTISH = "scottish", "Scottish rule", "aturan Skotlandia"
    WIGM = "wigm", "weighted inclusive Gregory", "Gregory inklusif berbobot"
    EXACT = "exact", "exact Gregory", "Gregory eksak"
    MEEK = "meek", "Meek", "Meek"


class Quota(Labelled):
    """How many votes elect.

    Examples:
        >>> Quota.HARE.needed(100, seats=3, whole=Fraction(1))
        Fraction(100, 3)
    """

    DROOP = "droop", "Droop", "Droop"
    HAGENBACH_BISCHOFF = "hagenbach-bischoff", "Hagenbach-Bischoff", "Hagenbach-Bischoff"
    HARE = "hare", "Hare", "Hare"

    def needed(self, votes: int, *, seats: int, whole: Figure) -> Figure:
        """The quota, in units of which a *whole* vote has so many.

        A quota of Hagenbach-Bischoff must be passed, not only reached: in decimals it is the
        first figure above that share of the votes; exact it is the share itself.
        """
        if self is Quota.DROOP:
            return (votes // (seats + 1) + 1) * whole
        parts = seats if self is Quota.HARE else seats + 1
        if isinstance(whole, Fraction):
            return Fraction(votes, parts)
        return votes * whole // parts + (self is not Quota.HARE)


_ALLOWED: Final[dict[Rule, set[int | None]]] = {
    Rule.SCOTTISH: {5},
    Rule.WIGM: set(range(1, 16)),
    Rule.EXACT: {None},
    Rule.MEEK: {None, *range(7, 16)},
}
_DECIMALS: Final = {Rule.SCOTTISH: 5, Rule.WIGM: 4, Rule.MEEK: 9}


def _rule(value: "Rule | str") -> Rule:
    return Rule.of(value, what="rule")


def _quota(value: "Quota | str | None") -> Quota | None:
    return None if value is None else Quota.of(value, what="quota")


def _usual_quota(method: "STV") -> Quota | None:
    return None if method.rule is Rule.MEEK else Quota.DROOP


def _usual_decimals(method: "STV") -> int | None:
    return _DECIMALS.get(method.rule)


@attrs.frozen
class STV:
    """The single transferable vote: seats in proportion to what the voters wish.

    Whoever reaches the quota is elected, and what is over it passes to whom those ballots
    name next; where nobody is over it, whoever has the fewest votes goes, and
    their ballots pass on whole. Several candidates without any vote who are tied go together:
    no ballot stands with them.

    ========== ==========================================================================
    rule       what it is
    ========== ==========================================================================
    scottish   SSI 2007/42: Droop quota; a surplus passes on with all ballots of the
               candidate, for their share cut to five decimals
    wigm       the same with a quota and decimals of your own, four by default
    exact      the same in fractions, without any loss
    meek       Meek by the rule of the Proportional Representation Foundation, nine
               decimals: who is elected keeps a share of each ballot, found again after
               each exclusion. ``decimals=None`` adds up exactly; even then the shares
               kept are rounded up to 15 decimals, as the fractions would explode
    ========== ==========================================================================

    Attributes:
        rule: Which of these.
        quota: For *wigm* and *exact*: ``droop`` (the default), ``hagenbach-bischoff`` or ``hare``.
        decimals: For *wigm*, 1 to 15; for *meek*, 7 to 15, or ``None``.

    Raises:
        TypeError: If *decimals* is no whole number.
        ValueError: If there is no such rule or quota, or the rule settles the option itself.

    References:
        Scottish Local Government Elections Order 2007, SSI 2007/42; I. D. Hill, B. A. Wichmann,
        D. R. Woodall (1987), *Algorithm 123*, doi:10.1093/comjnl/30.3.277.

    Examples:
        >>> from bakohumas.elections import count
        >>> votes = [["Ani", "Budi"]] * 5 + [["Cici"]] * 3 + [["Dodi", "Cici"]] * 2
        >>> result = count(votes, STV(), seats=2)
        >>> result.elected, [stage.action.value for stage in result.stages]
        (('Ani', 'Cici'), ['transferred', 'excluded', 'excluded', 'elected'])
        >>> print(result.stages[0].explain())  # doctest: +NORMALIZE_WHITESPACE
        Round 1: of 10.00000 votes in play, 4.00000 were needed; Ani 5.00000, Budi 0.00000,
        Cici 3.00000 and Dodi 2.00000; Ani reached the number needed and was elected;
        the surplus of Ani, 1.00000, was passed on.
        >>> str(STV("wigm", quota="hare")), str(STV("meek"))
        ('stv wigm hare 4', 'stv meek 9')
    """

    rule: Rule = attrs.field(default=Rule.SCOTTISH, converter=_rule)
    quota: Quota | None = attrs.field(
        default=attrs.Factory(_usual_quota, takes_self=True), converter=_quota, kw_only=True
    )
    decimals: int | None = attrs.field(
        default=attrs.Factory(_usual_decimals, takes_self=True),
        validator=optional(of_kind(int)),
        kw_only=True,
    )

    guarded: ClassVar[bool] = True

    def __attrs_post_init__(self) -> None:
        own_quota: set[Quota | None] = set(Quota)
        if self.rule in {Rule.SCOTTISH, Rule.MEEK}:
            own_quota = {Quota.DROOP} if self.rule is Rule.SCOTTISH else {None}
        own_decimals = _ALLOWED[self.rule]
        if self.quota not in own_quota or self.decimals not in own_decimals:
            msg = f"the {self.rule.label()} does not go with quota={self.quota!r} and "
            msg += f"decimals={self.decimals!r}: leave out what the rule itself settles"
            raise ValueError(msg)

    def __str__(self) -> str:
        more = () if self.rule is Rule.SCOTTISH else (self.quota, self.decimals)
        return " ".join(["stv", self.rule, *(str(each) for each in more if each is not None)])

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        stv = pick(lang, "single transferable vote", "suara tunggal yang dapat dialihkan")
        return f"{stv} ({self.rule.label(lang)})"

    def stages(
        self, profile: Profile, *, seats: int, ties: TieBreak, guard: Guard | None = None
    ) -> Iterator[Stage]:
        """Count, one stage after the other.

        Args:
            profile: The ballots.
            seats: How many to elect.
            ties: How to settle ties.
            guard: Conditions on whoever is elected; asked after each election and exclusion.

        Raises:
            SeatError: If too few stand, no valid ballot was cast, one has equal preferences,
                or nobody is left who meets the conditions.
            ValueError: If *seats* is less than one.
        """
        some_seats(self, seats)
        enough_stand(profile, seats)
        somebody_voted(profile)
        strictly_ranked(self, profile)
        if self.quota is None:
            decimals = self.decimals
            rule = Meek(profile, seats=seats, decimals=decimals, ties=ties, guard=guard)
            yield from rule.run()
            return
        yield from _Count(profile, seats, self.quota, self.decimals, ties, guard).run()


class _Count:
    """A Gregory count in progress."""

    def __init__(
        self,
        profile: Profile,
        seats: int,
        quota: Quota,
        decimals: int | None,
        ties: TieBreak,
        guard: Guard | None,
    ) -> None:
        self.papers = Papers(profile, decimals=decimals)
        whole = self.papers.whole
        self.quota = quota.needed(profile.valid, seats=seats, whole=whole)
        self.over = quota is Quota.HAGENBACH_BISCHOFF and decimals is None
        self.seats, self.ties, self.guard = seats, ties, guard
        self.hopeful = list(profile.candidates)
        self.elected: list[str] = []
        self.waiting: list[str] = []
        self.earlier: list[dict[str, Figure]] = []

    def run(self) -> Iterator[Stage]:
        """Stage after stage."""
        while True:
            here = [*self.hopeful, *self.elected]
            tallies = self.papers.tallies(name for name in self.papers.names if name in here)
            passed = self._pass(tallies)
            left = self.seats - len(self.elected)
            guarded, doomed = judged(self.guard, self.elected, self.hopeful, seats=left)
            stage = partial(self._stage, tallies)
            if not left or (len(self.hopeful) <= left and not doomed):
                rest = sorted(self.hopeful if left else (), key=lambda name: -tallies[name])
                how = How.REST if rest else How.NEEDED
                who, passed = (tuple(rest), passed) if rest else (passed, ())
                yield stage(Action.ELECTED, who, how, None, passed)
                return
            if doomed:
                action, who, how, tie = Action.EXCLUDED, doomed, How.BARRED, None
            elif self.waiting:
                action, who, how, tie = self._surplus(tallies)
            else:
                able = [name for name in self.hopeful if name not in guarded]
                action, who, how, tie = self._exclusion(tallies, able, left)
            yield stage(action, who, how, tie, passed)
            if action is Action.TIE:
                return
            self.earlier.append(tallies)
            self._follow(action, who, tallies)

    def _pass(self, tallies: Mapping[str, Figure]) -> tuple[str, ...]:
        """Elect whoever has the quota, the most votes first, as far as the conditions allow."""
        passed: list[str] = []
        ranked = sorted(self.hopeful, key=lambda name: -tallies[name])
        for name in ranked:
            votes, left = tallies[name], self.seats - len(self.elected)
            if not left or votes < self.quota or (self.over and votes == self.quota):
                break
            if name in judged(self.guard, self.elected, self.hopeful, seats=left)[1]:
                continue
            self.hopeful.remove(name)
            self.elected.append(name)
            passed.append(name)
            if votes > self.quota:
                self.waiting.append(name)
        return tuple(passed)

    def _surplus(
        self, tallies: Mapping[str, Figure]
    ) -> tuple[Action, tuple[str, ...], How, Tie | None]:
        most = max(tallies[name] for name in self.waiting)
        who = tuple(name for name in tallies if name in self.waiting and tallies[name] == most)
        return self._chosen(who, Purpose.SURPLUS, Action.TRANSFERRED, How.SURPLUS)

    def _exclusion(
        self, tallies: Mapping[str, Figure], able: Sequence[str], left: int
    ) -> tuple[Action, tuple[str, ...], How, Tie | None]:
        fewest = min(tallies[name] for name in able)
        who = tuple(name for name in able if tallies[name] == fewest)
        if (
            not fewest
            and len(who) > 1
            and spared(self.guard, self.elected, self.hopeful, who, seats=left)
        ):
            return Action.EXCLUDED, who, How.FEWEST, None
        return self._chosen(who, Purpose.EXCLUSION, Action.EXCLUDED, How.FEWEST)

    def _chosen(
        self, who: tuple[str, ...], over: Purpose, action: Action, how: How
    ) -> tuple[Action, tuple[str, ...], How, Tie | None]:
        if len(who) == 1:
            return action, who, how, None
        tie = self.ties.settle(who, over, stage=len(self.earlier) + 1, earlier=self.earlier)
        return action if tie.chosen else Action.TIE, tie.left, how, tie

    def _follow(self, action: Action, who: Sequence[str], tallies: Mapping[str, Figure]) -> None:
        self.papers.close(self.elected)
        if action is Action.TRANSFERRED:
            self.waiting.remove(who[0])
            self.papers.pass_on(who[0], tallies[who[0]] - self.quota)
            return
        self.hopeful = [name for name in self.hopeful if name not in who]
        self.papers.close(who)
        for name in who:
            self.papers.exclude(name)

    def _stage(
        self,
        tallies: Mapping[str, Figure],
        action: Action,
        who: tuple[str, ...],
        how: How,
        tie: Tie | None,
        passed: tuple[str, ...],
    ) -> Stage:
        papers = self.papers
        return Stage(
            len(self.earlier) + 1,
            tuple(tallies.items()),
            papers.exhausted,
            self.quota,
            action,
            who,
            how,
            tie,
            passed,
            papers.decimals,
            papers.lost,
        )
