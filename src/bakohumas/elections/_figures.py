from fractions import Fraction

from bakohumas.languages import Labelled, Lang, number, pick

Figure = int | Fraction
"""A number of votes: whole, in units of the last decimal of its stage, or exact."""

_READABLE = 999  # denominators beyond it are read as decimals
_SHOWN = 5


class Unit(Labelled):
    """What the figures of a stage count.

    Examples:
        >>> Unit.POINTS.label("id")
        'poin'
    """

    VOTES = "votes", "votes", "suara"
    CHOICES = "choices", "choices", "pilihan"
    POINTS = "points", "points", "poin"
    WINS = "wins", "wins over others", "kemenangan atas calon lain"


def written(value: Figure, decimals: int) -> int | str:
    """A figure as plain data: a whole number, or a text with its decimals or its fraction.

    Examples:
        >>> written(7, 0), written(4_377_348, 5), written(Fraction(17, 3), 0)
        (7, '43.77348', '17/3')
    """
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else str(value)
    if not decimals:
        return value
    whole, part = divmod(value, 10**decimals)
    return f"{whole}.{part:0{decimals}}"


def told(value: Figure, decimals: int, lang: Lang) -> str:
    """A figure as people read it.

    Examples:
        >>> told(114_700_000, 5, "id"), told(Fraction(17, 3), 0, "en")
        ('1.147,00000', '5 2/3')
        >>> told(Fraction(8_006_427_791, 10_000_019), 0, "en")
        '800.64125…'
    """
    if isinstance(value, Fraction):
        whole, rest = divmod(value, 1)
        if not rest:
            return number(whole, lang)
        if rest.denominator <= _READABLE:
            return f"{number(whole, lang)} {rest}" if whole else str(rest)
        return f"{told(int(value * 10**_SHOWN), _SHOWN, lang)}…"
    if not decimals:
        return number(value, lang)
    whole, part = divmod(value, 10**decimals)
    return f"{number(whole, lang)}{pick(lang, '.', ',')}{part:0{decimals}}"
