from collections.abc import Iterable, Mapping
from typing import Final

import attrs
from attrs.validators import deep_iterable, ge, optional

from bakohumas.elections._ballots import in_order
from bakohumas.elections._candidates import Bar, Barred, Candidate, Law
from bakohumas.elections._irv import IRV
from bakohumas.elections._methods import Method
from bakohumas.errors import expect, not_blank, of_kind
from bakohumas.law import Provision, norm

_NORMS: Final = {
    Bar.STRANGER: "ELC-01",
    Bar.SILENT: "ELC-09",
    Bar.UNWILLING: "ELC-09",
    Bar.SUPPORT: "ELC-09",
    Bar.LIMIT: "TRM-02",
    Bar.INCOMPATIBLE: "BRD-10",
}
_ONE: int | None = 1


def _laws(
    given: Mapping[str, Provision] | Iterable[tuple[str, Provision]],
) -> tuple[tuple[str, Provision], ...]:
    found = dict(given)
    for bar, law in found.items():
        Bar.of(bar, what="a bar of laws")
        expect(law, Provision, what=f"the law of {bar}")
    return tuple((bar.value, found[bar.value]) for bar in Bar if bar.value in found)


def _one_each(office: "Office", _field: object, titles: tuple[str, ...]) -> None:
    if titles and (len(titles) != office.seats or len(set(titles)) < len(titles)):
        msg = f"an office of {office.seats} seats has a title of its own for each, got {titles}"
        raise ValueError(msg)


@attrs.frozen
class Office:
    """An office that is filled by election, with who may stand for it.

    Attributes:
        title: What it is called.
        seats: How many hold it together, as in a bureau.
        method: How its ballots are counted.
        titles: Where each of its seats has a title of its own, those, in the order in which
            the elected take them.
        incompatible: Offices beside which nobody may hold it.
        together: How many offices one may hold together, this one among them; ``None`` for
            any number (BRD-10).
        willing: Whether a candidate must have stated that it is willing (ELC-09).
        supporters: How many must support a nomination at least (ELC-09).
        limit: How many terms one may have served already and still stand; ``None`` for any
            number.
        laws: The provisions that bars rest on, by the value of the bar; the rule of the
            catalogue by default.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *title* is blank, a number is too small, or there is not one of *titles*
            a seat.

    Examples:
        >>> chair = Office("Ketua Umum", supporters=10)
        >>> for each in chair.against(Candidate("bps", supporters=4)):
        ...     print(each.explain())
        bps has not stated that it is willing [IKAMI (grade C, by analogy)]
        bps has too few supporters (4/10) [IKAMI (grade C, by analogy)]
        >>> chair.against(Candidate("bps", True, 10))
        ()
    """

    title: str = attrs.field(validator=not_blank)
    seats: int = attrs.field(default=1, validator=[of_kind(int), ge(1)])
    method: Method = attrs.field(factory=IRV)
    titles: tuple[str, ...] = attrs.field(
        default=(), converter=in_order, validator=[deep_iterable(not_blank), _one_each]
    )
    incompatible: tuple[str, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(not_blank), kw_only=True
    )
    together: int | None = attrs.field(
        default=_ONE, validator=optional([of_kind(int), ge(1)]), kw_only=True
    )
    willing: bool = attrs.field(default=True, validator=of_kind(bool), kw_only=True)
    supporters: int = attrs.field(default=0, validator=[of_kind(int), ge(0)], kw_only=True)
    limit: int | None = attrs.field(
        default=None, validator=optional([of_kind(int), ge(0)]), kw_only=True
    )
    laws: tuple[tuple[str, Provision], ...] = attrs.field(default=(), converter=_laws, kw_only=True)

    @property
    def places(self) -> tuple[str, ...]:
        """The title of each seat, in the order in which the elected take them."""
        return self.titles or (self.title,) * self.seats

    def against(self, candidate: Candidate) -> tuple[Barred, ...]:
        """Everything that stands against a candidate."""
        others = [title for title in candidate.holds if title not in {self.title, *self.places}]
        beside = [title for title in others if title in self.incompatible]
        many = self.together is not None and len(others) >= self.together
        found = {
            Bar.STRANGER: None if candidate.member else "",
            Bar.SILENT: "" if self.willing and candidate.willing is None else None,
            Bar.UNWILLING: "" if candidate.willing is False else None,
            Bar.SUPPORT: f"{candidate.supporters}/{self.supporters}"
            if candidate.supporters < self.supporters
            else None,
            Bar.LIMIT: f"{candidate.terms}/{self.limit}"
            if self.limit is not None and candidate.terms >= self.limit
            else None,
            Bar.INCOMPATIBLE: ", ".join(others if many else beside) if many or beside else None,
        }
        return tuple(
            Barred(candidate.id, bar, detail, self.law(bar))
            for bar, detail in found.items()
            if detail is not None
        )

    def law(self, bar: Bar) -> Law | None:
        """What a bar rests on."""
        rule = _NORMS.get(bar)
        return dict(self.laws).get(bar.value) or (norm(rule) if rule else None)
