from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from bakohumas.audit._rule import Status
from bakohumas.errors import ViolationError
from bakohumas.languages import Lang, day, pick
from bakohumas.law import KNOWN_UNTIL, Grade, Modality, Norm


@attrs.frozen
class Finding:
    """What one rule says of one case.

    Attributes:
        norm: The rule's text, with modality, citation and grade.
        status: Whether it is kept.
        who: Whom it concerns; empty for the body as a whole.
        because: The facts, or what is missing, in English and Indonesian.
        advice: What to do next where it is broken, in English and Indonesian.
    """

    norm: Norm
    status: Status
    who: str
    because: tuple[str, str]
    advice: tuple[str, str]

    @property
    def warns(self) -> bool:
        """Whether a breach is only a warning: evidence below grade B, or no MUST."""
        binding = self.norm.modality in {Modality.MUST, Modality.MUST_NOT}
        return not (binding and self.norm.standing.at_least(Grade.B))

    def explain(self, lang: Lang = "en") -> str:
        """Rule, modality, grade, citation, who, why, and what to do next."""
        law = self.norm
        who = f"{self.who}: " if self.who else ""
        head = (
            f"{law.id} [{law.modality.label(lang)}; {law.cite(lang)}] "
            f"{self.status.label(lang)}: {who}{pick(lang, *self.because)}."
        )
        if self.status is not Status.VIOLATED:
            return head
        return f"{head} {law.words(lang)} → {pick(lang, *self.advice)}"


@attrs.frozen
class Report:
    """Everything that an audit found.

    Attributes:
        body: Id of the body.
        on: The day that was judged.
        charter: Name of the charter of that day.
        findings: What every rule says, in the order of the rules.
        known_until: The day up to which the law is known.
    """

    body: str
    on: date
    charter: str
    findings: tuple[Finding, ...]
    known_until: date = KNOWN_UNTIL

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def where(self, status: Status) -> tuple[Finding, ...]:
        """Findings of one status."""
        return tuple(each for each in self.findings if each.status == status)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Findings of broken rules, warnings among them."""
        return self.where(Status.VIOLATED)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each status."""
        found = Counter(each.status for each in self.findings)
        return {status.value: found[status] for status in Status}

    def demand(self, *modalities: str, grade: str = "B") -> None:
        """Insist that no rule of these kinds is broken.

        Args:
            modalities: Kinds of rules; ``"MUST"`` and ``"MUST NOT"`` by default.
            grade: The weakest evidence that still counts.

        Raises:
            ViolationError: If one is, with everything a reader needs.
            ValueError: If there is no such modality or grade.
        """
        kinds = {Modality(each) for each in modalities or ("MUST", "MUST NOT")}
        weakest = Grade(grade)
        broken = [
            each
            for each in self.violations
            if each.norm.modality in kinds and each.norm.standing.at_least(weakest)
        ]
        if broken:
            raise ViolationError(
                self.body,
                self.on,
                tuple(each.norm.id for each in broken),
                tuple(each.explain() for each in broken),
            )

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a finding."""
        return [
            {
                "rule": each.norm.id,
                "modality": each.norm.modality.value,
                "grade": each.norm.grade.value,
                "analogy": each.norm.analogy,
                "citation": str(each.norm.citation),
                "status": each.status.value,
                "who": each.who,
                "because": each.because[0],
                "advice": each.advice[0] if each.status is Status.VIOLATED else "",
            }
            for each in self.findings
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The report in words: the counts, then whatever is not simply kept."""
        counts = self.counts()
        grades = Counter(each.norm.standing.value for each in self.violations)
        split = ", ".join(f"{grade}: {grades[grade]}" for grade in sorted(grades)) or "–"
        head = pick(
            lang,
            f"Audit of {self.body} on {day(self.on, lang)} under charter {self.charter}: "
            f"{counts['holds']} hold, {counts['violated']} violated (by grade {split}), "
            f"{counts['undetermined']} undetermined, {counts['not_applicable']} not applicable. "
            f"The law is known up to {day(self.known_until, lang)}.",
            f"Audit {self.body} pada {day(self.on, lang)} menurut piagam {self.charter}: "
            f"{counts['holds']} terpenuhi, {counts['violated']} dilanggar (per tingkat {split}), "
            f"{counts['undetermined']} belum dapat ditentukan, "
            f"{counts['not_applicable']} tidak berlaku. "
            f"Hukum diketahui sampai dengan {day(self.known_until, lang)}.",
        )
        notable = (Status.VIOLATED, Status.UNDETERMINED)
        lines = [each.explain(lang) for status in notable for each in self.where(status)]
        return "\n".join([head, *lines])
