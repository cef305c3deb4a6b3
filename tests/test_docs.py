import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

from bakohumas.institutions import Category, PranataHumas
from bakohumas.law import norms

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
PROSE = [
    *sorted(ROOT.glob("*.md")),
    *sorted(DOCS.rglob("*.md")),
    *(ROOT / folder / "README.md" for folder in ("benchmarks", "changelog.d", "examples")),
]
ROOMS = sorted(
    room.removeprefix("bakohumas.")
    for room in grimp.build_graph("bakohumas").find_children("bakohumas")
    if not room.endswith("__main__")
)
PROMPT = re.compile(r"\s*>>> ")
FENCE = re.compile(r"```(\S.*)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def prompts(file: Path) -> set[int]:
    """Lines on which an example begins, looked for without any parser."""
    lines = file.read_text("utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if PROMPT.match(line)}


def table(heading: str) -> list[list[str]]:
    """Rows of the table under one heading of the glossary."""
    section = (DOCS / "glossary.md").read_text("utf-8").partition(f"## {heading}\n")[2]
    rows = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_every_example_is_collected() -> None:
    """No page and no docstring holds an example that is silently left out."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    paths = ["src", "docs", "README.md"]
    said = subprocess.run(
        [*command, *paths], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    collected = {
        (ROOT / path, int(line))
        for path, line in re.findall(r"^(.+)::line:(\d+),", said, re.MULTILINE)
    }
    files = [*PAGES, *sorted((ROOT / "src").rglob("*.py"))]
    written = {(file, line) for file in files for line in prompts(file)}

    assert len(written) > 200
    assert written <= collected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_fence_says_whether_it_runs(page: Path) -> None:
    """Python runs as ``python``; what does not run is marked as something else."""
    opened = FENCE.findall(page.read_text("utf-8"))

    known = {"python", "console", "text", "sql"}
    assert {kind for kind in opened if not kind.startswith("{")} <= known


@pytest.mark.parametrize("page", PROSE, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link to another file of the project finds it."""
    targets = [page.parent / link for link in LINK.findall(page.read_text("utf-8"))]

    assert [str(target) for target in targets if not target.exists()] == []


def test_every_room_has_its_page() -> None:
    """A room that stands is described in the reference, and no other."""
    assert [page.stem for page in sorted((DOCS / "reference").glob("*.md"))] == ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_a_reference_page_is_drawn_from_its_room(room: str) -> None:
    """The page asks for the docstrings of that room, and the index leads to it."""
    assert f"automodule:: bakohumas.{room}\n" in (DOCS / f"reference/{room}.md").read_text("utf-8")
    assert f"\nreference/{room}\n" in (DOCS / "index.md").read_text("utf-8")


def test_the_floor_plan_shows_the_house_as_it_is() -> None:
    """The picture is what ``tools/floorplan.py`` draws now."""
    draw = runpy.run_path(str(ROOT / "tools" / "floorplan.py"))["draw"]

    assert (DOCS / "explanation" / "floors.svg").read_text("utf-8") == draw()


def test_the_rulebook_is_drawn_from_the_catalogue() -> None:
    """The page is what ``tools/rulebook.py`` draws now: one row a rule, in the order of the law."""
    draw = runpy.run_path(str(ROOT / "tools" / "rulebook.py"))["draw"]
    page = (DOCS / "rules.md").read_text("utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if re.match(r"\| [A-Z]{3}-\d\d ", line)]

    assert page == draw()
    assert [row[0].removeprefix("| ") for row in rows] == list(norms())
    assert len(rows) == 159
    assert {len(row) for row in rows} == {7}
    assert "\nrules\n" in (DOCS / "index.md").read_text("utf-8")
    assert "](docs/rules.md)" in (ROOT / "README.md").read_text("utf-8")


def test_the_two_glossaries_say_the_same() -> None:
    """Each direction is the other turned round, sorted, and without a word said twice."""
    indonesian = [(row[0], row[1]) for row in table("Indonesian → English")]
    english = [(row[1], row[0]) for row in table("English → Indonesian")]

    assert len(indonesian) > 150
    assert sorted(indonesian) == sorted(english)
    assert indonesian == sorted(indonesian, key=lambda pair: pair[0].casefold())
    assert english == sorted(english, key=lambda pair: pair[1].casefold())
    assert len({pair[0] for pair in indonesian}) == len(indonesian)
    assert len({pair[1] for pair in indonesian}) == len(indonesian)


def test_the_glossary_knows_the_eleven_kinds() -> None:
    """Labels of the library are the words of the glossary."""
    known = {(re.sub(r" \(.*\)", "", row[0]), row[1]) for row in table("Indonesian → English")}

    assert {(kind.label("id"), kind.label()) for kind in Category} <= known


def test_the_glossary_knows_the_levels_of_the_functional_post() -> None:
    """A level of the functional PR officer is called what the glossary calls it."""
    known = {(row[0], row[1]) for row in table("Indonesian → English")}

    assert {(level.label("id"), level.label()) for level in PranataHumas} <= known


def test_the_project_says_one_version() -> None:
    """The citation file names the version that is built."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text("utf-8")

    assert f"\nversion: {project['version']}\n" in citation
    assert f"\nlicense: {project['license']}\n" in citation
