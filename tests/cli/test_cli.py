import io
import json
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from bakohumas import cli, interchange, scenarios, simulation
from bakohumas.scenarios import National

FEW = ["--runs", "8"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of one call."""
    try:
        status = cli.main(arguments)
    except SystemExit as left:
        status = int(left.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def ready(cycle: National, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cycle is there without waiting for it."""
    monkeypatch.setattr(scenarios, "SCENARIOS", {"national": lambda **_: cycle})


def test_the_summary_and_the_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A run prints the summary and writes result, body, environment and all pictures."""
    status, out, err = run(capsys, "run", "national", *FEW, "--out", str(tmp_path / "new"))

    assert status == 0
    assert "In office from 2 November 2015 through 1 November 2020." in out
    assert "message: 24 done" in err
    assert sorted(each.name for each in (tmp_path / "new").iterdir()) == [
        "audit.svg",
        "board-organisation.svg",
        "board.svg",
        "body.json",
        "environment.json",
        "network.svg",
        "raci.svg",
        "reach-differences.svg",
        "reach.svg",
        "result.json",
        "rounds-1.svg",
        "rounds-2.svg",
        "sensitivity-arms.svg",
        "sensitivity.svg",
    ]
    body = interchange.loads((tmp_path / "new" / "body.json").read_text("utf-8"))
    assert body.id == "bakohumas"


@pytest.mark.usefixtures("ready")
def test_json_is_one_document_and_nothing_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Standard output is the bytes of result.json; what else is said goes to standard error."""
    status, out, _ = run(capsys, "run", "national", *FEW, "--json", "--out", str(tmp_path))

    assert status == 0
    assert json.loads(out)["board"]["end"] == "2020-11-02"
    assert out == (tmp_path / "result.json").read_text("utf-8")


@pytest.mark.usefixtures("ready")
def test_without_a_command_the_national_body_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No words at all, or options alone, mean the main job."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["bakohumas", *FEW, "--lang", "id"])

    assert cli.main() == 0
    assert "PENGURUS" in capsys.readouterr().out.upper()
    assert (tmp_path / "bakohumas-national" / "result.json").exists()


def test_another_charter_and_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Charter and day of the audit are the caller's choice."""
    words = ("--charter", "national_practice", "--on", "2021-01-01", "--out", str(tmp_path))
    status, out, _ = run(capsys, *FEW, *words)

    assert status == 0
    assert "on 1 January 2021 (charter: National Bakohumas as practised" in out


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (("run", "elsewhere"), 2, "invalid choice: 'elsewhere'"),
        (("run", "national", "--on", "tomorrow"), 2, "'tomorrow' is not a day of the form"),
        (("run", "national", "--runs", "3"), 2, "'3' is not a whole number from 8 to 100000"),
        (("run", "national", "--runs", "many"), 2, "'many' is not a whole number"),
        (("run", "national", "--on", "20181231"), 2, "'20181231' is not a day of the form"),
        (("run", "national", "--out", " "), 2, "the folder has no name"),
        (("run", "kpu", "--charter", "national"), 2, "kpu has a charter of its own"),
        (("run", "national", "--on", "1950-01-01"), 1, "the body was founded on 1967-12-06"),
        (("run",), 2, "required: scenario"),
        (("dance",), 2, "invalid choice: 'dance'"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    status: int,
    line: str,
) -> None:
    """Status 2 for bad words, 1 where the domain says no, and one line that says why."""
    monkeypatch.chdir(tmp_path)
    ended, out, err = run(capsys, *arguments)

    assert (ended, out) == (status, "")
    assert line in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file in the way of the folder is a slip, told before any work is done."""
    (tmp_path / "taken").write_text("")
    status, _, err = run(capsys, "--out", str(tmp_path / "taken"))

    assert status == 2
    assert err.endswith("File exists; choose another folder with --out\n")


def test_a_slip_that_only_the_work_shows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever the scenario cannot use is told in its words; a folder that was there stays."""

    def slip(**_: object) -> None:
        raise ValueError("the dice are loaded")

    monkeypatch.setattr(scenarios, "SCENARIOS", {"national": slip})
    status, _, err = run(capsys, "--out", str(tmp_path))

    assert (status, err) == (2, "bakohumas: the dice are loaded\n")
    assert tmp_path.exists()


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version(capsys: pytest.CaptureFixture[str], word: str) -> None:
    """Both print to standard output and end well."""
    status, out, _ = run(capsys, word)

    assert status == 0
    assert ("bakohumas run national" in out) or out.strip() == version("bakohumas")


def test_an_interrupt_ends_cleanly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Ctrl-C before anything is done ends with status 130 and one line."""

    def interrupt(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scenarios, "SCENARIOS", {"national": interrupt})
    status, _, err = run(capsys, "--out", str(tmp_path))

    assert status == 130
    assert err == "bakohumas: interrupted; nothing done yet; nothing was written\n"


def test_without_standard_error_the_document_comes_all_the_same(tmp_path: Path) -> None:
    """A closed standard error takes nothing from standard output."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"""
import sys
sys.stderr = None
from bakohumas.cli import main
raise SystemExit(main(["run", "national", "--runs", "8", "--json", "--out", {str(tmp_path)!r}]))
""",
        ],
        capture_output=True,
        check=True,
    )

    assert json.loads(done.stdout)["scenario"] == "national"


@pytest.mark.usefixtures("ready")
def test_without_extras_the_job_runs_and_says_once_what_they_bring(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without matplotlib and numpy there are no pictures, and two notes."""
    for name in [each for each in sys.modules if "_drawn" in each or "reports._sheets" in each]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.axes", None)
    monkeypatch.setattr(simulation, "backends", lambda: ("python",))
    (tmp_path / "board.svg").write_text("from an earlier run")
    status, _, err = run(capsys, *FEW, "--out", str(tmp_path))

    assert status == 0
    assert err.count("bakohumas[plots]") == 1
    assert err.count("bakohumas[sim]") == 1
    assert not list(tmp_path.glob("*.svg"))  # not even those of an earlier run


@pytest.mark.usefixtures("ready")
def test_a_terminal_without_the_signs_gets_what_it_can_show(tmp_path: Path) -> None:
    """Where standard output cannot show an arrow the summary comes all the same."""
    done = subprocess.run(
        [sys.executable, "-m", "bakohumas", *FEW, "--out", str(tmp_path)],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert b"through 1 November 2020" in done.stdout


def test_json_goes_to_any_stream(
    cycle: National, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A stream that is no terminal and no file gets the same document."""
    monkeypatch.setattr(scenarios, "SCENARIOS", {"national": lambda **_: cycle})
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdout", said)

    assert cli.main(["--json", "--out", str(tmp_path)]) == 0
    assert said.getvalue() == (tmp_path / "result.json").read_text("utf-8")


def test_json_is_utf_8_whatever_the_terminal(
    cycle: National, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One JSON document has the same bytes on every terminal."""
    monkeypatch.setattr(scenarios, "SCENARIOS", {"national": lambda **_: cycle})
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))

    assert cli.main(["--json", "--out", str(tmp_path)]) == 0
    assert raw.getvalue() == (tmp_path / "result.json").read_bytes()


@pytest.mark.usefixtures("ready")
def test_a_package_that_is_not_there_has_no_version(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The environment says null for a package that is not installed."""

    def missing(package: str) -> str:
        if package == "numpy":
            raise PackageNotFoundError(package)
        return "1.0"

    monkeypatch.setattr("bakohumas.cli._run.version", missing)
    status, _, _ = run(capsys, *FEW, "--out", str(tmp_path))

    assert status == 0
    assert json.loads((tmp_path / "environment.json").read_text("utf-8"))["numpy"] is None


def test_on_a_terminal_progress_is_one_running_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where standard error is a terminal the line is written over."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _, _, err = run(capsys, *FEW, "--out", str(tmp_path))

    assert "\rsensitivity: 12 of 13\rsensitivity: 13 of 13\n" in err


@pytest.mark.usefixtures("ready")
def test_a_reader_that_leaves_early_is_no_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Output cut short by a closed pipe ends quietly."""

    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())

    assert cli.main(["--out", str(tmp_path)]) == 0
