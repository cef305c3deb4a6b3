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
    "size must be an int, got the float64 np.float64(3.0)": lambda: Node(
        "a", size=odd(np.float64(3))
    ),
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
    "node a: size must be an int, got the float 3.0": lambda: lone(size=3.0),
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
    "body must be a Body or a Federation, got the NoneType None": lambda: networks.of(
        odd(None), on=DAY
    ),
    "delay must be an int, got the float 1.5": lambda: Tie("a", "b", delay=odd(1.5)),
    "delay must be an int, got the bool True": lambda: Tie("a", "b", delay=True),
    "keep must be an int or a float, got the str '1'": lambda: Tie("a", "b", keep=odd("1")),
    "kinds must be a tuple, got the str 'video'": lambda: Tie("a", "b", kinds=odd("video")),
    "kinds must be a tuple, got the int 3": lambda: Tie("a", "b", kinds=odd(3)),
    "kinds must be a str, got the int 3": lambda: Tie("a", "b", kinds=odd([3])),
    "seeds must be a collection of codes such as a list, got 'a'": lambda: NETWORK.reach("a"),
    "within must be an int, got the float 1.5": lambda: NETWORK.reach(["a"], within=odd(1.5)),
    "members must be a collection of codes such as a list, got 'ab'": lambda: (
        networks.shared_governance("ab")
    ),
    "tiers must be a sequence of names from the top, got 'ab'": lambda: networks.tier_balance(
        NETWORK, tiers="ab"
    ),
    "a tier must be a str, got the int 1": lambda: networks.skipped_tiers(NETWORK, tiers=odd([1])),
    "the amount of a must be an int or a float or a Fraction, got the str '3'": lambda: (
        networks.gini({"a": odd("3")})
    ),
    "the people of a must be an int, got the float 1.5": lambda: networks.theil(
        {"a": 3}, people={"a": odd(1.5)}
    ),
    "the version that a tells must be a str, got the int 2": lambda: networks.uniformity(
        {"a": odd(2)}
    ),
    "seed must be an int, got the NoneType None": lambda: networks.rewired(NETWORK, seed=odd(None)),
    "parents must be a Mapping, got the list ['a']": lambda: networks.tiers(odd(["a"])),
    "the table of ties must be a str, got the bytes b''": lambda: networks.read_tables(odd(b"")),
    "the GraphML file must be a str, got the NoneType None": lambda: networks.read_graphml(
        odd(None)
    ),
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
    "node a: role must be one of member, staff, site, channel, admin, outlet, public, got "
    "'influencer'": lambda: lone(role="influencer"),
    "edge a -> b: probability must lie in [0, 1], got nan": lambda: joined(probability=nan),
    "edge a -> a: a cannot tell itself: a tie joins two nodes": lambda: joined("a"),
    "role must be one of member, staff, site, channel, admin, outlet, public, got 'boss'": lambda: (
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
    "delay must not be negative, got -1": lambda: Tie("a", "b", delay=-1),
    "keep must lie in [0, 1], got 2": lambda: Tie("a", "b", keep=2),
    "credibility must lie in [0, 1], got nan": lambda: Tie("a", "b", credibility=nan),
    "kinds must not be blank": lambda: Tie("a", "b", kinds=odd([" "])),
    "a kind of content has neither commas nor spaces around it, got 'a, b'": lambda: Tie(
        "a", "b", kinds=odd(["a, b"])
    ),
    "a kind of content has neither commas nor spaces around it, got ' a'": lambda: Tie(
        "a", "b", kinds=odd([" a"])
    ),
    "within must not be negative, got -1": lambda: NETWORK.reach(["a"], within=-1),
    "each node is named once, got a, b, a": lambda: networks.shared_governance(["a", "b", "a"]),
    "each node is named once, got a, b, b": lambda: networks.administrative_organisation(
        ["a", "b"], administrator="b"
    ),
    "whoever leads is a member, and 'c' is none: use administrative_organisation": lambda: (
        networks.lead_organisation(["a", "b"], lead="c")
    ),
    "'c', above a, is not among the nodes": lambda: networks.tiers({"a": "c"}),
    "a, b stand above each other in a circle": lambda: networks.tiers({"a": "b", "b": "a"}),
    "neighbours must be even and fewer than the 3 members, got 1": lambda: networks.small_world(
        ["a", "b", "c"], neighbours=1, rewiring=0, seed=1
    ),
    "neighbours must be even and fewer than the 2 members, got 2": lambda: networks.small_world(
        ["a", "b"], neighbours=2, rewiring=0, seed=1
    ),
    "rewiring must lie in [0, 1], got 2": lambda: networks.small_world(
        ["a", "b", "c"], neighbours=2, rewiring=2, seed=1
    ),
    "swaps must not be negative, got -1": lambda: networks.rewired(NETWORK, seed=1, swaps=-1),
    "each tier needs a name of its own, got ['a', 'a']": lambda: networks.tier_balance(
        NETWORK, tiers=["a", "a"]
    ),
    "by must be 'tells' or 'hears', got 'sees'": lambda: networks.centralisation(
        NETWORK, by=odd("sees")
    ),
    "the amount of a must be a number from 0 on, got -1": lambda: networks.gini({"a": -1}),
    "the amount of a must be a number from 0 on, got nan": lambda: networks.theil({"a": nan}),
    "the amount of a must be a number from 0 on, got True": lambda: networks.gini({"a": True}),
    "people does not say how many a stands for": lambda: networks.gini({"a": 1}, people={}),
    "a cannot stand for -1 people": lambda: networks.information_gap({"a": None}, people={"a": -1}),
    "publics must be province or regency: there is no public of no area": lambda: networks.of(
        BODY, on=DAY, publics="national"
    ),
    "publics must be one of national, province, regency, got 'kota'": lambda: networks.of(
        BODY, on=DAY, publics="kota"
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


def test_none_says_nothing() -> None:
    """A tier, a category, an area or a channel that is none is as if it were not said."""
    assert Node("a", tier=odd(None), category=odd(None), area=odd(None)) == Node("a")
    assert Tie("a", "b", odd(None)) == Tie("a", "b")


def test_no_outlet_at_all() -> None:
    """A body may have no outlet beside it."""
    assert networks.of(BODY, on=DAY, outlets=0).nodes_of(networks.Role.OUTLET) == ()
