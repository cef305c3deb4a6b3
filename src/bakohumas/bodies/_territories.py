from collections.abc import Callable, Iterator

import attrs

from bakohumas.bodies._forest import Node
from bakohumas.institutions import SCOPE_START, Area, Level, directory
from bakohumas.law import KNOWN_UNTIL, Scope
from bakohumas.periods import Period

_OWN_CHARTERS = {
    "16": "sumsel",
    "51.07": "karangasem",
    "63": "kalsel",
    "64": "kaltim",
    "91": "papua",
}
"""Areas whose body has a shipped charter of its own."""
_ACEH = "11"


def of_bakohumas() -> tuple[Node, ...]:
    """Places of the national body and of one for every government of a region."""

    def place(area: Area, period: Period) -> Node | None:
        if not area.autonomous:
            return None
        province = area.level is Level.PROVINCE
        return Node(
            f"bakohumas-{area.code}",
            _OWN_CHARTERS.get(area.code, "provincial" if province else "regency"),
            Scope.PROVINCIAL if province else Scope.REGENCY,
            area.code,
            f"Bakohumas {'Provinsi ' if province else ''}{area}",
            period,
            f"bakohumas-{area.parent}" if area.parent else "bakohumas",
        )

    root = Node("bakohumas", "national", Scope.NATIONAL, name=Scope.NATIONAL.label("id"))
    return (root, *_merged(place))


def of_kpu() -> tuple[Node, ...]:
    """Places of the election commission: national, and one for every area."""

    def place(area: Area, period: Period) -> Node:
        province = area.level is Level.PROVINCE
        scope = Scope.KPU_PROVINCE if province else Scope.KPU_REGENCY
        head = "KPU Provinsi" if province else "KPU"
        return Node(
            f"kpu-{area.code}",
            scope.value,
            scope,
            area.code,
            f"{'KIP' if area.code.startswith(_ACEH) else head} {area}",
            period,
            f"kpu-{area.parent}" if area.parent else "kpu",
        )

    return (Node("kpu", "kpu_ri", Scope.KPU_RI, name="KPU RI"), *_merged(place))


def _merged(place: Callable[[Area, Period], Node | None]) -> Iterator[Node]:
    """One node for each stretch of days in which an area lies in one province."""
    starts = (each.period.start for each in directory(on=KNOWN_UNTIL).areas(Level.PROVINCE))
    days = sorted({SCOPE_START, *(day for day in starts if day and day > SCOPE_START)})
    latest: dict[str, Node] = {}
    for day in days:
        here = directory(on=day)
        provinces = {province.code: province for province in here.areas(Level.PROVINCE)}
        for area in (*provinces.values(), *here.areas(Level.REGENCY)):
            node = place(area, provinces[area.parent or area.code].period)
            before = latest.get(node.body) if node else None
            if node and before and before.parent != node.parent:
                yield attrs.evolve(before, period=before.period.until(day))
            if node and (before is None or before.parent != node.parent):
                latest[node.body] = node
    yield from latest.values()
