from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bakohumas.bodies import Body, Event, Lapsed, Role, Selection, replay
from bakohumas.periods import overlaps
from bakohumas.testing import bodies

patient = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)


def telling_days(body: Body) -> list[date]:
    """Days of its life on which something about a body changes, and their neighbours."""
    marks = {event.on for event in body.events}
    marks |= {term.period.end for term in body.terms if term.period.end}
    days = {day + timedelta(days=beside) for day in marks for beside in (-1, 0, 1)}
    return sorted(day for day in days if body.opened <= day < (body.dissolved or date.max))


@patient
@given(bodies())
def test_a_history_rebuilds_the_body(body: Body) -> None:
    """Replaying the events of a body gives the same body, on every day."""
    twin = replay(body.events)

    assert twin == body
    assert hash(twin) == hash(body)
    for day in telling_days(body):
        assert twin.on(day) == body.on(day)


@patient
@given(bodies())
def test_no_two_boards_share_a_day(body: Body) -> None:
    """Terms of office never overlap."""
    assert overlaps(term.period for term in body.terms) == ()


@patient
@given(bodies())
def test_a_seat_has_one_holder_or_is_vacant(body: Body) -> None:
    """On every day each seat of the charter is held once or reported vacant, never both."""
    for day in telling_days(body):
        now = body.on(day)
        held = [each.seat for each in now.board.appointments] if now.board else []
        vacant = [each.seat for each in now.vacancies]

        assert sorted(held + vacant) == sorted(now.titles)
        assert {seat.name for seat in now.seats} <= set(now.titles)


@patient
@given(bodies())
def test_the_roll_holds_members_alone(body: Body) -> None:
    """Partners and guests stand beside the roll, and nobody stands in two places."""
    for day in telling_days(body):
        now = body.on(day)
        everybody = [*now.register, *now.partners, *now.guests]

        assert {each.role for each in now.register} <= {Role.MEMBER}
        assert len(everybody) == len({each.institution for each in everybody})


@patient
@given(bodies())
def test_elected_holders_are_members(body: Body) -> None:
    """On no day does somebody hold an elected seat who is not a member."""
    for day in telling_days(body):
        now = body.on(day)
        for each in now.board.appointments if now.board else ():
            assert each.selection is not Selection.ELECTED or each.institution in now.register


@patient
@given(bodies(), st.data())
def test_what_was_known_is_the_past_of_the_register(body: Body, data: st.DataObject) -> None:
    """As known on a day, a body is what the events recorded by then amount to."""
    known = data.draw(st.sampled_from(body.events)).recorded
    past = replay(event for event in body.events if event.recorded <= known)

    for day in telling_days(past):
        assert body.on(day, known=known) == past.on(day)


@patient
@given(bodies())
def test_a_gap_between_boards_is_a_lapse(body: Body) -> None:
    """Once a board's term is over and none runs, the day it lapsed is known."""
    lapses = [event for event in body.events if isinstance(event, Lapsed)]
    for day in telling_days(body):
        now = body.on(day)
        over = [term.period.end for term in body.terms if (term.period.start or day) < day]
        running = now.board is not None and now.board.term is not None

        assert not running or now.lapsed_since is None
        if over and not running and not lapses:
            assert now.lapsed_since == max(end for end in over if end)


@patient
@given(bodies())
def test_what_an_older_body_says_does_not_change(body: Body) -> None:
    """A body that others were made from is still what it was, whoever wrote on after it."""
    events: list[Event] = [*body.events]
    half = replay(events[: 1 + len(events) // 2])
    before = [half.on(day) for day in telling_days(half)]
    seen = [(now, now.register, now.board, now.vacancies) for now in before]
    later = half
    if half.dissolved != half.opened:
        told_on, told = half.opened, events[-1].recorded
        later = half.keep_secretariat(None, on=told_on, basis="invented", recorded=told)

    assert later.events[: len(half)] == half.events
    for now, register, board, vacancies in seen:
        again = half.on(now.day)
        assert (again.register, again.board, again.vacancies) == (register, board, vacancies)
