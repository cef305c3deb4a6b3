from collections.abc import Mapping
from datetime import date
from functools import cached_property

import attrs

from bakohumas.bodies import Capacity, Cause, Decree, Place, Seat, Selection
from bakohumas.errors import BakohumasError
from bakohumas.interchange._cells import fold, text, word
from bakohumas.interchange._columns import Row
from bakohumas.interchange._members import Entry
from bakohumas.interchange._offices import Offices, unit_of
from bakohumas.interchange._stretches import Stretch
from bakohumas.law import Charter
from bakohumas.periods import Approx


@attrs.frozen
class Holding:
    """A row of the table of the board that could be read."""

    row: Row
    since: Approx
    until: Approx | None
    place: Place
    selection: Selection
    capacity: Capacity
    cause: Cause | None
    label: str
    decree: Decree | None
    mandate: str
    own_basis: str
    table: str

    @property
    def basis(self) -> str:
        """What it rests on: what the row says, or the table as a whole."""
        return self.own_basis or self.table

    @property
    def elected(self) -> bool:
        """Whether the row is of a board that was elected together, from its first day on."""
        return self.selection is Selection.ELECTED and self.capacity is Capacity.DEFINITIVE


@attrs.frozen(eq=False)
class Reading:
    """What rows of a board are read against: the charter on a day, and the members' table."""

    rules: Charter
    on: date
    offices: Offices
    entries: tuple[Entry, ...]
    basis: str

    @cached_property
    def titles(self) -> frozenset[str]:
        """The seats that the charter names, each of which somebody holds alone."""
        return frozenset(seat.name for seat in Seat.all(self.rules, on=self.on))

    @cached_property
    def _spelt(self) -> dict[str, str]:
        """Titles as the charter spells them, then as the first row does that has them."""
        return {fold(each): each for each in self.titles}

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        return {
            fold(name): each.institution
            for each in self.entries
            for name in (text(each.row["institution"]), each.institution)
        }

    @cached_property
    def _organizations(self) -> Mapping[str, str]:
        return {text(each.row["organization"]): each.institution for each in self.entries}

    @cached_property
    def _units(self) -> Mapping[tuple[str, str], str]:
        return {
            (each.institution, fold(name)): each.unit
            for each in self.entries
            for name in (text(each.row["unit"]), each.name, each.unit)
        }

    def holding(self, one: Stretch, problems: list[str]) -> Holding | None:
        """What a row of the table of the board says."""
        row = one.row
        mine: list[str] = []
        capacity = word(row["capacity"], Capacity, "capacity", mine) or Capacity.DEFINITIVE
        selection = self._selection(row, capacity, mine)
        cause = word(row["cause"], Cause, "cause", mine)
        decree = _decree(one, mine, mandated=capacity.acting)
        place = self._place(one)
        if not place.holder and not place.unit:
            mine.append("names no institution, person or post: leave out a seat that is vacant")
        fixed = capacity.acting or selection is Selection.APPOINTED
        if one.until and fixed and not one.until.exact:
            mine.append(f"until {one.until} is no day: write it out, such as 2020-11-02")
        problems += [f"{row.place}: {each}" for each in mine]
        if mine or selection is None or one.faulty:
            return None
        return Holding(
            row,
            one.since,
            one.until,
            place,
            selection,
            capacity,
            cause,
            text(row["label"]),
            decree,
            text(row["issuer"]) if capacity.acting else "",
            text(row["basis"]) or (str(decree) if decree else ""),
            self.basis,
        )

    def _selection(self, row: Row, capacity: Capacity, problems: list[str]) -> Selection | None:
        said = word(row["selection"], Selection, "selection", problems)
        if capacity is Capacity.PAW and said not in {None, Selection.ELECTED}:
            problems.append("capacity paw is of an elected seat: see the column selection")
        if said or text(row["selection"]):
            return said
        if capacity is not Capacity.DEFINITIVE:
            return Selection.ELECTED if capacity is Capacity.PAW else Selection.APPOINTED
        try:
            return Seat.under(self.rules, text(row["seat"]), on=self.on).selection
        except BakohumasError as silent:
            problems.append(f"selection is missing, and the charter does not tell: {silent}")
            return None

    def _seat(self, title: str) -> str:
        """A title as it is spelt throughout, with its number where it has one."""
        stem, _, number = title.rpartition(" ")
        if fold(title) in self._spelt or not (stem and number.isdecimal()):
            return self._spelt.setdefault(fold(title), title)
        return f"{self._seat(stem)} {number}"

    def _place(self, one: Stretch) -> Place:
        row = one.row
        name, unit = text(row["institution"]), text(row["unit"])
        if own := text(row["organization"]):
            home = self._organizations.get(own) or self.offices.id_of(name, one.until, own)
        else:
            home = self._homes.get(fold(name)) or self.offices.id_of(name, one.until)
        known = self._units.get((home, fold(unit))) if unit else ""
        return Place(
            self._seat(" ".join(text(row["seat"]).split())),
            home,
            text(row["person"]),
            text(row["post"]),
            unit_of(home, unit) if known is None else known,
        )


def _decree(one: Stretch, problems: list[str], *, mandated: bool) -> Decree | None:
    row = one.row
    cite = text(row["decree"])
    columns = ["decree_date", "address", "sha256", *([] if mandated else ["issuer"])]
    speak = [each for each in columns if text(row[each])]
    if not cite and speak:
        problems.append(f"decree is missing, of which {' and '.join(speak)} speak")
    if not cite:
        return None
    try:
        return Decree(
            cite,
            made=one.made,
            issuer=text(row["issuer"]),
            address=text(row["address"]),
            sha256=text(row["sha256"]).lower(),
        )
    except ValueError as slip:
        problems.append(str(slip))
        return None
