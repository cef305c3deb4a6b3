from typing import Any

import attrs

from bakohumas.errors import code, expect, wording
from bakohumas.languages import Lang, pick
from bakohumas.law import norm


def _in_catalogue(_gap: object, field: "attrs.Attribute[Any]", rule: str) -> None:
    expect(rule, str, what=field.name)
    norm(rule)


@attrs.frozen
class Gap:
    """Something that is missing, as a value: never an error and never a warning.

    A rule says that something should be there, and seldom what belongs to it: how far a gap
    goes beyond its words is this library's reading (grade X).

    Attributes:
        rule: Id of the rule of the catalogue to which it belongs.
        who: Code of the message, content, issue, … or name of the register.
        because: What is missing, in English and Indonesian.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a text is blank.
        UnknownNameError: If the catalogue has no such rule.

    Examples:
        >>> gap = Gap("TSK-10", "gizi", ("no fact backs it", "tidak didukung fakta"))
        >>> str(gap), gap.explain("id")
        ('TSK-10 gizi: no fact backs it', 'TSK-10 gizi: tidak didukung fakta')
        >>> gap.basis("id")
        'seed 0 (tingkat C)'
    """

    rule: str = attrs.field(validator=_in_catalogue)
    who: str = attrs.field(validator=code)
    because: tuple[str, str] = attrs.field(validator=wording)

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Lang = "en") -> str:
        """Rule, who, and what is missing, in words."""
        return f"{self.rule} {self.who}: {pick(lang, *self.because)}"

    def basis(self, lang: Lang = "en") -> str:
        """Citation and grade of the rule."""
        return norm(self.rule).cite(lang)

    def row(self, lang: Lang = "en") -> dict[str, Any]:
        """A plain row: rule, who, text, basis."""
        return {
            "rule": self.rule,
            "who": self.who,
            "text": pick(lang, *self.because),
            "basis": self.basis(lang),
        }
