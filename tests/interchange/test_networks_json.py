import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from bakohumas.errors import FormatError
from bakohumas.interchange import dumps_network, loads_network, schema
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.testing import information_networks

NETWORK = Draft202012Validator(schema("network"))
SMALL = InformationNetwork(
    [Node("bps", tier="national"), Node("all", Role.PUBLIC, area="63", size=9)],
    [Tie("bps", "all", "press", 0.5, 24, 0.9, 0.8, ("video",)), Tie("all", "bps")],
)


def document() -> dict[str, Any]:
    """The document of a small network."""
    found: dict[str, Any] = json.loads(dumps_network(SMALL))
    return found


@given(information_networks())
def test_any_network_comes_back(network: InformationNetwork) -> None:
    """The same value and the same digest, the same bytes again, and as the schema has it."""
    text = dumps_network(network)
    again = loads_network(text)

    assert again == network
    assert again.digest == network.digest
    assert dumps_network(again) == text
    assert list(NETWORK.iter_errors(json.loads(text))) == []


def test_what_is_usual_is_left_out() -> None:
    """A document says what a network says, and no more."""
    assert document() == {
        "format": "bakohumas/network",
        "version": 1,
        "nodes": [
            {"id": "all", "role": "public", "area": "63", "size": 9},
            {"id": "bps", "tier": "national"},
        ],
        "ties": [
            {"source": "all", "target": "bps"},
            {
                "source": "bps",
                "target": "all",
                "channel": "press",
                "probability": 0.5,
                "delay": 24,
                "keep": 0.9,
                "credibility": 0.8,
                "kinds": ["video"],
            },
        ],
    }
    Draft202012Validator.check_schema(schema("network"))


@pytest.mark.parametrize(
    ("path", "value", "problem", "malformed"),
    [
        (("version",), 2, "$.version: this library reads 1, not 2", True),
        (("digest",), "1f", "$.digest: no such field", True),
        (("nodes",), {}, "$.nodes: expected a list, got an object", True),
        (("nodes", 0), 5, "$.nodes[0]: expected an object, got a whole number", True),
        (("nodes", 0, "id"), " ", "$.nodes[0].id: id must not be blank", True),
        (("nodes", 0, "role"), "boss", "$.nodes[0].role: expected one of member, sta", True),
        (("nodes", 0, "size"), -1, "size", True),
        (("nodes", 0, "colour"), "red", "$.nodes[0].colour: no such field", True),
        (("ties", 1, "source"), "", "source must not be blank", True),
        (("ties", 1, "target"), "bps", "bps cannot tell itself", False),
        (("ties", 1, "target"), "kominfo", "needs a node kominfo, which is not there", False),
        (("ties", 1, "delay"), 1.5, "$.ties[1].delay: expected a whole number", True),
        (("ties", 1, "delay"), -1, "delay must not be negative, got -1", True),
        (("ties", 1, "keep"), 2, "keep must lie in [0, 1], got 2", True),
        (("ties", 1, "keep"), "often", "$.ties[1].keep: expected a number, got 'often'", True),
        (("ties", 1, "kinds"), "video", "$.ties[1].kinds: expected a list, got text", True),
    ],
    ids=str,
)
def test_what_is_malformed_is_told_with_its_place(
    path: tuple[str | int, ...], value: object, problem: str, *, malformed: bool
) -> None:
    """By the library, and as far as it can be told without a network by the schema."""
    changed: Any = document()
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(FormatError, match=r"^network: ") as caught:
        loads_network(json.dumps(changed))

    assert problem in str(caught.value)
    assert bool(list(NETWORK.iter_errors(changed))) == malformed


def test_only_a_network_is_written() -> None:
    """Anything else is refused in plain words."""
    with pytest.raises(TypeError, match="the network must be an InformationNetwork, got the int"):
        dumps_network(5)  # type: ignore[arg-type]
