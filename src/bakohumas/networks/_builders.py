from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

import attrs

from bakohumas.bodies import Body, Federation
from bakohumas.errors import expect
from bakohumas.institutions import Area, Level, directory
from bakohumas.languages import listed
from bakohumas.law import Assumption
from bakohumas.networks._assumptions import ASSUMPTIONS, FURTHER_ASSUMPTIONS
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Node, Role, alike
from bakohumas.networks._tiers import TIERS

POPULATION_DAY = date(2024, 12, 31)
"""The day of the residents counted, and of the areas they are counted in."""

_Pair = tuple[str, str]
_Segments = Mapping[str, tuple[Node, Node]]
_PROVINCE = 2


def of(
    body: Body | Federation,
    *,
    on: date,
    assumptions: Iterable[Assumption] = ASSUMPTIONS,
    outlets: int = 5,
    publics: Level | str = Level.PROVINCE,
    pull: bool = False,
    back: bool = False,
) -> InformationNetwork:
    """The network through which a body's members reach the public on a day.

    Every member is a PR unit with its staff, its internal website, which only its
    own people read, and its social-media admin; tier-1 outlets stand beside them.
    The public is one node for the residents online and one for those offline of
    each area, of size the residents registered in 2024; it stands for one of
    them, so that its chance to hear is the share of them expected to. A member of a
    province or regency tells the public of its area, a national one that of
    every area. The public receives (push): from accounts that it follows and from
    outlets. It may seek as well (pull), and answer.

    No tie leads from one member of a body to another: what a forum or a programme adds
    is the business of whoever knows it. In a federation every body is a member, and
    tells the one above it, by channel ``report``, and those below, by ``policy``.

    Args:
        body: The body, or the federation.
        on: The day whose members count.
        assumptions: Chance of each channel, by its name, and the share ``online``;
            those of :data:`FURTHER_ASSUMPTIONS` may be left out.
        outlets: How many tier-1 outlets there are.
        publics: Whether the public is told apart by the 38 provinces, or by the 514
            regencies and cities.
        pull: Whether every unit has an official channel, on which the public online
            looks things up.
        back: Whether the public online answers: to the admin of a unit that told it, who
            passes it on to the staff, and they to the unit.

    Returns:
        The network of that day.

    Raises:
        OutOfScopeError: If the federation does not speak of that day.
        RefusedError: If the body did not exist on that day.
        TypeError: If an argument is not of its kind.
        ValueError: If an assumption is missing or no chance, *outlets* negative, or
            *publics* no such level.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="invented")
        >>> network = of(body, on=day)
        >>> len(network.nodes_of(Role.PUBLIC)), network.hearers("bps")
        (76, ('bps/staff',))
        >>> kpu = of(Federation.kpu(), on=date(2023, 1, 1), publics="regency", back=True)
        >>> len(kpu.nodes_of(Role.MEMBER)), kpu.speakers("kpu-63")[:2]
        (553, ('kpu', 'kpu-63.01'))
    """
    expect(body, Body, Federation, what="body")
    chances = _chances(assumptions)
    expect(outlets, int, what="outlets")
    if outlets < 0:
        msg = f"outlets must not be negative, got {outlets}"
        raise ValueError(msg)
    level = Level.of(publics, what="publics")
    segments = _segments(level, chances["online"])
    media = tuple(Node(f"outlet/{n}", Role.OUTLET, tier="1") for n in range(1, outlets + 1))
    people = [segment for pair in segments.values() for segment in pair]
    nodes = [*media, *people]
    members, ends = _members(body, on)
    ends["audience"] = [(outlet.id, each.id) for outlet in media for each in people]
    for member in members:
        unit = _Unit(member, pull=pull)
        nodes += unit.nodes
        for name, pairs in unit.ends(media, _audience(member.area, segments), back=back):
            ends.setdefault(name, []).extend(pairs)
    return InformationNetwork(
        nodes, [tie for name, pairs in ends.items() for tie in alike(name, chances[name], pairs)]
    )


def _chances(assumptions: Iterable[Assumption]) -> dict[str, float]:
    chances = {each.name: each.value for each in FURTHER_ASSUMPTIONS}
    for each in assumptions:
        expect(each, Assumption, what="an assumption")
        chances[each.name] = each.value
    missing = [each.name for each in ASSUMPTIONS if each.name not in chances]
    if missing:
        msg = f"assumptions lack {listed(missing)}: add what you change to networks.ASSUMPTIONS"
        raise ValueError(msg)
    for each in (*ASSUMPTIONS, *FURTHER_ASSUMPTIONS):
        if not 0 <= chances[each.name] <= 1:
            msg = f"assumption {each.name} must lie in [0, 1], got {chances[each.name]}"
            raise ValueError(msg)
    return chances


def _segments(level: Level, online: float) -> dict[str, tuple[Node, Node]]:
    if level is Level.NATIONAL:
        msg = "publics must be province or regency: there is no public of no area"
        raise ValueError(msg)
    areas = directory(on=POPULATION_DAY).areas(level)
    return {area.code: _publics(area, online) for area in areas}


def _publics(area: Area, online: float) -> tuple[Node, Node]:
    connected = round(area.population * Fraction(str(online)))
    return (
        Node(f"public/{area.code}/online", Role.PUBLIC, area=area.code, size=connected),
        Node(
            f"public/{area.code}/offline",
            Role.PUBLIC,
            area=area.code,
            size=area.population - connected,
        ),
    )


def _audience(area: str, segments: _Segments) -> list[Node]:
    """The residents online whom a member of an area tells: all, where it has none."""
    for code in (area, area[:_PROVINCE]):
        if code in segments:
            return [segments[code][0]]
    here = [online for code, (online, _) in segments.items() if code.startswith(f"{area}.")]
    return here or [online for online, _ in segments.values()]


def _tier(area: str) -> str:
    return TIERS[min(len(area.split(".")), _PROVINCE) if area else 0]


def _members(body: Body | Federation, on: date) -> tuple[list[Node], dict[str, list[_Pair]]]:
    """The member units of a day, and who tells whom among them, by channel."""
    if isinstance(body, Body):
        return [
            Node(
                each.institution,
                tier=_tier(each.area),
                category=each.category,
                area=each.area,
            )
            for each in body.on(on).register
        ], {}
    forest = body.on(on)
    members = [Node(each.body, tier=TIERS[each.tier], area=each.area) for each in forest]
    pairs = [(each.parent, each.body) for each in forest if each.parent]
    return members, {"policy": pairs, "report": [(below, above) for above, below in pairs]}


@attrs.frozen
class _Unit:
    """A member with the parts of its PR unit."""

    member: Node
    pull: bool = attrs.field(kw_only=True)

    def _part(self, suffix: str, role: Role) -> Node:
        return attrs.evolve(self.member, id=f"{self.member.id}/{suffix}", role=role)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The member, its staff, its internal website and its admin, and what else it has."""
        parts = [
            self._part("staff", Role.STAFF),
            self._part("site", Role.SITE),
            self._part("admin", Role.ADMIN),
        ]
        more = [self._part("channel", Role.CHANNEL)] if self.pull else []
        return (self.member, *parts, *more)

    def ends(
        self, media: Iterable[Node], audience: Iterable[Node], *, back: bool
    ) -> Iterator[tuple[str, list[_Pair]]]:
        """Who tells whom, by channel."""
        member = self.member.id
        staff, site, admin = f"{member}/staff", f"{member}/site", f"{member}/admin"
        yield "staff", [(member, staff)]
        yield "website", [(staff, site)]
        yield "retelling", [(staff, admin)]
        yield "press", [(staff, outlet.id) for outlet in media]
        yield "followers", [(admin, public.id) for public in audience]
        if self.pull:
            channel = f"{member}/channel"
            yield "publishing", [(staff, channel)]
            yield "seeking", [(channel, public.id) for public in audience]
        if back:
            yield "comments", [(public.id, admin) for public in audience]
            yield "forwarding", [(admin, staff)]
            yield "escalation", [(staff, member)]
