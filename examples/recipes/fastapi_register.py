"""A register behind FastAPI: one request, one transaction; a stale writer gets 409.

The transaction is over before the answer is made: FastAPI would leave a dependency that
yields only once the answer is sent, and a commit that fails then takes back what the client
was told.
"""

from datetime import date
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

import bakohumas as bk
from bakohumas.errors import BakohumasError, StaleRevisionError
from bakohumas.storage import Journal

# In memory, on one connection, for the example alone: name the URL of a file or a server.
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = FastAPI()


@app.post("/bodies/{name}/members")
def admit(
    name: str, institution: str, on: date, basis: str, revision: Annotated[int, Query(ge=1)]
) -> dict[str, Any]:
    """Admit a member on what the caller knew at *revision*."""
    try:
        with engine.begin() as connection:
            register = Journal(connection)
            body = register.load(name, revision=revision)
            body = body.admit(bk.directory(on=on).find(institution), on=on, basis=basis)
            saved = register.save(body, expect=revision)
    except StaleRevisionError as stale:
        raise HTTPException(409, str(stale)) from stale
    except BakohumasError as refusal:
        raise HTTPException(422, str(refusal)) from refusal
    return {"revision": saved}


def main() -> list[int]:
    """Admit a member; then another one, on what was known before."""
    day = date(2015, 11, 2)
    body = bk.Body.found("contoh", charter=bk.charter("national"), on=day, basis="SK (invented)")
    with engine.begin() as connection:
        Journal(connection).save(body, expect=0)
    client = TestClient(app)
    asked = {"on": "2015-11-02", "basis": "SK (invented)", "revision": 1}
    path = "/bodies/contoh/members"
    answers = [
        client.post(path, params={**asked, "institution": name})
        for name in ("BPS", "BIN", "Bank Antah")
    ]
    return [answer.status_code for answer in answers]


if __name__ == "__main__":
    print(main())
