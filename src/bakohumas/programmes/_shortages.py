from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

import attrs

from bakohumas.errors import InfeasibleError
from bakohumas.languages import Labelled, Lang, pick
from bakohumas.programmes._flows import augment, stranded
from bakohumas.programmes._instances import Instance, Post
from bakohumas.programmes._reasons import Obstacle, need_label, reasons_against
from bakohumas.programmes._work import Agency, Task, by_id

_TRIED = 8
_SHOWN = 3
_PAIRS = 20_000
_PLACES = 20_000
"""Most places that a problem is cut into; past that only its broad outlines are looked at."""
_OFFERED = frozenset(
    {
        *(Obstacle.SKILL, Obstacle.ROLE, Obstacle.CHANNEL, Obstacle.LOAN),
        *(Obstacle.REGION, Obstacle.LANGUAGE),
    }
)
"""What an agency can come to have."""


class Relief(Labelled):
    """What could be given way to where a division of work is infeasible, least first.

    Examples:
        >>> [relief.value for relief in Relief]
        ['capacity', 'offer', 'need']
    """

    CAPACITY = "capacity", "more capacity", "kapasitas ditambah"
    OFFER = "offer", "one offer more", "tawaran ditambah"
    NEED = "need", "one need less", "syarat dikurangi"


@attrs.frozen
class Relaxation:
    """A change to an infeasible problem that helps, verified by dividing again.

    :func:`relaxations` makes one.

    Attributes:
        relief: What is changed.
        agency: Code of the agency that would do more; empty for a need less.
        task: Id of the task that would need less; empty for the others.
        obstacle: What would no longer stand in the way; ``None`` for more capacity.
        detail: The need, region or language.
        days: The capacity that is added; 0 for the others.
        left: How many places are still missing then: 0 where all is well.
    """

    relief: Relief
    agency: str = ""
    task: str = ""
    obstacle: Obstacle | None = None
    detail: str = ""
    days: int = 0
    left: int = 0

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Lang = "en") -> str:
        """The change in words."""
        what = f"{self.detail and need_label(self.detail, lang)}"
        if self.relief is Relief.CAPACITY:
            text = pick(
                lang,
                f"give {self.agency} a capacity of {self.days} more",
                f"tambah kapasitas {self.agency} sebanyak {self.days}",
            )
        elif self.relief is Relief.OFFER:
            text = pick(
                lang,
                f"let {self.agency} take on {what} ({self.obstacle and self.obstacle.value})",
                f"lengkapi {self.agency} dengan {what}",
            )
        else:
            text = pick(
                lang,
                f"drop {what} from the needs of {self.task}",
                f"hapus {what} dari syarat {self.task}",
            )
        short = pick(lang, f" ({self.left} still missing)", f" (masih kurang {self.left})")
        return text + short if self.left else text


@attrs.frozen
class _Places:
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
    def of(cls, instance: Instance) -> "_Places":
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

    def missing(self, start: Mapping[int, int] | None = None) -> tuple[int, dict[int, int]]:
        """How many places stay empty in a largest placing, and that placing."""
        found = augment(self.options, self.rooms, start or {})
        return len(self.owner) - len(found), found


def certificate(instance: Instance) -> InfeasibleError | None:
    """Tasks that compete for too few places, and all agencies able to fill any of them.

    It is drawn from the tasks and agencies, and given only if it proves what it says.
    Where work is counted in days it asks for less than a division must keep to: that a
    task may be shared out by the day.
    """
    found = _outlined(instance) if _Places.many(instance) else _placed(instance)
    if found is None:
        for team in instance.teams:
            options = [instance.options[post] for post in team]
            alone = augment(options, [1] * len(instance.agencies), {})
            crowded = [team[place] for place in sorted(stranded(options, alone))]
            found = found or _stated(instance, crowded, 0)
    return found


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
    places = _Places.of(instance)
    _, holders = places.missing()
    scarce = {places.owner[place] for place in stranded(places.options, holders)}
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


def relaxations(tasks: Iterable[Task], agencies: Iterable[Agency]) -> tuple[Relaxation, ...]:
    """The smallest changes that would help an infeasible division of work, in order.

    Tried are more capacity at one agency, one skill, region or language more at one
    agency, and one need less of one task; each that is returned was found to help by
    dividing again. At most eight of a kind are tried, and three returned.

    Args:
        tasks: What is to be done.
        agencies: Who stands ready.

    Returns:
        The changes; none where nothing is short of places, where a task asks for more
        agencies than there are, or for problems of more than 20,000 days of work.

    Raises:
        TypeError: If there is anything but tasks, or agencies, among them.
        ValueError: If ids are not unique.

    Examples:
        >>> ready = [Agency("tvri", 1, ["video"], ["31"]), Agency("rri", 2, [], ["94"])]
        >>> work = [Task("clip", needs=["video"], regions=["94"])]
        >>> for change in relaxations(work, ready):
        ...     print(change)
        let rri take on video (skill)
        let tvri take on 94 (region)
        drop video from the needs of clip
        drop 94 from the needs of clip
    """
    work = tuple(by_id(tasks, Task).values())
    ready = tuple(by_id(agencies, Agency).values())
    if crowded(work, ready):
        return ()
    instance = Instance.of(work, ready)
    if _Places.many(instance):
        return ()
    places = _Places.of(instance)
    short, holders = places.missing()
    scarce = sorted({places.owner[place] for place in stranded(places.options, holders)})
    posts = [instance.posts[post] for post in scarce]
    spare = {agency.id: agency.capacity % places.size for agency in ready}
    found: list[Relaxation] = []
    for kind in (
        _more_room(posts, ready, short * places.size),
        _offers(posts, ready),
        _needs(posts),
    ):
        helped = []
        for change in islice(kind, _TRIED):
            changed = _changed(change, work, ready)
            left, _ = _Places.of(Instance.of(*changed)).missing(holders)
            if left < short:
                days = (short - left) * places.size - spare.get(change.agency, 0)
                days = days if change.days else 0
                helped.append(attrs.evolve(change, left=left, days=days))
        found += sorted(helped, key=lambda change: change.left)[:_SHOWN]
    return tuple(found)


def _more_room(posts: Sequence[Post], ready: Sequence[Agency], days: int) -> Iterator[Relaxation]:
    for agency in ready:
        if any(not _against(post, agency) for post in posts):
            yield Relaxation(Relief.CAPACITY, agency.id, days=days)


def _offers(posts: Sequence[Post], ready: Sequence[Agency]) -> Iterator[Relaxation]:
    """What one agency lacks for one post, where it lacks nothing else."""
    told = set()
    for post, agency in islice(product(posts, ready), _PAIRS):
        reasons = reasons_against(post.task, agency, post.slot)
        if len(reasons) == 1 and reasons[0].obstacle in _OFFERED:
            lacking = agency.id, reasons[0].obstacle, reasons[0].detail
            if lacking not in told:
                told.add(lacking)
                yield Relaxation(Relief.OFFER, agency.id, "", *lacking[1:])


def _needs(posts: Sequence[Post]) -> Iterator[Relaxation]:
    for post in posts:
        if post.slot is None:
            for need in post.task.needs:
                yield Relaxation(Relief.NEED, "", post.task.id, Obstacle.SKILL, need)
            for region in post.task.regions:
                yield Relaxation(Relief.NEED, "", post.task.id, Obstacle.REGION, region)


def _changed(
    change: Relaxation, work: Sequence[Task], ready: Sequence[Agency]
) -> tuple[tuple[Task, ...], tuple[Agency, ...]]:
    tasks = tuple(_eased(task, change) if task.id == change.task else task for task in work)
    agencies = tuple(_widened(one, change) if one.id == change.agency else one for one in ready)
    return tasks, agencies


def _eased(task: Task, change: Relaxation) -> Task:
    needs, regions = set(task.needs) - {change.detail}, set(task.regions) - {change.detail}
    if change.obstacle is Obstacle.REGION:
        return attrs.evolve(task, regions=regions)
    return attrs.evolve(task, needs=needs)


def _widened(agency: Agency, change: Relaxation) -> Agency:
    match change.obstacle:
        case None:
            return attrs.evolve(agency, capacity=agency.capacity + change.days)
        case Obstacle.REGION:
            return attrs.evolve(agency, regions=(*agency.regions, change.detail))
        case Obstacle.LANGUAGE:
            return attrs.evolve(agency, languages=(*agency.languages, change.detail))
        case _:
            return attrs.evolve(agency, skills=(*agency.skills, change.detail))
