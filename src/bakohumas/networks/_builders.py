from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from bakohumas.bodies import Body, Membership
from bakohumas.errors import expect
from bakohumas.institutions import Area, Level, directory
from bakohumas.languages import listed
from bakohumas.law import Assumption, Grade
from bakohumas.networks._networks import InformationNetwork
from bakohumas.networks._nodes import Node, Role, Tie

POPULATION_DAY = date(2024, 12, 31)
"""The day of the residents counted, and of the provinces they are counted in."""

ASSUMPTIONS: tuple[Assumption, ...] = (
    Assumption(
        "online",
        0.71,
        0.6,
        0.8,
        Grade.C,
        ("share of residents online every day", "bagian penduduk yang daring setiap hari"),
        "seed 3",
    ),
    Assumption(
        "staff",
        0.9,
        0.7,
        1.0,
        Grade.X,
        ("a unit that heard tells its staff", "unit yang menerima memberi tahu stafnya"),
    ),
    Assumption(
        "website",
        0.8,
        0.5,
        1.0,
        Grade.X,
        ("the staff report on the internal website", "staf memuatnya di situs internal"),
    ),
    Assumption(
        "retelling",
        0.05,
        0.0,
        0.3,
        Grade.X,
        (
            "the unit's social-media admin retells it, key message included, unasked",
            "admin media sosial unit meneruskan pesan kuncinya tanpa diminta",
        ),
    ),
    Assumption(
        "press",
        0.0002,
        0.0,
        0.002,
        Grade.X,
        ("a tier-1 outlet takes it up uninvited", "satu media tier 1 memuatnya tanpa diundang"),
    ),
    Assumption(
        "followers",
        0.004,
        0.001,
        0.01,
        Grade.X,
        (
            "a resident online sees it from one agency's account",
            "penduduk daring melihatnya dari satu akun instansi",
        ),
    ),
    Assumption(
        "audience",
        0.06,
        0.02,
        0.15,
        Grade.X,
        (
            "a resident hears it from one tier-1 outlet",
            "penduduk menerimanya dari satu media tier 1",
        ),
    ),
)
"""What :func:`of` takes for granted; nothing of it is calibrated."""


def of(
    body: Body,
    *,
    on: date,
    assumptions: Iterable[Assumption] = ASSUMPTIONS,
    outlets: int = 5,
) -> InformationNetwork:
    """The network through which a body's members reach the public on a day.

    Every member is a PR unit with its staff, its internal website, which only its
    own people read, and its social-media admin; tier-1 outlets stand beside them.
    The public is one node for the residents online and one for those offline of
    each province, of size the residents registered in 2024; it stands for one of
    them, so that its chance to hear is the share of them expected to. A member of a
    province or regency tells the public of its province, a national one that of
    every province. No tie leads from one member to another: what a forum or a
    programme adds is the business of whoever knows it.

    Args:
        body: The body.
        on: The day whose members count.
        assumptions: Chance of each channel, by its name, and the share ``online``.
        outlets: How many tier-1 outlets there are.

    Returns:
        The network of that day.

    Raises:
        RefusedError: If the body did not exist on that day.
        TypeError: If an argument is not of its kind.
        ValueError: If an assumption is missing or no chance, or *outlets* negative.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="invented")
        >>> network = of(body, on=day)
        >>> len(network.nodes_of(Role.PUBLIC)), network.hearers("bps")
        (76, ('bps/staff',))
    """
    chances = _chances(body, assumptions)
    expect(outlets, int, what="outlets")
    if outlets < 0:
        msg = f"outlets must not be negative, got {outlets}"
        raise ValueError(msg)
    provinces = directory(on=POPULATION_DAY).areas(Level.PROVINCE)
    media = tuple(Node(f"outlet/{n}", Role.OUTLET) for n in range(1, outlets + 1))
    publics = {area.code: _publics(area, chances["online"]) for area in provinces}
    nodes = [*media, *(node for pair in publics.values() for node in pair)]
    ties = [
        Tie(outlet.id, public.id, "audience", chances["audience"])
        for outlet in media
        for pair in publics.values()
        for public in pair
    ]
    for membership in body.on(on).register:
        unit = _unit(membership)
        nodes += unit
        here = membership.area[:2]
        audience = [publics[here]] if here in publics else list(publics.values())
        ties += _ties(unit, media, [online for online, _ in audience], chances)
    return InformationNetwork(nodes, ties)


def _chances(body: Body, assumptions: Iterable[Assumption]) -> dict[str, float]:
    expect(body, Body, what="body")
    chances = {}
    for each in assumptions:
        expect(each, Assumption, what="an assumption")
        chances[each.name] = each.value
    missing = [each.name for each in ASSUMPTIONS if each.name not in chances]
    if missing:
        msg = f"assumptions lack {listed(missing)}: add what you change to networks.ASSUMPTIONS"
        raise ValueError(msg)
    for each in ASSUMPTIONS:
        if not 0 <= chances[each.name] <= 1:
            msg = f"assumption {each.name} must lie in [0, 1], got {chances[each.name]}"
            raise ValueError(msg)
    return chances


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


def _unit(membership: Membership) -> tuple[Node, Node, Node, Node]:
    def part(suffix: str, role: Role) -> Node:
        return Node(
            f"{membership.institution}{suffix}",
            role,
            category=membership.category,
            area=membership.area,
        )

    return (
        part("", Role.MEMBER),
        part("/staff", Role.STAFF),
        part("/site", Role.SITE),
        part("/admin", Role.ADMIN),
    )


def _ties(
    unit: tuple[Node, Node, Node, Node],
    media: Iterable[Node],
    audience: Iterable[Node],
    chances: Mapping[str, float],
) -> Iterator[Tie]:
    member, staff, site, admin = (node.id for node in unit)
    ends = [(member, staff, "staff"), (staff, site, "website"), (staff, admin, "retelling")]
    ends += [(staff, outlet.id, "press") for outlet in media]
    ends += [(admin, public.id, "followers") for public in audience]
    for source, target, channel in ends:
        yield Tie(source, target, channel, chances[channel])
