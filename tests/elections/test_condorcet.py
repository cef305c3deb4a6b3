from fractions import Fraction
from itertools import pairwise as neighbours
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import (
    Borda,
    Profile,
    RankedPairs,
    Schulze,
    Strength,
    TieBreak,
    Unit,
    count,
    pairwise,
)
from bakohumas.testing import profiles, tie_breaks

PAPER = ("Ani", "Budi", "Cici", "Dodi")
CIRCLE = {("Ani", "Budi", "Cici"): 1, ("Budi", "Cici", "Ani"): 1, ("Cici", "Ani", "Budi"): 1}
Strong = tuple[int, int]


def place_of(name: str, ballot: tuple[object, ...]) -> int:
    """Where a ballot puts somebody; whoever it leaves out stands last."""
    for place, group in enumerate(ballot):
        if name == group or (isinstance(group, tuple) and name in group):
            return place
    return len(ballot)


def slow_pairwise(profile: Profile) -> dict[tuple[str, str], int]:
    """Each pair on each ballot."""
    return {
        (one, two): sum(
            number
            for ballot, number in profile.ballots()
            if place_of(one, ballot) < place_of(two, ballot)
        )
        for one, two in product(profile.candidates, repeat=2)
        if one != two
    }


def defeats(profile: Profile, strength: Strength) -> dict[tuple[str, str], Strong]:
    """How strong each defeat is; (0, 0) where there is none."""
    above = slow_pairwise(profile)
    found = {}
    for (one, two), votes in above.items():
        against = above[two, one]
        strong = (votes, votes - against) if strength is Strength.WINNING else (votes - against, 0)
        found[one, two] = strong if votes > against else (0, 0)
    return found


def slow_schulze(profile: Profile, strength: Strength) -> set[str]:
    """By the definition: every chain without repetition, as strong as its weakest link."""
    links = defeats(profile, strength)
    best: dict[tuple[str, str], Strong] = {}
    for size in range(2, len(profile.candidates) + 1):
        for chain in permutations(profile.candidates, size):
            weakest = min(links[pair] for pair in neighbours(chain))
            ends = chain[0], chain[-1]
            best[ends] = max(best.get(ends, (0, 0)), weakest)
    return {
        one
        for one in profile.candidates
        if all(best[one, two] >= best[two, one] for two in profile.candidates if two != one)
    }


def leads(locked: set[tuple[str, str]], one: str, two: str) -> bool:
    """Whether a chain of locked defeats leads from one to the other."""
    seen, edge = {one}, [one]
    while edge:
        here = edge.pop()
        for start, end in locked:
            if start == here and end not in seen:
                seen.add(end)
                edge.append(end)
    return two in seen and one != two


def slow_ranked_pairs(profile: Profile, strength: Strength) -> set[str]:
    """Lock class by class; leave out whatever lies on a circle."""
    links = defeats(profile, strength)
    locked: set[tuple[str, str]] = set()
    for strong in sorted({each for each in links.values() if each[0]}, reverse=True):
        alike = {pair for pair, each in links.items() if each == strong}
        together = locked | alike
        locked |= {(one, two) for one, two in alike if not leads(together, two, one)}
    return {one for one in profile.candidates if not any(end == one for _, end in locked)}


@given(profiles(level=True))
def test_the_matrix_is_what_the_ballots_say(profile: Profile) -> None:
    """Each pair, ballot by ballot, with equal preferences and those left out."""
    duels = pairwise(profile)

    assert {(row["candidate"], row["over"]): row["votes"] for row in duels.rows()} == slow_pairwise(
        profile
    )


@pytest.mark.parametrize("size", [5, 20, 130])
@pytest.mark.parametrize("weights", [1, 9])
def test_lanes_give_what_single_ballots_give(size: int, weights: int) -> None:
    """Many different ballots, weighted or not; also with more candidates than lanes rank."""
    dice = Random(size)
    paper = [f"c{number}" for number in range(size)]
    ballots = [
        (tuple(dice.sample(paper, dice.randint(1, min(size, 8)))), dice.randint(1, weights))
        for _ in range(150)
    ]
    profile = Profile.weighted(ballots, candidates=paper)
    duels = pairwise(profile)
    few = paper[:6]

    assert all(
        duels.votes(one, over=two)
        == sum(n for b, n in profile.ballots() if place_of(one, b) < place_of(two, b))
        for one, two in product(few, repeat=2)
        if one != two
    )


def test_lanes_without_weights_give_the_same() -> None:
    """Every ranking of five, once each: all pairs are level."""
    every = Profile.of([list(ballot) for ballot in permutations("abcde")])

    assert {row["votes"] for row in pairwise(every).rows()} == {60}
    assert len(Schulze().winners(every)) == len(RankedPairs().winners(every)) == 5


@given(profiles(min_valid=1, level=True), st.sampled_from(Strength))
def test_schulze_elects_by_its_definition(profile: Profile, strength: Strength) -> None:
    """The strongest of all chains, listed one by one."""
    assert set(Schulze(strength).winners(profile)) == slow_schulze(profile, strength)


@given(profiles(min_valid=1, level=True), st.sampled_from(Strength))
def test_ranked_pairs_lock_by_their_definition(profile: Profile, strength: Strength) -> None:
    """Equal defeats are looked at together, and circles are left out."""
    assert set(RankedPairs(strength).winners(profile)) == slow_ranked_pairs(profile, strength)


@given(profiles(min_valid=1, level=True), tie_breaks())
def test_winners_are_a_set_and_several_are_a_tie(profile: Profile, ties: TieBreak) -> None:
    """A lot picks one of the set; without one the count stops and names the whole set."""
    for method in (Schulze(), RankedPairs()):
        winners = method.winners(profile)
        plain, drawn = count(profile, method), count(profile, method, ties=ties)

        assert plain.elected == winners if len(winners) == 1 else plain.tie
        assert plain.tie is None or plain.tie.tied == winners
        assert not drawn.complete or drawn.winner in winners


def test_a_circle_is_a_tie_of_all() -> None:
    """Three who beat each other in turn, equally strongly, all win."""
    profile = Profile.weighted(CIRCLE)
    result = count(profile, Schulze())

    assert pairwise(profile).winner is None
    assert Schulze().winners(profile) == RankedPairs().winners(profile) == ("Ani", "Budi", "Cici")
    assert result.stages[0].unit is Unit.WINS
    assert result.explain().splitlines()[0] == (
        "Round 1: wins over others; Ani 0, Budi 0 and Cici 0; Ani, Budi and Cici tied beaten by "
        "none of the others; nothing agreed beforehand settles it, and the count stopped."
    )
    assert "seri tidak dikalahkan calon lainnya" in result.explain("id")


def test_seats_are_filled_in_the_order_of_the_comparison() -> None:
    """Whoever is beaten only by those elected is next; several at once where there is room."""
    profile = Profile.weighted({("Ani", "Budi", "Cici"): 3, ("Ani", ("Budi", "Cici")): 1})
    line = count(profile, Schulze(), seats=3)
    level = count([["Ani", ("Budi", "Cici")]], RankedPairs(), seats=3)

    assert line.elected == ("Ani", "Budi", "Cici")
    assert [stage.who for stage in level.stages] == [("Ani",), ("Budi", "Cici")]
    assert "Budi and Cici were beaten by nobody left and were elected" in level.explain()
    assert "Budi dan Cici tidak dikalahkan calon lain yang tersisa dan terpilih" in level.explain(
        "id"
    )


def test_methods_of_pairs_have_names() -> None:
    """In both languages, with the strength in the rule."""
    assert [str(each) for each in (Schulze("margins"), RankedPairs())] == [
        "schulze margins",
        "ranked pairs winning",
    ]
    assert (Schulze().label("id"), RankedPairs().label("id")) == (
        "metode Schulze",
        "pasangan berperingkat",
    )
    with pytest.raises(ValueError, match="strength must be one of winning, margins, got 'ratio'"):
        Schulze("ratio")


def slow_borda(profile: Profile) -> dict[str, Fraction]:
    """Every candidate gets a point for each one below, and half of one for each on a level."""
    points = dict.fromkeys(profile.candidates, Fraction(0))
    for ballot, number in profile.ballots():
        for one, two in product(profile.candidates, repeat=2):
            if one != two:
                mine, other = place_of(one, ballot), place_of(two, ballot)
                points[one] += number * (
                    1 if mine < other else Fraction(1, 2) if mine == other else 0
                )
    return points


@given(profiles(min_valid=1, level=True))
def test_points_are_the_rivals_below(profile: Profile) -> None:
    """Borda's points by place are those by pair, and all points are given out."""
    stage = count(profile, Borda(), seats=4).stages[0]

    assert {name: Fraction(points, 10) for name, points in stage.tallies} == slow_borda(profile)
    assert stage.in_play == profile.valid * 4 * 3 * 5
    assert Borda().label("id") == "hitungan Borda"
