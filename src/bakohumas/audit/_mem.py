import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, DECREE, LATER, forum
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body, Membership
from bakohumas.institutions import SCOPE_START, Category, Directory, Institution, directory
from bakohumas.languages import Lang, day, listed, number
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.periods import Period

NO_MEMBERS = Verdict.not_applicable("there are no members", "belum ada anggota")
_SHOWN = 3


def _narrowed() -> Setting:
    """Ministries under a later charter that admits regions alone."""
    rules = charter("national").override(
        Provision(
            "membership.categories",
            ("province_government",),
            Period(None),
            Citation("SK 2/2016 (invented)"),
            Grade.C,
        )
    )
    return worked(forum().amend(rules, on=LATER, basis=DECREE), on=LATER)


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
    violated=_narrowed,
)
def of_a_kind_that_may(case: Case) -> Iterator[Verdict]:
    """Every member is of a category that the charter of the day admits."""
    kinds = case.now.charter.find("membership.categories", on=case.on)
    if kinds is None or not isinstance(kinds.value, tuple):
        yield Verdict.undetermined(
            "the charter does not list the categories of that day",
            "piagam tidak memuat kategori pada hari itu",
        )
        return
    if not case.now.register.memberships:
        yield NO_MEMBERS
        return
    strangers = [each for each in case.now.register if each.category not in kinds.value]
    for each in strangers:
        yield Verdict.violated(
            each.institution,
            f"its category is {_kind(each, 'en')}",
            f"kategorinya {_kind(each, 'id')}",
        )
    if not strangers:
        n, of = len(case.now.register), len(case.now.register.counts())
        yield Verdict.holds(
            f"{counted(n, 'member')}, of {counted(of, 'category', 'categories')} that the "
            "charter admits",
            f"{number(n, 'id')} anggota, dari {of} kategori yang diterima piagam",
        )


def _kind(membership: Membership, lang: Lang) -> str:
    """What the kind of a member is called; a host's own kind by its code."""
    return dict(Category.choices(lang)).get(membership.category, membership.category)


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
        yield Verdict.undetermined(
            f"who existed before {day(SCOPE_START)}, when the tables of institutions begin",
            f"lembaga yang ada sebelum {day(SCOPE_START, 'id')}, awal daftar lembaga",
        )
        return
    if not members:
        yield NO_MEMBERS
        return
    there = cache(directory)
    today = there(on=case.on)
    gone, unknown = [], 0
    for each in (one for one in members if one.institution not in today):
        then = there(on=max(each.period.start or SCOPE_START, SCOPE_START))
        if each.institution in then:
            gone.append(_fate(then[each.institution], there))
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
            f"{listed(gone, most=_SHOWN)}{rest[0]}",
            f"{number(n, 'id')} dari {number(of, 'id')} anggota sudah tidak ada: "
            f"{listed(gone, 'id', most=_SHOWN)}{rest[1]}",
        )
    elif unknown:
        yield Verdict.undetermined(f"the state of {apart[0]}", f"keadaan {apart[1]}")
    else:
        yield Verdict.holds(
            f"{counted(of, 'member')}, in the tables of institutions on that day",
            f"{number(of, 'id')} anggota, tercantum dalam daftar lembaga pada hari itu",
        )


def _fate(one: Institution, there: Callable[..., Directory]) -> str:
    """Who is gone, since when, and who followed, where the note of the tables tells."""
    end = one.period.end or date.max
    later = there(on=end)
    heirs = [word for word in re.split(r"[\s,;]+", one.note) if word in later]
    return f"{one.id} ({end} → {', '.join(heirs)})" if heirs else f"{one.id} ({end})"


CHAPTER = (of_a_kind_that_may, still_there)
