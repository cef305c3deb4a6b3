"""The models by their definitions, slowly: what the kernels are held against."""

from collections import defaultdict
from random import Random

from bakohumas.simulation import Correction, IndependentCascade, LinearThreshold, Plan

M = 2**64
G1, G2, G3 = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0xABC98388FB8FAC03
G4, G5 = 0xD6E8FEB86659FD93, 0x8EBC6AF09C88C6E3
Moment = tuple[int, int]
"""An hour, and the round within it."""


def finalised(x: int) -> int:
    """The finaliser of SplitMix64, written from the definition."""
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) % M
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) % M
    return x ^ (x >> 31)


def fraction(chance: float) -> int:
    """A chance in 31 bits."""
    return round(chance * 2**31)


def some_plan(seed: int, *, n: int = 12, edges: int = 34, least: int = 0) -> Plan:
    """A small plan of three channels with hours, chances to keep and credibilities."""
    dice = Random(seed)
    ends = sorted({(*dice.sample(range(n), 2), dice.randrange(3)) for _ in range(edges)})
    source, target, channel = zip(*ends, strict=True)
    chances = [dice.choice([0.0, 1.0, dice.random(), dice.random()]) for _ in ends]
    return Plan.from_arrays(
        n,
        source,
        target,
        chances,
        [dice.randint(least, 4) for _ in ends],
        channel,
        keep=[dice.choice([1.0, dice.random()]) for _ in ends],
        credibility=[dice.choice([1.0, dice.random()]) for _ in ends],
    )


class World:
    """One run of a plan, and every toss of it."""

    def __init__(self, plan: Plan, seed: int, run: int) -> None:
        """The run of so many of one seed."""
        self.plan = plan
        self.key = finalised((finalised((seed + G2) % M) + run * G1) % M)
        self.edges = [
            (e, u, plan.target[e])
            for u in range(len(plan))
            for e in range(plan.start[u], plan.start[u + 1])
        ]

    def aspect(self, a: int) -> int:
        """The key of one aspect; 0 is whether edges are live."""
        return finalised((self.key + a * G4) % M) if a else self.key

    def edge(self, a: int, e: int, k: int = 0) -> int:
        """The k-th toss about an edge."""
        (u,) = [u for number, u, _ in self.edges if number == e]
        salt = self.plan.target[e] * G1 + self.plan.channel[e] * G3 + k * G5
        return finalised((finalised((self.aspect(a) + u * G2) % M) + salt) % M) >> 33

    def node(self, a: int, u: int, k: int = 0) -> int:
        """The k-th toss about a node."""
        return finalised((self.aspect(a) + u * G2 + k * G5) % M) >> 33

    def live(self, e: int, k: int = 0, a: int = 0) -> bool:
        """Whether the k-th telling over an edge comes through."""
        return self.edge(a, e, k) < self.plan.threshold[e]

    def believed(self, model: IndependentCascade, e: int, k: int = 0) -> bool:
        """Whether it is believed."""
        if model.acceptance is None:
            return True
        limit = fraction(model.acceptance)
        if self.plan.credibility:
            limit = limit * self.plan.credibility[e] >> 31
        return self.edge(2, e, k) < limit

    def keeps(self, model: IndependentCascade, e: int, k: int) -> bool:
        """Whether key point k survives an edge."""
        assert model.fidelity is not None
        limit = fraction(model.fidelity.keep)
        if self.plan.keep:
            limit = limit * self.plan.keep[e] >> 31
        return self.edge(1, e, k) < limit

    def takes(self, model: IndependentCascade, e: int) -> int:
        """The hours of an edge."""
        if model.delay is not None:
            return model.delay
        return self.plan.delay[e] if self.plan.delay else 1

    def tellings(self, model: IndependentCascade, u: int) -> range:
        """The hours, from the first, for which a node tells."""
        if model.recovery is None:
            return range(1)
        last, most = 0, 400
        while last < most and self.node(3, u, last) >= fraction(model.recovery):
            last += 1
        return range(last + 1)

    def arrivals(
        self, model: IndependentCascade, seeds: list[int]
    ) -> tuple[dict[int, int], dict[int, tuple[Moment, int]]]:
        """Whoever hears it, with the hour; whoever believes it, with the moment and the edge."""
        late = 10**6 if model.deadline is None else model.deadline
        holds: dict[int, tuple[Moment, int]] = dict.fromkeys(seeds, ((0, 0), -1))
        heard: dict[int, int] = dict.fromkeys(seeds, 0)
        while True:  # relax until nothing changes
            before = dict(holds), dict(heard)
            for e, u, v in self.edges:
                if u not in holds:
                    continue
                (hour, turn), _ = holds[u]
                for k in self.tellings(model, u):
                    takes = self.takes(model, e)
                    moment = hour + k + takes, (turn * (k == 0) + 1) if takes == 0 else 0
                    if moment[0] > late or not self.live(e, k):
                        continue
                    heard[v] = min(heard.get(v, late), moment[0])
                    if self.believed(model, e, k) and (moment, e) < holds.get(
                        v, ((late + 1, 0), 0)
                    ):
                        holds[v] = moment, e
            if before == (holds, heard):
                return heard, holds

    def first_copies(
        self, model: IndependentCascade, holds: dict[int, tuple[Moment, int]]
    ) -> dict[int, set[int]]:
        """The key points of whoever believes it, by the copy that came first."""
        assert model.fidelity is not None
        source = {e: u for e, u, _ in self.edges}
        found: dict[int, set[int]] = {}
        for v in sorted(holds, key=lambda v: holds[v][0]):
            e = holds[v][1]
            points = set(range(model.fidelity.points)) if e < 0 else found[source[e]]
            found[v] = points if e < 0 else {k for k in points if self.keeps(model, e, k)}
        return found

    def merged(self, model: IndependentCascade, seeds: list[int], k: int) -> set[int]:
        """Whoever one key point reaches in time, when copies are merged."""
        late = 10**6 if model.deadline is None else model.deadline
        hours = dict.fromkeys(seeds, 0)
        for _ in range(len(self.plan)):
            for e, u, v in self.edges:
                if (
                    u in hours
                    and self.live(e)
                    and self.believed(model, e)
                    and self.keeps(model, e, k)
                ):
                    hours[v] = min(hours.get(v, late + 1), hours[u] + self.takes(model, e))
            hours = {v: hour for v, hour in hours.items() if hour <= late}
        return set(hours)

    def hours_back(
        self, model: IndependentCascade, desks: list[int], channels: set[int]
    ) -> dict[int, int]:
        """The hours of the fastest live way up from each node."""
        found = dict.fromkeys(desks, 0)
        for _ in range(len(self.plan)):
            for e, u, v in self.edges:
                if self.plan.channel[e] in channels and v in found and self.live(e, a=8):
                    found[u] = min(found.get(u, 10**6), found[v] + self.takes(model, e))
        return found

    def followed(
        self, model: IndependentCascade, seeds: list[int], second: list[int]
    ) -> tuple[dict[int, int], set[int], dict[int, int]]:
        """Who ever held the news, with the hour; who holds it at the end; who is corrected."""
        follows = model.followed_by
        assert follows is not None
        persuasion = fraction(follows.persuasion if isinstance(follows, Correction) else 1)
        due: dict[int, list[tuple[bool, int]]] = defaultdict(list)
        due[0] += [(True, u) for u in seeds]
        due[follows.after] += [(False, u) for u in second]
        held: dict[int, int] = {}
        holding: set[int] = set()
        corrected: dict[int, int] = {}
        deaf: set[int] = set()
        late = 60 if model.deadline is None else model.deadline
        for hour in range(late + 1):
            while due[hour]:
                now, due[hour] = sorted(due[hour]), []  # what follows goes first
                for news, u in now:
                    if news:
                        if u in held or u in deaf:
                            continue
                        held[u] = hour
                        holding.add(u)
                    else:
                        if u in deaf:
                            continue
                        deaf.add(u)
                        if u in holding and self.node(6, u) >= persuasion:
                            continue
                        corrected[u] = hour
                        holding.discard(u)
                    for e, source, v in self.edges:
                        if source == u and self.live(e, a=0 if news else 5):
                            due[hour + self.takes(model, e)].append((news, v))
        return held, holding, corrected

    def acting(self, model: LinearThreshold, seeds: list[int]) -> dict[int, int]:
        """Whoever acts, with the step at which it begins."""
        step, found = 0, dict.fromkeys(seeds, 0)
        while model.deadline is None or step < model.deadline:
            step += 1
            new = [
                v for v in range(len(self.plan)) if v not in found and self._moved(model, v, found)
            ]
            if not new:
                return found
            found |= dict.fromkeys(new, step)
        return found

    def _moved(self, model: LinearThreshold, v: int, acting: dict[int, int]) -> bool:
        into = [(e, u) for e, u, to in self.edges if to == v and self.plan.threshold[e] > 0]
        told = [(e, u) for e, u in into if u in acting]
        if model.force == "share":
            force, whole = len(told), len(into)
        else:
            force, whole = sum(self.plan.threshold[e] for e, _ in told), 2**31
        bar = self.node(4, v) if model.threshold is None else fraction(model.threshold)
        enough = (
            force * 2**31 > bar * whole if model.threshold is None else force * 2**31 >= bar * whole
        )
        return (
            enough
            and len({u for _, u in told}) >= model.tellers
            and len({self.plan.channel[e] for e, _ in told}) >= model.channels
        )
