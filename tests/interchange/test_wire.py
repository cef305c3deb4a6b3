import asyncio
import json
import subprocess
import sys
from datetime import date
from typing import Annotated, Any

import fastapi
import httpx
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter, ValidationError

from bakohumas import testing
from bakohumas.bodies import Body, Federation
from bakohumas.content import Agenda, KeyMessage, Messages, Newsroom
from bakohumas.interchange import Wire, dumps, dumps_content
from bakohumas.law import charter
from bakohumas.meetings import Record
from bakohumas.networks import InformationNetwork

DAY = date(2015, 11, 2)
BODY = Body.found("nasional", charter=charter("national"), on=DAY, basis="invented")


class Kept(BaseModel):
    """A model of a host's that keeps a register."""

    register_of: Annotated[Body, Wire()]


def document() -> dict[str, Any]:
    """The document of the body, as a program holds it."""
    found: dict[str, Any] = json.loads(dumps(BODY))
    return found


@given(testing.information_networks())
def test_what_pydantic_writes_it_reads_again(network: InformationNetwork) -> None:
    """A value goes through a field, as JSON and as plain data, and is the same."""
    field = TypeAdapter(Annotated[InformationNetwork, Wire()])

    assert field.validate_json(field.dump_json(network)) == network
    assert field.validate_python(field.dump_python(network, mode="json")) == network
    assert field.dump_python(network) is network


def test_a_body_goes_through_a_model() -> None:
    """A body, its document, and the JSON of a model are all one to a field."""
    kept = Kept(register_of=BODY)

    assert kept.register_of is BODY
    assert Kept.model_validate({"register_of": document()}) == kept
    assert Kept.model_validate_json(kept.model_dump_json()) == kept
    assert json.loads(kept.model_dump_json()) == {"register_of": document()}


def test_everything_wrong_is_told_at_its_place() -> None:
    """Our problems are errors of pydantic, each with the way to it."""
    wrong = document()
    wrong["events"][0] |= {"on": "2 November", "kategori": "x"}

    with pytest.raises(ValidationError) as caught:
        Kept.model_validate({"register_of": wrong})
    assert [(each["loc"], each["msg"]) for each in caught.value.errors()] == [
        (
            ("register_of", "events", 0, "on"),
            "expected a day of the calendar as 'YYYY-MM-DD', got '2 November'",
        ),
        (("register_of", "events", 0, "kategori"), "no such field"),
    ]


def deep() -> dict[str, Any]:
    """An object in an object, many times."""
    found: dict[str, Any] = {}
    for _ in range(100_000):
        found = {"a": found}
    return found


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("text", "expected an object, got the str"),
        (None, "expected an object, got the NoneType"),
        (deep(), "nested too deep"),
        ({"format": {"a": {"b": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}},
         "nested deeper than 32 levels"),
        ({"a": DAY}, "Object of type date is not JSON serializable"),
        ({"a": float("nan")}, "Out of range float values are not JSON compliant"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(value: object, said: str) -> None:
    """Whatever else is handed over is an error of pydantic's too, with our words."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Annotated[Body, Wire()]).validate_python(value)
    (error,) = caught.value.errors()
    assert error["loc"] == ()
    assert error["msg"].startswith(said)


def test_another_kind_of_content_is_refused() -> None:
    """A newsroom is no agenda."""
    room = Newsroom(Messages([KeyMessage("gizi", ("Weigh", "Timbang"), on=DAY)]))
    field = TypeAdapter(Annotated[Agenda, Wire()])

    assert TypeAdapter(Annotated[Newsroom, Wire()]).validate_json(dumps_content(room)) == room
    with pytest.raises(ValidationError, match="expected agenda, got newsroom") as caught:
        field.validate_json(dumps_content(room))
    assert caught.value.errors()[0]["loc"] == ("content", "kind")


def test_only_what_has_a_document_is_marked() -> None:
    """A mark on anything else says that it has none."""
    with pytest.raises(TypeError, match="date has no document: it is no public value"):
        TypeAdapter(Annotated[date, Wire()])


@settings(max_examples=4)
@given(testing.federations() | testing.records())
def test_whatever_has_a_document_is_marked_alike(value: Federation | Record) -> None:
    """Law: a federation, or a record of a meeting, is written and read as its document."""
    kind: Any = type(value)
    field: TypeAdapter[Any] = TypeAdapter(Annotated[kind, Wire()])

    assert json.loads(field.dump_json(value)) == json.loads(dumps(value))
    assert field.validate_json(dumps(value)) == value
    Draft202012Validator(field.json_schema()).validate(json.loads(dumps(value)))


def test_the_schema_of_a_model_holds_ours() -> None:
    """The JSON Schema of a model takes what it writes, and refuses what is malformed."""
    drawn = Kept.model_json_schema(mode="serialization")
    validator = Draft202012Validator(drawn)
    written = json.loads(Kept(register_of=BODY).model_dump_json())

    Draft202012Validator.check_schema(drawn)
    assert drawn == Kept.model_json_schema()
    assert list(validator.iter_errors(written)) == []
    del written["register_of"]["events"][0]["basis"]
    assert [each.json_path for each in validator.iter_errors(written)] == [
        "$.register_of.events[0]"
    ]


def test_fastapi_serves_a_register() -> None:
    """A body comes in and goes out; what is malformed is answered with its place."""
    app = fastapi.FastAPI()

    @app.post("/")
    def keep(register: Annotated[Body, Wire(), fastapi.Body()]) -> Annotated[Body, Wire()]:
        return register

    async def answers() -> list[httpx.Response]:
        way = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=way, base_url="http://register") as client:
            return [
                await client.post("/", json=document()),
                await client.post("/", json=document() | {"version": 2}),
                await client.get("/openapi.json"),
            ]

    taken, refused, described = asyncio.run(answers())
    assert (taken.status_code, taken.json()) == (200, document())
    assert refused.status_code == 422
    assert refused.json()["detail"][0]["loc"] == ["body", "version"]
    assert "urn:bakohumas:body:1" in described.text


def test_neither_package_is_loaded() -> None:
    """The room is entered without pydantic."""
    code = (
        "import sys, bakohumas.interchange as it; it.Wire(); print('pydantic_core' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout == "False\n"
