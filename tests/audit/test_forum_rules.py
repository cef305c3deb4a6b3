from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audited import HOLDS, NOT_APPLICABLE, OFFICES, UNDETERMINED, VIOLATED, judged, statuses, told
from bakohumas.audit import Status
from bakohumas.bodies import Body
from bakohumas.content import Channel, Content, KeyMessage, Messages, Newsroom, Outlet
from bakohumas.law import charter
from bakohumas.programmes import Coverage, FollowUp, Form, ThematicForum, host_rotation
from bakohumas.testing import thematic_forums

DAY = date(2018, 2, 1)
AUDITED = date(2026, 1, 1)
THREE = ("bps", "kemenkeu", "kominfo")
OPENED = date(2015, 11, 2)
BODY = Body.found("nasional", charter=charter("national"), on=OPENED, basis="invented").admit(
    *(OFFICES[each] for each in THREE), on=OPENED, basis="invented"
)
ALL = [f"EVT-0{number}" for number in range(1, 9)]


def forum(name: str = "apbn", **fields: object) -> ThematicForum:
    """A forum in which nothing is missing, but for what is said otherwise."""
    known = {
        "members": THREE,
        "attended": THREE,
        "account": "@kemenkeu",
        "followed": THREE,
        "hashtag": "#apbn",
        "tagged": THREE,
        "coverage": [Coverage("antara", "external", DAY, "apbn")],
        "reach": 9,
        "follow_ups": [FollowUp("a video", ["bps"], DAY, DAY)],
    }
    theme = ("Budget", "APBN")
    return attrs.evolve(
        ThematicForum(name, theme, "kemenkeu", DAY, "seminar"),
        **(known | fields),  # type: ignore[arg-type]
    )


def of(rule: str, *records: object, on: date = AUDITED) -> list[Status]:
    """The status of what a rule finds."""
    return statuses(judged(rule, BODY, *records, on=on))


@pytest.mark.parametrize("rule", ALL)
def test_without_a_forum_nothing_is_known(rule: str) -> None:
    """Neither no forum, nor one that is yet to be, says anything; a whole one keeps all."""
    assert of(rule) == UNDETERMINED
    assert of(rule, forum(), on=DAY - timedelta(1)) == UNDETERMINED
    assert of(rule, forum()) == (NOT_APPLICABLE if rule == "EVT-07" else HOLDS)


@pytest.mark.parametrize(
    ("rule", "fields", "words"),
    [
        ("EVT-01", {"host": "rri"}, "rri hosts and is no member"),
        ("EVT-02", {"attended": THREE[:2]}, "2 of 3 members came (66.7 %)"),
        ("EVT-03", {"form": Form.FGD}, "focus group discussion, which is seen in practice and is"),
        ("EVT-04", {"tagged": THREE[1:]}, "bps did not use the hashtag"),
        ("EVT-05", {"coverage": ()}, "no coverage"),
        ("EVT-06", {"reach": 0}, "reached nobody beyond the members"),
        ("EVT-08", {"follow_ups": ()}, "no work was agreed"),
        ("EVT-08", {"follow_ups": [FollowUp("x", ["bps"], DAY)]}, "not done by bps: x"),
    ],
)
def test_what_a_forum_lacks_is_found(rule: str, fields: dict[str, Any], words: str) -> None:
    """In its own words; being of grade C or less, it warns."""
    (finding,) = judged(rule, BODY, forum(**fields), on=AUDITED)

    assert (finding.status, finding.who) == (Status.VIOLATED, "apbn")
    assert finding.because[0].startswith(words)
    assert finding.warns


@pytest.mark.parametrize(
    ("rule", "fields", "missing"),
    [
        ("EVT-02", {"attended": ()}, ("event.attendance",)),
        ("EVT-04", {"attended": ()}, ("event.follows", "event.hashtag")),
        ("EVT-04", {"account": "", "followed": ()}, ("event.follows",)),
        ("EVT-04", {"hashtag": "", "tagged": ()}, ("event.hashtag",)),
        ("EVT-06", {"reach": None}, ("event.reach",)),
    ],
)
def test_what_is_not_on_record_is_missing_and_not_broken(
    rule: str, fields: dict[str, Any], missing: tuple[str, ...]
) -> None:
    """The datum is named, and the forum is blamed for nothing."""
    (finding,) = judged(rule, BODY, forum(**fields), on=AUDITED)

    assert (finding.status, finding.missing) == (Status.UNDETERMINED, missing)


def test_evt_04_what_is_on_record_counts_though_the_rest_is_missing() -> None:
    """Without an account nobody can follow it, but the hashtag could be used."""
    one = forum(account="", followed=(), tagged=())

    assert sorted(of("EVT-04", one)) == [*UNDETERMINED, *VIOLATED]


def test_the_register_says_who_the_members_were() -> None:
    """Where the forum does not; before the body there was no register."""
    silent = forum(members=())
    early = attrs.evolve(silent, on=OPENED - timedelta(1))

    assert of("EVT-01", silent) == of("EVT-02", silent) == HOLDS
    assert of("EVT-01", attrs.evolve(silent, host="rri")) == VIOLATED
    assert of("EVT-02", attrs.evolve(silent, attended=THREE[:1])) == VIOLATED
    assert of("EVT-01", early) == of("EVT-02", early) == UNDETERMINED
    assert of("EVT-07", early, attrs.evolve(early, id="b")) == UNDETERMINED


def test_evt_05_a_key_message_stands_outside() -> None:
    """Of newsrooms: internal channels alone do not count, and told nowhere shows nothing."""
    message = KeyMessage("gizi", ("Weigh monthly", "Timbang tiap bulan"), on=DAY)
    empty = Newsroom(Messages([message])).enter(
        Channel("intranet", "bps", "website", internal=True), Outlet("koran", 1, "newspaper")
    )
    inside = empty.enter(Content("a", "narrative", "bps", "intranet", on=DAY, carries={"gizi": 1}))
    outside = inside.enter(Content("b", "coverage", "bps", "koran", on=DAY, carries={"gizi": 1}))

    assert told(judged("EVT-05", BODY, empty, on=AUDITED)) == [("undetermined", "gizi")]
    assert told(judged("EVT-05", BODY, inside, on=AUDITED)) == [("violated", "gizi")]
    assert told(judged("EVT-05", BODY, outside, on=AUDITED)) == [("holds", "gizi")]
    assert told(judged("EVT-05", BODY, outside, forum(), on=AUDITED)) == [
        ("holds", "apbn"),
        ("holds", "gizi"),
    ]


def test_evt_07_hosts_rotate() -> None:
    """Two forums of one host, while others hosted none, are found, with the last day."""
    again = forum("b", on=DAY + timedelta(28))
    (finding,) = judged("EVT-07", BODY, forum(), again, on=AUDITED)

    assert (finding.who, finding.when) == ("kemenkeu", again.on)
    assert finding.because[0] == "kemenkeu hosted 2 times, bps 0 times"
    assert of("EVT-07", forum(), attrs.evolve(again, host="bps")) == HOLDS


@given(thematic_forums())
def test_a_forum_is_kept_or_broken_as_it_remarks(one: ThematicForum) -> None:
    """Law: what it remarks on is broken or missing, and where it remarks on nothing it holds."""
    remarked = {each.rule for each in one.remarks(AUDITED)}
    for rule in ALL:
        found = set(of(rule, one))
        if rule in remarked:
            assert found <= {Status.VIOLATED, Status.UNDETERMINED}
        elif rule not in {"EVT-03", "EVT-07"} and one.attended and one.members:
            assert found == {Status.HOLDS}


@given(st.lists(thematic_forums(), min_size=2, max_size=6))
def test_the_rotation_is_that_of_the_programmes(forums: list[ThematicForum]) -> None:
    """Law: EVT-07 is broken exactly if the members of the newest forum did not take turns."""
    named = [
        attrs.evolve(each, id=f"f{number}", members=THREE) for number, each in enumerate(forums)
    ]
    broken = of("EVT-07", *named) == VIOLATED
    assert of("EVT-07", *named, *named) == of("EVT-07", *named)

    assert broken == bool(host_rotation(named, THREE).remarks())
