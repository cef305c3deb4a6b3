from typing import Any

import attrs

from bakohumas.content._codes import code, in_both_languages
from bakohumas.errors import matching
from bakohumas.languages import Lang, pick


@attrs.frozen
class Gap:
    """Something that is missing, as a value: never an error and never a warning.

    Attributes:
        rule: Id of the rule of the catalogue that asks for it.
        who: Code of the message, content, issue, … or name of the register.
        because: What is missing, in English and Indonesian.

    Examples:
        >>> gap = Gap("TSK-10", "gizi", ("no fact backs it", "tidak didukung fakta"))
        >>> str(gap), gap.explain("id")
        ('TSK-10 gizi: no fact backs it', 'TSK-10 gizi: tidak didukung fakta')
    """

    rule: str = attrs.field(validator=matching(r"[A-Z]{3}-\d\d", "the id of a rule"))
    who: str = attrs.field(validator=code)
    because: tuple[str, str] = attrs.field(validator=in_both_languages)

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Lang = "en") -> str:
        """Rule, who, and what is missing, in words."""
        return f"{self.rule} {self.who}: {pick(lang, *self.because)}"

    def row(self, lang: Lang = "en") -> dict[str, Any]:
        """A plain row: rule, who, text."""
        return {"rule": self.rule, "who": self.who, "text": pick(lang, *self.because)}
