"""Every way we refuse, as one tree.

A caller's slip is a plain ``ValueError`` or ``TypeError``. When the *domain*
says no, it says it with one of these::

    BakohumasError
    ├── RefusedError             an operation that a rule or the model forbids
    │   ├── NotEligibleError     ... because of who asks to be a member
    │   ├── SeatError            ... because of a seat or its holder
    │   ├── TermError            ... because of a term of office
    │   ├── MeetingError         ... because of how a meeting must proceed
    │   │   └── QuorumNotMetError
    │   └── ProgrammeError       ... because of how a programme must proceed
    ├── ConflictError            texts that no canon puts in order
    ├── UndecidedError           a count that a tie has stopped
    ├── ViolationError           an audit that demanded more than it found
    ├── InfeasibleError          a division of work that nobody could make
    ├── UnknownNameError         nothing of that name (also a LookupError)
    ├── OutOfScopeError          a day for which the library has no data
    ├── FormatError              a malformed file (also a ValueError)
    └── MissingExtraError        an optional package (also an ImportError)

Fields are plain and picklable, so that a program can branch on them; the text
says who, what, on which basis, and what to do next.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import attrs

__all__ = [
    "MODEL",
    "BakohumasError",
    "BakohumasWarning",
    "ConflictError",
    "FormatError",
    "InfeasibleError",
    "MeetingError",
    "MissingExtraError",
    "NotEligibleError",
    "OutOfScopeError",
    "ProgrammeError",
    "QuorumNotMetError",
    "RefusedError",
    "SeatError",
    "TermError",
    "UndecidedError",
    "UnknownNameError",
    "ViolationError",
    "both_languages",
    "expect",
    "matching",
    "not_blank",
    "of_kind",
]

Validator = Callable[[object, "attrs.Attribute[Any]", Any], None]

_SHOWN = 80
MODEL = "an invariant of the model itself, not of a regulation"
"""Basis of a refusal that rests on the library's own model of a body."""


class BakohumasError(Exception):
    """Base of everything that this library raises on behalf of the domain.

    Two errors of one kind with the same fields are equal, whatever process raised them.
    """

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.args == other.args

    def __hash__(self) -> int:
        return hash((type(self), str(self)))


class BakohumasWarning(UserWarning):
    """An input was understood, but only by way of a known alias or mistake."""


@attrs.frozen
class RefusedError(BakohumasError):
    """An operation that a rule, or the model of a body, does not allow.

    Attributes:
        what: The operation that was tried, and on whom.
        why: What stands against it.
        basis: Citation and grade of the rule, or :data:`MODEL`.
        advice: What to do next.

    Examples:
        >>> str(RefusedError("elect the chair", "the seat is ex officio",
        ...     "charter (grade C)", "seat the holder of the post"))
        'elect the chair: the seat is ex officio [charter (grade C)]; seat the holder of the post'
    """

    what: str
    why: str
    basis: str
    advice: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why} [{self.basis}]; {self.advice}"


@attrs.frozen
class NotEligibleError(RefusedError):
    """Whoever asks to be a member is none of the kinds that may be."""


@attrs.frozen
class SeatError(RefusedError):
    """A seat cannot be filled, or emptied, in this way."""


@attrs.frozen
class TermError(RefusedError):
    """A term of office cannot begin, or last, as asked."""


@attrs.frozen
class MeetingError(RefusedError):
    """A meeting cannot take this step now."""


@attrs.frozen
class QuorumNotMetError(MeetingError):
    """A meeting tried to decide with too few members in the room.

    Attributes:
        present: Member institutions on the attendance list.
        required: Member institutions needed before a decision is valid.
    """

    present: int
    required: int


@attrs.frozen
class ProgrammeError(RefusedError):
    """A programme cannot take this step now."""


@attrs.frozen
class ConflictError(BakohumasError):
    """Several provisions answer one question, and no canon chooses between them.

    Attributes:
        key: What was asked, such as ``"term.years"``.
        on: The day.
        charter: Name of the charter that was asked.
        candidates: Each answer with its citation and grade.
        advice: What to do next.
        indonesian: The candidates in Indonesian; empty where nobody gave them.
    """

    key: str
    on: date
    charter: str
    candidates: tuple[str, ...]
    advice: str = "decide it by Charter.override with a provision that cites its own basis"
    indonesian: tuple[str, ...] = attrs.field(default=(), repr=False)

    def __str__(self) -> str:
        said = " against ".join(self.candidates)
        return f"charter {self.charter} on {self.on}, {self.key}: {said}; {self.advice}"


@attrs.frozen
class UndecidedError(BakohumasError):
    """A count stopped at a tie that nobody has settled.

    Attributes:
        tied: The candidates that the votes cannot tell apart.
        elected: Who was elected before the count stopped.
    """

    tied: tuple[str, ...]
    elected: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"the votes do not tell {', '.join(self.tied)} apart: vote again, or count "
            "with an order agreed beforehand or a public lot"
        )


@attrs.frozen
class ViolationError(BakohumasError):
    """An audit found rules broken that the caller insists on.

    Attributes:
        body: Id of the body.
        on: The day that was judged.
        rules: Ids of the broken rules.
        findings: Each finding in words, with citation, grade and advice.
        rows: Each finding as a plain row: rule, statement, citation, grade, who, when, ...
    """

    body: str
    on: date
    rules: tuple[str, ...]
    findings: tuple[str, ...]
    rows: tuple[dict[str, Any], ...] = attrs.field(default=(), repr=False)

    def __str__(self) -> str:
        broken = "\n".join(self.findings)
        return f"{self.body} on {self.on} breaks {len(self.rules)} rule(s):\n{broken}"


@attrs.frozen
class InfeasibleError(BakohumasError):
    """No division of work gives every task an agency that can do it.

    Attributes:
        tasks: Tasks that compete for too few places.
        agencies: All agencies able to do any of them.
        short_by: How many places are missing.
        proof: Why it is so: too few ``"places"`` or days, a ``"team"`` of more agencies
            than there are, or a ``"solver"``. Empty: a search found none, that is all.
        details: What nobody can do, and what would help.
        indonesian: The whole refusal in Indonesian; empty where nobody gave it.
    """

    tasks: tuple[str, ...]
    agencies: tuple[str, ...]
    short_by: int
    proof: str = "places"
    details: tuple[str, ...] = ()
    indonesian: tuple[str, ...] = attrs.field(default=(), repr=False)

    def __str__(self) -> str:
        able = ", ".join(self.agencies) or "no agency at all"
        said = (
            f"tasks {', '.join(self.tasks)} can only be done by {able}, which lack "
            f"{self.short_by} place(s): raise a capacity, widen a skill or region, "
            "or drop a task"
        )
        return "; ".join([said, *self.details] if self.proof else self.details)


@attrs.frozen
class UnknownNameError(BakohumasError, LookupError):
    """Nothing known goes by this name.

    Attributes:
        kind: What was looked for: ``"institution"``, ``"charter"``, ...
        name: What the caller wrote.
        suggestions: Names that look like it, best first.
        scope: What the search covered, and what it could not know.
    """

    kind: str
    name: str
    suggestions: tuple[str, ...] = ()
    scope: str = ""

    def __str__(self) -> str:
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        scope = f" ({self.scope})" if self.scope else ""
        return f"no {self.kind} is known as {self.name!r}{scope}{hint}"


@attrs.frozen
class OutOfScopeError(BakohumasError):
    """The library holds no data for this day, and does not pretend.

    Attributes:
        day: The day asked for.
        first: The first day covered.
        scope: What is covered from then on.
    """

    day: date
    first: date
    scope: str

    def __str__(self) -> str:
        return f"{self.day} lies before {self.first}, the first day of {self.scope}"


@attrs.frozen
class FormatError(BakohumasError, ValueError):
    """A file or document that cannot be read as what it should be.

    Attributes:
        source: What was being read.
        problems: Everything that is wrong with it, each with its place.
    """

    source: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.source}: {'; '.join(self.problems)}"


@attrs.frozen
class MissingExtraError(BakohumasError, ImportError):
    """A feature needs a package that is not installed.

    Attributes:
        feature: What was asked for.
        package: The package it needs.
        extra: The extra of this library that brings the package.
    """

    feature: str
    package: str
    extra: str

    def __str__(self) -> str:
        return (
            f"{self.feature} needs {self.package}: python3 -m pip install 'bakohumas[{self.extra}]'"
        )


def expect(value: object, *kinds: type, what: str) -> None:
    """Insist that a caller handed over what was asked for.

    A moment (:class:`~datetime.datetime`) is no day, and a truth value no number.

    Args:
        value: What was handed over.
        kinds: What it may be.
        what: What it is there for, as the caller would say it.

    Raises:
        TypeError: If it is of none of these kinds, with what to hand over instead.

    Examples:
        >>> expect("2015-11-02", date, what="the day of the founding")
        Traceback (most recent call last):
          ...
        TypeError: the day of the founding must be a date, got the str '2015-11-02'
    """
    disguised = (isinstance(value, datetime) and datetime not in kinds) or (
        isinstance(value, bool) and bool not in kinds
    )
    if disguised or not isinstance(value, kinds):
        names = [kind.__name__ for kind in kinds]
        wanted = " or ".join(f"{'an' if name[0] in 'aeioAEIO' else 'a'} {name}" for name in names)
        text = repr(value)
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        msg = f"{what} must be {wanted}, got the {type(value).__name__} {shown}"
        raise TypeError(msg)


def of_kind(*kinds: type) -> Validator:
    """A validator of attrs fields that :func:`expect` speaks for."""

    def check(_instance: object, field: "attrs.Attribute[Any]", value: object) -> None:
        expect(value, *kinds, what=field.name)

    return check


def not_blank(_instance: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """A validator of attrs fields: a text that says something."""
    expect(value, str, what=field.name)
    if not str(value).strip():
        msg = f"{field.name} must not be blank"
        raise ValueError(msg)


def both_languages(value: object, *, what: str) -> None:
    """Insist that a wording is there in English and in Indonesian.

    Args:
        value: What was handed over.
        what: Who words what, as the refusal begins: ``"a rule advises"``.

    Raises:
        TypeError: If it is no tuple of texts.
        ValueError: If there are not two, or one of them is blank.

    Examples:
        >>> both_languages(("Mend it.", ""), what="a rule advises")
        Traceback (most recent call last):
          ...
        ValueError: a rule advises in English and in Indonesian, got ('Mend it.', '')
    """
    msg = f"{what} in English and in Indonesian, got {value!r}"
    if not isinstance(value, tuple) or not all(isinstance(each, str) for each in value):
        raise TypeError(msg)
    if len(value) != len(("en", "id")) or not all(each.strip() for each in value):
        raise ValueError(msg)


def matching(pattern: str, form: str) -> Validator:
    """A validator of attrs fields: a text of a stated form.

    Args:
        pattern: What the whole text must match.
        form: The form in words, for the refusal.
    """

    def check(_instance: object, field: "attrs.Attribute[Any]", value: object) -> None:
        expect(value, str, what=field.name)
        if not re.fullmatch(pattern, str(value)):
            msg = f"{field.name} must be {form}, got {value!r}"
            raise ValueError(msg)

    return check
