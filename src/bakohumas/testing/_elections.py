from collections.abc import Sequence

from hypothesis import strategies as st

from bakohumas.elections import Profile, TieBreak

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


@st.composite
def profiles(
    draw: st.DrawFn,
    *,
    candidates: Sequence[str] = _PAPER,
    min_valid: int = 0,
    max_size: int = 12,
) -> Profile:
    """Profiles with valid, blank and spoilt ballots, and with ties in plenty.

    Args:
        draw: Given by Hypothesis.
        candidates: Who stands.
        min_valid: How many ballots are valid at least.
        max_size: How many ballots are valid, or blank, at most.
    """
    ballots = ranked_ballots(candidates=candidates)
    valid = draw(st.lists(ballots.filter(bool), min_size=min_valid, max_size=max_size))
    other = draw(
        st.lists(st.sampled_from([(), ("nobody",), tuple(candidates[:1]) * 2]), max_size=3)
    )
    return Profile.of([*valid, *other], candidates=candidates)


def tie_breaks(*, candidates: Sequence[str] = _PAPER) -> st.SearchStrategy[TieBreak]:
    """Ways to settle ties: with and without earlier rounds, an order, a lot."""
    orders = st.permutations(list(candidates)).map(tuple)
    return st.builds(
        TieBreak,
        backwards=st.booleans(),
        order=st.just(()) | orders,
        lot=st.none() | st.text("0123456789", min_size=1, max_size=4),
    )
