"""The golden corpus is what its tool draws, and the library and slow oracles agree with it."""

import json
import runpy
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations, permutations, product
from pathlib import Path
from typing import Any, Literal

import jsonschema
import pytest

from bakohumas.bodies import Body
from bakohumas.elections import (
    IRV,
    STV,
    Acclamation,
    Approval,
    Borda,
    Majority,
    Method,
    RankedPairs,
    Runoff,
    Schulze,
    count,
    runners_up,
)
from bakohumas.errors import BakohumasError, InfeasibleError, UnknownNameError
from bakohumas.law import Threshold, norms
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Routine, Task, allocate, schedule
from bakohumas.testing import History, RefusalError, histories
from bakohumas.testing._questions import SEATS, rules  # noqa: PLC2701 - the charter of the corpus
from bakohumas.testing._verbs import POOL  # noqa: PLC2701 - and who comes and goes
from little_systems import Right

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "bakohumas" / "testing" / "data"
Roll = Literal["following", "preceding"] | None
FOUNDED = date(2015, 11, 2)
METHODS: Mapping[str, Method] = {
    "acclamation": Acclamation(),
    "approval": Approval(),
    "borda": Borda(),
    "irv": IRV(),
    "plurality": Majority(None),
    "ranked_pairs": RankedPairs(),
    "run_off": Majority(),
    "schulze": Schulze(),
    "stv": STV(),
    "stv_exact": STV("exact"),
    "stv_meek": STV("meek"),
    "stv_wigm": STV("wigm", decimals=5),
}
OFFICES = {code: POOL[number] for number, code in enumerate("abcdex")}
CODES = {each.id: code for code, each in OFFICES.items()}


class Ours:
    """The library, as an adapter shows it."""

    def __init__(self) -> None:
        """Found a body with three elected seats."""
        self.body = Body.found("contoh", charter=rules(), on=FOUNDED, basis="invented")

    def change(self, verb: str, *told: Any, on: date, **more: Any) -> None:  # noqa: ANN401 - of any verb
        """Make a change, or refuse it."""
        try:
            self.body = getattr(self.body, verb)(*told, on=on, basis="invented", **more)
        except BakohumasError as no:
            raise RefusalError(str(no)) from no

    def admit(self, institution: str, *, on: date) -> None:
        """Let an institution be a member."""
        self.change("admit", OFFICES[institution], on=on)

    def withdraw(self, institution: str, *, on: date) -> None:
        """End its membership."""
        self.change("withdraw", OFFICES[institution].id, on=on)

    def elect(self, places: Mapping[str, str], *, on: date) -> None:
        """Elect a board."""
        self.change("elect", {seat: OFFICES[who] for seat, who in places.items()}, on=on)

    def vacate(self, seat: str, *, on: date) -> None:
        """Let a holder go."""
        self.change("vacate", seat, cause="resignation", on=on)

    def replace(self, seat: str, institution: str, *, on: date) -> None:
        """Fill a seat for the rest of the term."""
        self.change("replace", seat, OFFICES[institution], on=on)

    def act(self, seat: str, institution: str, *, on: date, until: date) -> None:
        """Let somebody stand in."""
        self.change("act", seat, OFFICES[institution], capacity="plt", until=until, on=on)

    def holder_on(self, seat: str, day: date) -> str | None:
        """Who holds a seat."""
        board = self.body.on(day).board
        held = board.holder(seat) if board else None
        return CODES[held.institution] if held else None

    def acting_on(self, seat: str, day: date) -> str | None:
        """Who stands in."""
        board = self.body.on(day).board
        acting = [each.institution for each in board.acting if each.seat == seat] if board else []
        return CODES[acting[0]] if acting else None

    def vacancies_on(self, day: date) -> list[str]:
        """What is vacant."""
        return [each.seat for each in self.body.on(day).vacancies]

    @staticmethod
    def decide(
        *,
        members: Sequence[str],
        partners: Sequence[str],  # noqa: ARG004 - who is a partner decides nothing
        signed: Sequence[str],
        mandates: Mapping[str, str],  # noqa: ARG004 - nor does a mandate
        votes: Mapping[str, str],
    ) -> str:
        """By the thresholds of the charter."""

        def enough(key: str, base: int) -> int:
            return Threshold.parse(str(rules().value(key, on=FOUNDED))).of(base)

        here = [each for each in signed if each in members]
        if len(here) < enough("meeting.quorum", len(members)):
            return "no quorum"
        yes = sum(votes[each] == "yes" for each in here)
        return "carried" if yes >= enough("decision.threshold", len(here)) else "lost"

    @staticmethod
    def count(ballots: Sequence[Sequence[str]], *, seats: int, method: str) -> tuple[str, ...]:
        """By the method asked for; a run-off between the first two is a second ballot."""
        result = count(ballots, METHODS[method], seats)
        if method != "run_off" or result.elected:
            return result.elected
        two = runners_up(result, 2)
        again = [
            [next(each for each in paper if each in two)] for paper in ballots if {*paper} & {*two}
        ]
        return count(again, Majority(None, runoff=Runoff.NONE)).elected

    @staticmethod
    def allocate(
        tasks: Mapping[str, Mapping[str, int]], capacities: Mapping[str, int]
    ) -> Mapping[str, str] | None:
        """At the least cost."""
        work = [Task(name, cost=cost) for name, cost in tasks.items() if cost]
        if len(work) < len(tasks):
            return None
        try:
            return allocate(work, [Agency(*each) for each in capacities.items()]).assignments
        except InfeasibleError:
            return None

    @staticmethod
    def occurrences(
        *, rule: str, start: date, end: date, holidays: Sequence[str], roll: Roll
    ) -> list[date]:
        """By the calendar."""
        period = Period(start, end)
        held = Routine("r", ("a routine", "rutin"), ["a"], rule, period, roll)
        free = [date.fromisoformat(each) for each in holidays]
        return [each.on for each in schedule([held], within=period, holidays=free).dues]


class Careful(Right):
    """The careful stranger of the other tests, who learns a few methods more."""

    def __init__(self) -> None:
        """Begin with the seats of the corpus."""
        super().__init__(seats=SEATS, on=FOUNDED)

    def replace(self, seat: str, institution: str, *, on: date) -> None:
        """Nobody follows where no term runs."""
        if not any(a <= on < b for a, b in self.terms):
            raise RefusalError("no term runs")
        super().replace(seat, institution, on=on)

    def allocate(
        self, tasks: Mapping[str, Mapping[str, int]], capacities: Mapping[str, int]
    ) -> Mapping[str, str] | None:
        """Every division tried."""
        tried = [
            dict(zip(tasks, each, strict=True))
            for each in product(capacities, repeat=len(tasks))
            if all(who in tasks[task] for task, who in zip(tasks, each, strict=True))
            and all(each.count(who) <= room for who, room in capacities.items())
        ]
        cost = {str(each): sum(tasks[task][who] for task, who in each.items()) for each in tried}
        return min(tried, key=lambda each: cost[str(each)]) if tried else None

    @staticmethod
    def count(  # type: ignore[override] # noqa: C901, PLR0912 - to be read against definitions
        ballots: Sequence[Sequence[str]], *, seats: int, method: str
    ) -> Sequence[str]:
        """The methods that fit on a page, by their definitions."""
        names = sorted({each for paper in ballots for each in paper})
        if method in {"plurality", "acclamation", "approval"}:
            weight = Counter(x for p in ballots for x in (p if method == "approval" else p[:1]))
            return [name for name, _ in weight.most_common(seats)]
        if method == "borda":
            points = {each: Fraction(0) for each in names}
            for paper in ballots:
                rest = [each for each in names if each not in paper]
                for place, each in enumerate(paper):
                    points[each] += len(names) - 1 - place
                for each in rest:
                    points[each] += Fraction(len(rest) - 1, 2)
            return [max(names, key=lambda each: points[each])]
        if method in {"irv", "run_off"}:
            left = [*names]
            while True:
                first = Counter(next((x for x in p if x in left), "") for p in ballots)
                best, votes = first.most_common(1)[0]
                if 2 * votes > sum(first[each] for each in left):
                    return [best]
                keep = [each for each, _ in first.most_common(2)]
                worst = min(left, key=lambda each: first[each])
                left = keep if method == "run_off" else [x for x in left if x != worst]
        above = {
            (one, two): sum(
                one in p and (two not in p or p.index(one) < p.index(two)) for p in ballots
            )
            for one, two in permutations(names, 2)
        }
        wins = {pair: votes for pair, votes in above.items() if votes > above[pair[1], pair[0]]}
        if method == "schulze":
            path = {pair: wins.get(pair, 0) for pair in above}
            for via, one, two in product(names, names, names):
                if len({via, one, two}) == 3:
                    path[one, two] = max(path[one, two], min(path[one, via], path[via, two]))
            return [a for a in names if all(path[a, b] >= path[b, a] for b in names if a != b)]
        locked: set[tuple[str, str]] = set()
        for pair in sorted(wins, key=lambda each: -wins[each]):
            closed = {*locked, pair}
            for via, one, two in product(names, repeat=3):
                if (one, via) in closed and (via, two) in closed:
                    closed.add((one, two))
            if not any((each, each) in closed for each in names):
                locked.add(pair)
        return [each for each in names if not any((other, each) in locked for other in names)]


def oracle(each: History) -> bool:
    """Whether the stranger knows how."""
    transfers = any(asked.get("method", "").startswith("stv") for asked in each.asked)
    return all(hasattr(Careful, need) for need in each.needs) and not transfers


@pytest.mark.parametrize("each", histories(), ids=str)
def test_the_library_gives_the_answers(each: History) -> None:
    """Every answer of the corpus is the library's."""
    assert each.play(Ours()) == ()


@pytest.mark.parametrize("each", [each for each in histories() if oracle(each)], ids=str)
def test_a_slow_oracle_gives_them_as_well(each: History) -> None:
    """What a stranger wrote from the words alone answers the same."""
    assert each.play(Careful()) == ()


def test_most_of_it_has_an_oracle() -> None:
    """All but transfers of votes, and the calendar."""
    without = {each.topic for each in histories() if not oracle(each)}

    assert without == {"count", "schedule"}
    assert sum(map(oracle, histories())) >= 70


def test_it_is_what_the_tool_draws() -> None:
    """The file that is shipped is drawn from the histories as written by hand."""
    drawn = runpy.run_path(str(ROOT / "tools" / "corpus.py"))["drawn"]()

    assert (DATA / "corpus.json").read_text("utf-8") == drawn


def test_it_follows_its_schema() -> None:
    """Anybody can read it, in any language; and it is small."""
    schema = json.loads((DATA / "corpus.schema.json").read_text("utf-8"))
    told = json.loads((DATA / "corpus.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(told, schema)

    assert (DATA / "corpus.json").stat().st_size < 100_000
    assert {rule for each in told["histories"] for rule in each["rules"]} == set(told["rules"])


def test_it_covers_what_it_says() -> None:
    """At least sixty histories; every topic; ids are unique; both languages; rules are known."""
    every = histories()
    topics = Counter(each.topic for each in every)
    methods = {asked.get("method") for each in every for asked in each.asked} - {None}

    assert len({each.id for each in every}) == len(every) >= 60
    assert min(topics.values()) >= 3
    assert methods == set(METHODS)
    assert all(each.explain() != each.explain("id") for each in every)
    assert {rule for each in every for rule in each.rules} <= set(norms())
    assert histories("term", "proxy") == tuple(e for e in every if e.topic in {"term", "proxy"})
    assert all(one.id != two.id for one, two in combinations(every, 2))


def test_an_unknown_topic_is_refused() -> None:
    """What there is, is told."""
    with pytest.raises(UnknownNameError, match="no topic is known as 'terms'"):
        histories("terms")


def test_a_wrong_system_is_told_where_it_differs() -> None:
    """What is refused and should not be, what is not and should, and another answer."""

    class Lax(Careful):
        """A system that fits everybody, and ends a term on the day itself."""

        def fit(self, holders: Sequence[str], on: date) -> None:
            """Fit anybody."""

        def holder_on(self, seat: str, day: date) -> str | None:
            """Nobody, ever."""

    by_id = {each.id: each for each in histories()}

    (differs,) = by_id["board/stranger"].play(Lax())
    assert differs.startswith("board/stranger: elect(places=")
    assert differs.endswith("on=2016-02-29) is not refused")
    assert by_id["term/leap-day-2016"].play(Lax())[0] == (
        "term/leap-day-2016: holder_on(seat=Ketua, day=2016-02-29): None, and not 'a'"
    )
    with pytest.raises(AttributeError, match="occurrences"):
        next(each for each in histories("schedule")).play(Careful())
