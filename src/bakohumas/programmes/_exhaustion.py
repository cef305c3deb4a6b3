from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import attrs

from bakohumas.errors import InfeasibleError
from bakohumas.programmes._instances import Change, Instance

_BUDGET: Final = 100_000
"""How many choices are tried before it is given up."""
_MOST: Final = 24
"""Of how many places all choices are tried for the best."""
_DEEPEST: Final = 200
"""Of how many places all choices are tried for any."""


class _Spent(Exception):  # noqa: N818 - it ends a trial, and is no error
    """There were more choices than the budget allows."""


@attrs.define
class _Trial:
    """Places filled one after the other, and taken back where that leads nowhere."""

    instance: Instance
    posts: Sequence[int]
    room: list[int]
    apart: frozenset[tuple[int, int]]
    uses: list[list[list[tuple[int, int]]]]
    left: list[list[int]]
    holders: dict[int, int] = attrs.Factory(dict)
    team: dict[str, list[int]] = attrs.Factory(dict)
    tried: int = 0

    @classmethod
    def of(cls, instance: Instance, posts: Iterable[int]) -> "_Trial":
        ordered = sorted(posts, key=lambda post: (len(instance.options[post]), post))
        limits = instance.limits
        uses = [
            [
                [(index, used[post]) for index, (_, used) in enumerate(each) if post in used]
                for each in limits
            ]
            for post in range(len(instance.posts))
        ]
        left = [[amount for amount, _ in each] for each in limits]
        return cls(instance, ordered, list(instance.capacities), instance.apart, uses, left)

    def fills(self, at: int = 0) -> bool:
        """Whether the places from one on can all be filled, beside those that are."""
        if at == len(self.posts):
            return True
        post, before = self.posts[at], self.twin(at)
        for agency in self.instance.options[post]:
            if agency > before and self.suits(post, agency):
                self.take(post, agency, 1)
                if self.fills(at + 1):
                    return True
                self.take(post, agency, -1)
        return False

    def twin(self, at: int) -> int:
        """Who holds the place before, if it is of the same slot; places of one go in order."""
        if not at or self.instance.posts[self.posts[at]] != self.instance.posts[self.posts[at - 1]]:
            return -1
        return self.holders[self.posts[at - 1]]

    def suits(self, post: int, agency: int) -> bool:
        """Whether an agency can take a place beside what it has."""
        self.tried += 1
        if self.tried > _BUDGET:
            raise _Spent
        place = self.instance.posts[post]
        team = self.team.setdefault(place.task.id, [])
        if self.room[agency] < place.terms.days or agency in team:
            return False
        if any((each, agency) in self.apart for each in team):
            return False
        uses = self.uses[post][agency]
        return all(self.left[agency][index] >= used for index, used in uses)

    def take(self, post: int, agency: int, times: int) -> None:
        """Give a place to an agency, or (-1) take it back."""
        place = self.instance.posts[post]
        team = self.team.setdefault(place.task.id, [])
        self.room[agency] -= times * place.terms.days
        for index, used in self.uses[post][agency]:
            self.left[agency][index] -= times * used
        if times > 0:
            team.append(agency)
            self.holders[post] = agency
        else:
            team.remove(agency)


@attrs.define
class _Choice:
    """All ways to fill the places, but for those that cost more than one that is known."""

    trial: _Trial
    prices: Sequence[Mapping[int, int]]
    weights: Sequence[int]
    change: Change
    floors: list[int]
    moved: dict[str, int]
    best: int | None = None
    found: dict[int, int] | None = None

    @classmethod
    def of(
        cls,
        instance: Instance,
        prices: Sequence[Mapping[int, int]],
        weights: Sequence[int],
        change: Change,
    ) -> "_Choice":
        trial = _Trial.of(instance, range(len(instance.posts)))
        floors = [0]
        for post in reversed(trial.posts):
            days = instance.posts[post].terms.days
            costs = (cost + weights[one] * days * days for one, cost in prices[post].items())
            floors.insert(0, floors[0] + min(costs, default=0))
        forced = {
            instance.posts[post].task.id
            for post, held in change.keep.items()
            if held.isdisjoint(instance.options[post])
        }
        moved = {post.task.id: int(post.task.id in forced) for post in instance.posts}
        return cls(trial, prices, weights, change, floors, moved)

    def price(self, post: int, agency: int) -> int:
        """What it costs to give one more place to an agency."""
        place = self.trial.instance.posts[post]
        load = self.trial.instance.capacities[agency] - self.trial.room[agency]
        days = place.terms.days
        price = self.prices[post][agency] + self.weights[agency] * days * (2 * load + days)
        if self.change.strange(post, agency) and not self.moved[place.task.id]:
            price += self.change.price
        return price

    def take(self, post: int, agency: int, times: int) -> None:
        """Give a place to an agency, or (-1) take it back."""
        place = self.trial.instance.posts[post]
        self.trial.take(post, agency, times)
        self.moved[place.task.id] += times * self.change.strange(post, agency)

    def knows(self, holders: Mapping[int, int]) -> None:
        """Begin with a way that was found otherwise."""
        best = 0
        for post, agency in holders.items():
            best += self.price(post, agency)
            self.take(post, agency, 1)
        for post, agency in holders.items():
            self.take(post, agency, -1)
        self.best, self.found = best, dict(holders)

    def improves(self, at: int = 0, spent: int = 0) -> None:
        """Try every way to fill the places from one on that could cost less than the best."""
        if at == len(self.trial.posts):
            self.best, self.found = spent, dict(self.trial.holders)
            return
        post = self.trial.posts[at]
        before = self.trial.twin(at)
        choices = sorted((self.price(post, one), one) for one in self.prices[post] if one > before)
        for price, agency in choices:
            if self.best is not None and spent + price + self.floors[at + 1] >= self.best:
                return
            if self.trial.suits(post, agency):
                self.take(post, agency, 1)
                self.improves(at + 1, spent + price)
                self.take(post, agency, -1)


def least_change(
    instance: Instance,
    prices: Sequence[Mapping[int, int]],
    weights: Sequence[int],
    change: Change | None,
    holders: Mapping[int, int],
) -> tuple[Mapping[int, int], bool]:
    """What a search found or, where there are few places, the best of all by trying them.

    With it stands whether all were tried.

    Args:
        instance: What is to be divided.
        prices: For each place, what it costs at each agency able to fill it.
        weights: What the square of the load of each agency costs beside.
        change: What it costs to move a settled task. ``None``: nothing was settled.
        holders: What the search found.
    """
    if change is None or len(instance.posts) > _MOST:
        return holders, False
    choice = _Choice.of(instance, prices, weights, change)
    if len(holders) == len(instance.posts):
        choice.knows(holders)
    try:
        choice.improves()
    except _Spent:
        return choice.found or holders, False
    return choice.found or holders, True


Trier = Callable[[Sequence[int]], Mapping[int, int] | None]
"""What finds an agency for each of some places, or that there is none, or gives it up."""


def tried_out(instance: Instance, posts: Sequence[int]) -> dict[int, int] | None:
    """An agency for each of these places, by trying everything; ``None`` where there is none.

    Raises:
        OverflowError: If there is more to try than is reasonable.
    """
    if len(posts) > _DEEPEST:
        msg = f"{len(posts)} places are too many to try all choices of them"
        raise OverflowError(msg)
    trial = _Trial.of(instance, posts)
    try:
        return dict(trial.holders) if trial.fills() else None
    except _Spent:
        raise OverflowError("too many choices to try them all") from None


def exhausted(
    instance: Instance, order: Sequence[int], tries: Trier, proof: str
) -> Mapping[int, int] | InfeasibleError | None:
    """A division of everything, or the certificate of tasks that cannot be divided.

    Tried are the hardest tasks alone, then twice as many, and so on. Of tasks that have no
    division each is left out that is not needed for that: whoever leaves out one more finds
    agencies for the rest, unless that was too much to try.

    Args:
        instance: What is to be divided.
        order: All places, the hardest first.
        tries: What tries a part of them.
        proof: What the certificate is called.

    Returns:
        The one, the other, or ``None`` where all was too much to try.
    """
    rank = {post: at for at, post in enumerate(order)}
    teams = sorted(instance.teams, key=lambda team: min(rank[post] for post in team))
    size = 1
    while True:
        part = teams[:size]
        try:
            found = tries([post for team in part for post in team])
        except OverflowError:
            found = {}
        if found is None:
            return _certified(instance, _needed(part, tries), proof)
        if size >= len(teams):
            return found or None
        size *= 2


def _needed(teams: Sequence[list[int]], tries: Trier) -> list[list[int]]:
    """Of tasks that have no division, those none of which could be left out."""
    needed = list(teams)
    for team in reversed(teams):
        rest = [post for other in needed if other is not team for post in other]
        try:
            spared = tries(rest) is None
        except OverflowError:
            spared = False
        if spared:
            needed.remove(team)
    return needed


def _certified(instance: Instance, teams: Sequence[list[int]], proof: str) -> InfeasibleError:
    """The certificate of tasks all of whose places together cannot be filled."""
    tasks = sorted(instance.posts[team[0]].task.id for team in teams)
    able = {agency for team in teams for post in team for agency in instance.options[post]}
    agencies = tuple(instance.agencies[agency].id for agency in sorted(able))
    return InfeasibleError(tuple(tasks), agencies, 1, proof)
