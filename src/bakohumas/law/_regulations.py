import warnings
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import attrs

from bakohumas.errors import BakohumasWarning, UnknownNameError
from bakohumas.law._citations import Citation
from bakohumas.law._files import read


@attrs.frozen
class Regulation:
    """A legal text as an instrument: what it is, not what it says.

    Attributes:
        cite: Short title, as citations begin.
        title: Full subject, in Indonesian.
        issuer: Office that made it.
        made: The day it is dated, where a source shows it.
        gazette: Number in the state gazette, where a source shows it.
        status: What is known of its being in force.
        aliases: Wrong numbers that are known to mean this text.
        sources: Keys of the sources of this entry.
    """

    cite: str
    title: str
    issuer: str
    made: date | None = None
    gazette: str = ""
    status: str = ""
    aliases: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple)

    def __str__(self) -> str:
        return self.cite

    def citation(self, pasal: str | None = None) -> Citation:
        """A citation of this text, or of one of its articles."""
        return Citation(self.cite, pasal)


@cache
def regulations() -> Mapping[str, Regulation]:
    """Every regulation that the library knows as an instrument, by short title."""
    rows = read("regulations.toml")["regulation"]
    return MappingProxyType({row["cite"]: Regulation(**row) for row in rows})


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
