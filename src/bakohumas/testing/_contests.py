from collections.abc import Sequence
from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st

from bakohumas.elections import Bar, Candidate, Constraint, Contest, Office
from bakohumas.testing._elections import methods, tie_breaks
from bakohumas.testing._law import provisions

_PAPER: Final = ("Ani", "Budi", "Cici", "Dodi")
_CATEGORIES: Final = {"kind": ("ministry", "soe"), "region": ("barat", "timur")}


@st.composite
def _people(draw: st.DrawFn, names: Sequence[str]) -> list[Candidate]:
    """Candidates of whom at most one is not as the rules would have it."""
    odd = draw(st.sampled_from(["", "", *names]))
    categories = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(values) for name, values in _CATEGORIES.items()}
    )
    usual = st.builds(Candidate, st.just("-"), st.just(True), st.integers(1, 3), categories)
    other = st.builds(
        Candidate,
        st.just("-"),
        st.sampled_from([True, False, None]),
        st.integers(0, 1),
        categories,
        terms=st.integers(0, 3),
        holds=st.sampled_from([(), ("Bendahara",)]),
        member=st.booleans(),
    )
    return [evolve(draw(other if name == odd else usual), id=name) for name in names]


@st.composite
def _constraints(draw: st.DrawFn) -> Constraint:
    category = draw(st.sampled_from(sorted(_CATEGORIES)))
    least = draw(st.integers(0, 1))
    return Constraint(
        category,
        draw(st.sampled_from(_CATEGORIES[category])),
        least,
        draw(st.none() | st.integers(max(least, 1), 3)),
        words=draw(st.sampled_from([("", ""), ("an enterprise", "badan usaha")])),
    )


@st.composite
def contests(draw: st.DrawFn, *, candidates: Sequence[str] = _PAPER, seats: int = 1) -> Contest:
    """Contests under rules of every kind; by some of them nobody can be elected.

    Args:
        draw: Given by Hypothesis.
        candidates: Who is nominated.
        seats: How many are to be elected.
    """
    method = draw(methods(seats=seats))
    rules: dict[str, Any] = {
        "titles": draw(st.sampled_from([(), tuple(f"Kursi {n}" for n in range(1, seats + 1))])),
        "incompatible": draw(st.sampled_from([(), ("Bendahara",)])),
        "together": draw(st.sampled_from([None, 1, 2])),
        "willing": draw(st.booleans()),
        "supporters": draw(st.integers(0, 1)),
        "limit": draw(st.sampled_from([None, 2])),
        "laws": draw(
            st.dictionaries(st.sampled_from([bar.value for bar in Bar]), provisions(), max_size=2)
        ),
    }
    bound = seats == 1 or getattr(method, "guarded", False)
    return Contest(
        Office("Pengurus", seats, method, **rules),
        draw(_people(candidates)),
        draw(st.lists(_constraints(), max_size=2)) if bound else (),
        draw(_people(("Sekda",)) | st.just(())),
        draw(tie_breaks(candidates=candidates)),
        withdrawn=draw(st.lists(st.sampled_from(list(candidates)), max_size=1)),
    )
