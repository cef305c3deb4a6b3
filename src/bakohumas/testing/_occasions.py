from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from bakohumas.periods import Period
from bakohumas.programmes import (
    Coverage,
    Evaluation,
    FollowUp,
    Form,
    OutletKind,
    Routine,
    TaskForce,
    ThematicForum,
)
from bakohumas.testing._ground import days, periods

_CODES: Final = ("bps", "kemenkeu", "kominfo", "rri", "tvri")
_TITLE: Final = ("Budget", "APBN")
_RULES: Final = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=SA",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY;COUNT=2",
)

_some = st.sets(st.sampled_from(_CODES))


@st.composite
def task_forces(draw: st.DrawFn) -> TaskForce:
    """Task forces of which any part may be missing; the evaluation may come too early."""
    members = draw(_some)
    ends = [*_CODES, "public"]
    return TaskForce(
        "mudik",
        draw(st.sampled_from([("", ""), _TITLE])),
        draw(st.sampled_from([("", ""), ("Tell of the traffic", "Informasikan lalu lintas")])),
        members,
        draw(st.sampled_from(["", *sorted(members)])),
        draw(st.none() | periods()),
        draw(st.sets(st.tuples(st.sampled_from(ends), st.sampled_from(ends)), max_size=4)),
        draw(st.sets(st.sampled_from(["radio", "web"]))),
        draw(st.none() | st.builds(Evaluation, days(), _some, st.sampled_from(["", "few lacks"]))),
        draw(st.sampled_from(["", "seed 4"])),
    )


@st.composite
def thematic_forums(draw: st.DrawFn, *, hosts: tuple[str, ...] = _CODES) -> ThematicForum:
    """Thematic forums of any of the *hosts*, from mere ceremony to one whose work was done."""
    on = draw(st.dates(date(2015, 1, 1), date(2022, 12, 31)))
    later = st.integers(0, 30).map(lambda number: on + timedelta(number))
    piece = st.builds(
        Coverage,
        st.sampled_from(["antara", "kemenkeu.go.id"]),
        st.sampled_from(OutletKind),
        later,
        st.sampled_from(["", "apbn-untuk-rakyat"]),
    )
    work = st.builds(
        FollowUp,
        st.just("a video together"),
        st.sets(st.sampled_from(_CODES), min_size=1),
        later,
        st.none() | later,
    )
    return ThematicForum(
        "apbn",
        _TITLE,
        draw(st.sampled_from(hosts)),
        on,
        draw(st.sampled_from(Form)),
        draw(_some),
        draw(_some),
        draw(st.sampled_from(["", "@tuanrumah"])),
        draw(_some),
        draw(st.sampled_from(["", "#apbn"])),
        draw(_some),
        draw(st.lists(piece, max_size=3)),
        draw(st.none() | st.integers(0, 10**6)),
        draw(st.lists(work, max_size=2)),
        draw(st.sampled_from(["", "seed 0"])),
    )


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """Routines that recur within a few months of 2018, on working days or on all."""
    start = draw(st.dates(date(2018, 1, 1), date(2018, 3, 31)))
    length = draw(st.integers(1, 200))
    return Routine(
        draw(st.sampled_from(["monitoring", "report"])),
        _TITLE,
        draw(_some),
        draw(st.sampled_from(_RULES)),
        Period(start, start + timedelta(length)),
        draw(st.sampled_from(["following", "preceding", None])),
    )
