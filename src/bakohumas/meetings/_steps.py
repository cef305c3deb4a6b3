from abc import ABC, abstractmethod
from datetime import date, datetime

import attrs

from bakohumas.bodies import Role
from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Lang, day, listed, pick
from bakohumas.meetings._kinds import Kind, Mode, sentence
from bakohumas.meetings._quorum import Quorum
from bakohumas.meetings._roll import Roll


def _local(_step: object, _field: object, moment: datetime | None) -> None:
    if moment is not None and moment.tzinfo is not None:
        msg = f"a moment is local time, without a zone of its own, got {moment}"
        raise ValueError(msg)


@attrs.frozen(kw_only=True)
class Step(ABC):
    """Something that happened in a meeting: one of the closed set of this room.

    Attributes:
        at: The moment, in local time; ``None`` where only its place in the order is known.

    Raises:
        TypeError: If *at* is no moment.
        ValueError: If *at* carries a time zone.

    Examples:
        >>> step = Arrived(("big", "bps"), at=datetime(2015, 11, 2, 9, 5))
        >>> step.explain()
        'big and bps signed the attendance list.'
    """

    at: datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional([of_kind(datetime), _local])
    )

    @abstractmethod
    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""


@attrs.frozen
class Called(Step):
    """The meeting was called, and its roll frozen.

    Attributes:
        body: Id of the body that meets.
        kind: What sort of meeting it is.
        on: The day.
        roll: Who may vote in it.
        mode: In person, online or both.
        place: Where; empty for a meeting that is only online.
        link: Where online.
        presiding: Who is to lead it.
        basis: What it rests on.
        number: Number of its minutes.
        agenda: What is to be dealt with, in order.
        convener: Who called it.
        host: Whose guest it is.
        opener: Who opens it.
        speakers: Who speaks on a subject.
        requested: Members that asked for it.
        reason: Why it was called.
        invited: The day on which the invitation went out.
        charter: Name of the charter it goes by.
        zone: Zone of the local time, such as WIB.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.law import charter
        >>> from bakohumas.meetings import Meeting
        >>> on = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=on, basis="invented")
        >>> meeting = Meeting.call(body, on=on, place="Jakarta", basis="letter (invented)")
        >>> meeting.called.place, meeting.called.zone
        ('Jakarta', 'WIB')
    """

    body: str
    kind: Kind
    on: date
    roll: Roll
    mode: Mode = Mode.IN_PERSON
    place: str = ""
    link: str = ""
    presiding: str = ""
    basis: str = ""
    number: str = ""
    agenda: tuple[str, ...] = ()
    convener: str = ""
    host: str = ""
    opener: str = ""
    speakers: tuple[str, ...] = ()
    requested: tuple[str, ...] = ()
    reason: str = ""
    invited: date | None = None
    charter: str = ""
    zone: str = "WIB"

    def explain(self, lang: Lang = "en") -> str:
        """Kind, body and day."""
        name, when = self.kind.label(lang), day(self.on, lang)
        return pick(
            lang,
            f"The {name} of {self.body} was called for {when} ({self.basis}).",
            f"{sentence(name)} {self.body} diundang untuk {when} ({self.basis}).",
        )


@attrs.frozen
class Convened(Step):
    """The meeting was opened, and its quorum counted.

    Attributes:
        call: Number of the call, from 1.
        quorum: The quorum as it stood.

    Examples:
        >>> from bakohumas.law import charter
        >>> law = charter("national").provision("meeting.quorum", on=date(2018, 1, 1))
        >>> quorum = Quorum(34, 20, law)
        >>> Convened(1, quorum).explain().partition(":")[0]
        'Opened, call 1'
    """

    call: int
    quorum: Quorum

    def explain(self, lang: Lang = "en") -> str:
        """Which call, and the quorum."""
        opened = pick(lang, f"Opened, call {self.call}", f"Dibuka, panggilan ke-{self.call}")
        return f"{opened}: {self.quorum.explain(lang)}"


@attrs.frozen
class Arrived(Step):
    """Members signed the attendance list.

    Attributes:
        who: Their ids, sorted.

    Examples:
        >>> Arrived(("big", "bps")).explain("id")
        'big dan bps mengisi daftar hadir.'
    """

    who: tuple[str, ...]

    def explain(self, lang: Lang = "en") -> str:
        """Who came."""
        who = listed(self.who, lang)
        return pick(lang, f"{who} signed the attendance list.", f"{who} mengisi daftar hadir.")


@attrs.frozen
class Left(Step):
    """Members left the meeting.

    Attributes:
        who: Their ids, sorted.

    Examples:
        >>> Left(("bps",), at=datetime(2015, 11, 2, 11, 0)).explain()
        'bps left the meeting.'
    """

    who: tuple[str, ...]

    def explain(self, lang: Lang = "en") -> str:
        """Who left."""
        who = listed(self.who, lang)
        return pick(lang, f"{who} left the meeting.", f"{who} meninggalkan rapat.")


@attrs.frozen
class Welcomed(Step):
    """Partners, patrons or guests took their places: they may speak and do not vote.

    Attributes:
        who: Who they are, sorted.
        role: In which role they are there.

    Examples:
        >>> Welcomed(("ptn-uncen",), Role.PARTNER).explain("id")
        'ptn-uncen hadir sebagai mitra.'
    """

    who: tuple[str, ...]
    role: Role

    def explain(self, lang: Lang = "en") -> str:
        """Who came, and as what."""
        who, role = listed(self.who, lang), self.role.label(lang)
        return pick(lang, f"{who} took part as {role}.", f"{who} hadir sebagai {role}.")


@attrs.frozen
class MandateGiven(Step):
    """An institution sent another representative with a letter of mandate.

    Attributes:
        institution: Id of the institution.
        representative: Opaque id of the representative.
        basis: The letter.

    Examples:
        >>> MandateGiven("bps", "p-7", "surat mandat (invented)").explain()
        'bps sent p-7 with a mandate (surat mandat (invented)).'
    """

    institution: str = attrs.field(validator=not_blank)
    representative: str = attrs.field(validator=not_blank)
    basis: str = attrs.field(validator=not_blank)

    def explain(self, lang: Lang = "en") -> str:
        """Who sent whom."""
        return pick(
            lang,
            f"{self.institution} sent {self.representative} with a mandate ({self.basis}).",
            f"{self.institution} mengutus {self.representative} dengan surat mandat "
            f"({self.basis}).",
        )


@attrs.frozen
class ProxyGiven(Step):
    """An absent institution gave its vote to one that is present.

    Attributes:
        institution: Id of the absent institution.
        holder: Id of the institution that votes for it.
        basis: The letter.

    Examples:
        >>> ProxyGiven("bps", "big", "surat kuasa (invented)").explain()
        'big holds the proxy of bps (surat kuasa (invented)).'
    """

    institution: str = attrs.field(validator=not_blank)
    holder: str = attrs.field(validator=not_blank)
    basis: str = attrs.field(validator=not_blank)

    def explain(self, lang: Lang = "en") -> str:
        """Who votes for whom."""
        return pick(
            lang,
            f"{self.holder} holds the proxy of {self.institution} ({self.basis}).",
            f"{self.holder} memegang kuasa suara {self.institution} ({self.basis}).",
        )


@attrs.frozen
class Presided(Step):
    """Somebody took the lead of the meeting; it makes nobody chair of the body.

    Attributes:
        who: Who it is.
        temporary: Whether only until the order of business is adopted.

    Examples:
        >>> Presided("bps", temporary=True).explain()
        'bps presided as temporary chair.'
    """

    who: str = attrs.field(validator=not_blank)
    temporary: bool = False

    def explain(self, lang: Lang = "en") -> str:
        """Who leads from now on."""
        if self.temporary:
            return pick(
                lang,
                f"{self.who} presided as temporary chair.",
                f"{self.who} memimpin sidang sementara.",
            )
        return pick(lang, f"{self.who} presided.", f"{self.who} memimpin rapat.")


@attrs.frozen
class Adjourned(Step):
    """The meeting was suspended or put off.

    Attributes:
        wanting: Whether for want of a quorum.
        quorum: The quorum as it stood.
        reason: Why, in words.
        until: The day to which it was put off, where one was named.

    Examples:
        >>> from bakohumas.law import charter
        >>> law = charter("national").provision("meeting.quorum", on=date(2018, 1, 1))
        >>> quorum = Quorum(34, 20, law)
        >>> Adjourned(False, quorum, reason="lunch").explain().partition(":")[0]
        'Adjourned'
    """

    wanting: bool
    quorum: Quorum
    reason: str = ""
    until: date | None = None

    def explain(self, lang: Lang = "en") -> str:
        """Until when, and why."""
        why = (
            pick(lang, "for want of a quorum", "karena tidak mencapai kuorum")
            if self.wanting
            else self.reason or pick(lang, "suspended", "diskors")
        )
        until = (
            pick(lang, f" until {day(self.until)}", f" sampai {day(self.until, 'id')}")
            if self.until
            else ""
        )
        said = pick(lang, f"Adjourned{until}: {why}.", f"Ditunda{until}: {why}.")
        return f"{said} {self.quorum.explain(lang)}" if self.wanting else said


@attrs.frozen
class Recalled(Step):
    """The meeting went on after it had been adjourned.

    Attributes:
        call: Number of the call, from 1.
        on: The day.
        fresh: Whether a new attendance list was opened.

    Examples:
        >>> Recalled(2, date(2023, 11, 23), fresh=True).explain()
        'Resumed on 23 November 2023 as call 2 with a new attendance list.'
    """

    call: int
    on: date
    fresh: bool

    def explain(self, lang: Lang = "en") -> str:
        """Which call, and when."""
        lists = (
            pick(lang, " with a new attendance list", " dengan daftar hadir baru")
            if self.fresh
            else ""
        )
        return pick(
            lang,
            f"Resumed on {day(self.on)} as call {self.call}{lists}.",
            f"Dilanjutkan pada {day(self.on, 'id')} sebagai panggilan ke-{self.call}{lists}.",
        )
