"""Where does information stop? The network of a body, and what can be measured on it.

Run it with ``python3 examples/where_it_stops.py``. The members are real kinds of institutions;
the decrees are invented, and so is every chance in the network (grade X, but for one of C).
"""

from datetime import date

import bakohumas as bk
from bakohumas import networks
from bakohumas.networks import InformationNetwork, Role, Tie

DAY = date(2018, 1, 2)


def main() -> None:
    """Print the dead ends, the way back, and what a coordination group adds."""
    offices = bk.directory(on=DAY)
    body = bk.Body.found(
        "contoh", charter=bk.charter("national"), on=DAY, basis="SK 1/2018 (invented)"
    ).admit(*offices.in_category("ministry"), on=DAY, basis="SK 2/2018 (invented)")
    net = networks.of(body, on=DAY)
    print(net.explain())
    stops = networks.dead_ends(net)
    print(f"{len(stops)} dead ends, the first: {stops[0].explain()}")
    print("ties to the public with a way back:", networks.two_way(net))

    units = [unit.id for unit in net.nodes_of(Role.MEMBER)]
    nodes = [node for node in net.nodes if node.role not in {Role.PUBLIC, Role.OUTLET}]
    known = {node.id for node in nodes}
    inside = InformationNetwork(
        nodes, [tie for tie in net.ties if tie.source in known and tie.target in known]
    )
    print("parts of government that nothing joins:", len(networks.islands(inside)))
    group = [Tie(a, b, "group", 0.5) for a in units for b in units if a != b]
    print("with a coordination group:", len(networks.islands(inside.with_ties(group))))
    print(networks.reach(net.with_ties(group), ["kemenkes"]).explain("id"))


if __name__ == "__main__":
    main()
