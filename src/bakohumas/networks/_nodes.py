from numbers import Real
from typing import Any, cast

import attrs
from attrs.validators import ge

from bakohumas.errors import expect, not_blank, of_kind
from bakohumas.languages import Labelled


class Role(Labelled):
    """What a node of the network is in the flow of information.

    Examples:
        >>> Role.OUTLET.value, Role.OUTLET.label()
        ('outlet', 'tier-1 media')
    """

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
        TypeError: If an attribute is not of its kind; a size is a plain ``int``.
        ValueError: If the code is blank or the size negative.

    Examples:
        >>> banten = Node("public:36", Role.PUBLIC, area="36", size=12_431_390)
        >>> banten.role.label("id")
        'publik'
    """

    id: str = attrs.field(validator=not_blank)
    role: Role = attrs.field(default=Role.MEMBER, validator=of_kind(Role))
    tier: str = attrs.field(default="", converter=str)
    category: str = attrs.field(default="", converter=str)
    area: str = attrs.field(default="", converter=str)
    size: int = attrs.field(default=1, validator=[of_kind(int), ge(0)])

    def __str__(self) -> str:
        return self.id


def _float(value: Any) -> Any:  # noqa: ANN401 - what is no number, the validator refuses
    if type(value) is float:  # nearly always, and much the quickest to tell
        return value
    number = isinstance(value, Real) and not isinstance(value, bool)
    return float(value) if number and 0 <= cast("float", value) <= 1 else value


def _chance(_tie: object, _field: object, value: float) -> None:
    expect(value, int, float, what="probability")
    if not 0 <= value <= 1:
        msg = f"probability must lie in [0, 1], got {value}"
        raise ValueError(msg)


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
        TypeError: If an attribute is not of its kind.
        ValueError: If it joins a node to itself, a code is blank, or the probability
            lies outside [0, 1].

    Examples:
        >>> str(Tie("kemenkeu", "kemenkeu:site", "report", 0.9))
        'kemenkeu -> kemenkeu:site (report)'
    """

    source: str = attrs.field(validator=not_blank)
    target: str = attrs.field(validator=[not_blank, _elsewhere])
    channel: str = attrs.field(default="", converter=str)
    probability: float = attrs.field(default=1.0, converter=_float, validator=_chance)

    def __str__(self) -> str:
        return f"{self.source} -> {self.target}" + (f" ({self.channel})" if self.channel else "")

    @property
    def key(self) -> tuple[str, str, str]:
        """Source, target and channel: what no other tie of a network shares."""
        return self.source, self.target, self.channel
