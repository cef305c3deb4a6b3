import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bakohumas import cli, interchange, reports, scenarios
from bakohumas.bodies import Federation
from bakohumas.scenarios import Kpu, National, Story

KEPT = {"environment.json", "result.json"}


@pytest.fixture(scope="module")
def federation() -> Kpu:
    """The election commission with few runs."""
    return scenarios.kpu(runs=8)


@pytest.fixture
def ready(cycle: National, federation: Kpu, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two scenarios are there without waiting for them."""
    told = {"national": lambda **_: cycle, "kpu": lambda **_: federation}
    monkeypatch.setattr(scenarios, "SCENARIOS", told)


@pytest.mark.usefixtures("ready")
def test_html_writes_the_page(cycle: National, tmp_path: Path) -> None:
    """It is that of the library, in the language asked for; every picture is drawn once."""
    assert cli.main(["run", "national", "--html", "--lang", "id", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "index.html").read_text("utf-8") == reports.page(cycle, lang="id")


@pytest.mark.usefixtures("ready")
def test_every_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Files and page share one drawing of each value."""
    asked: list[object] = []
    view = reports.view

    def counted(value: object, **others: object) -> reports.View:
        asked.append(value)
        return view(value, **others)  # type: ignore[arg-type]

    monkeypatch.setattr("bakohumas.reports._pages.view", counted)

    assert cli.main(["run", "national", "--html", "--out", str(tmp_path)]) == 0
    assert len(asked) == len({id(each) for each in asked}) > 5


@pytest.mark.usefixtures("ready")
def test_every_scenario_has_a_folder_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without --out, the folder is named after the scenario."""
    monkeypatch.chdir(tmp_path)

    assert cli.main(["run", "kpu"]) == 0
    assert [each.name for each in tmp_path.iterdir()] == ["bakohumas-kpu"]
    assert {each.name for each in (tmp_path / "bakohumas-kpu").iterdir()} > KEPT


@pytest.mark.usefixtures("ready")
def test_a_federation_is_written_as_one(federation: Kpu, tmp_path: Path) -> None:
    """Where the body is a federation the file is federation.json, and can be read again."""
    assert cli.main(["run", "kpu", "--json", "--out", str(tmp_path)]) == 0
    assert not (tmp_path / "body.json").exists()
    (read,) = interchange.loads_records((tmp_path / "federation.json").read_text("utf-8"))
    assert isinstance(read, Federation)
    assert read == federation.body
    assert json.loads((tmp_path / "result.json").read_text("utf-8"))["scenario"] == "kpu"


@pytest.mark.usefixtures("ready")
def test_nothing_of_an_earlier_run_is_left(tmp_path: Path) -> None:
    """Page, body and pictures that this run does not write are gone; other files stay."""
    stale = ("index.html", "body.json", "board-organisation.svg")
    for name in (*stale, "notes.txt"):
        (tmp_path / name).write_text("of an earlier run")

    assert cli.main(["run", "kpu", "--out", str(tmp_path)]) == 0
    assert not any(
        each.read_text("utf-8") == "of an earlier run"
        for each in tmp_path.iterdir()
        if each.name != "notes.txt"
    )
    assert not (tmp_path / "index.html").exists()
    assert (tmp_path / "notes.txt").exists()


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    "known", ["[", '{"files": 1}', '{"files": ["../notes.txt", 3, "own.svg"]}']
)
def test_what_an_earlier_run_says_it_wrote_goes(tmp_path: Path, known: str) -> None:
    """Pictures that only another scenario has are gone; nothing outside the folder is touched."""
    folder = tmp_path / "out"
    assert cli.main(["run", "national", "--out", str(folder)]) == 0
    before = {each.name for each in folder.glob("*.svg")}
    (folder / "mine.svg").write_text("drawn by hand")
    assert cli.main(["run", "kpu", "--out", str(folder)]) == 0
    after = {each.name for each in folder.glob("*.svg")}
    files = json.loads((folder / "environment.json").read_text("utf-8"))["files"]

    assert "rounds-1.svg" in before - after
    assert after == {each for each in files if each.endswith(".svg")} | {"mine.svg"}

    (tmp_path / "notes.txt").write_text("not ours")
    (folder / "own.svg").write_text("said to be ours")
    (folder / "environment.json").write_text(known)
    assert cli.main(["run", "kpu", "--out", str(folder)]) == 0
    assert (tmp_path / "notes.txt").exists()
    assert (folder / "own.svg").exists() == ("own.svg" not in known)


def test_an_interrupted_study_says_how_far_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is told under a number of runs that is not its own; no folder is left."""

    def interrupted(*, on_update: Callable[..., None], **asked: Any) -> Story:  # noqa: ANN401 - handed on
        def told(stage: str, done: int, total: int) -> None:
            on_update(stage, done, total)
            raise KeyboardInterrupt

        return scenarios.satgas_mudik(**asked, on_update=told)

    monkeypatch.setattr(scenarios, "SCENARIOS", {"satgas_mudik": interrupted})
    out = tmp_path / "deep" / "er"
    status = cli.main(["run", "satgas_mudik", "--runs", "32", "--out", str(out)])

    assert status == 130
    said = capsys.readouterr()
    assert said.out == ""
    assert re.search(
        r"bakohumas: interrupted; message: \d+ of 128 done; nothing was written", said.err
    )
    assert not out.parent.exists()
