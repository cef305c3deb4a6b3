from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bakohumas.elections import IRV, Method
from bakohumas.periods import months_after
from bakohumas.testing._differential import (
    CHANGES,
    MANDATE,
    MEMBERS,
    Deed,
    Differential,
    seated,
    standing_in,
)
from bakohumas.testing._questions import QUESTIONS, SEATS, law_of
from bakohumas.testing._systems import METHODS, Adapter

_DAYS: Final = tuple(map(date.fromisoformat, ("2015-11-02", "2016-02-29", "2015-12-31")))
_WAITS: Final[tuple[int | str, ...]] = (
    0,
    1,
    30,
    365,
    700,
    "the eve of the end",
    "the end",
    "the day after the end",
)
"""Days that go by before a change, or until when in the term."""
_ASKED: Final = "holder_on or vacancies_on"
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "BRD-01": ("admit", "elect"),
    "BRD-02": ("elect", _ASKED),
    "BRD-10": ("elect",),
    "TRM-01": ("elect", _ASKED),
    "TRM-03": ("elect", _ASKED),
    "TRM-04": ("elect", _ASKED),
    "TRM-05": ("elect",),
    "TRM-06": ("elect", "holder_on", "vacancies_on"),
    "TRM-10": ("elect", "vacate", "replace", _ASKED),
    "BRD-11": ("elect", "vacate or vacancies_on", _ASKED),
    "MEM-10": ("admit", "withdraw", "elect"),
    "ACT-01": ("elect", "vacate", "act", "acting_on"),
    "ACT-04": ("elect", "vacate", "act", "acting_on"),
    "MEM-09": ("decide",),
    "QRM-01": ("decide",),
    "QRM-10": ("decide",),
    "QRM-12": ("decide",),
    "DEC-03": ("decide",),
    "TSK-02": ("allocate",),
}
"""The methods without which a rule cannot be judged."""
_WHO: Final = st.sampled_from(MEMBERS).map(lambda each: each.id)
_AFTER: Final = ("elect", "elect", "elect", "admit", "withdraw")
_FULL: Final = ("elect", "vacate", "vacate", "withdraw", "withdraw", "admit", "replace", "act")
_VACANT: Final = (
    "replace",
    "replace",
    "act",
    "act",
    "admit",
    "admit",
    "elect",
    "vacate",
    "withdraw",
)
"""What may happen where no board is in office, where all seats are held, and where one is not."""


class ConformanceMachine(RuleBasedStateMachine):
    """Somebody else's system beside this library's own, told the same and asked the same.

    Attributes:
        adapter: What makes the system.
        method: How ballots are counted.
        offered: The methods that the system offers.
        judged: Rules that it is held to.
        off: Rules that are switched off, each with the methods that are missing.
    """

    adapter: Adapter
    method: Method
    offered: frozenset[str]
    judged: tuple[str, ...]
    off: Mapping[str, tuple[str, ...]]
    topics: tuple[str, ...]
    verbs: tuple[str, ...]

    def __init__(self) -> None:
        super().__init__()
        self.today: date = _DAYS[0]
        self.about: str = "history"
        self.moved: set[tuple[str, date]] = set()
        self.both: Differential

    @initialize(data=st.data(), first=st.sampled_from(_DAYS))
    def found(self, data: st.DataObject, first: date) -> None:
        """Found the body, with most of its members; and choose what this history is about."""
        self.about = data.draw(st.sampled_from(type(self).topics))
        self.today = first
        self.both = Differential(type(self).adapter, self.offered, first)
        for each in MEMBERS[:5] if "admit" in self.offered else ():
            self._tell("admit", each.id)

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Something happens, or is asked."""
        if self.about in QUESTIONS:
            found = QUESTIONS[self.about](self.both.system, data.draw, self.method)
            assert found is None, str(found)  # noqa: S101 - the verdict of the oracle
            return
        self._wait(data.draw(st.sampled_from(_WAITS), label="wait"))
        now = self.both.body.on(self.today)
        apt = _AFTER if now.board is None else _VACANT if now.vacancies else _FULL
        verbs = [each for each in apt if each in type(self).verbs]
        verb = data.draw(st.sampled_from(verbs), label="verb")
        getattr(self, verb)(data)

    def _wait(self, until: int | str) -> None:
        """Let days go by, or time until the term ends."""
        ends = [term.period.end for term in self.both.body.terms if term.period.end]
        if isinstance(until, int):
            self.today += timedelta(days=until)
        elif ends:
            beside = _WAITS.index(until) - _WAITS.index("the end")
            self.today = max(self.today, max(ends) + timedelta(days=beside))

    def _tell(self, verb: str, *told: object, until: date | None = None) -> None:
        self.both.tell(Deed(verb, told, self.today, until))

    def admit(self, data: st.DataObject) -> None:
        """Somebody who is not a member becomes one."""
        outside = sorted({each.id for each in MEMBERS} - self._members(0))
        if outside and self._once(agency := data.draw(st.sampled_from(outside))):
            self._tell("admit", agency)

    def withdraw(self, data: st.DataObject) -> None:
        """Somebody who has long been a member leaves, most often from a seat."""
        now = self.both.body.on(self.today)
        sitting = sorted(seated(now).values())
        agency = data.draw(st.sampled_from(sitting) if sitting else _WHO)
        there = all(agency in self._members(days) for days in (0, 1))
        acts = agency in standing_in(now).values()
        if there and not acts and self._once(agency):
            self._tell("withdraw", agency)

    def elect(self, data: st.DataObject) -> None:
        """A board is elected: of members and not, once and twice, too early and in time."""
        order = st.permutations([each.id for each in MEMBERS])
        members = st.permutations(sorted(self._members(0)))
        anybody = members | members | st.lists(_WHO, min_size=3, max_size=3) | order
        self._tell("elect", dict(zip(SEATS, data.draw(anybody), strict=False)))

    def vacate(self, data: st.DataObject) -> None:
        """Somebody who has sat for a day or more leaves the seat."""
        seat = data.draw(st.sampled_from(SEATS))
        board = self.both.body.on(self.today).board
        held = [each for each in board.appointments if each.seat == seat] if board else []
        if any(each.period.start and each.period.start < self.today for each in held):
            self._tell("vacate", seat)

    def replace(self, data: st.DataObject) -> None:
        """A seat is filled for the rest of the term, a vacant one where there is any."""
        now = self.both.body.on(self.today)
        free = sorted(self._members(0) - {*seated(now).values()})
        agency = data.draw(st.sampled_from(free) | _WHO if free else _WHO)
        seats = [each.seat for each in now.vacancies] or SEATS
        self._tell("replace", data.draw(st.sampled_from(seats)), agency)

    def act(self, data: st.DataObject) -> None:
        """Somebody stands in, most often on a vacant seat, for as long as may be or too long."""
        agency, now = data.draw(_WHO), self.both.body.on(self.today)
        if now.board is None or agency in {each.institution for each in self.both.body.acting}:
            return
        seat = data.draw(st.sampled_from([each.seat for each in now.vacancies] or SEATS))
        longest = months_after(self.today, MANDATE)
        until = data.draw(st.sampled_from((longest, self.today + timedelta(days=30))))
        until += timedelta(days=data.draw(st.integers(0, 1)))
        self._tell("act", seat, agency, until=until)

    def _once(self, who: str) -> bool:
        """Whether it neither came nor went on this day yet: nobody does both in one."""
        first = (who, self.today) not in self.moved
        self.moved.add((who, self.today))
        return first

    def _members(self, ago: int) -> set[str]:
        body, day = self.both.body, self.today - timedelta(days=ago)
        return set(body.on(day).register.institutions) if day >= body.opened else set()

    @invariant()
    def they_tell_the_same(self) -> None:
        """On every day on which something changed, and those beside it, both tell the same."""
        self.both.compare()


def conformance(adapter: Adapter, *, method: Method | None = None) -> type[ConformanceMachine]:
    """A state machine that holds somebody else's system to this library's answers.

    After each step both are asked who holds which seat, and what is vacant, on every day on
    which something changed and the days beside it. A failure names the rule, with its
    citation and grade, both answers, and the shortest history that leads there.

    Args:
        adapter: A class, or a function, that is called with ``seats`` and ``on`` and gives a
            :class:`System`; methods that it lacks switch off the rules that need them.
        method: How the system counts ballots; :class:`~bakohumas.elections.IRV` by default.

    Returns:
        The machine, whose ``TestCase`` a test suite takes in; its ``judged`` and ``off`` tell
        which rules the system is held to, and which not, for want of which methods.

    Raises:
        TypeError: If *adapter* cannot be called, or offers no method at all.

    Examples:
        >>> class Ours:
        ...     def __init__(self, *, seats, on): ...
        ...     def count(self, ballots, *, seats):
        ...         return bk.count(ballots, bk.IRV(), seats=seats).elected
        >>> import bakohumas as bk
        >>> machine = conformance(Ours)
        >>> machine.judged, machine.off["TSK-02"]
        (('ELC-04',), ('allocate',))
        >>> TestOurs = machine.TestCase
    """
    if not callable(adapter):
        msg = f"adapter must make a system when it is called, got {adapter!r}"
        raise TypeError(msg)
    shown = adapter if isinstance(adapter, type) else adapter(seats=SEATS, on=_DAYS[0])
    offered = frozenset(each for each in METHODS if callable(getattr(shown, each, None)))
    if not offered & {"elect", *QUESTIONS}:
        msg = f"the adapter offers none of elect, {', '.join(QUESTIONS)}: nothing to judge"
        raise TypeError(msg)
    needed = {**_NEEDS, law_of(method or IRV()): ("count",)}
    lacking = {
        id_: tuple(each for each in needs if offered.isdisjoint(each.split(" or ")))
        for id_, needs in needed.items()
    }
    judged = tuple(id_ for id_, missing in lacking.items() if not missing)
    space: dict[str, Any] = {
        "adapter": staticmethod(adapter),
        "method": method or IRV(),
        "offered": offered,
        "judged": judged,
        "off": {id_: missing for id_, missing in lacking.items() if missing},
    }
    topics = ("history",) * 3 if "elect" in offered else ()
    space["topics"] = topics + tuple(each for each in QUESTIONS if each in offered)
    turns_on = {**CHANGES, "admit": "BRD-01", "elect": "TRM-05"}
    space["verbs"] = tuple(id_ for id_ in _FULL if id_ in offered and turns_on[id_] in judged)
    machine: type[ConformanceMachine] = type("Conformance", (ConformanceMachine,), space)
    phases = [each for each in Phase if each is not Phase.explain]  # which takes minutes
    machine.TestCase.settings = settings(
        deadline=None,
        phases=phases,
        report_multiple_bugs=False,
        max_examples=300,
        stateful_step_count=12,
    )
    return machine
