import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TextIO

from bakohumas.errors import FormatError
from bakohumas.interchange._ballot_file import BallotFile
from bakohumas.interchange._ballots_csv import is_header, read_ballots_csv
from bakohumas.interchange._blt import read_blt
from bakohumas.interchange._documents import LARGEST
from bakohumas.interchange._preflib import read_preflib

_Reader = Callable[[Iterable[str]], BallotFile]
BALLOT_FORMATS: Final[Mapping[str, _Reader]] = MappingProxyType(
    {
        "blt": read_blt,
        "csv": read_ballots_csv,
        "soc": read_preflib,
        "soi": read_preflib,
        "toc": read_preflib,
        "toi": read_preflib,
    }
)
"""What reads a file of ballots, by the suffix of its name."""
_BLT_HEAD: Final = re.compile(r"\s*[0-9]+\s+[0-9]+\s*(#.*)?")
_PREFLIB_HEAD: Final = re.compile(r"#\s*[A-Z]+( [A-Z]+)*( [0-9]+)?:.*|[0-9]+")


def read_ballots(path: str | PathLike[str], *, format: str = "") -> BallotFile:  # noqa: A002 - it is what one says
    r"""Read a file of ballots in whichever format it is.

    Args:
        path: Where the file is: UTF-8 with or without a byte order mark, read line by line.
        format: One of ``blt``, ``csv``, ``soc``, ``soi``, ``toc`` and ``toi``. Left out: the
            suffix of the name tells, and where it does not, how the file begins.

    Returns:
        What it holds.

    Raises:
        FormatError: If it cannot be read, or is no such file, with the line and the reason.
        ValueError: If there is no such *format*.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ketua.csv")
        ...     _ = path.write_text("pilihan 1;pilihan 2\nAni;Budi\nBudi;\n", "utf-8")
        ...     dict(read_ballots(path).profile.ballots())
        {('Ani', 'Budi'): 1, ('Budi',): 1}
    """
    if format and format not in BALLOT_FORMATS:
        msg = f"format is one of {', '.join(BALLOT_FORMATS)}, got {format!r}"
        raise ValueError(msg)
    told = format or Path(path).suffix.removeprefix(".").lower()
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            head, rest = _begun(file)
            read = BALLOT_FORMATS.get(told) or _told_by(head[-1] if head else "")
            return read(chain(head, rest))
    except OSError as error:
        raise FormatError(str(path), (f"cannot be read: {error.strerror}",)) from error
    except UnicodeDecodeError as error:
        raise FormatError(str(path), ("not UTF-8: save it again as UTF-8",)) from error
    except FormatError as slip:
        raise FormatError(str(path), slip.problems) from slip


def _begun(file: TextIO) -> tuple[list[str], Iterator[str]]:
    """The lines of a file up to the first that is not blank, and the others."""
    rest = iter(lambda: file.readline(LARGEST + 1), "")
    head: list[str] = []
    for line in rest:
        head.append(line)
        if line.strip():
            break
    return head, rest


def _told_by(line: str) -> Any:  # noqa: ANN401 - one of the readers
    """What reads a file that begins like that."""
    if _PREFLIB_HEAD.fullmatch(line.strip()):
        return read_preflib
    if _BLT_HEAD.fullmatch(line.rstrip()):
        return read_blt
    if is_header(line):
        return read_ballots_csv
    formats = ", ".join(BALLOT_FORMATS)
    raise FormatError("ballots", (f"line 1: this begins like none of {formats}: name the format",))
