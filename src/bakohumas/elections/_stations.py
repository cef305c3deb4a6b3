from collections.abc import Iterable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Self

import attrs

from bakohumas.elections._ballots import Ballot, in_order
from bakohumas.elections._profiles import Profile
from bakohumas.errors import MODEL, RefusedError, expect


@attrs.frozen
class Tally:
    """What the polling stations, or the sessions, have handed in so far.

    Tallies merge in any order, and in any grouping, to the same ballots with the same
    digest; a tally without a station changes nothing. What a station handed in is
    taken once, however often it arrives; two different counts of one station are refused.

    Attributes:
        candidates: Who stands, in the order of the ballot paper.

    Examples:
        >>> paper = Tally(["Ani", "Budi"])
        >>> north = paper.add("north", [["Ani"], ["Budi", "Ani"]])
        >>> south = paper.add("south", [["Budi"], []])
        >>> both = north.merge(south).merge(north)
        >>> both.profile.cast, both.digest == south.merge(north).digest
        (4, True)
    """

    candidates: tuple[str, ...] = attrs.field(converter=in_order)
    _handed_in: dict[str, Profile] = attrs.field(factory=dict, hash=False, repr=False)

    def __attrs_post_init__(self) -> None:
        Profile(self.candidates)

    @property
    def stations(self) -> Mapping[str, Profile]:
        """The ballots by station, stations in alphabetical order."""
        return MappingProxyType({name: self._handed_in[name] for name in sorted(self._handed_in)})

    def add(self, station: str, ballots: Profile | Iterable[Ballot]) -> Self:
        """Take in what a station counted.

        Args:
            station: Its name.
            ballots: Its profile, or the ballots themselves.

        Raises:
            RefusedError: If the station handed in something else before.
            TypeError: As :meth:`Profile.of`.
            ValueError: If its ballot paper is another one, or *station* is blank.
        """
        expect(station, str, what="station")
        if not station.strip():
            msg = "station must not be blank"
            raise ValueError(msg)
        profile = (
            ballots
            if isinstance(ballots, Profile)
            else Profile.of(ballots, candidates=self.candidates)
        )
        Profile(self.candidates).merge(profile)
        before = self._handed_in.get(station, profile)
        if before != profile:
            raise RefusedError(
                f"take in the ballots of {station}",
                f"it handed in others before, {before} and now {profile}",
                MODEL,
                "settle with the station which count stands, or give its sessions names of their "
                "own",
            )
        return attrs.evolve(self, handed_in={**self._handed_in, station: profile})

    def merge(self, other: Self) -> Self:
        """These stations and another tally's.

        Raises:
            RefusedError: If one station stands in both with different ballots.
            TypeError: If *other* is no tally.
            ValueError: If the two ballot papers differ.
        """
        expect(other, Tally, what="other")
        Profile(self.candidates).merge(Profile(other.candidates))
        return reduce(lambda merged, pair: merged.add(*pair), other.stations.items(), self)

    @property
    def profile(self) -> Profile:
        """The ballots of all stations together."""
        return reduce(Profile.merge, self._handed_in.values(), Profile(self.candidates))

    @property
    def digest(self) -> str:
        """The digest of :attr:`profile`, whatever the order in which stations came in."""
        return self.profile.digest
