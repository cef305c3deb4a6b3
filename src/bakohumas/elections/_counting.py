import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, Final

import attrs

from bakohumas.elections._methods import Method
from bakohumas.elections._profiles import Profile
from bakohumas.elections._stages import Action, Stage
from bakohumas.elections._ties import Tie, TieBreak
from bakohumas.errors import UndecidedError, expect
from bakohumas.languages import Lang, listed, number, pick

_REFUSE: Final = TieBreak()


@attrs.frozen
class Result:
    """What a count came to, with everything it rests on.

    Attributes:
        method: How the ballots were counted.
        profile: The ballots.
        seats: How many were to be elected.
        tiebreak: How ties were to be settled.
        stages: What happened, round by round.

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

    def __str__(self) -> str:
        return f"{self._outcome('en')} ({self.method})"

    @property
    def elected(self) -> tuple[str, ...]:
        """Who is elected, in the order of election."""
        return tuple(
            name for stage in self.stages if stage.action is Action.ELECTED for name in stage.who
        )

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
            UndecidedError: If a tie has stopped the count.
        """
        if self.tie:
            raise UndecidedError(self.tie.left, self.elected)
        return self.elected[0]

    def explain(self, lang: Lang = "en") -> str:
        """The count in words: one sentence a stage, and one about the outcome and the ballots."""
        sentences = [stage.explain(lang) for stage in self.stages]
        return "\n".join([*sentences, f"{self._outcome(lang)}; {self._turnout(lang)}."])

    def _outcome(self, lang: Lang) -> str:
        elected = f"{pick(lang, 'Elected', 'Terpilih')}: {listed(self.elected, lang)}"
        if self.tie is None:
            return elected
        tied = listed(self.tie.left, lang)
        return elected + pick(
            lang,
            f", until the tie between {tied} is settled",
            f", sampai seri antara {tied} diputus",
        )

    def _turnout(self, lang: Lang) -> str:
        if not self.profile.cast:
            return pick(lang, "no ballot was cast", "tidak ada surat suara yang masuk")
        spoilt = self.profile.spoilt
        figures = (self.profile.cast, self.profile.valid, self.profile.blank, sum(spoilt.values()))
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
                "votes": votes,
                "needed": stage.needed,
                "exhausted": stage.exhausted,
                "action": stage.action.value if name in stage.who else "",
                "how": stage.how.value if name in stage.who else "",
                "tied": bool(stage.tie and name in stage.tie.tied),
            }
            for stage in self.stages
            for name, votes in stage.tallies
        ]

    @property
    def digest(self) -> str:
        """SHA-256 of the result.

        Taken over a JSON array in UTF-8, without spaces: ``"bakohumas result 1"``, ``str()`` of the
        method, the seats, the tie-break, the digest of the profile and the stages, each
        value as an array of its fields in their order.
        """
        text = json.dumps(
            [
                "bakohumas result 1",
                str(self.method),
                self.seats,
                attrs.astuple(self.tiebreak),
                self.profile.digest,
                [attrs.astuple(stage) for stage in self.stages],
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return sha256(text.encode()).hexdigest()


def count(
    ballots: Profile | Iterable[Sequence[str]],
    method: Method,
    *,
    seats: int = 1,
    candidates: Iterable[str] | None = None,
    ties: TieBreak = _REFUSE,
) -> Result:
    """Count ballots.

    Args:
        ballots: A profile, or the ballots themselves, each the names in order.
        method: How to count, such as ``IRV()``.
        seats: How many to elect.
        candidates: Who stands, as in :meth:`Profile.of`, where *ballots* are no profile yet.
        ties: How to settle ties. As it stands only earlier rounds do; a tie that they do
            not settle stops the count, and the result is partial.

    Returns:
        The result, partial where a tie stopped the count.

    Raises:
        SeatError: If the method cannot fill the seats from these ballots.
        TypeError: If a ballot is a string or a set, or *method*, *seats* or *ties* is none.
        ValueError: If *seats* is no number that the method fills, *ties* ranks somebody who is
            no candidate, *candidates* come beside a profile or cannot make a ballot paper.

    Examples:
        >>> from bakohumas.elections import IRV
        >>> count([["Ani", "Budi"], ["Budi"], ["Budi", "Ani"]], IRV()).winner
        'Budi'
        >>> even = count([["Ani"], ["Budi"]], IRV())
        >>> even.complete, even.tie.left
        (False, ('Ani', 'Budi'))
        >>> count([["Ani"], ["Budi"]], IRV(), ties=TieBreak(order=("Budi", "Ani"))).winner
        'Budi'
    """
    if isinstance(method, type) or not callable(getattr(method, "stages", None)):
        given = f"the class {method.__name__}" if isinstance(method, type) else repr(method)
        msg = f"method must be a way to count, such as IRV(), got {given}"
        raise TypeError(msg)
    expect(seats, int, what="seats")
    expect(ties, TieBreak, what="ties")
    if not isinstance(ballots, Profile):
        profile = Profile.of(ballots, candidates=candidates)
    elif candidates is None:
        profile = ballots
    else:
        msg = "a profile has its candidates already: leave candidates= out"
        raise ValueError(msg)
    strangers = sorted(set(ties.order).difference(profile.candidates))
    if strangers:
        msg = f"the order agreed for ties ranks {listed(strangers)}, who stand for nothing here"
        raise ValueError(msg)
    stages = tuple(method.stages(profile, seats=seats, ties=ties))
    return Result(method, profile, seats, ties, stages)
