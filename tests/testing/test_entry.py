"""Hypothesis knows the values of the library by itself, and never pays for it."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENTRIES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place where a distribution with our entry points, and no others, is installed."""
    place = tmp_path_factory.mktemp("site")
    told = place / "bakohumas_under_test-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: bakohumas-under-test\nVersion: 1\n"
    )
    lines = [f"{name} = {value}" for name, value in ENTRIES["hypothesis"].items()]
    (told / "entry_points.txt").write_text("\n".join(["[hypothesis]", *lines, ""]))
    return place


OURS_ALONE = """
import importlib.metadata
every = importlib.metadata.entry_points
def ours(**asked):
    return [each for each in every(**asked) if each.value.startswith("bakohumas.")]
importlib.metadata.entry_points = ours
"""
"""What others have installed is not what is tested here."""


def run(code: str, place: Path) -> str:
    """What a fresh interpreter prints."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(place)])}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", OURS_ALONE + code],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "order",
    [
        "from hypothesis import strategies as st; from bakohumas.bodies import Term",
        "from bakohumas.bodies import Term; from hypothesis import strategies as st",
        (
            "import bakohumas.audit; from hypothesis import strategies as st; "
            "from bakohumas.bodies import Term"
        ),
    ],
)
def test_the_type_is_enough(installed: Path, order: str) -> None:
    """``st.from_type(Term)`` draws terms of boards, whoever is imported first."""
    code = f"""{order}
from hypothesis import find
term = find(st.from_type(Term), lambda term: term.period.start is not None)
print(isinstance(term, Term), bool(term.basis), term.label != "")
builds = st.builds(lambda a, b: (a, b), st.from_type(Term), st.from_type(Term))
assert find(builds, lambda pair: True)
"""
    assert run(code, installed).startswith("True True")


def test_a_protocol_is_known_by_its_type(installed: Path) -> None:
    """Public protocols and entries of a journal are drawn as well: by what offers them."""
    code = """
from hypothesis import find, strategies as st
from bakohumas.elections import Guard, Method
from bakohumas.programmes import Reallocate
from bakohumas.storage import Entry
guard, method = (find(st.from_type(each), lambda one: True) for each in (Guard, Method))
entry = find(st.from_type(Entry), lambda one: True)
print(hasattr(guard, "judge"), hasattr(method, "stages"), len(entry.digest))
print(find(st.from_type(Reallocate), lambda one: True).__name__)
"""
    assert run(code, installed).split() == ["True", "True", "64", "reallocate"]


def test_what_has_no_strategy_is_left_to_hypothesis(installed: Path) -> None:
    """The few without a strategy are made by Hypothesis as it would make them without us."""
    code = """
from hypothesis import strategies as st
from bakohumas.audit import Rule
from hypothesis import find
print(type(find(st.from_type(Rule), lambda rule: True)).__name__)
"""
    assert run(code, installed) == "Rule"


def test_hypothesis_alone_loads_nothing_of_ours(installed: Path) -> None:
    """Neither a room nor a dependency of ours is loaded before somebody enters a room."""
    code = """
import sys, hypothesis
ours = sorted(each for each in sys.modules if each.startswith("bakohumas"))
print(ours, "attrs" in sys.modules, "networkx" in sys.modules)
"""
    assert run(code, installed) == (
        "['bakohumas', 'bakohumas.testing', 'bakohumas.testing._entry'] False False"
    )


def test_a_room_is_what_it_was(installed: Path) -> None:
    """Its loader is its own again, and its data are found."""
    code = """
import hypothesis, bakohumas.law
from importlib.resources import files
print(type(bakohumas.law.__spec__.loader).__name__, bakohumas.law.__loader__.__class__.__name__)
assert bakohumas.law.__spec__.loader.get_filename()
assert files("bakohumas.law").is_dir()
"""
    assert run(code, installed) == "SourceFileLoader SourceFileLoader"


@pytest.mark.parametrize(
    "fault",
    [
        "sys.modules['attrs'] = sys.modules['attr'] = None",
        "import bakohumas.testing._entry as entry; entry._watch = lambda: 1 / 0",
        "import bakohumas.testing._entry as entry; entry._Watch = None",
        (
            "import bakohumas.testing._entry as entry; entry._learn = lambda room: 1 / 0; "
            "import bakohumas.periods"
        ),
        "sys.modules['bakohumas.testing._values'] = None; import bakohumas.periods",
        "import bakohumas.periods; del bakohumas.periods.__all__",
        "import types; sys.modules['bakohumas.law'] = types.ModuleType('bakohumas.law')",
    ],
)
def test_a_fault_of_ours_never_breaks_the_import(installed: Path, fault: str) -> None:
    """Whatever is planted, Hypothesis is imported, and draws for others."""
    code = f"""
import sys
{fault}
from hypothesis import find, strategies as st
print(find(st.from_type(int), lambda n: n > 3))
"""
    assert run(code, installed) == "4"


def test_a_fault_while_a_room_is_entered_never_breaks_it(installed: Path) -> None:
    """A room is entered even if nothing can be learnt of it."""
    code = """
import hypothesis
import bakohumas.testing._entry as entry
entry._learn = lambda room: 1 / 0
from bakohumas.periods import Period
print(Period(None))
"""
    assert run(code, installed)
