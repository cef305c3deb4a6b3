import json
from datetime import date
from fractions import Fraction

import attrs
import pytest

from bakohumas import audit, interchange, scenarios
from bakohumas.content import proactive_share
from bakohumas.errors import RefusedError
from bakohumas.languages import Lang
from bakohumas.periods import Period
from bakohumas.scenarios import SatgasMudik
from bakohumas.scenarios import _satgas_mudik_body as made  # noqa: PLC2701 - its two agendas
from bakohumas.scenarios import _satgas_mudik_message as message  # noqa: PLC2701 - bent assumptions

MET = date(2022, 6, 2)
SEASON = Period(date(2022, 4, 25), date(2022, 5, 10))


@pytest.fixture(scope="session")
def story() -> SatgasMudik:
    """The task force with few runs."""
    return scenarios.satgas_mudik(runs=32)


def bend(monkeypatch: pytest.MonkeyPatch, **values: float) -> None:
    """Give some assumptions another value, within whatever range."""
    bent = tuple(
        attrs.evolve(each, value=values[each.name], low=0.0, high=10.0)
        if each.name in values
        else each
        for each in message.ASSUMPTIONS
    )
    monkeypatch.setattr(message, "ASSUMPTIONS", bent)


def test_the_task_force_has_a_lifetime(story: SatgasMudik) -> None:
    """It stands for its season, is evaluated on a Thursday, and is gone the day after."""
    assert story.force.period == SEASON
    assert story.force.active(date(2022, 5, 9))
    assert not story.force.active(date(2022, 5, 10))
    assert MET.weekday() == 3
    assert story.force.evaluation is not None
    assert story.force.evaluation.on == MET
    assert story.force.missing(MET) == ()
    assert story.body.on(MET).vacancies == ()
    assert story.until == date(2022, 6, 3)
    for day in (date(2022, 4, 24), date(2022, 6, 3)):
        with pytest.raises(RefusedError):
            scenarios.satgas_mudik(on=day)


def test_its_members_are_a_ministry_and_two_units_of_the_police(story: SatgasMudik) -> None:
    """The three that the document names, and nobody else."""
    members = set(story.body.on(MET).register.institutions)

    assert members == set(story.force.members) == {"kominfo", "polri-humas", "polri-korlantas"}
    assert story.names()["polri-korlantas"] == "Korlantas"
    assert not any(each.invented for each in made.offices() if each.parent == "polri")


def test_the_later_decision_supersedes_the_earlier(story: SatgasMudik) -> None:
    """One is in force on the first day, and the other, which reverses it, from the next."""
    first, later = story.room.messages.of("one-way")

    assert story.room.messages.in_force("one-way", on=date(2022, 4, 28)) == first
    assert story.room.messages.in_force("one-way", on=date(2022, 4, 29)) == later
    assert later.reverses
    assert story.room.uniformity("one-way", on=date(2022, 4, 29)).uniform


def test_planning_before_is_proactive_and_after_is_fire_fighting(story: SatgasMudik) -> None:
    """Of the same outbreaks two thirds were planned for, or none."""
    fire = made.agenda(proactive=False)

    assert proactive_share(story.agenda, SEASON) == Fraction(2, 3)
    assert proactive_share(fire, SEASON) == 0
    assert [each.on for each in fire.outbreaks(SEASON)] == [
        each.on for each in story.agenda.outbreaks(SEASON)
    ]


def test_every_traveller_holds_one_decision_or_the_other(story: SatgasMudik) -> None:
    """Stale and informed travellers add up to all, in every arm."""
    for arm in story.arms():
        news = story.study.arm(arm)

        assert story.study.measure.of(news).mean + message.stale(news).mean == pytest.approx(1)
        assert len(message.TRAVELLERS) == news.members[news.group("public")]


def test_ready_beats_alone_and_the_fire_brigade(story: SatgasMudik) -> None:
    """The task force leads each agency alone, fire-fighting, and a public that seeks nothing."""
    for other in ("alone", "fire", "push"):
        assert story.study.gap("joint", other).low > 0, other


def test_the_stale_share_falls_by_the_hour(story: SatgasMudik) -> None:
    """Who knows the later decision does not forget it; at the hour of effect both figures agree."""
    for arm, rows in story.season.course.arms.items():
        curve = [row["mean"] for row in rows]
        assert curve[0] == 1
        assert curve == sorted(curve, reverse=True)
        assert len(curve) == message.FOLLOWED + 1
        assert curve[3] == pytest.approx(message.stale(story.study.arm(arm)).mean)
        assert all(row["low"] <= row["mean"] <= row["high"] for row in rows)


def test_the_later_the_uproar_the_further_ahead_is_who_was_ready(story: SatgasMudik) -> None:
    """Waiting helps nobody; with an uproar at once there is nothing to wait for."""
    leads = [gap.mean for gap in story.season.uproars.values()]

    assert leads[0] == 0
    assert leads == sorted(leads)
    assert story.season.uproars[3].mean == pytest.approx(
        story.study.measure.of(story.study.arm("joint")).mean
    )


def test_every_assumption_is_graded_and_varied(story: SatgasMudik) -> None:
    """Three hours are what the police do (C); the rest is our own (X), and each counts."""
    rows = story.study.sensitivity

    assert len({each.assumption.name for each in rows}) == len(rows) == 11
    assert [each.assumption.name for each in rows if each.assumption.grade == "C"] == ["ahead"]
    assert all(each.low != each.high for each in rows)


def test_a_slow_desk_turns_the_conclusion(story: SatgasMudik) -> None:
    """Where the words take too long, each alone is faster."""
    turns = {each.assumption.name: each.turns for each in story.study.sensitivity}

    assert turns["desk_hours"] == pytest.approx(2.1, abs=0.3)
    assert turns["ahead"] is not None
    assert turns["take_up_hours"] is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"desk_hours": 3.0}, ("costs more than it brings", "lebih banyak merugikan")),
        ({"ahead": 0.0}, ("cannot be told", "tidak dapat dipastikan")),
    ],
)
def test_the_answer_follows_the_figures(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, float], sentence: tuple[str, str]
) -> None:
    """With a desk that is too slow the answer turns; without any notice nobody leads."""
    bend(monkeypatch, **values)
    story = scenarios.satgas_mudik(runs=8)

    assert sentence[0] in story.answer()
    assert sentence[1] in story.answer("id")


def test_the_audit_before_and_after_the_evaluation(story: SatgasMudik) -> None:
    """Once the season is over the evaluation is missing, until it is held."""
    early = scenarios.satgas_mudik(runs=8, on=date(2022, 5, 20))
    whole, lacking = (each.report.where(rule="TSK-15")[0] for each in (story, early))

    assert whole.status == audit.Status.HOLDS
    assert lacking.status == audit.Status.VIOLATED
    assert "None is on record by 20 May 2022" in early.explain()
    assert "Belum ada yang tercatat sampai 20 Mei 2022" in early.explain("id")
    assert early.facts()["missing"] == ["evaluation"]


def test_the_audit_knows_when_the_public_was_told(story: SatgasMudik) -> None:
    """Three hours ahead, in one voice; what nobody foresaw is found, and that nobody answers."""
    holds = {each.norm.id for each in story.report.where(audit.Status.HOLDS)}
    broken = {(each.norm.id, each.who) for each in story.report.violations}

    assert {"FLW-04", "FLW-14", "MEM-01", "TSK-10"} <= holds
    assert ("TSK-14", "rumour") in broken
    assert {name for name, _ in broken} == {"BOD-04", "FLW-06", "TSK-14"}


def test_too_few_runs_are_a_slip() -> None:
    """A study with fewer than eight runs is refused."""
    with pytest.raises(ValueError, match="at least 8 runs, got 7"):
        scenarios.satgas_mudik(runs=7)


WORDS: dict[Lang, tuple[str, ...]] = {
    "en": ("are invented (X)", "Nothing here is calibrated", "claimed, not modelled",
           "of another holiday, C" , "known up to 10 February 2026"),
    "id": ("rekaan (X)", "Tidak ada yang dikalibrasi", "dinyatakan, tidak dimodelkan",
           "tentang libur lain, C", "sampai dengan 10 Februari 2026"),
}  # fmt: skip


@pytest.mark.parametrize("lang", list(WORDS))
def test_the_story_says_what_is_invented(story: SatgasMudik, lang: Lang) -> None:
    """What no source tells is labelled in either language, and praise is no figure."""
    told = story.explain(lang)

    assert [words for words in WORDS[lang] if words not in told] == []
    assert story.sections(lang)[-1].title == "Audit"
    assert all({"arm", "mean", "stale"} <= row.keys() for row in story.rows())


def test_the_same_seed_gives_the_same_bytes() -> None:
    """The same twice over and on another back end; another seed gives others."""
    first = interchange.dumps(scenarios.satgas_mudik(runs=8).facts())

    assert interchange.dumps(scenarios.satgas_mudik(runs=8, backend="python").facts()) == first
    assert json.loads(first)["life"] == {"formed": "2022-04-25", "dissolved": "2022-06-03"}
    assert interchange.dumps(scenarios.satgas_mudik(runs=8, seed=1).facts()) != first
