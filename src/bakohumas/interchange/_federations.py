from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from cattrs import BaseValidationError, Converter

from bakohumas.bodies import (
    Federation,
    FederationEvent,
    ForestFormed,
    NodeJoined,
    NodeLeft,
    NodeMoved,
    PolicyIssued,
    PolicyPassed,
    ReportMade,
)
from bakohumas.errors import BakohumasError, FormatError
from bakohumas.interchange._converter import require
from bakohumas.interchange._documents import malformed, misfits
from bakohumas.interchange._problems import told
from bakohumas.interchange._tags import know_tagged

FEDERATION_EVENTS: Final[Mapping[str, type[FederationEvent]]] = MappingProxyType(
    {
        "forest_formed": ForestFormed,
        "node_joined": NodeJoined,
        "node_left": NodeLeft,
        "node_moved": NodeMoved,
        "policy_issued": PolicyIssued,
        "policy_passed": PolicyPassed,
        "report_made": ReportMade,
    }
)
"""The closed table of what may happen in a federation, by the tag that a document gives it."""
_HISTORY: Final[Any] = tuple[FederationEvent, ...]


def know_federations(converter: Converter) -> None:
    """Let a converter write a federation as its history, and check it again as it reads one."""
    know_tagged(
        converter, FederationEvent, FEDERATION_EVENTS, by="event", what="an event of a federation"
    )

    def write(federation: Federation) -> dict[str, Any]:
        return {"events": converter.unstructure(federation.events, _HISTORY)}

    def read(value: Any, _: object) -> Federation:  # noqa: ANN401 - whatever JSON holds
        require(dict, value)
        misfits(value, ("events",), what="federation")
        try:
            events = converter.structure(value["events"], _HISTORY)
        except (BaseValidationError, TypeError) as slip:
            raise malformed("federation", told(slip, "$.events")) from slip
        try:
            return Federation.replay(events)
        except BakohumasError as refusal:
            raise FormatError("federation", (f"$.events: {refusal}",)) from refusal

    converter.register_unstructure_hook(Federation, write)
    converter.register_structure_hook(Federation, read)
