from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, cast, get_args

import attrs

from bakohumas.errors import expect
from bakohumas.languages import Lang, pick
from bakohumas.simulation._additions import AddNodes, AddTies, MoveSeed
from bakohumas.simulation._tie_changes import Delay, Raise, Silence

Intervention = Raise | Delay | Silence | AddTies | AddNodes | MoveSeed
"""A change to a network, as data that can be stored and compared."""
Arm = Intervention | Iterable[Intervention]
"""What is done in one arm: one intervention, or several in their order."""


@attrs.frozen
class ArmDifference:
    """What one arm does that another does not.

    Attributes:
        steps: Every intervention of either, in order, after ``"-"`` if only the first has
            it, ``"+"`` if only the second, and ``"="`` if both have.

    Examples:
        >>> print(difference([Silence("tv")], [Silence("tv"), Raise("press", 0.5)]))
        + ties by press: probability 0.5
    """

    steps: tuple[tuple[str, Intervention], ...]

    def __bool__(self) -> bool:
        return any(sign != "=" for sign, _ in self.steps)

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a change that only one has: the sign, and then as the intervention."""
        return [
            {"sign": sign, **row}
            for sign, change in self.steps
            if sign != "="
            for row in change.rows()
        ]

    def explain(self, lang: Lang = "en") -> str:
        """What only one of them does, a line each."""
        lines = [f"{sign} {change.explain(lang)}" for sign, change in self.steps if sign != "="]
        return "\n".join(lines) or pick(lang, "no difference", "tidak ada perbedaan")

    def __str__(self) -> str:
        return self.explain()


def difference(a: Arm, b: Arm) -> ArmDifference:
    """What has to be left out of arm *a*, and added to it, to have arm *b*.

    Args:
        a: The interventions of one arm, in their order, or the only one.
        b: Those of the other.

    Returns:
        The difference; it is false where there is none.

    Raises:
        TypeError: If there is anything but interventions.

    Examples:
        >>> found = difference([Raise("press", 0.2)], [Raise("press", 0.5)])
        >>> [(row["sign"], row["probability"]) for row in found.rows()]
        [('-', 0.2), ('+', 0.5)]
    """
    old, new = changes(a, "a"), changes(b, "b")
    steps: list[tuple[str, Intervention]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        steps += [("=" if tag == "equal" else "-", each) for each in old[i:j]]
        steps += [("+", each) for each in new[k:m] if tag != "equal"]
    return ArmDifference(tuple(steps))


def changes(values: Arm, arm: str) -> tuple[Intervention, ...]:
    """The interventions of an arm.

    Raises:
        TypeError: If there is anything else.
    """
    if isinstance(values, get_args(Intervention)):
        return (cast("Intervention", values),)
    expect(values, Iterable, what=f"arm {arm!r}")
    found = tuple(cast("Iterable[Intervention]", values))
    for each in found:
        expect(each, *get_args(Intervention), what=f"an intervention of arm {arm!r}")
    return found
