from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bakohumas.bodies import (
    Admitted,
    Amended,
    Appointed,
    Body,
    Corrected,
    Discharged,
    Dissolved,
    Elected,
    Event,
    Founded,
    HandedOver,
    LaidDown,
    Lapsed,
    Opened,
    Place,
    Replaced,
    Role,
    Seated,
    Snapshot,
    Succeeded,
    Vacated,
    Withdrawn,
    replay,
)
from bakohumas.errors import OutOfScopeError, RefusedError
from bakohumas.law import charter
from bakohumas.periods import years_after
from bakohumas.testing import bodies

NEVER = date.max


@attrs.define
class Stay:
    """Somebody on a seat, or a board in office, from one day up to another."""

    start: date
    end: date
    place: Place | None = None
    elected: bool = True
    appointed: bool = False
    anchor: date = NEVER
    years: int = 0

    def holds(self, day: date) -> bool:
        """Whether a day belongs."""
        return self.start <= day < self.end

    def cut(self, day: date) -> None:
        """End on a day, if not before; nothing is left where that is no later than the start."""
        self.end = max(self.start, min(self.end, day))


def taking_part(events: Iterable[Event], day: date) -> dict[str, tuple[Role, set[str]]]:
    """Who takes part on a day, by going through all events in the order of their days."""
    inside: dict[str, tuple[Role, set[str]]] = {}
    for event in sorted(events, key=lambda each: each.on):
        if event.on > day:
            break
        match event:
            case Admitted(institution=who):
                role, units = inside.get(who, (None, set()))
                inside[who] = event.role, ({*units} if role is event.role else set()) | {event.unit}
            case Withdrawn(institution=who, unit=""):
                del inside[who]
            case Withdrawn(institution=who, unit=unit):
                inside[who] = inside[who][0], inside[who][1] - {unit}
            case Succeeded(institution=who, successor=heir):
                role, _ = inside.pop(who)
                if heir and inside.get(heir.institution, (None,))[0] not in {Role.MEMBER, role}:
                    inside[heir.institution] = role, {heir.unit}
            case _:
                pass
    return inside


@attrs.define
class Naive:
    """Terms and seats, kept as plain lists of stays, event by event as they were recorded."""

    years: int = 5
    past: list[Event] = attrs.Factory(list)
    terms: list[Stay] = attrs.Factory(list)
    seats: list[Stay] = attrs.Factory(list)

    def tell(self, event: Event) -> None:
        """Take one more event in."""
        self.past.append(event)
        on = event.on
        if isinstance(event, Elected | LaidDown | Replaced | Discharged):
            self._tell_of_boards(event, on)
        else:
            self._tell_of_seats(event, on)

    def _tell_of_boards(self, event: Event, on: date) -> None:
        match event:
            case Elected():
                term = self._begin(on)
                for place in event.places:
                    self._sit(place, on, term.end)
            case LaidDown():
                if not any(each.holds(on) for each in self.terms):
                    self._begin(on)
            case Replaced():
                (term,) = (each for each in self.terms if each.holds(on))
                self._sit(event.place, on, term.end)
            case _:
                (term,) = (each for each in self.terms if each.start < on <= each.end)
                for each in self.seats:
                    if each.elected and each.start < term.end:
                        each.cut(on)
                term.cut(on)

    def _tell_of_seats(self, event: Event, on: date) -> None:
        match event:
            case Seated():
                self.seats.append(Stay(on, NEVER, event.place, elected=False))
            case Appointed():
                end = event.until or NEVER
                self.seats.append(Stay(on, end, event.place, elected=False, appointed=True))
            case Vacated(acting=False):
                self._end(on, lambda each: each.place.seat == event.seat)
            case Withdrawn(institution=who, unit=unit):
                self._end(
                    on,
                    lambda each: each.place.institution == who and unit in {"", each.place.unit},
                )
            case Succeeded():
                self._inherit(event)
            case Lapsed():
                self._end(on, lambda each: each.elected or each.appointed)
            case _:
                pass

    def _begin(self, on: date) -> Stay:
        anchor, years = on, 0
        for each in self.terms:
            if each.end == on == years_after(each.anchor, each.years):
                anchor, years = each.anchor, each.years
        end = years_after(anchor, years + self.years)
        self.terms.append(Stay(on, end, anchor=anchor, years=years + self.years))
        return self.terms[-1]

    def _sit(self, place: Place, on: date, end: date) -> None:
        self.seats.append(Stay(on, min(end, self._leaves(place.institution, on)), place))

    def _leaves(self, who: str, on: date) -> date:
        return min(
            (
                each.on
                for each in self.past
                if isinstance(each, Withdrawn | Succeeded)
                and (each.institution, getattr(each, "unit", "")) == (who, "")
                and each.on > on
            ),
            default=NEVER,
        )

    def _end(self, on: date, which: Any) -> None:  # noqa: ANN401 - a condition
        for each in self.seats:
            if each.holds(on) and which(each):
                each.cut(on)

    def _inherit(self, event: Succeeded) -> None:
        heir = event.successor.institution if event.successor else ""
        for each in [*self.seats]:
            place = each.place
            if place and each.holds(event.on) and place.institution == event.institution:
                has = [one for one in self.seats if one.holds(event.on)]
                free = all(one.place and one.place.institution != heir for one in has)
                if heir and free:
                    end = min(each.end, self._leaves(heir, event.on)) if each.elected else each.end
                    new = attrs.evolve(place, institution=heir, unit="")
                    self.seats.append(attrs.evolve(each, start=event.on, end=end, place=new))
                each.cut(event.on)

    def on_seats(self, day: date) -> dict[str, tuple[str, str]]:
        """Institution and person on every seat that is held on a day."""
        held = {}
        for each in self.seats:
            if each.place and each.holds(day):
                who = each.place.institution, each.place.person
                given = [
                    post
                    for post in sorted(self.past, key=lambda one: one.on)
                    if isinstance(post, HandedOver)
                    and post.post == each.place.post
                    and post.on <= day
                ]
                if given:
                    who = given[-1].institution or who[0], given[-1].person
                if not given or given[-1].person:
                    held[each.place.seat] = who
        return held


def plain(body: Body) -> list[Event]:
    """The history of a body without corrections and other charters, as far as it can be had."""
    events: list[Event] = []
    for event in body.events:
        if not isinstance(event, Corrected | Amended):
            try:
                replay([*events, event])
            except (RefusedError, OutOfScopeError):
                continue
            events.append(event)
    return events


def seats(now: Snapshot) -> dict[str, tuple[str, str]]:
    """Institution and person on every seat, as the body says."""
    held = now.board.appointments if now.board else ()
    return {each.seat: (each.institution, each.person) for each in held}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["national", "national_practice", "kalsel"]).flatmap(
        lambda name: bodies(rules=charter(name), max_steps=40)
    )
)
def test_a_body_is_what_its_events_say_one_by_one(body: Body) -> None:
    """Members, units, seats and terms are those of a naive model that knows no ledger."""
    events = plain(body)
    first = events[0]
    assert isinstance(first, Founded)
    told = [*first.found, *events[1:]] if isinstance(first, Opened) else events
    naive, living = Naive(), replay(events)
    for event in told:
        naive.tell(event)
    over = next((each.on for each in events if isinstance(each, Dissolved)), NEVER)
    days = {each.on + timedelta(days=n) for each in told for n in (-1, 0, 1)}
    days |= {each.end for each in naive.terms if each.end < NEVER}

    for day in sorted(days):
        if living.opened <= day < over:
            now = living.on(day)
            parts = *now.register, *now.partners, *now.guests
            term = now.board.term if now.board else None
            running = [each for each in naive.terms if each.holds(day)]
            assert {each.institution: (each.role, set(each.units)) for each in parts} == (
                taking_part(told, day)
            )
            assert seats(now) == naive.on_seats(day)
            assert [each.period.start for each in (term,) if each] == [
                each.start for each in running
            ]
            assert term is None or term.period.end == min(over, running[0].end)
