"""The recipe for FastAPI, where what it needs is installed; deep runs each of them."""

import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

import bakohumas as bk
from bakohumas.storage import Journal

pytestmark = pytest.mark.filterwarnings("ignore:Using `httpx` with `starlette.testclient`")
RECIPE = Path(__file__).parents[2] / "examples" / "recipes" / "fastapi_register.py"
ASKED = {"on": "2015-11-02", "basis": "SK (invented)", "institution": "BPS"}
DAY = date(2015, 11, 2)


@pytest.fixture
def recipe() -> dict[str, Any]:
    """What the recipe defines, with a body of one event in its register."""
    found = runpy.run_path(str(RECIPE))
    body = bk.Body.found("contoh", charter=bk.charter("national"), on=DAY, basis="SK (invented)")
    Journal(found["engine"]).save(body, expect=0)
    return found


def test_nothing_is_acknowledged_that_was_not_committed(recipe: dict[str, Any]) -> None:
    """A commit that fails is no success: the client is told so, and the register is as it was."""
    client = recipe["TestClient"](recipe["app"], raise_server_exceptions=False)
    path, engine = "/bodies/contoh/members", recipe["engine"]

    def refuse(_: object) -> None:
        raise OSError("the disk is full")

    event.listen(engine, "commit", refuse)
    assert client.post(path, params={**ASKED, "revision": 1}).status_code == 500
    event.remove(engine, "commit", refuse)
    assert Journal(engine).revision("body", "contoh") == 1
    assert client.post(path, params={**ASKED, "revision": 1}).json() == {"revision": 2}
    assert Journal(engine).revision("body", "contoh") == 2


@pytest.mark.parametrize(("revision", "status"), [(1, 200), (0, 422), (-1, 422), (2, 422)])
def test_a_client_may_name_any_revision(recipe: dict[str, Any], revision: int, status: int) -> None:
    """One that never was is refused as the request that it is, and breaks nothing."""
    client = recipe["TestClient"](recipe["app"])
    asked = {**ASKED, "revision": revision}

    assert client.post("/bodies/contoh/members", params=asked).status_code == status
