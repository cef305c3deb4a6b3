from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

import attrs

from bakohumas.audit._comparison import Comparison, compared
from bakohumas.audit._finding import Finding, Waiver, row
from bakohumas.audit._verdict import Status
from bakohumas.errors import UnknownNameError, ViolationError, expect
from bakohumas.languages import Lang, day, listed, number, pick
from bakohumas.law import CATALOGUE_VERSION, KNOWN_UNTIL, Grade, Modality, norms

_SHOWN = 5


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
        waivers: What was waived, with those that have expired and those of which
            nothing is broken; :meth:`waive` puts them there.

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
    waivers: tuple[Waiver, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def where(
        self,
        status: Status | str | None = None,
        *,
        chapter: str = "",
        rule: str = "",
        modality: Modality | str | None = None,
        grade: Grade | str | None = None,
        who: str | None = None,
        waived: bool | None = None,
    ) -> tuple[Finding, ...]:
        """The findings that are all of this; whatever is left out does not count.

        Args:
            status: What the rule says.
            chapter: Three letters, such as ``"TRM"``.
            rule: Id of the rule.
            modality: What kind of rule it is.
            grade: The weakest standing that it may have.
            who: Whom it concerns; an empty text for the body as a whole.
            waived: Whether a waiver covers it on the day.

        Raises:
            UnknownNameError: If neither the catalogue nor this report has such a
                chapter or rule.
            ValueError: If there is no such status, modality or grade.

        Examples:
            >>> from bakohumas.audit import check
            >>> from bakohumas.bodies import Body
            >>> from bakohumas.law import charter
            >>> body = Body.found("nasional", charter=charter("national"),
            ...     on=date(2015, 11, 2), basis="invented")
            >>> report = check(body, on=date(2016, 1, 1))
            >>> [each.norm.id for each in report.where("violated", chapter="BRD")]
            ['BRD-11']
            >>> report.where("violated", grade="B")
            ()
        """
        if chapter:
            _known("chapter", chapter, {each[:3] for each in self._rules})
        if rule:
            _known("rule", rule, self._rules)
        said = None if status is None else Status.of(status, what="status")
        kind = None if modality is None else Modality.of(modality, what="modality")
        weakest = Grade.X if grade is None else Grade.of(grade, what="grade")
        return tuple(
            each
            for each in self.findings
            if (said is None or each.status is said)
            and chapter in {"", each.norm.chapter}
            and rule in {"", each.norm.id}
            and (kind is None or each.norm.modality is kind)
            and each.standing.at_least(weakest)
            and who in {None, each.who}
            and waived in {None, each.waiver is not None}
        )

    @property
    def _rules(self) -> set[str]:
        """Ids of the rules that there are: of the catalogue, and of a host in this report."""
        return {*norms(), *(each.norm.id for each in self.findings)}

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Findings of broken rules; warnings, and what is waived, are among them."""
        return self.where(Status.VIOLATED)

    @property
    def failing(self) -> tuple[Finding, ...]:
        """What is broken, more than a warning, and not waived."""
        return tuple(each for each in self.findings if each.fails)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each status."""
        return {status: sum(split.values()) for status, split in self.counts_by_grade().items()}

    def counts_by_grade(self) -> dict[str, dict[str, int]]:
        """How many findings there are of each status, by how strongly the rule stands.

        Examples:
            >>> Report("nasional", date(2016, 1, 1), "national", ()).counts_by_grade()["holds"]
            {'A': 0, 'B': 0, 'C': 0, 'D': 0, 'X': 0}
        """
        found = Counter((each.status, each.standing) for each in self.findings)
        return {
            status.value: {grade.value: found[status, grade] for grade in Grade}
            for status in Status
        }

    def waive(self, rule: str, *, until: date, because: str, who: str = "") -> "Report":
        """The report with a breach waived, for a reason and until a last day.

        What is waived stays in the report, and says so; :meth:`demand` passes it over.
        A waiver that has expired by the day of the report, or of which nothing is
        broken, waives nothing and is told. Of two for one finding the later counts.

        Args:
            rule: Id of the rule.
            until: The last day on which the waiver counts.
            because: Why.
            who: Whose breach it is; any of that rule by default.

        Raises:
            TypeError: If one of these is not of its kind.
            UnknownNameError: If neither the catalogue nor this report has such a rule.
            ValueError: If no reason is given.

        Examples:
            >>> from bakohumas.audit import check
            >>> from bakohumas.bodies import Body
            >>> from bakohumas.law import charter
            >>> body = Body.found("nasional", charter=charter("national"),
            ...     on=date(2015, 11, 2), basis="invented")
            >>> report = check(body, on=date(2016, 1, 1))
            >>> report = report.waive("BOD-04", until=date(2016, 6, 30), because="SK menyusul")
            >>> report.demand("SHOULD", grade="C")
        """
        waiver = Waiver(rule, until, because, who)
        _known("rule", rule, self._rules)
        lasts = waiver.lasts(self.on)
        findings = tuple(
            attrs.evolve(each, waiver=waiver) if lasts and waiver.covers(each) else each
            for each in self.findings
        )
        return attrs.evolve(self, findings=findings, waivers=(*self.waivers, waiver))

    def compare(self, earlier: "Report") -> Comparison:
        """What became of the violations since an earlier report of the same body.

        Waived violations are compared like any other.

        Raises:
            TypeError: If it is no report.
            ValueError: If it is of another body, or of a later day.
        """
        expect(earlier, Report, what="the earlier report")
        if earlier.body != self.body:
            msg = f"a report of {self.body} cannot be compared with one of {earlier.body}"
            raise ValueError(msg)
        if earlier.on > self.on:
            msg = f"the earlier report is of {earlier.on}, after {self.on}: compare the other way"
            raise ValueError(msg)
        return compared(self.body, earlier.on, earlier.findings, self.on, self.findings)

    def demand(self, *modalities: str, grade: str = "B") -> None:
        """Insist that no rule of these kinds is broken, except for what is waived.

        Args:
            modalities: Kinds of rules; ``"MUST"`` by default. A MUST NOT binds as a MUST
                does, and ``"MUST"`` asks for both; ``"MUST NOT"`` asks for that alone.
            grade: The weakest evidence that still counts.

        Raises:
            ViolationError: If one is, with everything a reader needs.
            ValueError: If there is no such modality or grade.
        """
        kinds = {Modality.of(each, what="modality") for each in modalities or ("MUST",)}
        kinds |= {Modality.MUST_NOT} if Modality.MUST in kinds else set()
        broken = [
            each
            for each in self.where(Status.VIOLATED, grade=grade, waived=False)
            if each.norm.modality in kinds
        ]
        if broken:
            raise ViolationError(
                self.body,
                self.on,
                tuple(each.norm.id for each in broken),
                tuple(each.explain() for each in broken),
                tuple(row(each, self.on, "en") for each in broken),
            )

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a finding, its words in the language asked for."""
        return [row(each, self.on, lang) for each in self.findings]

    def explain(self, lang: Lang = "en") -> str:
        """The report in words: the counts, then whatever is not simply kept.

        What is not applicable is told where it names somebody; so is what was left
        out, and a waiver that waives nothing.
        """
        name = self.name or self.body
        notable = [*self.violations, *self.where(Status.UNDETERMINED)]
        notable += [each for each in self.where(Status.NOT_APPLICABLE) if each.who]
        lines = [self._head(lang), *(each.explain(lang) for each in notable)]
        if self.on > self.known_until:
            lines.insert(
                1,
                pick(
                    lang,
                    "The day lies after that: what has come into force since is not known.",
                    "Hari itu sesudahnya: yang berlaku sejak itu tidak diketahui.",
                ),
            )
        lines += [f"{each.explain(lang)}; {why}." for each, why in self._idle(lang)]
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

    def _head(self, lang: Lang) -> str:
        """Body, day and charter, and the counts by status and grade."""
        name, charter = self.name or self.body, pick(lang, *self.title) or self.charter
        told = ", ".join(
            _count(Status(each), by, lang) for each, by in self.counts_by_grade().items()
        )
        waived = len(self.where(waived=True))
        but = pick(lang, f"; {waived} waived", f"; {waived} dikecualikan") if waived else ""
        return pick(
            lang,
            f"Audit of {name} on {day(self.on, lang)} (charter: {charter}): {told}{but}. "
            f"The law is known up to {day(self.known_until, lang)}.",
            f"Audit {name} pada {day(self.on, lang)} (piagam: {charter}): {told}{but}. "
            f"Hukum diketahui sampai dengan {day(self.known_until, lang)}.",
        )

    def _idle(self, lang: Lang) -> list[tuple[Waiver, str]]:
        """The waivers that waive nothing, and why."""
        expired = pick(lang, "it has expired", "masa berlakunya telah lewat")
        unused = pick(lang, "nothing of that is broken", "tidak ada pelanggaran seperti itu")
        return [
            (each, unused if each.lasts(self.on) else expired)
            for each in self.waivers
            if not (each.lasts(self.on) and any(map(each.covers, self.findings)))
        ]


def _count(status: Status, by: dict[str, int], lang: Lang) -> str:
    """How many findings of one status there are, and how many of each grade."""
    split = ", ".join(f"{grade}: {number(n, lang)}" for grade, n in by.items() if n)
    grades = f" ({pick(lang, 'grade', 'tingkat')} {split})" if split else ""
    plural = {Status.HOLDS: "hold"}.get(status, status.english)
    return f"{number(sum(by.values()), lang)} {pick(lang, plural, status.indonesian)}{grades}"


def _known(kind: str, name: str, among: Collection[str]) -> None:
    """Insist that there is something of that name."""
    if name not in among:
        near = tuple(get_close_matches(name, sorted(among)))
        scope = f"this report and catalogue {CATALOGUE_VERSION}"
        raise UnknownNameError(kind, name, near, scope=scope)
