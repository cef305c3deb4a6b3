import attrs
from attrs.validators import ge, instance_of, le, min_len

from bakohumas.languages import Labelled


class Role(Labelled):
    """What a node of the network is in the flow of information."""

    MEMBER = "member", "member unit", "unit anggota"
    STAFF = "staff", "staff of the unit", "staf unit"
    SITE = "site", "internal website", "situs internal"
    ADMIN = "admin", "social-media admin", "admin media sosial"
    OUTLET = "outlet", "tier-1 media", "media tier 1"
    PUBLIC = "public", "public", "publik"


@attrs.frozen
class Node:
    """Somebody, or something, that can hear and tell.

    Attributes:
        id: Code that no other node of the network has.
        role: What it is in the flow.
        tier: Level of government, such as ``"national"``, where it has one.
        category: Kind of institution, where it belongs to one.
        area: Code of its province or regency, where it has one.
        size: People that it stands for.

    Raises:
        ValueError: If the code is empty or the size negative.

    Examples:
        >>> banten = Node("public:36", Role.PUBLIC, area="36", size=12_431_390)
        >>> banten.role.label("id")
        'publik'
    """

    id: str = attrs.field(validator=min_len(1))
    role: Role = attrs.field(default=Role.MEMBER, validator=instance_of(Role))
    tier: str = attrs.field(default="", converter=str)
    category: str = attrs.field(default="", converter=str)
    area: str = attrs.field(default="", converter=str)
    size: int = attrs.field(default=1, validator=[instance_of(int), ge(0)])

    def __str__(self) -> str:
        return self.id


def _elsewhere(tie: "Tie", _field: object, target: str) -> None:
    if target == tie.source:
        msg = f"{target} cannot tell itself: a tie joins two nodes"
        raise ValueError(msg)


@attrs.frozen
class Tie:
    """One way by which a node tells another.

    Attributes:
        source: Code of the node that tells.
        target: Code of the node that hears.
        channel: How: two nodes may be joined by several channels.
        probability: Chance, in [0, 1], that one telling succeeds.

    Raises:
        ValueError: If it joins a node to itself, or is no probability.

    Examples:
        >>> str(Tie("kemenkeu", "kemenkeu:site", "report", 0.9))
        'kemenkeu -> kemenkeu:site (report)'
    """

    source: str
    target: str = attrs.field(validator=_elsewhere)
    channel: str = attrs.field(default="", converter=str)
    probability: float = attrs.field(default=1.0, converter=float, validator=[ge(0), le(1)])

    def __str__(self) -> str:
        return f"{self.source} -> {self.target}" + (f" ({self.channel})" if self.channel else "")

    @property
    def key(self) -> tuple[str, str, str]:
        """Source, target and channel: what no other tie of a network shares."""
        return self.source, self.target, self.channel
