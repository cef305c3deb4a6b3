import json
import pickle
import subprocess
import sys
from hashlib import sha256
from random import Random

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas import networks
from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.testing import information_networks

FLOW = InformationNetwork(
    [Node("staff", Role.STAFF), Node("member"), Node("all", Role.PUBLIC, size=1000)],
    [
        Tie("member", "staff", "memo", 0.5),
        Tie("member", "all", "press", 0.2),
        Tie("member", "all", "site", 0.1),
    ],
)


@given(information_networks(), st.randoms(use_true_random=False))
def test_order_does_not_matter(network: InformationNetwork, random: Random) -> None:
    """The same nodes and ties in any order are the same network, with the same digest."""
    nodes, ties = list(network.nodes), list(network.ties)
    random.shuffle(nodes)
    random.shuffle(ties)
    again = InformationNetwork(nodes, ties)

    assert again == network
    assert again.digest == network.digest
    assert pickle.loads(pickle.dumps(network)) == network


@given(information_networks(), information_networks())
def test_digests_tell_networks_apart(one: InformationNetwork, other: InformationNetwork) -> None:
    """Two networks have one digest exactly when they are equal."""
    assert (one.digest == other.digest) == (one == other)


@given(information_networks())
def test_networkx_and_back(network: InformationNetwork) -> None:
    """A network survives NetworkX, whose graph is a multigraph only where it must be."""
    graph = network.to_networkx()
    pairs = {(tie.source, tie.target) for tie in network.ties}

    assert InformationNetwork.from_networkx(graph) == network
    assert graph.is_multigraph() == (len(pairs) < len(network.ties))
    assert nx.utils.graphs_equal(InformationNetwork.from_networkx(graph).to_networkx(), graph)


def test_what_ties_do_not_say_does_not_count() -> None:
    """The digest of a network whose ties say no more is that of ties which could not."""
    lines = [attrs.astuple(node) for node in FLOW.nodes]
    told = [[*tie.key, tie.probability] for tie in FLOW.ties]
    text = "".join(f"{json.dumps(line)}\n" for line in [*lines, *told])

    assert FLOW.digest == sha256(text.encode()).hexdigest()


def test_kinds_of_content_in_a_graph() -> None:
    """A list of texts is read as well as one text with commas."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", kinds="video, infographic", delay=3)
    graph.add_edge("b", "a", kinds=["video"], keep=0.5, credibility=0.25)
    network = InformationNetwork.from_networkx(graph)

    assert network.ties == (
        Tie("a", "b", delay=3, kinds=["infographic", "video"]),
        Tie("b", "a", keep=0.5, credibility=0.25, kinds=["video"]),
    )


def test_a_network_measures_itself() -> None:
    """The methods are the functions of the room."""
    assert FLOW.dead_ends() == networks.dead_ends(FLOW)
    assert FLOW.islands() == networks.islands(FLOW)
    assert FLOW.two_way() == networks.two_way(FLOW) == 0
    assert FLOW.reach(["staff"]) == networks.reach(FLOW, ["staff"])
    assert FLOW.brokers() == networks.brokers(FLOW)


def test_graphs_of_others() -> None:
    """Foreign graphs come in: any names, undirected edges, keys instead of channels."""
    multigraph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    multigraph.add_node(1, role="public", area="31", colour="red")
    multigraph.add_edge(0, 1)
    multigraph.add_edge(0, 1, key="press", probability=0.5)
    network = InformationNetwork.from_networkx(multigraph)
    path = InformationNetwork.from_networkx(nx.path_graph(2))

    assert network.node("1") == Node("1", Role.PUBLIC, area="31")
    assert network.ties == (Tie("0", "1", "0"), Tie("0", "1", "press", 0.5))
    assert path.ties == (Tie("0", "1"), Tie("1", "0"))


@given(
    st.sampled_from([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]),
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 9)).filter(
            lambda edge: edge[0] != edge[1]
        ),
        unique_by=lambda edge: frozenset(edge[:2]),
    ),
)
def test_any_plain_graph_comes_in(
    kind: "type[nx.Graph[int]]", edges: list[tuple[int, int, int]]
) -> None:
    """Of every class of NetworkX, with attributes; an undirected edge is a tie each way."""
    graph = kind()
    graph.add_nodes_from(range(5), tier="province", size=7)
    for source, target, delay in edges:
        graph.add_edge(source, target, channel="wa", probability=0.5, delay=delay)
    network = InformationNetwork.from_networkx(graph)
    expected = {Tie(str(a), str(b), "wa", 0.5, hours) for a, b, hours in edges}
    if not graph.is_directed():
        expected |= {Tie(str(b), str(a), "wa", 0.5, hours) for a, b, hours in edges}

    assert set(network.ties) == expected
    assert network.nodes == tuple(Node(str(n), tier="province", size=7) for n in range(5))
    assert InformationNetwork.from_networkx(network.to_networkx()) == network


def test_a_foreign_role_is_refused() -> None:
    """A role that the library does not know is not guessed at."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", role="influencer")
    with pytest.raises(ValueError, match="influencer"):
        InformationNetwork.from_networkx(graph)


def test_pairs_that_repeat_are_one_tie() -> None:
    """Who met twice is joined once, by the channel and chance of all."""
    network = InformationNetwork.from_pairs(
        [("a", "b"), ("a", "b"), ("b", "a")], channel="forum", probability=0.25
    )

    assert network.ties == (Tie("a", "b", "forum", 0.25), Tie("b", "a", "forum", 0.25))
    assert network.nodes == (Node("a"), Node("b"))


def test_what_does_not_fit_is_refused_all_at_once() -> None:
    """Doubled nodes, doubled ties and loose ends are all named in one refusal."""
    with pytest.raises(ValueError, match="nodes are called") as caught:
        InformationNetwork([Node("a"), Node("a")], [Tie("a", "b"), Tie("a", "b")])

    assert str(caught.value) == (
        "2 nodes are called a; 2 ties go from a to b by channel ''; "
        "tie a -> b needs a node b, which is not there; "
        "tie a -> b needs a node b, which is not there"
    )


def test_who_hears_whom() -> None:
    """Hearers and speakers are told once, whatever the number of channels."""
    assert FLOW.hearers("member") == ("all", "staff")
    assert FLOW.speakers("all") == ("member",)
    assert FLOW.hearers("all") == FLOW.speakers("member") == ()
    assert FLOW.channels == ("memo", "press", "site")
    assert [node.id for node in FLOW.nodes_of(Role.PUBLIC)] == ["all"]
    assert len(FLOW) == 3


def test_a_change_is_a_new_network() -> None:
    """Ties are added and channels silenced without touching the original."""
    answer = Tie("all", "member", "comments", 0.1)

    assert FLOW.with_ties([answer]).speakers("member") == ("all",)
    assert FLOW.with_ties([answer]).without(channel="comments") == FLOW
    assert FLOW.without(channel="press").hearers("member") == ("all", "staff")
    assert FLOW.speakers("member") == ()


def test_unknown_names_come_with_suggestions() -> None:
    """A mistyped node or channel is refused, with what was probably meant."""
    with pytest.raises(UnknownNameError, match=r"no node .* 'membxr' .*did you mean member\?"):
        FLOW.hearers("membxr")
    with pytest.raises(UnknownNameError, match="no node"):
        FLOW.speakers("b")
    with pytest.raises(UnknownNameError, match=r"in use: memo, press and site.*mean press\?"):
        FLOW.without(channel="prss")


def test_a_network_tells_itself() -> None:
    """Rows are plain, and the explanation counts nodes by role and names the channels."""
    assert FLOW.rows()[0] == {
        "source": "member",
        "target": "all",
        "channel": "press",
        "probability": 0.2,
        "delay": 0,
        "keep": 1.0,
        "credibility": 1.0,
        "kinds": "",
    }
    assert FLOW.explain() == (
        "3 ties between 3 nodes (1 member unit, 1 staff of the unit and 1 public) "
        "by 3 channels: memo, press and site."
    )
    assert FLOW.explain("id") == (
        "3 hubungan antara 3 simpul (1 unit anggota, 1 staf unit dan 1 publik) "
        "melalui 3 saluran: memo, press dan site."
    )


def test_one_is_not_many() -> None:
    """A single tie, node or channel is told as one, and a channel without a name as such."""
    pair = InformationNetwork.from_pairs([("a", "b")])

    assert pair.explain() == "1 tie between 2 nodes (2 member unit) by 1 channel: unnamed."
    assert pair.explain("id").endswith("melalui 1 saluran: tanpa nama.")
    assert InformationNetwork([Node("a")]).explain() == (
        "0 ties between 1 node (1 member unit) by 0 channels: none."
    )


def test_the_room_opens_without_networkx() -> None:
    """NetworkX is loaded when a graph is asked for, and not before."""
    code = (
        "import sys\n"
        "from bakohumas import networks\n"
        "network = networks.InformationNetwork.from_pairs([('a', 'b')])\n"
        "networks.dead_ends(network), networks.islands(network)\n"
        "print('networkx' in sys.modules, network.to_networkx().size(), 'networkx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "1", "True"]
