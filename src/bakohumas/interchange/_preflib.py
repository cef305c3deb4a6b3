import re
from collections.abc import Iterable, Iterator, Mapping
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

_HEAD: Final = re.compile(r"#\s*([A-Z]+(?: [A-Z]+)*)(?: ([0-9]{1,12}))?\s*:(.*)")
_NUMBER: Final = re.compile(r"[0-9]{1,12}")
_GROUP: Final = re.compile(r"\{([0-9]+(?:,[0-9]+)*)\}|([0-9]+)")
_ORDER: Final = re.compile(rf"(?:{_GROUP.pattern})(?:,(?:{_GROUP.pattern}))*")
_SUMS: Final = re.compile(r"[0-9]{1,12},([0-9]{1,12}),[0-9]{1,12}")
_BLANKS: Final = str.maketrans("", "", " \t")
_MANY: Final = "NUMBER ALTERNATIVES"
_TYPES: Final = ("soc", "soi", "toc", "toi")
_COMPLETE: Final = ("soc", "toc")
_STRICT: Final = ("soc", "soi")


def read_preflib(source: str | Iterable[str]) -> BallotFile:
    r"""Read a file of PrefLib (soc, soi, toc, toi): orders as research exchanges them.

    Lines from ``#`` on come first: how many alternatives there are, their names and, where
    they are told, the title, the data type and the number of voters. Then there is one line
    an order: how often it occurs, a colon, and the numbers of the alternatives, the best
    first, with equal ones in braces. An order of nobody is a blank ballot; one that names
    somebody twice is spoilt.

    Files from before 2022 are read as well. They begin with how many alternatives there are, a
    line each with number, comma and name, and a line with the number of voters, the sum of the
    ballots and how many orders differ; a comma stands where the colon does now.

    Args:
        source: The whole text, or an open file, which is read line by line.

    Returns:
        What it holds; such a file says nothing of seats, and one is taken for granted.

    Raises:
        FormatError: If it is no such file, or not all of one, with the line and the reason.
        TypeError: If *source* is no text.

    References:
        N. Mattei, T. Walsh (2013), *PrefLib: A Library for Preferences*, Algorithmic Decision
        Theory 2013, doi:10.1007/978-3-642-41575-3_20.

    Examples:
        >>> head = "# DATA TYPE: toi\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ani\n"
        >>> head += "# ALTERNATIVE NAME 2: Budi\n# ALTERNATIVE NAME 3: Cici\n"
        >>> dict(read_preflib(head + "2: 1,3\n1: {2,3},1\n").profile.ballots())
        {('Ani', 'Cici'): 2, (('Budi', 'Cici'), 'Ani'): 1}
        >>> read_preflib(head + "2: 1,4\n")
        Traceback (most recent call last):
          ...
        bakohumas.errors.FormatError: PrefLib: line 6: there is no alternative 4 of 3
    """
    return _Reader(enumerate(lines(source, what="PrefLib"), 1)).read()


def write_preflib(file: BallotFile) -> str:
    """Write a file of PrefLib that :func:`read_preflib` reads: the same bytes each time.

    Its data type is the narrowest that fits all ballots. Seats and spoilt ballots have no place
    in such a file; whoever withdrew is left out, and blank ballots are orders of nobody.

    Args:
        file: What it is to hold.

    Returns:
        The text, ending in a line feed.

    Raises:
        TypeError: If *file* is no ballot file.
        ValueError: If a name or the title has a control character in it, such as a line feed.

    Examples:
        >>> print(write_preflib(BallotFile(Profile.of([["Ani", ("Budi", "Cici")]]))), end="")
        # TITLE:
        # DATA TYPE: toc
        # NUMBER ALTERNATIVES: 3
        # NUMBER VOTERS: 1
        # NUMBER UNIQUE ORDERS: 1
        # ALTERNATIVE NAME 1: Ani
        # ALTERNATIVE NAME 2: Budi
        # ALTERNATIVE NAME 3: Cici
        1: 1,{2,3}
    """
    expect(file, BallotFile, what="file")
    profile = file.profile.without(file.withdrawn)
    words = [*profile.candidates, file.title]
    insist_on_words(words, what="PrefLib")
    place = {name: str(number) for number, name in enumerate(profile.candidates, 1)}
    rows = [(number, _order(names, place)) for names, number in profile.ballots()]
    if profile.blank:
        rows.insert(0, (profile.blank, ""))
    whole = all(_told(order) == len(place) for _, order in rows)
    tied = bool(profile.tied)
    head = {
        "TITLE": file.title,
        "DATA TYPE": f"{'t' if tied else 's'}o{'c' if whole else 'i'}",
        _MANY: len(place),
        "NUMBER VOTERS": profile.valid + profile.blank,
        "NUMBER UNIQUE ORDERS": len(rows),
        **{f"ALTERNATIVE NAME {number}": name for name, number in place.items()},
    }
    told = [f"# {key}: {value}".rstrip() for key, value in head.items()]
    return "\n".join([*told, *(f"{number}: {order}".rstrip() for number, order in rows)]) + "\n"


def _order(names: Iterable[str | tuple[str, ...]], place: Mapping[str, str]) -> str:
    return ",".join(
        f"{{{','.join(place[name] for name in each)}}}" if isinstance(each, tuple) else place[each]
        for each in names
    )


def _told(order: str) -> int:
    """How many alternatives an order names."""
    return order.count(",") + bool(order)


@attrs.define
class _Reader:
    lines: Iterator[tuple[int, str]]
    line: int = 1
    head: dict[str, tuple[int, str]] = attrs.Factory(dict)
    names: dict[int, str] = attrs.Factory(dict)
    mark: str = ":"  # what stands between the number of a ballot and its order

    def read(self) -> BallotFile:
        """The whole file."""
        first = self._header()
        if _NUMBER.fullmatch(first) and not self.names and not self.head:
            first = self._old_header(first)
        many = self._many()
        names = [self._name(number, many) for number in range(1, many + 1)]
        kind = self.head.get("DATA TYPE", (0, ""))[1]
        try:
            empty = Profile(tuple(names))
        except ValueError as slip:
            raise self._wrong(str(slip)) from slip
        profile = Profile.weighted(
            self._ballots(first, empty.candidates, kind), candidates=empty.candidates
        )
        line, voters = self.head.get("NUMBER VOTERS", (0, ""))
        if line and int(voters) != profile.cast:
            self.line = line
            raise self._wrong(f"there should be {voters} ballots, and there are {profile.cast}")
        return BallotFile(profile, title=self.head.get("TITLE", (0, ""))[1])

    def _wrong(self, why: str) -> FormatError:
        return FormatError("PrefLib", (f"line {self.line}: {why}",))

    def _rows(self) -> Iterator[str]:
        """The lines that are not blank."""
        for number, text in self.lines:
            self.line = number
            if row := text.strip():
                yield row

    def _header(self) -> str:
        """What the lines from # on say; the first line after them, if there is one."""
        for row in self._rows():
            if not row.startswith("#"):
                return row
            found = _HEAD.fullmatch(row)
            if found:
                self._heed(found[1], found[2], found[3].strip())
        return ""

    def _old_header(self, told: str) -> str:
        """What the lines before the ballots said until 2022; the first ballot, if there is one."""
        self.mark, self.head[_MANY] = ",", (self.line, told)
        rows = self._rows()
        for _ in range(self._many()):
            number, _, name = next(rows, "").partition(",")
            if not _NUMBER.fullmatch(number.strip()):
                raise self._wrong("an alternative and its name should stand here, as in 1,Ani")
            self._heed("ALTERNATIVE NAME", number, name.strip())
        sums = _SUMS.fullmatch(next(rows, "").translate(_BLANKS))
        if not sums:
            raise self._wrong("three numbers should stand here: voters, ballots and orders")
        self._heed("NUMBER VOTERS", None, sums[1])
        return next(rows, "")

    def _heed(self, key: str, number: str | None, value: str) -> None:
        if key == "ALTERNATIVE NAME" and number is not None:
            if not value:
                raise self._wrong(f"alternative {number} has no name")
            if int(number) in self.names:
                raise self._wrong(f"alternative {number} has a name already")
            self.names[int(number)] = value
            return
        if key.startswith("NUMBER ") and not _NUMBER.fullmatch(value):
            raise self._wrong(f"a whole number should stand here, not {shown(value)!r}")
        if key == "DATA TYPE" and value not in _TYPES:
            raise self._wrong(f"only {', '.join(_TYPES)} are read, not {shown(value)!r}")
        self.head[key] = self.line, value

    def _many(self) -> int:
        line, told = self.head.get(_MANY, (self.line, str(len(self.names))))
        many = int(told)
        if not 1 <= many <= PAPER or max(self.names, default=0) > many:
            self.line = line
            most = max(self.names, default=0)
            raise self._wrong(f"1 to {PAPER} alternatives stand here, not {max(many, most)}")
        return many

    def _name(self, number: int, many: int) -> str:
        if number not in self.names:
            raise self._wrong(f"no line above names alternative {number} of {many}")
        return self.names[number]

    def _ballots(
        self, first: str, names: tuple[str, ...], kind: str
    ) -> Iterator[tuple[list[Any], int]]:
        named = {str(number): name for number, name in enumerate(names, 1)}
        if first:
            yield self._ballot(first, named, kind)
        for row in self._rows():
            if not row.startswith("#"):
                yield self._ballot(row, named, kind)

    def _ballot(self, row: str, named: Mapping[str, str], kind: str) -> tuple[list[Any], int]:
        times, mark, said = row.partition(self.mark)
        times, order = times.strip(), said.translate(_BLANKS)
        if not mark or not _NUMBER.fullmatch(times) or not int(times):
            wanted = f"the number of a ballot and {self.mark} should stand here"
            raise self._wrong(f"{wanted}, not {shown(row)}")
        strict = order.split(",")
        told = set(strict)
        if told <= named.keys() and (kind not in _COMPLETE or len(told) == len(named)):
            return [named[number] for number in strict], int(times)
        if (order or self.mark == ",") and not _ORDER.fullmatch(order):
            raise self._wrong(f"an order such as 1,{{2,3}} should stand here, not {shown(order)}")
        groups = [group.split(",") if group else [one] for group, one in _GROUP.findall(order)]
        for number in (number for group in groups for number in group):
            if number not in named:
                raise self._wrong(f"there is no alternative {shown(number)} of {len(named)}")
        if kind in _STRICT and any(len(group) > 1 for group in groups):
            raise self._wrong(f"a {kind} file has no equal preferences, as in {shown(order)}")
        ranked = len({number for group in groups for number in group})
        if kind in _COMPLETE and ranked < len(named):
            raise self._wrong(f"a {kind} file ranks all {len(named)}, and this ballot {ranked}")
        return [level([named[number] for number in group]) for group in groups], int(times)
