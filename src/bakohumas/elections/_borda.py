from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

import attrs

from bakohumas.elections._approval import by_figures
from bakohumas.elections._figures import Unit
from bakohumas.elections._guards import Guard
from bakohumas.elections._methods import enough_stand, some_seats, somebody_voted
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Stage
from bakohumas.elections._ties import TieBreak
from bakohumas.languages import Lang, pick


@attrs.frozen
class Borda:
    """Points by place, for a shortlist rather than for an election.

    The first of *n* candidates gets *n* - 1 points, the next one less, the last none. Whom a
    ballot likes equally, or leaves out, share the points of their places evenly, so that
    leaving somebody out gives nobody more. Whoever ranks a strong rival last, against better
    knowledge, gains by it: that is why it is no method to elect by.

    Examples:
        >>> from bakohumas.elections import count
        >>> votes = [["Ani", "Budi", "Cici"], ["Budi", "Ani"], ["Cici"]]
        >>> print(count(votes, Borda(), seats=2).explain())  # doctest: +NORMALIZE_WHITESPACE
        Round 1: 9.0 points; Ani 3.5, Budi 3.5 and Cici 2.0;
        Ani and Budi had the most points and were elected.
        Elected: Ani and Budi; of 3 ballots cast, 3 were valid, 0 blank and 0 spoilt.
    """

    guarded: ClassVar[bool] = True

    def __str__(self) -> str:
        return "borda"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "Borda count", "hitungan Borda")

    def stages(
        self, profile: Profile, *, seats: int, ties: TieBreak, guard: Guard | None = None
    ) -> Iterator[Stage]:
        """List whoever has the most points; under conditions, the best that they still allow.

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
        points = dict(zip(profile.candidates, _tenths(profile), strict=True))
        yield from by_figures(
            points, seats=seats, ties=ties, guard=guard, unit=Unit.POINTS, decimals=1
        )


def _tenths(profile: Profile) -> list[int]:
    """Points in tenths: a share of whole points among several is whole or a half."""
    size = len(profile.candidates)
    points = [0] * size
    alike: dict[tuple[int, int], list[bytes]] = defaultdict(list)
    for ballot, number in profile.piles.items():
        alike[len(ballot), number].append(ballot)
    for (length, number), ballots in alike.items():
        block = b"".join(ballots)
        share = 5 * number * (size - length - 1)
        named = [0] * size
        for place in range(length):
            column = block[place::length]
            worth = 10 * number * (size - 1 - place)
            for code in range(size):
                there = column.count(code)
                named[code] += there
                points[code] += worth * there
        if share:
            for code in range(size):
                points[code] += share * (len(ballots) - named[code])
    for groups, number in profile.tied.items():
        left = size
        for group in (*groups, bytes(set(range(size)).difference(*groups))):
            left -= len(group)
            for code in group:
                points[code] += number * (10 * left + 5 * (len(group) - 1))
    return points
