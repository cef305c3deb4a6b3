from collections.abc import Callable
from typing import Any, get_args

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import (
    AddNodes,
    AddTies,
    ArmDifference,
    Delay,
    IndependentCascade,
    Intervention,
    LinearThreshold,
    MoveSeed,
    Plan,
    Raise,
    Silence,
    compare,
    compile_plan,
    difference,
    simulate,
)
from bakohumas.testing import information_networks
from little_network import NETWORK

NUMBERS = Plan.from_arrays(4, [0, 1, 1, 2], [1, 2, 3, 3], [0.5, 0.9, 0.2, 0.1])


def told(plan: Plan) -> set[tuple[Any, ...]]:
    """The edges of a plan, with all that it says of them."""
    found = set()
    for u in range(len(plan)):
        for e in range(plan.start[u], plan.start[u + 1]):
            more = [getattr(plan, name) for name in ("delay", "keep", "credibility")]
            found.add(
                (
                    u,
                    plan.target[e],
                    plan.channel[e],
                    plan.threshold[e],
                    *(column[e] if column else None for column in more),
                )
            )
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[InformationNetwork, Intervention]:
    """A network with ties, and something that can be done to it."""
    network = draw(information_networks(min_nodes=2))
    assume(network.ties)
    tie = draw(st.sampled_from(network.ties))
    role = network.node(tie.source).role
    which: dict[str, Any] = {
        name: value
        for name, value in (("role", role), ("source", tie.source), ("target", tie.target))
        if draw(st.booleans())
    }
    channel = draw(st.sampled_from([None, tie.channel]))
    one, other = draw(st.permutations([node.id for node in network.nodes]))[:2]
    after = max(node.id for node in network.nodes) + "+"
    node = Node(after, draw(st.sampled_from(Role)), draw(st.sampled_from(["", "national"])), size=7)
    hours = draw(st.sampled_from([0, 0, 3]))
    new = Tie(one, other, "more", 0.25, hours, draw(st.sampled_from([1.0, 0.5])))
    way = Tie(one, after, "", 0.5, hours, credibility=draw(st.sampled_from([1.0, 0.5])))
    anything: list[Intervention] = [
        Raise(channel, 0.75, **which),
        Delay(channel, draw(st.sampled_from([0, 5])), **which),
        AddTies([new]),
        AddNodes([node], [way, new]),
        AddNodes([node]),
    ]
    if channel is not None or which:
        anything.append(Silence(channel, **which))
    return network, draw(st.sampled_from(anything))


@given(cases())
def test_a_plan_is_changed_as_its_network_is(
    case: tuple[InformationNetwork, Intervention],
) -> None:
    """To change the plan and to compile the changed network come to the same bytes.

    Or the network refuses to be changed: where only ties of no hours are left, of which it
    cannot say so.
    """
    network, change = case
    plan = change.apply(compile_plan(network))
    if plan.delay and not any(plan.delay):
        with pytest.raises(ValueError, match="apply it to compile_plan"):
            change.apply(network)
        return
    changed = change.apply(network)
    plan = change.apply(compile_plan(network, channels=changed.channels))
    other = compile_plan(changed, channels=network.channels)

    assert (plan.codes, plan.channels, plan.groups) == (other.codes, other.channels, other.groups)
    assert (plan.start, plan.group, plan.weight) == (other.start, other.group, other.weight)
    assert (plan.tier, plan.area) == (other.tier, other.area)
    assert told(plan) == told(other)
    assert plan.digest == other.digest


def test_hours_of_what_is_left_stay_none() -> None:
    """Where the last tie of some hours goes, the others still take none, or it is refused."""
    nodes = map(Node, "abcd")
    late = InformationNetwork(nodes, [Tie("a", "b"), Tie("b", "c"), Tie("c", "d", "letter", 1, 5)])
    plan = compile_plan(late)
    lost: list[Intervention] = [Silence("letter"), Silence(source="c"), Delay("letter", 0)]
    for change in lost:
        assert not any(change.apply(plan).delay)
        with pytest.raises(ValueError, match=r"compile_plan\(network\)"):
            change.apply(late)
    arms = {"today": [], "none": [Silence("letter")]}
    study = compare(late, IndependentCascade(deadline=0), arms, seeds=["a"], runs=2, seed=1)
    assert [arm.mean for arm in study.ensembles.values()] == [3, 3]

    steps = late.without(channel="letter")
    assert Silence(source="b").apply(steps).hearers("a") == ("b",)
    assert Silence("letter", source="c").apply(InformationNetwork(map(Node, "cd"), late.ties[2:]))


@pytest.mark.parametrize("hours", [0, 24])
def test_a_tie_of_hours_leaves_the_others_their_step(hours: int) -> None:
    """Added to a network or its plan, alone or with its node, it makes no other instantaneous."""
    tie = Tie("body", "site", "letter", 1.0, hours)
    changes: list[Intervention] = [
        AddTies([tie]),
        AddNodes([Node("~app")], [tie, Tie("site", "~app", "letter", 1.0)]),
    ]
    for change in changes:
        for plan in (change.apply(compile_plan(NETWORK)), compile_plan(change.apply(NETWORK))):
            every = sorted(edge[4] for edge in told(plan) if hours)
            assert every == [1] * (len(every) - 1) + [24] * (hours > 0)
            assert bool(plan.delay) == (hours > 0)


@given(cases(), st.integers(0, 2**64 - 1))
def test_what_is_left_alone_is_live_as_before(
    case: tuple[InformationNetwork, Intervention], seed: int
) -> None:
    """With a tie or a node more no run shrinks; with ties less none grows; hours matter not."""
    network, change = case
    plan = compile_plan(network)
    seeds = [network.ties[0].source]
    before = simulate(plan, IndependentCascade(), seeds=seeds, runs=8, seed=seed)
    study = compare(
        network, IndependentCascade(), {"a": [], "b": [change]}, seeds=seeds, runs=8, seed=seed
    )
    old, new = study.arm("a"), study.arm("b")
    pairs = list(zip(old.sizes, new.sizes, strict=True))

    if not isinstance(change, AddTies | AddNodes):
        assert old.sizes == before.sizes
    if isinstance(change, AddTies | AddNodes):
        assert all(x <= y for x, y in pairs)
    if isinstance(change, Silence):
        assert all(x >= y for x, y in pairs)
    if isinstance(change, Delay):
        assert old.sizes == new.sizes


def test_silence_and_new_ties_go_in_any_order() -> None:
    """Whatever had hours and is silent, a new tie takes those that it says: none are none."""
    plan = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1], delay=[5, 5])
    silence, ties = Silence("0"), AddTies([Tie("0", "1", "1"), Tie("1", "2", "1")])
    one, other = ties.apply(silence.apply(plan)), silence.apply(ties.apply(plan))

    assert list(one.delay) == list(other.delay) == [0, 0]
    assert one.digest == other.digest
    steps = Plan.from_arrays(3, [0], [1], [1])
    assert not ties.apply(Silence("0").apply(steps)).delay


def test_a_plan_of_numbers_takes_digits() -> None:
    """Nodes and channels go by their numbers, and new nodes are the next ones."""
    arms: dict[str, list[Intervention]] = {
        "today": [],
        "less": [Silence(0, source=1, target="3")],
        "more": [AddNodes([Node("4"), Node("5")], [Tie("3", "4", "7", delay=2)])],
    }
    study = compare(NUMBERS, IndependentCascade(), arms, seeds=[0], runs=200, seed=3)
    less = Silence(source=1, target=3).apply(NUMBERS)
    more = AddTies([Tie("0", "3")]).apply(NUMBERS)

    assert told(less) == {edge for edge in told(NUMBERS) if edge[:2] != (1, 3)}
    assert (0, 3, 0, 2**31, None, None, None) in told(more)
    assert study.arm("more").mean > study.arm("today").mean > study.arm("less").mean
    assert list(Delay(None, 3, source=0).apply(NUMBERS).delay) == [3, 1, 1, 1]
    with pytest.raises(ValueError, match="the next node of a plan of numbers is 4, not 6"):
        AddNodes([Node("6")]).apply(NUMBERS)
    with pytest.raises(ValueError, match="knows channels by numbers only"):
        AddTies([Tie("0", "3", "tv")]).apply(NUMBERS)
    with pytest.raises(UnknownNameError, match="'9'"):
        Silence(source=9).apply(NUMBERS)


def test_hours_of_others_stay() -> None:
    """Where nothing takes hours, what is not changed takes one step as before."""
    plan = compile_plan(NETWORK)
    slow = AddTies([Tie("body", "zall", "mail", delay=24)]).apply(plan)
    timed = compile_plan(NETWORK.with_ties([Tie("body", "site", "mail", delay=2)]))
    late = Delay("press", 30).apply(NETWORK)

    assert sorted(slow.delay) == [1, 1, 1, 1, 24]
    assert sorted(AddTies([Tie("body", "zall")]).apply(timed).delay) == [0, 0, 0, 0, 0, 2]
    assert sorted(tie.delay for tie in late.ties) == [1, 1, 30, 30]
    assert sorted(tie.delay for tie in Delay("forum", 4).apply(late).ties) == [1, 4, 30, 30]


def test_the_news_may_start_elsewhere() -> None:
    """Moving the seed changes no network, and is compared on the same worlds."""
    arms: dict[str, list[Intervention]] = {"today": [], "unit": [MoveSeed("body", "unit")]}
    study = compare(NETWORK, IndependentCascade(), arms, seeds=["body"], runs=50, seed=2)
    moved = simulate(compile_plan(NETWORK), IndependentCascade(), seeds=["unit"], runs=50, seed=2)

    assert study.arm("unit") == moved
    assert MoveSeed("body", "unit").apply(NETWORK) is NETWORK
    assert Raise("press", 1).seeds(iter(["body"])) == ("body",)
    with pytest.raises(ValueError, match="the news does not start at site, but at body"):
        MoveSeed("site", "unit").seeds(["body"])


def test_a_seed_moves_by_digits_or_number() -> None:
    """In a plan of numbers both are the same, as are those of NumPy; and in one of codes."""
    nought: Any = np.int64(0)
    moves = [MoveSeed("0", "3"), MoveSeed(0, 3), MoveSeed(nought, np.int64(3))]

    assert set(moves) == {moves[0]}
    assert moves[0].seeds([0, 2]) == moves[0].seeds([nought, 2]) == (3, 2)
    assert moves[1].seeds(["0", "2"]) == ("3", "2")
    for move in moves:
        found = compare(NUMBERS, IndependentCascade(), {"x": move}, seeds=[0], runs=2, seed=1)
        assert found.arm("x").provenance.seeds == ("3",)
    with pytest.raises(UnknownNameError, match="no node is known as 'x'"):
        compare(NUMBERS, IndependentCascade(), {"x": MoveSeed(0, "x")}, seeds=[0], runs=2, seed=1)
    assert Silence(source=np.int64(1)) == Silence(source="1")


def test_any_model_is_compared() -> None:
    """Thresholds are, too; a tie that is gone no longer counts among the shares."""
    arms: dict[str, list[Intervention]] = {"today": [], "less": [Silence(source="site")]}
    study = compare(NETWORK, LinearThreshold(force="share"), arms, seeds=["body"], runs=50, seed=2)

    assert set(study.arm("today").sizes) == set(study.arm("less").sizes) == {4}


SAID: dict[Intervention, tuple[str, str]] = {
    Raise("press", 0.25): (
        "ties by press: probability 0.25",
        "hubungan melalui press: peluang 0,25",
    ),
    Raise(None, 1, role=Role.SITE): (
        "ties told by internal website: probability 1",
        "hubungan yang disampaikan situs internal: peluang 1",
    ),
    Delay("", 1): (
        "ties by no named channel: 1 hour",
        "hubungan melalui saluran tanpa nama: 1 jam",
    ),
    Delay("tv", 24, target="b"): ("ties by tv to b: 24 hours", "hubungan melalui tv ke b: 24 jam"),
    Silence(source="a"): ("ties from a: silent", "hubungan dari a: berhenti"),
    AddTies([Tie("a", "b", "tv")]): ("more ties: a -> b (tv)", "hubungan baru: a -> b (tv)"),
    AddNodes([Node("c")]): ("more nodes: c", "simpul baru: c"),
    AddNodes([Node("c"), Node("d")], [Tie("a", "c")]): (
        "more nodes: c and d; more ties: a -> c",
        "simpul baru: c dan d; hubungan baru: a -> c",
    ),
    MoveSeed("a", "b"): ("the news starts at b, not a", "kabar bermula di b, bukan a"),
}


@pytest.mark.parametrize("change", SAID, ids=str)
def test_interventions_say_what_they_do(change: Intervention) -> None:
    """In two languages and in plain rows, which name their kind."""
    english, indonesian = SAID[change]

    assert (str(change), change.explain("id")) == (english, indonesian)
    assert {row["intervention"] for row in change.rows()} == {type(change).__name__}
    assert all(
        isinstance(value, str | int | float | tuple | None)
        for row in change.rows()
        for value in row.values()
    )
    assert {type(each) for each in SAID} == set(get_args(Intervention))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        change.channel = "x"  # type: ignore[misc, union-attr]


@given(st.lists(st.sampled_from(list(SAID))), st.lists(st.sampled_from(list(SAID))))
def test_a_difference_leads_from_one_arm_to_the_other(
    a: list[Intervention], b: list[Intervention]
) -> None:
    """Its steps without those added are the one, without those taken the other."""
    found = difference(a, b)

    assert [each for sign, each in found.steps if sign != "+"] == a
    assert [each for sign, each in found.steps if sign != "-"] == b
    assert bool(found) == (a != b)
    assert bool(found.rows()) == (a != b)
    assert found == ArmDifference(found.steps)


def test_a_difference_tells_itself() -> None:
    """A line each way, or that there is none."""
    found = difference([Raise("press", 0.25), Silence("tv")], [Silence("tv"), Delay("", 1)])

    assert str(found) == "- ties by press: probability 0.25\n+ ties by no named channel: 1 hour"
    assert found.explain("id").startswith("- hubungan melalui press")
    assert difference([], []).explain("id") == "tidak ada perbedaan"
    assert [row["sign"] for row in found.rows()] == ["-", "+"]


WRONG: dict[str, Callable[[], object]] = {
    "say which ties fall silent": Silence,
    "no tie is changed: ties by forum from site: silent": lambda: Silence(
        "forum", source="site"
    ).apply(NETWORK),
    "no tie is changed: ties by forum to site": lambda: Raise("forum", 1, target="site").apply(
        compile_plan(NETWORK)
    ),
    "2 ties go from body to unit by channel 'forum'": lambda: AddTies(
        [Tie("body", "unit", "forum")]
    ).apply(compile_plan(NETWORK)),
    "node unit is there already: give the new one another code": lambda: AddNodes(
        [Node("unit")]
    ).apply(compile_plan(NETWORK)),
    "node ~a is added as two different nodes": lambda: compare(
        NETWORK,
        IndependentCascade(),
        {"x": [AddNodes([Node("~a")])], "y": [AddNodes([Node("~a", size=3)])]},
        seeds=["body"],
        runs=1,
        seed=1,
    ),
    "hours must lie in 0 to 8784, got 9000": lambda: Delay("x", 9000),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_does_not_fit_is_refused(words: str) -> None:
    """With what to do instead."""
    with pytest.raises(ValueError, match=words):
        WRONG[words]()


def test_unknown_names_are_refused() -> None:
    """A node or a channel that is not there, in networks and plans; and what is neither."""
    for to in (NETWORK, compile_plan(NETWORK)):
        with pytest.raises(UnknownNameError, match="sitee"):
            Silence(source="sitee").apply(to)
        with pytest.raises(UnknownNameError, match="did you mean press"):
            Raise("prss", 1).apply(to)
    odd: Any = "x"
    with pytest.raises(TypeError, match="what an intervention is applied to must be"):
        Raise("press", 1).apply(odd)
    with pytest.raises(TypeError, match="nodes must be a tuple"):
        AddNodes(odd)
    with pytest.raises(TypeError, match="an intervention of arm 'b'"):
        difference([], [odd])
