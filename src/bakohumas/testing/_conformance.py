from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bakohumas.bodies import Body, Capacity, Cause
from bakohumas.elections import IRV, Method
from bakohumas.errors import BakohumasError
from bakohumas.testing._questions import QUESTIONS, SEATS, rules
from bakohumas.testing._systems import METHODS, Adapter, Disagreement, RefusalError
from bakohumas.testing._verbs import POOL

_MEMBERS: Final = POOL[:6]
_DAYS: Final = tuple(map(date.fromisoformat, ("2016-02-29", "2015-11-02", "2015-12-31")))
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
_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "BRD-01": ("admit", "elect"),
    "BRD-10": ("elect",),
    "TRM-01": ("elect", "holder_on"),
    "TRM-03": ("elect", "holder_on"),
    "TRM-04": ("elect", "holder_on"),
    "TRM-05": ("elect",),
    "TRM-10": ("elect", "vacate", "replace", "holder_on"),
    "BRD-11": ("elect", "vacancies_on"),
    "MEM-10": ("admit", "withdraw", "elect", "holder_on"),
    "MEM-09": ("decide",),
    "QRM-01": ("decide",),
    "QRM-10": ("decide",),
    "QRM-12": ("decide",),
    "DEC-03": ("decide",),
    "ELC-03": ("count",),
    "TSK-02": ("allocate",),
}
"""The methods without which a rule cannot be judged."""


_WHO: Final = st.sampled_from(_MEMBERS)
_VERBS: Final = ("admit", "withdraw", "elect", "elect", "vacate", "vacate", "replace", "replace")


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
        self.today = _DAYS[0]
        self.about = "history"
        self.told: list[str] = []
        self.asked: set[date] = set()
        self.moved: set[tuple[str, date]] = set()
        self.body: Body
        self.system: Any

    @initialize(data=st.data(), first=st.sampled_from(_DAYS))
    def found(self, data: st.DataObject, first: date) -> None:
        """Found the body, with most of its members; and choose what this history is about."""
        self.about = data.draw(st.sampled_from(type(self).topics))
        self.today = first
        self.told = [f"founded on {first}"]
        self.asked = {first}
        self.body = Body.found("contoh", charter=rules(), on=first, basis="invented")
        self.system = type(self).adapter(seats=SEATS, on=first)
        there = _MEMBERS[:5] if "admit" in self.offered else _MEMBERS
        self.body = self.body.admit(*there, on=first, basis="invented")
        for each in there:
            if "admit" in self.offered:
                self.told.append(f"{each.id} admitted on {first}")
                self.system.admit(each.id, on=first)

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Something happens, or is asked."""
        if self.about in QUESTIONS:
            found = QUESTIONS[self.about](self.system, data.draw, self.method)
            assert found is None, str(found)  # noqa: S101 - the verdict of the oracle
            return
        self._wait(data.draw(st.sampled_from(_WAITS), label="wait"))
        verb = data.draw(st.sampled_from(type(self).verbs), label="verb")
        getattr(self, verb)(data)

    def _wait(self, until: int | str) -> None:
        """Let days go by, or time until the term ends."""
        ends = [term.period.end for term in self.body.terms if term.period.end]
        if isinstance(until, int):
            self.today += timedelta(days=until)
        elif ends:
            beside = _WAITS.index(until) - _WAITS.index("the end")
            self.today = max(self.today, max(ends) + timedelta(days=beside))

    def _both(
        self, what: str, ours: Callable[[], Body], theirs: Callable[[], object], id_: str
    ) -> None:
        """Make a change on both sides, or on neither."""
        self.told.append(what)
        here = there = "done"
        try:
            after = ours()
        except BakohumasError as no:
            here = f"refused: {no}"
        try:
            theirs()
        except RefusalError as no:
            there = f"refused: {no}"
        if (here == "done") != (there == "done"):
            self._fail(id_, what, here, there)
        if here == "done":
            self.body = after
            self.asked.add(self.today)

    def _fail(self, id_: str, what: str, here: object, there: object) -> None:
        raise AssertionError(str(Disagreement(id_, what, here, there, tuple(self.told))))

    def admit(self, data: st.DataObject) -> None:
        """Somebody who is not a member becomes one."""
        agency = data.draw(_WHO)
        if agency.id not in self._members(0) and self._once(agency.id):
            self._both(
                f"{agency.id} admitted on {self.today}",
                lambda: self.body.admit(agency, on=self.today, basis="invented"),
                lambda: self.system.admit(agency.id, on=self.today),
                "BRD-01",
            )

    def withdraw(self, data: st.DataObject) -> None:
        """Somebody who has long been a member leaves, most often from a seat."""
        board = self.body.on(self.today).board
        seated = {each.institution for each in board.appointments} if board else set()
        agency = data.draw(st.sampled_from([m for m in _MEMBERS if m.id in seated] or _MEMBERS))
        there = all(agency.id in self._members(days) for days in (0, 1))
        if there and self._once(agency.id):
            self._both(
                f"{agency.id} withdrawn on {self.today}",
                lambda: self.body.withdraw(agency.id, on=self.today, basis="invented"),
                lambda: self.system.withdraw(agency.id, on=self.today),
                "MEM-10",
            )

    def elect(self, data: st.DataObject) -> None:
        """A board is elected: of members and not, once and twice, too early and in time."""
        anybody = st.lists(_WHO, min_size=3, max_size=3) | st.permutations(_MEMBERS)
        places = dict(zip(SEATS, data.draw(anybody), strict=False))
        ids = {seat: agency.id for seat, agency in places.items()}
        members = self._members(0)
        rule_ = "TRM-05"
        if len(set(ids.values())) < len(ids):
            rule_ = "BRD-10"
        elif not set(ids.values()) <= members:
            rule_ = "BRD-01"
        self._both(
            f"elected on {self.today}: {ids}",
            lambda: self.body.elect(places, on=self.today, basis="invented"),
            lambda: self.system.elect(ids, on=self.today),
            rule_,
        )

    def vacate(self, data: st.DataObject) -> None:
        """Somebody who has sat for a day or more leaves the seat."""
        seat = data.draw(st.sampled_from(SEATS))
        board = self.body.on(self.today).board
        held = [each for each in board.appointments if each.seat == seat] if board else []
        if any(each.period.start and each.period.start < self.today for each in held):
            self._both(
                f"{seat} vacated on {self.today}",
                lambda: self.body.vacate(
                    seat, cause=Cause.RESIGNATION, on=self.today, basis="invented"
                ),
                lambda: self.system.vacate(seat, on=self.today),
                "BRD-11",
            )

    def replace(self, data: st.DataObject) -> None:
        """A seat is filled for the rest of the term, a vacant one where there is any."""
        agency, now = data.draw(_WHO), self.body.on(self.today)
        if now.board is not None:
            seats = [each.seat for each in now.vacancies] or SEATS
            seat = data.draw(st.sampled_from(seats))
            self._both(
                f"{agency.id} replaces on {seat} on {self.today}",
                lambda: self.body.replace(seat, agency, on=self.today, basis="invented"),
                lambda: self.system.replace(seat, agency.id, on=self.today),
                "TRM-10",
            )

    def _once(self, who: str) -> bool:
        """Whether it neither came nor went on this day yet: nobody does both in one."""
        first = (who, self.today) not in self.moved
        self.moved.add((who, self.today))
        return first

    def _members(self, ago: int) -> set[str]:
        day = self.today - timedelta(days=ago)
        return set(self.body.on(day).register.institutions) if day >= self.body.opened else set()

    @invariant()
    def they_tell_the_same(self) -> None:
        """On every day on which something changed, and those beside it, both tell the same."""
        ends = {term.period.end for term in self.body.terms if term.period.end}
        days = {each + timedelta(days=n) for each in self.asked | ends for n in (-1, 0, 1)}
        for day in sorted(day for day in days if day >= self.body.opened):
            self._compare(day)

    def _compare(self, day: date) -> None:
        now = self.body.on(day)
        held = {each.seat: each for each in now.board.appointments} if now.board else {}
        for seat in SEATS if "holder_on" in self.offered else ():
            mine = held[seat].institution if seat in held else None
            theirs = self.system.holder_on(seat, day)
            if mine != theirs:
                self._fail(self._term_rule(seat, day), f"holder of {seat} on {day}", mine, theirs)
        if "vacancies_on" in self.offered and now.board is not None:
            mine_ = sorted(each.seat for each in now.vacancies)
            theirs_ = sorted(self.system.vacancies_on(day))
            if mine_ != theirs_:
                self._fail("BRD-11", f"vacant seats on {day}", mine_, theirs_)

    def _term_rule(self, seat: str, day: date) -> str:
        """The rule that says who holds a seat on a day."""
        last = next(
            (t for t in reversed(self.body.terms) if t.period.start and t.period.start <= day), None
        )
        replaced = [
            each
            for each in self.body.appointments
            if each.seat == seat and each.capacity is Capacity.PAW
        ]
        if last is None or last.period.start is None:
            return "TRM-03"
        if replaced and any(not each.period.start or each.period.start <= day for each in replaced):
            return "TRM-10"
        if (last.period.start.month, last.period.start.day) == (2, 29):
            return "TRM-04"
        return "TRM-03"


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
        (('ELC-03',), ('allocate',))
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
    lacking = {
        id_: tuple(each for each in needs if each not in offered) for id_, needs in _NEEDS.items()
    }
    space: dict[str, Any] = {
        "adapter": staticmethod(adapter),
        "method": method or IRV(),
        "offered": offered,
        "judged": tuple(id_ for id_, missing in lacking.items() if not missing),
        "off": {id_: missing for id_, missing in lacking.items() if missing},
    }
    history = tuple(each for each in _VERBS if each in offered)
    topics = ("history",) * 3 if "elect" in offered else ()
    space["topics"] = topics + tuple(each for each in QUESTIONS if each in offered)
    space["verbs"] = history
    return type("Conformance", (ConformanceMachine,), space)
