from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from bakohumas.elections._figures import Figure
from bakohumas.elections._guards import Guard, judged, spared
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, Tie, TieBreak

_OMEGA: Final = 6  # shares are near enough when less than 10**-6 of a vote is left over
_KEPT: Final = 10**15


class _Groups:
    """Ballots by the part of them that counts: the elected passed, then the first hopeful.

    One round of sharing out costs as much as there are groups, not ballots; an election or
    an exclusion moves only the groups that stood with that candidate.
    """

    def __init__(self, profile: Profile, decimals: int | None) -> None:
        self.exact = decimals is None
        self.whole: Figure = Fraction(1) if decimals is None else 10**decimals
        self.keeps: list[Figure] = [self.whole] * len(profile.candidates)
        self._elected: set[int] = set()
        self._out = b""
        self._groups: dict[bytes, dict[bytes, int]] = {}
        self._standing: Counter[bytes] = Counter()
        self._spent: Counter[bytes] = Counter()
        for ballot, times in profile.piles.items():
            self._place(b"", ballot, times)

    def _place(self, passed: bytes, rest: bytes, times: int) -> None:
        rest = rest.translate(None, self._out)
        while rest and rest[0] in self._elected:
            passed, rest = passed + rest[:1], rest[1:]
        if not rest:
            self._spent[passed] += times
            return
        key, rest = passed + rest[:1], rest[1:]
        group = self._groups.setdefault(key, {})
        group[rest] = group.get(rest, 0) + times
        self._standing[key] += times

    def elect(self, codes: Sequence[int]) -> None:
        """These keep a share from now on."""
        self._elected.update(codes)
        for code in codes:
            self._again(code, kept=True)

    def exclude(self, codes: Sequence[int]) -> None:
        """These are passed over from now on."""
        self._out += bytes(codes)
        for code in codes:
            self._again(code, kept=False)

    def _again(self, code: int, *, kept: bool) -> None:
        for key in [key for key in self._groups if key[-1] == code]:
            group = self._groups.pop(key)
            del self._standing[key]
            for rest, times in group.items():
                self._place(key if kept else key[:-1], rest, times)

    def share(self) -> list[Figure]:
        """Votes of each candidate, with the shares that the elected keep now."""
        votes: list[Figure] = [0] * len(self.keeps)
        for key, times in self._standing.items():
            votes[key[-1]] += self._through(key[:-1], times, votes) * times
        for key, times in self._spent.items():
            self._through(key, times, votes)
        return votes

    def _through(self, codes: bytes, times: int, votes: list[Figure]) -> Figure:
        value, keeps = self.whole, self.keeps
        for code in codes:
            part = value * keeps[code]
            if not self.exact:
                part = -(-part // self.whole)
            votes[code] += part * times
            value -= part
        return value

    def keep(self, code: int, quota: Figure, votes: Figure) -> None:
        """Find the share of an elected candidate again, so that the quota is kept."""
        if self.exact:
            share = Fraction(self.keeps[code] * quota / votes)
            self.keeps[code] = Fraction(-(-share * _KEPT // 1), _KEPT)
        else:
            kept = -(-self.keeps[code] * quota // self.whole)
            self.keeps[code] = -(-kept * self.whole // votes)


class Meek:
    """A count by the rule of Meek in progress; a stage ends in elections or in an exclusion."""

    def __init__(
        self,
        profile: Profile,
        *,
        seats: int,
        decimals: int | None,
        ties: TieBreak,
        guard: Guard | None,
    ) -> None:
        self.names = profile.candidates
        self.groups = _Groups(profile, decimals)
        self.all = profile.valid * self.groups.whole
        self.near = Fraction(1, 10**_OMEGA) if decimals is None else 10 ** (decimals - _OMEGA)
        self.seats, self.decimals, self.ties, self.guard = seats, decimals, ties, guard
        self.hopeful = list(range(len(self.names)))
        self.elected: list[int] = []
        self.earlier: list[dict[str, Figure]] = []

    def run(self) -> Iterator[Stage]:
        """Stage after stage."""
        while True:
            left = self.seats - len(self.elected)
            guarded, doomed = self._judged(left)
            fits = len(self.hopeful) <= left and not doomed
            votes, quota, surplus, new = self._shared_out(once=fits or bool(doomed))
            here = sorted([*self.hopeful, *self.elected])
            tallies = {self.names[code]: votes[code] for code in here}
            tie: Tie | None = None
            if doomed:
                action, who, how = Action.EXCLUDED, doomed, How.BARRED
            elif fits:
                action, who, how = Action.ELECTED, self._rest(votes), How.REST
            elif new:
                action, who, how = Action.ELECTED, self._elect(new), How.NEEDED
            else:
                action, who, how = (
                    Action.EXCLUDED,
                    self._lowest(votes, surplus, guarded),
                    How.FEWEST,
                )
                if len(who) > 1 and not (
                    not any(tallies[name] for name in who) and self._spared(who, left)
                ):
                    stage = len(self.earlier) + 1
                    tie = self.ties.settle(
                        who, Purpose.EXCLUSION, stage=stage, earlier=self.earlier
                    )
                    who, action = tie.left, action if tie.chosen else Action.TIE
            yield Stage(
                len(self.earlier) + 1,
                tuple(tallies.items()),
                self.all - sum(tallies.values()),
                quota,
                action,
                who,
                how,
                tie,
                decimals=self.decimals or 0,
            )
            done = how is How.REST or len(self.elected) == self.seats
            if action is Action.TIE or done:
                return
            self.earlier.append(tallies)
            if action is Action.EXCLUDED:
                out = [code for code in self.hopeful if self.names[code] in who]
                self.hopeful = [code for code in self.hopeful if code not in out]
                self.groups.exclude(out)

    def _judged(self, left: int) -> tuple[frozenset[str], tuple[str, ...]]:
        return judged(self.guard, self._named(self.elected), self._named(self.hopeful), seats=left)

    def _spared(self, who: tuple[str, ...], left: int) -> bool:
        named = self._named(self.elected), self._named(self.hopeful)
        return spared(self.guard, *named, who, seats=left)

    def _named(self, codes: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.names[code] for code in codes)

    def _rest(self, votes: Sequence[Figure]) -> tuple[str, ...]:
        return self._named(sorted(self.hopeful, key=lambda code: -votes[code]))

    def _lowest(
        self, votes: Sequence[Figure], surplus: Figure, guarded: frozenset[str]
    ) -> tuple[str, ...]:
        """Whoever has the fewest votes, and whoever the surplus still to share could not save."""
        able = [code for code in self.hopeful if self.names[code] not in guarded]
        fewest = min(votes[code] for code in able)
        return self._named([code for code in able if votes[code] <= fewest + surplus])

    def _elect(self, new: Sequence[int]) -> tuple[str, ...]:
        """Elect those who have the quota, as far as the conditions allow."""
        won: list[int] = []
        for code in new:
            if self.names[code] not in self._judged(self.seats - len(self.elected))[1]:
                self.hopeful.remove(code)
                self.elected.append(code)
                won.append(code)
        self.groups.elect(won)
        return self._named(won)

    def _shared_out(self, *, once: bool) -> tuple[list[Figure], Figure, Figure, list[int]]:
        """Votes, quota, the surplus that is left, and who newly has the quota.

        Shares are found again until somebody has the quota, or hardly any surplus is left, or
        it no longer shrinks.
        """
        last: Figure | None = None
        while True:
            votes = self.groups.share()
            total = sum(votes[code] for code in self.hopeful + self.elected)
            if self.decimals is None:
                quota: Figure = Fraction(total, self.seats + 1)
                new = [code for code in self.hopeful if votes[code] > quota]
            else:
                quota = total // (self.seats + 1) + 1
                new = [code for code in self.hopeful if votes[code] >= quota]
            surplus = max(0, sum(votes[code] - quota for code in self.elected))
            stable = surplus < self.near or (last is not None and surplus >= last)
            if once or new or stable:
                return votes, quota, surplus, sorted(new, key=lambda code: -votes[code])
            last = surplus
            for code in self.elected:
                self.groups.keep(code, quota, votes[code])
