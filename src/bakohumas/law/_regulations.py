import warnings
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs

from bakohumas.errors import BakohumasWarning, UnknownNameError, expect, of_kind
from bakohumas.languages import Labelled
from bakohumas.law._citations import Citation
from bakohumas.law._files import read
from bakohumas.law._titles import fitting, resembling


class RelationKind(Labelled):
    """What one text does to another; nothing of it is ever inferred from a kind.

    Examples:
        >>> RelationKind.IMPLEMENTS.label("id")
        'melaksanakan'
    """

    AMENDS = "amends", "amends", "mengubah"
    REPEALS = "repeals", "repeals", "mencabut"
    DEROGATES = "derogates", "derogates from", "menyimpangi"
    IMPLEMENTS = "implements", "implements", "melaksanakan"
    DELEGATES_TO = "delegates_to", "delegates to", "mendelegasikan kepada"


@attrs.frozen
class Relation:
    """One explicit relation of a text to another, or to a place in it.

    Attributes:
        kind: What it does to it.
        to: The other text, or the place in it.
        sources: Keys of the sources that show it.

    Examples:
        >>> relation = regulation("PM Kominfo 35/2014").relations[0]
        >>> relation.kind.value, str(relation.to), relation.sources
        ('implements', 'UU 14/2008', ('JDIH-234',))
    """

    kind: RelationKind = attrs.field(validator=of_kind(RelationKind))
    to: Citation = attrs.field(validator=of_kind(Citation))
    sources: tuple[str, ...] = ()


@attrs.frozen
class Regulation:
    """A legal text as an instrument: what it is, not what it says.

    Attributes:
        cite: Short title, as citations begin; kind, number and year are read off it.
        title: Full subject, in Indonesian; empty where no source shows it.
        issuer: Office that made it.
        made: The day it is dated, where a source shows it.
        gazette: Number in the state gazette, where a source shows it.
        status: What is known of its being in force.
        aliases: Wrong numbers that are known to mean this text.
        sources: Keys of the sources of this entry.
        relations: What it does to other texts, where a source shows it.

    Examples:
        >>> code = regulation("Kepmen Kominfo 371/KEP/M.KOMINFO/8/2007")
        >>> code.kind, code.number, code.year
        ('Kepmen Kominfo', '371/KEP/M.KOMINFO/8', 2007)
        >>> [str(text) for text in regulation("Pergub 041").related(RelationKind.IMPLEMENTS)]
        ['PM Kominfo 35/2014']
    """

    cite: str
    title: str
    issuer: str
    made: date | None = None
    gazette: str = ""
    status: str = ""
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    relations: tuple[Relation, ...] = ()

    def __str__(self) -> str:
        return self.cite

    @property
    def kind(self) -> str | None:
        """Kind of text, where the short title shows it."""
        return self.citation().kind

    @property
    def number(self) -> str | None:
        """Number, as printed, where the short title shows it."""
        return self.citation().number

    @property
    def year(self) -> int | None:
        """Year, where the short title shows it."""
        return self.citation().year

    def citation(self, pasal: str | None = None) -> Citation:
        """A citation of this text, or of one of its articles."""
        return Citation(self.cite, pasal)

    def related(self, kind: RelationKind) -> tuple[Citation, ...]:
        """The texts, or places in texts, to which it stands so."""
        return tuple(each.to for each in self.relations if each.kind is kind)


def _regulation(row: Mapping[str, Any]) -> Regulation:
    relations = tuple(
        Relation(RelationKind(each["kind"]), Citation.parse(each["to"]), tuple(each["sources"]))
        for each in row.get("relations", ())
    )
    return Regulation(**{**row, "relations": relations})


@cache
def regulations() -> Mapping[str, Regulation]:
    """Every regulation that the library knows as an instrument, by short title.

    Examples:
        >>> regulations()["PM Kominfo 35/2014"].gazette
        'Berita Negara 2014 No. 1404'
    """
    rows = read("regulations.toml")["regulation"]
    return MappingProxyType({row["cite"]: _regulation(row) for row in rows})


def regulation(cite: str) -> Regulation:
    """One regulation, by its short title, or by what is known or can only mean the same.

    A wrong number that many pages give is understood, and so is a title that is written
    out or cut short, if one text alone fits it: ``"Permen Kominfo Nomor 35 Tahun 2014"``,
    ``"35/2014"``.

    Warns:
        BakohumasWarning: If *cite* is not the short title itself, with what it was read as.

    Raises:
        UnknownNameError: If no regulation is known by that title, or several fit it;
            with those that look like it.

    Examples:
        >>> regulation("PM Kominfo 35/2014").made
        datetime.date(2014, 9, 26)
        >>> regulation("Permen 1/2014")
        Traceback (most recent call last):
          ...
        bakohumas.errors.UnknownNameError: no regulation is known as 'Permen 1/2014' ...
    """
    expect(cite, str, what="the title of a regulation")
    texts = regulations()
    if cite in texts:
        return texts[cite]
    aliases = {alias: text.cite for text in texts.values() for alias in text.aliases}
    near = fitting(cite, texts.keys() | aliases.keys())
    means = sorted({aliases.get(name, name) for name in near})
    if len(means) == 1:
        wrong = next((name for name in near if name in aliases), "")
        why = "is a known mis-citation of" if wrong else "is read as"
        warnings.warn(f"{cite} {why} {means[0]}", BakohumasWarning, stacklevel=2)
        return texts[means[0]]
    raise UnknownNameError(
        "regulation",
        cite,
        tuple(means) or resembling(cite, texts),
        scope=f"of the {len(texts)} that regulations() lists",
    )
