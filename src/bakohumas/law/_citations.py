import re
from typing import Any, Self

import attrs
from attrs.validators import optional

from bakohumas.errors import FormatError, expect, matching
from bakohumas.languages import Lang, pick

_FORM = re.compile(
    r"(?P<regulation>\S(?:.*?\S)?)"
    r"(?: Pasal (?P<pasal>[0-9]+[A-Z]*|[IVX]+))?"
    r"(?: ayat \((?P<ayat>[1-9][0-9]*[a-z]?)\))?"
    r"(?: huruf (?P<huruf>[a-z]))?"
    r"(?: angka (?P<angka>[1-9][0-9]*[a-z]?))?"
)
_NUMBERED = re.compile(r"(?P<kind>.+?) (?P<number>\S*?\d\S*?)(?:/(?P<year>\d{4}))?")
_TITLE = r"(?!(?i:.*\b(?:pasal|ayat|huruf|angka(?=\W*(?:\d|$)))\b))(?:\S.*)?[^\s,;]"
_UNWRITTEN = {
    "default of this library": "nilai bawaan pustaka ini",
    "general knowledge": "pengetahuan umum",
}


def worded(text: str, lang: Lang = "en") -> str:
    """A citation as one reads it: where no text stands behind it, in words of that language."""
    return pick(lang, text, _UNWRITTEN.get(text, text))


def _numbered(_citation: object, field: "attrs.Attribute[Any]", value: int | str) -> None:
    """A validator: a number, or one with a letter, such as ``"2a"``."""
    expect(value, int, str, what=field.name)
    if not re.fullmatch(r"[1-9][0-9]*[a-z]", value) if isinstance(value, str) else value < 1:
        msg = f"{field.name} must be a number from 1, or one with a letter ('2a'), got {value!r}"
        raise ValueError(msg)


def _number(text: str | None) -> int | str | None:
    return int(text) if text and text.isdecimal() else text


@attrs.frozen
class Citation:
    """A pointer to one place in one text.

    What no source shows is absent, and is printed as absent: a regulation
    without a year stays without one, a rule whose article nobody could read
    carries no article.

    Attributes:
        regulation: Short title of the text, such as ``"UU 23/2014"``; the words that
            point into a text (*Pasal*, *ayat*, *huruf*, *angka* before a number) are
            no part of it.
        pasal: Number of the article.
        ayat: Number of the clause within the article; a text, such as ``"2a"``, where
            it carries a letter.
        huruf: Letter of the item within the clause.
        angka: Number of the item, as of a definition or below a letter; a text where it
            carries a letter.

    Raises:
        TypeError: If one of these is not of its kind.
        ValueError: If one of these is not of its form.

    Examples:
        >>> place = Citation.parse("UU 23/2014 Pasal 183 ayat (2) huruf c")
        >>> place.pasal, place.ayat, place.huruf
        ('183', 2, 'c')
        >>> str(place)
        'UU 23/2014 Pasal 183 ayat (2) huruf c'
        >>> Citation.parse("PM Kominfo 35/2014 Pasal 1 angka 1").angka
        1
        >>> Citation.parse("Pergub 041").year is None
        True
    """

    regulation: str = attrs.field(validator=matching(_TITLE, "a short title without a place in it"))
    pasal: str | None = attrs.field(
        default=None,
        validator=optional(matching(r"[0-9]+[A-Z]*|[IVX]+", "the number of an article")),
    )
    ayat: int | str | None = attrs.field(default=None, validator=optional(_numbered))
    huruf: str | None = attrs.field(
        default=None, validator=optional(matching("[a-z]", "one small letter"))
    )
    angka: int | str | None = attrs.field(default=None, validator=optional(_numbered))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a citation written the way Indonesian regulations write it.

        What is read is written back as it stood: neither another order nor *pasal*
        in small letters is taken for the form.

        Raises:
            FormatError: If *text* does not follow that form.
        """
        found = _FORM.fullmatch(text)
        try:
            if found is None:
                raise ValueError(text)  # noqa: TRY301 - one refusal for both ways to fail
            return cls(
                found["regulation"],
                found["pasal"],
                _number(found["ayat"]),
                found["huruf"],
                _number(found["angka"]),
            )
        except ValueError as slip:
            raise FormatError(
                "citation",
                (f"{text!r} is not of the form 'UU 23/2014 Pasal 183 ayat (2) huruf c angka 1'",),
            ) from slip

    def __str__(self) -> str:
        parts = [self.regulation]
        parts += [f"Pasal {self.pasal}"] if self.pasal else []
        parts += [f"ayat ({self.ayat})"] if self.ayat else []
        parts += [f"huruf {self.huruf}"] if self.huruf else []
        parts += [f"angka {self.angka}"] if self.angka else []
        return " ".join(parts)

    def label(self, lang: Lang = "en") -> str:
        """The citation as one reads it; where no text stands behind it, that in words.

        Examples:
            >>> Citation("default of this library").label("id")
            'nilai bawaan pustaka ini'
            >>> Citation("UU 23/2014", "183").label("id")
            'UU 23/2014 Pasal 183'
        """
        return worded(str(self), lang)

    def covers(self, other: "Citation") -> bool:
        """Whether *other* points at this place or at one within it.

        Examples:
            >>> Citation("UU 23/2014", "183").covers(Citation("UU 23/2014", "183", 2))
            True
        """
        return all(
            own is None or own == theirs
            for own, theirs in zip(attrs.astuple(self), attrs.astuple(other), strict=True)
        )

    @property
    def kind(self) -> str | None:
        """Kind of the text, such as ``"PM Kominfo"``, where the title shows it."""
        found = _NUMBERED.fullmatch(self.regulation)
        return found["kind"] if found else None

    @property
    def number(self) -> str | None:
        """Number of the text, as printed, where the title shows it."""
        found = _NUMBERED.fullmatch(self.regulation)
        return found["number"] if found else None

    @property
    def year(self) -> int | None:
        """Year of the text, where the title shows it."""
        found = _NUMBERED.fullmatch(self.regulation)
        return int(found["year"]) if found and found["year"] else None
