import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Self, TypeVar, cast

import attrs
from attrs.validators import ge

from bakohumas.elections._ballots import (
    UNKNOWN,
    Ballot,
    Box,
    Flaw,
    Groups,
    gathered,
    in_order,
    names_on,
    nth,
)
from bakohumas.errors import expect, of_kind
from bakohumas.languages import listed

_P = TypeVar("_P", bound="Profile")


def _distinct(_profile: object, _field: object, names: tuple[object, ...]) -> None:
    problem = ""
    for name in names:
        expect(name, str, what="the name of a candidate")
        if name != str(name).strip() or not name:
            problem = f"a candidate goes by a name without blanks around it, got {name!r}"
    twice = sorted(str(name) for name, number in Counter(names).items() if number > 1)
    if twice:
        problem = f"a ballot paper names each candidate once, got {listed(twice)} more than once"
    elif len(names) > UNKNOWN:
        problem = f"a ballot paper has room for {UNKNOWN} candidates, got {len(names)}"
    if problem:
        raise ValueError(problem)


@attrs.frozen
class Profile:
    """All ballots of one election, without whoever cast them.

    Made by :meth:`of` or :meth:`weighted`. Equal ballots are kept once with
    their number. A blank or spoilt ballot is no exception but a result: it is
    counted with its reason, apart from the valid ones.

    Attributes:
        candidates: Who could be voted for, in the order of the ballot paper.
        blank: Ballots that name nobody.

    Examples:
        >>> votes = Profile.of([["Ani", "Budi"], ["Budi"], ["Ani", "Ani"], []])
        >>> votes.candidates, votes.valid, votes.blank, dict(votes.spoilt)
        (('Ani', 'Budi'), 2, 1, {<Flaw.REPEATED: 'repeated'>: 1})
    """

    candidates: tuple[str, ...] = attrs.field(validator=_distinct)
    _piles: dict[bytes, int] = attrs.field(factory=dict, repr=False, hash=False)
    blank: int = attrs.field(default=0, validator=[of_kind(int), ge(0)])
    _spoilt: dict[Flaw, int] = attrs.field(factory=dict, hash=False)
    _tied: dict[Groups, int] = attrs.field(factory=dict, repr=False, hash=False)

    @classmethod
    def of(cls, ballots: Iterable[Ballot], *, candidates: Iterable[str] | None = None) -> Self:
        """Gather ballots, each a sequence of names, the best first.

        Args:
            ballots: One sequence a voter; an empty one is a blank ballot. In place of a
                name a tuple or frozenset of names says that these are liked equally.
            candidates: Who stands, in the order of the ballot paper: at most 255
                names, without blanks around them. Left out: every name seen on any
                ballot, in alphabetical order.

        Returns:
            The profile.

        Raises:
            TypeError: If a ballot, told by its number, is a string, a set or a mapping, which
                have no order of names; or if *ballots* are a mapping.
            ValueError: If a candidate is named twice, or with blanks around the name,
                or there are more than 255.

        Examples:
            >>> dict(Profile.of([["Ani", ("Budi", "Cici")]]).ballots())
            {('Ani', ('Budi', 'Cici')): 1}
        """
        expect(ballots, Iterable, what="ballots")
        given = gathered(ballots)
        if candidates is None:
            candidates = names_on(given)
        empty = cls(in_order(candidates))
        box = Box(empty.candidates)
        return _filled(
            empty, box.add(given.items()) if isinstance(given, dict) else box.fill(given)
        )

    @classmethod
    def weighted(
        cls,
        ballots: Mapping[Any, int] | Iterable[tuple[Ballot, int]],
        *,
        candidates: Iterable[str] | None = None,
    ) -> Self:
        """Gather ballots that come with how many there are of each.

        Args:
            ballots: Pairs of a ballot and its number, at least one; or a mapping.
                Read once, and not kept, where *candidates* are stated.
            candidates: As in :meth:`of`.

        Returns:
            The profile.

        Raises:
            TypeError: As :meth:`of`, or if a number is not whole.
            ValueError: As :meth:`of`, or if a number is less than one.

        Examples:
            >>> Profile.weighted({("Ani", "Budi"): 42, (): 3}).cast
            45
        """
        expect(ballots, Iterable, what="ballots")
        pairs: Iterable[tuple[Ballot, int]] = (
            cast("Any", ballots).items() if isinstance(ballots, Mapping) else ballots
        )
        if candidates is None:
            pairs = [(nth(place, names), n) for place, (names, n) in enumerate(pairs, 1)]
            candidates = names_on([ballot for ballot, _ in pairs])
        empty = cls(in_order(candidates))
        return _filled(empty, Box(empty.candidates).add(pairs))

    def __str__(self) -> str:
        spoilt = sum(self._spoilt.values())
        return f"{self.cast} ballots: {self.valid} valid, {self.blank} blank, {spoilt} spoilt"

    @property
    def piles(self) -> Mapping[bytes, int]:
        """The valid ballots as counting methods read them, with how many there are of each.

        A ballot is one byte a preference, the best first: the place of the
        candidate in :attr:`candidates`, counted from 0. Ballots with equal
        preferences are not among them, but in :attr:`tied`.
        """
        return MappingProxyType(self._piles)

    @property
    def tied(self) -> Mapping[Groups, int]:
        """The valid ballots with equal preferences: one group of codes a place, best first."""
        return MappingProxyType(self._tied)

    @property
    def spoilt(self) -> Mapping[Flaw, int]:
        """Spoilt ballots by reason; where both apply, the unknown candidate is the reason."""
        return MappingProxyType(self._spoilt)

    @property
    def valid(self) -> int:
        """Number of valid ballots."""
        return sum(self._piles.values()) + sum(self._tied.values())

    @property
    def cast(self) -> int:
        """Number of all ballots: valid, blank and spoilt."""
        return self.valid + self.blank + sum(self._spoilt.values())

    def ballots(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """The valid ballots and how many there are of each, in an order that tells nothing.

        Examples:
            >>> list(Profile.of([["b"], ["a", "b"], ["b"]]).ballots())
            [(('a', 'b'), 1), (('b',), 2)]
        """
        for ballot in sorted(self._piles):
            yield self._named(ballot), self._piles[ballot]
        for groups in sorted(self._tied):
            names = (
                self._named(group) if len(group) > 1 else self.candidates[group[0]]
                for group in groups
            )
            yield tuple(names), self._tied[groups]

    def _named(self, codes: bytes) -> tuple[str, ...]:
        return tuple(self.candidates[code] for code in codes)

    def merge(self, other: Self) -> Self:
        """These ballots and another station's; the order of merging changes nothing.

        Raises:
            TypeError: If *other* is no profile.
            ValueError: If the two ballot papers differ.

        Examples:
            >>> Profile.of([["a"]]).merge(Profile.of([["a"], []], candidates=["a"])).cast
            3
        """
        expect(other, Profile, what="other")
        if self.candidates != other.candidates:
            msg = (
                "profiles merge when their candidates agree, in the same order: "
                f"state candidates= for both, got {self.candidates} and {other.candidates}"
            )
            raise ValueError(msg)
        return attrs.evolve(
            self,
            piles=dict(Counter(self._piles) + Counter(other.piles)),
            blank=self.blank + other.blank,
            spoilt=dict(Counter(self._spoilt) + Counter(other.spoilt)),
            tied=dict(Counter(self._tied) + Counter(other.tied)),
        )

    def without(self, names: Iterable[str]) -> Self:
        """The same ballots as if these candidates had never stood.

        Whoever stood below them moves up. A ballot that names nobody else is blank.

        Raises:
            ValueError: If somebody among *names* is no candidate.

        Examples:
            >>> rest = Profile.of([["Ani", "Budi"], ["Ani"], ["Budi"]]).without(["Ani"])
            >>> dict(rest.ballots()), rest.blank
            ({('Budi',): 2}, 1)
        """
        gone = set(in_order(names))
        strangers = sorted(gone.difference(self.candidates))
        if strangers:
            msg = f"only a candidate can withdraw, and {listed(strangers)} did not stand"
            raise ValueError(msg)
        if not gone:
            return self
        staying = [code for code, name in enumerate(self.candidates) if name not in gone]
        leaving = bytes(set(range(len(self.candidates))).difference(staying))
        table = bytes.maketrans(bytes(staying), bytes(range(len(staying))))
        box = Box(tuple(self.candidates[code] for code in staying))
        for ballot, number in self._piles.items():
            left = ballot.translate(table, leaving)
            box.piles[left] = box.piles.get(left, 0) + number
        for groups, number in self._tied.items():
            moved = [group.translate(table, leaving) for group in groups]
            kept = tuple(group for group in moved if group)
            if len(b"".join(kept)) > len(kept):
                box.tied[kept] = box.tied.get(kept, 0) + number
            else:
                left = b"".join(kept)
                box.piles[left] = box.piles.get(left, 0) + number
        box.spoilt = dict(self._spoilt)
        return _filled(attrs.evolve(self, candidates=box.paper), box)

    @property
    def digest(self) -> str:
        """SHA-256 of the profile, whatever the order in which the ballots came.

        Taken over three lines of UTF-8: a JSON array of ``"bakohumas profile 1"``,
        the candidates, the blank ballots and the spoilt ones by reason; the
        :attr:`piles` in ascending order, joined by a byte 255, in hexadecimal;
        the number of each of them, in that order, separated by spaces. Where there are
        :attr:`tied` ballots a fourth line has them in ascending order: the groups of each in
        hexadecimal, joined by ``>``, then ``=`` and their number, separated by spaces.
        """
        head = ["bakohumas profile 1", self.candidates, self.blank, sorted(self._spoilt.items())]
        ballots = sorted(self._piles)
        lines = [
            json.dumps(head, ensure_ascii=False, separators=(",", ":")),
            b"\xff".join(ballots).hex(),
            " ".join(map(str, map(self._piles.__getitem__, ballots))),
        ]
        if self._tied:
            level = sorted(self._tied.items())
            lines.append(
                " ".join(f"{'>'.join(each.hex() for each in groups)}={n}" for groups, n in level)
            )
        return sha256("\n".join(lines).encode()).hexdigest()


def _filled(profile: _P, box: Box) -> _P:
    blank = profile.blank + box.piles.pop(b"", 0)
    return attrs.evolve(profile, blank=blank, piles=box.piles, spoilt=box.spoilt, tied=box.tied)
