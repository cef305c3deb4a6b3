import json
from fractions import Fraction
from hashlib import sha256
from typing import Any

import attrs

from bakohumas.elections._figures import Figure, written
from bakohumas.elections._guards import Guard
from bakohumas.elections._margins import margin_of
from bakohumas.elections._methods import Method
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, How, Stage
from bakohumas.elections._ties import Tie, TieBreak
from bakohumas.errors import MODEL, SeatError, UndecidedError
from bakohumas.languages import Lang, listed, number, pick


@attrs.frozen
class Winner:
    """Who takes a seat, and by what.

    Attributes:
        who: The candidate.
        seat: Which seat, from 1, in the order of election.
        stage: Number of the stage at which it fell.
        how: Why.

    Examples:
        >>> from bakohumas.elections import Approval, count
        >>> [str(each) for each in count([["Ani", "Budi"], ["Ani"]], Approval(2)).winners]
        ['seat 1: Ani (round 1, had the most)']
    """

    who: str
    seat: int
    stage: int
    how: How

    def __str__(self) -> str:
        return f"seat {self.seat}: {self.who} (round {self.stage}, {self.how.label()})"


@attrs.frozen
class Result:
    """What a count came to, with everything it rests on.

    Attributes:
        method: How the ballots were counted.
        profile: The ballots.
        seats: How many were to be elected.
        tiebreak: How ties were to be settled.
        stages: What happened, round by round.
        withdrawn: Candidates left out, as if they had never stood.
        guard: Conditions on whoever is elected, if there were any.

    Examples:
        >>> from bakohumas.elections import IRV
        >>> votes = [["Ani", "Budi"], ["Budi"], ["Cici", "Budi"], ["Budi", "Ani"]]
        >>> result = count(votes, IRV(), ties=TieBreak(order=("Ani", "Budi", "Cici")))
        >>> print(result.explain())  # doctest: +NORMALIZE_WHITESPACE
        Round 1: of 4 votes in play, 3 were needed; Ani 1, Budi 2 and Cici 1;
        Ani and Cici tied with the fewest votes, and the order agreed beforehand decided:
        Cici was excluded.
        Round 2: of 4 votes in play, 3 were needed; Ani 1 and Budi 3;
        Budi reached the number needed and was elected.
        Elected: Budi; of 4 ballots cast, 4 were valid, 0 blank and 0 spoilt.
    """

    method: Method
    profile: Profile
    seats: int
    tiebreak: TieBreak
    stages: tuple[Stage, ...]
    withdrawn: tuple[str, ...] = ()
    guard: Guard | None = None

    def __str__(self) -> str:
        return f"{self._outcome('en')} ({self.method})"

    @property
    def elected(self) -> tuple[str, ...]:
        """Who is elected, in the order of election."""
        return tuple(name for stage in self.stages for name in stage.elected)

    @property
    def winners(self) -> tuple[Winner, ...]:
        """Who takes which seat, at which stage and why."""
        fell = [(name, stage) for stage in self.stages for name in stage.elected]
        return tuple(
            Winner(name, seat, stage.number, How.NEEDED if name in stage.passed else stage.how)
            for seat, (name, stage) in enumerate(fell, 1)
        )

    @property
    def counted(self) -> Profile:
        """The ballots as they were counted: without whoever had withdrawn."""
        return self.profile.without(self.withdrawn)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie that arose, with what was tried and what settled it."""
        return tuple(stage.tie for stage in self.stages if stage.tie)

    @property
    def tie(self) -> Tie | None:
        """The tie that stopped the count, or ``None``."""
        return next((tie for tie in self.ties if tie.chosen is None), None)

    @property
    def complete(self) -> bool:
        """Whether the count came to its end."""
        return self.tie is None

    @property
    def winner(self) -> str:
        """Who is elected to the first seat.

        Raises:
            SeatError: If nobody reached the number needed.
            UndecidedError: If a tie has stopped the count.
        """
        if self.tie:
            raise UndecidedError(self.tie.left, self.elected)
        if not self.elected:
            raise SeatError(
                "name the winner",
                f"{listed(self.stages[-1].who)} fell short of the number needed",
                f"{MODEL}: {self.method}",
                "vote again, on these alone if the rules say so",
            )
        return self.elected[0]

    @property
    def quota(self) -> Figure:
        """The number needed at the last stage, in units of its last decimal; 0 if there is none."""
        return self.stages[-1].needed

    @property
    def margin(self) -> int | None:
        """How many of the valid ballots would have had to be other ones to shake a seat.

        A seat is shaken when somebody who was not elected draws level, or whoever was elected
        falls short of the number needed.

        ==================================  ====================================================
        method                              margin
        ==================================  ====================================================
        ``Approval``, ``Borda``             exactly so many, over all seats
        ``Majority`` without a run-off,     exactly so many
        ``EmptyBox``
        ``IRV``, ``Majority`` with one      so many are enough, in the last round; with others
                                            in earlier rounds fewer may be
        ``Schulze``, ``RankedPairs``        so many are needed at least: one seat, and whoever
                                            took it beats everybody
        ==================================  ====================================================

        ``None`` elsewhere: by :class:`STV` or under conditions it is not cheap; and where a tie
        stopped the count, nobody was elected, or nobody lost.

        References:
            T. R. Magrino, R. L. Rivest, E. Shen, D. Wagner (2011), *Computing the margin of victory
            in IRV elections*, EVT/WOTE '11: why the third takes a search to be exact.

        Examples:
            >>> from bakohumas.elections import IRV, Approval, count
            >>> count([["Ani"]] * 7 + [["Budi"]] * 4, IRV()).margin
            2
            >>> votes = [["Ani", "Budi"]] * 5 + [["Cici"]] * 2
            >>> count(votes, Approval(), seats=2).margin
            2
        """
        if self.guard is not None or self.tie:
            return None
        return margin_of(self.method, self.counted, self.stages, self.elected)

    def explain(self, lang: Lang = "en") -> str:
        """The count in words: one sentence a stage, and one about the outcome and the ballots."""
        sentences = [stage.explain(lang) for stage in self.stages]
        return "\n".join([*sentences, f"{self._outcome(lang)}; {self._turnout(lang)}."])

    def _outcome(self, lang: Lang) -> str:
        elected = f"{pick(lang, 'Elected', 'Terpilih')}: {listed(self.elected, lang)}"
        if self.withdrawn:
            gone = listed(self.withdrawn, lang)
            elected += pick(lang, f" ({gone} had withdrawn)", f" ({gone} mengundurkan diri)")
        if self.tie is None:
            return elected
        tied = listed(self.tie.left, lang)
        return elected + pick(
            lang,
            f", until the tie between {tied} is settled",
            f", sampai seri antara {tied} diputus",
        )

    def _turnout(self, lang: Lang) -> str:
        profile = self.counted
        if not profile.cast:
            return pick(lang, "no ballot was cast", "tidak ada surat suara yang masuk")
        spoilt = profile.spoilt
        figures = (profile.cast, profile.valid, profile.blank, sum(spoilt.values()))
        cast, valid, blank, bad = (number(figure, lang) for figure in figures)
        reasons = [f"{flaw.label(lang)}: {number(spoilt[flaw], lang)}" for flaw in sorted(spoilt)]
        return pick(
            lang,
            f"of {cast} ballots cast, {valid} were valid, {blank} blank and {bad} spoilt",
            f"dari {cast} surat suara yang masuk, {valid} sah, {blank} kosong dan {bad} rusak",
        ) + (f" ({', '.join(reasons)})" if reasons else "")

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a stage and candidate: the votes, and what befell the candidate."""
        return [
            {
                "stage": stage.number,
                "candidate": name,
                "votes": written(votes, stage.decimals),
                "needed": written(stage.needed, stage.decimals),
                "exhausted": written(stage.exhausted, stage.decimals),
                "action": fate[0].value if fate else "",
                "how": fate[1].value if fate else "",
                "tied": bool(stage.tie and name in stage.tie.tied),
                "elected": name in stage.elected,
                "lost": written(stage.lost, stage.decimals),
                "unit": stage.unit.value,
            }
            for stage in self.stages
            for name, votes in stage.tallies
            for fate in [_fate(stage, name)]
        ]

    @property
    def digest(self) -> str:
        """SHA-256 of the result.

        Taken over a JSON array in UTF-8, without spaces: ``"bakohumas result 1"``, ``str()`` of the
        method, the seats, the tie-break, the digest of the profile and the stages, each
        value as an array of its fields in their order, and a fraction as its text. Fields of a
        tie-break after its lot, and of a stage after its tie, stand there up to the last one that
        is not at its default. The withdrawn, and ``str()`` of the guard, follow where
        there are any.
        """
        told = [
            "bakohumas result 1",
            str(self.method),
            self.seats,
            _fields(self.tiebreak, 3),
            self.profile.digest,
            [_fields(stage, 8) for stage in self.stages],
        ]
        if self.withdrawn or self.guard is not None:
            told += [self.withdrawn, "" if self.guard is None else str(self.guard)]
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=_as_text)
        return sha256(text.encode()).hexdigest()


def _fate(stage: Stage, name: str) -> tuple[Action, How] | None:
    """What befell a candidate at a stage, and why: its end, or before it an election."""
    if name in stage.who:
        return stage.action, stage.how
    return (Action.ELECTED, How.NEEDED) if name in stage.passed else None


def _fields(value: Stage | TieBreak, least: int) -> list[Any]:
    fields = list(attrs.astuple(value))
    usual = [field.default for field in attrs.fields(type(value))]
    while len(fields) > least and fields[-1] == usual[len(fields) - 1]:
        fields.pop()
    return fields


def _as_text(value: Fraction) -> str:
    return str(value)
