import re
from typing import Self

import attrs
from attrs.validators import ge, matches_re, optional

from bakohumas.errors import FormatError

_FORM = re.compile(
    r"(?P<regulation>\S(?:.*?\S)?)"
    r"(?: Pasal (?P<pasal>\d+[A-Z]*|[IVX]+))?"
    r"(?: ayat \((?P<ayat>[1-9][0-9]*)\))?"
    r"(?: huruf (?P<huruf>[a-z]))?"
)
_NUMBERED = re.compile(r"(?P<kind>.+?) (?P<number>\S*?\d\S*?)(?:/(?P<year>\d{4}))?")
_WORDS = re.compile(r"(?!.* (Pasal|ayat|huruf) )\S(.*\S)?")


@attrs.frozen
class Citation:
    """A pointer to one place in one text.

    What no source shows is absent, and is printed as absent: a regulation
    without a year stays without one, a rule whose article nobody could read
    carries no article.

    Attributes:
        regulation: Short title of the text, such as ``"UU 23/2014"``.
        pasal: Number of the article.
        ayat: Number of the clause within the article.
        huruf: Letter of the item within the clause.

    Examples:
        >>> place = Citation.parse("UU 23/2014 Pasal 183 ayat (2) huruf c")
        >>> place.pasal, place.ayat, place.huruf
        ('183', 2, 'c')
        >>> str(place)
        'UU 23/2014 Pasal 183 ayat (2) huruf c'
        >>> Citation.parse("Pergub 041").year is None
        True
    """

    regulation: str = attrs.field(validator=matches_re(_WORDS))
    pasal: str | None = attrs.field(
        default=None, validator=optional(matches_re(r"\d+[A-Z]*|[IVX]+"))
    )
    ayat: int | None = attrs.field(default=None, validator=optional(ge(1)))
    huruf: str | None = attrs.field(default=None, validator=optional(matches_re("[a-z]")))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a citation written the way Indonesian regulations write it.

        Raises:
            FormatError: If *text* does not follow that form.
        """
        found = _FORM.fullmatch(text)
        try:
            if found is None:
                raise ValueError(text)  # noqa: TRY301 - one refusal for both ways to fail
            ayat = found["ayat"]
            return cls(
                found["regulation"],
                found["pasal"],
                int(ayat) if ayat else None,
                found["huruf"],
            )
        except ValueError as slip:
            raise FormatError(
                "citation",
                (f"{text!r} is not of the form 'UU 23/2014 Pasal 183 ayat (2) huruf c'",),
            ) from slip

    def __str__(self) -> str:
        parts = [self.regulation]
        parts += [f"Pasal {self.pasal}"] if self.pasal else []
        parts += [f"ayat ({self.ayat})"] if self.ayat else []
        parts += [f"huruf {self.huruf}"] if self.huruf else []
        return " ".join(parts)

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
