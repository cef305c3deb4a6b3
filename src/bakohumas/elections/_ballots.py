from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import index
from typing import Any, Final

import attrs

from bakohumas.languages import Labelled

UNKNOWN: Final = 255  # the code of whoever is no candidate; candidates have 0 to 254
_SAMPLE: Final = 512
_ORDERED: Final = frozenset({tuple, list})
_UNORDERED: Final = (str, bytes, set, frozenset, Mapping)
Groups = tuple[bytes, ...]
"""A ballot with equal preferences: one group of codes a place, the best first."""
Ballot = Sequence[str | tuple[str, ...] | frozenset[str]]
"""Names, the best first; a tuple or frozenset of names holds equal preferences."""


class Flaw(Labelled):
    """What makes a ballot spoilt.

    Examples:
        >>> Flaw.REPEATED.label("id")
        'calon yang sama dua kali'
    """

    UNKNOWN = "unknown", "unknown candidate", "nama yang bukan calon"
    REPEATED = "repeated", "same candidate twice", "calon yang sama dua kali"


def in_order(names: Iterable[Any]) -> tuple[Any, ...]:
    """The *names* as they stand, if they come in something that keeps their order."""
    if type(names) is tuple:  # by far the most, and the quickest to tell
        return names
    if isinstance(names, _UNORDERED) or not isinstance(names, Iterable):
        msg = f"names come in a list or tuple, in their order, got {names!r}"
        raise TypeError(msg)
    return tuple(names)


def nth(place: int, names: Iterable[Any]) -> tuple[Any, ...]:
    """The *names* on a ballot as they stand; what is no ballot is told by its *place*, from 1."""
    try:
        return in_order(names)
    except TypeError as slip:
        msg = f"ballot {place}: {slip}"
        raise TypeError(msg) from None


def gathered(ballots: Iterable[Any]) -> list[Any] | Counter[Any]:
    """Ballots as a list, or with how many there are of each where many are equal.

    A sample decides what is quicker: to gather equal ones first, or to read them first.
    """
    if isinstance(ballots, str | Mapping):
        msg = "ballots come one a voter, each a list or tuple of names, and with how many there "
        msg += f"are of each by Profile.weighted(), got a {type(ballots).__name__}"
        raise TypeError(msg)
    given = ballots if isinstance(ballots, list) else list(ballots)
    kinds = set(map(type, given))
    if not kinds <= _ORDERED:
        given, kinds = [nth(place, names) for place, names in enumerate(given, 1)], {tuple}
    head = given[:_SAMPLE]
    try:
        return Counter(given) if kinds == {tuple} and 2 * len(set(head)) < len(head) else given
    except TypeError as slip:
        raise _unreadable(slip) from slip


def names_on(ballots: Iterable[Iterable[Any]]) -> list[str]:
    """Every name seen on any ballot, in alphabetical order."""
    try:
        seen = set(chain.from_iterable(ballots))
    except TypeError as slip:
        raise _unreadable(slip) from slip
    level = {each for each in seen if isinstance(each, tuple | frozenset)}
    return sorted((seen - level).union(*level), key=str)


def whole(times: Any, ballot: object) -> int:  # noqa: ANN401 - it may be NumPy's, too
    """How many times a ballot is there, as a plain number."""
    if type(times) is int or (hasattr(times, "__index__") and not isinstance(times, bool)):
        number = index(times)
        if number < 1:
            msg = f"a ballot is there at least once, got {number} of {ballot!r}"
            raise ValueError(msg)
        return number
    msg = f"a ballot is there a whole number of times, got {times!r} of {ballot!r}"
    raise TypeError(msg)


def _unreadable(slip: TypeError) -> TypeError:
    return TypeError(f"equal preferences come in a tuple or frozenset of names: {slip}")


class _Codes(dict[Any, int]):
    def __missing__(self, name: object) -> int:
        return UNKNOWN


@attrs.define
class Box:
    """Ballots as they come out of the box: valid ones by what they say, spoilt ones by flaw."""

    paper: tuple[str, ...]
    piles: dict[bytes, int] = attrs.Factory(dict)
    tied: dict[Groups, int] = attrs.Factory(dict)
    spoilt: dict[Flaw, int] = attrs.Factory(dict)

    def fill(self, ballots: Collection[Ballot]) -> "Box":
        """Take ballots out one by one."""
        try:
            read = _Codes({name: code for code, name in enumerate(self.paper)}).__getitem__
            coded = [bytes(map(read, names)) for names in ballots]
        except TypeError as slip:
            raise _unreadable(slip) from slip
        self.piles = dict(Counter(coded))
        size, everyone = len(self.paper), bytes(range(len(self.paper)))
        odd = {b for b in self.piles if len(b) + len(everyone.translate(None, b)) != size}
        for ballot in odd:
            del self.piles[ballot]
        if odd:
            pairs = zip(ballots, coded, strict=True)
            self.add((tuple(names), 1) for names, ballot in pairs if ballot in odd)
        return self

    def add(self, pairs: Iterable[tuple[Ballot, Any]]) -> "Box":
        """Take out ballots that come with how many there are of each."""
        codes = _Codes({name: code for code, name in enumerate(self.paper)})
        everyone, size = bytes(range(len(self.paper))), len(self.paper)
        piles, read = self.piles, codes.__getitem__
        for place, (given, times) in enumerate(pairs, 1):
            names = given if type(given) is tuple else nth(place, given)
            number = times if type(times) is int and times > 0 else whole(times, names)
            try:
                ballot = bytes(map(read, names))
            except TypeError as slip:
                raise _unreadable(slip) from slip
            if len(ballot) + len(everyone.translate(None, ballot)) == size:
                piles[ballot] = piles.get(ballot, 0) + number
            else:
                self._look_closer(names, codes, number)
        return self

    def _look_closer(self, names: tuple[Any, ...], codes: Mapping[Any, int], number: int) -> None:
        groups = tuple(
            bytes(sorted(codes[name] for name in _group(place))) for place in names if place != ()
        )
        ballot = b"".join(groups)
        if UNKNOWN in ballot or len(set(ballot)) < len(ballot):
            flaw = Flaw.UNKNOWN if UNKNOWN in ballot else Flaw.REPEATED
            self.spoilt[flaw] = self.spoilt.get(flaw, 0) + number
        elif len(ballot) == len(groups):
            self.piles[ballot] = self.piles.get(ballot, 0) + number
        else:
            self.tied[groups] = self.tied.get(groups, 0) + number


def _group(place: object) -> Iterable[object]:
    return place if isinstance(place, tuple | frozenset) else (place,)
