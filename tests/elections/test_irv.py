from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import IRV, Acclamation, Action, How, Profile, TieBreak, count
from bakohumas.errors import SeatError
from bakohumas.law import Threshold
from bakohumas.testing import profiles, ranked_ballots, tie_breaks

PAPER = ("Ani", "Budi", "Cici", "Dodi")


def slow_irv(
    ballots: list[tuple[str, ...]], candidates: tuple[str, ...], order: tuple[str, ...] | None
) -> tuple[str, ...]:
    """The winner by the rule as one would explain it, or whoever is tied when it stops."""
    rounds: list[dict[str, int]] = []
    left = list(candidates)
    while True:
        votes = dict.fromkeys(left, 0)
        for ballot in ballots:
            standing = [name for name in ballot if name in left]
            if standing:
                votes[standing[0]] += 1
        for name in left:
            if 2 * votes[name] > sum(votes.values()):
                return (name,)
        rounds.append(votes)
        least = [name for name in left if votes[name] == min(votes.values())]
        if votes[least[0]] == 0:
            left = [name for name in left if name not in least]
            continue
        for earlier in reversed(rounds):
            lowest = min(earlier[name] for name in least)
            least = [name for name in least if earlier[name] == lowest]
        if len(least) > 1:
            if order is None:
                return tuple(least)
            least = [max(least, key=order.index)]
        left.remove(least[0])


def same_as_slow(profile: Profile, order: tuple[str, ...] | None) -> bool:
    """Whether the fast count agrees with the slow one, at ties as well."""
    single = [ballot for ballot, number in profile.ballots() for _ in range(number)]
    result = count(profile, IRV(), ties=TieBreak(order=order or ()))
    outcome = result.tie.left if result.tie else result.elected
    return outcome == slow_irv(single, profile.candidates, order)


@given(profiles(min_valid=1), st.none() | st.permutations(PAPER).map(tuple))
def test_the_fast_count_is_the_slow_count(profile: Profile, order: tuple[str, ...] | None) -> None:
    """Bytes and piles give what the obvious program gives."""
    assert same_as_slow(profile, order)


@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_small_elections_agree_with_the_slow_count(seed: int) -> None:
    """Small random profiles, most of them with ties, stopped and settled."""
    dice = Random(seed)
    for _ in range(1000):
        paper = PAPER[: dice.randint(1, 4)] + ("Edo", "Fani")[: dice.randint(0, 2)]
        ballots = [
            dice.sample(paper, dice.randint(1, len(paper))) for _ in range(dice.randint(1, 14))
        ]
        order = tuple(dice.sample(paper, len(paper))) if dice.random() < 0.5 else None

        assert same_as_slow(Profile.of(ballots, candidates=paper), order)


@given(profiles(min_valid=1), tie_breaks())
def test_no_vote_is_lost_or_found_at_any_stage(profile: Profile, ties: TieBreak) -> None:
    """Tallies and exhausted ballots add up to the valid ballots, stage by stage."""
    result = count(profile, IRV(), ties=ties)

    assert {stage.in_play + stage.exhausted for stage in result.stages} == {profile.valid}
    assert [stage.number for stage in result.stages] == [*range(1, len(result.stages) + 1)]


@given(profiles(min_valid=1), tie_breaks(), st.permutations(PAPER))
def test_renaming_the_candidates_renames_the_result(
    profile: Profile, ties: TieBreak, names: list[str]
) -> None:
    """The count knows no candidate by name; only a lot does."""
    renamed = dict(zip(PAPER, names, strict=True))
    mirrored = Profile.weighted(
        [(tuple(renamed[name] for name in ballot), number) for ballot, number in profile.ballots()],
        candidates=names,
    )
    order = tuple(renamed[name] for name in ties.order)
    was = count(profile, IRV(), ties=TieBreak(ties.backwards, ties.order))
    now = count(mirrored, IRV(), ties=TieBreak(ties.backwards, order))

    assert [stage.who for stage in now.stages] == [
        tuple(renamed[name] for name in stage.who) for stage in was.stages
    ]


@given(profiles(min_valid=1), tie_breaks())
def test_whoever_has_a_majority_wins_at_once(profile: Profile, ties: TieBreak) -> None:
    """More than half of the first preferences elect in the first round."""
    first = Profile.weighted([(ballot[:1], number) for ballot, number in profile.ballots()])
    favourites = [names[0] for names, number in first.ballots() if 2 * number > profile.valid]
    result = count(profile, IRV(), ties=ties)

    assert not favourites or (result.winner == favourites[0] and len(result.stages) == 1)


@given(profiles(min_valid=1), tie_breaks(), st.integers(2, 5))
def test_a_profile_k_times_over_elects_the_same(profile: Profile, ties: TieBreak, k: int) -> None:
    """Only shares decide, not how many people voted."""
    many = Profile.weighted(
        [(ballot, k * number) for ballot, number in profile.ballots()], candidates=PAPER
    )
    once, often = (count(each, IRV(), ties=ties) for each in (profile, many))

    assert [stage.who for stage in once.stages] == [stage.who for stage in often.stages]


@given(st.lists(ranked_ballots().filter(bool), min_size=1, max_size=9), tie_breaks())
def test_a_list_of_lists_is_enough(ballots: list[tuple[str, ...]], ties: TieBreak) -> None:
    """Ballots counted in one line are the profile counted."""
    profile = Profile.of(ballots, candidates=PAPER)

    assert count(ballots, IRV(), candidates=PAPER, ties=ties) == count(profile, IRV(), ties=ties)


def test_all_without_a_first_preference_go_together_first() -> None:
    """One stage, no tie, and no vote moved by it."""
    ballots = [["a"], ["a"], ["b", "e"], ["b"], ["c", "b"]]
    first, second, *_ = count(ballots, IRV(), candidates=["a", "b", "c", "d", "e"]).stages

    assert (first.action, first.how, first.who) == (Action.EXCLUDED, How.UNRANKED, ("d", "e"))
    assert first.tie is None
    assert second.tallies == (("a", 2), ("b", 2), ("c", 1))


def test_a_higher_threshold_counts_on_to_the_last() -> None:
    """With three quarters asked for, one half is not enough; the last one left is."""
    ballots = [["a"]] * 5 + [["b", "c"]] * 3 + [["c"]] * 2
    strict = count(ballots, IRV(Threshold.parse(">= 3/4")))
    beyond = count([["a"]], IRV(Threshold.parse(">= 1/2 + 1")))

    assert [stage.how for stage in strict.stages] == [How.FEWEST, How.FEWEST, How.NEEDED]
    assert (strict.winner, strict.stages[-1].exhausted) == ("a", 5)
    assert beyond.stages[0].needed == 2
    assert (beyond.winner, beyond.stages[0].how) == ("a", How.LAST)


def test_without_a_valid_ballot_there_is_nothing_to_count() -> None:
    """Blank and spoilt ballots elect nobody; the advice is to vote again."""
    with pytest.raises(SeatError, match=r"no valid ballot was cast .*; hold the vote again"):
        count([[], ["nobody"]], IRV(), candidates=["a"])


def test_the_only_candidate_is_elected_by_acclamation() -> None:
    """With one candidate no vote is needed, and one that was held does not hurt."""
    alone = count([], Acclamation(), candidates=["Ani"])
    voted = count([["Ani"], []], Acclamation(), candidates=["Ani"])

    assert (alone.winner, alone.stages[0].how) == ("Ani", How.ACCLAMATION)
    assert voted.stages[0].tallies == (("Ani", 1),)


def test_acclamation_needs_exactly_one_candidate() -> None:
    """Two candidates are refused with the rule and what to do."""
    with pytest.raises(SeatError, match=r"2 candidates stand, .*ELC-02.*let the members vote"):
        count([], Acclamation(), candidates=["a", "b"])


@pytest.mark.parametrize("method", [IRV(), Acclamation()])
@pytest.mark.parametrize("ballots", [[], [[], []]])
def test_nobody_stands(method: IRV | Acclamation, ballots: list[list[str]]) -> None:
    """Without a candidate there is nothing to vote on again: candidates are called for."""
    with pytest.raises(SeatError) as refused:
        count(ballots, method)

    assert (refused.value.why, refused.value.advice) == ("nobody stands", "call for candidates")


@pytest.mark.parametrize("seats", [0, 2])
def test_an_instant_runoff_fills_one_seat(seats: int) -> None:
    """Another number of seats is a slip."""
    with pytest.raises(ValueError, match=f"fills one seat, got seats={seats}"):
        count([["a"]], IRV(), seats=seats)


def test_a_profile_brings_its_own_candidates() -> None:
    """Candidates beside a profile are a slip, and so is a vote for nobody known."""
    with pytest.raises(ValueError, match="leave candidates= out"):
        count(Profile.of([["a"]]), IRV(), candidates=["a"])
