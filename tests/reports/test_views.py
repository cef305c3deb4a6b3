import re
import sys
from datetime import date
from types import SimpleNamespace

import pytest

from bakohumas import reports
from bakohumas.bodies import Body, Federation
from bakohumas.elections import Result
from bakohumas.networks import InformationNetwork
from bakohumas.programmes import Agency, Allocation, Task
from bakohumas.reports import View
from bakohumas.scenarios import Course, National
from bakohumas.simulation import (
    Comparison,
    Ensemble,
    IndependentCascade,
    compare,
    compile_plan,
    simulate,
)

DAY = date(2015, 11, 2)
COURSE = Course(
    ("those who wait", "yang menunggu"),
    {
        arm: tuple(
            {"hour": hour, "mean": share, "low": 0, "high": 1} for hour, share in enumerate(shares)
        )
        for arm, shares in {"alone": (1, 0.75), "joint": (1, 0.125)}.items()
    },
)


def test_every_kind_of_value_has_a_view(
    body: Body,
    cycle: National,
    result: Result,
    study: Comparison,
    news: Ensemble,
    division: Allocation,
    network: InformationNetwork,
) -> None:
    """Pictures by name, words and rows: of body, audit, count, arms, news, study, work, network."""
    pictures = {
        kind: list(reports.view(value).pictures)
        for kind, value in {
            "body": body,
            "report": cycle.report,
            "result": result,
            "comparison": study,
            "ensemble": news,
            "study": cycle.study,
            "course": COURSE,
            "division": division,
            "network": network,
        }.items()
    }

    assert pictures == {
        "body": ["board", "organisation"],
        "report": ["audit"],
        "result": ["rounds"],
        "comparison": ["reach", "differences"],
        "ensemble": ["curve"],
        "study": ["sensitivity", "arms"],
        "course": ["curve"],
        "division": ["raci"],
        "network": ["network"],
    }


def test_a_view_is_in_the_language_asked_for(study: Comparison, body: Body) -> None:
    """Title, words, heads of the table and the names of arms."""
    seen = reports.view(study, lang="id", names={"now": "Sekarang"})

    assert seen.title == "Seberapa jauh satu pesan sampai"
    assert {row["arm"] for row in seen.rows} == {"Sekarang", "group"}
    assert '<th scope="col">peran</th>' in seen.html()
    assert "Tidak ada yang dikalibrasi" in str(seen)
    assert reports.view(body, on=DAY, lang="id").title == "contoh pada 2 November 2015"


def test_a_body_is_shown_on_a_day(body: Body) -> None:
    """Before anybody was in office there is a chart and no timeline, nor a table."""
    early = reports.view(body, on=DAY)
    late = reports.view(body, on=date(2016, 6, 1), until=date(2030, 1, 1))

    assert list(early.pictures) == ["organisation"]
    assert [row["seat"] for row in late.rows] == ["Ketua Umum", "Sekretaris"]
    assert "2030" in late.pictures["board"]


def test_a_body_without_a_board_has_no_table(cycle: National) -> None:
    """After the term nobody is in the table."""
    assert reports.view(cycle.body, on=date(2021, 1, 1)).rows == ()


def test_a_federation_is_counted_by_tier() -> None:
    """The bodies of each tier, on a day."""
    seen = reports.view(Federation.kpu(), on=date(2023, 1, 1))

    assert [row["n"] for row in seen.rows] == [1, 38, 514]
    assert seen.pictures == {}
    assert seen.source == "Bodies as its own events record them."
    assert str(seen) == seen.title
    assert "jenjang" in reports.view(Federation.kpu(), lang="id").rows[0]


def test_every_picture_says_where_it_comes_from(
    body: Body, result: Result, division: Allocation, network: InformationNetwork
) -> None:
    """The method of a count, the maker of a division, the ground of a network, in the caption."""
    by_hand = Allocation.of({"clip": "rri"}, tasks=[Task("clip")], agencies=[Agency("rri", 1)])
    sources = {
        "Basis of every holder": reports.view(body),
        "counted by instant run-off voting": reports.view(result),
        "Worked out by this library": reports.view(division),
        "laid down by hand": reports.view(by_hand),
        "Ties and chances as they were set": reports.view(network),
    }

    for words, seen in sources.items():
        assert words in seen.source
        assert f". {seen.source}</figcaption>" in seen.html()


def test_no_two_pictures_are_called_the_same(body: Body, study: Comparison) -> None:
    """Neither for the eye nor for who has them read out."""
    for value in (body, study):
        seen = reports.view(value)
        labels = re.findall(r'<svg role="img" aria-label="([^"]*)"', seen.html())
        assert len(set(labels)) == len(labels) == 2
        assert all(label.startswith(f"{seen.title}: ") for label in labels)
    held = View("Peta", pictures={"map": "<svg></svg>"}, source="Ours.")
    assert "<figcaption>Peta: map. Ours.</figcaption>" in held.html()


def test_a_course_is_told_hour_by_hour() -> None:
    """As rows of shares, under the names of the arms, and as lines."""
    seen = reports.view(COURSE, names={"alone": "each alone"})

    assert list(seen.rows) == [
        {"hour": 0, "each alone": 1, "joint": 1},
        {"hour": 1, "each alone": 0.75, "joint": 0.125},
    ]
    assert "each alone" in seen.pictures["curve"]
    assert "Yang menunggu" in reports.view(COURSE, lang="id").pictures["curve"]


@pytest.mark.parametrize("name", ["Hibah $$", "US$ 1_000 / US$ 2_000", "$x^2$"])
def test_a_dollar_is_a_dollar(name: str, result: Result) -> None:
    """Names are drawn as they are, and no formula is read into them."""
    assert f">{name}<" in reports.rounds(
        result, names=dict.fromkeys(result.profile.candidates, name)
    )


def test_words_of_the_library_are_in_the_language_asked_for(body: Body) -> None:
    """How a seat is filled, in what capacity, in which tier."""
    seen = reports.view(body, on=date(2016, 6, 1), lang="id")
    tiers = reports.view(Federation.kpu(), lang="id").html()

    assert [row["selection"] for row in seen.rows] == ["karena jabatan (ex officio)", "dipilih"]
    assert ">kabupaten/kota<" in tiers
    assert "<td>regency</td>" in reports.view(Federation.kpu()).html()


def test_without_a_curve_an_ensemble_has_no_picture(network: InformationNetwork) -> None:
    """What was not recorded is not drawn, and one arm is held against none."""
    news = simulate(compile_plan(network), IndependentCascade(), seeds=["a"], runs=8, seed=1)
    one = compare(network, IndependentCascade(), {"now": []}, seeds=["a"], runs=8, seed=1)

    assert reports.view(news).pictures == {}
    assert list(reports.view(one).pictures) == ["reach"]


def test_what_cannot_be_shown_is_refused() -> None:
    """The kinds that can be are named."""
    with pytest.raises(TypeError, match=r"a view is of a Body, .*InformationNetwork, got int"):
        reports.view(7)


def test_without_matplotlib_a_view_says_what_brings_pictures(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words and table are there all the same."""
    for name in [each for each in sys.modules if "_drawn" in each or "reports._sheets" in each]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    seen = reports.view(result)

    assert seen.pictures == {}
    assert "bakohumas[plots]" in seen.note
    assert "<table>" in seen.html()
    assert "bakohumas[plots]" in seen.html()


def test_notebooks_show_views(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell is told how to show every kind; the running one is found by itself."""
    told: dict[type, object] = {}
    formatter = SimpleNamespace(for_type=lambda kind, show: told.update({kind: show}))
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": formatter}))

    reports.install(shell)
    assert {Body, Result, Comparison, Ensemble} <= set(told)
    assert "<figure>" in told[Result](result)  # type: ignore[operator]
    told.clear()
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    reports.install()
    assert Body in told
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    with pytest.raises(ValueError, match="no IPython shell is running"):
        reports.install()
    assert reports.view(result)._repr_html_() == reports.view(result).html()
