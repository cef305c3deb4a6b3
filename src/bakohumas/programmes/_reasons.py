from collections.abc import Mapping
from types import MappingProxyType

import attrs

from bakohumas.errors import expect, of_kind
from bakohumas.languages import Labelled, Lang
from bakohumas.programmes._duties import Loan, Role
from bakohumas.programmes._work import Agency, Slot, Task, asked, window_of


class Obstacle(Labelled):
    """What can stand between an agency and a task.

    With all but the last two it is not able, whatever the others do. ``FULL`` and
    ``APART`` are said of a division, by :attr:`Allocation.reasons`: it is able, but has
    other work, or an agency sits there that it is kept apart from.

    Examples:
        >>> Obstacle.REGION.label()
        'does not serve the region'
    """

    SKILL = "skill", "lacks a skill", "tidak memiliki keahlian"
    ROLE = "role", "does not fill the role", "tidak menjalankan peran"
    CHANNEL = "channel", "lacks the channel", "tidak memiliki kanal"
    LOAN = "loan", "cannot lend", "tidak dapat meminjamkan"
    REGION = "region", "does not serve the region", "tidak melayani wilayah"
    LANGUAGE = "language", "does not work in the language", "tidak bekerja dalam bahasa"
    WINDOW = "window", "has too few days in the period", "kekurangan hari dalam periode"
    CONFLICT = "conflict", "has a conflict of interest", "memiliki konflik kepentingan"
    EXCLUDED = "excluded", "is excluded", "dikecualikan"
    COST = "cost", "has given no cost", "tidak menyebutkan biaya"
    FULL = "full", "has too little capacity left", "sisa kapasitasnya kurang"
    APART = "apart", "is to be kept apart from", "harus dipisahkan dari"


@attrs.frozen
class Reason:
    """One reason why an agency cannot take a task.

    Attributes:
        obstacle: What kind of reason it is.
        detail: The need, region or language that is missing, the period that is too
            full, why it is excluded, the tasks that fill it, or from whom it is kept apart.

    Examples:
        >>> Reason(Obstacle.SKILL, "video").explain("id")
        'tidak memiliki keahlian: video'
        >>> Reason(Obstacle.ROLE, "role:advisor").explain("id")
        'tidak menjalankan peran: penasihat'
    """

    obstacle: Obstacle = attrs.field(validator=of_kind(Obstacle))
    detail: str = attrs.field(default="", validator=of_kind(str))

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Lang = "en", *, names: Mapping[str, str] = MappingProxyType({})) -> str:
        """The reason in words.

        Args:
            lang: The language.
            names: What regions, languages and skills are called; codes where it is silent.
        """
        label = self.obstacle.label(lang)
        return f"{label}: {need_label(self.detail, lang, names)}" if self.detail else label


def need_label(
    need: str, lang: Lang = "en", names: Mapping[str, str] = MappingProxyType({})
) -> str:
    """A need in words: its name, the label of a role or loan, a channel, or the skill."""
    if names.get(need):
        return names[need]
    for kind in (Role, Loan):
        if need in set(kind):
            return kind(need).label(lang)
    return need.removeprefix("channel:")


def lacking(need: str) -> Reason:
    """The reason of whoever has not what is needed."""
    kind = need.partition(":")[0] if ":" in need else ""
    named = kind if kind in {"role", "channel", "loan"} else "skill"
    return Reason(Obstacle(named), need)


def reasons_against(task: Task, agency: Agency, slot: Slot | None = None) -> tuple[Reason, ...]:
    """Every reason why an agency cannot lead a task, or take a slot of it: none if it can.

    Capacity is no reason: whether a place is left depends on the other tasks.

    Args:
        task: What is to be done.
        agency: Who would do it.
        slot: Which slot it would take. ``None``: it would lead.

    Returns:
        Lacking needs, regions and languages, a period too full, a conflict of
        interest, an exclusion, a cost not given, in this order.

    Raises:
        TypeError: If an argument is not of its kind.

    Examples:
        >>> clip = Task("clip", needs=["video"], regions=["94"])
        >>> [str(reason) for reason in reasons_against(clip, Agency("rri", 1, regions=["91"]))]
        ['lacks a skill: video', 'does not serve the region: 94']
    """
    expect(task, Task, what="task")
    expect(agency, Agency, what="agency")
    expect(slot, Slot, type(None), what="slot")
    post = slot or task
    found = [lacking(need) for need in post.needs if need not in agency.skills]
    regions, languages = asked(task, slot)
    spoken = agency.languages or languages
    found += [Reason(Obstacle.REGION, each) for each in regions if not agency.serves(each)]
    found += [Reason(Obstacle.LANGUAGE, each) for each in languages if each not in spoken]
    window = window_of(task, slot)
    found += [
        Reason(Obstacle.WINDOW, str(period))
        for period, days in agency.limits
        if window and days < post.days and period.overlaps(window)
    ]
    if task.id in agency.conflicts and (slot is None or slot.duty.works):
        found.append(Reason(Obstacle.CONFLICT, agency.conflicts[task.id]))
    if task.id in agency.excludes:
        found.append(Reason(Obstacle.EXCLUDED, agency.excludes[task.id]))
    if post.cost is not None and agency.id not in post.cost:
        found.append(Reason(Obstacle.COST))
    return tuple(found)
