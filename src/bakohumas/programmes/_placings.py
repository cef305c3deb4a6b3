from collections.abc import Mapping, Sequence

from bakohumas.programmes._instances import Change, Instance

_FINE = 1_000_000
"""Into how many parts the capacity of an agency is cut to say how full it is."""


class State:
    """Who holds which place, and what follows from it: loads, and who may still come."""

    def __init__(
        self,
        instance: Instance,
        prices: Sequence[Mapping[int, int]],
        weights: Sequence[int],
        change: Change | None = None,
    ) -> None:
        """Begin with nobody anywhere."""
        self.change = change
        self.strange = [0] * len(instance.posts)
        """For the first place of each task, how many of its places strangers hold."""
        self.first = [0] * len(instance.posts)
        for places in instance.teams:
            for post in places:
                self.first[post] = places[0]
        self.prices, self.weights = prices, weights
        self.capacities = instance.capacities
        self.days = [post.terms.days for post in instance.posts]
        self.holder: dict[int, int] = {}
        self.loads = [0] * len(self.capacities)
        self.held: list[dict[int, None]] = [{} for _ in self.capacities]
        self.bounds = instance.bounds
        self.together: dict[int, list[int]] = {}
        """For each place, all places of its task."""
        self.team: dict[int, set[int]] = {}
        """For each place, who sits in its task; places of one task share it."""
        for places in instance.teams:
            seated = set[int]()
            self.team.update(dict.fromkeys(places, seated))
            self.together.update(dict.fromkeys(places, places))
        self.apart = instance.apart
        self.sparing = False

    def put(self, post: int, agency: int) -> None:
        """Give a place to an agency, whoever had it."""
        self.drop(post)
        self.holder[post] = agency
        self.loads[agency] += self.days[post]
        self.held[agency][post] = None
        self.team[post].add(agency)
        if self.change:
            self.strange[self.first[post]] += self.change.strange(post, agency)

    def drop(self, post: int) -> None:
        """Take a place from whoever has it."""
        former = self.holder.pop(post, None)
        if former is not None:
            self.loads[former] -= self.days[post]
            del self.held[former][post]
            self.team[post].discard(former)
            if self.change:
                self.strange[self.first[post]] -= self.change.strange(post, former)

    def reset(self, holders: Mapping[int, int]) -> None:
        """Let these hold their places, and nobody any other."""
        for post in list(self.holder):
            self.drop(post)
        for post, agency in holders.items():
            self.put(post, agency)

    def suits(self, post: int, agency: int) -> bool:
        """Whether an agency has room for a free place, and may sit beside the team there is."""
        if self.loads[agency] + self.days[post] > self.capacities[agency]:
            return False
        team = self.team[post]
        if agency in team or (self.apart and any((each, agency) in self.apart for each in team)):
            return False
        held = self.held[agency]
        for limit, uses in self.bounds[agency].get(post, ()):
            if uses[post] + sum(uses.get(each, 0) for each in held) > limit:
                return False
        return True

    def price(self, post: int, agency: int) -> int:
        """What it costs to give a free place to an agency; *sparing*, how full that makes it."""
        load, days = self.loads[agency], self.days[post]
        if self.sparing:
            return (load + days) * _FINE // max(self.capacities[agency], 1)
        price = self.prices[post][agency] + self.weights[agency] * days * (2 * load + days)
        if self.change and not self.strange[self.first[post]]:
            price += self.change.price * self.change.strange(post, agency)
        return price

    def choices(self, post: int) -> list[tuple[int, int]]:
        """The agencies that could have a free place now, cheapest first."""
        return sorted(
            (self.price(post, agency), agency)
            for agency in self.prices[post]
            if self.suits(post, agency)
        )

    def better(self, post: int, than: int, without: int) -> int | None:
        """The cheapest agency but one that could have a free place for less, if any."""
        cheaper = sorted(
            (price, agency)
            for agency in self.prices[post]
            if agency != without and (price := self.price(post, agency)) < than
        )
        return next((agency for _, agency in cheaper if self.suits(post, agency)), None)

    def regret(self, post: int) -> tuple[int, int, int]:
        """How urgent a free place is: few choices first, then what the second would cost more."""
        found = self.choices(post)
        if len(found) > 1:
            return 2, found[0][0] - found[1][0], post
        return len(found), 0, post
