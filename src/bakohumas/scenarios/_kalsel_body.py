from datetime import date

from bakohumas.bodies import Body
from bakohumas.institutions import Directory, Institution
from bakohumas.law import charter
from bakohumas.meetings import Meeting, Record
from bakohumas.periods import Period, recurrences
from bakohumas.scenarios._dice import drawn
from bakohumas.scenarios._offices import beside_the_tables

REPORTED = date(2018, 1, 23)
"""The day that the web page shows; that of its crawl, as domain knowledge has it."""
FOUNDED = date(2016, 11, 1)
MET = date(2017, 1, 24)
INVENTED = "invented for this scenario, grade X"
PROVINCE = "63"
BODY = "bakohumas-kalsel"
HEALTH, KOMINFO, PROVINCIAL = "dinkes-kalsel", "diskominfo-kalsel", "pemprov-kalimantan-selatan"
CHAIR = "Kepala Dinas Komunikasi dan Informatika Provinsi Kalimantan Selatan"
MESSAGE = "Pesan bersama gizi buruk"
STATEMENT = "timbang anak tiap bulan di posyandu"
TRANSLATED = {
    MESSAGE: "Joint message on malnutrition",
    STATEMENT: "weigh every child monthly at the posyandu",
}
"""What the record of the meeting says in English."""
SECRETARY = "Sekretaris"
ATTENDS = 800_000

_ADDED = (
    (HEALTH, "Dinas Kesehatan Provinsi Kalimantan Selatan", "Dinkes Kalsel", PROVINCIAL),
    (KOMINFO, "Dinas Kominfo Provinsi Kalimantan Selatan", "Diskominfo Kalsel", PROVINCIAL),
    ("polda-kalsel", "Kepolisian Daerah Kalimantan Selatan", "Polda Kalsel", "polri"),
    ("tni-kalsel", "Satuan TNI di Kalimantan Selatan", "TNI di Kalsel", "tni"),
    ("bumn-listrik-kalsel", "BUMN listrik di Kalimantan Selatan", "PLN di Kalsel", "bumn-pln"),
    ("bumn-pos-kalsel", "BUMN pos di Kalimantan Selatan", "Pos di Kalsel", "bumn-pos-indonesia"),
)  # fmt: skip
"""Units that no table has: id, name, what it is called, and whose unit it is."""
NAMED = (HEALTH, KOMINFO, "polda-kalsel")
"""Those of them that the document means; the others stand for a kind, and are invented."""


def meeting_day() -> date:
    """The one day between the regulation and the page that is a Tuesday 11 October."""
    known = Period(date(2014, 9, 26), REPORTED)
    (found,) = recurrences("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=11;BYDAY=TU", known)
    return found


def offices() -> Directory:
    """The tables of the founding day and, beside them, the units that no table has."""
    return beside_the_tables(_ADDED, on=FOUNDED, named=NAMED, province_code=PROVINCE)


def founded() -> Body:
    """The body of the province, its chair on the seat that goes with the post."""
    body = Body.found(
        BODY,
        name="Bakohumas Kalimantan Selatan",
        charter=charter("kalsel"),
        on=FOUNDED,
        basis=f"Pergub 041 (seed 1); day {INVENTED}",
        founder="Gubernur Kalimantan Selatan",
        area=PROVINCE,
    )
    members = [each for each in offices() if each.province == PROVINCE]
    body = body.admit(*members, on=FOUNDED, basis=f"kinds of member by seed 1; day {INVENTED}")
    return body.seat("Ketua", post=CHAIR, on=FOUNDED, basis=f"seed 1; day {INVENTED}")


def assembled(body: Body, *, seed: int) -> Record:
    """The coordination meeting: a secretary, and together what is to be spread."""
    meeting = Meeting.call(
        body,
        on=MET,
        place="Banjarbaru",
        presiding=KOMINFO,
        basis=f"invitation {INVENTED}",
        agenda=[f"Pemilihan {SECRETARY}", MESSAGE],
    )
    sure = {HEALTH, KOMINFO, PROVINCIAL}
    present = [
        each for each in meeting.roll if each in sure or drawn(seed, "attends", each) < ATTENDS
    ]
    meeting = meeting.attend(*present).deliberate(SECRETARY, PROVINCIAL)
    meeting = meeting.deliberate(MESSAGE, STATEMENT)
    meeting = meeting.follow_up(MESSAGE, who=HEALTH, what="membagi tugas", by=date(2017, 1, 31))
    return meeting.close()


def with_secretary(body: Body, record: Record) -> Body:
    """The body with the elected seat of its board filled."""
    return body.elect(
        {SECRETARY: PROVINCIAL},
        on=MET,
        basis=f"coordination meeting, {INVENTED}",
        record=record.digest,
    )


def regencies(body: Body) -> dict[str, Institution]:
    """The regencies and cities among the members, by id."""
    known = offices()
    members = (known[each] for each in body.on(FOUNDED).register.institutions)
    return {each.id: each for each in members if each.category == "regency_government"}
