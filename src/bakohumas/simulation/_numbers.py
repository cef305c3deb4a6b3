"""Whole numbers as callers hand them over: of any kind, NumPy's too, and within bounds."""

from collections.abc import Callable
from typing import Any, Final

from bakohumas.errors import expect, plain

MOST: Final = 2**31 - 1
"""The last run, hour and number of nodes: what the kernels keep in 31 bits."""


def bounded(value: object, least: int, most: int, *, what: str) -> int:
    """A whole number within bounds, as a plain one.

    Raises:
        TypeError: If it is none; a float is none, whatever its value.
        ValueError: If it lies outside.
    """
    found: int = plain(value)
    expect(found, int, what=what)
    if not least <= found <= most:
        top = "2**64 - 1" if most == 2**64 - 1 else most
        msg = f"{what} must lie in {least} to {top}, got {found}"
        raise ValueError(msg)
    return found


def within(least: int, most: int) -> Callable[[object, Any, Any], None]:
    """A validator of attrs fields for which :func:`bounded` speaks."""

    def check(_instance: object, field: Any, value: object) -> None:  # noqa: ANN401 - of attrs
        bounded(value, least, most, what=field.name)

    return check
