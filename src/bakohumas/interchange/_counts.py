from collections.abc import Callable
from functools import partial
from operator import is_
from reprlib import repr  # noqa: A004 - of whatever a stranger wrote, a little
from typing import Any

import attrs
from attrs.validators import ge
from cattrs import Converter

from bakohumas.elections import IRV, Acclamation, Flaw, Method, Profile
from bakohumas.interchange._converter import require
from bakohumas.law import Threshold


@attrs.frozen
class Pile:
    """Equal ballots: the names on one, the best first, and how many there are."""

    names: tuple[str, ...]
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


METHODS: dict[str, type[Method]] = {"acclamation": Acclamation, "irv": IRV}


def know_counts(converter: Converter) -> None:
    """Let a converter know ballots, thresholds and methods of counting."""
    tags = {kind: tag for tag, kind in METHODS.items()}

    def tagged(method: Method) -> dict[str, Any]:
        if type(method) not in tags:
            msg = f"a count by {method} cannot be written: only by {', '.join(METHODS)}"
            raise ValueError(msg)
        return {"method": tags[type(method)], **converter.unstructure(method)}

    def read(value: Any, _: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        require(dict, value)
        tag = value.get("method")
        if not isinstance(tag, str) or tag not in METHODS:
            msg = f"expected a method of {', '.join(METHODS)}, got {repr(tag)}"
            raise ValueError(msg)
        said = {name: each for name, each in value.items() if name != "method"}
        return converter.structure(said, METHODS[tag])

    is_method: Callable[[Any], bool] = partial(is_, Method)
    converter.register_unstructure_hook_func(is_method, tagged)
    converter.register_structure_hook_func(is_method, read)
    converter.register_unstructure_hook(Threshold, str)
    text = converter.get_structure_hook(str)
    converter.register_structure_hook(Threshold, lambda it, _: Threshold.parse(text(it, str)))
    converter.register_unstructure_hook(Profile, lambda it: converter.unstructure(Ballots.of(it)))
    converter.register_structure_hook(
        Profile, lambda it, _: converter.structure(it, Ballots).profile()
    )
