from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from itertools import permutations
from typing import Any, ClassVar

import attrs

from bakohumas.errors import code, code_if_any, codes, expect, of_kind, wording_if_any
from bakohumas.languages import Lang, listed, pick
from bakohumas.law import Citation, Regulation
from bakohumas.programmes._allocations import Allocation
from bakohumas.programmes._duties import PublicDuty
from bakohumas.programmes._stages import Stage


def _in_words(basis: Citation | Regulation | str) -> str:
    return str(basis) if isinstance(basis, Citation | Regulation) else basis


def _duties(values: Iterable[str]) -> tuple[PublicDuty, ...]:
    expect(values, Iterable, what="what a programme serves")
    named = {PublicDuty.of(each, what="a duty that a programme serves") for each in values}
    return tuple(each for each in PublicDuty if each in named)


def _stage(stage: str) -> Stage:
    return Stage.of(stage, what="stage")


def somebody(_event: object, field: "attrs.Attribute[Any]", people: tuple[str, ...]) -> None:
    """A validator: it names somebody."""
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


MOST = 8
"""How many codes are written out in a sentence."""


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
        >>> from bakohumas.programmes import TasksAccepted
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
        helped_by: Codes of those who help with it, such as the body.
        serves: Which duties towards the public it serves. Empty: nobody says.

    Raises:
        ValueError: If what it serves is none of the five duties.

    Examples:
        >>> begun = Begun(("Malnutrition", "Gizi buruk"), "dinkes", "dinkes", ["bakohumas-63"],
        ...     on=date(2016, 10, 11))
        >>> begun.own, begun.explain("id")
        (True, 'dimulai oleh dinkes, dibiayai dinkes, dibantu bakohumas-63')
    """

    kind: ClassVar[str] = "begun"

    title: tuple[str, str] = attrs.field(validator=wording_if_any)
    initiator: str = attrs.field(validator=code)
    funder: str = attrs.field(default="", validator=code_if_any)
    helped_by: tuple[str, ...] = attrs.field(default=(), converter=codes)
    serves: tuple[PublicDuty, ...] = attrs.field(default=(), converter=_duties)

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
        """Who began it, who pays, and who helps."""
        text = pick(lang, f"begun by {self.initiator}", f"dimulai oleh {self.initiator}")
        if self.funder:
            text += pick(lang, f", paid by {self.funder}", f", dibiayai {self.funder}")
        if self.helped_by:
            helpers = listed(self.helped_by, lang)
            text += pick(lang, f", helped by {helpers}", f", dibantu {helpers}")
        if self.serves:
            served = listed([each.label(lang) for each in self.serves], lang)
            text += pick(lang, f"; serves {served}", f"; untuk {served}")
        return text


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
    by: tuple[str, ...] = attrs.field(converter=codes, validator=somebody)
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
