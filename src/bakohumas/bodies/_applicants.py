from collections.abc import Iterable
from datetime import date

from bakohumas.bodies._decrees import Stamp
from bakohumas.bodies._events import Admitted, Place
from bakohumas.bodies._kinds import Role
from bakohumas.errors import NotEligibleError, expect
from bakohumas.institutions import Institution, Official, Outsider, Unit
from bakohumas.law import Charter

Newcomer = Unit | Institution | Official
"""Who may ask to take part: a PR unit, an institution, or a person who must be refused."""
Holder = str | Institution | Unit | Official
"""Who may be put on a seat: a member institution, one of its units, or of its officials."""


def admission(applicant: Newcomer, charter: Charter, role: Role, as_of: Stamp) -> Admitted:
    """The event that lets an applicant take part, if it is one that may.

    Raises:
        NotEligibleError: If it is a person, has no government of its own, or does
            not exist on that day.
    """
    on = as_of["on"]
    newcomer(applicant, on, "whoever is admitted", Unit, Institution, Official)
    if isinstance(applicant, Official):
        if role is Role.GUEST:
            return Admitted(
                **as_of,
                institution=applicant.id,
                unit=applicant.id,
                name=str(applicant),
                category=Outsider.INDIVIDUAL.value,
                role=role,
                pr=False,
            )
        raise NotEligibleError(
            f"admit {applicant.id}",
            "members are PR units of institutions, not persons (MEM-03)",
            charter.provision("membership.categories", on=on).basis,
            f"admit the PR unit of {applicant.institution} and let the person represent it",
        )
    unit = applicant if isinstance(applicant, Unit) else applicant.unit()
    home = unit.institution
    if not home.autonomous and role is Role.MEMBER:
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
        **as_of,
        institution=home.id,
        unit=unit.id,
        name=unit.name,
        category=str(home.category),
        area=home.regency or home.province,
        role=role,
        pr=unit.pr,
    )


def place_of(seat: str, holder: Holder) -> Place:
    """A seat and whoever is put on it, as an event records them."""
    expect(holder, str, Institution, Unit, Official, what=f"the holder of {seat}")
    match holder:
        case Official():
            return Place(seat, id_of(holder.institution), holder.id, holder.post)
        case Unit():
            return Place(seat, holder.institution.id, unit=holder.id)
        case _:
            return Place(seat, id_of(holder))


def newcomer(applicant: object, on: date, what: str, *kinds: type) -> None:
    """Insist on a unit or an institution as directories hold it, which no text can stand for.

    Raises:
        TypeError: If it is none, with the way to one where it is a name.
    """
    if isinstance(applicant, str):
        msg = (
            f"{what} must be a unit or an institution, got the str {applicant!r}: look it up, "
            f"directory(on={on!r}).find({applicant!r})"
        )
        raise TypeError(msg)
    expect(applicant, *kinds, what=what)


def spelt(name: str, known: Iterable[str]) -> str:
    """A name as the register spells it, where case, spaces and hyphens alone tell them apart.

    Examples:
        >>> spelt("Ketua  umum", ["Ketua Umum", "Sekretaris"]), spelt("BPS", ["bps"])
        ('Ketua Umum', 'bps')
        >>> spelt("Dinas X", ["dinas-x", "dinas x"])
        'Dinas X'
    """
    alike = {each for each in known if _plain(each) == _plain(name)}
    return alike.pop() if len(alike) == 1 else name


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def id_of(institution: str | Institution) -> str:
    """The id of an institution, however it was handed over."""
    expect(institution, str, Institution, what="the institution")
    return institution if isinstance(institution, str) else institution.id
