from collections.abc import Sequence

from hypothesis import strategies as st

from bakohumas.elections import (
    IRV,
    STV,
    Approval,
    Base,
    Borda,
    Draw,
    Majority,
    Method,
    Profile,
    Quota,
    RankedPairs,
    Runoff,
    Schulze,
    Strength,
    TieBreak,
)
from bakohumas.law import Threshold

_PAPER = ("Ani", "Budi", "Cici", "Dodi")


def ranked_ballots(
    *, candidates: Sequence[str] = _PAPER, max_size: int | None = None
) -> st.SearchStrategy[tuple[str, ...]]:
    """Ballots that rank some of the *candidates*, all of them, or none.

    Args:
        candidates: Who stands.
        max_size: How many may be ranked at most; all by default.
    """
    most = len(candidates) if max_size is None else min(max_size, len(candidates))
    return st.permutations(list(candidates)).flatmap(
        lambda ranking: st.integers(0, most).map(lambda length: tuple(ranking[:length]))
    )


def level_ballots(
    *, candidates: Sequence[str] = _PAPER
) -> st.SearchStrategy[tuple[str | tuple[str, ...], ...]]:
    """Ballots that may like several of the *candidates* equally.

    Args:
        candidates: Who stands.
    """
    cuts = st.lists(st.booleans(), min_size=len(candidates), max_size=len(candidates))
    return st.tuples(ranked_ballots(candidates=candidates), cuts).map(_levelled)


def _levelled(drawn: tuple[tuple[str, ...], list[bool]]) -> tuple[str | tuple[str, ...], ...]:
    groups: list[list[str]] = []
    for name, apart in zip(*drawn, strict=False):
        if apart or not groups:
            groups.append([name])
        else:
            groups[-1].append(name)
    return tuple(tuple(group) if len(group) > 1 else group[0] for group in groups)


@st.composite
def profiles(
    draw: st.DrawFn,
    *,
    candidates: Sequence[str] = _PAPER,
    min_valid: int = 0,
    max_size: int = 12,
    level: bool = False,
) -> Profile:
    """Profiles with valid, blank and spoilt ballots, and with ties in plenty.

    Args:
        draw: Given by Hypothesis.
        candidates: Who stands.
        min_valid: How many ballots are valid at least.
        max_size: How many ballots are valid, or blank, at most.
        level: Whether ballots may like several candidates equally.
    """
    ballots: st.SearchStrategy[tuple[str | tuple[str, ...], ...]] = (
        level_ballots(candidates=candidates) if level else ranked_ballots(candidates=candidates)
    )
    valid = draw(st.lists(ballots.filter(bool), min_size=min_valid, max_size=max_size))
    other = draw(
        st.lists(st.sampled_from([(), ("nobody",), tuple(candidates[:1]) * 2]), max_size=3)
    )
    return Profile.of([*valid, *other], candidates=candidates)


def tie_breaks(*, candidates: Sequence[str] = _PAPER) -> st.SearchStrategy[TieBreak]:
    """Ways to settle ties: with and without earlier rounds, an order, a draw by hand, a lot.

    Args:
        candidates: Who stands.
    """
    orders = st.permutations(list(candidates)).map(tuple)
    drawn = st.lists(
        st.lists(st.sampled_from(list(candidates)), min_size=2, unique=True).map(
            lambda order: Draw(order, witnesses=["teller 1", "teller 2", "teller 3"])
        ),
        max_size=2,
    )
    return st.builds(
        TieBreak,
        backwards=st.booleans(),
        order=st.just(()) | orders,
        lot=st.none() | st.text("0123456789", min_size=1, max_size=4),
        drawn=drawn if len(candidates) > 1 else st.just([]),
        narrow=st.booleans(),
    )


def methods(*, seats: int = 1) -> st.SearchStrategy[Method]:
    """Ways to count that fill so many *seats* from ballots without equal preferences.

    Args:
        seats: How many are to be elected.
    """
    several: list[st.SearchStrategy[Method]] = [
        st.sampled_from([STV(), STV("exact"), STV("meek"), STV("meek", decimals=None)]),
        st.builds(STV, st.just("wigm"), quota=st.sampled_from(Quota), decimals=st.integers(1, 6)),
        st.builds(STV, st.just("exact"), quota=st.sampled_from(Quota)),
        st.builds(Approval, st.none() | st.integers(1, 3)),
        st.just(Borda()),
        st.builds(Schulze, st.sampled_from(Strength)),
        st.builds(RankedPairs, st.sampled_from(Strength)),
    ]
    if seats > 1:
        return st.one_of(several)
    shares = st.sampled_from([Threshold.parse(text) for text in ("> 1/2", ">= 1/3", ">= 2/3")])
    bases = st.sampled_from([Base.VALID, Base.CAST])
    return st.one_of(
        *several,
        st.builds(IRV, shares),
        st.builds(Majority, st.none() | shares, bases, runoff=st.sampled_from(Runoff)),
        st.builds(Majority, shares, st.just(Base.MEMBERS), st.integers(1, 15)),
    )
