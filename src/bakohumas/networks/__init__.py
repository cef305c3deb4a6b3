"""Who tells whom; the only door to NetworkX.

A network is plain data: nodes that stand for offices, their channels and their
publics, and ties over which one tells another. It is built from nodes and
ties, from ``(speaker, hearer)`` pairs that anybody yields, from tables and GraphML,
or from a ``networkx`` graph, and goes back to one; NetworkX itself is loaded only then.
"""

from bakohumas.networks._assumptions import ASSUMPTIONS, FURTHER_ASSUMPTIONS
from bakohumas.networks._brokers import Broker, brokers, centralisation, gate, redundancy
from bakohumas.networks._builders import POPULATION_DAY, of
from bakohumas.networks._files import read_graphml, read_tables
from bakohumas.networks._gaps import (
    Gap,
    Uniformity,
    gini,
    information_gap,
    theil,
    uniformity,
)
from bakohumas.networks._graphml import write_graphml
from bakohumas.networks._measures import DeadEnd, Halt, dead_ends, islands, two_way
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Node, Role, Tie
from bakohumas.networks._nulls import rewired
from bakohumas.networks._reach import Reach, RoleReach, earliest, reach
from bakohumas.networks._shapes import (
    administrative_organisation,
    lead_organisation,
    shared_governance,
    small_world,
    tiers,
)
from bakohumas.networks._tiers import TIERS, Balance, Skip, skipped_tiers, tier_balance

__all__ = [
    "ASSUMPTIONS",
    "FURTHER_ASSUMPTIONS",
    "POPULATION_DAY",
    "TIERS",
    "Balance",
    "Broker",
    "DeadEnd",
    "Gap",
    "Halt",
    "InformationNetwork",
    "Node",
    "Reach",
    "Role",
    "RoleReach",
    "Skip",
    "Tie",
    "Uniformity",
    "administrative_organisation",
    "brokers",
    "centralisation",
    "dead_ends",
    "earliest",
    "gate",
    "gini",
    "information_gap",
    "islands",
    "lead_organisation",
    "of",
    "reach",
    "read_graphml",
    "read_tables",
    "redundancy",
    "rewired",
    "shared_governance",
    "skipped_tiers",
    "small_world",
    "theil",
    "tier_balance",
    "tiers",
    "two_way",
    "uniformity",
    "write_graphml",
]
