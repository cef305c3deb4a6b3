from datetime import date

import attrs
import pytest

from bakohumas import audit, interchange, meetings, programmes, scenarios
from bakohumas.bodies import Selection
from bakohumas.errors import RefusedError
from bakohumas.institutions import Category, directory
from bakohumas.networks import Role
from bakohumas.scenarios import Kalsel, kalsel
from bakohumas.scenarios import _kalsel_body as body  # noqa: PLC2701 - the days that are found
from bakohumas.scenarios import _kalsel_message as message  # noqa: PLC2701 - bent assumptions

FOUNDED, MET = date(2016, 11, 1), date(2017, 1, 24)


@pytest.fixture(scope="module")
def story() -> Kalsel:
    """The province with few runs, made once."""
    return kalsel(runs=32)


def bend(monkeypatch: pytest.MonkeyPatch, **values: float) -> None:
    """Give some assumptions another value, and the whole of [0, 1] to move in."""
    bent = [
        attrs.evolve(each, value=values[each.name], low=0.0, high=1.0)
        if each.name in values
        else each
        for each in message.ASSUMPTIONS
    ]
    monkeypatch.setattr(message, "ASSUMPTIONS", tuple(bent))


def test_the_year_of_the_meeting_is_found() -> None:
    """Only in 2016 was 11 October a Tuesday, between the regulation and the page."""
    assert body.meeting_day() == date(2016, 10, 11)
    assert [year for year in range(2015, 2018) if date(year, 10, 11).weekday() == 1] == [2016]


def test_members_are_of_the_kinds_that_the_document_names(story: Kalsel) -> None:
    """All 13 regencies and cities, the province, police, armed forces, SOEs of both levels."""
    register = story.body.on(FOUNDED).register
    counts = register.counts()
    known = body.offices()

    assert counts[Category.REGENCY_GOVERNMENT] == 13
    assert {"polda-kalsel", "tni-kalsel", "bumn-listrik-kalsel", "bumd-bank-kalsel"} <= set(
        register.institutions
    )
    assert {each for each in register.institutions if known[each].invented} == {
        "tni-kalsel",
        "bumn-listrik-kalsel",
        "bumn-pos-kalsel",
    }
    tables = directory(on=FOUNDED)
    assert {each for each in register.institutions if each not in tables} == {
        "dinkes-kalsel",
        "diskominfo-kalsel",
        "polda-kalsel",
        "tni-kalsel",
        "bumn-listrik-kalsel",
        "bumn-pos-kalsel",
    }


def test_the_chair_goes_with_its_post(story: Kalsel) -> None:
    """The head of the provincial communication office chairs; the secretary is elected."""
    board = story.body.on(MET).board

    assert board is not None
    assert {
        each.seat: (each.selection, each.institution or each.post) for each in board.appointments
    } == {
        "Ketua": (
            Selection.EX_OFFICIO,
            "Kepala Dinas Komunikasi dan Informatika Provinsi Kalimantan Selatan",
        ),
        "Sekretaris": (Selection.ELECTED, "pemprov-kalimantan-selatan"),
    }


def test_the_meeting_decides_together_what_is_spread(story: Kalsel) -> None:
    """By consensus, on a record that holds when it is taken again step by step."""
    assert meetings.verify(story.record) == ()
    assert {each.subject: each.outcome for each in story.record.decisions} == {
        "Sekretaris": "consensus",
        body.MESSAGE: "consensus",
    }


def test_the_office_pays_for_its_own_programme(story: Kalsel) -> None:
    """Begun and paid by the health office, without an FGD, with a task for each of the 13."""
    division = story.programme.division_on(date(2017, 2, 20))

    assert division is not None
    assert story.programme.own
    assert story.programme.agreed
    assert programmes.verify(division, division.tasks, division.agencies) == ()
    spread = {task: who for task, who in division.assignments.items() if task.startswith("spread")}
    assert len(spread) == 13
    assert all(task == f"spread-{who}" for task, who in spread.items())
    seen = story.room.uniformity("gizi", on=date(2017, 2, 20), by="maker")
    assert seen.uniform
    assert len({each.text for each in story.room.wordings}) == 13


def test_joint_reaches_more_with_more_of_the_message(story: Kalsel) -> None:
    """More hear of it, more of it is left; alone, few hear of it."""
    reach = {arm: story.spread.reach(arm).mean for arm in story.arms()}
    kept = {arm: story.spread.uniformity(arm).mean for arm in story.arms()}

    assert story.study.lead.low > 0
    assert reach["alone"] < reach["each"] < reach["joint"]
    assert kept["each"] < kept["alone"] < kept["joint"]


@pytest.mark.parametrize("arm", ["alone", "each", "joint"])
def test_a_key_point_reaches_nobody_whom_the_news_does_not(story: Kalsel, arm: str) -> None:
    """Run by run, in the same worlds, as a tie that a point survives is a tie that tells."""
    point, news = story.study.arm(arm), story.spread.told[arm]
    pairs = zip(
        point.people[point.group(Role.PUBLIC)], news.people[news.group(Role.PUBLIC)], strict=True
    )

    assert all(few <= many for few, many in pairs)


@pytest.mark.parametrize("arm", ["each", "joint"])
def test_key_points_are_counted_alike_in_two_ways(story: Kalsel, arm: str) -> None:
    """Points that survive tie by tie come to as many as a message that is thinned beforehand."""
    news = story.spread.told[arm]
    points = sum(news.outcome("points")) / message.POINTS / story.study.runs

    assert points == pytest.approx(story.study.arm(arm).mean, rel=0.06)


def test_thirteen_regencies_have_their_share(story: Kalsel) -> None:
    """Every regency and city, in every arm, and more of it where the way is joint."""
    areas = [f"63.{n:02}" for n in [*range(1, 12), 71, 72]]

    for arm in story.arms():
        assert list(story.spread.by_regency(arm)) == areas
    each, joint = (story.spread.by_regency(arm) for arm in ("each", "joint"))
    assert all(joint[area].mean >= each[area].mean for area in areas)


def test_what_own_words_would_have_to_keep(story: Kalsel) -> None:
    """Were all as ready alone, what is left of the lead is lost where own words keep as much."""
    assert story.spread.willing.low > 0
    assert story.spread.turns == pytest.approx(0.95, abs=0.03)
    assert "own words lose key points" in story.answer()
    assert "kata-kata sendiri" in story.answer("id")


def test_own_words_as_good_as_agreed_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where own words keep as much, nothing but readiness is left, and no turn is claimed."""
    bend(monkeypatch, own_words=0.95)
    bent = kalsel(runs=8)

    assert bent.spread.turns is None
    assert "the difference would be 0.0 percentage points" in bent.answer()
    assert "selisihnya 0,0 poin persen" in bent.answer("id")


def test_a_decision_that_nobody_carries_out_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody publishes what was agreed, the model does not show the claim."""
    bend(monkeypatch, asked=0.0)
    bent = kalsel(runs=8)

    assert "the model does not show it" in bent.answer()
    assert "model tidak menunjukkannya" in bent.answer("id")


def test_every_assumption_is_graded_and_varied(story: Kalsel) -> None:
    """Each has a grade, a range and a source where the document has one."""
    names = [each.assumption.name for each in story.study.sensitivity]

    assert len(set(names)) == len(names) == 17
    assert {each.assumption.grade for each in story.study.sensitivity} == {"C", "X"}


def test_the_audit_is_last_and_the_day_fits(story: Kalsel) -> None:
    """Tuesday 11 October 2016 is in order, and the network is a model that only warns."""
    assert story.sections()[-1].shows["audit"] is story.report
    assert {each.norm.id for each in story.report.violations} == {"TSK-08", "FLW-01", "FLW-06"}
    assert "DOC-03" in {each.norm.id for each in story.report.where(audit.Status.HOLDS)}
    story.report.demand()


def test_the_sections_show_what_there_is_to_be_seen(story: Kalsel) -> None:
    """Every table is of one shape, and pictures are of what they are named."""
    sections = {each.title: each for each in story.sections()}

    for each in sections.values():
        assert len({tuple(row) for row in each.rows}) <= 1
    assert len(sections["Regency by regency"].rows) == 13
    assert set(sections["The message"].shows) == {"reach", "network"}
    assert set(sections["Programme"].shows) == {"raci"}
    assert story.until == date(2018, 1, 1)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_story_says_what_is_invented(story: Kalsel, lang: str) -> None:
    """Days, units and assumptions are labelled, and contradictions told, in either language."""
    told = story.explain(lang)  # type: ignore[arg-type]

    for words in {
        "en": ("an invented day, grade X", "are invented, as the document", "34/2014", "may",
               "Claimed, not modelled", "Nothing here is calibrated", "11 October 2016",
               "Joint message on malnutrition"),
        "id": ("hari rekaan, tingkat X", "adalah rekaan, karena dokumen", "34/2014", "dapat",
               "Dinyatakan, tidak dimodelkan", "Tidak ada yang dikalibrasi", "11 Oktober 2016",
               "Pesan bersama gizi buruk"),
    }[lang]:  # fmt: skip
        assert words in told


def test_the_same_seed_gives_the_same_bytes(story: Kalsel) -> None:
    """On another back end too; another seed gives others, and progress is told to the end."""
    seen: list[tuple[str, int, int]] = []
    again = kalsel(runs=32, backend="python")
    other = kalsel(runs=8, seed=1, on_update=lambda *step: seen.append(step))

    assert interchange.dumps(again.facts()) == interchange.dumps(story.facts())
    assert other.facts()["measure"] != story.facts()["measure"]
    assert ("message", 24, 24) in seen
    assert seen[-1] == ("sensitivity", 17, 17)


def test_slips_are_refused() -> None:
    """Too few runs, and a day on which there was no body."""
    assert scenarios.SCENARIOS["kalsel"] is kalsel
    with pytest.raises(ValueError, match="at least 8 runs, got 7"):
        kalsel(runs=7)
    with pytest.raises(RefusedError, match="the body was founded on 2016-11-01"):
        kalsel(on=date(2016, 10, 31))
