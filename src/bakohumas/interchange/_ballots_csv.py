import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain
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
from bakohumas.interchange._csv import as_meant, harmless
from bakohumas.interchange._documents import shown
from bakohumas.languages import Lang, pick

_WEIGHT: Final = frozenset({"weight", "count", "votes", "jumlah", "bobot", "suara"})
_CHOICE: Final = re.compile(
    r"(?:choice|preference|rank|pilihan|preferensi|peringkat|urutan)([0-9]{0,3})"
)
_NUMBER: Final = re.compile(r"[0-9]{1,12}")
_PARTED: Final = re.compile(r"\s*\"?sep=([;,])\"?[;,]*\s*", re.IGNORECASE)
_EQUAL: Final = "="
_NOBODY: Final = tuple(str(code) for code in range(PAPER))


def read_ballots_csv(
    source: str | Iterable[str], *, candidates: Sequence[str] | None = None
) -> BallotFile:
    r"""Read a CSV table of ballots: one a line, the names in columns, the best first.

    The header names the columns, in Indonesian or in English: ``pilihan 1``, ``pilihan 2``,
    …, or ``choice``, ``preference``, ``rank``, ``preferensi``, ``peringkat``,
    ``urutan``; and, where a line stands for several ballots, ``jumlah``, or ``weight``,
    ``count``, ``votes``, ``bobot``, ``suara``. Cells are parted by semicolons or
    commas, and a line ``sep=;`` may say so before the header. An empty cell is passed over, a
    line of empty cells is a blank ballot, and ``=`` stands between names that are liked
    equally. Empty columns at the end, such as spreadsheets leave there, are none.

    Args:
        source: The whole text, or an open file, which is read line by line.
        candidates: Who stands, in the order of the ballot paper; whoever else is named
            spoils a ballot. Left out: every name on any ballot, in alphabetical order.

    Returns:
        What it holds; such a table says nothing of seats, and one is taken for granted.

    Raises:
        FormatError: If it is no such table, with the line and the reason.
        TypeError: If *source* is no text.
        ValueError: If the *candidates* make no ballot paper.

    Examples:
        >>> file = read_ballots_csv("jumlah;pilihan 1;pilihan 2\n2;Ani;Budi\n1;Budi=Cici;\n")
        >>> dict(file.profile.ballots())
        {('Ani', 'Budi'): 2, (('Budi', 'Cici'),): 1}
        >>> read_ballots_csv("jumlah;pilihan 1\ndua;Ani\n")
        Traceback (most recent call last):
          ...
        bakohumas.errors.FormatError: ballots CSV: line 2: 'jumlah' should be from 1 on, not 'dua'
    """
    read = lines(source, what="ballots CSV")
    if candidates is not None:
        return BallotFile(Profile.weighted(_Table(read).ballots(), candidates=candidates))
    table = _Table(read, {})
    codes = Profile.weighted(table.ballots(), candidates=_NOBODY)
    names = tuple(table.seen or ())
    found = attrs.evolve(codes, candidates=names)
    sorted_ = Profile.weighted(found.ballots(), candidates=sorted(names))
    return BallotFile(attrs.evolve(sorted_, blank=found.blank, spoilt=dict(found.spoilt)))


def write_ballots_csv(file: BallotFile, *, lang: Lang = "en") -> str:
    """Write a CSV table that :func:`read_ballots_csv` reads: the same bytes each time.

    Title, seats and spoilt ballots have no place in such a table, nor has a candidate whom no
    ballot names; whoever withdrew is left out. A cell that a spreadsheet would take for a formula
    gets a ``'`` before it, which is taken away as it is read.

    Args:
        file: What it is to hold.
        lang: Language of the header; in Indonesian the cells are parted by semicolons.

    Returns:
        The text, ending in a line feed.

    Raises:
        TypeError: If *file* is no ballot file.
        ValueError: If a name has a ``=`` or a control character in it.

    Examples:
        >>> file = BallotFile(Profile.of([["Ani", ("Budi", "Cici")], ["Budi"], []]))
        >>> print(write_ballots_csv(file, lang="id"), end="")
        jumlah;pilihan 1;pilihan 2
        1;;
        1;Budi;
        1;Ani;Budi=Cici
    """
    expect(file, BallotFile, what="file")
    profile = file.profile.without(file.withdrawn)
    unfit = [name for name in profile.candidates if _EQUAL in name]
    if unfit:
        msg = f"a table of ballots has no way to write a name with {_EQUAL}, as in {unfit[0]!r}"
        raise ValueError(msg)
    insist_on_words((name.replace("\n", " ") for name in profile.candidates), what="CSV")
    ballots = list(profile.ballots())
    width = max((len(names) for names, _ in ballots), default=1)
    head, choice = pick(lang, "weight", "jumlah"), pick(lang, "choice", "pilihan")
    rows: list[list[Any]] = [[head, *(f"{choice} {place}" for place in range(1, width + 1))]]
    if profile.blank:
        rows.append([profile.blank, *[""] * width])
    for names, number in ballots:
        level_ = (_EQUAL.join(each) if isinstance(each, tuple) else each for each in names)
        cells = [harmless(each) for each in level_]
        rows.append([number, *cells, *[""] * (width - len(cells))])
    text = StringIO()
    csv.writer(text, delimiter=pick(lang, ",", ";"), lineterminator="\n").writerows(rows)
    return text.getvalue()


def is_header(line: str) -> bool:
    """Whether a line could be the header of a table of ballots."""
    cells = re.split("[;,]", line.rstrip(";, \t\r\n"))
    return bool(_PARTED.fullmatch(line)) or all(
        _plain(cell) in _WEIGHT or _CHOICE.fullmatch(_plain(cell)) for cell in cells
    )


def _plain(header: str) -> str:
    return re.sub(r"[\s_]+", "", header.strip().strip('"')).casefold()


def _without_tail(cells: Sequence[str]) -> Sequence[str]:
    """The cells of a line up to the last that is not empty."""
    full = len(cells)
    while full and not cells[full - 1].strip():
        full -= 1
    return cells[:full]


@attrs.define
class _Table:
    """A table in reading; where nobody said who stands, names are numbered as they are seen."""

    read: Iterator[str]
    seen: dict[str, str] | None = None
    line: int = 1

    def _wrong(self, why: str) -> FormatError:
        return FormatError("ballots CSV", (f"line {self.line}: {why}",))

    def ballots(self) -> Iterator[tuple[list[Any], int]]:
        """Each line, with how many ballots it stands for."""
        head = next(self.read, "")
        said = _PARTED.fullmatch(head)
        before = 1 if said else 0
        if said:
            self.line, head = 2, next(self.read, "")
        comma = said[1] if said else ";" if ";" in head and "," not in head else ","
        rows = csv.reader(chain([head], self.read), strict=True, delimiter=comma)
        try:
            columns = _without_tail(next(rows, []))
            weight = self._weight(columns)
            for row in rows:
                self.line = before + rows.line_num
                if row:
                    yield self._ballot(row, columns, weight)
        except csv.Error as slip:
            self.line = before + rows.line_num
            raise self._wrong(f"not CSV: {slip}") from slip

    def _weight(self, columns: Sequence[str]) -> int | None:
        """Where the numbers of ballots stand; the columns are as they should be."""
        weight, choices = None, 0
        for place, header in enumerate(columns):
            found = _CHOICE.fullmatch(_plain(header))
            if found and int(found[1] or 1) == choices + 1:
                choices += 1
            elif _plain(header) in _WEIGHT and weight is None:
                weight = place
            else:
                wanted = f"'choice {choices + 1}' (pilihan {choices + 1})"
                wanted += " or 'weight' (jumlah)" if weight is None else ""
                raise self._wrong(f"the column {shown(header)!r} should be {wanted}")
        if not choices:
            raise self._wrong("a header with 'choice 1' (pilihan 1) should stand here")
        return weight

    def _ballot(
        self, row: Sequence[str], columns: Sequence[str], weight: int | None
    ) -> tuple[list[Any], int]:
        if len(row) > len(columns) < len(row := _without_tail(row)):
            raise self._wrong(f"there are {len(row)} cells under {len(columns)} columns")
        times = "1" if weight is None else row[weight].strip() if weight < len(row) else ""
        if not _NUMBER.fullmatch(times) or not int(times):
            under = columns[weight or 0].strip()
            raise self._wrong(f"{under!r} should be from 1 on, not {shown(times)!r}")
        cells = [as_meant(cell.strip()) for place, cell in enumerate(row) if place != weight]
        return [self._place(cell) for cell in cells if cell], int(times)

    def _place(self, cell: str) -> str | tuple[str, ...]:
        names = [name.strip() for name in cell.split(_EQUAL)]
        if not all(names):
            raise self._wrong(f"a name should stand on both sides of {_EQUAL}, as in {shown(cell)}")
        return level([self._known(name) for name in names])

    def _known(self, name: str) -> str:
        if self.seen is None:
            return name
        if name not in self.seen:
            if len(self.seen) == PAPER:
                raise self._wrong(f"a ballot paper has room for {PAPER} names")
            self.seen[name] = _NOBODY[len(self.seen)]
        return self.seen[name]
