from hashlib import sha256

import pytest
from hypothesis import given

from bakohumas.elections import (
    IRV,
    Action,
    Draw,
    Profile,
    Purpose,
    Result,
    Step,
    TieBreak,
    commit,
    count,
    reveal,
    verify,
)
from bakohumas.errors import RefusedError, UndecidedError
from bakohumas.law import Threshold
from bakohumas.testing import profiles, tie_breaks

EVEN = [["a"], ["a"], ["b"], ["b"], ["c"], ["c"], ["c"]]


def test_by_default_a_tie_stops_the_count() -> None:
    """Nothing is drawn: the result is partial and says who is tied for what."""
    result = count(EVEN, IRV())

    assert not result.complete
    assert result.tie is not None
    assert (result.tie.tied, result.tie.over) == (("a", "b"), Purpose.EXCLUSION)
    assert (result.tie.tried, result.tie.how, result.tie.chosen) == ((), None, None)
    assert (result.elected, result.stages[-1].action) == ((), Action.TIE)


def test_the_winner_of_a_stopped_count_is_an_error_with_advice() -> None:
    """Whoever asks for the winner hears who is tied and what to do."""
    with pytest.raises(UndecidedError, match="do not tell a, b apart: vote again, or count") as no:
        _ = count(EVEN, IRV()).winner

    assert (no.value.tied, no.value.elected) == (("a", "b"), ())


@pytest.mark.parametrize(("order", "gone"), [("abc", "b"), ("bac", "a"), ("cba", "a")])
def test_an_order_excludes_the_last_of_those_tied(order: str, gone: str) -> None:
    """The lower in the order agreed beforehand goes."""
    result = count(EVEN, IRV(), ties=TieBreak(order=tuple(order), lot="never reached"))

    assert result.stages[0].who == (gone,)
    assert result.winner == "c"
    assert [(tie.how, tie.chosen) for tie in result.ties] == [(Step.ORDER, gone)]


def test_an_order_elects_the_first_of_those_tied() -> None:
    """For election the order is read from its other end."""
    tie = TieBreak(order=("a", "b", "c")).settle(("b", "c"), Purpose.ELECTION)

    assert (tie.chosen, tie.decisive) == ("b", (Step.ORDER,))


def test_an_order_that_leaves_somebody_out_settles_nothing() -> None:
    """An order that does not rank all who are tied is tried in vain, and the lot follows."""
    tie = TieBreak(order=("a",), lot="seed").settle(("a", "b"), Purpose.EXCLUSION)

    assert tie.steps[0] == (Step.ORDER, ("a", "b"))
    assert (tie.tried, tie.decisive) == ((Step.ORDER, Step.LOT), (Step.LOT,))
    assert TieBreak(order=("a",)).settle(("a", "b"), Purpose.EXCLUSION).chosen is None


@pytest.mark.parametrize("seed", ["2015-11-02", "undian", "4 8 15 16 23 42"])
def test_anybody_can_draw_the_public_lot_again(seed: str) -> None:
    """The lot ranks by SHA-256 of seed, bar and name: first elected, last excluded."""
    tied = ("Ani", "Budi", "Cici")
    ranking = sorted(tied, key=lambda name: sha256(f"{seed}|{name}".encode()).hexdigest())
    chosen = {over: TieBreak(lot=seed).settle(tied, over).chosen for over in Purpose}

    assert chosen == {
        Purpose.ELECTION: ranking[0],
        Purpose.EXCLUSION: ranking[-1],
        Purpose.SURPLUS: ranking[0],
    }


def test_the_lot_falls_the_same_on_every_machine() -> None:
    """What sha256sum prints for the texts decides."""
    tied = ("Ani", "Budi", "Cici", "Dodi")

    assert TieBreak(lot="2015-11-02").settle(tied, Purpose.ELECTION).chosen == "Ani"


def test_backwards_takes_the_latest_round_in_which_they_differ() -> None:
    """An older difference does not count where a later one decides."""
    earlier = [{"a": 1, "b": 2}, {"a": 4, "b": 3}, {"a": 5, "b": 5}]
    tie = TieBreak().settle(("a", "b"), Purpose.EXCLUSION, stage=4, earlier=earlier)

    assert (tie.chosen, tie.how, tie.stage) == ("b", Step.BACKWARDS, 4)


def test_backwards_narrows_three_who_are_tied() -> None:
    """Those still equal in the deciding round are told apart by the rounds before it."""
    earlier = [{"a": 3, "b": 2, "c": 1}, {"a": 4, "b": 4, "c": 5}]
    settle = TieBreak().settle

    assert settle(("a", "b", "c"), Purpose.EXCLUSION, earlier=earlier).chosen == "b"
    assert settle(("a", "b", "c"), Purpose.ELECTION, earlier=earlier).chosen == "c"
    assert settle(("a", "b"), Purpose.EXCLUSION, earlier=earlier[1:]).left == ("a", "b")


def test_a_real_count_looks_back() -> None:
    """Second-round equals are told apart by the first round."""
    paper = Profile.weighted({("a",): 5, ("b",): 3, ("c",): 2, ("d", "c"): 1})
    result = count(paper, IRV())
    blind = count(paper, IRV(), ties=TieBreak(backwards=False))

    assert [stage.who for stage in result.stages] == [("d",), ("c",), ("a",)]
    assert [tie.how for tie in result.ties] == [Step.BACKWARDS]
    assert blind.tie is not None
    assert blind.tie.tried == ()


def test_a_tie_for_election_is_possible_below_one_half() -> None:
    """Where the threshold lets two pass at once, the tie is one for election."""
    third = IRV(Threshold.parse(">= 1/3"))
    stopped = count([["a"], ["b"], ["c"]], third)
    drawn = count([["a"], ["b"], ["c"]], third, ties=TieBreak(order=("c", "b", "a")))

    assert stopped.tie is not None
    assert stopped.tie.over is Purpose.ELECTION
    assert drawn.winner == "c"


@given(profiles(min_valid=1), tie_breaks())
def test_no_tie_is_settled_in_silence(profile: Profile, ties: TieBreak) -> None:
    """A count is complete or stopped by its last tie, and each settled tie says how."""
    result: Result = count(profile, IRV(), ties=ties)

    assert result.complete == (len(result.elected) == 1)
    assert all(tie.chosen and tie.how in tie.tried for tie in result.ties[:-1])
    assert result.tie in {None, *result.ties[-1:]}
    assert result.complete or not ties.lot


def test_rules_for_ties_are_checked() -> None:
    """A repeated name, an empty seed and a stranger in the order are slips."""
    with pytest.raises(ValueError, match="names each candidate once"):
        TieBreak(order=("a", "a"))
    with pytest.raises(TypeError, match="a list or tuple"):
        TieBreak(order="ab")
    with pytest.raises(ValueError, match="lot"):
        TieBreak(lot="")
    with pytest.raises(ValueError, match="ranks x and y, who stand for nothing here"):
        count([["a"]], IRV(), ties=TieBreak(order=("y", "a", "x")))


@pytest.mark.parametrize(
    ("draws", "chosen"),
    [
        ([(["b", "a"], None)], "a"),
        ([(["b", "a", "c"], None)], None),
        ([(["b", "a"], 2)], None),
        ([(["b", "a"], 2), (["a", "b"], 1)], "b"),
        ([(["c", "a"], None), (["b", "a"], 1)], "a"),
    ],
)
def test_a_draw_settles_the_tie_that_was_drawn_for(
    draws: list[tuple[list[str], int | None]], chosen: str | None
) -> None:
    """Exactly those who were tied, at that stage where one is named; the last drawn goes."""
    drawn = [Draw(order, witnesses=["teller"], stage=stage) for order, stage in draws]
    tie = TieBreak(drawn=drawn).settle(("a", "b"), Purpose.EXCLUSION)

    assert (tie.chosen, tie.tried) == (chosen, (Step.DRAWN,))
    assert Step.DRAWN.label("id") == "undian di hadapan saksi"


def test_a_draw_elects_the_first_drawn_before_any_lot() -> None:
    """The draw by hand comes after the order and before the public lot."""
    draw = Draw(["b", "a"], witnesses=["teller"])
    tie = TieBreak(order=("a",), drawn=[draw], lot="seed").settle(("a", "b"), Purpose.ELECTION)

    assert (tie.chosen, tie.tried) == ("b", (Step.ORDER, Step.DRAWN))


def test_a_draw_without_witnesses_is_none() -> None:
    """Nobody saw it, nobody was drawn, somebody twice: slips."""
    with pytest.raises(ValueError, match="witnesses"):
        Draw(["a", "b"], witnesses=[])
    with pytest.raises(ValueError, match="witnesses must not be blank"):
        Draw(["a", "b"], witnesses=[" "])
    with pytest.raises(ValueError, match="order"):
        Draw(["a"], witnesses=["teller"])
    with pytest.raises(ValueError, match="names each candidate once"):
        Draw(["a", "a"], witnesses=["teller"])
    with pytest.raises(TypeError, match="a list or tuple"):
        Draw(["a", "b"], witnesses="teller")
    with pytest.raises(ValueError, match="stage"):
        Draw(["a", "b"], witnesses=["teller"], stage=0)
    with pytest.raises(TypeError, match="drawn must be a Draw"):
        TieBreak(drawn=[("a", "b")])
    with pytest.raises(ValueError, match="ranks x, who stand for nothing here"):
        count([["a"]], IRV(), ties=TieBreak(drawn=[Draw(["a", "x"], witnesses=["teller"])]))


def test_a_seed_is_committed_to_and_revealed() -> None:
    """What was published binds the seed: another one is refused with what to do."""
    published = commit("kartu 8, Ketua 2015")

    assert published == sha256(b"kartu 8, Ketua 2015").hexdigest()
    assert reveal("kartu 8, Ketua 2015", f" {published.upper()}\n") == "kartu 8, Ketua 2015"
    assert TieBreak(lot="kartu 8, Ketua 2015", commitment=published).lot is not None
    with pytest.raises(RefusedError, match=r"was published .*; reveal the seed that was committed"):
        reveal("kartu 9, Ketua 2015", published)
    with pytest.raises(RefusedError, match="draw the public lot: the seed has the SHA-256"):
        TieBreak(lot="kartu 9", commitment=published)


def test_commitments_are_checked() -> None:
    """A blank seed commits to nothing, and a commitment needs its seed."""
    with pytest.raises(ValueError, match="seed must not be blank"):
        commit(" ")
    with pytest.raises(TypeError, match="seed must be a str"):
        commit(8)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="commitment must be a str"):
        reveal("seed", None)  # type: ignore[arg-type]
    for cut in (commit("seed")[:-1], f"{commit('seed')}0", f"x{commit('seed')[1:]}", ""):
        with pytest.raises(ValueError, match="a commitment is the SHA-256 of a seed in 64 hexa"):
            reveal("seed", cut)
    with pytest.raises(ValueError, match="a commitment binds the seed of a lot"):
        TieBreak(commitment=commit("seed"))


def test_the_record_of_a_draw_is_part_of_the_digest() -> None:
    """Other witnesses, another commitment or another way back are another record."""
    plain = TieBreak(lot="seed")
    rules = [
        plain,
        TieBreak(lot="seed", commitment=commit("seed")),
        TieBreak(lot="seed", narrow=False),
        TieBreak(lot="seed", drawn=[Draw(["a", "b"], witnesses=["teller 1"])]),
        TieBreak(lot="seed", drawn=[Draw(["a", "b"], witnesses=["teller 2"])]),
    ]
    results = [count(EVEN, IRV(), ties=rule) for rule in rules]

    assert len({result.digest for result in results}) == len(rules)
    assert all(verify(result, digest=result.digest) == () for result in results)
