"""Curves by tier and area, and how large they may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import (
    IndependentCascade,
    LinearThreshold,
    Plan,
    Version,
    _tallies,  # noqa: PLC2701 - its bound is under test
    compile_plan,
    simulate,
)

TIERS, AREAS = ("national", "province"), ("31", "36", "63")
ROLES = (Role.MEMBER, Role.PUBLIC)
NODES = [
    Node(f"n{i:02}", ROLES[i % 2], tier=TIERS[i % 5 % 2], area=AREAS[i % 3]) for i in range(12)
]
TIES = [
    Tie(f"n{u:02}", f"n{(u + k) % 12:02}", "mail", k / 8, delay=k)
    for u in range(12)
    for k in (1, 5)
]
PLAN = compile_plan(InformationNetwork(NODES, TIES))


@given(
    st.sampled_from([IndependentCascade(), LinearThreshold()]),
    st.sampled_from(["role", "tier", "area"]),
)
def test_a_curve_is_the_sum_of_its_parts(
    model: IndependentCascade | LinearThreshold, label: str
) -> None:
    """By role, tier or area, the means of an hour add up to that of all nodes."""
    news = simulate(PLAN, model, seeds=["n00"], runs=20, seed=5, record=["curve", "tier", "area"])
    names = {"role": [str(each) for each in ROLES], "tier": TIERS, "area": AREAS}[label]
    parts = [news.curve(**{label: name}) for name in names]  # type: ignore[arg-type] # of one kind
    for row, *each in zip(news.curve(), *parts, strict=True):
        assert row["mean"] == pytest.approx(sum(part["mean"] for part in each))


def test_labels_of_a_curve_meet() -> None:
    """With a role and an area, the nodes are counted that have both."""
    news = simulate(
        PLAN,
        IndependentCascade(),
        seeds=[node.id for node in NODES],
        runs=2,
        seed=5,
        record=["curve", "area"],
    )
    both = [node for node in NODES if node.role is Role.PUBLIC and node.area == "36"]

    assert news.curve(role=str(Role.PUBLIC), area="36")[0]["mean"] == len(both)


def test_a_curve_says_what_it_lacks() -> None:
    """A tier that was not recorded, and an area that is not there, are refused."""
    news = simulate(
        PLAN, IndependentCascade(), seeds=["n00"], runs=2, seed=5, record=["curve", "area"]
    )
    with pytest.raises(ValueError, match=r"tier was not recorded: simulate\(\.\.\., record"):
        news.curve(tier="province")
    with pytest.raises(UnknownNameError, match=r"'99'.*in the network: 31, 36 and 63"):
        news.curve(area="99")
    with pytest.raises(UnknownNameError, match=r"'outlet'.*in the network: "):
        news.curve(role="outlet")


def test_a_curve_without_end_is_refused_before_it_is_made() -> None:
    """A newer version after a century is no curve that fits in memory; sizes alone do."""
    plan = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1])
    model = IndependentCascade(followed_by=Version(after=10**6))
    asked = {"seeds": [0], "runs": 1000, "seed": 1}
    with pytest.raises(ValueError, match="a curve of 1000003 hours, 1 groups and 1000 runs is too"):
        simulate(plan, model, chunk=1000, record=["curve"], **asked)  # type: ignore[arg-type] # of all kinds
    assert simulate(plan, model, **asked).mean == 3  # type: ignore[arg-type] # so here


def test_what_a_chunk_has_room_for_all_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first chunk tells how long curves are, and is the last if all would be too large."""
    chain = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1])
    asked = {"seeds": [0], "runs": 4, "seed": 1, "record": ["curve"], "chunk": 1}
    monkeypatch.setattr(_tallies, "MOST_OF_CURVES", 64)
    assert len(simulate(chain, IndependentCascade(), **asked).curve()) == 3  # type: ignore[arg-type] # of all kinds
    monkeypatch.setattr(_tallies, "MOST_OF_CURVES", 11)
    monkeypatch.setattr("bakohumas.simulation._hosts.HOURS", 3)
    told: list[int] = []
    with pytest.raises(ValueError, match="a curve of 3 hours, 1 groups and 4 runs is too large"):
        simulate(chain, IndependentCascade(), on_update=lambda done, _: told.append(done), **asked)  # type: ignore[arg-type] # so here
    assert told == []
