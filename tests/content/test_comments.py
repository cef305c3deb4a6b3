from datetime import date, datetime, timedelta
from fractions import Fraction
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.content import Comment, Newsroom, Response, response
from bakohumas.errors import RefusedError
from bakohumas.testing import newsrooms

NINE = datetime.fromisoformat("2025-08-06T09")


def after(minutes: int | None, name: str = "k") -> Comment:
    """A comment, answered after so many minutes or not at all."""
    asked = Comment(name, "p", NINE)
    return (
        asked
        if minutes is None
        else asked.answer(by="dinkes", at=NINE + timedelta(0, 60 * minutes))
    )


@given(st.lists(st.none() | st.integers(0, 10_000), max_size=9))
def test_share_and_median_are_exact(delays: list[int | None]) -> None:
    """Law: the median of the standard library over fractions of hours, and the plain share."""
    seen = response(after(each, f"k{number}") for number, each in enumerate(delays))
    hours = [Fraction(each, 60) for each in delays if each is not None]

    assert seen.median == (median(hours) if hours else None)
    assert (seen.received, seen.answered) == (len(delays), len(hours))
    assert seen.share == (Fraction(len(hours), len(delays)) if delays else None)


@given(newsrooms())
def test_one_more_answer_never_lowers_the_share(room: Newsroom) -> None:
    """Law: whoever answers an open comment raises the share, and nothing else does."""
    for each in room.comments:
        if each.answered is None:
            answered = room.answer(each.id, by="rri", at=each.at)
            before, now = response(room.comments).share, response(answered.comments).share
            assert before is not None
            assert now == before + Fraction(1, len(room.comments))


def test_a_delay_is_exact_to_the_microsecond() -> None:
    """Seconds make fractions of an hour, not rounded ones."""
    asked = Comment("k", "p", NINE)
    answered = asked.answer(by="dinkes", at=NINE + timedelta(microseconds=1))

    assert answered.delay == Fraction(1, 3_600_000_000)
    assert asked.delay is None


def test_slips_of_comments() -> None:
    """An answer has somebody and a moment, after the comment, once, on the clock of the place."""
    with pytest.raises(
        ValueError, match="answered and by of k: name both the day and who, or neither"
    ):
        Comment("k", "p", NINE, by="dinkes")
    with pytest.raises(ValueError, match="answered must not come before the comment k"):
        after(-1)
    with pytest.raises(RefusedError, match=r"dinkes answered it at 2025-08-06 09:05:00 .*record a"):
        after(5).answer(by="rri", at=NINE)
    with pytest.raises(ValueError, match="at must be on the clock of the place"):
        Comment("k", "p", NINE.replace(tzinfo=ZoneInfo("Asia/Jakarta")))
    with pytest.raises(TypeError, match="at must be a datetime, got the date"):
        Comment("k", "p", date(2025, 8, 6))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="kind must be one of question, aspiration, report"):
        Comment("k", "p", NINE, "praise")
    with pytest.raises(ValueError, match=r"comments must have unique ids.*: k"):
        response([after(1), after(2)])
    with pytest.raises(TypeError, match="each of comments must be a Comment"):
        response(["k"])  # type: ignore[list-item]


def test_a_response_explains_itself() -> None:
    """In both languages, with a median and without."""
    whole, open_ = response([after(90)]), response([after(None)])

    assert str(whole) == "1 of 1 comments answered (100 %), median 1.5 hours"
    assert open_.explain("id") == "0 dari 1 komentar dijawab (0 %)"
    assert response([]).explain("id") == "tidak ada komentar"
    assert whole.rows() == [{"received": 1, "answered": 1, "share": "1", "median_hours": "3/2"}]
    assert Response(0, 0, None).rows()[0]["share"] is None
