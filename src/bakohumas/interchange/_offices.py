import re
from collections.abc import Iterable
from datetime import date, timedelta

from bakohumas.errors import OutOfScopeError, UnknownNameError
from bakohumas.institutions import (
    SCOPE_START,
    Category,
    Directory,
    Institution,
    Outsider,
    directory,
)
from bakohumas.interchange._cells import fold
from bakohumas.periods import Approx

Kind = Category | Outsider
_MOST = 100
_SECOND = date.min + timedelta(days=1)


class Offices:
    """The institutions of the shipped tables, as the rows of a register call them."""

    def __init__(self, on: date) -> None:
        """Look at the register on a day."""
        self._on = on
        self._days: dict[date, tuple[Directory, dict[str, set[str]]]] = {}
        self._misses = 0
        self._spelt: dict[str, str] = {}

    def _there(self, until: Approx | None) -> tuple[Directory, dict[str, set[str]]]:
        """Who existed on the day of the register, or on the last one of a row."""
        end = until.earliest if until else date.max
        day = self._on if end > self._on else max(end, _SECOND) - timedelta(days=1)
        if day not in self._days:
            known = directory(on=day)
            self._days[day] = known, _index(known)
        return self._days[day]

    def called(
        self, name: str, kind: Kind, until: Approx | None, problems: list[str]
    ) -> Institution | None:
        """The one of that kind that goes by exactly that id, name or acronym, if one does.

        If only some of another kind do, the category contradicts the tables.
        """
        try:
            known, index = self._there(until)
        except OutOfScopeError:
            return None
        found = [known[each] for each in sorted(index.get(fold(name), ()))]
        alike = [each for each in found if each.category == kind]
        if found and not alike:
            others = ", ".join(f"{each.id} is {_kind(each.category)}" for each in found)
            problems.append(
                f"category {_kind(kind)} is not that of the tables of institutions, where "
                f"{others}: leave it out, or, if another is meant, write its name in full"
            )
        return alike[0] if len(alike) == 1 else None

    def spelt(self, name: str) -> str:
        """The id of one that no table knows: its name as it was first spelt."""
        return self._spelt.setdefault(fold(name), " ".join(name.split()))

    def id_of(self, name: str, until: Approx | None, organization: str = "") -> str:
        """The id of the one that goes by exactly that id, name or acronym; else what was said.

        Where a file has an *organization* by an id of its own, that is what was said.
        """
        try:
            ids = self._there(until)[1].get(fold(name), ())
        except OutOfScopeError:
            ids = ()
        return next(iter(ids)) if len(ids) == 1 else organization or self.spelt(name)

    def find(self, name: str, until: Approx | None, problems: list[str]) -> Institution | None:
        """The one that goes by that name in some way; otherwise the category is missing."""
        if self._misses > _MOST:
            problems.append(f"category is missing, and {name!r} was not looked up: mend the others")
            return None
        try:
            known, index = self._there(until)
            ids = index.get(fold(name), set())
            return known[next(iter(ids))] if len(ids) == 1 else known.find(name)
        except OutOfScopeError:
            since = f"the tables of institutions begin on {SCOPE_START}"
            problems.append(f"category is missing, and {since}: say what {name!r} is")
        except UnknownNameError as slip:
            self._misses += 1
            problems.append(f"{slip}; an institution of no table needs its category")
        return None


def _kind(kind: Kind) -> str:
    return f"{kind.value} ({kind.indonesian})"


def _index(institutions: Iterable[Institution]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in institutions:
        for name in filter(None, (one.id, one.acronym, one.name, one.english)):
            found.setdefault(fold(name), set()).add(one.id)
    return found


def unit_of(institution: str, unit: str) -> str:
    """The id of a unit from what a cell calls it, as :class:`Unit` makes it; an id stays."""
    if unit in {"", institution} or ":" in unit:
        return unit
    slug = re.sub(r"[\W_]+", "-", unit.casefold()).strip("-")
    return f"{institution}:{slug}"
