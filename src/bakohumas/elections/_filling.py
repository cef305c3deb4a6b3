from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, cast

import attrs
from attrs.validators import optional

from bakohumas.elections._ballots import in_order
from bakohumas.elections._contests import Ballots, Contest, Contested
from bakohumas.elections._results import Result
from bakohumas.elections._ties import TieBreak
from bakohumas.elections._vacancies import countback, next_highest
from bakohumas.errors import MODEL, SeatError, UndecidedError, expect, not_blank, of_kind
from bakohumas.languages import Labelled, Lang, day, listed, pick

_REFUSE: Final = TieBreak()


class Policy(Labelled):
    """How a seat is filled that fell vacant within a term (*PAW*).

    Examples:
        >>> Policy.COUNTBACK.label("id")
        'penghitungan ulang surat suara yang tersimpan'
    """

    NEXT_HIGHEST = "next_highest", "the next highest of then", "suara terbanyak berikutnya"
    COUNTBACK = (
        "countback",
        "a countback of the stored ballots",
        "penghitungan ulang surat suara yang tersimpan",
    )
    BY_ELECTION = "by_election", "a by-election", "pemilihan pengganti"
    APPOINTMENT = "appointment", "appointment", "penunjukan"


@attrs.frozen
class Opening:
    """A seat that fell vacant: who left it, and until when whoever follows serves.

    Attributes:
        seat: Title of the seat.
        left: Who left it.
        until: First day after the term that whoever left had; ``None`` where it has no end.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *seat* or *left* is blank.

    Examples:
        >>> Opening("Sekretaris", left="Ani", until=date(2020, 11, 2)).seat
        'Sekretaris'
    """

    seat: str = attrs.field(validator=not_blank)
    left: str = attrs.field(validator=not_blank)
    until: date | None = attrs.field(default=None, validator=optional(of_kind(date)))


@attrs.frozen
class Succession:
    """Who follows on a seat for the remainder of its term, and why.

    Attributes:
        opening: The seat, and who left it.
        policy: How it was filled.
        who: Who follows.
        result: The count that decided, or the contest with it, from which a further vacancy is
            filled; ``None`` for an appointment.
        passed: Candidates of then who could not follow: they left a seat before, were said to
            be ineligible, or would break a constraint.

    Examples:
        >>> from bakohumas.elections import STV, count
        >>> then = count([["Ani"]] * 3 + [["Budi", "Cici"]] * 2 + [["Cici"]], STV(), seats=1)
        >>> opening = Opening("Ketua", left="Ani", until=date(2020, 11, 2))
        >>> fill(opening, "countback", then=then).who
        'Budi'
    """

    opening: Opening
    policy: Policy
    who: str
    result: Contested | Result | None = None
    passed: tuple[str, ...] = ()

    @property
    def until(self) -> date | None:
        """First day out of office: that of the term that goes on (TRM-10)."""
        return self.opening.until

    def explain(self, lang: Lang = "en") -> str:
        """Who follows whom, how, and until when."""
        way, seat, left = self.policy.label(lang), self.opening.seat, self.opening.left
        said = pick(
            lang,
            f"{seat}: {self.who} follows {left} by {way}",
            f"{seat}: {self.who} menggantikan {left} melalui {way}",
        )
        if self.until:
            last = self.until - timedelta(days=1)
            said += pick(
                lang,
                f", through {day(last)}, when the same term ends",
                f", sampai dengan {day(last, 'id')}, akhir masa tugas yang sama",
            )
        if self.passed:
            gone = listed(self.passed, lang)
            said += pick(lang, f"; passed over: {gone}", f"; dilewati: {gone}")
        return f"{said}."


def fill(
    opening: Opening,
    policy: Policy | str,
    *,
    then: Contested | Result | None = None,
    ineligible: Iterable[str] = (),
    sitting: Iterable[str] | None = None,
    ties: TieBreak | None = None,
    contest: Contest | None = None,
    ballots: Ballots = (),
    who: str = "",
) -> Succession:
    """Fill a seat for the remainder of its term.

    ============  ==============================================================================
    policy        who follows
    ============  ==============================================================================
    next_highest  whoever had the most votes after those elected *then*
    countback     whoever is elected anew when the stored ballots of *then* are counted without
                  whoever left; all others keep their seats
    by_election   whoever wins the *contest* by new *ballots*
    appointment   *who* was named
    ============  ==============================================================================

    Constraints of the contest of then still hold: whoever is elected meets them together with
    those who sit. Nobody who is *ineligible* follows, whatever the policy.

    Args:
        opening: The seat, and who left it.
        policy: How it is filled.
        then: The count, or the contest with its count, in which the seat was filled.
        ineligible: Who cannot take it now, beside those who sit.
        sitting: Who sat up to now by the count of *then*, whoever left among them; those
            elected then, if nobody has followed on a seat since.
        ties: How to settle ties; for a countback as they were settled then, if left out.
        contest: For a by-election: who stands, and under which rules.
        ballots: For a by-election: the new ballots.
        who: For an appointment: who is named.

    Returns:
        Who follows and why.

    Raises:
        SeatError: If nobody is left who may follow.
        TypeError: If what the policy rests on is missing.
        UndecidedError: If a tie stops the count.
        ValueError: If there is no such policy, or whoever left was not elected then.

    Examples:
        >>> from bakohumas.elections import STV, count
        >>> votes = [["Ani", "Budi"]] * 5 + [["Cici"]] * 4 + [["Dodi"]] * 2
        >>> then = count(votes, STV("meek"), seats=2)
        >>> gone = Opening("Sekretaris", "Ani", date(2028, 11, 2))
        >>> print(fill(gone, "countback", then=then).explain())  # doctest: +NORMALIZE_WHITESPACE
        Sekretaris: Budi follows Ani by a countback of the stored ballots, through 1 November
        2028, when the same term ends.
        >>> fill(gone, "next_highest", then=then, ineligible=["Budi"]).who
        'Dodi'
        >>> fill(gone, "appointment", who="Evi").who
        'Evi'
    """
    expect(opening, Opening, what="the opening")
    how, barred = Policy.of(policy, what="policy"), tuple(dict.fromkeys(in_order(ineligible)))
    result: Contested | Result | None = None
    if how is Policy.APPOINTMENT:
        expect(who, str, what="who is appointed")
        follows = who
    elif how is Policy.BY_ELECTION:
        expect(contest, Contest, what="the contest of a by-election")
        result = _anew(cast("Contest", contest), ballots, barred, ties)
        follows = result.result.winner
    else:
        expect(then, Contested, Result, what="the count in which the seat was filled")
        stood = cast("Contested | Result", then)
        there = _result(stood).counted.candidates
        sat = in_order(stood.elected if sitting is None else sitting)
        board = tuple(name for name in sat if name in there)
        before = [name for name in stood.elected if name not in board]
        barred = tuple(
            name
            for name in dict.fromkeys((*barred, *before))
            if name in there and name != opening.left
        )
        if how is Policy.COUNTBACK:
            result, follows = _back(opening, stood, barred, board, ties)
        else:
            barred = (*barred, *_unfit(opening, stood, barred, board))
            result = next_highest(
                *(_result(stood), [opening.left]),
                ineligible=barred,
                sitting=board,
                ties=ties or _REFUSE,
            )
            follows = _result(result).winner
    if not follows.strip() or follows in {*barred, opening.left}:
        raise SeatError(
            f"fill the seat {opening.seat}",
            f"{follows.strip() or 'nobody'} may not take it",
            MODEL,
            "name somebody else",
        )
    return Succession(opening, how, follows, result, barred)


def _result(then: Contested | Result) -> Result:
    return then.result if isinstance(then, Contested) else then


def _anew(
    contest: Contest, ballots: Ballots, barred: tuple[str, ...], ties: TieBreak | None
) -> Contested:
    """The result of a by-election, without whoever may not follow."""
    names = {each.id for each in contest.candidates}
    anew = contest.without([name for name in barred if name in names])
    return attrs.evolve(anew, ties=ties or anew.ties).count(ballots)


def _back(
    opening: Opening,
    then: Contested | Result,
    barred: tuple[str, ...],
    board: tuple[str, ...],
    ties: TieBreak | None,
) -> tuple[Contested | Result, str]:
    """The countback, and who is newly elected by it."""
    left = opening.left
    stay = [name for name in board if name not in {left, *barred}]
    anew: Contested | Result
    if isinstance(then, Result):
        anew = countback(then, [left], ineligible=barred, sitting=board, ties=ties)
    else:
        if left not in board:
            msg = f"a seat falls vacant when somebody elected leaves it, got {left}"
            raise ValueError(msg)
        contest = then.contest.without([left, *barred], kept=stay)
        anew = attrs.evolve(contest, ties=ties or contest.ties).count(then.free.profile)
    new = [name for name in anew.elected if name not in stay]
    tie = _result(anew).tie
    if tie and not new:
        raise UndecidedError(tie.left, anew.elected)
    return anew, new[0] if new else _result(anew).winner


def _unfit(
    opening: Opening,
    then: Contested | Result,
    barred: tuple[str, ...],
    board: tuple[str, ...],
) -> tuple[str, ...]:
    """Who cannot take the seat without breaking a constraint of the contest of then."""
    if isinstance(then, Result):
        return ()
    gone = {opening.left, *barred}
    stay = [name for name in board if name not in gone]
    there = then.result.counted.candidates
    others = [name for name in there if name not in {*stay, *then.elected, *gone}]
    return then.contest.conditions.judge(stay, others, seats=1)[1]
