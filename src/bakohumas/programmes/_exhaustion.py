from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from bakohumas.errors import InfeasibleError
from bakohumas.programmes._instances import Instance

_BUDGET: Final = 100_000
"""How many choices are tried before it is given up."""
_MOST: Final = 24
"""Of how many places all choices are tried."""


class _Spent(Exception):  # noqa: N818 - it ends a trial, and is no error
    """There were more choices than the budget allows."""


@attrs.define
class _Trial:
    """Places filled one after the other, and taken back where that leads nowhere."""

    instance: Instance
    posts: Sequence[int]
    room: list[int]
    apart: frozenset[tuple[int, int]]
    counted: list[list[list[int]]]
    left: list[list[int]]
    holders: dict[int, int] = attrs.Factory(dict)
    team: dict[str, list[int]] = attrs.Factory(dict)
    tried: int = 0

    @classmethod
    def of(cls, instance: Instance, posts: Iterable[int]) -> "_Trial":
        ordered = sorted(posts, key=lambda post: (len(instance.options[post]), post))
        limits = instance.limits
        counted = [
            [[index for index, (_, within) in enumerate(each) if post in within] for each in limits]
            for post in range(len(instance.posts))
        ]
        left = [[days for days, _ in each] for each in limits]
        return cls(instance, ordered, list(instance.capacities), instance.apart, counted, left)

    def fills(self, at: int = 0) -> bool:
        """Whether the places from one on can all be filled, beside those that are."""
        if at == len(self.posts):
            return True
        post = self.posts[at]
        task, days = self.instance.posts[post].task.id, self.instance.posts[post].terms.days
        team = self.team.setdefault(task, [])
        for agency in self.instance.options[post]:
            self.tried += 1
            if self.tried > _BUDGET:
                raise _Spent
            if self._suits(post, agency, days, team):
                self._take(post, agency, days)
                team.append(agency)
                if self.fills(at + 1):
                    return True
                team.pop()
                self._take(post, agency, -days)
        return False

    def _suits(self, post: int, agency: int, days: int, team: Sequence[int]) -> bool:
        if self.room[agency] < days or agency in team:
            return False
        if any((each, agency) in self.apart for each in team):
            return False
        return all(self.left[agency][index] >= days for index in self.counted[post][agency])

    def _take(self, post: int, agency: int, days: int) -> None:
        self.room[agency] -= days
        for index in self.counted[post][agency]:
            self.left[agency][index] -= days
        self.holders[post] = agency


def tried_out(instance: Instance, posts: Iterable[int] | None = None) -> dict[int, int] | None:
    """An agency for each of these places, by trying everything; ``None`` where there is none.

    Raises:
        OverflowError: If there is more to try than is reasonable.
    """
    wanted = list(range(len(instance.posts)) if posts is None else posts)
    if len(wanted) > _MOST:
        msg = f"{len(wanted)} places are too many to try all choices of them"
        raise OverflowError(msg)
    trial = _Trial.of(instance, wanted)
    try:
        return dict(trial.holders) if trial.fills() else None
    except _Spent:
        raise OverflowError("too many choices to try them all") from None


def exhausted(instance: Instance) -> InfeasibleError:
    """The certificate of a division that does not exist: tasks, none of which could be spared.

    Whoever leaves out any one of its tasks finds agencies for the rest; all together they
    have none. It is for instances of which :func:`tried_out` found that.

    Raises:
        OverflowError: If there is more to try than is reasonable.
    """
    needed = [list(team) for team in instance.teams]
    for team in list(needed):
        rest = [post for other in needed if other is not team for post in other]
        if tried_out(instance, rest) is None:
            needed.remove(team)
    tasks = [instance.posts[team[0]].task.id for team in needed]
    able = {agency for team in needed for post in team for agency in instance.options[post]}
    agencies = tuple(instance.agencies[agency].id for agency in sorted(able))
    return InfeasibleError(tuple(tasks), agencies, 1, "trial")
