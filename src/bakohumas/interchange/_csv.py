import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from itertools import islice
from typing import Any, Final, Literal

from bakohumas.errors import FormatError, expect
from bakohumas.institutions import MAX_ROWS
from bakohumas.interchange._documents import shown
from bakohumas.languages import Lang, pick

_BEGINS: Final = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet may take for a formula, with any quote before it."""
_PARTED: Final = re.compile(r"\s*\"?sep=([;,\t])\"?[;,\t]*\s*", re.IGNORECASE)
_PARTS: Final = re.compile('[,;"\t\r\n]')
_QUOTED: Final = re.compile('"[^"]*("|$)')
_LARGEST: Final = 16 * 1024 * 1024
_WIDEST: Final = 65_536
_MOST_COLUMNS: Final = 1_000
_TOLD: Final = 20
_SAID: Final = "CSV table"


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: with a quote before what begins like one."""
    return f"'{cell}" if _BEGINS.match(cell) else cell


def as_meant(cell: str) -> str:
    """A cell without the quote that :func:`harmless` puts before it."""
    return cell[1:] if cell.startswith("'") and _BEGINS.match(cell) else cell


def write_csv(
    rows: Iterable[Mapping[str, Any]],
    *,
    lang: Lang = "en",
    sep: Literal[",", ";"] | None = None,
) -> str:
    r"""Plain rows, such as ``rows()`` gives, as a CSV table that a spreadsheet opens as it is.

    It begins with a byte order mark, by which Excel knows UTF-8; lines end in CRLF (RFC 4180). A
    cell that begins like a formula (``=``, ``+``, ``-``, ``@``, a tab or a line break) gets a
    ``'`` before it, which :func:`read_csv` and :func:`body_from_tables` take away again, and a
    number none. Lists are joined by semicolons, and nothing is an empty cell.

    Args:
        rows: Rows with the same columns each.
        lang: The language of the spreadsheet: in Indonesian, cells are parted by semicolons.
        sep: What parts the cells, where it is to be something else.

    Returns:
        The table, the same bytes each time. Write it with ``newline=""``.

    Raises:
        TypeError: If a row is no mapping.
        ValueError: If a row has other columns than the first, or *sep* is neither.

    References:
        OWASP, *CSV Injection*, https://owasp.org/www-community/attacks/CSV_Injection.

    Examples:
        >>> table = write_csv([{"seat": "Ketua", "note": "=1+1"}], lang="id")
        >>> table
        "\ufeffseat;note\r\nKetua;'=1+1\r\n"
        >>> read_csv(table)
        [{'seat': 'Ketua', 'note': '=1+1'}]
    """
    expect(rows, Iterable, what="the rows")
    mark = pick(lang, ",", ";") if sep is None else sep
    if mark not in (",", ";"):
        msg = f"sep must be ',' or ';', got {mark!r}"
        raise ValueError(msg)
    lines, heading = list[str](), list[Any]()
    for number, row in enumerate(rows, 1):
        expect(row, Mapping, what=f"row {number}")
        if not heading:
            heading = list(row)
            lines.append(mark.join(map(_cell, heading)))
        if set(row) != set(heading):
            names = ", ".join(map(str, heading))
            msg = f"row {number} has other columns than the first, which has {names}"
            raise ValueError(msg)
        lines.append(mark.join(_cell(row[each]) for each in heading))
    return "\ufeff" + "".join(f"{line}\r\n" for line in lines)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a row holds
    """A cell as it is written: in quotes, where it holds what could part it in any table."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    text = "" if value is None else harmless(str(value))
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _PARTS.search(text) else text


def read_csv(text: str) -> list[dict[str, str]]:
    r"""The rows of a CSV table by its headers, every cell as text and none ever evaluated.

    Cells are parted by commas or semicolons; a line ``sep=;`` may say so before the header. Lines
    without any cell that is filled are passed over, and so is a column at the end without a
    header, where it is empty.

    Args:
        text: The table: at most 16 MiB, 100,000 rows and 1,000 columns.

    Raises:
        TypeError: If it is no text.
        FormatError: If it is no such table, with every problem and its line.

    Examples:
        >>> read_csv("lembaga;peran\nbps;anggota\n")
        [{'lembaga': 'bps', 'peran': 'anggota'}]
    """
    expect(text, str, what="the table")
    if len(text) > _LARGEST:
        raise FormatError(_SAID, (f"longer than {_LARGEST} characters: split it",))
    problems = list[str]()
    found = list(islice(_rows(text.removeprefix("\ufeff"), problems), MAX_ROWS + 1))
    if len(found) > MAX_ROWS:
        problems.append(f"more than {MAX_ROWS:,} rows: split it")
    if problems:
        more = [f"and {len(problems) - _TOLD} more"] if len(problems) > _TOLD else []
        raise FormatError(_SAID, (*problems[:_TOLD], *more))
    return found


def _rows(text: str, problems: list[str]) -> Iterator[dict[str, str]]:
    """The rows of a table; what is wrong goes to the *problems*."""
    first, _, rest = text.partition("\n")
    said = _PARTED.fullmatch(first)
    bare = _QUOTED.sub("", text[:_WIDEST]).partition("\n")[0]  # a header may hold line breaks
    mark = said[1] if said else ";" if ";" in bare and "," not in bare else ","
    before, table = (1, rest) if said else (0, text)
    reader = csv.reader(StringIO(table, newline=""), delimiter=mark, strict=True)
    full = (cells for cells in reader if any(each.strip() for each in cells))
    try:
        head = next(full, None)
        if head is None:
            problems.append("it is empty: a line with the headers should stand first")
            return
        heading = _heading(head, before + reader.line_num)
        for cells in full:
            if any(cells[len(heading) :]) or len(cells) < len(heading):
                line = before + reader.line_num
                problems.append(f"line {line}: {len(cells)} cells under {len(heading)} columns")
            yield dict(zip(heading, map(as_meant, cells), strict=False))
    except csv.Error as slip:
        problems.append(f"line {before + reader.line_num}: not CSV: {slip}")


def _heading(cells: list[str], line: int) -> list[str]:
    names = [as_meant(each).strip() for each in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > _MOST_COLUMNS:
        raise FormatError(_SAID, (f"line {line}: more than {_MOST_COLUMNS:,} columns",))
    problems = [f"line {line}: a column has no header" for each in names if not each]
    twice = {each: None for each in names if each and names.count(each) > 1}
    problems += [f"line {line}: the header {shown(each)!r} stands twice" for each in twice]
    if problems:
        raise FormatError(_SAID, tuple(problems[:_TOLD]))
    return names
