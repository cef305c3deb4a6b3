"""Count one office and three seats, meet a tie, and let anybody check the result.

Run it with ``python3 examples/count_a_vote.py``. Names and ballots are invented.
"""

from bakohumas.elections import IRV, STV, TieBreak, commit, count, reveal, verify

BALLOTS = [
    *[["Ani", "Budi", "Cici"]] * 6,
    *[["Budi", "Cici"]] * 4,
    *[["Cici", "Budi"]] * 3,
    *[["Dodi", "Ani"]] * 2,
    [],
    ["Ani", "Ani"],
]


def main() -> None:
    """Print who is elected, round by round, and what a tie does."""
    chair = count(BALLOTS, IRV())
    print(chair.explain())
    print("three seats:", ", ".join(count(BALLOTS, STV(), seats=3).elected))

    even = [["Ani"], ["Budi"]]
    stopped = count(even, IRV())
    print("a tie:", " and ".join(stopped.tie.tied if stopped.tie else ()), "- nobody is elected")
    seed = "27 5 11 40 1"
    published = commit(seed)  # before the ballots are opened
    settled = count(even, IRV(), ties=TieBreak(lot=reveal(seed, published)))
    print("by a public lot:", settled.winner)
    print("differences on a recount:", len(verify(chair)) + len(verify(settled)))


if __name__ == "__main__":
    main()
