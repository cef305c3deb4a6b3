from datetime import date
from typing import Any

import attrs

from bakohumas.audit._case import Fact
from bakohumas.audit._verdict import Status
from bakohumas.audit._words import days
from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Lang, day, pick
from bakohumas.law import Grade, Modality, Norm
from bakohumas.periods import Period


@attrs.frozen
class Waiver:
    """A reasoned decision to live with a breach, up to and including a last day.

    Attributes:
        rule: Id of the rule that is waived.
        until: The last day on which it counts.
        because: Why.
        who: Whose breach it is; any of that rule where it is empty.

    Raises:
        TypeError: If one of these is not of its kind.
        ValueError: If *rule* or *because* is blank.

    Examples:
        >>> waiver = Waiver("TRM-08", date(2016, 6, 30), "SK menyusul")
        >>> waiver.lasts(date(2016, 6, 30)), waiver.lasts(date(2016, 7, 1))
        (True, False)
        >>> waiver.explain("id")
        'TRM-08 dikecualikan sampai dengan 30 Juni 2016: SK menyusul'
    """

    rule: str = attrs.field(validator=not_blank)
    until: date = attrs.field(validator=of_kind(date))
    because: str = attrs.field(validator=not_blank)
    who: str = attrs.field(default="", validator=of_kind(str))

    def lasts(self, on: date) -> bool:
        """Whether it still counts on a day; on its last day it does."""
        return on <= self.until

    def covers(self, finding: "Finding") -> bool:
        """Whether a finding is a breach of which it speaks."""
        return (
            finding.status is Status.VIOLATED
            and finding.norm.id == self.rule
            and self.who in {"", finding.who}
        )

    def explain(self, lang: Lang = "en") -> str:
        """What is waived, for whom, until when and why."""
        who = pick(lang, f" for {self.who}", f" bagi {self.who}") if self.who else ""
        until = day(self.until, lang)
        said = pick(
            lang, f"{who} waived until {until}", f"{who} dikecualikan sampai dengan {until}"
        )
        return f"{self.rule}{said}: {self.because}"


@attrs.frozen
class Finding:
    """What one rule says of one case.

    Attributes:
        norm: The rule's text, with modality, citation and grade.
        status: Whether it is kept.
        who: Whom it concerns; empty for the body as a whole.
        because: The facts, or what is missing, in English and Indonesian.
        advice: What to do next where it is broken, in English and Indonesian.
        assumed: Whether the facts are those of a model, and nobody observed them.
        when: The day or days it concerns; ``None`` for the day of the audit.
        facts: What the rule read on its way.
        missing: The data that are missing, as the *needs* of the norm name them.
        waiver: The waiver under which the breach does not count on the day of the report.

    Examples:
        >>> from bakohumas.law import norm
        >>> finding = Finding(norm("BRD-10"), Status.VIOLATED, "bps",
        ...     ("holds 2 seats", "memegang 2 kursi"), ("Give one back.", "Kembalikan satu."))
        >>> finding.warns
        True
        >>> finding.explain().partition(". ")[0]
        'BRD-10 [by default; default of this library (grade X)] violated: bps: holds 2 seats'
    """

    norm: Norm
    status: Status
    who: str
    because: tuple[str, str]
    advice: tuple[str, str]
    assumed: bool = False
    when: date | Period | None = None
    facts: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()
    waiver: Waiver | None = None

    @property
    def standing(self) -> Grade:
        """How strongly it stands: as the norm does, in a model as a default."""
        return Grade.X if self.assumed else self.norm.standing

    @property
    def warns(self) -> bool:
        """Whether a breach is only a warning: it stands below grade B, or on no MUST."""
        binding = self.norm.modality in {Modality.MUST, Modality.MUST_NOT}
        return not (binding and self.standing.at_least(Grade.B))

    @property
    def fails(self) -> bool:
        """Whether it is a breach that is more than a warning, and not waived."""
        return self.status is Status.VIOLATED and not self.warns and self.waiver is None

    def explain(self, lang: Lang = "en") -> str:
        """Rule, modality, grade, citation, who, when and why; where it is broken, all of it.

        Of a breach the facts that were read, what the rule says, what to do next, and
        the waiver are told as well.
        """
        law = self.norm
        told = [self.who, days(self.when, lang, day) if self.when else ""]
        where = ", ".join(filter(None, told))
        head = (
            f"{law.id} [{law.modality.label(lang)}; {law.cite(lang)}] "
            f"{self.status.label(lang)}: {where}{': ' if where else ''}{pick(lang, *self.because)}."
        )
        if self.status is not Status.VIOLATED:
            return head
        facts = "; ".join(each.explain(lang) for each in self.facts)
        read = pick(lang, f" Read: {facts}.", f" Terbaca: {facts}.") if facts else ""
        waived = f" ({self.waiver.explain(lang)})" if self.waiver else ""
        return f"{head}{read} {law.words(lang)} → {pick(lang, *self.advice)}{waived}"


def row(finding: Finding, on: date, lang: Lang) -> dict[str, Any]:
    """A finding of a report of some day as one plain row."""
    law, waiver = finding.norm, finding.waiver
    broken = finding.status is Status.VIOLATED
    return {
        "rule": law.id,
        "modality": law.modality.value,
        "grade": law.grade.value,
        "standing": finding.standing.value,
        "analogy": law.analogy,
        "citation": law.citation.label(lang),
        "statement": law.words(lang),
        "status": finding.status.value,
        "assumed": finding.assumed,
        "who": finding.who,
        "when": days(finding.when or on, lang, _iso),
        "because": pick(lang, *finding.because),
        "missing": ", ".join(finding.missing),
        "facts": "; ".join(each.explain(lang) for each in finding.facts),
        "advice": pick(lang, *finding.advice) if broken else "",
        "waived": waiver.because if waiver else "",
        "waived_until": str(waiver.until) if waiver else "",
    }


def _iso(day: date, _lang: Lang) -> str:
    return str(day)
