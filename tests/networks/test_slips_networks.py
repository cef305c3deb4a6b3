import re
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


KINDS: dict[str, Callable[[], object]] = {
    "id must be a str, got the int 1": lambda: Node(odd(1)),
    "role must be a Role, got the str 'public'": lambda: Node("a", odd("public")),
    "size must be an int, got the int64 np.int64(3)": lambda: Node("a", size=odd(np.int64(3))),
    "target must be a str, got the NoneType None": lambda: Tie("a", odd(None)),
    "probability must be an int or a float, got the str '0.5'": lambda: Tie(
        "a", "b", probability=odd("0.5")
    ),
    "probability must be an int or a float, got the bool True": lambda: Tie(
        "a", "b", probability=True
    ),
    "each of the nodes must be a Node, got the str 'a'": lambda: InformationNetwork([odd("a")]),
    "each of the ties must be a Tie, got the tuple ('a', 'b')": lambda: InformationNetwork(
        [], [odd(("a", "b"))]
    ),
    "nodes must be an Iterable, got the NoneType None": lambda: InformationNetwork(odd(None)),
    "pairs must be an Iterable, got the NoneType None": lambda: InformationNetwork.from_pairs(
        odd(None)
    ),
    "a pair is (speaker, hearer), got ('a',)": lambda: InformationNetwork.from_pairs([odd(("a",))]),
    "a pair is (speaker, hearer), got 'ab'": lambda: InformationNetwork.from_pairs([odd("ab")]),
    "the code of a node must be a str, got the int 1": lambda: InformationNetwork.from_pairs(
        [("a", odd(1))]
    ),
    "graph must be one of networkx, got [(1, 2)]: from_pairs takes pairs of codes": lambda: (
        InformationNetwork.from_networkx(odd([(1, 2)]))
    ),
    "node a: size must be an int, got the int64 np.int64(3)": lambda: lone(size=np.int64(3)),
    "edge a -> b: probability must be an int or a float, got the str 'often'": lambda: joined(
        probability="often"
    ),
    "the code of a node must be a str, got the NoneType None": lambda: NETWORK.node(odd(None)),
    "the code of a node must be a str, got the int 3": lambda: NETWORK.hearers(odd(3)),
    "channel must be a str, got the NoneType None": lambda: NETWORK.without(channel=odd(None)),
    "network must be an InformationNetwork, got the NoneType None": lambda: networks.dead_ends(
        odd(None)
    ),
    "network must be an InformationNetwork, got the str 'x'": lambda: networks.two_way(odd("x")),
    "role must be a Role, got the str 'member'": lambda: DeadEnd("a", odd("member"), Halt.NO_TIE),
    "body must be a Body, got the NoneType None": lambda: networks.of(odd(None), on=DAY),
    "outlets must be an int, got the float 1.5": lambda: networks.of(
        BODY, on=DAY, outlets=odd(1.5)
    ),
    "an assumption must be an Assumption, got the str 'online'": lambda: networks.of(
        BODY, on=DAY, assumptions=[odd("online")]
    ),
}


VALUES: dict[str, Callable[[], object]] = {
    "id must not be blank": lambda: Node(" "),
    "probability must lie in [0, 1], got nan": lambda: Tie("a", "b", probability=nan),
    "probability must lie in [0, 1], got inf": lambda: Tie("a", "b", probability=inf),
    "probability must lie in [0, 1], got 2": lambda: Tie("a", "b", probability=2),
    f"probability must lie in [0, 1], got {-(10**400)}": lambda: Tie(
        "a", "b", probability=-(10**400)
    ),
    "node a: role must be one of member, staff, site, admin, outlet, public, got "
    "'influencer'": lambda: lone(role="influencer"),
    "edge a -> b: probability must lie in [0, 1], got nan": lambda: joined(probability=nan),
    "edge a -> a: a cannot tell itself: a tie joins two nodes": lambda: joined("a"),
    "role must be one of member, staff, site, admin, outlet, public, got 'boss'": lambda: (
        NETWORK.nodes_of(odd("boss"))
    ),
    "assumptions lack online, staff, website, retelling, press, followers and "
    "audience: add what you change to networks.ASSUMPTIONS": lambda: networks.of(
        BODY, on=DAY, assumptions=[]
    ),
    "assumptions lack online: add what you change to networks.ASSUMPTIONS": lambda: networks.of(
        BODY, on=DAY, assumptions=networks.ASSUMPTIONS[1:]
    ),
    "assumption online must lie in [0, 1], got 1.5": lambda: networks.of(
        BODY, on=DAY, assumptions=SURE
    ),
    "outlets must not be negative, got -1": lambda: networks.of(BODY, on=DAY, outlets=-1),
}


@pytest.mark.parametrize("words", KINDS)
def test_kinds_are_told_in_plain_words(words: str) -> None:
    """What was handed over, and what is wanted instead."""
    with pytest.raises(TypeError, match=f"^{re.escape(words)}$"):
        KINDS[words]()


@pytest.mark.parametrize("words", VALUES)
def test_values_are_told_in_plain_words(words: str) -> None:
    """Which value it is, and where; what it must be, and what was given."""
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        VALUES[words]()


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
