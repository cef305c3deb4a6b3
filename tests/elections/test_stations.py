from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import Profile, Tally
from bakohumas.errors import RefusedError
from bakohumas.testing import profiles

PAPER = ("Ani", "Budi", "Cici", "Dodi")


@given(st.lists(profiles(), min_size=3, max_size=3), st.permutations(range(3)))
def test_stations_come_in_any_order(counted: list[Profile], order: list[int]) -> None:
    """Merging is associative and commutative, has a unit, and takes a station once."""
    one, two, three = (Tally(PAPER).add(f"tps {n}", each) for n, each in enumerate(counted))
    left, right = one.merge(two).merge(three), one.merge(two.merge(three))
    shuffled = reduce(Tally.merge, ([one, two, three][place] for place in order))

    assert left == right == shuffled
    assert left.digest == shuffled.digest == left.profile.digest
    assert left.merge(Tally(PAPER)) == Tally(PAPER).merge(left) == left
    assert left.merge(two) == left
    assert left.profile.cast == sum(each.cast for each in counted)
    assert list(left.stations) == ["tps 0", "tps 1", "tps 2"]


def test_a_station_hands_in_one_count() -> None:
    """A second, different one is refused with what to do."""
    tally = Tally(PAPER).add("tps 1", [["Ani"]])

    assert tally.add("tps 1", [["Ani"]]) == tally
    with pytest.raises(
        RefusedError, match=r"of tps 1: it handed in others before, 1 ballots.*sett"
    ):
        tally.merge(Tally(PAPER).add("tps 1", [["Budi"]]))


def test_stations_share_one_paper() -> None:
    """Other candidates, a blank name or another kind are slips."""
    with pytest.raises(ValueError, match="candidates agree"):
        Tally(PAPER).add("tps 1", Profile.of([["Edo"]]))
    with pytest.raises(ValueError, match="candidates agree"):
        Tally(PAPER).merge(Tally(["Edo"]))
    with pytest.raises(ValueError, match="station must not be blank"):
        Tally(PAPER).add(" ", [])
    with pytest.raises(TypeError, match="station must be a str"):
        Tally(PAPER).add(1, [])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="names each candidate once"):
        Tally(["a", "a"])
    with pytest.raises(TypeError, match="other must be a Tally"):
        Tally(PAPER).merge(None)  # type: ignore[arg-type]
