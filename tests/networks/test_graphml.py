from typing import Any
from xml.parsers import expat

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.networks import InformationNetwork, Node, Tie, read_graphml, write_graphml
from bakohumas.testing import information_networks

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r<>&\"'"),
    min_size=1,
    max_size=6,
)


@given(information_networks())
def test_what_is_written_is_read(network: InformationNetwork) -> None:
    """Every node and tie comes back, and other programs see the same graph."""
    written = write_graphml(network)
    graph: Any = nx.parse_graphml(written)

    assert read_graphml(written) == network
    assert write_graphml(read_graphml(written)) == written
    assert sorted(graph.nodes) == sorted(node.id for node in network.nodes)
    assert sorted(graph.edges()) == sorted((tie.source, tie.target) for tie in network.ties)


@given(TEXTS.filter(str.strip), TEXTS.filter(str.strip), TEXTS)
def test_nothing_that_is_written_is_markup(one: str, other: str, channel: str) -> None:
    """Codes, channels and areas of any characters come back as they were."""
    if one == other:
        return
    network = InformationNetwork([Node(one, area=channel), Node(other)], [Tie(one, other, channel)])
    elements: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: elements.append(name)
    parser.Parse(write_graphml(network), True)

    assert read_graphml(write_graphml(network)) == network
    assert [elements.count(name) for name in ("node", "edge", "data")] == [2, 1, 2]


def test_parallel_ties_keep_their_channels() -> None:
    """One without a channel stands beside one that has one."""
    network = InformationNetwork(
        [Node("a"), Node("b")], [Tie("a", "b"), Tie("a", "b", "wa"), Tie("b", "a")]
    )

    assert read_graphml(write_graphml(network)) == network


def test_a_character_that_xml_lacks_is_refused() -> None:
    """It says which."""
    with pytest.raises(ValueError, match=r"no way to write the character '\\x00'"):
        write_graphml(InformationNetwork([Node("a\0")], []))
    with pytest.raises(TypeError, match="the network must be an InformationNetwork"):
        write_graphml("x")  # type: ignore[arg-type]
