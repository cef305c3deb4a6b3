from collections.abc import Iterable

from bakohumas.audit import RULES, Rule, Worked
from bakohumas.law import norms


def cases(*chapters: str, rules: Iterable[Rule] = RULES) -> tuple[Worked, ...]:
    """The worked cases of the rules, to hold any system to.

    Made for ``@pytest.mark.parametrize("case", testing.cases("TRM"), ids=str)``; needs
    no extra.

    Args:
        chapters: Chapters of three letters each; all of them by default.
        rules: The rules whose cases they are; a host adds its own.

    Returns:
        Case by case in the order of the rules, each with the status to be found.

    Raises:
        UnknownNameError: If neither the catalogue nor a rule has such a chapter.

    Examples:
        >>> [str(each) for each in cases("DEC")][:4]
        ['DEC-01 holds', 'DEC-01 violated', 'DEC-02 holds', 'DEC-02 violated']
    """
    asked = tuple(rules)
    own = {each.norm.chapter for each in asked}
    for each in chapters:
        if each not in own:
            norms(each)
    return tuple(
        case
        for each in asked
        if not chapters or each.norm.chapter in chapters
        for case in each.cases
    )
