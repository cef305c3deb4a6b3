from importlib import import_module
from typing import Any, Final

from hypothesis import strategies as st

from bakohumas.testing._fields import WORDS
from bakohumas.testing._values import Makers, Told

_STORAGE: Final[Any] = import_module("bakohumas.storage")
"""The room that entries are of: it stands beside this one, and whoever asks has entered it."""
_EVENTS: Final = st.lists(
    st.dictionaries(WORDS, WORDS | st.integers(0, 9), max_size=2), min_size=1, max_size=3
)


def _entries() -> st.SearchStrategy[Any]:
    """Entries of a stream, sealed each to the one before it."""
    streams = st.builds(lambda *told: [*_STORAGE.seal(*told)], WORDS, WORDS, _EVENTS)
    return streams.flatmap(st.sampled_from)


MAKERS: Final[Makers] = {_STORAGE.Entry: _entries}
FIELDS: Final[Told] = {}
WHOLE: Final[frozenset[type]] = frozenset()
