from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, product

import attrs

from bakohumas.programmes._flows import augment, stranded
from bakohumas.programmes._instances import Instance
from bakohumas.programmes._reasons import Obstacle, reasons_against
from bakohumas.programmes._reliefs import Relaxation, Relief, reliefs
from bakohumas.programmes._seating import loose, seated
from bakohumas.programmes._shortages import Places, crowded
from bakohumas.programmes._work import Agency, Task, by_id

_SHOWN = 3
"""How many changes of a kind are told."""
_STEPS = 50_000_000
"""About how many pairs of a place and an agency are looked at before no more are tried."""
_PAIRS = 100_000
"""Of how many places and agencies it is looked at what stands between them."""


@attrs.frozen
class _Deal:
    """All places dealt out as far as they go, and what is missing then.

    A task that asks for more agencies than are able to sit in it lacks those, whatever
    room they have. Of the other tasks the places are counted that stay empty, where nobody
    fills more places of a task than the longest that it can have there.

    Attributes:
        places: The places.
        options: For each post the agencies able to fill it.
        teams: The number of the task of each post; ``None`` where it has no other post.
        longest: For each such task and agency, the most days of a post that it can fill.
        torn: How many agencies each task lacks that lacks any, by its posts.
        holders: The agency of each place of the others that is filled.
        missing: How much is missing altogether.
    """

    places: Places
    options: Sequence[Mapping[int, int]]
    teams: Sequence[int | None]
    longest: Mapping[tuple[int, int], int]
    torn: Mapping[tuple[int, ...], int]
    holders: Mapping[int, int]
    missing: int

    @classmethod
    def of(cls, instance: Instance, start: Mapping[int, int] | None = None) -> "_Deal":
        """The places of an instance, dealt out; beginning with some that are."""
        groups = [tuple(team) for team in instance.teams if len(team) > 1]
        torn = _torn(groups, instance.options, len(instance.agencies))
        teams: list[int | None] = [None] * len(instance.posts)
        for number, group in enumerate(groups):
            for post in group:
                teams[post] = number
        empty = cls(Places.of(instance), [{}] * len(teams), teams, {}, torn, start or {}, 0)
        pairs = [(post, one) for post, able in enumerate(instance.options) for one in able]
        return empty._dealt(instance.options, torn, empty._longer(pairs), empty.places.rooms)

    def _dealt(
        self,
        options: Sequence[Mapping[int, int]],
        torn: Mapping[tuple[int, ...], int],
        longest: Mapping[tuple[int, int], int],
        rooms: Sequence[int],
    ) -> "_Deal":
        """The places dealt out anew, beginning with those that are."""
        owner = self.places.owner
        aside = {post for team in torn for post in team}
        open_to = [{} if post in aside else options[post] for post in owner]
        teams = [self.teams[post] for post in owner]
        holders = seated(open_to, rooms, teams, longest, self.holders)
        missing = sum(post not in aside for post in owner) - len(holders) + sum(torn.values())
        return _Deal(self.places, options, self.teams, longest, torn, holders, missing)

    def _longer(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """The most days of a post that each agency can fill in a task, with some more open."""
        longest = dict(self.longest)
        for post, agency in pairs:
            team = self.teams[post]
            if team is not None:
                days = self.places.instance.posts[post].terms.days
                longest[team, agency] = max(days, longest.get((team, agency), 0))
        return longest

    @property
    def aside(self) -> set[int]:
        """The posts of tasks that lack agencies, whose places are not counted."""
        return {post for team in self.torn for post in team}

    def scarce(self) -> list[int]:
        """The posts that compete for too few agencies; opening any other helps nobody."""
        aside = self.aside
        rest = [place for place, post in enumerate(self.places.owner) if post not in aside]
        at = {place: number for number, place in enumerate(rest)}
        held = {at[place]: agency for place, agency in self.holders.items()}
        found = {
            self.places.owner[rest[number]]
            for number in stranded([self.places.options[place] for place in rest], held)
        }
        for team in self.torn:
            options = [self.options[post] for post in team]
            alone = augment(options, [1] * len(self.places.rooms), {})
            found.update(team[number] for number in stranded(options, alone))
        return sorted(found)

    def with_room(self, agency: int) -> "_Deal":
        """The same, if an agency had room for all that is missing."""
        rooms = list(self.places.rooms)
        rooms[agency] += self.missing
        return self._dealt(self.options, self.torn, self.longest, rooms)

    def opened(self, pairs: Sequence[tuple[int, int]]) -> "_Deal":
        """The same, if agencies were able to fill posts that they are not."""
        options = list(self.options)
        for post, agency in pairs:
            options[post] = {**options[post], agency: 0}
        touched = {post for post, _ in pairs}
        teams = [team for team in self.torn if touched.intersection(team)]
        torn = {team: lack for team, lack in self.torn.items() if team not in teams}
        torn |= _torn(teams, options, len(self.places.rooms))
        return self._dealt(options, torn, self._longer(pairs), self.places.rooms)


def _torn(
    teams: Iterable[tuple[int, ...]], options: Sequence[Mapping[int, int]], agencies: int
) -> dict[tuple[int, ...], int]:
    """How many agencies each team lacks, if it lacks any."""
    lacks = {
        team: len(team) - len(augment([options[post] for post in team], [1] * agencies, {}))
        for team in teams
    }
    return {team: lack for team, lack in lacks.items() if lack}


@attrs.frozen
class _Change:
    """A change, and what it opens.

    Attributes:
        relaxation: The change.
        pairs: The posts it opens, and the agencies it opens them to; for more capacity,
            the posts that the agency is able to fill.
        most: How much it could help, at most.
    """

    relaxation: Relaxation
    pairs: Sequence[tuple[int, int]]
    most: int

    @classmethod
    def of(
        cls,
        relaxation: Relaxation,
        pairs: Sequence[tuple[int, int]],
        deal: _Deal,
        free: AbstractSet[int],
    ) -> "_Change":
        """The change, with how much it could help: as many places as it opens and have room."""
        places, aside = deal.places, deal.aside
        agency, posts = pairs[0][1], {post for post, _ in pairs}
        terms = places.instance.posts
        if relaxation.relief is Relief.CAPACITY:
            held = sum(holder == agency for holder in deal.holders.values())
            open_to = sum(terms[post].terms.days for post in posts - aside) // places.size
            return cls(relaxation, pairs, min(deal.missing, open_to - held))
        posts = {post for post, one in pairs if one in free or post in aside}
        room = sum(terms[post].terms.days for post in posts - aside) // places.size
        if relaxation.relief is not Relief.NEED:
            room = min(room, places.rooms[agency])
        return cls(relaxation, pairs, min(deal.missing, len(posts & aside) + room))

    def order(self) -> tuple[int, int, str]:
        """Post by post, then agency by agency, or need by need."""
        post, agency = self.pairs[0]
        if self.relaxation.relief is Relief.NEED:
            agency = [None, *Obstacle].index(self.relaxation.obstacle)
        return post, agency, self.relaxation.detail

    def made(self, deal: _Deal) -> _Deal:
        """What is dealt out after the change."""
        if self.relaxation.relief is Relief.CAPACITY:
            return deal.with_room(self.pairs[0][1])
        return deal.opened(self.pairs)

    def told(self, deal: _Deal, made: _Deal) -> Relaxation:
        """The change with the days it takes: of capacity as few as help as much."""
        agency, places = self.pairs[0][1], deal.places
        one = places.instance.agencies[agency]
        if self.relaxation.relief is Relief.CAPACITY:
            days = (deal.missing - made.missing) * places.size - one.capacity % places.size
            return attrs.evolve(self.relaxation, days=days)
        if self.relaxation.obstacle is Obstacle.WINDOW:
            period, limit = next(
                each for each in one.limits if str(each[0]) == self.relaxation.detail
            )
            posts = places.instance.posts
            used = places.size * sum(
                holder == agency
                and (window := posts[places.owner[place]].window) is not None
                and period.overlaps(window)
                for place, holder in made.holders.items()
            )
            longest = max(posts[post].terms.days for post, _ in self.pairs)
            return attrs.evolve(self.relaxation, days=max(used, longest) - limit)
        return self.relaxation


def relaxations(tasks: Iterable[Task], agencies: Iterable[Agency]) -> tuple[Relaxation, ...]:
    """The smallest changes that would help an infeasible division of work, in order.

    Looked for are more capacity at one agency; one skill, region or language more at one
    agency; one exclusion lifted, one cost named, or one limit by period raised; and one need
    less of one task or slot. Whether a change helps is decided by a largest placing of all
    places, begun with the one that leaves some empty: those that could help most are tried
    first, until no other can help more (of very large problems only the first few), and each that
    is returned was found to help by dealing out the places of the changed problem. Of a kind the
    best three are returned. A conflict of interest is nothing to be given way to.

    Args:
        tasks: What is to be done.
        agencies: Who stands ready.

    Returns:
        The changes; none where nothing is short of places, or of agencies able to sit in
        a task, where a task asks for more agencies than there are, or for problems of more
        than 20,000 days of work.

    Raises:
        TypeError: If there is anything but tasks, or agencies, among them.
        ValueError: If ids are not unique.

    Examples:
        >>> ready = [Agency("tvri", 1, ["video"], ["31"]), Agency("rri", 2, [], ["91"])]
        >>> work = [Task("clip", needs=["video"], regions=["91"])]
        >>> for change in relaxations(work, ready):
        ...     print(change)
        let rri take on video (skill)
        let tvri take on 91 (region)
        drop video from the needs of clip
        drop 91 from the needs of clip
    """
    work = tuple(by_id(tasks, Task).values())
    ready = tuple(by_id(agencies, Agency).values())
    if crowded(work, ready):
        return ()
    instance = Instance.of(work, ready)
    if Places.many(instance):
        return ()
    deal = _Deal.of(instance)
    changes = _changes(deal, instance)
    found: list[Relaxation] = []
    for kind in Relief:
        for change, made in _best(deal, [one for one in changes if one.relaxation.relief is kind]):
            told = change.told(deal, made)
            again = _Deal.of(Instance.of(*told.applied(work, ready)), made.holders)
            found.append(attrs.evolve(told, left=again.missing))
    return tuple(found)


def _best(deal: _Deal, changes: Sequence[_Change]) -> list[tuple[_Change, _Deal]]:
    """The changes that help most, found by trying first those that could."""
    best: list[tuple[int, int, _Change, _Deal]] = []
    arcs = sum(len(deal.options[post]) for post in deal.places.owner)
    enough = max(_SHOWN, _STEPS // max(arcs * deal.missing, 1))
    ranked = sorted(enumerate(changes), key=lambda one: (-one[1].most, one[0]))
    for at, change in ranked[:enough]:
        if len(best) == _SHOWN and best[-1][0] <= deal.missing - change.most:
            break
        made = change.made(deal)
        if made.missing < deal.missing:
            best = sorted([*best, (made.missing, at, change, made)], key=lambda one: one[:2])[
                :_SHOWN
            ]
    return [(change, made) for _, _, change, made in best]


def _changes(deal: _Deal, instance: Instance) -> list[_Change]:
    """Every single change that opens a post which competes for too few, post by post."""
    opened: dict[Relaxation, list[tuple[int, int]]] = {}
    pairs = product(deal.scarce(), range(len(instance.agencies)))
    for number, agency in islice(pairs, _PAIRS):
        post, one = instance.posts[number], instance.agencies[agency]
        reasons = reasons_against(post.task, one, post.slot)
        given = [Relaxation(Relief.CAPACITY, one.id)]
        if reasons:
            given = list(reliefs(post, one, reasons[0])) if len(reasons) == 1 else []
        for change in given:
            opened.setdefault(change, []).append((number, agency))
    options = [deal.options[post] for post in deal.places.owner]
    free = loose(options, deal.places.rooms, deal.holders)
    changes = [_Change.of(*each, deal, free) for each in opened.items()]
    return sorted((each for each in changes if each.most > 0), key=_Change.order)
