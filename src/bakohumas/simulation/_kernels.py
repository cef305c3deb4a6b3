"""The kernels of the cascade and of thresholds, as plain functions of arrays.

``_numba.py`` compiles them; as plain functions they run on plain integers, and
there they are what the compiled ones are held against. All integers that are
hashed are of 64 unsigned bits and wrap around; see ``_worlds.py`` for what they
mean. What a kernel is handed, ``_hosts.py`` says.
"""

from typing import Any

from bakohumas.simulation._worlds import G1, G2, G3, G4, M1, M2, MASK, THETA

LOW = 0xFFFFFFFF
"""The lower half of a word, in which a packed edge has its target."""
ONE = 2**31
"""A probability of 1, in 31 bits."""
ACTS = 2**62
"""What is left of the threshold of a node that acts."""
WIDE = 16
"""Edges that are judged at a time."""
AT_ONCE = 64
"""Masks from which on no further node is looked at before those who hear it are gathered."""
NEAR = 2**16
"""Nodes whose stamps are near enough not to be asked for ahead of their time."""
Numbers = Any
"""An array of integers."""


def word(x: int) -> int:
    """An integer as one of 64 unsigned bits; to the compiler it says so."""
    return x


def whole(x: int) -> int:
    """A word as an integer with a sign; to the compiler it says so."""
    return x


def prefetch(_numbers: Numbers, _place: int) -> None:
    """Ask for a place of an array that is read soon; for plain Python there is nothing to do."""


def half(x: int) -> int:
    """Both multiplications of ``mix64``; its last shift touches no bit that is compared."""
    x = (x ^ (x >> 30)) * M1 & MASK
    return (x ^ (x >> 27)) * M2 & MASK


def mix(x: int) -> int:
    """The whole of ``mix64``."""
    x = half(x)
    return x ^ (x >> 31)


def lowest(x: int) -> int:
    """The place of the lowest bit of a word that is not 0."""
    return (x & -x).bit_length() - 1


def alike(target: Numbers, limit: int, base: int, at: int) -> int:
    """Which of so many edges of one probability are live, as the bits of a word."""
    some = word(0)
    for j in range(WIDE):
        x = half(base + word(target[word(at + j)]) * G1 & MASK)
        some |= word(x >> 33 < limit) << word(j)
    return some


def apart(packed: Numbers, base: int, at: int) -> int:
    """The same for edges of different probabilities."""
    some = word(0)
    for j in range(WIDE):
        edge = packed[word(at + j)]
        x = half(base + word(edge & LOW) * G1 & MASK)
        some |= word(x >> 33 < word(edge >> 32)) << word(j)
    return some


def by_channel(packed: Numbers, channel: Numbers, base: int, at: int) -> int:
    """The same for edges of different probabilities and channels."""
    some = word(0)
    for j in range(WIDE):
        edge = packed[word(at + j)]
        salt = word(edge & LOW) * G1 + word(channel[word(at + j)]) * G3
        x = half(base + salt & MASK)
        some |= word(x >> 33 < word(edge >> 32)) << word(j)
    return some


def spread(  # noqa: C901, PLR0913, PLR0917 - a part of kernels is handed all it touches
    packed: Numbers,
    start: Numbers,
    target: Numbers,
    channel: Numbers,
    limit: int,
    key: int,
    r: int,
    stamp: Numbers,
    queue: Numbers,
    head: int,
    border: int,
    tail: int,
    masks: Numbers,
    places: Numbers,
    hearers: Numbers,
) -> tuple[int, int]:
    """Let some nodes of the *queue* tell, from *head* on and before *border*.

    In three passes, of which none waits for what another has to find out: first all edges
    of these nodes are judged, then whoever hears it is gathered, then whoever hears it for
    the first time goes to the end of the queue. There are as many nodes as have edges for
    the *masks*; each mask stands for 64 edges, at most, from its place on.

    Returns:
        How far it came, and where the queue ends now.
    """
    uniform, single = len(packed) == 0, len(channel) == 0
    most, near = max(len(packed), len(target)), len(stamp) <= NEAR
    some_masks, told = 0, 0
    while head < border and some_masks < AT_ONCE:
        u = queue[head]
        prefetch(start, queue[head + 8])
        soon = start[queue[head + 4]]
        if uniform:
            prefetch(target, soon)
            prefetch(target, soon + 16)
        else:
            prefetch(packed, soon)
            prefetch(packed, soon + 8)
            prefetch(packed, soon + 16)
        head += 1
        base = mix(key + word(u) * G2 & MASK)
        at, end = start[u], start[u + 1]
        while at < end:
            stop = min(at + 64, end)
            some = word(0)
            for i in range(at, stop, WIDE):
                first = min(i, most - WIDE)  # no further than the last edge
                if uniform:
                    part = alike(target, limit, base, first)
                elif single:
                    part = apart(packed, base, first)
                else:
                    part = by_channel(packed, channel, base, first)
                some |= (part >> word(i - first)) << word(i - at)
            some &= word(MASK) >> word(64 - stop + at)
            masks[some_masks] = some
            places[some_masks] = at
            some_masks += some != 0  # or it is written over
            at = stop
    for j in range(some_masks):
        at, some = places[j], word(masks[j])
        while some != 0:
            i = at + lowest(some)
            some &= some - word(1)
            v = word(target[word(i)]) if uniform else packed[word(i)] & word(LOW)
            if not near:
                prefetch(stamp, v)
            hearers[told] = v
            told += 1
    for i in range(told):
        v = word(hearers[i])
        queue[word(tail)] = v
        tail += stamp[v] != r
        stamp[v] = r
    return head, tail


def cascade(  # noqa: C901, PLR0913, PLR0917 - a kernel is handed all it touches
    packed: Numbers,
    start: Numbers,
    target: Numbers,
    channel: Numbers,
    limit: int,
    seeds: Numbers,
    key: int,
    first: int,
    last: int,
    cells: int,
    cell: Numbers,
    weight: Numbers,
    width: int,
    stamp: Numbers,
    queue: Numbers,
    masks: Numbers,
    places: Numbers,
    hearers: Numbers,
    nodes: Numbers,
    people: Numbers,
    counts: Numbers,
    hours: Numbers,
    curve: Numbers,
) -> int:
    """The independent cascade without delays, once for each run from *first* to *last* - 1.

    Returns:
        The last step at which anybody heard it in any run, if there is a curve.
    """
    deepest = 0
    grouped, counted, timed = len(cell) > 0, len(counts) > 0, len(hours) > 0
    noted = grouped or counted or timed
    for r in range(first, last):
        run_key = mix(key + word(r) * G1 & MASK)
        tail = 0
        for u in seeds:
            stamp[u] = r
            queue[tail] = u
            tail += 1
        head, step, border, row = 0, 0, tail, (r - first) * cells
        while head < tail:
            if head == border:
                step += 1
                border = tail
            told = head
            head, tail = spread(
                packed, start, target, channel, limit, run_key, r, stamp, queue, head, border,
                tail, masks, places, hearers,
            )  # fmt: skip
            if step < width and not grouped:
                curve[(r - first) * width + step] += head - told
            for i in range(told, head if noted else told):
                u = queue[i]
                if grouped:
                    c = cell[u]
                    nodes[row + c] += 1
                    people[row + c] += weight[u]
                    if step < width:
                        curve[((r - first) * width + step) * cells + c] += 1
                if counted:
                    prefetch(counts, queue[i + 8])
                    counts[u] += 1
                if timed:
                    prefetch(hours, queue[i + 8])
                    hours[u] += step
        if not grouped:
            nodes[r - first] = tail
            people[r - first] = tail
        deepest = max(deepest, step)
    return deepest


def threshold(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - as above
    start: Numbers,
    target: Numbers,
    channel: Numbers,
    force: Numbers,
    indegree: Numbers,
    fixed: int,
    tellers: int,
    channels: int,
    deadline: int,
    seeds: Numbers,
    key: int,
    first: int,
    last: int,
    cells: int,
    cell: Numbers,
    weight: Numbers,
    width: int,
    stamp: Numbers,
    left: Numbers,
    heard: Numbers,
    ways: Numbers,
    queue: Numbers,
    nodes: Numbers,
    people: Numbers,
    counts: Numbers,
    hours: Numbers,
    curve: Numbers,
) -> int:
    """A threshold model, once for each run from *first* to *last* - 1.

    Whoever acts adds the force of each of its edges to the edge's target, which
    acts from the next step on, once the sum lies above its threshold and it has
    heard of it from enough tellers and by enough channels.

    Returns:
        The last step at which anybody began to act in any run.
    """
    deepest = 0
    many = tellers > 1 or channels > 1
    share = 2 * ONE if fixed >= 0 else ONE
    for r in range(first, last):
        run_key = mix(key + word(r) * G1 & MASK)
        theta_key = mix(run_key + word(THETA) * G4 & MASK)
        tail = 0
        for u in seeds:
            stamp[u] = r
            left[u] = ACTS
            queue[tail] = u
            tail += 1
        head, step, border, row = 0, 0, tail, r - first
        while head < tail:
            if head == border:
                step += 1
                border = tail
            u = queue[head]
            prefetch(start, queue[head + 8])
            prefetch(target, start[queue[head + 4]])
            head += 1
            c = cell[u] if len(cell) > 0 else 0
            nodes[row * cells + c] += 1
            people[row * cells + c] += weight[u]
            if len(counts) > 0:
                counts[u] += 1
            if len(hours) > 0:
                hours[u] += step
            if step < width:
                curve[(row * width + step) * cells + c] += 1
            before = -1
            for e in range(start[u], start[u + 1] if step < deadline else start[u]):
                if force[e] == 0:  # it can never tell
                    continue
                v = target[e]
                if stamp[v] != r:
                    stamp[v] = r
                    into = indegree[v] if len(indegree) > 0 else 1
                    left[v] = bar_of(v, fixed, theta_key, into)
                    if many:
                        heard[v], ways[v] = 0, word(0)
                if left[v] == ACTS:
                    continue
                if len(indegree) > 0:
                    left[v] -= share
                else:
                    left[v] -= force[e] if fixed < 0 else 2 * force[e] + 1
                if many:
                    heard[v] += v != before
                    before = v
                    if channels > 1:  # of which there are no more than bits
                        ways[v] |= word(1) << word(channel[e] if len(channel) > 0 else 0)
                    if heard[v] < tellers or (channels > 1 and several(ways[v]) < channels):
                        continue
                if left[v] < 0:
                    left[v] = ACTS
                    queue[tail] = v
                    tail += 1
        deepest = max(deepest, step)
    return deepest


def bar_of(v: int, fixed: int, theta_key: int, into: int) -> int:
    """What the forces that a node hears of must add up to more than, times its shares.

    A stated threshold is in half units, as are then all forces, each of which counts
    for half a unit more: neither loses by what is rounded to 31 bits.
    """
    if fixed < 0:
        return whole(half(theta_key + word(v) * G2 & MASK) >> 33) * into  # to be passed
    return fixed * into - 1  # to be reached


def several(x: int) -> int:
    """How many bits of a word are set."""
    bits = 0
    while x != 0:
        x &= x - word(1)
        bits += 1
    return bits
