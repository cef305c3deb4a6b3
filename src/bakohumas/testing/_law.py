from datetime import date
from typing import Final

from hypothesis import strategies as st

from bakohumas.law import (
    Charter,
    Citation,
    Grade,
    Provision,
    Regulation,
    Relation,
    RelationKind,
    Scope,
)
from bakohumas.periods import Period
from bakohumas.testing._ground import thresholds

_KEYS: Final = ("board.seats", "meeting.quorum", "term.years")
_TITLES: Final = ("PM A 1/2010", "PM A 2/2015", "PM A 3/2016", "PM B 4/2015", "SK A 5")
_BEGINS: Final = st.sampled_from([None, *(date(year, 1, 1) for year in (2012, 2014, 2016))])
_ENDS: Final = st.sampled_from([None, date(2017, 1, 1), date(2020, 1, 1)])
_SCOPES: Final = st.sampled_from([Scope.EVERY, Scope.REGIONAL, Scope.PROVINCIAL, Scope.NATIONAL])
_VALUES: Final = (
    st.none()
    | st.booleans()
    | st.integers(1, 9)
    | thresholds().map(str)
    | st.just(("Ketua", "Sekretaris"))
)


def _citations() -> st.SearchStrategy[Citation]:
    return st.builds(Citation, st.sampled_from(_TITLES), st.sampled_from([None, "1", "2"]))


def provisions(*, key: str = "") -> st.SearchStrategy[Provision]:
    """Provisions of a few texts about a few things, so that several often collide.

    Args:
        key: What they lay down; one of three keys by default.
    """
    return st.builds(
        Provision,
        st.just(key) if key else st.sampled_from(_KEYS),
        _VALUES,
        st.builds(Period, _BEGINS, _ENDS),
        _citations(),
        st.sampled_from(Grade),
        st.booleans(),
        st.just(("seed 0",)),
        st.just("invented"),
        _SCOPES,
        st.sampled_from(["", "", "contoh"]),
    )


def _texts() -> st.SearchStrategy[tuple[Regulation, ...]]:
    relations = st.lists(
        st.builds(Relation, st.sampled_from(RelationKind), _citations()), max_size=2
    )
    return st.tuples(
        *(
            st.builds(
                Regulation,
                st.just(title),
                st.just("invented"),
                st.just(title.split()[1]),
                st.sampled_from([None, date(2013, 5, 1), date(2016, 5, 1)]),
                relations=relations.map(tuple),
            )
            for title in _TITLES
        )
    )


def _held(parent: Charter | None, key: str) -> st.SearchStrategy[Charter]:
    laws = st.lists(
        provisions(key=key),
        max_size=4,
        unique_by=lambda law: (law.key, law.citation, law.scope, law.body),
    )
    return st.builds(
        Charter,
        st.just(f"{parent}+" if parent else "eldest"),
        st.just(("an invented charter", "piagam rekaan")),
        laws.map(tuple),
        st.just(parent),
        _SCOPES,
        st.sampled_from(["", "contoh"]),
        st.just(()) if parent else _texts(),
        st.sampled_from([False, False, True]),
    )


def charters(*, key: str = "") -> st.SearchStrategy[Charter]:
    """Charters with up to two parents, whose provisions and texts often conflict.

    Args:
        key: What all their provisions lay down; one of three keys by default.
    """
    eldest = _held(None, key)
    child = eldest.flatmap(lambda parent: _held(parent, key))
    return eldest | child | child.flatmap(lambda parent: _held(parent, key))
