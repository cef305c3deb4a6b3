import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
SNAPSHOTS = Path(__file__).parent / "snapshots"
SAYS = {
    "conformance_over_http.py": "TRM-03 (default of this library, grade X)",
    "kalsel_malnutrition.py": "13 dari 13 pembuat; keseragaman 1\ncacat yang ditemukan: 0",
    "national_programme_2018.py": "34 of 34 agreed | moved: videografik",
    "provincial_meeting.py": (
        "Sekretaris: dinas-kesehatan (interim replacement (PAW)), 2025-04-08 to 2028-03-13"
    ),
}
"""What the long ones say; of the others every line is known."""
LEVELS = ("first steps", "at work", "in full")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_runs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each script of the examples runs and says what it is there to say."""
    runpy.run_path(str(path), run_name="__main__")
    said = capsys.readouterr().out

    if path.name in SAYS:
        assert SAYS[path.name] in said
    else:
        assert said == (SNAPSHOTS / f"{path.stem}.txt").read_text("utf-8")


def test_no_snapshot_is_left_over() -> None:
    """Each file of the snapshots is what an example prints."""
    kept = {file.stem for file in SNAPSHOTS.glob("*.txt")}

    assert kept == {path.stem for path in EXAMPLES if path.name not in SAYS}


def test_the_examples_stand_in_order() -> None:
    """The table names every script once, numbered, by level, for three kinds of readers."""
    page = (ROOT / "examples" / "README.md").read_text("utf-8")
    line = re.compile(r"^\| (\d+) \| ([\w ]+) \| (\w+) \| \[(\w+\.py)\]\((\w+\.py)\)", re.MULTILINE)
    rows = line.findall(page)

    assert [int(row[0]) for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) >= 12
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), key=LEVELS.index)
    assert {row[2] for row in rows} == {"developers", "researchers", "testers"}
    assert sorted(row[3] for row in rows) == [path.name for path in EXAMPLES]
    assert [row[3] for row in rows] == [row[4] for row in rows]
    for path in EXAMPLES:
        assert f"python3 examples/{path.name}" in path.read_text("utf-8") or path.name in SAYS
