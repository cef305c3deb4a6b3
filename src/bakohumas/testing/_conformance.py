from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bakohumas.bodies import Body, Capacity, Cause
from bakohumas.elections import IRV, Method, count
from bakohumas.errors import BakohumasError, InfeasibleError
from bakohumas.law import Charter, Citation, Grade, Provision, Threshold, charter
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Task, allocate
from bakohumas.testing._systems import METHODS, Adapter, RefusalError, disagreement
from bakohumas.testing._verbs import POOL

_SEATS: Final = ("Ketua", "Sekretaris", "Bendahara")
_MEMBERS: Final = POOL[:6]
_DAYS: Final = tuple(map(date.fromisoformat, ("2016-02-29", "2015-11-02", "2015-12-31")))
_WAITS: Final = (0, 1, 30, 365, 700, "the eve of the end", "the end", "the day after the end")
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
_QUESTIONS: Final = ("decide", "count", "allocate")


def _rules() -> Charter:
    """The national charter, with three elected seats."""
    seats = Provision(
        "board.seats", _SEATS, Period(None), Citation("default of this library"), Grade.X
    )
    return charter("national").override(seats, name="conformance")


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
        self.body = Body.found("contoh", charter=_rules(), on=first, basis="invented")
        self.system = type(self).adapter(seats=_SEATS, on=first)
        there = _MEMBERS[:5] if "admit" in self.offered else _MEMBERS
        self.body = self.body.admit(*there, on=first, basis="invented")
        for each in there:
            if "admit" in self.offered:
                self.told.append(f"{each.id} admitted on {first}")
                self.system.admit(each.id, on=first)

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Something happens, or is asked."""
        if self.about != "history":
            getattr(self, self.about)(data)
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
        history = "\n  ".join(self.told)
        raise AssertionError(f"{disagreement(id_, what, here, there)}\nhistory:\n  {history}")

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
        places = dict(zip(_SEATS, data.draw(anybody), strict=False))
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
        seat = data.draw(st.sampled_from(_SEATS))
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
            seats = [each.seat for each in now.vacancies] or _SEATS
            seat = data.draw(st.sampled_from(seats))
            self._both(
                f"{agency.id} replaces on {seat} on {self.today}",
                lambda: self.body.replace(seat, agency, on=self.today, basis="invented"),
                lambda: self.system.replace(seat, agency.id, on=self.today),
                "TRM-10",
            )

    def decide(self, data: st.DataObject) -> None:
        """A motion is put to those who signed."""
        members = data.draw(st.integers(1, 9))
        names = tuple(f"member-{n}" for n in range(members))
        partners = tuple(f"partner-{n}" for n in range(data.draw(st.integers(0, 3))))
        signed = tuple(data.draw(st.sets(st.sampled_from([*names, *partners]))))
        signed = tuple(sorted(signed))
        absent = [each for each in names if each not in signed]
        here = [each for each in signed if each in names]
        few = st.sets(st.sampled_from(absent), max_size=2) if absent and here else st.just(set())
        mandates = dict.fromkeys(sorted(data.draw(few)), here[0])
        voters = [*signed, *mandates]
        said = st.sampled_from(("yes", "no", "abstain"))
        votes = {each: data.draw(said) for each in voters}
        asked = {
            "members": names,
            "partners": partners,
            "signed": signed,
            "mandates": mandates,
            "votes": votes,
        }
        present = [each for each in signed if each in names]
        rules, on = _rules(), self.today
        quorum = Threshold.parse(str(rules.value("meeting.quorum", on=on))).of(len(names))
        carried = Threshold.parse(str(rules.value("decision.threshold", on=on))).of(len(present))
        ours = "no quorum"
        if len(present) >= quorum:
            yes = sum(votes[each] == "yes" for each in present)
            ours = "carried" if yes >= carried else "lost"
        theirs = self.system.decide(**asked)
        if theirs != ours:
            quorate = "no quorum" in (ours, theirs)
            id_ = "QRM-01" if quorate else "DEC-03"
            if mandates:
                id_ = "QRM-10"
            elif partners and set(partners) & set(signed):
                id_ = "QRM-12" if quorate else "MEM-09"
            self.told = [f"{name}: {value}" for name, value in asked.items()]
            self._fail(id_, "on a motion", ours, theirs)

    def count(self, data: st.DataObject) -> None:
        """Ballots are counted."""
        names = ["Ani", "Budi", "Cici", "Dedi"][: data.draw(st.integers(2, 4))]
        paper = st.permutations(names).flatmap(
            lambda order: st.integers(1, len(order)).map(lambda n: tuple(order[:n]))
        )
        ballots = data.draw(st.lists(paper, min_size=1, max_size=12))
        result = count(ballots, self.method, seats=1, candidates=names)
        assume(result.elected and not result.ties)  # how ties are settled is a rule of its own
        ours = set(result.elected)
        theirs = set(self.system.count(ballots, seats=1))
        if ours != theirs:
            self.told = [f"ballot: {' > '.join(each)}" for each in ballots]
            self._fail("ELC-03", f"counted by {self.method}", ours, theirs)

    def allocate(self, data: st.DataObject) -> None:
        """Tasks are divided."""
        codes = [f"agency-{n}" for n in range(data.draw(st.integers(1, 3)))]
        costs = st.dictionaries(st.sampled_from(codes), st.integers(0, 9), min_size=1)
        tasks = {f"task-{n}": data.draw(costs) for n in range(data.draw(st.integers(1, 4)))}
        capacities = {each: data.draw(st.integers(0, 3)) for each in codes}
        theirs = self.system.allocate(tasks, capacities)
        try:
            best = allocate(
                [Task(each, cost=cost) for each, cost in tasks.items()],
                [Agency(each, room) for each, room in capacities.items()],
            )
        except InfeasibleError as none:
            ours: object = f"nobody could: {none}"
            agrees = theirs is None
        else:
            ours = dict(best.assignments)
            agrees = theirs is not None and _fits(tasks, capacities, theirs, best.cost)
        if not agrees:
            self.told = [f"costs: {tasks}", f"capacities: {capacities}"]
            self._fail("TSK-02", "dividing tasks", ours, theirs)

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
        for seat in _SEATS if "holder_on" in self.offered else ():
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


def _fits(
    tasks: Mapping[str, Mapping[str, int]],
    capacities: Mapping[str, int],
    chosen: Mapping[str, str],
    best: int,
) -> bool:
    """Whether a division is one, and none is cheaper."""
    if set(chosen) != set(tasks) or any(chosen[each] not in tasks[each] for each in tasks):
        return False
    full = any(list(chosen.values()).count(each) > room for each, room in capacities.items())
    return not full and sum(tasks[each][chosen[each]] for each in tasks) == best


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
    shown = adapter if isinstance(adapter, type) else adapter(seats=_SEATS, on=_DAYS[0])
    offered = frozenset(each for each in METHODS if callable(getattr(shown, each, None)))
    if not offered & {"elect", *_QUESTIONS}:
        msg = f"the adapter offers none of elect, {', '.join(_QUESTIONS)}: nothing to judge"
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
    space["topics"] = topics + tuple(each for each in _QUESTIONS if each in offered)
    space["verbs"] = history
    return type("Conformance", (ConformanceMachine,), space)
