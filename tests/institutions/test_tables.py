"""The shipped tables, held against what is known of them: the refresh is done when these pass."""

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from bakohumas.institutions import Area, Category, Directory, Institution, Level, directory

DAY = date(2025, 1, 1)
TABLES = ("institutions.csv", "provinces.csv", "regencies.csv", "sources.csv")
RAW = {name: (files("bakohumas.institutions") / "data" / name).read_bytes() for name in TABLES}


def read(name: str) -> list[dict[str, str]]:
    """The rows of a table, as plain text."""
    return list(csv.DictReader(RAW[name].decode("utf-8").splitlines()))


def governed(where: Directory) -> list[Institution]:
    """The regencies and cities with a government of their own."""
    return [one for one in where.in_category(Category.REGENCY_GOVERNMENT) if one.autonomous]


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_plain_text(name: str) -> None:
    """UTF-8 without mark, LF, no ragged row and no stray blanks."""
    head, *rows = csv.reader(RAW[name].decode("utf-8").splitlines())
    cells = [cell for row in rows for cell in row]

    assert not RAW[name].startswith(b"\xef\xbb\xbf")
    assert b"\r" not in RAW[name]
    assert {len(row) for row in rows} == {len(head)}
    assert all(cell == " ".join(cell.split()) for cell in cells)


def test_every_row_has_a_source_that_is_listed() -> None:
    """No fact without a source, and no key without an entry."""
    known = directory(on=DAY).sources()
    keys = [key for name in TABLES[:3] for row in read(name) for key in row["source"].split(";")]

    assert set(keys) <= set(known)
    assert all(source.title and source.licence for source in known.values())
    assert len(known) == len(read("sources.csv"))


def test_areas_are_those_of_the_decree() -> None:
    """38 provinces and 514 regencies and cities, with codes of the right shape."""
    today = directory(on=DAY)
    provinces, regencies = today.areas(Level.PROVINCE), today.areas(Level.REGENCY)

    assert len(provinces) == 38
    assert Counter(area.kind for area in regencies) == {"kabupaten": 416, "kota": 98}
    assert len({area.name for area in regencies}) == 514
    assert all(re.fullmatch(r"ID-[A-Z]{2}", area.iso) for area in provinces)
    assert all((int(area.code[3:]) < 70) == (area.kind == "kabupaten") for area in regencies)
    assert today.areas(Level.NATIONAL) == ()


@pytest.mark.parametrize("day", [date(2014, 10, 27), date(2022, 8, 1), DAY])
def test_people_and_land_add_up_on_every_day(day: date) -> None:
    """Each province is the sum of its parts, before the split of Papua and after it."""
    where = directory(on=day)
    regencies = where.areas(Level.REGENCY)

    def parts(province: Area) -> list[Area]:
        return [area for area in regencies if area.parent == province.code]

    assert sum(one.population for one in where.areas(Level.PROVINCE)) == 284_973_643
    for one in where.areas(Level.PROVINCE):
        assert one.population == sum(area.population for area in parts(one))
        assert abs(one.area_km2 - sum(area.area_km2 for area in parts(one))) < Decimal("0.3")


def test_counts_of_the_table_match_its_areas() -> None:
    """The columns that count regencies and cities agree with the rows."""
    kinds = Counter((row["province_code"], row["type"]) for row in read("regencies.csv"))
    stated = {
        (row["code"], kind): int(row[f"n_{kind}"])
        for row in read("provinces.csv")
        for kind in ("kabupaten", "kota")
        if int(row[f"n_{kind}"])
    }
    capitals = [row["capital_regency_code"][:2] for row in read("provinces.csv")]

    assert stated == kinds
    assert capitals == [row["code"] for row in read("provinces.csv")]


@pytest.mark.parametrize(
    ("day", "provinces"),
    [("2018-06-30", 34), ("2022-07-24", 34), ("2022-07-25", 37), ("2022-12-08", 38)],
)
def test_provinces_are_dated(day: str, provinces: int) -> None:
    """34 provinces before the laws of 2022, 38 after, each with its government."""
    where = directory(on=date.fromisoformat(day))

    assert len(where.areas(Level.PROVINCE)) == provinces
    assert len(where.in_category(Category.PROVINCIAL_GOVERNMENT)) == provinces


@pytest.mark.parametrize(
    ("day", "ministries", "coordinating"),
    [
        ("2014-10-27", 34, 4),
        ("2018-06-30", 34, 4),
        ("2019-10-23", 34, 4),
        ("2021-04-28", 34, 4),
        ("2024-10-20", 34, 4),
        ("2024-10-21", 48, 7),
        ("2024-12-01", 48, 7),
        ("2025-09-08", 49, 7),
        ("2025-10-06", 48, 7),
    ],
)
def test_cabinets(day: str, ministries: int, coordinating: int) -> None:
    """Each cabinet has the number of ministries that it is known for."""
    found = directory(on=date.fromisoformat(day)).in_category(Category.MINISTRY)

    assert len(found) == ministries
    assert sum(one.english.startswith("Coordinating") for one in found) == coordinating


def test_all_but_jakartas_six_govern_themselves() -> None:
    """508 of 514 regencies and cities have their own government."""
    today = directory(on=DAY)
    governments = today.in_category(Category.REGENCY_GOVERNMENT)
    others = {one.province for one in governments if not one.autonomous}

    assert len(governments) == 514
    assert len(governed(today)) == 508
    assert others == {"31"}
    assert sum(not area.autonomous for area in today.areas(Level.REGENCY)) == 6
    assert {one.regency for one in governments} == {a.code for a in today.areas(Level.REGENCY)}


def test_the_table_is_whole() -> None:
    """1,159 institutions of eleven kinds, none without an id, a name or a short name."""
    rows = read("institutions.csv")
    categories = {row["category"] for row in rows}
    banks = [row for row in rows if row["note"].startswith("regional development bank")]

    assert len(rows) == len({row["id"] for row in rows}) == 1159
    assert categories == set(Category)
    assert all(row["name_id"] and row["acronym"] for row in rows)
    assert max(Counter((row["name_id"], row["valid_from"]) for row in rows).values()) == 1
    assert len(banks) == 27


def test_names_of_the_seed_documents_are_there() -> None:
    """The ministries that the documents of 2018 speak of existed that year."""
    where = directory(on=date(2018, 9, 1))

    assert {"kominfo", "kemen-pupr", "kemendikbud"} <= {one.id for one in where}
    assert where.area("33.07").name == "Kabupaten Wonosobo"
    assert where.area("33.11").name == "Kabupaten Sukoharjo"
