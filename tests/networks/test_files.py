import csv
from io import StringIO
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import FormatError
from bakohumas.networks import (
    InformationNetwork,
    Node,
    Role,
    Tie,
    read_graphml,
    read_tables,
)
from bakohumas.testing import information_networks

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def table(rows: list[dict[str, Any]], mark: str) -> str:
    """Rows as a table; decimal commas go with semicolons."""
    file = StringIO(newline="")
    if rows:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=mark)
        writer.writeheader()
        writer.writerows(
            {
                key: str(value).replace(".", ",") if mark == ";" and key != "area" else value
                for key, value in row.items()
            }
            for row in rows
        )
    return file.getvalue()


def graphml(inside: str, *, before: str = "") -> str:
    """A file of this content."""
    return (
        f'{before}<graphml xmlns="{NAMESPACE}"><graph edgedefault="directed">{inside}</graph>'
        "</graphml>"
    )


def sized(kind: str, size: str) -> str:
    """A file with a node of this size, of this kind of number."""
    key = f'<key id="s" for="node" attr.name="size" attr.type="{kind}"/>'
    node = f'<node id="a"><data key="s">{size}</data></node>'
    return f'<graphml xmlns="{NAMESPACE}">{key}<graph>{node}</graph></graphml>'


@given(information_networks(), st.sampled_from([",", ";"]))
def test_tables_are_read_as_they_are_written(network: InformationNetwork, mark: str) -> None:
    """Every node and tie comes back, with commas or semicolons."""
    nodes = [
        {name: getattr(node, name) for name in ("id", "role", "tier", "category", "area", "size")}
        for node in network.nodes
    ]
    ties = table(network.rows(), mark) or "source,target\n"

    assert read_tables(ties, table(nodes, mark)) == network


@given(information_networks())
def test_graphml_of_networkx_is_read(network: InformationNetwork) -> None:
    """What NetworkX writes of a network is that network."""
    written = "\n".join(nx.generate_graphml(network.to_networkx()))

    assert read_graphml(written) == network


def test_a_table_may_be_plain() -> None:
    """Two columns are enough, in any order, with blank lines and a mark at the head."""
    network = read_tables("\ufeffTarget, source\n\nall, kominfo\n", "id,role\nall,public\n")

    assert network == InformationNetwork(
        [Node("kominfo"), Node("all", Role.PUBLIC)], [Tie("kominfo", "all")]
    )
    assert read_tables("source,target\n") == InformationNetwork([])


@pytest.mark.parametrize(
    ("ties", "nodes", "problem"),
    [
        ("a,b\n", "", "ties, line 1: no such column: 'a', 'b'; a column is missing: source, tar"),
        ("source,source,target\n", "", "ties, line 1: twice: source"),
        ("source,target\na\n", "", "ties, line 2: 1 cells under 2 columns"),
        ("source,target\na,a\n", "", "ties, line 2: a cannot tell itself: a tie joins two nodes"),
        ("source,target\na,\n", "", "ties, line 2: target must not be blank"),
        ("source,target,delay\na,b,-1\n", "", "line 2: delay must be a whole number from 0 on"),
        ("source,target,delay\na,b,²\n", "", "line 2: delay must be a whole number from 0 on"),
        (f"source,target,delay\na,b,{'9' * 19}\n", "", "delay must be a whole number from 0 on"),
        ("source,target,keep\na,b,often\n", "", "line 2: keep must be a number, got 'often'"),
        ("source,target,keep\na,b,0.2_5\n", "", "line 2: keep must be a number, got '0.2_5'"),
        ("source,target,keep\na,b,\u0661\n", "", "line 2: keep must be a number, got '\u0661'"),
        ("source,target,keep\na,b,2\n", "", "line 2: keep must lie in [0, 1], got 2.0"),
        ("source,target,keep\na,b,nan\n", "", "line 2: keep must lie in [0, 1], got nan"),
        ("source,target\na,b\na,b\n", "", "2 ties go from a to b by channel ''"),
        ("source,target\n", "id\na\na\n", "2 nodes are called a"),
        ("source,target\n", "name\na\n", "nodes, line 1: no such column: 'name'; a column is m"),
        ("source,target\n", "id,role\na,boss\n", "nodes, line 2: role must be one of member, s"),
        ("source,target\n", 'id\n"a\n', "nodes, line 2: unexpected end of data"),
        ("source,target\n" + "a\n" * 5, "", "ties, line 2: 1 cells"),
        ("source,target\n" + "a,a\n" * 25, "", "ties, line 21: a cannot tell itself: a tie joins"),
        ("source,target\n" + "a,a\n" * 25, "", "; and 5 more"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_with_its_line(
    ties: str, nodes: str, problem: str
) -> None:
    """Columns, cells and what they stand for; twenty problems at most."""
    with pytest.raises(FormatError) as caught:
        read_tables(ties, nodes)

    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no element found"),
        ("<a/>", "not successfully read as graphml"),
        (graphml("", before='<!DOCTYPE g [<!ENTITY a "b">]>'), "take the DOCTYPE out"),
        (graphml("", before='<!DOCTYPE g SYSTEM "file:///etc/passwd">'), "take the DOCTYPE out"),
        (graphml("<node/>"), "line 1: node has no id"),
        (graphml('<node id=" "/>'), "line 1: node has no id"),
        (graphml('<edge source="a"/>'), "line 1: edge has no target"),
        (graphml('<node id="a"><data key="z">1</data></node>'), "no key z"),
        (graphml('<node id="a"/><edge source="a" target="a"/>'), "a cannot tell itself"),
        ("<a>" * 40 + "</a>" * 40, "more than 32 levels"),
        ("\ud800", "surrogates not allowed"),
        (sized("int", "many"), "invalid literal"),
        (sized("long", "9" * 19), "a whole number has more than 18 digits"),
        (sized("long", "9" * 5000), "Exceeds the limit"),
        (graphml("<x:port/>"), "unbound prefix"),
        (sized("double", "2"), "node a: size must be an int, got the float 2.0"),
    ],
)
def test_what_is_wrong_with_a_graphml_file_is_told(text: str, problem: str) -> None:
    """No document type, no foreign exception, no node without a name."""
    with pytest.raises(FormatError, match=r"^GraphML file: ") as caught:
        read_graphml(text)

    assert problem in str(caught.value)


def test_a_key_without_a_type_holds_texts() -> None:
    """As the format has it; nothing of this is a warning of NetworkX's."""
    key = '<key id="t" for="node" attr.name="tier"/>'
    node = '<node id="a"><data key="t">national</data></node>'
    text = f'<graphml xmlns="{NAMESPACE}">{key}<graph>{node}</graph></graphml>'

    assert read_graphml(text).nodes[0].tier == "national"


def test_files_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long, or holds too much, is refused before anything is made of it."""
    monkeypatch.setattr("bakohumas.networks._files.MOST", 3)
    with pytest.raises(FormatError, match="more than 3 elements"):
        read_graphml(graphml('<node id="a"/><node id="b"/>'))
    with pytest.raises(FormatError, match="ties, line 4: more than 3 lines"):
        read_tables("source,target\na,b\nb,c\nc,d\n")
    monkeypatch.setattr("bakohumas.networks._files.LARGEST", 10)
    with pytest.raises(FormatError, match=r"^GraphML file: longer than 10 characters$"):
        read_graphml(graphml(""))
    with pytest.raises(FormatError, match=r"^table of ties: longer than 10 characters$"):
        read_tables("source,target\n")


def test_parallel_edges_of_graphml_are_channels() -> None:
    """Told apart by the ids of the edges."""
    network = read_graphml(
        graphml('<edge id="wa" source="a" target="b"/><edge id="press" source="a" target="b"/>')
    )

    assert network.channels == ("press", "wa")
