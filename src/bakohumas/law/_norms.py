from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs
from attrs.validators import instance_of, matches_re

from bakohumas.errors import UnknownNameError
from bakohumas.languages import Lang, pick
from bakohumas.law._citations import Citation
from bakohumas.law._evidence import Grade, Modality
from bakohumas.law._files import read


@attrs.frozen
class Norm:
    """One rule of the catalogue, as a text states it.

    Attributes:
        id: Stable identifier: chapter and number, such as ``"TRM-01"``.
        modality: Whether it binds, forbids, permits, recommends or fills a silence.
        statement: What it says, in English and Indonesian.
        citation: Where it says so.
        grade: How sure we are that it does.
        analogy: Whether the text governs another kind of body.
        sources: Keys of the :func:`~bakohumas.law.sources` it was seen in.
    """

    id: str = attrs.field(validator=matches_re(r"[A-Z]{3}-\d\d"))
    modality: Modality = attrs.field(validator=instance_of(Modality))
    statement: tuple[str, str]
    citation: Citation
    grade: Grade = attrs.field(validator=instance_of(Grade))
    analogy: bool = False
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.id

    @property
    def chapter(self) -> str:
        """The three letters before the number."""
        return self.id[:3]

    def words(self, lang: Lang = "en") -> str:
        """The statement in one language."""
        return pick(lang, *self.statement)


def _norm(row: Mapping[str, Any]) -> Norm:
    return Norm(
        row["id"],
        Modality(row["modality"]),
        (row["en"], row["idn"]),
        Citation.parse(row["citation"]),
        Grade(row["grade"]),
        row.get("analogy", False),
        tuple(row["sources"]),
    )


@cache
def norms() -> Mapping[str, Norm]:
    """The norms of the catalogue by id, in the order of the catalogue."""
    rows = map(_norm, read("norms.toml")["norm"])
    return MappingProxyType({row.id: row for row in rows})


def norm(id: str) -> Norm:  # noqa: A002 - it is the norm's id that one writes
    """One norm of the catalogue.

    Raises:
        UnknownNameError: If the catalogue has none of that id.

    Examples:
        >>> norm("TRM-01").words("id")
        'Masa tugas pengurus nasional adalah lima tahun.'
    """
    try:
        return norms()[id]
    except KeyError:
        raise UnknownNameError("norm", id) from None
