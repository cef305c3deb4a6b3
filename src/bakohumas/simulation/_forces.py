"""What the nodes of a threshold model have been told so far, for the kernels of time."""

from bakohumas.simulation._kernels import ONE, Numbers, bar_of, several, word

Terms = tuple[int, int, int, Numbers, Numbers]
"""What moves a node: the stated threshold in half units, or -1 for one that is tossed; tellers
and channels that it needs; by node the edges that lead to it, where each is an equal share; and
by edge the first one with the same ends, where tellers are counted."""
Sums = tuple[Numbers, Numbers, Numbers, Numbers, Numbers]
"""By side and node: the run that the rest is of, what is left of the threshold, how many have
told it, and the channels by which they did; by side and edge, the last run that it told in."""


def moved(
    v: int,
    side: int,
    e: int,
    r: int,
    theta_key: int,
    force: Numbers,
    channel: Numbers,
    terms: Terms,
    sums: Sums,
) -> bool:
    """Add the force of an edge to one side of what a node has heard in a run.

    Returns:
        Whether the node has heard enough now.
    """
    fixed, tellers, channels, indegree, teller = terms
    summed, left, heard, ways, told = sums
    at = side * (len(summed) // 2) + v
    if summed[at] != r:
        summed[at] = r
        left[at] = bar_of(v, fixed, theta_key, indegree[v] if len(indegree) > 0 else 1)
        if tellers > 1 or channels > 1:
            heard[at], ways[at] = 0, word(0)
    if len(indegree) > 0:
        left[at] -= 2 * ONE if fixed >= 0 else ONE
    else:
        left[at] -= 2 * force[e] + 1 if fixed >= 0 else force[e]
    enough: bool = left[at] < 0
    if tellers > 1:
        place = side * len(teller) + teller[e]
        heard[at] += told[place] != r
        told[place] = r
        enough = enough and heard[at] >= tellers
    if channels > 1:
        ways[at] |= word(1) << word(channel[e] if len(channel) > 0 else 0)
        enough = enough and several(ways[at]) >= channels
    return enough
