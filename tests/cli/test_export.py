import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from bakohumas import cli
from bakohumas.content import Agenda
from bakohumas.interchange import (
    body_from_tables,
    dumps,
    dumps_content,
    dumps_network,
    dumps_programme,
    dumps_records,
    loads,
    loads_network,
    read_csv,
    read_popolo,
    write_mermaid,
    write_popolo,
)
from bakohumas.law import charter
from bakohumas.networks import InformationNetwork, read_graphml
from bakohumas.programmes import Agency, Programme, Task, allocate
from kept_records import by_vote
from lived_body import DAY, LOCAL, lived

FORUM = InformationNetwork.from_pairs([("kominfo", "bps")], channel="forum")
APBN = Programme.begin(
    "apbn", title=("Budget", "APBN"), charter=charter("national"),
    initiator="kominfo", on=DAY, basis="invented",
)  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], file: Path, *options: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of one export."""
    try:
        status = cli.main(["export", str(file), *options])
    except SystemExit as left:
        status = int(left.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


def kept(tmp_path: Path, text: str, name: str = "body.json") -> Path:
    """A file that holds this."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_a_body_goes_everywhere(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Its document, Popolo, tables, a calendar and a chart; on standard output, or in a file."""
    body, file, out = lived(), kept(tmp_path, dumps(lived())), tmp_path / "there"

    assert run(capsys, file, "--to", "json") == (0, dumps(body), "")
    assert run(capsys, file, "--to", "popolo", "--out", str(out)) == (0, "", "")
    assert out.read_text("utf-8") == write_popolo(body)
    assert run(capsys, file, "--to", "mermaid", "--on", str(DAY), "--lang", "id") == (
        0, write_mermaid(body, on=DAY, lang="id"), "")  # fmt: skip
    tables = []
    for table in ("members", "board"):
        options = ("--table", table, "--lang", "id", "--on", str(DAY), "--out", str(out))
        assert run(capsys, file, "--to", "csv", *options) == (0, "", "")
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")
        tables.append(read_csv(out.read_bytes().decode()))
    back = body_from_tables(members=tables[0], board=tables[1], charter=LOCAL, on=DAY)
    assert back.on(DAY).register == body.on(DAY).register


def test_a_calendar_has_meetings(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Those of the records; it is stamped with the day of the last record, or as is said."""
    record, body = by_vote()
    file = kept(tmp_path, dumps(body))
    records = str(kept(tmp_path, dumps_records([record, body]), "records.json"))
    status, out, _ = run(capsys, file, "--to", "ical", "--records", records)
    calendar: Any = Calendar.from_ical(out)
    (entry,) = (each for each in calendar.walk("VEVENT") if not each.walk("VALARM"))

    assert (status, entry["dtstart"].dt) == (0, record.on)
    assert entry["dtstamp"].dt.date() == max(each.recorded for each in body.events)
    stamp = "2026-01-05T09:00:00+07:00"
    assert "DTSTAMP:20260105T020000Z" in run(capsys, file, "--to", "ical", "--stamp", stamp,
                                             "--records", records)[1]  # fmt: skip
    for wrong in ("2026-01-05T09:00:00", "today"):
        status, _, err = run(capsys, file, "--to", "ical", "--stamp", wrong)
        assert status == 2
        assert "is not a moment with a zone" in err


def test_a_network_goes_round(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """From its document to GraphML, from there to JSON, and as a table of its ties."""
    file = kept(tmp_path, dumps_network(FORUM), "net.json")
    graphml = tmp_path / "net.graphml"

    assert run(capsys, file, "--to", "graphml", "--out", str(graphml))[0] == 0
    assert read_graphml(graphml.read_text("utf-8")) == FORUM
    assert loads_network(run(capsys, graphml, "--to", "json")[1]) == FORUM
    table = kept(tmp_path, run(capsys, graphml, "--to", "csv")[1], "net.csv")
    assert loads_network(run(capsys, table, "--to", "json")[1]) == FORUM
    assert run(capsys, table, "--to", "mermaid")[1] == write_mermaid(FORUM)


def test_a_programme_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Its document, its chart, and who does what in the division that stands."""
    file = kept(tmp_path, dumps_programme(APBN))
    assert run(capsys, file, "--to", "json")[1] == dumps_programme(APBN)
    assert run(capsys, file, "--to", "mermaid")[1] == write_mermaid(APBN)
    assert run(capsys, file, "--to", "csv") == (0, "\ufeff", "")
    more: dict[str, Any] = {"on": date(2015, 12, 1), "basis": "invented"}
    divided = APBN.hold("fgd", by=["kominfo"], **more).hold("decision", by=["kominfo"], **more)
    divided = divided.divide(allocate([Task("klip")], [Agency("rri", 1)]), **more)
    (row,) = read_csv(run(capsys, kept(tmp_path, dumps_programme(divided)), "--to", "csv")[1])
    assert (row["agency"], row["task"], row["raci"]) == ("rri", "klip", "A")


def test_popolo_comes_in(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """As it is found; what is left out is told, and the status says so."""
    text = write_popolo(lived())
    file = kept(tmp_path, text, "popolo.json")
    status, out, err = run(capsys, file, "--to", "json", "--charter", "national")

    assert (status, err) == (0, "")
    assert loads(out) == read_popolo(text, charter="national").body
    document = json.loads(text) | {"persons": [{"name": "Tokoh Rekaan"}]}
    file = kept(tmp_path, json.dumps(document), "popolo.json")
    status, again, err = run(capsys, file, "--to", "json", "--charter", "national")
    assert (status, again) == (1, out)
    assert err == f"note: {file}: $.persons: it is not read, for no body holds such\n"


def test_what_cannot_be_done_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With the path of the file, and what to choose instead."""
    body = kept(tmp_path, dumps(lived()))
    other = kept(tmp_path, dumps_content(Agenda([])), "content.json")
    broken = kept(tmp_path, "{", "broken.json")
    listed = kept(tmp_path, "[]", "listed.json")
    gone = tmp_path / "none.json"
    nowhere = tmp_path / "no" / "where"
    for file, options, status, said in (
        (
            body,
            ["--to", "graphml"],
            2,
            "Body has no graphml: choose csv, ical, json, mermaid, popolo",
        ),
        (body, ["--to", "csv", "--on", "2010-01-01"], 1, "bakohumas: "),
        (
            body,
            ["--to", "json", "--out", str(nowhere)],
            2,
            f"{nowhere}: No such file or directory; ",
        ),
        (body, ["--to", "ical", "--records", str(broken)], 2, f"bakohumas: {broken}: "),
        (
            other,
            ["--to", "json"],
            2,
            f"bakohumas: {other}: $.format: expected one of bakohumas/body,",
        ),
        (listed, ["--to", "json"], 2, f"bakohumas: {listed}: $.format: expected one of"),
        (broken, ["--to", "json"], 2, f"bakohumas: {broken}: "),
        (gone, ["--to", "json"], 2, f"bakohumas: {gone}: cannot be read: No such file"),
        (body, [], 2, "the following arguments are required: --to"),
    ):
        found, out, err = run(capsys, file, *options)
        assert (found, out) == (status, "")
        assert said in err
        assert err.count("\n") == 1
        assert file != gone or "--out" not in err


def test_help_teaches_by_example(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Examples, what goes where, and what a status means."""
    status, out, _ = run(capsys, tmp_path, "--help")

    assert status == 0
    assert "bakohumas export body.json --to popolo" in out
    assert "exit status: 0 done" in out
