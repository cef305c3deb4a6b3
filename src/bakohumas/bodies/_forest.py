from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import attrs

from bakohumas.errors import UnknownNameError, expect, not_blank, of_kind
from bakohumas.languages import Lang, day, listed, number, pick
from bakohumas.law import Scope
from bakohumas.periods import Period

_FAMILIES = (
    (Scope.NATIONAL, Scope.PROVINCIAL, Scope.REGENCY),
    (Scope.KPU_RI, Scope.KPU_PROVINCE, Scope.KPU_REGENCY),
)
_TIER = {scope: tier for family in _FAMILIES for tier, scope in enumerate(family)}


def is_above(upper: Scope, lower: Scope) -> bool:
    """Whether bodies of one kind stand a tier, or two, above those of another."""
    return any(
        upper in family and lower in family[family.index(upper) + 1 :] for family in _FAMILIES
    )


def _scope(value: Scope | str) -> Scope:
    return Scope.of(value, what="scope")


def _of_a_tier(_node: object, _field: object, scope: Scope) -> None:
    if scope not in _TIER:
        msg = f"scope must be that of one tier ({', '.join(_TIER)}), got {scope.value!r}"
        raise ValueError(msg)


def _area(node: "Node", _field: object, area: str) -> None:
    expect(area, str, what="area")
    if bool(area.strip()) != (node.tier > 0):
        wanted = "the code of its area" if node.tier else "no area: it is national"
        msg = f"{node.body} is a body of scope {node.scope.value!r} and needs {wanted}"
        raise ValueError(msg)


@attrs.frozen
class Node:
    """The place of one body in a federation, for a stretch of days.

    A body whose superior changes has one place after another.

    Attributes:
        body: Id of the body; a host maps it to its own.
        charter: Name of the charter that governs the body.
        scope: Which tier it is of (as its value, too).
        area: Code of its province or regency; empty for a national one.
        name: What it is called; its id by default.
        period: When it stands there.
        parent: Id of the body above it; empty for a root.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *scope* is no tier, or *area* does not fit it.

    Examples:
        >>> bali = Node("kpu-51", "kpu_province", "kpu_province", "51", "KPU Bali", parent="kpu")
        >>> str(bali), bali.tier
        ('KPU Bali', 1)
    """

    body: str = attrs.field(validator=not_blank)
    charter: str = attrs.field(validator=not_blank)
    scope: Scope = attrs.field(converter=_scope, validator=_of_a_tier, repr=str)
    area: str = attrs.field(default="", validator=_area)
    name: str = attrs.field(
        default=attrs.Factory(lambda own: own.body, takes_self=True), validator=not_blank
    )
    period: Period = attrs.field(default=Period(None), validator=of_kind(Period), repr=str)
    parent: str = attrs.field(default="", validator=of_kind(str))

    def __str__(self) -> str:
        return self.name

    @property
    def tier(self) -> int:
        """How many tiers the charters know above it: 0, 1 or 2."""
        return _TIER[self.scope]

    @property
    def titled(self) -> str:
        """Its id, with its name where that says more."""
        return self.body if self.name == self.body else f"{self.body} ({self.name})"


def unknown(body: str, nodes: Iterable[Node], on: date) -> UnknownNameError:
    """What is said of an id that no body of the federation has on a day."""
    pool = list(nodes)
    facts = [f"on {on}", *(f"it belongs there {n.period}" for n in pool if n.body == body)]
    here = [node for node in pool if on in node.period]
    alike = {alias.casefold(): n.body for n in here for alias in (n.name, n.body)}
    near = get_close_matches(body.casefold(), alike, n=3)
    best = tuple(dict.fromkeys(alike[alias] for alias in near))
    return UnknownNameError("body of the federation", body, best, "; ".join(facts))


@attrs.frozen
class Forest:
    """A federation as it stands on one day: who is above whom.

    Attributes:
        on: The day.
        nodes: The place of every body, in the order of areas: a superior comes
            before whoever stands below it.

    Examples:
        >>> from bakohumas.bodies import Federation
        >>> forest = Federation.kpu().on(date(2023, 1, 1))
        >>> [node.body for node in forest.path("kpu-63.05")]
        ['kpu', 'kpu-63', 'kpu-63.05']
        >>> len(forest.children("kpu")), len(forest.descendants("kpu-63"))
        (38, 13)
    """

    on: date
    nodes: tuple[Node, ...] = attrs.field(repr=lambda held: f"<{len(held)}>")

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.body: node for node in self.nodes}

    @cached_property
    def _below(self) -> dict[str, tuple[Node, ...]]:
        below: dict[str, list[Node]] = {}
        for node in self.nodes:
            below.setdefault(node.parent, []).append(node)
        return {body: tuple(nodes) for body, nodes in below.items()}

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def __contains__(self, body: object) -> bool:
        return body in self._by_id

    def __getitem__(self, body: str) -> Node:
        expect(body, str, what="the id of a body")
        if body not in self._by_id:
            raise unknown(body, self.nodes, self.on)
        return self._by_id[body]

    @property
    def roots(self) -> tuple[Node, ...]:
        """The bodies that nobody stands above."""
        return self._below.get("", ())

    def parent(self, body: str) -> Node | None:
        """Whoever stands right above a body; ``None`` for a root.

        Raises:
            UnknownNameError: If the federation has no such body that day.
        """
        above = self[body].parent
        return self[above] if above else None

    def children(self, body: str) -> tuple[Node, ...]:
        """Whoever stands right below a body.

        Raises:
            UnknownNameError: If the federation has no such body that day.
        """
        return self._below.get(self[body].body, ())

    def path(self, body: str) -> tuple[Node, ...]:
        """The way down to a body: its root first, the body itself last.

        Raises:
            UnknownNameError: If the federation has no such body that day.
        """
        way = [self[body]]
        while above := way[-1].parent:
            way.append(self[above])
        return tuple(reversed(way))

    def descendants(self, body: str) -> tuple[Node, ...]:
        """Everybody below a body, each before those below it.

        Raises:
            UnknownNameError: If the federation has no such body that day.
        """
        found: list[Node] = []
        for child in self.children(body):
            found += (child, *self.descendants(child.body))
        return tuple(found)

    def counts(self) -> dict[Scope, int]:
        """How many bodies there are of each tier, the highest first."""
        found = Counter(node.scope for node in self.nodes)
        return {scope: found[scope] for scope in _TIER if scope in found}

    def unformed(self, formed: Container[str]) -> tuple[Node, ...]:
        """Places whose body nobody has formed yet.

        A regional body *may* be formed (C2); where a governor asks for those of
        the regencies by a day, the charter of the province says so (BOD-10).

        Args:
            formed: Ids of the bodies that a host has.

        Examples:
            >>> from bakohumas.bodies import Federation
            >>> forest = Federation.bakohumas().on(date(2025, 12, 31))
            >>> formed = {"bakohumas", "bakohumas-16", "bakohumas-16.71"}
            >>> sum(node.parent == "bakohumas-16" for node in forest.unformed(formed))
            16
        """
        return tuple(node for node in self.nodes if node.body not in formed)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Who stands right above whom, as pairs of ids, such as networks take."""
        return tuple((node.parent, node.body) for node in self.nodes if node.parent)

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a body."""
        return [
            {
                "body": node.body,
                "name": node.name,
                "scope": node.scope.value,
                "tier": node.tier,
                "area": node.area,
                "parent": node.parent,
                "charter": node.charter,
                "start": str(node.period.start or ""),
                "last_day": str(node.period.last_day or ""),
            }
            for node in self.nodes
        ]

    def explain(self, lang: Lang = "en") -> str:
        """How many bodies there are of each tier, in words.

        Examples:
            >>> from bakohumas.bodies import Federation
            >>> print(Federation.kpu().on(date(2021, 6, 30)).explain("id"))
            30 Juni 2021: 549 badan (Bakohumas KPU RI: 1, Bakohumas KPU provinsi: 34 dan \
Bakohumas KPU kabupaten/kota: 514)
        """
        tiers = [f"{scope.label(lang)}: {number(n, lang)}" for scope, n in self.counts().items()]
        total = f"{number(len(self), lang)} {pick(lang, 'bodies', 'badan')}"
        return f"{day(self.on, lang)}: {total} ({listed(tiers, lang)})"
