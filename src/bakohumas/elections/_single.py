from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs
from attrs.validators import ge, optional

from bakohumas.elections._irv import MAJORITY
from bakohumas.elections._methods import (
    enough_stand,
    one_seat,
    some_seats,
    somebody_voted,
    strictly_ranked,
)
from bakohumas.elections._piles import Piles
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, Tie, TieBreak
from bakohumas.errors import MODEL, SeatError, not_blank, of_kind
from bakohumas.languages import Labelled, Lang, pick
from bakohumas.law import Threshold, norm

_TWO: Final = 2


class Base(Labelled):
    """Of what a majority is a share.

    Examples:
        >>> Base.CAST.label("id")
        'surat suara yang masuk'
    """

    VALID = "valid", "valid ballots", "suara sah"
    CAST = "cast", "ballots cast", "surat suara yang masuk"
    PRESENT = "present", "members present", "anggota yang hadir"
    MEMBERS = "members", "members entitled to vote", "anggota yang berhak memilih"


class Runoff(Labelled):
    """What follows where nobody has the majority.

    Examples:
        >>> Runoff.TWO_ROUND.label()
        'between the first two'
    """

    NONE = "none", "voted on again", "pemungutan suara ulang"
    TWO_ROUND = "two-round", "between the first two", "antara dua calon teratas"
    EXHAUSTIVE = "exhaustive", "without whoever has the fewest", "tanpa calon tersedikit"


@attrs.frozen
class Acclamation:
    """No more candidates than seats are elected without a vote (*aklamasi*, rule ELC-02).

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

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterator[Stage]:  # noqa: ARG002 - whoever is elected anyway ties with nobody
        """Elect all who stand.

        Raises:
            SeatError: If nobody stands, or more candidates than there are seats.
            ValueError: If *seats* is less than one.
        """
        some_seats(self, seats)
        enough_stand(profile, 1)
        who = profile.candidates
        if len(who) > seats:
            rule = norm("ELC-02")
            than = "one" if seats == 1 else f"{seats} at most"
            raise SeatError(
                "elect by acclamation",
                f"{len(who)} candidates stand, not {than}",
                f"{rule.id}, {rule.citation} (grade {rule.grade})",
                "let the members vote",
            )
        piles = Piles(profile)
        left = profile.valid - sum(piles.votes)
        tallies = tuple(piles.tallies.items())
        yield Stage(1, tallies, left, 0, Action.ELECTED, who, How.ACCLAMATION)


def _ballots(_box: object, _field: object, base: Base) -> None:
    if base not in {Base.VALID, Base.CAST}:
        msg = f"the empty box is held against ballots, valid or cast, got base={base!r}"
        raise ValueError(msg)


@attrs.frozen
class EmptyBox:
    """A single candidate against an empty box (*kotak kosong*).

    The box stands on the ballot paper like a candidate. Where it keeps the candidate
    below the number needed nobody is elected, and the election is held anew.

    Attributes:
        box: What the ballot paper calls the box.
        threshold: How many votes elect the candidate.
        base: Of what the threshold is a share: valid ballots, or all that were cast.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *box* is blank, or *base* is neither ballots.

    Examples:
        >>> from bakohumas.elections import count
        >>> paper = ["Ani", "Kotak Kosong"]
        >>> votes = [["Ani"], ["Kotak Kosong"], ["Kotak Kosong"]]
        >>> count(votes, EmptyBox(), candidates=paper).elected
        ()
        >>> count(votes, EmptyBox(), candidates=paper).stages[0].who
        ('Ani',)
    """

    box: str = attrs.field(default="Kotak Kosong", validator=not_blank)
    threshold: Threshold = attrs.field(default=MAJORITY, validator=of_kind(Threshold))
    base: Base = attrs.field(default=Base.VALID, validator=_ballots)

    def __str__(self) -> str:
        return f"empty box {self.box} {self.threshold} {self.base}"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "vote against an empty box", "pemilihan melawan kotak kosong")

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterator[Stage]:  # noqa: ARG002 - half of the votes is enough or it is not
        """Elect the candidate, or nobody.

        Raises:
            SeatError: If not exactly one candidate stands beside the box, or nobody voted.
            ValueError: If *seats* is not 1.
        """
        one_seat(self, seats)
        who = tuple(name for name in profile.candidates if name != self.box)
        if len(who) != 1 or len(profile.candidates) != _TWO:
            raise SeatError(
                f"vote against {self.box}",
                f"{len(who)} candidates and {len(profile.candidates) - len(who)} boxes stand",
                MODEL,
                f"put one candidate and {self.box} on the paper",
            )
        somebody_voted(profile)
        strictly_ranked(self, profile)
        piles = Piles(profile)
        tallies = piles.tallies
        of = profile.valid if self.base is Base.VALID else profile.cast
        needed = self.threshold.of(of)
        won = tallies[who[0]] >= max(needed, 1)
        action, how = (Action.ELECTED, How.NEEDED) if won else (Action.UNFILLED, How.SHORT)
        yield Stage(1, tuple(tallies.items()), 0, needed, action, who, how)


@attrs.frozen
class Majority:
    """Whoever has the majority that the rules ask for, at once or after a run-off.

    The first preference of a ballot is its vote. Where all wrote down what they would do
    later (an instant count of the same papers), the run-off follows from
    the next preferences; where the members vote again, count the new ballots by themselves
    with ``runoff=Runoff.NONE``.

    Attributes:
        threshold: How many votes elect; ``None`` for whoever has the most (rule ELC-03).
        base: Of what the threshold is a share.
        of: How many members are present, or entitled, where that is the base.
        runoff: What follows where nobody has enough. In a run-off between two, and once
            a single candidate is left, the most votes elect (rule ELC-04).

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *of* is missing, or stands beside a base of ballots.

    Examples:
        >>> from bakohumas.elections import count
        >>> votes = [["Ani"]] * 4 + [["Budi"]] * 3 + [["Cici", "Budi"]] * 2
        >>> count(votes, Majority(None)).winner
        'Ani'
        >>> count(votes, Majority(runoff=Runoff.TWO_ROUND)).winner
        'Budi'
        >>> count(votes, Majority(base=Base.MEMBERS, of=12)).stages[0].needed
        7
    """

    threshold: Threshold | None = attrs.field(
        default=MAJORITY, validator=of_kind(Threshold, type(None))
    )
    base: Base = attrs.field(default=Base.VALID, validator=of_kind(Base))
    of: int | None = attrs.field(default=None, validator=optional([of_kind(int), ge(1)]))
    runoff: Runoff = attrs.field(default=Runoff.NONE, validator=of_kind(Runoff))

    def __attrs_post_init__(self) -> None:
        if (self.of is None) == (self.base in {Base.PRESENT, Base.MEMBERS}):
            msg = f"of= says how many {Base.PRESENT.label()} or {Base.MEMBERS.label()} there are, "
            msg += f"got of={self.of} with base={self.base!r}"
            raise ValueError(msg)

    def __str__(self) -> str:
        of = self.base if self.of is None else f"{self.base} {self.of}"
        return f"majority {self.threshold or 'most'} {of} {self.runoff}"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        if self.threshold is None:
            return pick(lang, "plurality", "suara terbanyak")
        return pick(lang, "majority voting", "suara terbanyak mutlak")

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
        piles, earlier = Piles(profile), list[dict[str, int]]()
        needed = self._needed(profile)
        number = 1
        while True:
            tallies = piles.tallies
            for stage in self._round(number, tallies, piles.exhausted, needed, earlier, ties):
                yield stage
                if stage.action is not Action.EXCLUDED:
                    return
                number += 1
                piles.exclude(stage.who)
            earlier.append(tallies)
            if self.runoff is Runoff.TWO_ROUND:
                needed = 0

    def _needed(self, profile: Profile) -> int:
        if self.threshold is None:
            return 0
        of = {Base.VALID: profile.valid, Base.CAST: profile.cast}.get(self.base, self.of)
        return max(1, self.threshold.of(of or 0))

    def _round(
        self,
        number: int,
        tallies: Mapping[str, int],
        exhausted: int,
        needed: int,
        earlier: Sequence[Mapping[str, int]],
        ties: TieBreak,
    ) -> Iterator[Stage]:
        """The stages of one round: all but the last exclude somebody on the same votes."""
        figures = tuple(tallies.items())
        votes = sorted(tallies.values(), reverse=True)
        first = _at(figures, votes[0])
        enough = votes[0] >= needed
        if enough or len(figures) == 1:
            how = How.LAST if not enough else How.NEEDED if needed else How.MOST
            who, action, tie = first, Action.ELECTED, None
            if len(first) > 1:
                tie = ties.settle(first, Purpose.ELECTION, stage=number, earlier=earlier)
                who, action = tie.left, action if tie.chosen else Action.TIE
            yield Stage(number, figures, exhausted, needed, action, who, how, tie)
        elif self.runoff is Runoff.NONE:
            second = () if len(first) > 1 else _at(figures, votes[1])
            yield Stage(
                number, figures, exhausted, needed, Action.UNFILLED, first + second, How.SHORT
            )
        elif self.runoff is Runoff.EXHAUSTIVE:
            last = _at(figures, votes[-1])
            yield Stage(
                number, figures, exhausted, needed, *_out(last, How.FEWEST, number, earlier, ties)
            )
        elif len(figures) == _TWO:
            yield from self._round(number, tallies, exhausted, 0, earlier, ties)
        else:
            behind = tuple(name for name, each in figures if each < votes[1])
            tied = _at(figures, votes[1])
            keep = _TWO - sum(each > votes[1] for each in votes)
            if behind:
                out = Action.EXCLUDED, behind, How.BEHIND
                yield Stage(number, figures, exhausted, needed, *out)
                number += 1
            while len(tied) > keep:
                fate = _out(tied, How.BEHIND, number, earlier, ties)
                yield Stage(number, figures, exhausted, needed, *fate)
                tied = tuple(name for name in tied if name not in fate[1])
                number += 1


def _at(figures: Sequence[tuple[str, int]], bound: int) -> tuple[str, ...]:
    return tuple(name for name, votes in figures if votes == bound)


def _out(
    who: tuple[str, ...],
    how: How,
    number: int,
    earlier: Sequence[Mapping[str, int]],
    ties: TieBreak,
) -> tuple[Action, tuple[str, ...], How, Tie | None]:
    """One of those who are lowest goes, or the count stops."""
    if len(who) == 1:
        return Action.EXCLUDED, who, how, None
    tie = ties.settle(who, Purpose.EXCLUSION, stage=number, earlier=earlier)
    return Action.EXCLUDED if tie.chosen else Action.TIE, tie.left, how, tie
