from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given

from bakohumas.content import (
    Audience,
    Channel,
    Comment,
    Content,
    Correction,
    Fact,
    KeyMessage,
    Messages,
    Newsroom,
    Outlet,
    Wording,
)
from bakohumas.errors import UnknownNameError
from bakohumas.networks import InformationNetwork
from bakohumas.testing import newsrooms

DAY, LATER = date(2018, 2, 5), date(2018, 2, 9)
WORDS = ("Weigh monthly", "Timbang tiap bulan")
CHECKED = Fact(WORDS, "survey (invented)", "bps", DAY)
TOLD = Messages([KeyMessage("gizi", WORDS, on=DAY, facts=(CHECKED,))])
ROOM = Newsroom(TOLD).enter(
    Audience("warga", "63", style="santai"),
    Channel("situs", "dinkes", "website", internal=True),
    Channel("ig", "dinkes", "social_media", "@dinkes", "warga", two_way=True),
    Channel("lobi", "dinkes", "office", two_way=True),
    Outlet("koran", 1, "newspaper", "warga"),
    Outlet("tabloid", 2, "magazine"),
)

moment = datetime.fromisoformat


def post(name: str, channel: str, **more: Any) -> Content:  # noqa: ANN401 - fields
    """A post that carries the message, but for these fields."""
    usual: dict[str, Any] = {"maker": "dinkes", "on": DAY}
    return Content(name, "caption", channel=channel, **(usual | more))


@given(newsrooms())
def test_the_share_that_serves_is_that_of_social_media(room: Newsroom) -> None:
    """What stands on other channels, in outlets, or comes later neither helps nor harms."""
    social = {each.id for each in room.channels if each.kind == "social_media"}
    for day in sorted({each.on for each in room.contents}):
        stood = [each for each in room.contents if each.channel in social and each.on <= day]
        share = Fraction(sum(each.purpose.serves for each in stood), len(stood)) if stood else None
        assert room.service_share(on=day) == share
    posts = ROOM.enter(post("a", "ig"), post("b", "lobi", purpose="leaders"))
    assert posts.service_share(on=DAY) == 1
    assert ROOM.service_share(on=DAY) is None


def test_who_told_whom() -> None:
    """Maker, channel and audience as codes; back again where the channel is two-way."""
    room = ROOM.enter(
        post("a", "ig", maker="polda"), post("b", "koran"), post("c", "lobi", on=LATER)
    )

    assert room.pairs(on=DAY) == (
        ("dinkes", "koran"),
        ("ig", "dinkes"),
        ("ig", "warga"),
        ("koran", "warga"),
        ("polda", "ig"),
        ("warga", "ig"),
    )
    assert set(room.pairs()) - set(room.pairs(on=DAY)) == {("dinkes", "lobi"), ("lobi", "dinkes")}
    assert "warga" in InformationNetwork.from_pairs(room.pairs()).hearers("ig")


def test_nobody_tells_himself() -> None:
    """A maker that goes by the code of its channel makes no pair with itself."""
    room = ROOM.enter(post("a", "koran", maker="koran"), post("b", "tabloid"))

    assert room.pairs() == (("dinkes", "tabloid"), ("koran", "warga"))


@given(newsrooms())
def test_pairs_lead_from_makers_through_channels(room: Newsroom) -> None:
    """Law: every content has its maker and channel there, and no pair comes from elsewhere."""
    ways = {each.id for each in room.channels} | {each.id for each in room.outlets}
    pairs = room.pairs()

    assert list(pairs) == sorted(set(pairs))
    assert {(each.maker, each.channel) for each in room.contents} <= set(pairs)
    assert all(one in ways or other in ways for one, other in pairs)
    assert set(room.pairs(on=date(2018, 1, 25))) <= set(pairs)


@given(newsrooms())
def test_entering_again_changes_nothing(room: Newsroom) -> None:
    """Law: an entry takes the place of that of its id, whatever the order."""
    entries: tuple[Any, ...] = (
        *room.audiences,
        *room.channels,
        *room.outlets,
        *room.wordings,
        *room.contents,
        *room.comments,
    )
    assert room.enter(*entries) == room
    assert Newsroom(room.messages).enter(*entries[::-1]) == room
    assert room.with_messages(room.messages) == room


@given(newsrooms())
def test_coverage_sorts_what_carries_the_message(room: Newsroom) -> None:
    """Law: every content that carries it stands in one place, and nothing else does."""
    for name in room.messages.ids:
        places = room.coverage(name, on=date.max)
        carrying = [each.id for each in room.contents if name in each.carries]
        assert sorted(who for each in places.values() for who in each) == sorted(carrying)


def test_coverage_goes_from_the_inside_out() -> None:
    """EVT-05: internal channels, own ones, then the outlets by tier; reportage is left out."""
    room = ROOM.enter(
        Outlet("warta", 10),
        post("a", "tabloid", carries={"gizi": 1}),
        post("b", "situs", carries={"gizi": 1}),
        post("c", "koran"),
        post("d", "ig", carries={"gizi": 1}),
        post("e", "warta", carries={"gizi": 1}),
        post("f", "koran", carries={"gizi": 1}),
    )
    assert list(room.coverage("gizi", on=DAY).items()) == [
        ("internal", ("b",)),
        ("own", ("d",)),
        ("tier 1", ("f",)),
        ("tier 2", ("a",)),
        ("tier 10", ("e",)),
    ]
    with pytest.raises(UnknownNameError):
        room.coverage("mudik", on=DAY)


def gaps(room: Newsroom, on: date = DAY, lang: Any = "en") -> list[str]:  # noqa: ANN401 - a language
    """What is missing, in words."""
    return [each.explain(lang) for each in room.gaps(on=on)]


def test_nothing_is_missing() -> None:
    """A checked message, told in public, in the style of those who follow."""
    room = ROOM.enter(
        Wording("ajak", {"gizi": 1}, "warga", "santai", text="Yuk!"),
        post("a", "ig", carries={"gizi": 1}, wording="ajak"),
        Comment("k", "a", moment("2018-02-05T09")),
    ).answer("k", by="dinkes", at=moment("2018-02-05T10"))

    assert gaps(room) == []
    assert gaps(room, date(2018, 2, 4)) == []


def test_what_is_missing_is_told_by_rule() -> None:
    """Facts, style, versions, coverage and answers, in both languages."""
    told = TOLD.supersede("gizi", WORDS, on=LATER).adopt(
        KeyMessage("mudik", WORDS, on=DAY, facts=(Fact(("Roads open", "Jalan buka"), "polri"),))
    )
    room = ROOM.with_messages(told).enter(
        Wording("resmi", {"gizi": 1}, style="formal", text="Dengan hormat"),
        post("a", "ig", carries={"gizi": 1}, wording="resmi"),
        post("b", "situs", carries={"mudik": 1}),
        Comment("k", "a", moment("2018-02-09T09"), "report"),
        Comment("l", "a", moment("2018-02-10T09"), "report"),
    )

    assert gaps(room, LATER) == [
        "TSK-10 gizi: no fact backs version 2",
        "TSK-10 mudik: nobody has verified: Roads open",
        "TSK-09 a: its style is formal, that of the followers santai",
        "FLW-04 a: gizi: carries an old version",
        "EVT-05 mudik: it stands nowhere outside internal channels",
        "FLW-07 k: nobody has answered this report from the public",
    ]
    assert gaps(room, LATER, "id") == [
        "TSK-10 gizi: versi 2 tidak didukung fakta",
        "TSK-10 mudik: belum diverifikasi: Jalan buka",
        "TSK-09 a: gayanya formal, gaya pengikut santai",
        "FLW-04 a: gizi: membawa versi lama",
        "EVT-05 mudik: tidak muncul di luar saluran internal",
        "FLW-07 k: laporan masyarakat ini belum dijawab",
    ]


def test_an_answer_counts_from_its_moment() -> None:
    """By the end of the day before it, the comment was open."""
    room = ROOM.enter(post("a", "ig"), Comment("k", "a", moment("2018-02-05T23")))
    room = room.answer("k", by="dinkes", at=moment("2018-02-06T01"))

    assert [room.response(on=DAY).answered, room.response(on=date(2018, 2, 6)).answered] == [0, 1]
    assert room.response(on=date(2018, 2, 4)).received == 0
    with pytest.raises(UnknownNameError, match=r"no comment is known as 'x' .*known: k\)"):
        room.answer("x", by="dinkes", at=moment("2018-02-06T00"))


def test_what_is_named_must_be_there() -> None:
    """A name that leads nowhere is refused, with who named it and what there is."""
    hoax = Correction("hoaks", WORDS, CHECKED, message="gizi", on=DAY)
    told = ROOM.with_messages(TOLD.correct(hoax)).enter(post("a", "ig", repeats=["hoaks"]))
    nowhere: dict[str, Callable[[], object]] = {
        "no channel is known as 'tv' (named by a; known: ig, koran": lambda: ROOM.enter(
            post("a", "tv")
        ),
        "no wording is known as 'w' (named by a; known: none)": lambda: ROOM.enter(
            post("a", "ig", wording="w")
        ),
        "no hoax is known as 'h'": lambda: ROOM.enter(post("a", "ig", corrects=["h"])),
        "no hoax is known as 'hoaks'": lambda: told.with_messages(TOLD),
        "no key message is known as 'mudik'": lambda: ROOM.enter(
            post("a", "ig", carries={"mudik": 1})
        ),
        "no version of a key message is known as 'gizi 2' (carried by a; versions known: 1)": (
            lambda: ROOM.enter(post("a", "ig", carries={"gizi": 2}))
        ),
        "no audience is known as 'x' (named by c": lambda: ROOM.enter(
            Channel("c", "kpu", "office", audience="x")
        ),
        "no audience is known as 'x' (named by w": lambda: ROOM.enter(
            Wording("w", {}, "x", text="a")
        ),
        "no content is known as 'a' (named by k": lambda: ROOM.enter(
            Comment("k", "a", moment("2018-02-05T00"))
        ),
    }
    for words, slip in nowhere.items():
        with pytest.raises(UnknownNameError) as caught:
            slip()
        assert str(caught.value).startswith(words)


def test_slips_of_entering() -> None:
    """What is no entry is none, and channels and outlets share their ids."""
    with pytest.raises(TypeError, match="an entry must be an Audience or a Channel or"):
        ROOM.enter("ig")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"channels and outlets must have unique ids.*: ig"):
        ROOM.enter(Outlet("ig", 1))
    with pytest.raises(ValueError, match="audiences must have unique ids"):
        Newsroom(audiences=(*ROOM.audiences, *ROOM.audiences))
    worded = ROOM.enter(Wording("w", {"gizi": 1}, text="Yuk!"))
    with pytest.raises(ValueError, match="contents must carry what their wording does: a does"):
        worded.enter(post("a", "ig", wording="w"))
    with pytest.raises(TypeError, match="each of outlets must be an Outlet"):
        Newsroom(outlets=ROOM.channels)  # type: ignore[arg-type]


def test_a_subclass_is_entered_where_its_kind_is() -> None:
    """A host's own channel is a channel."""

    @attrs.frozen
    class Billboard(Channel):
        pass

    board = Billboard("baliho", "kpu", "office")
    assert board in ROOM.enter(board).channels


def test_a_newsroom_explains_itself() -> None:
    """Messages, then contents by day; and rows of both contents and channels."""
    room = ROOM.enter(post("b", "ig", carries={"gizi": 1}), post("c", "koran", on=date(2018, 2, 1)))

    assert room.explain("id") == (
        "gizi, versi 1, 5 Februari 2018: Timbang tiap bulan\n"
        "c: takarir (caption) media sosial, dinkes di koran, 1 Februari 2018; tanpa pesan\n"
        "b: takarir (caption) media sosial, dinkes di ig, 5 Februari 2018; gizi v1"
    )
    assert Newsroom().explain() == "nothing was published"
    assert [row["content"] for row in room.rows()] == ["c", "b"]
    assert room.channel_rows("id")[0] == {
        "id": "ig",
        "kind": "social_media",
        "label": "media sosial",
        "place": "own",
        "owner": "dinkes",
        "audience": "warga",
    }
    assert room.channel_rows()[-1]["place"] == "tier 2"
