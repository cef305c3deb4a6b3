from datetime import date

from bakohumas.audit import CoordinationGroup, Document
from bakohumas.bodies import Body
from bakohumas.institutions import Directory
from bakohumas.law import charter
from bakohumas.meetings import Meeting, Record
from bakohumas.periods import Period, recurrences
from bakohumas.programmes import Coverage, FollowUp, ThematicForum
from bakohumas.scenarios._offices import beside_the_tables

PRINTED = date(2025, 8, 3)
"""The day that the document prints, beside the word *Rabu* (Wednesday)."""
MET = date(2025, 9, 3)
"""The day that two other papers print."""
SILENT, REOPENED, LATEST = date(2025, 5, 5), date(2025, 9, 15), date(2025, 10, 28)
INVENTED = "invented for this scenario, grade X"
REGENCY = "33.07"
BODY = "bakohumas-wonosobo"
PEMKAB, KOMINFO, SERVICE = "pemkab-wonosobo", "diskominfo-wonosobo", "jaminan-wonosobo"
PLACE = "Aula Diskominfo Wonosobo"
MEDIA, GROUP = "Media sosial pemerintah", "Grup koordinasi"
AGREED = {
    MEDIA: "alat pelayanan dan edukasi publik, bukan panggung dokumentasi pimpinan",
    GROUP: "diaktifkan lagi",
}
"""What the document says was agreed."""
TRANSLATED = {
    MEDIA: "Government social media",
    AGREED[MEDIA]: "a tool of service and public education, not a stage for documenting leaders",
    GROUP: "Coordination group",
    AGREED[GROUP]: "to be made active again",
}
"""What the record of the forum says in English."""

_ADDED = (
    (KOMINFO, "Dinas Kominfo Kabupaten Wonosobo", "Diskominfo Wonosobo", PEMKAB),
    ("statistik-wonosobo", "Kantor statistik di Wonosobo", "BPS di Wonosobo", "bps"),
    ("agama-wonosobo", "Kantor agama di Wonosobo", "Kemenag di Wonosobo", "kemenag"),
    ("polisi-wonosobo", "Kepolisian di Wonosobo", "Polri di Wonosobo", "polri"),
    ("tni-wonosobo", "Satuan TNI di Wonosobo", "TNI di Wonosobo", "tni"),
    (SERVICE, "Kantor jaminan kesehatan di Wonosobo", "BPJS di Wonosobo", "bpjs-kesehatan"),
    ("listrik-wonosobo", "BUMN listrik di Wonosobo", "PLN di Wonosobo", "bumn-pln"),
    ("bank-wonosobo", "BUMN bank di Wonosobo", "BRI di Wonosobo", "bumn-bri"),
    ("pos-wonosobo", "BUMN pos di Wonosobo", "Pos di Wonosobo", "bumn-pos-indonesia"),
)
"""Units that no table has: id, name, what it is called, and whose unit it is."""
NAMED = (KOMINFO,)
"""Those of them that the document names; of the others it names the kind alone."""


def fitting_days() -> tuple[date, ...]:
    """The days of the printed year that are a Wednesday and the third of a month."""
    year = Period(date(PRINTED.year, 1, 1), date(PRINTED.year + 1, 1, 1))
    return recurrences(f"FREQ=MONTHLY;BYMONTHDAY={PRINTED.day};BYDAY=WE", year)


def papers() -> tuple[Document, ...]:
    """What the document and another paper print as the day of the forum."""
    return (
        Document(body=BODY, on=PRINTED, weekday="Rabu", title="seed 3", source="seed 3"),
        Document(
            body=BODY, on=MET, weekday="Rabu", title="TribunJateng-2025", source="TribunJateng-2025"
        ),
    )


def offices() -> Directory:
    """The tables of the day and, beside them, the units that no table has."""
    return beside_the_tables(
        _ADDED, on=MET, named=NAMED, province_code=REGENCY[:2], regency_code=REGENCY
    )


def founded() -> Body:
    """The forum taken as a body of the regency from its day on; no text founds it."""
    body = Body.found(
        BODY,
        name="Bakohumas Wonosobo",
        charter=charter("regency"),
        on=MET,
        basis="seed 3 names no decree; taken as a body from the day of the forum, grade X",
        area=REGENCY,
    )
    members = [each for each in offices() if each.regency == REGENCY]
    return body.admit(*members, on=MET, basis=f"kinds of participant by seed 3; who, {INVENTED}")


def assembled(body: Body) -> Record:
    """The forum: what was agreed, and who follows it up."""
    meeting = Meeting.call(
        body,
        on=MET,
        place=PLACE,
        presiding=KOMINFO,
        convener=KOMINFO,
        host=KOMINFO,
        opener=PEMKAB,
        basis="seed 3",
        agenda=list(AGREED),
    )
    meeting = meeting.attend(*meeting.roll)
    for subject, agreed in AGREED.items():
        meeting = meeting.deliberate(subject, agreed)
    meeting = meeting.follow_up(GROUP, who=KOMINFO, what="mengundang narahubung", by=REOPENED)
    return meeting.close()


def forum(body: Body) -> ThematicForum:
    """The same forum as an event, with the work that was agreed there."""
    members = body.on(MET).register.institutions
    group = FollowUp("grup koordinasi aktif lagi", [KOMINFO], REOPENED, REOPENED)
    content = FollowUp("konten bersama", [KOMINFO, SERVICE], date(2025, 9, 30), date(2025, 9, 26))
    return ThematicForum(
        "forum-wonosobo",
        ("Coordination of public relations", "Koordinasi pengelola kehumasan"),
        KOMINFO,
        MET,
        "seminar",
        members=members,
        attended=members,
        coverage=[
            Coverage("wonosobokab.go.id", "internal", MET, "media-melayani"),
            Coverage("jateng.tribunnews.com", "external", MET, "media-melayani"),
        ],
        follow_ups=[group, content],
        basis="seed 3",
    )


def group(body: Body, *, on: date) -> CoordinationGroup:
    """The coordination group: silent at the time of the forum, active again afterwards."""
    members = body.on(MET).register.institutions
    back = on >= REOPENED
    return CoordinationGroup(
        body=body.id,
        on=REOPENED if back else MET,
        name=GROUP,
        contacts=members if back else members[:3],
        last_message=min(on, LATEST) if back else SILENT,
        source=INVENTED,
    )
