import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
INSTALL = Callable[..., Path]
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
JOB = ("-m", "bakohumas", "--json", "--runs", "64", "--out")
DATEUTILS = [("2.8.2", "2.8.2"), ("2.9.0.post0", "2.9.0.post0"), ("4.0.*", "4.0.")]
COUNT_DAYS = ("ground/test_periods.py", "law", "bodies", "audit")


def run(*words: object, cwd: Path = ROOT) -> str:
    """What a command prints; a command that fails fails the test, with its words."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def interpreter(version: str) -> str | None:
    """An interpreter of that version that starts: this one, on the path or under pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [sys.executable if version == HERE else None, shutil.which(f"python{version}")]
    found += [str(each) for each in sorted(pyenv.glob(f"{version}*/bin/python{version}"))]
    for path in found:
        if (
            path
            and subprocess.run([path, "-c", ""], check=False, capture_output=True).returncode == 0
        ):
            return path
    return None


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source tree."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> INSTALL:
    """An environment of some Python with the wheel and more; nothing of the tree."""
    made: dict[tuple[str, ...], Path] = {}

    def make(version: str, extras: str, *more: str) -> Path:
        if (version, extras, *more) not in made:
            python = interpreter(version)
            if python is None:
                pytest.skip(f"no Python {version} on this machine")
            place = tmp_path_factory.mktemp(f"python{version}") / "venv"
            run(python, "-m", "venv", place)
            inside = place / "bin" / "python"
            run(inside, "-m", "pip", "install", "-q", f"{wheel}{extras}", *more)
            made[version, extras, *more] = inside
        return made[version, extras, *more]

    return make


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


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the main job writes on this Python without any extra."""
    return tmp_path_factory.mktemp("away")


@pytest.fixture(scope="module")
def plain(installed: INSTALL, away: Path) -> str:
    """What the main job prints on this Python without any extra."""
    return run(installed(HERE, ""), *JOB, away / "out", cwd=away)


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


@pytest.mark.parametrize(
    ("version", "rooms"),
    [("3.12", ["ground", "law", "bodies", "simulation", "cli"]), ("3.13", [""])],
)
def test_the_tests_pass_on_other_pythons(
    installed: INSTALL, version: str, rooms: list[str]
) -> None:
    """The whole suite passes on the newest Python, what rests on Python itself on all of them.

    It is run against the wheel.
    """
    python = installed(version, "[all]")
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    run(python, "-m", "pip", "install", "-q", *groups["tests"])
    parts = [ROOT / "tests" / room for room in rooms]
    report = run(
        python, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *parts,
        "--ignore", ROOT / "tests" / "test_architecture.py",
        cwd=ROOT,
    )  # fmt: skip

    assert " passed" in report
    assert " failed" not in report


@pytest.mark.parametrize(("asked", "found"), DATEUTILS, ids=[asked for asked, _ in DATEUTILS])
def test_both_majors_of_dateutil_say_the_same(
    plain: str, away: Path, installed: INSTALL, tmp_path: Path, asked: str, found: str
) -> None:
    """From the oldest release allowed to the newest, the rooms that count days pass.

    The main job gives the same result and the same body, to the byte.
    """
    python = installed(HERE, "[sim,testing]", f"python-dateutil=={asked}", "pytest>=9", "sybil>=9")
    version = "from importlib.metadata import version; print(version('python-dateutil'))"
    rooms = [ROOT / "tests" / room for room in COUNT_DAYS]
    report = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *rooms)
    again = run(python, *JOB, tmp_path / "out", cwd=tmp_path)

    assert run(python, "-c", version).startswith(found)
    assert " passed" in report
    assert again == plain
    for name in ("result.json", "body.json"):
        assert (tmp_path / "out" / name).read_bytes() == (away / "out" / name).read_bytes()
