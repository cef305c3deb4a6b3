from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from bakohumas.networks import (
    InformationNetwork,
    Node,
    Role,
    Tie,
    earliest,
    reach,
)
from bakohumas.testing import information_networks

SMALL = information_networks(max_nodes=5)


def slowest(network: InformationNetwork, seeds: list[str]) -> dict[str, int]:
    """The earliest hours by trying every path there is."""
    delays: dict[tuple[str, str], list[int]] = {}
    for tie in network.ties:
        if tie.probability > 0:
            delays.setdefault((tie.source, tie.target), []).append(tie.delay)
    codes = [node.id for node in network.nodes]
    hours: dict[str, int] = {}
    for length in range(1, len(codes) + 1):
        for path in permutations(codes, length):
            steps = list(pairwise(path))
            if path[0] in seeds and all(step in delays for step in steps):
                hour = sum(min(delays[step]) for step in steps)
                hours[path[-1]] = min(hour, hours.get(path[-1], hour))
    return hours


@given(SMALL, st.data())
def test_the_earliest_hour_is_that_of_the_quickest_path(
    network: InformationNetwork, data: st.DataObject
) -> None:
    """Of all paths from all seeds, over ties that ever tell, in the order of codes."""
    codes = [node.id for node in network.nodes]
    seeds = data.draw(st.lists(st.sampled_from(codes)) if codes else st.just([]))
    hours = earliest(network, seeds)

    assert hours == slowest(network, seeds)
    assert list(hours) == sorted(hours)


@given(SMALL, st.integers(0, 300))
def test_reach_counts_whoever_hears_in_time(network: InformationNetwork, within: int) -> None:
    """By role: nodes and the people for whom they stand; roles without nodes are left out."""
    seeds = [node.id for node in network.nodes[:1]]
    found = reach(network, seeds, within=within)
    heard = {code for code, hour in slowest(network, seeds).items() if hour <= within}
    told = {row["role"]: row for row in found.rows()}

    assert set(found.hours) == heard
    assert set(told) == {node.role.value for node in network.nodes}
    for role, row in told.items():
        nodes = [node for node in network.nodes if node.role == role]
        here = [node for node in nodes if node.id in heard]
        assert (row["nodes"], row["reached"]) == (len(nodes), len(here))
        assert row["people"] == sum(node.size for node in nodes)
        assert row["people_reached"] == sum(node.size for node in here)


@given(SMALL, st.sampled_from(["", "forum", "press"]))
def test_a_tie_more_never_reaches_less(network: InformationNetwork, channel: str) -> None:
    """Without a channel nobody hears earlier."""
    if channel in network.channels:
        less = network.without(channel=channel)
        for node in network.nodes:
            before, after = earliest(less, [node.id]), earliest(network, [node.id])
            assert all(after[code] <= hour for code, hour in before.items())


def test_reach_explains_itself() -> None:
    """Role by role in both languages, with the share of people where there are any."""
    nodes = [Node("a"), Node("site", Role.SITE, size=0), Node("all", Role.PUBLIC, size=4_000_000)]
    found = reach(InformationNetwork(nodes, [Tie("a", "all", delay=48)]), ["a"], within=24)

    assert found.explain() == (
        "From a, news can reach within 24 hours: member unit 1/1 (100.0 %), "
        "internal website 0/1 and public 0/1 (0.0 %)."
    )
    assert found.explain("id") == (
        "Dari a, kabar dapat mencapai dalam 24 jam: unit anggota 1/1 (100,0 %), "
        "situs internal 0/1 dan publik 0/1 (0,0 %)."
    )
    assert found.roles[1].share is None
