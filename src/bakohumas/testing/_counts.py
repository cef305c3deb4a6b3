from typing import Any, Final

from hypothesis import reject
from hypothesis import strategies as st

from bakohumas.elections import (
    STV,
    Apportionment,
    Barred,
    Base,
    Conditions,
    Constraint,
    Contest,
    Contested,
    Displaced,
    Draw,
    Duels,
    EmptyBox,
    Guard,
    Infeasible,
    Kept,
    Majority,
    Method,
    NextHighest,
    Office,
    Opening,
    Profile,
    Proof,
    Result,
    Share,
    Shortage,
    Slate,
    Stage,
    Succession,
    Tally,
    Team,
    Tie,
    TieBreak,
    Winner,
    apportion,
    count,
    fill,
    next_highest,
    pairwise,
)
from bakohumas.errors import BakohumasError
from bakohumas.interchange import BallotFile
from bakohumas.law import Threshold
from bakohumas.testing._contests import contests
from bakohumas.testing._elections import methods, profiles, ranked_ballots, tie_breaks
from bakohumas.testing._values import Makers, Told, parts, values

_PAPER: Final[tuple[str, ...]] = ("Ani", "Budi", "Cici", "Dodi")
_NAMES: Final[st.SearchStrategy[str]] = st.sampled_from(_PAPER)


@st.composite
def results(draw: st.DrawFn, *, seats: int | None = None) -> Result:
    """Counts by every method, some of them stopped by a tie.

    Args:
        draw: Given by Hypothesis.
        seats: How many are to be elected; one or two by default.
    """
    many = draw(st.integers(1, 2)) if seats is None else seats
    profile = draw(profiles(min_valid=1))
    return count(profile, draw(methods(seats=many)), many, ties=draw(tie_breaks()))


@st.composite
def _contested(draw: st.DrawFn) -> Contested:
    contest = draw(contests(seats=draw(st.integers(1, 2))))
    try:
        return contest.count(draw(profiles(min_valid=1)))
    except BakohumasError:
        reject()


@st.composite
def _conditions(draw: st.DrawFn) -> Conditions:
    people = draw(contests()).candidates
    many, least = draw(st.integers(1, 2)), draw(st.integers(0, 2))
    rules = [Constraint("kind", "soe", least, draw(st.none() | st.integers(max(least, 1), 3)))]
    return Conditions(rules[:many], people)


@st.composite
def _feasible(draw: st.DrawFn) -> Proof | Infeasible:
    conditions = draw(_conditions())
    some = draw(st.sets(_NAMES, min_size=1))
    return conditions.prove(sorted(some), seats=draw(st.integers(1, 2)))


@st.composite
def _tallies(draw: st.DrawFn) -> Tally:
    tally = Tally(_PAPER)
    for station in range(draw(st.integers(0, 3))):
        votes = draw(st.lists(ranked_ballots().filter(bool), max_size=4))
        tally = tally.add(f"TPS {station}", Profile.of(votes, candidates=_PAPER))
    return tally


@st.composite
def _next(draw: st.DrawFn) -> Result:
    first = draw(st.sampled_from(_PAPER))
    then = count([[first], [first], *([each] for each in _PAPER)], Majority(None))
    others = [each for each in _PAPER if each != first]
    order = draw(st.permutations(others))
    return next_highest(then, [first], ineligible=order[:1], ties=TieBreak(order=tuple(order)))


@st.composite
def _successions(draw: st.DrawFn) -> Succession:
    left, heir = draw(st.permutations(_PAPER))[:2]
    opening = Opening("Sekretaris", left)
    if draw(st.booleans()):
        return fill(opening, "appointment", who=heir)
    then = count([[left]] * 3 + [[heir, left]], STV("meek"), seats=1)
    return fill(opening, draw(st.sampled_from(["countback", "next_highest"])), then=then)


@st.composite
def _teams(draw: st.DrawFn) -> Team:
    contest = draw(contests())
    offices = [Office("Sekretaris"), Office("Bendahara")]
    leader, *_ = contest.candidates
    return Team(leader.id, (), offices, contest.candidates)


@st.composite
def _apportioned(draw: st.DrawFn) -> Apportionment:
    votes: dict[str, int] = draw(st.dictionaries(_NAMES, st.integers(0, 9), min_size=1))
    order = TieBreak(order=_PAPER)
    if not any(votes.values()):
        votes["Ani"] = 1
    return apportion(votes, draw(st.integers(1, 5)), draw(st.sampled_from(Share)), ties=order)


@st.composite
def _empty_boxes(draw: st.DrawFn) -> EmptyBox:
    share = draw(st.sampled_from([Threshold.parse("> 1/2"), Threshold.parse(">= 1/2")]))
    return EmptyBox("Kosong", share, draw(st.sampled_from([Base.VALID, Base.CAST])))


@st.composite
def _ballot_files(draw: st.DrawFn) -> BallotFile:
    withdrawn = draw(st.lists(_NAMES, max_size=1)) if draw(st.booleans()) else []
    titled = st.sampled_from(["", "Ketua"])
    return BallotFile(draw(profiles(min_valid=1)), draw(st.integers(1, 2)), withdrawn, draw(titled))


def _kinds(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a class
    """The methods of one kind among all."""
    return methods().filter(lambda each: isinstance(each, kind))


MAKERS: Final[Makers] = {
    Apportionment: _apportioned,
    BallotFile: _ballot_files,
    Barred: lambda: parts(Barred, contests().map(Contest.eligible)),
    Conditions: _conditions,
    Contest: lambda: st.integers(1, 2).flatmap(lambda seats: contests(seats=seats)),
    Contested: _contested,
    Displaced: lambda: st.builds(
        Displaced, _NAMES, st.lists(st.just(Constraint("kind", "soe", 1)), min_size=1).map(tuple)
    ),
    Draw: lambda: parts(Draw, tie_breaks()),
    Duels: lambda: profiles().map(pairwise),
    EmptyBox: _empty_boxes,
    Infeasible: lambda: parts(Infeasible, _feasible()),
    Kept: lambda: st.builds(Kept, st.lists(_NAMES, min_size=1, unique=True)),
    Majority: lambda: _kinds(Majority),
    Guard: lambda: st.one_of(_conditions(), values(Kept)),
    Method: methods,
    NextHighest: lambda: parts(NextHighest, _next()),
    Office: lambda: contests().map(lambda each: each.office),
    Profile: profiles,
    Proof: lambda: parts(Proof, _feasible()),
    Result: results,
    STV: lambda: _kinds(STV),
    Shortage: lambda: parts(Shortage, _feasible()),
    Slate: lambda: contests().map(Contest.eligible),
    Stage: lambda: parts(Stage, results()),
    Succession: _successions,
    Tally: _tallies,
    Team: _teams,
    Tie: lambda: parts(Tie, results()),
    TieBreak: tie_breaks,
    Winner: lambda: parts(Winner, results().map(lambda each: each.winners)),
}
FIELDS: Final[Told] = {}
WHOLE: Final[frozenset[type]] = frozenset()
