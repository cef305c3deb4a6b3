from typing import Any

import attrs
from attrs.validators import ge

from bakohumas.content._kinds import ChannelKind
from bakohumas.errors import code, code_if_any, of_kind
from bakohumas.languages import Lang, number, pick


def _kind(value: str) -> ChannelKind:
    return ChannelKind.of(value, what="kind")


@attrs.frozen
class Audience:
    """People who are told something together, such as the followers of an account.

    Attributes:
        id: Its code.
        area: Code of the area they live in. Empty: anywhere.
        size: How many they are; 0 where nobody has counted.
        style: The style of language that fits them (TSK-09), such as ``"santai"``. Empty:
            not known.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, or *size* is negative.

    Examples:
        >>> Audience("ibu-tapin", "63.05", 12_000, "santai").explain("id")
        'ibu-tapin: 12.000 orang di 63.05, gaya santai'
    """

    id: str = attrs.field(validator=code)
    area: str = attrs.field(default="", validator=code_if_any)
    size: int = attrs.field(default=0, validator=[of_kind(int), ge(0)])
    style: str = attrs.field(default="", validator=code_if_any)

    def __str__(self) -> str:
        return self.id

    def explain(self, lang: Lang = "en") -> str:
        """Who they are, in words."""
        people = pick(lang, "people", "orang")
        place = pick(lang, f" in {self.area}", f" di {self.area}") if self.area else ""
        style = pick(lang, f", style {self.style}", f", gaya {self.style}") if self.style else ""
        count = number(self.size, lang) if self.size else "?"
        return f"{self.id}: {count} {people}{place}{style}"


@attrs.frozen
class Channel:
    """A way in which an agency itself tells an audience something.

    Attributes:
        id: Its code.
        owner: Code of the agency whose it is.
        kind: What it is.
        handle: Name of the account, address of the site or of the office. Empty: none.
        audience: Code of the audience. Empty: not known.
        two_way: Whether the audience can answer through it (FLW-06).
        internal: Whether only the owner's own people see it, as an internal website
            (EVT-05).

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, or *kind* is none.

    Examples:
        >>> lobby = Channel("lobi", "kpu-33.11", "office", audience="pengunjung", two_way=True)
        >>> lobby.explain("id")
        'lobi: tampilan kantor milik kpu-33.11, dua arah'
    """

    id: str = attrs.field(validator=code)
    owner: str = attrs.field(validator=code)
    kind: ChannelKind = attrs.field(converter=_kind)
    handle: str = attrs.field(default="", validator=code_if_any)
    audience: str = attrs.field(default="", validator=code_if_any)
    two_way: bool = attrs.field(default=False, validator=of_kind(bool))
    internal: bool = attrs.field(default=False, validator=of_kind(bool))

    def __str__(self) -> str:
        return self.id

    @property
    def place(self) -> str:
        """``"internal"``, or ``"own"`` where people outside see it."""
        return "internal" if self.internal else "own"

    def explain(self, lang: Lang = "en") -> str:
        """What it is, in words."""
        owner = pick(lang, f"of {self.owner}", f"milik {self.owner}")
        handle = f" ({self.handle})" if self.handle else ""
        traits = pick(lang, ", two-way", ", dua arah") if self.two_way else ""
        traits += pick(lang, ", internal", ", internal") if self.internal else ""
        return f"{self.id}: {self.kind.label(lang)}{handle} {owner}{traits}"


@attrs.frozen
class Outlet:
    """A news outlet, which tells its audience what it chooses to.

    Attributes:
        id: Its code.
        tier: 1 for the media that seed 0 invites, and so on downwards.
        kind: What it is.
        audience: Code of the audience. Empty: not known.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, *tier* is below 1, or *kind* is none.

    Examples:
        >>> Outlet("koran-a", 1, "newspaper").place
        'tier 1'
    """

    id: str = attrs.field(validator=code)
    tier: int = attrs.field(validator=[of_kind(int), ge(1)])
    kind: ChannelKind = attrs.field(default=ChannelKind.ONLINE_NEWS, converter=_kind)
    audience: str = attrs.field(default="", validator=code_if_any)

    def __str__(self) -> str:
        return self.id

    @property
    def place(self) -> str:
        """Its tier in words: ``"tier 1"``."""
        return f"tier {self.tier}"

    def explain(self, lang: Lang = "en") -> str:
        """What it is, in words."""
        return f"{self.id}: {self.kind.label(lang)}, {self.place}"


def channel_row(way: Channel | Outlet, lang: Lang) -> dict[str, Any]:
    """A plain row: id, kind, where it stands, owner and audience."""
    return {
        "id": way.id,
        "kind": way.kind.value,
        "label": way.kind.label(lang),
        "place": way.place,
        "owner": way.owner if isinstance(way, Channel) else "",
        "audience": way.audience,
    }
