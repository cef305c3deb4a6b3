from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

import attrs

from bakohumas.bodies import Body, Capacity, Cause, Snapshot
from bakohumas.errors import BakohumasError
from bakohumas.periods import months_after
from bakohumas.testing._questions import SEATS, rules
from bakohumas.testing._systems import Adapter, Disagreement, RefusalError
from bakohumas.testing._verbs import POOL

MEMBERS: Final = POOL[:6]
MANDATE: Final = 3
"""Months for which a Plt acts at most."""
_BY_ID: Final = {each.id: each for each in MEMBERS}
_DAY: Final = timedelta(days=1)
_MONTH: Final = timedelta(days=31)
_BASIS: Final = "invented"
_OURS: Final[Mapping[str, Callable[..., Body]]] = MappingProxyType(
    {
        "admit": lambda body, who, **on: body.admit(_BY_ID[who], **on),
        "withdraw": lambda body, who, **on: body.withdraw(who, **on),
        "elect": lambda body, places, **on: body.elect(
            {seat: _BY_ID[who] for seat, who in places.items()}, **on
        ),
        "vacate": lambda body, seat, **on: body.vacate(seat, cause=Cause.RESIGNATION, **on),
        "replace": lambda body, seat, who, **on: body.replace(seat, _BY_ID[who], **on),
        "act": lambda body, seat, who, **on: body.act(
            seat, _BY_ID[who], capacity=Capacity.PLT, **on
        ),
    }
)
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "found": "founded on {on}",
        "admit": "{0} admitted on {on}",
        "withdraw": "{0} withdrawn on {on}",
        "elect": "elected on {on}: {0}",
        "vacate": "{0} vacated on {on}",
        "replace": "{1} replaces on {0} on {on}",
        "act": "{1} acts on {0} from {on} until {until}",
        "holder_on": "holder of {0} on {on}",
        "acting_on": "who acts on {0} on {on}",
        "vacancies_on": "vacant seats on {on}",
    }
)
CHANGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "found": "BRD-02",
        "admit": "BRD-02",
        "withdraw": "MEM-10",
        "vacate": "BRD-11",
        "replace": "TRM-10",
        "act": "ACT-01",
    }
)
"""The rule that says who sits after something happened; of an election there are several."""


@attrs.frozen
class Deed:
    """Something that happens to a body.

    Attributes:
        verb: What.
        told: Who, and on which seat, as a system is told it.
        on: The day.
        until: The first day on which a mandate to act is over.
    """

    verb: str
    told: tuple[Any, ...] = attrs.field(converter=tuple[Any, ...])
    on: date
    until: date | None = None

    def __str__(self) -> str:
        return _WORDS[self.verb].format(*self.told, on=self.on, until=self.until)

    @property
    def days(self) -> dict[str, date]:
        """The days that a system is told."""
        return {"on": self.on} | ({"until": self.until} if self.until else {})


@attrs.frozen
class Question:
    """What is asked of a day.

    Attributes:
        method: By which method.
        seat: Of which seat; of all where it is empty.
    """

    method: str
    seat: str = ""

    def ours(self, now: Snapshot) -> object:
        """What this library says."""
        if self.method == "vacancies_on":
            return sorted(each.seat for each in now.vacancies)
        held = seated(now) if self.method == "holder_on" else standing_in(now)
        return held.get(self.seat)

    def theirs(self, system: Any, day: date) -> object:  # noqa: ANN401 - somebody's system
        """What the system says."""
        ask = getattr(system, self.method)
        return ask(self.seat, day) if self.seat else sorted(ask(day))


def seated(now: Snapshot) -> dict[str, str]:
    """Who holds which seat."""
    return {each.seat: each.institution for each in now.board.appointments} if now.board else {}


def standing_in(now: Snapshot) -> dict[str, str]:
    """Who acts on which seat."""
    return {each.seat: each.institution for each in now.board.acting} if now.board else {}


class Differential:
    """A system and a body of this library, told the same and asked the same.

    Whatever they differ in, the rule that is named is that of the deed after which they
    first do: a fresh system is told the same again, deed by deed, and asked that one thing.
    """

    def __init__(self, adapter: Adapter, offered: frozenset[str], on: date) -> None:
        self.body: Body = Body.found("contoh", charter=rules(), on=on, basis=_BASIS)
        if "admit" not in offered:
            self.body = self.body.admit(*MEMBERS, on=on, basis=_BASIS)
        self.system: Any = adapter(seats=SEATS, on=on)
        self.deeds: list[Deed] = [Deed("found", (), on)]
        self._again: Callable[[], Differential] = lambda: Differential(adapter, offered, on)
        self._offered = offered
        asked = {"holder_on": SEATS, "vacancies_on": ("",), "acting_on": SEATS}
        self._questions = tuple(
            Question(method, seat)
            for method, seats in asked.items()
            if method in offered
            for seat in seats
        )

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something changes, as far as is known, and those beside them."""
        ends = {term.period.end for term in self.body.terms}
        turns = ends | {day for each in self.deeds for day in each.days.values()}
        near = {day + n * _DAY for day in turns if day for n in (-1, 0, 1)}
        return tuple(sorted(day for day in near if day >= self.body.opened))

    def tell(self, deed: Deed) -> None:
        """Let something happen on both sides, or on neither.

        Raises:
            AssertionError: If one refuses what the other does.
        """
        before, here, there = self.body, "done", "done"
        self.deeds.append(deed)
        try:
            self.body = _OURS[deed.verb](before, *deed.told, **deed.days, basis=_BASIS)
        except BakohumasError as no:
            here = f"refused: {no}"
        try:
            getattr(self.system, deed.verb)(*deed.told, **deed.days)
        except RefusalError as no:
            there = f"refused: {no}"
        if (here == "done") != (there == "done"):
            forbidden = self._forbidding(before, deed)
            raise self._verdict(forbidden or (_allowing(before, deed),), str(deed), here, there)

    def compare(self) -> None:
        """Ask both about every day on which something changes, and the days beside it.

        Raises:
            AssertionError: If they answer differently.
        """
        for day in self.days:
            now = self.body.on(day)
            for each in self._questions:
                ours, theirs = each.ours(now), each.theirs(self.system, day)
                if ours != theirs:
                    what = _WORDS[each.method].format(each.seat, on=day)
                    raise self._verdict((self._broken(each, day),), what, ours, theirs)

    def _verdict(
        self, broken: tuple[str, ...], what: str, here: object, there: object
    ) -> AssertionError:
        told = tuple(map(str, self.deeds))
        return AssertionError(str(Disagreement(broken, what, here, there, told)))

    def _forbidding(self, body: Body, deed: Deed) -> tuple[str, ...]:
        """Every rule that forbids a deed."""
        now = body.on(deed.on)
        held = seated(now)
        broken = dict[str, bool]()
        if deed.verb in {"elect", "replace"}:
            places = deed.told[0] if deed.verb == "elect" else {deed.told[0]: deed.told[1]}
            others = () if deed.verb == "elect" else held.items()
            sitting = [*places.values(), *(who for seat, who in others if seat not in places)]
            strangers = set(places.values()) - set(now.register.institutions)
            once = {each.told[0] for each in self.deeds if each.verb == "withdraw"}
            broken |= {
                "BRD-10": len(set(sitting)) < len(sitting),
                "BRD-01": bool(strangers - once),
                "MEM-10": bool(strangers & once),
            }
        if deed.verb == "elect":
            broken["TRM-05"] = now.board is not None
        if deed.verb == "replace":
            broken["TRM-10"] = deed.told[0] in held
        if deed.until:
            broken["ACT-01"] = deed.told[0] in {*held, *standing_in(now)}
            broken["ACT-04"] = deed.until > months_after(deed.on, MANDATE)
        return tuple(each for each, is_so in broken.items() if is_so)

    def _broken(self, question: Question, day: date) -> str:
        """The rule that an answer breaks."""
        then = self._again()
        deeds = iter(self.deeds)
        last = next(deeds)
        while not then.differs(question, day) and (deed := next(deeds, None)):
            last = deed
            then.tell(deed)
        if question.method == "acting_on":
            return "ACT-04" if last.until and day >= last.until - _DAY else "ACT-01"
        if question.method == "vacancies_on" and ("holder_on" in self._offered or not last.told):
            return "TRM-06" if then.body.on(day).lapsed_since else "BRD-11"
        return then.of_the_term(question, day) if last.verb == "elect" else CHANGES[last.verb]

    def differs(self, question: Question, day: date) -> bool:
        """Whether both answer differently."""
        return question.ours(self.body.on(day)) != question.theirs(self.system, day)

    def of_the_term(self, question: Question, day: date) -> str:
        """The rule of a term that the last election began with: how long, or from when to when."""
        *_, begun = self.body.terms
        start, end = begun.period.start, begun.period.end
        if start is None or end is None or day <= start or self.differs(question, start):
            return "TRM-03"
        if self.differs(question, end + _MONTH if day >= end else end - _MONTH):
            return "TRM-01"
        counted = begun.anchor
        return "TRM-04" if (counted.month, counted.day) == (2, 29) else "TRM-03"


def _allowing(body: Body, deed: Deed) -> str:
    """The rule by which a deed is allowed that a system refuses."""
    now = body.on(deed.on)
    if deed.verb == "elect":
        new = [each for each in deed.told[0].values() if _since(now, each) == deed.on]
        if any(term.period.end == deed.on for term in body.terms) or not new:
            return "TRM-05" if body.terms else "BRD-02"
        return "BRD-01"
    if deed.verb == "replace" and _since(now, deed.told[1]) == deed.on:
        return "BRD-01"
    if deed.until == months_after(deed.on, MANDATE):
        return "ACT-04"
    return "BRD-01" if deed.verb == "admit" else CHANGES[deed.verb]


def _since(now: Snapshot, who: str) -> date | None:
    """Since when somebody is a member."""
    return next((each.period.start for each in now.register if each.institution == who), None)
