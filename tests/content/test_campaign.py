from datetime import date
from fractions import Fraction

import attrs
import pytest

from bakohumas.content import (
    Audience,
    Channel,
    Content,
    Fact,
    KeyMessage,
    Messages,
    Newsroom,
    Wording,
)
from bakohumas.institutions import Area, Level, directory
from bakohumas.networks import InformationNetwork, Role, dead_ends, two_way

DAY, SECOND = date(2018, 1, 23), date(2018, 2, 12)
FACT = Fact(("3 in 100", "3 dari 100"), "survey (invented)", "dinkes", DAY)
TWICE = ("Weigh every child twice a year", "Timbang balita dua kali setahun")
MONTHLY = ("Weigh every child monthly", "Timbang balita tiap bulan")


@pytest.fixture
def areas() -> tuple[Area, ...]:
    """The regencies and cities of South Kalimantan on the day of seed 1."""
    everywhere = directory(on=DAY).areas(Level.REGENCY)
    return tuple(area for area in everywhere if area.parent == "63")


def campaign(areas: tuple[Area, ...]) -> Newsroom:
    """The campaign of seed 1: what the health office says of malnutrition, all others spread."""
    told = Messages([KeyMessage("gizi", TWICE, on=DAY, facts=(FACT,), basis="seed 1")])
    told = told.supersede("gizi", MONTHLY, facts=[FACT], on=SECOND)
    room = Newsroom(told)
    for area in areas:
        unit, people = f"pemkab-{area.code}", f"warga-{area.code}"
        room = room.enter(
            Audience(people, area.code, area.population, "santai"),
            Channel(f"ig-{area.code}", unit, "social_media", audience=people, two_way=True),
            Wording(
                *(f"w-{area.code}", {"gizi": 2}, people, "santai", "bjn"),
                text=f"Dangsanak di {area.short}, ayo timbang! (invented)",
            ),
            Content(
                *(f"post-{area.code}", "caption", unit, f"ig-{area.code}"),
                on=SECOND,
                carries={"gizi": 2},
                wording=f"w-{area.code}",
                purpose="education",
            ),
        )
    return room


def test_thirteen_say_one_thing_in_thirteen_ways(areas: tuple[Area, ...]) -> None:
    """No two texts are the same, and the information is uniform."""
    room = campaign(areas)
    seen = room.uniformity("gizi", on=SECOND, by="maker")

    assert len(areas) == len({each.digest for each in room.wordings}) == 13
    assert (seen.share, seen.uniform, seen.spread) == (Fraction(1), True, 0)
    assert room.gaps(on=SECOND) == ()

    met = InformationNetwork.from_pairs(room.pairs())
    nodes = [
        attrs.evolve(node, role=Role.PUBLIC) if node.id.startswith("warga") else node
        for node in met.nodes
    ]
    network = InformationNetwork(nodes, met.ties)
    assert not dead_ends(network)
    assert two_way(network) == 1


def test_one_that_still_tells_the_old_is_found(areas: tuple[Area, ...]) -> None:
    """Twelve of thirteen, and the one is named; what it says elsewhere does not hide it."""
    late = Content("ulang", "caption", "pemkab-63.05", "ig-63.05", on=date(2018, 2, 13),
                   carries={"gizi": 1})  # fmt: skip
    room = campaign(areas).enter(late)
    seen = room.uniformity("gizi", on=date(2018, 2, 14), by="maker")

    assert (seen.share, seen.of("stale")) == (Fraction(12, 13), ("pemkab-63.05",))
    assert room.uniformity("gizi", on=date(2018, 2, 14)).share == Fraction(13, 14)
    assert room.coverage("gizi", on=SECOND).keys() == {"own"}
