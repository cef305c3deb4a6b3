import sys
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from bakohumas import reports, scenarios
from bakohumas.bodies import Body
from bakohumas.elections import IRV, Result, count
from bakohumas.errors import MissingExtraError, UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role
from bakohumas.programmes import Agency, Allocation, Slot, Task, allocate
from bakohumas.scenarios import National
from bakohumas.simulation import Comparison, Ensemble

DAY = date(2015, 11, 2)


def words(svg: str) -> list[str]:
    """Every text in a picture."""
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    return [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(("lang", "vacant"), [("en", "vacant"), ("id", "lowong")])
def test_a_timeline_shows_holders_and_vacancies(body: Body, lang: str, vacant: str) -> None:
    """Seats, holders, stand-ins and vacant stretches stand there, in either language."""
    seen = words(reports.timeline(body, until=date(2019, 1, 1), lang=lang))  # type: ignore[arg-type]

    assert {"Ketua Umum", "Sekretaris", "kominfo", vacant} <= set(seen)
    assert seen.count("kominfo") == 2


def test_a_timeline_leaves_out_what_comes_later(body: Body) -> None:
    """A seat filled after the last day of the picture has no lane."""
    seen = words(reports.timeline(body, until=date(2016, 1, 1)))

    assert "Sekretaris" in seen
    assert "Ketua Umum" not in seen


def test_a_timeline_tells_of_the_kinds_that_it_shows() -> None:
    """An appointed holder is told from an elected one; a post that nobody named is said so."""
    told = words(reports.timeline(scenarios.satgas_mudik(runs=8).body, until=date(2022, 6, 2)))
    unit = scenarios.kpu(runs=8).unit

    assert "appointed" in told
    assert "elected" not in told
    assert "post not told" in words(reports.timeline(unit, until=date(2022, 1, 1)))
    assert "jabatan tidak disebut" in words(
        reports.organisation(unit, on=date(2021, 12, 31), lang="id")
    )


def test_a_timeline_of_nothing_is_refused(body: Body) -> None:
    """Before anybody held a seat there is nothing to draw."""
    with pytest.raises(ValueError, match="no seat of contoh was held before 2015-11-02"):
        reports.timeline(body, until=DAY)


def test_an_organisation_chart_shows_seats_holders_and_kinds_of_members(body: Body) -> None:
    """Whoever holds a seat, and stands in on one, and how many members of each kind there are."""
    seen = words(reports.organisation(body, on=date(2016, 6, 1), names={"kominfo": "Kominfo"}))
    later = words(reports.organisation(body, on=date(2017, 2, 1)))

    assert {"Ketua Umum", "Sekretaris", "Kominfo", "1 member", "ministry", "vacant"} <= set(seen)
    assert "kominfo" in later
    assert "contoh pada 2 November 2015" in words(reports.organisation(body, on=DAY, lang="id"))


def test_a_chart_without_a_board_has_vacant_seats(cycle: National) -> None:
    """After the term every seat is vacant."""
    seen = words(reports.organisation(cycle.body, on=date(2021, 1, 1)))

    assert seen.count("vacant") == 3


def test_rounds_show_every_candidate_and_round(result: Result) -> None:
    """One cell a candidate and round, under the names that were asked for."""
    seen = words(reports.rounds(result, names={"a": "Ani"}))

    assert {"Ani", "b", "c", "round", "elected", "excluded"} <= set(seen)
    assert len([each for each in seen if each.isdecimal()]) == len(result.rows()) + len(
        result.stages
    )


def test_a_matrix_has_the_letters_of_every_duty(division: Allocation) -> None:
    """A, R, C and I stand there once each for a task that has all four."""
    seen = words(reports.matrix(division, names={"rri": "RRI"}))

    assert {"A", "R", "C", "I", "RRI", "clip", "song"} <= set(seen)
    assert [each for each in seen if each.startswith("A: ")] == ["A: accountable"]


def test_a_matrix_of_many_agencies_sets_their_names_aslant() -> None:
    """Six agencies with a duty still have six names."""
    names = [f"agency-{n}" for n in range(6)]
    wide = allocate([Task(f"t{n}") for n in range(6)], [Agency(each, 1) for each in names])
    picture = reports.matrix(wide)

    assert set(names) <= set(words(picture))
    assert "rotate(-60" in picture
    nobody = allocate([], [Agency("a", 1)])
    assert "Who does what (RACI)" in words(reports.matrix(nobody))


def test_tiers_mark_the_dead_ends(network: InformationNetwork) -> None:
    """A group of which all are dead ends, and one of which some are, are told apart."""
    seen = words(reports.tiers(network))

    assert {"national", "province", "a", "2"} <= set(seen)
    assert any("1 dead end" in each for each in seen)
    media = InformationNetwork([Node("o", Role.OUTLET, tier="1")], [])
    assert "media of tier 1" in words(reports.tiers(media))
    assert "media tier 1" in words(reports.tiers(media, lang="id"))
    assert any("titik buntu" in each for each in words(reports.tiers(network, lang="id")))


@pytest.mark.parametrize(("lang", "role"), [("en", "public"), ("id", "publik")])
def test_reach_shows_every_role_and_arm(study: Comparison, lang: str, role: str) -> None:
    """Roles stand below the bars and arms in the legend; other roles are left out."""
    seen = words(reports.reach(study, {"now": "As it is"}, lang=lang))  # type: ignore[arg-type]

    assert {role, "As it is"} <= set(seen)
    assert Role.OUTLET.label() not in seen
    assert {"now", "group"} <= set(words(reports.reach(study)))


def test_an_unknown_arm_is_refused(study: Comparison) -> None:
    """Only arms of the study can be drawn."""
    with pytest.raises(UnknownNameError, match="no arm is known as 'then'"):
        reports.reach(study, {"then": "Later"})


def test_a_curve_is_of_one_ensemble_or_of_several(news: Ensemble) -> None:
    """A line each, of all nodes or of a role."""
    assert "nodes reached by each hour (band of 95 % of the runs)" in words(reports.curve(news))
    seen = words(reports.curve({"one": news, "two": news}, role=Role.PUBLIC, lang="id"))
    assert {"one", "two", "jam"} <= set(seen)


def test_differences_are_held_against_the_first_arm(study: Comparison) -> None:
    """One dot an arm and role, named; arms that were not asked for are left out."""
    seen = words(reports.differences(study, {"now": "Now", "group": "With the group"}))

    assert any(each.startswith("Against Now") for each in seen)
    assert "With the group: public" in seen
    assert "group: publik" in words(reports.differences(study, lang="id"))


def test_the_sensitivity_names_every_assumption(cycle: National) -> None:
    """One bar an assumption, with its range and grade, the widest first."""
    seen = words(reports.sensitivity(cycle.study))
    named = [each for each in seen if each.endswith(("[X]", "[C]"))]

    assert len(named) == len(cycle.study.sensitivity)
    assert "lead, one assumption at a time (percentage points)" in seen


def test_chapters_count_the_findings(cycle: National) -> None:
    """One bar a chapter, and the words for what a rule may say."""
    seen = words(reports.chapters(cycle.report, lang="id"))

    assert {"badan (BOD)", "program dan tugas (TSK)", "terpenuhi", "dilanggar", "temuan"} <= set(
        seen
    )


def test_pictures_are_the_same_each_time(body: Body, study: Comparison) -> None:
    """Neither the day nor chance enters a picture."""
    draws: tuple[Callable[[], str], ...] = (
        lambda: reports.timeline(body, until=date(2019, 1, 1)),
        lambda: reports.organisation(body, on=date(2016, 6, 1)),
        lambda: reports.reach(study, {"now": "N"}),
        lambda: reports.differences(study),
    )
    for draw in draws:
        assert draw() == draw()


def test_without_matplotlib_the_extra_is_named(
    study: Comparison,
    body: Body,
    result: Result,
    division: Allocation,
    network: InformationNetwork,
    news: Ensemble,
    cycle: National,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where matplotlib is missing, the refusal of every picture says what brings it."""
    for name in [each for each in sys.modules if each.startswith("bakohumas.reports._")]:
        if "_drawn" in name or "_sheets" in name:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    pictures: dict[str, Callable[[], str]] = {
        "a board timeline": lambda: reports.timeline(body, until=date(2019, 1, 1)),
        "an organisation chart": lambda: reports.organisation(body, on=DAY),
        "a picture of a count": lambda: reports.rounds(result),
        "a RACI matrix": lambda: reports.matrix(division),
        "a picture of a network": lambda: reports.tiers(network),
        "a picture of reach": lambda: reports.reach(study),
        "a picture of reach over time": lambda: reports.curve(news),
        "a picture of interventions": lambda: reports.differences(study),
        "a picture of assumptions": lambda: reports.sensitivity(cycle.study),
        "a picture of an audit": lambda: reports.chapters(cycle.report),
    }
    for feature, draw in pictures.items():
        with pytest.raises(MissingExtraError, match=r"pip install 'bakohumas\[plots\]'") as refusal:
            draw()
        assert str(refusal.value).startswith(f"{feature} needs matplotlib")


def test_the_first_forty_are_drawn() -> None:
    """Of more candidates or agencies the others are left out, and stand in the table."""
    many = [f"c{n:02}" for n in range(42)]
    votes = words(reports.rounds(count([["c00"]] * 50 + [[each] for each in many], IRV())))
    told = Task("clip", slots=[Slot("informed", least=41)])
    work = words(reports.matrix(allocate([told], [Agency(each, 1) for each in many])))

    assert {"c00", "c39"} <= set(votes)
    assert "c41" not in votes
    assert len(set(work) & set(many)) == 40
