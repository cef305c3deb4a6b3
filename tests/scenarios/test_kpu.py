import json
from datetime import date

import attrs
import pytest

from bakohumas import audit, interchange, scenarios
from bakohumas.bodies import Federation
from bakohumas.errors import RefusedError
from bakohumas.languages import Lang
from bakohumas.programmes import Role, verify
from bakohumas.scenarios import Kpu
from bakohumas.scenarios import _kpu_message as message  # noqa: PLC2701 - bent assumptions

WEBINAR, AFTER = date(2021, 5, 4), date(2022, 12, 8)


@pytest.fixture(scope="session")
def story() -> Kpu:
    """The network of the commission with few runs."""
    return scenarios.kpu(runs=16)


def test_549_units_then_and_553_since(story: Kpu) -> None:
    """One, 34 and 514 in May 2021; four provinces more from December 2022."""
    counts = [list(story.body.on(day).counts().values()) for day in (WEBINAR, AFTER)]

    assert counts == [[1, 34, 514], [1, 38, 514]]
    assert story.body.on(date(2022, 12, 7)).counts() != story.body.on(AFTER).counts()
    assert story.body.binding(on=WEBINAR)
    assert len(story.study.arm("tiered").codes) == 549


def test_the_cascade_has_the_days_of_its_sources(story: Kpu) -> None:
    """Webinar on 4 May, Bali two days later, Jembrana six; the rest is not known."""
    days = {row["body"]: row["days"] for row in story.body.cascade("rakor", "1", on=story.on)}
    held = story.facts()["held"]

    assert days == {"kpu": 0, "kpu-33.11": 0, "kpu-33": 0, "kpu-51": 2, "kpu-51.01": 6,
                    "kpu-33.21": 6}  # fmt: skip
    assert held == {"rakor": 6, "guideline": 549}
    assert story.body.policy("kpu-33.21", "formation", on=date(2021, 4, 8)) is not None
    assert story.body.policy("kpu-33.21", "formation", on=date(2021, 4, 7)) is None
    assert story.body.behind("guideline", on=date(2021, 9, 14)) != ()
    assert Federation.replay(story.body.events) == story.body


def test_partners_are_no_members(story: Kpu) -> None:
    """Whoever is invited from outside stands beside the members, and may not be one."""
    now = story.unit.on(story.on)

    assert list(now.register.institutions) == ["kpu-33.21"]
    assert len(now.partners) == 5
    assert [each.who for each in story.partners] == [
        "Polri", "Partai Contoh", "Koran Contoh", "Universitas Contoh", "FKUB Contoh",
    ]  # fmt: skip
    assert {each.refusal.basis for each in story.partners} == {"UU 7/2017 (grade B)"}
    assert story.partners[0].kind == ("Polri", "Polri")
    assert story.partners[1].kind == ("political party", "partai politik")


def test_seven_roles_and_the_cycle(story: Kpu) -> None:
    """A task for each role, held by a unit, in a cycle that leaves out nothing."""
    division = story.programme.division_on(story.on)

    assert division is not None
    assert verify(division, division.tasks, division.agencies) == ()
    assert {need for task in division.tasks for need in task.needs} == set(Role)
    assert story.programme.agreed
    assert story.programme.skipped == ()
    stages = [each.enters for each in story.programme.events if each.enters]
    assert [each for each in stages if each in message_cycle()] == message_cycle()


def message_cycle() -> list[str]:
    """The cycle that the webinar was told of."""
    return ["research", "planning", "communication", "evaluation"]


def test_each_way_adds_units_that_hold_the_policy(story: Kpu) -> None:
    """More hold it tier by tier than by the webinar, and more with a way back, in every run."""
    alone, tiered, two_way = (
        message.SAME.runs(story.study.arm(arm)) for arm in ("webinar", "tiered", "two_way")
    )

    assert all(one <= other for one, other in zip(alone, tiered, strict=True))
    assert sum(tiered) < sum(two_way)
    assert story.study.lead.low > 0
    assert all(0 < each <= 549 for each in two_way)


def test_who_holds_it_and_who_holds_it_otherwise_have_heard(story: Kpu) -> None:
    """Of the units that heard, each holds it unaltered or does not: nobody counts twice."""
    for arm in story.arms():
        news = story.study.arm(arm)
        heard = sum(news.sizes) / news.provenance.runs / 549
        same = story.study.measure.of(news).mean

        assert message.altered(news).mean == pytest.approx(heard - same)


def test_reports_that_arrive_were_made(story: Kpu) -> None:
    """No more reports come to the centre than units have written."""
    made, arrived = message.reports(story.study.arm("two_way"))

    assert 0 < arrived.mean < made.mean < 549


def test_every_assumption_is_graded_and_does_something(story: Kpu) -> None:
    """Each parameter has a range, a grade and an effect, five of them a challenge of NetGrit."""
    rows = story.study.sensitivity

    assert len({each.assumption.name for each in rows}) == len(rows) == 9
    assert {each.assumption.grade.value for each in rows} == {"X"}
    assert all(each.low != each.high for each in rows)
    assert sum("NetGrit" in each.assumption.source for each in rows) == 5


def test_the_burden_of_reports_turns_the_conclusion(story: Kpu) -> None:
    """Where reporting keeps too many from passing the policy on, the way back costs more."""
    turns = {each.assumption.name: each.turns for each in story.study.sensitivity}

    assert turns.pop("burden") == pytest.approx(0.5, abs=0.1)
    assert set(turns.values()) == {None}


@pytest.mark.parametrize(
    ("burden", "sentence"),
    [
        (1.0, ("costs more than it brings", "lebih banyak merugikan")),
        (0.53, ("cannot be told", "tidak dapat dipastikan")),
    ],
)
def test_the_answer_follows_the_figures(
    monkeypatch: pytest.MonkeyPatch, burden: float, sentence: tuple[str, str]
) -> None:
    """With a burden that is too heavy the answer turns, and between it stays open."""
    bent = tuple(
        attrs.evolve(each, value=burden, high=1.0) if each.name == "burden" else each
        for each in message.ASSUMPTIONS
    )
    monkeypatch.setattr(message, "ASSUMPTIONS", bent)
    story = scenarios.kpu(runs=8)

    assert sentence[0] in story.answer()
    assert sentence[1] in story.answer("id")


def test_the_audit_knows_what_binds(story: Kpu) -> None:
    """Policy, tiers, reports, partners and members are judged; one unit is no forum."""
    findings = {(each.norm.id, each.who): each.status for each in story.report.findings}

    assert findings["FLW-09", "guideline"] == audit.Status.HOLDS
    assert findings["FLW-09", "rakor"] == audit.Status.UNDETERMINED
    for rule in ("FLW-10", "FLW-11", "MEM-08", "MEM-12", "DOC-01", "DOC-02"):
        (found,) = {each.status for each in story.report.where(rule=rule)}
        assert found == audit.Status.HOLDS, rule
    assert findings["TSK-17", "kpu-2021"] == audit.Status.HOLDS
    assert findings["TSK-16", "kpu-2021"] == audit.Status.HOLDS
    assert "BOD-02" in {each.norm.id for each in story.report.violations}


def test_a_day_before_the_decree_is_refused() -> None:
    """The body of the unit is there from April 2021."""
    with pytest.raises(RefusedError, match="2021-04-15"):
        scenarios.kpu(on=date(2021, 4, 14))


def test_too_few_runs_are_a_slip() -> None:
    """A study with fewer than eight runs is refused."""
    with pytest.raises(ValueError, match="at least 8 runs, got 7"):
        scenarios.kpu(runs=7)


WORDS: dict[Lang, tuple[str, ...]] = {
    "en": ("invented (X)", "our own guess (X)", "Nothing here is calibrated",
           "claimed, not modelled", "the partners are invented", "known up to 10 February 2026"),
    "id": ("rekaan (X)", "perkiraan kami sendiri (X)", "Tidak ada yang dikalibrasi",
           "dinyatakan, tidak dimodelkan", "mitranya rekaan", "sampai dengan 10 Februari 2026"),
}  # fmt: skip


@pytest.mark.parametrize("lang", list(WORDS))
def test_the_story_says_what_is_invented(story: Kpu, lang: Lang) -> None:
    """What no source tells is labelled in either language."""
    told = story.explain(lang)

    assert all(words in told for words in WORDS[lang])
    assert story.sections(lang)[-1].title == "Audit"
    assert len(story.facts()["invented"]) == len(story.invented)


def test_the_same_seed_gives_the_same_bytes() -> None:
    """The same twice over and on another back end; another seed gives others."""
    first = interchange.dumps(scenarios.kpu(runs=8).facts())

    assert interchange.dumps(scenarios.kpu(runs=8, backend="python").facts()) == first
    assert json.loads(first)["units"]["2022-12-08"]["kpu_province"] == 38
    assert interchange.dumps(scenarios.kpu(runs=8, seed=1).facts()) != first


def test_progress_is_told_stage_by_stage() -> None:
    """Both stages report until all is done."""
    seen: list[tuple[str, int, int]] = []
    scenarios.kpu(runs=8, on_update=lambda *step: seen.append(step))

    assert ("message", 24, 24) in seen
    assert seen[-1] == ("sensitivity", 9, 9)
