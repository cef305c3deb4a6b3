from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import attrs

from bakohumas.errors import UnknownNameError
from bakohumas.languages import Lang, pick
from bakohumas.law._citations import Citation
from bakohumas.law._evidence import Grade
from bakohumas.law._files import names, read
from bakohumas.law._provisions import Provision, Value
from bakohumas.periods import Period, overlaps


def _one_at_a_time(_charter: object, _field: object, rows: tuple[Provision, ...]) -> None:
    keys = {row.key for row in rows}
    for key in sorted(keys):
        if overlaps(row.period for row in rows if row.key == key):
            msg = f"two provisions of one charter lay down {key!r} for the same day"
            raise ValueError(msg)


@attrs.frozen
class Charter:
    """The provisions that govern one body, by key and day.

    A charter may rest on a parent: what it does not lay down itself, the
    parent does (the special rule goes before the general one).

    Attributes:
        name: Short name, such as ``"national"``.
        title: What it is, in English and Indonesian.
        provisions: What it lays down itself.
        parent: The charter it rests on.

    Examples:
        >>> from datetime import date
        >>> rules = charter("national")
        >>> rules.value("term.years", on=date(2015, 11, 2))
        5
        >>> rules.provision("term.years", on=date(2015, 11, 2)).basis
        'PM Kominfo 35/2014 (grade B)'
    """

    name: str
    title: tuple[str, str]
    provisions: tuple[Provision, ...] = attrs.field(
        validator=_one_at_a_time, repr=lambda held: f"<{len(held)}>"
    )
    parent: "Charter | None" = attrs.field(default=None, repr=str)

    def __str__(self) -> str:
        return self.name

    def label(self, lang: Lang = "en") -> str:
        """What the charter is, in words."""
        return pick(lang, *self.title)

    def find(self, key: str, *, on: date) -> Provision | None:
        """The provision in force on a day, or ``None`` where the texts are silent."""
        for own in self.provisions:
            if own.key == key and own.in_force(on):
                return own
        return self.parent.find(key, on=on) if self.parent else None

    def provision(self, key: str, *, on: date) -> Provision:
        """The provision in force on a day.

        Raises:
            UnknownNameError: If neither this charter nor a parent lays it down.
        """
        found = self.find(key, on=on)
        if found is None:
            raise UnknownNameError("provision", key, scope=f"charter {self.name} on {on}")
        return found

    def value(self, key: str, *, on: date) -> Value:
        """What the provision in force on a day says.

        Raises:
            UnknownNameError: If neither this charter nor a parent lays it down.
        """
        return self.provision(key, on=on).value

    def override(self, *provisions: Provision, name: str = "") -> "Charter":
        """A child charter in which these *provisions* go before this one's.

        Examples:
            >>> from datetime import date
            >>> local = Provision("term.years", 3, Period(date(2013, 1, 1)),
            ...     Citation("SK Gubernur"), Grade.C)
            >>> charter("national").override(local).value("term.years", on=date(2016, 1, 1))
            3
        """
        return Charter(name or f"{self.name}+", self.title, provisions, self)

    def in_force(self, on: date) -> Mapping[str, Provision]:
        """Every provision that applies on a day, by key, own before inherited."""
        above = dict(self.parent.in_force(on)) if self.parent else {}
        own = {row.key: row for row in self.provisions if row.in_force(on)}
        return dict(sorted((above | own).items()))

    def rows(self, *, on: date) -> list[dict[str, Any]]:
        """One plain row a provision in force: key, value, citation, grade, note."""
        return [
            {
                "key": row.key,
                "value": list(row.value) if isinstance(row.value, tuple) else row.value,
                "citation": str(row.citation),
                "grade": row.grade.value,
                "analogy": row.analogy,
                "note": row.note,
            }
            for row in self.in_force(on).values()
        ]


def _provision(row: Mapping[str, Any]) -> Provision:
    value = row["value"]
    return Provision(
        row["key"],
        tuple(value) if isinstance(value, list) else value,
        Period(row.get("from"), row.get("to")),
        Citation.parse(row["citation"]),
        Grade(row["grade"]),
        row.get("analogy", False),
        tuple(row["sources"]),
        row.get("note", ""),
    )


def charters() -> tuple[str, ...]:
    """Names of the charters that the library ships."""
    return names("charters")


@cache
def charter(name: str) -> Charter:
    """A shipped charter.

    Raises:
        UnknownNameError: If none of that name is shipped.

    Examples:
        >>> charter("national_practice").parent.name
        'national'
    """
    if name not in charters():
        raise UnknownNameError("charter", name, scope=f"shipped: {', '.join(charters())}")
    text = read(f"charters/{name}.toml")
    parent = text.get("parent")
    return Charter(
        name,
        (text["title"]["en"], text["title"]["id"]),
        tuple(map(_provision, text["provision"])),
        charter(parent) if parent else None,
    )
