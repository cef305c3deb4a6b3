import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType

import attrs

from bakohumas.institutions._areas import PART_OF, Area
from bakohumas.institutions._institutions import Institution
from bakohumas.institutions._kinds import Level
from bakohumas.institutions._names import index
from bakohumas.institutions._rows import gather
from bakohumas.periods import Period


@attrs.frozen
class TableSource:
    """Where facts in the shipped tables come from.

    Attributes:
        key: Short name, as the rows carry it.
        title: What it is.
        locator: Where it was found.
        date: Its own date, as far as known.
        licence: Under which licence it stands, or that none is stated.
        used_for: What was taken from it.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> directory(on=date(2018, 6, 30)).sources()["kl-2016"].date
        'about 2016'
    """

    key: str
    title: str
    locator: str
    date: str
    licence: str
    used_for: str


def _read(name: str) -> Iterator[dict[str, str]]:
    text = (files("bakohumas.institutions") / "data" / name).read_text("utf-8")
    return csv.DictReader(StringIO(text, newline=""))


@cache
def sources() -> Mapping[str, TableSource]:
    """The sources of the shipped tables, by key."""
    return MappingProxyType({row["key"]: TableSource(**row) for row in _read("sources.csv")})


@cache
def areas() -> Mapping[str, Area]:
    """Every province, regency and city of the tables, by code."""
    found = {}
    for row in _read("provinces.csv"):
        start = row["valid_from"]
        found[row["code"]] = Area(
            code=row["code"],
            name=row["name"],
            short=row["short_name"],
            level=Level.PROVINCE,
            parent="",
            kind="provinsi",
            population=int(row["population_2024"]),
            area_km2=Decimal(row["area_km2"]),
            autonomous=True,
            period=Period(date.fromisoformat(start) if start else None),
            english=row["name_en"],
            iso=row["iso_code"],
            sources=tuple(row["source"].split(";")),
        )
    for row in _read("regencies.csv"):
        found[row["code"]] = Area(
            code=row["code"],
            name=row["name"],
            short=row["short_name"],
            level=Level.REGENCY,
            parent=row["province_code"],
            kind=row["type"],
            population=int(row["population_2024"]),
            area_km2=Decimal(row["area_km2"]),
            autonomous=row["is_autonomous"] == "1",
            period=Period(None),
            english="",
            iso="",
            sources=tuple(row["source"].split(";")),
        )
    return MappingProxyType(found)


@cache
def institutions() -> Mapping[str, Institution]:
    """Every institution of the tables, of whatever day, by id."""
    rows = enumerate(_read("institutions.csv"), start=2)
    found = gather(rows, source="institutions.csv", areas=areas(), known={})
    return MappingProxyType({one.id: one for one in found})


@cache
def names() -> Mapping[str, list[Institution]]:
    """The institutions of the tables by everything that they answer to."""
    return MappingProxyType(index(institutions().values(), areas()))


@cache
def kin() -> Mapping[str, frozenset[str]]:
    """Institutions that a note ties to each other: renamed, split, merged."""
    found: dict[str, set[str]] = {id_: set() for id_ in institutions()}
    for one in institutions().values():
        for word in one.note.replace(",", " ").replace(";", " ").split():
            if word in found:
                found[one.id].add(word)
                found[word].add(one.id)
    return MappingProxyType({id_: frozenset(ids) for id_, ids in found.items()})


def areas_on(day: date) -> dict[str, Area]:
    """The areas of a day: provinces that were split later are still whole."""
    found = {code: area for code, area in areas().items() if day in area.period}
    for later in areas().values():
        if later.code not in found:
            whole = found[PART_OF[later.code]]
            found[whole.code] = attrs.evolve(
                whole,
                population=whole.population + later.population,
                area_km2=whole.area_km2 + later.area_km2,
            )
        elif later.parent and later.parent not in found:
            found[later.code] = attrs.evolve(later, parent=PART_OF[later.parent])
    return found
