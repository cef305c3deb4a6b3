from datetime import date

import attrs
from attrs.validators import instance_of, matches_re

from bakohumas.languages import Lang, pick
from bakohumas.law._citations import Citation
from bakohumas.law._evidence import Grade
from bakohumas.periods import Period

Value = bool | int | str | tuple[str, ...]
"""What a provision may say: yes or no, a number, a word, a list of words."""


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

    Examples:
        >>> from datetime import date
        >>> term = Provision("term.years", 3, Period(date(2013, 1, 1)),
        ...     Citation("SK Gubernur"), Grade.C)
        >>> term.basis
        'SK Gubernur (grade C)'
    """

    key: str = attrs.field(validator=matches_re(r"[a-z_]+(\.[a-z_]+)*"))
    value: Value = attrs.field(validator=instance_of((bool, int, str, tuple)))
    period: Period
    citation: Citation
    grade: Grade = attrs.field(validator=instance_of(Grade))
    analogy: bool = False
    sources: tuple[str, ...] = ()
    note: str = ""

    @property
    def basis(self) -> str:
        """Citation and grade as one phrase, for refusals and findings."""
        return self.cite("en")

    def cite(self, lang: Lang = "en") -> str:
        """Citation and grade as one phrase."""
        analogy = pick(lang, ", by analogy", ", secara analogi") if self.analogy else ""
        return f"{self.citation} ({pick(lang, 'grade', 'tingkat')} {self.grade}{analogy})"

    def in_force(self, on: date) -> bool:
        """Whether the provision applies on that day."""
        return on in self.period
