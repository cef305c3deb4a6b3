from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs

from bakohumas.bodies import Admitted, Body, replay
from bakohumas.elections import Candidate, Contest
from bakohumas.errors import BakohumasError
from bakohumas.meetings._nominating import (
    ALL,
    known,
    office_by,
    seats_held,
    sitting_beside,
    terms_served,
    whole,
)


def rebound(contest: Contest, body: Body, days: Iterable[date]) -> Iterator[Contest]:
    """A contest with what the charter and the register of a body say put in once more.

    The record keeps neither the day on which the elected take office nor what the register
    held when the contest was made on the day, so there are several; one that
    :func:`contest` has made comes to itself in one of them. What an institution counts for
    beside the register stays as it is.
    """
    seen: list[Contest] = []
    for on in days:
        for version in versions(body, on):
            for starts in _starts(version, on):
                bound = _bound(contest, version, on, starts)
                if bound not in seen:
                    seen.append(bound)
                    yield bound


def versions(body: Body, on: date) -> Iterator[Body]:
    """The body as its register may have stood in the course of a day, the latest first."""
    try:
        then = body.as_known(on)
    except BakohumasError:
        then = body  # recorded in hindsight, the body itself too
    yield then
    for number in range(len(then.events) - 1, 0, -1):
        event = then.events[number]
        if event.recorded < on:
            break
        if not isinstance(event, Admitted):
            yield replay(then.events[:number])


def _starts(body: Body, on: date) -> Iterator[date]:
    """Days on which the elected may take office: at once, or when the board changes."""
    changes = {day for each in body.appointments for day in (each.period.start, each.period.end)}
    yield on
    yield from sorted(day for day in changes if day and day > on)


def _bound(contest: Contest, body: Body, on: date, starts: date) -> Contest:
    now, then = body.on(on), body.on(starts)
    most, least = (terms_served(body, starts, share) for share in (ALL, Fraction(1)))
    held, given = seats_held(then), {each.id: each for each in contest.sitting}

    def candidate(one: Candidate) -> Candidate:
        low, high = least.get(one.id, 0), most.get(one.id, 0)
        return attrs.evolve(
            one,
            member=one.id in now.register,
            categories={**dict(one.categories), **known(one.id, now)},
            terms=max(low, min(one.terms, high)) if whole(body) else max(low, one.terms),
            holds=tuple(dict.fromkeys((*one.holds, *held.get(one.id, ())))),
        )

    def seated(one: Candidate) -> Candidate:
        beside = dict(given[one.id].categories) if one.id in given else {}
        return attrs.evolve(one, categories={**beside, **dict(one.categories)})

    return attrs.evolve(
        contest,
        office=office_by(now.charter, contest.office, on),
        candidates=[candidate(each) for each in contest.candidates],
        sitting=[seated(e) for e in sitting_beside(now, then, {}, contest.office.places)],
    )
