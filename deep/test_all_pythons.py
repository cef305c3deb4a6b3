import tomllib

import pytest

from built_wheel import INSTALL, ROOT, run

pytest_plugins = ["wheels"]


@pytest.mark.parametrize(
    ("version", "rooms"),
    [("3.12", ["ground", "law", "bodies", "simulation", "cli"]), ("3.13", [""])],
)
def test_the_tests_pass_on_other_pythons(
    installed: INSTALL, version: str, rooms: list[str]
) -> None:
    """The whole suite passes on the newest Python, what rests on Python itself on all of them.

    It is run against the wheel. Laws are tried on fewer cases than on the oldest Python, where
    they are tried in full: what differs here is the interpreter.
    """
    python = installed(version, "[all]")
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    run(python, "-m", "pip", "install", "-q", *groups["tests"])
    parts = [ROOT / "tests" / room for room in rooms]
    report = run(
        python, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *parts,
        "--hypothesis-profile", "few", "--ignore", ROOT / "tests" / "test_architecture.py",
        cwd=ROOT,
    )  # fmt: skip

    assert " passed" in report
    assert " failed" not in report
