import tomllib
from importlib.resources import files
from typing import Any


def read(name: str) -> dict[str, Any]:
    """One of the room's own TOML files."""
    return tomllib.loads((files("bakohumas.law") / "data" / name).read_text("utf-8"))


def names(folder: str) -> tuple[str, ...]:
    """Stems of the TOML files of one folder, sorted."""
    found = (files("bakohumas.law") / "data" / folder).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in found))
