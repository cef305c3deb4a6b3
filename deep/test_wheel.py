import json
import zipfile
from pathlib import Path

import pytest

from built_wheel import INSTALL, JOB, run

pytest_plugins = ["wheels"]


@pytest.fixture(scope="session")
def contents(wheel: Path) -> list[str]:
    """Names of the files in the wheel."""
    return zipfile.ZipFile(wheel).namelist()


def test_the_wheel_is_small_and_pure(wheel: Path, contents: list[str]) -> None:
    """One wheel for every platform, below 1.3 MB, with its tables and its type marker."""
    assert wheel.name.endswith("-py3-none-any.whl")
    assert wheel.stat().st_size < 1_300_000
    assert "bakohumas/py.typed" in contents
    assert "bakohumas/institutions/data/institutions.csv" in contents
    assert "bakohumas/law/data/charters/national.toml" in contents
    assert not [name for name in contents if name.startswith(("tests", "deep", "docs"))]


@pytest.mark.parametrize(
    ("version", "extras"),
    [("3.11", "[sim]"), ("3.12", ""), ("3.13", ""), ("3.13", "[sim]"), ("3.13", "[all]")],
)
def test_the_same_seed_gives_the_same_bytes(
    plain: str, installed: INSTALL, tmp_path: Path, version: str, extras: str
) -> None:
    """On every Python, with and without numpy and numba, result.json is the same to the byte."""
    again = run(installed(version, extras), *JOB, tmp_path / "out", cwd=tmp_path)

    assert again == plain
    assert json.loads(plain)["board"]["end"] == "2020-11-02"
    assert (tmp_path / "out" / "result.json").read_text("utf-8") == plain


def test_the_same_run_draws_the_same_pictures(installed: INSTALL, tmp_path: Path) -> None:
    """Pictures are the same twice over, byte for byte."""
    python = installed("3.13", "[all]")
    for name in ("one", "two"):
        run(python, *JOB, tmp_path / name, cwd=tmp_path)

    for picture in ("board.svg", "reach.svg"):
        assert (tmp_path / "one" / picture).read_bytes() == (
            tmp_path / "two" / picture
        ).read_bytes()


def test_the_import_is_cheap_and_brings_nothing(installed: INSTALL, tmp_path: Path) -> None:
    """Importing the installed package loads no dependency that is not asked for."""
    python = installed("3.13", "[all]")
    heavy = "networkx", "numpy", "cattrs", "hypothesis", "attrs", "dateutil", "matplotlib"
    loaded = run(
        python,
        "-c",
        f"import sys, bakohumas; print([m for m in {heavy!r} if m in sys.modules])",
        cwd=tmp_path,
    )

    assert loaded.strip() == "[]"
