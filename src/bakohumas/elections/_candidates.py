from collections.abc import Iterable, Mapping

import attrs
from attrs.validators import deep_iterable, ge, instance_of, optional

from bakohumas.elections._ballots import in_order
from bakohumas.errors import MODEL, not_blank, of_kind
from bakohumas.languages import Labelled, Lang, listed, pick
from bakohumas.law import Norm, Provision

Pairs = tuple[tuple[str, str], ...]
"""What a mapping of words to words holds, sorted."""


Law = Norm | Provision
"""What a bar rests on: a rule of the catalogue, or a provision of a charter."""


def pairs(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    """A mapping as a value keeps it."""
    return tuple(sorted(dict(given).items()))


class Bar(Labelled):
    """Why somebody may not stand for an office.

    Examples:
        >>> Bar.SILENT.label("id")
        'belum menyatakan kesediaan'
    """

    STRANGER = "stranger", "is no member", "bukan anggota"
    SILENT = "silent", "has not stated that it is willing", "belum menyatakan kesediaan"
    UNWILLING = "unwilling", "is not willing", "tidak bersedia"
    SUPPORT = "support", "has too few supporters", "kurang dukungan"
    LIMIT = "limit", "has served as many terms as are allowed", "telah mencapai batas masa tugas"
    INCOMPATIBLE = "incompatible", "holds another office", "memegang jabatan lain"
    WITHDRAWN = "withdrawn", "has withdrawn", "mengundurkan diri"


@attrs.frozen
class Candidate:
    """Whoever is nominated for an office, with what the rules ask about.

    Attributes:
        id: The name on the ballot paper.
        willing: Whether it has stated that it is willing (*bersedia*); ``None`` if it said nothing.
        supporters: How many support the nomination.
        categories: What it counts for: the value of each category, such as a region or a kind
            of institution.
        terms: How many terms it has served already, as the limit counts them.
        holds: Titles of the offices that it holds already.
        member: Whether it is a member.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* is blank, or a number is below 0.

    Examples:
        >>> tapin = Candidate("tapin", True, 12, {"kind": "regency", "region": "Banua Anam"})
        >>> tapin.of("kind"), tapin.of("gender")
        ('regency', None)
    """

    id: str = attrs.field(validator=not_blank)
    willing: bool | None = attrs.field(default=None, validator=optional(of_kind(bool)))
    supporters: int = attrs.field(default=0, validator=[of_kind(int), ge(0)])
    categories: Pairs = attrs.field(default=(), converter=pairs)
    terms: int = attrs.field(default=0, validator=[of_kind(int), ge(0)], kw_only=True)
    holds: tuple[str, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(not_blank), kw_only=True
    )
    member: bool = attrs.field(default=True, validator=of_kind(bool), kw_only=True)

    def of(self, category: str) -> str | None:
        """Its value of a category, if it has one."""
        return dict(self.categories).get(category)


@attrs.frozen
class Barred:
    """Somebody who may not stand, and why.

    Attributes:
        who: The candidate.
        bar: What stands against it.
        detail: The figures or offices that it rests on.
        law: The rule; ``None`` where nobody can be made to stand.

    Examples:
        >>> from bakohumas.law import norm
        >>> Barred("bps", Bar.SUPPORT, "4/10", norm("ELC-09")).explain("id")
        'bps kurang dukungan (4/10) [IKAMI (tingkat C, secara analogi)]'
    """

    who: str
    bar: Bar
    detail: str = ""
    law: Law | None = None

    @property
    def basis(self) -> str:
        """Citation and grade of the rule."""
        return self.law.cite() if self.law else MODEL

    def explain(self, lang: Lang = "en") -> str:
        """Who, why, and on which basis."""
        detail = f" ({self.detail})" if self.detail else ""
        basis = f" [{self.law.cite(lang)}]" if self.law else ""
        return f"{self.who} {self.bar.label(lang)}{detail}{basis}"


@attrs.frozen
class Slate:
    """Who stands for an office, and who does not, with every reason.

    Attributes:
        standing: Who may be elected, in the order of the ballot paper.
        barred: Who may not, once for each thing that stands against it.

    Examples:
        >>> len(Slate(("bps",))), "bps" in Slate(("bps",))
        (1, True)
    """

    standing: tuple[str, ...]
    barred: tuple[Barred, ...] = attrs.field(
        default=(), validator=deep_iterable(instance_of(Barred))
    )

    def __len__(self) -> int:
        return len(self.standing)

    def __contains__(self, who: object) -> bool:
        return who in self.standing

    def explain(self, lang: Lang = "en") -> str:
        """Who stands, and line by line who does not."""
        stand = listed(self.standing, lang)
        head = pick(lang, f"Standing: {stand}.", f"Calon: {stand}.")
        return "\n".join([head, *(each.explain(lang) for each in self.barred)])
