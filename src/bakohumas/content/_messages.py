from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs
from attrs.validators import deep_iterable, ge, optional

from bakohumas.content._codes import each_once, together
from bakohumas.errors import (
    MODEL,
    OutOfScopeError,
    RefusedError,
    UnknownNameError,
    code,
    code_if_any,
    expect,
    not_blank,
    of_kind,
    wording,
)
from bakohumas.languages import Lang, day, listed, pick


@attrs.frozen
class Fact:
    """A claim, where it comes from, and who has checked it (TSK-10).

    Attributes:
        claim: What is claimed, in English and Indonesian.
        source: Where it comes from, in words.
        verifier: Code of whoever checked it. Empty: nobody yet.
        verified: The day of the check.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a text is blank, or the day is known without the verifier or the
            other way round.

    Examples:
        >>> fact = Fact(("3 in 100 are stunted", "3 dari 100 kurang gizi"), "invented survey",
        ...     "dinkes", date(2018, 1, 20))
        >>> fact.sound(on=date(2018, 1, 19)), fact.sound(on=date(2018, 1, 20))
        (False, True)
    """

    claim: tuple[str, str] = attrs.field(validator=wording)
    source: str = attrs.field(validator=not_blank)
    verifier: str = attrs.field(default="", validator=code_if_any)
    verified: date | None = attrs.field(default=None, validator=optional(of_kind(date)))

    def __attrs_post_init__(self) -> None:
        together(self.verified, self.verifier, what="verified and verifier")

    def sound(self, *, on: date) -> bool:
        """Whether somebody had checked it by that day."""
        expect(on, date, what="on")
        return self.verified is not None and self.verified <= on

    def explain(self, lang: Lang = "en") -> str:
        """The claim, its source and its check, in words."""
        check = pick(lang, "not verified", "belum diverifikasi")
        if self.verified:
            by, on = self.verifier, day(self.verified, lang)
            check = pick(lang, f"verified by {by} on {on}", f"diverifikasi {by} pada {on}")
        return f"{pick(lang, *self.claim)} ({self.source}; {check})"


@attrs.frozen
class KeyMessage:
    """One version of what all are to tell, apart from any wording of it.

    Attributes:
        id: Code of the message, the same for all its versions.
        statement: What is to be understood, in English and Indonesian.
        on: First day on which this version is in force.
        version: 1 for the first; every other supersedes the one before it.
        facts: What it rests on.
        reverses: Whether it says the opposite of the version before, so that whoever
            still carries that one contradicts it and is not merely out of date.
        basis: The text it rests on. Empty: none was named.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* has blanks around it, a statement is blank, *version* is
            below 1, or a first version reverses.

    Examples:
        >>> gizi = KeyMessage("gizi", ("Weigh every child monthly", "Timbang balita tiap bulan"),
        ...     on=date(2018, 1, 23))
        >>> gizi.supersedes is None, str(gizi), gizi.explain("id")
        (True, 'gizi version 1', 'Timbang balita tiap bulan')
    """

    id: str = attrs.field(validator=code)
    statement: tuple[str, str] = attrs.field(validator=wording)
    on: date = attrs.field(validator=of_kind(date), kw_only=True)
    version: int = attrs.field(default=1, validator=[of_kind(int), ge(1)], kw_only=True)
    facts: tuple[Fact, ...] = attrs.field(
        default=(), validator=deep_iterable(of_kind(Fact), of_kind(tuple)), kw_only=True
    )
    reverses: bool = attrs.field(default=False, validator=of_kind(bool), kw_only=True)
    basis: str = attrs.field(default="", validator=of_kind(str), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.reverses and self.version == 1:
            msg = f"reverses cannot hold of the first version of {self.id}: none is before it"
            raise ValueError(msg)

    def __str__(self) -> str:
        return f"{self.id} version {self.version}"

    @property
    def supersedes(self) -> int | None:
        """The version that it takes the place of, or ``None`` for the first."""
        return self.version - 1 or None

    def explain(self, lang: Lang = "en") -> str:
        """The statement, then its facts, one a line."""
        facts = [f"- {fact.explain(lang)}" for fact in self.facts]
        return "\n".join([pick(lang, *self.statement), *facts])


@attrs.frozen
class Correction:
    """The answer to a hoax, which competes with it for the public's belief.

    Attributes:
        hoax: Code of the hoax. Contents that repeat or correct it name this code.
        claim: What is falsely claimed, in English and Indonesian.
        fact: What is true.
        message: Id of the key message against which the hoax stands.
        on: The day of the correction.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, or a claim is blank.

    Examples:
        >>> fact = Fact(("The scales are tested", "Timbangan sudah ditera"), "invented record")
        >>> answer = Correction("timbangan", ("Scales harm", "Timbangan berbahaya"), fact,
        ...     message="gizi", on=date(2018, 2, 1))
        >>> answer.explain()
        'not true: Scales harm; true: The scales are tested (invented record; not verified)'
    """

    hoax: str = attrs.field(validator=code)
    claim: tuple[str, str] = attrs.field(validator=wording)
    fact: Fact = attrs.field(validator=of_kind(Fact))
    message: str = attrs.field(validator=code, kw_only=True)
    on: date = attrs.field(validator=of_kind(date), kw_only=True)

    def explain(self, lang: Lang = "en") -> str:
        """The hoax and its fact, in words."""
        false, true = pick(lang, "not true", "tidak benar"), pick(lang, "true", "yang benar")
        return f"{false}: {pick(lang, *self.claim)}; {true}: {self.fact.explain(lang)}"


def _by_version(versions: Iterable[KeyMessage]) -> tuple[KeyMessage, ...]:
    found = tuple(versions)
    for each in found:
        expect(each, KeyMessage, what="each of versions")
    return tuple(sorted(found, key=lambda each: (each.id, each.version)))


def _by_hoax(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    found = tuple(corrections)
    for each in found:
        expect(each, Correction, what="each of corrections")
    return tuple(sorted(found, key=lambda each: each.hoax))


@attrs.frozen
class Messages:
    """The key messages of a body in all their versions, and what was corrected.

    Attributes:
        versions: Every version of every message, in order of id and version.
        corrections: The answers to hoaxes, in order of the hoax.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If the versions of a message are not 1, 2, 3, … on days in order, or a
            hoax is corrected twice.
        UnknownNameError: If a correction protects a message that is not there.

    Examples:
        >>> told = Messages().adopt(KeyMessage("gizi", ("Weigh yearly", "Timbang tiap tahun"),
        ...     on=date(2018, 1, 23)))
        >>> told = told.supersede("gizi", ("Weigh monthly", "Timbang tiap bulan"),
        ...     on=date(2018, 3, 1))
        >>> told.in_force("gizi", on=date(2018, 2, 28)).version
        1
        >>> told.in_force("gizi", on=date(2018, 3, 1)).explain("id")
        'Timbang tiap bulan'
    """

    versions: tuple[KeyMessage, ...] = attrs.field(default=(), converter=_by_version)
    corrections: tuple[Correction, ...] = attrs.field(default=(), converter=_by_hoax)

    def __attrs_post_init__(self) -> None:
        for name in self.ids:
            found = self.of(name)
            numbers, days = [each.version for each in found], [each.on for each in found]
            if numbers != list(range(1, len(found) + 1)) or days != sorted(days):
                msg = f"versions of {name} must be 1, 2, 3, … on days in order, got {numbers}"
                raise ValueError(msg)
        each_once((each.hoax for each in self.corrections), what="corrections")
        for each in self.corrections:
            self.of(each.message)

    @property
    def ids(self) -> tuple[str, ...]:
        """Codes of the messages, in order."""
        return tuple(dict.fromkeys(each.id for each in self.versions))

    def of(self, message: str) -> tuple[KeyMessage, ...]:
        """All versions of a message, the first one first.

        Raises:
            UnknownNameError: If there is no such message.
        """
        found = tuple(each for each in self.versions if each.id == message)
        if not found:
            raise UnknownNameError("key message", message, scope=f"known: {listed(self.ids)}")
        return found

    def in_force(self, message: str, *, on: date) -> KeyMessage:
        """The version of a message that holds on a day.

        Raises:
            UnknownNameError: If there is no such message.
            OutOfScopeError: If the day lies before its first version.
        """
        expect(on, date, what="on")
        found = self.of(message)
        held = [each for each in found if each.on <= on]
        if not held:
            raise OutOfScopeError(on, found[0].on, f"the key message {message}")
        return held[-1]

    def opposed(self, message: str, version: int, *, on: date) -> bool:
        """Whether a version says the opposite of the one in force on a day.

        It does where one of the versions that came after it, up to that in force, reverses
        what was said.

        Raises:
            UnknownNameError: If there is no such message.
            OutOfScopeError: If the day lies before its first version.
        """
        now = self.in_force(message, on=on).version
        return any(each.reverses for each in self.of(message)[version:now])

    def hoaxes(self, message: str, *, on: date) -> tuple[str, ...]:
        """Codes of the hoaxes against a message that were corrected by a day, in order."""
        expect(on, date, what="on")
        return tuple(
            each.hoax for each in self.corrections if each.message == message and each.on <= on
        )

    def adopt(self, message: KeyMessage) -> "Messages":
        """With a new message, or with a further version of one.

        Raises:
            RefusedError: If that is not the version that comes next, or comes before the
                last one.
        """
        expect(message, KeyMessage, what="message")
        before = [each for each in self.versions if each.id == message.id]
        if message.version != len(before) + 1:
            raise RefusedError(
                f"adopt {message}",
                f"{len(before)} versions are known",
                MODEL,
                f"adopt version {len(before) + 1}",
            )
        if before and message.on < before[-1].on:
            raise RefusedError(
                f"adopt {message} on {message.on}",
                f"{before[-1]} is in force since {before[-1].on}",
                MODEL,
                f"date it on {before[-1].on} or later",
            )
        return attrs.evolve(self, versions=(*self.versions, message))

    def supersede(
        self,
        message: str,
        statement: tuple[str, str],
        *,
        facts: Iterable[Fact] = (),
        reverses: bool = False,
        on: date,
        basis: str = "",
    ) -> "Messages":
        """With the next version of a message, in force from a day on.

        Args:
            message: Id of the message.
            statement: What is to be understood now, in English and Indonesian.
            facts: What it rests on now.
            reverses: Whether it says the opposite of the version before.
            on: First day of the new version.
            basis: The text it rests on.

        Raises:
            UnknownNameError: If there is no such message.
            RefusedError: If the day comes before that of the last version.
        """
        number = len(self.of(message)) + 1
        return self.adopt(
            KeyMessage(
                message,
                statement,
                on=on,
                version=number,
                facts=tuple(facts),
                reverses=reverses,
                basis=basis,
            )
        )

    def correct(self, correction: Correction) -> "Messages":
        """With the answer to a hoax.

        Raises:
            UnknownNameError: If there is no message that it protects.
            ValueError: If that hoax was corrected already.
        """
        expect(correction, Correction, what="correction")
        return attrs.evolve(self, corrections=(*self.corrections, correction))

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a version: message, version, day, statement, facts, basis."""
        return [
            {
                "message": each.id,
                "version": each.version,
                "on": each.on.isoformat(),
                "reverses": each.reverses,
                "statement": pick(lang, *each.statement),
                "facts": [fact.explain(lang) for fact in each.facts],
                "basis": each.basis,
            }
            for each in self.versions
        ]

    def explain(self, lang: Lang = "en") -> str:
        """Every version with its day, then the corrections, one a line."""
        version, hoax = pick(lang, "version", "versi"), pick(lang, "hoax", "hoaks")
        lines = [
            f"{each.id}, {version} {each.version}, {day(each.on, lang)}: "
            f"{pick(lang, *each.statement)}"
            for each in self.versions
        ]
        return "\n".join(
            [*lines, *(f"{hoax} {each.hoax}: {each.explain(lang)}" for each in self.corrections)]
        )
