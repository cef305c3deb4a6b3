"""The kit that others test with: strategies for the values of the library.

The strategies need the extra ``testing`` (Hypothesis); importing this room alone
does not, nor do the worked cases, and a name that is asked for without it says
which extra brings it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bakohumas.errors import MissingExtraError

if TYPE_CHECKING:
    from bakohumas.testing._bodies import bodies
    from bakohumas.testing._cases import cases
    from bakohumas.testing._conformance import ConformanceMachine, conformance
    from bakohumas.testing._content import agendas, newsrooms, registers
    from bakohumas.testing._contests import contests
    from bakohumas.testing._elections import (
        level_ballots,
        methods,
        profiles,
        ranked_ballots,
        tie_breaks,
    )
    from bakohumas.testing._ground import citations, days, periods, thresholds
    from bakohumas.testing._institutions import institutions, units
    from bakohumas.testing._law import charters, provisions
    from bakohumas.testing._machine import BodyMachine
    from bakohumas.testing._networks import information_networks
    from bakohumas.testing._occasions import routines, task_forces, thematic_forums
    from bakohumas.testing._programmes import division_problems, programmes
    from bakohumas.testing._systems import RefusalError, System
    from bakohumas.testing._teams import team_problems

_FILES = {
    "BodyMachine": "_machine",
    "ConformanceMachine": "_conformance",
    "RefusalError": "_systems",
    "System": "_systems",
    "agendas": "_content",
    "bodies": "_bodies",
    "cases": "_cases",
    "charters": "_law",
    "citations": "_ground",
    "conformance": "_conformance",
    "contests": "_contests",
    "days": "_ground",
    "division_problems": "_programmes",
    "information_networks": "_networks",
    "institutions": "_institutions",
    "level_ballots": "_elections",
    "methods": "_elections",
    "newsrooms": "_content",
    "periods": "_ground",
    "profiles": "_elections",
    "programmes": "_programmes",
    "provisions": "_law",
    "ranked_ballots": "_elections",
    "registers": "_content",
    "routines": "_occasions",
    "task_forces": "_occasions",
    "team_problems": "_teams",
    "thematic_forums": "_occasions",
    "thresholds": "_ground",
    "tie_breaks": "_elections",
    "units": "_institutions",
}
__all__ = [
    "BodyMachine",
    "ConformanceMachine",
    "RefusalError",
    "System",
    "agendas",
    "bodies",
    "cases",
    "charters",
    "citations",
    "conformance",
    "contests",
    "days",
    "division_problems",
    "information_networks",
    "institutions",
    "level_ballots",
    "methods",
    "newsrooms",
    "periods",
    "profiles",
    "programmes",
    "provisions",
    "ranked_ballots",
    "registers",
    "routines",
    "task_forces",
    "team_problems",
    "thematic_forums",
    "thresholds",
    "tie_breaks",
    "units",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the file offers
    if name not in _FILES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    try:
        return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
    except ModuleNotFoundError as missing:
        raise MissingExtraError(f"testing.{name}", missing.name or "", "testing") from missing
