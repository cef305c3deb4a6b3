import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bakohumas import cli
from bakohumas.networks import read_graphml, read_tables
from bakohumas.simulation import (
    UNCALIBRATED,
    IndependentCascade,
    LinearThreshold,
    Plan,
    compile_plan,
    simulate,
    write_plan,
)

TABLE = "source,target,probability,delay,channel\nhumas,dinas,0.5,2,mail\ndinas,warga,0.3,,press\n"
GRAPH = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="p" for="edge" attr.name="probability" attr.type="double"/>
<graph edgedefault="directed"><node id="bps"/><node id="humas"/>
<edge source="humas" target="bps"><data key="p">0.5</data></edge></graph></graphml>
"""
EMPTY = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<graph edgedefault="directed"/></graphml>
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Status, standard output and standard error of one simulation."""
    try:
        status = cli.main(["simulate", *map(str, arguments)])
    except SystemExit as left:
        status = int(left.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of ties."""
    path = tmp_path / "jaringan.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_a_table_is_simulated(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    """In words: how far, in which spread, from where, and that nothing is calibrated."""
    status, out, err = run(capsys, table, "--seeds", "humas")
    news = simulate(
        compile_plan(read_tables(TABLE)), IndependentCascade(), seeds=["humas"], runs=1024, seed=42
    )

    assert (status, err) == (0, "")
    assert out.splitlines()[0] == (
        f"It reaches {news.mean:g} of 3 nodes on average; in 9 of 10 runs, 1 to 3."
    )
    assert out.endswith(f"{news.explain()}\n")
    assert out.splitlines()[-1] == UNCALIBRATED[0]


def test_it_speaks_indonesian(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    """From the first line to the last."""
    lines = run(capsys, table, "--seeds", "humas", "--lang", "id")[1].splitlines()

    assert lines[0].startswith("Rata-rata 1,")
    assert lines[0].endswith("dari 3 simpul dicapai; dalam 9 dari 10 simulasi, 1 sampai 3.")
    assert lines[-1] == UNCALIBRATED[1]


@pytest.mark.parametrize("backend", ["python", "numpy", "numba", "auto"])
def test_the_document_holds_the_whole_result(
    capsys: pytest.CaptureFixture[str], table: Path, backend: str
) -> None:
    """The same on every back end, with what one needs to make it again."""
    status, out, _ = run(
        capsys, table, "--seeds", "humas, dinas", "--model", "threshold", "--runs", "90",
        "--seed", "7", "--json", "--backend", backend,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(out)
    plan = compile_plan(read_tables(TABLE))
    news = simulate(plan, LinearThreshold(), seeds=["humas", "dinas"], runs=90, seed=7)

    assert status == 0
    assert (told["format"], told["version"], told["worlds"]) == ("bakohumas/simulation", 1, 1)
    assert (told["model"], told["seeds"]) == ("LinearThreshold()", ["dinas", "humas"])
    assert (told["seed"], told["runs"], told["complete"]) == (7, 90, True)
    assert (told["mean"], told["standard_error"]) == (news.mean, news.standard_error)
    assert told["quantiles"] == {str(q): news.quantile(q) for q in (0.05, 0.25, 0.5, 0.75, 0.95)}
    assert (told["plan"], told["nodes"]) == (plan.digest, 3)
    assert told["roles"] == news.rows()
    assert told["calibration"] == UNCALIBRATED[0]


def test_one_run_has_no_error(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    """What is not a number is null in the document."""
    told = json.loads(run(capsys, table, "--seeds", "humas", "--runs", "1", "--json")[1])

    assert told["standard_error"] is told["roles"][0]["low"] is None


def test_graphs_and_archives_are_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """GraphML, and a plan of numbers or of codes; the name's case does not matter."""
    graph, numbers, codes = (tmp_path / name for name in ("g.GraphML", "n.npz", "c.npz"))
    graph.write_text(GRAPH, "utf-8")
    write_plan(Plan.from_arrays(3, [0, 1], [1, 2], [1.0, 1.0]), numbers)
    write_plan(compile_plan(read_graphml(GRAPH)), codes)
    whole = json.loads(run(capsys, numbers, "--seeds", "0", "--json")[1])
    one, other = (
        json.loads(run(capsys, path, "--seeds", "humas", "--json")[1]) for path in (graph, codes)
    )

    assert (whole["mean"], whole["seeds"]) == (3, ["0"])
    assert one == other


@pytest.mark.parametrize(
    ("name", "text", "status", "words"),
    [
        ("n.csv", "source\nx\n", 2, "n.csv: ties, line 1: a column is missing: target"),
        ("n.csv", "source,target,probability\na,b,2\n", 2, "probability must lie in [0, 1]"),
        ("n.csv", "source,target,delay\na,b,9999\n", 2, "n.csv: tie a -> b takes 9999 hours"),
        ("n.graphml", "<x", 2, "n.graphml: "),
        ("n.npz", "x", 2, "n.npz: it is no archive"),
        ("n.txt", TABLE, 2, "the name must end in .graphml, .csv or .npz"),
        ("n.csv", "source,target\na,b\n", 2, "--seeds: no node is known as 'humas'"),
        ("n.csv", "source,target\n", 2, "n.csv: it has no nodes, so that nobody can tell"),
        ("n.graphml", EMPTY, 2, "n.graphml: it has no nodes, so that nobody can tell"),
    ],
)
def test_what_cannot_be_used_is_told(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
    text: str,
    status: int,
    words: str,
) -> None:
    """A file of no use and bad arguments leave with 2, in one line."""
    (tmp_path / name).write_text(text, "utf-8")
    found, out, err = run(capsys, tmp_path / name, "--seeds", "humas")

    assert (found, out) == (status, "")
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", ["x", "3", "-0", "²", "9" * 5000])
def test_numbers_that_no_node_has(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: str
) -> None:
    """In a plan of numbers a seed is one of its digits, or told to be none."""
    write_plan(Plan.from_arrays(3, [0, 1], [1, 2], [1.0, 1.0]), tmp_path / "n.npz")
    status, _, err = run(capsys, tmp_path / "n.npz", f"--seeds={words}")

    assert (status, err.count("\n")) == (2, 1)
    assert err.startswith("bakohumas: --seeds: no node is known as ")


def test_a_code_may_hold_a_comma(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What is a code as it stands is that node, and only what is none is several."""
    path = tmp_path / "n.csv"
    path.write_text('source,target\n"Dinas A, B",warga\nDinas A,warga\n', "utf-8")
    codes = ["Dinas A", "Dinas A, B", "warga"]
    for given, seeds in (
        (["Dinas A, B"], codes[1:2]),
        (["Dinas A,warga"], [codes[0], codes[2]]),
        (["Dinas A, B", "warga,Dinas A"], codes),
    ):
        words = [word for each in given for word in ("--seeds", each)]
        assert json.loads(run(capsys, path, *words, "--json")[1])["seeds"] == seeds
    assert run(capsys, path, "--seeds", "Dinas B, A")[2].count("no node is known as 'Dinas B'") == 1


def test_seeds_may_be_named_one_by_one(capsys: pytest.CaptureFixture[str], table: Path) -> None:
    """Or with commas, or both ways."""
    one = run(capsys, table, "--seeds", "humas", "--seeds", "dinas,warga", "--json")[1]

    assert one == run(capsys, table, "--seeds", "humas,dinas,warga", "--json")[1]
    assert json.loads(one)["seeds"] == ["dinas", "humas", "warga"]


@pytest.mark.parametrize(
    "words",
    [
        ["--seeds", " , "],
        ["--seeds", "humas", "--runs", "0"],
        ["--seeds", "humas", "--runs", "1e3"],
        ["--seeds", "humas", "--seed", "18446744073709551616"],
        ["--seeds", "humas", "--seed", "-1"],
        ["--seeds", "humas", "--model", "sir"],
        [],
    ],
)
def test_bad_arguments(capsys: pytest.CaptureFixture[str], table: Path, words: list[str]) -> None:
    """Are told in one line, with the status 2."""
    status, out, err = run(capsys, table, *words)

    assert (status, out) == (2, "")
    assert "see bakohumas simulate --help" in err


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Is told by its name."""
    for name in ("n.csv", "n.npz"):
        status, _, err = run(capsys, tmp_path / name, "--seeds", "x")
        assert status == 2
        assert name in err


class Watched(io.StringIO):
    """A terminal that somebody watches, and may leave by Ctrl-C."""

    def __init__(self, after: int | None = None) -> None:
        """Somebody leaves after so many words, or never."""
        super().__init__()
        self.after = after
        self.words = 0

    def isatty(self) -> bool:
        """It is one."""
        return True

    def write(self, text: str) -> int:
        """Show it."""
        self.words += text.startswith("\r")
        if self.words == self.after:
            self.after = None
            raise KeyboardInterrupt
        return super().write(text)


def test_progress_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, table: Path
) -> None:
    """As a running line, on standard error only."""
    screen = Watched()
    monkeypatch.setattr(sys, "stderr", screen)
    status, out, _ = run(capsys, table, "--seeds", "humas", "--json", "--backend", "python")

    assert status == 0
    assert json.loads(out)["complete"]
    assert screen.getvalue().startswith("\r64 of 1024 runs\r128 of")
    assert screen.getvalue().endswith("\r1024 of 1024 runs\n")


def test_ctrl_c_ends_with_what_is_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, table: Path
) -> None:
    """The report of the runs that were done, and the status of an interruption."""
    screen = Watched(3)
    monkeypatch.setattr(sys, "stderr", screen)
    status, out, _ = run(capsys, table, "--seeds", "humas", "--json", "--backend", "python")
    told = json.loads(out)

    assert status == 130
    assert (told["runs"], told["complete"]) == (192, False)
    assert screen.getvalue().endswith("\nbakohumas: interrupted after 192 of 1024 runs\n")
    half = run(capsys, table, "--seeds", "humas", "--json", "--runs", "192")[1]
    assert {**json.loads(half), "complete": False} == told


def test_a_reader_that_leaves_is_no_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, table: Path
) -> None:
    """As with the other commands; an interruption nobody watches is one line."""

    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    assert run(capsys, table, "--seeds", "humas")[0] == 0

    def some(*_plan: Any, **options: Any) -> Any:  # noqa: ANN401 - as simulate
        return simulate(*_plan, **(options | {"runs": 5}))

    monkeypatch.setattr("bakohumas.cli._simulate.simulate", some)
    status, _, err = run(capsys, table, "--seeds", "humas")
    assert (status, err) == (130, "bakohumas: interrupted after 5 of 1024 runs\n")
