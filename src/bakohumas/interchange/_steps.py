from collections.abc import Mapping
from datetime import datetime
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from types import MappingProxyType
from typing import Any, Final

from cattrs import Converter

from bakohumas.interchange._converter import require
from bakohumas.interchange._tags import know_tagged
from bakohumas.meetings import (
    Adjourned,
    Arrived,
    Called,
    Closed,
    Convened,
    Counted,
    Deadlocked,
    Deliberated,
    Filled,
    FollowedUp,
    Lapsed,
    Left,
    MandateGiven,
    Objected,
    Presided,
    Proceeded,
    ProxyGiven,
    Recalled,
    Step,
    TeamFormed,
    Voted,
    Welcomed,
)

STEPS: Final[Mapping[str, type[Step]]] = MappingProxyType(
    {
        "adjourned": Adjourned,
        "arrived": Arrived,
        "called": Called,
        "closed": Closed,
        "convened": Convened,
        "counted": Counted,
        "deadlocked": Deadlocked,
        "deliberated": Deliberated,
        "filled": Filled,
        "followed_up": FollowedUp,
        "lapsed": Lapsed,
        "left": Left,
        "mandate_given": MandateGiven,
        "objected": Objected,
        "presided": Presided,
        "proceeded": Proceeded,
        "proxy_given": ProxyGiven,
        "recalled": Recalled,
        "team_formed": TeamFormed,
        "voted": Voted,
        "welcomed": Welcomed,
    }
)
"""The closed table of what may happen in a meeting, by the tag that a document gives it."""


def know_steps(converter: Converter) -> None:
    """Let a converter know the steps of a meeting, and their moments."""
    know_tagged(converter, Step, STEPS, by="step", what="a step")
    know_moments(converter)


def know_moments(converter: Converter) -> None:
    """Let a converter read moments on the clock of a place."""
    converter.register_structure_hook(datetime, _moment)


def _moment(value: Any, _: object) -> datetime:  # noqa: ANN401 - whatever JSON holds
    require(str, value)
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        msg = f"expected a moment as 'YYYY-MM-DDTHH:MM:SS', got {repr(value)}"
        raise ValueError(msg)
    return found
