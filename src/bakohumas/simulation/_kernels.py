"""The kernels, as plain functions of arrays: jitted in ``_numba.py``, readable and testable here.

All integers that are hashed are of 64 unsigned bits and wrap around; see
``_worlds.py`` for what they mean.
"""

from typing import Any

from bakohumas.simulation._worlds import M1, M2

Numbers = Any
"""An array of integers, of NumPy or of numba."""


def cascade(  # noqa: PLR0913, PLR0917 - a kernel is handed all it touches
    start: Numbers,
    target: Numbers,
    salt: Numbers,
    threshold: Numbers,
    group: Numbers,
    weight: Numbers,
    node_salt: Numbers,
    keys: Numbers,
    seeds: Numbers,
    stamp: Numbers,
    queue: Numbers,
    live: Numbers,
    nodes: Numbers,
    people: Numbers,
    counts: Numbers,
) -> None:
    """The independent cascade, once for each of the *keys*.

    Args:
        start: Where the edges of each node start, and where the last ones end.
        target: The node that each edge leads to.
        salt: What each edge's target and channel add to its hash.
        threshold: The probability of each edge, in 31 bits.
        group: The number of each node's group.
        weight: People that each node stands for.
        node_salt: What each node adds to the hash of its edges.
        keys: The key of each run.
        seeds: The nodes that know the news, each once.
        stamp: By node, room for the last run that reached it; -1 at first.
        queue: Room for every node.
        live: Room for the longest row.
        nodes: By run and group, where the nodes reached are counted.
        people: By run and group, where the people reached are counted.
        counts: By node, where the runs that reached it are counted.
    """
    for r in range(len(keys)):
        tail = 0
        for u in seeds:
            stamp[u] = r
            queue[tail] = u
            tail += 1
        head = 0
        while head < tail:
            u = queue[head]
            head += 1
            first = start[u]
            degree = start[u + 1] - first
            x = keys[r] + node_salt[u]
            x = (x ^ (x >> 30)) * M1
            x = (x ^ (x >> 27)) * M2
            base = x ^ (x >> 31)
            for i in range(degree):  # without a branch: the compiler does several at once
                x = base + salt[first + i]
                x = (x ^ (x >> 30)) * M1
                x = (x ^ (x >> 27)) * M2
                live[i] = (x >> 33) < threshold[first + i]
            for i in range(degree):
                if live[i]:
                    v = target[first + i]
                    if stamp[v] != r:
                        stamp[v] = r
                        queue[tail] = v
                        tail += 1
        for i in range(tail):
            u = queue[i]
            nodes[r, group[u]] += 1
            people[r, group[u]] += weight[u]
            counts[u] += 1
