import json
import os
from ctypes import CDLL
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bakohumas import cli, programmes
from bakohumas.interchange import schema

ANSWER = Draft202012Validator(schema("allocation"))

SMALLEST = (
    '{"agencies": [{"id": "a", "capacity": 3, "skills": ["video"], "regions": ["94"]}], '
    '"tasks": [{"id": "t", "needs": ["video"], "region": "94", "cost": {"a": 5}}]}'
)


def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, problem: object, *options: str
) -> tuple[int, str, str]:
    """Status, standard output and standard error of one division."""
    path = tmp_path / "tugas.json"
    path.write_text(problem if isinstance(problem, str) else json.dumps(problem), "utf-8")
    try:
        status = cli.main(["allocate", str(path), *options])
    except SystemExit as left:
        status = int(left.code or 0)
    out, err = capsys.readouterr()
    return status, out, err


def document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, problem: object, *options: str
) -> dict[str, Any]:
    """The JSON document of a division, which keeps to its schema."""
    found: dict[str, Any] = json.loads(run(capsys, tmp_path, problem, "--json", *options)[1])
    assert list(ANSWER.iter_errors(found)) == []
    return found


def test_the_smallest_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is divided, told in words of both languages, and as a document."""
    assert run(capsys, tmp_path, SMALLEST) == (
        0, "1 task, cost 5 (least total cost)\n- t: a\n", "",
    )  # fmt: skip
    assert run(capsys, tmp_path, SMALLEST, "--lang", "id")[1].startswith("1 tugas, biaya 5")
    found = document(capsys, tmp_path, SMALLEST)
    assert (found["assignments"], found["cost"], found["loads"]) == ({"t": "a"}, 5, {"a": 1})
    assert (found["reasons"], found["gap"], found["teams"]) == ({"t": {}}, "0", {})


def test_the_objective_is_chosen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Cheapest by default; evenest where that is asked for; reasons in the language."""
    problem = {
        "agencies": [{"id": code, "capacity": 2, "skills": ["x"]} for code in ("a", "b")]
        + [{"id": "c", "capacity": 2}],
        "tasks": [{"id": code, "needs": ["x"], "cost": {"a": 1, "b": 2, "c": 0}} for code in "tu"],
    }
    cheap = document(capsys, tmp_path, problem)
    fair = document(capsys, tmp_path, problem, "--objective", "fair", "--lang", "id")

    assert (cheap["cost"], cheap["loads"]) == (2, {"a": 2, "b": 0, "c": 0})
    assert (fair["cost"], fair["loads"]) == (3, {"a": 1, "b": 1, "c": 0})
    assert fair["reasons"]["t"] == {"c": ["tidak memiliki keahlian: x"]}


def test_a_team_is_in_the_document(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whoever supports stands by the slot; nobody knows whether a search found the best."""
    problem = {
        "agencies": [{"id": "a", "capacity": 5}, {"id": "b", "capacity": 5}],
        "tasks": [{"id": "t", "days": 2, "cost": {"a": 1}, "slots": [{"duty": "support"}]}],
    }
    found = document(capsys, tmp_path, problem, "--seed", "4")

    assert (found["teams"], found["gap"]) == ({"t": {"support": ["b"]}}, None)


def test_reasons_are_few_or_all(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The nearest five and how many each obstacle stops; all where that is asked for."""
    problem: dict[str, Any] = {
        "agencies": [
            {"id": "a", "capacity": 2, "skills": ["x"]},
            {"id": "b", "capacity": 0, "skills": ["x"]},
            *({"id": f"c{number}", "capacity": 1, "regions": ["31"]} for number in range(9)),
        ],
        "tasks": [{"id": "t", "needs": ["x"], "region": "94"}, {"id": "u", "needs": ["x"]}],
    }  # fmt: skip
    few = document(capsys, tmp_path, problem)
    every = document(capsys, tmp_path, problem, "--reasons", "all")

    assert [*few["reasons"]["u"]] == ["b", "c0", "c1", "c2", "c3"]
    assert few["reasons"]["u"]["b"] == ["has too little capacity left"]
    assert few["obstacles"]["t"] == {"skill": 9, "region": 9, "full": 1}
    assert few["obstacles"] == every["obstacles"]
    assert len(every["reasons"]["t"]) == 10
    problem["agencies"] = problem["agencies"][1:]
    none = document(capsys, tmp_path, problem)
    assert none["infeasible"]["agencies"] == ["b"]
    assert none["obstacles"]["t"] == {"skill": 9, "region": 9, "full": 1}


def test_the_schema_tells_answers_apart() -> None:
    """A division that is also infeasible, or neither, is no answer."""
    head = {"format": "bakohumas/allocation", "version": 1, "reasons": {}, "obstacles": {}}
    divided = {
        "objective": "fair", "assignments": {}, "teams": {}, "cost": 0, "loads": {}, "gap": "1/20",
    }  # fmt: skip
    refused = {
        "tasks": ["t"], "agencies": [], "short_by": 1, "proof": "places",
        "details": {"en": [], "id": []},
    }  # fmt: skip
    Draft202012Validator.check_schema(schema("allocation"))

    assert ANSWER.is_valid(head | divided)
    assert ANSWER.is_valid(head | {"infeasible": refused})
    assert ANSWER.is_valid(head | {"unfilled": refused | {"proof": ""}})
    assert not ANSWER.is_valid(head)
    assert not ANSWER.is_valid(head | divided | {"infeasible": refused})
    assert not ANSWER.is_valid(head | {"unfilled": refused})
    assert not ANSWER.is_valid(head | {"cost": 0, "infeasible": refused})
    assert not ANSWER.is_valid(head | divided | {"obstacles": {"t": {"tired": 1}}})


def test_the_means_are_chosen(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """HiGHS proves its gap; seconds, seed and fullness of slots are heeded, or told if wrong."""
    slots = [{"duty": "support", "least": 0, "most": 2}]
    problem = {
        "agencies": [{"id": code, "capacity": 3} for code in "abc"],
        "tasks": [{"id": "t", "days": 2, "slots": slots}],
    }
    proved = document(capsys, tmp_path, problem, "--solver", "highs", "--seconds", "9.5")
    most = document(capsys, tmp_path, problem, "--fill", "most", "--seed", "3")

    assert (proved["gap"], proved["teams"]) == ("0", {})
    assert len(most["teams"]["t"]["support"]) == 2
    for options in (["--seconds", "soon"], ["--seconds", "-1"], ["--seconds", "nan"],
                    ["--solver", "glpk"], ["--seed", "1.5"]):  # fmt: skip
        status, out, err = run(capsys, tmp_path, problem, *options)
        assert (status, out) == (2, "")
        assert options[1] in err


def test_an_infeasible_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Status 1, and who is short of what, in words or as a document."""
    problem = {"agencies": [{"id": "a", "capacity": 1}], "tasks": [{"id": "t"}, {"id": "u"}]}
    status, out, err = run(capsys, tmp_path, problem, "--json")
    found = json.loads(out)["infeasible"]

    assert (status, err) == (1, "")
    assert {name: found[name] for name in ("tasks", "agencies", "short_by")} == {
        "tasks": ["t", "u"], "agencies": ["a"], "short_by": 1,
    }  # fmt: skip
    status, out, err = run(capsys, tmp_path, problem)
    assert (status, out) == (1, "")
    assert err.startswith("bakohumas: tasks t, u can only be done by a, which lacks 1 place:")
    assert run(capsys, tmp_path, problem, "--lang", "id")[2].startswith(
        "bakohumas: tugas t dan u hanya dapat dikerjakan oleh a, yang kekurangan 1 tempat"
    )
    nobody = {"agencies": [{"id": "a", "capacity": 1}], "tasks": [{"id": "t", "cost": {}}]}
    assert run(capsys, tmp_path, nobody)[0] == 1
    apart = {
        "agencies": [{"id": "a", "capacity": 9, "apart": ["b"]}, {"id": "b", "capacity": 9}],
        "tasks": [{"id": "t", "slots": [{"duty": "support"}]}],
    }
    tried = document(capsys, tmp_path, apart)["infeasible"]
    assert (tried["tasks"], tried["short_by"], tried["proof"]) == (["t"], 1, "trial")
    much = {
        "agencies": [{"id": f"a{n}", "capacity": 10} for n in range(8)],
        "tasks": [{"id": f"t{n}", "days": 4 if n < 12 else 3} for n in range(21)],
    }
    assert set(document(capsys, tmp_path, much)) == {
        "format", "version", "unfilled", "reasons", "obstacles",
    }  # fmt: skip


def test_a_malformed_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Status 2, with everything that is wrong, a line each; nothing on standard output."""
    status, out, err = run(capsys, tmp_path, {"agencies": [{}], "task": []})

    assert (status, out) == (2, "")
    assert [line.strip() for line in err.splitlines()[1:]] == [
        "$.task: no such field",
        "$.tasks: required field missing",
        "$.agencies[0].id: required field missing",
        "$.agencies[0].capacity: required field missing",
    ]
    for text in ("", "{", '{"tasks": [], "tasks": [], "agencies": []}', "\N{NULL}"):
        assert run(capsys, tmp_path, text)[0] == 2
    assert run(capsys, tmp_path, SMALLEST, "--objective", "speed")[0] == 2
    assert cli.main(["allocate", str(tmp_path / "none.json")]) == 2


def test_whatever_speaks_of_a_stranger_is_noted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """It may be misspelt, and is no error; a conflict over nothing would else bar nobody."""
    status, _, err = run(capsys, tmp_path, SMALLEST.replace('{"a": 5}', '{"a": 5, "b": 1}'))
    assert (status, err) == (0, "note: t has a cost for b, which is no agency here\n")

    agencies = [
        {"id": "a", "capacity": 1, "excludes": {"u": ""}, "conflicts": {"v": ""}, "apart": ["x"]},
        {"id": "b", "capacity": 1},
    ]
    slots = [{"duty": "support", "cost": {"b": 1, "y": 1}}]
    problem = {"agencies": agencies, "tasks": [{"id": "t", "cost": {"a": 1}, "slots": slots}]}
    status, _, err = run(capsys, tmp_path, problem)

    assert (status, err.splitlines()) == (
        0,
        [
            "note: t/support has a cost for y, which is no agency here",
            "note: a has an exclusion from u, which is no task here",
            "note: a has a conflict over v, which is no task here",
            "note: a is kept apart from x, which is no agency here",
        ],
    )


def test_a_cost_that_names_nobody_is_no_stranger(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Nobody can bear it, and nobody is noted."""
    nobody = {"agencies": [{"id": "a", "capacity": 1}], "tasks": [{"id": "t", "cost": {}}]}
    status, _, err = run(capsys, tmp_path, nobody, "--lang", "id")

    assert status == 1
    assert err.startswith(
        "bakohumas: tugas t tidak dapat dikerjakan oleh instansi mana pun: jadikan"
    )


@pytest.mark.parametrize("raw", [b"\xff\xfe{}", b"{", b"", b"[]", b"null", b'{"a": Infinity}'])
def test_whatever_is_in_the_file(
    raw: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Status 2 and the name of the file; a byte-order mark is no mistake; a folder is one."""
    path = tmp_path / "tugas.json"
    path.write_bytes(raw)
    assert cli.main(["allocate", str(path)]) == 2
    assert str(path) in capsys.readouterr().err

    path.write_bytes(b"\xef\xbb\xbf" + SMALLEST.encode())
    assert cli.main(["allocate", str(path)]) == 0
    assert cli.main(["allocate", str(tmp_path)]) == 2


def test_numbers_of_any_size(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Counted to the last digit; nothing to divide is divided; nobody there is infeasible."""
    large = 10**60
    problem: dict[str, Any] = {
        "agencies": [{"id": "a", "capacity": large}],
        "tasks": [{"id": "t", "cost": {"a": large}}, {"id": "u", "cost": {"a": 1 - large}}],
    }
    assert document(capsys, tmp_path, problem)["cost"] == 1
    assert document(capsys, tmp_path, {"agencies": [], "tasks": []})["assignments"] == {}
    nobody = document(capsys, tmp_path, {"agencies": [], "tasks": [{"id": "t"}]})
    assert nobody["infeasible"]["short_by"] == 1


def test_nothing_foreign_stands_beside_a_document(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a solver writes to standard output by itself, at once or late, is left out."""
    divide: Any = programmes.allocate

    def loudly(*given: object, **options: object) -> object:
        os.write(1, b"tmpSolver.run();\n")
        if os.name == "posix":
            CDLL(None).printf(b"and still in a buffer\n")
        return divide(*given, **options)

    monkeypatch.setattr(programmes, "allocate", loudly)
    found = document(capfd, tmp_path, SMALLEST)
    assert found["assignments"] == {"t": "a"}
    os.write(1, b"heard again\n")
    if os.name == "posix":
        CDLL(None).fflush(None)
    assert capfd.readouterr() == ("heard again\n", "")


def test_nothing_can_be_written_where_there_is_no_output(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process without standard output divides as well."""

    def closed(_descriptor: int) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", closed)
    assert document(capsys, tmp_path, SMALLEST)["cost"] == 5
