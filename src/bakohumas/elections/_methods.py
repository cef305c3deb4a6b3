from collections.abc import Iterable
from typing import Protocol

from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Stage
from bakohumas.elections._ties import TieBreak
from bakohumas.errors import MODEL, SeatError
from bakohumas.languages import Lang, number


class Method(Protocol):
    """A way to count: anything that turns a profile into stages.

    ``str()`` of a method names its rule and every option of it: the digest of
    a result rests on it. A method that can count under conditions has a
    :meth:`stages` that takes ``guard=`` as well, and says so by ``guarded = True``.

    Examples:
        >>> from bakohumas.elections import IRV, Acclamation
        >>> str(IRV()), str(Acclamation())
        ('irv > 1/2', 'acclamation')
    """

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        ...

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterable[Stage]:
        """Count, one stage after the other.

        Where the figures of a stage count votes, the tallies, its exhausted ballots and what is
        lost by fraction add up to the valid ballots. A tie that *ties* does not settle is
        the last stage.

        Args:
            profile: The ballots.
            seats: How many to elect.
            ties: How to settle ties.

        Raises:
            SeatError: If the method cannot fill the seats from these ballots.
            ValueError: If the method is not made for so many *seats*.
        """
        ...


def takes_conditions(method: Method) -> bool:
    """Whether a method can count under conditions."""
    return bool(getattr(method, "guarded", False))


def under_conditions(method: Method, why: str) -> None:
    """Refuse a method that counts without conditions where there are some."""
    if not takes_conditions(method):
        msg = f"{method.label()} counts without conditions, and {why}: elect by STV, Approval, "
        msg += "Borda, Schulze or RankedPairs, or fill a vacancy by next_highest"
        raise ValueError(msg)


def one_seat(method: Method, seats: int) -> None:
    """Refuse another number of seats than one."""
    if seats != 1:
        msg = f"{method.label()} fills one seat, got seats={seats}"
        raise ValueError(msg)


def some_seats(method: Method, seats: int) -> None:
    """Refuse a number of seats below one."""
    if seats < 1:
        msg = f"{method.label()} fills one seat or more, got seats={seats}"
        raise ValueError(msg)


def enough_stand(profile: Profile, seats: int) -> None:
    """Refuse a count with too few candidates."""
    standing = len(profile.candidates)
    if not standing:
        raise SeatError("elect", "nobody stands", MODEL, "call for candidates")
    if standing < seats:
        raise SeatError(
            f"fill {seats} seats",
            f"only {standing} stand",
            MODEL,
            "call for more candidates, or fill fewer seats",
        )


def somebody_voted(profile: Profile) -> None:
    """Refuse a count without a valid ballot."""
    if not profile.valid:
        raise SeatError("count the votes", "no valid ballot was cast", MODEL, "hold the vote again")


def strictly_ranked(method: Method, profile: Profile) -> None:
    """Refuse ballots with equal preferences."""
    if profile.tied:
        raise SeatError(
            f"count by {method.label()}",
            f"{number(sum(profile.tied.values()))} ballots like several candidates equally",
            MODEL,
            "count them by Schulze, RankedPairs or Borda, or take one preference a place",
        )
