"""The models by their definitions, slowly: what the kernels are held against."""

from collections import defaultdict
from fractions import Fraction
from random import Random

from bakohumas.simulation import Correction, IndependentCascade, LinearThreshold, Plan

M = 2**64
G1, G2, G3 = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03, 0xABC98388FB8FAC03
G4, G5 = 0xD6E8FEB86659FD93, 0x8EBC6AF09C88C6E3
Moment = tuple[int, int]
"""An hour, and the round within it."""
Holds = dict[int, tuple[Moment, int]]
"""Whoever believes it, with the moment and the edge by which it came; -1 for none."""
Model = IndependentCascade | LinearThreshold


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

    def believed(self, model: Model, e: int, k: int = 0) -> bool:
        """Whether it is believed."""
        if model.acceptance is None:
            return True
        limit = fraction(model.acceptance)
        if self.plan.credibility:
            limit = limit * self.plan.credibility[e] >> 31
        return self.edge(2, e, k) < limit

    def keeps(self, model: Model, e: int, k: int) -> bool:
        """Whether key point k survives an edge."""
        assert model.fidelity is not None
        limit = fraction(model.fidelity.keep)
        if self.plan.keep:
            limit = limit * self.plan.keep[e] >> 31
        return self.edge(1, e, k) < limit

    def takes(self, model: Model, e: int) -> int:
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

    def arrivals(self, model: IndependentCascade, seeds: list[int]) -> tuple[dict[int, int], Holds]:
        """Whoever hears it, with the hour; whoever believes it, with the moment and the edge."""
        late = 10**6 if model.deadline is None else model.deadline
        holds: Holds = dict.fromkeys(seeds, ((0, 0), -1))
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

    def first_copies(self, model: Model, holds: Holds) -> dict[int, set[int]]:
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

    def hours_back(self, model: Model, desks: list[int], channels: set[int]) -> dict[int, int]:
        """The hours of the fastest live way up from each node."""
        found = dict.fromkeys(desks, 0)
        for _ in range(len(self.plan)):
            for e, u, v in self.edges:
                if self.plan.channel[e] in channels and v in found and self.live(e, a=8):
                    found[u] = min(found.get(u, 10**6), found[v] + self.takes(model, e))
        return found

    def followed(
        self, model: Model, seeds: list[int], second: list[int]
    ) -> tuple[dict[int, int], set[int], dict[int, int]]:
        """Who ever held the news, with the hour; who holds it at the end; who is corrected."""
        follows = model.followed_by
        assert follows is not None
        persuasion = fraction(follows.persuasion if isinstance(follows, Correction) else 1)
        due: dict[int, list[tuple[bool, int, int]]] = defaultdict(list)
        due[0] += [(True, u, -1) for u in seeds]
        due[follows.after] += [(False, u, -1) for u in second]
        told: dict[tuple[bool, int], list[int]] = defaultdict(list)
        held: dict[int, int] = {}
        holding: set[int] = set()
        corrected: dict[int, int] = {}
        deaf: set[int] = set()

        def changed(hour: int, u: int, *, news: bool) -> bool:
            """Whether a node that has heard enough of either does what is to be told."""
            if u in deaf or (news and u in held):
                return False
            if news:
                held[u] = hour
                holding.add(u)
                return True
            deaf.add(u)
            if u in holding and self.node(6, u) >= persuasion:
                return False
            corrected[u] = hour
            holding.discard(u)
            return True

        for hour in range((60 if model.deadline is None else model.deadline) + 1):
            while due[hour]:
                now, due[hour] = sorted(due[hour]), []  # what follows goes first
                for news, u, by in now:
                    told[news, u].append(by)
                    enough = self.suffices(model, u, told[news, u], news=news)
                    for e, _, v in (
                        self.told_by(u) if enough and changed(hour, u, news=news) else ()
                    ):
                        if self.delivers(model, e, news=news):
                            due[hour + self.takes(model, e)].append((news, v, e))
        return held, holding, corrected

    def told_by(self, u: int) -> list[tuple[int, int, int]]:
        """The edges of a node."""
        return [edge for edge in self.edges if edge[1] == u]

    def delivers(self, model: Model, e: int, *, news: bool) -> bool:
        """Whether an edge tells the news, or what follows it."""
        if isinstance(model, LinearThreshold):
            return self.plan.threshold[e] > 0
        return self.live(e, a=0 if news else 5)

    def suffices(self, model: Model, u: int, told: list[int], *, news: bool) -> bool:
        """Whether so many tellings are enough; who is told by no edge knows it anyway."""
        if isinstance(model, IndependentCascade) or told[-1] < 0:
            return True
        edges = [e for e in told if e >= 0]
        return self.moved(model, u, edges, 4 if news else 9)

    def acting(self, model: LinearThreshold, seeds: list[int]) -> tuple[dict[int, int], Holds]:
        """Whoever is told enough, with the hour; whoever believes enough, and what moved it."""
        late = 10**6 if model.deadline is None else model.deadline
        holds: Holds = dict.fromkeys(seeds, ((0, 0), -1))
        heard: dict[int, int] = dict.fromkeys(seeds, 0)
        due: list[tuple[Moment, int, int]] = []
        told: dict[int, list[int]] = defaultdict(list)

        def tell(u: int) -> None:
            (hour, turn), _ = holds[u]
            for e, source, v in self.edges:
                takes = self.takes(model, e)
                if source == u and self.plan.threshold[e] and hour + takes <= late:
                    due.append(((hour + takes, turn + 1 if takes == 0 else 0), e, v))

        for u in seeds:
            tell(u)
        while due:
            now = min(due)[0]
            these = [(e, v) for moment, e, v in due if moment == now]
            due[:] = [each for each in due if each[0] != now]
            for e, v in these:
                told[v].append(e)
            for v in sorted({v for _, v in these}):
                if v not in heard and self.moved(model, v, told[v]):
                    heard[v] = now[0]
                believed = [e for e in told[v] if self.believed(model, e)]
                if v not in holds and believed and self.moved(model, v, believed):
                    holds[v] = now, min(e for e, to in these if to == v and e in believed)
                    tell(v)
        return heard, holds

    def gathered(self, model: LinearThreshold, holds: Holds, k: int) -> set[int]:
        """Whoever acts and holds one key point in time, when copies are merged."""
        late = 10**6 if model.deadline is None else model.deadline
        hours = {u: 0 for u, (_, e) in holds.items() if e < 0}
        for _ in range(len(self.plan)):
            for e, u, v in self.edges:
                told = u in hours and v in holds and self.plan.threshold[e] > 0
                if told and self.believed(model, e) and self.keeps(model, e, k):
                    hour = hours[u] + self.takes(model, e)
                    if hour <= late:
                        hours[v] = min(hours.get(v, late), max(hour, holds[v][0][0]))
        return set(hours)

    def moved(self, model: LinearThreshold, v: int, told: list[int], a: int = 4) -> bool:
        """Whether some edges that tell a node are enough; what is rounded stands in no way."""
        source = {e: u for e, u, _ in self.edges}
        if model.force == "share":
            into = sum(to == v and self.plan.threshold[e] > 0 for e, _, to in self.edges)
            force, slack = Fraction(2**31 * len(told), into), Fraction(0)
        else:
            force = Fraction(sum(self.plan.threshold[e] for e in told))
            slack = Fraction(len(told), 2)
        if model.threshold is None:
            enough = force > self.node(a, v)
        else:
            enough = force + slack >= fraction(model.threshold) - Fraction(1, 2)
        return (
            enough
            and len({source[e] for e in told}) >= model.tellers
            and len({self.plan.channel[e] for e in told}) >= model.channels
        )
