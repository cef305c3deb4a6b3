from calendar import isleap
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

import attrs
from hypothesis import strategies as st

from bakohumas.audit import Status, Worked, check
from bakohumas.bodies import Admitted, Elected, Event, Opened
from bakohumas.errors import BakohumasError, UnknownNameError
from bakohumas.testing._cases import cases
from bakohumas.testing._verbs import POOL

_BASIS: Final = "SK 1/2015 of 2015-11-02 (invented)"
_ALONE: Final[Mapping[str, str]] = {
    "BOD": "01 07 08 09",
    "MEM": "02 05 06 11",
    "BRD": "10 11",
    "TRM": "01 04 09",
    "MTG": "02 03 05 06 08 09 10 11 12",
    "QRM": "01 05 07 10",
    "DEC": "03 07 08",
    "ELC": "02 03 05 07 09 10 11 13",
    "ACT": "01",
    "TSK": "07 08 09 10 12 14 16",
    "EVT": "01 02 03 04 05 06 07 08",
    "FLW": "03 05 07 08 12 13 14 15 16 18 19",
    "ETH": "01 03 04",
    "DOC": "02 03 04",
}
"""What can be planted alone, by chapter and number."""
Edge = tuple[int, int]
"""A month and a day."""
Way = tuple[int, int | Edge]
"""How many members more; and how many days later it is judged, or on which edge day next."""
_PLAIN: Final[Way] = (0, 0)
_EDGES: Final[tuple[Edge, ...]] = ((2, 28), (2, 29), (3, 1), (12, 31), (1, 1))
_WAITS: Final[tuple[int | Edge, ...]] = (0, 1, 7, 30, 365, *_EDGES)
_WAYS: Final = st.tuples(st.integers(0, 5), st.sampled_from(_WAITS))


def broken_bodies(rule: str, *, planted: bool = True) -> st.SearchStrategy[Worked]:
    """Bodies of which an audit finds exactly one rule broken, of the chapters BOD, MEM, BRD, ACT.

    Args:
        rule: Id of the rule, such as ``"BOD-07"``; which can be planted alone
            :func:`breakable` says.
        planted: Whether the violation is in it; without, the same is given as it was
            before, and an audit finds nothing broken at all.

    Returns:
        Cases with a body, records and a day, as those that a rule is worked by; with more
        members or fewer, and judged on a later day, often the turn of a year or of February,
        where that breaks nothing else.

    Raises:
        UnknownNameError: If that rule is of other chapters, or cannot be planted alone.
    """
    return _planted(rule, ("BOD", "MEM", "BRD", "ACT"), planted=planted)


def broken_terms(rule: str, *, planted: bool = True) -> st.SearchStrategy[Worked]:
    """The same of the chapter TRM; as :func:`broken_bodies`."""
    return _planted(rule, ("TRM",), planted=planted)


def broken_meetings(rule: str, *, planted: bool = True) -> st.SearchStrategy[Worked]:
    """The same of meetings and elections: MTG, QRM, DEC, ELC; as :func:`broken_bodies`."""
    return _planted(rule, ("MTG", "QRM", "DEC", "ELC"), planted=planted)


def broken_programmes(rule: str, *, planted: bool = True) -> st.SearchStrategy[Worked]:
    """The same of what is done and told: TSK, EVT, FLW, ETH, DOC; as :func:`broken_bodies`."""
    return _planted(rule, ("TSK", "EVT", "FLW", "ETH", "DOC"), planted=planted)


def breakable(*chapters: str) -> tuple[str, ...]:
    """The rules whose violation can be planted alone, with nothing else broken beside it.

    Of the others each violation is one of another rule as well, or comes with one.

    Args:
        chapters: Chapters of three letters each; all of them by default.

    Examples:
        >>> breakable("TRM")
        ('TRM-01', 'TRM-04', 'TRM-09')
    """
    every = (f"{name}-{number}" for name, numbers in _ALONE.items() for number in numbers.split())
    return tuple(each for each in every if not chapters or each[:3] in chapters)


def _planted(rule: str, chapters: Collection[str], *, planted: bool) -> st.SearchStrategy[Worked]:
    known = breakable(*chapters)
    if rule not in known:
        raise UnknownNameError("breakable rule", rule, known, scope=", ".join(chapters))
    return _WAYS.map(lambda way: _pair(rule, way if _exact(rule, way) else _PLAIN)[planted])


@cache
def _exact(rule: str, way: Way) -> bool:
    """Whether nothing is broken before a violation is planted, and that alone after it."""
    try:
        before, after = _pair(rule, way)
        return not _found(before) and _found(after) == {rule}
    except BakohumasError:
        return False


def _found(case: Worked) -> set[str]:
    report = check(case.body, case.records, on=case.on)
    return {each.norm.id for each in report.violations}


@cache
def _pair(rule: str, way: Way) -> tuple[Worked, Worked]:
    """The case before and after."""
    kept, broken = _worked(rule)
    if rule in _BY_HAND:
        sound = attrs.evolve(_sound(), rule=rule, who="")
        broken = attrs.evolve(_BY_HAND[rule](sound), expected=Status.VIOLATED)
        return _varied(sound, way), _varied(broken, way)
    first = broken.history[0]
    if isinstance(first, Opened):
        kept = attrs.evolve(broken, history=(attrs.evolve(first, found=()),), expected=Status.HOLDS)
        kept = attrs.evolve(kept, records=(), who="")
    return _varied(_completed(kept), way), _varied(_completed(broken), way)


@cache
def _worked(rule: str) -> tuple[Worked, Worked]:
    """The case that is kept and the one that is broken."""
    kept, broken = (each for each in cases(rule[:3]) if each.rule == rule)
    return kept, broken


def _sound() -> Worked:
    """A body with three members and a board, whose election is on record."""
    return _worked("ELC-13")[0]


def _completed(case: Worked) -> Worked:
    """The case with what a body needs: members, and a board whose election is on record."""
    *members, elect = _sound().history[1:]
    record = _sound().records
    first, *later = case.history
    if isinstance(first, Opened):
        held = {each.institution for each in first.found if isinstance(each, Admitted)}
        missing = [each for each in members if getattr(each, "institution", "") not in held]
        found = _with_board((*missing, *first.found), elect)
        return attrs.evolve(case, history=(attrs.evolve(first, found=found), *later))
    return attrs.evolve(
        case,
        history=_with_board(case.history, elect),
        records=(*record, *case.records),
    )


def _with_board(events: tuple[Event, ...], elect: Event) -> tuple[Event, ...]:
    """The events with an election that names its record; a strange one cannot be found."""
    told = tuple(_recorded(each, elect) if isinstance(each, Elected) else each for each in events)
    if any(isinstance(each, Elected) for each in told):
        return told
    then = [number for number, each in enumerate(told) if each.recorded > elect.recorded]
    place = then[0] if then else len(told)
    return (*told[:place], elect, *told[place:])


def _recorded(event: Elected, elect: Event) -> Elected:
    same = isinstance(elect, Elected) and event.places == elect.places
    known = elect.record if same and isinstance(elect, Elected) else "0" * 64
    return attrs.evolve(event, record=event.record or known)


def _varied(case: Worked, way: Way) -> Worked:
    """The case with more members, and judged on a later day."""
    more, wait = way
    if way == _PLAIN:
        return case
    body, first, last = case.body, case.history[0].on, case.history[-1].recorded
    if more:
        body = body.admit(*POOL[:more], on=first, basis=_BASIS, recorded=last)
    return attrs.evolve(case, history=body.events, on=_later(case.on, wait))


def _later(day: date, wait: int | Edge) -> date:
    """A later day: by so many days, or the next one of its kind."""
    if isinstance(wait, int):
        return day + timedelta(wait)
    years = (each for each in range(day.year, day.year + 9) if wait != (2, 29) or isleap(each))
    return next(found for year in years if (found := date(year, *wait)) >= day)


def _unrecorded(case: Worked) -> Worked:
    """The board is there, and the record of its election is not."""
    told = tuple(
        attrs.evolve(each, record="") if isinstance(each, Elected) else each
        for each in case.history
    )
    return attrs.evolve(case, history=told, records=())


def _vacant(case: Worked) -> Worked:
    """The secretary leaves, and nobody follows."""
    day = case.on + timedelta(1)
    gone = case.body.vacate("Sekretaris", cause="resignation", on=day, basis=_BASIS)
    return attrs.evolve(case, history=gone.events, on=day)


_BY_HAND: Final[Mapping[str, Callable[[Worked], Worked]]] = {
    "BRD-11": _vacant,
    "ELC-13": _unrecorded,
}
"""Where the cases by which a rule is worked are about the very board that completes others."""
