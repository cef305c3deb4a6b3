from decimal import Decimal
from typing import Final

import attrs

from bakohumas.institutions._kinds import Level
from bakohumas.periods import Period

PART_OF: Final = {"93": "91", "94": "91", "95": "91", "96": "92"}
"""Provinces of 2022, and the ones that they were part of before."""


@attrs.frozen
class Area:
    """A province, regency or city, as it stands on a day.

    Attributes:
        code: Code of the Ministry of Home Affairs, such as ``"63"`` or ``"63.05"``.
        name: Official Indonesian name.
        short: The name without its kind.
        level: Province, or regency and city.
        parent: Code of the province it lies in; empty for a province.
        kind: ``"provinsi"``, ``"kabupaten"`` or ``"kota"``.
        population: Registered residents in the second half of 2024, whatever the day.
        area_km2: Area, exactly as published.
        autonomous: Whether it has its own government: not so in Jakarta's six.
        period: When it existed, where the tables know.
        english: English name, where there is one.
        iso: Code of ISO 3166-2; empty below the province.
        sources: Keys of the sources of this row.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.institutions import directory
        >>> tapin = directory(on=date(2018, 6, 30)).area("Kabupaten Tapin")
        >>> tapin.code, tapin.parent, tapin.area_km2
        ('63.05', '63', Decimal('2155.939'))
    """

    code: str
    name: str
    short: str
    level: Level
    parent: str
    kind: str
    population: int
    area_km2: Decimal
    autonomous: bool
    period: Period
    english: str
    iso: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return self.name
