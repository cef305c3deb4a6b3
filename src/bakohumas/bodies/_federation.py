from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal

import attrs

from bakohumas.bodies._chronicle import Chronicle
from bakohumas.bodies._courier import Courier
from bakohumas.bodies._forest import Node
from bakohumas.bodies._territories import of_bakohumas, of_kpu
from bakohumas.bodies._traffic import (
    FederationEvent,
    ForestFormed,
    NodeJoined,
    NodeLeft,
    NodeMoved,
    PolicyIssued,
    PolicyPassed,
    ReportMade,
)
from bakohumas.errors import expect
from bakohumas.institutions import SCOPE_START
from bakohumas.law import Charter, Citation, Regulation, charter
from bakohumas.periods import Period

Basis = Citation | Regulation | str
_TABLES = "tables of areas after Kepmendagri 300.2.2-2430/2025"


@attrs.frozen
class Federation(Chronicle):
    """A forest of bodies: policy passes down it, and reports go up.

    It holds ids of bodies and not the bodies, which a host keeps. Whether policy
    binds, whether a tier may be skipped and who reports to whom, its charter says:
    that of its root. Every change is a verb that returns a new federation with one
    more event; build one with :meth:`kpu`, :meth:`bakohumas` or :meth:`of`, or from
    stored events with :meth:`replay`.

    Attributes:
        events: Everything that happened in it, as the register learnt of it.

    Examples:
        >>> kpu = Federation.kpu()
        >>> kpu = kpu.issue("rakor", "1", by="kpu", on=date(2021, 5, 4), basis="seed 2")
        >>> kpu = kpu.pass_on("rakor", "1", by="kpu", to="kpu-51", on=date(2021, 5, 6),
        ...     basis="seed 2")
        >>> kpu.policy("kpu-51", "rakor", on=date(2021, 5, 6))
        '1'
        >>> kpu.pass_on("rakor", "1", by="kpu", to="kpu-51.01", on=date(2021, 5, 10),
        ...     basis="invented")
        Traceback (most recent call last):
          ...
        bakohumas.errors.RefusedError: kpu passes rakor, version 1, to kpu-51.01: no tier is \
skipped without a copy to the one between (FLW-10) [seed 2 (grade C)]; send a copy to kpu-51 \
(KPU Provinsi Bali) (copies=...)
    """

    @classmethod
    def of(
        cls,
        nodes: Iterable[Node],
        *,
        id: str,  # noqa: A002 - it is the federation's id that one writes
        name: str = "",
        charter: Charter | None = None,
        one_a_territory: bool = True,
        on: date,
        basis: Basis,
        recorded: date | None = None,
    ) -> "Federation":
        """A federation of a host's own bodies.

        Args:
            nodes: The place of every body, of whatever day.
            id: Short name of the federation.
            name: What it is called; its id by default.
            charter: The charter that governs it; the shipped one of its roots by
                default. To decide otherwise whether it binds, override that one
                with a cited provision ``body.binding``.
            one_a_territory: Whether a territory has at most one body of a tier, as
                the library's default has it (BOD-06); a loose federation may say no.
            on: The first day for which it speaks.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: If a body would stand in two places on one day, have no
                superior or one that is no tier above it (so no circle can arise),
                or share its territory with another.
            UnknownNameError: If *charter* is left out, and that of the roots is not
                shipped.
            ValueError: If there are no nodes, or *charter* is left out, and the roots
                have several.

        Examples:
            >>> from bakohumas.law import Scope
            >>> day = date(2025, 1, 1)
            >>> own = Federation.of([
            ...     Node("sumsel", "sumsel", Scope.PROVINCIAL, "16"),
            ...     Node("palembang", "regency", Scope.REGENCY, "16.71", parent="sumsel"),
            ... ], id="sumsel", on=day, basis="invented")
            >>> own.binding(on=day), [root.body for root in own.on(day).roots]
            (False, ['sumsel'])
        """
        places = tuple(nodes)
        for place in places:
            expect(place, Node, what="the place of a body")
        formed = ForestFormed(
            on=on,
            recorded=recorded or on,
            basis=basis,
            federation=id,
            name=name or id,
            charter=charter or _charter_of(places),
            nodes=places,
            one_a_territory=one_a_territory,
        )
        return cls.replay([formed])

    @classmethod
    def bakohumas(cls) -> "Federation":
        """The loose federation of the national body and those of regions.

        It has a place for every government of the shipped tables: one national, those
        of the provinces and of the regencies and cities that govern themselves. A
        regional body *may* be formed: which ones are, a host knows.

        Examples:
            >>> list(Federation.bakohumas().on(date(2023, 1, 1)).counts().values())
            [1, 38, 508]
        """
        return _shipped("bakohumas")

    @classmethod
    def kpu(cls) -> "Federation":
        """The binding federation of the election commission, in all its work units (MEM-12).

        Examples:
            >>> list(Federation.kpu().on(date(2021, 6, 30)).counts().values())
            [1, 34, 514]
        """
        return _shipped("kpu")

    @classmethod
    def replay(cls, events: Iterable[FederationEvent]) -> "Federation":
        """Rebuild a federation from its history; every event is checked again.

        Raises:
            RefusedError: If the history does not begin with its forming, or an event
                in it could not have happened.

        Examples:
            >>> kpu = Federation.kpu()
            >>> Federation.replay(kpu.events) == kpu
            True
        """
        history = tuple(events)
        return cls(history, Courier.replay(history))

    def join(
        self, node: Node, *, on: date, basis: Basis, recorded: date | None = None
    ) -> "Federation":
        """Give one more body its place.

        Args:
            node: The place; it begins on that day, whatever its own period says.
            on: Its first day there.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: As :meth:`of`.
        """
        expect(node, Node, what="the place of a body")
        own = attrs.evolve(node, period=Period(on, node.period.end))
        return self._then(NodeJoined(on=on, recorded=recorded or on, basis=basis, node=own))

    def move(
        self, body: str, *, to: str, on: date, basis: Basis, recorded: date | None = None
    ) -> "Federation":
        """Put a body below another superior from a day on.

        Args:
            body: Its id.
            to: Id of the new superior; empty to make it a root.
            on: The first day below it.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: As :meth:`of`, or if its place begins on that very day.
            UnknownNameError: If the federation has no such body that day.
        """
        moved = NodeMoved(on=on, recorded=recorded or on, basis=basis, body=body, parent=to)
        return self._then(moved)

    def leave(
        self, body: str, *, on: date, basis: Basis, recorded: date | None = None
    ) -> "Federation":
        """Take a body out from a day on; whoever stands below it must have moved.

        Raises:
            RefusedError: If somebody would be left without a superior, or its place
                begins on that very day.
            UnknownNameError: If the federation has no such body that day.
        """
        return self._then(NodeLeft(on=on, recorded=recorded or on, basis=basis, body=body))

    def issue(
        self,
        policy: str,
        version: str,
        *,
        by: str,
        on: date,
        basis: Basis,
        recorded: date | None = None,
    ) -> "Federation":
        """A body issues a version of a policy, and holds it from that day.

        Args:
            policy: What the policy is called.
            version: Which version of it.
            by: Id of the body.
            on: The day.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: If the federation binds, and a superior has a version of
                that policy in force (FLW-09).
            UnknownNameError: If the federation has no such body that day.
        """
        return self._then(
            PolicyIssued(
                on=on, recorded=recorded or on, basis=basis, by=by, policy=policy, version=version
            )
        )

    def pass_on(
        self,
        policy: str,
        version: str,
        *,
        by: str,
        to: str | Iterable[str],
        copies: str | Iterable[str] = (),
        on: date,
        basis: Basis,
        recorded: date | None = None,
    ) -> "Federation":
        """A body passes a version of a policy on; who gets a copy holds it, too.

        Args:
            policy: What the policy is called.
            version: Which version of it.
            by: Id of the sender.
            to: Id, or ids, of those it is addressed to.
            copies: Id, or ids, of those that get a copy.
            on: The day.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: If the federation binds, and the sender does not stand above a
                receiver, or holds another version (FLW-09); or if it is tiered, and a
                tier between sender and receiver gets no copy (FLW-10).
            UnknownNameError: If the federation has no such body that day.
        """
        return self._then(
            PolicyPassed(
                on=on,
                recorded=recorded or on,
                basis=basis,
                by=by,
                policy=policy,
                version=version,
                to=to,
                copies=copies,
            )
        )

    def report(
        self,
        by: str,
        *,
        subject: str,
        to: str | Iterable[str] = (),
        copies: str | Iterable[str] = (),
        on: date,
        basis: Basis,
        recorded: date | None = None,
    ) -> "Federation":
        """A body reports.

        Args:
            by: Id of the body.
            subject: What it reports on.
            to: Id, or ids, of those it reports to, its own for its own chair; those
                whom the charter names by default.
            copies: Id, or ids, of those that get a copy.
            on: The day.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            RefusedError: If somebody whom the charter names gets neither report nor copy
                (FLW-11); or if the federation is tiered, and a tier between gets none
                (FLW-10), or the report goes to somebody who does not stand above.
            UnknownNameError: If the federation has no such body that day.
            ValueError: If *to* is left out, and the charter names nobody.

        Examples:
            >>> kpu = Federation.kpu().report("kpu-33.21", subject="rakor",
            ...     on=date(2021, 5, 12), basis="invented")
            >>> kpu.reports(by="kpu-33.21", on=date(2021, 5, 12))[0].to
            ('kpu-33.21', 'kpu-33')
        """
        return self._then(
            ReportMade(
                on=on,
                recorded=recorded or on,
                basis=basis,
                by=by,
                to=to or self._courier.addressees(by, on),
                subject=subject,
                copies=copies,
            )
        )

    def _then(self, event: FederationEvent) -> "Federation":
        courier = self._courier.copy()
        courier.enter(event)
        return Federation((*self.events, event), courier)


def _charter_of(nodes: tuple[Node, ...]) -> Charter:
    names = sorted({node.charter for node in nodes if not node.parent})
    if len(names) > 1:
        msg = f"say which charter governs the federation: its roots have {', '.join(names)}"
        raise ValueError(msg)
    return charter(*names) if names else charter("national")


@cache
def _shipped(which: Literal["bakohumas", "kpu"]) -> Federation:
    if which == "kpu":
        basis = f"seed 2 (MEM-12); {_TABLES}"
        return Federation.of(of_kpu(), id="kpu", name="KPU", on=SCOPE_START, basis=basis)
    return Federation.of(
        of_bakohumas(), id="bakohumas", name="Bakohumas", on=SCOPE_START, basis=_TABLES
    )
