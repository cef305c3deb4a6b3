from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.content import (
    Content,
    Correction,
    Fact,
    KeyMessage,
    Messages,
    Newsroom,
    Standing,
    Wording,
    uniformity,
)
from bakohumas.errors import OutOfScopeError, UnknownNameError
from bakohumas.testing import newsrooms

WORDS = ("Weigh monthly", "Timbang tiap bulan")
FIRST, SECOND, LAST = date(2018, 1, 23), date(2018, 3, 1), date(2018, 4, 1)
TOLD = (
    Messages([KeyMessage("gizi", WORDS, on=FIRST)])
    .supersede("gizi", WORDS, on=SECOND)
    .supersede("gizi", WORDS, on=LAST, reverses=True)
    .correct(Correction("hoaks", WORDS, Fact(WORDS, "invented"), message="gizi", on=SECOND))
)


def post(name: str, maker: str, on: date, version: int | None = None, **more: Any) -> Content:  # noqa: ANN401 - fields
    """A post with that version of the message, or with none."""
    carries = {} if version is None else {"gizi": version}
    return Content(name, "caption", maker, "ig", on=on, carries=carries, **more)


def plainly(content: Content, told: Messages, name: str, on: date) -> str:
    """The standing of one content, straight from the definition."""
    now = max(each.version for each in told.of(name) if each.on <= on)
    spread = {
        each.hoax for each in told.corrections if each.message == name and each.on <= on
    } & set(content.repeats)
    if spread:
        return "contradicting"
    if name not in content.carries:
        return "silent"
    version = content.carries[name]
    if version > now:
        return "early"
    between = [each for each in told.of(name) if version < each.version <= now]
    if not between:
        return "current"
    return "contradicting" if any(each.reverses for each in between) else "stale"


def cases(room: Newsroom) -> list[tuple[str, date]]:
    """Every message with some days on which a version of it is in force."""
    firsts = {name: room.messages.of(name)[0].on for name in room.messages.ids}
    return [(name, on + timedelta(days)) for name, on in firsts.items() for days in (0, 3, 30)]


@given(newsrooms())
def test_each_content_stands_as_the_definition_says(room: Newsroom) -> None:
    """Law: standings, share and rhythm are those of the slow oracle, exactly."""
    for name, on in cases(room):
        seen = uniformity(room.contents, name, messages=room.messages, on=on)
        slow = {
            each.id: plainly(each, room.messages, name, on)
            for each in room.contents
            if each.on <= on
        }
        current = [each for each in room.contents if slow.get(each.id) == "current"]

        assert dict(seen.standings) == slow
        assert seen.share == (Fraction(len(current), len(slow)) if slow else None)
        assert (seen.spread is None) == (not current)
        if current:
            days = [each.on for each in current]
            assert seen.spread == (max(days) - min(days)).days


@given(newsrooms())
def test_a_maker_stands_as_its_latest_word_does(room: Newsroom) -> None:
    """Law: the last day on which it told anything decides, by the worst of that day."""
    worst = ["contradicting", "stale", "early", "current"]
    for name, on in cases(room):
        seen = dict(
            uniformity(room.contents, name, messages=room.messages, on=on, by="maker").standings
        )
        slow = {}
        for maker in {each.maker for each in room.contents if each.on <= on}:
            said = [
                (each.on, plainly(each, room.messages, name, on))
                for each in room.contents
                if each.maker == maker and each.on <= on
            ]
            telling = [(day, standing) for day, standing in said if standing != "silent"]
            last = max((day for day, _ in telling), default=None)
            slow[maker] = min(
                (standing for day, standing in telling if day == last),
                key=worst.index,
                default="silent",
            )
        assert seen == slow


@given(newsrooms(), st.text(min_size=1))
def test_uniformity_never_looks_at_the_words(room: Newsroom, text: str) -> None:
    """Law (FLW-05): other wordings, or none, change nothing."""
    other = Wording("w", {}, text=text)
    reworded = attrs.evolve(
        room,
        wordings=[other],
        contents=[attrs.evolve(each, wording="w") for each in room.contents],
    )
    for name, on in cases(room):
        assert reworded.uniformity(name, on=on) == room.uniformity(name, on=on)


@given(newsrooms())
def test_what_comes_later_does_not_change_a_day(room: Newsroom) -> None:
    """Law: contents and versions of later days leave the measure of a day as it was."""
    for name, on in cases(room):
        then = room.uniformity(name, on=on)
        told = room.messages.supersede(
            name, WORDS, reverses=True, on=max(on, room.messages.of(name)[-1].on) + timedelta(1)
        )
        later = (
            attrs.evolve(room.contents[0], id="z", on=on + timedelta(1)) if room.contents else None
        )
        contents = (*room.contents, *([later] if later else []))

        assert uniformity(contents, name, messages=told, on=on) == then


@given(newsrooms())
def test_the_order_of_the_contents_does_not_matter(room: Newsroom) -> None:
    """Law: turned round, they measure the same, by content and by maker."""
    for name, on in cases(room):
        for by in ("content", "maker"):
            there = uniformity(room.contents, name, messages=room.messages, on=on, by=by)
            back = uniformity(room.contents[::-1], name, messages=room.messages, on=on, by=by)
            assert there == back


def test_every_standing_once() -> None:
    """A content of each kind, as seen while the second version is in force."""
    posts = [
        post("a", "dinkes", SECOND, 2),
        post("b", "polda", FIRST, 1),
        post("c", "rri", SECOND, 3),
        post("d", "setda", SECOND, 2, repeats=["hoaks"]),
        post("e", "bps", SECOND),
    ]
    seen = uniformity(posts, "gizi", messages=TOLD, on=SECOND)

    assert [(who, each.value) for who, each in seen.standings] == [
        ("a", "current"),
        ("b", "stale"),
        ("c", "early"),
        ("d", "contradicting"),
        ("e", "silent"),
    ]
    assert (seen.share, seen.among_tellers, seen.uniform) == (Fraction(1, 5), Fraction(1, 4), False)
    assert seen.explain("id") == (
        "gizi v2, 1 Maret 2018: 1 dari 5 konten\n"
        "- bertentangan: d\n"
        "- membawa versi lama: b\n"
        "- membawa versi yang belum berlaku: c\n"
        "- tidak membawanya: e"
    )
    assert uniformity(posts, "gizi", messages=TOLD, on=SECOND, by="maker").explain("id") == (
        "gizi v2, 1 Maret 2018: 1 dari 5 pembuat\n"
        "- bertentangan: setda\n"
        "- membawa versi lama: polda\n"
        "- membawa versi yang belum berlaku: rri\n"
        "- tidak membawanya: bps"
    )
    assert seen.rows("id")[1] == {"who": "b", "standing": "stale", "label": "membawa versi lama"}


def test_of_one_day_the_worst_word_counts() -> None:
    """A maker that told old and new on one day is stale, whichever came first."""
    posts = [post("a", "dinkes", SECOND, 2), post("b", "dinkes", SECOND, 1)]

    for order in (posts, posts[::-1], [attrs.evolve(posts[0], id="c"), posts[1]]):
        seen = uniformity(order, "gizi", messages=TOLD, on=SECOND, by="maker")
        assert seen.of("stale") == ("dinkes",)
    later = [*posts, post("d", "dinkes", date(2018, 3, 2), 2)]
    seen = uniformity(later, "gizi", messages=TOLD, on=date(2018, 3, 2), by="maker")
    assert seen.of("current") == ("dinkes",)


def test_before_a_hoax_is_corrected_and_after_a_reversal() -> None:
    """The hoax counts from its correction; the old version contradicts from the reversal."""
    posts = [post("b", "polda", FIRST, 2), post("d", "setda", FIRST, repeats=["hoaks"])]
    standings = {
        on: [each for _, each in uniformity(posts, "gizi", messages=TOLD, on=on).standings]
        for on in (FIRST, SECOND, LAST)
    }

    assert standings == {
        FIRST: [Standing.EARLY, Standing.SILENT],
        SECOND: [Standing.CURRENT, Standing.CONTRADICTING],
        LAST: [Standing.CONTRADICTING, Standing.CONTRADICTING],
    }


def test_since_leaves_out_what_was_published_before() -> None:
    """As of the day of the version in force, an old release is not held against its maker."""
    posts = [post("b", "polda", FIRST, 1), post("a", "dinkes", SECOND, 2)]
    seen = uniformity(posts, "gizi", messages=TOLD, on=SECOND, since=SECOND)

    assert seen.of("stale") == ()
    assert (seen.share, seen.spread) == (Fraction(1), 0)


def test_of_silence_nobody_can_say_whether_it_is_uniform() -> None:
    """Where nobody tells it there is nothing to be uniform or not, and no share."""
    silent = uniformity([post("e", "bps", SECOND)], "gizi", messages=TOLD, on=SECOND)
    nobody = uniformity([], "gizi", messages=TOLD, on=SECOND)

    assert (silent.share, silent.among_tellers) == (Fraction(0), None)
    assert (silent.uniform, silent.spread) == (None, None)
    assert (nobody.share, nobody.uniform) == (None, None)


def test_slips_of_measuring() -> None:
    """What cannot be measured says why."""
    with pytest.raises(OutOfScopeError, match="lies before 2018-01-23"):
        uniformity([], "gizi", messages=TOLD, on=date(2018, 1, 22))
    with pytest.raises(UnknownNameError):
        uniformity([], "mudik", messages=TOLD, on=SECOND)
    with pytest.raises(ValueError, match="by must be 'content' or 'maker', got 'outlet'"):
        uniformity([], "gizi", messages=TOLD, on=SECOND, by="outlet")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"contents must have unique ids, .* twice: a"):
        uniformity([post("a", "x", FIRST)] * 2, "gizi", messages=TOLD, on=SECOND)
    with pytest.raises(TypeError, match="each of contents must be a Content"):
        uniformity(["a"], "gizi", messages=TOLD, on=SECOND)  # type: ignore[list-item]
    with pytest.raises(ValueError, match="standing must be one of current, early"):
        uniformity([], "gizi", messages=TOLD, on=SECOND).of("loud")
