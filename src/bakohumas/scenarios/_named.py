from collections.abc import Callable, Mapping
from types import MappingProxyType

from bakohumas.scenarios._kpu import kpu
from bakohumas.scenarios._national import national
from bakohumas.scenarios._stories import Story

SCENARIOS: Mapping[str, Callable[..., Story]] = MappingProxyType({"national": national, "kpu": kpu})
"""The scenarios by name; all take ``seed``, ``runs``, ``on``, ``backend`` and ``on_update``."""
