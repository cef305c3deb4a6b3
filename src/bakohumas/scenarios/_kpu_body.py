from datetime import date

import attrs

from bakohumas.audit import Document
from bakohumas.bodies import Body, Federation, Role
from bakohumas.errors import NotEligibleError
from bakohumas.institutions import Category, Institution, Outsider, directory
from bakohumas.law import charter

CENTRE, PROVINCE, UNIT = "kpu", "kpu-33", "kpu-33.21"
ASKED = date(2021, 3, 22)
PASSED = date(2021, 4, 8)
FORMED = date(2021, 4, 15)
WEBINAR = date(2021, 5, 4)
BALI = date(2021, 5, 6)
JEMBRANA = date(2021, 5, 10)
REPORTED = date(2021, 5, 17)
GUIDED = date(2021, 8, 31)
TOLD = date(2021, 9, 15)
SINCE = date(2022, 12, 8)
"""From when there are 553 units: those of the last of four new provinces."""

ASKED_TO_FORM, POLICY, GUIDELINE = "formation", "rakor", "guideline"
"""What passed down: the request to form a body, the meeting of May, the guideline of August."""

_LETTER = "244/HM.02-SD/06/KPU/III/2021"
_ONWARD = "194/HM/03.5/33/Prov/IV/2021"
_DECREE = "07/HM.03.2-Kpt/3321/Kab/IV/2021"
_GUIDELINE = "542/HM.03.5-Kpt/06/KPU/VIII/2021"
_INVENTED = "invented for this scenario, grade X"
_OUTSIDE = (
    ("partai", "Partai", Outsider.POLITICAL_PARTY),
    ("koran", "Koran", Outsider.PRIVATE_MEDIA),
    ("univ", "Universitas", Outsider.PRIVATE_UNIVERSITY),
    ("fkub", "FKUB", Outsider.INTERFAITH_FORUM),
)
"""Kinds of partners that units invited; the partners themselves are invented."""
POSTS = "seats by post after Keputusan KPU Sulut 26/2022 (Sulut-2022); their day invented, grade X"


def papers() -> tuple[Document, ...]:
    """The letter, the decree and the guideline, as they are printed."""
    return (
        Document(
            body=UNIT, on=ASKED, number=_LETTER, kind="Surat Dinas", source="Demak-2021",
            issuer="KPU RI", title="Pembentukan Bakohumas",
        ),
        Document(
            body=UNIT, on=FORMED, number=_DECREE, kind="Keputusan", source="Demak-2021",
            issuer="Ketua KPU Kabupaten Demak", title="Bakohumas KPU Kabupaten Demak",
        ),
        Document(
            body=UNIT, on=GUIDED, number=_GUIDELINE, kind="Keputusan", source="Bolmong-2021",
            issuer="KPU RI", title="Pedoman teknis Bakohumas",
        ),
    )  # fmt: skip


def federation() -> Federation:
    """The work units of the commission with what passed down and came back, as far as known."""
    units = Federation.kpu()
    units = units.issue(
        ASKED_TO_FORM, _LETTER, by=CENTRE, on=ASKED, basis="Demak-2021; dated by its number"
    )
    units = units.pass_on(
        ASKED_TO_FORM, _LETTER, by=CENTRE, to=PROVINCE, on=ASKED, basis="Demak-2021"
    )
    units = units.pass_on(
        ASKED_TO_FORM, _LETTER, by=PROVINCE, to=UNIT, on=PASSED, basis=f"{_ONWARD} (Demak-2021)"
    )
    units = units.issue(POLICY, "1", by=CENTRE, on=WEBINAR, basis="seed 2")
    units = units.pass_on(
        POLICY, "1", by=CENTRE, to="kpu-33.11", copies=PROVINCE, on=WEBINAR, basis="seed 2"
    )
    units = units.pass_on(POLICY, "1", by=CENTRE, to="kpu-51", on=BALI, basis="Jembrana-2021")
    units = units.pass_on(
        POLICY, "1", by="kpu-51", to="kpu-51.01", on=JEMBRANA, basis="Jembrana-2021"
    )
    units = units.pass_on(POLICY, "1", by=PROVINCE, to=UNIT, on=JEMBRANA, basis=_INVENTED)
    units = units.report(UNIT, subject=POLICY, on=REPORTED, basis=_INVENTED)
    units = units.issue(
        GUIDELINE, _GUIDELINE, by=CENTRE, on=GUIDED, basis="Bolmong-2021; last day of its month"
    )
    others = [each.body for each in units.on(TOLD) if each.parent]
    return units.pass_on(
        GUIDELINE, _GUIDELINE, by=CENTRE, to=others, on=TOLD, basis="Bolmong-2021 (invitation 467)"
    )


@attrs.frozen
class Partner:
    """Somebody from outside whom a unit works with, and what it is told if it would be a member.

    :func:`kpu` makes one.

    Attributes:
        who: What they are called.
        kind: What they are, or their name where they are an agency, in English and Indonesian.
        refusal: What the body answers to a membership.
    """

    who: str
    kind: tuple[str, str]
    refusal: NotEligibleError


def unit() -> tuple[Body, tuple[Partner, ...]]:
    """The body of one unit, KPU Demak, whose decree is known, with partners from outside."""
    body = Body.found(
        UNIT,
        name="Bakohumas KPU Kabupaten Demak",
        charter=charter("kpu_regency"),
        on=FORMED,
        basis=f"Keputusan KPU Demak {_DECREE} (Demak-2021)",
        area="33.21",
    )
    work_unit = Institution(
        UNIT,
        "KPU Kabupaten Demak",
        Category.NON_STRUCTURAL,
        "KPU Demak",
        province="33",
        regency="33.21",
        parent="kpu",
        sources=("Demak-2021",),
    )
    body = body.admit(work_unit, on=FORMED, basis="MEM-12; seed 2")
    for seat in body.on(FORMED).seats:
        body = body.seat(seat.name, post=seat.post, on=FORMED, basis=POSTS)
    offices = directory(on=WEBINAR).extended(
        Institution(f"{short}-contoh", f"{name} Contoh", kind, invented=True)
        for short, name, kind in _OUTSIDE
    )
    met = [offices[each] for each in ("polri", *(f"{short}-contoh" for short, *_ in _OUTSIDE))]
    basis = f"Jembrana-2021, Madiun-2021; {_INVENTED}"
    refused = []
    for office in met:
        try:
            body.admit(office, on=WEBINAR, basis=_INVENTED)
        except NotEligibleError as refusal:
            outside = office.category if isinstance(office.category, Outsider) else None
            kind = (outside.english, outside.indonesian) if outside else (str(office), str(office))
            refused.append(Partner(str(office), kind, refusal))
    return body.admit(*met, role=Role.PARTNER, on=WEBINAR, basis=basis), tuple(refused)
