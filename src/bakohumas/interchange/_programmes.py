from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from operator import eq
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from types import MappingProxyType
from typing import Any, Final

from cattrs import BaseValidationError, Converter

from bakohumas.errors import BakohumasError, FormatError
from bakohumas.interchange._converter import require
from bakohumas.interchange._documents import malformed, misfits
from bakohumas.interchange._problems import told
from bakohumas.interchange._tags import know_tagged
from bakohumas.law import Charter
from bakohumas.programmes import (
    AgencyWithdrew,
    AgreementFailed,
    Allocation,
    Begun,
    BriefingAcknowledged,
    Event,
    FrameAgreed,
    MembersBriefed,
    Mix,
    Objective,
    Programme,
    Published,
    ResultsEvaluated,
    StageHeld,
    StrategyWritten,
    TasksAccepted,
    TasksCountered,
    TasksRefused,
    WorkDivided,
)

PROGRAMME_EVENTS: Final[Mapping[str, type[Event]]] = MappingProxyType(
    {
        kind.kind: kind
        for kind in (
            AgencyWithdrew,
            AgreementFailed,
            Begun,
            BriefingAcknowledged,
            FrameAgreed,
            MembersBriefed,
            Published,
            ResultsEvaluated,
            StageHeld,
            StrategyWritten,
            TasksAccepted,
            TasksCountered,
            TasksRefused,
            WorkDivided,
        )
    }
)
"""The closed table of what may happen to a programme, by the tag that a document gives it."""
_HISTORY: Final[Any] = tuple[Event, ...]
FIELDS: Final = "id", "charter", "events"


def know_programmes(converter: Converter) -> None:
    """Let a converter write a programme as its history, and check it again as it reads one."""
    know_tagged(converter, Event, PROGRAMME_EVENTS, by="event", what="an event of a programme")

    def objective(value: Any, _: object) -> Objective | None:  # noqa: ANN401 - whatever JSON holds
        if isinstance(value, dict):
            return converter.structure(value, Mix)
        if value is None or value in ("cost", "fair"):
            return value  # type: ignore[no-any-return]  # one of the words
        msg = f"expected 'cost', 'fair' or a mix of both, got {repr(value)}"
        raise ValueError(msg)

    converter.register_structure_hook_func(partial(eq, Objective | None), objective)
    converter.register_structure_hook(Fraction, _fraction)
    converter.register_unstructure_hook(Fraction, lambda it: f"{it.numerator}/{it.denominator}")

    divide = converter.get_structure_hook(Allocation)

    def divided(value: Any, kind: Any) -> Allocation:  # noqa: ANN401 - whatever JSON holds
        found: Allocation = divide(value, kind)
        parts: dict[str, Any] = {
            "tasks": found.tasks,
            "agencies": found.agencies,
            "teams": found.teams,
        }
        Allocation.of(found.assignments, **parts)  # whether everything that it names is there
        return found

    converter.register_structure_hook(Allocation, divided)

    def write(programme: Programme) -> dict[str, Any]:
        return {
            "id": programme.id,
            "charter": converter.unstructure(programme.charter),
            "events": converter.unstructure(programme.events, _HISTORY),
        }

    converter.register_unstructure_hook(Programme, write)
    converter.register_structure_hook(Programme, lambda it, _: remade(it, converter))


def _fraction(value: Any, _: object) -> Fraction:  # noqa: ANN401 - whatever JSON holds
    require(str, value)
    try:
        found = Fraction(value)
    except (ValueError, ZeroDivisionError):
        found = None
    if found is None or f"{found.numerator}/{found.denominator}" != value:
        msg = f"expected a fraction such as '1/20', got {repr(value)}"
        raise ValueError(msg)
    return found


def remade(value: Any, converter: Converter) -> Programme:  # noqa: ANN401 - whatever JSON holds
    """The programme of an id, a charter and events, as plain data.

    Raises:
        FormatError: If they are malformed, or could not have happened.
        TypeError: If it is no object.
    """
    require(dict, value)
    misfits(value, FIELDS, what="programme")
    parts: dict[str, Any] = {}
    problems: list[str] = []
    for field, kind in zip(FIELDS, (str, Charter, _HISTORY), strict=True):
        try:
            parts[field] = converter.structure(value[field], kind)
        except (BaseValidationError, BakohumasError, TypeError, ValueError) as slip:
            problems += told(slip, f"$.{field}")
    if problems:
        raise malformed("programme", problems)
    try:
        return Programme.replay(parts["id"], parts["events"], charter=parts["charter"])
    except (BakohumasError, ValueError) as refusal:
        raise FormatError("programme", (f"$.events: {refusal}",)) from refusal
