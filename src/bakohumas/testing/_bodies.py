from datetime import date, timedelta

from hypothesis import strategies as st

from bakohumas.bodies import Body, Cause
from bakohumas.errors import RefusedError
from bakohumas.institutions import Category, Institution
from bakohumas.law import Charter, charter
from bakohumas.testing._ground import days

_POOL = tuple(
    Institution(f"agency-{n}", f"Badan Contoh {n}", category, f"BC{n}", invented=True)
    for n, category in enumerate(Category)
)
_POST = "Direktur Jenderal Informasi dan Komunikasi Publik"
_FIRST = date(2014, 9, 26)
_LAST = date(2040, 12, 31)


@st.composite
def bodies(draw: st.DrawFn, *, rules: Charter | None = None, max_steps: int = 30) -> Body:
    """Bodies with a past: members come and go, boards are elected, seats fall vacant.

    Whatever the charter or the model refuses is left out of the history, so that
    every body drawn could have happened. The charter is *rules*, or the national
    one or that of practice; at most *max_steps* changes are tried after the founding.
    """
    governing = rules or charter(draw(st.sampled_from(["national", "national_practice"])))
    today = draw(days(min_value=_FIRST, max_value=date(2020, 12, 31)))
    body = Body.found("contoh", charter=governing, on=today, basis="SK 1/2014 (invented)")
    body = body.admit(*_POOL[:3], on=today, basis="SK 2/2014 (invented)")
    for _ in range(draw(st.integers(0, max_steps))):
        step = draw(st.sampled_from([0, 0, 1, 30, 365, 1826]))
        today = min(today + timedelta(days=step), _LAST)
        # an event may take effect before the register learns of it
        lag = draw(st.sampled_from([0, 0, 0, 40]))
        on = max(today - timedelta(days=lag), body.founded)
        try:
            body = draw(st.sampled_from(_CHANGES))(draw, body, on, today)
        except RefusedError:
            continue
    return body


def _admit(draw: st.DrawFn, body: Body, on: date, today: date) -> Body:
    newcomer = draw(st.sampled_from(_POOL))
    return body.admit(newcomer, on=on, basis="SK 3 (invented)", recorded=today)


def _withdraw(draw: st.DrawFn, body: Body, on: date, today: date) -> Body:
    leaver = draw(st.sampled_from(_POOL))
    return body.withdraw(leaver, on=on, basis="SK 4 (invented)", recorded=today)


def _elect(draw: st.DrawFn, body: Body, on: date, today: date) -> Body:
    titles = [seat.name for seat in body.on(on).seats if seat.selection == "elected"]
    seats = draw(st.lists(st.sampled_from(titles), unique=True))
    holders = draw(st.permutations(_POOL))
    places = dict(zip(seats, holders, strict=False))
    return body.elect(places, on=on, basis="SK 5 (invented)", recorded=today)


def _seat(draw: st.DrawFn, body: Body, on: date, today: date) -> Body:
    title = draw(st.sampled_from([seat.name for seat in body.on(on).seats]))
    return body.seat(title, post=_POST, on=on, basis="SK 6 (invented)", recorded=today)


def _vacate(draw: st.DrawFn, body: Body, on: date, today: date) -> Body:
    title = draw(st.sampled_from([seat.name for seat in body.on(on).seats]))
    cause = draw(st.sampled_from(Cause))
    return body.vacate(title, cause=cause, on=on, basis="SK 7 (invented)", recorded=today)


def _inaugurate(_draw: st.DrawFn, body: Body, on: date, today: date) -> Body:
    return body.inaugurate(on=on, basis="SK 8 (invented)", recorded=today)


def _replace(draw: st.DrawFn, body: Body, on: date, today: date) -> Body:
    title = draw(st.sampled_from([seat.name for seat in body.on(on).seats]))
    newcomer = draw(st.sampled_from(_POOL))
    return body.replace(title, newcomer, on=on, basis="SK 9 (invented)", recorded=today)


def _discharge(_draw: st.DrawFn, body: Body, on: date, today: date) -> Body:
    return body.declare_demisioner(on=on, basis="SK 10 (invented)", recorded=today)


_CHANGES = (
    _admit,
    _admit,
    _withdraw,
    _elect,
    _elect,
    _seat,
    _vacate,
    _replace,
    _discharge,
    _inaugurate,
)
