"""How nodes stand between others, worked out over nodes as numbers and over sparse contacts."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum


def contacts(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """For every node its contacts, each with the directions, one or two, that join them."""
    found: dict[str, dict[str, int]] = {}
    for one, other in pairs:
        for a, b in ((one, other), (other, one)):
            ties = found.setdefault(a, {})
            ties[b] = ties.get(b, 0) + 1
    return found


def constraints(contacts: Mapping[str, dict[str, int]]) -> dict[str, float]:
    """Burt's constraint of every node that has contacts.

    Only contacts that a node and its contact share are looked at. A sum is rounded once,
    whatever the order of its terms.
    """
    whole = {node: sum(ties.values()) for node, ties in contacts.items()}
    found = {}
    for node, ties in contacts.items():
        share = {j: n / whole[node] for j, n in ties.items()}
        terms = {j: [own] for j, own in share.items()}
        for q, own in share.items():
            theirs, all_of_q = contacts[q], whole[q]
            for j in theirs.keys() & share.keys():
                terms[j].append(own * theirs[j] / all_of_q)
        found[node] = fsum(fsum(each) ** 2 for each in terms.values())
    return found


def betweenness(hearers: Sequence[Sequence[int]]) -> list[float]:
    """By node, the share of shortest paths between two others that pass through it.

    Nodes that tell the same others are one source of as many paths: their ways are the
    same from the first step on, and none of them is on a shortest way of another.

    Args:
        hearers: By node, the numbers of the nodes that it tells.
    """
    n = len(hearers)
    total = [0.0] * n
    alike: dict[tuple[int, ...], list[int]] = {}
    for u, first in enumerate(hearers):
        if first:
            alike.setdefault(tuple(first), []).append(u)
    for told, tellers in alike.items():
        _add(hearers, told, tellers, total)
    pairs = (n - 1) * (n - 2)
    return [each / pairs for each in total] if pairs > 0 else total


def _add(
    hearers: Sequence[Sequence[int]], told: Sequence[int], tellers: list[int], total: list[float]
) -> None:
    """Add what is on the shortest ways from all *tellers* of the same to everybody else."""
    n = len(hearers)
    step, ways = [0] * n, [0] * n
    for v in told:
        step[v] = ways[v] = 1
    order = list(told)
    for v in order:  # it grows while it is read
        after, own = step[v] + 1, ways[v]
        for w in hearers[v]:
            if step[w] == after:
                ways[w] += own
            elif step[w] == 0:
                step[w], ways[w] = after, own
                order.append(w)
    goals = [len(tellers)] * n  # so many of them look for each node
    for u in tellers:
        goals[u] -= 1
    share = [0.0] * n
    for v in reversed(order):
        after, beyond = step[v] + 1, 0.0
        for w in hearers[v]:
            if step[w] == after:
                beyond += share[w]
        through = beyond * ways[v]
        total[v] += through
        share[v] = (goals[v] + through) / ways[v]
