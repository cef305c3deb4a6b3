from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.elections import Share, Step, TieBreak, apportion
from bakohumas.errors import UndecidedError

VOTES = {"A": 100_000, "B": 80_000, "C": 30_000, "D": 20_000}
shares = st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 40), min_size=1).filter(
    lambda votes: sum(votes.values()) > 0
)
LOT = TieBreak(lot="2015-11-02")


def slow_divisors(votes: dict[str, int], seats: int, step: int, first: int) -> set[tuple[int, ...]]:
    """Every way to hand the seats to the highest of all quotients."""
    quotients = sorted(
        (Fraction(votes[name], first + step * k), name) for name in votes for k in range(seats)
    )
    quotients.reverse()
    bound = quotients[seats - 1][0]
    sure = [name for quotient, name in quotients if quotient > bound]
    open_ = [name for quotient, name in quotients if quotient == bound]
    found = set()
    for some in combinations(open_, seats - len(sure)):
        taken = sure + list(some)
        found.add(tuple(taken.count(name) for name in votes))
    return found


@given(shares, st.integers(1, 7))
def test_divisors_give_seats_to_the_highest_quotients(votes: dict[str, int], seats: int) -> None:
    """D'Hondt and Sainte-Laguë, by listing every quotient there is."""
    for method, step in ((Share.DHONDT, 1), (Share.SAINTE_LAGUE, 2)):
        got = apportion(votes, seats, method=method, ties=LOT)

        assert tuple(n for _, n in got.allocation) in slow_divisors(votes, seats, step, 1)


@given(shares, st.integers(0, 30))
def test_the_largest_remainder_keeps_to_the_quota(votes: dict[str, int], seats: int) -> None:
    """Everybody gets the whole part of a fair share, or one more; and larger remainders first."""
    got = apportion(votes, seats, method="largest-remainder", ties=LOT)
    fair = {name: Fraction(each * seats, sum(votes.values())) for name, each in votes.items()}
    up = {name: n - fair[name] // 1 for name, n in got.allocation}
    rest = {name: fair[name] % 1 for name in votes}

    assert sum(n for _, n in got.allocation) == seats
    assert set(up.values()) <= {0, 1}
    assert all(rest[one] >= rest[two] for one in up for two in up if up[one] and not up[two])


@given(shares, st.integers(1, 9), st.sampled_from(Share))
def test_a_tie_stops_the_sharing_until_it_is_settled(
    votes: dict[str, int], seats: int, method: Share
) -> None:
    """By default nothing is drawn; what was certain stands."""
    stopped, settled = (
        apportion(votes, seats, method=method),
        apportion(votes, seats, method=method, ties=LOT),
    )

    assert settled.complete
    assert stopped.complete == (not stopped.ties)
    assert stopped.complete == (not settled.ties)
    assert all(n <= dict(settled.allocation)[name] for name, n in stopped.allocation)


def test_three_rules_share_eight_seats() -> None:
    """The example of the encyclopaedias."""
    got = {
        rule.value: [n for _, n in apportion(VOTES, 8, method=rule).allocation] for rule in Share
    }

    assert got == {
        "largest-remainder": [3, 3, 1, 1],
        "sainte-lague": [3, 3, 1, 1],
        "dhondt": [4, 3, 1, 0],
    }
    assert apportion(VOTES, 8).rows()[0] == {"name": "A", "votes": 100_000, "seats": 3}
    assert apportion(VOTES, 8).seats_of("C") == 1
    assert apportion(VOTES, 8, method="dhondt").explain("id") == (
        "8 kursi menurut D'Hondt: A 4, B 3, C 1 dan D 0."
    )


def test_a_tie_is_told() -> None:
    """Who is tied, and what gave the seat."""
    stopped = apportion({"A": 1, "B": 1}, 1)
    settled = apportion({"A": 1, "B": 1}, 1, ties=TieBreak(order=("B", "A")))

    assert stopped.explain() == (
        "1 seats by Sainte-Laguë: A 0 and B 0; A and B tied for a seat, which nobody has settled."
    )
    assert settled.explain("id") == (
        "1 kursi menurut Sainte-Laguë: A 0 dan B 1; A dan B seri untuk satu kursi, dan urutan "
        "yang disepakati sebelumnya memberikannya ke B."
    )
    assert [tie.how for tie in settled.ties] == [Step.ORDER]
    with pytest.raises(UndecidedError, match="do not tell A, B apart"):
        stopped.seats_of("A")


def test_slips_are_told() -> None:
    """Votes are whole numbers by name, not below zero, and not all zero."""
    with pytest.raises(ValueError, match=r"got 3 seats and \{'A': 0\}"):
        apportion({"A": 0}, 3)
    with pytest.raises(ValueError, match="got -1 seats"):
        apportion({"A": 1}, -1)
    with pytest.raises(ValueError, match="seats go to whoever has votes"):
        apportion({"A": 3, "B": -1}, 2)
    with pytest.raises(TypeError, match="votes of A must be an int, got the float"):
        apportion({"A": 1.5}, 2)  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="method must be one of largest-remainder"):
        apportion({"A": 1}, 2, method="adams")
