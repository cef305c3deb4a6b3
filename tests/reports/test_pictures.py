import sys
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from bakohumas import reports
from bakohumas.bodies import Body, Cause
from bakohumas.errors import MissingExtraError, UnknownNameError
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import Comparison, IndependentCascade, compare

DAY = date(2015, 11, 2)


@pytest.fixture
def body() -> Body:
    """A body with an elected secretary who leaves, and an ex officio chair."""
    body = Body.found("contoh", charter=charter("national_practice"), on=DAY, basis="invented")
    body = body.admit(directory(on=DAY)["kominfo"], on=DAY, basis="invented")
    body = body.elect({"Sekretaris": "kominfo"}, on=DAY, basis="rapat anggota")
    post = "Direktur Jenderal Informasi dan Komunikasi Publik"
    body = body.seat("Ketua Umum", post=post, on=date(2016, 5, 1), basis="SK")
    return body.vacate("Sekretaris", cause=Cause.RESIGNATION, on=date(2018, 1, 1), basis="letter")


@pytest.fixture
def study() -> Comparison:
    """One small message in one arm."""
    nodes = [Node("a"), Node("p", Role.PUBLIC, size=10)]
    network = InformationNetwork(nodes, [Tie("a", "p", "talk", 0.5)])
    return compare(network, IndependentCascade(), {"now": []}, seeds=["a"], runs=16, seed=1)


def words(svg: str) -> list[str]:
    """Every text in a picture."""
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    return [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(("lang", "vacant"), [("en", "vacant"), ("id", "lowong")])
def test_a_timeline_shows_holders_and_vacancies(body: Body, lang: str, vacant: str) -> None:
    """Seats, holders and vacant stretches stand in the picture, in either language."""
    seen = words(reports.timeline(body, until=date(2019, 1, 1), lang=lang))  # type: ignore[arg-type]

    assert {"Ketua Umum", "Sekretaris", "kominfo", vacant} <= set(seen)


def test_a_timeline_leaves_out_what_comes_later(body: Body) -> None:
    """A seat filled after the last day of the picture has no lane."""
    seen = words(reports.timeline(body, until=date(2016, 1, 1)))

    assert "Sekretaris" in seen
    assert "Ketua Umum" not in seen


def test_a_timeline_of_nothing_is_refused(body: Body) -> None:
    """Before anybody held a seat there is nothing to draw."""
    with pytest.raises(ValueError, match="no seat of contoh was held before 2015-11-02"):
        reports.timeline(body, until=DAY)


@pytest.mark.parametrize(("lang", "role"), [("en", "public"), ("id", "publik")])
def test_reach_shows_every_role_and_arm(study: Comparison, lang: str, role: str) -> None:
    """Roles stand below the bars and arms in the legend; other roles are left out."""
    seen = words(reports.reach(study, {"now": "As it is"}, lang=lang))  # type: ignore[arg-type]

    assert {role, "As it is"} <= set(seen)
    assert Role.OUTLET.label() not in seen


def test_an_unknown_arm_is_refused(study: Comparison) -> None:
    """Only arms of the study can be drawn."""
    with pytest.raises(UnknownNameError, match="no arm is known as 'then'"):
        reports.reach(study, {"then": "Later"})


def test_pictures_are_the_same_each_time(body: Body, study: Comparison) -> None:
    """Neither the day nor chance enters a picture."""
    assert reports.timeline(body, until=DAY.replace(year=2019)) == reports.timeline(
        body, until=DAY.replace(year=2019)
    )
    assert reports.reach(study, {"now": "N"}) == reports.reach(study, {"now": "N"})


def test_without_matplotlib_the_extra_is_named(
    study: Comparison, body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where matplotlib is missing, the refusal says what brings it."""
    monkeypatch.delitem(sys.modules, "bakohumas.reports._matplotlib", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'bakohumas\[plots\]'"):
        reports.reach(study, {"now": "N"})
    with pytest.raises(MissingExtraError, match="a board timeline needs matplotlib"):
        reports.timeline(body, until=date(2019, 1, 1))
