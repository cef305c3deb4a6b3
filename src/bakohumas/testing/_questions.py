from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from hypothesis import strategies as st

from bakohumas.elections import IRV, Acclamation, Majority, Method, count
from bakohumas.errors import InfeasibleError, SeatError
from bakohumas.law import Charter, Citation, Grade, Provision, Threshold, charter
from bakohumas.periods import Period
from bakohumas.programmes import Agency, Task, allocate
from bakohumas.testing._systems import Disagreement, System

SEATS: Final[tuple[str, ...]] = ("Ketua", "Sekretaris", "Bendahara")
Draw = Callable[[st.SearchStrategy[Any]], Any]
_DAY: Final = date(2016, 3, 1)


@cache
def rules() -> Charter:
    """The national charter, with three elected seats."""
    seats = Provision(
        "board.seats", SEATS, Period(None), Citation("default of this library"), Grade.X
    )
    return charter("national").override(seats, name="conformance")


def decide(system: System, draw: Draw, _method: Method) -> Disagreement | None:
    """A motion is put to those who signed."""
    members = tuple(f"member-{n}" for n in range(draw(st.integers(1, 9))))
    partners = tuple(f"partner-{n}" for n in range(draw(st.integers(0, 3))))
    signed = tuple(sorted(draw(st.sets(st.sampled_from([*members, *partners])))))
    present = [each for each in signed if each in members]
    absent = [each for each in members if each not in signed]
    some = st.sets(st.sampled_from(absent), max_size=2) if absent and present else st.just(set())
    mandates = {each: present[len(each) % len(present)] for each in sorted(draw(some))}
    said = st.sampled_from(("yes", "no", "abstain"))
    votes = {each: draw(said) for each in (*signed, *mandates)}
    partners_here = [each for each in signed if each in partners]
    quorum = _enough("meeting.quorum", len(members))

    def outcome(  # what it comes to, if some of it is read wrongly
        *,
        there: int = len(present),
        needed: int = quorum,
        voters: Sequence[str] = present,
        half: bool = False,
    ) -> str:
        if there < needed:
            return "no quorum"
        most = -(-len(voters) // 2) if half else _enough("decision.threshold", len(voters))
        return "carried" if sum(votes[each] == "yes" for each in voters) >= most else "lost"

    wrongly: dict[str, dict[str, Any]] = {
        "QRM-01": {"needed": -(-len(members) // 2)},
        "QRM-10": {"there": len(present) + len(mandates)},
        "QRM-12": {"there": len(signed)},
        "MEM-09": {"voters": [*present, *partners_here]},
        "DEC-03": {"half": True},
    }
    asked: dict[str, Any] = {
        "members": members,
        "partners": partners,
        "signed": signed,
        "mandates": mandates,
        "votes": votes,
    }
    ours, theirs = outcome(), system.decide(**asked)
    if theirs == ours:
        return None
    at_stake = "QRM-01" if "no quorum" in {ours, theirs} else "DEC-03"
    found = tuple(
        rule
        for rule, read in wrongly.items()
        if outcome(**read) == theirs and _misreads(system, rule)
    )
    history = tuple(f"{name}: {value}" for name, value in asked.items())
    return Disagreement(found or (at_stake,), "a motion", ours, theirs, history)


_TELLING: Final[Mapping[str, tuple[int, Mapping[str, str], Mapping[str, str]]]] = MappingProxyType(
    {
        "QRM-01": (4, {"member-0": "yes", "member-1": "yes"}, {}),
        "QRM-10": (3, {"member-0": "yes", "member-1": "yes"}, {"member-1": "member-0"}),
        "QRM-12": (3, {"member-0": "yes", "partner-0": "yes"}, {}),
        "MEM-09": (
            2,
            {
                "member-0": "no",
                "member-1": "no",
                **{f"partner-{number}": "yes" for number in range(3)},
            },
            {},
        ),
        "DEC-03": (2, {"member-0": "yes", "member-1": "no"}, {}),
    }
)
"""For each misreading the motion that is carried by it alone: members, votes and mandates."""


def _misreads(system: System, rule: str) -> bool:
    """Whether a system reads one rule wrongly, and no other instead."""
    members, votes, mandates = _TELLING[rule]
    said = system.decide(
        members=tuple(f"member-{n}" for n in range(members)),
        partners=tuple(each for each in votes if each.startswith("partner")),
        signed=tuple(each for each in votes if each not in mandates),
        mandates=mandates,
        votes=votes,
    )
    return said == "carried"


def _enough(key: str, base: int) -> int:
    return Threshold.parse(str(rules().value(key, on=_DAY))).of(base)


def law_of(method: Method) -> str:
    """The rule by which a method of counting is one."""
    if isinstance(method, Acclamation):
        return "ELC-02"
    absolute = isinstance(method, IRV) or (isinstance(method, Majority) and method.threshold)
    return "ELC-04" if absolute else "ELC-03"


def elected(system: System, draw: Draw, method: Method) -> Disagreement | None:
    """Ballots are counted; how ties are settled is a rule of its own, and not asked here."""
    names = ["Ani", "Budi", "Cici"][: draw(st.integers(2, 3))]
    paper = st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple)
    piles = draw(st.lists(st.tuples(paper, st.integers(1, 4)), min_size=3, max_size=5))
    ballots = [paper for paper, number in piles for _ in range(number)]
    seats = draw(st.integers(1, 2)) if fills_several(method) else 1
    result = count(ballots, method, seats, candidates=names)
    if result.ties or not result.elected:
        return None
    ours, theirs = set(result.elected), set(system.count(ballots, seats=seats))
    if ours == theirs:
        return None
    history = f"seats: {seats}", *(f"ballot: {' > '.join(each)}" for each in ballots)
    what = f"counted by {method}"
    return Disagreement((law_of(method),), what, ours, theirs, history)


def fills_several(method: Method) -> bool:
    """Whether a method fills more than one seat."""
    try:
        count([["Ani"], ["Budi"], ["Ani"]], method, 2)
    except (SeatError, ValueError):
        return False
    return True


def divided(system: System, draw: Draw, _method: Method) -> Disagreement | None:
    """Tasks are divided."""
    codes = [f"agency-{n}" for n in range(draw(st.integers(1, 3)))]
    costs = st.dictionaries(st.sampled_from(codes), st.integers(0, 9), min_size=1)
    tasks = {f"task-{n}": draw(costs) for n in range(draw(st.integers(1, 4)))}
    capacities = {each: draw(st.integers(0, 3)) for each in codes}
    theirs = system.allocate(tasks, capacities)
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
    history = f"costs: {tasks}", f"capacities: {capacities}"
    return None if agrees else Disagreement(("TSK-02",), "dividing tasks", ours, theirs, history)


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


QUESTIONS: Final[Mapping[str, Callable[[System, Draw, Method], Disagreement | None]]] = (
    MappingProxyType({"decide": decide, "count": elected, "allocate": divided})
)
"""What is asked without a history, by the method that answers."""
