import hashlib
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from bakohumas.content import (
    Audience,
    Channel,
    ChannelKind,
    CommentKind,
    Content,
    ContentKind,
    Fact,
    Gap,
    IssueState,
    KeyMessage,
    Newsroom,
    Outlet,
    Purpose,
    Standing,
    Wording,
    correction_share,
    service_share,
)
from bakohumas.errors import UnknownNameError
from bakohumas.languages import Labelled
from bakohumas.periods import Period
from bakohumas.testing import newsrooms

DAY, MOMENT = date(2018, 2, 5), datetime(2018, 2, 5)  # noqa: DTZ001 - a moment on no clock
WORDS = ("Weigh monthly", "Timbang tiap bulan")


def post(**fields: Any) -> Content:  # noqa: ANN401 - whatever a field may be
    """A post of that day, but for these fields."""
    usual: dict[str, Any] = {
        "id": "p",
        "kind": "caption",
        "maker": "dinkes",
        "channel": "ig",
        "on": DAY,
    }
    return Content(**(usual | fields))


@pytest.mark.parametrize(
    "kind", [ChannelKind, CommentKind, ContentKind, IssueState, Purpose, Standing], ids=str
)
def test_every_word_is_said_in_both_languages(kind: type[Labelled]) -> None:
    """And no two values of one kind are called the same."""
    for lang in ("en", "id"):
        labels = [label for _, label in kind.choices(lang)]
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_the_five_kinds_of_the_rule_are_there() -> None:
    """TSK-07 names five; coverage is made by others."""
    assert [kind.value for kind in ContentKind if kind.made] == [
        *("narrative", "press_release", "infographic", "videographic", "caption")
    ]


def test_what_serves_and_what_does_not() -> None:
    """Seed 3 sets service and education against leaders and the showcase of activities."""
    assert {kind.value for kind in Purpose if not kind.serves} == {"activities", "leaders"}


@given(newsrooms())
def test_service_share_counts_the_purposes(room: Newsroom) -> None:
    """Law: over any period it is the exact part of what was published in it."""
    period = Period(date(2018, 1, 25), date(2018, 2, 1))
    for within, there in (
        (None, room.contents),
        (period, [each for each in room.contents if each.on in period]),
    ):
        serving = [each for each in there if each.purpose not in ("leaders", "activities")]
        wanted = Fraction(len(serving), len(there)) if there else None
        assert service_share(room.contents, within=within) == wanted


@given(newsrooms())
def test_a_correction_competes_with_its_hoax(room: Newsroom) -> None:
    """Law: the two shares of the contest make one; who does neither has no part in it."""
    for correction in room.messages.corrections:
        hoax, on = correction.hoax, date(2018, 1, 29)
        by_then = [each for each in room.contents if each.on <= on]
        right = [each for each in by_then if hoax in each.corrects]
        wrong = [each for each in by_then if hoax in each.repeats]
        share = correction_share(room.contents, hoax, on=on)

        assert correction_share([*right, *wrong], hoax, on=on) == share
        assert (share is None) == (not right and not wrong)
        if share is not None:
            assert share * len(wrong) == (1 - share) * len(right)


def test_a_wording_is_known_by_its_digest() -> None:
    """With its text or without, it is the same text."""
    digest = hashlib.sha256(b"Yuk!").hexdigest()
    kept, withheld = Wording("w", {}, text="Yuk!"), Wording("w", {}, digest=digest)

    assert kept.digest == withheld.digest == digest
    assert kept != withheld
    assert str(kept) == "w"


def test_a_style_fits_as_far_as_it_is_known() -> None:
    """TSK-09: only two styles that are known can differ."""
    plain, casual = Wording("w", {}, text="a"), Wording("w", {}, style="santai", text="a")

    assert [
        plain.fits("formal"),
        casual.fits(""),
        casual.fits("santai"),
        casual.fits("formal"),
    ] == [*(True, True, True, False)]


def test_contents_and_channels_explain_themselves() -> None:
    """In both languages, and as rows."""
    site = Channel("situs", "kpu", "website", "kpu.example", internal=True, two_way=True)

    assert site.explain() == "situs: website (kpu.example) of kpu, two-way, internal"
    assert Channel("x", "kpu", "social_media").explain("id") == "x: media sosial milik kpu"
    assert Outlet("koran", 2, "newspaper").explain("id") == "koran: koran, tier 2"
    assert Audience("warga").explain() == "warga: ? people"
    assert [str(each) for each in (site, Outlet("koran", 2), Audience("warga"))] == [
        *("situs", "koran", "warga")
    ]
    assert post().explain() == "p: social-media caption, dinkes on ig, 5 February 2018; no message"
    spread = post(carries={"a": 1}, corrects=["h"], repeats=["g"])
    assert spread.explain().endswith("; a v1, corrects h and spreads g")
    assert spread.explain("id").endswith("; a v1, mengoreksi h dan menyebarkan g")
    assert post(carries={"b": 2, "a": 1}, corrects=["h"]).row("id") == {
        "on": "2018-02-05",
        "content": "p",
        "kind": "caption",
        "label": "takarir (caption) media sosial",
        "maker": "dinkes",
        "channel": "ig",
        "purpose": "information",
        "serves": True,
        "carries": {"a": 1, "b": 2},
        "wording": "",
        "corrects": ["h"],
        "repeats": [],
    }
    assert str(post()) == "p"
    assert Gap("TSK-10", "gizi", WORDS).row("id") == {
        "rule": "TSK-10",
        "who": "gizi",
        "text": "Timbang tiap bulan",
        "basis": "seed 0 (tingkat C)",
    }
    with pytest.raises(UnknownNameError, match="no norm is known as 'TSK-99'"):
        Gap("TSK-99", "gizi", WORDS)


SLIPS: dict[str, Callable[[], object]] = {
    "id must be a text without blanks around it, got ' '": lambda: post(id=" "),
    "kind must be one of narrative, press_release": lambda: post(kind="podcast"),
    "purpose must be one of service, education": lambda: post(purpose="fun"),
    "carries of gizi must be at least 1, got 0": lambda: post(carries={"gizi": 0}),
    "repeats of p: it cannot spread what it corrects: h": lambda: post(
        corrects=["h", "i"], repeats=["h"]
    ),
    "wording must be empty, or a text without blanks": lambda: post(wording=" w"),
    "digest must be the SHA-256 of a text, where": lambda: Wording("w", {}),
    "digest of w is not that of its text": lambda: Wording("w", {}, text="a", digest="0" * 64),
    "statement must be worded in English and in": lambda: KeyMessage("m", ("a", " "), on=DAY),
    "'version' must be >= 1": lambda: KeyMessage("m", WORDS, on=DAY, version=0),
    "'tier' must be >= 1": lambda: Outlet("koran", 0),
    "'size' must be >= 0": lambda: Audience("warga", size=-1),
    "kind must be one of social_media, website": lambda: Channel("x", "kpu", "pigeon"),
}
KINDS: dict[str, Callable[[], object]] = {
    "on must be a date, got the datetime": lambda: post(on=MOMENT),
    "carries must be a Mapping, got the list": lambda: post(carries=[("gizi", 1)]),
    "each code in carries must be a str, got the int 1": lambda: post(carries={1: 1}),
    "carries of gizi must be an int, got the bool True": lambda: post(carries={"gizi": True}),
    "a collection of codes is wanted, got the single text 'h'": lambda: post(repeats="h"),
    "a collection of codes must be an Iterable, got the int 1": lambda: post(repeats=1),
    "a code must be a str, got the int 1": lambda: post(corrects=[1]),
    "statement must be worded in English and": lambda: KeyMessage("m", "a", on=DAY),  # type: ignore[arg-type]
    "within must be a Period or a NoneType": lambda: service_share([], within=DAY),  # type: ignore[arg-type]
    "contents must be an Iterable, got the int 3": lambda: service_share(3),  # type: ignore[arg-type]
    "two_way must be a bool, got the int 1": lambda: Channel("x", "y", "office", two_way=1),  # type: ignore[arg-type]
    "facts must be a tuple, got the list": lambda: KeyMessage(
        "m",
        WORDS,
        on=DAY,
        facts=[Fact(WORDS, "s")],  # type: ignore[arg-type]
    ),
}


@pytest.mark.parametrize("words", SLIPS)
def test_slips_of_values(words: str) -> None:
    """A slip says which field, and what is wrong with it."""
    with pytest.raises(ValueError, match=r"^" + words.replace("(", r"\(")):
        SLIPS[words]()


@pytest.mark.parametrize("words", KINDS)
def test_slips_of_kinds(words: str) -> None:
    """So does something of another kind."""
    with pytest.raises(TypeError, match=r"^" + words):
        KINDS[words]()
