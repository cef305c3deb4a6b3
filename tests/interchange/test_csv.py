import csv
import re
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas import testing
from bakohumas.bodies import Body, Decree
from bakohumas.elections import Profile
from bakohumas.errors import FormatError
from bakohumas.interchange import (
    BallotFile,
    board_rows,
    body_from_tables,
    member_rows,
    read_ballots_csv,
    read_csv,
    write_ballots_csv,
    write_csv,
)
from bakohumas.languages import Lang
from bakohumas.law import charter
from bakohumas.programmes import Agency, Task, allocate
from same_register import a_table_can_tell, members, seats

DAY = date(2015, 11, 2)
LANGS = st.sampled_from(["en", "id"])
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8) | st.builds(
    "{}{}".format, st.sampled_from(["'", "''", "", "=", "-", "\t", "@"]), st.text("=+-@ab'\n;,\"")
)
NAMES = st.lists(CELLS.map(str.strip).filter(bool), min_size=1, max_size=3, unique=True)


@given(st.data(), NAMES, LANGS)
def test_whatever_is_written_is_read(data: st.DataObject, names: list[str], lang: Lang) -> None:
    """Every text comes back as it was, whatever it looks like."""
    cells = st.fixed_dictionaries(dict.fromkeys(names, CELLS))
    full = cells.filter(lambda row: any(each.strip() for each in row.values()))
    rows = data.draw(st.lists(full, min_size=1, max_size=4))

    assert read_csv(write_csv(rows, lang=lang)) == rows


@given(CELLS)
def test_no_cell_is_a_formula(cell: str) -> None:
    """Nothing that is written begins as a spreadsheet lets a formula begin."""
    table = write_csv([{"a": "x", "b": cell}]).removeprefix("\ufeff")
    written = [each for row in csv.reader(StringIO(table, newline="")) for each in row]

    assert not [each for each in written if re.match(r"[=+@\t\r\n＝＋－＠-]", each)]


def test_numbers_stay_numbers() -> None:
    """A negative number is no formula; a list is one cell, and nothing an empty one."""
    rows: list[dict[str, Any]] = [{"n": -1, "many": ["a", "b"], "none": None, "yes": True}]

    assert write_csv(rows) == '\ufeffn,many,none,yes\r\n-1,"a; b",,True\r\n'
    assert write_csv(rows, sep=";").startswith("\ufeffn;many")
    assert write_csv([]) == "\ufeff"


def test_rows_must_be_alike() -> None:
    """Rows of other columns, what is no row, and another mark are a caller's slip."""
    with pytest.raises(ValueError, match="row 2 has other columns than the first, which has a"):
        write_csv([{"a": 1}, {"b": 1}])
    assert write_csv([{"a": 1, "b": 2}, {"b": 4, "a": 3}]) == "\ufeffa,b\r\n1,2\r\n3,4\r\n"
    with pytest.raises(TypeError, match="row 1 must be a Mapping"):
        write_csv(["a"])  # type: ignore[list-item]
    with pytest.raises(ValueError, match=r"sep must be ',' or ';', got '\\t'"):
        write_csv([{"a": 1}], sep="\t")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is empty: a line with the headers should stand first"),
        ("a,a,b,b\n", "line 1: the header 'a' stands twice; line 1: the header 'b' stands twice"),
        ("a,,b\n", "line 1: a column has no header"),
        ("sep=;\na;b\n\n1\n", "line 4: 1 cells under 2 columns"),
        ("a;b\n1;2;3\n", "line 2: 3 cells under 2 columns"),
        ('a\n"1\n', "line 2: not CSV: unexpected end of data"),
        ("a\n" + "x" * 200_000, "line 2: not CSV: field larger than field limit (131072)"),
        (",".join(f"c{n}" for n in range(1001)), "line 1: more than 1,000 columns"),
        ("a\n" + "1\n" * 100_001, "more than 100,000 rows: split it"),
        (" " * 16_777_217, "longer than 16777216 characters: split it"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(text: str, problem: str) -> None:
    """Everything wrong is told with its line, and what is read is bounded."""
    with pytest.raises(FormatError) as caught:
        read_csv(text)
    assert str(caught.value) == f"CSV table: {problem}"


def test_not_all_of_many_problems_are_told() -> None:
    """Twenty will do."""
    with pytest.raises(FormatError) as caught:
        read_csv("a,b\n" + "1\n" * 25)
    assert len(caught.value.problems) == 21
    assert caught.value.problems[-1] == "and 5 more"


def test_empty_columns_at_the_end_are_none() -> None:
    """Spreadsheets leave them there."""
    assert read_csv("a;b;;\n1;2;;\n") == [{"a": "1", "b": "2"}]


def test_ballots_are_harmless_too() -> None:
    """A name that begins like a formula gets a quote, and loses it."""
    file = BallotFile(Profile.of([["+1", "@ani"], ["-"]]))
    text = write_ballots_csv(file)

    assert "'+1,'@ani" in text
    assert dict(read_ballots_csv(text).profile.ballots()) == dict(file.profile.ballots())


def test_a_division_makes_a_table() -> None:
    """The rows of an allocation are a table like any other."""
    made = allocate([Task("t", cost={"a": 3})], [Agency("a", 1)])
    (row,) = read_csv(write_csv(made.rows("id"), lang="id"))

    assert list(row) == list(made.rows("id")[0])


@given(testing.bodies(), st.data(), LANGS)
def test_tables_of_a_day_tell_the_register_and_the_board(
    body: Body, data: st.DataObject, lang: Lang
) -> None:
    """As CSV and back: the same members and seats, where no end is known only roughly.

    Of a board of which only replacements are left a table of the day cannot tell the term.
    """
    days = [each.recorded for each in body.events if each.recorded >= body.opened]
    on = data.draw(st.sampled_from(days))
    if body.dissolved and body.dissolved <= on:
        return
    now = body.on(on)
    if not a_table_can_tell(now):
        return
    tables = [
        read_csv(write_csv(rows, lang=lang)) if rows else []
        for rows in (member_rows(body, on=on, lang=lang), board_rows(body, on=on, lang=lang))
    ]
    back = body_from_tables(
        members=tables[0], board=tables[1], charter=now.charter, on=on, id=body.id
    ).on(on)

    assert members(back) == members(now)
    assert seats(back) == seats(now)


@given(testing.bodies())
def test_without_a_day_everybody_is_told(body: Body) -> None:
    """One row a unit and stretch of days, and one for whoever was ever on a seat."""
    assert len(member_rows(body)) == sum(len(each.units) for each in body.memberships)
    assert len(board_rows(body)) == len([*body.appointments, *body.acting])


def test_a_file_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    """A table that was written to a file makes the body, and a quote before a formula is gone."""
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
    rows = [{"lembaga": "Dinas Contoh", "kategori": "ministry", "dasar": "=1+1"}]
    path = tmp_path / "anggota.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(write_csv(rows, lang="id"))
    back = body_from_tables(members=path, charter="national", on=DAY)

    assert "'=1+1" in path.read_text("utf-8")
    assert back.on(DAY).register.memberships[0].basis == "=1+1"
    assert board_rows(body, on=DAY) == []


def test_a_decree_has_its_columns() -> None:
    """Title, day, issuer, address and digest of the decree come back with the seat."""
    decree = Decree("SK 7/2019", made=DAY, issuer="Gubernur", address="arsip/7", sha256="0" * 64)
    body = Body.found("contoh", charter=charter("provincial"), on=DAY, basis="invented")
    body = body.seat("Ketua Umum", post="Sekretaris Daerah Provinsi", on=DAY, basis=decree)
    (row,) = board_rows(body, on=DAY, lang="id")
    back = body_from_tables(members=[], board=[row], charter="provincial", on=DAY)

    assert (row["sk"], row["tanggal_sk"], row["pejabat"]) == ("SK 7/2019", str(DAY), "Gubernur")
    assert back.appointments[0].decree == decree
