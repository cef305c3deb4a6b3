"""Traffic decisions change; who on the road still holds the old one when the new one takes effect?

Run it with ``python3 examples/stale_decisions.py``. That a task force told travellers of changes is
what seed 4 tells, and three hours of notice is practice (FLW-14, grade C). The network and every
chance in it are assumed (grade X).
"""

from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.simulation import IndependentCascade, Version, compile_plan, simulate

NOTICE, TRAVELLERS, RUNS = (1, 2, 3, 6), 120, 64


def network() -> InformationNetwork:
    """The task force, three channels, and travellers who also tell each other."""
    people = [Node(f"traveller-{n:03}", Role.PUBLIC) for n in range(TRAVELLERS)]
    channels = [Node("radio", Role.OUTLET), Node("videotron", Role.OUTLET), Node("admin")]
    ties = [Tie("satgas", each.id, "desk", 1.0, delay=1) for each in channels]
    for n, each in enumerate(people):
        ties.append(Tie("radio", each.id, "radio", 0.2, delay=1))
        ties.append(Tie("videotron", each.id, "videotron", 0.1, delay=2))
        ties.append(Tie("admin", each.id, "account", 0.15, delay=1))
        ties.append(Tie(each.id, people[(n + 1) % TRAVELLERS].id, "chat", 0.5, delay=1))
    return InformationNetwork([Node("satgas"), *channels, *people], ties)


def main() -> None:
    """Print the share that holds the old decision, by hours of notice."""
    plan = compile_plan(network())
    for hours in NOTICE:
        # The old decision spreads for twelve hours; then it is replaced.
        model = IndependentCascade(followed_by=Version(after=12), deadline=12 + hours)
        told = simulate(plan, model, seeds=["satgas"], runs=RUNS, seed=2022, backend="python")
        old = sum(told.outcome("holding")) / RUNS
        share = old / told.mean
        print(f"{hours} h of notice: {share:.0%} of those told still hold the old decision")


if __name__ == "__main__":
    main()
