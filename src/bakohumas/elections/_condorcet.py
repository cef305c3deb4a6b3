from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar, Final

import attrs

from bakohumas.elections._figures import Unit
from bakohumas.elections._guards import Guard, at_once, judged
from bakohumas.elections._methods import enough_stand, some_seats, somebody_voted
from bakohumas.elections._pairwise import Duels, pairwise
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, Tie, TieBreak
from bakohumas.languages import Labelled, Lang, pick

Beats = Sequence[Sequence[bool]]


class Strength(Labelled):
    """How strong it is that one candidate beats another.

    Examples:
        >>> Strength.MARGINS.label("id")
        'selisih suara'
    """

    WINNING = "winning", "winning votes", "suara pemenang"
    MARGINS = "margins", "margins", "selisih suara"


_WINNING: Final = Strength.WINNING


def _strength(value: "Strength | str") -> Strength:
    return Strength.of(value, what="strength")


def _defeats(duels: Duels, strength: Strength) -> list[list[tuple[int, int]]]:
    """How strongly each beats each; the second figure tells equal ones of the first apart."""
    many = range(len(duels.candidates))
    found = [[(0, 0) for _ in many] for _ in many]
    for one in many:
        for two in many:
            for_, against = duels.above[one][two], duels.above[two][one]
            if for_ > against:
                margin = for_ - against
                found[one][two] = (for_, margin) if strength is _WINNING else (margin, 0)
    return found


def _unbeaten(beats: Beats, among: Sequence[int]) -> list[int]:
    return [one for one in among if not any(beats[other][one] for other in among)]


def _stages(
    profile: Profile, beats: Beats, *, seats: int, ties: TieBreak, guard: Guard | None
) -> Iterator[Stage]:
    """Elect whoever nobody left beats, as far as conditions allow, until the seats are filled."""
    names = profile.candidates
    left, number, elected = list(range(len(names))), 0, list[str]()
    while len(elected) < seats:
        number += 1
        tallies = tuple(
            (names[one], sum(beats[one][other] for other in left if other != one)) for one in left
        )
        hopeful, free = [name for name, _ in tallies], seats - len(elected)
        action, who, how = (
            Action.EXCLUDED,
            judged(guard, elected, hopeful, seats=free)[1],
            How.BARRED,
        )
        tie: Tie | None = None
        if not who:
            action, how = Action.ELECTED, How.UNBEATEN
            who = tuple(names[one] for one in _unbeaten(beats, left))
            if not at_once(guard, elected, hopeful, who, seats=free):
                tie = ties.settle(who, Purpose.ELECTION, stage=number)
                who, action = tie.left, action if tie.chosen else Action.TIE
        yield Stage(number, tallies, 0, 0, action, who, how, tie, unit=Unit.WINS)
        if action is Action.TIE:
            return
        elected += who if action is Action.ELECTED else ()
        left = [one for one in left if names[one] not in who]


@attrs.frozen
class _ByDefeats(ABC):
    """What both methods share: who beats whom, of which one rule each has its own."""

    strength: Strength = attrs.field(default=_WINNING, converter=_strength)

    guarded: ClassVar[bool] = True

    def winners(self, profile: Profile) -> tuple[str, ...]:
        """All whom nobody beats, in the order of the ballot paper."""
        beats = self._beats(profile)
        return tuple(profile.candidates[one] for one in _unbeaten(beats, range(len(beats))))

    def stages(
        self, profile: Profile, *, seats: int, ties: TieBreak, guard: Guard | None = None
    ) -> Iterator[Stage]:
        """Elect whoever nobody left beats, seat after seat.

        Args:
            profile: The ballots.
            seats: How many to elect.
            ties: How to settle ties.
            guard: Conditions on whoever is elected; asked before each election. Whoever they
                rule out leaves first, and beats nobody from then on.

        Raises:
            SeatError: If too few stand, no valid ballot was cast, or nobody is left who
                meets the conditions.
            ValueError: If *seats* is less than one.
        """
        some_seats(self, seats)
        enough_stand(profile, seats)
        somebody_voted(profile)
        yield from _stages(profile, self._beats(profile), seats=seats, ties=ties, guard=guard)

    @abstractmethod
    def label(self, lang: Lang = "en") -> str: ...

    @abstractmethod
    def _beats(self, profile: Profile) -> Beats: ...


@attrs.frozen
class Schulze(_ByDefeats):
    """The Schulze method: the strongest chains of defeats decide.

    A chain of candidates each of whom beats the next is as strong as its weakest link. One
    candidate beats another if the strongest chain there is stronger than the strongest one back;
    elected is whoever nobody beats. That may be several: then it is a tie. Several
    seats are filled in the order of the same comparison.

    Attributes:
        strength: What makes a defeat strong: ``winning`` votes, and among equal
            ones the fewer against; or ``margins``.

    Raises:
        ValueError: If there is no such strength.

    References:
        M. Schulze (2011), *A new monotonic, clone-independent, reversal symmetric, and
        condorcet-consistent single-winner election method*, Social Choice and Welfare 36,
        doi:10.1007/s00355-010-0475-4.

    Examples:
        >>> from bakohumas.elections import count
        >>> votes = Profile.weighted({("Ani", "Budi", "Cici"): 4, ("Budi", "Cici", "Ani"): 3,
        ...     ("Cici", "Ani", "Budi"): 2})
        >>> Schulze().winners(votes)
        ('Ani',)
        >>> print(count(votes, Schulze()).explain())  # doctest: +NORMALIZE_WHITESPACE
        Round 1: wins over others; Ani 2, Budi 1 and Cici 0;
        Ani was beaten by nobody left and was elected.
        Elected: Ani; of 9 ballots cast, 9 were valid, 0 blank and 0 spoilt.
    """

    def __str__(self) -> str:
        return f"schulze {self.strength}"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "Schulze method", "metode Schulze")

    def _beats(self, profile: Profile) -> list[list[bool]]:
        chains = _defeats(pairwise(profile), self.strength)
        many = range(len(chains))
        for through in many:
            onward = chains[through]
            for one in many:
                first = chains[one][through]
                if one == through or not first[0]:
                    continue
                row = chains[one]
                for two in many:
                    link = min(first, onward[two])
                    if two != one and link > row[two]:
                        row[two] = link
        return [[chains[one][two] > chains[two][one] for two in many] for one in many]


@attrs.frozen
class RankedPairs(_ByDefeats):
    """Ranked pairs (Tideman): the strongest defeats stand, unless they would close a circle.

    Defeats are locked in from the strongest to the weakest. Equally strong ones are looked at
    together, and of these all that would close a circle, with those locked before or among
    themselves, are left out: so that neither the order of the ballot paper nor any
    drawing decides between them. Elected is whoever no locked chain leads to; that may be several,
    and then it is a tie. Several seats are filled in the order that was locked.

    Attributes:
        strength: As in :class:`Schulze`.

    Raises:
        ValueError: If there is no such strength.

    References:
        T. N. Tideman (1987), *Independence of clones as a criterion for voting rules*, Social
        Choice and Welfare 4, doi:10.1007/BF00433944.

    Examples:
        >>> votes = Profile.weighted({("Ani", "Budi", "Cici"): 4, ("Budi", "Cici", "Ani"): 3,
        ...     ("Cici", "Ani", "Budi"): 2})
        >>> RankedPairs().winners(votes), RankedPairs("margins").winners(votes)
        (('Ani',), ('Ani',))
    """

    def __str__(self) -> str:
        return f"ranked pairs {self.strength}"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "ranked pairs", "pasangan berperingkat")

    def _beats(self, profile: Profile) -> list[list[bool]]:
        defeats = _defeats(pairwise(profile), self.strength)
        many = range(len(defeats))
        ranked = sorted(
            ((defeats[one][two], one, two) for one in many for two in many if defeats[one][two][0]),
            reverse=True,
        )
        reach = [1 << one for one in many]  # whom each leads to, itself among them, as bits
        for _, alike in groupby(ranked, key=lambda pair: pair[0]):
            pairs = [(one, two) for _, one, two in alike if not reach[two] >> one & 1]
            along = list(reach)
            for one, two in pairs:
                _lock(along, one, two)
            for one, two in pairs:
                if len(pairs) == 1 or not along[two] >> one & 1:
                    _lock(reach, one, two)
        return [[one != two and bool(reach[one] >> two & 1) for two in many] for one in many]


def _lock(reach: list[int], one: int, two: int) -> None:
    onto = reach[two]
    for each, bits in enumerate(reach):
        if bits >> one & 1:
            reach[each] = bits | onto
