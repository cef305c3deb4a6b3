from pathlib import Path

import pytest

from built_wheel import HERE, INSTALL, JOB, ROOT, run

pytest_plugins = ["wheels"]

DATEUTILS = [("2.8.2", "2.8.2"), ("2.9.0.post0", "2.9.0.post0"), ("4.0.*", "4.0.")]
COUNT_DAYS = ("ground/test_periods.py", "law", "bodies", "audit")


@pytest.mark.parametrize(("asked", "found"), DATEUTILS, ids=[asked for asked, _ in DATEUTILS])
def test_both_majors_of_dateutil_say_the_same(
    plain: str, away: Path, installed: INSTALL, tmp_path: Path, asked: str, found: str
) -> None:
    """From the oldest release allowed to the newest, the rooms that count days pass.

    The laws of periods are tried in full, those of bodies on fewer cases. The main job gives
    the same result and the same body, to the byte.
    """
    python = installed(HERE, "[sim,testing]", f"python-dateutil=={asked}", "pytest>=9", "sybil>=9")
    version = "from importlib.metadata import version; print(version('python-dateutil'))"
    tried = "-m", "pytest", "-q", "-p", "no:cacheprovider"
    periods, *rooms = (ROOT / "tests" / room for room in COUNT_DAYS)
    report = run(python, *tried, periods)
    rest = run(python, *tried, "--hypothesis-profile", "few", *rooms)
    again = run(python, *JOB, tmp_path / "out", cwd=tmp_path)

    assert run(python, "-c", version).startswith(found)
    assert " passed" in report
    assert " passed" in rest
    assert again == plain
    for name in ("result.json", "body.json"):
        assert (tmp_path / "out" / name).read_bytes() == (away / "out" / name).read_bytes()
