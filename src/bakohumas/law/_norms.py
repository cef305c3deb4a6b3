from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs
from attrs.validators import deep_iterable

from bakohumas.errors import UnknownNameError, both_languages, matching, of_kind
from bakohumas.languages import Lang, pick
from bakohumas.law._citations import Citation
from bakohumas.law._evidence import Grade, Modality
from bakohumas.law._files import read
from bakohumas.law._scopes import Scope

CATALOGUE_VERSION = "2026.2"
"""Edition of the catalogue: year and issue. A changed rule is a new issue."""

_CHAPTERS = (
    *("BOD", "MEM", "BRD", "TRM", "MTG", "QRM", "DEC"),
    *("ELC", "ACT", "TSK", "EVT", "FLW", "ETH", "DOC"),
)


def _in_both_languages(_norm: object, _field: object, statement: tuple[str, str]) -> None:
    both_languages(statement, what="a norm states itself")
    english, indonesian = (words.strip() for words in statement)
    if english == indonesian:
        msg = f"a norm states itself in English and in Indonesian, got {statement}"
        raise ValueError(msg)


@attrs.frozen
class Norm:
    """One rule of the catalogue, as a text states it.

    The grade is that of the evidence that the cited text says so; where
    sources differ in grade, it is the weaker. A rule taken from the law or
    custom of another kind of body (councils, cooperatives, associations, the
    civil service, old parliamentary rules) keeps the grade of its text and
    says ``analogy``: it does not bind a Bakohumas, and its :attr:`standing` is
    that of a default.

    Where no legal text stands behind a rule, the citation is the key of a
    source, ``general knowledge``, or ``default of this library``.

    Attributes:
        id: Stable identifier: chapter and number, such as ``"TRM-01"``.
        modality: Whether it binds, forbids, permits, recommends or fills a silence.
        statement: What it says, in English and Indonesian.
        citation: Where it says so.
        grade: How sure we are that it does.
        analogy: Whether the text governs another kind of body.
        sources: Keys of the :func:`~bakohumas.law.sources` it was seen in.
        scope: Which bodies it speaks of.
        needs: The data that a judgement needs, such as ``"term.end"``; empty
            where no data could show the rule broken.
        note: What else a reader should know, such as the contradiction it settles.

    Raises:
        TypeError: If one of these is not of its kind.
        ValueError: If *id* or a datum is not of its form, or *statement* lacks a language.

    Examples:
        >>> rule = norm("QRM-04")
        >>> rule.cite()
        'UU 23/2014 Pasal 183 ayat (2) (grade A, by analogy)'
        >>> rule.standing.label()
        'default of this library'
    """

    id: str = attrs.field(
        validator=matching(r"[A-Z]{3}-[0-9]{2}", "chapter and number, such as 'TRM-01'")
    )
    modality: Modality = attrs.field(validator=of_kind(Modality))
    statement: tuple[str, str] = attrs.field(validator=_in_both_languages)
    citation: Citation = attrs.field(validator=of_kind(Citation))
    grade: Grade = attrs.field(validator=of_kind(Grade))
    analogy: bool = False
    sources: tuple[str, ...] = ()
    scope: Scope = attrs.field(default=Scope.EVERY, validator=of_kind(Scope))
    needs: tuple[str, ...] = attrs.field(
        default=(),
        validator=deep_iterable(matching(r"[a-z]+\.[a-z_]+", "like 'term.end'"), of_kind(tuple)),
    )
    note: str = ""

    def __str__(self) -> str:
        return self.id

    @property
    def chapter(self) -> str:
        """The three letters before the number."""
        return self.id[:3]

    @property
    def standing(self) -> Grade:
        """How strongly it stands for a Bakohumas: a rule by analogy is a default."""
        return Grade.X if self.analogy else self.grade

    def words(self, lang: Lang = "en") -> str:
        """The statement in one language."""
        return pick(lang, *self.statement)

    def cite(self, lang: Lang = "en") -> str:
        """Citation and grade as one phrase."""
        analogy = pick(lang, ", by analogy", ", secara analogi") if self.analogy else ""
        return (
            f"{self.citation.label(lang)} ({pick(lang, 'grade', 'tingkat')} {self.grade}{analogy})"
        )


def _norm(row: Mapping[str, Any]) -> Norm:
    return Norm(
        row["id"],
        Modality(row["modality"]),
        (row["en"], row["idn"]),
        Citation.parse(row["citation"]),
        Grade(row["grade"]),
        row.get("analogy", False),
        tuple(row["sources"]),
        Scope(row["scope"]),
        tuple(row["needs"]),
        row.get("note", ""),
    )


@cache
def norms(chapter: str = "") -> Mapping[str, Norm]:
    """The norms by id, in the order of the catalogue.

    Args:
        chapter: Three letters, to have the norms of one chapter alone.

    Raises:
        UnknownNameError: If the catalogue has no such chapter.

    Examples:
        >>> len(norms()), len(norms("TRM"))
        (159, 10)
    """
    if chapter and chapter not in _CHAPTERS:
        raise UnknownNameError("chapter", chapter, scope=f"chapters: {', '.join(_CHAPTERS)}")
    found: dict[str, Norm] = {}
    for name in (chapter,) if chapter else _CHAPTERS:
        found |= {row["id"]: _norm(row) for row in read(f"norms/{name}.toml")["norm"]}
    return MappingProxyType(found)


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
        raise UnknownNameError("norm", id, scope=f"catalogue {CATALOGUE_VERSION}") from None
