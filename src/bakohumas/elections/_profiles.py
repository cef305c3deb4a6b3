import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from operator import index
from types import MappingProxyType
from typing import Any, Final, Self, cast

import attrs
from attrs.validators import ge

from bakohumas.errors import expect, of_kind
from bakohumas.languages import Labelled, listed

_UNKNOWN: Final = 255  # the code of whoever is no candidate; candidates have 0 to 254


class Flaw(Labelled):
    """What makes a ballot spoilt.

    Examples:
        >>> Flaw.REPEATED.label("id")
        'calon yang sama dua kali'
    """

    UNKNOWN = "unknown", "unknown candidate", "nama yang bukan calon"
    REPEATED = "repeated", "same candidate twice", "calon yang sama dua kali"


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """The *names* as they stand, if they come in something that keeps their order."""
    if type(names) is tuple:  # by far the most, and the quickest to tell
        return names
    if isinstance(names, str | set | frozenset) or not isinstance(names, Iterable):
        msg = f"names come in a list or tuple, in their order, got {names!r}"
        raise TypeError(msg)
    return tuple(names)


def _distinct(_profile: object, _field: object, names: tuple[object, ...]) -> None:
    problem = ""
    for name in names:
        expect(name, str, what="the name of a candidate")
        if name != str(name).strip() or not name:
            problem = f"a candidate goes by a name without blanks around it, got {name!r}"
    twice = sorted(str(name) for name, number in Counter(names).items() if number > 1)
    if twice:
        problem = f"a ballot paper names each candidate once, got {listed(twice)} more than once"
    elif len(names) > _UNKNOWN:
        problem = f"a ballot paper has room for {_UNKNOWN} candidates, got {len(names)}"
    if problem:
        raise ValueError(problem)


class _Codes(dict[str, int]):
    def __missing__(self, name: str) -> int:
        return _UNKNOWN


def _whole(times: Any, ballot: object) -> int:  # noqa: ANN401 - it may be NumPy's, too
    if type(times) is int or (hasattr(times, "__index__") and not isinstance(times, bool)):
        return index(times)
    msg = f"a ballot is there a whole number of times, got {times!r} of {ballot!r}"
    raise TypeError(msg)


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

    @classmethod
    def of(
        cls, ballots: Iterable[Sequence[str]], *, candidates: Iterable[str] | None = None
    ) -> Self:
        """Gather ballots, each a sequence of names, the best first.

        Args:
            ballots: One sequence a voter; an empty one is a blank ballot.
            candidates: Who stands, in the order of the ballot paper: at most 255
                names, without blanks around them. Left out: every name seen on any
                ballot, in alphabetical order.

        Returns:
            The profile.

        Raises:
            TypeError: If a ballot is a string or a set, which have no order of names.
            ValueError: If a candidate is named twice, or with blanks around the name,
                or there are more than 255.
        """
        expect(ballots, Iterable, what="ballots")
        return cls.weighted(Counter(map(in_order, ballots)), candidates=candidates)

    @classmethod
    def weighted(
        cls,
        ballots: Mapping[Any, int] | Iterable[tuple[Sequence[str], int]],
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
        pairs: Iterable[tuple[Sequence[str], int]] = (
            cast("Any", ballots).items() if isinstance(ballots, Mapping) else ballots
        )
        if candidates is None:
            pairs = [(in_order(ballot), number) for ballot, number in pairs]
            candidates = sorted({name for ballot, _ in pairs for name in ballot}, key=str)
        empty = cls(in_order(candidates))
        codes = _Codes({name: code for code, name in enumerate(empty.candidates)})
        everyone, size = bytes(codes.values()), len(codes)
        piles: dict[bytes, int] = {}
        spoilt: Counter[Flaw] = Counter()
        for names, times in pairs:
            number = _whole(times, names)
            if number < 1:
                msg = f"a ballot is there at least once, got {number} of {names!r}"
                raise ValueError(msg)
            ballot = bytes(map(codes.__getitem__, in_order(names)))
            if len(ballot) + len(everyone.translate(None, ballot)) == size:
                piles[ballot] = piles.get(ballot, 0) + number
            else:
                spoilt[Flaw.UNKNOWN if _UNKNOWN in ballot else Flaw.REPEATED] += number
        return attrs.evolve(empty, blank=piles.pop(b"", 0), piles=piles, spoilt=dict(spoilt))

    def __str__(self) -> str:
        spoilt = sum(self._spoilt.values())
        return f"{self.cast} ballots: {self.valid} valid, {self.blank} blank, {spoilt} spoilt"

    @property
    def piles(self) -> Mapping[bytes, int]:
        """The valid ballots as counting methods read them, with how many there are of each.

        A ballot is one byte a preference, the best first: the place of the
        candidate in :attr:`candidates`, counted from 0.
        """
        return MappingProxyType(self._piles)

    @property
    def spoilt(self) -> Mapping[Flaw, int]:
        """Spoilt ballots by reason; where both apply, the unknown candidate is the reason."""
        return MappingProxyType(self._spoilt)

    @property
    def valid(self) -> int:
        """Number of valid ballots."""
        return sum(self._piles.values())

    @property
    def cast(self) -> int:
        """Number of all ballots: valid, blank and spoilt."""
        return self.valid + self.blank + sum(self._spoilt.values())

    def ballots(self) -> Iterator[tuple[tuple[str, ...], int]]:
        """The valid ballots and how many there are of each, in an order that tells nothing.

        Examples:
            >>> list(Profile.of([["b"], ["a", "b"], ["b"]]).ballots())
            [(('a', 'b'), 1), (('b',), 2)]
        """
        for ballot in sorted(self._piles):
            yield tuple(self.candidates[code] for code in ballot), self._piles[ballot]

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
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the profile, whatever the order in which the ballots came.

        Taken over three lines of UTF-8: a JSON array of ``"bakohumas profile 1"``,
        the candidates, the blank ballots and the spoilt ones by reason; the
        :attr:`piles` in ascending order, joined by a byte 255, in hexadecimal;
        the number of each of them, in that order, separated by spaces.
        """
        head = ["bakohumas profile 1", self.candidates, self.blank, sorted(self._spoilt.items())]
        ballots = sorted(self._piles)
        lines = (
            json.dumps(head, ensure_ascii=False, separators=(",", ":")),
            b"\xff".join(ballots).hex(),
            " ".join(map(str, map(self._piles.__getitem__, ballots))),
        )
        return sha256("\n".join(lines).encode()).hexdigest()
