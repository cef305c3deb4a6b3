from collections.abc import Iterable

import attrs
from attrs.validators import ge, optional

from bakohumas.elections._ballots import in_order
from bakohumas.elections._candidates import Candidate
from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Lang, number, pick


def _two(words: Iterable[str]) -> tuple[str, str]:
    english, indonesian = in_order(words)
    return english, indonesian


@attrs.frozen
class Constraint:
    """How many of a kind sit on a board at least, and at most.

    Whoever sits already, such as the holder of an ex officio seat, is counted with those
    who are elected.

    Attributes:
        category: What is told apart, such as the region or the kind of institution.
        value: Which of them.
        minimum: How many sit at least.
        maximum: How many sit at most; ``None`` for any number.
        words: What people call them, in English and in Indonesian; category and value by
            default.
        basis: Citation and grade of the rule.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a word is blank, a number is below 0, or *maximum* below *minimum*.

    Examples:
        >>> rule = Constraint("kind", "regency", 1)
        >>> str(rule), rule.label("id")
        ('kind regency 1..', 'paling sedikit 1 dari kind regency')
        >>> rule.met(Candidate("bps", categories={"kind": "ministry"}) for _ in range(3))
        False
    """

    category: str = attrs.field(validator=not_blank)
    value: str = attrs.field(validator=not_blank)
    minimum: int = attrs.field(default=0, validator=[of_kind(int), ge(0)])
    maximum: int | None = attrs.field(default=None, validator=optional([of_kind(int), ge(0)]))
    words: tuple[str, str] = attrs.field(default=("", ""), converter=_two, kw_only=True)
    basis: str = attrs.field(
        default="the rules of this election", validator=not_blank, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if self.maximum is not None and self.maximum < self.minimum:
            msg = f"there cannot be at least {self.minimum} and at most {self.maximum} of {self}"
            raise ValueError(msg)

    def __str__(self) -> str:
        most = "" if self.maximum is None else self.maximum
        return f"{self.category} {self.value} {self.minimum}..{most}"

    def label(self, lang: Lang = "en") -> str:
        """The rule in words."""
        of = pick(lang, *self.words) or f"{self.category} {self.value}"
        least, most = number(self.minimum, lang), number(self.maximum or 0, lang)
        if self.maximum is None:
            return pick(lang, f"at least {least} of {of}", f"paling sedikit {least} dari {of}")
        if self.minimum == self.maximum:
            return pick(lang, f"exactly {least} of {of}", f"tepat {least} dari {of}")
        if not self.minimum:
            return pick(lang, f"at most {most} of {of}", f"paling banyak {most} dari {of}")
        return pick(lang, f"{least} to {most} of {of}", f"{least} sampai {most} dari {of}")

    def touches(self, candidate: Candidate) -> bool:
        """Whether it counts a candidate."""
        return candidate.of(self.category) == self.value

    def counts(self, people: Iterable[Candidate]) -> int:
        """How many of these it counts."""
        return sum(map(self.touches, people))

    def met(self, people: Iterable[Candidate]) -> bool:
        """Whether a board of these meets it."""
        there = self.counts(people)
        return self.minimum <= there and (self.maximum is None or there <= self.maximum)
