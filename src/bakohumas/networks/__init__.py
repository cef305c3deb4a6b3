"""Who tells whom; the only door to NetworkX.

A network is plain data: nodes that stand for offices, their channels and their
publics, and ties over which one tells another. It is built from nodes and
ties, from ``(speaker, hearer)`` pairs that anybody yields, or from a
``networkx`` graph, and goes back to one; NetworkX itself is loaded only then.
"""

from bakohumas.networks._builders import ASSUMPTIONS, POPULATION_DAY, of
from bakohumas.networks._measures import DeadEnd, Halt, dead_ends, islands, two_way
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Node, Role, Tie

__all__ = [
    "ASSUMPTIONS",
    "POPULATION_DAY",
    "DeadEnd",
    "Halt",
    "InformationNetwork",
    "Node",
    "Role",
    "Tie",
    "dead_ends",
    "islands",
    "of",
    "two_way",
]
