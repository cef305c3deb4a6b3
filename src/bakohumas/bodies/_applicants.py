from datetime import date

from bakohumas.bodies._events import Admitted, Place
from bakohumas.errors import NotEligibleError, expect
from bakohumas.institutions import Institution, Official, Unit
from bakohumas.law import Charter, Citation, Regulation

Basis = str | Citation | Regulation
"""What a change rests on: a decree or record in words, or a citation."""
Holder = str | Institution | Unit | Official
"""Who may be put on a seat: a member institution, or one of its officials."""


def admission(
    applicant: Unit | Institution | Official,
    charter: Charter,
    on: date,
    recorded: date,
    basis: Basis,
) -> Admitted:
    """The event that makes an applicant a member, if it is one that may be.

    Raises:
        NotEligibleError: If it is a person, no PR unit, has no government of its
            own, or does not exist on that day.
    """
    expect(applicant, Unit, Institution, Official, what="whoever is admitted")
    if isinstance(applicant, Official):
        raise NotEligibleError(
            f"admit {applicant.id}",
            "members are PR units of institutions, not persons (MEM-03)",
            charter.provision("membership.categories", on=on).basis,
            f"admit the PR unit of {applicant.institution} and let the person represent it",
        )
    unit = applicant if isinstance(applicant, Unit) else applicant.unit()
    home = unit.institution
    if not unit.pr:
        raise NotEligibleError(
            f"admit {unit.name}",
            "its job is not public relations (MEM-02)",
            charter.provision("membership.pr_unit", on=on).basis,
            f"admit the PR unit of {home}",
        )
    if not home.autonomous:
        raise NotEligibleError(
            f"admit {unit.name}",
            f"{home} is an administrative area without a government of its own",
            charter.provision("membership.categories", on=on).basis,
            "its province is the member",
        )
    if on not in home.period:
        raise NotEligibleError(
            f"admit {unit.name}",
            f"{home} exists {home.period}, not on {on}",
            "the reference tables",
            "look up who took over its work in directory(on=...)",
        )
    return Admitted(
        on=on,
        recorded=recorded,
        basis=basis,
        institution=home.id,
        unit=unit.id,
        name=unit.name,
        category=str(home.category),
        area=home.regency or home.province,
    )


def place_of(seat: str, holder: Holder) -> Place:
    """A seat and whoever is put on it, as an event records them."""
    expect(holder, str, Institution, Unit, Official, what=f"the holder of {seat}")
    match holder:
        case Official():
            return Place(seat, id_of(holder.institution), holder.id, holder.post)
        case Unit():
            return Place(seat, holder.institution.id)
        case _:
            return Place(seat, id_of(holder))


def id_of(institution: str | Institution) -> str:
    """The id of an institution, however it was handed over."""
    expect(institution, str, Institution, what="the institution")
    return institution if isinstance(institution, str) else institution.id
