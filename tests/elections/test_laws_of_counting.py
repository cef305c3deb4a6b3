from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.elections import (
    IRV,
    STV,
    Approval,
    Borda,
    Draw,
    Kept,
    Majority,
    Method,
    Profile,
    Purpose,
    Quota,
    RankedPairs,
    Result,
    Schulze,
    Stage,
    Step,
    Tie,
    TieBreak,
    Unit,
    count,
    pairwise,
    verify,
)
from bakohumas.testing import methods, profiles, tie_breaks

PAPER = ("Ani", "Budi", "Cici", "Dodi")
SEATS = st.integers(1, 3)
RULES = [STV(), STV("wigm", decimals=1), STV("exact"), STV("meek"), STV("meek", decimals=None)]


@st.composite
def counts(draw: st.DrawFn) -> Result:
    """The result of any method for one to three seats, stopped or not."""
    seats = draw(SEATS)
    ties = draw(tie_breaks())
    return count(draw(profiles(min_valid=1)), draw(methods(seats=seats)), seats=seats, ties=ties)


@given(counts())
def test_votes_are_conserved_at_every_stage(result: Result) -> None:
    """Where votes are counted, tallies, exhausted and lost ones are the valid ballots."""
    for stage in result.stages:
        if stage.unit is Unit.VOTES:
            assert (
                stage.in_play + stage.nontransferable == result.profile.valid * 10**stage.decimals
            )
        assert min(stage.exhausted, stage.lost, *dict(stage.tallies).values()) >= 0
    assert [stage.number for stage in result.stages] == [*range(1, len(result.stages) + 1)]


@given(counts())
def test_a_complete_count_fills_the_seats_it_can(result: Result) -> None:
    """Nobody is elected twice; a count fills all seats, stops at a tie, or says who fell short."""
    assert len(set(result.elected)) == len(result.elected) <= result.seats
    assert [winner.who for winner in result.winners] == list(result.elected)
    assert [winner.seat for winner in result.winners] == [*range(1, len(result.elected) + 1)]
    assert result.complete == (len(result.elected) == result.seats) or (
        isinstance(result.method, Majority) and result.stages[-1].who
    )
    assert all(row["action"] and row["how"] for row in result.rows() if row["elected"])


@given(counts())
def test_figures_are_never_floats(result: Result) -> None:
    """Whole numbers and fractions only, and rows that JSON can hold."""
    figures = [
        figure
        for stage in result.stages
        for figure in (*dict(stage.tallies).values(), stage.exhausted, stage.needed, stage.lost)
    ]

    assert {type(figure) for figure in figures} <= {int, Fraction}
    assert {type(value) for row in result.rows() for value in row.values()} <= {str, int, bool}


@given(counts())
def test_every_result_tells_itself_in_both_languages(result: Result) -> None:
    """One sentence a stage and one about the outcome."""
    for lang in ("en", "id"):
        lines = result.explain(lang).splitlines()

        assert len(lines) == len(result.stages) + 1
        assert all(line.endswith(".") for line in lines)


@given(st.data(), SEATS, profiles(min_valid=1), tie_breaks(), st.permutations(PAPER))
def test_methods_know_no_candidate_by_name(
    data: st.DataObject, seats: int, profile: Profile, ties: TieBreak, names: list[str]
) -> None:
    """Renaming everybody renames the result; only a lot knows names."""
    method = data.draw(methods(seats=seats))
    new = dict(zip(PAPER, names, strict=True))
    mirrored = Profile.weighted(
        [(tuple(new[name] for name in ballot), n) for ballot, n in profile.ballots()],
        candidates=names,
    )
    mirrored = attrs.evolve(mirrored, blank=profile.blank, spoilt=dict(profile.spoilt))
    order = tuple(new[name] for name in ties.order)
    was = count(profile, method, seats=seats, ties=attrs.evolve(ties, lot=None, drawn=()))
    now = count(
        mirrored, method, seats=seats, ties=attrs.evolve(ties, order=order, lot=None, drawn=())
    )

    assert [stage.who for stage in now.stages] == [
        tuple(new[name] for name in stage.who) for stage in was.stages
    ]


@given(st.data(), SEATS, profiles(min_valid=1), tie_breaks(), st.randoms(use_true_random=False))
def test_nobody_can_tell_who_voted_first(
    data: st.DataObject, seats: int, profile: Profile, ties: TieBreak, urn: Random
) -> None:
    """Shaken ballots give the same result, with the same digest."""
    method = data.draw(methods(seats=seats))
    single = [ballot for ballot, number in profile.ballots() for _ in range(number)]
    urn.shuffle(single)
    one = count(single, method, seats=seats, ties=ties, candidates=PAPER)
    two = count(sorted(single), method, seats=seats, ties=ties, candidates=PAPER)

    assert one == two
    assert one.digest == two.digest


@given(st.data(), SEATS, profiles(min_valid=1), tie_breaks())
def test_a_ballot_of_weight_k_counts_as_k_ballots(
    data: st.DataObject, seats: int, profile: Profile, ties: TieBreak
) -> None:
    """Ballots with their numbers, and the same ballots one by one, are one result."""
    method = data.draw(methods(seats=seats))
    weighted = Profile.weighted(list(profile.ballots()), candidates=PAPER)
    single = [ballot for ballot, number in profile.ballots() for _ in range(number)]
    result = count(weighted, method, seats=seats, ties=ties)

    assert result == count(single, method, seats=seats, ties=ties, candidates=PAPER)


@given(st.data(), profiles(min_valid=1), profiles(), tie_breaks())
def test_a_merged_profile_counts_like_all_its_ballots(
    data: st.DataObject, one: Profile, two: Profile, ties: TieBreak
) -> None:
    """Stations that are merged, in either order, are one election."""
    method = data.draw(methods(seats=2))
    both = [ballot for each in (one, two) for ballot, n in each.ballots() for _ in range(n)]
    at_once = count(Profile.of(both, candidates=PAPER), method, seats=2, ties=ties)

    assert count(one.merge(two), method, seats=2, ties=ties).stages == at_once.stages
    assert (
        count(one.merge(two), method, seats=2, ties=ties).digest
        == count(two.merge(one), method, seats=2, ties=ties).digest
    )


@given(counts())
def test_an_honest_result_is_verified(result: Result) -> None:
    """A recount finds nothing to say about any method."""
    assert verify(result, digest=result.digest) == ()


def forged(stage: Stage) -> Iterator[Stage]:
    """A stage with one thing changed, in every field."""
    others: dict[str, Any] = {
        "number": stage.number + 1,
        "tallies": (*stage.tallies[:-1], (stage.tallies[-1][0], stage.tallies[-1][1] + 1)),
        "exhausted": stage.exhausted + 1,
        "needed": stage.needed + 1,
        "action": next(each for each in type(stage.action) if each is not stage.action),
        "who": (*stage.who, "Edo"),
        "how": next(each for each in type(stage.how) if each is not stage.how),
        "tie": None if stage.tie else Tie(stage.number, Purpose.ELECTION, stage.who),
        "passed": (*stage.passed, "Edo"),
        "decimals": stage.decimals + 1,
        "lost": stage.lost + 1,
        "unit": next(each for each in Unit if each is not stage.unit),
    }
    assert set(others) == {field.name for field in attrs.fields(Stage)}
    for field, value in others.items():
        yield attrs.evolve(stage, **{field: value})
    if stage.tie:
        yield attrs.evolve(
            stage, tie=attrs.evolve(stage.tie, steps=(*stage.tie.steps, (Step.LOT, ("Edo",))))
        )


@given(counts(), st.data())
def test_any_single_mutation_is_found(result: Result, data: st.DataObject) -> None:
    """Whatever is changed in the record of whatever method, verify names it."""
    place = data.draw(st.integers(0, len(result.stages) - 1))
    stages = result.stages
    for stage in forged(stages[place]):
        mutated = attrs.evolve(result, stages=(*stages[:place], stage, *stages[place + 1 :]))

        assert verify(mutated)
        assert verify(mutated, digest=result.digest)[0].startswith("digest: ")
    assert verify(attrs.evolve(result, stages=stages[:-1]))
    assert verify(attrs.evolve(result, withdrawn=("nobody",)))[0].startswith("count: only a cand")


@given(profiles(min_valid=1), st.integers(2, 5), st.sampled_from([IRV(), Borda(), Schulze()]))
def test_weights_are_nothing_but_shares_where_only_shares_count(
    profile: Profile, k: int, method: Method
) -> None:
    """A profile k times over elects the same."""
    many = Profile.weighted([(b, k * n) for b, n in profile.ballots()], candidates=PAPER)
    once, often = (count(each, method) for each in (profile, many))

    assert [stage.who for stage in once.stages] == [stage.who for stage in often.stages]


@given(profiles(min_valid=1), SEATS, st.sampled_from(RULES), st.permutations(PAPER), st.data())
def test_a_solid_coalition_gets_its_seats(
    profile: Profile, seats: int, rule: STV, order: list[str], data: st.DataObject
) -> None:
    """Voters of k quotas who put the same candidates first see k of them elected."""
    coalition = set(data.draw(st.lists(st.sampled_from(PAPER), min_size=1, unique=True)))
    size = len(coalition)
    solid = sum(n for ballot, n in profile.ballots() if set(ballot[:size]) == coalition)
    quota = Quota.DROOP.needed(profile.valid, seats=seats, whole=1)
    result = count(profile, rule, seats=seats, ties=TieBreak(order=order))
    # What decimals lose in transfers can cost a coalition that only just fills several quotas.
    spare = 1 if rule.decimals and solid // quota > 1 else 0
    deserved = min((solid - spare) // quota, size, seats)

    assert len(coalition.intersection(result.elected)) >= deserved


@given(profiles(min_valid=1), st.permutations(PAPER))
def test_a_majority_is_elected_where_the_criterion_holds(
    profile: Profile, order: list[str]
) -> None:
    """More than half of the first preferences elect, except by Borda and by approval."""
    first = Profile.weighted([(ballot[:1], number) for ballot, number in profile.ballots()])
    favourite = [names[0] for names, number in first.ballots() if 2 * number > profile.valid]
    assume(favourite)
    ties = TieBreak(order=order)
    rules: list[Method] = [*RULES, IRV(), Majority(), Majority(None), Schulze(), RankedPairs()]
    for method in rules:
        assert count(profile, method, ties=ties).winner == favourite[0]


@given(profiles(min_valid=1, level=True))
def test_whoever_beats_everybody_is_elected_by_methods_of_pairs(profile: Profile) -> None:
    """The Condorcet winner is the only winner of Schulze and of ranked pairs."""
    winner = pairwise(profile).winner
    assume(winner)
    for method in (
        Schulze(),
        Schulze("margins"),
        RankedPairs(),
        RankedPairs("margins"),
    ):
        assert method.winners(profile) == (winner,)
        assert count(profile, method).winner == winner


@given(profiles(min_valid=1), SEATS, tie_breaks(), st.data())
def test_whoever_is_kept_is_elected(
    profile: Profile, seats: int, ties: TieBreak, data: st.DataObject
) -> None:
    """Under the condition of a countback those who sit are among the elected, if it ends."""
    sitting = data.draw(st.lists(st.sampled_from(PAPER), max_size=seats, unique=True))
    several: list[Method] = [STV(), STV("exact"), STV("meek"), Approval(), Borda()]
    for method in (*several, Schulze(), RankedPairs()):
        result = count(profile, method, seats=seats, ties=ties, guard=Kept(sitting))

        assert verify(result, digest=result.digest) == ()
        assert not result.complete or set(sitting) <= set(result.elected)
        for stage in result.stages:
            if stage.unit is Unit.VOTES:
                whole = 10**stage.decimals
                assert stage.in_play + stage.nontransferable == profile.valid * whole


@given(profiles(min_valid=1), st.sampled_from(PAPER), tie_breaks(), st.data())
def test_whoever_withdraws_might_never_have_stood(
    profile: Profile, gone: str, ties: TieBreak, data: st.DataObject
) -> None:
    """Ballots counted without somebody are ballots that never named them."""
    method = data.draw(methods(seats=2))
    rest = [name for name in PAPER if name != gone]
    cut = [
        (tuple(name for name in ballot if name != gone), number)
        for ballot, number in profile.ballots()
    ]
    assume(any(ballot for ballot, _ in cut))
    without = Profile.weighted(cut, candidates=rest)
    ties = attrs.evolve(ties, order=(), drawn=())
    result = count(profile, method, seats=2, ties=ties, withdrawn=[gone])

    assert result.stages == count(without, method, seats=2, ties=ties).stages
    assert result.counted.valid == without.valid
    assert verify(result, digest=result.digest) == ()
    assert f"({gone} had withdrawn)" in str(result)
    assert f"({gone} mengundurkan diri)" in result.explain("id")


def test_a_fuller_rule_resumes_a_stopped_count() -> None:
    """Counting again with a draw by hand repeats every stage up to the tie, and goes on."""
    votes = [["Ani"], ["Budi"], ["Cici"], ["Cici"]]
    stopped = count(votes, IRV())
    assert stopped.tie is not None
    draw = Draw(["Budi", "Ani"], witnesses=["the presidium"], stage=stopped.tie.stage)
    resumed = count(votes, IRV(), ties=TieBreak(drawn=[draw]))

    assert resumed.stages[0].tallies == stopped.stages[0].tallies
    assert [tie.how for tie in resumed.ties] == [Step.DRAWN]
    assert (resumed.stages[0].who, resumed.winner) == (("Ani",), "Cici")
    assert "the lot drawn before witnesses decided: Ani was excluded" in resumed.explain()
