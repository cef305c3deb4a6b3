from datetime import date
from typing import Self

from bakohumas.bodies._applicants import Newcomer, admission, id_of, newcomer, spelt
from bakohumas.bodies._decrees import Basis, Day, Stamp, stamp
from bakohumas.bodies._events import Represented, SecretariatKept, Succeeded, Withdrawn
from bakohumas.bodies._history import History
from bakohumas.bodies._kinds import Cause, Role
from bakohumas.errors import MODEL, NotEligibleError
from bakohumas.institutions import Institution, Unit

_OF_SEATS = {Cause.FILLED, Cause.RETURN, Cause.LOSS_OF_POST}
_ENDS = {Cause.MERGER, Cause.RENAMING, Cause.DISSOLUTION}


class MemberVerbs(History):
    """What may happen to those who take part."""

    def _stamp(self, on: Day, basis: Basis, recorded: date | None) -> Stamp:
        """What an event says of its day and its basis, told without a day of record too.

        What is known to lie in a year is recorded on its last day at the earliest; what a
        later record says of that year was then no sooner learnt.
        """
        as_of = stamp(on, basis, recorded)
        ledger = self._ledger.knowing(self._count)
        last = ledger.recorded[self._count - 1 - ledger.since]
        if (
            recorded is None
            and as_of["recorded"] < last
            and any(
                each.by == last == each.recorded and each.on <= as_of["recorded"]
                for each in reversed(self.events)
            )
        ):
            as_of["recorded"] = last
        return as_of

    def _spelt(self, institution: str | Institution) -> str:
        """The id of an institution as the register spells it."""
        told = id_of(institution)
        if self._ledger.tells("member", told):
            return told
        return spelt(told, self._ledger.names("member", self._count))

    def admit(
        self,
        *units: Newcomer,
        role: Role | str = Role.MEMBER,
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Let institutions take part through their PR units.

        A further unit of a member shares the vote of its institution.

        Args:
            units: PR units, or institutions, whose PR unit is meant; a person only as guest.
            role: Member, partner or guest; only members stand on the roll.
            on: First day.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            NotEligibleError: If one is of no kind that the charter admits, is not
                a PR unit, is a person, has no government of its own, does not
                exist on that day, or is a member already.
        """
        as_of = self._stamp(on, basis, recorded)
        part, charter = Role.of(role, what="role"), self.charter(on=as_of["on"])
        return self._with(*(admission(each, charter, part, as_of) for each in units))

    def withdraw(
        self,
        institution: str | Institution | Unit,
        *,
        cause: Cause | str = Cause.WITHDRAWAL,
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """End a membership or partnership; seats that the institution holds fall vacant.

        Args:
            institution: Whose it is, by id or as directories hold it; or one unit of
                several, and the others stay.
            cause: Why it ends.
            on: First day on which it takes no part.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            NotEligibleError: If it took no part the day before, or the register
                has it as a member, or on a seat, from a later day on; or *cause* is one
                of a seat, such as ``"filled"``.
        """
        one = institution if isinstance(institution, Unit) else None
        why = Cause.of(cause, what="cause")
        if why in _OF_SEATS:
            raise NotEligibleError(
                f"withdraw {id_of(one.institution if one else institution)}",  # type: ignore[arg-type]
                f"{why.label()} tells of a seat and ends no membership",
                MODEL,
                "say why the membership ended: withdrawal, dismissal, merger, ...",
            )
        return self._with(
            Withdrawn(
                **self._stamp(on, basis, recorded),
                institution=self._spelt(one.institution if one else institution),  # type: ignore[arg-type]
                cause=why,
                unit=one.id if one else "",
            )
        )

    def succeed(
        self,
        institution: str | Institution,
        successor: Unit | Institution | None = None,
        *,
        cause: Cause | str = Cause.MERGER,
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Merge, rename or dissolve an institution: its successor takes its place (MEM-10).

        Membership and elected or appointed seats pass to the successor, as far as the
        charter lets it hold them; without a successor they end.

        Args:
            institution: The institution that is no more.
            successor: Who follows it; nobody by default.
            cause: ``"merger"``, ``"renaming"`` or ``"dissolution"``.
            on: First day without it.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            NotEligibleError: If it took no part the day before, the register has it
                there from a later day on, or the successor may not be a member.
            ValueError: If *cause* is none of the three.
        """
        as_of = self._stamp(on, basis, recorded)
        charter = self.charter(on=as_of["on"])
        why = Cause.of(cause, what="cause")
        if why not in _ENDS:
            msg = f"cause must be one of {', '.join(sorted(_ENDS))}, got {why.value!r}"
            raise ValueError(msg)
        heir = admission(successor, charter, Role.MEMBER, as_of) if successor else None
        event = Succeeded(
            **as_of,
            institution=self._spelt(institution),
            cause=why,
            successor=heir,
        )
        return self._with(event)

    def represent(
        self,
        institution: str | Institution,
        *representatives: str,
        contact: str = "",
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Name who speaks for an institution (MEM-04), and its contact person (MEM-11).

        Args:
            institution: The institution.
            representatives: Opaque ids of the persons; their names live with the host.
            contact: Opaque id of the contact person.
            on: First day.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.

        Raises:
            NotEligibleError: If the institution takes no part on that day.
        """
        return self._with(
            Represented(
                **self._stamp(on, basis, recorded),
                institution=self._spelt(institution),
                representatives=representatives,
                contact=contact,
            )
        )

    def keep_secretariat(
        self,
        unit: Unit | Institution | None,
        *,
        on: Day,
        basis: Basis,
        recorded: date | None = None,
    ) -> Self:
        """Keep a secretariat beside the board: a unit that works for the body, without a vote.

        Args:
            unit: The unit, or the institution whose PR unit it is; ``None`` for none any more.
            on: First day.
            basis: What it rests on.
            recorded: The day the register learnt of it; *on* by default.
        """
        as_of = self._stamp(on, basis, recorded)
        newcomer(unit, as_of["on"], "the secretariat", Unit, Institution, type(None))
        one = unit.unit() if isinstance(unit, Institution) else unit
        return self._with(
            SecretariatKept(
                **as_of,
                unit=one.id if one else "",
                name=one.name if one else "",
                institution=one.institution.id if one else "",
            )
        )
