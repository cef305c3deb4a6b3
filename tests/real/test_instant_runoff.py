"""Profiles typed anew from where they were published, with the winners stated there."""

import pytest

from bakohumas.elections import IRV, Profile, count

# The choice of a capital for Tennessee, by how near each city lies to the others:
# electowiki.org/wiki/Effects_of_different_voting_systems_under_similar_circumstances
MEMPHIS = {
    ("Memphis", "Nashville", "Chattanooga", "Knoxville"): 42,
    ("Nashville", "Chattanooga", "Knoxville", "Memphis"): 26,
    ("Chattanooga", "Knoxville", "Nashville", "Memphis"): 15,
    ("Knoxville", "Chattanooga", "Nashville", "Memphis"): 17,
}
# Two profiles of E. Kaltofen's course on discrete models (Duke, autumn 2022), after
# P. Tannenbaum, Excursions in Modern Mathematics: four voters who come to
# like the winner of the first make that winner lose the second.
BEFORE = {tuple("ABC"): 7, tuple("BCA"): 8, tuple("CAB"): 10, tuple("ACB"): 4}
AFTER = {tuple("ABC"): 7, tuple("BCA"): 8, tuple("CAB"): 14}
# J. D. Stein, How Math Explains the World (2008), p. 212: 55 voters, the table
# after the fifth candidate has left it.
SURVIVOR = {
    tuple("ADCB"): 18,
    tuple("BDCA"): 16,
    tuple("CBDA"): 10,
    tuple("DCBA"): 9,
    tuple("CDBA"): 2,
}


@pytest.mark.parametrize(
    ("votes", "winner", "last"),
    [
        (MEMPHIS, "Knoxville", {"Knoxville": 58, "Memphis": 42}),
        (BEFORE, "C", {"A": 11, "C": 18}),
        (AFTER, "B", {"B": 15, "C": 14}),
        (SURVIVOR, "C", {"A": 18, "C": 37}),
    ],
    ids=["Tennessee", "before", "after", "survivor"],
)
def test_published_winners(
    votes: dict[tuple[str, ...], int], winner: str, last: dict[str, int]
) -> None:
    """The instant run-off ends with the winner, and the figures, that were printed."""
    result = count(Profile.weighted(votes), IRV())

    assert result.winner == winner
    assert dict(result.stages[-1].tallies) == last
