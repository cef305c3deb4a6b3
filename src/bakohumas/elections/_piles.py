from collections.abc import Iterable

from bakohumas.elections._profiles import Profile


class Piles:
    """Whole ballots, each with the first candidate on it who is still in the count."""

    def __init__(self, profile: Profile) -> None:
        self.names = profile.candidates
        self.votes = [0] * len(self.names)
        self.exhausted = 0
        self.standing: list[int] = list(range(len(self.names)))
        self._gone = b""
        self._piles: list[dict[bytes, int]] = [{} for _ in self.names]
        for ballot, number in profile.piles.items():
            first = ballot[0]
            self._piles[first][ballot] = number
            self.votes[first] += number

    @property
    def tallies(self) -> dict[str, int]:
        """Votes of each candidate still in the count."""
        return {self.names[code]: self.votes[code] for code in self.standing}

    def exclude(self, who: Iterable[str]) -> None:
        """Let candidates go, and their ballots pass to whom they name next."""
        out = set(who)
        leaving = bytes(code for code in self.standing if self.names[code] in out)
        self.standing = [code for code in self.standing if code not in leaving]
        self._gone += leaving
        for code in leaving:
            pile, self._piles[code] = self._piles[code], {}
            for ballot, number in pile.items():
                rest = ballot.translate(None, self._gone)
                if rest:
                    heir = rest[0]
                    self.votes[heir] += number
                    self._piles[heir][rest] = self._piles[heir].get(rest, 0) + number
                else:
                    self.exhausted += number
