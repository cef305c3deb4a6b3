from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from attrs.validators import deep_iterable

from bakohumas.content._codes import by_id, each_once
from bakohumas.content._issues import CRITERIA, Criterion, Issue, Transition
from bakohumas.content._kinds import IssueState
from bakohumas.errors import UnknownNameError, expect, of_kind
from bakohumas.languages import Lang, day, decimal, listed, pick
from bakohumas.periods import Period


@attrs.frozen
class Outbreak:
    """An issue that came out, in an uproar or a crisis, and whether it was planned for.

    Attributes:
        issue: Code of the issue.
        state: The uproar or the crisis.
        on: The day.
        planned: The first day on which a step for that state was planned. ``None``: never.
        since: The day on which the issue grew loud: the first of the uproars and crises that
            followed each other up to this one. Left out: the day itself.

    Examples:
        >>> Outbreak("mudik", IssueState.UPROAR, date(2022, 4, 29), date(2022, 4, 1)).proactive
        True
        >>> Outbreak("mudik", IssueState.UPROAR, date(2022, 4, 29), date(2022, 4, 29)).proactive
        False
        >>> Outbreak("mudik", IssueState.CRISIS, date(2022, 5, 2), date(2022, 4, 30),
        ...     date(2022, 4, 29)).proactive
        False
    """

    issue: str
    state: IssueState
    on: date
    planned: date | None
    since: date = attrs.field(default=attrs.Factory(lambda self: self.on, takes_self=True))

    @property
    def proactive(self) -> bool:
        """Whether a step for it was planned on a day before the issue grew loud (TSK-14)."""
        return self.planned is not None and self.planned < self.since

    def row(self, lang: Lang = "en") -> dict[str, Any]:
        """A plain row: issue, state, day, since when loud, day of the plan, proactive or not."""
        return {
            "issue": self.issue,
            "state": self.state.value,
            "label": self.state.label(lang),
            "on": self.on.isoformat(),
            "since": self.since.isoformat(),
            "planned": self.planned.isoformat() if self.planned else None,
            "proactive": self.proactive,
        }


def _issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    return by_id(issues, Issue, what="issues")


@attrs.frozen
class Agenda:
    """Strategic issues, weighed by stated criteria, with what is planned for each.

    Attributes:
        issues: The issues, in order of the id.
        criteria: What they are weighed by; those of this library by default.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If there are no criteria, an id stands twice, or an issue is not scored
            by each criterion and no other, from 0 to the highest score.

    Examples:
        >>> own = (Criterion("reach", ("reach", "jangkauan")),
        ...        Criterion("trust", ("public trust", "kepercayaan publik"), 2))
        >>> agenda = Agenda(criteria=own)
        >>> for name, reach, trust in (("mudik", 5, 2), ("hoaks", 1, 4)):
        ...     agenda = agenda.add(Issue.found(name, (name, name), on=date(2022, 3, 1),
        ...         scores={"reach": reach, "trust": trust}))
        >>> agenda.score("hoaks"), [issue.id for issue in agenda.ranked(on=date(2022, 3, 1))]
        (Fraction(3, 5), ['hoaks', 'mudik'])
    """

    issues: tuple[Issue, ...] = attrs.field(default=(), converter=_issues)
    criteria: tuple[Criterion, ...] = attrs.field(
        default=CRITERIA, validator=deep_iterable(of_kind(Criterion), of_kind(tuple))
    )

    def __attrs_post_init__(self) -> None:
        each_once((each.id for each in self.criteria), what="criteria")
        if not self.criteria:
            msg = "criteria must be at least one"
            raise ValueError(msg)
        highest = {each.id: each.most for each in self.criteria}
        for issue in self.issues:
            if set(issue.scores) != set(highest):
                wanted, got = listed(list(highest)), listed(list(issue.scores))
                msg = f"issues must be scored by {wanted}, and {issue.id} is by {got}"
                raise ValueError(msg)
            for name, score in issue.scores.items():
                if score > highest[name]:
                    most = highest[name]
                    msg = f"issues may have {name} {most} at most, and {issue.id} has {score}"
                    raise ValueError(msg)

    def issue(self, id: str) -> Issue:  # noqa: A002 - the field's own name
        """The issue of that id.

        Raises:
            UnknownNameError: If there is none.
        """
        for each in self.issues:
            if each.id == id:
                return each
        known = listed([each.id for each in self.issues])
        raise UnknownNameError("strategic issue", id, scope=f"known: {known}")

    def add(self, issue: Issue) -> "Agenda":
        """With one more issue.

        Raises:
            ValueError: If its id stands there already, or it is not scored by the criteria.
        """
        return attrs.evolve(self, issues=(*self.issues, issue))

    def move(
        self,
        id: str,  # noqa: A002 - the field's own name
        state: IssueState | str,
        *,
        on: date,
        basis: str = "",
    ) -> "Agenda":
        """With an issue gone over into another state: see :meth:`Issue.move`."""
        return self._with(self.issue(id).move(state, on=on, basis=basis))

    def plan(
        self,
        id: str,  # noqa: A002 - the field's own name
        state: IssueState | str,
        what: str,
        *,
        by: str,
        on: date,
    ) -> "Agenda":
        """With a step planned for an issue: see :meth:`Issue.plan`."""
        return self._with(self.issue(id).plan(state, what, by=by, on=on))

    def score(self, id: str) -> Fraction:  # noqa: A002 - the field's own name
        """The weighted mean of an issue's scores, each over the highest, in [0, 1] exactly.

        Raises:
            UnknownNameError: If there is no such issue.
        """
        scores = self.issue(id).scores
        weighed = sum(
            (each.weight * Fraction(scores[each.id], each.most) for each in self.criteria),
            Fraction(0),
        )
        return weighed / sum(each.weight for each in self.criteria)

    def ranked(self, *, on: date) -> tuple[Issue, ...]:
        """The issues that stand open at the end of a day: the highest score first, ties by id."""
        still = [each for each in self.issues if each.state(on=on) not in (None, IssueState.CLOSED)]
        return tuple(sorted(still, key=lambda each: (-self.score(each.id), each.id)))

    def outbreaks(self, period: Period) -> tuple[Outbreak, ...]:
        """Each time that an issue came into an uproar or a crisis in a period, by day and id."""
        expect(period, Period, what="period")
        found = []
        for issue in self.issues:
            for step, since in _loud(issue):
                if step.on in period:
                    planned = (each.on for each in issue.plans if each.state is step.state)
                    first = min(planned, default=None)
                    found.append(Outbreak(issue.id, step.state, step.on, first, since))
        return tuple(sorted(found, key=lambda each: (each.on, each.issue)))

    def rows(self, *, on: date, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row an open issue: rank, id, title, state, score, scores, unplanned states.

        What is planned for each state, :meth:`Issue.rows` tells.
        """
        return [
            {
                "rank": rank,
                "issue": each.id,
                "title": each.label(lang),
                "owner": each.owner,
                "state": str(state),
                "label": state.label(lang) if state else "",
                "score": str(self.score(each.id)),
                "scores": dict(each.scores),
                "unplanned": [state.value for state in each.unplanned(on=on)],
            }
            for rank, each in enumerate(self.ranked(on=on), 1)
            for state in (each.state(on=on),)
        ]

    def explain(self, lang: Lang = "en", *, on: date) -> str:
        """The criteria with their weights and grades, then the open issues by rank."""
        weights = [
            f"{pick(lang, *each.label)} ×{each.weight} ({each.grade})" for each in self.criteria
        ]
        lines = [f"{pick(lang, 'criteria', 'kriteria')}: {listed(weights, lang)}"]
        for rank, each in enumerate(self.ranked(on=on), 1):
            state = each.state(on=on)
            score = decimal(float(self.score(each.id)), lang)
            label = state.label(lang) if state else ""
            lines.append(f"{rank}. {each.label(lang)}: {score}, {label}, {day(on, lang)}")
        return "\n".join(lines)

    def _with(self, issue: Issue) -> "Agenda":
        others = [each for each in self.issues if each.id != issue.id]
        return attrs.evolve(self, issues=(*others, issue))


def _loud(issue: Issue) -> Iterator[tuple[Transition, date]]:
    """The uproars and crises of an issue, each with the day of the first in its row."""
    since = None
    for step in issue.transitions:
        since = (since or step.on) if step.state.loud else None
        if since:
            yield step, since


def proactive_share(agenda: Agenda, period: Period) -> Fraction | None:
    """Which part of the outbreaks of a period had been planned for before there was an uproar.

    Every time that an issue comes into an uproar or a crisis counts. It was met
    proactively if a step for that very state was planned before the day on which the issue
    grew loud (TSK-14: plan date < event date); a step planned on that day or later is
    fire-fighting (seed 4), though the crisis itself be still to come, and so is none at all.
    An issue that has gone quiet, in any other state, may be planned for anew.

    Args:
        agenda: The issues.
        period: Only what came out in it counts.

    Returns:
        Outbreaks met proactively over all; ``None`` where there were none.

    Raises:
        TypeError: If an argument is not of its kind.

    Examples:
        >>> issue = Issue.found("mudik", ("Homecoming", "Mudik"), on=date(2022, 3, 1),
        ...     scores={"reach": 5, "urgency": 4, "trust": 4, "attention": 5})
        >>> agenda = (Agenda([issue])
        ...     .plan("mudik", "uproar", "jumpa pers", by="polri", on=date(2022, 4, 1))
        ...     .move("mudik", "uproar", on=date(2022, 4, 29))
        ...     .move("mudik", "crisis", on=date(2022, 5, 2)))
        >>> proactive_share(agenda, Period(date(2022, 1, 1), date(2023, 1, 1)))
        Fraction(1, 2)
    """
    expect(agenda, Agenda, what="agenda")
    found = agenda.outbreaks(period)
    return Fraction(sum(each.proactive for each in found), len(found)) if found else None
