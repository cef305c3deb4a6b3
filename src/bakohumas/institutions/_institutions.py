import re
from collections.abc import Iterable
from typing import Any

import attrs
from attrs.validators import deep_iterable

from bakohumas.errors import matching, not_blank, of_kind
from bakohumas.institutions._functional import PranataHumas, level_of
from bakohumas.institutions._kinds import Category, Level, Outsider, kind_of
from bakohumas.languages import Lang, pick
from bakohumas.periods import Period

ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_TEXT = of_kind(str)
_WORDS = matching(r"(?s).*[^\W_].*", "a text with at least one letter or digit")
_EVER = Period(None)


def _texts(values: Any) -> Any:  # noqa: ANN401 - what is no collection, the validator refuses
    several = isinstance(values, Iterable) and not isinstance(values, str)
    return tuple(values) if several else values


@attrs.frozen
class Institution:
    """An institution through the time in which it goes by this name.

    Attributes:
        id: Short stable name; letters, digits, ``.``, ``_`` and ``-``.
        name: Official Indonesian name.
        category: One of the eleven kinds, or a kind of outsider (as its value, too).
        acronym: What people call it.
        english: English name, where there is one.
        province: Code of the province it lies in; empty for national bodies.
        regency: Code of the regency or city it lies in.
        period: When it exists under this name; open where no bound is known.
        note: Successor, judgement or doubt, in a few words.
        sources: Keys of the sources of this row.
        parent: Id of the institution it belongs to, for a regional or vertical office.
        autonomous: False for the governments of Jakarta's six administrative areas.
        invented: Whether whoever added it labels it as made up.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id*, *name* or *category* cannot be what it should be.

    Examples:
        >>> office = Institution("dinkes-tapin", "Dinas Kesehatan Kabupaten Tapin",
        ...     Category.REGENCY_GOVERNMENT, "Dinkes Tapin", parent="pemkab-tapin",
        ...     province="63", regency="63.05", invented=True)
        >>> str(office), office.level, office.label("en")
        ('Dinkes Tapin', <Level.REGENCY: 'regency'>, 'Dinas Kesehatan Kabupaten Tapin')
    """

    id: str = attrs.field(validator=matching(ID, "made of letters, digits, '.', '_' and '-'"))
    name: str = attrs.field(validator=_WORDS)
    category: Category | Outsider = attrs.field(converter=kind_of)
    acronym: str = attrs.field(default="", validator=_TEXT)
    english: str = attrs.field(default="", validator=_TEXT)
    province: str = attrs.field(default="", validator=_TEXT)
    regency: str = attrs.field(default="", validator=_TEXT)
    period: Period = attrs.field(default=_EVER, validator=of_kind(Period))
    note: str = attrs.field(default="", validator=_TEXT)
    sources: tuple[str, ...] = attrs.field(
        default=(), converter=_texts, validator=deep_iterable(_TEXT, of_kind(tuple))
    )
    parent: str = attrs.field(default="", validator=_TEXT)
    autonomous: bool = attrs.field(default=True, validator=of_kind(bool))
    invented: bool = attrs.field(default=False, validator=of_kind(bool))

    def __str__(self) -> str:
        return self.acronym or self.name

    @property
    def level(self) -> Level:
        """Where in the state it stands; a state university is national wherever it lies."""
        if self.category == Category.PUBLIC_UNIVERSITY or not self.province:
            return Level.NATIONAL
        return Level.REGENCY if self.regency else Level.PROVINCE

    def label(self, lang: Lang = "en") -> str:
        """Its full name; the Indonesian one where no English one is known."""
        return pick(lang, self.english or self.name, self.name)

    def unit(self, name: str = "", *, pr: bool = True) -> "Unit":
        """A work unit of it, by default its public-relations unit.

        Args:
            name: What the unit is called.
            pr: Whether public relations is its job.

        Examples:
            >>> bps = Institution("bps", "Badan Pusat Statistik", "non_ministerial", "BPS")
            >>> bps.unit().name, bps.unit().id
            ('Unit kerja humas BPS', 'bps')
            >>> bps.unit("Biro Humas dan Hukum").id
            'bps:biro-humas-dan-hukum'
        """
        return Unit(self, name or _pr_unit(self), pr)


def _pr_unit(institution: Institution) -> str:
    return f"Unit kerja humas {institution}"


@attrs.frozen
class Unit:
    """A work unit of an institution: the PR unit is the real member of a body.

    Attributes:
        institution: Whose unit it is.
        name: What it is called.
        pr: Whether public relations is its job.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *name* has neither letter nor digit.

    Examples:
        >>> bps = Institution("bps", "Badan Pusat Statistik", "non_ministerial", "BPS")
        >>> Unit(bps, "Biro Humas").id
        'bps:biro-humas'
    """

    institution: Institution = attrs.field(validator=of_kind(Institution))
    name: str = attrs.field(validator=_WORDS)
    pr: bool = attrs.field(default=True, validator=of_kind(bool))

    def __str__(self) -> str:
        return self.name

    @property
    def id(self) -> str:
        """The institution's id; after a colon the unit's name, unless it is the default one."""
        if self.name == _pr_unit(self.institution):
            return self.institution.id
        slug = re.sub(r"[\W_]+", "-", self.name.casefold()).strip("-")
        return f"{self.institution.id}:{slug}"


@attrs.frozen
class Official:
    """A person in a post: one who speaks for an institution, never a member.

    Attributes:
        id: Opaque id of the person; the name lives in the host's own tables.
        post: The post held, such as ``"Kepala Biro Humas"``.
        institution: Where the post is.
        functional: Level of the functional post that is held beside it or as it, where
            there is one (as its value or its name, too).

    Warns:
        BakohumasWarning: If *functional* was understood by way of its name of 2014.

    Raises:
        TypeError: If an attribute is not of its kind.
        UnknownNameError: If no level goes by the name of *functional*.
        ValueError: If *id* or *post* is blank.

    Examples:
        >>> kpu = Institution("kpu", "Komisi Pemilihan Umum", Category.NON_STRUCTURAL, "KPU")
        >>> str(Official("person-7", "Kepala Biro Humas", kpu))
        'Kepala Biro Humas, KPU'
        >>> str(Official("person-8", "Kepala Bagian Humas", kpu, functional="Ahli Madya"))
        'Kepala Bagian Humas (Pranata Humas Ahli Madya), KPU'
    """

    id: str = attrs.field(validator=not_blank)
    post: str = attrs.field(validator=not_blank)
    institution: Institution = attrs.field(validator=of_kind(Institution))
    functional: PranataHumas | None = attrs.field(default=None, converter=level_of)

    def __str__(self) -> str:
        level = f"Pranata Humas {self.functional.indonesian.title()}" if self.functional else ""
        told = level.casefold() in self.post.casefold()
        return f"{self.post}{'' if told else f' ({level})'}, {self.institution}"
