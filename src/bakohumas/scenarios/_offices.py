from collections.abc import Collection, Iterable
from datetime import date

from bakohumas.institutions import Directory, directory


def beside_the_tables(
    units: Iterable[tuple[str, str, str, str]], *, on: date, named: Collection[str], **place: str
) -> Directory:
    """The tables of a day and, beside them, the units of a region that no table has.

    Args:
        units: Id, name and acronym of each, and the id of the institution it is a part of.
        on: The day.
        named: Ids of those that the document names; the others are marked as invented.
        place: The codes of the region, by their columns.
    """
    tables = directory(on=on)
    return tables.extended(
        {
            "id": unit,
            "name": name,
            "acronym": called,
            "category": tables[parent].category.value,
            "parent": parent,
            **place,
            "invented": "" if unit in named else "yes",
        }
        for unit, name, called, parent in units
    )
