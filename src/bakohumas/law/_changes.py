from typing import Any

import attrs

from bakohumas.languages import Lang, pick
from bakohumas.law._provisions import Provision


@attrs.frozen
class Change:
    """What becomes of one key from one charter to another.

    Attributes:
        key: What is laid down.
        before: What the first charter says, if it speaks of it.
        after: What the second says, if it does.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import charter
        >>> changes = charter("national").difference(charter("kalsel"), on=date(2017, 1, 1))
        >>> change = next(each for each in changes if each.key == "board.chair")
        >>> change.before.value, change.after.value
        ('Ketua Umum', 'Ketua')
    """

    key: str
    before: Provision | None
    after: Provision | None

    @property
    def kind(self) -> str:
        """``"added"``, ``"removed"`` or ``"changed"``."""
        if self.before is None:
            return "added"
        return "changed" if self.after else "removed"

    def explain(self, lang: Lang = "en") -> str:
        """The key, and what either charter says with its basis."""
        silent = pick(lang, "silent", "tidak diatur")
        before, after = (
            f"{law.says(lang)} [{law.cite(lang)}]" if law else silent
            for law in (self.before, self.after)
        )
        return f"{self.key}: {before} → {after}"

    def row(self) -> dict[str, Any]:
        """The same as a plain row."""
        return {
            "key": self.key,
            "kind": self.kind,
            "before": self.before and self.before.says(),
            "before_basis": self.before and self.before.basis,
            "after": self.after and self.after.says(),
            "after_basis": self.after and self.after.basis,
        }
