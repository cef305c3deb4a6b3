import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook."""
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    """What a notebook prints is never stored, and its head says for whom it is."""
    code = [each for each in cells(path) if each["cell_type"] == "code"]

    assert len(code) >= 4
    assert [each["outputs"] for each in code] == [[]] * len(code)
    assert {each["execution_count"] for each in code} == {None}
    assert "For " in "".join(cells(path)[0]["source"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_code_of_a_notebook_runs(path: Path) -> None:
    """From the first cell to the last, in one go; ``deep`` does it in a kernel."""
    names: dict[str, Any] = {}
    for each in cells(path):
        if each["cell_type"] == "code":
            exec("".join(each["source"]), names)  # noqa: S102 - our own file

    assert "bk" in names or "sim" in names


def test_there_are_notebooks_for_two_kinds_of_readers() -> None:
    """One for developers, one for researchers; the table of examples leads to both."""
    heads = {path.name: "".join(cells(path)[0]["source"]) for path in NOTEBOOKS}
    page = (ROOT / "examples" / "README.md").read_text("utf-8")

    assert sorted("developers" in head for head in heads.values()) == [False, True]
    assert sorted("researchers" in head for head in heads.values()) == [False, True]
    assert all(f"](notebooks/{name})" in page for name in heads)
