from datetime import date
from types import NoneType

import attrs

from bakohumas.errors import expect, matching, of_kind
from bakohumas.languages import Lang, listed, pick
from bakohumas.law._citations import Citation
from bakohumas.law._evidence import Grade
from bakohumas.law._scopes import Scope
from bakohumas.periods import Period

Value = bool | int | str | tuple[str, ...] | None
"""What a provision may say: yes or no, a number, a word, a list of words.

``None``: a text is known to settle it, and what it says could not be read.
"""


def _plain(_provision: object, _field: object, value: Value) -> None:
    expect(value, bool, int, str, tuple, NoneType, what="value")
    for each in value if isinstance(value, tuple) else ():
        expect(each, str, what="a word of the value")


@attrs.frozen
class Provision:
    """One thing that a text lays down: a value, in force for a period.

    Attributes:
        key: Name of what is laid down, such as ``"term.years"``.
        value: What the text says of it.
        period: Days on which it is in force.
        citation: Where it says so.
        grade: How sure we are that it does.
        analogy: Whether the text governs another kind of body.
        sources: Keys of the :func:`~bakohumas.law.sources` it was seen in.
        note: What else a reader should know.
        scope: Which bodies it speaks of.
        body: The one body it speaks of, where it names one.

    Raises:
        TypeError: If one of these is not of its kind.
        ValueError: If *key* is not of that form.

    Examples:
        >>> from datetime import date
        >>> term = Provision("term.years", 3, Period(date(2013, 1, 1)),
        ...     Citation("SK Gubernur"), Grade.C)
        >>> term.basis
        'SK Gubernur (grade C)'
    """

    key: str = attrs.field(
        validator=matching(r"[a-z_]+(\.[a-z_]+)*", "words and dots, such as 'term.years'")
    )
    value: Value = attrs.field(validator=_plain)
    period: Period = attrs.field(validator=of_kind(Period))
    citation: Citation = attrs.field(validator=of_kind(Citation))
    grade: Grade = attrs.field(validator=of_kind(Grade))
    analogy: bool = False
    sources: tuple[str, ...] = ()
    note: str = ""
    scope: Scope = attrs.field(default=Scope.EVERY, validator=of_kind(Scope))
    body: str = attrs.field(default="", validator=of_kind(str))

    @property
    def standing(self) -> Grade:
        """How strongly it stands for a Bakohumas: what stands by analogy is a default."""
        return Grade.X if self.analogy else self.grade

    @property
    def basis(self) -> str:
        """Citation and grade as one phrase, for refusals and findings."""
        return self.cite("en")

    def cite(self, lang: Lang = "en") -> str:
        """Citation and grade as one phrase."""
        analogy = pick(lang, ", by analogy", ", secara analogi") if self.analogy else ""
        return (
            f"{self.citation.label(lang)} ({pick(lang, 'grade', 'tingkat')} {self.grade}{analogy})"
        )

    def in_force(self, on: date) -> bool:
        """Whether the provision applies on that day."""
        return on in self.period

    def speaks_of(self, scope: Scope, body: str = "") -> bool:
        """Whether it speaks of bodies of that *scope*, or of that one *body*.

        Of a body whose kind is not stated, which is ``Scope.EVERY``, all speak.
        """
        of_kind = scope is Scope.EVERY or self.scope.covers(scope)
        return of_kind and self.body in {"", body}

    def narrower(self, other: "Provision") -> bool:
        """Whether it speaks of strictly fewer bodies than the *other*."""
        return other.covers(self) and not self.covers(other)

    def covers(self, other: "Provision") -> bool:
        """Whether it speaks of every body that the *other* speaks of."""
        return self.scope.covers(other.scope) and self.body in {"", other.body}

    def says(self, lang: Lang = "en") -> str:
        """The value in words.

        Examples:
            >>> from datetime import date
            >>> lists = Provision("board.seats", ("Ketua", "Sekretaris"), Period(None),
            ...     Citation("SK 1/2016"), Grade.C)
            >>> lists.says("id")
            'Ketua dan Sekretaris'
        """
        match self.value:
            case None:
                return pick(lang, "not known", "tidak diketahui")
            case bool(yes):
                return pick(lang, "yes", "ya") if yes else pick(lang, "no", "tidak")
            case tuple(words):
                return listed(words, lang)
            case other:
                return str(other)
