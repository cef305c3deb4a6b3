from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs
from attrs.validators import optional

from bakohumas.errors import code, code_if_any, codes, expect, of_kind, wording_if_any
from bakohumas.languages import Labelled, Lang, day, listed, pick
from bakohumas.law import Citation, Regulation
from bakohumas.periods import Period
from bakohumas.programmes._events import MOST
from bakohumas.programmes._remarks import Remark

Pair = tuple[str, str]


def in_words(basis: Citation | Regulation | str) -> str:
    """The text that something rests on, in its own words."""
    return str(basis) if isinstance(basis, Citation | Regulation) else basis


def _pairs(values: Iterable[Pair]) -> tuple[Pair, ...]:
    expect(values, Iterable, what="the flow")
    found = set[Pair]()
    for each in values:
        expect(each, tuple, list, what="each pair of a flow")
        if [type(end) for end in each] != [str, str]:
            msg = f"a flow is of pairs (speaker, hearer) of codes, got {each!r}"
            raise TypeError(msg)
        found.add((each[0], each[1]))
    return tuple(sorted(found))


def _among_members(force: "TaskForce", _field: object, lead: str) -> None:
    if lead and force.members and lead not in force.members:
        msg = f"the lead is one of the members, and {lead} is not among {listed(force.members)}"
        raise ValueError(msg)


class Part(Labelled):
    """What a task force should have on record.

    Examples:
        >>> Part.FLOW.label("id")
        'alur informasi kepada masyarakat'
    """

    MANDATE = "mandate", "a mandate", "mandat"
    MEMBERS = "members", "members", "anggota"
    LEAD = "lead", "a lead", "ketua"
    PERIOD = "period", "a period", "jangka waktu"
    FLOW = "flow", "a flow of information to the public", "alur informasi kepada masyarakat"
    EVALUATION = "evaluation", "an evaluation at its end", "evaluasi pada akhir tugas"


_DEFAULTS = {Part.MANDATE, Part.LEAD}
"""The parts that TSK-15 does not name: that they are recorded is a default of the library."""


@attrs.frozen
class Evaluation:
    """What was found when a task force had done its work.

    Attributes:
        on: The day.
        by: Codes of those who evaluated.
        found: What they found.

    Raises:
        TypeError: If an attribute is not of its kind.

    Examples:
        >>> Evaluation(date(2022, 6, 2), ["kominfo"], "few lacks").explain("id")
        'dievaluasi oleh kominfo pada 2 Juni 2022: few lacks'
    """

    on: date = attrs.field(validator=of_kind(date))
    by: tuple[str, ...] = attrs.field(default=(), converter=codes)
    found: str = attrs.field(default="", validator=of_kind(str))

    def explain(self, lang: Lang = "en") -> str:
        """By whom, when, and what was found."""
        by, on = listed(self.by, lang, most=MOST), day(self.on, lang)
        text = pick(lang, f"evaluated by {by} on {on}", f"dievaluasi oleh {by} pada {on}")
        return f"{text}: {self.found}" if self.found else text


@attrs.frozen
class TaskForce:
    """A communication task force (*satgas*) for an occasion, such as the homecoming.

    Whatever the source does not tell may be left out; what is missing is then matter
    for :meth:`remarks`, not for a refusal.

    Attributes:
        id: Short name.
        title: What it is called, in English and Indonesian.
        mandate: What it is to do, in English and Indonesian.
        members: Codes of its members.
        lead: Code of the member that leads it.
        period: The days for which it stands.
        flow: Who tells whom, as (speaker, hearer) codes; some member tells one who is none.
        channels: Codes of the channels on which it speaks.
        evaluation: What was found at its end.
        basis: The text it rests on.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* is empty or has blanks around it, the lead is no member, or a
            title or mandate is blank or lacks a language.

    Examples:
        >>> mudik = TaskForce("mudik-2022", ("Homecoming 2022", "Satgas Komunikasi Mudik"),
        ...     members=["kominfo", "polri-humas", "polri-korlantas"], basis="seed 4",
        ...     period=Period(date(2022, 4, 25), date(2022, 5, 10)),
        ...     flow=[("polri-korlantas", "kominfo"), ("kominfo", "public")])
        >>> mudik.active(date(2022, 5, 2)), len(mudik.remarks(date(2022, 5, 2)))
        (True, 2)
        >>> print(mudik.remarks(date(2022, 5, 10))[-1])
        TSK-15 [should; seed 4 (grade C)]: mudik-2022: an evaluation at its end is not recorded
    """

    id: str = attrs.field(validator=code)
    title: tuple[str, str] = attrs.field(default=("", ""), validator=wording_if_any)
    mandate: tuple[str, str] = attrs.field(default=("", ""), validator=wording_if_any)
    members: tuple[str, ...] = attrs.field(default=(), converter=codes)
    lead: str = attrs.field(default="", validator=[code_if_any, _among_members])
    period: Period | None = attrs.field(default=None, validator=optional(of_kind(Period)))
    flow: tuple[Pair, ...] = attrs.field(default=(), converter=_pairs)
    channels: tuple[str, ...] = attrs.field(default=(), converter=codes)
    evaluation: Evaluation | None = attrs.field(
        default=None, validator=optional(of_kind(Evaluation))
    )
    basis: str = attrs.field(default="", converter=in_words, validator=of_kind(str))

    def __str__(self) -> str:
        return self.id

    def active(self, on: date) -> bool:
        """Whether it stands on a day; without a period nobody can say that it does."""
        expect(on, date, what="the day")
        return self.period is not None and on in self.period

    def ended(self, on: date) -> bool:
        """Whether its period is over by a day."""
        expect(on, date, what="the day")
        return self.period is not None and self.period.end is not None and self.period.end <= on

    def until(self, end: date) -> "TaskForce":
        """The same task force, dissolved before its time: *end* is the first day without it.

        Raises:
            TypeError: If *end* is no date.
            ValueError: If it has no period, or none of it would be left.
        """
        if self.period is None:
            msg = f"{self.id} has no period that could be cut: give it one"
            raise ValueError(msg)
        return attrs.evolve(self, period=self.period.until(end))

    def evaluate(self, *, by: Iterable[str] = (), found: str = "", on: date) -> "TaskForce":
        """The same task force with its evaluation.

        Args:
            by: Codes of those who evaluate.
            found: What they find.
            on: The day.
        """
        return attrs.evolve(self, evaluation=Evaluation(on, by, found))

    def pairs(self) -> tuple[Pair, ...]:
        """Who tells whom, as (speaker, hearer), each pair once."""
        return tuple(pair for pair in self.flow if pair[0] != pair[1])

    def missing(self, on: date) -> tuple[Part, ...]:
        """The parts that are not on record by a day; the evaluation only once it has ended."""
        outside = any(
            (speaker in self.members or not self.members) and hearer not in self.members
            for speaker, hearer in self.pairs()
        )
        evaluated = self.evaluation is not None and self.evaluation.on <= on
        recorded = {
            Part.MANDATE: any(self.mandate),
            Part.MEMBERS: bool(self.members),
            Part.LEAD: bool(self.lead),
            Part.PERIOD: self.period is not None and self.period.end is not None,
            Part.FLOW: outside,
            Part.EVALUATION: evaluated or not self.ended(on),
        }
        return tuple(part for part, there in recorded.items() if not there)

    def remarks(self, on: date) -> tuple[Remark, ...]:
        """What is missing or out of order by a day, and by which rule (TSK-15)."""
        return tuple(self._remarks(on))

    def _remarks(self, on: date) -> Iterator[Remark]:
        for part in self.missing(on):
            verb = "are" if part is Part.MEMBERS else "is"
            words = (
                f"{part.label()} {verb} not recorded",
                f"{part.label('id')} tidak tercatat",
            )
            yield Remark("" if part in _DEFAULTS else "TSK-15", words, self.id)
        early = self.evaluation
        if early and self.period and self.period.end and early.on < self.period.end:
            yield Remark(
                "TSK-15",
                ("it was evaluated before its end", "dievaluasi sebelum masa tugasnya berakhir"),
                self.id,
                early.on,
            )

    def label(self, lang: Lang = "en") -> str:
        """What it is called; the id where it has no title."""
        return pick(lang, *self.title) or self.id

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a part: its name, and what is recorded of it."""
        flow = [f"{speaker} → {hearer}" for speaker, hearer in self.pairs()]
        said = {
            Part.MANDATE: pick(lang, *self.mandate),
            Part.MEMBERS: ", ".join(self.members),
            Part.LEAD: self.lead,
            Part.PERIOD: str(self.period or ""),
            Part.FLOW: ", ".join([*flow, *self.channels]),
            Part.EVALUATION: self.evaluation.explain(lang) if self.evaluation else "",
        }
        return [
            {"task_force": self.id, "part": part.value, "label": part.label(lang), "recorded": text}
            for part, text in said.items()
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The task force part by part; what is not recorded is said so."""
        nothing = pick(lang, "not recorded", "tidak tercatat")
        lines = [self.label(lang)]
        lines += [f"- {row['label']}: {row['recorded'] or nothing}" for row in self.rows(lang)]
        return "\n".join(lines)
