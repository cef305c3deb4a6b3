from datetime import date
from time import process_time

import attrs
import pytest

from bakohumas import networks
from bakohumas.bodies import Body, Federation
from bakohumas.institutions import Level, directory
from bakohumas.law import charter
from bakohumas.networks import POPULATION_DAY, InformationNetwork, Role, Tie
from bakohumas.scenarios import National

DAY = date(2023, 1, 1)
KPU = Federation.kpu()
TABLES = directory(on=POPULATION_DAY)


def body(*offices: str, name: str = "national") -> Body:
    """An invented body with these members."""
    found = Body.found("contoh", charter=charter(name), on=date(2015, 11, 2), basis="invented")
    return found.admit(
        *(directory(on=date(2018, 1, 1)).find(each) for each in offices),
        on=date(2018, 1, 1),
        basis="invented",
    )


def told(network: InformationNetwork, channel: str) -> set[tuple[str, str]]:
    """Who tells whom by one channel."""
    return {(tie.source, tie.target) for tie in network.ties if tie.channel == channel}


def test_the_public_is_everybody_registered() -> None:
    """By provinces or by regencies and cities: 514 areas, the same people, 71 % of them online."""
    for level, areas in ((Level.PROVINCE, 38), (Level.REGENCY, 514)):
        public = networks.of(KPU, on=DAY, publics=level).nodes_of(Role.PUBLIC)
        online = sum(node.size for node in public if node.id.endswith("/online"))
        people = sum(node.size for node in public)
        assert len(public) == 2 * areas
        assert people == sum(area.population for area in TABLES.areas(level))
        assert round(online / people, 4) == 0.71


def test_whom_a_member_tells() -> None:
    """A national one everybody, one of a province its province, one of a regency its own area."""
    offices = ("BPS", "Pemprov Kalsel", "Pemkab Tapin")
    by_regency = networks.of(body(*offices), on=DAY, publics="regency")
    by_province = networks.of(body(*offices), on=DAY)
    kalsel = [area.code for area in TABLES.areas(Level.REGENCY) if area.parent == "63"]

    def heard(network: InformationNetwork, name: str) -> set[str]:
        office = directory(on=DAY).find(name).id
        return {pair[1] for pair in told(network, "followers") if pair[0] == f"{office}/admin"}

    assert len(heard(by_regency, "BPS")) == 514
    assert heard(by_regency, "Pemprov Kalsel") == {f"public/{code}/online" for code in kalsel}
    assert heard(by_regency, "Pemkab Tapin") == {"public/63.05/online"}
    assert len(heard(by_province, "BPS")) == 38
    assert heard(by_province, "Pemkab Tapin") == {"public/63/online"}
    assert [node.tier for node in by_province.nodes_of(Role.MEMBER)] == [
        *("national", "regency", "province"),
    ]


def test_a_federation_is_a_network_of_tiers() -> None:
    """Policy goes down and reports go up between neighbouring tiers; none is skipped."""
    network = networks.of(KPU, on=DAY)
    forest = KPU.on(DAY)
    pairs = {(node.parent, node.body) for node in forest if node.parent}

    assert told(network, "policy") == pairs
    assert told(network, "report") == {pair[::-1] for pair in pairs}
    assert networks.skipped_tiers(network) == ()
    assert [(each.upper, each.lower, each.both) for each in networks.tier_balance(network)][:2] == [
        ("national", "province", 38),
        ("national", "public", 0),
    ]
    past = network.with_ties([Tie("kpu", "kpu-33.21", "circular")])
    assert [each.target for each in networks.skipped_tiers(past)] == []
    direct = network.without(channel="policy").with_ties([Tie("kpu", "kpu-33.21", "circular")])
    assert [each.target for each in networks.skipped_tiers(direct)] == ["kpu-33.21"]


def test_the_public_seeks_and_answers() -> None:
    """Where asked for, units have an official channel, and what is said comes back to them."""
    plain = networks.of(body("BPS"), on=DAY)
    asked = networks.of(body("BPS"), on=DAY, pull=True, back=True)

    assert set(asked.channels) - set(plain.channels) == {
        *("publishing", "seeking", "comments", "forwarding", "escalation"),
    }
    assert [node.id for node in asked.nodes_of(Role.CHANNEL)] == ["bps/channel"]
    assert told(asked, "comments") == {pair[::-1] for pair in told(asked, "followers")}
    assert len(told(asked, "seeking")) == 38
    assert plain.two_way() == 0
    assert networks.two_way(networks.of(body("BPS"), on=DAY, back=True, outlets=0)) == 1
    assert "bps" in asked.reach(["public/63/online"]).hours


def test_assumptions_can_be_changed() -> None:
    """Those of further channels too; they stand in for the usual ones."""
    (seeking,) = (each for each in networks.FURTHER_ASSUMPTIONS if each.name == "seeking")
    changed = [*networks.ASSUMPTIONS, attrs.evolve(seeking, value=0.01)]
    network = networks.of(body("BPS"), on=DAY, assumptions=changed, pull=True)

    assert {tie.probability for tie in network.ties if tie.channel == "seeking"} == {0.01}


@pytest.mark.parametrize("publics", ["province", "regency"])
def test_the_national_network_is_built_in_a_second(cycle: National, publics: str) -> None:
    """All members on real institutions, and the public of 514 regencies and cities."""
    began = process_time()
    network = networks.of(cycle.body, on=date(2018, 6, 30), publics=publics)
    took = process_time() - began

    assert len(network.nodes_of(Role.MEMBER)) > 1000
    assert took < 3, "a busy machine is given three times the time"
