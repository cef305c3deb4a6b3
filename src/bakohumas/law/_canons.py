from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, cached_property, partial

import attrs

from bakohumas.law._citations import Citation
from bakohumas.law._evidence import Grade
from bakohumas.law._provisions import Provision
from bakohumas.law._regulations import Regulation, RelationKind, regulations
from bakohumas.law._resolutions import Canon, Defeat
from bakohumas.law._scopes import Scope

_EXPLICIT = {RelationKind.AMENDS, RelationKind.REPEALS, RelationKind.DEROGATES}


@attrs.frozen
class Held:
    """A provision as one charter of a family holds it.

    Attributes:
        provision: What is laid down.
        level: How far up it stands; 0 in the charter that is asked.
        decides: Whether a host laid it over the others to decide.
        heard: Whether it speaks of the body that is asked about.
        repealed: The day from which it is repealed, and by which text.
    """

    provision: Provision
    level: int
    decides: bool
    heard: bool
    repealed: tuple[date, str] | None

    def lives(self, on: date) -> bool:
        """Whether it is in force on that day, in scope and not repealed."""
        return (
            self.heard
            and on in self.provision.period
            and not (self.repealed and self.repealed[0] <= on)
        )


@attrs.frozen(slots=False)
class Texts:
    """Legal texts and the explicit edges between them.

    Attributes:
        known: The texts by short title.
    """

    known: Mapping[str, Regulation]

    @cached_property
    def _repeals(self) -> list[tuple[date, str, Citation]]:
        return sorted(
            (
                (text.made, text.cite, to)
                for text in self.known.values()
                if text.made
                for to in text.related(RelationKind.REPEALS)
            ),
            key=lambda repeal: repeal[:2],
        )

    def repeal(self, place: Citation) -> tuple[date, str] | None:
        """The first dated text that repeals a place, and its day."""
        return next(((made, cite) for made, cite, to in self._repeals if to.covers(place)), None)

    def touches(self, text: Citation, place: Citation) -> bool:
        """Whether a text amends, repeals or derogates from a place, and says so."""
        known = self.known.get(text.regulation)
        return known is not None and any(
            each.kind in _EXPLICIT and each.to.covers(place) for each in known.relations
        )

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        above: dict[str, set[str]] = {}
        for text in self.known.values():
            for to in text.related(RelationKind.IMPLEMENTS):
                above.setdefault(text.cite, set()).add(to.regulation)
            for to in text.related(RelationKind.DELEGATES_TO):
                above.setdefault(to.regulation, set()).add(text.cite)
        return above

    def superior(self, over: Citation, under: Citation) -> bool:
        """Whether *under* rests on *over* along explicit edges, however many."""
        seen: set[str] = set()
        ahead = {under.regulation}
        while ahead:
            seen |= ahead
            ahead = {up for text in ahead for up in self._above.get(text, ())} - seen
        return over.regulation in seen and over.regulation != under.regulation

    def later(self, one: Citation, other: Citation) -> bool:
        """Whether *one* is the later text of one issuer and one kind."""
        new, old = self.known.get(one.regulation), self.known.get(other.regulation)
        if new is None or old is None or (new.issuer, new.kind) != (old.issuer, old.kind):
            return False
        if new.made and old.made:
            return new.made > old.made
        return bool(new.year and old.year and new.year > old.year)


@cache
def shipped_texts() -> Texts:
    """The texts that the library ships."""
    return Texts(regulations())


def _order(row: Held) -> tuple[object, ...]:
    law = row.provision
    return (
        list(Grade).index(law.standing),
        row.level,
        *map(str, (law.citation, law.scope, law.body, law.value, law.period)),
    )


@attrs.define
class _Hearing:
    """The provisions that still stand, and those that have fallen so far."""

    left: list[Held]
    fallen: list[Defeat] = attrs.field(factory=list)

    def strike(self, canon: Canon, by: Callable[[Held], str | None]) -> None:
        """Let all fall at once for which *by* names what goes before them, if only ``""``."""
        beaten = {row: text for row in self.left if (text := by(row)) is not None}
        self.fallen += [Defeat(row.provision, canon, text) for row, text in beaten.items()]
        self.left = [row for row in self.left if row not in beaten]

    def weigh(self, goes_first: Callable[[Held, Held], Canon | None]) -> None:
        """Let all fall that yield to a row which itself yields to none that stands."""
        attacks = {
            row: {
                each: canon
                for each in self.left
                if each is not row and (canon := goes_first(each, row))
            }
            for row in self.left
        }
        beaten: dict[Held, tuple[Canon, str]] = {}
        while more := {
            row: (attacks[row][by], str(by.provision.citation))
            for row in self.left
            if row not in beaten
            for by in self.left
            if by in attacks[row] and attacks[by].keys() <= beaten.keys()
        }:
            beaten |= more
        self.fallen += [Defeat(row.provision, *fate) for row, fate in beaten.items()]
        self.left = [row for row in self.left if row not in beaten]


def _derogates(one: Held, other: Held, *, texts: Texts) -> Canon | None:
    touched = texts.touches(one.provision.citation, other.provision.citation)
    return Canon.DEROGATION if touched else None


def _superior(one: Held, other: Held, *, texts: Texts) -> Canon | None:
    above = texts.superior(one.provision.citation, other.provision.citation)
    return Canon.SUPERIOR if above else None


def _narrower_or_later(one: Held, other: Held, *, texts: Texts) -> Canon | None:
    new, old = one.provision.citation, other.provision.citation
    if _narrower(one, other):
        return None if texts.later(old, new) else Canon.SPECIALIS
    later = texts.later(new, old) and not _narrower(other, one)
    return Canon.POSTERIOR if later else None


def _narrower(one: Held, other: Held) -> bool:
    same = one.level == other.level
    return one.provision.narrower(other.provision) if same else one.level < other.level


def settle(
    rows: Iterable[Held], *, on: date, scope: Scope, body: str, weakest: Grade, texts: Texts
) -> tuple[list[Provision], list[Defeat]]:
    """What stands of the *rows* after every canon, and what each of the others fell to."""
    hearing = _Hearing(sorted(rows, key=_order))
    hearing.strike(Canon.FORCE, lambda row: None if row.provision.in_force(on) else "")
    hearing.strike(Canon.SCOPE, lambda row: None if row.provision.speaks_of(scope, body) else "")
    hearing.strike(
        Canon.REPEAL,
        lambda row: row.repealed[1] if row.repealed and row.repealed[0] <= on else None,
    )
    hearing.strike(
        Canon.EVIDENCE, lambda row: None if row.provision.standing.at_least(weakest) else ""
    )
    decisions = [row for row in hearing.left if row.decides]
    if decisions:
        last = min(decisions, key=lambda row: row.level)
        by = str(last.provision.citation)
        hearing.strike(Canon.DECISION, lambda row: None if row.level == last.level else by)
    if any(row.provision.standing is not Grade.X for row in hearing.left):
        hearing.strike(Canon.DEFAULT, lambda row: "" if row.provision.standing is Grade.X else None)
    for canon in (_derogates, _superior, _narrower_or_later):
        hearing.weigh(partial(canon, texts=texts))
    return [row.provision for row in hearing.left], hearing.fallen
