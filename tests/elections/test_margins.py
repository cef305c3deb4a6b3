from collections.abc import Iterator
from itertools import combinations, permutations, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.elections import (
    IRV,
    STV,
    Acclamation,
    Approval,
    Base,
    Borda,
    EmptyBox,
    Kept,
    Majority,
    Method,
    Profile,
    RankedPairs,
    Runoff,
    Schulze,
    Strength,
    TieBreak,
    count,
    next_highest,
    pairwise,
)
from bakohumas.law import Threshold
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici")
EVERY = [ballot for size in (1, 2, 3) for ballot in permutations(PAPER, size)]
Ballots = list[tuple[Any, ...]]
SMALL = profiles(candidates=PAPER, min_valid=1, max_size=5)
LEVEL = profiles(candidates=PAPER, min_valid=1, max_size=5, level=True)
SHARES = st.sampled_from([Threshold.parse(text) for text in ("> 1/2", ">= 1/3", ">= 2/3")])


def single(profile: Profile) -> Ballots:
    """The valid ballots one by one."""
    return [ballot for ballot, number in profile.ballots() for _ in range(number)]


def others(ballots: Ballots, changed: int) -> Iterator[Ballots]:
    """The same ballots, so many of which are any other ones, those of one choice and full ones."""
    for places in combinations(range(len(ballots)), changed):
        for new in product(EVERY, repeat=changed):
            found = list(ballots)
            for place, ballot in zip(places, new, strict=True):
                found[place] = ballot
            yield found


def elects(ballots: Ballots, method: Method, seats: int) -> frozenset[str] | None:
    """Who is elected without any tie; nobody and a tie are no such answer."""
    result = count(Profile.of(ballots, candidates=PAPER), method, seats=seats)
    return frozenset(result.elected) if result.complete and result.elected else None


def shaken(ballots: Ballots, method: Method, seats: int) -> int:
    """The slow and obvious way: change one ballot, two, three, until somebody loses a seat."""
    now = elects(ballots, method, seats)
    return next(
        changed
        for changed in range(len(ballots) + 1)
        if any(elects(each, method, seats) != now for each in others(ballots, changed))
    )


@given(
    SMALL,
    st.integers(1, 2),
    st.sampled_from([Approval(), Approval(1), Approval(2, least=2), Borda()]),
)
def test_choices_and_points_tell_exactly_how_many(
    profile: Profile, seats: int, method: Method
) -> None:
    """By choices and by points, for one seat or several, it is what changing ballots finds."""
    result = count(profile, method, seats=seats)
    assume(result.complete and result.margin is not None and result.margin <= 2)
    cast = single(profile)
    if isinstance(method, Approval):  # ballots that it sets apart could be made fit as well
        assume(all(method.least <= len(each) <= (method.most or 3) for each in cast))

    assert result.margin == shaken(cast, method, seats)


@given(LEVEL, st.integers(1, 2))
def test_points_of_equal_preferences_are_gained_too(profile: Profile, seats: int) -> None:
    """A ballot with equal preferences swings by what it gives to each."""
    result = count(profile, Borda(), seats=seats)
    assume(result.complete and result.margin is not None and result.margin <= 2)

    assert result.margin == shaken(single(profile), Borda(), seats)


@given(SMALL, st.none() | SHARES)
def test_a_majority_at_once_tells_exactly_how_many(
    profile: Profile, threshold: Threshold | None
) -> None:
    """Until somebody draws level, or the number needed is missed."""
    method = Majority(threshold)
    result = count(profile, method)
    assume(result.complete and result.margin is not None and result.margin <= 2)

    assert result.margin == shaken(single(profile), method, 1)


@given(SMALL, SHARES, st.sampled_from([Runoff.TWO_ROUND, Runoff.EXHAUSTIVE, None]))
def test_in_a_run_off_so_many_are_enough(
    profile: Profile, threshold: Threshold, runoff: Runoff | None
) -> None:
    """Fewer may be: never more are needed than the last round says."""
    method = IRV(threshold) if runoff is None else Majority(threshold, runoff=runoff)
    result = count(profile, method)
    assume(result.complete and result.margin is not None and result.margin <= 2)

    assert result.margin is not None
    assert shaken(single(profile), method, 1) <= result.margin


@given(LEVEL, st.sampled_from([Schulze, RankedPairs]), st.sampled_from(Strength))
def test_whoever_beats_everybody_is_safe_for_so_many(
    profile: Profile, method: type[Schulze | RankedPairs], strength: Strength
) -> None:
    """Fewer other ballots leave whoever beats everybody in the seat."""
    result = count(profile, method(strength))
    assume(result.complete)
    if result.margin is None:
        assert pairwise(profile).winner is None
        return

    assume(result.margin <= 2)
    assert shaken(single(profile), method(strength), 1) >= result.margin


@given(profiles(min_valid=1, max_size=12, level=True), st.integers(1, 3))
def test_no_ballot_fewer_swings_the_points(profile: Profile, seats: int) -> None:
    """Of all pairs, the fewest ballots whose greatest swings make up the distance."""
    result = count(profile, Borda(), seats=seats, ties=TieBreak(order=profile.candidates))
    single_points = [
        dict(count(Profile.of([each], candidates=profile.candidates), Borda()).stages[0].tallies)
        for each in single(profile)
    ]
    found = []
    for won, lost in product(result.elected, set(profile.candidates) - set(result.elected)):
        apart = sum(points[won] - points[lost] for points in single_points)
        swings = sorted((30 + points[won] - points[lost] for points in single_points), reverse=True)
        found.append(next(n for n in range(len(swings) + 1) if sum(swings[:n]) >= apart))

    assert result.margin == min(found)


@pytest.mark.parametrize(
    ("votes", "method", "seats", "margin"),
    [
        ({("a",): 7, ("b",): 4}, Majority(None), 1, 2),
        ({("a",): 6, ("b",): 3, ("c",): 2}, Majority(), 1, 1),
        ({("a",): 6, ("b",): 3, ("c",): 2}, IRV(), 1, 3),
        ({("a",): 6, ("b",): 3, ("c",): 2}, Majority(runoff=Runoff.TWO_ROUND), 1, 3),
        ({("a",): 9, ("b",): 1}, Majority(base=Base.MEMBERS, of=15), 1, 2),
        ({("a", "b"): 9, ("c",): 4, ("d",): 1}, Approval(), 2, 3),
        ({("a",): 9, ("b",): 5, ("c",): 2}, Approval(1), 2, 2),
        ({("a", "b", "c"): 5, ("b", "a", "c"): 4}, Borda(), 1, 1),
        ({("a", "b", "c"): 9}, Borda(), 2, 3),
        ({("a",): 7, ("b",): 4}, Borda(), 1, 2),
        ({("a", "b", "c"): 5, ("b", "a", "c"): 4}, Schulze(), 1, 1),
        ({("a", "b"): 9}, Schulze(), 2, None),
        ({("a", "b"): 1, ("b", "a"): 1}, RankedPairs(), 1, None),
        ({("a",): 9, ("b",): 5}, STV(), 1, None),
        ({("a",): 3, ("b",): 3, ("c",): 2}, Majority(), 1, None),
        ({("a",): 3}, IRV(), 1, None),
        ({("a",): 3}, Borda(), 1, None),
        ({("a",): 3}, Acclamation(), 1, None),
    ],
)
def test_what_a_margin_is(
    votes: dict[tuple[str, ...], int], method: Method, seats: int, margin: int | None
) -> None:
    """By each method; none where it is not cheap, nobody is elected, or nobody lost."""
    ties = TieBreak(order=["a", "b"][: len(votes)]) if method == RankedPairs() else TieBreak()
    result = count(Profile.weighted(votes), method, seats=seats, ties=ties)

    assert result.margin == margin


def test_against_an_empty_box_the_number_needed_counts() -> None:
    """How many fewer would leave the candidate short of it, wherever they go."""
    votes = [["Ani"]] * 6 + [["Kotak Kosong"]] * 4
    paper = ["Ani", "Kotak Kosong"]

    assert count(votes, EmptyBox(), candidates=paper).margin == 1
    third = EmptyBox(threshold=Threshold.parse(">= 1/3"))
    assert count(votes, third, candidates=paper).margin == 3


def test_where_a_margin_says_nothing_there_is_none() -> None:
    """Under conditions, after a vacancy, and where a tie stopped the count; drawn, it is nought."""
    even = [["Ani"], ["Budi"]]
    kept = count(even, Approval(), guard=Kept(["Budi"]))
    then = count([["Ani"]] * 3 + [["Budi"]] * 2 + [["Cici"]], Majority(None))

    assert (kept.elected, kept.margin) == (("Budi",), None)
    assert next_highest(then, ["Ani"]).margin is None
    assert count(even, Approval()).margin is None
    assert count(even, Approval(), ties=TieBreak(lot="7")).margin == 0
