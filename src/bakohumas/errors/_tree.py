from datetime import date
from typing import Any

import attrs

_DOOR = "bakohumas.errors"
TOGETHER = frozenset({"limits", "trial", "solver"})
"""Proofs that tasks cannot be done together, though no count of places tells why."""
_SHOWN = 8
MODEL = "an invariant of the model itself, not of a regulation"
"""Basis of a refusal that rests on the library's own model of a body."""


def _few(codes: tuple[str, ...]) -> str:
    """Codes side by side; past the first eight, how many more there are."""
    more = f", +{len(codes) - _SHOWN}" if len(codes) > _SHOWN else ""
    return ", ".join(codes[:_SHOWN]) + more


class BakohumasError(Exception):
    """Base of everything that this library raises on behalf of the domain.

    Two errors of one kind with the same fields are equal, whatever process raised them.

    Examples:
        >>> try:
        ...     raise UnknownNameError("charter", "kalzel")
        ... except BakohumasError as error:
        ...     print(error)
        no charter is known as 'kalzel'
    """

    __module__ = _DOOR

    def __init_subclass__(cls) -> None:
        """Know the tree's own by the door, which is the name that a traceback shows."""
        if cls.__module__ == __name__:
            cls.__module__ = _DOOR

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.args == other.args

    def __hash__(self) -> int:
        return hash((type(self), str(self)))


class BakohumasWarning(UserWarning):
    """An input was understood, but only by way of a known alias or mistake.

    Examples:
        >>> import warnings
        >>> from bakohumas.law import regulation
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     text = regulation("34/2014")
        >>> str(text), caught[0].category.__name__
        ('PM Kominfo 35/2014', 'BakohumasWarning')
    """


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
            than there are, too few places for whole tasks within lengths, ``"limits"`` and
            loans, a ``"trial"`` of every choice, or a ``"solver"``; of these two no task
            could be spared, as far as that was tried. Empty: a search found none, that is
            all.
        details: What nobody can do, and what would help.
        indonesian: The whole refusal in Indonesian; empty where nobody gave it.
        locked: Which of these tasks were not to move, where that is what stands in the way.
    """

    tasks: tuple[str, ...]
    agencies: tuple[str, ...]
    short_by: int
    proof: str = "places"
    details: tuple[str, ...] = ()
    indonesian: tuple[str, ...] = attrs.field(default=(), repr=False)
    locked: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.proof:
            return "; ".join(self.details)
        tasks = f"{'task' if len(self.tasks) == 1 else 'tasks'} {_few(self.tasks)}"
        one = len(self.agencies) == 1
        if self.proof in TOGETHER:
            whole = "in full" if len(self.tasks) == 1 else "all at once"
            locked = f" with {_few(self.locked)} locked: unlock a task," if self.locked else ":"
            said = (
                f"{tasks} cannot be done {whole} by {_few(self.agencies)}{locked} raise a capacity "
                "or a limit, lend more, lift an exclusion, or drop a task"
            )
        elif not self.agencies:
            them = "it" if len(self.tasks) == 1 else "them"
            said = f"{tasks} can be done by no agency at all: make one able, or drop {them}"
        elif self.proof == "team":
            more = f"{self.short_by} {'agency' if self.short_by == 1 else 'agencies'} more"
            said = (
                f"{tasks} cannot be done without {more} than are able to ({_few(self.agencies)}): "
                "make others able, ask for fewer, or drop it"
            )
        else:
            short = f"{self.short_by} place{'' if self.short_by == 1 else 's'}"
            said = (
                f"{tasks} can only be done by {_few(self.agencies)}, which "
                f"{'lacks' if one else 'lack'} {short}: raise a capacity, make others able, or "
                "drop a task"
            )
        return "; ".join([said, *self.details])


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
class StorageError(BakohumasError):
    """A journal that cannot be read or written.

    Attributes:
        what: What could not be done.
        why: What the database said.
    """

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


@attrs.frozen
class StaleRevisionError(StorageError):
    """Another writer came first; nothing was written.

    Attributes:
        expected: The revision that the writer knew.
        found: The revision that the stream is at.
    """

    expected: int
    found: int

    def __str__(self) -> str:
        return (
            f"{self.what}: revision {self.expected} was expected, {self.found} found ({self.why}): "
            "load it again, and make the change on what it is now"
        )


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
