import pickle
from random import Random
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.networks._nodes import alike  # noqa: PLC2701 - it is held against its obvious twin
from bakohumas.testing import information_networks


def test_a_node_needs_a_code_and_people() -> None:
    """A node without a code, of no known role or of fewer than nobody is refused."""
    with pytest.raises(ValueError, match="id"):
        Node("")
    with pytest.raises(ValueError, match="size"):
        Node("a", size=-1)
    with pytest.raises(TypeError, match="role"):
        Node("a", "member")  # type: ignore[arg-type] # the slip under test


def test_a_tie_joins_two_nodes() -> None:
    """Nobody tells himself."""
    with pytest.raises(ValueError, match="a cannot tell itself: a tie joins two nodes"):
        Tie("a", "a")


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_a_chance_lies_between_never_and_always(probability: float) -> None:
    """What is no probability is refused."""
    with pytest.raises(ValueError, match="probability"):
        Tie("a", "b", probability=probability)


def test_values_are_plain() -> None:
    """Nodes and ties print, compare and travel as what they hold."""
    node, tie = Node("a", Role.OUTLET, size=3), Tie("a", "b", "press", 1)

    assert str(node) == "a"
    assert str(tie) == "a -> b (press)"
    assert str(Tie("a", "b")) == "a -> b"
    assert tie.key == ("a", "b", "press")
    assert pickle.loads(pickle.dumps((node, tie))) == (node, tie)
    assert str(Tie(Role.SITE, "b", kinds=("video", "video"))) == "site -> b"
    assert Role.choices("id")[0] == ("member", "unit anggota")


def test_whole_numbers_of_numpy_are_whole_numbers() -> None:
    """In a node, a tie and a graph, as its floats are chances; they become plain ones."""
    three: Any = np.int64(3)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", size=three)
    graph.add_edge("a", "b", probability=np.float32(0.5), delay=three)
    read = InformationNetwork.from_networkx(graph)

    assert Node("a", size=three) == Node("a", size=3) == read.node("a")
    assert Tie("a", "b", "", 0.5, three) == Tie("a", "b", "", 0.5, 3) == read.ties[0]
    assert (type(read.node("a").size), type(read.ties[0].delay)) == (int, int)


@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1))), st.floats(0, 1))
def test_ties_made_together_are_as_those_made_one_by_one(
    pairs: list[tuple[str, str]], chance: float
) -> None:
    """In every field, and they travel; what is no chance is refused."""
    ends = [pair for pair in pairs if pair[0] != pair[1] and all(each.strip() for each in pair)]
    together = alike("press", chance, ends)

    assert together == [Tie(*pair, "press", chance) for pair in ends]
    assert pickle.loads(pickle.dumps(together)) == together
    with pytest.raises(ValueError, match="probability"):
        alike("press", 2, [("a", "b")])


@given(information_networks(), st.randoms(use_true_random=False))
def test_ties_stand_in_the_order_of_their_keys(network: InformationNetwork, lot: Random) -> None:
    """However they are handed over; and one that is there twice is told."""
    ties = lot.sample(network.ties, len(network.ties))
    again = InformationNetwork(network.nodes, ties)

    assert [tie.key for tie in again.ties] == sorted(tie.key for tie in ties)
    for tie in ties[:1]:
        with pytest.raises(ValueError, match=r"^2 ties go from "):
            InformationNetwork(network.nodes, [*ties, tie])
