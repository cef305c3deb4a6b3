import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from bakohumas.audit import _mem_roles, _mem_voices
from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, DECREE, LATER, forum
from bakohumas.audit._members import NO_MEMBERS, SHOWN, counted_as, kind, named
from bakohumas.audit._registers import found, member
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body, Membership
from bakohumas.institutions import (
    SCOPE_START,
    Category,
    Directory,
    Institution,
    Outsider,
    directory,
)
from bakohumas.languages import day, listed, number
from bakohumas.law import Answer, Provision, Scope, Silence, charter

_OPEN = frozenset({Outsider.REGIONAL_LEGISLATURE, Outsider.COURT})


def _listed(*, on: date) -> Setting:
    """A member that the tables know until 2017."""
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis=DECREE)
    return worked(body.admit(directory(on=DAY)["bpls"], on=DAY, basis=DECREE), on=on)


@rule(
    "MEM-01",
    advice=(
        "End the membership, or let the unit take part as a partner without a vote.",
        "Akhiri keanggotaannya, atau ikutkan unit itu sebagai mitra tanpa hak suara.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=lambda: worked(found(member("partai-a", "political_party")), on=LATER, who="partai-a"),
)
def of_a_kind_that_may(case: Case) -> Iterator[Verdict]:
    """Every member is of a category that the charter of the day admits.

    What the charter counts as of another kind is of that one; whether a regional legislature
    or a court is of one of the eleven kinds the text does not say.
    """
    law = case.laid_down("membership.categories")
    if law is None or not isinstance(law.value, tuple):
        yield _no_list()
        return
    if not case.now.register.memberships:
        yield NO_MEMBERS
        return
    strangers = [
        each for each in case.now.register if counted_as(case, each, case.on) not in law.value
    ]
    for each in strangers:
        case.read("member.category", each.category, each.institution)
        if each.category in _OPEN:
            yield _open(each)
            continue
        yield Verdict.violated(
            each.institution,
            f"its category is {kind(each, 'en')}",
            f"kategorinya {kind(each, 'id')}",
        )
    if not strangers:
        counts = case.read("member.category", case.now.register.counts())
        n, of = len(case.now.register), len(counts)
        yield Verdict.holds(
            f"{counted(n, 'member')}, of {counted(of, 'category', 'categories')} that the "
            "charter admits",
            f"{number(n, 'id')} anggota, dari {of} kategori yang diterima piagam",
        )


def _no_list() -> Verdict:
    return Verdict.lacks(
        "body.categories",
        en="the charter does not list the categories of that day",
        indonesian="piagam tidak memuat kategori pada hari itu",
    )


def _open(one: Membership, when: date | None = None) -> Verdict:
    """That no text says whether such an institution may be a member."""
    return Verdict.undetermined(
        f"whether a {kind(one, 'en')} is of one of the kinds admitted: the text does not say, "
        "and the charter does not admit it by name",
        f"apakah {kind(one, 'id')} termasuk jenis yang diterima: ketentuan tidak menyebutnya, "
        "dan piagam tidak menerimanya secara tersurat",
        who=one.institution,
        when=when,
    )


@rule(
    "MEM-02",
    advice=(
        "Let the public relations unit of the institution take its place.",
        "Gantikan dengan unit humas pada instansi tersebut.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=lambda: worked(found(member("contoh-a", pr=False)), on=LATER, who="contoh-a"),
)
def whose_job_is_pr(case: Case) -> Iterator[Verdict]:
    """The job of every member unit is public relations, unless the charter asks for no PR unit."""
    law = case.laid_down("membership.pr_unit")
    if law is not None and law.value is False:
        yield Verdict.not_applicable(
            f"the charter asks for no PR unit: {law.cite()}",
            f"piagam tidak mensyaratkan unit humas: {law.cite('id')}",
        )
        return
    members = case.now.register
    if not members:
        yield NO_MEMBERS
        return
    others = [each for each in members if not each.pr]
    for each in others:
        case.read("member.function", each.name, each.institution)
        yield Verdict.violated(
            each.institution,
            f"the job of {each.name} is not public relations",
            f"tugas {each.name} bukan kehumasan",
        )
    if not others:
        n = case.read("member.function", len(members))
        yield Verdict.holds(
            f"{counted(n, 'member unit')} whose job is public relations",
            f"{number(n, 'id')} unit anggota bertugas di bidang kehumasan",
        )


@rule(
    "MEM-03",
    advice=(
        "End the membership of the person, who may represent a member's unit or come as a guest.",
        "Akhiri keanggotaan orang itu; ia dapat mewakili unit anggota atau hadir sebagai tamu.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=lambda: worked(found(member("person-7", "individual")), on=LATER, who="person-7"),
)
def nobody_in_person(case: Case) -> Iterator[Verdict]:
    """No member is a person; of a kind that nobody knows, that cannot be told."""
    members = case.now.register
    if not members:
        yield NO_MEMBERS
        return
    law = case.laid_down("membership.categories")
    known = set(Category) | set(Outsider) - {Outsider.OTHER}
    admitted = law.value if law is not None and isinstance(law.value, tuple) else ()
    told = True
    for each in members:
        code = counted_as(case, each, case.on)
        if code == Outsider.INDIVIDUAL:
            case.read("member.kind", each.category, each.institution)
            yield Verdict.violated(
                each.institution,
                "is a person and a member",
                "orang perseorangan yang tercatat sebagai anggota",
            )
        elif code not in known and code not in admitted:
            case.read("member.kind", each.category, each.institution)
            yield Verdict.lacks(
                "member.kind",
                who=each.institution,
                en=f"{each.category} may be anybody",
                indonesian=f"{each.category} dapat berarti siapa saja",
            )
        else:
            continue
        told = False
    if told:
        n = case.read("member.kind", len(members))
        yield Verdict.holds(
            f"{counted(n, 'member')}, no person among them",
            f"{number(n, 'id')} anggota, tanpa orang perseorangan",
        )


@rule(
    "MEM-06",
    advice=(
        "End the membership, or record the later day from which a text admits its category.",
        "Akhiri keanggotaannya, atau catat hari kemudian sejak ketentuan menerima kategorinya.",
    ),
    holds=lambda: worked(forum(), on=DAY),
    violated=lambda: worked(
        found(member("pemprov-contoh", "provincial_government", since=date(2003, 5, 2))),
        on=LATER,
        who="pemprov-contoh",
    ),
)
def admitted_by_the_law_of_its_day(case: Case) -> Iterator[Verdict]:
    """On its first day every member was of a category that the text of that day admits.

    Before the charter of a national body speaks, the texts of 1971, 2002 and 2005 do.
    """
    members = case.now.register
    if not members:
        yield NO_MEMBERS
        return
    came: dict[date, list[Membership]] = {}
    for each in members:
        came.setdefault(each.period.start or case.on, []).append(each)
    kept, of = 0, len(came)
    for first, those in sorted(came.items()):
        kinds = _admitted_on(case, first)
        if kinds is None:
            yield _unread(case, first, those)
            continue
        for each in those:
            if counted_as(case, each, first) in kinds:
                kept += 1
                continue
            case.read("member.category", each.category, each.institution)
            case.read("member.since", first, each.institution)
            if each.category in _OPEN:
                yield _open(each, first)
                continue
            case.read("body.categories", kinds)
            yield Verdict.violated(
                each.institution,
                f"its category, {kind(each, 'en')}, is none that the text of its first day admits",
                f"kategorinya, {kind(each, 'id')}, tidak diterima ketentuan pada hari pertamanya",
                when=first,
            )
    if kept == len(members):
        case.read("member.category", members.counts())
        yield Verdict.holds(
            f"{counted(kept, 'member')}, who came on {counted(of, 'day')}, each of a category "
            "that the text of that day admits",
            f"{number(kept, 'id')} anggota, diterima pada {number(of, 'id')} tanggal, "
            "masing-masing dari kategori menurut ketentuan pada hari itu",
        )


def _unread(case: Case, first: date, those: list[Membership]) -> Verdict:
    """That nobody could read whom the text of a day admits."""
    who = named(those)
    case.read("member.since", first)
    return Verdict.lacks(
        "body.categories", en=f"for {who[0]}", indonesian=f"bagi {who[1]}", when=first
    )


def _admitted_on(case: Case, first: date) -> tuple[str, ...] | None:
    """The categories that the text of a day admits, where it could be read."""
    rules = case.body.charter(on=max(first, case.body.opened))
    said = rules.ask("membership.categories", on=first, weakest=case.weakest)
    if isinstance(said, Silence) and rules.scope is Scope.NATIONAL:
        said = charter("national_forerunners").ask(said.key, on=first, weakest=case.weakest)
    match said:
        case Answer(provision=Provision(value=tuple() as kinds)):
            return kinds
        case _:
            return None


@rule(
    "MEM-10",
    advice=(
        "End the membership of what is gone (cause: dissolution), and admit who followed it.",
        "Akhiri keanggotaan lembaga yang sudah tidak ada, dan terima lembaga penerusnya.",
    ),
    holds=lambda: _listed(on=DAY),
    violated=lambda: _listed(on=date(2018, 1, 1)),
)
def still_there(case: Case) -> Iterator[Verdict]:
    """Every member that the tables of institutions hold still exists on the day."""
    members = case.now.register
    if case.on < SCOPE_START:
        yield Verdict.lacks(
            "institution.period",
            en=f"who existed before {day(SCOPE_START)}, when the tables of institutions begin",
            indonesian=f"lembaga yang ada sebelum {day(SCOPE_START, 'id')}, awal daftar lembaga",
        )
        return
    if not members:
        yield NO_MEMBERS
        return
    there = cache(directory)
    today = there(on=case.on)
    gone: list[str] = []
    unknown = 0
    for each in (one for one in members if one.institution not in today):
        then = there(on=max(each.period.start or SCOPE_START, SCOPE_START))
        if each.institution in then:
            end, heirs = _fate(then[each.institution], there)
            if len(gone) < SHOWN:
                case.read("institution.period", f"– {end}", each.institution)
                case.read("institution.successor", heirs, each.institution)
            gone.append(f"{each.institution} ({end}{' → ' if heirs else ''}{', '.join(heirs)})")
        else:
            unknown += 1
    n, of = len(gone), len(members)
    apart = (
        f"{counted(unknown, 'member')} not in the tables of institutions",
        f"{number(unknown, 'id')} anggota di luar daftar lembaga",
    )
    if gone:
        rest = (
            (f"; not judged: {apart[0]}", f"; tidak dinilai: {apart[1]}") if unknown else ("", "")
        )
        yield Verdict.violated(
            "",
            f"{number(n)} of {counted(of, 'member')} no longer in being: "
            f"{listed(gone, most=SHOWN)}{rest[0]}",
            f"{number(n, 'id')} dari {number(of, 'id')} anggota sudah tidak ada: "
            f"{listed(gone, 'id', most=SHOWN)}{rest[1]}",
        )
    elif unknown:
        yield Verdict.lacks("institution.period", en=apart[0], indonesian=apart[1])
    else:
        case.read("institution.period", of)
        yield Verdict.holds(
            f"{counted(of, 'member')}, in the tables of institutions on that day",
            f"{number(of, 'id')} anggota, tercantum dalam daftar lembaga pada hari itu",
        )


def _fate(one: Institution, there: Callable[..., Directory]) -> tuple[date, list[str]]:
    """Since when an institution is gone, and who followed, where the note of the tables tells."""
    end = one.period.end or date.max
    later = there(on=end)
    return end, [word for word in re.split(r"[\s,;]+", one.note) if word in later]


_OWN = (
    of_a_kind_that_may,
    whose_job_is_pr,
    nobody_in_person,
    admitted_by_the_law_of_its_day,
    still_there,
)
CHAPTER = tuple(
    sorted((*_OWN, *_mem_roles.CHAPTER, *_mem_voices.CHAPTER), key=lambda each: each.id)
)
