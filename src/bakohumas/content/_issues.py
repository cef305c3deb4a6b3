from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

import attrs
from attrs.validators import deep_iterable, ge

from bakohumas.content._codes import numbered
from bakohumas.content._kinds import IssueState
from bakohumas.errors import (
    MODEL,
    RefusedError,
    code,
    code_if_any,
    expect,
    not_blank,
    of_kind,
    wording,
)
from bakohumas.languages import Lang, day, listed, pick
from bakohumas.law import Grade


def _state(value: str) -> IssueState:
    return IssueState.of(value, what="state")


def _positive(_criterion: object, field: "attrs.Attribute[Any]", weight: int | Fraction) -> None:
    expect(weight, int, Fraction, what=field.name)
    if weight <= 0:
        msg = f"{field.name} must be more than nought, got {weight}"
        raise ValueError(msg)


@attrs.frozen
class Criterion:
    """One of the things by which strategic issues are weighed against each other.

    Attributes:
        id: Its code.
        label: What it asks, in English and Indonesian.
        weight: How much it counts, in any unit: only ratios matter.
        most: The highest score that an issue can get.
        grade: How sure we are that it counts, and so much.
        source: Where it comes from. Empty: a default of this library.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* has blanks around it, a label is blank, or a number is not
            more than nought.

    Examples:
        >>> Criterion("trust", ("public trust", "kepercayaan publik"), 2).grade.label("id")
        'nilai bawaan pustaka ini'
    """

    id: str = attrs.field(validator=code)
    label: tuple[str, str] = attrs.field(validator=wording)
    weight: int | Fraction = attrs.field(default=1, validator=_positive)
    most: int = attrs.field(default=5, validator=[of_kind(int), ge(1)])
    grade: Grade = attrs.field(default=Grade.X, validator=of_kind(Grade))
    source: str = attrs.field(default="", validator=of_kind(str))


CRITERIA: Final[tuple[Criterion, ...]] = (
    Criterion("reach", ("how many people it concerns", "banyaknya orang yang terdampak")),
    Criterion("urgency", ("how soon it may break out", "cepatnya isu dapat mencuat")),
    Criterion("trust", ("what public trust stands to lose", "dampak bagi kepercayaan publik"), 2),
    Criterion("attention", ("attention in the media", "perhatian media")),
)
"""What issues are weighed by unless a body says otherwise: a default of this library (X).

That public trust weighs double follows the aim that seed 4 gives to agenda setting; no
source gives a weight.
"""


@attrs.frozen
class Transition:
    """An issue went over into a state.

    Attributes:
        state: The state that it is in from then on.
        on: The day.
        basis: What shows it, in words. Empty: nothing was named.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If there is no such state.

    Examples:
        >>> Transition("rising", date(2022, 4, 20)).explain("id")
        '20 April 2022: meningkat'
    """

    state: IssueState = attrs.field(converter=_state)
    on: date = attrs.field(validator=of_kind(date))
    basis: str = attrs.field(default="", validator=of_kind(str))

    def explain(self, lang: Lang = "en") -> str:
        """Day and state, in words."""
        basis = f" [{self.basis}]" if self.basis else ""
        return f"{day(self.on, lang)}: {self.state.label(lang)}{basis}"


@attrs.frozen
class PlannedStep:
    """What is to be done when an issue comes into a state, decided on a day.

    Attributes:
        state: The state that it is for.
        what: What is to be done, in words.
        by: Code of the agency that is to do it.
        on: The day on which it was planned.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If there is no such state, *what* is blank, or *by* has blanks around it.

    Examples:
        >>> PlannedStep("uproar", "jumpa pers bersama", "kominfo", date(2022, 4, 1)).explain()
        'uproar: jumpa pers bersama (kominfo, planned 1 April 2022)'
    """

    state: IssueState = attrs.field(converter=_state)
    what: str = attrs.field(validator=not_blank)
    by: str = attrs.field(validator=code)
    on: date = attrs.field(validator=of_kind(date))

    def explain(self, lang: Lang = "en") -> str:
        """State, step, agency and day, in words."""
        planned = pick(lang, "planned", "direncanakan")
        return f"{self.state.label(lang)}: {self.what} ({self.by}, {planned} {day(self.on, lang)})"


def _scores(values: Mapping[str, int]) -> Mapping[str, int]:
    return numbered(values, what="scores", least=0)


def _in_order(issue: "Issue", _field: object, steps: tuple[Transition, ...]) -> None:
    if not steps:
        msg = f"transitions of {issue.id}: an issue begins with the state it was found in"
        raise ValueError(msg)
    for former, latter in pairwise(steps):
        if latter.on < former.on or latter.state is former.state:
            msg = f"transitions of {issue.id} must change the state, on days in order"
            raise ValueError(msg)


@attrs.frozen
class Issue:
    """A strategic issue: how it scores, what became of it, and what is planned.

    Attributes:
        id: Its code.
        title: What it is about, in English and Indonesian.
        scores: A score for each criterion of the agenda, 0 to its highest.
        transitions: The states it came into, in order; the first when it was found.
        plans: The steps planned, in the order in which they were.
        owner: Code of the agency whose issue it is. Empty: of all.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, a title is blank, a score negative, or
            the transitions are none, out of order, or change nothing.

    Examples:
        >>> mudik = Issue.found("mudik", ("Homecoming", "Mudik"), scores={"reach": 5},
        ...     on=date(2022, 3, 1), owner="polri")
        >>> mudik = mudik.plan("uproar", "jumpa pers", by="polri", on=date(2022, 4, 1))
        >>> mudik = mudik.move("uproar", on=date(2022, 4, 29))
        >>> mudik.state(on=date(2022, 4, 28)).label("id"), mudik.state(on=date(2022, 2, 1))
        ('laten', None)
        >>> [state.value for state in mudik.unplanned(on=date(2022, 4, 29))]
        ['latent', 'rising', 'crisis', 'closed']
    """

    id: str = attrs.field(validator=code)
    title: tuple[str, str] = attrs.field(validator=wording)
    scores: Mapping[str, int] = attrs.field(converter=_scores, hash=False)
    transitions: tuple[Transition, ...] = attrs.field(
        validator=[deep_iterable(of_kind(Transition), of_kind(tuple)), _in_order]
    )
    plans: tuple[PlannedStep, ...] = attrs.field(
        default=(), validator=deep_iterable(of_kind(PlannedStep), of_kind(tuple))
    )
    owner: str = attrs.field(default="", validator=code_if_any)

    @classmethod
    def found(
        cls,
        id: str,  # noqa: A002 - the field's own name
        title: tuple[str, str],
        *,
        scores: Mapping[str, int],
        state: IssueState | str = IssueState.LATENT,
        owner: str = "",
        on: date,
        basis: str = "",
    ) -> "Issue":
        """An issue in the state in which it was found.

        Args:
            id: Its code.
            title: What it is about, in English and Indonesian.
            scores: A score for each criterion of the agenda.
            state: The state it was found in.
            owner: Code of the agency whose issue it is.
            on: The day.
            basis: What shows it, in words.
        """
        first = Transition(IssueState.of(state, what="state"), on, basis)
        return cls(id, title, scores, (first,), owner=owner)

    def __str__(self) -> str:
        return self.id

    def state(self, *, on: date) -> IssueState | None:
        """The state it is in at the end of a day, or ``None`` before it was found."""
        expect(on, date, what="on")
        held = [each.state for each in self.transitions if each.on <= on]
        return held[-1] if held else None

    def as_of(self, on: date) -> "Issue":
        """The issue as it stood at the end of a day, without later states and plans.

        Raises:
            ValueError: If it was found on a later day.
        """
        expect(on, date, what="on")
        known = tuple(each for each in self.transitions if each.on <= on)
        plans = tuple(each for each in self.plans if each.on <= on)
        return attrs.evolve(self, transitions=known, plans=plans)

    def planned(self, state: IssueState | str, *, on: date) -> tuple[PlannedStep, ...]:
        """The steps for a state that were planned by a day, in order.

        Raises:
            ValueError: If there is no such state.
        """
        wanted = IssueState.of(state, what="state")
        expect(on, date, what="on")
        return tuple(each for each in self.plans if each.state is wanted and each.on <= on)

    def unplanned(self, *, on: date) -> tuple[IssueState, ...]:
        """The states for which no step was planned by a day, in their order."""
        return tuple(state for state in IssueState if not self.planned(state, on=on))

    def move(self, state: IssueState | str, *, on: date, basis: str = "") -> "Issue":
        """The issue, gone over into another state.

        Any state may follow any other: no source orders them.

        Raises:
            RefusedError: If it is in that state already, or was moved on a later day.
            ValueError: If there is no such state.
        """
        step, last = Transition(IssueState.of(state, what="state"), on, basis), self.transitions[-1]
        if step.on < last.on:
            raise RefusedError(
                f"move {self.id} on {on}",
                f"it is {last.state} since {last.on}",
                MODEL,
                f"date it on {last.on} or later",
            )
        if step.state is last.state:
            raise RefusedError(
                f"move {self.id} on {on}",
                f"it is {last.state} since {last.on}",
                MODEL,
                "move it to another state",
            )
        return attrs.evolve(self, transitions=(*self.transitions, step))

    def plan(self, state: IssueState | str, what: str, *, by: str, on: date) -> "Issue":
        """The issue, with a step planned for when it comes into a state.

        Args:
            state: The state that it is for.
            what: What is to be done, in words.
            by: Code of the agency that is to do it.
            on: The day on which it is planned.

        Raises:
            ValueError: If there is no such state, or *what* is blank.
        """
        step = PlannedStep(IssueState.of(state, what="state"), what, by, on)
        return attrs.evolve(self, plans=(*self.plans, step))

    def label(self, lang: Lang = "en") -> str:
        """What it is about, in words."""
        return pick(lang, *self.title)

    def rows(self, *, on: date, lang: Lang = "en") -> list[dict[str, Any]]:
        """What is planned for each state by a day: one plain row a step, or one without any.

        Issue, state and what it is called, the first day on which it came into it (empty where
        it has not), what is to be done, by whom, and when that was planned.

        Examples:
            >>> issue = Issue.found("mudik", ("Homecoming", "Mudik"), scores={"reach": 5},
            ...     on=date(2022, 3, 1))
            >>> issue = issue.plan("uproar", "jumpa pers", by="polri", on=date(2022, 4, 1))
            >>> for row in issue.rows(on=date(2022, 4, 1)):
            ...     print(row["state"], row["came"], row["what"] or "–")
            latent 2022-03-01 –
            rising  –
            uproar  jumpa pers
            crisis  –
            closed  –
        """
        came: dict[IssueState, str] = {}
        for step in self.transitions:
            if step.on <= on:
                came.setdefault(step.state, step.on.isoformat())
        return [
            {
                "issue": self.id,
                "state": state.value,
                "label": state.label(lang),
                "came": came.get(state, ""),
                "what": step.what if step else "",
                "by": step.by if step else "",
                "planned": step.on.isoformat() if step else "",
            }
            for state in IssueState
            for step in (self.planned(state, on=on) or (None,))
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The issue told state by state, then what is planned, then what is not."""
        lines = [self.label(lang), *(f"- {each.explain(lang)}" for each in self.transitions)]
        lines += [f"- {each.explain(lang)}" for each in self.plans]
        missing = [each.label(lang) for each in self.unplanned(on=date.max)]
        if missing:
            words = pick(lang, "no step planned for", "belum ada langkah untuk")
            lines.append(f"{words}: {listed(missing, lang)}")
        return "\n".join(lines)
