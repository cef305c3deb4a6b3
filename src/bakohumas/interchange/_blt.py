import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from bakohumas.elections import Profile
from bakohumas.errors import FormatError, expect
from bakohumas.interchange._ballot_file import PAPER, BallotFile, level, lines, shown

_TOKEN: Final = re.compile(r'"[^"\r\n]*"|#.*|[^\s"#]+|"')
_NUMBER: Final = re.compile(r"[0-9]{1,12}")
_SKIPPED, _END = "-", "0"


def read_blt(source: str | Iterable[str]) -> BallotFile:
    r"""Read a BLT file: ballots as they have been exchanged since Algorithm 123 of 1987.

    Numbers of candidates and seats come first, then whoever withdrew as ``-2``, the
    ballots as ``weight preference … 0``, with ``=`` between equal preferences, and a ``0``;
    then the names and the title in double quotes. A ``-`` for a preference that was skipped
    and comments from ``#`` to the end of a line are passed over. A ballot that names
    somebody twice is spoilt, one that names nobody blank.

    Args:
        source: The whole text, or an open file, which is read line by line.

    Returns:
        What it holds.

    Raises:
        FormatError: If it is no such file, with the line and the reason.
        TypeError: If *source* is no text.

    Examples:
        >>> file = read_blt('3 1\n2 1 3 0\n1 2=3 0\n0\n"Ani"\n"Budi"\n"Cici"\n"Ketua"\n')
        >>> dict(file.profile.ballots())
        {('Ani', 'Cici'): 2, (('Budi', 'Cici'),): 1}
        >>> read_blt("3 1\n2 1 4 0\n0")
        Traceback (most recent call last):
          ...
        bakohumas.errors.FormatError: BLT: line 2: there is no candidate 4 of 3
    """
    return _Reader(_tokens(lines(source, what="BLT"))).read()


def write_blt(file: BallotFile) -> str:
    """Write a BLT file that :func:`read_blt` reads: the same ballots, the same bytes each time.

    Spoilt ballots have no place in such a file, and are left out; blank ones stand in it.

    Args:
        file: What it is to hold.

    Returns:
        The text, ending in a line feed.

    Raises:
        TypeError: If *file* is no ballot file.
        ValueError: If a name or the title has a double quote or a line feed in it.

    Examples:
        >>> print(write_blt(BallotFile(Profile.of([["Ani", ("Budi", "Cici")], []]), 2)), end="")
        3 2
        1 0
        1 1 2=3 0
        0
        "Ani"
        "Budi"
        "Cici"
        ""
    """
    expect(file, BallotFile, what="file")
    profile = file.profile
    place = {name: str(number) for number, name in enumerate(profile.candidates, 1)}
    words = [*profile.candidates, file.title]
    unfit = [word for word in words if set(word) & set('"\n\r')]
    if unfit:
        msg = f"a BLT file has no way to write a double quote or a line feed, as in {unfit[0]!r}"
        raise ValueError(msg)
    lines = [f"{len(place)} {file.seats}"]
    if file.withdrawn:
        lines.append(" ".join(f"-{place[name]}" for name in file.withdrawn))
    if profile.blank:
        lines.append(f"{profile.blank} 0")
    for names, number in profile.ballots():
        places = (each if isinstance(each, tuple) else (each,) for each in names)
        ranks = ("=".join(place[name] for name in group) for group in places)
        lines.append(f"{number} {' '.join(ranks)} 0")
    return "\n".join([*lines, "0", *(f'"{word}"' for word in words)]) + "\n"


@attrs.define
class _Reader:
    tokens: Iterator[tuple[str, int]]
    line: int = 1

    def _next(self, wanted: str) -> str:
        found = next(self.tokens, None)
        if found is None:
            raise self._wrong(f"the file ends where {wanted} should stand")
        token, self.line = found
        return token

    def _wrong(self, why: str) -> FormatError:
        return FormatError("BLT", (f"line {self.line}: {why}",))

    def _number(self, token: str, wanted: str) -> int:
        if not _NUMBER.fullmatch(token):
            raise self._wrong(f"{wanted} should stand here, not {shown(token)}")
        return int(token)

    def read(self) -> BallotFile:
        """The whole file."""
        many = self._number(self._next("how many stand"), "how many stand")
        seats = self._number(self._next("how many seats there are"), "how many seats there are")
        if not 1 <= many <= PAPER or seats < 1:
            raise self._wrong(f"1 to {PAPER} stand for 1 seat or more, not {many} for {seats}")
        out, line = list[int](), self.line
        token = self._next("a ballot")
        while re.fullmatch(r"-[0-9]{1,12}", token):
            out.append(self._candidate(token[1:], many))
            token = self._next("a ballot")
        numbers = [str(place) for place in range(1, many + 1)]  # names come after the ballots
        profile = Profile.weighted(self._ballots(token, many), candidates=numbers)
        names = tuple(self._word(f"the name of candidate {place}") for place in numbers)
        title = next(self.tokens, ('""', self.line))[0].strip('"')
        more = next(self.tokens, None)
        if more:
            self.line = more[1]
            raise self._wrong(f"nothing should stand after the title, not {shown(more[0])}")
        try:
            profile = attrs.evolve(profile, candidates=names)
        except ValueError as slip:
            raise FormatError("BLT", (f"line {line}: {slip}",)) from slip
        return BallotFile(profile, seats, [names[code - 1] for code in out], title)

    def _ballots(self, token: str, many: int) -> Iterator[tuple[list[Any], int]]:
        while (weight := self._number(token, "the number of a ballot")) > 0:
            yield self._preferences(many), weight
            token = self._next("a ballot, or the 0 after the last,")

    def _preferences(self, many: int) -> list[str | tuple[str, ...]]:
        found = []
        while (place := self._next("a preference, or the 0 after the last,")) != _END:
            if place != _SKIPPED:
                found.append(level([str(self._candidate(it, many)) for it in place.split("=")]))
        return found

    def _candidate(self, token: str, many: int) -> int:
        number = self._number(token, "the number of a candidate")
        if not 1 <= number <= many:
            raise self._wrong(f"there is no candidate {number} of {many}")
        return number

    def _word(self, wanted: str) -> str:
        found = self._next(wanted)
        word = found.strip('"').strip()
        if not word:
            raise self._wrong(f"{wanted} should stand here in double quotes")
        return word


def _tokens(read: Iterable[str]) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(read, 1):
        for found in _TOKEN.finditer(line):
            if found[0][0] != "#":
                yield found[0], number
