from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from bakohumas.elections._ties import Purpose, Tie, TieBreak
from bakohumas.errors import UndecidedError, expect
from bakohumas.languages import Labelled, Lang, listed, number, pick

_REFUSE: Final = TieBreak()


class Share(Labelled):
    """How seats are shared out.

    Examples:
        >>> Share.LARGEST_REMAINDER.label("id")
        'sisa terbesar (Hare)'
    """

    LARGEST_REMAINDER = "largest-remainder", "largest remainder (Hare)", "sisa terbesar (Hare)"
    SAINTE_LAGUE = "sainte-lague", "Sainte-Laguë", "Sainte-Laguë"
    DHONDT = "dhondt", "D'Hondt", "D'Hondt"


@attrs.frozen
class Apportionment:
    """Seats shared out in proportion, and every tie that arose.

    Attributes:
        method: How they were shared out.
        votes: What each category or region has: votes, members, inhabitants.
        seats: How many there are.
        allocation: How many each gets, in the order of *votes*; those it gets for certain, where
            a tie has stopped it.
        ties: Every tie, settled or not.

    Examples:
        >>> shared = apportion({"ministries": 100, "provinces": 80, "regencies": 30}, 4)
        >>> print(shared.explain())
        4 seats by Sainte-Laguë: ministries 2, provinces 1 and regencies 1.
    """

    method: Share
    votes: tuple[tuple[str, int], ...]
    seats: int
    allocation: tuple[tuple[str, int], ...]
    ties: tuple[Tie, ...] = ()

    @property
    def tie(self) -> Tie | None:
        """The tie that stopped it, or ``None``."""
        return next((tie for tie in self.ties if tie.chosen is None), None)

    @property
    def complete(self) -> bool:
        """Whether every seat is given."""
        return self.tie is None

    def seats_of(self, name: str) -> int:
        """How many seats one of them gets.

        Raises:
            KeyError: If nobody goes by that name.
            UndecidedError: If a tie has stopped it.
        """
        if self.tie:
            raise UndecidedError(self.tie.left, ())
        return dict(self.allocation)[name]

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a category or region."""
        given = dict(self.allocation)
        return [{"name": name, "votes": votes, "seats": given[name]} for name, votes in self.votes]

    def explain(self, lang: Lang = "en") -> str:
        """Who gets how many, in a sentence."""
        given = listed([f"{name} {number(seats, lang)}" for name, seats in self.allocation], lang)
        seats, by = number(self.seats, lang), self.method.label(lang)
        told = pick(lang, f"{seats} seats by {by}: {given}", f"{seats} kursi menurut {by}: {given}")
        for tie in self.ties:
            tied = listed(tie.tied, lang)
            means = listed([step.label(lang) for step in tie.decisive], lang)
            told += pick(lang, f"; {tied} tied for a seat", f"; {tied} seri untuk satu kursi")
            if tie.chosen:
                told += pick(lang, f", and {means} gave it to ", f", dan {means} memberikannya ke ")
                told += tie.chosen
            else:
                told += pick(lang, ", which nobody has settled", ", yang belum diputus")
        return f"{told}."


def apportion(
    votes: Mapping[str, int],
    seats: int,
    method: Share | str = Share.SAINTE_LAGUE,
    *,
    ties: TieBreak = _REFUSE,
) -> Apportionment:
    """Share out seats among categories or regions, in proportion to their votes.

    Args:
        votes: What each has; nothing below zero.
        seats: How many there are to give.
        method: ``largest-remainder``, ``sainte-lague`` (the default) or ``dhondt``.
        ties: How to settle ties; a tie that it does not settle stops the sharing.

    Returns:
        Who gets how many.

    Raises:
        TypeError: If the votes are not whole numbers by name, or *seats* is no number.
        ValueError: If nobody has a vote, a number is below zero, or there is no such method.

    Examples:
        >>> votes = {"A": 100_000, "B": 80_000, "C": 30_000, "D": 20_000}
        >>> [n for _, n in apportion(votes, 8, method="dhondt").allocation]
        [4, 3, 1, 0]
        >>> apportion({"A": 1, "B": 1}, 1).tie.tied
        ('A', 'B')
    """
    expect(votes, Mapping, what="votes")
    expect(seats, int, what="seats")
    expect(ties, TieBreak, what="ties")
    for name, each in votes.items():
        expect(each, int, what=f"votes of {name}")
    if seats < 0 or min(votes.values(), default=0) < 0 or not sum(votes.values()):
        msg = f"seats go to whoever has votes, got {seats} seats and {dict(votes)}"
        raise ValueError(msg)
    share = Share.of(method, what="method")
    given = dict.fromkeys(votes, 0)
    if share is Share.LARGEST_REMAINDER:
        given = {name: each * seats // sum(votes.values()) for name, each in votes.items()}
    settled = tuple(_give(votes, seats, share, given, ties))
    return Apportionment(share, tuple(votes.items()), seats, tuple(given.items()), settled)


def _give(
    votes: Mapping[str, int], seats: int, share: Share, given: dict[str, int], ties: TieBreak
) -> Iterator[Tie]:
    """Give the seats that are left one by one, and tell the ties."""
    had = dict(given)
    while (left := seats - sum(given.values())) > 0:
        claims = {name: _claim(votes, seats, share, given[name], had[name], name) for name in votes}
        most = max(claims.values())
        first = tuple(name for name, claim in claims.items() if claim == most)
        if len(first) <= left:
            for name in first:
                given[name] += 1
            continue
        tie = ties.settle(first, Purpose.ELECTION)
        yield tie
        if tie.chosen is None:
            return
        given[tie.chosen] += 1


def _claim(
    votes: Mapping[str, int], seats: int, share: Share, has: int, had: int, name: str
) -> Fraction:
    """How strong a claim somebody has to the next seat."""
    if share is Share.LARGEST_REMAINDER:
        if has > had:
            return Fraction(-1)
        return Fraction(votes[name] * seats, sum(votes.values())) - had
    return Fraction(votes[name], 2 * has + 1 if share is Share.SAINTE_LAGUE else has + 1)
