from datetime import date

import attrs
from attrs.validators import deep_iterable, optional

from bakohumas.content._codes import each_once, together
from bakohumas.errors import (
    MODEL,
    RefusedError,
    code,
    code_if_any,
    expect,
    not_blank,
    of_kind,
    wording,
)
from bakohumas.languages import Lang, day, listed, pick


@attrs.frozen
class Adoption:
    """An agency took a best practice over.

    Attributes:
        agency: Its code.
        on: The day.

    Examples:
        >>> Adoption("pemkab-tapin", date(2025, 9, 1)).agency
        'pemkab-tapin'
    """

    agency: str = attrs.field(validator=code)
    on: date = attrs.field(validator=of_kind(date))


@attrs.frozen
class BestPractice:
    """Something that worked and that others can repeat (TSK-12).

    Attributes:
        id: Its code.
        agency: Code of the agency that did it.
        problem: What the problem was, in English and Indonesian.
        done: What was done, in English and Indonesian.
        on: The day it was entered.
        evidence: What shows that it worked, each in words. Empty: nothing was named.
        adoptions: Who has taken it over, by day and code.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, a text is blank, or an adoption comes
            before the entry, is by the agency itself, or stands twice.

    Examples:
        >>> replies = BestPractice("balas", "dinkes", ("Slow replies", "Balasan lambat"),
        ...     ("A duty roster", "Jadwal piket"), on=date(2025, 8, 6))
        >>> replies.adopt("pemkab-tapin", on=date(2025, 9, 1)).adopters(on=date(2025, 12, 31))
        ('pemkab-tapin',)
    """

    id: str = attrs.field(validator=code)
    agency: str = attrs.field(validator=code)
    problem: tuple[str, str] = attrs.field(validator=wording)
    done: tuple[str, str] = attrs.field(validator=wording)
    on: date = attrs.field(validator=of_kind(date), kw_only=True)
    evidence: tuple[str, ...] = attrs.field(
        default=(), validator=deep_iterable(not_blank, of_kind(tuple)), kw_only=True
    )
    adoptions: tuple[Adoption, ...] = attrs.field(
        default=(), validator=deep_iterable(of_kind(Adoption), of_kind(tuple)), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        each_once((each.agency for each in self.adoptions), what=f"adoptions of {self.id}")
        for each in self.adoptions:
            if each.on < self.on or each.agency == self.agency:
                msg = (
                    f"adoptions of {self.id}: {each.agency} on {each.on}: only others adopt it, "
                    f"on {self.on} or later"
                )
                raise ValueError(msg)

    def adopt(self, agency: str, *, on: date) -> "BestPractice":
        """The practice, taken over by one more agency.

        Raises:
            ValueError: If it is its own, was taken over by it already, or was not entered
                by that day.
        """
        return attrs.evolve(self, adoptions=(*self.adoptions, Adoption(agency, on)))

    def adopters(self, *, on: date) -> tuple[str, ...]:
        """Codes of the agencies that had taken it over by a day, in order."""
        expect(on, date, what="on")
        return tuple(sorted(each.agency for each in self.adoptions if each.on <= on))

    def as_of(self, on: date) -> "BestPractice":
        """The practice as it stood at the end of a day: without whoever took it over later.

        Examples:
            >>> replies = BestPractice("balas", "dinkes", ("Slow replies", "Balasan lambat"),
            ...     ("A duty roster", "Jadwal piket"), on=date(2025, 8, 6))
            >>> replies.adopt("polda", on=date(2025, 9, 1)).as_of(date(2025, 8, 31)) == replies
            True
        """
        expect(on, date, what="on")
        known = tuple(each for each in self.adoptions if each.on <= on)
        return attrs.evolve(self, adoptions=known)

    def explain(self, lang: Lang = "en") -> str:
        """Problem, what was done, evidence and adopters, in words."""
        proof = listed(self.evidence, lang)
        adopters = listed(self.adopters(on=date.max), lang)
        return (
            f"{self.agency}: {pick(lang, *self.problem)} → {pick(lang, *self.done)}; "
            f"{pick(lang, 'evidence', 'bukti')}: {proof}; "
            f"{pick(lang, 'adopted by', 'diadopsi oleh')}: {adopters}"
        )


@attrs.frozen
class HelpRequest:
    """An agency asked the body for help with its PR work (TSK-12; seeds 0 and 1).

    Attributes:
        id: Its code.
        agency: Code of the agency that asks.
        what: What it asks for, in English and Indonesian.
        asked: The day it asked.
        taken: The day somebody took it up. ``None``: nobody yet.
        by: Code of whoever took it up.
        done: The day it was done. ``None``: not yet.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, a text is blank, the days are out of
            order, or what nobody took up is done.

    Examples:
        >>> asked = HelpRequest("h1", "dinkes", ("A video", "Video"), asked=date(2018, 1, 23))
        >>> helped = asked.take(by="rri", on=date(2018, 1, 25)).finish(on=date(2018, 2, 4))
        >>> helped.days_to_take, helped.days_to_finish, asked.days_to_finish
        (2, 12, None)
    """

    id: str = attrs.field(validator=code)
    agency: str = attrs.field(validator=code)
    what: tuple[str, str] = attrs.field(validator=wording)
    asked: date = attrs.field(validator=of_kind(date), kw_only=True)
    taken: date | None = attrs.field(default=None, validator=optional(of_kind(date)), kw_only=True)
    by: str = attrs.field(default="", validator=code_if_any, kw_only=True)
    done: date | None = attrs.field(default=None, validator=optional(of_kind(date)), kw_only=True)

    def __attrs_post_init__(self) -> None:
        together(self.taken, self.by, what=f"taken and by of {self.id}")
        if self.done and not self.taken:
            msg = f"done cannot be {self.id}, which nobody took up"
            raise ValueError(msg)
        days = [each for each in (self.asked, self.taken, self.done) if each]
        if days != sorted(days):
            msg = f"done and taken of {self.id} must come in order, after it was asked"
            raise ValueError(msg)

    @property
    def days_to_take(self) -> int | None:
        """Days until somebody took it up; ``None`` where nobody has."""
        return (self.taken - self.asked).days if self.taken else None

    @property
    def days_to_finish(self) -> int | None:
        """Days until it was done; ``None`` where it is not."""
        return (self.done - self.asked).days if self.done else None

    def take(self, *, by: str, on: date) -> "HelpRequest":
        """The request, taken up by somebody.

        Raises:
            RefusedError: If it was taken up already.
            ValueError: If the day comes before that of the request.
        """
        if self.taken:
            why = f"{self.by} took it up on {self.taken}"
            raise RefusedError(f"take {self.id}", why, MODEL, f"ask {self.by}")
        return attrs.evolve(self, taken=on, by=by)

    def finish(self, *, on: date) -> "HelpRequest":
        """The request, done.

        Raises:
            RefusedError: If nobody took it up, or it was done already.
            ValueError: If the day comes before that on which it was taken up.
        """
        if not self.taken:
            why = "nobody has taken it up"
            raise RefusedError(f"finish {self.id}", why, MODEL, "take it up first")
        if self.done:
            why = f"it was done on {self.done}"
            raise RefusedError(f"finish {self.id}", why, MODEL, "enter a further request")
        return attrs.evolve(self, done=on)

    def as_of(self, on: date) -> "HelpRequest":
        """The request as it stood at the end of a day: not yet taken up, or not yet done.

        Examples:
            >>> asked = HelpRequest("h1", "dinkes", ("A video", "Video"), asked=date(2018, 1, 23))
            >>> asked.take(by="rri", on=date(2018, 1, 25)).as_of(date(2018, 1, 24)) == asked
            True
        """
        expect(on, date, what="on")
        known = self.done if self.done and self.done <= on else None
        if self.taken and self.taken > on:
            return attrs.evolve(self, taken=None, by="", done=None)
        return attrs.evolve(self, done=known)

    def explain(self, lang: Lang = "en") -> str:
        """What was asked, who took it up, and when it was done, in words."""
        asked = f"{pick(lang, 'asked', 'diminta')} {day(self.asked, lang)}"
        parts = [f"{self.agency}: {pick(lang, *self.what)}", asked]
        if self.taken:
            taken = day(self.taken, lang)
            parts.append(pick(lang, f"taken by {self.by} {taken}", f"diambil {self.by} {taken}"))
        if self.done:
            parts.append(f"{pick(lang, 'done', 'selesai')} {day(self.done, lang)}")
        return ", ".join(parts)
