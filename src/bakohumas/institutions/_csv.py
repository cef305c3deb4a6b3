import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from os import PathLike
from pathlib import Path
from typing import Any, Final

from bakohumas.errors import FormatError

MAX_BYTES: Final = 5_000_000
MAX_ROWS: Final = 100_000
"""Most rows of a table that are read."""


def read_table(
    path: str | PathLike[str], *, check: Callable[[Sequence[str]], Iterable[str]]
) -> Iterator[tuple[int, dict[Any, Any]]]:
    r"""The rows of a CSV file, with the numbers of the lines on which they end.

    UTF-8 with or without a byte order mark, cells parted by commas or semicolons, at
    most 5 MB. Cells are taken as text and never evaluated. As ``csv.DictReader``
    gives them, cells past the last column stand under ``None``, and missing ones are
    ``None``.

    Args:
        path: Where the file is.
        check: Says what is wrong with the columns; nothing, where they will do.

    Raises:
        FormatError: On the first row that is asked for, if the file cannot be read,
            or its columns will not do; on a later one, if it is no CSV from there on.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     table = Path(folder, "anggota.csv")
        ...     _ = table.write_text("lembaga;unit\nbps;Biro Humas\n", "utf-8")
        ...     list(read_table(table, check=lambda columns: ()))
        [(2, {'lembaga': 'bps', 'unit': 'Biro Humas'})]
    """
    try:
        with Path(path).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise FormatError(str(path), (f"larger than {MAX_BYTES:,} bytes: split it",))
        text = raw.decode("utf-8-sig")
        head = text.partition("\n")[0]
        comma = ";" if ";" in head and "," not in head else ","  # spreadsheets set to Indonesian
        reader = csv.DictReader(StringIO(text, newline=""), strict=True, delimiter=comma)
        if problems := tuple(check(list(reader.fieldnames or ()))):
            raise FormatError(str(path), problems)
        for row in reader:
            yield reader.line_num, row
    except OSError as error:
        raise FormatError(str(path), (f"cannot be read: {error.strerror}",)) from error
    except UnicodeDecodeError as error:
        raise FormatError(str(path), ("not UTF-8: save it as 'CSV UTF-8'",)) from error
    except csv.Error as error:
        raise FormatError(str(path), (f"not CSV: {error}",)) from error
