from collections.abc import Iterable, Iterator
from typing import Final

import attrs
from attrs.validators import deep_iterable, ge

from bakohumas.elections._ballots import in_order
from bakohumas.elections._conditions import Conditions
from bakohumas.elections._counting import count
from bakohumas.elections._guards import Guard, Kept
from bakohumas.elections._methods import Method, under_conditions
from bakohumas.elections._profiles import Profile
from bakohumas.elections._results import Result
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Purpose, TieBreak
from bakohumas.errors import MODEL, SeatError, expect, of_kind
from bakohumas.languages import Lang, listed, pick

_REFUSE: Final = TieBreak()


@attrs.frozen
class NextHighest:
    """Whoever had the most votes after those who are passed over.

    What counts is the first stage of the count that is followed: nothing is counted anew,
    and no later preference is looked at.

    Attributes:
        after: The method that was counted by.
        seats: How many seats were filled then.
        passed: Who was elected then, or is no longer eligible.

    Examples:
        >>> from bakohumas.elections import Majority
        >>> votes = [["Ani"]] * 4 + [["Budi"]] * 3 + [["Cici"]] * 2
        >>> count(votes, NextHighest(Majority(None), passed=["Ani"])).winner
        'Budi'
    """

    after: Method
    seats: int = attrs.field(default=1, validator=[of_kind(int), ge(1)])
    passed: tuple[str, ...] = attrs.field(
        default=(), converter=in_order, validator=deep_iterable(of_kind(str)), kw_only=True
    )

    def __str__(self) -> str:
        return f"next highest after {', '.join(self.passed)} of {self.seats} by {self.after}"

    def label(self, lang: Lang = "en") -> str:
        """What people call it."""
        return pick(lang, "next highest", "suara terbanyak berikutnya")

    def stages(self, profile: Profile, *, seats: int, ties: TieBreak) -> Iterator[Stage]:
        """Elect the next one, or stop at a tie.

        Raises:
            SeatError: If nobody is left, or the method cannot count these ballots.
            ValueError: If *seats* is not 1.
        """
        if seats != 1:
            msg = f"{self.label()} fills one seat, got seats={seats}"
            raise ValueError(msg)
        first = next(iter(self.after.stages(profile, seats=self.seats, ties=ties)))
        left = {name: votes for name, votes in first.tallies if name not in self.passed}
        if not left:
            raise SeatError(
                "fill the vacancy",
                f"nobody stood beside {listed(self.passed)}",
                MODEL,
                "hold a by-election",
            )
        most = max(left.values())
        who = tuple(name for name, votes in left.items() if votes == most)
        action, tie = Action.ELECTED, None
        if len(who) > 1:
            tie = ties.settle(who, Purpose.ELECTION)
            who, action = tie.left, action if tie.chosen else Action.TIE
        yield attrs.evolve(
            first, needed=0, action=action, who=who, how=How.MOST, tie=tie, passed=()
        )


def _left(
    result: Result, vacated: Iterable[str], sitting: Iterable[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who left, and who stays."""
    expect(result, Result, what="result")
    gone = in_order(vacated)
    board = result.elected if sitting is None else in_order(sitting)
    others = [name for name in gone if name not in board]
    if others or not gone:
        msg = f"a seat falls vacant when somebody elected leaves it, got {listed(others)}"
        raise ValueError(msg)
    return gone, tuple(name for name in board if name not in gone)


def next_highest(
    result: Result,
    vacated: Iterable[str],
    *,
    ineligible: Iterable[str] = (),
    sitting: Iterable[str] | None = None,
    ties: TieBreak = _REFUSE,
) -> Result:
    """Fill a vacancy by the votes of then: whoever came next takes the seat.

    Args:
        result: The count in which the seat was filled.
        vacated: Who left it.
        ineligible: Who else of the candidates of then cannot take it now.
        sitting: Who sat up to now, whoever left among them; those elected then, if nobody
            has followed on a seat since.
        ties: How to settle ties.

    Returns:
        The count for the one seat, over the same ballots.

    Raises:
        SeatError: If nobody is left.
        TypeError: If *result* is no result.
        ValueError: If whoever left was not elected.

    Examples:
        >>> from bakohumas.elections import Approval
        >>> then = count([["Ani", "Budi"], ["Ani", "Cici"], ["Cici"]], Approval(), seats=1,
        ...     ties=TieBreak(order=("Ani", "Cici")))
        >>> next_highest(then, ["Ani"]).winner
        'Cici'
    """
    gone, board = _left(result, vacated, sitting)
    passed = dict.fromkeys((*result.elected, *gone, *board, *in_order(ineligible)))
    method = NextHighest(result.method, result.seats, passed=tuple(passed))
    return count(result.profile, method, ties=ties, withdrawn=result.withdrawn)


def countback(
    result: Result,
    vacated: Iterable[str],
    *,
    ineligible: Iterable[str] = (),
    sitting: Iterable[str] | None = None,
    ties: TieBreak | None = None,
) -> Result:
    """Fill vacancies by counting the same ballots again without those who left.

    Whoever still sits keeps the seat: they are never excluded, and once the seats left
    are theirs nobody else is elected. By choices, points or pairs whoever then comes first of
    those who do not sit takes the seat. Constraints of a contest bind the new count as well. With
    :class:`STV` by the rule of Meek nothing of what voters wished is lost on the way.

    Args:
        result: The count in which the seats were filled.
        vacated: Who left a seat.
        ineligible: Who else of the candidates of then cannot take one now.
        sitting: Who sat up to now, whoever left among them; those elected then, if nobody
            has followed on a seat since.
        ties: How to settle ties; as they were settled then, if left out.

    Returns:
        The new count; who is elected in it and did not sit takes the seat.

    Raises:
        SeatError: If too few are left.
        TypeError: If *result* is no result.
        ValueError: If whoever left was not elected, or others sit and the method cannot
            keep their seats for them.

    Examples:
        >>> from bakohumas.elections import STV
        >>> votes = [["Ani", "Budi"]] * 5 + [["Cici"]] * 4 + [["Dodi"]] * 2
        >>> then = count(votes, STV("meek"), seats=2)
        >>> then.elected, countback(then, ["Ani"]).elected
        (('Ani', 'Cici'), ('Budi', 'Cici'))
    """
    gone, board = _left(result, vacated, sitting)
    withdrawn = tuple(dict.fromkeys((*result.withdrawn, *gone, *in_order(ineligible))))
    kept = [name for name in board if name not in withdrawn]
    guard: Guard | None = Kept(kept) if kept else None
    if guard:
        under_conditions(result.method, f"{listed(kept)} would keep a seat")
    if isinstance(result.guard, Conditions):
        guard = attrs.evolve(result.guard, kept=kept)
    return count(
        result.profile,
        result.method,
        seats=result.seats,
        ties=result.tiebreak if ties is None else ties,
        withdrawn=withdrawn,
        guard=guard,
    )
