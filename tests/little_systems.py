"""Little registers, a right one and wrong ones, each with one fault that people make."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import product

from hypothesis import HealthCheck, Phase, settings

from bakohumas.testing import RefusalError

YEARS = 5


def after(start: date, years: int) -> date:
    """The same day so many years later; 28 February for a 29 February that there is not."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 2, 28)


def months_later(start: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    year, month = divmod(start.month - 1 + months, 12)
    for day in range(start.day, 27, -1):
        with suppress(ValueError):
            return date(start.year + year, month + 1, day)
    return date(start.year + year, month + 1, start.day)


class Right:
    """A register as somebody might write it: lists of stretches of days."""

    def __init__(self, *, seats: Sequence[str], on: date) -> None:
        """Begin with an empty one."""
        self.seats, self.founded = seats, on
        self.members: dict[str, list[list[date | None]]] = {}
        self.terms: list[tuple[date, date]] = []
        self.held: list[tuple[str, str, date, date]] = []
        self.acting: list[tuple[str, str, date, date]] = []

    def end(self, start: date) -> date:
        """The first day after a term."""
        return after(start, YEARS)

    def member(self, who: str, on: date) -> bool:
        """Whether somebody is a member on a day."""
        return any(a and a <= on and (b is None or on < b) for a, b in self.members.get(who, []))

    def admit(self, institution: str, *, on: date) -> None:
        """Let somebody be a member."""
        self.members.setdefault(institution, []).append([on, None])

    def withdraw(self, institution: str, *, on: date) -> None:
        """End a membership; what it holds falls vacant."""
        self.members[institution][-1][1] = on
        self.cut(lambda who, _: who == institution, on)

    def cut(self, chosen: Callable[[str, str], bool], on: date) -> None:
        """End what somebody holds."""
        self.held = [
            (who, seat, a, min(b, on) if chosen(who, seat) and a < on < b else b)
            for who, seat, a, b in self.held
            if not (chosen(who, seat) and a >= on)
        ]

    def fit(self, holders: Sequence[str], on: date) -> None:
        """Insist that members hold one seat each."""
        if len(set(holders)) < len(holders) or not all(self.member(who, on) for who in holders):
            raise RefusalError("not fit")

    def elect(self, places: Mapping[str, str], *, on: date) -> None:
        """Seat a board."""
        self.fit(list(places.values()), on)
        if any(on < b for _, b in self.terms):
            raise RefusalError("another board is in office")
        self.terms.append((on, self.end(on)))
        self.held += [(who, seat, on, self.end(on)) for seat, who in places.items()]

    def vacate(self, seat: str, *, on: date) -> None:
        """Let a holder go."""
        self.cut(lambda _, place: place == seat, on)

    def replace(self, seat: str, institution: str, *, on: date) -> None:
        """Fill a seat for the rest of the term."""
        others = [who for who, _, a, b in self.held if a <= on < b]
        if self.holder_on(seat, on) is not None:
            raise RefusalError("not vacant")
        self.fit([*others, institution], on)
        self.held.append((institution, seat, on, self.rest(on)))
        self.relieve(seat, on)

    def act(self, seat: str, institution: str, *, on: date, until: date) -> None:
        """Let somebody stand in on a vacant seat, for three months at most."""
        taken = self.holder_on(seat, on) or self.acting_on(seat, on)
        if taken or until > self.longest(on):
            raise RefusalError("nobody may act")
        self.acting.append((institution, seat, on, min(until, self.rest(on))))

    @staticmethod
    def longest(on: date) -> date:
        """The last end of a mandate."""
        return months_later(on, 3)

    def relieve(self, seat: str, on: date) -> None:
        """Let whoever acts be done with it."""
        self.acting = [
            (who, place, a, min(b, on) if place == seat else b) for who, place, a, b in self.acting
        ]

    def acting_on(self, seat: str, day: date) -> str | None:
        """Who stands in."""
        return next((w for w, place, a, b in self.acting if place == seat and a <= day < b), None)

    def rest(self, on: date) -> date:
        """The end of the term that runs."""
        return next(b for a, b in self.terms if a <= on < b)

    def holder_on(self, seat: str, day: date) -> str | None:
        """Who holds a seat."""
        return next((w for w, place, a, b in self.held if place == seat and a <= day < b), None)

    def vacancies_on(self, day: date) -> list[str]:
        """Which seats nobody holds."""
        return [seat for seat in self.seats if self.holder_on(seat, day) is None]

    def decide(
        self,
        *,
        members: Sequence[str],
        partners: Sequence[str],
        signed: Sequence[str],
        mandates: Mapping[str, str],
        votes: Mapping[str, str],
    ) -> str:
        """More than half of the members, more than half of those who signed."""
        there = [*self.present(members, partners, signed), *self.represented(mandates)]
        if len(there) < self.quorum(len(members)):
            return "no quorum"
        voters = self.voters(members, partners, signed)
        yes = sum(votes[who] == "yes" for who in voters)
        return "carried" if yes >= self.majority(len(voters)) else "lost"

    @staticmethod
    def present(
        members: Sequence[str], _partners: Sequence[str], signed: Sequence[str]
    ) -> list[str]:
        """Who is counted for the quorum."""
        return [who for who in signed if who in members]

    @staticmethod
    def represented(_mandates: Mapping[str, str]) -> list[str]:
        """Who is counted though absent: nobody."""
        return []

    @staticmethod
    def voters(
        members: Sequence[str], _partners: Sequence[str], signed: Sequence[str]
    ) -> list[str]:
        """Who has a vote."""
        return [who for who in signed if who in members]

    @staticmethod
    def quorum(members: int) -> int:
        """More than one half."""
        return members // 2 + 1

    @staticmethod
    def majority(present: int) -> int:
        """More than one half."""
        return present // 2 + 1

    def count(self, ballots: Sequence[Sequence[str]], *, seats: int) -> Iterable[str]:
        """Instant run-off, by the book."""
        del seats
        running = {name for ballot in ballots for name in ballot}
        while True:
            tops = Counter(dict.fromkeys(running, 0))
            tops.update(self.top(ballot, running) for ballot in ballots)
            del tops[""]
            best, most = tops.most_common(1)[0]
            if 2 * most > tops.total() or len(running) == 1:
                return [best]
            running.discard(self.last(tops))

    @staticmethod
    def top(ballot: Sequence[str], running: set[str]) -> str:
        """Whom a ballot is for."""
        return next((name for name in ballot if name in running), "")

    @staticmethod
    def last(tops: Mapping[str, int]) -> str:
        """Who goes out."""
        return min(tops, key=lambda name: tops[name])

    def allocate(
        self, tasks: Mapping[str, Mapping[str, int]], capacities: Mapping[str, int]
    ) -> Mapping[str, str] | None:
        """Try everything."""
        able = [
            chosen
            for chosen in product(*(sorted(costs) for costs in tasks.values()))
            if all(chosen.count(each) <= capacities[each] for each in chosen)
        ]
        best = min(able, default=None, key=lambda chosen: self.price(tasks, chosen))
        return None if best is None else dict(zip(tasks, best, strict=True))

    @staticmethod
    def price(tasks: Mapping[str, Mapping[str, int]], chosen: Sequence[str]) -> int:
        """What a division costs."""
        return sum(costs[each] for costs, each in zip(tasks.values(), chosen, strict=True))


class InclusiveEnd(Right):
    """It takes the end of a stretch for its last day."""

    def holder_on(self, seat: str, day: date) -> str | None:
        """Who holds a seat."""
        return next((w for w, place, a, b in self.held if place == seat and a <= day <= b), None)


class MissedLeapDay(Right):
    """It counts a year as 365 days where the day is missing."""

    def end(self, start: date) -> date:
        """The first day after a term."""
        return (
            date(start.year + 5, 3, 1)
            if (start.month, start.day) == (2, 29)
            else super().end(start)
        )


class DaysForYears(Right):
    """It takes five years for 1,825 days."""

    def end(self, start: date) -> date:
        """The first day after a term."""
        return start + timedelta(days=365 * YEARS)


class FourYears(Right):
    """It takes a term for four years."""

    def end(self, start: date) -> date:
        """The first day after a term."""
        return after(start, 4)


class DoubleHolder(Right):
    """It lets one institution hold two seats."""

    def fit(self, holders: Sequence[str], on: date) -> None:
        """Insist on members only."""
        if not all(self.member(who, on) for who in holders):
            raise RefusalError("not fit")


class TwoBoards(Right):
    """It elects a board while another one is in office."""

    def elect(self, places: Mapping[str, str], *, on: date) -> None:
        """Seat a board."""
        self.fit(list(places.values()), on)
        self.terms.append((on, self.end(on)))
        self.held += [(who, seat, on, self.end(on)) for seat, who in places.items()]


class Strangers(Right):
    """It seats whoever comes along."""

    def fit(self, holders: Sequence[str], on: date) -> None:
        """Insist on one seat each."""
        del on
        if len(set(holders)) < len(holders):
            raise RefusalError("not fit")


class RestartedTerm(Right):
    """Whoever replaces somebody gets five years."""

    def rest(self, on: date) -> date:
        """The end of a term that begins."""
        return self.end(on)


class StaysOn(Right):
    """An institution that has left keeps its seat."""

    def withdraw(self, institution: str, *, on: date) -> None:
        """End a membership."""
        self.members[institution][-1][1] = on


class ForgottenVacancy(Right):
    """It does not list a seat that was vacated."""

    def vacancies_on(self, day: date) -> list[str]:
        """Which seats nobody ever held."""
        return [
            seat
            for seat in self.seats
            if not any(place == seat and a <= day for _, place, a, _ in self.held)
        ]


class QuorumOffByOne(Right):
    """It takes one half for more than one half."""

    @staticmethod
    def quorum(members: int) -> int:
        """One half, rounded up."""
        return (members + 1) // 2


class VoteOfAPartner(Right):
    """It counts the votes of partners."""

    @staticmethod
    def voters(members: Sequence[str], partners: Sequence[str], signed: Sequence[str]) -> list[str]:
        """Everybody who signed."""
        return [who for who in signed if who in members or who in partners]


class PartnerInTheQuorum(Right):
    """It counts partners as present."""

    @staticmethod
    def present(
        members: Sequence[str], partners: Sequence[str], signed: Sequence[str]
    ) -> list[str]:
        """Everybody who signed."""
        return [who for who in signed if who in members or who in partners]


class ProxyCounted(Right):
    """It counts a mandate as somebody present."""

    @staticmethod
    def represented(mandates: Mapping[str, str]) -> list[str]:
        """Those who gave a mandate."""
        return list(mandates)


class HalfCarries(Right):
    """It takes one half of the votes for a majority."""

    @staticmethod
    def majority(present: int) -> int:
        """One half, rounded up."""
        return (present + 1) // 2


class FirstPastThePost(Right):
    """It reads first preferences only."""

    def count(self, ballots: Sequence[Sequence[str]], *, seats: int) -> Iterable[str]:
        """The most first preferences."""
        del seats
        return [Counter(ballot[0] for ballot in ballots).most_common(1)[0][0]]


class ThrowsOutTheBest(Right):
    """It excludes whoever has the most."""

    @staticmethod
    def last(tops: Mapping[str, int]) -> str:
        """Who goes out."""
        return max(tops, key=lambda name: tops[name])


class FirstAble(Right):
    """It gives each task to whoever comes first."""

    @staticmethod
    def price(tasks: Mapping[str, Mapping[str, int]], chosen: Sequence[str]) -> int:
        """Nothing costs anything."""
        del tasks, chosen
        return 0


class Overloads(Right):
    """It does not know that anybody can be full."""

    def allocate(
        self, tasks: Mapping[str, Mapping[str, int]], capacities: Mapping[str, int]
    ) -> Mapping[str, str] | None:
        """Everybody can do everything."""
        return super().allocate(tasks, dict.fromkeys(capacities, len(tasks)))


class ForgetsATask(Right):
    """It leaves the last task to nobody."""

    def allocate(
        self, tasks: Mapping[str, Mapping[str, int]], capacities: Mapping[str, int]
    ) -> Mapping[str, str] | None:
        """All but one."""
        found = super().allocate(tasks, capacities)
        return found and dict(list(found.items())[:-1])


class EverMember(Right):
    """Whoever was a member once is one."""

    def member(self, who: str, on: date) -> bool:
        """Whether somebody ever was a member."""
        del on
        return who in self.members


class BackOnTheSeat(Right):
    """A member that comes back finds its seat again."""

    def admit(self, institution: str, *, on: date) -> None:
        """Let somebody be a member, and sit."""
        super().admit(institution, on=on)
        for who, seat, _, _ in [*self.held]:
            runs = any(a <= on < b for a, b in self.terms)
            if who == institution and runs and self.holder_on(seat, on) is None:
                self.held.append((who, seat, on, self.rest(on)))


class LeavesADayLate(Right):
    """It takes the day of a resignation for the last day on the seat."""

    def vacate(self, seat: str, *, on: date) -> None:
        """Let a holder go."""
        super().vacate(seat, on=on + timedelta(1))


class ElectsADayLate(Right):
    """It lets the next board wait for a day."""

    def elect(self, places: Mapping[str, str], *, on: date) -> None:
        """Seat a board."""
        if any(on == b for _, b in self.terms):
            raise RefusalError("another board was in office yesterday")
        super().elect(places, on=on)


class OutAfterTheEnd(Right):
    """It tells of no vacancy where no board is in office any more."""

    def vacancies_on(self, day: date) -> list[str]:
        """Which seats nobody holds, unless a term has ended."""
        begun = [b for a, b in self.terms if a <= day]
        return super().vacancies_on(day) if not begun or day < max(begun) else []


class EmptyAtFirst(Right):
    """It tells of no vacancy before the first election."""

    def vacancies_on(self, day: date) -> list[str]:
        """Which seats nobody holds, once there was a board."""
        return super().vacancies_on(day) if any(a <= day for a, _ in self.terms) else []


class ActsForever(Right):
    """Who stands in goes on when the seat is filled."""

    def relieve(self, seat: str, on: date) -> None:
        """Nobody is done with it."""


class ActsADayMore(Right):
    """It takes the end of a mandate for its last day."""

    def acting_on(self, seat: str, day: date) -> str | None:
        """Who stands in."""
        return next((w for w, place, a, b in self.acting if place == seat and a <= day <= b), None)


class ActsFourMonths(Right):
    """It lets a mandate last for four months."""

    @staticmethod
    def longest(on: date) -> date:
        """The last end of a mandate."""
        return months_later(on, 4)


class ActingHolds(Right):
    """It takes whoever stands in for the holder."""

    def holder_on(self, seat: str, day: date) -> str | None:
        """Who holds a seat, or stands in."""
        return super().holder_on(seat, day) or self.acting_on(seat, day)


FAULTS: dict[type[Right], set[str]] = {
    InclusiveEnd: {"TRM-03", "TRM-04"},
    MissedLeapDay: {"TRM-04"},
    DaysForYears: {"TRM-03", "TRM-04"},
    FourYears: {"TRM-01"},
    DoubleHolder: {"BRD-10"},
    TwoBoards: {"TRM-05"},
    ElectsADayLate: {"TRM-05"},
    Strangers: {"BRD-01", "MEM-10"},
    EverMember: {"MEM-10"},
    RestartedTerm: {"TRM-10"},
    StaysOn: {"MEM-10"},
    BackOnTheSeat: {"BRD-02"},
    LeavesADayLate: {"BRD-11"},
    ForgottenVacancy: {"TRM-06"},
    OutAfterTheEnd: {"TRM-06"},
    EmptyAtFirst: {"BRD-11"},
    ActsForever: {"ACT-01"},
    ActsADayMore: {"ACT-04"},
    ActsFourMonths: {"ACT-04"},
    ActingHolds: {"ACT-01"},
    QuorumOffByOne: {"QRM-01"},
    VoteOfAPartner: {"MEM-09"},
    PartnerInTheQuorum: {"QRM-12"},
    ProxyCounted: {"QRM-10"},
    HalfCarries: {"DEC-03"},
    FirstPastThePost: {"ELC-04"},
    ThrowsOutTheBest: {"ELC-04"},
    FirstAble: {"TSK-02"},
    Overloads: {"TSK-02"},
    ForgetsATask: {"TSK-02"},
}
"""Each wrong one, and what is named when it is found out: the rule, and where there are two,
whichever the history turns on: a term from a leap day, a stranger who was a member once."""

HUNT = settings(
    deadline=None,
    phases=[Phase.generate],  # shrinking would tell it shorter, and take longer
    max_examples=400,
    stateful_step_count=20,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
    report_multiple_bugs=False,
)
"""How the oracle looks for a fault: the same way each time."""
