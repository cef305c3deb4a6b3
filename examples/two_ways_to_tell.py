"""Compare two ways of telling, on the same simulated worlds.

Run it with ``python3 examples/two_ways_to_tell.py``.
"""

from bakohumas import simulation as sim
from bakohumas.networks import InformationNetwork, Node, Role, Tie


def main() -> None:
    """Print how far the news goes when the gate opens, and whether that is sure."""
    agencies = [Node(f"dinas-{n}") for n in range(1, 9)]
    publics = [Node(f"warga-{n}", Role.PUBLIC, size=10_000 * n) for n in range(1, 9)]
    gate = Node("diskominfo")
    ties = [Tie("diskominfo", agency.id, "gate", 0.3) for agency in agencies]
    ties += [
        Tie(agency.id, public.id, "account", 0.2)
        for agency, public in zip(agencies, publics, strict=True)
    ]
    network = InformationNetwork([gate, *agencies, *publics], ties)
    study = sim.compare(
        network,
        sim.IndependentCascade(),
        {"today": [], "one gate": [sim.Raise(channel="gate", probability=0.9)]},
        seeds=["diskominfo"],
        runs=1024,
        seed=42,
    )
    print(study.explain())


if __name__ == "__main__":
    main()
