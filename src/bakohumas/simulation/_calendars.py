"""The kernels of time: news that takes hours, loses points, is doubted and answered.

They are plain functions of arrays like those of ``_kernels.py``. What is under
way lies in a calendar: a list for every hour to come, in a pool of events that
is used again and again. Within an hour whatever takes no time goes in rounds.
A round has two halves: first whatever arrives in it is taken in, then whoever learned
something tells it. A kernel for which the pool is too small says -1, and is started again.
"""

from bakohumas.simulation._forces import Sums, Terms, moved
from bakohumas.simulation._kernels import ONE, Numbers, half, mix, word
from bakohumas.simulation._worlds import (
    ACCEPT,
    COMMENT,
    G1,
    G2,
    G3,
    G4,
    G5,
    KEEP,
    MASK,
    RECOVER,
    THETA,
    UP,
)

SEED = -1
"""Instead of an edge: it is known from the start."""
AGAIN = -2
"""Instead of an edge: another hour of telling."""
REFUSED = -3
"""Less an edge, instead of it: it is heard and not believed."""
FAR = 2**62
"""Hours that never pass."""


def salted(target: Numbers, channel: Numbers, e: int) -> int:
    """What an edge's target and channel add to its hash."""
    salt = word(target[e]) * G1
    return salt + word(channel[e]) * G3 & MASK if len(channel) > 0 else salt & MASK


def kept(mask: int, points: int, limit: int, base: int) -> int:
    """The key points, as the bits of a word, that survive one telling."""
    left = mask
    for k in range(points):
        if half(base + word(k) * G5 & MASK) >> 33 >= limit:
            left &= ~(word(1) << word(k)) & MASK
    return left


def calendar(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - a kernel is handed all it touches
    start: Numbers,
    target: Numbers,
    threshold: Numbers,
    channel: Numbers,
    delay: Numbers,
    hours_each: int,
    keep: Numbers,
    keep_all: int,
    points: int,
    merge: bool,  # noqa: FBT001 - as above
    credibility: Numbers,
    accept_all: int,
    recovery: int,
    bars: bool,  # noqa: FBT001 - as above
    terms: Terms,
    sums: Sums,
    deadline: int,
    seeds: Numbers,
    key: int,
    first: int,
    last: int,
    cells: int,
    cell: Numbers,
    weight: Numbers,
    width: int,
    span: int,
    best: Numbers,
    chosen: Numbers,
    lead: Numbers,
    mark: Numbers,
    holds: Numbers,
    mask: Numbers,
    reached: Numbers,
    heads: Numbers,
    event_node: Numbers,
    event_edge: Numbers,
    event_age: Numbers,
    event_mask: Numbers,
    event_next: Numbers,
    up_start: Numbers,
    up_source: Numbers,
    up_edge: Numbers,
    desks: Numbers,
    rate: int,
    within: int,
    nodes: Numbers,
    people: Numbers,
    counts: Numbers,
    hours: Numbers,
    curve: Numbers,
    accepted: Numbers,
    point_counts: Numbers,
    comments: Numbers,
) -> int:
    """A cascade by the hour, or where there are *bars* a threshold model, run by run.

    In a cascade an edge that is live tells, and who is told is reached. In a threshold model
    every edge of any force does, and who is told enough is reached. All else is the same.

    Returns:
        The last hour at which anybody heard it in any run, or -1: more room.
    """
    deepest = 0
    every = word(MASK) >> word(64 - points) if points > 0 else word(0)
    room, doubted = len(event_next), accept_all < ONE or len(credibility) > 0
    for r in range(first, last):
        run_key = mix(key + word(r) * G1 & MASK)
        keep_key = mix(run_key + word(KEEP) * G4 & MASK)
        accept_key = mix(run_key + word(ACCEPT) * G4 & MASK)
        theta_key = mix(run_key + word(THETA) * G4 & MASK)
        recover_key = mix(run_key + word(RECOVER) * G4 & MASK)
        fresh, free, pending, tail, row = 0, -1, 0, 0, r - first
        for slot in range(span):
            heads[slot] = -1
        for u in seeds:
            lead[u], best[u], chosen[u] = r, 0, SEED
            event_node[fresh], event_edge[fresh], event_age[fresh] = u, SEED, 0
            event_mask[fresh], event_next[fresh] = every, heads[0]
            heads[0] = fresh
            fresh += 1
            pending += 1
        hour = 0
        while pending > 0:
            slot, turn = hour % span, 0
            while heads[slot] >= 0:
                i, heads[slot] = heads[slot], -1
                when, speakers = hour * 2**31 + turn, -1
                while i >= 0:
                    u, told, age, fact = event_node[i], event_edge[i], event_age[i], event_mask[i]
                    following, event_next[i] = event_next[i], free
                    tells, enough = told == AGAIN, True
                    if bars and told != SEED:
                        e = told if told > REFUSED else REFUSED - told
                        enough = age == 0 and mark[u] != r
                        enough = enough and moved(
                            u, 0, e, r, theta_key, threshold, channel, terms, sums
                        )
                    if enough and not tells and mark[u] != r:
                        mark[u] = r
                        reached[tail] = u
                        tail += 1
                        deepest = max(deepest, hour)
                        c = cell[u] if len(cell) > 0 else 0
                        nodes[row * cells + c] += 1
                        people[row * cells + c] += weight[u]
                        if len(counts) > 0:
                            counts[u] += 1
                        if len(hours) > 0:
                            hours[u] += hour
                        if hour < width:
                            curve[(row * width + hour) * cells + c] += 1
                    if bars and doubted and told > SEED:
                        enough = age == 0 and holds[u] != r
                        enough = enough and moved(
                            u, 1, told, r, theta_key, threshold, channel, terms, sums
                        )
                    if told > AGAIN and holds[u] == r:
                        if merge:
                            event_mask[i], event_age[i] = fact & ~mask[u] & MASK, 1 if bars else 0
                            mask[u] |= fact
                            # who holds it since this round tells everything anyway
                            tells = event_mask[i] != 0 and best[u] != when
                        elif best[u] == when and told < chosen[u]:
                            mask[u], chosen[u] = fact, told
                    elif told > AGAIN:
                        if merge and lead[u] == r:
                            mask[u] |= fact
                        elif merge or lead[u] != r or best[u] != when or told <= chosen[u]:
                            mask[u], chosen[u], best[u] = fact, told, when
                        lead[u] = r
                        if enough:
                            holds[u], best[u], event_age[i], tells = r, when, 0, True
                            accepted[row] += 1
                    if tells:
                        event_next[i], speakers = speakers, i
                    else:
                        free = i
                        pending -= 1
                    i = following
                while speakers >= 0:
                    i, u, age = speakers, event_node[speakers], event_age[speakers]
                    more = merge and best[u] != when
                    fact = event_mask[i] if more else mask[u]
                    speakers, event_next[i], free = event_next[i], free, i
                    pending -= 1
                    base = mix(run_key + word(u) * G2 & MASK)
                    keep_base = mix(keep_key + word(u) * G2 & MASK)
                    accept_base = mix(accept_key + word(u) * G2 & MASK)
                    attempt = word(0 if bars else age) * G5
                    for e in range(start[u], start[u + 1]):
                        salt = salted(target, channel, e)
                        # an edge of any force delivers; one of a cascade does where it is live
                        x = word(0) if bars else half(base + salt + attempt & MASK) >> 33
                        if x >= word(threshold[e]):
                            continue
                        v = target[e]
                        takes = delay[e] if len(delay) > 0 else hours_each
                        if hour + takes > deadline:
                            continue
                        code, copy = e, fact
                        believed = word(accept_all)
                        if len(credibility) > 0:
                            believed = believed * word(credibility[e]) >> 31
                        if half(accept_base + salt + attempt & MASK) >> 33 >= believed:
                            if mark[v] == r:
                                continue
                            code = REFUSED - e
                        elif points > 0:
                            limit = word(keep_all)
                            if len(keep) > 0:
                                limit = limit * word(keep[e]) >> 31
                            copy = kept(fact, points, limit, keep_base + salt & MASK)
                        if code >= 0 and merge:
                            if holds[v] == r and copy & ~mask[v] & MASK == 0:
                                continue
                        elif code >= 0:
                            then = (hour + takes) * 2**31 + (turn + 1 if takes == 0 else 0)
                            if holds[v] == r or (
                                not bars
                                and lead[v] == r
                                and (best[v] < then or (best[v] == then and chosen[v] <= e))
                            ):
                                continue
                            if not bars:
                                lead[v], best[v], chosen[v] = r, then, e
                        if free >= 0:
                            k, free = free, event_next[free]
                        elif fresh < room:
                            k = fresh
                            fresh += 1
                        else:
                            return -1
                        event_node[k], event_edge[k], event_mask[k] = v, code, copy
                        event_age[k] = age if bars else 0
                        at = (hour + takes) % span
                        event_next[k], heads[at] = heads[at], k
                        pending += 1
                    lasts = recovery >= 0 and hour < deadline
                    if lasts:
                        x = half(recover_key + word(u) * G2 + attempt & MASK) >> 33
                        lasts = x >= word(recovery)
                    if lasts:
                        if free >= 0:
                            k, free = free, event_next[free]
                        elif fresh < room:
                            k = fresh
                            fresh += 1
                        else:
                            return -1
                        event_node[k], event_edge[k], event_age[k] = u, AGAIN, age + 1
                        at = (hour + 1) % span
                        event_next[k], heads[at] = heads[at], k
                        pending += 1
                turn += 1
            hour += 1
        if points > 0:
            for i in range(tail):
                u = reached[i]
                for k in range(points if holds[u] == r else 0):
                    if mask[u] >> word(k) & word(1) != 0:
                        point_counts[row * points + k] += 1
        if len(up_start) > 0:
            up_key = mix(run_key + word(UP) * G4 & MASK)
            found = hours_back(
                up_start, up_source, up_edge, target, threshold, channel, delay, hours_each,
                desks, up_key, -2 - r, span, lead, best, heads, event_node, event_next,
            )  # fmt: skip
            if not found:
                return -1
            comment_key = mix(run_key + word(COMMENT) * G4 & MASK)
            for i in range(tail):
                u = reached[i]
                back = best[u] if lead[u] == -2 - r else FAR
                # a desk does not write to itself
                if back >= 0 and half(comment_key + word(u) * G2 & MASK) >> 33 < word(rate):
                    comments[row * 3] += 1
                    comments[row * 3 + 1] += back < FAR
                    comments[row * 3 + 2] += back <= within
    return deepest


def hours_back(  # noqa: C901, PLR0913, PLR0917 - as above
    up_start: Numbers,
    up_source: Numbers,
    up_edge: Numbers,
    target: Numbers,
    threshold: Numbers,
    channel: Numbers,
    delay: Numbers,
    hours_each: int,
    desks: Numbers,
    key: int,
    stamp: int,
    span: int,
    lead: Numbers,
    best: Numbers,
    heads: Numbers,
    event_node: Numbers,
    event_next: Numbers,
) -> bool:
    """How long the live ways of one run take from each node up to the nearest desk.

    Nodes for which *lead* has the *stamp* have their hours in *best*; a desk has -1.

    Returns:
        Whether there was room enough.
    """
    fresh, free, pending, room = 0, -1, 0, len(event_next)
    for slot in range(span):
        heads[slot] = -1
    for v in desks:
        event_node[fresh], event_next[fresh] = v, heads[0]
        heads[0] = fresh
        fresh += 1
        pending += 1
    hour = 0
    while pending > 0:
        slot = hour % span
        while heads[slot] >= 0:
            i = heads[slot]
            v, heads[slot] = event_node[i], event_next[i]
            event_next[i], free = free, i
            pending -= 1
            if lead[v] == stamp:
                continue
            lead[v] = stamp
            best[v] = hour
            for place in range(up_start[v], up_start[v + 1]):
                u, e = up_source[place], up_edge[place]
                base = mix(key + word(u) * G2 & MASK)
                salt = salted(target, channel, e)
                if lead[u] == stamp or half(base + salt & MASK) >> 33 >= word(threshold[e]):
                    continue
                if free >= 0:
                    k, free = free, event_next[free]
                elif fresh < room:
                    k = fresh
                    fresh += 1
                else:
                    return False
                at = (hour + (delay[e] if len(delay) > 0 else hours_each)) % span
                event_node[k] = u
                event_next[k], heads[at] = heads[at], k
                pending += 1
        hour += 1
    for v in desks:
        best[v] = -1
    return True
