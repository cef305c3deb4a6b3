from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, Protocol

import attrs

from bakohumas.errors import InfeasibleError
from bakohumas.programmes import Agency, Allocation, Task, allocate, verify
from bakohumas.testing._programmes import division_problems
from bakohumas.testing._properties import Property, hold


class Allocator(Protocol):
    """What divides work: a function of tasks and agencies."""

    def __call__(
        self, tasks: Sequence[Task], agencies: Sequence[Agency]
    ) -> Mapping[str, str] | None:
        """Say which agency does which task; ``None`` where not every task finds one."""
        ...


@attrs.frozen
class Division:
    """Tasks and agencies that an allocator is given.

    Attributes:
        allocator: What divides.
        tasks: The tasks.
        agencies: The agencies.
    """

    allocator: Callable[..., Mapping[str, str] | None] = attrs.field(repr=False)
    tasks: tuple[Task, ...]
    agencies: tuple[Agency, ...]

    def theirs(self) -> Mapping[str, str] | None:
        """Who does what, as the allocator says."""
        chosen = self.allocator(self.tasks, self.agencies)
        return None if chosen is None else dict(chosen)

    def best(self) -> int | None:
        """The least cost, found exactly; none where there is no division."""
        try:
            return allocate(self.tasks, self.agencies).cost
        except InfeasibleError:
            return None

    def priced(self) -> tuple[Allocation | None, str]:
        """What the allocator chose, as a value; and what is wrong with it."""
        chosen = self.theirs()
        if chosen is None:
            return None, ""
        strange = {*chosen} - {each.id for each in self.tasks}
        unknown = {*chosen.values()} - {each.id for each in self.agencies}
        if strange or unknown:
            return None, f"nobody asked for {', '.join(sorted(strange | unknown))}"
        held = Allocation.of(chosen, tasks=self.tasks, agencies=self.agencies)
        return held, "; ".join(verify(held, self.tasks, self.agencies))


def _deterministic(case: Division) -> str:
    one, two = case.theirs(), case.theirs()
    return "" if one == two else f"{one}, and then {two}"


def _valid(case: Division) -> str:
    return case.priced()[1]


def _complete(case: Division) -> str:
    found, best = case.theirs(), case.best()
    return "it finds none, and there is one" if found is None and best is not None else ""


def _sober(case: Division) -> str:
    found, best = case.theirs(), case.best()
    return "it finds one, and there is none" if found is not None and best is None else ""


def _optimal(case: Division) -> str:
    held, best = case.priced()[0], case.best()
    if best is None or (held is not None and held.cost <= best):
        return ""
    return f"it {f'costs {held.cost}' if held else 'finds none'}, and {best} is enough"


_PROPERTIES: Final = (
    Property(
        "deterministic",
        "the same problem is divided in the same way",
        "let no hash, clock or dice decide between equals",
        _deterministic,
    ),
    Property(
        "sober",
        "where nobody could divide the work, it is not divided",
        "return None, and ask programmes.relaxations what would help",
        _sober,
    ),
    Property(
        "valid",
        "programmes.verify finds nothing wrong: all tasks, by able agencies, within capacity",
        "hold each choice to programmes.reasons_against, and count what each agency has",
        _valid,
    ),
    Property(
        "complete",
        "where there is a division, one is found",
        "go back on a choice where it leads nowhere, or claim less",
        _complete,
        claimed=True,
    ),
    Property(
        "optimal",
        "no division costs less, as the exact search of this library finds",
        "claim it only of an exact method, and compare equals by their sum",
        _optimal,
        claimed=True,
    ),
)


def check_allocator(
    allocator: Allocator, *, claims: Collection[str] = (), max_examples: int = 100
) -> tuple[str, ...]:
    """Hold somebody's way to divide work to the rules, and to the exact optimum.

    Args:
        allocator: What divides; it is given tasks and agencies.
        claims: What it claims besides: ``"complete"`` and ``"optimal"``.
        max_examples: How many problems each property is tried on.

    Returns:
        The names of the properties that were tried.

    Raises:
        AssertionError: If one fails: which, what is wrong, the smallest problem, what to do.
        ValueError: If a claim is none, or nothing would be tried.

    Examples:
        >>> check_allocator(lambda tasks, agencies: None, max_examples=10)
        ('deterministic', 'sober', 'valid')
    """
    problems = division_problems(max_tasks=3, max_agencies=3)
    cases = problems.map(lambda drawn: Division(allocator, *drawn))
    name = getattr(allocator, "__name__", type(allocator).__name__)
    return hold(name, cases, _PROPERTIES, claims=claims, max_examples=max_examples)
