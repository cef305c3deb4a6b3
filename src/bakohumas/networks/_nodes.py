from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from numbers import Real
from operator import itemgetter
from typing import Any, Final, cast

import attrs
from attrs.validators import deep_iterable, ge

from bakohumas.errors import expect, not_blank, of_kind, plain
from bakohumas.languages import Labelled


class Role(Labelled):
    """What a node of the network is in the flow of information.

    Examples:
        >>> Role.OUTLET.value, Role.OUTLET.label()
        ('outlet', 'media outlet')
    """

    MEMBER = "member", "member unit", "unit anggota"
    STAFF = "staff", "staff of the unit", "staf unit"
    SITE = "site", "internal website", "situs internal"
    CHANNEL = "channel", "official channel", "kanal resmi"
    ADMIN = "admin", "social-media admin", "admin media sosial"
    OUTLET = "outlet", "media outlet", "media"
    PUBLIC = "public", "public", "publik"


def _label(value: Any) -> str:  # noqa: ANN401 - anything that has a text; None says nothing
    return "" if value is None else str(value)


@attrs.frozen
class Node:
    """Somebody, or something, that can hear and tell.

    Attributes:
        id: Code that no other node of the network has.
        role: What it is in the flow.
        tier: Level of government (``"national"``, ``"province"``, ``"regency"``) or, of
            an outlet, tier of the media (``"1"``), where it has one.
        category: Kind of institution, where it belongs to one.
        area: Code of its province or regency, where it has one.
        size: People that it stands for.

    Raises:
        TypeError: If an attribute is not of its kind; a size is a whole number, and no float.
        ValueError: If the code is blank or the size negative.

    Examples:
        >>> banten = Node("public:36", Role.PUBLIC, area="36", size=12_431_390)
        >>> banten.role.label("id")
        'publik'
    """

    id: str = attrs.field(validator=not_blank)
    role: Role = attrs.field(default=Role.MEMBER, validator=of_kind(Role))
    tier: str = attrs.field(default="", converter=_label)
    category: str = attrs.field(default="", converter=_label)
    area: str = attrs.field(default="", converter=_label)
    size: int = attrs.field(default=1, converter=plain, validator=[of_kind(int), ge(0)])

    def __str__(self) -> str:
        return self.id


def split(text: str) -> tuple[str, ...]:
    """Kinds of content out of one text, as :func:`joined` writes them."""
    return tuple(each.strip() for each in text.split(",") if each.strip())


def joined(kinds: Iterable[str]) -> str:
    """Kinds of content as one text, as a graph or a table holds them."""
    return ", ".join(kinds)


def _float(value: Any) -> Any:  # noqa: ANN401 - what is no number, the validator refuses
    if type(value) is float:  # nearly always, and much the quickest to tell
        return value
    number = isinstance(value, Real) and not isinstance(value, bool)
    return float(value) if number and 0 <= cast("float", value) <= 1 else value


def _chance(_tie: object, field: "attrs.Attribute[Any]", value: float) -> None:
    if type(value) is not float or not 0.0 <= value <= 1.0:  # no chance became a float
        expect(value, int, float, what=field.name)
        msg = f"{field.name} must lie in [0, 1], got {value}"
        raise ValueError(msg)


def _kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """Kinds of content, each once and sorted; one text stays one, for the validator to refuse."""
    if kinds == () or isinstance(kinds, str) or not isinstance(kinds, Iterable):
        return cast("tuple[str, ...]", kinds)
    several = list(kinds)
    texts = all(isinstance(each, str) for each in several)
    return tuple(sorted(set(several))) if texts else tuple(several)


def _hours(_tie: object, field: "attrs.Attribute[Any]", value: int) -> None:
    if type(value) is not int:
        expect(value, int, what=field.name)
    if value < 0:
        msg = f"{field.name} must not be negative, got {value}"
        raise ValueError(msg)


_TEXTS = deep_iterable(not_blank, of_kind(tuple))


def _of_content(tie: object, field: "attrs.Attribute[Any]", value: tuple[str, ...]) -> None:
    if value == ():  # nearly always
        return
    _TEXTS(tie, field, value)
    for kind in value:
        if "," in kind or kind != kind.strip():
            msg = f"a kind of content has neither commas nor spaces around it, got {kind!r}"
            raise ValueError(msg)


def _code(tie: object, field: "attrs.Attribute[Any]", value: str) -> None:
    if type(value) is not str or not value or value.isspace():
        not_blank(tie, field, value)


def _elsewhere(tie: "Tie", field: "attrs.Attribute[Any]", target: str) -> None:
    _code(tie, field, target)
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
        delay: Whole hours between telling and hearing.
        keep: Chance, in [0, 1], that one key point survives the telling.
        credibility: Chance, in [0, 1], that whoever hears it over this tie accepts it.
        kinds: Kinds of content that it carries, sorted; every kind where there are none.

    Raises:
        TypeError: If an attribute is not of its kind; a delay is a whole number, and no float.
        ValueError: If it joins a node to itself, a code or kind is blank, a kind holds a
            comma or spaces around it, a chance lies outside [0, 1], or the delay is negative.

    Examples:
        >>> str(Tie("kemenkeu", "kemenkeu:site", "report", 0.9))
        'kemenkeu -> kemenkeu:site (report)'
        >>> Tie("a", "b", delay=24, kinds=["video", "infographic"]).kinds
        ('infographic', 'video')
    """

    source: str = attrs.field(validator=_code)
    target: str = attrs.field(validator=_elsewhere)
    channel: str = attrs.field(default="", converter=_label)
    probability: float = attrs.field(default=1.0, converter=_float, validator=_chance)
    delay: int = attrs.field(default=0, converter=plain, validator=_hours)
    keep: float = attrs.field(default=1.0, converter=_float, validator=_chance)
    credibility: float = attrs.field(default=1.0, converter=_float, validator=_chance)
    kinds: tuple[str, ...] = attrs.field(default=(), converter=_kinds, validator=_of_content)

    def __str__(self) -> str:
        return f"{self.source} -> {self.target}" + (f" ({self.channel})" if self.channel else "")

    @property
    def key(self) -> tuple[str, str, str]:
        """Source, target and channel: what no other tie of a network shares."""
        return self.source, self.target, self.channel


_SLOTS: Final[dict[str, Callable[[Tie, Any], None]]] = {
    field.name: getattr(Tie, field.name).__set__ for field in attrs.fields(Tie)
}


def alike(channel: str, probability: float, ends: Sequence[tuple[str, str]]) -> list[Tie]:
    """Many ties that differ in their ends only, of which the first is checked for all.

    The ends must be two codes of nodes each.
    """
    if not ends:
        return []
    first = Tie(*ends[0], channel, probability)
    ties = list(map(object.__new__, repeat(Tie, len(ends))))
    for name, fill in _SLOTS.items():
        values = {"source": map(itemgetter(0), ends), "target": map(itemgetter(1), ends)}
        deque(map(fill, ties, values.get(name, repeat(getattr(first, name)))), maxlen=0)
    return ties
