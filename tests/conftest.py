import pytest

from bakohumas import scenarios
from bakohumas.scenarios import National


@pytest.fixture(scope="session")
def cycle() -> National:
    """The national cycle with few runs, made once for all who look at it."""
    return scenarios.national(runs=32)
