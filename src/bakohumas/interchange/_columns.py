import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import islice
from os import PathLike
from typing import Any, Final, TypeAlias

import attrs

from bakohumas.errors import FormatError, expect
from bakohumas.institutions import MAX_ROWS, read_table
from bakohumas.interchange._csv import as_meant

_TOLD: Final = 1_000
"""About how many problems of a table are told."""
_NOTHING: Final = frozenset("-–—")
Rows: TypeAlias = str | PathLike[str] | Iterable[Mapping[str, Any]]


@lru_cache(1024)
def _plain(header: str) -> str:
    return re.sub(r"[\W_]+", "", header.casefold())


@attrs.frozen(eq=False)
class Headers:
    """The columns that a table may have, the needed one first, each with its headers."""

    said: Mapping[str, tuple[str, ...]]

    @cached_property
    def _columns(self) -> dict[str, str]:
        return {_plain(each): column for column, said in self.said.items() for each in said}

    @property
    def needed(self) -> str:
        """The column that no table may lack."""
        return next(iter(self.said))

    def column(self, header: object) -> str | None:
        """The column that a header stands for, whatever its case, spaces and underscores."""
        return self._columns.get(_plain(header)) if isinstance(header, str) else None

    def near(self, header: object) -> list[str]:
        """Headers that look like one that is not known; all columns where none does."""
        known = [each for said in self.said.values() for each in said]
        return get_close_matches(str(header).casefold(), known, n=2) or [
            said[0] for said in self.said.values()
        ]


MEMBERS: Final = Headers(
    {
        "institution": (
            "institution",
            "lembaga",
            "instansi",
            "id",
            "institusi",
            "nama_instansi",
            "nama_lembaga",
            "anggota",
        ),
        "unit": ("unit", "unit_kerja", "unit_humas", "unit_kehumasan", "pr_unit"),
        "name": ("unit_name", "nama_unit"),
        "category": ("category", "kategori", "jenis"),
        "area": ("area", "wilayah"),
        "since": ("since", "sejak", "tanggal_masuk", "mulai", "start", "tmt"),
        "until": ("until", "sampai", "tanggal_keluar", "berakhir", "end", "selesai"),
        "cause": ("cause", "sebab", "alasan"),
        "role": ("role", "peran"),
        "pr": ("pr", "humas"),
        "representative": ("representative", "wakil"),
        "contact": ("contact", "narahubung"),
        "basis": ("basis", "dasar"),
    }
)
"""What a table of members may tell, and the headers under which it does."""
BOARD: Final = Headers(
    {
        "seat": ("seat", "jabatan", "kursi", "position", "posisi"),
        "institution": (
            "institution",
            "lembaga",
            "instansi",
            "institusi",
            "nama_instansi",
            "nama_lembaga",
            "anggota",
        ),
        "person": ("person", "orang"),
        "post": ("post", "jabatan_asal"),
        "unit": ("unit", "unit_kerja"),
        "selection": ("selection", "cara", "cara_pengisian"),
        "capacity": ("capacity", "kapasitas"),
        "since": ("since", "mulai", "sejak", "start", "tmt", "mulai_jabatan"),
        "until": ("until", "berakhir", "sampai", "end", "selesai"),
        "cause": ("cause", "sebab", "alasan"),
        "label": ("label", "periode"),
        "decree": ("decree", "sk", "keputusan", "nomor_sk"),
        "decree_date": ("decree_date", "tanggal_sk"),
        "issuer": ("issuer", "pejabat"),
        "address": ("address", "alamat"),
        "sha256": ("sha256",),
        "basis": ("basis", "dasar"),
    }
)
"""What a table of a board may tell, and the headers under which it does."""


@attrs.frozen
class Row:
    """One row of a table: where it stands, and what it says under each known column."""

    place: str
    number: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401 - text, or what a program put there
        return self.cells.get(column, "")


def read(rows: Rows, *, what: str, headers: Headers, problems: list[str]) -> list[Row]:
    """The rows of a table under the names of its columns; blank ones are passed over."""
    needed = headers.needed
    if isinstance(rows, str | PathLike):
        source = str(rows)
        numbered: Iterator[tuple[int, Mapping[Any, Any]]] = read_table(
            rows, check=lambda own: _unfit(own, headers)
        )
    else:
        expect(rows, Iterable, what=f"the table of {what}")
        source, numbered = what, enumerate(rows, start=1)
    found = []
    try:
        for number, row in islice(numbered, MAX_ROWS):
            expect(row, Mapping, what=f"row {number} of the table of {what}")
            place = f"{source} row {number}"
            cells, unfit = _cells(row, headers)
            if len(problems) > _TOLD:
                problems.append("and perhaps more: mend these first")
                break
            if any(cells.values()) or unfit:
                if not cells.get(needed) and not unfit:
                    unfit = [f"{needed} is missing"]
                problems += [f"{place}: {each}" for each in unfit]
                if not unfit:
                    found.append(Row(place, number, cells))
        else:
            if next(numbered, None):
                problems.append(f"{source}: more than {MAX_ROWS:,} rows: split them")
    except FormatError as slip:
        problems += [f"{source}: {each}" for each in slip.problems]
    return found


def _cells(row: Mapping[Any, Any], headers: Headers) -> tuple[dict[str, Any], list[str]]:
    """What a row says by column, and what cannot be placed in one."""
    problems = list(_strange(row, headers))
    cells = {
        column: _said(value) if isinstance(value, str) else value
        for header, value in row.items()
        if (column := headers.column(header)) and value is not None
    }
    return cells, problems


def _said(cell: str) -> str:
    words = as_meant(cell.strip())
    return "" if words in _NOTHING else words


def _strange(columns: Iterable[object], headers: Headers) -> Iterator[str]:
    seen: dict[str, object] = {}
    for header in columns:
        column = headers.column(header)
        if header is None:
            yield "more cells than columns"
        elif column is None:
            yield f"unknown column {header!r}: use {' or '.join(headers.near(header))}"
        elif column in seen:
            yield f"columns {seen[column]!r} and {header!r} are one and the same"
        else:
            seen[column] = header


def _unfit(columns: Sequence[str], headers: Headers) -> Iterator[str]:
    yield from islice(_strange(columns, headers), _TOLD)
    needed = headers.needed
    if needed not in map(headers.column, columns):
        others = ", ".join(headers.said[needed][1:])
        yield f"column {needed!r} is missing (or {others})"
