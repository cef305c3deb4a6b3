from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import attrs

from bakohumas.audit._data import words
from bakohumas.bodies import Body, Replaced, Snapshot, Term
from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Lang, pick
from bakohumas.law import Answer, Charter, Grade, Provision

T = TypeVar("T")
_SHOWN = 120


@attrs.frozen
class Fact:
    """Something that a rule read on its way to a verdict.

    Attributes:
        key: What it is, as the *needs* of a norm name it, such as ``"term.end"``.
        value: What was read, in words; ``–`` where nothing is there.
        who: Whom it is about; empty for the body as a whole.

    Examples:
        >>> read = Fact("term.end", "2020-11-02", "2015–2020")
        >>> read.explain(), read.explain("id")
        ('the end of the term (2015–2020): 2020-11-02', 'akhir masa tugas (2015–2020): 2020-11-02')
    """

    key: str = attrs.field(validator=not_blank)
    value: str = attrs.field(validator=of_kind(str))
    who: str = attrs.field(default="", validator=of_kind(str))

    def explain(self, lang: Lang = "en") -> str:
        """What was read, of whom, and what it was; what is long is cut short."""
        who = f" ({self.who})" if self.who else ""
        value = self.value if len(self.value) <= _SHOWN else f"{self.value[:_SHOWN]}…"
        return f"{pick(lang, *words(self.key))}{who}: {value}"


@attrs.frozen
class Case:
    """What a rule may look at: a body, records about it, and a day.

    Attributes:
        body: The body.
        records: Records put before the audit: of meetings, programmes, networks.
        on: The day.
        weakest: The weakest evidence that counts.

    Examples:
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> case = Case(body, (), day, weakest=Grade.B)
        >>> case.read("board.terms", len(case.terms))
        0
        >>> case.noted()
        (Fact(key='board.terms', value='0', who=''),)
    """

    body: Body
    records: tuple[Any, ...]
    on: date
    weakest: Grade = attrs.field(default=Grade.X, kw_only=True)
    _notes: list[Fact] = attrs.field(factory=list, kw_only=True, eq=False, repr=False)

    @cached_property
    def now(self) -> Snapshot:
        """The body as it stood on the day.

        Raises:
            ConflictError: If texts of its charter conflict on the seats of its board.
        """
        return self.body.on(self.on)

    @property
    def charter(self) -> Charter:
        """The charter that governed the body on the day."""
        return self.body.charter(on=self.on)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that had begun by the day."""
        return tuple(each for each in self.body.terms if (each.period.start or self.on) <= self.on)

    @property
    def replacements(self) -> dict[tuple[str, date], str]:
        """Digest of the record of every replacement by the day, by seat and day."""
        return {
            (each.place.seat, each.on): each.record
            for each in self.body.facts
            if isinstance(each, Replaced) and each.on <= self.on
        }

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """The records of one kind."""
        return tuple(each for each in self.records if isinstance(each, kind))

    def covers(self, body: str, on: date) -> bool:
        """Whether what is of a body and a day is of this body, and of a day in its life so far."""
        return body == self.body.id and self.body.opened <= on <= self.on

    def read(self, key: str, value: T, who: str = "") -> T:
        """Note that a rule used a fact, and hand its value back.

        What was noted since the last verdict goes with the next one into its finding.

        Args:
            key: What it is: one of the *needs* of the norm that the rule judges.
            value: What was read; a list or a mapping is noted as running text.
            who: Whom it is about; empty for the body as a whole.
        """
        self._notes.append(Fact(key, _text(value), who))
        return value

    def noted(self) -> tuple[Fact, ...]:
        """The facts read since one last asked, once each, in order."""
        notes = tuple(dict.fromkeys(self._notes))
        self._notes.clear()
        return notes

    def laid_down(self, key: str, *, on: date | None = None) -> Provision | None:
        """What the charter of a day lays down, if the evidence is strong enough.

        Args:
            key: What is asked, such as ``"meeting.quorum"``.
            on: The day; that of the audit by default.

        Returns:
            The provision; ``None`` where the charter is silent, unread or too weak, and
            where its texts conflict, for then nobody can tell.
        """
        day = on or self.on
        match self.body.charter(on=day).ask(key, on=day, weakest=self.weakest):
            case Answer(provision=law):
                return law
            case _:
                return None


def _text(value: object) -> str:
    """A value as one reads it in a list of facts."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} → {_text(each)}" for key, each in value.items()) or "–"
    if isinstance(value, Collection) and not isinstance(value, str):
        each = map(_text, value)
        return ", ".join(sorted(each) if isinstance(value, set | frozenset) else each) or "–"
    return str(value) or "–"
