"""Count against other programs: the same ballots, the same answer, then the time.

Run ``nox -s bench``, or this file where the programs of the group ``bench`` are installed; one that
is missing is named and left out. Both sides start from a list of tuples of names and end
with who is elected, so that reading the ballots is part of what is timed; imports and one
small count to warm up are not. The clock is processor time of this process.
"""

import argparse
import gc
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from random import Random
from time import process_time

from bakohumas.elections import (
    IRV,
    STV,
    Approval,
    Borda,
    Method,
    RankedPairs,
    Schulze,
    TieBreak,
    count,
)

Ballots = list[tuple[str, ...]]
Elect = Callable[[Ballots, Sequence[str], int], set[str]]
PATIENCE = 8.0  # seconds after which a program is not asked for another round
HOPELESS = 15.0  # seconds that it would need at least, beyond which it is not asked at all
SEED = 2015


def electorate(voters: int, candidates: int) -> tuple[Ballots, list[str]]:
    """Two camps that like everybody to a different degree, and rank all (Plackett-Luce)."""
    dice = Random(SEED)
    names = [f"Calon {number:02}" for number in range(1, candidates + 1)]
    camps = [[math.exp(dice.gauss(0, 1)) for _ in names] for _ in range(2)]
    ballots = []
    for _ in range(voters):
        liking = dice.choice(camps)
        wait = {name: dice.expovariate(like) for name, like in zip(names, liking, strict=True)}
        ballots.append(tuple(sorted(names, key=wait.__getitem__)))
    return ballots, names


def ours(method: Method) -> Elect:
    """This library, by one method."""

    def elect(ballots: Ballots, names: Sequence[str], seats: int) -> set[str]:
        order = TieBreak(order=names)
        return set(count(ballots, method, seats=seats, candidates=names, ties=order).elected)

    return elect


def pyrankvote(ballots: Ballots, names: Sequence[str], _seats: int) -> set[str]:
    """An instant run-off by pyrankvote."""
    program = import_module("pyrankvote")
    known = {name: program.Candidate(name) for name in names}
    papers = [program.Ballot(ranked_candidates=[known[name] for name in b]) for b in ballots]
    result = program.instant_runoff_voting(list(known.values()), papers)
    return {winner.name for winner in result.get_winners()}


def votelib_stv(ballots: Ballots, _names: Sequence[str], seats: int) -> set[str]:
    """Exact Gregory by votelib; with one seat an instant run-off."""
    sequential = import_module("votelib.evaluate.sequential")
    selector = sequential.TransferableVoteSelector(quota_function="droop")
    return set(selector.evaluate(dict(Counter(ballots)), seats))


def votelib_borda(ballots: Ballots, names: Sequence[str], seats: int) -> set[str]:
    """Borda by votelib, which takes a text for a group of its letters: candidates are numbers."""
    code = {name: place for place, name in enumerate(names)}
    scorer = import_module("votelib.component.rankscore").Borda(0)
    convert = import_module("votelib.convert").RankedToPositionalVotes(scorer)
    kinds = Counter(ballots).items()
    points = convert.convert({tuple(code[name] for name in ballot): n for ballot, n in kinds})
    return set(sorted(names, key=lambda name: -points.get(code[name], 0))[:seats])


def votelib_pairs(key: str) -> Elect:
    """A method of pairs by votelib."""

    def elect(ballots: Ballots, _names: Sequence[str], seats: int) -> set[str]:
        pairs = import_module("votelib.convert").RankedToCondorcetVotes()
        method = import_module("votelib.evaluate.condorcet").EVALUATORS[key]
        return set(method.evaluate(pairs.convert(dict(Counter(ballots))), seats))

    return elect


def votekit(name: str) -> Elect:
    """A method of VoteKit."""

    def elect(ballots: Ballots, _names: Sequence[str], seats: int) -> set[str]:
        paper = import_module("votekit.ballot").RankBallot
        papers = [
            paper(ranking=[{name} for name in ballot], weight=number)
            for ballot, number in Counter(ballots).items()
        ]
        profile = import_module("votekit.pref_profile").RankProfile(ballots=papers)
        method = getattr(import_module("votekit.elections"), name)
        found = method(profile, n_seats=seats)
        return {str(one) for group in found.get_elected() for one in group}

    return elect


def pref_voting(module: str, name: str, *, several: bool = False) -> Elect:
    """A method of pref_voting."""

    def elect(ballots: Ballots, names: Sequence[str], seats: int) -> set[str]:
        code = {each: place for place, each in enumerate(names)}
        kinds = Counter(ballots)
        rankings = [[code[each] for each in ballot] for ballot in kinds]
        profile = import_module("pref_voting.profiles").Profile(rankings, list(kinds.values()))
        method = getattr(import_module(f"pref_voting.{module}"), name)
        found: Iterable[int] = method(profile, num_seats=seats) if several else method(profile)
        return {names[each] for each in found}

    return elect


# method: seats for one and for several, ours, and the others by program
RACES: dict[str, tuple[bool, Elect, dict[str, Elect]]] = {
    "IRV": (
        False,
        ours(IRV()),
        {
            "pyrankvote": pyrankvote,
            "votelib": votelib_stv,
            "votekit": votekit("FastSTV"),
            "pref_voting": pref_voting("iterative_methods", "instant_runoff"),
        },
    ),
    "STV scottish": (
        True,
        ours(STV()),
        {
            "votekit": votekit("FastSTV"),
            "pref_voting": pref_voting("proportional_methods", "stv_scottish", several=True),
        },
    ),
    "STV exact": (True, ours(STV("exact")), {"votelib": votelib_stv}),
    "STV meek": (
        True,
        ours(STV("meek")),
        {"pref_voting": pref_voting("proportional_methods", "stv_meek", several=True)},
    ),
    "Borda": (
        False,
        ours(Borda()),
        {
            "votelib": votelib_borda,
            "votekit": votekit("Borda"),
            "pref_voting": pref_voting("scoring_methods", "borda"),
        },
    ),
    "Schulze": (
        False,
        ours(Schulze()),
        {
            "votelib": votelib_pairs("schulze"),
            "votekit": votekit("Schulze"),
            "pref_voting": pref_voting("margin_based_methods", "beat_path"),
        },
    ),
    "Ranked pairs": (
        False,
        ours(RankedPairs()),
        {
            "votelib": votelib_pairs("rankedpairs_winvotes"),
            "votekit": votekit("RankedPairs"),
        },
    ),
}


def installed(program: str) -> bool:
    """Whether a program can be imported here."""
    try:
        import_module(program)
    except ImportError:
        return False
    return True


def timed(elect: Elect, ballots: Ballots, names: Sequence[str], seats: int) -> float:
    """Seconds of processor time of one count."""
    gc.collect()
    start = process_time()
    elect(ballots, names, seats)
    return process_time() - start


def race(
    one: Elect, two: Elect, ballots: Ballots, names: Sequence[str], seats: int, *, rounds: int
) -> tuple[list[float], float]:
    """How many times as long the second took in each round, and its longest."""
    ratios, longest, spent = [], 0.0, 0.0
    while len(ratios) < rounds and spent < PATIENCE:
        mine, theirs = (timed(each, ballots, names, seats) for each in (one, two))
        ratios.append(theirs / mine)
        longest, spent = max(longest, theirs), spent + theirs
    return ratios, longest


def compare(sizes: Sequence[int], candidates: int, *, rounds: int) -> None:
    """Race every method against every program that is there."""
    missing = {name for _, _, rivals in RACES.values() for name in rivals if not installed(name)}
    for name in sorted(missing):
        print(f"missing: {name}")
    several = 6 if candidates > 10 else 2
    print(f"\n{candidates} candidates, {several} seats where there are several")
    print("method         voters    against      ratio (lowest - highest)   same answer")
    slowness: dict[tuple[str, str], float] = {}  # seconds a voter, at the size before
    for voters in sizes:
        ballots, names = electorate(voters, candidates)
        for method, (many, mine, rivals) in RACES.items():
            seats = several if many else 1
            answer = mine(ballots, names, seats)
            for program, theirs in rivals.items():
                if program in missing:
                    continue
                head = f"{method:<13}{voters:>8,}    {program:<12}"
                if slowness.get((method, program), 0) * voters > HOPELESS:
                    print(f"{head} not tried: too slow")
                    continue
                with suppress(Exception):  # a tie among so few may be one that it cannot count
                    theirs(ballots[:9], names, seats)
                try:
                    same = theirs(ballots, names, seats) == answer
                except Exception as failure:  # noqa: BLE001 - others fail in many ways: it is told
                    print(f"{head} failed: {type(failure).__name__}")
                    continue
                ratios, longest = race(mine, theirs, ballots, names, seats, rounds=rounds)
                middle = statistics.median(ratios)
                spread = f"({min(ratios):.1f} - {max(ratios):.1f})"
                print(f"{head}{middle:>6.1f} {spread:<20} {'yes' if same else 'NO':>8}", flush=True)
                slowness[method, program] = longest / voters


def growth(sizes: Sequence[int], candidates: int, *, rounds: int) -> None:
    """How our own time grows with the number of voters, as a multiple of the smallest."""
    methods = {name: (2 if many else 1, mine) for name, (many, mine, _) in RACES.items()}
    methods["Approval"] = 2, ours(Approval(3))
    print(f"\ngrowth, {candidates} candidates: time as a multiple of that for {sizes[0]:,} voters")
    base: dict[str, float] = {}
    for voters in sizes:
        ballots, names = electorate(voters, candidates)
        papers = {"Approval": [ballot[:3] for ballot in ballots]}
        told = []
        for method, (seats, mine) in methods.items():
            given = papers.get(method, ballots)
            spent = statistics.median(timed(mine, given, names, seats) for _ in range(rounds))
            told.append(f"{method} {spent / base.setdefault(method, spent):,.0f}")
        print(f"{voters:>10,}  {', '.join(told)}", flush=True)


COUNTED_FROM_A_FILE = """
import resource, sys
from time import process_time
from bakohumas.elections import STV, TieBreak, count
from bakohumas.interchange import read_blt

begun = process_time()
with open(sys.argv[1], encoding="utf-8") as stream:
    file = read_blt(stream)
read = process_time()
order = TieBreak(order=file.profile.candidates)
count(file.profile, STV("scottish"), seats=file.seats, ties=order)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
counted = process_time() - read
print(f"read {read - begun:.1f} s, counted {counted:.1f} s, peak {peak / 1024:.0f} MB")
"""


def streamed(voters: int, candidates: int, seats: int) -> None:
    """The peak memory of a process that reads a BLT file of one line a ballot and counts it."""
    dice = Random(SEED)
    camps = [[math.exp(dice.gauss(0, 1)) for _ in range(candidates)] for _ in range(2)]
    with tempfile.NamedTemporaryFile("w", suffix=".blt", encoding="utf-8") as file:
        file.write(f"{candidates} {seats}\n")
        for _ in range(voters):
            wait = [dice.expovariate(like) for like in dice.choice(camps)]
            order = sorted(range(candidates), key=wait.__getitem__)
            file.write(f"1 {' '.join(str(each + 1) for each in order)} 0\n")
        file.write("0\n" + "".join(f'"Calon {each:02}"\n' for each in range(1, candidates + 1)))
        file.write('"Streamed"\n')
        file.flush()
        print(
            f"\n{voters:,} ballots of {candidates} from a BLT stream, Scottish: ",
            end="",
            flush=True,
        )
        subprocess.run(  # noqa: S603 'our own words'
            [sys.executable, "-c", COUNTED_FROM_A_FILE, file.name], check=True
        )


def main() -> None:
    """Race, grow, and read a great file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--voters", type=int, nargs="+", default=[100, 1_000, 100_000])
    parser.add_argument("--candidates", type=int, nargs="+", default=[5, 20])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--streamed", type=int, default=1_000_000)
    asked = parser.parse_args()
    programs = ["bakohumas", "pyrankvote", "votekit", "votelib", "pref_voting"]
    there = [f"{name} {version(name)}" for name in programs if installed(name)]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, seed {SEED}")
    print(", ".join(there))
    for candidates in asked.candidates:
        compare(asked.voters, candidates, rounds=asked.rounds)
    growth(asked.growth, max(asked.candidates), rounds=asked.rounds)
    if asked.streamed:
        streamed(asked.streamed, max(asked.candidates), 6)


if __name__ == "__main__":
    sys.exit(main())
