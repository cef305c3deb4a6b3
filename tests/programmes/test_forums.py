from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakohumas.errors import RefusedError
from bakohumas.programmes import (
    Coverage,
    FollowUp,
    Form,
    HostRotation,
    OutletKind,
    ThematicForum,
    host_rotation,
)
from bakohumas.testing import thematic_forums

DAY = date(2018, 2, 1)
MEMBERS = ("bps", "kemenkeu", "rri")
GOOD = ThematicForum(
    *("apbn", ("Budget", "APBN"), "kemenkeu", DAY, "seminar"),
    members=MEMBERS,
    attended=[*MEMBERS, "perhumas"],
    account="@kemenkeu",
    followed=["bps", "perhumas", "rri"],
    hashtag="#apbn",
    tagged=["bps", "perhumas", "rri"],
    coverage=[Coverage("antara", "external", date(2018, 2, 2), "apbn-untuk-rakyat")],
    reach=12500,
    follow_ups=[FollowUp("a video together", ["bps", "rri"], date(2018, 3, 1), date(2018, 2, 20))],
    basis="seed 0",
)


def rules(forum: ThematicForum, on: date = date(2018, 12, 31)) -> list[str]:
    """Ids of the rules that a forum leaves something to say about."""
    return [each.rule for each in forum.remarks(on)]


@given(thematic_forums())
def test_attendance_is_a_share_of_the_members(forum: ThematicForum) -> None:
    """Guests do not raise it, and it is whole exactly when no member was absent."""
    there = [each for each in forum.members if each in forum.attended]

    if forum.members:
        assert forum.attendance == Fraction(len(there), len(forum.members))
        assert (forum.attendance == 1) == (not forum.absent)
    else:
        assert forum.attendance is None


@given(thematic_forums(), st.integers(0, 60))
def test_a_remark_stands_exactly_where_a_rule_is_not_kept(forum: ThematicForum, later: int) -> None:
    """Each rule of the chapter, looked at on its own."""
    on = forum.on + timedelta(later)
    brought = [each for each in forum.coverage if each.on <= on]
    others = [each for each in forum.attended if each != forum.host]
    kept = {
        "EVT-01": not forum.members or forum.host in forum.members,
        "EVT-02": set(forum.members) <= set(forum.attended),
        "EVT-04": bool(forum.account)
        and bool(forum.hashtag)
        and set(others) <= set(forum.followed) & set(forum.tagged),
        "EVT-05": any(each.key_message and each.kind is OutletKind.EXTERNAL for each in brought)
        and all(each.on >= forum.on for each in brought),
        "EVT-06": bool(forum.reach),
        "EVT-08": bool(forum.follow_ups)
        and all(
            each.by >= on or (each.done is not None and each.done <= on)
            for each in forum.follow_ups
        )
        and all(each.done is None or each.done >= forum.on for each in forum.follow_ups),
    }

    assert {rule for rule, well in kept.items() if not well} == set(rules(forum, on))
    assert forum.remarks(forum.on - timedelta(1)) == ()


@given(thematic_forums())
def test_a_forum_may_be_told_step_by_step(forum: ThematicForum) -> None:
    """Coverage and agreed work entered one by one make the forum that tells them at once."""
    works = [attrs.evolve(each, what=f"work {n}") for n, each in enumerate(forum.follow_ups)]
    told = attrs.evolve(forum, coverage=(), follow_ups=())
    for piece in forum.coverage:
        told = told.cover(piece.outlet, piece.kind, key_message=piece.key_message, on=piece.on)
    for work in works:
        told = told.agree(work.what, who=work.who, by=work.by)
        told = told.finish(work.what, on=work.done) if work.done else told

    assert told == attrs.evolve(forum, follow_ups=works)


def test_only_what_is_still_to_be_done_is_finished() -> None:
    """Neither what nobody agreed on, nor what is done."""
    open_work = GOOD.agree("a song", who=["rri"], by=DAY)
    for what in ("a poem", "a video together"):
        with pytest.raises(RefusedError, match="no such work is still to be done") as refusal:
            open_work.finish(what, on=DAY)
        assert refusal.value.advice == ("still to be done: a song; agree() enters further work")


@given(thematic_forums())
def test_the_host_speaks_to_everybody_else(forum: ThematicForum) -> None:
    """Each (host, hearer) stands once, and every row is of a member, a guest or the host."""
    assert forum.pairs() == tuple(
        (forum.host, each) for each in forum.attended if each != forum.host
    )
    assert [row["who"] for row in forum.rows()] == sorted(
        {*forum.members, *forum.attended, forum.host}
    )


def test_a_forum_that_is_more_than_ceremony_leaves_nothing_to_say() -> None:
    """Every rule of the chapter is kept; each slip alone is told by its own rule."""
    late = FollowUp("a video together", ["bps"], date(2018, 3, 1), date(2018, 3, 9))
    spoilt: dict[str, dict[str, Any]] = {
        "EVT-01": {"host": "tvri", "followed": GOOD.attended, "tagged": GOOD.attended},
        "EVT-02": {"attended": ["bps", "kemenkeu"]},
        "EVT-04": {"tagged": ["bps", "rri"]},
        "EVT-05": {"coverage": [attrs.evolve(GOOD.coverage[0], kind="internal")]},
        "EVT-06": {"reach": 0},
        "EVT-08": {"follow_ups": []},
    }

    assert rules(GOOD) == []
    for rule, change in spoilt.items():
        assert rules(attrs.evolve(GOOD, **change)) == [rule]
    assert rules(attrs.evolve(GOOD, follow_ups=[late]), date(2018, 3, 1)) == []
    assert rules(attrs.evolve(GOOD, follow_ups=[late]), date(2018, 3, 5)) == ["EVT-08"]
    assert rules(attrs.evolve(GOOD, follow_ups=[late]), date(2018, 3, 9)) == []


def test_a_forum_as_the_document_tells_of_them() -> None:
    """On an internal website, mere reportage, nobody counts, and nothing follows (seed 0)."""
    usual = attrs.evolve(
        GOOD,
        account="",
        followed=["bps"],
        coverage=[Coverage("kemenkeu.go.id", OutletKind.INTERNAL, DAY)],
        reach=None,
        follow_ups=[],
    )

    assert [each.explain("id") for each in usual.remarks(DAY)] == [
        (
            "EVT-04 [seyogianya; seed 0 (tingkat C)]: apbn, 1 Februari 2018: "
            "akun tuan rumah tidak tercatat"
        ),
        (
            "EVT-05 [seyogianya; seed 0 (tingkat C)]: apbn: "
            "pemberitaan sekadar reportase, tanpa pesan kunci"
        ),
        "EVT-06 [seyogianya; seed 0 (tingkat C)]: apbn: jangkauan publik tidak dihitung",
        "EVT-08 [seyogianya; seed 3 (tingkat C)]: apbn: tanpa tindak lanjut yang disepakati",
    ]
    assert usual.ceremonial
    assert usual.explain() == (
        "Budget: seminar, 1 February 2018, hosted by kemenkeu\n"
        "- came: bps, kemenkeu, perhumas and rri (100.0 %)\n"
        "- kemenkeu.go.id (of the members): mere reportage"
    )
    assert attrs.evolve(GOOD, members=()).explain("id") == (
        "APBN: seminar, 1 Februari 2018, diselenggarakan oleh kemenkeu\n"
        "- hadir: bps, kemenkeu, perhumas dan rri\n"
        "- antara (di luar anggota): apbn-untuk-rakyat\n"
        "- masyarakat yang terjangkau: 12.500\n"
        "- a video together: bps dan rri, paling lambat 1 Maret 2018, selesai 20 Februari 2018"
    )
    open_work = attrs.evolve(GOOD, follow_ups=[FollowUp("a video", ["bps"], DAY)])
    assert open_work.explain().splitlines()[-1] == "- a video: bps, by 1 February 2018"
    assert (str(GOOD), GOOD.label("id"), Form.FGD.stated) == ("apbn", "APBN", False)
    assert "2 dari 3 anggota hadir (66,7 %)" in attrs.evolve(GOOD, attended=["bps", "rri"]).remarks(
        DAY
    )[0].explain("id")


@given(st.lists(thematic_forums(), max_size=8), st.sets(st.sampled_from(["bps", "rri", "ugm"])))
def test_the_rotation_counts_each_forum_once(forums: list[ThematicForum], who: set[str]) -> None:
    """One turn a member with all that it hosted, in the order of count, last day and code.

    However often a forum is handed over, it is one.
    """
    forums = list({(each.id, each.on): each for each in forums}.values())
    turns = host_rotation(forums, who).turns
    counted = Counter(each.host for each in forums)
    assert host_rotation([*forums, *forums, *forums], who) == HostRotation(turns)

    assert {turn.member: turn.hosted for turn in turns} == {each: counted[each] for each in who}
    order = [(turn.hosted, turn.last or date.min, turn.member) for turn in turns]
    assert order == sorted(order)
    assert host_rotation(reversed(forums), sorted(who)) == HostRotation(turns)


@given(st.lists(thematic_forums(), max_size=8), st.dates(date(2018, 1, 1), date(2026, 1, 1)))
def test_a_rotation_is_judged_on_a_day(forums: list[ThematicForum], day: date) -> None:
    """What is planned for a later day counts neither for nor against anybody."""
    members = ["bps", "kemenkeu", "rri"]
    held = [each for each in forums if each.on <= day]

    assert host_rotation(forums, members, on=day) == host_rotation(held, members)


def test_what_is_dated_before_its_forum_is_told() -> None:
    """Coverage and work of an earlier day are of something else, or the day is wrong."""
    early = date(2018, 1, 20)
    hasty = attrs.evolve(
        GOOD,
        coverage=[attrs.evolve(GOOD.coverage[0], on=early), *GOOD.coverage],
        follow_ups=[attrs.evolve(GOOD.follow_ups[0], done=early)],
    )

    assert [each.explain() for each in hasty.remarks(DAY)] == [
        (
            "EVT-05 [should; seed 0 (grade C)]: apbn, 20 January 2018: "
            "coverage by antara is dated before the forum"
        ),
        (
            "EVT-08 [should; seed 3 (grade C)]: apbn, 20 January 2018: "
            "done by bps and rri before the forum: a video together"
        ),
    ]
    assert [each.because[1] for each in hasty.remarks(DAY)] == [
        "pemberitaan antara bertanggal sebelum forum",
        "dikerjakan bps dan rri sebelum forum: a video together",
    ]


@given(st.lists(thematic_forums(), max_size=6), st.integers(1, 20))
def test_whoever_follows_the_rotation_is_fair(forums: list[ThematicForum], years: int) -> None:
    """Once the rotation is fair it stays so, and from any start it becomes so."""
    members = ("bps", "kemenkeu", "kominfo", "rri", "tvri")
    forums = list({(each.id, each.on): each for each in forums}.values())
    worst = max(Counter(each.host for each in forums).values(), default=0)
    for number in range(years + worst * len(members)):
        before = host_rotation(forums, members)
        on = date(2023, 1, 1) + timedelta(number)
        forums = [*forums, ThematicForum("f", ("", ""), before.next, on, "seminar")]
        assert host_rotation(forums, members).fair >= before.fair

    after = host_rotation(forums, members)
    assert after.fair
    assert after.remarks() == ()


def test_an_unfair_rotation_says_who_hosted_too_often() -> None:
    """The member that hosted most, and the one whose turn it is."""
    held = [attrs.evolve(GOOD, host="rri", on=date(year, 2, 1)) for year in (2016, 2017)]
    turns = host_rotation(held, ["rri", "bps"])

    assert [each.explain() for each in turns.remarks()] == [
        (
            "EVT-07 [by default; default of this library (grade X)]: rri, 1 February 2017: "
            "rri hosted 2 times, bps 0 times"
        )
    ]
    assert turns.rows() == [
        {"member": "bps", "hosted": 0, "last": ""},
        {"member": "rri", "hosted": 2, "last": "2017-02-01"},
    ]
    assert host_rotation(held[:1], ["rri"]).explain("id") == "rri: 1 kali, 1 Februari 2016"
    assert (host_rotation([], []).next, host_rotation([], []).fair) == ("", True)


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        (lambda: attrs.evolve(GOOD, host=" "), ValueError, "host must be a text without blanks"),
        (lambda: attrs.evolve(GOOD, form="party"), ValueError, "form must be one of seminar"),
        (lambda: attrs.evolve(GOOD, reach=-1), ValueError, "'reach' must be >= 0"),
        (lambda: attrs.evolve(GOOD, reach=1.5), TypeError, "reach must be an int"),  # type: ignore[arg-type]
        (lambda: attrs.evolve(GOOD, coverage=["x"]), TypeError, "coverage must be a Coverage"),  # type: ignore[list-item]
        (lambda: attrs.evolve(GOOD, follow_ups=["x"]), TypeError, "follow_ups must be a FollowUp"),  # type: ignore[list-item]
        (lambda: GOOD.remarks("2018"), TypeError, "the day must be a date"),  # type: ignore[arg-type]
        (lambda: FollowUp("a video", [], DAY), ValueError, "who must name somebody"),
        (lambda: Coverage("antara", "ours", DAY), ValueError, "kind must be one of internal"),
        (lambda: host_rotation(["x"], []), TypeError, "each forum must be a ThematicForum"),  # type: ignore[list-item]
        (lambda: host_rotation([], [], on="2018"), TypeError, "on must be a date or a NoneType"),  # type: ignore[arg-type]
        (lambda: attrs.evolve(GOOD, hashtag=" "), ValueError, "hashtag must be empty, or a text"),
        (lambda: Coverage("antara", "external", DAY, " "), ValueError, "key_message must be empty"),
        (lambda: host_rotation([], "bps"), TypeError, "a collection of codes is wanted"),
    ],
)
def test_slips_in_a_forum_are_told(
    slip: Callable[[], object], kind: type[Exception], words: str
) -> None:
    """A form that is none, half a reader and work for nobody are errors of the caller."""
    with pytest.raises(kind, match=words):
        slip()
