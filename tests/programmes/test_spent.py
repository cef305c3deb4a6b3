from types import SimpleNamespace
from typing import Any

import pytest

from bakohumas.programmes import _exhaustion as exhaustion  # noqa: PLC2701 - its trial is bent


def test_a_trial_that_is_spent_leaves_what_the_search_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where not all can be tried, what was found stands, and it is not said to be proved."""

    def spent() -> None:
        raise exhaustion._Spent  # noqa: SLF001 - as a trial ends

    choice = SimpleNamespace(found={}, knows=lambda _: None, improves=spent)
    monkeypatch.setattr(exhaustion._Choice, "of", lambda *_: choice)  # noqa: SLF001
    instance: Any = SimpleNamespace(posts=[0, 1])
    change: Any = object()

    assert exhaustion.least_change(instance, [], [], change, {0: 3, 1: 4}) == ({0: 3, 1: 4}, False)
