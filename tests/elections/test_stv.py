from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import (
    STV,
    Action,
    How,
    Kept,
    Profile,
    Purpose,
    Quota,
    Rule,
    Step,
    TieBreak,
    count,
)
from bakohumas.errors import SeatError
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici", "Dodi", "Edo", "Fani")


def cut(value: Fraction, decimals: int | None) -> Fraction:
    """A value without what lies beyond its last decimal."""
    return value if decimals is None else Fraction(value * 10**decimals // 1, 10**decimals)


def slow_gregory(  # noqa: C901 - all of it in one place, to be read against the rule
    ballots: Sequence[Sequence[str]],
    paper: Sequence[str],
    seats: int,
    order: Sequence[str],
    decimals: int | None,
) -> tuple[list[str], list[dict[str, Fraction]]]:
    """The count as one would do it on a table: each ballot by itself, with its value on it."""
    quota = Fraction(len(ballots) // (seats + 1) + 1)
    value = [Fraction(1)] * len(ballots)
    hopeful, elected, done = list(paper), list[str](), list[str]()
    where = [ballot[0] for ballot in ballots]
    fixed: dict[str, Fraction] = {}
    stages: list[dict[str, Fraction]] = []

    def votes(name: str) -> Fraction:
        if name in fixed:
            return fixed[name]
        return sum((v for v, at in zip(value, where, strict=True) if at == name), Fraction(0))

    def pick(tied: list[str], *, best: bool) -> str:
        for earlier in reversed(stages):
            bound = (max if best else min)(earlier[name] for name in tied)
            tied = [name for name in tied if earlier[name] == bound]
        return sorted(tied, key=order.index)[0 if best else -1]

    while True:
        now = {name: votes(name) for name in paper if name in hopeful or name in elected}
        over = sorted((n for n in hopeful if now[n] >= quota), key=lambda name: -now[name])
        hopeful = [name for name in hopeful if name not in over]
        elected += over
        left = seats - len(elected)
        if not left or len(hopeful) <= left:
            rest = sorted(hopeful, key=lambda name: -now[name]) if left else []
            return elected + rest, [*stages, now]
        waiting = [name for name in elected if name not in done and now[name] > quota]
        if waiting:
            most = max(now[name] for name in waiting)
            mover = pick([n for n in paper if n in waiting and now[n] == most], best=True)
            done.append(mover)
            fixed[mover], share = quota, (now[mover] - quota) / now[mover]
        else:
            fewest = min(now[name] for name in hopeful)
            low = [name for name in hopeful if now[name] == fewest]
            together = not fewest and len(hopeful) - len(low) >= left
            movers = low if together else [pick(low, best=False)]
            hopeful = [name for name in hopeful if name not in movers]
        stages.append(now)
        for place, ballot in enumerate(ballots):
            if waiting and where[place] == mover:
                value[place] = cut(value[place] * share, decimals)
            elif waiting or where[place] not in movers:
                continue
            where[place] = next((name for name in ballot if name in hopeful), "")


def plain(value: int | Fraction, decimals: int) -> Fraction:
    """A figure of a stage as a fraction of a vote."""
    return Fraction(value, 10**decimals)


@pytest.mark.parametrize(
    ("method", "decimals"), [(STV(), 5), (STV("exact"), None), (STV("wigm", decimals=2), 2)]
)
@pytest.mark.parametrize("seed", range(3))
def test_hundreds_of_counts_agree_with_the_table(
    method: STV, decimals: int | None, seed: int
) -> None:
    """Piles by value give, figure by figure, what ballots counted one by one give."""
    dice = Random(seed)
    for _ in range(150):
        paper = PAPER[: dice.randint(2, 6)]
        seats = dice.randint(1, min(4, len(paper)))
        kinds = [dice.sample(paper, dice.randint(1, len(paper))) for _ in range(5)]
        ballots = [dice.choice(kinds) for _ in range(dice.randint(1, 30))]
        order = dice.sample(paper, len(paper))
        elected, stages = slow_gregory(ballots, paper, seats, order, decimals)
        result = count(ballots, method, seats=seats, candidates=paper, ties=TieBreak(order=order))

        assert list(result.elected) == elected
        assert [
            {name: plain(votes, stage.decimals) for name, votes in stage.tallies}
            for stage in result.stages
        ] == stages


@given(profiles(min_valid=1), st.integers(1, 3), st.permutations(PAPER[:4]))
def test_five_decimals_are_the_exact_count_where_nothing_was_lost(
    profile: Profile, seats: int, order: list[str]
) -> None:
    """As long as no fraction was cut off, the Scottish rule is the exact one."""
    ties = TieBreak(order=order)
    scottish, exact = (count(profile, m, seats=seats, ties=ties) for m in (STV(), STV("exact")))
    if not any(stage.lost for stage in scottish.stages):
        assert [stage.who for stage in scottish.stages] == [stage.who for stage in exact.stages]


def test_a_count_tells_its_stages() -> None:
    """Elections, a surplus, what was lost, exclusions, and who filled the rest."""
    votes = {
        ("Ani", "Budi"): 6,
        ("Ani", "Cici"): 1,
        ("Cici",): 3,
        ("Dodi", "Cici"): 2,
        ("Edo",): 1,
    }
    result = count(Profile.weighted(votes), STV(), seats=3)

    assert result.explain().splitlines() == [
        (
            "Round 1: of 13.00000 votes in play, 4.00000 were needed; Ani 7.00000, Budi 0.00000, "
            "Cici 3.00000, Dodi 2.00000 and Edo 1.00000; Ani reached the number needed and was "
            "elected; the surplus of Ani, 3.00000, was passed on."
        ),
        (
            "Round 2: of 12.99999 votes in play (0.00001 lost by fraction), 4.00000 were needed; "
            "Ani 4.00000, Budi 2.57142, Cici 3.42857, Dodi 2.00000 and Edo 1.00000; Edo had the "
            "fewest votes and was excluded."
        )
        .replace("12.99996", "12.99999")
        .replace("0.00004", "0.00001"),
        (
            "Round 3: of 11.99999 votes in play (1.00000 exhausted, 0.00001 lost by fraction), "
            "4.00000 were needed; Ani 4.00000, Budi 2.57142, Cici 3.42857 and Dodi 2.00000; Dodi "
            "had the fewest votes and was excluded."
        ),
        (
            "Round 4: of 11.99999 votes in play (1.00000 exhausted, 0.00001 lost by fraction), "
            "4.00000 were needed; Ani 4.00000, Budi 2.57142 and Cici 5.42857; Cici reached the "
            "number needed and was elected; Budi remained for the seats left and was elected."
        ),
        ("Elected: Ani, Cici and Budi; of 13 ballots cast, 13 were valid, 0 blank and 0 spoilt."),
    ]
    assert result.explain("id").splitlines()[0] == (
        "Putaran 1: dari 13,00000 suara yang masih dihitung, diperlukan 4,00000; Ani 7,00000, "
        "Budi 0,00000, Cici 3,00000, Dodi 2,00000 dan Edo 1,00000; Ani mencapai jumlah yang "
        "diperlukan dan terpilih; kelebihan suara Ani, 3,00000, dilimpahkan."
    )
    assert [(each.who, each.stage, each.how) for each in result.winners] == [
        ("Ani", 1, How.NEEDED),
        ("Cici", 4, How.NEEDED),
        ("Budi", 4, How.REST),
    ]
    assert (result.quota, result.margin) == (400_000, None)
    assert result.rows()[0]["votes"] == "7.00000"
    assert result.rows()[0]["elected"] is True


def test_exact_figures_are_told_as_fractions() -> None:
    """A seventh is a seventh."""
    votes = {("Ani", "Budi"): 6, ("Ani", "Cici"): 1, ("Cici",): 3, ("Dodi",): 2, ("Edo",): 1}
    stage = count(Profile.weighted(votes), STV("exact"), seats=3).stages[1]

    assert dict(stage.tallies)["Budi"] == Fraction(18, 7)
    assert "Ani 4, Budi 2 4/7, Cici 3 3/7, Dodi 2 and Edo 1" in stage.explain()


def test_a_tie_between_surpluses_is_a_tie() -> None:
    """Which of two equal surpluses passes on first is settled like any other tie, or stops."""
    votes = [["Ani", "Cici"]] * 4 + [["Budi", "Dodi"]] * 4 + [["Cici"], ["Dodi"]]
    stopped = count(votes, STV(), seats=3)
    ordered = count(votes, STV(), seats=3, ties=TieBreak(order=("Budi", "Ani", "Cici", "Dodi")))

    assert stopped.tie is not None
    assert (stopped.tie.over, stopped.tie.tied) == (Purpose.SURPLUS, ("Ani", "Budi"))
    assert stopped.elected == ("Ani", "Budi")
    assert "Ani and Budi tied with the most votes; nothing agreed" in stopped.explain()
    assert ordered.stages[0].who == ("Budi",)
    assert (
        "Ani and Budi tied with the most votes, and the order agreed beforehand decided: "
        "the surplus of Budi, 1.00000, was passed on." in ordered.explain()
    )


def test_backwards_narrows_in_a_real_count() -> None:
    """Rule 51(2): those whom a later stage tells apart are out before an earlier one is asked."""
    earlier = [{"a": 3, "b": 2, "c": 1}, {"a": 4, "b": 4, "c": 5}]
    wide = TieBreak(narrow=False)

    def chosen(rule: TieBreak) -> str | None:
        return rule.settle(("a", "b", "c"), Purpose.EXCLUSION, earlier=earlier).chosen

    assert chosen(TieBreak()) == "b"
    assert chosen(wide) == "c"
    assert wide.settle(("a", "b"), Purpose.EXCLUSION, earlier=[{"a": 1, "b": 1}]).chosen is None


def test_all_without_a_vote_go_together_without_a_lot() -> None:
    """No ballot stands with them, so that nothing depends on their order."""
    votes = [["Ani"]] * 4 + [["Budi"]] * 3 + [["Cici"]] * 3
    paper = ["Ani", "Budi", "Cici", "Dodi", "Edo"]
    for rule in ("scottish", "meek"):
        first = count(votes, STV(rule), candidates=paper).stages[0]

        assert (first.action, first.who, first.tie) == (Action.EXCLUDED, ("Dodi", "Edo"), None)


def test_those_without_a_vote_are_needed_where_too_few_remain() -> None:
    """They tie for the last seats, and the tie is told."""
    result = count([["Ani"]], STV(), seats=2, candidates=["Ani", "Budi", "Cici"])

    assert result.tie is not None
    assert result.tie.tied == ("Budi", "Cici")


@pytest.mark.parametrize(
    ("quota", "rule", "needed"),
    [
        ("droop", "wigm", 34_0000),
        ("hagenbach-bischoff", "wigm", 33_3334),
        ("hare", "wigm", 50_0000),
        ("droop", "exact", 34),
        ("hagenbach-bischoff", "exact", Fraction(100, 3)),
        ("hare", "exact", Fraction(50)),
    ],
)
def test_quotas_of_one_hundred_votes(quota: str, rule: str, needed: int | Fraction) -> None:
    """Each quota by each arithmetic."""
    votes = {("Ani",): 60, ("Budi",): 30, ("Cici",): 10}
    result = count(Profile.weighted(votes), STV(rule, quota=quota), seats=2)

    assert result.quota == needed
    assert result.elected == ("Ani", "Budi")


def test_an_exact_share_of_votes_must_be_passed() -> None:
    """Three candidates with exactly a third each have not passed a third."""
    thirds = Profile.weighted({("Ani",): 2, ("Budi",): 2, ("Cici",): 2})
    result = count(thirds, STV("exact", quota="hagenbach-bischoff"), seats=2)

    assert result.tie is not None
    assert result.elected == ()


def test_the_rule_settles_its_own_options() -> None:
    """What a rule says is not said again, and a rule that there is not is refused."""
    for wrong in (
        {"rule": "scottish", "decimals": 4},
        {"rule": "scottish", "quota": "hare"},
        {"rule": "exact", "decimals": 2},
        {"rule": "meek", "quota": "droop"},
        {"rule": "meek", "decimals": 3},
        {"rule": "wigm", "decimals": None},
        {"rule": "wigm", "quota": None},
    ):
        with pytest.raises(ValueError, match="leave out what the rule itself settles"):
            STV(**wrong)
    with pytest.raises(ValueError, match="rule must be one of scottish, wigm, exact, meek, got"):
        STV("irish")
    with pytest.raises(TypeError, match="decimals must be an int"):
        STV("wigm", decimals=2.0)  # type: ignore[arg-type]
    assert STV().label("id") == "suara tunggal yang dapat dialihkan (aturan Skotlandia)"
    assert STV(Rule.EXACT, quota=Quota.HARE) == STV("exact", quota="hare")
    assert str(STV()) == "stv scottish"


def test_what_cannot_be_counted_is_refused_with_advice() -> None:
    """Too few candidates, no ballots, equal preferences, no seats."""
    with pytest.raises(SeatError, match=r"fill 3 seats: only 2 stand .*; call for more candidates"):
        count([["a"], ["b"]], STV(), seats=3)
    with pytest.raises(SeatError, match="no valid ballot was cast"):
        count([[]], STV(), candidates=["a"])
    with pytest.raises(SeatError, match=r"1 ballots like several .*; count them by Schulze"):
        count([[("a", "b")]], STV())
    with pytest.raises(ValueError, match="fills one seat or more, got seats=0"):
        count([["a"]], STV(), seats=0)


class Never:
    """A condition that nobody meets."""

    def __str__(self) -> str:
        return "never"

    def judge(
        self, elected: Sequence[str], hopeful: Sequence[str], *, seats: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Everybody is doomed."""
        del elected, seats
        return (), tuple(hopeful)


class AtMostOneOf:
    """A condition that one of a few at most is elected."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __str__(self) -> str:
        return f"at most one of {', '.join(self.names)}"

    def judge(
        self, elected: Sequence[str], hopeful: Sequence[str], *, seats: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Once one of them is elected, the others are doomed."""
        del seats
        full = any(name in self.names for name in elected)
        return (), tuple(name for name in hopeful if full and name in self.names)


@pytest.mark.parametrize("method", [STV(), STV("exact"), STV("meek")])
def test_conditions_rule_out_whom_the_votes_would_elect(method: STV) -> None:
    """Two who pass together are not both elected where only one may be."""
    votes = {("Ani",): 10, ("Budi", "Cici"): 9, ("Cici",): 3, ("Dodi",): 2}
    profile = Profile.weighted(votes)
    free = count(profile, method, seats=2)
    bound = count(profile, method, seats=2, guard=AtMostOneOf("Ani", "Budi"))

    assert free.elected == ("Ani", "Budi")
    assert bound.elected == ("Ani", "Cici")
    ruled_out = next(stage for stage in bound.stages if stage.how is How.BARRED)
    assert (ruled_out.action, ruled_out.who) == (Action.EXCLUDED, ("Budi",))
    assert "Budi could no longer be elected under the conditions and was excl" in bound.explain()
    assert bound.digest != free.digest


@pytest.mark.parametrize("method", [STV(), STV("meek")])
def test_whoever_is_kept_stays_whatever_the_votes_say(method: STV) -> None:
    """Sitting members with the fewest votes are skipped, and newcomers stop at their seats."""
    votes = {("Ani",): 9, ("Budi",): 8, ("Cici",): 2, ("Dodi",): 1}
    profile = Profile.weighted(votes)
    result = count(profile, method, seats=2, guard=Kept(["Dodi", "Cici"]))

    assert set(result.elected) == {"Dodi", "Cici"}
    assert result.stages[0].how is How.BARRED
    one = count(profile, method, seats=2, guard=Kept(["Dodi"]))
    assert set(one.elected) == {"Ani", "Dodi"}


@pytest.mark.parametrize("method", [STV(), STV("meek")])
def test_conditions_that_nobody_meets_are_refused(method: STV) -> None:
    """A guard that leaves seats empty is told, with its name."""
    with pytest.raises(SeatError, match="under the conditions never: of 2 candidates left 2 are"):
        count([["a"], ["b"]], method, guard=Never())


def test_meek_settles_ties_and_stops_at_them() -> None:
    """Whoever the surplus left could not save ties for exclusion."""
    votes = [["Ani"]] * 3 + [["Budi"], ["Cici"]]
    stopped = count(votes, STV("meek"))
    even = count([["Ani"], ["Budi"], ["Cici"]], STV("meek"), ties=TieBreak(lot="7"))

    assert stopped.winner == "Ani"
    assert [tie.how for tie in even.ties] == [Step.LOT] * len(even.ties)
    assert count([["Ani"], ["Budi"], ["Cici"]], STV("meek")).tie is not None


def test_meek_hands_a_surplus_on_through_everybody_elected() -> None:
    """A ballot gives each of its elected a share, and the rest to the first hopeful."""
    votes = {("Ani", "Budi", "Cici"): 14, ("Budi", "Cici"): 6, ("Dodi",): 4, ("Cici",): 3}
    result = count(Profile.weighted(votes), STV("meek"), seats=3)
    exact = count(Profile.weighted(votes), STV("meek", decimals=None), seats=3)

    assert result.elected == exact.elected == ("Ani", "Budi", "Cici")
    assert all(isinstance(votes, int) for _, votes in result.stages[-1].tallies)
    assert "…" in exact.explain()
