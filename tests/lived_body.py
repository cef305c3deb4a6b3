from datetime import date

from bakohumas.bodies import Body, Cause
from bakohumas.institutions import Official, directory
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.periods import Period

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
POST = "Direktur Jenderal Informasi dan Komunikasi Publik"
THREE = Provision("term.years", 3, Period(None, date(2020, 1, 1)), Citation("SK 3/2015"), Grade.C)
LOCAL = charter("national_practice").override(THREE, name="setempat")


def lived() -> Body:
    """A body to which everything happened that can happen to one."""
    chair = Official("person-1", "Kepala Biro Humas", OFFICES["kominfo"])
    body = Body.found("contoh", charter=LOCAL, on=DAY, basis="SK 1/2015", name="Contoh")
    body = body.admit(OFFICES["kominfo"], OFFICES["bps"], on=DAY, basis="SK 2/2015")
    body = body.elect({"Sekretaris": chair}, on=DAY, basis="rapat", record="1f2e")
    body = body.seat("Ketua Umum", post=POST, on=DAY, basis="SK 3/2015")
    body = body.inaugurate(on=date(2015, 11, 9), basis="SK 4/2015")
    body = body.vacate("Ketua Umum", cause=Cause.LOSS_OF_POST, on=date(2016, 1, 4), basis="SK")
    body = body.withdraw("bps", on=date(2016, 2, 1), basis="surat", recorded=date(2016, 3, 1))
    return body.amend(charter("national"), on=date(2017, 1, 1), basis="SK 5/2017")
