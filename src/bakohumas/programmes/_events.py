from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from itertools import permutations
from typing import Any, ClassVar

import attrs
from attrs.validators import ge

from bakohumas.errors import of_kind
from bakohumas.languages import Lang, listed, pick
from bakohumas.law import Citation, Regulation
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._stages import Stage
from bakohumas.programmes._work import code, codes, in_two_languages


def _in_words(basis: Citation | Regulation | str) -> str:
    return str(basis) if isinstance(basis, Citation | Regulation) else basis


def _stage(stage: str) -> Stage:
    return Stage.of(stage, what="stage")


def _somebody(_event: object, field: "attrs.Attribute[Any]", people: tuple[str, ...]) -> None:
    if not people:
        msg = f"{field.name} must name somebody"
        raise ValueError(msg)


def _not_empty(_event: object, _field: object, allocation: Allocation) -> None:
    if not allocation.tasks:
        msg = "a division needs at least one task"
        raise ValueError(msg)


def _held_by_hold(_event: object, _field: object, stage: Stage) -> None:
    if stage is Stage.DIVISION:
        msg = "the division of tasks is held by divide(), with the allocation it proposes"
        raise ValueError(msg)


def _in_fgd(event: "StageHeld", _field: object, people: tuple[str, ...]) -> None:
    if people and event.stage is not Stage.FGD:
        msg = f"decision makers are recorded of the FGD, not of {event.stage}"
        raise ValueError(msg)


_MOST = 8


@attrs.frozen(kw_only=True)
class Event(ABC):
    """Something that happened to a programme: one of the closed set of this room.

    Attributes:
        on: The day on which it took effect.
        basis: The text it rests on. Empty: none was named.

    Raises:
        TypeError: If an attribute is not of its kind; a moment (``datetime``) is no day.
        ValueError: If a code is empty or has blanks around it, nobody is named where
            somebody must be, or a version is below 1.

    Examples:
        >>> event = TasksAccepted("kemenkeu", on=date(2018, 7, 16))
        >>> event.kind, event.who, list(event.pairs("kominfo"))
        ('tasks_accepted', ('kemenkeu',), [('kemenkeu', 'kominfo')])
    """

    kind: ClassVar[str]

    on: date = attrs.field(validator=of_kind(date))
    basis: str = attrs.field(default="", converter=_in_words, validator=of_kind(str))

    @property
    def enters(self) -> Stage | None:
        """The stage that it holds, or ``None`` where it holds none."""
        return None

    @property
    @abstractmethod
    def who(self) -> tuple[str, ...]:
        """Codes of those who act in it, or to whom it is addressed."""

    @abstractmethod
    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """Who spoke to whom, as (speaker, hearer)."""

    @abstractmethod
    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""


@attrs.frozen
class Begun(Event):
    """A programme was begun.

    Attributes:
        title: What it is about, in English and Indonesian.
        initiator: Code of whoever began it.
        funder: Code of whoever pays. Empty: nobody in particular.

    Examples:
        >>> begun = Begun(("Budget", "APBN"), "kominfo", "kominfo", on=date(2018, 7, 2))
        >>> begun.own, begun.explain("id")
        (True, 'dimulai oleh kominfo, dibiayai kominfo')
    """

    kind: ClassVar[str] = "begun"

    title: tuple[str, str] = attrs.field(validator=in_two_languages)
    initiator: str = attrs.field(validator=code)
    funder: str = attrs.field(default="", validator=of_kind(str))

    @property
    def own(self) -> bool:
        """Whether whoever began it also pays for it."""
        return self.funder == self.initiator

    @property
    def who(self) -> tuple[str, ...]:
        """The initiator."""
        return (self.initiator,)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:  # noqa: ARG002 - speaks to nobody
        """Nobody: beginning is silent."""
        return ()

    def explain(self, lang: Lang = "en") -> str:
        """Who began it, and who pays."""
        text = pick(lang, f"begun by {self.initiator}", f"dimulai oleh {self.initiator}")
        paid = pick(lang, f", paid by {self.funder}", f", dibiayai {self.funder}")
        return text + (paid if self.funder else "")


@attrs.frozen
class StageHeld(Event):
    """A stage was held.

    Attributes:
        stage: Any but the division of tasks, which is :class:`WorkDivided`.
        by: Codes of those who held it.
        decision_makers: Codes of the decision makers present at an FGD.

    Examples:
        >>> held = StageHeld("fgd", ["kominfo"], ["kemenkeu"], on=date(2018, 7, 9))
        >>> held.explain(), ("kemenkeu", "kominfo") in held.pairs("kominfo")
        ('FGD of decision makers, held by kominfo; present: kemenkeu', True)
    """

    kind: ClassVar[str] = "stage_held"

    stage: Stage = attrs.field(converter=_stage, validator=_held_by_hold)
    by: tuple[str, ...] = attrs.field(converter=codes, validator=_somebody)
    decision_makers: tuple[str, ...] = attrs.field(default=(), converter=codes, validator=_in_fgd)

    @property
    def enters(self) -> Stage | None:
        """The stage held."""
        return self.stage

    @property
    def who(self) -> tuple[str, ...]:
        """Those who held it, and the decision makers present."""
        return codes((*self.by, *self.decision_makers))

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """In an FGD initiator and decision makers; for a common frame everyone with everyone."""
        if self.stage is Stage.COMMON_FRAME:
            return permutations({initiator, *self.by}, 2)
        return (
            pair
            for person in self.decision_makers
            for pair in ((initiator, person), (person, initiator))
        )

    def explain(self, lang: Lang = "en") -> str:
        """Which stage, by whom, with which decision makers."""
        held = pick(lang, "held by", "diselenggarakan oleh")
        text = f"{self.stage.label(lang)}, {held} {listed(self.by, lang)}"
        if self.decision_makers:
            text += f"; {pick(lang, 'present', 'hadir')}: {listed(self.decision_makers, lang)}"
        return text


@attrs.frozen
class WorkDivided(Event):
    """A division of the tasks was proposed to the agencies it names.

    Attributes:
        allocation: Who is to do what.

    Examples:
        >>> from bakohumas.programmes import Agency, Task, allocate
        >>> division = allocate([Task("clip")], [Agency("rri", 1)])
        >>> WorkDivided(division, on=date(2018, 7, 12)).explain()
        'division of tasks proposed — rri: clip'
    """

    kind: ClassVar[str] = "work_divided"

    allocation: Allocation = attrs.field(validator=[of_kind(Allocation), _not_empty])

    @property
    def enters(self) -> Stage | None:
        """The division of tasks."""
        return Stage.DIVISION

    @property
    def who(self) -> tuple[str, ...]:
        """Every agency that is to hold a task."""
        return tuple(self.allocation.shares)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The initiator proposes to each holder of a task."""
        return ((initiator, agency) for agency in self.who)

    def explain(self, lang: Lang = "en") -> str:
        """Which tasks each agency is to do."""
        shares = "; ".join(
            f"{agency}: {listed(tasks, lang)}" for agency, tasks in self.allocation.shares.items()
        )
        return f"{pick(lang, 'division of tasks proposed', 'pembagian tugas diusulkan')} — {shares}"


@attrs.frozen
class TasksAccepted(Event):
    """An agency agreed to the tasks that the division gives it.

    Attributes:
        agency: Code of the agency.

    Examples:
        >>> TasksAccepted("kemenkeu", on=date(2018, 7, 16)).explain("id")
        'kemenkeu setuju'
    """

    kind: ClassVar[str] = "tasks_accepted"

    agency: str = attrs.field(validator=code)

    @property
    def who(self) -> tuple[str, ...]:
        """The agency."""
        return (self.agency,)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The agency answers the initiator."""
        return ((self.agency, initiator),)

    def explain(self, lang: Lang = "en") -> str:
        """Who agreed."""
        return pick(lang, f"{self.agency} agrees", f"{self.agency} setuju")


@attrs.frozen
class TasksRefused(Event):
    """An agency did not agree to the tasks that the division gives it.

    Attributes:
        agency: Code of the agency.
        reason: Why not, in its own words.

    Examples:
        >>> TasksRefused("rri", "no studio", on=date(2018, 7, 16)).explain()
        'rri refuses: no studio'
    """

    kind: ClassVar[str] = "tasks_refused"

    agency: str = attrs.field(validator=code)
    reason: str = attrs.field(validator=code)

    @property
    def who(self) -> tuple[str, ...]:
        """The agency."""
        return (self.agency,)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The agency answers the initiator."""
        return ((self.agency, initiator),)

    def explain(self, lang: Lang = "en") -> str:
        """Who refused, and why."""
        verb = pick(lang, "refuses", "menolak")
        return f"{self.agency} {verb}: {self.reason}"


@attrs.frozen
class MembersBriefed(Event):
    """The initiator gave members the base information that is to be spread.

    Attributes:
        members: Codes of those who received it.
        version: Number of this version of the base information.

    Examples:
        >>> MembersBriefed(["kemenkeu", "rri"], 1, on=date(2018, 7, 16)).explain()
        'base information sent to kemenkeu and rri (version 1)'
    """

    kind: ClassVar[str] = "members_briefed"

    members: tuple[str, ...] = attrs.field(converter=codes, validator=_somebody)
    version: int = attrs.field(validator=[of_kind(int), ge(1)])

    @property
    def enters(self) -> Stage | None:
        """Internal communication."""
        return Stage.INTERNAL_COMMUNICATION

    @property
    def who(self) -> tuple[str, ...]:
        """Those who received it."""
        return self.members

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The initiator tells each of the members."""
        return ((initiator, member) for member in self.members)

    def explain(self, lang: Lang = "en") -> str:
        """Who was briefed, on which version."""
        told = pick(lang, "base information sent to", "informasi dasar dikirim kepada")
        version = pick(lang, "version", "versi")
        return f"{told} {listed(self.members, lang, most=_MOST)} ({version} {self.version})"


@attrs.frozen
class BriefingAcknowledged(Event):
    """A member confirmed that it knows a version of the base information.

    Attributes:
        member: Code of the member.
        version: The version that it confirms.

    Examples:
        >>> BriefingAcknowledged("rri", 1, on=date(2018, 7, 17)).explain("id")
        'rri mengonfirmasi versi 1'
    """

    kind: ClassVar[str] = "briefing_acknowledged"

    member: str = attrs.field(validator=code)
    version: int = attrs.field(validator=[of_kind(int), ge(1)])

    @property
    def who(self) -> tuple[str, ...]:
        """The member."""
        return (self.member,)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The member answers the initiator."""
        return ((self.member, initiator),)

    def explain(self, lang: Lang = "en") -> str:
        """Who acknowledged which version."""
        verb = pick(lang, "acknowledges version", "mengonfirmasi versi")
        return f"{self.member} {verb} {self.version}"
