from datetime import date
from typing import Any

import attrs
from attrs.validators import optional

from bakohumas.audit._data import words
from bakohumas.errors import both_languages, of_kind
from bakohumas.languages import Labelled, listed
from bakohumas.periods import Period


class Status(Labelled):
    """What a rule says of a case.

    Examples:
        >>> Status.UNDETERMINED.label("id"), Status.HOLDS == "holds"
        ('belum dapat ditentukan', True)
    """

    HOLDS = "holds", "holds", "terpenuhi"
    VIOLATED = "violated", "violated", "dilanggar"
    UNDETERMINED = "undetermined", "undetermined", "belum dapat ditentukan"
    NOT_APPLICABLE = "not_applicable", "not applicable", "tidak berlaku"


def _worded(_verdict: object, field: "attrs.Attribute[Any]", value: object) -> None:
    both_languages(value, what=f"a verdict is worded ({field.name})")


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
        when: The day or days it concerns; ``None`` for the day of the audit.
        missing: The data that are missing, as the *needs* of the norm name them.

    Raises:
        TypeError: If one of these is not of its kind.
        ValueError: If *because* or *advice* lacks a language.

    Examples:
        >>> said = Verdict.violated("bps", "holds 2 seats", "memegang 2 kursi")
        >>> said.status, said.who, said.because[1]
        (<Status.VIOLATED: 'violated'>, 'bps', 'memegang 2 kursi')
    """

    status: Status = attrs.field(validator=of_kind(Status))
    because: tuple[str, str] = attrs.field(validator=_worded)
    who: str = attrs.field(default="", validator=of_kind(str))
    advice: tuple[str, str] | None = attrs.field(default=None, validator=optional(_worded))
    assumed: bool = False
    when: date | Period | None = attrs.field(
        default=None, validator=optional(of_kind(date, Period))
    )
    missing: tuple[str, ...] = ()

    @classmethod
    def holds(
        cls, en: str, indonesian: str, *, who: str = "", when: date | Period | None = None
    ) -> "Verdict":
        """The rule is kept, as these facts show."""
        return cls(Status.HOLDS, (en, indonesian), who, when=when)

    @classmethod
    def violated(
        cls,
        who: str,
        en: str,
        indonesian: str,
        *,
        advice: tuple[str, str] | None = None,
        when: date | Period | None = None,
    ) -> "Verdict":
        """The rule is broken, by somebody or by the body as a whole, as these facts show."""
        return cls(Status.VIOLATED, (en, indonesian), who, advice, when=when)

    @classmethod
    def lacks(
        cls,
        *keys: str,
        who: str = "",
        en: str = "",
        indonesian: str = "",
        when: date | Period | None = None,
    ) -> "Verdict":
        """Data are missing; what cannot be told is never taken as kept.

        Args:
            keys: What is missing, as the *needs* of the norm name it.
            who: Of whom it is missing; empty for the body as a whole.
            en: What else a reader should know, in English.
            indonesian: The same in Indonesian.
            when: The day or days of which it is missing.

        Raises:
            ValueError: If nothing is named, or the hint lacks a language.

        Examples:
            >>> Verdict.lacks("decree.number", "decree.date").because[0]
            'the number of the decree and the date of the decree'
            >>> Verdict.lacks("decree.number", en="of SK 1", indonesian="pada SK 1").because[1]
            'nomor keputusan (pada SK 1)'
        """
        if not keys:
            msg = "a verdict that lacks data names them"
            raise ValueError(msg)
        if bool(en.strip()) != bool(indonesian.strip()):
            msg = f"a hint is given in English and in Indonesian, got {(en, indonesian)}"
            raise ValueError(msg)
        names = [words(each) for each in keys]
        english, other = listed([a for a, _ in names]), listed([b for _, b in names], "id")
        because = (f"{english} ({en})", f"{other} ({indonesian})") if en else (english, other)
        return cls(Status.UNDETERMINED, because, who, when=when, missing=keys)

    @classmethod
    def undetermined(
        cls, en: str, indonesian: str, *, who: str = "", when: date | Period | None = None
    ) -> "Verdict":
        """This keeps the question open, though no datum is missing; it is never taken as kept."""
        return cls(Status.UNDETERMINED, (en, indonesian), who, when=when)

    @classmethod
    def not_applicable(
        cls, en: str, indonesian: str, *, who: str = "", when: date | Period | None = None
    ) -> "Verdict":
        """The rule does not concern this case, or somebody in it, for this reason."""
        return cls(Status.NOT_APPLICABLE, (en, indonesian), who, when=when)
