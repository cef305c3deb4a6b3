from collections.abc import Callable, Mapping
from types import MappingProxyType

from bakohumas.scenarios._kalsel import kalsel
from bakohumas.scenarios._kpu import kpu
from bakohumas.scenarios._national import national
from bakohumas.scenarios._satgas_mudik import satgas_mudik
from bakohumas.scenarios._stories import Story
from bakohumas.scenarios._wonosobo import wonosobo

SCENARIOS: Mapping[str, Callable[..., Story]] = MappingProxyType(
    {
        "national": national,
        "kalsel": kalsel,
        "kpu": kpu,
        "wonosobo": wonosobo,
        "satgas_mudik": satgas_mudik,
    }
)
"""The scenarios by name; all take ``seed``, ``runs``, ``on``, ``backend`` and ``on_update``."""
