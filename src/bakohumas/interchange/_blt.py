import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from bakohumas.elections import Profile
from bakohumas.errors import FormatError, expect
from bakohumas.interchange._ballot_file import (
    PAPER,
    BallotFile,
    insist_on_words,
    level,
    lines,
)
from bakohumas.interchange._documents import shown

_WELL_PUT: Final = re.compile(r'("[^"\r\n]*+(?:""[^"\r\n]*+)*+"|[^\s"#]++)(?=[\s#]|\Z)|#.*|\s++')
_QUOTATION = r'(?<=["\s(])"(?!\s)[^"\r\n]++(?<!\s)"(?=["\s),.])'
_ONE_NAME: Final = re.compile(rf'\s*+"((?:[^"\r\n]|{_QUOTATION})*+)"\s*+(?:#[^\r\n]*+\s*+)?')
_TOKEN: Final = re.compile(r'"[^"\r\n]*"|#.*|[^\s"#]+|"')
_NUMBER: Final = re.compile(r"[0-9]{1,12}")
_SKIPPED, _END, _QUOTE = "-", "0", '"'
_FULL: Final = 2 * PAPER  # no strict ballot has more words


def read_blt(source: str | Iterable[str]) -> BallotFile:
    r"""Read a BLT file: ballots as they have been exchanged since Algorithm 123 of 1987.

    Numbers of candidates and seats come first, then whoever withdrew as ``-2``, the
    ballots as ``weight preference … 0``, with ``=`` between equal preferences, and a ``0``;
    then the names and the title in double quotes. A ``-`` for a preference that was skipped
    and comments from ``#`` to the end of a line are passed over. A ballot that names
    somebody twice is spoilt, one that names nobody blank.

    The format has no word for a double quote in a name. Programmes write it as it is, and so
    a word in them is read where the name has a line to itself; two in a row, as in a CSV
    table, are one.

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
    return _Reader(lines(source, what="BLT")).read()


def write_blt(file: BallotFile) -> str:
    """Write a BLT file that :func:`read_blt` reads: the same ballots, the same bytes each time.

    Spoilt ballots have no place in such a file, and are left out; blank ones stand in it. A
    word in double quotes within a name is written as it is, as other programmes do; where
    that would not be read again each double quote stands twice.

    Args:
        file: What it is to hold.

    Returns:
        The text, ending in a line feed.

    Raises:
        TypeError: If *file* is no ballot file.
        ValueError: If a name or the title has a control character in it, such as a line feed.

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
        >>> print(write_blt(BallotFile(Profile.of([['Ani "Nia"', 'Budi" "S']]))), end="")
        2 1
        1 1 2 0
        0
        "Ani "Nia""
        "Budi"" ""S"
        ""
    """
    expect(file, BallotFile, what="file")
    profile = file.profile
    place = {name: str(number) for number, name in enumerate(profile.candidates, 1)}
    words = [*profile.candidates, file.title]
    insist_on_words(words, what="BLT")
    lines = [f"{len(place)} {file.seats}"]
    if file.withdrawn:
        lines.append(" ".join(f"-{place[name]}" for name in file.withdrawn))
    if profile.blank:
        lines.append(f"{profile.blank} 0")
    for names, number in profile.ballots():
        places = (each if isinstance(each, tuple) else (each,) for each in names)
        ranks = ("=".join(place[name] for name in group) for group in places)
        lines.append(f"{number} {' '.join(ranks)} 0")
    return "\n".join([*lines, "0", *map(_written, words)]) + "\n"


@attrs.define
class _Reader:
    lines: Iterator[str]
    read_on: int = 0  # how many lines have been taken
    line: int = 1  # where the last token stood
    tokens: Iterator[str] = attrs.field(factory=lambda: iter(()))  # what is left of the last line
    ahead: str = ""

    def _peek(self) -> str:
        """What stands next in the file, or nothing."""
        while not self._here():
            line = next(self.lines, None)
            if line is None:
                return ""
            self.read_on += 1
            self.tokens = _tokens(line)
        self.line = self.read_on
        return self.ahead

    def _here(self) -> str:
        """What stands next on the line, or nothing."""
        self.ahead = self.ahead or next(self.tokens, "")
        return self.ahead

    def _next(self, wanted: str) -> str:
        if not self._peek():
            raise self._wrong(f"the file ends where {wanted} should stand")
        found, self.ahead = self.ahead, ""
        return found

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
        title = _said(self._next("the title")) if self._peek() else ""
        if more := self._peek():
            raise self._wrong(f"nothing should stand after the title, not {shown(more)}")
        try:
            profile = attrs.evolve(profile, candidates=names)
        except ValueError as slip:
            raise FormatError("BLT", (f"line {line}: {slip}",)) from slip
        return BallotFile(profile, seats, [names[code - 1] for code in out], title)

    def _ballots(self, token: str, many: int) -> Iterator[tuple[list[Any], int]]:
        while (weight := self._number(token, "the number of a ballot")) > 0:
            yield self._preferences(many), weight
            if not self._here():
                yield from self._plain(many)
            token = self._next("a ballot, or the 0 after the last,")

    def _plain(self, many: int) -> Iterator[tuple[list[str], int]]:
        """The ballots of the next lines, as long as each is one strict ballot and nothing else."""
        known = frozenset(map(str, range(1, many + 1)))
        for line in self.lines:
            self.read_on += 1
            weight, *ranking = line.split(maxsplit=_FULL) or [_END]
            plain = ranking and ranking.pop() == _END and known.issuperset(ranking)
            if not plain or not _NUMBER.fullmatch(weight) or not (number := int(weight)):
                self.tokens = _tokens(line)
                return
            self.line = self.read_on
            yield ranking, number

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
        word = _said(self._next(wanted)).strip()
        if not word:
            raise self._wrong(f"{wanted} should stand here in double quotes")
        return word


def _tokens(line: str) -> Iterator[str]:
    """The words and numbers of a line; in quoted ones each double quote stands twice."""
    if _QUOTE in line:
        if _well_put(line):
            return (word[1] for word in _WELL_PUT.finditer(line) if word[1])
        if one := _ONE_NAME.fullmatch(line):
            return iter([_quoted(one[1])])
    return (word[0] for word in _TOKEN.finditer(line) if word[0][0] != "#")


def _well_put(line: str) -> bool:
    """Whether each word of a line that begins with a double quote also ends with one."""
    place = 0
    while place < len(line) and (word := _WELL_PUT.match(line, place)):
        place = word.end()
    return place == len(line)


def _quoted(word: str) -> str:
    return f'"{word.replace(_QUOTE, 2 * _QUOTE)}"'


def _said(token: str) -> str:
    """What a token says, without its double quotes."""
    return token[1:-1].replace(2 * _QUOTE, _QUOTE) if token[0] == _QUOTE else token


def _written(word: str) -> str:
    """A word as other programmes write it, if so it is read again."""
    plain = f'"{word}"'
    return plain if list(_tokens(plain)) == [_quoted(word)] else _quoted(word)
