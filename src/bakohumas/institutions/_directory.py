from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from os import PathLike
from typing import Final

import attrs
from attrs.validators import deep_iterable

from bakohumas.errors import OutOfScopeError, UnknownNameError, expect, of_kind
from bakohumas.institutions import _tables
from bakohumas.institutions._areas import PART_OF, Area
from bakohumas.institutions._institutions import Institution
from bakohumas.institutions._kinds import SAMPLES, Category, Level, Outsider, kind_of
from bakohumas.institutions._names import MOST, area_keys, index, key, nearest
from bakohumas.institutions._rows import Row, gather, numbered, row_of
from bakohumas.languages import Lang, day, number, pick

SCOPE_START: Final = date(2014, 10, 27)
"""First day of the tables: that of the cabinet of 2014."""


_REGIONAL: Final = frozenset({Category.PROVINCIAL_GOVERNMENT, Category.REGENCY_GOVERNMENT})


def _in_scope(_directory: object, _field: object, on: date) -> None:
    expect(on, date, what="on")
    if on < SCOPE_START:
        raise OutOfScopeError(on, SCOPE_START, "the tables of institutions")


@attrs.frozen
class Directory:
    """Who exists on a day: the shipped tables and what a host adds to them.

    Attributes:
        on: The day.
        added: A host's own institutions, of whatever day.

    Raises:
        TypeError: If *on* is no date.
        OutOfScopeError: If the day lies before :data:`SCOPE_START`.

    Examples:
        >>> seed = directory(on=date(2018, 6, 30))
        >>> seed.counts()[Category.MINISTRY]
        34
        >>> seed.find("Kementerian Keuangan").id, seed.find("Pemkab Tapin").regency
        ('kemenkeu', '63.05')
        >>> "komdigi" in seed, "kominfo" in seed
        (False, True)
    """

    on: date = attrs.field(validator=_in_scope)
    added: tuple[Institution, ...] = attrs.field(
        default=(), repr=False, validator=deep_iterable(of_kind(Institution), of_kind(tuple))
    )

    @cached_property
    def _known(self) -> Mapping[str, Institution]:
        return {**_tables.institutions(), **{one.id: one for one in self.added}}

    @cached_property
    def _today(self) -> Mapping[str, Institution]:
        return {id_: self._here(one) for id_, one in self._known.items() if self.on in one.period}

    @cached_property
    def _areas(self) -> Mapping[str, Area]:
        return _tables.areas_on(self.on)

    @cached_property
    def _names(self) -> Mapping[str, list[Institution]]:
        return index(self.added, _tables.areas())

    def _here(self, one: Institution) -> Institution:
        if one.province in self._areas or not one.province:
            return one
        return attrs.evolve(one, province=PART_OF[one.province])

    def __iter__(self) -> Iterator[Institution]:
        return iter(self._today.values())

    def __len__(self) -> int:
        return len(self._today)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Institution):
            return self._today.get(item.id) == item
        return item in self._today

    def __getitem__(self, id_: str) -> Institution:
        expect(id_, str, what="the id of an institution")
        if id_ in self._today:
            return self._today[id_]
        raise self._refusal(id_, None, filter(None, [self._known.get(id_)]))

    def __str__(self) -> str:
        return f"{len(self)} institutions on {self.on}"

    def find(self, query: str, *, category: Category | Outsider | str | None = None) -> Institution:
        """The one institution of that id, acronym, Indonesian or English name.

        Case, punctuation and the usual short forms of a beginning (*Kemen*,
        *Pemprov*, *Pemkab*, *Kab.*, *PT*) make no difference.

        Args:
            query: What somebody calls it.
            category: The only kind to look among (as its value, too).

        Returns:
            The institution, as it stands that day.

        Raises:
            TypeError: If *query* is no text.
            ValueError: If *category* is no kind.
            UnknownNameError: If there is none, or more than one, that day. It
                names what looks like it, who followed or went before, or the
                ids of those that share the name.

        Examples:
            >>> directory(on=date(2018, 6, 30)).find("kemen. pupr").id
            'kemen-pupr'
            >>> directory(on=date(2025, 1, 1)).find("Kominfo")
            Traceback (most recent call last):
              ...
            bakohumas.errors.UnknownNameError: no institution is known as 'Kominfo' \
(on 2025-01-01; Kominfo from the beginning to 2024-10-20: renamed komdigi); \
did you mean komdigi?
        """
        expect(query, str, what="the name of an institution")
        category = None if category is None else kind_of(category)
        exact = self._today.get(query)
        if exact and category in {None, exact.category}:
            return exact
        name = key(query)
        known = {
            one.id: one for one in (*_tables.names().get(name, ()), *self._names.get(name, ()))
        }
        alike = [self._today[id_] for id_ in known if id_ in self._today]
        found = [one for one in alike if category in {None, one.category}]
        if len(found) == 1:
            return found[0]
        if found:
            ids = tuple(one.id for one in found)
            scope = f"{len(ids)} share the name on {self.on}: choose by id"
            raise UnknownNameError("institution", query, ids, scope)
        raise self._refusal(query, category, alike or known.values())

    def _refusal(
        self, name: str, category: Category | Outsider | None, known: Iterable[Institution]
    ) -> UnknownNameError:
        facts, suggestions = [f"on {self.on}"], list[str]()
        for one in known:
            if one.id in self._today:
                facts.append(f"{one} is known as {one.category}")
                suggestions.append(one.id)
            else:
                facts.append(f"{one} from {one.period}" + (f": {one.note}" if one.note else ""))
                suggestions += self._kin(one)
        if len(facts) == 1:
            if category is None or category in SAMPLES:
                kinds = ", ".join(sorted(SAMPLES))
                facts.append(f"of {kinds} the tables hold a sample, not a register")
            facts.append("others can be added with Directory.extended")
        suggestions = suggestions or self._near(name, category)
        best = tuple(dict.fromkeys(suggestions))
        return UnknownNameError("institution", name, best, "; ".join(facts))

    def _kin(self, one: Institution) -> Iterator[str]:
        """Ids of those that followed, or went before, and exist today."""
        later = one.period.end is not None and one.period.end <= self.on
        end = one.period.end or date.max
        for id_ in sorted(_tables.kin().get(one.id, ())):
            other = _tables.institutions()[id_]
            other_end = other.period.end or date.max
            if other_end != end and (other_end > end) == later:
                if id_ in self._today:
                    yield id_
                else:
                    yield from self._kin(other)

    def _near(self, name: str, category: Category | Outsider | None) -> list[str]:
        here = {area.code for area in self._named(name, self._areas.values())}
        governing = [
            str(one)
            for one in self
            if one.category in _REGIONAL
            and not one.parent
            and (one.regency or one.province) in here
            and category in {None, one.category}
        ]
        pool = {
            alias: str(one)
            for names in (_tables.names(), self._names)
            for alias, alike in names.items()
            for one in alike
            if one.id in self._today and category in {None, one.category}
        }
        return list(dict.fromkeys([*governing, *nearest(name, pool)]))[:MOST]

    @staticmethod
    def _named(name: str, areas: Iterable[Area]) -> list[Area]:
        wanted = {key(name), key(f"provinsi {name}")}
        return [area for area in areas if wanted & area_keys(area)]

    def in_category(self, category: Category | Outsider | str) -> tuple[Institution, ...]:
        """The institutions of one kind, in the order of the tables.

        Raises:
            ValueError: If there is no such kind.
        """
        kind = kind_of(category)
        return tuple(one for one in self if one.category == kind)

    def in_province(self, code_or_name: str) -> tuple[Institution, ...]:
        """The institutions, of whatever kind and level, that lie in a province.

        Args:
            code_or_name: Of the province, as in :meth:`area`.

        Raises:
            UnknownNameError: If there is no such province that day.

        Examples:
            >>> kalsel = directory(on=date(2018, 6, 30)).in_province("Kalimantan Selatan")
            >>> sum(one.category == Category.REGENCY_GOVERNMENT for one in kalsel)
            13
        """
        code = self.area(code_or_name, level=Level.PROVINCE).code
        return tuple(one for one in self if one.province == code)

    def counts(self) -> dict[Category, int]:
        """How many institutions of each of the eleven kinds there are."""
        kinds = [one.category for one in self]
        return {category: kinds.count(category) for category in Category}

    def areas(self, level: Level) -> tuple[Area, ...]:
        """The provinces, or the regencies and cities, by code; none at national level.

        Raises:
            ValueError: If *level* is none.
        """
        wanted = Level.of(level, what="level")
        return tuple(area for area in self._areas.values() if area.level is wanted)

    def area(self, code_or_name: str, *, level: Level | None = None) -> Area:
        """The one area of that code or name, official, short or English.

        Args:
            code_or_name: Such as ``"63"``, ``"Kalsel"`` or ``"Kab. Tapin"``.
            level: The only level to look at.

        Returns:
            The area, as it stands that day.

        Raises:
            TypeError: If *code_or_name* is no text.
            ValueError: If *level* is none.
            UnknownNameError: If there is none, or more than one, that day.

        Examples:
            >>> today = directory(on=date(2025, 1, 1))
            >>> str(today.area("South Kalimantan")), str(today.area("Kab. Tapin"))
            ('Kalimantan Selatan', 'Kabupaten Tapin')
            >>> today.area("Gorontalo", level=Level.PROVINCE).code
            '75'
        """
        expect(code_or_name, str, what="the code or name of an area")
        level = None if level is None else Level.of(level, what="level")
        pool = {code: one for code, one in self._areas.items() if level in {None, one.level}}
        if code_or_name in pool:
            return pool[code_or_name]
        found = self._named(code_or_name, pool.values())
        if len(found) == 1:
            return found[0]
        if found:
            codes = tuple(one.code for one in found)
            scope = f"{len(codes)} share the name on {self.on}: choose by code"
            raise UnknownNameError("area", code_or_name, codes, scope)
        known = _tables.areas()
        unborn = [one for code, one in known.items() if code not in self._areas]
        later = [one for one in unborn if one.code == code_or_name]
        later = later or self._named(code_or_name, unborn)
        names = {alias: one.name for one in pool.values() for alias in area_keys(one)}
        whole = [self._areas[PART_OF[one.code]].name for one in later]
        scope = "; ".join([f"on {self.on}", *(f"{one} from {one.period}" for one in later)])
        suggestions = whole or nearest(code_or_name, names)
        raise UnknownNameError("area", code_or_name, tuple(suggestions), scope)

    def sources(self) -> Mapping[str, _tables.TableSource]:
        """Where the rows of the shipped tables come from, by key."""
        return _tables.sources()

    def extended(self, rows: Iterable[Row] | str | PathLike[str]) -> "Directory":
        """A directory that holds a host's own institutions as well.

        Regional agencies, police and army commands, vertical offices: each
        names its category, and its parent where it has one, whose place it
        takes unless it has its own. Rows may stand in any order. Cells are
        taken as text and never evaluated.

        Args:
            rows: Institutions, or mappings of the columns of the shipped table
                (``id``, ``name_id`` or ``name``, ``category``, and where known
                ``name_en``, ``acronym``, ``parent``, ``province_code``,
                ``regency_code``, ``valid_from``, ``valid_to``, ``note``,
                ``source``, ``invented``); or the path of a CSV file with
                these columns, of at most 5 MB and 100,000 rows.

        Raises:
            FormatError: If anything is wrong with them: everything at once.

        Examples:
            >>> more = directory(on=date(2018, 6, 30)).extended([
            ...     {"id": "diskominfo-x", "name": "Diskominfo X", "parent": "pemkab-tapin",
            ...      "category": "regency_government", "invented": "yes"}])
            >>> more.find("diskominfo x").regency
            '63.05'
        """
        source, lines = numbered(rows)
        mine = gather(lines, source=source, areas=_tables.areas(), known=self._known)
        return attrs.evolve(self, added=(*self.added, *mine))

    def rows(self) -> list[dict[str, str | bool]]:
        """The institutions of the day as plain rows, such as :meth:`extended` takes."""
        return [row_of(one) for one in self]

    def explain(self, lang: Lang = "en") -> str:
        """How many there are of each kind, and what the tables do not know."""
        sample = pick(lang, " (a sample, not a register)", " (contoh, bukan daftar lengkap)")
        kinds = ", ".join(
            f"{category.label(lang)} {number(count, lang)}{sample if category in SAMPLES else ''}"
            for category, count in self.counts().items()
        )
        return pick(
            lang,
            f"Institutions on {day(self.on, lang)}: {kinds}. The tables begin on "
            f"{day(SCOPE_START, lang)} and know the changes of 2026 in part; populations are "
            "of 2024.",
            f"Lembaga pada {day(self.on, lang)}: {kinds}. Data dimulai pada "
            f"{day(SCOPE_START, lang)} dan memuat sebagian perubahan tahun 2026; jumlah penduduk "
            "adalah data tahun 2024.",
        )


def directory(*, on: date) -> Directory:
    """Who exists on a day, by the shipped tables.

    Args:
        on: The day.

    Returns:
        The directory of that day, which :meth:`Directory.extended` adds to.

    Raises:
        TypeError: If *on* is no date; a moment (``datetime``) is none.
        OutOfScopeError: If the day lies before :data:`SCOPE_START`.

    Examples:
        >>> len(directory(on=date(2024, 12, 1)).in_category(Category.MINISTRY))
        48
        >>> directory(on=date(2014, 10, 26))
        Traceback (most recent call last):
          ...
        bakohumas.errors.OutOfScopeError: 2014-10-26 lies before 2014-10-27, \
the first day of the tables of institutions
    """
    return Directory(on)
