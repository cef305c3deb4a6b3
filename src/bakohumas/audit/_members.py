"""What the rules on members share: of which kind one is, and what it is called."""

from collections.abc import Sequence
from datetime import date

from bakohumas.audit._case import Case
from bakohumas.audit._verdict import Verdict
from bakohumas.bodies import Membership
from bakohumas.institutions import Category, Outsider
from bakohumas.languages import Lang, listed

SHOWN = 3
"""How many of several are named."""
NO_MEMBERS = Verdict.not_applicable("there are no members", "belum ada anggota")


def counted_as(case: Case, one: Membership, on: date) -> str:
    """The category of a member, or that as which the charter of a day counts it (C8)."""
    day = max(on, case.body.opened)
    law = case.laid_down(f"membership.category.{one.category}", on=day)
    if law is None:
        return one.category
    vertical = law.value == "parent_ministry"
    return Category.MINISTRY.value if vertical else str(law.value)


def kind(one: Membership, lang: Lang) -> str:
    """What the kind of a member is called; a host's own kind by its code."""
    names = dict((*Category.choices(lang), *Outsider.choices(lang)))
    return names.get(one.category, one.category)


def named(members: Sequence[Membership]) -> tuple[str, str]:
    """The first members by their ids, and how many more there are, in both languages."""
    ids = [each.institution for each in members]
    return listed(ids, most=SHOWN), listed(ids, "id", most=SHOWN)
