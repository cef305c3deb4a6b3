from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Protocol

import attrs

from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, TieBreak
from bakohumas.errors import MODEL, SeatError, of_kind
from bakohumas.languages import Lang, pick
from bakohumas.law import Threshold, norm

_MAJORITY: Final = Threshold(Fraction(1, 2), strict=True)


class Method(Protocol):
    """A way to count: anything that turns a profile into stages.

    ``str()`` of a method names its rule and every option of it: the digest of
    a result rests on it.

    Examples:
        >>> str(IRV()), str(Acclamation())
        ('irv > 1/2', 'acclamation')
    """

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        ...

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterable[Stage]:
        """Count, one stage after the other.

        The tallies of each stage and its exhausted ballots add up to the valid
        ballots. A tie that *ties* does not settle is the last stage.

        Args:
            profile: The ballots.
            seats: How many to elect.
            ties: How to settle ties.

        Raises:
            SeatError: If the method cannot fill the seats from these ballots.
            ValueError: If the method is not made for so many *seats*.
        """
        ...


def _contested(method: Method, profile: Profile, seats: int) -> None:
    if seats != 1:
        msg = f"{method.label()} fills one seat, got seats={seats}"
        raise ValueError(msg)
    if not profile.candidates:
        raise SeatError("elect", "nobody stands", MODEL, "call for candidates")


@attrs.frozen
class Acclamation:
    """The only candidate is elected without a vote (*aklamasi*, rule ELC-02).

    Examples:
        >>> from bakohumas.elections import count
        >>> count([], Acclamation(), candidates=["Ani"]).winner
        'Ani'
    """

    def __str__(self) -> str:
        return "acclamation"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "acclamation", "aklamasi")

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterator[Stage]:  # noqa: ARG002 - one candidate ties with nobody
        """Elect the only candidate, whom all ballots name, if there are any.

        Raises:
            SeatError: If nobody stands, or more than one candidate.
            ValueError: If *seats* is not 1.
        """
        _contested(self, profile, seats)
        who = profile.candidates
        if len(who) != 1:
            rule = norm("ELC-02")
            raise SeatError(
                "elect by acclamation",
                f"{len(who)} candidates stand, not one",
                f"{rule.id}, {rule.citation} (grade {rule.grade})",
                "let the members vote",
            )
        tallies = ((who[0], profile.valid),)
        yield Stage(1, tallies, 0, 0, Action.ELECTED, who, How.ACCLAMATION)


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

    threshold: Threshold = attrs.field(default=_MAJORITY, validator=of_kind(Threshold))

    def __str__(self) -> str:
        return f"irv {self.threshold}"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "instant run-off voting", "pemungutan suara putaran langsung")

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterator[Stage]:
        """Count, one stage after the other.

        Raises:
            SeatError: If nobody stands, or no valid ballot was cast.
            ValueError: If *seats* is not 1.
        """
        _contested(self, profile, seats)
        if not profile.valid:
            raise SeatError(
                "count the votes", "no valid ballot was cast", MODEL, "hold the vote again"
            )
        names = profile.candidates
        piles: list[dict[bytes, int]] = [{} for _ in names]
        votes = [0] * len(names)
        for ballot, number in profile.piles.items():
            first = ballot[0]
            piles[first][ballot] = number
            votes[first] += number
        exhausted, gone = 0, b""
        standing: Sequence[int] = range(len(names))
        earlier: list[dict[str, int]] = []
        while True:
            tallies = {names[code]: votes[code] for code in standing}
            stage = self._stage(tallies, exhausted, earlier, ties)
            yield stage
            if stage.action is not Action.EXCLUDED:
                return
            earlier.append(tallies)
            leaving = bytes(code for code in standing if names[code] in stage.who)
            standing = [code for code in standing if code not in leaving]
            gone += leaving
            for code in leaving:
                pile, piles[code] = piles[code], {}
                for ballot, number in pile.items():
                    rest = ballot.translate(None, gone)
                    if rest:
                        heir = rest[0]
                        votes[heir] += number
                        piles[heir][rest] = piles[heir].get(rest, 0) + number
                    else:
                        exhausted += number

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
