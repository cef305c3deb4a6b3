from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.content import (
    CRITERIA,
    Agenda,
    Criterion,
    Issue,
    IssueState,
    PlannedStep,
    Transition,
    proactive_share,
)
from bakohumas.errors import RefusedError, UnknownNameError
from bakohumas.law import Grade
from bakohumas.periods import Period
from bakohumas.testing import agendas

DAY = date(2022, 3, 1)
TITLE = ("Homecoming", "Mudik")
SCORES = {"reach": 5, "urgency": 4, "trust": 4, "attention": 5}
ALWAYS = Period(None)
MUDIK = Issue.found("mudik", TITLE, scores=SCORES, on=DAY, owner="polri", basis="rapat")


def after(number: int) -> date:
    """The day so many days after the first."""
    return DAY + timedelta(number)


def test_the_default_criteria_say_that_they_are_ours() -> None:
    """Each is graded X, and worded in both languages; a body may weigh by others."""
    assert {each.grade for each in CRITERIA} == {Grade.X}
    assert all(each.source == "" and all(each.label) for each in CRITERIA)

    own = (Criterion("seen", ("seen", "terlihat"), Fraction(1, 3), 1, Grade.C, "seed 4"),)
    issue = Issue.found("i", TITLE, scores={"seen": 1}, on=DAY)
    assert Agenda([issue], own).score("i") == 1


@given(agendas())
def test_a_score_is_the_exact_weighted_mean(agenda: Agenda) -> None:
    """Law: in [0, 1], equal to the sum over a common denominator."""
    for issue in agenda.issues:
        above = below = Fraction(0)
        for each in agenda.criteria:
            above += Fraction(each.weight) * issue.scores[each.id] / each.most
            below += each.weight
        assert agenda.score(issue.id) == above / below
        assert 0 <= agenda.score(issue.id) <= 1


@given(agendas(), st.integers(1, 9))
def test_only_ratios_of_weights_matter(agenda: Agenda, times: int) -> None:
    """Law: all weights multiplied by one number leave scores and order as they were."""
    scaled = attrs.evolve(
        agenda,
        criteria=tuple(attrs.evolve(each, weight=each.weight * times) for each in agenda.criteria),
    )
    assert [scaled.score(each.id) for each in agenda.issues] == [
        agenda.score(each.id) for each in agenda.issues
    ]
    assert scaled.ranked(on=after(9)) == agenda.ranked(on=after(9))


@given(agendas())
def test_the_ranking_is_by_score_then_id(agenda: Agenda) -> None:
    """Law: neighbours fall in score, or tie in order of the id; the order of input is nothing."""
    on = date(2018, 2, 2)
    ranked = agenda.ranked(on=on)

    for one, other in pairwise(ranked):
        higher = agenda.score(one.id) - agenda.score(other.id)
        assert higher > 0 or (higher == 0 and one.id < other.id)
    assert {each.id for each in ranked} == {
        each.id for each in agenda.issues if each.state(on=on) not in (None, "closed")
    }
    assert Agenda(agenda.issues[::-1], agenda.criteria) == agenda


@given(agendas())
def test_a_state_is_that_of_the_last_transition(agenda: Agenda) -> None:
    """Oracle: walk the transitions day by day."""
    for issue in agenda.issues:
        state: IssueState | None = None
        for number in range(-1, 14):
            on = date(2018, 1, 23) + timedelta(number)
            for step in issue.transitions:
                if step.on == on:
                    state = step.state
            assert issue.state(on=on) == state


def slowly(agenda: Agenda, period: Period) -> Fraction | None:
    """The proactive share by looking at every transition and every plan."""
    good = bad = 0
    for issue in agenda.issues:
        for number, step in enumerate(issue.transitions):
            if step.state in ("uproar", "crisis") and step.on in period:
                first = number
                while first and issue.transitions[first - 1].state in ("uproar", "crisis"):
                    first -= 1
                since = issue.transitions[first].on
                if any(each.state == step.state and each.on < since for each in issue.plans):
                    good += 1
                else:
                    bad += 1
    return Fraction(good, good + bad) if good + bad else None


@given(agendas())
def test_the_proactive_share_is_exact(agenda: Agenda) -> None:
    """Law (TSK-14): planned before the issue grew loud, over any period; two tile their sum."""
    middle = date(2018, 1, 29)
    first, second = Period(None, middle), Period(middle)

    for period in (first, second, ALWAYS):
        assert proactive_share(agenda, period) == slowly(agenda, period)
    assert agenda.outbreaks(first) + agenda.outbreaks(second) == agenda.outbreaks(ALWAYS)


@given(agendas())
def test_a_plan_of_the_day_before_makes_any_outbreak_proactive(agenda: Agenda) -> None:
    """Law: planned in time for all, the share is one; planned in the uproar, as it was."""
    ready = same = agenda
    for each in agenda.outbreaks(ALWAYS):
        before = each.since - timedelta(1)
        ready = ready.plan(each.issue, each.state, "press", by="dinkes", on=before)
    for each in agenda.outbreaks(ALWAYS):
        if not any(other.on < each.on for other in agenda.outbreaks(ALWAYS)):
            same = same.plan(each.issue, each.state, "press", by="dinkes", on=each.on)
            assert [one.proactive for one in same.outbreaks(ALWAYS) if one.on == each.on] == [
                one.proactive for one in agenda.outbreaks(ALWAYS) if one.on == each.on
            ]
    assert proactive_share(ready, ALWAYS) in (None, 1)


def test_no_outbreak_is_no_share() -> None:
    """What never came out was neither met nor missed."""
    assert proactive_share(Agenda([MUDIK]), ALWAYS) is None


def test_an_outbreak_says_when_it_was_planned_for() -> None:
    """As a row; the first of several plans counts."""
    agenda = (
        Agenda([MUDIK]).move("mudik", "uproar", on=after(9)).move("mudik", "crisis", on=after(10))
    )
    agenda = agenda.plan("mudik", "uproar", "posko", by="polri", on=after(8))
    agenda = agenda.plan("mudik", "uproar", "jumpa pers", by="polri", on=after(2))

    assert [each.row("id") for each in agenda.outbreaks(ALWAYS)] == [
        {
            "issue": "mudik",
            "state": "uproar",
            "label": "kegaduhan",
            "on": "2022-03-10",
            "since": "2022-03-10",
            "planned": "2022-03-03",
            "proactive": True,
        },
        {
            "issue": "mudik",
            "state": "crisis",
            "label": "krisis komunikasi",
            "on": "2022-03-11",
            "since": "2022-03-10",
            "planned": None,
            "proactive": False,
        },
    ]


def test_what_is_planned_in_the_uproar_is_fire_fighting() -> None:
    """Even for a crisis still to come; once the issue is quiet again, it may be planned for."""
    fire = Agenda([MUDIK]).move("mudik", "uproar", on=after(9))
    fire = fire.plan("mudik", "crisis", "posko", by="polri", on=after(10))
    fire = fire.plan("mudik", "uproar", "posko", by="polri", on=after(10))
    fire = fire.move("mudik", "crisis", on=after(11)).move("mudik", "uproar", on=after(12))
    again = fire.move("mudik", "closed", on=after(20)).move("mudik", "crisis", on=after(30))

    assert proactive_share(fire, ALWAYS) == 0
    assert proactive_share(again, ALWAYS) == Fraction(1, 4)


def test_a_transition_that_changes_nothing_is_refused() -> None:
    """So is one dated before the last; any other state may follow."""
    with pytest.raises(
        RefusedError, match="move mudik on 2022-03-02: it is latent since 2022-03-01"
    ):
        MUDIK.move("latent", on=after(1))
    with pytest.raises(RefusedError, match="date it on 2022-03-01 or later"):
        MUDIK.move("rising", on=after(-1))
    assert MUDIK.move("closed", on=DAY).move("crisis", on=DAY).state(on=DAY) is IssueState.CRISIS


def test_plans_are_told_as_of_a_day() -> None:
    """A step that was planned later was not there yet."""
    issue = MUDIK.plan("rising", "pantau", by="polri", on=after(1))
    (step,) = issue.planned("rising", on=after(1))

    assert (step.what, issue.planned("rising", on=DAY), issue.planned("crisis", on=after(1))) == (
        *("pantau", (), ()),
    )
    assert len(issue.unplanned(on=DAY)) == 5


def test_slips_of_issues_and_agendas() -> None:
    """What does not hold together says so."""
    moved = (Transition("rising", after(1)), Transition("uproar", DAY))
    slips: dict[str, Callable[[], object]] = {
        "state must be one of latent, rising": lambda: MUDIK.move("loud", on=DAY),
        "what must not be blank": lambda: MUDIK.plan("rising", " ", by="x", on=DAY),
        "weight must be more than nought, got 0": lambda: Criterion("a", TITLE, 0),
        "'most' must be >= 1": lambda: Criterion("a", TITLE, 1, 0),
        "scores of reach must be at least 0": lambda: attrs.evolve(MUDIK, scores={"reach": -1}),
        "transitions of mudik: an issue begins": lambda: attrs.evolve(MUDIK, transitions=()),
        "transitions of mudik must change the state": lambda: attrs.evolve(
            MUDIK, transitions=moved
        ),
        "issues must have unique ids": lambda: Agenda([MUDIK]).add(MUDIK),
        "criteria must have unique ids": lambda: Agenda(criteria=CRITERIA * 2),
        "criteria must be at least one": lambda: Agenda(criteria=()),
        "issues must be scored by reach, urgency, trust and attention, and mudik is by a": (
            lambda: Agenda([attrs.evolve(MUDIK, scores={"a": 1})])
        ),
        "issues may have reach 5 at most, and mudik has 6": lambda: Agenda(
            [attrs.evolve(MUDIK, scores={**SCORES, "reach": 6})]
        ),
    }
    for words, slip in slips.items():
        with pytest.raises(ValueError, match=f"^{words}"):
            slip()
    with pytest.raises(TypeError, match="weight must be an int or a Fraction, got the float"):
        Criterion("a", TITLE, 0.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="each of issues must be an Issue"):
        Agenda(["mudik"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="period must be a Period"):
        proactive_share(Agenda(), DAY)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match=r"no strategic issue .* 'x' \(known: mudik\)"):
        Agenda([MUDIK]).score("x")


@given(agendas().filter(lambda agenda: agenda.issues), st.integers(-5, 60))
def test_every_state_has_its_steps_or_none(agenda: Agenda, later: int) -> None:
    """Each step planned by the day stands once in its state, and no state is left out."""
    issue = agenda.issues[0]
    on = issue.transitions[0].on + timedelta(later)
    rows = issue.rows(on=on, lang="id")

    assert list(dict.fromkeys(row["state"] for row in rows)) == list(IssueState)
    for state in IssueState:
        steps = [(each.what, each.by, each.on.isoformat()) for each in issue.planned(state, on=on)]
        of = [row for row in rows if row["state"] == state]
        assert [(row["what"], row["by"], row["planned"]) for row in of] == (steps or [("", "", "")])
        days = [each.on for each in issue.transitions if each.state is state and each.on <= on]
        assert {row["came"] for row in of} == {days[0].isoformat() if days else ""}
        assert {row["label"] for row in of} == {state.label("id")}


def test_an_agenda_explains_itself() -> None:
    """Criteria with weights and grades, then the issues by rank, in both languages."""
    agenda = Agenda([MUDIK])

    assert agenda.explain("id", on=DAY) == (
        "kriteria: banyaknya orang yang terdampak ×1 (X), cepatnya isu dapat mencuat ×1 (X), "
        "dampak bagi kepercayaan publik ×2 (X) dan perhatian media ×1 (X)\n"
        "1. Mudik: 0,88, laten, 1 Maret 2022"
    )
    assert agenda.rows(on=DAY, lang="id") == [
        {
            "rank": 1,
            "issue": "mudik",
            "title": "Mudik",
            "owner": "polri",
            "state": "latent",
            "label": "laten",
            "score": "22/25",
            "scores": {"attention": 5, "reach": 5, "trust": 4, "urgency": 4},
            "unplanned": ["latent", "rising", "uproar", "crisis", "closed"],
        }
    ]
    planned = MUDIK
    for state in IssueState:
        planned = planned.plan(state, "pantau", by="polri", on=DAY)
    assert planned.explain().splitlines()[:3] == [
        "Homecoming",
        "- 1 March 2022: latent [rapat]",
        "- latent: pantau (polri, planned 1 March 2022)",
    ]
    assert MUDIK.explain("id").splitlines()[-1] == (
        "belum ada langkah untuk: laten, meningkat, kegaduhan, krisis komunikasi dan selesai"
    )
    assert "no step" not in planned.explain()
    assert str(MUDIK) == "mudik"
    assert PlannedStep("closed", "evaluasi", "polri", DAY).explain("id") == (
        "selesai: evaluasi (polri, direncanakan 1 Maret 2022)"
    )
