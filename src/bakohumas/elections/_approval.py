from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

import attrs
from attrs.validators import ge, optional

from bakohumas.elections._figures import Unit
from bakohumas.elections._guards import Guard, at_once, judged
from bakohumas.elections._methods import enough_stand, some_seats, somebody_voted
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, Tie, TieBreak
from bakohumas.errors import of_kind
from bakohumas.languages import Lang, pick


@attrs.frozen
class Approval:
    """Choose up to so many, and whoever is chosen most often is elected.

    One way to vote covers four that go by names of their own: with one choice it is
    plurality, with fewer choices than seats the limited vote, with as many the block
    vote, and without a limit approval. The order on a ballot means nothing. A ballot
    with too many choices, or too few, is set apart and stated as such.

    Attributes:
        most: Most choices a ballot may have; ``None`` for no limit.
        least: Fewest choices a ballot must have.

    Raises:
        TypeError: If one of the two is no whole number.
        ValueError: If one of the two is less than one, or *most* is less than *least*.

    Examples:
        >>> from bakohumas.elections import count
        >>> votes = [["Ani", "Budi"], ["Budi", "Cici"], ["Budi"], ["Ani", "Budi", "Cici"]]
        >>> result = count(votes, Approval(2), seats=2, ties=TieBreak(order=("Cici", "Ani")))
        >>> result.elected, result.stages[0].exhausted
        (('Budi', 'Cici'), 1)
        >>> print(result.explain())  # doctest: +NORMALIZE_WHITESPACE
        Round 1: 5 choices (unfit ballots: 1); Ani 1, Budi 3 and Cici 1;
        Budi had the most choices and was elected.
        Round 2: 2 choices (unfit ballots: 1); Ani 1 and Cici 1; Ani and Cici tied with
        the most choices, and the order agreed beforehand decided: Cici was elected.
        Elected: Budi and Cici; of 4 ballots cast, 4 were valid, 0 blank and 0 spoilt.
    """

    most: int | None = attrs.field(default=None, validator=optional([of_kind(int), ge(1)]))
    least: int = attrs.field(default=1, validator=[of_kind(int), ge(1)], kw_only=True)

    guarded: ClassVar[bool] = True

    def __attrs_post_init__(self) -> None:
        if self.most is not None and self.most < self.least:
            msg = f"a ballot cannot have at least {self.least} and at most {self.most} choices"
            raise ValueError(msg)

    def __str__(self) -> str:
        limit = "any" if self.most is None else self.most
        return f"approval {limit}" + (f" least {self.least}" if self.least > 1 else "")

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        if self.most is None:
            return pick(lang, "approval voting", "pemungutan suara persetujuan")
        return pick(lang, f"choice of up to {self.most}", f"pilihan paling banyak {self.most}")

    def stages(
        self, profile: Profile, *, seats: int, ties: TieBreak, guard: Guard | None = None
    ) -> Iterator[Stage]:
        """Elect by the number of choices; under conditions, the best that they still allow.

        Args:
            profile: The ballots.
            seats: How many to elect.
            ties: How to settle ties.
            guard: Conditions on whoever is elected; asked after each election.

        Raises:
            SeatError: If too few stand, no valid ballot was cast, or nobody is left who
                meets the conditions.
            ValueError: If *seats* is less than one.
        """
        some_seats(self, seats)
        enough_stand(profile, seats)
        somebody_voted(profile)
        votes, unfit = self._choices(profile)
        yield from by_figures(
            dict(zip(profile.candidates, votes, strict=True)),
            seats=seats,
            ties=ties,
            guard=guard,
            unit=Unit.CHOICES,
            exhausted=unfit,
        )

    def _choices(self, profile: Profile) -> tuple[list[int], int]:
        fit: dict[int, list[bytes]] = defaultdict(list)
        least, most, unfit = self.least, self.most or len(profile.candidates), 0
        level = ((b"".join(groups), number) for groups, number in profile.tied.items())
        for ballots in (profile.piles.items(), level):
            for ballot, number in ballots:
                if least <= len(ballot) <= most:
                    fit[number].append(ballot)
                else:
                    unfit += number
        votes = [0] * len(profile.candidates)
        for number, alike in fit.items():
            chosen = b"".join(alike)
            for code in range(len(votes)):
                votes[code] += number * chosen.count(code)
        return votes, unfit


def by_figures(
    figures: Mapping[str, int],
    *,
    seats: int,
    ties: TieBreak,
    unit: Unit,
    guard: Guard | None = None,
    exhausted: int = 0,
    decimals: int = 0,
) -> Iterator[Stage]:
    """Elect whoever has the most, one stage for all who are clearly ahead, one a tie."""
    hopeful, elected, number = list(figures), list[str](), 0
    while len(elected) < seats:
        number += 1
        left = seats - len(elected)
        doomed = judged(guard, elected, hopeful, seats=left)[1]
        tie: Tie | None = None
        if doomed:
            action, who, how = Action.EXCLUDED, doomed, How.BARRED
        else:
            action, how = Action.ELECTED, How.MOST
            who = _ahead(figures, hopeful, left if guard is None else 1)
            if not who:
                most = max(figures[name] for name in hopeful)
                who = tuple(name for name in hopeful if figures[name] == most)
                if not at_once(guard, elected, hopeful, who, seats=left):
                    tie = ties.settle(who, Purpose.ELECTION, stage=number)
                    who, action = tie.left, action if tie.chosen else Action.TIE
        tallies = tuple((name, figures[name]) for name in hopeful)
        yield Stage(number, tallies, exhausted, 0, action, who, how, tie, (), decimals, 0, unit)
        if action is Action.TIE:
            return
        elected += who if action is Action.ELECTED else ()
        hopeful = [name for name in hopeful if name not in who]


def _ahead(figures: Mapping[str, int], hopeful: Sequence[str], left: int) -> tuple[str, ...]:
    """Who is elected whatever becomes of a tie, the most first."""
    ranked = sorted(hopeful, key=lambda name: -figures[name])
    if len(ranked) <= left:
        return tuple(ranked)
    bound = figures[ranked[left]]
    return tuple(name for name in ranked[:left] if figures[name] > bound)
