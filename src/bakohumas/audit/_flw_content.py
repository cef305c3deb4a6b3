from collections.abc import Iterable, Iterator

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._evidence import Publication
from bakohumas.audit._examples import DAY, THREE, forum
from bakohumas.audit._flw_newsroom import LEADER, purposes, told_uniformly
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import listed, number
from bakohumas.networks import uniformity

_SERVICE = "service", "education"
_POLICE = 3
"""Hours before a change of traffic by which the police tell of it (Medcom-2022)."""
_A_FEW = 2


def _one(who: str = "", **said: object) -> Setting:
    """A publication of which this is known."""
    seen = Publication(body="contoh", on=DAY, id="siaran-7", **said)  # type: ignore[arg-type]  # by name
    return worked(forum(), seen, on=DAY, who=who)


def _several(*said: dict[str, str], who: str = "") -> Setting:
    """Publications of one issue of the first of the three, each of the next of them."""
    seen = (
        Publication(body="contoh", on=DAY, id=f"{by}-1", by=by, issue="gizi", **each)  # type: ignore[arg-type]  # by name
        for by, each in zip(THREE, said, strict=False)
    )
    return worked(forum(), *seen, on=DAY, who=who)


def _nothing(*keys: str) -> Verdict:
    return Verdict.lacks(
        *keys,
        en="no publication that says so was put before the audit",
        indonesian="tidak ada publikasi dengan keterangan itu yang diajukan",
    )


def _issues(case: Case) -> dict[str, list[Publication]]:
    """The publications of each issue."""
    found: dict[str, list[Publication]] = {}
    for each in case.of(Publication):
        if each.issue:
            found.setdefault(each.issue, []).append(each)
    return dict(sorted(found.items()))


def _teller(one: Publication) -> str:
    return one.by or one.id


def _kept(n: int, en: str, indonesian: str) -> Iterator[Verdict]:
    """That so many publications keep a rule."""
    if n:
        yield Verdict.holds(
            f"{counted(n, 'publication')} {en}", f"{number(n, 'id')} publikasi {indonesian}"
        )


@rule(
    "FLW-03",
    advice=(
        "Ask the other members to spread it too.",
        "Minta anggota lain turut menyebarluaskannya.",
    ),
    holds=lambda: _several({"origin": THREE[0]}, {"origin": THREE[0]}, who="gizi"),
    violated=lambda: _several({"origin": THREE[0]}, who="gizi"),
)
def spread_by_others_too(case: Case) -> Iterator[Verdict]:
    """Every issue of an agency was published by another one as well."""
    issues = _issues(case)
    if not issues:
        yield _nothing("network.edges", "content.source")
    for issue, told in issues.items():
        origins = sorted({each.origin for each in told if each.origin})
        others = sorted({each.by for each in told if each.by} - set(origins))
        case.read("content.source", origins, issue)
        case.read("network.edges", [f"{issue} → {each}" for each in others], issue)
        if not origins:
            yield Verdict.lacks("content.source", who=issue)
        elif others:
            yield Verdict.holds(
                f"spread by {listed(others, most=3)} too",
                f"disebarluaskan pula oleh {listed(others, 'id', most=3)}",
                who=issue,
            )
        elif any(not each.by for each in told):
            yield Verdict.lacks("network.edges", who=issue)
        else:
            yield Verdict.violated(
                issue,
                f"spread by {listed(origins)} alone",
                f"hanya disebarluaskan oleh {listed(origins, 'id')}",
            )


def _voices(case: Case, keys: tuple[str, ...]) -> Iterator[tuple[str, list[Publication] | Verdict]]:
    """The publications of each issue that several tell, or why it cannot be judged."""
    issues = _issues(case)
    if not issues:
        yield "", _nothing(*keys)
    for issue, told in issues.items():
        if len({_teller(each) for each in told}) < _A_FEW:
            yield (
                issue,
                Verdict.not_applicable(
                    f"{issue}: told by one alone", f"{issue}: disampaikan satu pihak saja"
                ),
            )
        elif silent := sorted({_teller(each) for each in told if not each.key_message}):
            yield (
                issue,
                Verdict.lacks(
                    "content.key_message",
                    who=issue,
                    en=f"of {listed(silent, most=3)}",
                    indonesian=f"dari {listed(silent, 'id', most=3)}",
                ),
            )
        else:
            yield issue, told


def _messages(told: Iterable[Publication]) -> dict[str, str]:
    """What each tells, by what it published last; two messages at once are both kept."""
    said: dict[str, set[str]] = {}
    last: dict[str, object] = {}
    for each in sorted(told, key=lambda it: it.on):
        if last.get(_teller(each)) != each.on:
            said[_teller(each)] = set()
        last[_teller(each)] = each.on
        said[_teller(each)].add(each.key_message)
    return {who: " / ".join(sorted(messages)) for who, messages in said.items()}


@rule(
    "FLW-04",
    advice=(
        "Agree on one key message, and correct what says otherwise.",
        "Sepakati satu pesan kunci, dan koreksi yang berbeda.",
    ),
    holds=lambda: _several(*[{"key_message": "v2"}] * 3, who="gizi"),
    violated=lambda: _several({"key_message": "v2"}, {"key_message": "v1"}, who="gizi"),
)
def one_key_message(case: Case) -> Iterator[Verdict]:
    """Whoever tells an issue tells, with what it published last, the same key message."""
    kept = tuple(told_uniformly(case))
    yield from kept
    for issue, told in _voices(case, ("content.key_message",)) if _issues(case) or not kept else ():
        if isinstance(told, Verdict):
            yield told
            continue
        said = uniformity(case.read("content.key_message", _messages(told), issue))
        if said.others:
            yield Verdict.violated(
                issue,
                f"another key message is told by {listed(said.others, most=3)}",
                f"pesan kunci lain disampaikan oleh {listed(said.others, 'id', most=3)}",
            )
        else:
            n = sum(len(who) for who in said.versions.values())
            yield Verdict.holds(
                f"{number(n)} tell the same key message",
                f"{number(n, 'id')} pihak menyampaikan pesan kunci yang sama",
                who=issue,
            )


@rule(
    "FLW-05",
    advice=(
        "Keep the key message, and let each unit say it in its own words.",
        "Jaga pesan kuncinya, dan biarkan tiap unit memakai kata-katanya sendiri.",
    ),
    holds=lambda: _several(
        {"key_message": "v2", "text": "Ayo cegah gizi buruk."},
        {"key_message": "v2", "text": "Bersama kita cegah gizi buruk."},
        who="gizi",
    ),
    violated=lambda: _several(
        *[{"key_message": "v2", "text": "Cegah gizi buruk."}] * 2, who="gizi"
    ),
)
def one_voice_in_own_words(case: Case) -> Iterator[Verdict]:
    """Units that tell an issue tell one key message, and not all in the very same words."""
    for issue, told in _voices(case, ("content.key_message", "content.text")):
        if isinstance(told, Verdict):
            yield told
            continue
        said = uniformity(case.read("content.key_message", _messages(told), issue))
        texts = {each.text.strip() for each in told}
        case.read("content.text", len(texts), issue)
        if said.others:
            yield Verdict.violated(issue, "the direction differs", "arahnya berbeda")
        elif "" in texts:
            yield Verdict.lacks("content.text", who=issue)
        elif len(texts) == 1:
            yield Verdict.violated(
                issue, "all use the very same words", "semua memakai kata-kata yang persis sama"
            )
        else:
            yield Verdict.holds(
                f"one key message in {counted(len(texts), 'wording')}",
                f"satu pesan kunci dalam {number(len(texts), 'id')} rumusan",
                who=issue,
            )


@rule(
    "FLW-08",
    advice=(
        "Publish more of what serves and teaches, and less of leaders at events.",
        "Perbanyak konten layanan dan edukasi, kurangi dokumentasi kegiatan pimpinan.",
    ),
    holds=lambda: _one(about="service"),
    violated=lambda: _one(about=LEADER),
)
def for_service_not_for_leaders(case: Case) -> Iterator[Verdict]:
    """Documentation of leaders does not outnumber service and education.

    Which share is too much no source tells; here it is more of the one than of the others.
    """
    classes = [each.about for each in case.of(Publication) if each.about] + purposes(case)
    if not classes:
        yield _nothing("content.class")
        return
    leaders = classes.count(LEADER)
    useful = sum(classes.count(each) for each in _SERVICE)
    case.read("content.class", {each: classes.count(each) for each in sorted(set(classes))})
    en = f"{number(leaders)} of leaders, {number(useful)} of service and education"
    other = f"{number(leaders, 'id')} tentang pimpinan, {number(useful, 'id')} layanan dan edukasi"
    if leaders > useful:
        yield Verdict.violated("", en, other)
    else:
        yield Verdict.holds(en, other)


@rule(
    "FLW-14",
    advice=(
        "Tell the public before the change takes effect, three hours at least.",
        "Sampaikan kepada publik sebelum perubahan berlaku, paling lambat tiga jam sebelumnya.",
    ),
    holds=lambda: _one(hours_ahead=_POLICE),
    violated=lambda: _one(hours_ahead=0, who="siaran-7"),
)
def told_before_it_takes_effect(case: Case) -> Iterator[Verdict]:
    """What tells of a change came before it; three hours are what the police do, and no limit."""
    seen = [each for each in case.of(Publication) if each.hours_ahead is not None]
    if not seen:
        yield _nothing("content.published", "content.effective")
    early, good = 0, 0
    for each in seen:
        hours = each.hours_ahead or 0
        case.read("content.published", each.on, each.id)
        case.read("content.effective", f"+{hours} h", each.id)
        if hours <= 0:
            yield Verdict.violated(
                each.id, "not before the change", "tidak sebelum perubahan berlaku", when=each.on
            )
        else:
            good += 1
            early += hours >= _POLICE
    yield from _kept(
        good,
        f"before the change, {number(early)} of them by {_POLICE} hours",
        f"sebelum perubahan, {number(early, 'id')} di antaranya paling lambat {_POLICE} jam",
    )


@rule(
    "FLW-15",
    advice=(
        "Ask those who have not confirmed whether it arrived, and send it again.",
        "Tanyakan kepada yang belum mengonfirmasi, dan kirim ulang.",
    ),
    holds=lambda: _one(sent_to=THREE, receipts=THREE),
    violated=lambda: _one(sent_to=THREE, receipts=THREE[:1], who="siaran-7"),
)
def delivered_not_only_sent(case: Case) -> Iterator[Verdict]:
    """Everybody to whom a publication was sent confirmed that it arrived."""
    seen, good = [each for each in case.of(Publication) if each.sent_to], 0
    if not seen:
        yield _nothing("content.receipts")
    for each in seen:
        if case.read("content.receipts", each.receipts, each.id) is None:
            yield Verdict.lacks("content.receipts", who=each.id, when=each.on)
        elif open_ := [who for who in each.sent_to if who not in (each.receipts or ())]:
            yield Verdict.violated(
                each.id,
                f"not confirmed by {listed(open_, most=3)}",
                f"belum dikonfirmasi oleh {listed(open_, 'id', most=3)}",
                when=each.on,
            )
        else:
            good += 1
    yield from _kept(good, "confirmed by all", "dikonfirmasi semua penerima")


@rule(
    "FLW-16",
    advice=(
        "Go back to the official or first-hand source, and name it.",
        "Kembali ke sumber resmi atau sumber pertama, dan sebutkan.",
    ),
    holds=lambda: _one(first_hand=True),
    violated=lambda: _one(first_hand=False, who="siaran-7"),
)
def from_the_first_source(case: Case) -> Iterator[Verdict]:
    """Every publication of which it is known comes from the official or first-hand source."""
    yield from _flagged(
        case,
        "first_hand",
        ("content.source",),
        ("from the official or first-hand source", "dari sumber resmi atau sumber pertama"),
        ("not from the official or first-hand source", "bukan dari sumber resmi atau pertama"),
    )


@rule(
    "FLW-19",
    advice=(
        "Have it tested and reviewed before it goes out.",
        "Uji dan telaah terlebih dahulu sebelum diterbitkan.",
    ),
    holds=lambda: _one(reviewed=True),
    violated=lambda: _one(reviewed=False, who="siaran-7"),
)
def reviewed_first(case: Case) -> Iterator[Verdict]:
    """Every publication of which it is known was tested and reviewed before."""
    yield from _flagged(
        case,
        "reviewed",
        ("content.reviewed", "content.published"),
        ("reviewed before publication", "ditelaah sebelum diterbitkan"),
        ("published without a review", "terbit tanpa telaah"),
    )


def _flagged(
    case: Case,
    field: str,
    keys: tuple[str, ...],
    good: tuple[str, str],
    bad: tuple[str, str],
) -> Iterator[Verdict]:
    """A rule on a yes or no that a publication says of itself."""
    said = [(each, attrs.asdict(each, recurse=False)[field]) for each in case.of(Publication)]
    known = [(each, flag) for each, flag in said if flag is not None]
    if not known:
        yield _nothing(*keys)
    for each, flag in known:
        case.read(keys[0], flag, each.id)
        if not flag:
            yield Verdict.violated(each.id, *bad, when=each.on)
    yield from _kept(sum(flag for _, flag in known), *good)


RULES = (
    spread_by_others_too,
    one_key_message,
    one_voice_in_own_words,
    for_service_not_for_leaders,
    told_before_it_takes_effect,
    delivered_not_only_sent,
    from_the_first_source,
    reviewed_first,
)
