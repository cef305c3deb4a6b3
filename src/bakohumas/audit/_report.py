from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from bakohumas.audit._rule import Status
from bakohumas.errors import ViolationError
from bakohumas.languages import Lang, day, listed, number, pick
from bakohumas.law import KNOWN_UNTIL, Grade, Modality, Norm

_SHOWN = 5


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

    @property
    def standing(self) -> Grade:
        """How strongly it stands: as the norm does, in a model as a default."""
        return Grade.X if self.assumed else self.norm.standing

    @property
    def warns(self) -> bool:
        """Whether a breach is only a warning: it stands below grade B, or on no MUST."""
        binding = self.norm.modality in {Modality.MUST, Modality.MUST_NOT}
        return not (binding and self.standing.at_least(Grade.B))

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
        name: What the body is called; its id, where it is empty.
        title: What the charter is, in English and Indonesian; its name, where they are empty.
        ignored: Records that were put before the audit and left out, as they are not
            about this body by this day: kind, body or code, and day of each.

    Examples:
        >>> from bakohumas.audit import check
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.law import charter
        >>> body = Body.found("nasional", charter=charter("national"), name="Bakohumas",
        ...     on=date(2015, 11, 2), basis="SK 1/2015 of 2015-11-02 (invented)")
        >>> report = check(body, on=date(2016, 1, 1))
        >>> [(each.norm.id, each.because[0]) for each in report.violations]
        [('BRD-11', 'vacant: Ketua Umum and Sekretaris')]
        >>> report.violations[0].advice[1]
        'Adakan rapat anggota dan pilih pengurus.'
        >>> report.demand()  # what is broken rests on a default of the library, and warns
        >>> report.explain().partition(":")[0]
        'Audit of Bakohumas on 1 January 2016 (charter'
    """

    body: str
    on: date
    charter: str
    findings: tuple[Finding, ...]
    known_until: date = KNOWN_UNTIL
    name: str = ""
    title: tuple[str, str] = ("", "")
    ignored: tuple[str, ...] = ()

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
            if each.norm.modality in kinds and each.standing.at_least(weakest)
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
                "assumed": each.assumed,
                "who": each.who,
                "because": each.because[0],
                "advice": each.advice[0] if each.status is Status.VIOLATED else "",
            }
            for each in self.findings
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The report in words: the counts, then whatever is not simply kept.

        What is not applicable is told where it names somebody, and so is what was left out.
        """
        counts = {status: number(n, lang) for status, n in self.counts().items()}
        grades = Counter(each.standing.value for each in self.violations)
        split = ", ".join(f"{each}: {number(grades[each], lang)}" for each in sorted(grades)) or "–"
        name, charter = self.name or self.body, pick(lang, *self.title) or self.charter
        head = pick(
            lang,
            f"Audit of {name} on {day(self.on, lang)} (charter: {charter}): "
            f"{counts['holds']} hold, {counts['violated']} violated (by grade {split}), "
            f"{counts['undetermined']} undetermined, {counts['not_applicable']} not applicable. "
            f"The law is known up to {day(self.known_until, lang)}.",
            f"Audit {name} pada {day(self.on, lang)} (piagam: {charter}): "
            f"{counts['holds']} terpenuhi, {counts['violated']} dilanggar (per tingkat {split}), "
            f"{counts['undetermined']} belum dapat ditentukan, "
            f"{counts['not_applicable']} tidak berlaku. "
            f"Hukum diketahui sampai dengan {day(self.known_until, lang)}.",
        )
        notable = [*self.violations, *self.where(Status.UNDETERMINED)]
        notable += [each for each in self.where(Status.NOT_APPLICABLE) if each.who]
        lines = [head, *(each.explain(lang) for each in notable)]
        if self.on > self.known_until:
            lines.insert(
                1,
                pick(
                    lang,
                    "The day lies after that: what has come into force since is not known.",
                    "Hari itu sesudahnya: yang berlaku sejak itu tidak diketahui.",
                ),
            )
        if self.ignored:
            which = listed(self.ignored, lang, most=_SHOWN)
            lines.append(
                pick(
                    lang,
                    f"Left out, as not about {name} by that day: {which}.",
                    f"Tidak dinilai, karena bukan tentang {name} sampai hari itu: {which}.",
                )
            )
        return "\n".join(lines)
