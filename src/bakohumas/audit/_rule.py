from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import attrs

from bakohumas.bodies import Body, Snapshot, Term
from bakohumas.languages import Labelled
from bakohumas.law import Norm, norm

T = TypeVar("T")


class Status(Labelled):
    """What a rule says of a case."""

    HOLDS = "holds", "holds", "terpenuhi"
    VIOLATED = "violated", "violated", "dilanggar"
    UNDETERMINED = "undetermined", "undetermined", "belum dapat ditentukan"
    NOT_APPLICABLE = "not_applicable", "not applicable", "tidak berlaku"


@attrs.frozen
class Case:
    """What a rule may look at: a body, records about it, and a day.

    Attributes:
        body: The body.
        records: Records put before the audit: of meetings, programmes, networks.
        on: The day.
        now: The body as it stood on the day.
    """

    body: Body
    records: tuple[Any, ...]
    on: date
    now: Snapshot

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that had begun by the day."""
        return tuple(each for each in self.body.terms if (each.period.start or self.on) <= self.on)

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """The records of one kind."""
        return tuple(each for each in self.records if isinstance(each, kind))


@attrs.frozen
class Verdict:
    """What a predicate says: a status, and the facts behind it.

    Attributes:
        status: Whether the rule is kept, broken, cannot be told, or no matter here.
        because: The facts, or what is missing, in English and Indonesian.
        who: Whom it concerns; empty for the body as a whole.
    """

    status: Status
    because: tuple[str, str]
    who: str = ""

    @classmethod
    def holds(cls, en: str, indonesian: str) -> "Verdict":
        """The rule is kept, as these facts show."""
        return cls(Status.HOLDS, (en, indonesian))

    @classmethod
    def violated(cls, who: str, en: str, indonesian: str) -> "Verdict":
        """The rule is broken by somebody, as these facts show."""
        return cls(Status.VIOLATED, (en, indonesian), who)

    @classmethod
    def undetermined(cls, en: str, indonesian: str) -> "Verdict":
        """This is missing; what cannot be told is never taken as kept."""
        return cls(Status.UNDETERMINED, (en, indonesian))

    @classmethod
    def not_applicable(cls, en: str, indonesian: str) -> "Verdict":
        """The rule does not concern this case, for this reason."""
        return cls(Status.NOT_APPLICABLE, (en, indonesian))


Predicate = Callable[[Case], Iterable[Verdict]]


@attrs.frozen
class Rule:
    """A norm of the catalogue, with a predicate that judges it.

    Attributes:
        norm: What the text says.
        judge: Yields one or more verdicts on a case.
        advice: What to do where it is broken, in English and Indonesian.
    """

    norm: Norm
    judge: Predicate
    advice: tuple[str, str]

    @property
    def id(self) -> str:
        """Id of the norm."""
        return self.norm.id


def rule(law: str | Norm, *, advice: tuple[str, str]) -> Callable[[Predicate], Rule]:
    """Make a predicate the rule that judges a norm.

    Args:
        law: Id of a norm of the catalogue, or a host's own norm.
        advice: What to do where it is broken, in English and Indonesian.

    Raises:
        UnknownNameError: If the catalogue has no norm of that id.
        ValueError: If the advice lacks a language.

    Examples:
        >>> @rule("BRD-11", advice=("Elect a secretary.", "Pilih sekretaris."))
        ... def has_a_board(case):
        ...     yield Verdict.holds("a board", "ada pengurus")
        >>> has_a_board.id
        'BRD-11'
    """
    if not all(advice):
        msg = "a rule advises in English and in Indonesian"
        raise ValueError(msg)
    what = law if isinstance(law, Norm) else norm(law)

    def bind(predicate: Predicate) -> Rule:
        return Rule(what, predicate, advice)

    return bind
