from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bakohumas.bodies import (
    Acted,
    Admitted,
    Amended,
    Appointed,
    Corrected,
    Discharged,
    Dissolved,
    Elected,
    Event,
    Founded,
    HandedOver,
    Inaugurated,
    LaidDown,
    Lapsed,
    Opened,
    Replaced,
    Represented,
    Seated,
    SecretariatKept,
    Succeeded,
    Vacated,
    Withdrawn,
)

EVENTS: Final[Mapping[str, type[Event]]] = MappingProxyType(
    {
        "acted": Acted,
        "admitted": Admitted,
        "amended": Amended,
        "appointed": Appointed,
        "corrected": Corrected,
        "discharged": Discharged,
        "dissolved": Dissolved,
        "elected": Elected,
        "founded": Founded,
        "handed_over": HandedOver,
        "inaugurated": Inaugurated,
        "laid_down": LaidDown,
        "lapsed": Lapsed,
        "opened": Opened,
        "replaced": Replaced,
        "represented": Represented,
        "seated": Seated,
        "secretariat_kept": SecretariatKept,
        "succeeded": Succeeded,
        "vacated": Vacated,
        "withdrawn": Withdrawn,
    }
)
"""The closed table of what may stand in a history, by the tag that a document gives it."""
TAGS: Final = {kind: tag for tag, kind in EVENTS.items()}
