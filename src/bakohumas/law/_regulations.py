import warnings
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs
from attrs.validators import instance_of

from bakohumas.errors import BakohumasWarning, UnknownNameError
from bakohumas.languages import Labelled
from bakohumas.law._citations import Citation
from bakohumas.law._files import read


class RelationKind(Labelled):
    """What one text does to another; nothing of it is ever inferred from a kind."""

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
    """

    kind: RelationKind = attrs.field(validator=instance_of(RelationKind))
    to: Citation = attrs.field(validator=instance_of(Citation))
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
    """Every regulation that the library knows as an instrument, by short title."""
    rows = read("regulations.toml")["regulation"]
    return MappingProxyType({row["cite"]: _regulation(row) for row in rows})


def regulation(cite: str) -> Regulation:
    """One regulation, by its short title or a known mis-citation of it.

    Warns:
        BakohumasWarning: If *cite* is a known mistake for another number.

    Raises:
        UnknownNameError: If no regulation is known by that title.

    Examples:
        >>> regulation("PM Kominfo 35/2014").made
        datetime.date(2014, 9, 26)
    """
    for known in regulations().values():
        if cite == known.cite:
            return known
        if cite in known.aliases:
            warnings.warn(
                f"{cite} is a known mis-citation of {known.cite}",
                BakohumasWarning,
                stacklevel=2,
            )
            return known
    raise UnknownNameError("regulation", cite, scope=f"known: {', '.join(regulations())}")
