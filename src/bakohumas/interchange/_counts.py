import re
from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from operator import eq
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from types import MappingProxyType
from typing import Any, Final

import attrs
from attrs.validators import ge
from cattrs import Converter

from bakohumas.elections import (
    IRV,
    STV,
    Acclamation,
    Approval,
    Borda,
    Candidate,
    Conditions,
    EmptyBox,
    Figure,
    Flaw,
    Guard,
    Kept,
    Majority,
    Method,
    NextHighest,
    Office,
    Profile,
    RankedPairs,
    Schulze,
    Tally,
)
from bakohumas.errors import FormatError
from bakohumas.interchange._converter import Hook, plainly
from bakohumas.interchange._tags import know_tagged
from bakohumas.law import Threshold

_FRACTION: Final = re.compile(r"(-?[0-9]{1,4000})/([0-9]{1,4000})")
Place = str | tuple[str, ...]
"""A name on a ballot, or several names that are liked equally."""


@attrs.frozen
class Pile:
    """Equal ballots: the names on one, the best first, and how many there are."""

    names: tuple[Place, ...]
    number: int


@attrs.frozen
class Ballots:
    """A profile as a document tells it: ballots by their names, and spoilt ones by reason."""

    candidates: tuple[str, ...]
    piles: tuple[Pile, ...] = ()
    blank: int = attrs.field(default=0, validator=ge(0))
    unknown: int = attrs.field(default=0, validator=ge(0))
    repeated: int = attrs.field(default=0, validator=ge(0))

    @classmethod
    def of(cls, profile: Profile) -> "Ballots":
        """The ballots of a profile."""
        return cls(
            profile.candidates,
            tuple(Pile(names, number) for names, number in profile.ballots()),
            profile.blank,
            profile.spoilt.get(Flaw.UNKNOWN, 0),
            profile.spoilt.get(Flaw.REPEATED, 0),
        )

    def profile(self) -> Profile:
        """The profile that they make."""
        found = Profile.weighted(
            ((pile.names, pile.number) for pile in self.piles), candidates=self.candidates
        )
        if found.spoilt or found.blank:
            msg = "piles are of valid ballots: blank, unknown and repeated count the others"
            raise ValueError(msg)
        spoilt = {Flaw.UNKNOWN: self.unknown, Flaw.REPEATED: self.repeated}
        spoilt = {flaw: number for flaw, number in spoilt.items() if number}
        return attrs.evolve(found, blank=self.blank, spoilt=spoilt)


METHODS: Final[Mapping[str, type[Method]]] = MappingProxyType(
    {
        "acclamation": Acclamation,
        "approval": Approval,
        "borda": Borda,
        "empty_box": EmptyBox,
        "irv": IRV,
        "majority": Majority,
        "next_highest": NextHighest,
        "ranked_pairs": RankedPairs,
        "schulze": Schulze,
        "stv": STV,
    }
)
"""The closed table of methods of counting, by the tag that a document gives them."""
GUARDS: Final[Mapping[str, type[Guard]]] = MappingProxyType(
    {"conditions": Conditions, "kept": Kept}
)
"""The closed table of conditions on whoever is elected."""
_BY_KEY: Final = ((Candidate, "categories"), (Office, "laws"))
"""The lists of pairs of which each key is told once."""


def know_counts(converter: Converter) -> None:
    """Let a converter know ballots, figures, thresholds and methods of counting."""
    know_tagged(converter, Method, METHODS, by="method", what="a method")
    know_tagged(converter, Guard, GUARDS, by="guard", what="a condition")
    converter.register_unstructure_hook(Threshold, str)
    text = converter.get_structure_hook(str)
    converter.register_structure_hook(Threshold, lambda it, _: Threshold.parse(text(it, str)))
    know_figures(converter)

    def place(value: Any, _: object) -> Place:  # noqa: ANN401 - whatever JSON holds
        if isinstance(value, list):
            return tuple(text(each, str) for each in value)
        return str(text(value, str))

    converter.register_structure_hook_func(partial(eq, Place), place)
    converter.register_unstructure_hook_func(partial(eq, Place), converter.unstructure)
    converter.register_unstructure_hook(Profile, lambda it: converter.unstructure(Ballots.of(it)))
    converter.register_structure_hook(
        Profile, lambda it, _: converter.structure(it, Ballots).profile()
    )
    converter.register_unstructure_hook(Tally, plainly(Tally, converter))
    for kind, name in _BY_KEY:
        converter.register_structure_hook(kind, _once(converter.get_structure_hook(kind), name))


def _once(structure: Hook, name: str) -> Hook:
    """A hook for a class that has a list of pairs, which refuses a key that stands there twice."""

    def checked(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        rows = value.get(name) if isinstance(value, dict) else None
        seen = set[str]()
        for place, row in enumerate(rows if isinstance(rows, list) else []):
            key = row[0] if isinstance(row, list) and row else None
            if isinstance(key, str) and key in seen:
                raise FormatError(name, (f"$.{name}[{place}]: {repr(key)} stands there already",))
            seen.add(str(key))
        return structure(value, kind)

    return checked


def know_figures(converter: Converter) -> None:
    """Let a converter know whole numbers and fractions, each as what it is."""
    converter.register_unstructure_hook(Fraction, lambda it: f"{it.numerator}/{it.denominator}")
    converter.register_structure_hook_func(partial(eq, Figure), _figure)
    converter.register_unstructure_hook_func(partial(eq, Figure), converter.unstructure)


def _figure(value: Any, _: object) -> Figure:  # noqa: ANN401 - whatever JSON holds
    if type(value) is int:
        return value
    found = _FRACTION.fullmatch(value) if isinstance(value, str) else None
    try:
        figure = Fraction(*map(int, found.groups())) if found else None
    except ZeroDivisionError:
        figure = None
    if figure is None or f"{figure.numerator}/{figure.denominator}" != value:
        msg = f"expected a whole number or a fraction such as '17/3', got {repr(value)}"
        raise ValueError(msg)
    return figure
