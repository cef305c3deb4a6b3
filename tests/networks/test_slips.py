from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from math import inf, nan
from typing import Any

import attrs
import networkx as nx
import numpy as np
import pytest

from bakohumas import networks
from bakohumas.bodies import Body
from bakohumas.law import charter
from bakohumas.networks import DeadEnd, Halt, InformationNetwork, Node, Tie

DAY, MOMENT = date(2018, 6, 30), datetime(2018, 6, 30)  # noqa: DTZ001 - a moment on no clock
BODY = Body.found("n", charter=charter("national"), on=date(2015, 11, 2), basis="invented")
NETWORK = InformationNetwork.from_pairs([("a", "b")])
SURE = [attrs.evolve(networks.ASSUMPTIONS[0], value=1.5, high=2), *networks.ASSUMPTIONS[1:]]


def lone(**data: object) -> InformationNetwork:
    """A network from a graph of one node with this data."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", **data)
    return InformationNetwork.from_networkx(graph)


def joined(target: str = "b", **data: object) -> InformationNetwork:
    """A network from a graph of one edge with this data."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", target, **data)
    return InformationNetwork.from_networkx(graph)


def odd(value: object) -> Any:  # noqa: ANN401 - what a caller may hand over by mistake
    """Anything at all, past the type checker."""
    return value


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (lambda: Node(odd(1)), "id must be a str, got the int 1"),
        (lambda: Node("a", odd("public")), "role must be a Role, got the str 'public'"),
        (
            lambda: Node("a", size=odd(np.int64(3))),
            "size must be an int, got the int64 np.int64(3)",
        ),
        (lambda: Tie("a", odd(None)), "target must be a str, got the NoneType None"),
        (
            lambda: Tie("a", "b", probability=odd("0.5")),
            "probability must be an int or a float, got the str '0.5'",
        ),
        (
            lambda: Tie("a", "b", probability=True),
            "probability must be an int or a float, got the bool True",
        ),
        (
            lambda: InformationNetwork([odd("a")]),
            "each of the nodes must be a Node, got the str 'a'",
        ),
        (
            lambda: InformationNetwork([], [odd(("a", "b"))]),
            "each of the ties must be a Tie, got the tuple ('a', 'b')",
        ),
        (lambda: InformationNetwork(odd(None)), "nodes must be an Iterable, got the NoneType None"),
        (
            lambda: InformationNetwork.from_pairs(odd(None)),
            "pairs must be an Iterable, got the NoneType None",
        ),
        (
            lambda: InformationNetwork.from_pairs([odd(("a",))]),
            "a pair is (speaker, hearer), got ('a',)",
        ),
        (
            lambda: InformationNetwork.from_pairs([odd("ab")]),
            "a pair is (speaker, hearer), got 'ab'",
        ),
        (
            lambda: InformationNetwork.from_pairs([("a", odd(1))]),
            "the code of a node must be a str, got the int 1",
        ),
        (
            lambda: InformationNetwork.from_networkx(odd([(1, 2)])),
            "graph must be one of networkx, got [(1, 2)]: from_pairs takes pairs of codes",
        ),
        (lambda: lone(size=np.int64(3)), "node a: size must be an int, got the int64 np.int64(3)"),
        (
            lambda: joined(probability="often"),
            "edge a -> b: probability must be an int or a float, got the str 'often'",
        ),
        (
            lambda: NETWORK.node(odd(None)),
            "the code of a node must be a str, got the NoneType None",
        ),
        (lambda: NETWORK.hearers(odd(3)), "the code of a node must be a str, got the int 3"),
        (
            lambda: NETWORK.without(channel=odd(None)),
            "channel must be a str, got the NoneType None",
        ),
        (
            lambda: networks.dead_ends(odd(None)),
            "network must be an InformationNetwork, got the NoneType None",
        ),
        (
            lambda: networks.two_way(odd("x")),
            "network must be an InformationNetwork, got the str 'x'",
        ),
        (
            lambda: DeadEnd("a", odd("member"), Halt.NO_TIE),
            "role must be a Role, got the str 'member'",
        ),
        (lambda: networks.of(odd(None), on=DAY), "body must be a Body, got the NoneType None"),
        (
            lambda: networks.of(BODY, on=DAY, outlets=odd(1.5)),
            "outlets must be an int, got the float 1.5",
        ),
        (
            lambda: networks.of(BODY, on=DAY, assumptions=[odd("online")]),
            "an assumption must be an Assumption, got the str 'online'",
        ),
    ],
)
def test_kinds_are_told_in_plain_words(slip: Callable[[], object], words: str) -> None:
    """What was handed over, and what is wanted instead."""
    with pytest.raises(TypeError) as told:
        slip()

    assert str(told.value) == words


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        (lambda: Node(" "), "id must not be blank"),
        (lambda: Tie("a", "b", probability=nan), "probability must lie in [0, 1], got nan"),
        (lambda: Tie("a", "b", probability=inf), "probability must lie in [0, 1], got inf"),
        (lambda: Tie("a", "b", probability=2), "probability must lie in [0, 1], got 2"),
        (
            lambda: Tie("a", "b", probability=10**40),
            f"probability must lie in [0, 1], got {10**40}",
        ),
        (
            lambda: lone(role="influencer"),
            "node a: role must be one of member, staff, site, admin, outlet, public, got 'influencer'",
        ),
        (lambda: joined(probability=nan), "edge a -> b: probability must lie in [0, 1], got nan"),
        (lambda: joined("a"), "edge a -> a: a cannot tell itself: a tie joins two nodes"),
        (
            lambda: NETWORK.nodes_of(odd("boss")),
            "role must be one of member, staff, site, admin, outlet, public, got 'boss'",
        ),
        (
            lambda: networks.of(BODY, on=DAY, assumptions=[]),
            "assumptions lack online, staff, website, retelling, press, followers and audience: add what you change to networks.ASSUMPTIONS",
        ),
        (
            lambda: networks.of(BODY, on=DAY, assumptions=networks.ASSUMPTIONS[1:]),
            "assumptions lack online: add what you change to networks.ASSUMPTIONS",
        ),
        (
            lambda: networks.of(BODY, on=DAY, assumptions=SURE),
            "assumption online must lie in [0, 1], got 1.5",
        ),
        (lambda: networks.of(BODY, on=DAY, outlets=-1), "outlets must not be negative, got -1"),
    ],
)
def test_values_are_told_in_plain_words(slip: Callable[[], object], words: str) -> None:
    """Which value it is, and where; what it must be, and what was given."""
    with pytest.raises(ValueError) as told:
        slip()

    assert str(told.value) == words


def test_a_moment_is_no_day() -> None:
    """The members of a body are asked for by day."""
    with pytest.raises(TypeError, match="must be a date, got the datetime"):
        networks.of(BODY, on=MOMENT)


def test_numbers_of_other_kinds_are_read() -> None:
    """A probability may be a whole number, a fraction, or NumPy's; it is kept as a float."""
    chances = [0, 1, Fraction(1, 2), np.float32(0.5), np.float64(0.25)]
    kept = [Tie("a", "b", probability=odd(chance)).probability for chance in chances]

    assert kept == [0.0, 1.0, 0.5, 0.5, 0.25]
    assert {type(chance) for chance in kept} <= {float, np.float64}


def test_no_outlet_at_all() -> None:
    """A body may have no outlet beside it."""
    assert networks.of(BODY, on=DAY, outlets=0).nodes_of(networks.Role.OUTLET) == ()
