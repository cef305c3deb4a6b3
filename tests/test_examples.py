import runpy
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.py"))
SAYS = {
    "conformance_over_http.py": "TRM-03 (default of this library, grade X)",
    "first_board.py": "Bertugas sejak 23 Oktober 2023 sampai dengan 22 Oktober 2028.",
    "kalsel_malnutrition.py": "13 dari 13 pembuat; keseragaman 1\ncacat yang ditemukan: 0",
    "national_programme_2018.py": "34 of 34 agreed | moved: videografik",
    "provincial_meeting.py": (
        "Sekretaris: dinas-kesehatan (interim replacement (PAW)), 2025-04-08 to 2028-03-13"
    ),
    "two_ways_to_tell.py": "one gate against today, public: +",
}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_runs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each script of the examples runs and says what it is there to say."""
    runpy.run_path(str(path), run_name="__main__")

    assert SAYS[path.name] in capsys.readouterr().out
