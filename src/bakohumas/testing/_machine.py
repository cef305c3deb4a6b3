import pickle
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bakohumas.bodies import Body, Role, Selection, Snapshot, replay
from bakohumas.errors import BakohumasError, RefusedError
from bakohumas.law import charter
from bakohumas.periods import overlaps
from bakohumas.testing import _verbs as verbs
from bakohumas.testing._verbs import Draw, Moment, Verb

_OLDER = 8


class BodyMachine(RuleBasedStateMachine):
    """Bodies driven through random years by every verb, with the laws that no history breaks.

    After each step, and at the end on every day on which something changed and the days
    beside it: a seat has one definitive holder or is vacant, terms are disjoint, the roll
    holds members alone and those elected are on it, replay equals the living body, what
    was known on a day is what had been recorded by then, older values are as they were,
    and whatever was refused says what, why, on which basis, and what to do next.

    Attributes:
        body: The body as it stands.
        today: The day of the last record.
        refused: How often each verb was refused.

    Examples:
        >>> from hypothesis import settings
        >>> from hypothesis.stateful import run_state_machine_as_test
        >>> run_state_machine_as_test(BodyMachine,
        ...     settings=settings(max_examples=2, stateful_step_count=5, deadline=None))
    """

    def __init__(self) -> None:
        super().__init__()
        self.today: date = date(2015, 11, 2)
        self.body: Body = Body.found(
            "contoh", charter=charter("national"), on=self.today, basis="SK 1/2015 (invented)"
        )
        self.refused: Counter[str] = Counter()
        self._older: list[tuple[Body, date, tuple[object, ...]]] = []
        self._fresh: set[date] = set()

    @initialize(data=st.data())
    def found(self, data: st.DataObject) -> None:
        """Bring a body into being, or open its register in mid-life."""
        self.body = Draw(data.draw).founded()
        self.today = self.body.events[-1].recorded
        self._fresh = {self.body.opened}

    def _happens(self, verb: Verb, data: st.DataObject) -> None:
        dice, before = Draw(data.draw), self.body
        when = _living(dice, before, self.today)
        if when is None:
            return
        history, facts = before.events, BodyMachine.told(before, when.first)
        _known(before, dice.one(*history).recorded, when.first)
        try:
            self.body = verb(dice, before, when)
        except BakohumasError as no:
            self.refused[verb.__name__] += 1
            said = attrs.astuple(no) if isinstance(no, RefusedError) else (str(no),)
            _law(all(said), f"{no!r} says what, why, on which basis, and what to do next")
        else:
            self.today = when.today
            self._remember(before, when.first, facts)
            last = self.body.events[-1]
            self._fresh = {last.on, last.by or last.on, when.first, when.today}
        _law(before.events == history, f"{verb.__name__} leaves the history as it was")
        _law(
            BodyMachine.told(before, when.first) == facts,
            f"{verb.__name__} leaves the body as it was",
        )

    @staticmethod
    def told(body: Body, day: date, *, known: date | None = None) -> tuple[object, ...]:
        """What a body says of a day, part by part; the words of the refusal where it says no.

        Args:
            body: The body.
            day: The day.
            known: As its register knew it on this day.
        """
        try:
            now = body.on(day, known=known)
        except BakohumasError as no:
            return (str(no),)
        taking_part = now.register, now.partners, now.guests
        return *taking_part, now.board, now.vacancies, now.lapsed_since, now.secretariat

    def _remember(self, body: Body, day: date, facts: tuple[object, ...]) -> None:
        self._older = [*self._older[1 - _OLDER :], (body, day, facts)]

    @rule(data=st.data())
    def go_on_from_an_older_body(self, data: st.DataObject) -> None:
        """Take up an older value again: what follows is another history."""
        if self._older:
            self._remember(self.body, self.today, BodyMachine.told(self.body, self.today))
            self.body, _, _ = data.draw(st.sampled_from(self._older[:-1]))

    @rule(data=st.data())
    def admit(self, data: st.DataObject) -> None:
        """Somebody comes to take part."""
        self._happens(verbs.admit, data)

    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        """An agency or a unit leaves."""
        self._happens(verbs.withdraw, data)

    @rule(data=st.data())
    def succeed(self, data: st.DataObject) -> None:
        """An agency is no more."""
        self._happens(verbs.succeed, data)

    @rule(data=st.data())
    def represent(self, data: st.DataObject) -> None:
        """An agency names who speaks for it."""
        self._happens(verbs.represent, data)

    @rule(data=st.data())
    def keep_secretariat(self, data: st.DataObject) -> None:
        """The body gets a secretariat, or gives it up."""
        self._happens(verbs.keep_secretariat, data)

    @rule(data=st.data())
    def seat(self, data: st.DataObject) -> None:
        """The holder of a post takes the seat that goes with it."""
        self._happens(verbs.seat, data)

    @rule(data=st.data())
    def elect(self, data: st.DataObject) -> None:
        """A board is elected."""
        self._happens(verbs.elect, data)

    @rule(data=st.data())
    def lay_down(self, data: st.DataObject) -> None:
        """The board is laid down by decree."""
        self._happens(verbs.lay_down, data)

    @rule(data=st.data())
    def appoint(self, data: st.DataObject) -> None:
        """Somebody is appointed."""
        self._happens(verbs.appoint, data)

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        """Somebody stands in."""
        self._happens(verbs.act, data)

    @rule(data=st.data())
    def replace(self, data: st.DataObject) -> None:
        """A vacant seat is filled for the rest of the term."""
        self._happens(verbs.replace, data)

    @rule(data=st.data())
    def hand_over(self, data: st.DataObject) -> None:
        """A post gets another holder."""
        self._happens(verbs.hand_over, data)

    @rule(data=st.data())
    def vacate(self, data: st.DataObject) -> None:
        """Somebody leaves a seat."""
        self._happens(verbs.vacate, data)

    @rule(data=st.data())
    def inaugurate(self, data: st.DataObject) -> None:
        """The board is installed."""
        self._happens(verbs.inaugurate, data)

    @rule(data=st.data())
    def declare_demisioner(self, data: st.DataObject) -> None:
        """The board is discharged."""
        self._happens(verbs.declare_demisioner, data)

    @rule(data=st.data())
    def lapse(self, data: st.DataObject) -> None:
        """The body lapses."""
        self._happens(verbs.lapse, data)

    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        """Another charter governs from now on."""
        self._happens(verbs.amend, data)

    @rule(data=st.data())
    def strike(self, data: st.DataObject) -> None:
        """A record turns out to be of something that never happened."""
        self._happens(verbs.strike, data)

    @rule(data=st.data())
    def put_right(self, data: st.DataObject) -> None:
        """A record turns out to be of another day."""
        self._happens(verbs.put_right, data)

    @rule(data=st.data())
    def dissolve(self, data: st.DataObject) -> None:
        """The body comes to its end, now and then."""
        self._happens(verbs.dissolve, data)

    @invariant()
    def laws(self) -> None:
        """What holds on the days that the last step was about."""
        _hold(self.body, self._fresh)
        for older, day, facts in self._older:
            _law(BodyMachine.told(older, day) == facts, "older values are as they were")
        self._fresh = set()

    def teardown(self) -> None:
        """What holds on every day on which something changed."""
        ends = {term.period.end for term in self.body.terms if term.period.end}
        _hold(self.body, ends | {event.on for event in self.body.events})
        thawed = pickle.loads(pickle.dumps(self.body))  # noqa: S301 - its own
        _law(thawed == self.body, "a body can be pickled")


def _living(dice: Draw, body: Body, today: date) -> Moment | None:
    """The next moment at which something can be told of a body, if there is one."""
    when = dice.moment(body, today)
    return when if body.dissolved is None or when.first < body.dissolved else None


def _hold(body: Body, days: Iterable[date]) -> None:
    """Insist on the laws of a body, around some days."""
    events = body.events
    twin = replay(events)
    _law(twin == body, "replay gives the living body")
    _law(overlaps(term.period for term in body.terms) == (), "terms are disjoint")
    for seat in {each.seat for each in body.appointments}:
        held = [each.period for each in body.appointments if each.seat == seat]
        _law(overlaps(held) == (), f"one definitive holder of {seat} a day")
    around = {day + timedelta(days=beside) for day in days for beside in (-1, 0, 1)}
    for day in sorted(around):
        if body.opened <= day < (body.dissolved or date.max):
            now = body.on(day)
            _law(twin.on(day) == now, f"replay gives the same {day}")
            _consistent(now)
            _law(now.board is None or _told_twice(now, body), f"both tell the same of {day}")


def _consistent(now: Snapshot) -> None:
    """Insist that what a body says of one day fits together."""
    board = now.board
    held = board.appointments if board else ()
    titles = [*(each.seat for each in held), *(each.seat for each in now.vacancies)]
    _law(sorted(titles) == sorted(now.titles), "a seat is held once, or vacant")
    roles = (now.register, Role.MEMBER), (now.partners, Role.PARTNER), (now.guests, Role.GUEST)
    for register, role in roles:
        _law(all(each.role is role for each in register), f"only a {role} stands among them")
    everybody = [each for register, _ in roles for each in register.institutions]
    _law(len(everybody) == len(set(everybody)), "nobody takes part in two roles")
    for each in held:
        bound = each.selection is not Selection.ELECTED or each.institution in now.register
        _law(bound, f"{each.holder}, elected, is a member")
        _law(each.strategic or bool(each.post), f"{each.holder} on a seat is no stand-in")


def _told_twice(now: Snapshot, body: Body) -> bool:
    """Whether the day and the whole history tell the same of who is on which seat."""
    board = now.board
    said = (*board.appointments, *board.acting) if board else ()
    told = [each for each in (*body.appointments, *body.acting) if now.day in each.period]
    return sorted(map(repr, said)) == sorted(map(repr, told))


def _known(body: Body, known: date, day: date) -> None:
    """Insist that what was known of a day is what had been recorded by then."""
    past = tuple(event for event in body.events if event.recorded <= known)
    _law(
        BodyMachine.told(body, day, known=known) == BodyMachine.told(replay(past), day),
        f"as known on {known}, {day} is what was recorded by then",
    )


def _law(holds: bool, words: str) -> None:  # noqa: FBT001 - as assert has it
    assert holds, words  # noqa: S101 - a law
