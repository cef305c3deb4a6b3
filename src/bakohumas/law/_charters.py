from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from bakohumas.errors import ConflictError, UnknownNameError, expect, of_kind
from bakohumas.languages import Lang, pick
from bakohumas.law._canons import Held, Texts, settle, shipped_texts
from bakohumas.law._changes import Change
from bakohumas.law._evidence import Grade
from bakohumas.law._provisions import Provision, Value
from bakohumas.law._regulations import Regulation, regulations
from bakohumas.law._resolutions import Answer, Canon, Conflict, Resolution, Silence, Undetermined
from bakohumas.law._scopes import Scope
from bakohumas.periods import overlaps


def _once_a_text(_charter: object, _field: object, rows: tuple[Provision, ...]) -> None:
    said: dict[object, list[Provision]] = {}
    for row in rows:
        expect(row, Provision, what="what a charter lays down")
        said.setdefault((row.key, row.citation, row.scope, row.body), []).append(row)
    for same in said.values():
        if overlaps(row.period for row in same):
            msg = f"one text lays down {same[0].key!r} twice for the same day"
            raise ValueError(msg)


@attrs.frozen
class Charter:
    """The provisions that govern one body, by key and day.

    A charter may rest on a parent: what it does not lay down itself, the
    parent does. Where several provisions speak, the canons of :meth:`ask`
    choose, or say that they cannot.

    Attributes:
        name: Short name, such as ``"national"``.
        title: What it is, in English and Indonesian.
        provisions: What it lays down itself.
        parent: The charter it rests on.
        scope: The kind of body that it governs; the parent's by default.
        body: The one body that it governs, if it is made for one.
        texts: Legal texts that it knows beside those that the library ships.
        decides: Whether a host laid it over its parent to decide.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.law import charter
        >>> rules = charter("national")
        >>> rules.value("term.years", on=date(2015, 11, 2))
        5
        >>> rules.provision("term.years", on=date(2015, 11, 2)).basis
        'PM Kominfo 35/2014 (grade B)'
    """

    name: str
    title: tuple[str, str]
    provisions: tuple[Provision, ...] = attrs.field(
        validator=_once_a_text, repr=lambda held: f"<{len(held)}>"
    )
    parent: "Charter | None" = attrs.field(default=None, repr=str)
    scope: Scope = attrs.field(
        default=attrs.Factory(
            lambda own: own.parent.scope if own.parent else Scope.EVERY, takes_self=True
        ),
        validator=of_kind(Scope),
        repr=str,
    )
    body: str = attrs.field(
        default=attrs.Factory(lambda own: own.parent.body if own.parent else "", takes_self=True)
    )
    texts: tuple[Regulation, ...] = attrs.field(default=(), repr=False)
    decides: bool = attrs.field(default=False, repr=False)

    @property
    def elders(self) -> "tuple[Charter, ...]":
        """This charter, its parent, and so on to the eldest."""
        return (self, *(self.parent.elders if self.parent else ()))

    @cached_property
    def _texts(self) -> Texts:
        own = {text.cite: text for elder in reversed(self.elders) for text in elder.texts}
        return Texts({**regulations(), **own}) if own else shipped_texts()

    @cached_property
    def _held(self) -> dict[str, tuple[Held, ...]]:
        held: dict[str, tuple[Held, ...]] = {}
        for level, elder in enumerate(self.elders):
            for law in elder.provisions:
                heard = law.speaks_of(self.scope, self.body)
                repeal = None if elder.decides else self._texts.repeal(law.citation)
                row = Held(law, level, elder.decides, heard, repeal)
                held[law.key] = (*held.get(law.key, ()), row)
        return held

    @property
    def turns(self) -> tuple[date, ...]:
        """The days on which an answer may change: between two of them, none does.

        Examples:
            >>> from bakohumas.law import charter
            >>> [str(day) for day in charter("sumsel").turns if day.year > 2014]
            ['2019-11-13', '2022-01-01', '2025-11-24']
        """
        return self._turns

    @cached_property
    def _turns(self) -> tuple[date, ...]:
        rows = [row for held in self._held.values() for row in held]
        days = {row.provision.period.start for row in rows}
        days |= {row.provision.period.end for row in rows}
        days |= {row.repealed[0] for row in rows if row.repealed}
        return tuple(sorted(filter(None, days)))

    def __str__(self) -> str:
        return self.name

    def label(self, lang: Lang = "en") -> str:
        """What the charter is, in words."""
        return pick(lang, *self.title)

    def ask(self, key: str, *, on: date, weakest: Grade = Grade.X) -> Resolution:
        """What the texts answer on a day, with every provision and its fate.

        Of the provisions in force, in scope and not repealed, a host's decision
        goes first, and any text before a default of the library; then what is
        amended or derogated from falls, then what implements another (*lex
        superior*, along explicit edges alone), then the wider rule and the
        parent's (*lex specialis*) and the older text of one issuer and kind
        (*lex posterior*). Where these two disagree, or several are left that say
        different things, the answer is a :class:`~bakohumas.law.Conflict`.

        Args:
            key: What is asked, such as ``"term.years"``.
            on: The day.
            weakest: The weakest evidence that counts; what is weaker leaves the
                answer undetermined, not false.

        Examples:
            >>> from datetime import date
            >>> from bakohumas.law import charter
            >>> print(charter("sumsel").ask("term.years", on=date(2025, 12, 1)))
            term.years, 1 December 2025: the texts answer
            = 5 [Halopos-2025 (grade C)]
            - 2 [SmartPalembang-2019 (grade C)]: not in force on that day
            - 5 [PM Kominfo 35/2014 (grade B)]: speaks of other bodies
            - 5 [default of this library (grade X)]: a default only fills a silence
        """
        rows = self._held.get(key, ())
        left, fallen = settle(
            rows, on=on, scope=self.scope, body=self.body, weakest=weakest, texts=self._texts
        )
        kind: type[Resolution] = Silence
        if any(law.value is None for law in left):
            kind = Undetermined
        elif left:
            kind = Answer if len({repr(law.value) for law in left}) == 1 else Conflict
        elif any(each.canon is Canon.EVIDENCE for each in fallen):
            kind = Undetermined
        return kind(key, on, self.name, tuple(left), tuple(fallen))

    def find(self, key: str, *, on: date) -> Provision | None:
        """The provision that answers on a day; ``None`` where nothing readable does.

        Raises:
            ConflictError: If several answer, and no canon chooses.
        """
        living = [row for row in self._held.get(key, ()) if row.lives(on)]
        if len(living) > 1:
            match self.ask(key, on=on):
                case Answer(provision=law):
                    return law
                case Conflict(candidates=laws):
                    said = tuple(f"{law.says()} [{law.basis}]" for law in laws)
                    others = tuple(f"{law.says('id')} [{law.cite('id')}]" for law in laws)
                    raise ConflictError(key, on, self.name, said, indonesian=others)
                case _:
                    return None
        readable = [row.provision for row in living if row.provision.value is not None]
        return readable[0] if readable else None

    def provision(self, key: str, *, on: date) -> Provision:
        """The provision that answers on a day.

        Raises:
            ConflictError: If several answer, and no canon chooses.
            UnknownNameError: If neither this charter nor a parent lays it down,
                or what they lay down could not be read.
        """
        found = self.find(key, on=on)
        if found is None:
            unread = [law.citation for law in self.ask(key, on=on).candidates]
            why = "".join(f"; {text} could not be read" for text in unread)
            raise UnknownNameError("provision", key, scope=f"charter {self.name} on {on}{why}")
        return found

    def value(self, key: str, *, on: date) -> Value:
        """What the provision in force on a day says.

        Raises:
            ConflictError: If several answer, and no canon chooses.
            UnknownNameError: If neither this charter nor a parent lays it down,
                or what they lay down could not be read.
        """
        return self.provision(key, on=on).value

    def override(
        self, *provisions: Provision, name: str = "", texts: tuple[Regulation, ...] = ()
    ) -> "Charter":
        """A child charter in which these *provisions* decide.

        Args:
            *provisions: What is decided, each with its own citation.
            name: Name of the child; this one's with a ``+`` by default.
            texts: Legal texts to know beside those that the library ships.

        Raises:
            TypeError: If what is decided is no provision.

        Examples:
            >>> from datetime import date
            >>> from bakohumas.law import Citation, Grade, Provision, charter
            >>> from bakohumas.periods import Period
            >>> local = Provision("term.years", 3, Period(date(2013, 1, 1)),
            ...     Citation("SK Gubernur"), Grade.C)
            >>> charter("national").override(local).value("term.years", on=date(2016, 1, 1))
            3
        """
        return Charter(
            name or f"{self.name}+", self.title, provisions, self, texts=texts, decides=True
        )

    def in_force(self, on: date) -> Mapping[str, Provision]:
        """Every provision that answers on a day, by key.

        Raises:
            ConflictError: If several answer for one key, and no canon chooses.
        """
        found = {key: self.find(key, on=on) for key in sorted(self._held)}
        return {key: law for key, law in found.items() if law}

    def difference(self, other: "Charter", *, on: date) -> tuple[Change, ...]:
        """What another charter adds, removes or changes on a day, by key.

        Raises:
            ConflictError: If a charter is in conflict with itself on that day.

        Examples:
            >>> from datetime import date
            >>> from bakohumas.law import charter
            >>> law, practice = charter("national"), charter("national_practice")
            >>> change = law.difference(practice, on=date(2018, 6, 30))[0]
            >>> change.kind, change.key
            ('added', 'seat.ketua_pelaksana.post')
            >>> change.explain().partition(": ")[2]
            'silent → Direktur Kemitraan Komunikasi [Palembang (grade C)]'
        """
        before, after = self.in_force(on), other.in_force(on)
        return tuple(
            Change(key, before.get(key), after.get(key))
            for key in sorted(before.keys() | after.keys())
            if before.get(key) != after.get(key)
        )

    def rows(self, *, on: date) -> list[dict[str, Any]]:
        """One plain row a provision in force: key, value, citation, grade, note."""
        return [
            {
                "key": row.key,
                "value": list(row.value) if isinstance(row.value, tuple) else row.value,
                "citation": str(row.citation),
                "grade": row.grade.value,
                "analogy": row.analogy,
                "note": row.note,
            }
            for row in self.in_force(on).values()
        ]
