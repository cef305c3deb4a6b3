"""Four nodes and four ties, for tests of interventions and arms."""

from bakohumas.networks import InformationNetwork, Node, Role, Tie

NETWORK = InformationNetwork(
    [Node("body"), Node("unit"), Node("site", Role.SITE), Node("zall", Role.PUBLIC, size=1000)],
    [
        Tie("body", "unit", "forum", 0.5),
        Tie("unit", "site", "report", 0.9),
        Tie("unit", "zall", "press", 0.2),
        Tie("site", "zall", "press", 0.1),
    ],
)
