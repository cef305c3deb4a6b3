from types import SimpleNamespace
from typing import Any

from bakohumas.interchange._told_once import _contested  # noqa: PLC2701 - seldom taken


def test_a_count_of_other_ballots_keeps_its_own() -> None:
    """A free count whose ballots are not those of the result is written whole."""
    free, result = SimpleNamespace(profile=1, digest="a"), SimpleNamespace(profile=2, digest="b")
    value: Any = SimpleNamespace(free=free, result=result)
    row = {"free": {"profile": 1}, "result": {"profile": 2}}

    assert _contested(lambda _: dict(row), value) == row
