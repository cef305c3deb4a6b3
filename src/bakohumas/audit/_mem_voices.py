from collections import Counter
from collections.abc import Iterator

import attrs

from bakohumas.audit._case import Case
from bakohumas.audit._examples import DAY, DECREE, LATER, THREE, forum, meeting, office
from bakohumas.audit._members import NO_MEMBERS, named
from bakohumas.audit._registers import REGISTER, found, member
from bakohumas.audit._rule import rule
from bakohumas.audit._verdict import Verdict
from bakohumas.audit._words import counted
from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Membership, Represented
from bakohumas.languages import number
from bakohumas.meetings import Record


def _represented(persons: tuple[str, ...], contact: str = "") -> Setting:
    """A member whose representatives the register names, or does not."""
    said = Represented(
        on=DAY,
        recorded=LATER,
        basis=REGISTER,
        institution="contoh-a",
        representatives=persons,
        contact=contact,
    )
    return worked(found(member("contoh-a"), said), on=LATER, who="" if contact else "contoh-a")


def _met(*roll: str) -> Setting:
    """A register with two units of one member, and a meeting with that roll."""
    body = forum().admit(office(THREE[0]).unit("Biro Humas"), on=DAY, basis=DECREE)
    record = attrs.evolve(meeting().close(), roll=roll or THREE, attendance=())
    return worked(body, record, on=DAY, who="contoh-a" if roll else "")


def _unsaid(case: Case, key: str, silent: list[Membership]) -> Verdict:
    """That the register does not say something of so many of the members."""
    n, of = len(silent), len(case.now.register)
    names = named(silent)
    return Verdict.lacks(
        key,
        en=f"of {number(n)} of {counted(of, 'member')}: {names[0]}",
        indonesian=f"dari {number(n, 'id')} di antara {number(of, 'id')} anggota: {names[1]}",
    )


@rule(
    "MEM-04",
    advice=(
        "Ask the member to name its representatives in writing, and record them.",
        "Minta anggota menyampaikan nama wakilnya secara tertulis, lalu catat.",
    ),
    holds=lambda: _represented(("person-1",), "person-1"),
    violated=lambda: _represented(()),
)
def somebody_speaks_for_it(case: Case) -> Iterator[Verdict]:
    """Every member has as many representatives as the charter asks for, one at least.

    A contact person alone leaves open who represents the member.
    """
    if not case.now.register:
        yield NO_MEMBERS
        return
    law = case.laid_down("membership.representatives")
    least = law.value if law and isinstance(law.value, int) else 1
    silent, good = [], 0
    for each in case.now.register:
        said = case.now.representation(each.institution)
        if said is None or (said.contact and not said.representatives):
            silent.append(each)
        elif len(said.representatives) < least:
            n = case.read("member.representatives", len(said.representatives), each.institution)
            yield Verdict.violated(
                each.institution,
                f"{counted(n, 'representative')} on record since {said.since}; "
                f"at least {number(least)} needed",
                f"{number(n, 'id')} wakil tercatat sejak {said.since}; "
                f"diperlukan paling sedikit {number(least, 'id')}",
            )
        else:
            good += 1
    if silent:
        yield _unsaid(case, "member.representatives", silent)
    if good == len(case.now.register):
        case.read("member.representatives", good)
        yield Verdict.holds(
            f"{counted(good, 'member')}, each with its representatives",
            f"{number(good, 'id')} anggota, masing-masing dengan wakilnya",
        )


@rule(
    "MEM-05",
    advice=(
        "Let the institution stand on the roll once; its units share its vote.",
        (
            "Cantumkan instansi itu satu kali dalam daftar pemilik suara; unit-unitnya berbagi "
            "satu suara."
        ),
    ),
    holds=_met,
    violated=lambda: _met(*THREE, "contoh-a:biro-humas"),
)
def one_institution_one_vote(case: Case) -> Iterator[Verdict]:
    """No roll of a meeting counts two units of one institution, nor one twice.

    The register itself can only hold an institution once, so without a meeting it is kept
    as far as the register goes.
    """
    law = case.laid_down("membership.vote")
    if law is not None and law.value != "institution":
        yield Verdict.not_applicable(
            f"laid down otherwise: {law.says()} by {law.cite()}",
            f"ditentukan lain: {law.says('id')} menurut {law.cite('id')}",
        )
        return
    rolls = [each for each in case.of(Record) if case.covers(each.body, each.on)]
    members = case.now.register
    if not members and not rolls:
        yield NO_MEMBERS
        return
    good = True
    for record in sorted(rolls, key=lambda each: each.on):
        homes = _homes(case, record)
        votes = Counter(homes.get(each, each.partition(":")[0]) for each in record.roll)
        for who, n in votes.items():
            if n > 1:
                good = False
                case.read("meeting.roll", len(record.roll), str(record.on))
                case.read("member.institution", n, who)
                yield Verdict.violated(
                    who,
                    f"stands on the roll {number(n)} times, through its units",
                    f"tercantum {number(n, 'id')} kali dalam daftar pemilik suara melalui "
                    "unit-unitnya",
                    when=record.on,
                )
    if good:
        n, met = case.read("member.institution", len(members)), len(rolls)
        case.read("meeting.roll", met)
        yield Verdict.holds(
            f"{counted(n, 'institution')} in the register, once each; "
            f"{counted(met, 'roll')} looked at",
            f"{number(n, 'id')} instansi dalam daftar anggota, masing-masing satu kali; "
            f"{number(met, 'id')} daftar pemilik suara diperiksa",
        )


def _homes(case: Case, record: Record) -> dict[str, str]:
    """The institution of every unit in the register of the day of a meeting."""
    return {
        unit: each.institution
        for each in case.body.on(record.on).register
        for unit in (*each.units, each.institution)
    }


@rule(
    "MEM-11",
    advice=(
        "Ask the member for a contact person and add that person to the coordination group.",
        "Minta anggota menunjuk narahubung dan masukkan ke dalam grup koordinasi.",
    ),
    holds=lambda: _represented(("person-1",), "person-1"),
    violated=lambda: _represented(("person-1",)),
)
def somebody_to_call(case: Case) -> Iterator[Verdict]:
    """Every member whose representatives are on record named a contact person as well."""
    if not case.now.register:
        yield NO_MEMBERS
        return
    silent, good = [], 0
    for each in case.now.register:
        said = case.now.representation(each.institution)
        if said is None:
            silent.append(each)
        elif not said.contact:
            case.read("member.contact", said.contact, each.institution)
            yield Verdict.violated(
                each.institution,
                f"named no contact person when its representatives were recorded on {said.since}",
                f"tidak menunjuk narahubung ketika wakilnya dicatat pada {said.since}",
            )
        else:
            good += 1
    if silent:
        yield _unsaid(case, "member.contact", silent)
    if good == len(case.now.register):
        case.read("member.contact", good)
        yield Verdict.holds(
            f"{counted(good, 'member')}, each with a contact person",
            f"{number(good, 'id')} anggota, masing-masing dengan narahubung",
        )


CHAPTER = (somebody_speaks_for_it, one_institution_one_vote, somebody_to_call)
