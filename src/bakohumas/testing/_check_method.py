from collections import Counter
from collections.abc import Collection
from typing import Final

import attrs
from hypothesis import strategies as st

from bakohumas.elections import (
    Method,
    Profile,
    Result,
    TieBreak,
    Unit,
    count,
    pairwise,
    verify,
)
from bakohumas.errors import SeatError
from bakohumas.testing._elections import profiles
from bakohumas.testing._properties import Property, at_least_one, hold, tried

_PAPER: Final[tuple[str, ...]] = ("Ani", "Budi", "Cici", "Dodi")
_ORDER: Final = TieBreak(order=_PAPER)


@attrs.frozen
class Ballots:
    """Ballots that are counted for so many seats.

    Attributes:
        method: How.
        profile: The ballots.
        seats: How many are elected.
    """

    method: Method = attrs.field(repr=False)
    profile: Profile = attrs.field(repr=lambda held: str([*held.ballots()]))
    seats: int

    def count(self, profile: Profile | None = None, ties: TieBreak = _ORDER) -> Result | None:
        """The result, or none where the method refuses to fill so many seats."""
        try:
            return count(profile or self.profile, self.method, self.seats, ties=ties)
        except SeatError:
            return None


def _elected(result: Result | None) -> tuple[str, ...]:
    return result.elected if result else ()


def _same(one: Result | None, two: Result | None) -> str:
    if _elected(one) == _elected(two):
        return ""
    return f"{_elected(one)} are elected, and then {_elected(two)}"


def _deterministic(case: Ballots) -> str:
    return _same(case.count(), case.count())


def _anonymous(case: Ballots) -> str:
    single = [ballot for ballot, number in case.profile.ballots() for _ in range(number)]
    turned = Profile.of(single[::-1], candidates=_PAPER)
    return _same(case.count(Profile.of(single, candidates=_PAPER)), case.count(turned))


def _neutral(case: Ballots) -> str:
    new: dict[str, str] = dict(zip(_PAPER, (*_PAPER[1:], _PAPER[0]), strict=True))
    renamed = Profile.weighted(
        [
            (tuple(new[name] for name in ballot), number)
            for ballot, number in case.profile.ballots()
        ],
        candidates=[new[name] for name in _PAPER],
    )
    order = TieBreak(order=tuple(new[name] for name in _PAPER))
    was = {new[name] for name in _elected(case.count())}
    now = set(_elected(case.count(renamed, order)))
    return "" if was == now else f"renamed, {sorted(now)} are elected, and not {sorted(was)}"


def _bounded(case: Ballots) -> str:
    elected = _elected(case.count())
    if len(elected) > case.seats or len(set(elected)) < len(elected) or set(elected) - {*_PAPER}:
        return f"{elected} are elected on {case.seats} seats"
    return ""


def _conserving(case: Ballots) -> str:
    result = case.count()
    for stage in result.stages if result else ():
        there = stage.in_play + stage.nontransferable
        if stage.unit is Unit.VOTES and there != case.profile.valid * 10**stage.decimals:
            return f"at stage {stage.number} there are {there} of {case.profile.valid} votes"
    return ""


def _unanimous(case: Ballots) -> str:
    alone = Profile.of([["Budi"]] * (1 + case.profile.valid), candidates=_PAPER)
    first = _elected(case.count(alone))[:1]
    return "" if first in {(), ("Budi",)} else f"all name Budi alone, and {first[0]} is elected"


def _verified(case: Ballots) -> str:
    result = case.count()
    return "; ".join(verify(result)) if result else ""


def _monotone(case: Ballots) -> str:
    for winner in _elected(case.count()):
        for ballot, number in case.profile.ballots():
            raised = (winner, *(name for name in ballot if name != winner))
            piles = [*case.profile.ballots(), (raised, 1)]
            piles[piles.index((ballot, number))] = (ballot, number - 1)
            better = Profile.weighted([pile for pile in piles if pile[1]], candidates=_PAPER)
            if winner not in _elected(case.count(better)):
                return f"{winner} is elected, and no more once {ballot} becomes {raised}"
    return ""


def _majority(case: Ballots) -> str:
    firsts = Counter[str]()
    for ballot, number in case.profile.ballots():
        firsts[ballot[0]] += number
    (best, votes), *_ = firsts.most_common(1)
    elected = _elected(case.count())
    if 2 * votes <= case.profile.valid or best in elected:
        return ""
    return f"more than half put {best} first, and {elected} are elected"


def _condorcet(case: Ballots) -> str:
    best, elected = pairwise(case.profile).winner, _elected(case.count())
    if best is None or best in elected:
        return ""
    return f"{best} beats everybody, and {elected} are elected"


_PROPERTIES: Final = (
    Property(
        "deterministic",
        "the same ballots give the same result",
        "toss nothing: a lot comes from the TieBreak that is handed in",
        _deterministic,
    ),
    Property(
        "anonymous",
        "the order of the ballots decides nothing",
        "count from Profile.ballots(), and settle ties by ties.settle()",
        _anonymous,
    ),
    Property(
        "neutral",
        "whoever is renamed, the result is renamed",
        "let no name or place on the paper decide; settle ties by ties.settle()",
        _neutral,
    ),
    Property(
        "bounded",
        "candidates are elected, each once, and no more than there are seats",
        "stop as soon as the seats are filled",
        _bounded,
    ),
    Property(
        "conserving",
        "at every stage in votes, all valid ballots are somewhere",
        "add to exhausted or lost what leaves the tallies, or give stages another unit",
        _conserving,
    ),
    Property(
        "unanimous",
        "whom every ballot names alone, and nobody else, is elected first",
        "look at the sign of a comparison, and at who is eliminated first",
        _unanimous,
    ),
    Property(
        "verified",
        "a recount, as elections.verify makes it, finds nothing wrong",
        "yield the stages in order, as Method.stages says",
        _verified,
    ),
    Property(
        "monotone",
        "who is elected still is after somebody puts them first instead",
        "claim it only where it is a theorem: methods that eliminate are not monotone",
        _monotone,
        claimed=True,
    ),
    Property(
        "majority",
        "whom more than half put first is elected",
        "claim it only where it is a theorem: Borda and Approval lack it",
        _majority,
        claimed=True,
    ),
    Property(
        "condorcet",
        "who beats everybody in pairs is elected",
        "claim it only where it is a theorem: methods of pairs have it",
        _condorcet,
        claimed=True,
    ),
)


def check_method(
    method: Method, *, seats: int = 1, claims: Collection[str] = (), max_examples: int = 100
) -> tuple[str, ...]:
    """Hold a counting method of a host's own to what any method must do.

    Args:
        method: The method, as :class:`~bakohumas.elections.Method` says.
        seats: How many are elected at most.
        claims: What it claims besides: ``"monotone"``, ``"majority"``, ``"condorcet"``.
        max_examples: How many profiles each property is tried on.

    Returns:
        The names of the properties that were tried.

    Raises:
        AssertionError: If one fails: which, what is wrong, the smallest profile, what to do;
            or if the method refuses every profile.
        ValueError: If a claim is none, or there are no seats, or no profiles.

    Examples:
        >>> from bakohumas.elections import Schulze
        >>> check_method(Schulze(), claims=["condorcet"], max_examples=10)[-2:]
        ('verified', 'condorcet')
    """
    at_least_one(seats, what="seats")
    cases = st.builds(
        Ballots, st.just(method), profiles(min_valid=1, max_size=6), st.integers(1, seats)
    )
    name = method.label() if hasattr(method, "label") else type(method).__name__
    names = hold(name, cases, _PROPERTIES, claims=claims, max_examples=max_examples)
    tried(name, cases, lambda case: case.count() is not None)
    return names
