from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from bakohumas.institutions import (
    Area,
    Directory,
    Institution,
    Level,
    Official,
    PranataHumas,
    TableSource,
    Unit,
    directory,
)
from bakohumas.law import (
    Answer,
    Assumption,
    Change,
    Charter,
    Citation,
    Conflict,
    Defeat,
    Grade,
    Norm,
    Provision,
    Resolution,
    Silence,
    Threshold,
    Undetermined,
    charter,
)
from bakohumas.law import charters as shipped
from bakohumas.periods import Approx, Period
from bakohumas.testing._fields import WORDS
from bakohumas.testing._ground import citations, days, periods, thresholds
from bakohumas.testing._institutions import institutions, units
from bakohumas.testing._law import charters, provisions
from bakohumas.testing._values import Makers, Told, parts

_TABLES: Final = date(2026, 1, 1)
_PEOPLE: Final = st.sampled_from(["orang-1", "orang-2"])
_LEVELS: Final = st.none() | st.sampled_from(PranataHumas)
_ASKED: Final = ("board.seats", "meeting.quorum", "term.years")


@st.composite
def assumptions(draw: st.DrawFn) -> Assumption:
    """Assumptions whose value lies in its range, now and then at an end of it."""
    low, value, high = sorted(draw(st.floats(0, 1)) for _ in range(3))
    named = draw(WORDS), draw(st.sampled_from([low, value, high])), low, high
    grade = draw(st.sampled_from(Grade))
    return Assumption(*named, grade, ("a share (invented)", "bagian (rekaan)"))


@st.composite
def _approx(draw: st.DrawFn) -> Approx:
    return Approx(*sorted((draw(days()), draw(days()))))


@st.composite
def _resolutions(draw: st.DrawFn, kind: Any = Resolution) -> Resolution:  # noqa: ANN401 - a class
    key = "nothing.laid_down" if kind is Silence else draw(st.sampled_from(_ASKED))
    weakest = Grade.A if kind is Undetermined else Grade.X
    asked = charters(key=key) if kind is not Conflict else _clashing(key)
    held = asked.map(lambda each: each.ask(key, on=date(2016, 1, 1), weakest=weakest))
    return draw(held.filter(lambda each: isinstance(each, kind)))


def _laid_down(key: str, pasal: str, years: int, grade: Grade) -> Provision:
    return Provision(key, years, Period(None), Citation("PM A 1/2010", pasal), grade)


@st.composite
def _clashing(draw: st.DrawFn, key: str) -> Charter:
    """Charters in which two articles of one text say different things."""
    values = draw(st.lists(st.integers(1, 9), min_size=2, max_size=3, unique=True))
    grade = draw(st.sampled_from([Grade.A, Grade.C]))
    laws = [_laid_down(key, str(pasal), each, grade) for pasal, each in enumerate(values, 1)]
    return Charter("contoh", ("an invented charter", "piagam rekaan"), tuple(laws))


@st.composite
def _changes(draw: st.DrawFn) -> tuple[Change, ...]:
    """What another term and other seats change in a charter that is shipped."""
    old, key = charter(draw(st.sampled_from(["national", "kalsel"]))), draw(st.sampled_from(_ASKED))
    law = _laid_down(key, "1", draw(st.integers(1, 9)), draw(st.sampled_from(Grade)))
    return old.difference(old.override(law, name="setempat"), on=date(2018, 6, 1))


def _areas() -> tuple[Area, ...]:
    now = directory(on=_TABLES)
    return (*now.areas(Level.PROVINCE), *now.areas(Level.REGENCY)[:40])


MAKERS: Final[Makers] = {
    Answer: lambda: _resolutions(Answer),
    Approx: _approx,
    Area: lambda: st.sampled_from(_areas()),
    Assumption: assumptions,
    Change: lambda: parts(Change, _changes()),
    Charter: lambda: st.sampled_from(shipped()).map(charter) | charters(),
    Citation: citations,
    Conflict: lambda: _resolutions(Conflict),
    Defeat: lambda: parts(Defeat, _resolutions()),
    Directory: lambda: st.builds(
        Directory, days(min_value=date(2015, 1, 1), max_value=_TABLES), st.just(())
    ),
    Institution: institutions,
    Official: lambda: st.builds(Official, _PEOPLE, WORDS, institutions(), _LEVELS),
    Period: periods,
    Provision: provisions,
    Resolution: _resolutions,
    Silence: lambda: _resolutions(Silence),
    TableSource: lambda: st.sampled_from(list(directory(on=_TABLES).sources().values())),
    Threshold: thresholds,
    Undetermined: lambda: _resolutions(Undetermined),
    Unit: units,
}
FIELDS: Final[Told] = {
    Norm: {
        "id": st.sampled_from(["PGB-01", "PGB-02", "ZZZ-99"]),
        "statement": st.just(("A body has a member.", "Badan memiliki anggota.")),
        "needs": st.sampled_from([(), ("body.members",), ("term.end", "board.seats")]),
    },
}
WHOLE: Final[frozenset[type]] = frozenset()
