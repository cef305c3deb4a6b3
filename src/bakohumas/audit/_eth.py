from collections.abc import Iterator

from bakohumas.audit._case import Case
from bakohumas.audit._evidence import Conduct, Publication, Tag
from bakohumas.audit._examples import DAY, forum
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.languages import listed, number

ADVERT = "public_service_advert"
"""The kind of content that is a public-service advertisement."""
_CODE = "Kepmen Kominfo 371/KEP/M.KOMINFO/8/2007"
_VIRTUES = {
    Tag.NEUTRAL: Tag.PARTISAN,
    Tag.BALANCED: Tag.ONE_SIDED,
    Tag.ACCURATE: Tag.INACCURATE,
    Tag.OBJECTIVE: Tag.SUBJECTIVE,
    Tag.SERVICE: Tag.SELF_SERVING,
}
"""What information must be, and what it then is not."""
_INTERESTS = Tag.PERSONAL_INTEREST, Tag.GROUP_INTEREST


def _published(*tags: Tag, kind: str = "press_release") -> Setting:
    """A publication of a forum, with what a reader said of it."""
    seen = Publication(body="contoh", on=DAY, id="siaran-7", kind=kind, tags=tags)
    return worked(forum(), seen, on=DAY, who="")


def _acted(breach: str = "") -> Setting:
    """How a practitioner was seen to act."""
    seen = Conduct(body="contoh", on=DAY, who="person-7", code=_CODE, breach=breach)
    return worked(forum(), seen, on=DAY, who="person-7" if breach else "")


def _nothing(*keys: str) -> Verdict:
    return Verdict.lacks(
        *keys,
        en="no publication was put before the audit",
        indonesian="tidak ada publikasi yang diajukan",
    )


def _names(tags: list[Tag]) -> tuple[str, str]:
    return listed([each.label() for each in tags]), listed(
        [each.label("id") for each in tags], "id"
    )


def _unsaid(one: Publication, tags: list[Tag]) -> Verdict:
    names = _names(tags)
    return Verdict.lacks(
        "content.tags",
        who=one.id,
        en=f"not said of it: {names[0]}",
        indonesian=f"belum dinilai: {names[1]}",
        when=one.on,
    )


def _note(case: Case, one: Publication) -> None:
    case.read("content.tags", one.tags, one.id)


@rule(
    "ETH-01",
    advice=(
        "Withdraw or correct the publication, and have it reviewed before it is sent out again.",
        "Tarik atau perbaiki publikasi itu, dan telaah kembali sebelum diterbitkan ulang.",
    ),
    holds=lambda: _published(*_VIRTUES),
    violated=lambda: _published(Tag.PARTISAN),
)
def neutral_and_sound(case: Case) -> Iterator[Verdict]:
    """Every publication is said to be neutral, balanced, accurate, objective and of service.

    Which years are political no source tells: taking a side counts in any.
    """
    seen, good = case.of(Publication), 0
    if not seen:
        yield _nothing("content.tags")
    for each in seen:
        _note(case, each)
        bad = [vice for vice in _VIRTUES.values() if vice in each.tags]
        missing = [virtue for virtue in _VIRTUES if virtue not in each.tags]
        if bad:
            yield Verdict.violated(each.id, *_names(bad), when=each.on)
        elif missing:
            yield _unsaid(each, missing)
        else:
            good += 1
    if good:
        names = _names(list(_VIRTUES))
        yield Verdict.holds(
            f"{counted(good, 'publication')}, said to be: {names[0]}",
            f"{number(good, 'id')} publikasi dinilai {names[1]}",
        )


@rule(
    "ETH-02",
    advice=(
        "Withdraw the advertisement, and take out whatever shows a person or a group.",
        "Tarik iklan itu, dan hilangkan bagian yang menonjolkan pribadi atau golongan.",
    ),
    holds=lambda: _published(Tag.SERVICE, kind=ADVERT),
    violated=lambda: _published(Tag.PERSONAL_INTEREST, kind=ADVERT),
)
def no_interest_of_its_own(case: Case) -> Iterator[Verdict]:
    """No public-service advertisement shows an interest; of service, it shows none."""
    seen, good = case.of(Publication), 0
    if not seen:
        yield _nothing("content.kind", "content.tags")
        return
    unknown = [each for each in seen if not each.kind]
    adverts = [each for each in seen if each.kind == ADVERT]
    for each in unknown:
        yield Verdict.lacks("content.kind", who=each.id, when=each.on)
    for each in adverts:
        case.read("content.kind", each.kind, each.id)
        _note(case, each)
        bad = [tag for tag in _INTERESTS if tag in each.tags]
        if bad:
            yield Verdict.violated(each.id, *_names(bad), when=each.on)
        elif Tag.SERVICE in each.tags:
            good += 1
        else:
            yield Verdict.lacks(
                "content.tags",
                who=each.id,
                en="nobody said whether it shows an interest or serves the public",
                indonesian="belum dinilai apakah menampilkan kepentingan atau melayani publik",
                when=each.on,
            )
    if good:
        yield Verdict.holds(
            f"{counted(good, 'public-service advertisement')} without an interest of its own",
            f"{number(good, 'id')} iklan layanan masyarakat tanpa kepentingan pribadi atau "
            "golongan",
        )
    elif not adverts and not unknown:
        yield Verdict.not_applicable(
            "no public-service advertisement among the publications",
            "tidak ada iklan layanan masyarakat di antara publikasi",
        )


@rule(
    "ETH-03",
    advice=(
        "Take the matter up with the practitioner and the head of the unit under the code.",
        "Bahas dengan praktisi dan pimpinan unitnya sesuai kode etik.",
    ),
    holds=_acted,
    violated=lambda: _acted("menghina pemohon informasi (invented)"),
)
def by_the_code(case: Case) -> Iterator[Verdict]:
    """Whoever was seen to act kept the code that binds."""
    seen, good = case.of(Conduct), 0
    if not seen:
        yield Verdict.lacks(
            "ethics.code",
            en="no conduct was put before the audit",
            indonesian="tidak ada catatan perilaku yang diajukan",
        )
    for each in seen:
        case.read("ethics.code", each.code, each.who)
        if each.breach.strip():
            yield Verdict.violated(
                each.who,
                f"a breach on record: {each.breach}",
                f"pelanggaran tercatat: {each.breach}",
                when=each.on,
            )
        elif not each.code.strip():
            yield Verdict.lacks(
                "ethics.code",
                who=each.who,
                en="no code was named",
                indonesian="kode etik tidak disebut",
                when=each.on,
            )
        else:
            good += 1
    if good:
        yield Verdict.holds(
            f"{counted(good, 'observation')} without a breach of the code",
            f"{number(good, 'id')} pengamatan tanpa pelanggaran kode etik",
        )


@rule(
    "ETH-04",
    advice=(
        "Publish what was hidden or set right what misleads, and say so openly.",
        "Sampaikan hal yang ditutupi atau luruskan yang menyesatkan, secara terbuka.",
    ),
    holds=lambda: _published(Tag.OPEN),
    violated=lambda: _published(Tag.MISLEADING),
)
def open_and_honest(case: Case) -> Iterator[Verdict]:
    """Every publication is said to be open and honest; trust itself is not judged."""
    seen, good = case.of(Publication), 0
    if not seen:
        yield _nothing("content.tags")
    for each in seen:
        _note(case, each)
        if Tag.MISLEADING in each.tags:
            yield Verdict.violated(each.id, *_names([Tag.MISLEADING]), when=each.on)
        elif Tag.OPEN in each.tags:
            good += 1
        else:
            yield _unsaid(each, [Tag.OPEN])
    if good:
        names = _names([Tag.OPEN])
        yield Verdict.holds(
            f"{counted(good, 'publication')}, said to be {names[0]}",
            f"{number(good, 'id')} publikasi dinilai {names[1]}",
        )


CHAPTER = (neutral_and_sound, no_interest_of_its_own, by_the_code, open_and_honest)
