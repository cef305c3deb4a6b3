from datetime import date

import pytest

from bakohumas import scenarios
from bakohumas.bodies import Body, Capacity, Cause
from bakohumas.elections import IRV, Result, count
from bakohumas.institutions import directory
from bakohumas.law import charter
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.programmes import Agency, Allocation, Slot, Task, allocate
from bakohumas.scenarios import National
from bakohumas.simulation import (
    AddTies,
    Comparison,
    Ensemble,
    IndependentCascade,
    compare,
    compile_plan,
    simulate,
)

DAY = date(2015, 11, 2)
POST = "Direktur Jenderal Informasi dan Komunikasi Publik"


@pytest.fixture(scope="session")
def cycle() -> National:
    """The national cycle with few runs, made once for all who look at it."""
    return scenarios.national(runs=32)


@pytest.fixture
def body() -> Body:
    """A body with an elected secretary who leaves, and an ex officio chair with a stand-in."""
    body = Body.found("contoh", charter=charter("national_practice"), on=DAY, basis="invented")
    body = body.admit(directory(on=DAY)["kominfo"], on=DAY, basis="invented")
    body = body.elect({"Sekretaris": "kominfo"}, on=DAY, basis="rapat anggota")
    body = body.seat("Ketua Umum", post=POST, on=date(2016, 5, 1), basis="SK")
    left = date(2017, 1, 2)
    body = body.vacate("Sekretaris", cause=Cause.RESIGNATION, on=left, basis="letter")
    return body.act("Sekretaris", "kominfo", capacity=Capacity.PLT, on=left, basis="SK")


@pytest.fixture(scope="session")
def network() -> InformationNetwork:
    """Two tiers, a website that nobody reads, a public."""
    nodes = [
        Node("a", tier="national"),
        Node("b", tier="province"),
        Node("c", tier="province"),
        Node("b/site", Role.SITE, tier="province"),
        Node("c/site", Role.SITE, tier="province"),
        Node("p", Role.PUBLIC, size=10),
    ]
    ties = [
        Tie("a", "b", "policy", 0.5),
        Tie("b", "b/site", "website", 0.5),
        Tie("c", "p", "talk", 0.5),
        Tie("b", "c", "talk", 0.5),
        Tie("c/site", "p", "talk", 0.5),
    ]
    return InformationNetwork(nodes, ties)


@pytest.fixture(scope="session")
def study(network: InformationNetwork) -> Comparison:
    """One small message with and without a tie."""
    arms = {"now": [], "group": [AddTies([Tie("a", "c", "group")])]}
    return compare(network, IndependentCascade(), arms, seeds=["a"], runs=16, seed=1)


@pytest.fixture(scope="session")
def news(network: InformationNetwork) -> Ensemble:
    """The message with its curve."""
    return simulate(
        compile_plan(network), IndependentCascade(), seeds=["a"], runs=16, seed=1, record=["curve"]
    )


@pytest.fixture(scope="session")
def result() -> Result:
    """Three rounds."""
    return count([["a", "b"], ["a"], ["b", "c"], ["b", "a"], ["c", "b"]], IRV())


@pytest.fixture(scope="session")
def division() -> Allocation:
    """A task with a lead, a helper, somebody asked and somebody told."""
    slots = [Slot("support"), Slot("consulted"), Slot("informed")]
    agencies = [Agency(name, 2) for name in ("anri", "bps", "rri", "tvri")]
    return allocate([Task("clip", slots=slots), Task("song")], agencies)
