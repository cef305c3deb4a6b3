from collections.abc import Iterable
from typing import Any, Final, cast

from bakohumas.elections._ballots import Ballot, in_order
from bakohumas.elections._guards import Guard
from bakohumas.elections._methods import Method, under_conditions
from bakohumas.elections._profiles import Profile
from bakohumas.elections._results import Result
from bakohumas.elections._ties import TieBreak
from bakohumas.errors import expect
from bakohumas.languages import listed

_REFUSE: Final = TieBreak()


def count(
    ballots: Profile | Iterable[Ballot],
    method: Method,
    seats: int = 1,
    *,
    candidates: Iterable[str] | None = None,
    ties: TieBreak = _REFUSE,
    withdrawn: Iterable[str] = (),
    guard: Guard | None = None,
) -> Result:
    """Count ballots.

    Args:
        ballots: A profile, or the ballots themselves, each the names in order.
        method: How to count, such as ``IRV()``.
        seats: How many to elect.
        candidates: Who stands, as in :meth:`Profile.of`, where *ballots* are no profile yet.
        ties: How to settle ties. As it stands only earlier rounds do; a tie that they do
            not settle stops the count, and the result is partial: count again with more
            in *ties* to resume it.
        withdrawn: Candidates who withdrew after the ballots were printed: the ballots
            are counted as if they had never stood.
        guard: Conditions on whoever is elected, for a method that can count under them.

    Returns:
        The result, partial where a tie stopped the count.

    Raises:
        SeatError: If the method cannot fill the seats from these ballots.
        TypeError: If a ballot is a string, a set or a mapping, or *method*, *seats* or *ties* is
            none.
        ValueError: If *seats* is no number that the method fills, *ties* ranks somebody who is
            no candidate, *candidates* come beside a profile or cannot make a ballot paper,
            somebody withdrew who did not stand, or the *method* takes no *guard*.

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
    gone = in_order(withdrawn)
    counted = profile.without(gone)
    ranked = {*ties.order, *(name for draw in ties.drawn for name in draw.order)}
    strangers = sorted(ranked.difference(profile.candidates))
    if strangers:
        msg = f"the order agreed for ties ranks {listed(strangers)}, who stand for nothing here"
        raise ValueError(msg)
    if guard is None:
        stages = tuple(method.stages(counted, seats=seats, ties=ties))
    else:
        under_conditions(method, "guard= states some")
        stages = tuple(cast("Any", method).stages(counted, seats=seats, ties=ties, guard=guard))
    return Result(method, profile, seats, ties, stages, gone, guard)
