from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

import attrs
from attrs.validators import deep_iterable, ge

from bakohumas.errors import code, codes, expect, of_kind, wording_if_any
from bakohumas.languages import Lang, pick
from bakohumas.periods import Period
from bakohumas.programmes._duties import Duty

LOAN: Final = "loan:"
"""How a need that is lent, and given back, begins."""

_LEVELS: Final = 2, 4, 6, 10
"""How many digits the code of a province, regency, district and village has."""
_Value = TypeVar("_Value", int, str)


def ordered(values: Mapping[str, _Value], kind: type, what: str) -> dict[str, _Value]:
    """A mapping of codes in order of the alphabet."""
    expect(values, Mapping, what=what)
    for key, value in values.items():
        if type(key) is not str or type(value) is not kind:  # hardly ever
            expect(key, str, what=f"each code in {what}")
            expect(value, kind, what=f"{what} of {key}")
    return dict(sorted(values.items()))


def _costs(values: Mapping[str, int] | None) -> Mapping[str, int] | None:
    return None if values is None else ordered(values, int, "cost")


def _stock(values: Mapping[str, int]) -> Mapping[str, int]:
    return ordered(values, int, "stock")


def _some(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else codes(values)


def _exclusions(values: Mapping[str, str]) -> Mapping[str, str]:
    return ordered(values, str, "excludes")


def _conflicts(values: Mapping[str, str]) -> Mapping[str, str]:
    return ordered(values, str, "conflicts")


def _listed(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(values) if isinstance(values, list) else values  # type: ignore[return-value] # the validator speaks


def _duty(value: Duty | str) -> Duty:
    return Duty.of(value, what="duty")


def _beside_the_lead(_slot: object, _field: object, duty: Duty) -> None:
    if duty is Duty.LEAD:
        msg = "the lead needs no slot: give needs, days and cost to the task itself"
        raise ValueError(msg)


def _enough(slot: "Slot", _field: object, most: int) -> None:
    if most < slot.least:
        msg = f"most must be at least {slot.least}, as many as it needs, got {most}"
        raise ValueError(msg)


def _named(slot: "Slot") -> str:
    return slot.duty.value


def _load(slot: "Slot") -> int:
    return int(slot.duty.works)


def _size(slot: "Slot") -> int:
    return max(slot.least, 1)


def _told_apart(_task: object, _field: object, slots: tuple["Slot", ...]) -> None:
    names = ["lead", *(slot.name for slot in slots)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        msg = f"slots of a task have names of their own, but twice stands: {', '.join(twice)}"
        raise ValueError(msg)


@attrs.frozen
class Slot:
    """A place in the team of a task, beside the agency that leads it.

    Attributes:
        duty: Support, consulted or informed. The lead has no slot: it is the task's own.
        name: Short name, unique within the task. Left out: the duty.
        needs: What each agency in it must have, as in :class:`Task`.
        days: Load that each agency in it takes on. Left out: 1 for support, else 0.
        least: How many agencies it needs.
        most: How many it can hold at most. Left out: as many as it needs, 1 at least.
        cost: As in :class:`Task`.
        regions: Codes of the regions that each agency in it must serve. ``None``: those of
            the task, of whoever supports; nobody else is asked.
        languages: Languages that each agency in it must speak. ``None``: as for regions.
        window: When each agency in it is needed. ``None``: as long as the task.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If the duty is none, or to lead, a number is negative, or *most* is less
            than *least*.

    Examples:
        >>> slot = Slot("support", needs=["editing"], least=2)
        >>> slot.name, slot.days, slot.most, Slot("informed").days
        ('support', 1, 2, 0)
        >>> Slot("support", regions=["94"]).regions, slot.regions
        (('94',), None)
    """

    duty: Duty = attrs.field(converter=_duty, validator=_beside_the_lead)
    name: str = attrs.field(default=attrs.Factory(_named, takes_self=True), validator=code)
    needs: tuple[str, ...] = attrs.field(default=(), converter=codes)
    days: int = attrs.field(
        default=attrs.Factory(_load, takes_self=True), validator=[of_kind(int), ge(0)]
    )
    least: int = attrs.field(default=1, validator=[of_kind(int), ge(0)])
    most: int = attrs.field(
        default=attrs.Factory(_size, takes_self=True), validator=[of_kind(int), _enough]
    )
    cost: Mapping[str, int] | None = attrs.field(default=None, converter=_costs, hash=False)
    regions: tuple[str, ...] | None = attrs.field(default=None, converter=_some, kw_only=True)
    languages: tuple[str, ...] | None = attrs.field(default=None, converter=_some, kw_only=True)
    window: Period | None = attrs.field(
        default=None, validator=of_kind(Period, type(None)), kw_only=True
    )


@attrs.frozen
class Task:
    """A piece of work that one agency answers for.

    With an id alone it is a unit of work that anybody can do. What it asks of the
    agency that leads it are its needs, days and cost; more agencies have their slots.

    A need is a code. Four kinds are told apart by how they begin: ``role:`` is one
    of the seven :class:`Role`, ``loan:`` a :class:`Loan`, ``channel:`` a channel to
    publish on, and anything else a skill.

    Attributes:
        id: Short name, unique within a programme.
        title: What is to be done, in English and Indonesian.
        output: Kind of output: one of :class:`Output`, or a code of one's own.
        needs: What the agency that leads it must have, all of it.
        regions: Codes of the regions that whoever leads or supports it must serve, all
            of them. Empty: anywhere.
        cost: What the task costs each agency that could lead it, in whole units.
            ``None``: nothing, whoever leads it. Otherwise an agency that does not
            stand here cannot lead it; where it is empty, nobody can.
        languages: Languages that whoever leads or supports it must speak, all of them.
        days: Load that the agency that leads it takes on.
        window: When it is to be done. ``None``: at any time.
        slots: Places for further agencies.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* is empty or has blanks around it, *days* less than 1, or two
            slots share a name.

    Examples:
        >>> clip = Task("clip", ("Video for schools", "Video untuk sekolah"), needs=["video"])
        >>> clip.label("id"), clip.needs, Task("release").label()
        ('Video untuk sekolah', ('video',), 'release')
        >>> film = Task("film", days=8, slots=[Slot("support", needs=["loan:studio"], days=2)])
        >>> [slot.name for slot in film.slots]
        ['support']
    """

    id: str = attrs.field(validator=code)
    title: tuple[str, str] = attrs.field(default=("", ""), validator=wording_if_any)
    output: str = attrs.field(default="", validator=of_kind(str))
    needs: tuple[str, ...] = attrs.field(default=(), converter=codes)
    regions: tuple[str, ...] = attrs.field(default=(), converter=codes)
    cost: Mapping[str, int] | None = attrs.field(default=None, converter=_costs, hash=False)
    languages: tuple[str, ...] = attrs.field(default=(), converter=codes, kw_only=True)
    days: int = attrs.field(default=1, validator=[of_kind(int), ge(1)], kw_only=True)
    window: Period | None = attrs.field(
        default=None, validator=of_kind(Period, type(None)), kw_only=True
    )
    slots: tuple[Slot, ...] = attrs.field(
        default=(),
        converter=_listed,
        validator=[deep_iterable(of_kind(Slot), of_kind(tuple)), _told_apart],
        kw_only=True,
    )

    def __str__(self) -> str:
        return self.id

    def label(self, lang: Lang = "en") -> str:
        """What is to be done, in words; the id where it has no title."""
        return pick(lang, *self.title) or self.id


def _limits(values: Iterable[Any]) -> tuple[Any, ...]:
    if not isinstance(values, list | tuple):
        return values  # type: ignore[return-value] # the validator speaks
    return tuple(tuple(each) if isinstance(each, list) else each for each in values)


def _periods(_agency: object, _field: object, limits: object) -> None:
    expect(limits, tuple, what="limits")
    for each in limits:  # type: ignore[attr-defined] # a tuple, as was just checked
        if not isinstance(each, tuple) or [type(part) for part in each] != [Period, int]:
            msg = f"each limit must be a tuple of a Period and a number of days, got {each!r}"
            raise TypeError(msg)
        if each[1] < 0:
            msg = f"a limit must be 0 days or more, got {each[1]}"
            raise ValueError(msg)


def _counted(_agency: object, _field: object, stock: Mapping[str, int]) -> None:
    for need, count in stock.items():
        if not need.startswith(LOAN):
            msg = f"stock counts what is lent, such as {LOAN}studio, got {need!r}"
            raise ValueError(msg)
        if count < 1:
            msg = f"the stock of {need} must be 1 or more, got {count}"
            raise ValueError(msg)


@attrs.frozen
class Agency:
    """What one agency offers to a division of work.

    Attributes:
        id: Code of the agency.
        capacity: How much load it can take at most: tasks, where each is of one day.
        skills: What it has: skills, roles, channels and what it can lend, as codes of
            needs (see :class:`Task`).
        regions: Codes of the regions it serves. Empty: everywhere. See *nested*.
        excludes: Ids of tasks in which it must have no duty, each with the reason.
        languages: Languages it works in. Empty: all.
        conflicts: Ids of tasks over which it has a conflict of interest, each with
            what it is: it may be consulted or informed, but neither lead nor support.
        apart: Codes of agencies with which it may not sit in one task; it is enough if
            one of the two names the other.
        limits: How much load it can take within a period, beside *capacity*, as tuples
            of period and days. A task counts in full in every period that its window
            overlaps, and nowhere without a window.
        stock: How many it has of what it lends, by its need (``loan:studio``); one, where
            this is silent. What is lent to a task is away for its whole window; without a
            window it is found a day.
        nested: Whether it serves, with a region that has a code of the Ministry of Home
            Affairs, all regions within: with a province its regencies and cities, ``63``
            with ``6301`` or ``63.01``. Our default (grade X): the codes are built so
            (Kepmendagri 300.2.2-2430/2025), but no text says that whoever serves a
            province serves all of it.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* is empty or has blanks around it, *capacity* or a limit
            negative, a stock less than 1, or not that of a loan.

    Examples:
        >>> Agency("rri", 2, skills=["radio"], excludes={"audit": "audits itself"}).excludes
        {'audit': 'audits itself'}
        >>> Agency("kalsel", 1, regions=["63"]).serves("63.01")
        True
    """

    id: str = attrs.field(validator=code)
    capacity: int = attrs.field(validator=[of_kind(int), ge(0)])
    skills: tuple[str, ...] = attrs.field(default=(), converter=codes)
    regions: tuple[str, ...] = attrs.field(default=(), converter=codes)
    excludes: Mapping[str, str] = attrs.field(factory=dict, converter=_exclusions, hash=False)
    languages: tuple[str, ...] = attrs.field(default=(), converter=codes, kw_only=True)
    conflicts: Mapping[str, str] = attrs.field(
        factory=dict, converter=_conflicts, hash=False, kw_only=True
    )
    apart: tuple[str, ...] = attrs.field(default=(), converter=codes, kw_only=True)
    limits: tuple[tuple[Period, int], ...] = attrs.field(
        default=(), converter=_limits, validator=_periods, kw_only=True
    )
    stock: Mapping[str, int] = attrs.field(
        factory=dict, converter=_stock, validator=_counted, hash=False, kw_only=True
    )
    nested: bool = attrs.field(default=True, validator=of_kind(bool), kw_only=True)

    def __str__(self) -> str:
        return self.id

    def serves(self, region: str) -> bool:
        """Whether it serves a region, by its own code or, if *nested*, by one around it."""
        if not self.regions or region in self.regions:
            return True
        served = {each.replace(".", "") for each in self.regions if self.nested}
        return not served.isdisjoint(around(region))


def asked(task: Task, slot: Slot | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The regions and languages that are asked of whoever leads a task, or sits in its slot."""
    if slot is None:
        return task.regions, task.languages
    regions, languages = (task.regions, task.languages) if slot.duty.works else ((), ())
    return (
        regions if slot.regions is None else slot.regions,
        languages if slot.languages is None else slot.languages,
    )


def window_of(task: Task, slot: Slot | None) -> Period | None:
    """When a task is led, or its slot needed."""
    return (slot and slot.window) or task.window


def price(terms: Task | Slot, agency: str) -> int:
    """What a place costs an agency; nothing, where it has given no cost."""
    return 0 if terms.cost is None else terms.cost.get(agency, 0)


def around(region: str) -> set[str]:
    """A code of Indonesian territory, and those of the regency and province around it."""
    digits = region.replace(".", "")
    return {digits[:size] for size in _LEVELS if size <= len(digits) and digits.isdecimal()}


_Entry = TypeVar("_Entry", Task, Agency)


def by_id(entries: Iterable[_Entry], kind: type[_Entry]) -> dict[str, _Entry]:
    """The tasks or agencies by id, in order of the alphabet.

    Raises:
        TypeError: If there is anything else among them.
        ValueError: If two of them share an id.
    """
    each = f"each {kind.__name__.lower()}"
    expect(entries, Iterable, what=f"what lists {each}")
    listed = list(entries)
    for entry in listed:
        expect(entry, kind, what=each)
    listed.sort(key=_id)
    found = {entry.id: entry for entry in listed}
    if len(found) < len(listed):
        twice = sorted({one.id for one in listed if found[one.id] is not one})
        msg = f"ids must be unique, but these stand twice: {', '.join(twice)}"
        raise ValueError(msg)
    return found


def _id(entry: Any) -> str:  # noqa: ANN401 - a task or an agency
    return str(entry.id)
