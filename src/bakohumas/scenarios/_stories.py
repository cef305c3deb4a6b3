from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from bakohumas.audit import Report
from bakohumas.bodies import Body, Federation
from bakohumas.languages import Lang, listed, number, pick
from bakohumas.law import KNOWN_UNTIL
from bakohumas.scenarios._statements import statements
from bakohumas.scenarios._studies import Study, rounded
from bakohumas.simulation import UNCALIBRATED

_NOTHING: Mapping[str, object] = MappingProxyType({})


@attrs.frozen
class Section:
    """A part of a story: words, a table, and what there is to be seen.

    Attributes:
        title: What it is about.
        text: What it says; lines, some of them of a list.
        rows: A table, one plain row a line; all rows have the same keys.
        shows: Values of which ``reports`` makes pictures, by the names of these.

    Examples:
        >>> print(Section("Members", "31 in all."))
        MEMBERS. 31 in all.
    """

    title: str
    text: str
    rows: Sequence[Mapping[str, Any]] = ()
    shows: Mapping[str, object] = _NOTHING

    def __str__(self) -> str:
        return f"{self.title.upper()}. {self.text}"


@attrs.frozen(kw_only=True)
class Story(ABC):
    """What became of a scenario: a question of one of the documents, and its answer.

    :func:`national` makes one.

    Attributes:
        seed: The dice.
        on: The day of the audit.
        body: The body, or the federation, with its history.
        study: The ways of telling that were compared.
        report: The audit.
    """

    name: ClassVar[str]
    """What the scenario is called."""
    document: ClassVar[int]
    """Which of the five documents it is from, 0 to 4."""
    titled: ClassVar[tuple[str, str]]
    asked: ClassVar[tuple[str, str]]
    called: ClassVar[Mapping[str, tuple[str, str]]]
    invented: ClassVar[tuple[str, ...]]
    """What no source tells and was made up for it, grade X."""

    seed: int
    on: date
    body: Body | Federation
    study: Study
    report: Report

    @abstractmethod
    def answer(self, lang: Lang = "en") -> str:
        """What the model says to the question, with its interval."""

    @abstractmethod
    def sections(self, lang: Lang = "en") -> tuple[Section, ...]:
        """The story part by part, from the body to the audit."""

    @abstractmethod
    def names(self) -> dict[str, str]:
        """What people call the institutions of the story, by id."""

    @abstractmethod
    def more(self) -> dict[str, Any]:
        """What this story alone has to say, as plain data."""

    @property
    def until(self) -> date:
        """Last day of a picture of its board."""
        return min(self.on, date(2100, 1, 1))

    def title(self, lang: Lang = "en") -> str:
        """What the story is called."""
        return pick(lang, *self.titled)

    def question(self, lang: Lang = "en") -> str:
        """What the document asks."""
        return pick(lang, *self.asked)

    def arms(self, lang: Lang = "en") -> dict[str, str]:
        """What the ways of telling are called, in order."""
        return {name: pick(lang, *words) for name, words in self.called.items()}

    def rows(self) -> list[dict[str, Any]]:
        """One plain row an arm and role: how far the message went."""
        return self.study.comparison.rows()

    def sources(self, lang: Lang = "en") -> dict[str, str]:
        """Where what it shows comes from and how well that is evidenced, by name."""
        graded = {each.assumption.grade.value for each in self.study.sensitivity}
        grades = listed(sorted(graded), lang)
        assumed = pick(
            lang,
            f"Assumptions of grade {grades}, each with its source in the table of assumptions.",
            f"Asumsi bertingkat {grades}, masing-masing dengan sumbernya dalam tabel asumsi.",
        )
        return dict.fromkeys(("reach", "network", "sensitivity"), assumed)

    def explain(self, lang: Lang = "en") -> str:
        """The story in words that a public-relations officer can read."""
        head = [
            Section(pick(lang, "Question", "Pertanyaan"), self.question(lang)),
            Section(pick(lang, "Answer", "Jawaban"), self.answer(lang)),
        ]
        return "\n\n".join(map(str, [*head, *self.sections(lang)]))

    def facts(self) -> dict[str, Any]:
        """Everything as plain data, the same bytes for the same seed once written."""
        lead = self.study.lead
        return {
            "format": "bakohumas/story",
            "version": 1,
            "scenario": self.name,
            "seed": self.seed,
            "runs": self.study.runs,
            "on": str(self.on),
            "known_until": str(KNOWN_UNTIL),
            "question": self.question(),
            "answer": self.answer(),
            "lead": {"of": self.study.better, "against": self.study.than, **rounded(lead)},
            "measure": {"meaning": self.study.measure.meaning[0], "arms": self.study.rows()},
            "calibration": UNCALIBRATED[0],
            "invented": list(self.invented),
            "reach": [_short(row) for row in self.rows()],
            "sensitivity": self.study.facts(),
            **self.more(),
            "audit": {
                "on": str(self.report.on),
                "counts": self.report.counts(),
                "findings": self.report.rows(),
            },
            "statements": list(self.stated().rows),
        }

    def told(self, lang: Lang = "en") -> Section:
        """The arms in the measure of the study, as a section with its picture."""
        study, unit = self.study, self.study.measure.unit
        runs, meaning = number(study.runs, lang), pick(lang, *study.measure.meaning)
        lines = [
            pick(
                lang,
                f"{runs} simulated runs; {meaning}, with 95 % interval:",
                f"{runs} simulasi; {meaning}, dengan selang 95 %:",
            )
        ]
        for arm, name in self.arms(lang).items():
            figure = study.measure.of(study.arm(arm))
            low, high = unit.written(figure.low, lang), unit.written(figure.high, lang)
            lines.append(f"  - {name}: {unit.written(figure.mean, lang)} ({low} – {high})")
        return Section(
            pick(lang, "The message", "Pesan"),
            "\n".join(lines),
            rows=study.rows(),
            shows={"reach": study.comparison},
        )

    def assumed(self, lang: Lang = "en") -> Section:
        """What the conclusion rests on, as a section with its picture."""
        text = f"{pick(lang, *UNCALIBRATED)} {self.study.explain(lang)}"
        return Section(pick(lang, "Assumptions", "Asumsi"), text, shows={"sensitivity": self.study})

    def audited(self, lang: Lang = "en") -> Section:
        """What the audit finds, as a section with its picture."""
        return Section("Audit", self.report.explain(lang), shows={"audit": self.report})

    def stated(self, lang: Lang = "en") -> Section:
        """What the document says, statement by statement, and what became of each."""
        every = statements(self.document)
        bare = [each for each in every if not each.modelled]
        head = pick(
            lang,
            f"The document makes {len(every)} statements; {len(every) - len(bare)} are modelled. "
            "Nothing that is measured here stands for the others, which are claimed and not "
            "modelled:",
            f"Dokumen memuat {len(every)} pernyataan; {len(every) - len(bare)} dimodelkan. "
            "Tidak ada yang diukur di sini mewakili selebihnya, yang dinyatakan dan tidak "
            "dimodelkan:",
        )
        if not bare:
            head = pick(
                lang,
                f"The document makes {len(every)} statements; all are modelled.",
                f"Dokumen memuat {len(every)} pernyataan; semuanya dimodelkan.",
            )
        lines = [f"  - {each.id}: {pick(lang, *each.said)}" for each in bare]
        title = pick(lang, "Statement by statement", "Pernyataan demi pernyataan")
        rows = [each.row(lang) for each in every]
        return Section(title, "\n".join([head, *lines]), rows)

    def lead(self, lang: Lang = "en") -> str:
        """How far the better arm leads, with its interval, in words."""
        gap, unit = self.study.lead, self.study.measure.unit
        low, high = (unit.bare(each, lang) for each in (gap.low, gap.high))
        return pick(
            lang,
            f"{unit.apart(gap.mean)} (95 %: {low} to {high})",
            f"{unit.apart(gap.mean, 'id')} (95 %: {low} sampai {high})",
        )


def _short(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: round(value, 6) if isinstance(value, float) else value for key, value in row.items()
    }
