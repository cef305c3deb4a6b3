from datetime import date
from typing import Any

import attrs

from bakohumas.errors import both_languages, of_kind
from bakohumas.languages import Lang, day, pick
from bakohumas.law import Grade, Modality, Norm, norm


def _worded(_remark: object, _field: object, because: tuple[str, str]) -> None:
    both_languages(because, what="a remark says why")


@attrs.frozen
class Remark:
    """Something that is missing or out of order, and the rule that asks for it.

    A remark refuses nothing and judges nobody: an audit weighs it.

    Attributes:
        rule: Id of the norm. Empty: a default of this library, of grade X.
        because: What is missing, in English and Indonesian.
        who: Code of whom it concerns. Empty: the whole.
        when: The day it concerns. ``None``: no day in particular.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *because* lacks a language.

    Examples:
        >>> print(Remark("EVT-01", ("no host", "tanpa tuan rumah")).explain())
        EVT-01 [must; seed 0 (grade C)]: no host
    """

    rule: str = attrs.field(validator=of_kind(str))
    because: tuple[str, str] = attrs.field(validator=_worded)
    who: str = attrs.field(default="", validator=of_kind(str))
    when: date | None = attrs.field(default=None)

    def __str__(self) -> str:
        return self.explain()

    @property
    def norm(self) -> Norm | None:
        """The norm, with its source and grade; ``None`` for a default of the library.

        Raises:
            UnknownNameError: If the catalogue has none of that id.
        """
        return norm(self.rule) if self.rule else None

    def row(self, lang: Lang = "en") -> dict[str, Any]:
        """The remark as one plain row."""
        law = self.norm
        return {
            "rule": self.rule,
            "modality": law.modality.value if law else Modality.DEFAULT.value,
            "grade": law.grade.value if law else Grade.X.value,
            "who": self.who,
            "when": self.when.isoformat() if self.when else "",
            "because": pick(lang, *self.because),
        }

    def explain(self, lang: Lang = "en") -> str:
        """The remark in words, with modality, source and grade of its rule."""
        law = self.norm
        head = f"[{Grade.X.label(lang)}]"
        if law:
            head = f"{law.id} [{law.modality.label(lang)}; {law.cite(lang)}]"
        told = [self.who, day(self.when, lang) if self.when else ""]
        where = ", ".join(filter(None, told))
        return f"{head}: {where}{': ' if where else ''}{pick(lang, *self.because)}"
