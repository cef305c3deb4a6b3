from collections.abc import Iterable
from datetime import date
from itertools import chain

import attrs

from bakohumas.bodies._forest import Forest, Node, is_above, unknown
from bakohumas.errors import MODEL, RefusedError, expect
from bakohumas.law import norms
from bakohumas.periods import Period, overlaps


@attrs.frozen(eq=False)
class Places:
    """Every place that a federation has, of whatever day, by the id of its body.

    Private to the room. What it holds has been checked as a whole.
    """

    held: dict[str, tuple[Node, ...]]
    one_a_territory: bool

    @classmethod
    def of(cls, nodes: Iterable[Node], *, one_a_territory: bool) -> "Places":
        """The places of these nodes, if they make a forest on every day.

        Raises:
            RefusedError: If a body would stand in two places, have no superior or
                one that is no tier above, or share its territory with another.
        """
        held: dict[str, tuple[Node, ...]] = {}
        for node in nodes:
            held[node.body] = (*held.get(node.body, ()), node)
        for places in held.values():
            _one_place(places)
        for node in chain.from_iterable(held.values()):
            _below(node, held)
        if one_a_territory:
            _alone(chain.from_iterable(held.values()))
        return cls(held, one_a_territory)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All of them, in the order of areas."""
        everybody = chain.from_iterable(self.held.values())
        return tuple(
            sorted(
                everybody,
                key=lambda each: (each.area, each.tier, each.body, each.period.start or date.min),
            )
        )

    def node(self, body: str, on: date) -> Node:
        """The place of a body on a day.

        Raises:
            UnknownNameError: If it has none.
        """
        expect(body, str, what="the id of a body")
        for node in self.held.get(body, ()):
            if on in node.period:
                return node
        raise unknown(body, chain.from_iterable(self.held.values()), on)

    def about(self, body: str, on: date) -> Node:
        """The place of a body on a day, or the first that it ever had."""
        places = self.held[body]
        return next((node for node in places if on in node.period), places[0])

    def path(self, body: str, on: date) -> tuple[str, ...]:
        """Ids on the way down to a body: its root first, its own last."""
        way = [self.node(body, on)]
        while above := way[-1].parent:
            way.append(self.node(above, on))
        return tuple(node.body for node in reversed(way))

    def forest(self, on: date) -> Forest:
        """Who is above whom on a day."""
        expect(on, date, what="the day")
        return Forest(on, tuple(node for node in self.nodes if on in node.period))

    def joined(self, node: Node) -> "Places":
        """With one place more."""
        return Places.of((*self.nodes, node), one_a_territory=self.one_a_territory)

    def moved(self, body: str, parent: str, on: date) -> "Places":
        """With a body below another superior from a day on."""
        before = self._standing(body, on, what=f"move {body} below {parent} on {on}")
        period = Period(on, before.period.end)
        after = attrs.evolve(before, period=period, parent=parent)
        return self._instead(before, attrs.evolve(before, period=before.period.until(on)), after)

    def left(self, body: str, on: date) -> "Places":
        """Without a body from a day on."""
        before = self._standing(body, on, what=f"take {body} out on {on}")
        return self._instead(before, attrs.evolve(before, period=before.period.until(on)))

    def _standing(self, body: str, on: date, *, what: str) -> Node:
        node = self.node(body, on)
        if node.period.start == on:
            raise RefusedError(
                what,
                "its place begins on that day",
                MODEL,
                "let the change take effect on a later day",
            )
        return node

    def _instead(self, before: Node, *after: Node) -> "Places":
        others = (node for node in self.nodes if node is not before)
        return Places.of((*others, *after), one_a_territory=self.one_a_territory)


def _one_place(places: tuple[Node, ...]) -> None:
    if clash := overlaps(node.period for node in places):
        first, second = clash[0]
        raise RefusedError(
            f"place {places[0].titled}",
            f"it would stand in two places, {first} and {second}",
            MODEL,
            "give each body one id, and end one place where the next begins",
        )


def _below(node: Node, held: dict[str, tuple[Node, ...]]) -> None:
    if not node.parent:
        return
    above = [each for each in held.get(node.parent, ()) if each.period.overlaps(node.period)]
    what = f"place {node.titled} below {node.parent}"
    for each in above:
        if not is_above(each.scope, node.scope):
            raise RefusedError(
                what,
                f"{each.scope.label()} stand no tier above {node.scope.label()}",
                MODEL,
                "choose a superior of a higher tier of the same federation",
            )
    if not _covered(node.period, above):
        known = [f"it stands there {each.period}" for each in held.get(node.parent, ())]
        raise RefusedError(
            what,
            f"{node.parent} is not there on every day of {node.period}"
            + "".join(f"; {fact}" for fact in known),
            MODEL,
            f"place {node.parent} first, or name another superior for the other days",
        )


def _covered(period: Period, by: Iterable[Node]) -> bool:
    reached = period.start or date.min
    for each in sorted((node.period for node in by), key=lambda own: own.start or date.min):
        if (each.start or date.min) <= reached:
            reached = max(reached, each.end or date.max)
    return reached >= (period.end or date.max)


def _alone(nodes: Iterable[Node]) -> None:
    there: dict[tuple[str, str], list[Node]] = {}
    for node in nodes:
        there.setdefault((node.scope, node.area), []).append(node)
    for (scope, area), places in there.items():
        if overlaps(node.period for node in places):
            ids = sorted({node.body for node in places})
            raise RefusedError(
                f"place {' and '.join(ids)}",
                f"at most one body is active per territory and level (BOD-06): {scope} "
                f"{area or 'of the whole country'}",
                norms("BOD")["BOD-06"].cite(),
                "end one before the other begins, or, in a loose federation, say "
                "one_a_territory=False",
            )
