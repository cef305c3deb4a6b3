from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from bakohumas.elections._approval import Approval
from bakohumas.elections._borda import Borda
from bakohumas.elections._condorcet import RankedPairs, Schulze
from bakohumas.elections._figures import Figure
from bakohumas.elections._irv import IRV
from bakohumas.elections._methods import Method
from bakohumas.elections._pairwise import pairwise
from bakohumas.elections._profiles import Profile
from bakohumas.elections._single import EmptyBox, Majority, Runoff
from bakohumas.elections._stages import Action, Stage


def margin_of(
    method: Method, profile: Profile, stages: Sequence[Stage], elected: Collection[str]
) -> int | None:
    """How many ballots would have had to be other ones, by the rule of each method.

    One other ballot takes a vote from one candidate and gives it to another, so that their
    distance shrinks by two at most.
    """
    last = stages[-1]
    if last.action is not Action.ELECTED:
        return None
    if isinstance(method, EmptyBox):
        return int(dict(last.tallies)[last.who[0]] - max(last.needed, 1) + 1)
    figures = (last if isinstance(method, IRV | Majority) else stages[0]).tallies
    won = {name: votes for name, votes in figures if name in elected}
    lost = {name: votes for name, votes in figures if name not in won}
    found: int | None = None
    if not lost:
        pass
    elif isinstance(method, IRV | Majority):
        found = _of_one(method, last.needed, max(won.values()), list(lost.values()))
    elif isinstance(method, Approval):
        found = _half(min(won.values()) - max(lost.values()))
    elif isinstance(method, Borda):
        found = _by_points(profile, won, lost)
    elif isinstance(method, Schulze | RankedPairs) and len(won) == 1:
        found = _by_pairs(profile)
    return found


def _half(distance: Figure) -> int:
    return int(-(-distance // 2))


def _of_one(method: IRV | Majority, needed: Figure, votes: Figure, lost: Sequence[Figure]) -> int:
    second = max(lost)
    level = _half(votes - second)
    if needed and isinstance(method, Majority) and method.runoff is Runoff.NONE:
        return min(level, int(votes - needed) + 1)
    if needed and len(lost) > 1:  # or the third would pass on votes, perhaps to the winner
        return max(level, int(needed - second))
    return level


def _by_points(profile: Profile, won: Mapping[str, Figure], lost: Mapping[str, Figure]) -> int:
    """The fewest over all pairs; a pair is looked at where it could have fewer than those before.

    A ballot that is another one puts the one who lost first and the one who won last: those
    go first by which most is gained.
    """
    size = len(profile.candidates)
    swing = 20 * (size - 1)  # tenths of a point, from the one end of a ballot to the other
    apart = sorted((won[w] - lost[x], w, x) for w in won for x in lost)
    best = profile.valid
    for distance, winner, loser in apart:
        if -(-distance // swing) >= best:
            break
        best = min(best, _swung(profile, winner, loser, int(distance)))
    return best


def _swung(profile: Profile, winner: str, loser: str, distance: int) -> int:
    size = len(profile.candidates)
    one, two = map(profile.candidates.index, (winner, loser))
    gains: Counter[int] = Counter()
    most = 10 * (size - 1)
    for ballot, times in profile.piles.items():
        gains[most + _worth(ballot, one, size) - _worth(ballot, two, size)] += times
    for groups, times in profile.tied.items():
        gains[most + _shared(groups, one, size) - _shared(groups, two, size)] += times
    ranked, changed = sorted(gains.items()), 0
    while distance > 0:
        gain, times = ranked.pop()
        some = min(times, -(-distance // gain))
        changed, distance = changed + some, distance - some * gain
    return changed


def _worth(ballot: bytes, code: int, size: int) -> int:
    place = ballot.find(code)
    return 10 * (size - 1 - place) if place >= 0 else 5 * (size - len(ballot) - 1)


def _shared(groups: Sequence[bytes], code: int, size: int) -> int:
    left = size
    for group in groups:
        left -= len(group)
        if code in group:
            return 10 * left + 5 * (len(group) - 1)
    return 5 * (left - 1)


def _by_pairs(profile: Profile) -> int | None:
    duels = pairwise(profile)
    if duels.winner is None:
        return None
    best = duels.candidates.index(duels.winner)
    ahead = (
        for_ - row[best]
        for other, (for_, row) in enumerate(zip(duels.above[best], duels.above, strict=True))
        if other != best
    )
    return _half(min(ahead))
