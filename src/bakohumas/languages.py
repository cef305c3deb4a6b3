"""Words in two languages: English for machinery, Indonesian for law.

The only place that chooses between the two. Everything that explains itself
takes ``lang="en"`` or ``lang="id"`` and comes here for the words.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Literal, Self

__all__ = ["Labelled", "Lang", "day", "decimal", "listed", "number", "percent", "pick"]

Lang = Literal["en", "id"]
"""A language that the library speaks: English or Indonesian."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}


def pick(lang: Lang, en: str, indonesian: str) -> str:
    """The wording of the language asked for.

    Args:
        lang: ``"en"`` or ``"id"``.
        en: The English wording.
        indonesian: The Indonesian wording.

    Returns:
        One of the two.

    Raises:
        ValueError: If the library does not speak *lang*.

    Examples:
        >>> pick("id", "chair", "ketua")
        'ketua'
    """
    if lang not in ("en", "id"):
        msg = f"lang must be 'en' or 'id', got {lang!r}"
        raise ValueError(msg)
    return en if lang == "en" else indonesian


class Labelled(StrEnum):
    """A string enumeration whose members carry a label in each language.

    Members are written ``NAME = value, english, indonesian``; the value alone
    is what is stored and compared.

    Examples:
        >>> class Colour(Labelled):
        ...     RED = "red", "Red", "Merah"
        >>> Colour.RED == "red", Colour.RED.label("id"), Colour.of("red", what="colour")
        (True, 'Merah', <Colour.RED: 'red'>)
    """

    english: str
    indonesian: str

    def __new__(cls, value: str, english: str = "", indonesian: str = "") -> Self:
        """Make a member that equals *value* and knows its two labels."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.english = english
        member.indonesian = indonesian
        return member

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, self.english, self.indonesian)

    @classmethod
    def of(cls, value: str, *, what: str) -> Self:
        """The member of that value.

        Args:
            value: What a caller handed over: a member, or its value.
            what: What it is there for, as the caller would say it.

        Raises:
            ValueError: If there is none, with the values that there are.
        """
        try:
            return cls(value)
        except ValueError:
            msg = f"{what} must be one of {', '.join(cls)}, got {value!r}"
            raise ValueError(msg) from None

    @classmethod
    def choices(cls, lang: Lang = "en") -> tuple[tuple[str, str], ...]:
        """Value and label of every member, ready for a form field."""
        return tuple((member.value, member.label(lang)) for member in cls)


def day(date: date, lang: Lang = "en") -> str:
    """A day written out.

    Args:
        date: The day.
        lang: The language of its month.

    Returns:
        Day, month and year, in this order.

    Examples:
        >>> from datetime import date
        >>> day(date(2018, 8, 2), "id")
        '2 Agustus 2018'
    """
    months = pick(lang, _MONTHS["en"], _MONTHS["id"]).split()
    return f"{date.day} {months[date.month - 1]} {date.year}"


def listed(
    items: Sequence[str], lang: Lang = "en", *, most: int | None = None, either: bool = False
) -> str:
    """The *items* as running text; past the first *most* of them, how many more there are.

    Args:
        items: What is listed.
        lang: The language of the words between them.
        most: How many are written out; all by default.
        either: Whether one of them is enough, so that it says *or* and not *and*.

    Returns:
        The text; *none*, where there is nothing to list.

    Examples:
        >>> listed(["a", "b", "c"], "id")
        'a, b dan c'
        >>> listed(["a", "b", "c", "d"], most=2)
        'a, b and 2 more'
        >>> listed(["a", "b"], either=True)
        'a or b'
    """
    if most is not None and len(items) > most:
        more = number(len(items) - most, lang)
        items = [*items[:most], pick(lang, f"{more} more", f"{more} lainnya")]
    *head, last = items or [pick(lang, "none", "tidak ada")]
    between = pick(lang, " or ", " atau ") if either else pick(lang, " and ", " dan ")
    return between.join([", ".join(head), last] if head else [last])


def number(value: int, lang: Lang = "en") -> str:
    """A whole number with its thousands set apart.

    Args:
        value: The number.
        lang: The language of its marks.

    Returns:
        Its digits, with a comma or (in Indonesian) a point between thousands.

    Examples:
        >>> number(284_973_643, "id")
        '284.973.643'
    """
    text = f"{value:,}"
    return pick(lang, text, text.replace(",", "."))


def decimal(value: float, lang: Lang = "en") -> str:
    """A number in as few digits as tell it, six at most.

    Args:
        value: The number.
        lang: The language of its marks.

    Returns:
        Its digits, with a decimal point or (in Indonesian) a comma.

    Examples:
        >>> decimal(0.71, "id")
        '0,71'
    """
    text = f"{value:g}"
    return pick(lang, text, text.replace(".", ","))


def percent(share: float, lang: Lang = "en") -> str:
    """A share in [0, 1] as a percentage with one decimal.

    Args:
        share: The share.
        lang: The language of its marks.

    Returns:
        The percentage with its sign.

    Examples:
        >>> percent(0.476, "id")
        '47,6 %'
    """
    text = f"{100 * share:.1f} %"
    return pick(lang, text, text.replace(".", ","))
