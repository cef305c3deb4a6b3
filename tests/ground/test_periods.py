from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bakohumas.periods import (
    Approx,
    LeapDay,
    Period,
    gaps,
    months_after,
    nth_term,
    overlaps,
    years_after,
)
from bakohumas.testing import days, periods

WINDOW = [date(2020, 2, 1) + timedelta(n) for n in range(45)]
"""Days looked at one by one; periods of the oracle begin and end inside."""

leap_days: st.SearchStrategy[LeapDay] = st.sampled_from(["feb28", "mar01"])
counts = st.integers(0, 15)
lengths = st.integers(1, 6)


@st.composite
def short_periods(draw: st.DrawFn) -> Period:
    """Periods that begin and end inside the window, or do not begin or end at all."""
    first, last = sorted(
        draw(st.lists(st.sampled_from(WINDOW[1:-1]), min_size=2, max_size=2, unique=True))
    )
    return Period(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))


def held(some: Iterable[Period]) -> list[date]:
    """Days of the window in any of the periods, looked up one by one."""
    return [day for day in WINDOW if any(day in period for period in some)]


@given(periods(), days())
def test_a_period_holds_its_first_day_and_not_its_end(period: Period, day: date) -> None:
    """Membership is ``start <= day < end``, with ``None`` for no bound."""
    inside = (period.start or date.min) <= day
    inside &= period.end is None or day < period.end

    assert (day in period) == inside
    assert period.start is None or period.start in period
    assert period.end is None or period.end not in period
    assert period.last_day is None or period.last_day in period


@given(periods(bounded=True))
def test_the_last_day_is_the_day_before_the_end(period: Period) -> None:
    """A bounded period ends the day after its last day."""
    assert period.last_day is not None
    assert period.last_day + timedelta(days=1) == period.end


@given(days(), st.integers(0, 400))
def test_a_period_without_a_day_cannot_be(start: date, back: int) -> None:
    """A period that ends when it starts, or before, is a slip."""
    with pytest.raises(ValueError, match="a period must end after it starts, got"):
        Period(start, start - timedelta(days=back))


@pytest.mark.parametrize(
    ("period", "text", "label"),
    [
        (
            Period(date(2023, 10, 23), date(2028, 10, 23)),
            "2023-10-23 to 2028-10-22",
            "2023–2028",
        ),
        (Period(date(2014, 9, 26)), "2014-09-26 to further notice", "2014–"),
        (Period(None, date(2014, 9, 26)), "the beginning to 2014-09-25", "–2014"),
        (Period(None), "the beginning to further notice", "–"),
    ],
)
def test_a_period_is_written_for_people(period: Period, text: str, label: str) -> None:
    """The text names the last day that counts; the label names the years of a board."""
    assert str(period) == text
    assert period.label == label


@given(short_periods(), short_periods())
def test_two_periods_overlap_when_a_day_is_in_both(one: Period, other: Period) -> None:
    """The formula agrees with looking at every day, in both directions."""
    shared = any(day in one and day in other for day in WINDOW)

    assert one.overlaps(other) == shared
    assert other.overlaps(one) == shared


@given(short_periods(), st.sampled_from(WINDOW[1:]))
def test_until_cuts_and_never_adds(period: Period, end: date) -> None:
    """What is left are the days before *end*; where none is left there is no period."""
    left = [day for day in held([period]) if day < end]
    if not left:
        with pytest.raises(ValueError, match="a period must end after it starts"):
            period.until(end)
    else:
        assert held([period.until(end)]) == left


@given(st.lists(short_periods(), max_size=5))
def test_gaps_are_the_days_between_that_nobody_covers(some: list[Period]) -> None:
    """A gap is a longest run of uncovered days with covered days before and after it."""
    covered = held(some)
    between = [
        day for day in WINDOW if covered and covered[0] < day < covered[-1] and day not in covered
    ]
    found = gaps(some)

    assert held(found) == between
    assert all(gap.start and gap.start - timedelta(1) in covered for gap in found)
    assert all(gap.end in covered for gap in found)


@given(st.lists(short_periods(), max_size=5))
def test_overlaps_miss_nothing_and_invent_nothing(some: list[Period]) -> None:
    """Neighbours are reported exactly where a day of the calendar has two of the periods."""
    found = overlaps(some)
    doubled = any(sum(day in period for period in some) > 1 for day in WINDOW)

    assert bool(found) == doubled
    assert all(left.overlaps(right) for left, right in found)


@given(days(), counts, lengths, leap_days)
@example(date(2016, 2, 29), 0, 5, "feb28")
@example(date(2016, 2, 29), 0, 5, "mar01")
def test_terms_tile_the_calendar(anchor: date, n: int, years: int, leap_day: LeapDay) -> None:
    """Between two boards there is no day without a board and no day with two."""
    terms = [nth_term(anchor, k, years=years, leap_day=leap_day) for k in range(n + 2)]

    assert terms[0].start == anchor
    assert gaps(terms) == ()
    assert overlaps(terms) == ()
    assert [term.end for term in terms[:-1]] == [term.start for term in terms[1:]]


@given(days(), counts, lengths, leap_days)
@example(date(2016, 2, 29), 3, 4, "mar01")
def test_terms_do_not_drift(anchor: date, n: int, years: int, leap_day: LeapDay) -> None:
    """Every term starts on the anchor's own day wherever the calendar has that day."""
    start = nth_term(anchor, n, years=years, leap_day=leap_day).start
    year = anchor.year + n * years
    try:
        expected = date(year, anchor.month, anchor.day)
    except ValueError:
        expected = date(year, 2, 28) if leap_day == "feb28" else date(year, 3, 1)

    assert start == expected


@pytest.mark.parametrize(
    ("leap_day", "end", "last"),
    [
        ("feb28", date(2021, 2, 28), date(2021, 2, 27)),
        ("mar01", date(2021, 3, 1), date(2021, 2, 28)),
    ],
)
def test_a_board_seated_on_a_leap_day(leap_day: LeapDay, end: date, last: date) -> None:
    """Seated on 29 February 2016: both readings of when five years are over."""
    term = nth_term(date(2016, 2, 29), 0, leap_day=leap_day)

    assert (term.end, term.last_day) == (end, last)
    assert nth_term(date(2016, 2, 29), 4, leap_day=leap_day).start == date(2036, 2, 29)


def test_counting_from_the_term_before_would_drift() -> None:
    """Why the anchor matters: a chain of anniversaries never finds the 29th again."""
    chained = date(2016, 2, 29)
    for _ in range(4):
        chained = years_after(chained, 5)

    assert chained == date(2036, 2, 28)
    assert nth_term(date(2016, 2, 29), 4).start == date(2036, 2, 29)


def test_a_board_of_today() -> None:
    """Seated on 2 November 2015, a board serves through 1 November 2020."""
    board = nth_term(date(2015, 11, 2), 0)

    assert date(2020, 11, 1) in board
    assert date(2020, 11, 2) not in board


@given(days(), st.integers(-20, 20), leap_days)
def test_anniversaries_of_ordinary_days_come_back(day: date, years: int, leap_day: LeapDay) -> None:
    """Going some years and returning ends where it began, but for 29 February."""
    there = years_after(day, years, leap_day=leap_day)
    back = years_after(there, -years, leap_day=leap_day)

    assert back == day or (day.month, day.day) == (2, 29)
    assert there.year == day.year + years


def test_anniversaries_keep_the_order_of_days() -> None:
    """No two days change places on the way to their anniversaries."""
    around = [date(2016, 2, 27) + timedelta(n) for n in range(4)]
    for leap_day in ("feb28", "mar01"):
        later = [years_after(day, 5, leap_day=leap_day) for day in around]

        assert all(one <= other for one, other in combinations(later, 2))


def test_an_unknown_reading_of_the_leap_day_is_a_slip() -> None:
    """The refusal names the two readings."""
    with pytest.raises(ValueError, match=r"must be 'feb28' or 'mar01', got 'feb29'"):
        years_after(date(2016, 2, 29), 1, leap_day="feb29")  # type: ignore[arg-type]


@pytest.mark.parametrize("years", [0, -5])
def test_a_term_lasts_a_year_at_least(years: int) -> None:
    """A term of no length is a slip."""
    with pytest.raises(ValueError, match=f"a term lasts at least one year, got {years}"):
        nth_term(date(2016, 1, 1), 0, years=years)


@pytest.mark.parametrize(("anchor", "years"), [(date(9996, 2, 29), 4), (date(4, 2, 29), -4)])
def test_the_calendar_has_two_ends(anchor: date, years: int) -> None:
    """A year that the calendar does not have is a slip."""
    with pytest.raises(ValueError, match="year"):
        years_after(anchor, years)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29)),
    ],
)
def test_a_year_or_a_month_is_every_day_in_it(text: str, first: date, last: date) -> None:
    """A partial date is read as the days it may mean, and written as it was read."""
    read = Approx.parse(text)

    assert (read.earliest, read.latest, str(read)) == (first, last, text)
    assert read.exact is (first == last)


def test_a_stretch_that_is_no_year_or_month_is_written_as_two_days() -> None:
    """What has no short form shows both ends."""
    assert str(Approx(date(2016, 1, 5), date(2016, 2, 1))) == "2016-01-05/2016-02-01"


@pytest.mark.parametrize("text", ["16", "2016-13", "2016-02-30", "2016/02", "", "2016-2"])
def test_what_is_no_partial_date_is_a_slip(text: str) -> None:
    """Nothing is guessed from another form, or from a day that the calendar lacks."""
    with pytest.raises(ValueError, match=r"."):
        Approx.parse(text)


def test_an_approximate_day_runs_forward() -> None:
    """The latest day does not come before the earliest."""
    with pytest.raises(ValueError, match="comes before the earliest"):
        Approx(date(2016, 1, 2), date(2016, 1, 1))


@given(days(max_value=date(2100, 1, 1)), st.integers(0, 400), st.integers(1, 3000), days())
def test_a_blurred_period_is_sure_where_every_reading_agrees(
    start: date, blur: int, length: int, day: date
) -> None:
    """Yes where every possible period holds the day, no where none does, else unknown."""
    end = start + timedelta(days=blur + length)
    by, end_by = start + timedelta(days=blur), end + timedelta(days=blur)
    period = Period(start, end, start_by=by, end_by=end_by)
    surely, possibly = by <= day < end, start <= day < end_by

    assert period.holds(day) is (True if surely else None if possibly else False)


@pytest.mark.parametrize(
    ("start", "end", "more"),
    [
        (date(2016, 1, 2), None, {"start_by": date(2016, 1, 1)}),
        (date(2016, 1, 2), None, {"end_by": date(2017, 1, 1)}),
        (None, date(2017, 1, 1), {"end_by": date(2016, 1, 1)}),
    ],
)
def test_a_latest_reading_is_no_earlier(
    start: date | None, end: date | None, more: dict[str, date]
) -> None:
    """The latest reading of a day comes no earlier than that day, and not without one."""
    with pytest.raises(ValueError, match="must not come before the day"):
        Period(start, end, **more)


def test_a_cut_period_ends_as_exactly_as_the_cut() -> None:
    """A period that is cut forgets how blurred its own end was, and takes that of the cut."""
    period = Period(date(2015, 1, 1), date(2020, 1, 1), end_by=date(2020, 12, 31))
    cut = period.until(date(2018, 1, 1), by=date(2018, 3, 1))

    assert (cut.end, cut.end_by) == (date(2018, 1, 1), date(2018, 3, 1))
    assert period.until(date(2021, 1, 1)) == period


@pytest.mark.parametrize(
    ("months", "there"), [(1, date(2016, 2, 29)), (13, date(2017, 2, 28)), (-1, date(2015, 12, 31))]
)
def test_months_end_where_the_calendar_does(months: int, there: date) -> None:
    """Counted from the last day of a month, months end on the last day there is."""
    assert months_after(date(2016, 1, 31), months) == there
