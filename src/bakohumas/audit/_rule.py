from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import attrs

from bakohumas.bodies import Body, Replaced, Snapshot, Term
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

    @property
    def replacements(self) -> dict[tuple[str, date], str]:
        """Digest of the record of every replacement by the day, by seat and day."""
        return {
            (each.place.seat, each.on): each.record
            for each in self.body.events
            if isinstance(each, Replaced) and each.on <= self.on
        }

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """The records of one kind."""
        return tuple(each for each in self.records if isinstance(each, kind))

    def covers(self, body: str, on: date) -> bool:
        """Whether what is of a body and a day is of this body, and of a day in its life so far."""
        return body == self.body.id and self.body.founded <= on <= self.on


@attrs.frozen
class Verdict:
    """What a predicate says: a status, and the facts behind it.

    Attributes:
        status: Whether the rule is kept, broken, cannot be told, or no matter here.
        because: The facts, or what is missing, in English and Indonesian.
        who: Whom it concerns; empty for the body as a whole.
        advice: What to do in this very case, in English and Indonesian; what the
            rule advises, where there is none.
        assumed: Whether the facts are those of a model, and nobody observed them.

    Examples:
        >>> said = Verdict.violated("bps", "holds 2 seats", "memegang 2 kursi")
        >>> said.status, said.who, said.because[1]
        (<Status.VIOLATED: 'violated'>, 'bps', 'memegang 2 kursi')
    """

    status: Status
    because: tuple[str, str]
    who: str = ""
    advice: tuple[str, str] | None = None
    assumed: bool = False

    @classmethod
    def holds(cls, en: str, indonesian: str) -> "Verdict":
        """The rule is kept, as these facts show."""
        return cls(Status.HOLDS, (en, indonesian))

    @classmethod
    def violated(
        cls, who: str, en: str, indonesian: str, *, advice: tuple[str, str] | None = None
    ) -> "Verdict":
        """The rule is broken, by somebody or by the body as a whole, as these facts show."""
        return cls(Status.VIOLATED, (en, indonesian), who, advice)

    @classmethod
    def undetermined(cls, en: str, indonesian: str) -> "Verdict":
        """This is missing; what cannot be told is never taken as kept."""
        return cls(Status.UNDETERMINED, (en, indonesian))

    @classmethod
    def not_applicable(cls, en: str, indonesian: str, *, who: str = "") -> "Verdict":
        """The rule does not concern this case, or somebody in it, for this reason."""
        return cls(Status.NOT_APPLICABLE, (en, indonesian), who)


Predicate = Callable[[Case], Iterable[Verdict]]


@attrs.frozen
class Rule:
    """A norm of the catalogue, with a predicate that judges it.

    Attributes:
        norm: What the text says.
        judge: Yields one or more verdicts on a case.
        advice: What to do where it is broken, in English and Indonesian.
        reads: Kinds of a host's own records that it looks at.

    Examples:
        >>> from bakohumas.audit import RULES
        >>> first = RULES[0]
        >>> first.id, first.norm.cite()
        ('BOD-02', 'PM Kominfo 35/2014 Pasal 1 (grade A)')
        >>> first.advice[0]
        'Admit PR units until there are at least two.'
    """

    norm: Norm
    judge: Predicate
    advice: tuple[str, str]
    reads: tuple[type, ...] = ()

    @property
    def id(self) -> str:
        """Id of the norm."""
        return self.norm.id


def rule(
    law: str | Norm, *, advice: tuple[str, str], reads: Iterable[type] = ()
) -> Callable[[Predicate], Rule]:
    """Make a predicate the rule that judges a norm.

    Args:
        law: Id of a norm of the catalogue, or a host's own norm.
        advice: What to do where it is broken, in English and Indonesian.
        reads: Kinds of a host's own records that the predicate looks at; only then
            may such be put before the audit.

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
        return Rule(what, predicate, advice, tuple(reads))

    return bind
