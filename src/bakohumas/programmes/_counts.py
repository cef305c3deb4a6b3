from collections.abc import Mapping, Sequence
from typing import Final

from bakohumas.errors import InfeasibleError
from bakohumas.programmes._flows import augment, stranded
from bakohumas.programmes._instances import Instance
from bakohumas.programmes._reasons import reasons_against

_TRIED: Final = 100
"""How many sets of places are counted at most, the largest first."""


def counted(instance: Instance) -> InfeasibleError | None:
    """Whole tasks that compete for too few places, once lengths, limits and loans are counted.

    Of tasks of at least so many days an agency can take only as many as go whole into its
    capacity; of those within a period, or in need of a thing at the same time, only as many
    as its limit or its stock allows; and of one task only one place. So many places it has
    for them, and by these the tasks are placed as if nothing else stood in the way. What is
    short then is counted again, from the tasks and agencies, before it is shown.
    """
    days = [post.terms.days for post in instance.posts]
    lengths = sorted(set(days))
    crowds = {frozenset(range(len(days))), *instance.crowds}
    groups = {
        frozenset(post for post in crowd if days[post] >= least)
        for crowd in crowds
        for least in lengths
    }
    for group in sorted(groups, key=lambda each: (-len(each), sorted(each)))[:_TRIED]:
        posts = sorted(group)
        able: list[list[int]] = [[] for _ in instance.agencies]
        for post in posts:
            for agency in instance.options[post]:
                able[agency].append(post)
        rooms = [_room(instance, agency, mine) for agency, mine in enumerate(able)]
        options = [instance.options[post] for post in posts]
        short = stranded(options, augment(options, rooms, {}))
        if short:
            return _stated(instance, [posts[place] for place in sorted(short)])
    return None


def _room(instance: Instance, agency: int, able: Sequence[int]) -> int:
    """How many of these places an agency could fill at most, all of which it is able to fill."""
    posts = instance.posts
    days = {post: posts[post].terms.days for post in able}
    whole: list[tuple[int, Mapping[int, int]]] = [(instance.agencies[agency].capacity, days)]
    rooms = [len({posts[post].task.id for post in able})]
    for amount, uses in [*whole, *instance.limits[agency]]:
        least = min((uses.get(post, 0) for post in able), default=0)
        rooms += [amount // least] if least else []
    return min(rooms)


def _stated(instance: Instance, posts: Sequence[int]) -> InfeasibleError | None:
    """The certificate of these places, if whoever can fill any of them has too few."""
    able = [
        [
            post
            for post in posts
            if not reasons_against(instance.posts[post].task, agency, instance.posts[post].slot)
        ]
        for agency in instance.agencies
    ]
    room = sum(_room(instance, agency, mine) for agency, mine in enumerate(able))
    if len(posts) <= room:
        return None
    tasks = dict.fromkeys(instance.posts[post].task.id for post in posts)
    ready = tuple(one.id for one, mine in zip(instance.agencies, able, strict=True) if mine)
    return InfeasibleError(tuple(tasks), ready, len(posts) - room, "limits")
