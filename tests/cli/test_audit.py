import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bakohumas import audit, cli, interchange
from bakohumas.audit import Observed
from bakohumas.bodies import Body, Federation, Node
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.networks import InformationNetwork

DAY = date(2015, 11, 2)
MEMBERS = "lembaga;sejak\nBPS;2015-11-02\nKominfo;2015-11-02\n"
BOARD = "jabatan,lembaga,mulai\nKetua Umum,BPS,2015-11-02\nSekretaris,Kominfo,2015-11-02\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Status, standard output and standard error of one audit."""
    try:
        status = cli.main(["audit", *map(str, arguments)])
    except SystemExit as left:
        status = int(left.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """The document of a body that keeps what is binding."""
    offices = directory(on=DAY)
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis="SK 1/2015 (invented)")
    body = body.admit(offices["bps"], offices["kominfo"], on=DAY, basis="SK 2/2015 (invented)")
    places = {"Ketua Umum": "bps", "Sekretaris": "kominfo"}
    body = body.elect(places, on=DAY, basis="rapat (invented)")
    path = tmp_path / "body.json"
    path.write_text(interchange.dumps(body), "utf-8")
    return path


@pytest.fixture
def tables(tmp_path: Path) -> list[str | Path]:
    """The words that name the same body as two tables."""
    members, board = tmp_path / "anggota.csv", tmp_path / "pengurus.csv"
    members.write_text(MEMBERS, "utf-8")
    board.write_text(BOARD, "utf-8")
    return ["--members", members, "--board", board, "--charter", "national"]


def broken(path: Path) -> Path:
    """A document whose members' table has found a party: an outsider, taken as it was found."""
    body = interchange.body_from_tables(
        members=[{"id": "Partai X", "kategori": "partai politik"}], charter="national", on=DAY
    )
    path = path / "broken.json"
    path.write_text(interchange.dumps(body), "utf-8")
    return path


def test_nothing_that_is_binding_is_broken(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    """The report in words, and status 0."""
    status, out, err = run(capsys, whole, "--on", "2016-01-01")

    assert (status, err) == (0, "")
    assert out.startswith("Audit of contoh on 1 January 2016 (charter")


def test_a_body_from_tables_is_audited(
    capsys: pytest.CaptureFixture[str], tables: list[str | Path]
) -> None:
    """In Indonesian, and on the day on which the register is opened."""
    status, out, _ = run(capsys, *tables, "--on", "2016-01-01", "--lang", "id")

    assert status == 0
    assert out.startswith("Audit national pada 1 Januari 2016 (piagam")


def test_a_breach_that_stands_is_status_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An outsider among the members breaks what must be; on request nothing fails."""
    path = broken(tmp_path)

    assert run(capsys, path, "--on", "2015-11-02")[0] == 1
    assert run(capsys, path, "--on", "2015-11-02", "--fail-on", "never")[0] == 0


def test_how_weak_a_rule_still_counts(capsys: pytest.CaptureFixture[str], whole: Path) -> None:
    """A breach of a default counts where defaults, and the weakest grade, are asked for."""
    late: list[str | Path] = [whole, "--on", "2021-01-01"]
    body = interchange.loads(whole.read_text("utf-8"))
    report = audit.check(body, on=date(2021, 1, 1))
    kinds = {each.norm.modality.value for each in report.violations}

    assert "DEFAULT" in kinds
    assert run(capsys, *late, "--fail-on", "default", "--fail-grade", "X")[0] == 1
    assert run(capsys, *late, "--fail-on", "should")[0] == 0


def test_json_is_one_document_and_nothing_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Format, day, counts, and every finding in both languages."""
    status, out, err = run(capsys, broken(tmp_path), "--on", "2015-11-02", "--json")
    found: dict[str, Any] = json.loads(out)
    standing = [each for each in found["findings"] if each["stands"]]

    assert (status, err) == (1, "")
    assert out == interchange.dumps(found)
    assert {name: found[name] for name in ("format", "version", "body", "on", "charter")} == {
        "format": "bakohumas/audit",
        "version": 1,
        "body": "national",
        "on": "2015-11-02",
        "charter": "national",
    }
    assert sum(found["counts"].values()) == len(found["findings"])
    assert standing
    assert all(set(each["because"]) == {"en", "id"} for each in standing)
    assert all(each["advice"]["id"] != each["advice"]["en"] for each in standing)
    for each in found["findings"]:
        assert any(each["advice"].values()) == (each["status"] == "violated")
    grades = found["counts_by_grade"]
    assert {status: sum(split.values()) for status, split in grades.items()} == found["counts"]
    assert set(grades["violated"]) == {"A", "B", "C", "D", "X"}


def test_records_are_put_before_the_audit(
    capsys: pytest.CaptureFixture[str], whole: Path, tmp_path: Path
) -> None:
    """What an audit leaves out, as of another body, it names."""
    network = InformationNetwork.from_pairs([("bps", "kominfo")])
    records = tmp_path / "records.json"
    other = Observed(network, body="other", on=DAY)
    records.write_text(interchange.dumps_records([other]), "utf-8")
    status, out, _ = run(capsys, whole, "--on", "2016-01-01", "--records", records)

    assert status == 0
    assert "Observed(other, 2015-11-02)" in out


def test_bodies_and_federations_are_put_before_the_audit(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What rests on them is decided, where nobody could tell without."""
    day = date(2025, 1, 1)
    root = Node("contoh", "sumsel", "provincial", "16")
    place = Node("kota", "regency", "regency", "16.71", parent="contoh")
    federation = Federation.of([root, place], id="contoh", on=day, basis="invented")
    rules = charter("sumsel")
    whole = Body.found("contoh", charter=rules, on=day, basis="SK", area="16")
    below = Body.found("kota", charter=charter("regency"), on=day, basis="SK", area="16.71")
    body, records = tmp_path / "body.json", tmp_path / "records.json"
    body.write_text(interchange.dumps(whole), "utf-8")
    records.write_text(interchange.dumps_records([federation, below]), "utf-8")

    def status(*more: str | Path) -> set[str]:
        _, out, _ = run(capsys, body, "--on", "2026-01-02", "--json", *more)
        return {
            each["status"]
            for each in json.loads(out)["findings"]
            if each["rule"] in {"BOD-06", "BOD-10"}
        }

    assert status() == {"undetermined"}
    assert status("--records", records) == {"holds"}


def test_the_weakest_evidence_is_handed_on(
    capsys: pytest.CaptureFixture[str], whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is asked for goes to the audit; without it, all evidence is heard."""
    asked = []
    judge = audit.check

    def check(body: Body, *_: object, on: date, **more: str) -> audit.Report:
        asked.append(more)
        return judge(body, on=on)

    monkeypatch.setattr(audit, "check", check)
    run(capsys, whole, "--on", "2016-01-01", "--weakest-grade", "B")
    run(capsys, whole, "--on", "2016-01-01")

    assert asked == [{"weakest": "B"}, {}]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("BODY",), "the following arguments are required: --on"),
        (("--on", "2016-01-01"), "name a BODY.json, or --members with --charter, and not both"),
        (("BODY", "--charter", "national", "--on", "2016-01-01"), "and not both"),
        (("--charter", "national", "--on", "2016-01-01"), "need --members and --charter"),
        (("--members", "m.csv", "--on", "2016-01-01"), "need --members and --charter"),
        (("BODY", "--on", "soon"), "'soon' is not a day of the form YYYY-MM-DD"),
        (("BODY", "--on", "2016-01-01", "--fail-on", "may"), "invalid choice: 'may'"),
        (("BODY", "--on", "2016-01-01", "--fail-grade", "E"), "invalid choice: 'E'"),
        (("BODY", "--on", "2014-01-01"), "the body was founded on 2015-11-02"),
        (("missing.json", "--on", "2016-01-01"), "missing.json: cannot be read: No such file"),
        (
            ("BODY", "--on", "2016-01-01", "--records", "BODY"),
            "body.json: $.format: expected 'bakohumas/records'",
        ),
        (("list.json", "--on", "2016-01-01"), "list.json: $.format: expected 'bakohumas/body'"),
        (("bytes.json", "--on", "2016-01-01"), "bytes.json: not UTF-8"),
    ],
)
def test_what_cannot_be_audited_is_one_clear_line(
    capsys: pytest.CaptureFixture[str],
    whole: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    line: str,
) -> None:
    """Status 2, whatever it is: no breach was found, and none was looked for."""
    monkeypatch.chdir(whole.parent)
    Path("bytes.json").write_bytes(b"\xff\xfe")
    Path("list.json").write_text("[]")
    named = [whole.name if word == "BODY" else word for word in words]
    status, out, err = run(capsys, *named)

    assert (status, out) == (2, "")
    assert line in err
    assert err.count("\n") == 1


def test_every_problem_of_the_tables_has_its_line(
    capsys: pytest.CaptureFixture[str], tables: list[str | Path]
) -> None:
    """Several problems are told below each other."""
    Path(tables[1]).write_text("lembaga;sejak\nBPSS;1/2/2015\n", "utf-8")
    status, out, err = run(capsys, *tables, "--on", "2016-01-01")

    assert (status, out) == (2, "")
    first, *others = err.splitlines()
    assert first == "bakohumas: tables of a body:"
    assert [each.partition(": ")[0] for each in others] == [f"  {tables[1]} row 2"] * 2


def test_the_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """And says what each status means."""
    status, out, _ = run(capsys, "--help")

    assert status == 0
    assert "bakohumas audit --members anggota.csv --board pengurus.csv" in out
    assert "exit status: 0 no such breach stands" in out


def test_a_reader_that_leaves_early_leaves_the_status(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A breach is a breach, even where nobody reads the report to its end."""

    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())

    assert cli.main(["audit", str(broken(tmp_path)), "--on", "2015-11-02"]) == 1


def test_json_is_utf_8_whatever_the_terminal(whole: Path) -> None:
    """In a process of its own, on a terminal that knows ASCII alone."""
    command = [sys.executable, "-m", "bakohumas", "audit", str(whole), "--on", "2016-01-01"]
    done = subprocess.run(
        [*command, "--json"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert json.loads(done.stdout.decode())["format"] == "bakohumas/audit"
