from datetime import date

import attrs
from attrs.validators import deep_iterable, optional

from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Labelled

_TEXT = of_kind(str)
_IDS = deep_iterable(not_blank, of_kind(tuple))


class Deed(Labelled):
    """What somebody did from a seat of the board.

    Examples:
        >>> Deed.STRATEGIC.label("id")
        'mengambil keputusan strategis'
    """

    VOTE = "vote", "voted in the board", "memberikan suara dalam rapat pengurus"
    ROUTINE = "routine", "did routine work", "melaksanakan tugas rutin"
    STRATEGIC = "strategic", "took a strategic decision", "mengambil keputusan strategis"


class Tag(Labelled):
    """What a reader says of what was published, or of how it came about.

    Examples:
        >>> Tag.MISLEADING.label("id")
        'menutupi atau menyesatkan'
    """

    NEUTRAL = "neutral", "neutral", "netral"
    PARTISAN = "partisan", "takes a party's side", "berpihak"
    BALANCED = "balanced", "balanced", "berimbang"
    ONE_SIDED = "one_sided", "one-sided", "tidak berimbang"
    ACCURATE = "accurate", "accurate", "akurat"
    INACCURATE = "inaccurate", "not accurate", "tidak akurat"
    OBJECTIVE = "objective", "objective", "objektif"
    SUBJECTIVE = "subjective", "not objective", "tidak objektif"
    SERVICE = "service", "serves the public", "berorientasi pada pelayanan"
    SELF_SERVING = "self_serving", "serves its author", "mementingkan diri"
    PERSONAL_INTEREST = "personal_interest", "shows a personal interest", "kepentingan pribadi"
    GROUP_INTEREST = "group_interest", "shows a group's interest", "kepentingan golongan"
    OPEN = "open", "open and honest", "terbuka dan jujur"
    MISLEADING = "misleading", "hides or misleads", "menutupi atau menyesatkan"


@attrs.frozen(kw_only=True)
class Evidence:
    """Something that somebody saw of a body, put before an audit as a record.

    Attributes:
        body: Id of the body.
        on: The day it shows.
        source: Where it was seen.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *body* is blank.

    Examples:
        >>> Evidence(body="nasional", on=date(2018, 2, 1), source="website (invented)").source
        'website (invented)'
    """

    body: str = attrs.field(validator=not_blank)
    on: date = attrs.field(validator=of_kind(date))
    source: str = attrs.field(default="", validator=_TEXT)


@attrs.frozen(kw_only=True)
class Document(Evidence):
    """A document of a body, or about it, as it is printed; *on* is its date.

    Attributes:
        number: Its number, as printed.
        kind: Kind of document, such as ``"Keputusan"``.
        title: What it is about.
        issuer: Who made it.
        weekday: The weekday that is printed beside the date.
        gazette: Number in the state gazette.
        status: What is known of its being in force.
        replaces: What it replaces; ``None`` where that is not recorded.
        names: What it calls the body.

    Examples:
        >>> letter = Document(body="kpu-demak", on=date(2021, 3, 22), weekday="Senin",
        ...     number="244/HM.02-SD/06/KPU/III/2021")
        >>> letter.label
        '244/HM.02-SD/06/KPU/III/2021'
    """

    number: str = attrs.field(default="", validator=_TEXT)
    kind: str = attrs.field(default="", validator=_TEXT)
    title: str = attrs.field(default="", validator=_TEXT)
    issuer: str = attrs.field(default="", validator=_TEXT)
    weekday: str = attrs.field(default="", validator=_TEXT)
    gazette: str = attrs.field(default="", validator=_TEXT)
    status: str = attrs.field(default="", validator=_TEXT)
    replaces: tuple[str, ...] | None = attrs.field(
        default=None, validator=optional(deep_iterable(not_blank, of_kind(tuple)))
    )
    names: tuple[str, ...] = attrs.field(
        default=(), validator=deep_iterable(not_blank, of_kind(tuple))
    )

    @property
    def label(self) -> str:
        """By what a reader knows it: number, title or day."""
        return self.number or self.title or str(self.on)


@attrs.frozen(kw_only=True)
class Publication(Evidence):
    """Something that was published in the name of a body or of a member; *on* is its day.

    Attributes:
        id: By what a reader knows it.
        kind: Kind of content, such as ``"press_release"`` or ``"public_service_advert"``.
        tags: What a reader says of it.
        by: Id of the unit that published it; empty where that is not recorded.
        issue: The issue that it is about, by its code.
        origin: Id of the institution whose information it is.
        first_hand: Whether its source is the official or the first-hand one.
        key_message: The key message that it tells, by its text or version.
        text: Its wording.
        about: Class of what it holds, such as ``"service"``, ``"education"`` or
            ``"leader"``.
        hours_ahead: Whole hours by which it came before the change that it tells of took
            effect; 0 or fewer where it did not.
        sent_to: To whom it was sent.
        receipts: Who of them confirmed that it arrived; ``None`` where that is not recorded.
        reviewed: Whether it was tested and reviewed before it was published.

    Examples:
        >>> advert = Publication(body="nasional", on=date(2018, 6, 1), id="iklan-7",
        ...     kind="public_service_advert", tags=(Tag.SERVICE,))
        >>> advert.tags[0].label("id")
        'berorientasi pada pelayanan'
    """

    id: str = attrs.field(validator=not_blank)
    kind: str = attrs.field(default="", validator=_TEXT)
    tags: tuple[Tag, ...] = attrs.field(
        default=(), validator=deep_iterable(of_kind(Tag), of_kind(tuple))
    )
    by: str = attrs.field(default="", validator=_TEXT)
    issue: str = attrs.field(default="", validator=_TEXT)
    origin: str = attrs.field(default="", validator=_TEXT)
    first_hand: bool | None = attrs.field(default=None, validator=of_kind(bool, type(None)))
    key_message: str = attrs.field(default="", validator=_TEXT)
    text: str = attrs.field(default="", validator=_TEXT)
    about: str = attrs.field(default="", validator=_TEXT)
    hours_ahead: int | None = attrs.field(default=None, validator=of_kind(int, type(None)))
    sent_to: tuple[str, ...] = attrs.field(default=(), validator=_IDS)
    receipts: tuple[str, ...] | None = attrs.field(default=None, validator=optional(_IDS))
    reviewed: bool | None = attrs.field(default=None, validator=of_kind(bool, type(None)))


@attrs.frozen(kw_only=True)
class Conduct(Evidence):
    """How somebody was seen to act, held against a code of ethics.

    Attributes:
        who: Opaque id of the practitioner, or id of the unit.
        code: The code that binds, such as its citation; empty where none was named.
        breach: What broke it; empty where nothing did.

    Examples:
        >>> Conduct(body="nasional", on=date(2018, 6, 1), who="person-7",
        ...     code="Kepmen Kominfo 371/KEP/M.KOMINFO/8/2007").breach
        ''
    """

    who: str = attrs.field(validator=not_blank)
    code: str = attrs.field(default="", validator=_TEXT)
    breach: str = attrs.field(default="", validator=_TEXT)


@attrs.frozen(kw_only=True)
class Act(Evidence):
    """What was done from a seat of the board, by whoever was in charge of it that day.

    Attributes:
        seat: Title of the seat.
        deed: What was done.
        subject: On what.

    Examples:
        >>> act = Act(body="nasional", on=date(2018, 6, 1), seat="Ketua", deed=Deed.STRATEGIC)
        >>> act.deed.label()
        'took a strategic decision'
    """

    seat: str = attrs.field(validator=not_blank)
    deed: Deed = attrs.field(validator=of_kind(Deed))
    subject: str = attrs.field(default="", validator=_TEXT)


@attrs.frozen(kw_only=True)
class FieldPlan(Evidence):
    """The programme that a field (*bidang*) of the board put together for a year.

    Attributes:
        field: Title of the field's seat.
        year: The year that it is for.

    Examples:
        >>> FieldPlan(body="papua", on=date(2017, 9, 1), field="Bidang Publikasi", year=2018).year
        2018
    """

    field: str = attrs.field(validator=not_blank)
    year: int = attrs.field(validator=of_kind(int))


@attrs.frozen(kw_only=True)
class Nomination(Evidence):
    """Who was nominated for a seat, and what stands behind it; *on* is its day.

    Attributes:
        seat: Title of the seat.
        candidate: Who was nominated.
        willing: Whether the candidate stated the willingness to serve; ``None`` if unknown.
        supporters: Electors who support it.

    Examples:
        >>> Nomination(body="nasional", on=date(2015, 10, 20), seat="Sekretaris",
        ...     candidate="anri", willing=True, supporters=("bps", "big")).supporters
        ('bps', 'big')
    """

    seat: str = attrs.field(validator=not_blank)
    candidate: str = attrs.field(validator=not_blank)
    willing: bool | None = attrs.field(default=None, validator=of_kind(bool, type(None)))
    supporters: tuple[str, ...] = attrs.field(
        default=(), validator=deep_iterable(not_blank, of_kind(tuple))
    )
