from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

import attrs

from bakohumas.programmes._flows import augment


@attrs.define
class _Seats:
    """Places and who holds them, where an agency sits only so long in one task.

    Attributes:
        options: For each place the agencies able to fill it.
        rooms: How many places each agency can fill.
        team: The task of each place; ``None`` where an agency can fill all places of it.
        longest: For each task and agency, how many of its places that agency can fill.
        holder: The agency of each place that is filled.
        held: The places of each agency.
        sat: The places of each agency in each task.
        dead: Agencies, and tasks and agencies, where no room can be made any more.
    """

    options: Sequence[Mapping[int, int]]
    rooms: Sequence[int]
    team: Sequence[int | None]
    longest: Mapping[tuple[int, int], int]
    holder: dict[int, int] = attrs.Factory(dict)
    held: dict[int, dict[int, None]] = attrs.Factory(dict)
    sat: dict[tuple[int, int], dict[int, None]] = attrs.Factory(dict)
    dead: set[int | tuple[int, int]] = attrs.Factory(set)

    def put(self, place: int, agency: int) -> None:
        """Give a place to an agency, and take it from who held it."""
        former, team = self.holder.get(place), self.team[place]
        if former is not None:
            del self.held[former][place]
            if team is not None:
                del self.sat[team, former][place]
        self.holder[place] = agency
        self.held.setdefault(agency, {})[place] = None
        if team is not None:
            self.sat.setdefault((team, agency), {})[place] = None

    def fill(self, place: int) -> None:
        """Fill one place more, if others can make way for it."""
        before: dict[int, int] = {}  # the place that takes over from each that makes way
        seen: set[int | tuple[int, int]] = set()
        dead, waiting = self.dead, deque([place])
        while waiting:
            mover = waiting.popleft()
            team = self.team[mover]
            for agency in self.options[mover]:
                key = agency if team is None else (team, agency)
                if key in seen or key in dead:
                    continue
                rivals = self._rivals(team, agency, seen)
                if rivals is None:
                    self._shift(mover, agency, before)
                    return
                for each in rivals:
                    if each not in before:
                        before[each] = mover
                        waiting.append(each)
        self.dead |= seen

    def _rivals(
        self, team: int | None, agency: int, seen: set[int | tuple[int, int]]
    ) -> Mapping[int, None] | None:
        """The places of which one must make way at an agency; ``None`` where there is room."""
        if team is not None:
            pair = team, agency
            seen.add(pair)
            sitting = self.sat.get(pair, {})
            if len(sitting) >= self.longest[pair]:
                return sitting
            if agency in seen or agency in self.dead:
                return {}
        seen.add(agency)
        held = self.held.get(agency, {})
        return None if len(held) < self.rooms[agency] else held

    def _shift(self, mover: int, agency: int, before: Mapping[int, int]) -> None:
        """Move a place where there is room, and each that waited for one into what is left."""
        former = self.holder.get(mover)
        self.put(mover, agency)
        while former is not None:
            mover, agency = before[mover], former
            former = self.holder.get(mover)
            self.put(mover, agency)


def seated(
    options: Sequence[Mapping[int, int]],
    rooms: Sequence[int],
    team: Sequence[int | None],
    longest: Mapping[tuple[int, int], int],
    start: Mapping[int, int],
) -> dict[int, int]:
    """As many places as possible with an agency, beginning with some that have one.

    It is a largest flow: from each place through its task at an agency, where only so many
    pass, to the agency.

    Args:
        options: For each place the agencies able to fill it.
        rooms: How many places each agency can fill.
        team: The task of each place; ``None`` where an agency can fill all places of it.
        longest: For each task and agency, how many of its places that agency can fill.
        start: The agency of some places.

    References:
        L. R. Ford, D. R. Fulkerson (1956), *Maximal flow through a network*, Canadian
        Journal of Mathematics 8, doi:10.4153/CJM-1956-045-5.
    """
    if not longest:
        return augment(options, rooms, start)
    free = loose(options, rooms, start)
    seats = _Seats(options, rooms, team, longest)
    seats.dead.update(one for one in range(len(rooms)) if one not in free)
    for place, agency in start.items():
        seats.put(place, agency)
    for place in range(len(options)):
        if place not in seats.holder:
            seats.fill(place)
    return seats.holder


def loose(
    options: Sequence[Mapping[int, int]], rooms: Sequence[int], holder: Mapping[int, int]
) -> set[int]:
    """The agencies that could take one place more, or pass one on to whoever can.

    Whether an agency sits in a task already is not looked at: those left out can do neither.
    """
    left, before = list(rooms), defaultdict[int, set[int]](set)
    for place, agency in holder.items():
        left[agency] -= 1
        for other in options[place]:
            before[other].add(agency)
    waiting = [agency for agency, room in enumerate(left) if room > 0]
    found = set(waiting)
    while waiting:
        more = before[waiting.pop()] - found
        found |= more
        waiting += more
    return found
