"""The kernel of news that is followed by a correction or a newer version; see ``_calendars.py``."""

from bakohumas.simulation._calendars import SEED, salted
from bakohumas.simulation._forces import Sums, Terms, moved
from bakohumas.simulation._kernels import Numbers, half, mix, word
from bakohumas.simulation._worlds import FOLLOW, G1, G2, G4, MASK, PERSUADE, THETA, THETA_AFTER

NEWS, FOLLOWED = 1, 2
"""What a node has heard, as bits: the news, and what follows it."""


def rivals(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - as above
    start: Numbers,
    target: Numbers,
    threshold: Numbers,
    channel: Numbers,
    delay: Numbers,
    hours_each: int,
    deadline: int,
    persuasion: int,
    after: int,
    bars: bool,  # noqa: FBT001 - as above
    terms: Terms,
    sums: Sums,
    second: Numbers,
    seeds: Numbers,
    key: int,
    first: int,
    last: int,
    cells: int,
    cell: Numbers,
    weight: Numbers,
    width: int,
    span: int,
    heard: Numbers,
    stamp: Numbers,
    heads: Numbers,
    event_node: Numbers,
    event_edge: Numbers,
    event_next: Numbers,
    nodes: Numbers,
    people: Numbers,
    counts: Numbers,
    hours: Numbers,
    curve: Numbers,
    holding: Numbers,
    corrected: Numbers,
) -> int:
    """News and what follows it, a correction or a newer version, run by run.

    The lists of what follows stand in *heads* before those of the news, and go first
    in every round. Where there are *bars*, a node needs to be told enough of either; it has
    a threshold for the news and another for what follows. Whoever holds the news is counted
    in *curve*, by the change of each hour.

    Returns:
        The last hour at which anything changed in any run, or -1: more room.
    """
    deepest, room = 0, len(event_next)
    for r in range(first, last):
        run_key = mix(key + word(r) * G1 & MASK)
        follow_key = mix(run_key + word(FOLLOW) * G4 & MASK)
        theta_key = mix(run_key + word(THETA) * G4 & MASK)
        theta_after = mix(run_key + word(THETA_AFTER) * G4 & MASK)
        persuade_key = mix(run_key + word(PERSUADE) * G4 & MASK)
        fresh, free, pending, row, hour = len(second), -1, 0, r - first, 0
        for slot in range(2 * span):
            heads[slot] = -1
        for u in seeds:
            event_node[fresh], event_edge[fresh] = u, SEED
            event_next[fresh] = heads[span]
            heads[span] = fresh
            fresh += 1
            pending += 1
        while (pending > 0 or hour <= after) and hour <= deadline:
            slot = hour % span
            if hour == after:
                for k in range(len(second)):  # the first places are kept for them
                    event_node[k], event_edge[k] = second[k], SEED
                    event_next[k], heads[slot] = heads[slot], k
                    pending += 1
            while heads[slot] >= 0 or heads[span + slot] >= 0:
                now, later = heads[slot], heads[span + slot]
                heads[slot], heads[span + slot] = -1, -1
                while now >= 0 or later >= 0:
                    follows = now >= 0
                    i = now if follows else later
                    u, told = event_node[i], event_edge[i]
                    if follows:
                        now = event_next[i]
                    else:
                        later = event_next[i]
                    event_next[i], free = free, i
                    pending -= 1
                    if stamp[u] != r:
                        stamp[u] = r
                        heard[u] = 0
                    if bars and told != SEED:
                        side, theta = (1, theta_after) if follows else (0, theta_key)
                        if not moved(u, side, told, r, theta, threshold, channel, terms, sums):
                            continue
                    c = cell[u] if len(cell) > 0 else 0
                    at = (row * width + hour) * cells + c
                    if follows:
                        if heard[u] >= FOLLOWED:
                            continue
                        held = heard[u] == NEWS
                        heard[u] |= FOLLOWED
                        if held and half(persuade_key + word(u) * G2 & MASK) >> 33 >= word(
                            persuasion
                        ):
                            continue
                        corrected[row] += 1
                        if held:
                            holding[row] -= 1
                            if hour < width:
                                curve[at] -= 1
                        base = mix(follow_key + word(u) * G2 & MASK)
                    else:
                        if heard[u] != 0:
                            continue
                        heard[u] = NEWS
                        holding[row] += 1
                        nodes[row * cells + c] += 1
                        people[row * cells + c] += weight[u]
                        if len(counts) > 0:
                            counts[u] += 1
                        if len(hours) > 0:
                            hours[u] += hour
                        if hour < width:
                            curve[at] += 1
                        base = mix(run_key + word(u) * G2 & MASK)
                    deepest = max(deepest, hour)
                    for e in range(start[u], start[u + 1]):
                        salt = salted(target, channel, e)
                        x = word(0) if bars else half(base + salt & MASK) >> 33
                        if x >= word(threshold[e]):
                            continue
                        if free >= 0:
                            k, free = free, event_next[free]
                        elif fresh < room:
                            k = fresh
                            fresh += 1
                        else:
                            return -1
                        takes = delay[e] if len(delay) > 0 else hours_each
                        to = (hour + takes) % span + (0 if follows else span)
                        event_node[k], event_edge[k] = target[e], e
                        event_next[k], heads[to] = heads[to], k
                        pending += 1
            hour += 1
            if pending == 0 and hour < after:  # nothing is under way until then
                hour = after
    return deepest
