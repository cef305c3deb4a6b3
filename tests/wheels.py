"""Fixtures of the tests of the wheel."""

import sys
from pathlib import Path

import pytest

from built_wheel import HERE, INSTALL, JOB, interpreter, run


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
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the main job writes on this Python without any extra."""
    return tmp_path_factory.mktemp("away")


@pytest.fixture(scope="session")
def plain(installed: INSTALL, away: Path) -> str:
    """What the main job prints on this Python without any extra."""
    return run(installed(HERE, ""), *JOB, away / "out", cwd=away)
