from functools import cache
from importlib import import_module
from importlib.util import find_spec
from logging import getLogger
from typing import Final

from bakohumas.errors import MissingExtraError
from bakohumas.simulation._tallies import Engine

BACKENDS: Final = ("numba", "numpy", "python")
"""The back ends, fastest first; all give the same integers."""
_EXTRA: Final = {"numba": "fast", "numpy": "sim"}
_WORTH: Final = {"numba": 2 * 10**8, "numpy": 2 * 10**5}
"""Ties to look at before a back end repays the time that it takes to start."""
_LEAST: Final = {"numba": 2**26, "numpy": 2**24, "python": 1}
"""Edges, over all runs of a chunk, that make its start and end too short to notice."""
_MOST: Final = {"numba": 2**27, "numpy": 2**25, "python": 2**21}
"""Edges, over all runs of a chunk, that are looked at in a second or so."""
_MOST_ELSE: Final = {"numba": 2**25, "numpy": 2**21, "python": 2**21}
"""The same of whatever is no plain cascade."""
_WORTH_MORE: Final = {"numba": 5 * 10**6}
"""The same where NumPy has no way of its own, and plain Python takes longer."""


def backends() -> tuple[str, ...]:
    """The back ends whose packages are installed here, fastest first.

    Returns:
        Their names; ``"python"`` needs no package.

    Examples:
        >>> backends()[-1]
        'python'
    """
    return tuple(name for name in BACKENDS if name not in _EXTRA or find_spec(name))


def engine(backend: str, *, work: int, plain: bool = True) -> Engine:
    """The back end of a name, or with ``"auto"`` the fastest one that pays.

    Args:
        backend: Its name.
        work: How many ties there are to look at, over all runs.
        plain: Whether it is a cascade without hours and options, for which NumPy has
            a way of its own and plain Python its quickest.

    Raises:
        ValueError: If there is no back end of that name.
        MissingExtraError: If it needs a package that is not installed.
    """
    if backend not in ("auto", *BACKENDS):
        msg = f"backend must be 'auto' or one of {', '.join(BACKENDS)}, got {backend!r}"
        raise ValueError(msg)
    if backend != "auto":
        return _load(backend)
    for name, worth in (_WORTH if plain else _WORTH_MORE).items():
        if work >= worth:
            try:
                return _load(name)
            except MissingExtraError as missing:
                say_once(f"faster with another package: {missing}")
    return _load(BACKENDS[-1])


@cache
def say_once(words: str) -> None:
    """Tell whoever runs the program something, the first time that it is so."""
    getLogger("bakohumas.simulation").warning(words)


def least(run: Engine) -> int:
    """Edges that a chunk of a back end has at least, so that its start does not show."""
    return _LEAST[_name(run)]


def most(run: Engine, *, plain: bool = True) -> int:
    """Edges that a chunk of a back end has at most, so that it is done in a second or so."""
    return (_MOST if plain else _MOST_ELSE)[_name(run)]


def _name(run: Engine) -> str:
    return run.__module__.rpartition("_")[2]


def _load(name: str) -> Engine:
    try:
        found: Engine = import_module(f"bakohumas.simulation._{name}").run
    except ImportError as missing:
        raise MissingExtraError(f"backend {name!r}", name, _EXTRA[name]) from missing
    return found
