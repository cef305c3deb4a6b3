import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from os import PathLike
from typing import Final, TypeAlias

import attrs

from bakohumas.errors import FormatError, expect
from bakohumas.institutions._areas import PART_OF, Area
from bakohumas.institutions._csv import MAX_ROWS, read_table
from bakohumas.institutions._institutions import ID, Institution
from bakohumas.institutions._kinds import KINDS, Category, Level
from bakohumas.periods import Period

Row: TypeAlias = "Institution | Mapping[str, object]"
COLUMNS: Final = (
    "id",
    "name_id",
    "name_en",
    "acronym",
    "category",
    "parent",
    "province_code",
    "regency_code",
    "valid_from",
    "valid_to",
    "note",
    "source",
    "invented",
)
_KNOWN: Final = frozenset({*COLUMNS, "name"})
_YES: Final = frozenset({"1", "true", "yes", "ya"})
_NO: Final = frozenset({"", "0", "false", "no", "tidak"})


def row_of(one: Institution) -> dict[str, str | bool]:
    """The row from which :func:`gather` makes this institution."""
    return {
        "id": one.id,
        "name_id": one.name,
        "name_en": one.english,
        "acronym": one.acronym,
        "category": one.category.value,
        "parent": one.parent,
        "province_code": one.province,
        "regency_code": one.regency,
        "valid_from": str(one.period.start or ""),
        "valid_to": str(one.period.end or ""),
        "note": one.note,
        "source": ";".join(one.sources),
        "invented": one.invented,
    }


def numbered(rows: Iterable[Row] | str | PathLike[str]) -> tuple[str, Iterator[tuple[int, Row]]]:
    """What is read, and its rows with the numbers by which their author knows them."""
    if isinstance(rows, (str, PathLike)):
        return str(rows), read_table(rows, check=_unfit)
    expect(rows, Iterable, what="rows")
    return "rows", enumerate(rows, start=1)


def _unfit(columns: Sequence[str]) -> Iterator[str]:
    yield from _strange(columns)
    yield from _absent(columns)


def _strange(columns: Iterable[object]) -> Iterator[str]:
    seen = set()
    for column in columns:
        if column is None:
            yield "more cells than columns"
        elif column not in _KNOWN:
            yield f"unknown column {column!r}: use {', '.join(COLUMNS)}"
        elif column in seen:
            yield f"column {column!r} occurs twice"
        seen.add(column)


def _absent(columns: Iterable[object]) -> Iterator[str]:
    given = {"name_id" if column == "name" else column for column in columns}
    for column in ("id", "name_id", "category"):
        if column not in given:
            yield f"column {column!r} is missing"


def _day(cells: Mapping[str, str], column: str, problems: list[str]) -> date | None:
    try:
        return date.fromisoformat(cells[column]) if cells[column] else None
    except ValueError:
        problems.append(f"{column} {cells[column]!r} is not a day such as 2018-06-30")
        return None


def _parse(row: Mapping[str, object], problems: list[str]) -> Institution | None:
    problems += _strange(row)
    cells = dict.fromkeys(COLUMNS, "") | {
        key: str(value).strip() for key, value in row.items() if value is not None
    }
    name = cells["name_id"] or cells.get("name", "")
    if not re.fullmatch(ID, cells["id"]):
        problems.append(f"id {cells['id']!r} must be made of letters, digits, '.', '_' and '-'")
    if not re.search(r"[^\W_]", name):
        problems.append("name_id is missing")
    category = cells["category"]
    if category not in KINDS:
        near = get_close_matches(category, KINDS, n=1) or [", ".join(KINDS)]
        problems.append(f"category {category!r} is none of the kinds: try {near[0]}")
    start, end = (_day(cells, column, problems) for column in ("valid_from", "valid_to"))
    if start and end and end <= start:
        problems.append(f"valid_to {end} must come after valid_from {start}")
    if cells["invented"].lower() not in _YES | _NO:
        problems.append(f"invented {cells['invented']!r} is neither yes nor no")
    if problems:
        return None
    return Institution(
        id=cells["id"],
        name=name,
        category=KINDS[category],
        acronym=cells["acronym"],
        english=cells["name_en"],
        province=cells["province_code"],
        regency=cells["regency_code"],
        period=Period(start, end),
        note=cells["note"],
        sources=tuple(key for key in cells["source"].split(";") if key),
        parent=cells["parent"],
        invented=cells["invented"].lower() in _YES,
    )


def _misplaced(one: Institution, areas: Mapping[str, Area]) -> Iterator[str]:
    for code, level in ((one.province, Level.PROVINCE), (one.regency, Level.REGENCY)):
        if code and (code not in areas or areas[code].level != level):
            yield f"{level}_code {code!r} is unknown"
        elif code and level == Level.REGENCY:
            lies_in = areas[code].parent
            if one.province not in {"", lies_in, PART_OF.get(lies_in)}:
                yield f"regency_code {code!r} does not lie in province {one.province!r}"


def _place(one: Institution, parent: Institution | None, areas: Mapping[str, Area]) -> Institution:
    """The row where it stands: at its parent's place, unless it has its own."""
    province, regency = one.province, one.regency
    if parent and not (province or regency):
        province, regency = parent.province, parent.regency
    if not regency:
        return attrs.evolve(one, province=province)
    governed = one.category != Category.REGENCY_GOVERNMENT or areas[regency].autonomous
    return attrs.evolve(
        one,
        province=areas[regency].parent,
        regency=regency,
        autonomous=one.autonomous and governed,
    )


def _read(row: Row, problems: list[str]) -> tuple[str, Institution | None]:
    """The id that a row gives, and what it describes unless there are problems."""
    if isinstance(row, Institution):
        return row.id, row
    if isinstance(row, Mapping):
        return str(row.get("id", "")).strip(), _parse(row, problems)
    msg = f"a row must be an Institution or a mapping, got {row!r}"
    raise TypeError(msg)


def _parents_first(found: Mapping[str, Institution], problems: list[str]) -> list[str]:
    graph = {id_: [one.parent] if one.parent in found else [] for id_, one in found.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        problems.append(f"parents run in a circle: {' - '.join(error.args[1])}")
        return []


def gather(
    rows: Iterator[tuple[int, Row]],
    *,
    source: str,
    areas: Mapping[str, Area],
    known: Mapping[str, Institution],
) -> tuple[Institution, ...]:
    """The institutions that the rows describe, in their order, or every problem at once."""
    found: dict[str, Institution] = {}
    lines: dict[str, int] = {}  # of faulty rows too: they are parents all the same
    problems: list[str] = []
    for number, row in islice(rows, MAX_ROWS):
        mine: list[str] = []
        id_, one = _read(row, mine)
        if id_ in known:
            mine.append(f"id {id_!r} already stands for {known[id_]}")
        elif lines.setdefault(id_, number) != number:
            mine.append(f"id {id_!r} is taken by row {lines[id_]}")
        elif one:
            mine += _misplaced(one, areas)
            found[id_] = one
        problems += [f"row {number}: {problem}" for problem in mine]
    if next(rows, None):
        problems.append(f"more than {MAX_ROWS:,} rows: split them")
    for id_, one in found.items():
        if one.parent and one.parent not in lines and one.parent not in known:
            problems.append(f"row {lines[id_]}: parent {one.parent!r} is unknown")
    order = _parents_first(found, problems)
    if problems:
        raise FormatError(source, tuple(problems))
    for id_ in order:
        one = found[id_]
        found[id_] = _place(one, found.get(one.parent) or known.get(one.parent), areas)
    return tuple(found.values())
