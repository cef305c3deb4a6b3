from types import SimpleNamespace
from typing import Any

import pytest

from bakohumas.elections import Contested
from bakohumas.errors import FormatError
from bakohumas.interchange import loads
from bakohumas.interchange._told_once import _contested  # noqa: PLC2701 - seldom taken


def test_a_count_of_other_ballots_keeps_its_own() -> None:
    """A free count whose ballots are not those of the result is written whole."""
    free, result = SimpleNamespace(profile=1, digest="a"), SimpleNamespace(profile=2, digest="b")
    value: Any = SimpleNamespace(free=free, result=result)
    row = {"free": {"profile": 1}, "result": {"profile": 2}}

    assert _contested(lambda _: dict(row), value) == row


def test_a_contested_count_without_its_result_is_refused() -> None:
    """What is missing is said."""
    head = '{"format": "bakohumas/value", "version": 1, "kind": "elections.contested", "value": '
    with pytest.raises(FormatError, match=r"\$\.value.*result"):
        loads(head + '{"free": {}}}', Contested)
