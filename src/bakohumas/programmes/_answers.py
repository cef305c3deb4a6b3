from abc import ABC
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

import attrs
from attrs.validators import ge, optional

from bakohumas.errors import code, code_if_any, codes, of_kind
from bakohumas.languages import Lang, day, listed, number, pick
from bakohumas.programmes._events import MOST, Event, somebody
from bakohumas.programmes._work import ordered


def _some(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else codes(values)


@attrs.frozen
class Terms:
    """What an agency offers instead of the tasks that a division gives it.

    Attributes:
        tasks: Ids of the tasks that it would take. ``None``: it does not say.
        days: How many days of work it would give at most. ``None``: it does not say.
        until: The last day on which it would work. ``None``: it does not say.
        note: What else it says.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *days* is less than none, or it says nothing at all.

    Examples:
        >>> Terms(["clip"], days=3, until=date(2018, 7, 31)).explain()
        'would take clip; at most 3 days of work; until 31 July 2018'
    """

    tasks: tuple[str, ...] | None = attrs.field(default=None, converter=_some)
    days: int | None = attrs.field(default=None, validator=optional([of_kind(int), ge(0)]))
    until: date | None = attrs.field(default=None, validator=optional(of_kind(date)))
    note: str = attrs.field(default="", validator=code_if_any)

    def __attrs_post_init__(self) -> None:
        if not self.binding and not self.note:
            msg = "a counter-offer says which tasks, how many days, until when, or why"
            raise ValueError(msg)

    @property
    def binding(self) -> bool:
        """Whether it says more than a note: which tasks, how many days, or until when."""
        return self.tasks is not None or self.days is not None or self.until is not None

    def explain(self, lang: Lang = "en") -> str:
        """What it would do, in words."""
        said = list[str]()
        if self.tasks is not None:
            tasks = listed(self.tasks, lang, most=MOST)
            said.append(pick(lang, f"would take {tasks}", f"bersedia mengambil {tasks}"))
        if self.days is not None:
            days = number(self.days, lang)
            said.append(
                pick(lang, f"at most {days} days of work", f"paling banyak {days} hari kerja")
            )
        if self.until:
            end = day(self.until, lang)
            said.append(pick(lang, f"until {end}", f"sampai dengan {end}"))
        return "; ".join([*said, self.note] if self.note else said)


@attrs.frozen
class Answer(Event, ABC):
    """What one agency says to a division.

    Attributes:
        agency: Code of the agency.
    """

    agency: str = attrs.field(validator=code)

    @property
    def who(self) -> tuple[str, ...]:
        """The agency."""
        return (self.agency,)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The agency answers the initiator."""
        return ((self.agency, initiator),)


@attrs.frozen
class TasksAccepted(Answer):
    """An agency agreed to the tasks that the division gives it.

    Attributes:
        agency: Code of the agency.

    Examples:
        >>> TasksAccepted("kemenkeu", on=date(2018, 7, 16)).explain("id")
        'kemenkeu setuju'
    """

    kind: ClassVar[str] = "tasks_accepted"

    def explain(self, lang: Lang = "en") -> str:
        """Who agreed."""
        return pick(lang, f"{self.agency} agrees", f"{self.agency} setuju")


@attrs.frozen
class TasksRefused(Answer):
    """An agency did not agree to the tasks that the division gives it, or to some of them.

    Attributes:
        agency: Code of the agency.
        reason: Why not, in its own words.
        tasks: Ids of the tasks that it refuses. Empty: all that it was given.

    Examples:
        >>> TasksRefused("rri", "no studio", on=date(2018, 7, 16)).explain()
        'rri refuses: no studio'
        >>> TasksRefused("rri", "no studio", ["clip"], on=date(2018, 7, 16)).explain("id")
        'rri menolak clip: no studio'
    """

    kind: ClassVar[str] = "tasks_refused"

    reason: str = attrs.field(validator=code)
    tasks: tuple[str, ...] = attrs.field(default=(), converter=codes)

    def explain(self, lang: Lang = "en") -> str:
        """Who refused, and why."""
        what = f" {listed(self.tasks, lang, most=MOST)}" if self.tasks else ""
        return f"{self.agency} {pick(lang, 'refuses', 'menolak')}{what}: {self.reason}"


@attrs.frozen
class TasksCountered(Answer):
    """An agency offered something else than the tasks that the division gives it.

    Attributes:
        agency: Code of the agency.
        terms: What it offers.

    Examples:
        >>> TasksCountered("rri", Terms(["clip"]), on=date(2018, 7, 16)).explain("id")
        'rri mengajukan tawaran lain: bersedia mengambil clip'
    """

    kind: ClassVar[str] = "tasks_countered"

    terms: Terms = attrs.field(validator=of_kind(Terms))

    def explain(self, lang: Lang = "en") -> str:
        """Who made which offer."""
        offers = pick(lang, "counters", "mengajukan tawaran lain")
        return f"{self.agency} {offers}: {self.terms.explain(lang)}"


@attrs.frozen
class AgencyWithdrew(Answer):
    """An agency that stood ready takes part no longer, whatever it had agreed to.

    Attributes:
        agency: Code of the agency.
        reason: Why not, in its own words.

    Examples:
        >>> AgencyWithdrew("rri", "flood", on=date(2018, 7, 20)).explain()
        'rri withdraws: flood'
    """

    kind: ClassVar[str] = "agency_withdrew"

    reason: str = attrs.field(validator=code)

    def explain(self, lang: Lang = "en") -> str:
        """Who withdrew, and why."""
        return f"{self.agency} {pick(lang, 'withdraws', 'mengundurkan diri')}: {self.reason}"


def _objections(values: Mapping[str, str]) -> Mapping[str, str]:
    return ordered(values, str, "objections")


@attrs.frozen
class AgreementFailed(Event):
    """A negotiation ended without agreement; what remains is a certificate.

    Either no division is left that all could hold, or the rounds that the charter
    allows are used up. What to do is for those to decide who decided the programme; a
    new division begins a new negotiation.

    Attributes:
        tasks: Ids of the tasks that are left without an agency that agrees.
        agencies: Codes of the agencies that nothing hinders from doing one of them.
        short_by: How many places these lack. 0 where the rounds were used up.
        objections: By agency, what it said against the last division.
        proof: ``"rounds"`` where the rounds were used up; otherwise what stands behind
            the certificate, as in :class:`~bakohumas.errors.InfeasibleError`.

    Examples:
        >>> failed = AgreementFailed(["clip"], [], 1, {"rri": "no studio"}, "places",
        ...     on=date(2018, 7, 20))
        >>> print(failed.explain())
        no agreement on clip: able are none, places lacking: 1; rri: no studio
    """

    kind: ClassVar[str] = "agreement_failed"

    tasks: tuple[str, ...] = attrs.field(converter=codes, validator=somebody)
    agencies: tuple[str, ...] = attrs.field(converter=codes)
    short_by: int = attrs.field(validator=[of_kind(int), ge(0)])
    objections: Mapping[str, str] = attrs.field(converter=_objections, hash=False)
    proof: str = attrs.field(default="rounds", validator=of_kind(str))

    @property
    def who(self) -> tuple[str, ...]:
        """Those who objected."""
        return tuple(self.objections)

    def pairs(self, initiator: str) -> Iterable[tuple[str, str]]:
        """The initiator tells each of those who objected."""
        return ((initiator, agency) for agency in self.who)

    def explain(self, lang: Lang = "en") -> str:
        """Which tasks are left, who could do them, and who said what."""
        tasks, able = listed(self.tasks, lang, most=MOST), listed(self.agencies, lang, most=MOST)
        head = pick(
            lang,
            f"no agreement on {tasks}: able are {able}, {self._proved(lang)}",
            f"tidak ada kesepakatan tentang {tasks}: yang mampu {able}, {self._proved(lang)}",
        )
        said = [head, *(f"{agency}: {words}" for agency, words in self.objections.items())]
        return "; ".join(said)

    def _proved(self, lang: Lang) -> str:
        short = number(self.short_by, lang)
        if self.proof == "rounds":
            return pick(lang, "the rounds are used up", "putaran sudah habis")
        if self.proof:
            return pick(lang, f"places lacking: {short}", f"kurang {short} tempat")
        return pick(
            lang,
            f"places left empty by a search: {short}, which proves nothing",
            f"tempat kosong menurut pencarian: {short}, yang tidak membuktikan apa pun",
        )

    def row(self) -> dict[str, Any]:
        """The certificate as one plain row."""
        return {
            "tasks": list(self.tasks),
            "agencies": list(self.agencies),
            "short_by": self.short_by,
            "objections": dict(self.objections),
            "proof": self.proof,
        }
