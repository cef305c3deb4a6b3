from datetime import date
from typing import TypedDict

import attrs

from bakohumas.errors import expect, matching, not_blank, of_kind
from bakohumas.languages import Lang, day, pick
from bakohumas.law import Citation, Regulation
from bakohumas.periods import Approx


@attrs.frozen
class Decree:
    """An instrument that decides one case: it founds, appoints or names, and lays down nothing.

    Attributes:
        cite: Short title, as citations begin; kind, number and year are read off it.
        made: The day it is dated, where that is known.
        issuer: Office that made it.
        address: Where the document lies, as a host finds it.
        sha256: SHA-256 of the document, in 64 hexadecimal digits.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *cite* is blank, or *sha256* is no such digest.

    Examples:
        >>> decree = Decree("SK Gubernur 188.44/2016", made=date(2016, 12, 2), issuer="Gubernur")
        >>> decree.kind, decree.number, decree.year
        ('SK Gubernur', '188.44', 2016)
        >>> str(decree), decree.label("id")
        ('SK Gubernur 188.44/2016 of 2016-12-02', 'SK Gubernur 188.44/2016 tanggal 2 Desember 2016')
    """

    cite: str = attrs.field(validator=not_blank)
    made: date | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(of_kind(date))
    )
    issuer: str = attrs.field(default="", kw_only=True, validator=of_kind(str))
    address: str = attrs.field(default="", kw_only=True, validator=of_kind(str))
    sha256: str = attrs.field(
        default="",
        kw_only=True,
        validator=matching("|[0-9a-f]{64}", "64 hexadecimal digits in lower case"),
    )

    def __str__(self) -> str:
        return f"{self.cite} of {self.made}" if self.made else self.cite

    @property
    def kind(self) -> str | None:
        """Kind of instrument, where the short title shows it."""
        return self._cited.kind if self._cited else None

    @property
    def number(self) -> str | None:
        """Number, as printed, where the short title shows it."""
        return self._cited.number if self._cited else None

    @property
    def year(self) -> int | None:
        """Year, where the short title or the date shows it."""
        shown = self._cited.year if self._cited else None
        return shown or (self.made.year if self.made else None)

    @property
    def _cited(self) -> Citation | None:
        """The short title as a citation, where it has the form of one."""
        try:
            return Citation(self.cite)
        except ValueError:
            return None

    def label(self, lang: Lang = "en") -> str:
        """Short title and date in words."""
        if not self.made:
            return self.cite
        return f"{self.cite} {pick(lang, 'of', 'tanggal')} {day(self.made, lang)}"


Basis = str | Citation | Regulation | Decree
"""What a change rests on: a record in words, a citation, a regulation or a decree."""
Day = date | Approx
"""When a change takes effect: a day, or one known only to within a month or a year."""


class Stamp(TypedDict):
    """What every event carries: day, latest reading of it, day of record, and basis."""

    on: date
    by: date | None
    recorded: date
    basis: str
    decree: Decree | None


def stamp(on: Day, basis: Basis, recorded: date | None) -> Stamp:
    """What an event says of its day and its basis, as a verb was told."""
    if isinstance(on, Approx):
        first, latest = on.earliest, on.latest
    else:
        expect(on, date, what="on")
        first = latest = on
    return Stamp(
        on=first,
        by=None if first == latest else latest,
        recorded=latest if recorded is None else recorded,
        basis=str(basis) if isinstance(basis, Citation | Regulation | Decree) else basis,
        decree=basis if isinstance(basis, Decree) else None,
    )
