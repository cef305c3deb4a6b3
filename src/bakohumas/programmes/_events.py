from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from itertools import permutations
from typing import ClassVar

import attrs
from attrs.validators import ge, instance_of, matches_re, min_len

from bakohumas.languages import Lang, listed, pick
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._stages import Stage
from bakohumas.programmes._work import WORD, codes

_code = matches_re(WORD)


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
    """

    kind: ClassVar[str]

    on: date
    basis: str = attrs.field(default="", converter=str)

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
    """

    kind: ClassVar[str] = "begun"

    title: tuple[str, str]
    initiator: str = attrs.field(validator=_code)
    funder: str = ""

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
    """

    kind: ClassVar[str] = "stage_held"

    stage: Stage = attrs.field(converter=Stage, validator=_held_by_hold)
    by: tuple[str, ...] = attrs.field(converter=codes, validator=min_len(1))
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
    """

    kind: ClassVar[str] = "work_divided"

    allocation: Allocation = attrs.field(validator=[instance_of(Allocation), _not_empty])

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
    """

    kind: ClassVar[str] = "tasks_accepted"

    agency: str = attrs.field(validator=_code)

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
    """

    kind: ClassVar[str] = "tasks_refused"

    agency: str = attrs.field(validator=_code)
    reason: str = attrs.field(validator=_code)

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
    """

    kind: ClassVar[str] = "members_briefed"

    members: tuple[str, ...] = attrs.field(converter=codes, validator=min_len(1))
    version: int = attrs.field(validator=[instance_of(int), ge(1)])

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
    """

    kind: ClassVar[str] = "briefing_acknowledged"

    member: str = attrs.field(validator=_code)
    version: int = attrs.field(validator=[instance_of(int), ge(1)])

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
