import pickle
from collections import Counter
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import Flaw, Profile
from bakohumas.testing import level_ballots, profiles, ranked_ballots

PAPER = ("Ani", "Budi", "Cici", "Dodi")
anything = st.lists(st.sampled_from([*PAPER, "nobody"]), max_size=5).map(tuple)


@given(st.lists(anything))
def test_every_ballot_is_counted_once_and_with_its_reason(ballots: list[tuple[str, ...]]) -> None:
    """Valid, blank and spoilt by reason, sorted out the slow and obvious way."""
    unknown = [ballot for ballot in ballots if "nobody" in ballot]
    known = [ballot for ballot in ballots if "nobody" not in ballot]
    repeated = [ballot for ballot in known if len(set(ballot)) < len(ballot)]
    valid = Counter(ballot for ballot in known if ballot and len(set(ballot)) == len(ballot))
    flaws = {Flaw.UNKNOWN: len(unknown), Flaw.REPEATED: len(repeated)}
    profile = Profile.of(ballots, candidates=PAPER)

    assert dict(profile.ballots()) == valid
    assert profile.spoilt == {flaw: number for flaw, number in flaws.items() if number}
    assert (profile.cast, profile.valid) == (len(ballots), valid.total())
    assert profile.blank == ballots.count(())


@given(st.lists(anything), st.randoms(use_true_random=False))
def test_nobody_can_tell_in_which_order_people_voted(
    ballots: list[tuple[str, ...]], urn: Random
) -> None:
    """Shaking the urn changes neither the profile nor its digest."""
    shaken = list(ballots)
    urn.shuffle(shaken)
    first, second = (Profile.of(each, candidates=PAPER) for each in (ballots, shaken))

    assert first == second
    assert first.digest == second.digest
    assert hash(first) == hash(second)
    assert list(first.ballots()) == list(second.ballots())


@given(st.lists(st.tuples(anything, st.integers(1, 4))))
def test_a_ballot_of_weight_k_is_k_ballots(pairs: list[tuple[tuple[str, ...], int]]) -> None:
    """Weights are nothing but equal ballots."""
    single = [ballot for ballot, number in pairs for _ in range(number)]

    assert Profile.weighted(pairs) == Profile.of(single)


@given(profiles(), profiles(), profiles())
def test_stations_merge_in_any_order(one: Profile, two: Profile, three: Profile) -> None:
    """Merging is associative, commutative and has the empty profile as its unit."""
    left = one.merge(two).merge(three)
    right = three.merge(two.merge(one))

    assert left == right
    assert left.digest == right.digest
    assert left.merge(Profile.of([], candidates=PAPER)) == left
    assert left.cast == one.cast + two.cast + three.cast


@given(profiles(), profiles())
def test_the_digest_tells_profiles_apart(one: Profile, two: Profile) -> None:
    """Two profiles have one digest exactly when they are equal."""
    assert (one.digest == two.digest) == (one == two)


def test_the_digest_is_the_same_on_every_machine() -> None:
    """The canonical text does not change between releases."""
    profile = Profile.of([["Ani", "Budi"], ["Budi"], [], ["Ani", "Ani"]])

    assert profile.digest == "54aafa60a1843173d25c7aeb04a0053d542013896d1aa5eb1485ce5382e463e7"


@given(profiles())
def test_a_profile_can_be_sent_to_another_process(profile: Profile) -> None:
    """Pickling keeps everything."""
    assert pickle.loads(pickle.dumps(profile)) == profile


@given(ranked_ballots(max_size=2))
def test_ballots_are_as_long_as_asked(ballot: tuple[str, ...]) -> None:
    """The strategy keeps to its greatest length and names nobody twice."""
    assert len(set(ballot)) == len(ballot) <= 2


def test_candidates_not_stated_are_those_seen() -> None:
    """Every name on any ballot, spoilt ones included, in alphabetical order."""
    profile = Profile.of(iter([["b"], ["a", "c", "c"], []]))

    assert profile.candidates == ("a", "b", "c")
    assert str(profile) == "3 ballots: 1 valid, 1 blank, 1 spoilt"


def test_a_ballot_with_both_flaws_counts_once() -> None:
    """Where a ballot is spoilt twice over, the unknown candidate is the reason."""
    profile = Profile.of([["x", "a", "a"]], candidates=["a"])

    assert profile.spoilt == {Flaw.UNKNOWN: 1}
    assert Flaw.UNKNOWN.label("id") == "nama yang bukan calon"


def test_255_candidates_fit_and_no_more() -> None:
    """One byte a preference, with one value kept for strangers."""
    paper = [f"candidate {number}" for number in range(256)]
    profile = Profile.of([paper[:255], [paper[255]]], candidates=paper[:255])

    assert (profile.valid, profile.spoilt) == (1, {Flaw.UNKNOWN: 1})
    with pytest.raises(ValueError, match="room for 255 candidates, got 256"):
        Profile.of([paper])


def test_names_may_come_one_by_one() -> None:
    """An iterator over the names is read once, also where what it says is spoilt or level."""
    votes: list[list[str | tuple[str, ...]]] = [["a", "b"], ["a", "a"], ["b", ("a", "c")], []]
    pairs: list[tuple[Any, int]] = [(iter(names), 2) for names in votes]
    listed = Profile.weighted([(names, 2) for names in votes], candidates=["a", "b", "c"])

    assert Profile.weighted(pairs, candidates=["a", "b", "c"]) == listed


@pytest.mark.parametrize("ballot", ["ab", {"a", "b"}, frozenset("ab"), {"a": 1, "b": 2}])
def test_a_ballot_without_an_order_of_names_is_a_slip(ballot: "str | set[str]") -> None:
    """A string, a set or a mapping is refused rather than read letter by letter or at random."""
    with pytest.raises(TypeError, match="a list or tuple, in their order"):
        Profile.of([ballot])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="a list or tuple, in their order"):
        Profile.weighted([(ballot, 2)], candidates=["a", "b"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="a list or tuple, in their order"):
        Profile.of([], candidates=ballot)


@pytest.mark.parametrize(
    ("candidates", "words"),
    [
        (["a", "b", "c", "b", "a", "a"], "names each candidate once, got a and b more than once"),
        (["a", " "], "goes by a name without blanks around it, got ' '"),
        (["a", "b "], "goes by a name without blanks around it, got 'b '"),
        (["a", ""], "goes by a name without blanks around it, got ''"),
        ([str(number) for number in range(256)], "has room for 255 candidates, got 256"),
    ],
)
def test_candidates_are_named_once_each(candidates: list[str], words: str) -> None:
    """A ballot paper with a repeated or blank name, or too many, cannot be made."""
    with pytest.raises(ValueError, match=words):
        Profile.of([], candidates=candidates)
    with pytest.raises(ValueError, match=words):
        Profile(tuple(candidates))


def test_numbers_of_numpy_are_plain_numbers() -> None:
    """Weights from an array are kept as whole numbers, so that the digest can be written."""
    weights = np.array([2, 3], np.int64)
    profile = Profile.weighted(zip([("a",), ("x",)], weights, strict=True), candidates=["a"])

    assert profile == Profile.weighted({("a",): 2, ("x",): 3}, candidates=["a"])
    assert profile.digest == Profile.weighted({("a",): 2, ("x",): 3}, candidates=["a"]).digest


def test_weights_are_whole_and_positive() -> None:
    """Nobody casts a ballot less than once, or half of one."""
    with pytest.raises(ValueError, match=r"at least once, got 0 of \('a',\)"):
        Profile.weighted({("a",): 0})
    with pytest.raises(
        TypeError, match=r"a whole number of times, got Fraction\(1, 2\) of \('a',\)"
    ):
        Profile.weighted([(("a",), Fraction(1, 2))])  # type: ignore[list-item]
    with pytest.raises(ValueError, match=r"'blank' must be >= 0"):
        Profile(("a",), blank=-1)


@given(st.lists(level_ballots()), st.randoms(use_true_random=False))
def test_equal_preferences_are_kept_as_they_were(
    ballots: list[tuple[str | tuple[str, ...], ...]], urn: Random
) -> None:
    """Groups in any order of their names, as tuples or sets, are one ballot; gathered or not."""

    def rewritten(place: str | tuple[str, ...]) -> object:
        if isinstance(place, str):
            return urn.choice([place, (place,), frozenset([place])])
        names = urn.sample(place, len(place))
        return urn.choice([tuple(names), frozenset(names)])

    other = [[rewritten(place) for place in ballot] for ballot in ballots]
    urn.shuffle(other)
    profile = Profile.of(ballots, candidates=PAPER)
    again = Profile.of(other, candidates=PAPER)  # type: ignore[arg-type]

    assert profile == again
    assert profile.digest == again.digest
    assert dict(Profile.weighted(profile.ballots(), candidates=PAPER).ballots()) == dict(
        profile.ballots()
    )
    assert profile.valid + profile.blank == len(ballots)
    assert pickle.loads(pickle.dumps(profile)) == profile


@given(profiles(level=True), profiles(level=True))
def test_the_digest_tells_equal_preferences_from_strict_ones(one: Profile, two: Profile) -> None:
    """Profiles with equal preferences merge, and have one digest exactly when they are equal."""
    assert one.merge(two) == two.merge(one)
    assert (one.digest == two.digest) == (one == two)


def test_names_in_equal_preferences_count_as_seen() -> None:
    """Candidates not stated are found inside groups; flaws are found there, too."""
    profile = Profile.of([["a", ("c", "b")], [("a", "a")], [()], ["d", frozenset({"a", "d"})]])

    assert profile.candidates == ("a", "b", "c", "d")
    assert (profile.valid, profile.blank, profile.spoilt) == (1, 1, {Flaw.REPEATED: 2})
    assert list(profile.ballots()) == [(("a", ("b", "c")), 1)]
    assert Profile.of([[("a", "x")]], candidates=["a"]).spoilt == {Flaw.UNKNOWN: 1}


@pytest.mark.parametrize("ballots", [[["a", ["b", "c"]]], [("a", {"b", "c"})] * 9])
def test_equal_preferences_come_in_a_tuple_or_frozenset(ballots: list[list[object]]) -> None:
    """What cannot be a key is told what to be instead."""
    for candidates in (None, ["a", "b", "c"]):
        with pytest.raises(TypeError, match="equal preferences come in a tuple or frozenset of"):
            Profile.of(ballots, candidates=candidates)  # type: ignore[arg-type]
        pairs = [(ballot, 1) for ballot in ballots]
        with pytest.raises(TypeError, match="equal preferences come in a tuple or frozenset of"):
            Profile.weighted(pairs, candidates=candidates)  # type: ignore[arg-type]


@given(profiles(level=True), st.sets(st.sampled_from(PAPER), max_size=3))
def test_who_withdraws_leaves_everybody_else_in_order(profile: Profile, gone: set[str]) -> None:
    """Ballots without some names, read anew, are the profile without them."""

    def kept(place: str | tuple[str, ...]) -> tuple[str, ...]:
        names = place if isinstance(place, tuple) else (place,)
        return tuple(name for name in names if name not in gone)

    rest = [name for name in PAPER if name not in gone]
    cut = [(tuple(map(kept, ballot)), number) for ballot, number in profile.ballots()]
    read = Profile.weighted(cut, candidates=rest)
    without = profile.without(sorted(gone))

    assert dict(without.ballots()) == dict(read.ballots())
    assert (without.candidates, without.cast) == (tuple(rest), profile.cast)
    assert without.blank == profile.blank + read.blank
    assert without.spoilt == profile.spoilt


def test_only_a_candidate_can_withdraw() -> None:
    """A stranger in the list is a slip."""
    with pytest.raises(ValueError, match="only a candidate can withdraw, and x did not stand"):
        Profile.of([["a"]]).without(["x", "a"])


def test_profiles_of_two_elections_do_not_merge() -> None:
    """The ballot papers must agree; the advice says how."""
    with pytest.raises(ValueError, match=r"state candidates= for both"):
        Profile.of([["a"]]).merge(Profile.of([["b"]]))
