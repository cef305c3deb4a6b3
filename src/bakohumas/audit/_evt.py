from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, THREE, forum
from bakohumas.audit._remarked import broken, lacking, messages_told, remarked
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import listed, number
from bakohumas.programmes import Coverage, FollowUp, Form, ThematicForum, host_rotation

_SEVERAL = 2


def _held(id: str = "forum", **fields: object) -> ThematicForum:  # noqa: A002 - the forum's id
    """A forum in which nothing is missing, but for what is said otherwise."""
    whole = ThematicForum(
        id,
        ("An example", "Contoh"),
        *(THREE[0], DAY, "seminar"),
        members=THREE,
        attended=THREE,
        account="@contoh",
        followed=THREE,
        hashtag="#contoh",
        tagged=THREE,
        coverage=[Coverage("koran", "external", DAY, "gizi")],
        reach=12_000,
        follow_ups=[FollowUp("a video", THREE[1:], DAY)],
    )
    return attrs.evolve(whole, **fields)  # type: ignore[arg-type]  # by name


def _of(*forums: ThematicForum, who: str = "forum") -> Setting:
    return worked(forum(), *forums, on=DAY, who=who)


def _forums(case: Case) -> list[ThematicForum]:
    """The forums, each once; where one does not say who the members were, the register does."""
    found = []
    for each in {(each.id, each.on): each for each in case.of(ThematicForum)}.values():
        known = each.members
        if not known and case.covers(case.body.id, each.on):
            known = tuple(case.body.on(each.on).register.institutions)
        found.append(attrs.evolve(each, members=known))
    return found


_READ: Mapping[str, Callable[[ThematicForum], Any]] = {
    "body.members": lambda it: it.members,
    "event.actions": lambda it: [each.what for each in it.follow_ups],
    "event.attendance": lambda it: it.attended,
    "event.coverage": lambda it: [each.outlet for each in it.coverage],
    "event.follows": lambda it: it.followed,
    "event.form": lambda it: it.form.label(),
    "event.hashtag": lambda it: it.tagged,
    "event.host": lambda it: it.host,
    "event.reach": lambda it: it.reach,
}
_UNKNOWN: Mapping[str, Callable[[ThematicForum], bool]] = {
    "body.members": lambda it: not it.members,
    "event.attendance": lambda it: not it.attended,
    "event.follows": lambda it: not (it.account and it.attended),
    "event.hashtag": lambda it: not (it.hashtag and it.attended),
    "event.reach": lambda it: it.reach is None,
}
"""When a forum cannot tell a datum; what stands here nowhere it always tells."""


def _as_if_kept(one: ThematicForum) -> ThematicForum:
    """The forum with what nobody recorded as it should be: its remarks are on the rest."""
    members = one.members or (one.host,)
    came = one.attended or members
    return attrs.evolve(
        one,
        members=members,
        attended=came,
        account=one.account or "–",
        followed=came if _UNKNOWN["event.follows"](one) else one.followed,
        hashtag=one.hashtag or "–",
        tagged=came if _UNKNOWN["event.hashtag"](one) else one.tagged,
        reach=1 if one.reach is None else one.reach,
    )


def _judged(
    case: Case, law: str, *keys: str, kept: Callable[[ThematicForum], tuple[str, str]]
) -> Iterator[Verdict]:
    """What each forum remarks on under a rule, and which of the data for it are missing.

    Args:
        case: The case.
        law: Id of the rule.
        keys: The data that the rule needs.
        kept: Words for a forum that keeps it.
    """
    forums = _forums(case)
    if not forums:
        yield _no_forum(*keys)
    for each in forums:
        for key in keys:
            case.read(key, _READ[key](each), each.id)
        told = remarked(case, _as_if_kept(each), law)
        missing = [key for key in keys if key in _UNKNOWN and _UNKNOWN[key](each)]
        yield from broken(told, each.id)
        if missing:
            yield Verdict.lacks(*missing, who=each.id, when=each.on)
        elif not told:
            yield Verdict.holds(*kept(each), who=each.id, when=each.on)


def _no_forum(*keys: str) -> Verdict:
    return Verdict.lacks(
        *keys,
        en="no thematic forum was put before the audit",
        indonesian="tidak ada forum tematik yang diajukan",
    )


@rule(
    "EVT-01",
    advice=(
        "Let one of the members host the forum.",
        "Serahkan penyelenggaraan forum kepada salah satu anggota.",
    ),
    holds=lambda: _of(_held()),
    violated=lambda: _of(_held(host="tetangga")),
)
def hosted_by_a_member(case: Case) -> Iterator[Verdict]:
    """The host of every forum is a member."""
    yield from _judged(
        *(case, "EVT-01", "event.host", "body.members"),
        kept=lambda it: (f"hosted by {it.host}, a member", f"tuan rumah {it.host}, anggota"),
    )


@rule(
    "EVT-02",
    advice=(
        "Invite every member in good time, and ask the absent why they did not come.",
        "Undang semua anggota lebih awal, dan tanyakan alasan yang tidak hadir.",
    ),
    holds=lambda: _of(_held()),
    violated=lambda: _of(_held(attended=THREE[:2])),
)
def attended_by_all(case: Case) -> Iterator[Verdict]:
    """All members attended; how many did is told as a share."""
    yield from _judged(
        *(case, "EVT-02", "event.attendance", "body.members"),
        kept=lambda it: (
            f"all of {counted(len(it.members), 'member')} came",
            f"seluruh {number(len(it.members), 'id')} anggota hadir",
        ),
    )


@rule(
    "EVT-03",
    advice=(
        "Hold it as a seminar, a public briefing or a site visit.",
        "Selenggarakan sebagai seminar, sosialisasi, atau kunjungan lapangan.",
    ),
    holds=lambda: _of(_held()),
    violated=lambda: _of(_held(form=Form.WORKSHOP)),
)
def of_a_stated_form(case: Case) -> Iterator[Verdict]:
    """Each forum has one of the three forms of the text; the others are seen in practice."""
    forums = _forums(case)
    if not forums:
        yield _no_forum("event.form")
    for each in forums:
        en, indonesian = each.form.label(), each.form.label("id")
        case.read("event.form", en, each.id)
        if each.form.stated:
            yield Verdict.holds(en, indonesian, who=each.id, when=each.on)
        else:
            yield Verdict.violated(
                each.id,
                f"{en}, which is seen in practice and is none of the three forms",
                f"{indonesian}, yang dijumpai dalam praktik, bukan salah satu dari tiga bentuk",
                when=each.on,
            )


@rule(
    "EVT-04",
    advice=(
        "Ask them to follow the account and to use the hashtag.",
        "Minta mereka mengikuti akun dan memakai tagar.",
    ),
    holds=lambda: _of(_held()),
    violated=lambda: _of(_held(tagged=THREE[:1])),
)
def followed_and_tagged(case: Case) -> Iterator[Verdict]:
    """Everybody who came follows the host's account and used the hashtag."""
    yield from _judged(
        *(case, "EVT-04", "event.follows", "event.hashtag"),
        kept=lambda it: (
            f"all who came follow {it.account} and used {it.hashtag}",
            f"semua yang hadir mengikuti {it.account} dan memakai {it.hashtag}",
        ),
    )


@rule(
    "EVT-05",
    advice=(
        "Give the press the key message, and place it beyond the members' own sites.",
        "Berikan pesan kunci kepada media, dan muat di luar situs anggota.",
    ),
    holds=lambda: _of(_held()),
    violated=lambda: _of(_held(coverage=[Coverage("koran", "external", DAY)])),
)
def coverage_carries_the_message(case: Case) -> Iterator[Verdict]:
    """Coverage of each forum, and whatever tells a key message, carries it to people outside."""
    told = messages_told(case)
    if case.of(ThematicForum) or not told:
        yield from _judged(
            *(case, "EVT-05", "event.coverage"), kept=lambda it: _carried(it, case.on)
        )
    for room, name in told:
        places = case.read("event.coverage", room.coverage(name, on=case.on), name)
        gaps = [each for each in room.gaps(on=case.on) if each.who == name]
        inside = tuple(lacking(gaps, "EVT-05"))
        if not places:
            yield Verdict.lacks("event.coverage", who=name)
        elif inside:
            yield from inside
        else:
            where = [place for place in places if place != "internal"]
            yield Verdict.holds(
                f"it stands outside: {listed(where)}",
                f"dimuat di luar: {listed(where, 'id')}",
                who=name,
            )


def _carried(one: ThematicForum, day: date) -> tuple[str, str]:
    outlets = sorted({each.outlet for each in one.carried(day)})
    return (
        f"the key message stood in {listed(outlets, most=3)}",
        f"pesan kunci dimuat di {listed(outlets, 'id', most=3)}",
    )


@rule(
    "EVT-06",
    advice=(
        "Follow the forum up with what reaches the public, and count whom it reaches.",
        "Tindak lanjuti forum dengan kegiatan yang menjangkau masyarakat, dan hitung jangkauannya.",
    ),
    holds=lambda: _of(_held()),
    violated=lambda: _of(_held(reach=0)),
)
def reaches_beyond_the_members(case: Case) -> Iterator[Verdict]:
    """Each forum reached somebody beyond the members, as somebody counted."""
    yield from _judged(
        *(case, "EVT-06", "event.reach"),
        kept=lambda it: (
            f"reached {number(it.reach or 0)} of the public",
            f"menjangkau {number(it.reach or 0, 'id')} orang masyarakat",
        ),
    )


@rule(
    "EVT-07",
    advice=(
        "Let the member host next that hosted least, and longest ago.",
        "Serahkan forum berikutnya kepada anggota yang paling jarang menjadi tuan rumah.",
    ),
    holds=lambda: _of(_held(), _held("kedua", host=THREE[1]), who=""),
    violated=lambda: _of(_held(), _held("kedua"), who=THREE[0]),
)
def hosts_rotate(case: Case) -> Iterator[Verdict]:
    """No member hosted two forums more than another, of those put before the audit."""
    forums = sorted(_forums(case), key=lambda it: (it.on, it.id))
    case.read("event.host", [each.host for each in forums])
    members = forums[-1].members if forums else ()
    told = host_rotation(forums, members, on=case.on).remarks()
    if not forums:
        yield _no_forum("event.host")
    elif len(forums) < _SEVERAL:
        yield Verdict.not_applicable(
            "one forum shows no rotation", "satu forum tidak menunjukkan pergiliran"
        )
    elif told:
        for each in told:
            yield Verdict.violated(each.who, *each.because, when=each.when)
    elif members:
        n, hosts = len(forums), len({each.host for each in forums})
        yield Verdict.holds(
            f"{counted(n, 'forum')} with {counted(hosts, 'host')}",
            f"{number(n, 'id')} forum dengan {number(hosts, 'id')} tuan rumah",
        )
    else:
        yield Verdict.lacks(
            "event.host", en="of which members there were", indonesian="anggota tidak diketahui"
        )


@rule(
    "EVT-08",
    advice=(
        "Agree on joint work, with names and days, and do it.",
        "Sepakati kegiatan bersama, dengan pelaksana dan tenggat, lalu laksanakan.",
    ),
    holds=lambda: _of(_held()),
    violated=lambda: _of(_held(follow_ups=())),
)
def ends_in_joint_work(case: Case) -> Iterator[Verdict]:
    """Each forum agreed on joint work, and none of it is late."""
    yield from _judged(
        *(case, "EVT-08", "event.actions"),
        kept=lambda it: (
            f"{counted(len(it.follow_ups), 'joint activity', 'joint activities')} agreed on",
            f"{number(len(it.follow_ups), 'id')} kegiatan bersama disepakati",
        ),
    )


CHAPTER = (
    *(hosted_by_a_member, attended_by_all, of_a_stated_form, followed_and_tagged),
    *(coverage_carries_the_message, reaches_beyond_the_members, hosts_rotate),
    ends_in_joint_work,
)
