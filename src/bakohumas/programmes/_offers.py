from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from typing import Self

import attrs

from bakohumas.programmes._work import Agency, around

_BITS = bytes.maketrans(b"01", b"\0\1")


def together(numbers: Iterable[int]) -> int:
    """Numbers as one: bit *n* of it is set for each number *n*."""
    listed = list(numbers)
    bits = bytearray(max(listed, default=0) // 8 + 1)
    for each in listed:
        bits[each // 8] |= 1 << each % 8
    return int.from_bytes(bits, "little")


def members(group: int) -> Iterator[int]:
    """The numbers that were put together, in order."""
    return compress(count(), f"{group:b}"[::-1].encode().translate(_BITS))


def first(group: int, most: int) -> Iterator[int]:
    """The first few of them."""
    for _ in range(min(most, group.bit_count())):
        lowest = group & -group
        yield lowest.bit_length() - 1
        group ^= lowest


@attrs.frozen
class Offers:
    """What agencies offer: for each code, all who have it, put together.

    Attributes:
        everyone: All agencies.
        skills: The agencies that have each skill.
        languages: Those that name each language; under the empty text those that name none.
        regions: The same for the regions.
        nested: Those that serve each territory with all that is within.
        known: What was put together so far.
    """

    everyone: int
    skills: Mapping[str, list[int]]
    languages: Mapping[str, list[int]]
    regions: Mapping[str, list[int]]
    nested: Mapping[str, list[int]]
    known: dict[tuple[str, str], int] = attrs.field(factory=dict, eq=False)

    @classmethod
    def of(cls, agencies: Sequence[Agency]) -> Self:
        """What these agencies offer; each goes by its place in the list."""
        return cls(
            (1 << len(agencies)) - 1,
            _by_code(agencies, lambda one: one.skills),
            _by_code(agencies, lambda one: one.languages or ("",)),
            _by_code(agencies, lambda one: one.regions or ("",)),
            _by_code(
                agencies, lambda one: {each.replace(".", "") for each in one.regions if one.nested}
            ),
        )

    def having(self, need: str) -> int:
        """Who has what is needed."""
        return self._known("need", need, lambda: self.skills.get(need, ()))

    def speaking(self, language: str) -> int:
        """Who works in a language."""
        named = self.languages
        return self._known(
            "language", language, lambda: [*named.get("", ()), *named.get(language, ())]
        )

    def serving(self, region: str) -> int:
        """Who serves a region, by its own code or one around it."""
        own = self.regions
        return self._known(
            "region",
            region,
            lambda: [
                *own.get("", ()),
                *own.get(region, ()),
                *(one for each in around(region) for one in self.nested.get(each, ())),
            ],
        )

    def able(self, needs: Iterable[str], regions: Iterable[str], languages: Iterable[str]) -> int:
        """Who has all of this."""
        found = self.everyone
        for each in needs:
            found &= self.having(each)
        for each in regions:
            found &= self.serving(each)
        for each in languages:
            found &= self.speaking(each)
        return found

    def _known(self, kind: str, code: str, who: Callable[[], Iterable[int]]) -> int:
        if (kind, code) not in self.known:
            self.known[kind, code] = together(who())
        return self.known[kind, code]


def _by_code(
    agencies: Sequence[Agency], offered: Callable[[Agency], Iterable[str]]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, one in enumerate(agencies):
        for each in offered(one):
            found.setdefault(each, []).append(number)
    return found
