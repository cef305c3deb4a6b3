from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bakohumas.bodies import Admitted, Body, Withdrawn, replay
from bakohumas.periods import overlaps
from bakohumas.testing import bodies, days


def telling_days(body: Body) -> list[date]:
    """Days on which something about a body changes, and their neighbours."""
    marks = {event.on for event in body.events}
    marks |= {term.period.end for term in body.terms if term.period.end}
    return sorted({date.fromordinal(day.toordinal() + n) for day in marks for n in (-1, 0, 1)})


@given(bodies())
def test_a_history_rebuilds_the_body(body: Body) -> None:
    """Replaying the events of a body gives the same body, on every day."""
    twin = replay(body.events)

    assert twin == body
    for day in telling_days(body)[1:]:
        assert twin.on(day) == body.on(day)


@given(bodies())
def test_no_two_boards_share_a_day(body: Body) -> None:
    """Terms of office never overlap."""
    assert overlaps(term.period for term in body.terms) == ()


@given(bodies())
def test_a_seat_has_one_holder_or_is_vacant(body: Body) -> None:
    """On every day each seat of the charter is held once or reported vacant, never both."""
    for day in telling_days(body)[1:]:
        now = body.on(day)
        held = [each.seat for each in now.board.appointments] if now.board else []
        vacant = [each.seat for each in now.vacancies]

        assert sorted(held + vacant) == sorted(seat.name for seat in now.seats)


@given(bodies())
def test_the_register_is_what_came_and_did_not_leave(body: Body) -> None:
    """A member on a day is whoever was last admitted, and not withdrawn since, by that day."""
    for day in telling_days(body)[1:]:
        changes = sorted(
            (event.on, isinstance(event, Admitted), event.institution)
            for event in body.events
            if isinstance(event, Admitted | Withdrawn) and event.on <= day
        )
        inside: set[str] = set()
        for _, came, institution in changes:
            inside = inside | {institution} if came else inside - {institution}

        assert set(body.on(day).register.institutions) == inside


@given(bodies())
def test_elected_holders_are_members(body: Body) -> None:
    """On no day does somebody hold an elected seat who is not a member."""
    for day in telling_days(body)[1:]:
        now = body.on(day)
        for each in now.board.appointments if now.board else ():
            assert each.selection == "ex_officio" or each.institution in now.register


@given(bodies(), days(min_value=date(2021, 1, 1), max_value=date(2045, 1, 1)), st.data())
def test_what_was_known_is_the_past_of_the_register(
    body: Body, day: date, data: st.DataObject
) -> None:
    """As known on a day, a body is what the events recorded by then amount to."""
    event = data.draw(st.sampled_from(body.events))
    known = tuple(each for each in body.events if each.recorded <= event.recorded)

    assert body.on(day, known=event.recorded) == replay(known).on(day)


@given(bodies())
def test_a_gap_between_boards_is_a_lapse(body: Body) -> None:
    """Once a board's term is over and none runs, the day it lapsed is known."""
    for day in telling_days(body)[1:]:
        over = [
            term.period.end for term in body.terms if term.period.end and term.period.end <= day
        ]
        running = any(day in term.period for term in body.terms)

        assert body.on(day).lapsed_since == (None if running or not over else max(over))
