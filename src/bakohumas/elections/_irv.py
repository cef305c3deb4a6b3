from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from bakohumas.elections._methods import enough_stand, one_seat, somebody_voted, strictly_ranked
from bakohumas.elections._piles import Piles
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, TieBreak
from bakohumas.errors import of_kind
from bakohumas.languages import Lang, pick
from bakohumas.law import Threshold

MAJORITY: Final = Threshold(Fraction(1, 2), strict=True)


@attrs.frozen
class IRV:
    """Instant run-off: whoever has the fewest votes goes, until someone has enough.

    Each ballot stands with the first candidate on it who is still in the
    count, and is exhausted when there is none. All candidates without a single
    first preference go together, before anybody else: no ballot stands with
    them, so that this moves none. After that they go one at a time. The last
    one left is elected even where the threshold asks for more.

    Attributes:
        threshold: How many of the votes still in play elect.

    Raises:
        TypeError: If *threshold* is no :class:`~bakohumas.law.Threshold`.

    Examples:
        >>> from bakohumas.elections import count
        >>> ballots = [["Ani"], ["Ani"], ["Budi", "Cici"], ["Cici"], ["Cici", "Ani"]]
        >>> [stage.who for stage in count(ballots, IRV()).stages]
        [('Budi',), ('Cici',)]
        >>> str(IRV(Threshold.parse(">= 2/3")))
        'irv >= 2/3'
    """

    threshold: Threshold = attrs.field(default=MAJORITY, validator=of_kind(Threshold))

    def __str__(self) -> str:
        return f"irv {self.threshold}"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "instant run-off voting", "pemungutan suara putaran langsung")

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterator[Stage]:
        """Count, one stage after the other.

        Raises:
            SeatError: If nobody stands, no valid ballot was cast, or one has equal preferences.
            ValueError: If *seats* is not 1.
        """
        one_seat(self, seats)
        enough_stand(profile, seats)
        somebody_voted(profile)
        strictly_ranked(self, profile)
        piles = Piles(profile)
        earlier: list[dict[str, int]] = []
        while True:
            tallies = piles.tallies
            stage = self._stage(tallies, piles.exhausted, earlier, ties)
            yield stage
            if stage.action is not Action.EXCLUDED:
                return
            earlier.append(tallies)
            piles.exclude(stage.who)

    def _stage(
        self,
        tallies: Mapping[str, int],
        exhausted: int,
        earlier: Sequence[Mapping[str, int]],
        ties: TieBreak,
    ) -> Stage:
        needed = self.threshold.of(sum(tallies.values()))
        most, fewest = max(tallies.values()), min(tallies.values())
        action, how, bound = Action.EXCLUDED, How.FEWEST, fewest
        if most >= needed:
            action, how, bound = Action.ELECTED, How.NEEDED, most
        elif len(tallies) == 1:
            action, how = Action.ELECTED, How.LAST
        elif fewest == 0:
            how = How.UNRANKED
        who = tuple(name for name, votes in tallies.items() if votes == bound)
        tie = None
        if len(who) > 1 and how is not How.UNRANKED:
            over = Purpose.ELECTION if action is Action.ELECTED else Purpose.EXCLUSION
            tie = ties.settle(who, over, stage=len(earlier) + 1, earlier=earlier)
            who, action = tie.left, action if tie.chosen else Action.TIE
        figures = tuple(tallies.items())
        return Stage(len(earlier) + 1, figures, exhausted, needed, action, who, how, tie)
