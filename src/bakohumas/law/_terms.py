import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import attrs

from bakohumas.errors import expect
from bakohumas.law._files import read


@attrs.frozen
class Variant:
    """A name that papers use for a coordinating body (DOC-05).

    Attributes:
        name: The name, as printed.
        term: The one term that it stands for.
        full: Whether it is the long form of the term, which needs no mapping.
        sources: Keys of the :func:`~bakohumas.law.sources` it was seen in.
        note: What else a reader should know.

    Examples:
        >>> variants()["Bakorhumas"].term
        'Bakohumas'
    """

    name: str
    term: str
    full: bool = False
    sources: tuple[str, ...] = ()
    note: str = ""


@cache
def variants() -> Mapping[str, Variant]:
    """Every name that is known for a coordinating body beside the term itself, by name.

    Examples:
        >>> variants()["Bakor"].term, variants()["Bakor"].note
        ('Bakohumas', 'The name of 1967; renamed Bakohumas on 1 July 1970.')
    """
    table = read("terms.toml")
    return MappingProxyType(
        {
            row["name"]: Variant(
                row["name"],
                table["term"],
                row.get("full", False),
                tuple(row["sources"]),
                row.get("note", ""),
            )
            for row in table["variant"]
        }
    )


@cache
def _patterns() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds a name or a variant in a text, the longest first, and the term of each."""
    known = {name.casefold(): each.term for name, each in variants().items()}
    known |= {term.casefold(): term for term in known.values()}
    longest = sorted(known, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE), known


def canonical(text: str) -> str | None:
    """A name of a body with the one term in place of the variant that it uses.

    Case makes no difference, nor how words are spaced.

    Args:
        text: A name as a paper or a register prints it.

    Returns:
        The name with the term; ``None`` where neither the term nor a variant is in it.

    Examples:
        >>> canonical("Bakorhumas Kabupaten Tangerang")
        'Bakohumas Kabupaten Tangerang'
        >>> canonical("Bakohumas"), canonical("Forum Humas") is None
        ('Bakohumas', True)
    """
    expect(text, str, what="a name of a body")
    pattern, known = _patterns()
    named, times = pattern.subn(lambda hit: known[" ".join(hit[0].casefold().split())], text)
    return " ".join(named.split()) if times else None
