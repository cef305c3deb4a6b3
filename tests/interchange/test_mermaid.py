import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas import testing
from bakohumas.bodies import Body
from bakohumas.interchange import write_mermaid
from bakohumas.languages import Lang
from bakohumas.networks import InformationNetwork, Node, Tie
from bakohumas.programmes import Agency, Allocation, Programme, Slot, Task, allocate
from lived_body import DAY, lived

LANGS = st.sampled_from(["en", "id"])
LABEL = r'"((?:[\w .,:()/+-]|#[0-9]+;)*)"'
NODE = re.compile(rf"  ([a-z][0-9]*)\(?\[{LABEL}\]\)?")
LINK = re.compile(rf"  ([a-z][0-9]*) (?:---|-->|-\.->|-\.-)(?:\|{LABEL}\|)? ([a-z][0-9]*)")


def read(chart: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The nodes and links of a chart, by a grammar that has no room for anything else."""
    head, *lines = chart.splitlines()
    nodes: dict[str, str] = {}
    links: list[tuple[str, str, str]] = []
    assert re.fullmatch("flowchart (TB|LR)", head)
    for line in lines:
        node, link = NODE.fullmatch(line), LINK.fullmatch(line)
        assert (node is None) != (link is None), line
        if node:
            assert node[1] not in nodes
            nodes[node[1]] = plain(node[2])
        elif link:
            links.append((link[1], plain(link[2] or ""), link[3]))
    assert {end for one, _, other in links for end in (one, other)} <= set(nodes)
    return nodes, links


def plain(label: str) -> str:
    """A label as a reader sees it."""
    return re.sub("#([0-9]+);", lambda found: chr(int(found[1])), label)


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip), st.text())
def test_no_text_is_part_of_the_language(one: str, other: str, channel: str) -> None:
    """Whatever a code or a channel holds, the chart says it and nothing else."""
    if one == other:
        return
    network = InformationNetwork([Node(one), Node(other)], [Tie(one, other, channel)])
    nodes, links = read(write_mermaid(network))

    assert sorted(nodes.values()) == sorted([one, other])
    assert [(nodes[source], said, nodes[target]) for source, said, target in links] == [
        (one, channel, other)
    ]


@given(testing.information_networks())
def test_a_network_is_told_whole(network: InformationNetwork) -> None:
    """Every node and tie, in their order."""
    nodes, links = read(write_mermaid(network))

    assert list(nodes.values()) == [node.id for node in network.nodes]
    assert [(nodes[one], said, nodes[other]) for one, said, other in links] == [
        (tie.source, tie.channel, tie.target) for tie in network.ties
    ]


@given(testing.bodies(), LANGS)
def test_a_body_is_its_board_and_members(body: Body, lang: Lang) -> None:
    """One node for the body, each seat, whoever stands in, and whoever takes part."""
    day = max(body.opened, *(each.on for each in body.events))
    if body.dissolved:  # the last day on which it was there
        assume(body.dissolved > body.opened)
        day = min(day, body.dissolved - timedelta(days=1))
    now = body.on(day)
    nodes, links = read(write_mermaid(body, lang=lang))
    acting = now.board.acting if now.board else ()

    assert len(links) == len(now.titles) + len(acting) + len(now.taking_part)
    assert len(nodes) == len(links) + 1
    assert write_mermaid(body, on=day, lang=lang) == write_mermaid(body, lang=lang)


def test_a_board_reads_like_one() -> None:
    """Titles, holders and vacancies stand in it."""
    chart = write_mermaid(lived(), on=DAY, lang="id")

    assert '  n0["Contoh"]\n' in chart
    assert "Ketua Pelaksana: lowong" in chart
    assert "Sekretaris: kominfo" in chart
    assert "  n0 --- n4\n" in chart


@given(testing.programmes(), LANGS)
def test_a_programme_is_its_stages_and_its_work(programme: Programme, lang: Lang) -> None:
    """A line from stage to stage as they were held, and the division that stands."""
    day = max(each.on for each in programme.events)
    nodes, _ = read(write_mermaid(programme, lang=lang))
    held = {each.enters for each in programme.events if each.enters}
    division = programme.division_on(day)
    work = len(division.tasks) + len(division.agencies) if division else 0

    assert nodes["p"] == programme.label(lang)
    assert len(nodes) == 1 + len(held) + work
    assert write_mermaid(programme, on=day, lang=lang) == write_mermaid(programme, lang=lang)
    early = read(write_mermaid(programme, on=date(1900, 1, 1)))
    assert early == ({"p": programme.label()}, [])


def test_a_division_is_a_raci_matrix() -> None:
    """Who answers for a task, and who does what else with it."""
    made: Allocation = allocate(
        [Task("klip", slots=[Slot("support")])], [Agency("rri", 2), Agency("tvri", 2)]
    )
    nodes, links = read(write_mermaid(made))

    assert [(nodes[one], said, nodes[other]) for one, said, other in links] == [
        ("klip", "A", "rri"),
        ("klip", "R", "tvri"),
    ]


@pytest.mark.parametrize("value", ["x", None, 1])
def test_nothing_else_has_a_chart(value: Any) -> None:  # noqa: ANN401 - what is no value
    """Anything else is a caller's slip, and so is a day that is none."""
    with pytest.raises(TypeError, match="the value must be a Body or an InformationNetwork"):
        write_mermaid(value)
    with pytest.raises(TypeError, match="the day must be a date"):
        write_mermaid(lived(), on="x")  # type: ignore[arg-type]
