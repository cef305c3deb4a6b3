import attrs

from bakohumas.errors import expect, of_kind
from bakohumas.languages import Labelled, Lang
from bakohumas.programmes._work import Agency, Task


class Obstacle(Labelled):
    """What can stand between an agency and a task.

    Examples:
        >>> Obstacle.REGION.label()
        'does not serve the region'
    """

    SKILL = "skill", "lacks a skill", "tidak memiliki keahlian"
    REGION = "region", "does not serve the region", "tidak melayani wilayah"
    EXCLUDED = "excluded", "is excluded", "dikecualikan"
    COST = "cost", "has given no cost", "tidak menyebutkan biaya"


@attrs.frozen
class Reason:
    """One reason why an agency cannot take a task.

    Attributes:
        obstacle: What kind of reason it is.
        detail: The skill or region that is missing, or why it is excluded.

    Examples:
        >>> Reason(Obstacle.SKILL, "video").explain("id")
        'tidak memiliki keahlian: video'
    """

    obstacle: Obstacle = attrs.field(validator=of_kind(Obstacle))
    detail: str = attrs.field(default="", validator=of_kind(str))

    def __str__(self) -> str:
        return self.explain()

    def explain(self, lang: Lang = "en") -> str:
        """The reason in words."""
        label = self.obstacle.label(lang)
        return f"{label}: {self.detail}" if self.detail else label


def reasons_against(task: Task, agency: Agency) -> tuple[Reason, ...]:
    """Every reason why an agency cannot take a task: none if it can.

    Capacity is no reason: whether a place is left depends on the other tasks.

    Args:
        task: What is to be done.
        agency: Who would do it.

    Returns:
        Lacking skills and regions, an exclusion, a cost not given, in this order.

    Raises:
        TypeError: If *task* is no task, or *agency* no agency.

    Examples:
        >>> clip = Task("clip", needs=["video"], regions=["94"])
        >>> [str(reason) for reason in reasons_against(clip, Agency("rri", 1, regions=["91"]))]
        ['lacks a skill: video', 'does not serve the region: 94']
    """
    expect(task, Task, what="task")
    expect(agency, Agency, what="agency")
    served = agency.regions or task.regions
    found = [Reason(Obstacle.SKILL, skill) for skill in task.needs if skill not in agency.skills]
    found += [Reason(Obstacle.REGION, region) for region in task.regions if region not in served]
    if task.id in agency.excludes:
        found.append(Reason(Obstacle.EXCLUDED, agency.excludes[task.id]))
    if task.cost and agency.id not in task.cost:
        found.append(Reason(Obstacle.COST))
    return tuple(found)
