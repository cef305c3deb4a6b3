import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bakohumas import cli
from bakohumas.elections import STV, Schulze, TieBreak, count
from bakohumas.interchange import BallotFile, read_blt, write_ballots_csv, write_preflib

TEXT = """\
4 2
-4
5 1 2 0
3 2 1 0
1 3 2 0
1 4 3 0
1 0
0
"Ani"
"Budi"
"Cici, S.Sos."
"Dodi"
"Pengurus (invented)"
"""
EVEN = "jumlah;pilihan 1\n2;Ani\n2;Budi\n1;Cici\n"
METHODS = (
    *("plurality", "majority", "approval", "irv", "scottish-stv", "wigm-stv", "exact-stv"),
    *("meek", "schulze", "ranked-pairs", "borda"),
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Status, standard output and standard error of one count."""
    try:
        status = cli.main(["count", *map(str, arguments)])
    except SystemExit as left:
        status = int(left.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


def document(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    """The JSON document of a count."""
    found: dict[str, Any] = json.loads(run(capsys, *arguments, "--json")[1])
    return found


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A BLT file for two seats, with somebody who withdrew."""
    path = tmp_path / "pengurus.blt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def even(tmp_path: Path) -> Path:
    """A table in which two have equal votes."""
    path = tmp_path / "ketua.csv"
    path.write_text(EVEN, "utf-8")
    return path


def test_the_file_says_how_many_and_who_withdrew(
    capsys: pytest.CaptureFixture[str], board: Path
) -> None:
    """Several seats are counted by the Scottish rule, and told round by round."""
    status, out, err = run(capsys, board)

    assert (status, err) == (0, "")
    assert out.startswith("Pengurus (invented)\nRound 1: of 10.00000 votes in play, 4.00000 were")
    assert out.endswith("(Dodi had withdrawn); of 11 ballots cast, 10 were valid, 1 blank and 0 "
                        "spoilt.\n")  # fmt: skip


def test_the_document_holds_the_whole_count(
    capsys: pytest.CaptureFixture[str], board: Path
) -> None:
    """Who is elected in order of election, stages, ties, quota and the digest of the result."""
    file = read_blt(TEXT)
    result = count(file.profile, STV(), seats=2, withdrawn=["Dodi"])
    told = document(capsys, board)

    assert (told["format"], told["version"], told["title"]) == (
        "bakohumas/count",
        1,
        "Pengurus (invented)",
    )
    assert told["elected"] == list(result.elected) == ["Ani", "Budi"]
    assert (told["quota"], told["digest"]) == ("4.00000", result.digest)
    assert (told["ties"], told["complete"], told["reason"]) == ([], True, None)
    assert (told["candidates"], told["withdrawn"]) == (["Ani", "Budi", "Cici, S.Sos."], ["Dodi"])
    assert told["ballots"] == {"cast": 11, "valid": 10, "blank": 1, "spoilt": {}}
    assert [each["number"] for each in told["stages"]] == [each.number for each in result.stages]
    assert told["stages"][0]["tallies"] == {
        "Ani": "5.00000",
        "Budi": "3.00000",
        "Cici, S.Sos.": "2.00000",
    }


@pytest.mark.parametrize("method", METHODS)
def test_every_method_counts(capsys: pytest.CaptureFixture[str], board: Path, method: str) -> None:
    """One seat, with an order agreed for ties."""
    told = document(capsys, board, "--method", method, "--seats", "1", "--tie", "1,2,3")

    assert told["seats"] == 1
    assert len(told["elected"]) == (0 if method == "majority" else 1)
    assert told["complete"]
    assert told["reason"] == ("short" if method == "majority" else None)


@pytest.mark.parametrize(
    ("votes", "status", "words"),
    [
        ("2;Ani\n2;Budi\n1;Cici\n", 1, "Ani and Budi fell short of the number needed and were not"),
        ("2;Ani\n3;Budi\n", 0, "Budi reached the number needed and was elected"),
    ],
)
def test_a_majority_that_nobody_has_elects_nobody(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, votes: str, status: int, words: str
) -> None:
    """Status 1 with the reason, and nobody elected; the count itself came to its end."""
    path = tmp_path / "ketua.csv"
    path.write_text(f"jumlah;pilihan 1\n{votes}", "utf-8")
    ended, out, err = run(capsys, path, "--method", "majority")
    told = document(capsys, path, "--method", "majority")

    assert (ended, err) == (status, "")
    assert words in out
    assert told["complete"]
    assert (told["elected"], told["reason"]) == (([], "short") if status else (["Budi"], None))


def test_the_help_says_what_each_status_means(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever scripts the command reads there when it is not 0."""
    status, out, _ = run(capsys, "--help")

    assert status == 0
    assert "1 one is not, as a tie is unsettled" in out


def test_a_tie_stops_the_count(capsys: pytest.CaptureFixture[str], even: Path) -> None:
    """Status 1, whoever is elected so far, and the tie; in words in either language."""
    status, out, err = run(capsys, even, "--lang", "id")
    told = document(capsys, even, "--method", "plurality")

    assert (status, err) == (1, "")
    assert "sampai seri antara Ani dan Budi diputus" in out
    assert (told["elected"], told["complete"], told["quota"]) == ([], False, 0)
    assert told["reason"] == "tie"
    assert told["ties"] == [
        {
            "stage": 1,
            "over": "election",
            "tied": ["Ani", "Budi"],
            "tried": [],
            "left": ["Ani", "Budi"],
            "chosen": None,
            "how": None,
        }
    ]


@pytest.mark.parametrize(
    ("words", "winner", "how"),
    [
        (("--tie", "Budi, Ani"), "Budi", "order"),
        (("--tie", "2,1"), "Budi", "order"),
        (("--tie", "Ani,2"), "Ani", "order"),
        (("--tie", "lot:2015-11-02"), "Ani", "lot"),
        (("--tie", "lot:2015-11-02", "--tie", "3,1"), "Ani", "lot"),
    ],
)
def test_a_tie_is_settled_by_what_was_agreed(
    capsys: pytest.CaptureFixture[str], even: Path, words: tuple[str, ...], winner: str, how: str
) -> None:
    """By names, by numbers on the paper, or by a public lot; the order comes first."""
    told = document(capsys, even, "--method", "plurality", *words)

    assert told["elected"] == [winner]
    assert (told["ties"][0]["chosen"], told["ties"][0]["how"]) == (winner, how)


def test_other_formats_are_told_by_name_or_by_word(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The same ballots in each of them, and the same digest."""
    file = read_blt(TEXT)
    kept = BallotFile(file.profile.without(["Dodi"]))
    written = {
        "a.soi": write_preflib(kept),
        "b.csv": write_ballots_csv(kept, lang="id"),
        "c.txt": write_preflib(kept),
    }
    digest = count(kept.profile, Schulze(), ties=TieBreak()).digest
    for name, text in written.items():
        (tmp_path / name).write_text(text, "utf-8")

        assert document(capsys, tmp_path / name, "--method", "schulze")["digest"] == digest
    status, _, err = run(capsys, tmp_path / "c.txt", "--format", "blt")
    assert status == 2
    assert "c.txt: line 9: how many stand should stand here, not " in err


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (("FILE", "--method", "dice"), 2, "invalid choice: 'dice'"),
        (("FILE", "--seats", "0"), 2, "'0' is not a whole number from 1"),
        (("FILE", "--seats", "two"), 2, "'two' is not a whole number from 1"),
        (("FILE", "--seats", "9"), 1, "fill 9 seats: only 3 stand"),
        (("FILE", "--method", "irv", "--seats", "2"), 2, "fills one seat, got seats=2"),
        (("FILE", "--tie", "Eko"), 2, "ranks Eko, who stand for nothing here"),
        (("FILE", "--tie", "1,1"), 2, "an order names each candidate once"),
        (("FILE", "--tie", "lot:"), 2, "lot must not be blank"),
        (("FILE", "--tie", "1", "--tie", "2"), 2, "--tie: one order and one lot at most"),
        (("FILE", "--tie", "lot:1", "--tie", "lot:2"), 2, "--tie: one order and one lot at most"),
        (("FILE", "--format", "xlsx"), 2, "invalid choice: 'xlsx'"),
        (("nowhere.blt",), 2, "nowhere.blt: cannot be read: No such file or directory"),
        ((), 2, "required: FILE"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    capsys: pytest.CaptureFixture[str],
    even: Path,
    arguments: tuple[str, ...],
    status: int,
    line: str,
) -> None:
    """Status 2 for bad words and files, 1 where the domain says no, and why."""
    words = [str(even) if word == "FILE" else word for word in arguments]
    ended, out, err = run(capsys, *words)

    assert (ended, out) == (status, "")
    assert line in err
    assert err.count("\n") == 1


def test_a_malformed_file_is_told_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The file, the line and the reason, and status 2."""
    path = tmp_path / "rusak.blt"
    path.write_text("2 1\n1 1 0\n1 3 0\n0\n", "utf-8")
    status, out, err = run(capsys, path)

    assert (status, out) == (2, "")
    assert err == f"bakohumas: {path}: line 3: there is no candidate 3 of 2\n"


def test_whoever_reads_may_leave(monkeypatch: pytest.MonkeyPatch, board: Path, even: Path) -> None:
    """A pipe that is closed changes no status."""

    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())

    assert cli.main(["count", str(board)]) == 0
    assert cli.main(["count", str(even), "--json"]) == 1


def test_the_document_is_utf_8_whatever_the_terminal(board: Path) -> None:
    """Names survive a terminal of another encoding."""
    board.write_text(TEXT.replace("Budi", "Bûdi"), "utf-8")
    command = [sys.executable, "-m", "bakohumas", "count", str(board), "--json"]
    raw = subprocess.run(
        command, capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": "ascii"}
    ).stdout

    assert json.loads(raw.decode())["elected"] == ["Ani", "Bûdi"]
