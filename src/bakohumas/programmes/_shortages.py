from collections.abc import Iterator, Mapping, Sequence

import attrs

from bakohumas.errors import InfeasibleError
from bakohumas.programmes._flows import augment, stranded
from bakohumas.programmes._instances import Instance, Post
from bakohumas.programmes._reasons import reasons_against
from bakohumas.programmes._work import Agency, Task

_PLACES = 20_000
"""Most places that a problem is cut into; past that only its broad outlines are looked at."""


@attrs.frozen
class Places:
    """The problem cut into equal places, of which a certificate can speak.

    Attributes:
        instance: What was to be divided.
        size: The days of one place.
        owner: The post that each place belongs to.
        options: For each place the agencies able to fill it.
        rooms: How many places each agency can fill.
    """

    instance: Instance
    size: int
    owner: list[int]
    options: list[Mapping[int, int]]
    rooms: list[int]

    @staticmethod
    def many(instance: Instance) -> bool:
        """Whether there would be too many of them to look at."""
        return sum(post.terms.days for post in instance.posts) > _PLACES * (instance.level or 1)

    @classmethod
    def of(cls, instance: Instance) -> "Places":
        size = instance.level or 1
        owner = [
            number
            for number, post in enumerate(instance.posts)
            for _ in range(post.terms.days // size)
        ]
        return cls(
            instance,
            size,
            owner,
            [instance.options[post] for post in owner],
            [capacity // size for capacity in instance.capacities],
        )

    def holders(self) -> dict[int, int]:
        """The agency of each place that is filled, in a largest placing."""
        return augment(self.options, self.rooms, {})


def certificate(instance: Instance) -> InfeasibleError | None:
    """Tasks that compete for too few places, and all agencies able to fill any of them.

    It is drawn from the tasks and agencies, and given only if it proves what it says.
    Where work is counted in days it asks for less than a division must keep to: that a
    task may be shared out by the day. Where one task alone asks for more agencies than are
    able, it says so, and not that they lack room.
    """
    found = _outlined(instance) if Places.many(instance) else _placed(instance)
    if found is None or len(found.tasks) == 1:
        for team in instance.teams:
            if found is None or instance.posts[team[0]].task.id in found.tasks:
                other = _teamed(instance, team)
                found = other if other and (other.agencies or not found) else found
    return found


def _teamed(instance: Instance, team: Sequence[int]) -> InfeasibleError | None:
    """The certificate of a task that asks for more agencies than are able to sit in it."""
    options = [instance.options[post] for post in team]
    alone = augment(options, [1] * len(instance.agencies), {})
    return _stated(instance, [team[place] for place in sorted(stranded(options, alone))], 0)


def crowded(tasks: Sequence[Task], agencies: Sequence[Agency]) -> InfeasibleError | None:
    """The first task that asks for more agencies than there are, before its places are drawn."""
    for task in tasks:
        wanted = 1 + sum(slot.least for slot in task.slots)
        if task.slots and wanted > len(agencies):
            slots = (None, *(slot for slot in task.slots if slot.least))
            able = tuple(
                one.id
                for one in agencies
                if not all(reasons_against(task, one, slot) for slot in slots)
            )
            return InfeasibleError((task.id,), able, wanted - len(able), "team")
    return None


def _placed(instance: Instance) -> InfeasibleError | None:
    """The certificate of all places that compete for too few, by a largest placing."""
    places = Places.of(instance)
    scarce = {places.owner[place] for place in stranded(places.options, places.holders())}
    return _stated(instance, sorted(scarce), places.size)


def _outlined(instance: Instance) -> InfeasibleError | None:
    """The same without a placing, for posts that compete for the very same agencies."""
    able = [frozenset(options) for options in instance.options]
    for group in sorted(set(able), key=lambda each: (len(each), sorted(each))):
        posts = [number for number, each in enumerate(able) if each <= group]
        found = _stated(instance, posts, instance.level or 1)
        if found:
            return found
    return None


def _stated(instance: Instance, posts: Sequence[int], size: int) -> InfeasibleError | None:
    """The certificate of these posts, by days, or (*size* 0) as one agency to a post."""
    asked = [(instance.posts[post], frozenset(instance.posts[post].terms.needs)) for post in posts]
    able = [
        number
        for number, agency in enumerate(instance.agencies)
        if any(not _against(post, agency) for post in _fitting(asked, agency))
    ]
    rooms = [instance.agencies[number].capacity // size if size else 1 for number in able]
    wanted = sum(instance.posts[post].terms.days // size if size else 1 for post in posts)
    if wanted <= sum(rooms):
        return None
    tasks = dict.fromkeys(instance.posts[post].task.id for post in posts)
    agencies = tuple(instance.agencies[number].id for number in able)
    proof = "places" if size else "team"
    return InfeasibleError(tuple(tasks), agencies, wanted - sum(rooms), proof)


def _fitting(asked: Sequence[tuple[Post, frozenset[str]]], agency: Agency) -> Iterator[Post]:
    """The posts for which an agency has all skills, whatever else stands against it."""
    skills = set(agency.skills)
    return (post for post, needs in asked if needs <= skills)


def _against(post: Post, agency: Agency) -> bool:
    return bool(reasons_against(post.task, agency, post.slot))
