"""What Hypothesis calls when it is imported: nothing here may load anything, or fail."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_ROOMS = frozenset(
    f"bakohumas.{room}"
    for room in (
        *("periods", "law", "institutions", "bodies", "elections", "programmes", "content"),
        *("networks", "meetings", "audit", "simulation", "interchange", "scenarios", "storage"),
    )
)


def register() -> None:
    """Let ``st.from_type`` know the values of the rooms: of those entered, and of others then.

    Whatever goes wrong in it goes by unsaid: to import Hypothesis is nobody's wish to
    hear of this library.
    """
    with suppress(Exception):
        _watch()


def _watch() -> None:
    sys.meta_path.insert(0, _Watch())
    for name in _ROOMS & sys.modules.keys():
        _learn(sys.modules[name])


class _Watch:
    """Sees a room being entered for the first time, and finds it as it would be found."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a room stands; of anything else nothing is known here."""
        spec = PathFinder.find_spec(name, path, target) if name in _ROOMS else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)  # type: ignore[assignment]
        return spec


class _Loader:
    """Loads a room by the loader that it has, and learns what stands in it."""

    def __init__(self, loader: Any) -> None:  # noqa: ANN401 - of whatever kind
        self._loader = loader

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the loader offers
        return getattr(self._loader, name)

    def exec_module(self, module: ModuleType) -> None:
        """Run it, put its own loader back, and learn."""
        if module.__spec__ is not None:
            module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        with suppress(Exception):
            _learn(module)


def _learn(room: ModuleType) -> None:
    from hypothesis.strategies import register_type_strategy

    for name in room.__all__:
        kind: Any = vars(room).get(name)
        value = hasattr(kind, "__attrs_attrs__") and not issubclass(kind, BaseException)
        if value or getattr(kind, "_is_protocol", False):
            register_type_strategy(kind, _strategy)


def _strategy(kind: Any) -> Any:  # noqa: ANN401 - a class, and a strategy or nothing
    from bakohumas.testing._values import WITHOUT, known_as, values

    return NotImplemented if known_as(kind) in WITHOUT else values(kind)
