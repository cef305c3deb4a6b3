import json
from collections.abc import Callable
from functools import partial

import pytest

from bakohumas.bodies import Federation
from bakohumas.content import Agenda
from bakohumas.errors import FormatError
from bakohumas.interchange import (
    dumps,
    dumps_content,
    dumps_network,
    dumps_programme,
    dumps_records,
    loads,
    loads_content,
    loads_network,
    loads_problem,
    loads_programme,
    loads_records,
)
from bakohumas.law import charter
from bakohumas.networks import InformationNetwork
from bakohumas.programmes import Programme
from lived_body import DAY, lived

APBN = Programme.begin(
    "apbn", title=("", ""), charter=charter("national"), initiator="a", on=DAY, basis="invented"
)
DOCUMENTS: dict[str, tuple[Callable[[str], object], str]] = {
    "body": (loads, dumps(lived())),
    "content": (loads_content, dumps_content(Agenda([]))),
    "network": (loads_network, dumps_network(InformationNetwork([], []))),
    "problem": (
        loads_problem,
        '{"format": "bakohumas/problem", "version": 1, "agencies": [], "tasks": []}',
    ),
    "programme": (loads_programme, dumps_programme(APBN)),
    "value": (partial(loads, kind=Federation), dumps(Federation.kpu())),
    "records": (loads_records, dumps_records([])),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("version", [2, 99, 10**30])
def test_a_newer_version_is_refused_whole(kind: str, version: int) -> None:
    """It is not guessed what it means, and the advice is to update."""
    read, text = DOCUMENTS[kind]
    document = json.loads(text)
    assert (document["format"], document["version"]) == (f"bakohumas/{kind}", 1)
    with pytest.raises(FormatError) as caught:
        read(json.dumps(document | {"version": version}))

    assert "$.version: " in str(caught.value)
    assert "written by a newer one, so update bakohumas" in str(caught.value)


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("version", [0, -1, True, "1", 1.0, None])
def test_what_is_no_version_is_refused(kind: str, version: object) -> None:
    """A document says a whole number that this library reads."""
    read = DOCUMENTS[kind][0]
    document = json.loads(DOCUMENTS[kind][1]) | {"version": version}
    with pytest.raises(FormatError, match=r"\$.version: "):
        read(json.dumps(document))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_another_kind_of_document_is_refused(kind: str) -> None:
    """A reader takes documents of its own kind alone."""
    read, text = DOCUMENTS[kind]
    with pytest.raises(FormatError, match=rf"\$.format: expected 'bakohumas/{kind}'"):
        read(json.dumps(json.loads(text) | {"format": "bakohumas/other"}))
