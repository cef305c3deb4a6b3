from array import array
from itertools import repeat

from bakohumas.simulation._plans import Plan
from bakohumas.simulation._tallies import Tally
from bakohumas.simulation._worlds import G1, G2, G3, M1, M2, MASK, mix64, run_key


def run(plan: Plan, seeds: tuple[int, ...], *, seed: int, first: int, last: int) -> Tally:
    """Runs *first* to *last* - 1 in plain Python, one after the other."""
    n, groups = len(plan), len(plan.groups)
    nodes, people = (array("q", repeat(0, (last - first) * groups)) for _ in range(2))
    counts = array("q", repeat(0, n))
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for r in range(first, last):
        key = run_key(seed, r)
        heard = bytearray(n)
        for u in seeds:
            heard[u] = 1
        queue = list(seeds)
        for u in queue:  # it grows while it is read
            base = mix64((key + u * G2) & MASK)
            if u not in rows:
                rows[u] = _row(plan, u)
            for v, salt, limit in rows[u]:
                if not heard[v]:
                    x = (base + salt) & MASK
                    x = (x ^ (x >> 30)) * M1 & MASK
                    if (x ^ (x >> 27)) * M2 & MASK < limit:
                        heard[v] = 1
                        queue.append(v)
        at = (r - first) * groups
        for u in queue:
            nodes[at + plan.group[u]] += 1
            people[at + plan.group[u]] += plan.weight[u]
            counts[u] += 1
    return Tally(nodes, people, counts)


def _row(plan: Plan, u: int) -> list[tuple[int, int, int]]:
    edges = slice(plan.start[u], plan.start[u + 1])
    ends = zip(plan.target[edges], plan.channel[edges], plan.threshold[edges], strict=True)
    return [(v, (v * G1 + c * G3) & MASK, limit << 33) for v, c, limit in ends]
