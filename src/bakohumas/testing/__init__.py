"""The kit that others test with: strategies for the values of the library.

Broken values, a golden corpus, and what holds another system go with them. The strategies
need the extra ``testing`` (Hypothesis); importing this room alone does not, nor do the worked
cases and the corpus, and a name that is asked for without it says which extra brings it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bakohumas.testing._audited import reports
    from bakohumas.testing._bodies import bodies
    from bakohumas.testing._broken import (
        breakable,
        broken_bodies,
        broken_meetings,
        broken_programmes,
        broken_terms,
    )
    from bakohumas.testing._cases import cases
    from bakohumas.testing._check_method import check_method
    from bakohumas.testing._check_model import Model, check_model
    from bakohumas.testing._check_work import Allocator, check_allocator
    from bakohumas.testing._conformance import ConformanceMachine, conformance
    from bakohumas.testing._content import agendas, newsrooms, registers
    from bakohumas.testing._contests import contests
    from bakohumas.testing._corpus import History, histories
    from bakohumas.testing._counts import results
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
    from bakohumas.testing._lives import federations
    from bakohumas.testing._machine import BodyMachine
    from bakohumas.testing._met import meetings, records
    from bakohumas.testing._networks import information_networks
    from bakohumas.testing._occasions import routines, task_forces, thematic_forums
    from bakohumas.testing._programmes import division_problems, programmes
    from bakohumas.testing._spread import ensembles
    from bakohumas.testing._systems import RefusalError, System
    from bakohumas.testing._teams import team_problems
    from bakohumas.testing._values import values
    from bakohumas.testing._work import allocations

_NAMES = {
    "_audited": "reports",
    "_bodies": "bodies",
    "_broken": "breakable broken_bodies broken_meetings broken_programmes broken_terms",
    "_cases": "cases",
    "_check_method": "check_method",
    "_check_model": "Model check_model",
    "_check_work": "Allocator check_allocator",
    "_conformance": "ConformanceMachine conformance",
    "_content": "agendas newsrooms registers",
    "_contests": "contests",
    "_corpus": "History histories",
    "_counts": "results",
    "_elections": "level_ballots methods profiles ranked_ballots tie_breaks",
    "_ground": "citations days periods thresholds",
    "_institutions": "institutions units",
    "_law": "charters provisions",
    "_lives": "federations",
    "_machine": "BodyMachine",
    "_met": "meetings records",
    "_networks": "information_networks",
    "_occasions": "routines task_forces thematic_forums",
    "_programmes": "division_problems programmes",
    "_spread": "ensembles",
    "_systems": "RefusalError System",
    "_teams": "team_problems",
    "_values": "values",
    "_work": "allocations",
}
_FILES = {name: file for file, names in _NAMES.items() for name in names.split()}
__all__ = [
    "Allocator", "BodyMachine", "ConformanceMachine", "History", "Model", "RefusalError",
    "System", "agendas", "allocations", "bodies", "breakable", "broken_bodies", "broken_meetings",
    "broken_programmes", "broken_terms", "cases", "charters", "check_allocator", "check_method",
    "check_model", "citations", "conformance", "contests", "days", "division_problems",
    "ensembles", "federations", "histories", "information_networks", "institutions",
    "level_ballots", "meetings", "methods", "newsrooms", "periods", "profiles", "programmes",
    "provisions", "ranked_ballots", "records", "registers", "reports", "results", "routines",
    "task_forces", "team_problems", "thematic_forums", "thresholds", "tie_breaks", "units",
    "values",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the file offers
    if name not in _FILES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    try:
        return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
    except ModuleNotFoundError as missing:
        from bakohumas.errors import MissingExtraError  # which stands on attrs

        raise MissingExtraError(f"testing.{name}", missing.name or "", "testing") from missing
