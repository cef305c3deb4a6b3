from collections.abc import Iterator

from bakohumas.audit._rule import Case, Verdict, rule


@rule(
    "MEM-01",
    advice=(
        "End the membership, or let the unit take part as a partner without a vote.",
        "Akhiri keanggotaannya, atau ikutkan unit itu sebagai mitra tanpa hak suara.",
    ),
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
        yield Verdict.not_applicable("there are no members", "belum ada anggota")
        return
    strangers = [each for each in case.now.register if each.category not in kinds.value]
    for each in strangers:
        yield Verdict.violated(
            each.institution,
            f"its category is {each.category}",
            f"kategorinya {each.category}",
        )
    if not strangers:
        n, of = len(case.now.register), len(case.now.register.counts())
        yield Verdict.holds(
            f"{n} members, all of {of} categories that the charter admits",
            f"{n} anggota, semuanya dari {of} kategori yang diterima piagam",
        )


CHAPTER = (of_a_kind_that_may,)
