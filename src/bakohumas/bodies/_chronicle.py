from bisect import bisect_right
from datetime import date
from operator import attrgetter
from typing import Any

import attrs

from bakohumas.bodies._courier import Courier
from bakohumas.bodies._forest import Forest, Node
from bakohumas.bodies._traffic import FederationEvent, ForestFormed, ReportMade
from bakohumas.errors import OutOfScopeError, expect
from bakohumas.languages import Lang, day
from bakohumas.law import Charter


@attrs.frozen
class Chronicle:
    """What can be asked of a federation: the reading half of it.

    :class:`Federation` adds the verbs; nothing else is built on it.

    Attributes:
        events: Everything that happened in it, as the register learnt of it.
    """

    events: tuple[FederationEvent, ...] = attrs.field(repr=lambda held: f"<{len(held)}>")
    _courier: Courier = attrs.field(eq=False, repr=False)

    def __str__(self) -> str:
        return self.name

    @property
    def id(self) -> str:
        """Its short name."""
        return self._formed.federation

    @property
    def name(self) -> str:
        """What it is called."""
        return self._formed.name

    @property
    def since(self) -> date:
        """The first day for which it speaks."""
        return self._formed.on

    @property
    def charter(self) -> Charter:
        """The charter that says whether it binds, and who reports to whom."""
        return self._formed.charter

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The places of its bodies, of whatever day, in the order of areas."""
        return self._courier.places.nodes

    @property
    def _formed(self) -> ForestFormed:
        first = self.events[0]
        assert isinstance(first, ForestFormed)  # noqa: S101 - replay() lets nothing else be first
        return first

    def binding(self, *, on: date) -> bool:
        """Whether policy from above binds on a day: its charter's ``body.binding``.

        Raises:
            ConflictError: If the charter's texts contradict each other.
        """
        return self._courier.binding(on) is not None

    def tiered(self, *, on: date) -> bool:
        """Whether no tier may be skipped on a day: its charter's ``flow.tiered``.

        Raises:
            ConflictError: If the charter's texts contradict each other.
        """
        return self._courier.tiered(on) is not None

    def on(self, day: date, *, known: date | None = None) -> Forest:
        """Who is above whom on a day.

        What the nodes of its forming say of later days counts as known from the start,
        as the tables of areas do.

        Args:
            day: The day.
            known: As the register knew it on this day; as it knows now by default.

        Raises:
            OutOfScopeError: If the day, or what is known, lies before its first day.
        """
        self._courier.speaks_of(day)
        return self._as_known(known).places.forest(day)

    def policy(self, body: str, policy: str, *, on: date, known: date | None = None) -> str | None:
        """The version of a policy that reached a body last by a day; ``None`` for none.

        In a loose federation that binds the body to nothing.

        Raises:
            OutOfScopeError: If the day, or what is known, lies before its first day.
            UnknownNameError: If the federation has no such body that day.
        """
        self._courier.speaks_of(on)
        courier = self._as_known(known)
        return courier.version(courier.places.node(body, on).body, policy, on)

    def behind(self, policy: str, *, on: date, known: date | None = None) -> tuple[Node, ...]:
        """Bodies that do not hold the version that their root has on a day (FLW-09).

        Where a root has none, nobody below it is behind.

        Raises:
            OutOfScopeError: If the day, or what is known, lies before its first day.
        """
        self._courier.speaks_of(on)
        courier = self._as_known(known)
        held = courier.holdings(policy, on)
        forest = courier.places.forest(on)
        found: list[Node] = []
        for root in forest.roots:
            if in_force := held.get(root.body):
                found += (
                    node
                    for node in forest.descendants(root.body)
                    if held.get(node.body) != in_force
                )
        return tuple(found)

    def cascade(
        self, policy: str, version: str, *, on: date, known: date | None = None
    ) -> list[dict[str, Any]]:
        """When a version of a policy first reached each body by a day, as plain rows.

        Returns:
            Body, name, scope, the sender, the day, and the days since the version was
            first heard of; in the order of days. Whoever issued it is its own sender.

        Raises:
            OutOfScopeError: If the day, or what is known, lies before its first day.
        """
        self._courier.speaks_of(on)
        courier = self._as_known(known)
        letters = sorted(
            (
                letter
                for letter in courier.letters.get(policy, ())
                if letter.version == version and letter.on <= on
            ),
            key=attrgetter("on"),
        )
        rows: dict[str, dict[str, Any]] = {}
        for letter in letters:
            for body in letter.receivers:
                node = courier.places.about(body, letter.on)
                rows.setdefault(
                    body,
                    {
                        "body": body,
                        "name": node.name,
                        "scope": node.scope.value,
                        "by": letter.by,
                        "on": str(letter.on),
                        "days": (letter.on - letters[0].on).days,
                    },
                )
        return list(rows.values())

    def reports(
        self, *, to: str = "", by: str = "", on: date, known: date | None = None
    ) -> tuple[ReportMade, ...]:
        """Reports made by a day, in the order in which they were recorded.

        Args:
            to: Only those that reached this body, as a copy or not.
            by: Only those of this body.
            on: The day.
            known: As the register knew it on this day; as it knows now by default.

        Raises:
            OutOfScopeError: If the day, or what is known, lies before its first day.
        """
        self._courier.speaks_of(on)
        return tuple(
            report
            for report in self._as_known(known).reports
            if report.on <= on and to in {"", *report.receivers} and by in {"", report.by}
        )

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row an event: days, kind, who is concerned, what happened, basis."""
        return [
            {
                "on": str(event.on),
                "recorded": str(event.recorded),
                "event": type(event).__name__.lower(),
                "who": list(event.who),
                "text": event.explain(lang),
                "basis": event.basis,
            }
            for event in self.events
        ]

    def explain(self, lang: Lang = "en") -> str:
        """What happened in it, event by event.

        Examples:
            >>> from bakohumas.bodies import Federation
            >>> print(Federation.kpu().explain("id"))
            KPU
            - 27 Oktober 2014: KPU: 553 badan berdasarkan aturan kpu_ri [seed 2 (MEM-12); \
tables of areas after Kepmendagri 300.2.2-2430/2025]
        """
        told = (
            f"- {day(event.on, lang)}: {event.explain(lang)} [{event.basis}]"
            for event in self.events
        )
        return "\n".join([self.name, *told])

    def _as_known(self, known: date | None) -> Courier:
        if known is None:
            return self._courier
        expect(known, date, what="known")
        count = bisect_right(self.events, known, key=attrgetter("recorded"))
        if not count:
            first = self._formed.recorded
            raise OutOfScopeError(known, first, f"what is recorded of the federation {self.id}")
        return Courier.replay(self.events[:count])
