import re
from fractions import Fraction
from typing import Self

import attrs

from bakohumas.errors import FormatError

_FORM = re.compile(r"(>=?) ([0-9]{1,4})/([1-9][0-9]{0,3})( \+ 1)?")


def _reachable(threshold: "Threshold", _field: object, share: Fraction) -> None:
    more = threshold.strict or threshold.plus_one
    if not 0 <= share <= 1 or (share == 1 and more):
        msg = f"a threshold asks for a part of all, got '{threshold}'"
        raise ValueError(msg)


@attrs.frozen
class Threshold:
    """How many of *n* are enough, as a text states it.

    Written ``"> 1/2"`` (more than one half), ``">= 2/3"`` (at least two
    thirds) or ``">= 1/2 + 1"`` (the custom *setengah n plus satu*).

    Attributes:
        share: Share of the base.
        strict: Whether exactly that share is too little.
        plus_one: Whether one more is added to the share.

    Raises:
        ValueError: If it asks for more than all, or for less than none.

    Examples:
        >>> [Threshold.parse(rule).of(27) for rule in ("> 1/2", ">= 1/2 + 1", ">= 2/3", ">= 3/4")]
        [14, 15, 18, 21]
    """

    share: Fraction = attrs.field(validator=_reachable)
    strict: bool = False
    plus_one: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a threshold.

        Raises:
            FormatError: If *text* is not of that form, or asks for more than all.
        """
        found = _FORM.fullmatch(text)
        try:
            if found is None:
                raise ValueError(text)  # noqa: TRY301 - one refusal for both ways to fail
            return cls(Fraction(int(found[2]), int(found[3])), found[1] == ">", bool(found[4]))
        except ValueError as slip:
            raise FormatError(
                "threshold", (f"{text!r} is not of the form '> 1/2', '>= 2/3' or '>= 1/2 + 1'",)
            ) from slip

    def __str__(self) -> str:
        share = f"{self.share.numerator}/{self.share.denominator}"
        return f"{'>' if self.strict else '>='} {share}{' + 1' if self.plus_one else ''}"

    def of(self, n: int) -> int:
        """The smallest whole number that is enough when the base is *n*."""
        exact = self.share * n + self.plus_one
        floor = exact.numerator // exact.denominator
        return floor + 1 if self.strict or exact != floor else floor
