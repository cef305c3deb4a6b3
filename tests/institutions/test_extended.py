from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import FormatError, UnknownNameError
from bakohumas.institutions import Category, Institution, Outsider, directory
from bakohumas.testing import institutions

SEED = directory(on=date(2018, 6, 30))
GOOD = {"id": "diskominfo-x", "name": "Diskominfo X", "category": "regency_government"}
HEAD = "id,name_id,category"


def problems(rows: Iterable[Mapping[str, object]] | Path) -> tuple[str, ...]:
    """What is found wrong with rows."""
    with pytest.raises(FormatError) as refused:
        SEED.extended(rows)
    return refused.value.problems


@given(st.lists(institutions(), unique_by=lambda one: one.id, max_size=5))
def test_rows_and_institutions_tell_the_same(mine: list[Institution]) -> None:
    """What a directory writes as rows, another one reads back unchanged."""
    once = SEED.extended(mine)
    again = SEED.extended(once.rows()[len(SEED) :])

    assert list(again) == list(once)
    assert [one.id for one in once if one.invented] == [
        one.id for one in mine if SEED.on in one.period
    ]
    assert list(SEED) == list(once)[: len(SEED)]


@pytest.mark.parametrize("day", [date(2018, 6, 30), date(2025, 1, 1)])
def test_the_whole_table_can_be_read_back(day: date) -> None:
    """Every shipped row of a day is a row that a host could have written."""
    where = directory(on=day)
    renamed = [{**row, "id": f"own.{row['id']}"} for row in where.rows()]

    assert len(where.extended(renamed)) == 2 * len(where)


def test_units_stand_where_their_parents_do() -> None:
    """A row without a place takes that of its parent, whichever comes first."""
    vertical = {**GOOD, "category": "ministry_level"}
    more = SEED.extended([
        {**GOOD, "id": "uptd", "parent": "diskominfo-x"},
        {**GOOD, "parent": "pemkab-tapin"},
        {**vertical, "id": "polda", "parent": "polri", "province_code": 63},
        {**vertical, "id": "polres", "regency_code": "63.05", "note": None},
        {**GOOD, "id": "kelurahan", "parent": "pemkot-jakarta-pusat"},
        {**GOOD, "id": "partai", "category": Outsider.POLITICAL_PARTY},
        {**GOOD, "id": "later", "valid_from": date(2020, 1, 1), "valid_to": "2021-01-01"},
    ])  # fmt: skip
    places = {one.id: (one.province, one.regency) for one in more.added}

    assert places["uptd"] == places["diskominfo-x"] == places["polres"] == ("63", "63.05")
    assert places["polda"] == ("63", "")
    assert places["partai"] == ("", "")
    assert [one.id for one in more.added if not one.autonomous] == ["kelurahan"]
    assert more["partai"].category is Outsider.POLITICAL_PARTY
    assert sum(more.counts().values()) == len(more) - 1
    assert len(more.in_province("63")) == len(SEED.in_province("63")) + 4
    with pytest.raises(UnknownNameError, match="2020-01-01 to 2020-12-31"):
        more["later"]


def test_a_second_extension_knows_the_first() -> None:
    """Directories grow row by row, and ids stay unique."""
    more = SEED.extended([GOOD])

    assert more.extended([{**GOOD, "id": "b", "parent": "diskominfo-x"}])["b"].parent
    with pytest.raises(FormatError, match="'diskominfo-x' already stands for Diskominfo X"):
        more.extended([GOOD])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": ""}, "id '' must be made of letters, digits"),
        ({"id": "a b"}, "id 'a b' must be made of letters, digits"),
        ({"id": "kominfo"}, "id 'kominfo' already stands for Kominfo"),
        ({"name": " - "}, "name_id is missing"),
        ({"category": "ministri"}, "category 'ministri' is none of the kinds: try ministry"),
        ({"category": "#"}, "category '#' is none of the kinds: try ministry, state_secretariat"),
        ({"parent": "nobody"}, "parent 'nobody' is unknown"),
        ({"province_code": "99"}, "province_code '99' is unknown"),
        ({"province_code": "63.05"}, "province_code '63.05' is unknown"),
        ({"regency_code": "63"}, "regency_code '63' is unknown"),
        ({"province_code": "33", "regency_code": "63.05"}, "does not lie in province '33'"),
        ({"valid_from": "1/2/2018"}, "valid_from '1/2/2018' is not a day such as 2018-06-30"),
        ({"valid_to": "soon"}, "valid_to 'soon' is not a day"),
        ({"valid_from": "2018-01-01", "valid_to": "2018-01-01"}, "must come after valid_from"),
        ({"invented": "perhaps"}, "invented 'perhaps' is neither yes nor no"),
        ({"alamat": "x"}, "unknown column 'alamat': use id, name_id"),
    ],
)
def test_a_faulty_row_is_refused(change: dict[str, str], problem: str) -> None:
    """Each fault is named with its row and what would be right."""
    found = problems([{**GOOD, "id": "fine"}, GOOD | change])

    assert len(found) == 1
    assert found[0].startswith("row 2: ")
    assert problem in found[0]


def test_all_faults_come_at_once() -> None:
    """One reading shows everything, and a faulty parent is not reported twice."""
    found = problems([
        {**GOOD, "category": "?", "invented": "?"},
        {**GOOD, "id": "child", "parent": "diskominfo-x"},
        {**GOOD, "id": "child"},
        {**GOOD, "id": "left", "parent": "right"},
        {**GOOD, "id": "right", "parent": "left"},
    ])  # fmt: skip

    assert len(found) == 4
    assert [text.partition(":")[0] for text in found[:3]] == ["row 1", "row 1", "row 3"]
    assert "id 'child' is taken by row 2" in found[2]
    assert found[3].startswith("parents run in a circle")


def test_other_things_are_a_slip() -> None:
    """A row is an institution or a mapping."""
    with pytest.raises(TypeError, match="a row must be an Institution or a mapping"):
        SEED.extended([["diskominfo"]])  # type: ignore[list-item]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source of rows that does not end is stopped."""
    monkeypatch.setattr("bakohumas.institutions._rows.MAX_ROWS", 2)

    assert problems({**GOOD, "id": f"x{n}"} for n in range(9)) == ("more than 2 rows: split them",)
    assert len(SEED.extended({**GOOD, "id": f"x{n}"} for n in range(2))) == len(SEED) + 2


@given(st.lists(st.dictionaries(st.sampled_from(sorted(SEED.rows()[0])), st.text() | st.none())))
def test_any_row_is_read_or_refused(rows: list[dict[str, str | None]]) -> None:
    """Rows of rubbish end in one refusal, never in another library's error."""
    with suppress(FormatError):
        assert len(SEED.extended(rows).added) == len(rows)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("comma", [",", ";"])
def test_a_file_is_read_as_spreadsheets_write_it(tmp_path: Path, mark: str, comma: str) -> None:
    """With or without a byte-order mark, with commas or semicolons; formulas stay text."""
    path = tmp_path / "opd.csv"
    lines = [HEAD, "", "a,=1+1,regency_government", 'b,"Two\nlines",soe']
    path.write_text(mark + "\n".join(lines).replace(",", comma), "utf-8")
    more = SEED.extended(path)

    assert more["a"].name == "=1+1"
    assert more["b"].category is Category.SOE
    assert SEED.extended(str(path)) == more


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "column 'id' is missing; column 'name_id' is missing; column 'category'"),
        (b"id,name,id,kind\n", "'id' occurs twice; unknown column 'kind'"),
        (HEAD.encode() + b"\n\na,A,soe,more\n", "row 3: more cells than columns"),
        (HEAD.encode() + b"\na\n", "row 2: name_id is missing; row 2: category '' is none"),
        (HEAD.encode() + b'\n"a"b,A,soe\n', "not CSV: ',' expected after '\"'"),
        (b"id,name_id\n\xff", "not UTF-8: save it as 'CSV UTF-8'"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    """The refusal names the file and what is wrong with it."""
    path = tmp_path / "opd.csv"
    path.write_bytes(content)
    with pytest.raises(FormatError) as refused:
        SEED.extended(path)

    assert refused.value.source == str(path)
    assert problem in str(refused.value)


def test_a_missing_and_a_huge_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be had, or is too large, is no traceback of another library."""
    path = tmp_path / "opd.csv"
    path.write_text(HEAD, "utf-8")
    monkeypatch.setattr("bakohumas.institutions._csv.MAX_BYTES", 10)

    assert problems(path) == ("larger than 10 bytes: split it",)
    assert problems(tmp_path / "none.csv")[0].startswith("cannot be read: ")
