from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from bakohumas.bodies._places import Places
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
from bakohumas.errors import MODEL, OutOfScopeError, RefusedError, expect
from bakohumas.languages import listed
from bakohumas.law import Provision, norms

Letter = PolicyIssued | PolicyPassed

_MOST = 3
_CHAIRS = {"national_chair": 0, "provincial_chair": 1}
_OWN = "own_chair"


@attrs.define(eq=False)
class Courier:
    """What the events of a federation amount to; entering one checks it first.

    Private to the room and changed only before it is shown to anybody: a
    federation copies its courier, enters one event, and keeps the copy.
    """

    formed: ForestFormed
    places: Places
    recorded: date
    letters: dict[str, tuple[Letter, ...]] = attrs.Factory(dict)
    reports: tuple[ReportMade, ...] = ()

    @classmethod
    def begin(cls, event: ForestFormed) -> "Courier":
        """The courier of a federation that was just formed.

        Raises:
            RefusedError: If its nodes make no forest, or a binding federation
                would have two bodies in one territory.
        """
        places = Places.of(event.nodes, one_a_territory=event.one_a_territory)
        courier = cls(event, places, event.recorded)
        if not event.one_a_territory and courier.binding(event.on):
            raise RefusedError(
                f"form {event.name} with several bodies in one territory",
                "the members of a binding federation are exactly its work units (MEM-12)",
                norms("MEM")["MEM-12"].cite(),
                "leave out one_a_territory=False",
            )
        return courier

    @classmethod
    def replay(cls, history: Sequence[FederationEvent]) -> "Courier":
        """The courier of a federation with this history, every event checked.

        Raises:
            RefusedError: If it does not begin with a forming, or an event in it
                could not have happened.
        """
        if not history or not isinstance(history[0], ForestFormed):
            raise RefusedError(
                "replay a history",
                "it does not begin with the forming of a federation",
                MODEL,
                "form the federation first",
            )
        courier = cls.begin(history[0])
        for event in history[1:]:
            courier.enter(event)
        return courier

    def copy(self) -> "Courier":
        """A courier that can be written on without touching this one."""
        return attrs.evolve(self, letters=dict(self.letters))

    def speaks_of(self, on: date) -> None:
        """Refuse a day before the first one for which the federation speaks.

        Raises:
            OutOfScopeError: If it is one.
        """
        expect(on, date, what="the day")
        if on < self.formed.on:
            raise OutOfScopeError(on, self.formed.on, f"the federation {self.formed.federation}")

    def binding(self, on: date) -> Provision | None:
        """The provision by which policy binds on a day, if one does."""
        return self._says_yes("body.binding", on)

    def tiered(self, on: date) -> Provision | None:
        """The provision by which no tier is skipped on a day, if one does."""
        return self._says_yes("flow.tiered", on)

    def _says_yes(self, key: str, on: date) -> Provision | None:
        law = self.formed.charter.find(key, on=on)
        return law if law and law.value is True else None

    def version(self, body: str, policy: str, on: date) -> str | None:
        """The version of a policy that reached a body last by a day."""
        held = [
            letter
            for letter in self.letters.get(policy, ())
            if letter.on <= on and body in letter.receivers
        ]
        return max(reversed(held), key=lambda each: each.on).version if held else None

    def holdings(self, policy: str, on: date) -> dict[str, str]:
        """The version of a policy that reached each body last by a day."""
        found: dict[str, str] = {}
        for letter in sorted(self.letters.get(policy, ()), key=lambda each: each.on):
            if letter.on <= on:
                found |= dict.fromkeys(letter.receivers, letter.version)
        return found

    def enter(self, event: FederationEvent) -> None:
        """Check an event against the charter and the past, and take it in."""
        if event.recorded < self.recorded:
            raise RefusedError(
                f"record an event on {event.recorded}",
                f"the register was last written on {self.recorded}",
                MODEL,
                "give the day on which the register learns of it (recorded=...)",
            )
        self.speaks_of(event.on)
        match event:
            case NodeJoined(node=node):
                self.places = self.places.joined(node)
            case NodeMoved(body=body, parent=parent, on=on):
                self.places = self.places.moved(body, parent, on)
            case NodeLeft(body=body, on=on):
                self.places = self.places.left(body, on)
            case PolicyIssued():
                self._issue(event)
            case PolicyPassed():
                self._pass(event)
            case ReportMade():
                self._report(event)
            case ForestFormed(name=name):
                raise RefusedError(
                    f"form {name}", "it exists already", MODEL, "form it once, and first"
                )
            case _:
                msg = f"{type(event).__name__} is not an event of a federation"
                raise TypeError(msg)
        self.recorded = event.recorded

    def _issue(self, event: PolicyIssued) -> None:
        *above, _own = self.places.path(event.by, event.on)
        law = self.binding(event.on)
        for body in above if law else ():
            theirs = self.version(body, event.policy, event.on)
            if law and theirs is not None:
                raise RefusedError(
                    f"{event.by} issues {event.policy}, version {event.version}",
                    f"{body} has version {theirs} in force, and policy is the same in "
                    "every unit (FLW-09)",
                    law.basis,
                    f"ask {above[-1]} to pass version {theirs} on",
                )
        self._file(event)

    def _pass(self, event: PolicyPassed) -> None:
        self.places.node(event.by, event.on)
        law = self.binding(event.on)
        what = (
            f"{event.by} passes {event.policy}, version {event.version}, to "
            f"{listed(event.to, most=_MOST)}"
        )
        held = self.version(event.by, event.policy, event.on)
        if law and held != event.version:
            raise RefusedError(
                what,
                f"{event.by} holds {f'version {held}' if held else 'no version of it'} on "
                f"{event.on}, and policy is the same in every unit (FLW-09)",
                law.basis,
                "pass on the version in force, once it has arrived",
            )
        skipped: list[str] = []
        for body in event.receivers:
            *above, _own = self.places.path(body, event.on)
            if event.by in above:
                skipped += above[above.index(event.by) + 1 :]
            elif law:
                superior = above[-1] if above else "nobody"
                raise RefusedError(
                    what,
                    f"{event.by} does not stand above {body}, whose superior is {superior}",
                    law.basis,
                    f"let {superior} pass it on" if above else f"let {body} issue it",
                )
        self._no_tier_skipped(what, skipped, event)
        self._file(event)

    def _report(self, event: ReportMade) -> None:
        *above, own = self.places.path(event.by, event.on)
        what = f"{event.by} reports to {listed(event.to, most=_MOST)}"
        tiered = self.tiered(event.on)
        skipped: list[str] = []
        for body in event.receivers:
            self.places.node(body, event.on)
            if body in above:
                skipped += above[above.index(body) + 1 :]
            elif tiered and body != own and body in event.to:
                raise RefusedError(
                    what,
                    f"{body} does not stand above {event.by}, and reports go up",
                    tiered.basis,
                    f"send {body} a copy (copies=...)",
                )
        self._no_tier_skipped(what, skipped, event)
        law = self.formed.charter.find("flow.reports", on=event.on)
        missing = [
            self.places.node(body, event.on).titled
            for body in self.addressees(event.by, event.on)
            if body not in event.receivers
        ]
        if law and missing:
            raise RefusedError(
                what,
                f"results are reported to {law.says()} (FLW-11)",
                law.basis,
                f"report, or send a copy, to {listed(missing)} too",
            )
        self.reports += (event,)

    def addressees(self, body: str, on: date) -> tuple[str, ...]:
        """Ids of those to whom the charter lets a body report on a day; its own for its chair."""
        law = self.formed.charter.find("flow.reports", on=on)
        path = self.places.path(body, on)
        if law is None:
            return ()
        found: list[str] = []
        for word in law.value if isinstance(law.value, tuple) else (law.value,):
            if word == _OWN:
                found.append(body)
            elif word in _CHAIRS:
                found += [each for each in path if self._tier(each, on) == _CHAIRS[word]]
            else:
                raise RefusedError(
                    f"read the charter's {law.key} = {law.value!r}",
                    f"it must list {listed([_OWN, *_CHAIRS])}",
                    law.basis,
                    f"override {law.key!r} with a cited provision that says so",
                )
        return tuple(dict.fromkeys(found))

    def _tier(self, body: str, on: date) -> int:
        return self.places.node(body, on).tier

    def _no_tier_skipped(
        self, what: str, between: Iterable[str], event: PolicyPassed | ReportMade
    ) -> None:
        law = self.tiered(event.on)
        left_out = [each for each in dict.fromkeys(between) if each not in event.receivers]
        if law and left_out:
            named = [self.places.node(each, event.on).titled for each in left_out]
            raise RefusedError(
                what,
                "no tier is skipped without a copy to the one between (FLW-10)",
                law.basis,
                f"send a copy to {listed(named, most=_MOST)} (copies=...)",
            )

    def _file(self, letter: Letter) -> None:
        self.letters[letter.policy] = (*self.letters.get(letter.policy, ()), letter)
