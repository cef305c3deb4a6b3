from collections.abc import Iterator

from bakohumas.audit._case import Case
from bakohumas.audit._evidence import Publication
from bakohumas.audit._examples import DAY, forum, newsroom
from bakohumas.audit._remarked import broken, lacking, messages_told, programmes, remarked
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.content import (
    Audience,
    Channel,
    ChannelKind,
    Content,
    ContentKind,
    Fact,
    Newsroom,
    Outlet,
    Wording,
)
from bakohumas.languages import listed, number

_MADE = [each.value for each in ContentKind if each.made]
_FIRST = 1
"""The tier of the media that seed 0 invites."""


def _published(kind: str, who: str = "") -> Setting:
    """A publication of this kind."""
    seen = Publication(body="contoh", on=DAY, id="siaran-7", kind=kind)
    return worked(forum(), seen, on=DAY, who=who)


def _told(*ways: str) -> Setting:
    """A newsroom whose message stands in these places."""
    return worked(forum(), newsroom(*ways), on=DAY, who="gizi")


def _styled(style: str, who: str = "") -> Setting:
    """A caption in this style, for followers who speak in another one or the same."""
    room = newsroom().enter(
        Audience("warga", style="santai"),
        Channel("ig", "contoh-a", "social_media", audience="warga"),
        Wording("ajak", {}, style=style, text="Yuk, timbang!"),
        Content("siaran-7", "caption", "contoh-a", "ig", on=DAY, wording="ajak"),
    )
    return worked(forum(), room, on=DAY, who=who)


def _checked(verifier: str) -> Setting:
    """A newsroom whose message rests on a fact that somebody checked, or nobody."""
    fact = Fact(
        ("3 in 100", "3 dari 100"), "survey (invented)", verifier, DAY if verifier else None
    )
    return worked(forum(), newsroom(facts=(fact,)), on=DAY, who="gizi")


def _no_newsroom(*keys: str) -> Verdict:
    return Verdict.lacks(
        *keys,
        en="nothing that says so was put before the audit",
        indonesian="tidak ada keterangan tentang itu yang diajukan",
    )


def _ways(room: Newsroom) -> dict[str, Channel | Outlet]:
    """The channels and outlets of a newsroom, by code."""
    ways: list[Channel | Outlet] = [*room.channels, *room.outlets]
    return {each.id: each for each in ways}


@rule(
    "TSK-07",
    advice=(
        "Make a narrative, press release, infographic, videographic or caption of it.",
        "Kemas sebagai narasi, siaran pers, infografis, videografis, atau takarir.",
    ),
    holds=lambda: _published("press_release"),
    violated=lambda: _published("public_service_advert", "siaran-7"),
)
def one_of_five_kinds(case: Case) -> Iterator[Verdict]:
    """Content is of one of the five kinds; coverage is made by others, and does not count."""
    kinds = [
        *((each.id, each.kind) for each in case.of(Publication) if each.kind),
        *(
            (each.id, each.kind.value)
            for room in case.of(Newsroom)
            for each in room.published(on=case.on)
            if each.kind.made
        ),
    ]
    left_out = [
        verdict
        for each in programmes(case)
        for verdict in broken(remarked(case, each, "TSK-07"), each.id)
    ]
    yield from left_out
    good = 0
    for who, kind in kinds:
        case.read("content.kind", kind, who)
        if kind in _MADE:
            good += 1
        else:
            yield Verdict.violated(
                who, f"{kind}: none of the five kinds", f"{kind}: bukan salah satu dari lima bentuk"
            )
    if good:
        yield Verdict.holds(
            f"{counted(good, 'piece')} of the five kinds",
            f"{number(good, 'id')} konten dari lima bentuk itu",
        )
    elif not kinds and not left_out:
        yield _no_newsroom("content.kind")


@rule(
    "TSK-08",
    advice=(
        "Let the members' accounts carry it, and invite media of the first tier.",
        "Sebarkan melalui akun anggota, dan undang media arus utama lapis pertama.",
    ),
    holds=lambda: _told("ig", "koran"),
    violated=lambda: _told("ig"),
)
def through_accounts_and_first_tier(case: Case) -> Iterator[Verdict]:
    """Every key message that is told stands on members' accounts and in first-tier media."""
    told = messages_told(case)
    left_out = [
        verdict
        for each in programmes(case)
        for verdict in broken(remarked(case, each, "TSK-08"), each.id)
    ]
    yield from left_out
    if not told and not left_out:
        yield _no_newsroom("content.channels")
    for room, name in told:
        ways = _ways(room)
        stood = [ways[each.channel] for each in room.published(on=case.on) if name in each.carries]
        case.read("content.channels", sorted({each.id for each in stood}), name)
        account = any(
            isinstance(each, Channel)
            and each.kind is ChannelKind.SOCIAL_MEDIA
            and not each.internal
            for each in stood
        )
        first = any(isinstance(each, Outlet) and each.tier == _FIRST for each in stood)
        missing = [
            words
            for there, words in (
                (account, ("on no account of a member", "di akun anggota")),
                (first, ("in no first-tier media", "di media arus utama lapis pertama")),
            )
            if not there
        ]
        if not stood:
            yield Verdict.lacks("content.channels", who=name)
        elif missing:
            yield Verdict.violated(
                name,
                listed([en for en, _ in missing]),
                f"tidak dimuat {listed([indonesian for _, indonesian in missing], 'id')}",
            )
        else:
            yield Verdict.holds(
                "on members' accounts and in first-tier media",
                "dimuat di akun anggota dan di media arus utama lapis pertama",
                who=name,
            )


@rule(
    "TSK-09",
    advice=(
        "Say it again in the style of those who follow the account.",
        "Sampaikan ulang dengan gaya bahasa pengikut akun itu.",
    ),
    holds=lambda: _styled("santai"),
    violated=lambda: _styled("formal", "siaran-7"),
)
def in_the_style_of_followers(case: Case) -> Iterator[Verdict]:
    """What was published is in the style of its followers, as far as both styles are known."""
    known = 0
    for room in case.of(Newsroom):
        styles = {each.id: each.style for each in room.audiences}
        followers = {way: styles.get(each.audience, "") for way, each in _ways(room).items()}
        wordings = {each.id: each.style for each in room.wordings}
        found = [
            (each.id, style, followers[each.channel])
            for each in room.published(on=case.on)
            if (style := wordings.get(each.wording, "")) and followers[each.channel]
        ]
        for who, style, theirs in found:
            case.read("content.style", style, who)
            case.read("content.audience", theirs, who)
        unfit = tuple(lacking(room.gaps(on=case.on), "TSK-09"))
        yield from unfit
        known += len(found)
        if len(found) > len(unfit):
            n = len(found) - len(unfit)
            yield Verdict.holds(
                f"{counted(n, 'piece')} in the style of the followers",
                f"{number(n, 'id')} konten sesuai gaya pengikut",
            )
    if not known:
        yield _no_newsroom("content.style", "content.audience")


@rule(
    "TSK-10",
    advice=(
        "Have the data checked by somebody, and name the source.",
        "Verifikasi datanya, dan sebutkan sumbernya.",
    ),
    holds=lambda: _checked("dinkes"),
    violated=lambda: _checked(""),
)
def data_are_verified(case: Case) -> Iterator[Verdict]:
    """Every fact behind a key message in force was checked; one without facts shows nothing."""
    told = messages_told(case)
    if not told:
        yield _no_newsroom("content.source", "content.verified")
    for room, name in told:
        facts = room.messages.in_force(name, on=case.on).facts
        case.read("content.source", [each.source for each in facts], name)
        checked = [each.verifier for each in facts if each.sound(on=case.on)]
        case.read("content.verified", checked, name)
        gaps = [each for each in room.gaps(on=case.on) if each.who == name]
        if not facts:
            yield Verdict.lacks("content.source", who=name)
        elif unproven := tuple(lacking(gaps, "TSK-10")):
            yield from unproven
        else:
            n = len(facts)
            yield Verdict.holds(
                f"{counted(n, 'fact')}, each of them verified",
                f"{number(n, 'id')} fakta, semuanya terverifikasi",
                who=name,
            )


RULES = (
    one_of_five_kinds,
    through_accounts_and_first_tier,
    in_the_style_of_followers,
    data_are_verified,
)
