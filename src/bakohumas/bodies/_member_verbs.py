from datetime import date
from typing import Self

from bakohumas.bodies._applicants import Newcomer, admission, id_of
from bakohumas.bodies._decrees import Basis, Day, stamp
from bakohumas.bodies._events import Represented, SecretariatKept, Succeeded, Withdrawn
from bakohumas.bodies._history import History
from bakohumas.bodies._kinds import Cause, Role
from bakohumas.institutions import Institution, Unit


class MemberVerbs(History):
    """What may happen to those who take part."""

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
        as_of = stamp(on, basis, recorded)
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
                has it as a member, or on a seat, from a later day on.
        """
        one = institution if isinstance(institution, Unit) else None
        return self._with(
            Withdrawn(
                **stamp(on, basis, recorded),
                institution=id_of(one.institution if one else institution),  # type: ignore[arg-type]
                cause=Cause.of(cause, what="cause"),
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
        """
        as_of = stamp(on, basis, recorded)
        charter = self.charter(on=as_of["on"])
        heir = admission(successor, charter, Role.MEMBER, as_of) if successor else None
        event = Succeeded(
            **as_of,
            institution=id_of(institution),
            cause=Cause.of(cause, what="cause"),
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
                **stamp(on, basis, recorded),
                institution=id_of(institution),
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
        one = unit.unit() if isinstance(unit, Institution) else unit
        return self._with(
            SecretariatKept(
                **stamp(on, basis, recorded),
                unit=one.id if one else "",
                name=one.name if one else "",
                institution=one.institution.id if one else "",
            )
        )
