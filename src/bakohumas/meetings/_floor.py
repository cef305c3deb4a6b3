from datetime import date, datetime
from typing import Any

import attrs

from bakohumas.bodies import Role
from bakohumas.meetings._kinds import Matter
from bakohumas.meetings._roll import Roll
from bakohumas.meetings._steps import (
    Adjourned,
    Arrived,
    Called,
    Left,
    Presided,
    ProxyGiven,
    Recalled,
    Step,
    Welcomed,
)


@attrs.frozen
class Floor:
    """Where a meeting stands after a step: who is there, and at which call.

    It follows from the steps alone, so that a record can be checked by taking them again.

    Attributes:
        roll: Who may vote.
        day: The day of the sitting.
        presiding: Who leads.
        here: Who has signed the attendance list of this sitting and is still there.
        signed: Who has signed any attendance list of the meeting.
        others: Partners, patrons and guests, with their roles.
        proxies: Which absent institution is represented by whom.
        call: Number of the call, from 1.
        wanting: How often the meeting was adjourned for want of a quorum.
        sitting: Whether it sits, and is not adjourned.
        now: The last moment that is known.

    Examples:
        >>> from bakohumas.meetings import Arrived, Called, Kind, Left
        >>> roll = Roll(date(2015, 11, 2), ("a", "b"))
        >>> called = Called("contoh", Kind.MEMBERS, date(2015, 11, 2), roll)
        >>> floor = Floor.after_all((called, Arrived(("a",)), Arrived(("b",)), Left(("a",))))
        >>> sorted(floor.present), sorted(floor.signed)
        (['b'], ['a', 'b'])
    """

    roll: Roll
    day: date
    presiding: str
    here: frozenset[str] = frozenset()
    signed: frozenset[str] = frozenset()
    others: tuple[tuple[str, Role], ...] = ()
    proxies: tuple[tuple[str, str], ...] = ()
    call: int = 1
    wanting: int = 0
    sitting: bool = True
    now: datetime | None = None

    @classmethod
    def after_all(cls, steps: tuple[Step, ...]) -> "Floor":
        """Where a meeting stands after all its steps; the first one called it.

        Raises:
            TypeError: If the first step did not call the meeting.
        """
        called, *further = steps
        if not isinstance(called, Called):
            msg = f"a meeting begins by being called, got {called!r}"
            raise TypeError(msg)
        floor = cls(called.roll, called.on, called.presiding)
        for step in further:
            floor = floor.after(step)
        return floor

    def after(self, step: Step) -> "Floor":
        """Where the meeting stands after one more step."""
        change: dict[str, Any] = {}
        match step:
            case Arrived(who=who):
                own = tuple(pair for pair in self.proxies if pair[0] not in who)
                change = {"here": self.here.union(who), "signed": self.signed.union(who)}
                change["proxies"] = own
            case Left(who=who):
                change = {"here": self.here.difference(who)}
            case Welcomed(who=who, role=role):
                change = {"others": (*self.others, *((each, role) for each in who))}
            case ProxyGiven(institution=giver, holder=holder):
                change = {"proxies": (*self.proxies, (giver, holder))}
            case Presided(who=who):
                change = {"presiding": who}
            case Adjourned(wanting=wanting):
                change = {"sitting": False, "wanting": self.wanting + wanting}
            case Recalled(call=call, on=on, fresh=fresh):
                change = {"sitting": True, "call": call, "day": on}
                if fresh:
                    change |= {"here": frozenset(), "others": (), "proxies": ()}
            case _:
                pass
        return attrs.evolve(self, now=step.at or self.now, **change)

    @property
    def present(self) -> frozenset[str]:
        """Who is there, or is represented by somebody who is."""
        return self.here.union(giver for giver, holder in self.proxies if holder in self.here)

    @property
    def absent(self) -> str:
        """Who leads by the call, is on the roll and never signed, though others did; or nobody."""
        never = self.presiding in self.roll and self.presiding not in self.signed
        return self.presiding if never and self.signed else ""

    def may_vote(self, matter: Matter = Matter.ORDINARY) -> frozenset[str]:
        """Of those present, who may vote on a matter."""
        return self.present.difference(self.roll.acting if matter.strategic else ())

    def electorate(self, matter: Matter = Matter.ORDINARY) -> int:
        """How many on the roll may vote on a matter."""
        return len(self.roll) - (len(self.roll.acting) if matter.strategic else 0)
